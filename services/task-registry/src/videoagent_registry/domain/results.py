"""Decisions on what workers report. Anything that is not about the present attempt changes nothing."""

from pydantic import ValidationError

from videoagent_contracts.enums import StepKind, StepStatus, TaskStatus
from videoagent_contracts.errors import ErrorCode, TaskError
from videoagent_contracts.film import Look, Storyboard
from videoagent_contracts.status import Degradation, StatusEvent
from videoagent_contracts.steps import (
    STEP_OUTPUTS,
    StepFailed,
    StepHeartbeat,
    StepOutput,
    StepReleased,
    StepStarted,
    StepSucceeded,
)
from videoagent_registry.domain.decision import Draft
from videoagent_registry.domain.dispatch import advance, attempt_failed, complete, handed_back
from videoagent_registry.domain.money import settle, settle_late
from videoagent_registry.domain.planning import plan_shots
from videoagent_registry.domain.record import StepRecord, TaskRecord
from videoagent_registry.domain.reuse import is_same


def started(draft: Draft, step: StepRecord, _payload: StepStarted) -> bool:
    """Note that a worker is at it."""
    if step.status is StepStatus.RUNNING:
        return False
    _begin(draft, step)
    return True


def heartbeat(draft: Draft, step: StepRecord, payload: StepHeartbeat) -> bool:
    """Note how far the worker is; the first one stands in for an announcement that was lost."""
    if step.status is not StepStatus.RUNNING:
        _begin(draft, step)
    if payload.fraction is not None and payload.fraction > step.fraction:
        draft.step(step.step_id, fraction=payload.fraction)
    return True


def succeeded(draft: Draft, step: StepRecord, payload: StepSucceeded) -> bool:
    """Keep what was made and move on; an output of the wrong shape is a failure of the attempt."""
    output = _read_output(step, payload)
    if isinstance(output, TaskError):
        return failed(draft, step, StepFailed(worker=payload.worker, error=output))
    if draft.record.started_at is None or draft.record.status is TaskStatus.PENDING:
        _begin_run(draft)
    done = draft.step(
        step.step_id,
        status=StepStatus.SUCCEEDED,
        output=output,
        kept=None,
        fraction=1.0,
        due_at=None,
        error=None,
        started_at=step.started_at or draft.at,
        finished_at=draft.at,
    )
    settle(draft, step, payload.spent_usd or 0.0)
    draft.set(cost_usd=draft.record.cost_usd + output.cost_usd, degraded=_told_of(draft.record, step, output))
    if isinstance(output, Look) and draft.record.references and not is_same(step.kept, output):
        draft.set(references={})
    if isinstance(output, Storyboard):
        before = step.kept.output if step.kept is not None else None
        plan_shots(draft, output, before if isinstance(before, Storyboard) else None)
        draft.set(approved=False)
    if step.kind is StepKind.COMPOSE:
        complete(draft, done)
        return True
    advance(draft)
    shows = step.kind in (StepKind.IMAGE, StepKind.VIDEO)
    draft.announce(StatusEvent.SHOT_READY if shows else StatusEvent.STEP_CHANGED, done)
    return True


def failed(draft: Draft, step: StepRecord, payload: StepFailed) -> bool:
    """Settle the failure and move on with the rest."""
    settle(draft, step, payload.spent_usd)
    attempt_failed(draft, step, payload.error)
    advance(draft)
    return True


def released(draft: Draft, step: StepRecord, payload: StepReleased) -> bool:
    """Give an attempt that was handed back to the next worker, under the next number."""
    settle(draft, step, payload.spent_usd)
    handed_back(draft, step, payload)
    advance(draft)
    return True


def told_late(draft: Draft, step_id: str, attempt: int, payload: StepSucceeded | StepFailed | StepReleased) -> bool:
    """Settle what an attempt that was given up has cost; what comes free may let another step begin."""
    if not settle_late(draft, step_id, attempt, payload):
        return False
    if draft.admitted:
        advance(draft)
    return True


def _told_of(record: TaskRecord, step: StepRecord, output: StepOutput) -> tuple[Degradation, ...]:
    """Return what is degraded once a step has made this: by a fall-back of the registry, or within the step."""
    still = tuple(e for e in record.degraded if e.step_id != step.step_id or e.used == step.provider)
    new = (
        Degradation(step_id=step.step_id, reason=f"{each.wanted}: {each.reason}", used=each.used)
        for each in output.substitutions
    )
    return (*still, *new)


def _begin(draft: Draft, step: StepRecord) -> None:
    draft.step(
        step.step_id,
        status=StepStatus.RUNNING,
        started_at=draft.at,
        due_at=draft.at + draft.policies.limit_of(step.kind),
    )
    if draft.record.status is TaskStatus.PENDING:
        _begin_run(draft)
        draft.announce(StatusEvent.STATUS_CHANGE, step)
    else:
        draft.announce(StatusEvent.STEP_CHANGED, step)


def _begin_run(draft: Draft) -> None:
    draft.set(
        status=TaskStatus.RUNNING,
        started_at=draft.record.started_at or draft.at,
        run_started_at=draft.at,
        run_due_at=draft.at + (draft.policies.run_limit if draft.record.run_left is None else draft.record.run_left),
        run_left=None,
    )


def _read_output(step: StepRecord, payload: StepSucceeded) -> StepOutput | TaskError:
    try:
        output = STEP_OUTPUTS[step.kind].model_validate(payload.output)
    except ValidationError as error:
        problems = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()[:3])
        return _unusable(step, f"the agent's answer does not fit: {problems}"[:500])
    if isinstance(output, Storyboard) and [shot.index for shot in output.shots] != list(range(len(output.shots))):
        return _unusable(step, "the agent's answer does not fit: shots are not numbered 0, 1, 2 …")
    return output


def _unusable(step: StepRecord, detail: str) -> TaskError:
    return step.failed_by(ErrorCode.AGENT_FAILED, detail)
