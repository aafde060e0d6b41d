"""Replicas that tell each other, with a topic that is a list."""

from datetime import UTC, datetime, timedelta

import pytest

from videoagent_contracts.enums import StepKind
from videoagent_contracts.errors import ErrorCode, ModelProviderException
from videoagent_contracts.steps import ProviderReported
from videoagent_models.breaker import BreakerPolicy, BreakerState
from videoagent_models.health import ProviderHealth

POLICY = BreakerPolicy(failures=3)


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 1, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def passes(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


class Topic:
    """Hands every report to every replica, the sender too."""

    def __init__(self, clock: Clock, *names: str) -> None:
        self.clock = clock
        self.said: list[ProviderReported] = []
        self.replicas = [ProviderHealth(StepKind.IMAGE, {"hosted": POLICY}, clock) for _ in names]
        for name, replica in zip(names, self.replicas, strict=True):
            replica.connect(name, self.say)

    def say(self, report: ProviderReported) -> None:
        self.said.append(report)
        for replica in self.replicas:
            replica.hear(report, self.clock())


def failure(code: ErrorCode = ErrorCode.PROVIDER_UNAVAILABLE, retry_after_s: float | None = None) -> Exception:
    return ModelProviderException("no", provider="hosted", code=code, retryable=True, retry_after_s=retry_after_s)


@pytest.fixture
def topic() -> Topic:
    return Topic(Clock(), "a", "b", "c")


def failed(replica: ProviderHealth, error: Exception | None = None) -> None:
    replica.begin("hosted")
    reason = error or failure()
    assert isinstance(reason, ModelProviderException)
    replica.failed("hosted", reason)


def test_failures_seen_by_several_replicas_open_the_breaker_of_all(topic: Topic) -> None:
    a, b, c = topic.replicas
    for replica in (a, b, a):
        failed(replica)
        topic.clock.passes(1)
    assert {replica.state("hosted") for replica in (a, b, c)} == {BreakerState.OPEN}
    assert all(replica.rest("hosted") > timedelta(seconds=25) for replica in (a, b, c))
    assert a.state("another") is BreakerState.CLOSED


def test_one_trial_heals_all_and_a_healthy_provider_is_not_talked_about(topic: Topic) -> None:
    a, b, _ = topic.replicas
    failed(a, failure(ErrorCode.PROVIDER_RATE_LIMITED, retry_after_s=5))
    assert b.state("hosted") is BreakerState.OPEN
    topic.clock.passes(8)
    a.begin("hosted")
    assert a.rest("hosted") > timedelta(0), "a second call of the replica waits for the trial"
    a.succeeded("hosted")
    assert {replica.state("hosted") for replica in topic.replicas} == {BreakerState.CLOSED}
    said = len(topic.said)
    b.begin("hosted")
    b.succeeded("hosted")
    assert len(topic.said) == said


def test_trials_of_replicas_begin_at_different_moments(topic: Topic) -> None:
    failed(topic.replicas[0], failure(retry_after_s=10))
    moments = {replica.rest("hosted") for replica in topic.replicas}
    assert len(moments) == 3
    assert max(moments) - min(moments) <= timedelta(seconds=2)


def test_a_refused_prompt_speaks_for_the_provider_not_against_it(topic: Topic) -> None:
    a = topic.replicas[0]
    failed(a)
    failed(a)
    failed(a, failure(ErrorCode.PROVIDER_REFUSED))
    failed(a)
    assert a.state("hosted") is BreakerState.CLOSED


def test_a_trial_that_is_cancelled_leaves_the_place_to_another(topic: Topic) -> None:
    a = topic.replicas[0]
    failed(a, failure(retry_after_s=1))
    topic.clock.passes(4)
    a.begin("hosted")
    a.left("hosted")
    assert a.rest("hosted") == timedelta(0)


def test_reports_of_other_agents_and_clocks_that_run_ahead_do_no_harm(topic: Topic) -> None:
    a = topic.replicas[0]
    told = ProviderReported(kind=StepKind.VOICE, provider="hosted", worker="x", ok=False, retry_after_s=60)
    a.hear(told, topic.clock())
    assert a.state("hosted") is BreakerState.CLOSED
    a.hear(told.model_copy(update={"kind": StepKind.IMAGE}), topic.clock() + timedelta(days=1))
    topic.clock.passes(61)
    assert a.state("hosted") is BreakerState.HALF_OPEN
