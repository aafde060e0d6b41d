"""Moving a task on: dispatch what is ready, settle what failed, end what is over."""

from datetime import timedelta

from videoagent_contracts.enums import StepKind, StepStatus, TaskStatus
from videoagent_contracts.errors import ErrorCode, TaskError
from videoagent_contracts.film import BUILTIN
from videoagent_contracts.status import Degradation, StatusEvent
from videoagent_contracts.steps import StepReleased
from videoagent_registry.domain.decision import Cancellation, Draft, Request
from videoagent_registry.domain.graph import is_ready
from videoagent_registry.domain.inputs import wanted_provider
from videoagent_registry.domain.money import (
    give_up,
    is_affordable,
    is_overdrawn,
    may_become_affordable,
    spent,
)
from videoagent_registry.domain.record import StepRecord, TaskRecord, Wait
from videoagent_registry.domain.references import awaits_reference, chosen
from videoagent_registry.domain.reuse import take_over

_ORDER = {kind: number for number, kind in enumerate(StepKind)}
"""Kinds from the first to the last that is made: none builds on one behind it."""
_SEEN = (StepKind.IMAGE, StepKind.VIDEO)
"""What the built-in provider does where another can't: the film has that shot, if not as it was wished for."""


def advance(draft: Draft) -> None:
    """Take over what an earlier run made and dispatch every other step whose turn it is.

    Stops for a review, for want of a place, and where the budget is spent. A step that asked for more money than is
    free waits for those that may leave some of theirs, one that asked for references until these are made.
    """
    _take_over_all(draft)
    record = draft.record
    if record.status not in (TaskStatus.PENDING, TaskStatus.RUNNING):
        return
    if _review_is_due(record):
        _await_review(draft)
        return
    if not draft.admitted:
        draft.set(status=TaskStatus.PENDING, wait=Wait(draft.at))
        return
    for step in tuple(record.steps.values()):
        if _has_its_turn(draft, step):
            if _over_budget(draft, step):
                return
            if is_affordable(draft.record, step):
                dispatch(draft, step)
            elif not may_become_affordable(draft.record):
                dispatch(draft, draft.step(step.step_id, price_usd=0.0))


def _take_over_all(draft: Draft) -> None:
    """Take over step after step whatever fits, to the end of the film if nothing has to be made."""
    if draft.record.status not in (TaskStatus.PENDING, TaskStatus.RUNNING):
        return
    holding = [step for step in draft.record.steps.values() if step.kept is not None]
    for step in sorted(holding, key=lambda step: _ORDER[step.kind]):
        if _has_its_turn(draft, step) and not _review_is_due(draft.record):
            taken = take_over(draft, step)
            if taken is not None and taken.kind is StepKind.COMPOSE:
                complete(draft, taken)


def _has_its_turn(draft: Draft, step: StepRecord) -> bool:
    waits = step.status is StepStatus.PENDING and step.due_at is None
    return waits and is_ready(draft.record.steps, step) and not awaits_reference(draft.record, step)


def _review_is_due(record: TaskRecord) -> bool:
    return record.storyboard is not None and not record.approved and record.spec.options.review


def complete(draft: Draft, step: StepRecord) -> None:
    """End the task with its film."""
    draft.set(status=TaskStatus.COMPLETED, finished_at=draft.at)
    draft.announce(StatusEvent.TASK_COMPLETED, step)


def dispatch(draft: Draft, step: StepRecord) -> None:
    """Send the step's next attempt to its agent, with what it asked for."""
    if step.after_references and (new := chosen(draft.record, step)):
        draft.set(references={**draft.record.references, **new})
    sent = draft.step(
        step.step_id,
        status=StepStatus.QUEUED,
        attempt=step.attempt + 1,
        fraction=0.0,
        started_at=None,
        finished_at=None,
        due_at=draft.at + draft.policies.queue_patience,
        provider=step.provider or wanted_provider(draft.record, step),
    )
    draft.say(Request(sent.step_id, sent.attempt))


def handed_back(draft: Draft, step: StepRecord, payload: StepReleased) -> None:
    """Settle an attempt that was handed back: again, when there is what it needs.

    It is counted, so that an agent whose needs rise from attempt to attempt comes to an end.
    """
    attempt_lost(draft, step, f"a worker handed the step back: {payload.reason}")
    needs: dict[str, object] = {}
    if payload.needs_usd is not None:
        needs["price_usd"] = payload.needs_usd
    if payload.needs_references and step.kind is StepKind.IMAGE:
        needs["after_references"] = True
    again = draft.record.steps[step.step_id]
    if needs and again.status is StepStatus.PENDING and again.losses:  # else another provider has its turn
        draft.step(step.step_id, error=None, **needs)


def attempt_failed(draft: Draft, step: StepRecord, error: TaskError) -> None:
    """Settle a reported failure: another attempt later, another provider, without it, or the task's end."""
    policy = draft.policies.retry_of(step.kind)
    failures = step.failures + 1
    error = error.model_copy(update={"attempts": step.attempt})
    if error.retryable and failures < policy.max_attempts:
        salt = f"{draft.record.task_id}/{step.step_id}/{step.attempt}"
        wait = policy.delay(failures, salt, error.retry_after_s)
        again = draft.step(step.step_id, **_back_to_pending(error), failures=failures, due_at=draft.at + wait)
        draft.announce(StatusEvent.STEP_CHANGED, again)
    else:
        _failed_for_good(draft, step, error)


def attempt_lost(draft: Draft, step: StepRecord, detail: str) -> None:
    """Settle an attempt whose worker vanished or gave it back: at once again, a number of times."""
    losses = step.losses + 1
    error = step.failed_by(ErrorCode.WORKER_LOST, detail)
    if losses > draft.policies.retry_of(step.kind).max_losses:
        _failed_for_good(draft, step, error)
        return
    again = draft.step(step.step_id, **_back_to_pending(error), losses=losses, due_at=None)
    draft.announce(StatusEvent.STEP_CHANGED, again)


def fence(draft: Draft, step: StepRecord) -> None:
    """Tell the worker of the step's present attempt, if it still lives, to stop; what it spends is told later."""
    give_up(draft, step)
    draft.say(Cancellation({step.step_id: step.attempt + 1}))


def cancel_all(draft: Draft) -> None:
    """Stop everything that is unfinished."""
    if draft.any_at_work:
        draft.say(Cancellation())
    for step in tuple(draft.record.steps.values()):
        give_up(draft, step)
        if not step.done and step.status is not StepStatus.FAILED:
            draft.step(step.step_id, status=StepStatus.CANCELLED, due_at=None, fraction=0.0)


def fail_task(draft: Draft, step: StepRecord, error: TaskError) -> None:
    """End the task with the error of one step."""
    failed = draft.step(
        step.step_id, status=StepStatus.FAILED, error=error, due_at=None, fraction=0.0, finished_at=draft.at
    )
    cancel_all(draft)
    draft.set(status=TaskStatus.FAILED, error=error, finished_at=draft.at)
    draft.announce(StatusEvent.TASK_FAILED, failed)


def _failed_for_good(draft: Draft, step: StepRecord, error: TaskError) -> None:
    if step.kind in _SEEN and _other_provider(step, error):
        _degrade(draft, step, error, used=BUILTIN)
        again = draft.step(
            step.step_id,
            **_back_to_pending(error),
            failures=0,
            losses=0,
            due_at=None,
            provider=BUILTIN,
            price_usd=0.0,
            after_references=False,
        )
        draft.announce(StatusEvent.STEP_CHANGED, again)
    elif step.kind is StepKind.MUSIC:
        _degrade(draft, step, error, used="no music")
        skipped = draft.step(
            step.step_id, status=StepStatus.SKIPPED, error=error, due_at=None, fraction=0.0, finished_at=draft.at
        )
        draft.announce(StatusEvent.STEP_CHANGED, skipped)
    else:
        fail_task(draft, step, error)


def _other_provider(step: StepRecord, error: TaskError) -> bool:
    """Whether the built-in provider has not had its turn: another one was asked for, or failed by the agent's order."""
    tried = step.provider or error.provider
    return tried is not None and tried != BUILTIN


def _degrade(draft: Draft, step: StepRecord, error: TaskError, used: str) -> None:
    entry = Degradation(step_id=step.step_id, reason=f"{error.code.value}: {error.detail}", used=used)
    draft.set(degraded=(*draft.record.degraded, entry))


def _back_to_pending(error: TaskError) -> dict[str, object]:
    return {"status": StepStatus.PENDING, "error": error, "fraction": 0.0, "started_at": None}


def stop_clock(draft: Draft) -> None:
    """Let the run's time stand still: it waits for its user, or is over."""
    due_at = draft.record.run_due_at
    if due_at is not None:
        draft.set(run_due_at=None, run_left=max(due_at - draft.at, timedelta(0)))


def _await_review(draft: Draft) -> None:
    stop_clock(draft)
    draft.set(status=TaskStatus.AWAITING_REVIEW)
    draft.announce(StatusEvent.STATUS_CHANGE, draft.record.steps[StepKind.STORYBOARD.value])


def _over_budget(draft: Draft, step: StepRecord) -> bool:
    """End the task if it has spent more than the user allowed and would go on spending."""
    budget = draft.record.spec.options.budget
    if budget is None or not is_overdrawn(draft.record):
        return False
    detail = f"{spent(draft.record):.4f} USD are spent, of at most {budget:.4f}; raise the budget to go on"
    error = TaskError(
        code=ErrorCode.BUDGET_EXCEEDED,
        stage=step.kind.value,
        step_id=step.step_id,
        detail=detail,
        attempts=step.attempt,
    )
    fail_task(draft, step, error)
    return True
