"""The time of day is set while the registry runs: timers neither fire early nor wait for ever."""

from datetime import UTC, datetime, timedelta

import pytest

from videoagent_contracts.enums import StepStatus
from videoagent_contracts.errors import ErrorCode, TaskError
from videoagent_contracts.steps import StepFailed
from videoagent_registry.clock import SteadyClock
from videoagent_registry.domain.decide import decide
from videoagent_registry.domain.decision import Decision
from videoagent_registry.domain.events import Admitted, TimersDue
from videoagent_registry.domain.policy import Policies
from videoagent_registry.testing import create_command, report

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
JUMPS = [timedelta(hours=5), timedelta(hours=-5), timedelta(days=-400)]


def _error(code: ErrorCode, *, retryable: bool, retry_after_s: float | None = None) -> TaskError:
    return TaskError(
        code=code,
        stage="style",
        step_id="style",
        detail="",
        retryable=retryable,
        attempts=1,
        retry_after_s=retry_after_s,
    )


def _begun(at: datetime, policies: Policies) -> Decision:
    """A task whose first step has been dispatched."""
    created = decide(None, create_command("t"), at, policies)
    assert created is not None
    begun = decide(created.record, Admitted("t", at), at, policies)
    assert begun is not None
    return begun


class Machine:
    """Its clock on the wall can be set; the other one cannot."""

    def __init__(self) -> None:
        self.wall = NOON
        self.seconds = 100.0

    def pass_time(self, seconds: float) -> None:
        self.wall += timedelta(seconds=seconds)
        self.seconds += seconds

    def clock(self) -> SteadyClock:
        return SteadyClock(lambda: self.wall, lambda: self.seconds)


@pytest.mark.parametrize("jump", JUMPS, ids=str)
def test_a_running_registry_does_not_follow_jumps(jump: timedelta) -> None:
    machine = Machine()
    clock = machine.clock()
    machine.pass_time(10)
    machine.wall += jump
    machine.pass_time(5)
    assert clock.now() == NOON + timedelta(seconds=15)
    assert clock.seconds() == 15


@pytest.mark.parametrize("jump", JUMPS, ids=str)
def test_a_retry_comes_when_it_is_due_by_time_that_passed(jump: timedelta) -> None:
    """The wall clock is set between a failure and the next attempt."""
    machine, policies = Machine(), Policies()
    clock = machine.clock()
    begun = _begun(clock.now(), policies)
    error = _error(ErrorCode.PROVIDER_UNAVAILABLE, retryable=True, retry_after_s=30)
    failed = decide(begun.record, report("t", "style", 1, StepFailed(worker="w", error=error)), clock.now(), policies)
    assert failed is not None
    machine.wall += jump
    machine.pass_time(29)
    early = decide(failed.record, TimersDue("t", clock.now()), clock.now(), policies)
    assert early is None
    machine.pass_time(2)
    due = decide(failed.record, TimersDue("t", clock.now()), clock.now(), policies)
    assert due is not None
    assert due.record.steps["style"].status is StepStatus.QUEUED
    assert due.record.steps["style"].attempt == 2


def test_decisions_go_on_in_time_after_a_restart_with_an_older_clock() -> None:
    """Another registry takes over whose clock is behind: what it decides comes later all the same."""
    policies = Policies()
    begun = _begun(NOON, policies)
    error = _error(ErrorCode.AGENT_FAILED, retryable=False)
    behind = NOON - timedelta(hours=3)
    failed = decide(begun.record, report("t", "style", 1, StepFailed(worker="w", error=error)), behind, policies)
    assert failed is not None
    assert failed.at > begun.at
    assert failed.record.finished_at is not None
    assert failed.record.finished_at > begun.at
