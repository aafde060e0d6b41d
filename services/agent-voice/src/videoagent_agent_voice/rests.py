"""Which rest of a sound stands at which sentence or clause end of its text: dynamic programming. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from videoagent_agent_voice.pauses import Levels, Speaking

_MOST_BREAKS, _MOST_RESTS = 8, 16
"""That may follow each other without belonging together."""
_BAND, _LEAST_BAND_S = 0.15, 3.0
"""How far a break may lie from where an even pace would put it: share of the whole, and at least so much."""
_PACE_DEVIATION, _LEAST_VARIANCE_S2 = 0.18, 0.03
"""Of the time that a clause takes against what its letters say."""
_SENTENCE_WITHOUT_REST, _CLAUSE_WITHOUT_REST = 2.5, 0.3
_REST_WITHOUT_BREAK_PER_S, _MOST_REST_WITHOUT_BREAK = 4.0, 3.0


@dataclass(frozen=True)
class Break:
    """A speaker may rest before word ``word``; nearly always does at the end of a sentence (``strong``)."""

    word: int
    strong: bool


def spoken_before(weights: Levels, breaks: Sequence[Break], sound: Speaking) -> Levels:
    """Return how many seconds have been spoken before each word, and after the last: one more number than words.

    Args:
        weights: How long each word takes, in any unit.
        breaks: Where a rest may stand, in order.
        sound: Where the sound speaks.
    """
    done = np.concatenate(([0.0], np.cumsum(weights)))
    expected = done * (sound.seconds / done[-1])
    places = [0, *(each.word for each in breaks), len(weights)]
    at = np.array([expected[place] for place in places])
    rests = np.array([0.0, *(spoken for spoken, _ in sound.rests), sound.seconds])
    pairs = _best_pairs(at, _skipping_breaks(breaks), rests, _skipping_rests(sound))
    spoken: Levels = np.interp(expected, at[[j for j, _ in pairs]], rests[[k for _, k in pairs]])
    return spoken


def _skipping_breaks(breaks: Sequence[Break]) -> Levels:
    costs = [_SENTENCE_WITHOUT_REST if each.strong else _CLAUSE_WITHOUT_REST for each in breaks]
    return np.cumsum([0.0, *costs, 0.0])


def _skipping_rests(sound: Speaking) -> Levels:
    costs = [min(_MOST_REST_WITHOUT_BREAK, _REST_WITHOUT_BREAK_PER_S * length) for _, length in sound.rests]
    return np.cumsum([0.0, *costs, 0.0])


def _best_pairs(at: Levels, breaks: Levels, rests: Levels, silences: Levels) -> list[tuple[int, int]]:
    """Pair breaks with rests at least cost; start and end belong together. All arguments include start and end.

    Args:
        at: Where an even pace would put the breaks, in s spoken.
        breaks: Cost of skipping breaks, summed up to and with each.
        rests: Where the rests are, in s spoken.
        silences: Cost of skipping rests, summed up to and with each.
    """
    last = (len(at) - 1, len(rests) - 1)
    cost = np.full((len(at), len(rests)), np.inf)
    came = np.zeros((len(at), len(rests), 2), np.int32)
    cost[0, 0] = 0.0
    band = max(_LEAST_BAND_S, _BAND * float(at[-1]))
    for j in range(1, len(at)):
        near = np.flatnonzero(np.abs(rests - at[j]) <= band) if j < last[0] else [last[1]]
        first = max(0, j - _MOST_BREAKS)
        should = (at[j] - at[first:j])[:, None]
        for k in near:
            if k == 0 or (k == last[1] and j < last[0]):
                continue
            begin = max(0, k - _MOST_RESTS)
            takes = (rests[k] - rests[begin:k])[None, :]
            off = (takes - should) ** 2 / (2 * (_LEAST_VARIANCE_S2 + (_PACE_DEVIATION * should) ** 2))
            skipped = (breaks[j - 1] - breaks[first:j])[:, None] + (silences[k - 1] - silences[begin:k])[None, :]
            total = cost[first:j, begin:k] + off + skipped
            best = int(total.argmin())
            cost[j, k] = total.flat[best]
            came[j, k] = first + best // (k - begin), begin + best % (k - begin)
    if not np.isfinite(cost[last]):
        return [(0, 0), last]
    path = [last]
    while path[-1] != (0, 0):
        path.append(tuple(int(each) for each in came[path[-1]]))  # type: ignore[arg-type]
    return path[::-1]
