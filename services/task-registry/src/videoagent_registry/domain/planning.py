"""The steps of a storyboard's shots, and which shot of an earlier storyboard a shot was."""

from collections.abc import Callable, Hashable, Mapping, Sequence

from videoagent_contracts.enums import StepKind
from videoagent_contracts.film import Shot, Storyboard
from videoagent_contracts.ids import PER_SHOT_KINDS, step_id
from videoagent_registry.domain.decision import Draft
from videoagent_registry.domain.graph import shot_steps
from videoagent_registry.domain.record import StepRecord

_LIKENESS: Sequence[Callable[[Shot], Hashable | None]] = (
    lambda shot: shot.model_copy(update={"index": 0}).model_dump_json(),
    lambda shot: shot.seed or None,
    lambda shot: shot.narration.strip() or None,
    lambda shot: shot.prompt.strip() or None,
    lambda shot: shot.index,
)
"""By what a shot is known again, surest first; None: cannot be known by that."""


def plan_shots(draft: Draft, storyboard: Storyboard, before: Storyboard | None) -> None:
    """Replace the steps of all shots by those of a storyboard.

    What an earlier storyboard's shots keep, and what the user wanted of them, goes with them to their new places.
    Attempts stay counted by step id.
    """
    old = {name: step for name, step in draft.record.steps.items() if step.kind in PER_SHOT_KINDS}
    came_from = known_again(before.shots if before else (), storyboard.shots)
    origins = _origins(old, came_from)
    for name in old:
        draft.drop(name)
    for kind, shot in shot_steps(storyboard):
        draft.put(_planned(draft, kind, shot, origins[shot], old, came_from[shot]))


def known_again(before: Sequence[Shot], after: Sequence[Shot]) -> tuple[int | None, ...]:
    """Return for each shot of ``after`` its place in ``before``, none of them twice; None: the shot is new."""
    found: list[int | None] = [None] * len(after)
    free = list(range(len(before)))
    for likeness in _LIKENESS:
        places: dict[Hashable, list[int]] = {}
        for place in free:
            places.setdefault(likeness(before[place]), []).append(place)
        for index, shot in enumerate(after):
            mark = likeness(shot)
            if found[index] is None and mark is not None and places.get(mark):
                found[index] = places[mark].pop(0)
        free = [place for place in free if place not in found]
    return tuple(found)


def _origins(old: Mapping[str, StepRecord], came_from: Sequence[int | None]) -> list[int]:
    """Return the number that each shot was first planned with; new shots get numbers of their own."""
    numbers = {step.shot: step.shot if step.origin is None else step.origin for step in old.values()}
    highest = max((number for number in numbers.values() if number is not None), default=-1)
    origins = []
    for place in came_from:
        number = numbers.get(place) if place is not None else None
        if number is None:
            highest += 1
            number = highest
        origins.append(number)
    return origins


def _planned(
    draft: Draft, kind: StepKind, shot: int, origin: int, old: Mapping[str, StepRecord], place: int | None
) -> StepRecord:
    name = step_id(kind, shot)
    was = old.get(step_id(kind, place)) if place is not None else None
    return StepRecord(
        name,
        kind,
        shot,
        attempt=draft.record.retired.get(name, 0),
        origin=origin if origin != shot else None,
        kept=was.kept if was else None,
        overrides=was.overrides if was else None,
        takes=was.takes if was else 0,
    )
