"""The step graph: which steps a task has, and which must be done before which."""

from collections.abc import Iterable, Mapping

from videoagent_contracts.enums import StepKind
from videoagent_contracts.film import Storyboard
from videoagent_contracts.ids import PER_SHOT_KINDS, step_id
from videoagent_contracts.options import TaskOptions
from videoagent_registry.domain.record import StepRecord

MUSIC_OFF = "off"

_BEFORE: Mapping[StepKind, tuple[StepKind, ...]] = {
    StepKind.STYLE: (),
    StepKind.STORY: (StepKind.STYLE,),
    StepKind.STORYBOARD: (StepKind.STORY,),
    StepKind.VOICE: (StepKind.STORYBOARD,),
    StepKind.IMAGE: (StepKind.STORYBOARD,),
    StepKind.VIDEO: (StepKind.VOICE, StepKind.IMAGE),
    StepKind.MUSIC: (StepKind.STORYBOARD,),
    StepKind.COMPOSE: (StepKind.VIDEO, StepKind.MUSIC),
}
"""Kinds that must be done before a kind may begin: of the same shot between two per-shot kinds, else all of them."""


def first_steps(options: TaskOptions) -> tuple[tuple[StepKind, int | None], ...]:
    """Return the steps that are known before there is a storyboard."""
    kinds = [StepKind.STYLE, StepKind.STORY, StepKind.STORYBOARD, StepKind.MUSIC, StepKind.COMPOSE]
    return tuple((kind, None) for kind in kinds if kind is not StepKind.MUSIC or options.music != MUSIC_OFF)


def shot_steps(storyboard: Storyboard) -> tuple[tuple[StepKind, int], ...]:
    """Return the steps that a storyboard adds; a shot without narration has no voice step.

    Longest shots first: they are dispatched in this order, and the film is as late as its last segment.
    """
    longest_first = sorted(range(len(storyboard.shots)), key=lambda index: -storyboard.shots[index].duration)
    return tuple(
        (kind, index)
        for kind in PER_SHOT_KINDS
        for index in longest_first
        if kind is not StepKind.VOICE or storyboard.shots[index].narration.strip()
    )


def dependencies(steps: Mapping[str, StepRecord], step: StepRecord) -> Iterable[StepRecord]:
    """Yield the planned steps that must be done before ``step`` may begin."""
    for kind in _BEFORE[step.kind]:
        if kind not in PER_SHOT_KINDS:
            candidate = steps.get(kind.value)
        elif step.shot is not None:
            candidate = steps.get(step_id(kind, step.shot))
        else:
            yield from (other for other in steps.values() if other.kind is kind)
            continue
        if candidate is not None:
            yield candidate


def is_ready(steps: Mapping[str, StepRecord], step: StepRecord) -> bool:
    """Whether all that the step builds on is done (and composing has something to compose)."""
    before = list(dependencies(steps, step))
    if step.kind is StepKind.COMPOSE and not any(other.kind is StepKind.VIDEO for other in before):
        return False
    return all(other.done for other in before)


def dependants(steps: Mapping[str, StepRecord], changed: str) -> set[str]:
    """Return the ids of all steps that build on ``changed``, directly or not."""
    found: set[str] = set()
    frontier = {changed}
    while frontier:
        frontier = {
            name
            for name, step in steps.items()
            if name not in found and any(other.step_id in frontier for other in dependencies(steps, step))
        }
        found |= frontier
    return found
