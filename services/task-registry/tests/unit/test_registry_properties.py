"""A task in a hostile world: messages are lost, doubled and shuffled, workers die, users change their minds.

Every decision on the way is held against ``invariants.violations``; in the end the world calms down, and the task
must end.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from videoagent_contracts.codec import AnyEnvelope, decode, encode
from videoagent_contracts.commands import ApproveTask, CancelTask, DeleteTask, EditStoryboard, RerunStep, RetryTask
from videoagent_contracts.enums import StepStatus, TaskStatus
from videoagent_contracts.errors import ErrorCode, TaskError
from videoagent_contracts.status import WaitingReason
from videoagent_contracts.steps import StepFailed, StepHeartbeat, StepReleased, StepStarted
from videoagent_registry.domain.codec import encode_decisions, fold_decisions
from videoagent_registry.domain.decide import decide
from videoagent_registry.domain.decision import Decision, Request
from videoagent_registry.domain.events import Admitted, Event, LeaseExpired, Queued, TimersDue
from videoagent_registry.domain.invariants import violations
from videoagent_registry.domain.policy import Policies, RetryPolicy
from videoagent_registry.domain.publication import publications
from videoagent_registry.domain.record import TaskRecord
from videoagent_registry.testing import command, create_command, report, sample_storyboard, success

POLICIES = Policies(default_retry=RetryPolicy(max_losses=4), queue_patience=timedelta(minutes=30))
START = datetime(2026, 1, 1, tzinfo=UTC)
TASK = "task-1"


class World:
    """Everything between the registry and its workers, as lists that a test may disturb."""

    def __init__(self, **options: Any) -> None:
        self.now = START
        self.record: TaskRecord | None = None
        self.refolded: TaskRecord | None = None
        self.history: list[Decision] = []
        self.requests: list[AnyEnvelope] = []
        self.reports: list[AnyEnvelope] = [create_command(TASK, **options)]
        self.past: list[AnyEnvelope] = []
        self.crowded = False

    def apply(self, event: Event) -> None:
        """Let one event happen, as the shell would: decide, build messages, journal, send."""
        self.now += timedelta(milliseconds=5)
        decision = decide(self.record, event, self.now, POLICIES)
        if decision is None:
            return
        assert decide(decision.record, event, self.now, POLICIES) is None or isinstance(
            getattr(event, "payload", None), StepHeartbeat
        ), f"deciding {event.id} twice does something twice"
        self.record = decision.record
        self.history.append(decision)
        said = publications(decision.record, decision.cause, decision.at, decision.outputs, POLICIES)
        for card, envelope, _ in said:
            assert decode(encode(envelope), card.messages).payload == envelope.payload
            if any(isinstance(output, Request) for output in decision.outputs) and envelope.type.startswith("step.run"):
                self.requests.append(envelope)
        self._journal(decision)
        if self.record.wait is not None and not self.crowded:
            self.apply(Admitted(TASK, self.now))

    def _journal(self, decision: Decision) -> None:
        if not decision.journaled:
            return
        version = (self.refolded.version if self.refolded else 0) + 1
        folded = fold_decisions(self.refolded, version, encode_decisions([decision]))
        self.refolded = folded[-1].record
        assert folded[-1].outputs == decision.outputs

    def deliver(self, index: int, *, keep: bool = False) -> None:
        """Deliver any waiting report, or one of the past again."""
        pool = self.past if keep else self.reports
        if not pool:
            return
        envelope = pool[index % len(pool)]
        if not keep:
            self.reports.remove(envelope)
            self.past.append(envelope)
        self.apply(envelope)

    def answer(self, index: int, make: Callable[[AnyEnvelope], AnyEnvelope], *, keep: bool = False) -> None:
        """Let a worker take any waiting request and say something."""
        if not self.requests:
            return
        request = self.requests[index % len(self.requests)]
        if not keep:
            self.requests.remove(request)
        self.reports.append(make(request))

    def pass_time(self, seconds: float) -> None:
        """Let time go by and the timers fire."""
        self.now += timedelta(seconds=seconds)
        self.apply(TimersDue(TASK, self.now))

    def expire(self, index: int) -> None:
        """Let the lease of any running step run out."""
        running = [step for step in self.record.at_work() if step.status is StepStatus.RUNNING] if self.record else []
        if running:
            step = running[index % len(running)]
            self.apply(LeaseExpired(TASK, step.step_id, step.attempt))

    def crowd(self, number: int) -> None:
        """Let places become scarce, or free again."""
        self.crowded = number < 5
        self.apply(Queued(TASK, self.now, WaitingReason.QUOTA, 3, number) if self.crowded else Admitted(TASK, self.now))

    def calm_down(self) -> None:
        """Let everything go well from here on: whatever is under way arrives, and timers help with what is lost."""
        self.crowd(9)
        for _ in range(2000):
            if self.record is not None and self.record.status.is_terminal:
                return
            if self.record is not None and self.record.status is TaskStatus.AWAITING_REVIEW:
                self.apply(command(TASK, ApproveTask()))
            elif self.reports:
                self.deliver(0)
            elif self.requests:
                self.answer(0, success)
            else:
                self.pass_time(600)
        raise AssertionError(f"the task does not end: {self.record}")


def failure(retryable: bool) -> Callable[[AnyEnvelope], AnyEnvelope]:
    def make(request: AnyEnvelope) -> AnyEnvelope:
        error = TaskError(
            code=ErrorCode.AGENT_FAILED, stage="x", step_id=request.step_id or "", detail="no", retryable=retryable
        )
        return _said(request, StepFailed(worker="w", error=error))

    return make


def _said(request: AnyEnvelope, payload: StepStarted | StepHeartbeat | StepFailed | StepReleased) -> AnyEnvelope:
    return report(TASK, request.step_id or "", request.attempt or 1, payload)


index = st.integers(0, 9)
ACTIONS = st.one_of(
    st.tuples(st.just("deliver"), index),
    st.tuples(st.just("deliver"), index),
    st.tuples(st.just("again"), index),
    st.tuples(st.just("lose_report"), index),
    st.tuples(st.just("lose_request"), index),
    st.tuples(st.just("started"), index),
    st.tuples(st.just("heartbeat"), index),
    st.tuples(st.just("succeeded"), index),
    st.tuples(st.just("succeeded"), index),
    st.tuples(st.just("failed"), index),
    st.tuples(st.just("refused"), index),
    st.tuples(st.just("released"), index),
    st.tuples(st.just("asks"), index),
    st.tuples(st.just("expire"), index),
    st.tuples(st.just("time"), index),
    st.tuples(st.just("long_time"), index),
    st.tuples(st.just("cancel"), index),
    st.tuples(st.just("retry"), index),
    st.tuples(st.just("force"), index),
    st.tuples(st.just("rerun"), index),
    st.tuples(st.just("edit"), index),
    st.tuples(st.just("approve"), index),
    st.tuples(st.just("crowd"), index),
)
STEPS = ["style", "story", "storyboard", "voice:0", "image:1", "video:2", "music", "compose", "image:99", "nonsense"]


def act(world: World, action: str, number: int) -> None:
    match action:
        case "deliver":
            world.deliver(number)
        case "again":
            world.deliver(number, keep=True)
        case "lose_report" if world.reports and world.record is not None:
            world.reports.pop(number % len(world.reports))
        case "lose_request" if world.requests:
            world.requests.pop(number % len(world.requests))
        case "started":
            world.answer(number, lambda request: _said(request, StepStarted(worker="w")), keep=True)
        case "heartbeat":
            world.answer(number, lambda r: _said(r, StepHeartbeat(worker="w", fraction=number / 10)), keep=True)
        case "succeeded":
            world.answer(number, success)
        case "failed" | "refused":
            world.answer(number, failure(retryable=action == "failed"))
        case "released":
            world.answer(number, lambda request: _said(request, StepReleased(worker="w", reason="stop")))
        case "asks":
            asked = StepReleased(worker="w", reason="references", needs_references=True)
            world.answer(number, lambda request: _said(request, asked))
        case "expire":
            world.expire(number)
        case "time" | "long_time":
            world.pass_time(number * (1 if action == "time" else 600))
        case "cancel":
            world.reports.append(command(TASK, CancelTask()))
        case "retry":
            world.reports.append(command(TASK, RetryTask()))
        case "force":
            world.reports.append(command(TASK, RetryTask(from_step=STEPS[number])))
        case "rerun":
            world.reports.append(command(TASK, RerunStep(step_id=STEPS[number])))
        case "edit":
            board = sample_storyboard(1 + number % 4, silent=(number // 4,), duration=3.0 + number)
            world.reports.append(command(TASK, EditStoryboard(storyboard=board)))
        case "crowd":
            world.crowd(number)
        case "approve":
            world.reports.append(command(TASK, ApproveTask()))


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    actions=st.lists(ACTIONS, max_size=120),
    review=st.booleans(),
    music=st.sampled_from(["auto", "off"]),
    provider=st.sampled_from([None, "other"]),
)
def test_whatever_happens_the_task_ends_and_nothing_is_told_wrong(
    actions: list[tuple[str, int]], review: bool, music: str, provider: str | None
) -> None:
    world = World(review=review, music=music, providers={"image": provider} if provider else {})
    for action, number in actions:
        act(world, action, number)
    world.calm_down()
    assert violations(world.history) == []
    assert world.record is not None
    assert world.record.status.is_terminal
    assert world.refolded is not None
    assert _comparable(world.refolded) == _comparable(world.record)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(actions=st.lists(ACTIONS, max_size=60), retries=st.integers(1, 3))
def test_a_retry_in_calm_weather_ends_in_a_film(actions: list[tuple[str, int]], retries: int) -> None:
    world = World()
    for action, number in actions:
        act(world, action, number)
    world.calm_down()
    for _ in range(retries):
        world.requests.clear()
        world.reports.clear()
        world.apply(command(TASK, RetryTask()))
        world.calm_down()
    assert violations(world.history) == []
    assert world.record is not None
    assert world.record.status is TaskStatus.COMPLETED


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(actions=st.lists(ACTIONS, max_size=60), late=st.lists(ACTIONS, max_size=20))
def test_nothing_brings_a_deleted_task_back(actions: list[tuple[str, int]], late: list[tuple[str, int]]) -> None:
    world = World()
    for action, number in actions:
        act(world, action, number)
    world.calm_down()
    world.apply(command(TASK, DeleteTask()))
    said = len(world.history)
    for action, number in late:
        act(world, action, number)
    assert len(world.history) == said
    assert world.record is not None
    assert world.record.removed
    assert violations(world.history) == []


def _comparable(record: TaskRecord) -> dict[str, object]:
    """All that a journal promises to bring back: everything but versions and fractions that were never told."""
    values = {name: getattr(record, name) for name in TaskRecord.__slots__ if name not in ("version", "steps")}
    steps = {
        name: {field: getattr(step, field) for field in type(step).__slots__ if field not in ("fraction", "memo")}
        for name, step in record.steps.items()
    }
    return {**values, "steps": steps}
