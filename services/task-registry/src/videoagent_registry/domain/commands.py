"""Decisions on what users want. A command that does not fit the task's state changes nothing."""

from datetime import datetime

from videoagent_contracts.codec import AnyEnvelope
from videoagent_contracts.commands import ApproveTask, CancelTask, CreateTask, DeleteTask
from videoagent_contracts.enums import TaskStatus
from videoagent_contracts.ids import step_id
from videoagent_contracts.status import StatusEvent
from videoagent_registry.domain.decision import Draft, Removal
from videoagent_registry.domain.dispatch import advance, cancel_all
from videoagent_registry.domain.graph import first_steps
from videoagent_registry.domain.policy import Policies
from videoagent_registry.domain.record import StepRecord, TaskRecord


def create(command: AnyEnvelope, payload: CreateTask, now: datetime, policies: Policies) -> Draft:
    """Begin a task."""
    record = TaskRecord(
        task_id=command.task_id,
        user_id=payload.user_id,
        spec=payload.spec,
        created_at=command.occurred_at,
        updated_at=now,
        correlation_id=command.correlation_id,
        warnings=payload.warnings,
        command_ids=(command.id,),
        max_running=payload.max_running,
        media=payload.media,
    )
    draft = Draft(record, command.id, now, policies)
    for kind, shot in first_steps(payload.spec.options):
        draft.put(StepRecord(step_id(kind, shot), kind, shot))
    draft.announce(StatusEvent.TASK_CREATED)
    advance(draft)
    return draft


def cancel(draft: Draft, _payload: CancelTask) -> bool:
    """Stop a task that is not over."""
    if draft.record.status.is_terminal:
        return False
    cancel_all(draft)
    draft.set(status=TaskStatus.CANCELLED, finished_at=draft.at)
    draft.announce(StatusEvent.TASK_CANCELLED)
    return True


def approve(draft: Draft, _payload: ApproveTask) -> bool:
    """Go on behind the storyboard."""
    if draft.record.status is not TaskStatus.AWAITING_REVIEW:
        return False
    draft.set(status=TaskStatus.RUNNING, approved=True, run_started_at=draft.at, run_base=draft.record.progress)
    draft.announce(StatusEvent.STATUS_CHANGE)
    advance(draft)
    return True


def delete(draft: Draft, _payload: DeleteTask) -> bool:
    """Remove a task that is over."""
    if not draft.record.status.is_terminal:
        return False
    for name in tuple(draft.record.steps):
        draft.drop(name)
    draft.set(removed=True, warnings=(), degraded=(), error=None, media={}, unsettled={}, references={})
    draft.announce(StatusEvent.TASK_DELETED)
    draft.say(Removal())
    return True
