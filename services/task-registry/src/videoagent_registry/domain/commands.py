"""Decisions on what users want. A command that does not fit the task's state changes nothing."""

from datetime import datetime

from videoagent_contracts.codec import AnyEnvelope
from videoagent_contracts.commands import ApproveTask, CancelTask, CreateTask, DeleteTask, RetryTask
from videoagent_contracts.enums import StepKind, StepStatus, TaskStatus
from videoagent_contracts.ids import PER_SHOT_KINDS, step_id
from videoagent_contracts.status import Degradation, StatusEvent
from videoagent_registry.domain.decision import Draft, Removal
from videoagent_registry.domain.dispatch import advance, cancel_all
from videoagent_registry.domain.graph import dependants, first_steps
from videoagent_registry.domain.policy import Policies
from videoagent_registry.domain.progress import overall
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


def retry(draft: Draft, payload: RetryTask) -> bool:
    """Begin another run that makes what is missing, and again what is forced with all that builds on it."""
    record = draft.record
    if record.status not in (TaskStatus.FAILED, TaskStatus.CANCELLED):
        return False
    if payload.from_step is not None and payload.from_step not in record.steps:
        return False
    forced: set[str] = set()
    if payload.from_step is not None:
        forced = {payload.from_step, *dependants(record.steps, payload.from_step)}
    new_plan = StepKind.STORYBOARD.value in forced
    for name, step in tuple(record.steps.items()):
        if new_plan and step.kind in PER_SHOT_KINDS:
            draft.drop(name)
        elif name in forced or step.status is not StepStatus.SUCCEEDED:
            draft.put(_anew(step, forced=name in forced))
        else:
            draft.step(name, reused=True)
    draft.set(
        status=TaskStatus.PENDING,
        run=record.run + 1,
        error=None,
        finished_at=None,
        run_started_at=None,
        approved=record.approved and not new_plan,
        degraded=tuple(entry for entry in record.degraded if _still_holds(entry, draft.record)),
    )
    draft.set(progress=overall(draft.record))
    draft.set(run_base=draft.record.progress)
    draft.announce(StatusEvent.STATUS_CHANGE)
    advance(draft)
    return True


def delete(draft: Draft, _payload: DeleteTask) -> bool:
    """Remove a task that is over."""
    if not draft.record.status.is_terminal:
        return False
    for name in tuple(draft.record.steps):
        draft.drop(name)
    draft.set(removed=True, warnings=(), degraded=(), error=None)
    draft.announce(StatusEvent.TASK_DELETED)
    draft.say(Removal())
    return True


def _anew(step: StepRecord, *, forced: bool) -> StepRecord:
    """Return the step as it begins a run: nothing made, nothing failed, the attempts counted on.

    A provider that the registry had fallen back to is kept, unless the user forces the step.
    """
    return StepRecord(
        step.step_id, step.kind, step.shot, attempt=step.attempt, provider=None if forced else step.provider
    )


def _still_holds(entry: Degradation, record: TaskRecord) -> bool:
    """Whether a step still does with less than was asked for in the run that begins."""
    step = record.steps.get(entry.step_id)
    return step is not None and (step.done or step.provider == entry.used)
