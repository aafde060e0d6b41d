"""How much time a shot needs around its narration, as the writer and the storyboard plan it.

The registry lays the real speech into the shots with the same margins; a plan that leaves less is lengthened there.
"""

LEAD_IN_S = 0.6
"""From the shot's start to its first word, the overlap with the shot before included."""
TAIL_S = 0.75
"""From the last word to the shot's end, the overlap with the shot after included."""
FIRST_LEAD_IN_S = 0.35
LAST_TAIL_S = 0.6
CUT_MARGINS_S = 0.6
"""Lead-in and tail together where both ends are cuts."""
OVERLAP_S = 0.5
"""Time that two neighbours share where the later one's transition is not a cut."""
SHORTEST_TITLE_S = 1.4
"""Least time that a title's shot has for speech: the title must be read."""
SHORTEST_WITH_CREDITS_S = 6.0
"""A film that is shorter names its sources on the title's picture, unless its number of shots asks for an end card."""
_CREDITS_S, _SHORT_CREDITS_S = 3.0, 2.0
_SHORT_FILM_S = 16.0


def credits_time(duration: float | None) -> float:
    """Return the length of the end card in a film of ``duration`` s; it is shorter in a short film."""
    return _SHORT_CREDITS_S if duration is not None and duration < _SHORT_FILM_S else _CREDITS_S


def speech_budget(duration: float, beats: int, *, has_credits: bool) -> float:
    """Return how much speech a film of ``duration`` s with this many narrated shots holds, in s; never negative."""
    shots = beats + has_credits
    ends = FIRST_LEAD_IN_S + (TAIL_S if has_credits else LAST_TAIL_S)
    around = ends + (beats - 1) * (LEAD_IN_S + TAIL_S) - OVERLAP_S * (shots - 1)
    return max(0.0, duration - around - credits_time(duration) * has_credits)
