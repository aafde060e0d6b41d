"""Decisions on making something of a task again: what is missing, one step, or what another storyboard changes."""

from collections.abc import Collection
from dataclasses import replace

from videoagent_contracts.commands import EditStoryboard, RerunStep, RetryTask, StepOverrides
from videoagent_contracts.enums import StepKind, StepStatus, TaskStatus
from videoagent_contracts.film import Shot, Storyboard
from videoagent_contracts.ids import PER_SHOT_KINDS
from videoagent_contracts.overrides import given_overrides, meaningless_overrides
from videoagent_contracts.status import Degradation, StatusEvent
from videoagent_contracts.versions import storyboard_version
from videoagent_registry.domain.decision import Draft
from videoagent_registry.domain.dispatch import advance
from videoagent_registry.domain.graph import dependants, is_ready
from videoagent_registry.domain.planning import plan_shots
from videoagent_registry.domain.progress import overall
from videoagent_registry.domain.record import StepRecord, TaskRecord
from videoagent_registry.domain.reuse import fits, keep, spoiled

_UP_TO_REVIEW = (StepKind.STYLE, StepKind.STORY, StepKind.STORYBOARD)
_STORYBOARD = StepKind.STORYBOARD.value


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
    _set_aside(draft, forced=forced)
    if _STORYBOARD in forced:
        for name in [name for name, step in draft.record.steps.items() if step.kind in PER_SHOT_KINDS]:
            draft.drop(name)
    _begin_run(draft)
    return True


def rerun(draft: Draft, payload: RerunStep) -> bool:
    """Make one step again, and of what builds on it all that is now given something else."""
    record, overrides = draft.record, payload.overrides
    step = record.steps.get(payload.step_id)
    if step is None or not _may_rerun(record, step) or meaningless_overrides(step.kind, overrides):
        return False
    board = _reworded(record.storyboard, step.shot, overrides)
    if board is None and (overrides.prompt is not None or overrides.narration is not None):
        return False
    affected = dependants(record.steps, step.step_id)
    if board is not None:
        affected |= {name for name, other in record.steps.items() if other.shot == step.shot is not None}
    _set_aside(draft, affected={step.step_id, *affected})
    _want(draft, step, overrides)
    if board is not None:
        draft.step(_STORYBOARD, output=board)
    _insist(draft, step.step_id)
    if record.status is TaskStatus.AWAITING_REVIEW:
        _go_on(draft)
    else:
        _begin_run(draft)
    return True


def edit_storyboard(draft: Draft, payload: EditStoryboard) -> bool:
    """Put another storyboard in place: before it is approved, or of a task that is over and then made anew by it.

    A storyboard needs the look and the story; it may stand in for one that could not be made. Where it says which one
    it replaces, and another is there by now, nothing happens.
    """
    record, board = draft.record, payload.storyboard
    step = record.steps.get(_STORYBOARD)
    in_review = record.status is TaskStatus.AWAITING_REVIEW
    if step is None or not (in_review or record.status.is_terminal) or not is_ready(record.steps, step):
        return False
    if [shot.index for shot in board.shots] != list(range(len(board.shots))):
        return False
    found = step.output or (step.kept.output if step.kept is not None else None)
    before = found if isinstance(found, Storyboard) else None
    if payload.replaces is not None and (before is None or payload.replaces != storyboard_version(before)):
        return False
    _set_aside(draft, affected=dependants(record.steps, _STORYBOARD))
    edited = draft.step(
        _STORYBOARD,
        status=StepStatus.SUCCEEDED,
        output=board,
        kept=None,
        fraction=1.0,
        finished_at=step.finished_at or draft.at,
    )
    plan_shots(draft, board, before)
    if in_review:
        draft.announce(StatusEvent.STEP_CHANGED, edited)
    else:
        _begin_run(draft)
    return True


def _may_rerun(record: TaskRecord, step: StepRecord) -> bool:
    in_review = record.status is TaskStatus.AWAITING_REVIEW and step.kind in _UP_TO_REVIEW
    return record.status.is_terminal or in_review


def _reworded(board: Storyboard | None, index: int | None, overrides: StepOverrides) -> Storyboard | None:
    """Return the storyboard with other words for a shot, so that they are the same wherever they are used."""
    if board is None or index is None or not (overrides.prompt or overrides.narration):
        return None
    shots = list(board.shots)
    shots[index] = _reworded_shot(shots[index], overrides)
    return board.model_copy(update={"shots": tuple(shots)})


def _reworded_shot(shot: Shot, overrides: StepOverrides) -> Shot:
    changes: dict[str, object] = {}
    if overrides.prompt:
        changes |= {"prompt": overrides.prompt, "media": None}
    if overrides.narration:
        changes["narration"] = overrides.narration
    return shot.model_copy(update=changes)


def _want(draft: Draft, step: StepRecord, overrides: StepOverrides) -> None:
    """Remember what is wanted otherwise, over what was wanted before; nothing in particular means another take."""
    given = given_overrides(overrides)
    wanted = (step.overrides or StepOverrides()).model_dump(exclude_none=True)
    if not given:
        wanted.pop("seed", None)
    own = overrides.model_dump(include=set(given - {"prompt", "narration"}))
    kept = StepOverrides.model_validate(wanted | own)
    draft.step(
        step.step_id,
        provider=None,
        overrides=kept if given_overrides(kept) else None,
        takes=step.takes if given else step.takes + 1,
    )


def _insist(draft: Draft, step_id: str) -> None:
    """See to it that a step is made again, also if nothing about it is to be otherwise.

    Where something is, what it has made stays at hand for the user who takes the change back.
    """
    step = draft.record.steps[step_id]
    if not is_ready(draft.record.steps, step) or fits(draft.record, step):
        draft.step(step_id, kept=spoiled(step.kept))


def _set_aside(draft: Draft, *, forced: Collection[str] = (), affected: Collection[str] = ()) -> None:
    """Make the steps ready for another run: what succeeded stays, is set aside, or is forced to be made again."""
    before = draft.record
    for name, step in tuple(before.steps.items()):
        if name in forced:
            draft.put(replace(_anew(step), provider=None, kept=spoiled(keep(before, step))))
        elif step.status is not StepStatus.SUCCEEDED:
            draft.put(_anew(step))
        elif name in affected:
            draft.put(replace(_anew(step), provider=None, kept=keep(before, step)))


def _begin_run(draft: Draft) -> None:
    for name in [name for name, step in draft.record.steps.items() if step.status is StepStatus.SUCCEEDED]:
        draft.step(name, reused=True)
    draft.set(
        status=TaskStatus.PENDING,
        run=draft.record.run + 1,
        error=None,
        finished_at=None,
        run_started_at=None,
        run_due_at=None,
        run_left=None,
        degraded=_still_degraded(draft.record),
    )
    draft.set(progress=overall(draft.record))
    draft.set(run_base=draft.record.progress)
    draft.announce(StatusEvent.STATUS_CHANGE)
    advance(draft)


def _go_on(draft: Draft) -> None:
    """Go back to before the review, within the same run."""
    draft.set(
        status=TaskStatus.RUNNING,
        run_started_at=draft.at,
        run_base=draft.record.progress,
        degraded=_still_degraded(draft.record),
    )
    draft.announce(StatusEvent.STATUS_CHANGE)
    advance(draft)


def _anew(step: StepRecord) -> StepRecord:
    """Return the step as it begins a run: nothing made, nothing failed, the attempts counted on.

    A provider that the registry had fallen back to is kept, and so is what the user wanted.
    """
    return StepRecord(
        step.step_id,
        step.kind,
        step.shot,
        attempt=step.attempt,
        provider=step.provider,
        kept=step.kept,
        overrides=step.overrides,
        takes=step.takes,
        origin=step.origin,
    )


def _still_degraded(record: TaskRecord) -> tuple[Degradation, ...]:
    """Return what still holds in the run that begins; what is told of a kept output comes back with it."""
    steps = record.steps
    return tuple(
        entry
        for entry in record.degraded
        if (step := steps.get(entry.step_id)) is not None and (step.done or step.provider == entry.used)
    )
