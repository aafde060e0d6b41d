"""Decisions on time that has passed."""

from datetime import timedelta

from videoagent_contracts.enums import StepStatus, TaskStatus
from videoagent_contracts.errors import ErrorCode, TaskError
from videoagent_registry.domain.decision import Draft
from videoagent_registry.domain.dispatch import (
    advance,
    attempt_failed,
    attempt_lost,
    cancel_all,
    fail_task,
    fence,
)
from videoagent_registry.domain.events import LeaseExpired, TimersDue
from videoagent_registry.domain.record import StepRecord


def timers_due(draft: Draft, event: TimersDue) -> bool:
    """End a run that has had its time; else act on every step whose time has come."""
    run_due_at = draft.record.run_due_at
    if run_due_at is not None and run_due_at <= event.at and draft.record.status is TaskStatus.RUNNING:
        _end_overdue(draft)
        return True
    return _steps_due(draft, event)


def _steps_due(draft: Draft, event: TimersDue) -> bool:
    """Dispatch again what waited for that, and give up attempts that take too long."""
    acted = False
    for step in tuple(draft.record.steps.values()):
        current = draft.record.steps[step.step_id]
        if current.due_at is None or current.due_at > event.at or draft.record.status.is_terminal:
            continue
        acted = True
        if current.status is StepStatus.PENDING:
            draft.step(current.step_id, due_at=None)
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


def _end_overdue(draft: Draft) -> None:
    unfinished = [step for step in draft.record.steps.values() if not step.done]
    step = next((step for step in unfinished if step.at_work), unfinished[0])
    cancel_all(draft)
    fail_task(draft, draft.record.steps[step.step_id], _run_overdue(step, draft.policies.run_limit))


def _run_overdue(step: StepRecord, limit: timedelta) -> TaskError:
    detail = f"the film took longer than it may ({limit / timedelta(hours=1):g} h); retrying makes what is missing"
    return step.failed_by(ErrorCode.DEADLINE_EXCEEDED, detail)


def _overdue(step: StepRecord) -> TaskError:
    waited = "waited too long for a worker" if step.status is StepStatus.QUEUED else "took longer than it may"
    return step.failed_by(ErrorCode.DEADLINE_EXCEEDED, f"the step {waited}")
