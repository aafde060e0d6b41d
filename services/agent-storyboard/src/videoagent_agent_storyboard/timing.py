"""How long each shot lasts, so that the whole is as long as it was asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf, isinf

from videoagent_contracts.enums import Transition
from videoagent_models.shot_time import (
    CUT_MARGINS_S,
    FIRST_LEAD_IN_S,
    LAST_TAIL_S,
    LEAD_IN_S,
    OVERLAP_S,
    TAIL_S,
)

SILENT_S = 2.5
"""Least time for a shot without narration, unless the film is too short for its number of shots."""
SHORTEST_S = 0.8
LONGEST_REST_S = 3.0
"""Most time that a shot stands beyond its narration and the margins around it. With these it is not quite 4 s until
somebody speaks again: a viewer takes a longer silence for a fault."""
LONGEST_LAST_REST_S = 2.0
"""The same for the last words, which the end card or the film's end follows."""
LONGEST_SILENT_S = 3.5
"""Most time for a shot without narration, between two with some."""
_MOST_EXTRA_S = 7.0
"""Most time that a shot of the user's own stands beyond its narration, while others may take some, too."""
_STRETCHED_S = 3.5
"""What scenes of the user's own may stand longer still where a film would be shorter than they asked for."""
_TOLERANCE = 0.05


@dataclass(frozen=True)
class Timed:
    """What is known of a shot before it is timed.

    Attributes:
        speech: Speaking time, in s; 0 for a silent shot.
        fixed: Length that the user or the end card fixes, in s.
        transition: Into this shot.
        goes_on: Whether the next shot goes on with this one's sentence, so that no silence may stand between.
        longest: What the shot lasts at most unless its narration takes longer, in s: a card has been read by then.
        rest: What it stands at most beyond its least time, in s; inf: as long as the film needs, within reason, for
            number or words of the shots are the user's own.
    """

    speech: float
    fixed: float | None
    transition: Transition
    goes_on: bool = False
    longest: float = inf
    rest: float = inf


def rests(silent: Sequence[bool]) -> list[float]:
    """Return what each shot may stand beyond its least time, in s, so that no silence is taken for a fault.

    Args:
        silent: For each shot in order whether it has no narration.
    """
    last = max((index for index, quiet in enumerate(silent) if not quiet), default=-1)
    found = [LONGEST_SILENT_S - SILENT_S if quiet else LONGEST_REST_S for quiet in silent]
    for index, quiet in enumerate(silent):
        if not quiet and silent[index + 1 : index + 2] == [True]:
            found[index] = 0.0  # the next picture is the rest
        elif index == last:
            found[index] = LONGEST_LAST_REST_S
    return found


def durations(shots: Sequence[Timed], wanted: float | None) -> list[float]:
    """Return each shot's length in s.

    Every shot has room for its speech with the margins that the registry keeps. What is left of the wanted length is
    dealt out evenly among shots of no fixed length, to each as much as it may rest; a film whose speech is longer than
    wanted is longer, and one with too little of it is shorter.
    """
    least = [_least(shots, index) for index in range(len(shots))]
    if wanted is None:
        return [round(length, 3) for length in least]
    free = [index for index, shot in enumerate(shots) if shot.fixed is None and not shot.goes_on]
    missing = wanted - total(least, shots)
    if missing < 0:
        _tighten(least, shots, -missing)
    elif free:
        room = {index: min(shots[index].rest, max(0.0, shots[index].longest - least[index])) for index in free}
        missing = _deal(least, {index: min(_MOST_EXTRA_S, room[index]) for index in free}, missing)
        _deal(least, {index: _STRETCHED_S for index in free if isinf(room[index])}, missing)
    return [round(length, 3) for length in least]


def _deal(lengths: list[float], most: Mapping[int, float], seconds: float) -> float:
    """Deal time out evenly, to each shot at most its share; return what nobody could take."""
    # The least patient first, so that what they leave goes to the others.
    for number, index in enumerate(sorted(most, key=lambda index: most[index])):
        extra = min(most[index], seconds / (len(most) - number))
        lengths[index] += extra
        seconds -= extra
    return seconds


def total(lengths: Sequence[float], shots: Sequence[Timed]) -> float:
    """Return the film's length: neighbours share half a second at every transition but a cut."""
    overlaps = sum(_overlaps(shots, index) for index in range(1, len(shots)))
    return sum(lengths) - OVERLAP_S * overlaps


def misses(lengths: Sequence[float], shots: Sequence[Timed], wanted: float | None) -> bool:
    """Whether the film is shorter or longer than wanted by more than 5 %."""
    return wanted is not None and abs(total(lengths, shots) - wanted) > _TOLERANCE * wanted


def _overlaps(shots: Sequence[Timed], index: int) -> bool:
    return 0 < index < len(shots) and shots[index].transition is not Transition.CUT


def _least(shots: Sequence[Timed], index: int) -> float:
    shot = shots[index]
    into, out = _overlaps(shots, index), _overlaps(shots, index + 1)
    lead_in = FIRST_LEAD_IN_S if index == 0 else LEAD_IN_S if into else CUT_MARGINS_S / 2
    tail = LAST_TAIL_S if index == len(shots) - 1 else TAIL_S if out else CUT_MARGINS_S / 2
    spoken = lead_in + shot.speech + tail if shot.speech else 0.0
    if shot.fixed is not None:
        return max(shot.fixed, spoken)
    return spoken or SILENT_S


def _tighten(lengths: list[float], shots: Sequence[Timed], excess: float) -> None:
    """Shorten silent shots, which alone can give time back."""
    silent = [index for index, shot in enumerate(shots) if shot.fixed is None and not shot.speech]
    for index in silent:
        lengths[index] = max(SHORTEST_S, lengths[index] - excess / len(silent))
