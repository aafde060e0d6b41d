"""A task's budget is never overspent, however its attempts end, and nothing waits for money that nobody holds."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from videoagent_contracts.codec import AnyEnvelope
from videoagent_contracts.commands import CancelTask, RetryTask
from videoagent_contracts.enums import StepKind, StepStatus, TaskStatus
from videoagent_contracts.envelope import Message
from videoagent_contracts.ids import parse_step_id
from videoagent_contracts.steps import StepFailed, StepReleased, StepStarted
from videoagent_registry.domain.events import LeaseExpired, TimersDue
from videoagent_registry.domain.invariants import violations
from videoagent_registry.domain.money import may_spend, set_aside, spent
from videoagent_registry.testing import Play, failure, report, success

PRICES = {StepKind.STORY: 0.02, StepKind.VOICE: 0.01, StepKind.IMAGE: 0.04, StepKind.VIDEO: 0.1}


def price_of(request: AnyEnvelope) -> float:
    return PRICES.get(parse_step_id(request.step_id or "")[0], 0.0)


def said(request: AnyEnvelope, payload: Message) -> AnyEnvelope:
    return report(request.task_id, request.step_id or "", request.attempt or 1, payload)


def costing(request: AnyEnvelope, usd: float, **more: Any) -> AnyEnvelope:
    answer = success(request)
    output = {**answer.payload.output, "cost_usd": usd}
    return answer.model_copy(update={"payload": answer.payload.model_copy(update={"output": output, **more})})


def asks(request: AnyEnvelope, needs_usd: float) -> AnyEnvelope:
    return said(request, StepReleased(worker="w", reason="money", spent_usd=0.0, needs_usd=needs_usd))


class Agents:
    """Honest agents with prices, whose reports a test may delay or lose.

    Attributes:
        bank: What has really been spent, USD.
        reports: What has been said and not arrived.
    """

    def __init__(self, play: Play) -> None:
        self.play = play
        self.bank = 0.0
        self.reports: list[AnyEnvelope] = []

    def work(self, index: int, share: float, end: str) -> None:
        """Do any waiting request: ask for money, do without, or spend a share of the price and end as told."""
        if not self.play.requests:
            return
        request = self.play.requests.pop(index % len(self.play.requests))
        price, run = price_of(request), request.payload
        if run.reserved_usd + 1e-9 < price:
            within = price <= run.budget_usd + 1e-9
            self.reports.append(asks(request, price) if within else costing(request, 0.0))
            return
        cost = price * share
        self.bank += cost
        match end:
            case "made":
                self.reports.append(costing(request, cost, spent_usd=0.0))
            case "made after a failure":
                self.reports.append(costing(request, cost / 2, spent_usd=cost / 2))
            case "failed":
                error = failure(request.step_id or "", retryable=True)
                self.reports.append(said(request, StepFailed(worker="w", error=error, spent_usd=cost)))
            case "stopped":
                self.reports.append(said(request, StepReleased(worker="w", reason="stop", spent_usd=cost)))
            case "nobody knows":
                self.reports.append(said(request, StepReleased(worker="w", reason="found")))

    def deliver(self, index: int) -> None:
        if self.reports:
            self.play.apply(self.reports.pop(index % len(self.reports)))

    def die(self, index: int) -> None:
        """Let the lease of any attempt run out; its report may come all the same."""
        out = list(self.play.record.at_work())
        if out:
            step = out[index % len(out)]
            self.play.apply(report(self.play.task_id, step.step_id, step.attempt, StepStarted(worker="w")))
            self.play.apply(LeaseExpired(self.play.task_id, step.step_id, step.attempt))

    def calm_down(self) -> None:
        for _ in range(3000):
            if self.play.record.status.is_terminal:
                return
            if self.reports:
                self.deliver(0)
            elif self.play.requests:
                self.work(0, 1.0, "made")
            else:
                due = self.play.record.next_due()
                assert due is not None, "steps wait for nothing"
                self.play.now = max(self.play.now, due)
                self.play.apply(TimersDue(self.play.task_id, self.play.now))
        raise AssertionError(f"the task does not end: {self.play.record}")


ENDS = ["made", "made", "made after a failure", "failed", "stopped", "nobody knows", "vanished"]
ACTIONS = st.one_of(
    st.tuples(st.just("work"), st.integers(0, 9), st.sampled_from([0.0, 0.5, 1.0]), st.sampled_from(ENDS)),
    st.tuples(st.just("work"), st.integers(0, 9), st.just(1.0), st.just("made")),
    st.tuples(st.just("deliver"), st.integers(0, 9), st.none(), st.none()),
    st.tuples(st.just("deliver"), st.integers(0, 9), st.none(), st.none()),
    st.tuples(st.sampled_from(["die", "cancel", "retry"]), st.integers(0, 9), st.none(), st.none()),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    budget=st.sampled_from([0.0, 0.005, 0.03, 0.07, 0.15, 0.3, 0.55, 2.0]),
    actions=st.lists(ACTIONS, max_size=80),
)
def test_whatever_happens_no_more_is_spent_than_the_budget(
    budget: float, actions: list[tuple[str, int, Any, Any]]
) -> None:
    play = Play(budget=budget)
    agents = Agents(play)
    for action, index, share, end in actions:
        match action:
            case "work":
                agents.work(index, share, end)
            case "deliver":
                agents.deliver(index)
            case "die":
                agents.die(index)
            case "cancel" if index < 3:
                play.give(CancelTask())
            case "retry":
                play.give(RetryTask())
        assert agents.bank <= budget + 1e-6
    agents.calm_down()
    assert agents.bank <= spent(play.record) + 1e-6 <= budget + 2e-6
    assert violations(play.history) == []


def ready_for_pictures(budget: float) -> tuple[Play, list[AnyEnvelope]]:
    """Play up to the storyboard for nothing, and have all pictures ask for 0.04 USD; return what is ordered then."""
    play = Play(budget=budget, music="off")
    for name in ("style", "story", "storyboard"):
        play.apply(success(play.take(name)))
    for name in ("voice:0", "voice:1", "voice:2"):
        play.apply(success(play.take(name)))
    for name in ("image:0", "image:1", "image:2"):
        play.apply(asks(play.take(name), 0.04))
    return play, list(play.requests)


def test_what_is_free_is_set_aside_and_the_others_wait_for_what_comes_back() -> None:
    play, ordered = ready_for_pictures(0.1)
    assert [(each.attempt, each.payload.reserved_usd, each.payload.budget_usd) for each in ordered] == [
        (2, 0.04, 0.1)
    ] * 2
    waiting = next(step for step in play.record.steps.values() if step.price_usd and not step.at_work)
    assert (waiting.status, waiting.error, set_aside(play.record)) == (StepStatus.PENDING, None, 0.08)
    play.requests.clear()
    play.apply(costing(ordered[0], 0.02))
    third = play.take(waiting.step_id)
    assert (third.payload.reserved_usd, may_spend(play.record)) == (0.04, 0.08)
    assert violations(play.history) == []


def test_when_nothing_comes_back_the_step_is_told_that_it_cannot_be_paid() -> None:
    play, ordered = ready_for_pictures(0.1)
    play.requests.clear()
    for each in ordered:
        play.apply(costing(each, 0.04))
    last = next(each for each in play.requests if each.step_id and each.step_id.startswith("image"))
    assert last.payload.reserved_usd == 0
    assert last.payload.budget_usd == pytest.approx(0.02)
    play.work()
    assert play.record.status is TaskStatus.COMPLETED


def test_a_cancelled_attempt_counts_as_spent_until_its_worker_tells_otherwise() -> None:
    play, ordered = ready_for_pictures(0.1)
    play.give(CancelTask())
    assert (spent(play.record), set_aside(play.record)) == (0.08, 0)
    play.apply(said(ordered[0], StepReleased(worker="w", reason="cancelled", spent_usd=0.0)))
    decision = play.apply(costing(ordered[1], 0.03, spent_usd=0.005))
    assert decision is not None
    assert (decision.outputs, play.record.status) == ((), TaskStatus.CANCELLED)
    assert (play.record.unsettled, play.record.cost_usd, play.record.lost_usd) == ({}, 0.03, 0.005)
    assert play.apply(costing(ordered[1], 0.03)) is None
    play.give(RetryTask())
    assert may_spend(play.record) == pytest.approx(0.065)


def test_money_that_comes_back_late_lets_a_waiting_step_begin() -> None:
    play, ordered = ready_for_pictures(0.1)
    lost = ordered[0]
    play.apply(said(lost, StepStarted(worker="w")))
    play.requests.clear()
    play.apply(LeaseExpired(play.task_id, lost.step_id or "", lost.attempt or 0))
    assert play.requests == [], "what the silent worker may spend is not given to another"
    play.apply(said(lost, StepReleased(worker="w", reason="cancelled", spent_usd=0.0)))
    assert [each.payload.reserved_usd for each in play.requests] == [0.04]


def test_an_agent_that_asks_for_ever_more_comes_to_an_end() -> None:
    play = Play(budget=1.0)
    for number in range(1, 30):
        if not play.record.status.is_terminal:
            play.apply(asks(play.take("style"), number / 100))
    assert play.record.status is TaskStatus.FAILED
