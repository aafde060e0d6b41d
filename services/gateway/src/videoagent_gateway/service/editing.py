"""Changing what has been planned or made: one step again, or another storyboard."""

from videoagent_contracts.commands import EditStoryboard, RerunStep, StepOverrides
from videoagent_contracts.enums import StepKind, TaskStatus
from videoagent_contracts.errors import TaskStateException, TaskValidationException
from videoagent_contracts.film import Storyboard
from videoagent_contracts.ids import parse_step_id
from videoagent_contracts.overrides import OVERRIDES, meaningless_overrides
from videoagent_contracts.status import TaskView
from videoagent_contracts.versions import storyboard_version
from videoagent_gateway.domain.caller import Caller
from videoagent_gateway.domain.rows import TaskRow
from videoagent_gateway.domain.storyboard_edit import StoryboardEdit, edit_errors, merged, words_problem
from videoagent_gateway.errors import StepNotFoundException, StoryboardChangedException
from videoagent_gateway.service.catalogue import Catalogue
from videoagent_gateway.service.commanding import Commanding, Outcome
from videoagent_gateway.service.reading import Reading
from videoagent_gateway.service.waiters import Condition

_OVER = (TaskStatus.COMPLETED, TaskStatus.FAILED, TaskStatus.CANCELLED)
_STANDING = (*_OVER, TaskStatus.AWAITING_REVIEW)
_BEFORE_REVIEW = (StepKind.STYLE, StepKind.STORY, StepKind.STORYBOARD)


class Editing:
    """Every method raises TaskNotFoundException, TaskStateException, or StorageException when Kafka is away."""

    def __init__(self, commanding: Commanding, reading: Reading, catalogue: Catalogue) -> None:
        self._commanding = commanding
        self._reading = reading
        self._catalogue = catalogue

    async def run_step(self, task_id: str, caller: Caller, step_id: str, overrides: StepOverrides) -> Outcome:
        """Make one step of a task that is over again, and what depends on it; the rest is reused.

        While a task awaits review, its steps up to the storyboard can be made again.

        Raises:
            StepNotFoundException: The task has no such step.
            TaskValidationException: An override has no meaning for this step, or names what is not there.
        """
        row, view = await self._reading.whole(task_id, caller, lambda now, _: now.status in _STANDING)
        kind = _kind_of(step_id, view)
        in_review = row.status is TaskStatus.AWAITING_REVIEW and kind in _BEFORE_REVIEW
        if row.status not in _OVER and not in_review:
            raise TaskStateException(f"the task is {row.status}; its {step_id} step cannot be run again now")
        errors = _meaningless(kind, overrides) + _unseen(overrides) + self._catalogue.override_errors(kind, overrides)
        if errors:
            raise TaskValidationException("the step cannot be run so", errors=errors)
        run, status = row.run, row.status
        return await self._commanding.order(
            row,
            RerunStep(step_id=step_id, overrides=overrides),
            lambda now: now is None or now.run > run or now.status is not status,
        )

    async def edit_storyboard(
        self, task_id: str, caller: Caller, edit: StoryboardEdit, made_from: frozenset[str] | None = None
    ) -> tuple[Storyboard, Outcome]:
        """Replace the storyboard; return it as it is to be, and what became of the order. Idempotent.

        Args:
            task_id: The task's.
            caller: Who asks.
            edit: The storyboard that is wanted.
            made_from: Versions of the storyboard that it may take the place of; None: of any.

        Raises:
            StoryboardChangedException: Another one is there by now, or was there first.
            TaskValidationException: Something in it cannot be.
        """
        row, view = await self._reading.whole(
            task_id, caller, lambda now, seen: now.status in _STANDING and _is_one_of(made_from, seen.storyboard)
        )
        present = view.storyboard
        if present is None or row.status not in _STANDING:
            raise TaskStateException(
                f"the task is {row.status}; its storyboard can be changed while it awaits review, or once it is over"
            )
        wanted = merged(edit, present)
        if wanted == present:  # a repeat of what was done, whatever it was made from
            return present, Outcome(row, settled=True)
        if not _is_one_of(made_from, present):
            raise _changed()
        errors = edit_errors(wanted, present)
        if errors:
            raise TaskValidationException("the storyboard asks for what cannot be", errors=errors)
        replaces = None if made_from is None else storyboard_version(present)
        order = EditStoryboard(storyboard=wanted, replaces=replaces)
        outcome = await self._commanding.order(row, order, _said_more_than(row))
        if replaces is not None and outcome.settled:
            await self._must_hold(task_id, caller, wanted)
        return wanted, outcome

    async def _must_hold(self, task_id: str, caller: Caller, wanted: Storyboard) -> None:
        """Raise where what was said of the task was the effect of an edit that was there first."""
        _, view = await self._reading.whole(task_id, caller)
        if view.storyboard != wanted:
            raise _changed()


def _is_one_of(versions: frozenset[str] | None, board: Storyboard | None) -> bool:
    return versions is None or (board is not None and storyboard_version(board) in versions)


def _changed() -> StoryboardChangedException:
    return StoryboardChangedException("the storyboard has been changed since; look at it as it is now")


def _said_more_than(row: TaskRow) -> Condition:
    seq = row.status_seq
    return lambda now: now is None or now.status_seq > seq


def _kind_of(step_id: str, view: TaskView) -> StepKind:
    if step_id in view.steps:
        return parse_step_id(step_id)[0]
    raise StepNotFoundException(f"the task has no step {ascii(step_id[:32])[1:-1]}")


def _unseen(overrides: StepOverrides) -> list[dict[str, str]]:
    words = {"prompt": overrides.prompt, "narration": overrides.narration}
    problems = {name: problem for name, text in words.items() if text is not None and (problem := words_problem(text))}
    return [{"field": name, "message": problem} for name, problem in problems.items()]


def _meaningless(kind: StepKind, overrides: StepOverrides) -> list[dict[str, str]]:
    takes = ", ".join(sorted(OVERRIDES[kind])) or "none of these"
    message = f"has no meaning for {kind} steps, which take {takes}"
    return [{"field": name, "message": message} for name in sorted(meaningless_overrides(kind, overrides))]
