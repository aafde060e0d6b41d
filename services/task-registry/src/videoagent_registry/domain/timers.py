"""Decisions on time that has passed."""

from videoagent_contracts.enums import StepStatus
from videoagent_contracts.errors import ErrorCode, TaskError
from videoagent_registry.domain.decision import Draft
from videoagent_registry.domain.dispatch import advance, attempt_failed, attempt_lost, dispatch, fence
from videoagent_registry.domain.events import LeaseExpired, TimersDue
from videoagent_registry.domain.record import StepRecord


def timers_due(draft: Draft, event: TimersDue) -> bool:
    """Act on every step whose time has come: dispatch again, or give the attempt up."""
    acted = False
    for step in tuple(draft.record.steps.values()):
        current = draft.record.steps[step.step_id]
        if current.due_at is None or current.due_at > event.at or draft.record.status.is_terminal:
            continue
        acted = True
        if current.status is StepStatus.PENDING:
            dispatch(draft, current)
        else:
            fence(draft, current)
            attempt_failed(draft, current, _overdue(current))
    if acted:
        advance(draft)
    return acted


def lease_expired(draft: Draft, event: LeaseExpired) -> bool:
    """Give a silent worker's attempt to another one."""
    step = draft.record.steps.get(event.step_id)
    if step is None or step.status is not StepStatus.RUNNING or step.attempt != event.attempt:
        return False
    fence(draft, step)
    attempt_lost(draft, step, "the worker gave no sign of life any more")
    advance(draft)
    return True


def _overdue(step: StepRecord) -> TaskError:
    waited = "waited too long for a worker" if step.status is StepStatus.QUEUED else "took longer than it may"
    return TaskError(
        code=ErrorCode.DEADLINE_EXCEEDED,
        stage=step.kind.value,
        step_id=step.step_id,
        detail=f"the step {waited}",
        provider=step.provider,
        retryable=True,
        attempts=step.attempt,
    )
