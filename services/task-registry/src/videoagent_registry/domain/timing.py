"""When things happen inside the film: overlaps, lead-ins and lengths of shots. Everything in seconds."""

from dataclasses import dataclass

from videoagent_contracts.enums import Transition
from videoagent_contracts.film import Shot, Speech, Storyboard

TRANSITION_S = 0.5
SHORTEST_TRANSITION_S = 0.1
TRANSITION_SHARE = 0.35
"""Most of a shot that one of its (at most two) overlaps may take: a part of it stays undisturbed."""
FIRST_LEAD_IN_S = 0.35
CUT_LEAD_IN_S = 0.25
LEAD_IN_AFTER_OVERLAP_S = 0.1
TAIL_AFTER_OVERLAP_S = 0.25
CUT_TAIL_S = 0.35
LAST_TAIL_S = 0.6
MUSIC_FACTOR = 1.25
MUSIC_EXTRA_S = 6.0


@dataclass(frozen=True)
class ShotTiming:
    """Where a shot's words begin and how long it lasts."""

    lead_in: float
    duration: float
    transition_in: Transition
    transition_out: Transition


def transition_into(storyboard: Storyboard, index: int) -> Transition:
    """Return how shot ``index`` comes in; before the first and after the last shot there is only a cut."""
    return storyboard.shots[index].transition if 0 < index < len(storyboard.shots) else Transition.CUT


def transition_duration(storyboard: Storyboard, fps: int) -> float:
    """Return how long neighbours overlap, one value for the whole film, in whole frames.

    Half a second, less where a shot that a transition touches is too short for it, and 0 where that would be
    less than a tenth of a second. It depends on planned lengths only (speech can but lengthen a shot), so that every
    shot's segment can be rendered before the others are known.
    """
    touched = [
        shot.duration
        for index, shot in enumerate(storyboard.shots)
        if transition_into(storyboard, index) is not Transition.CUT
        or transition_into(storyboard, index + 1) is not Transition.CUT
    ]
    if not touched:
        return 0.0
    longest = min(TRANSITION_S, TRANSITION_SHARE * min(touched))
    return int(longest * fps + 1e-9) / fps if longest >= SHORTEST_TRANSITION_S else 0.0


def lead_in(storyboard: Storyboard, index: int, overlap: float) -> float:
    """Return the time from the shot's start to its first word: not while the shot before is still to be seen."""
    if index == 0:
        return FIRST_LEAD_IN_S
    if transition_into(storyboard, index) is Transition.CUT:
        return CUT_LEAD_IN_S
    return round(overlap + LEAD_IN_AFTER_OVERLAP_S, 3)


def shot_timing(storyboard: Storyboard, index: int, speech: Speech | None, fps: int) -> ShotTiming:
    """Return the timing of one shot: as planned, or as long as its speech needs with air at both ends."""
    overlap = transition_duration(storyboard, fps)
    transition_out = transition_into(storyboard, index + 1)
    start = lead_in(storyboard, index, overlap)
    duration = storyboard.shots[index].duration
    if speech is not None:
        duration = max(duration, start + speech.duration + _tail(storyboard, index, transition_out, overlap))
    return ShotTiming(start, round(duration, 3), transition_into(storyboard, index), transition_out)


def _tail(storyboard: Storyboard, index: int, transition_out: Transition, overlap: float) -> float:
    if index == len(storyboard.shots) - 1:
        return LAST_TAIL_S
    return CUT_TAIL_S if transition_out is Transition.CUT else overlap + TAIL_AFTER_OVERLAP_S


def music_duration(shots: tuple[Shot, ...]) -> float:
    """Return how much music to order: speech may run over the plan, and the composer trims what is left."""
    return round(sum(shot.duration for shot in shots) * MUSIC_FACTOR + MUSIC_EXTRA_S, 3)
