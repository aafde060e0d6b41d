"""A user's own words to beats: exact, balanced, at the ends of sentences."""

import re
from collections.abc import Callable, Sequence

from videoagent_models.sentences import split_sentences

MAX_BEATS = 60
BEAT_SECONDS = 6.5
"""A shot much longer than this stands still for the viewer, however its picture moves."""
_LONGEST_SENTENCE_S = 14.0
_MOST_PIECES = 400
_CLAUSE_END = re.compile(r"(?<=[,;:])\s+(?=\S)|(?<=[、，；：،؛])(?=\S)")

TimeOf = Callable[[str], float]


def narrations(script: str, wanted: int | None, time_of: TimeOf) -> list[str]:
    """Split a script into narrations of even length.

    Every word stays as it is and where it is; only white space between sentences changes.

    Args:
        script: The user's text.
        wanted: Number of narrations; fewer come back when there are not so many sentences. None: as many as the
            text's length asks for, at most 60.
        time_of: Speaking time of a text, in s.
    """
    pieces = _coarser(_pieces(script, time_of), time_of)
    count = wanted or min(MAX_BEATS, max(1, round(time_of(script) / BEAT_SECONDS)))
    return ["".join(group).strip() for group in partition(pieces, min(count, len(pieces)), time_of)]


def _pieces(script: str, time_of: TimeOf) -> list[str]:
    """Return the sentences, very long ones in their clauses; joined they are the script again."""
    pieces: list[str] = []
    for sentence in split_sentences(script):
        if not sentence.strip():
            if pieces:
                pieces[-1] += sentence
            continue
        pieces += _clauses(sentence) if time_of(sentence) > _LONGEST_SENTENCE_S else [sentence]
    return pieces or [script]


def _coarser(pieces: list[str], time_of: TimeOf) -> list[str]:
    """Put neighbours together where there are very many, for ``partition`` takes the square of their number."""
    if len(pieces) <= _MOST_PIECES:
        return pieces
    least = sum(map(time_of, pieces)) / _MOST_PIECES
    result = [pieces[0]]
    for piece in pieces[1:]:
        if time_of(result[-1]) < least:
            result[-1] += piece
        else:
            result.append(piece)
    return result


def _clauses(sentence: str) -> list[str]:
    ends = [match.end() for match in _CLAUSE_END.finditer(sentence)]
    return [sentence[start:end] for start, end in zip([0, *ends], [*ends, len(sentence)], strict=True)]


def partition(pieces: Sequence[str], count: int, time_of: TimeOf) -> list[list[str]]:
    """Divide pieces, in order, into ``count`` groups whose lengths differ least (sum of squares).

    Dynamic programming over the piece that ends each group: O(count × pieces²).
    """
    ends = [0.0]
    for piece in pieces:
        ends.append(ends[-1] + time_of(piece))
    ideal = ends[-1] / count
    cost = [0.0 if end == 0 else float("inf") for end in range(len(pieces) + 1)]
    starts: list[list[int]] = []
    for group in range(1, count + 1):
        following = [float("inf")] * len(cost)
        start_of = [0] * len(cost)
        for end in range(group, len(cost)):
            for start in range(group - 1, end):
                total = cost[start] + (ends[end] - ends[start] - ideal) ** 2
                if total < following[end]:
                    following[end], start_of[end] = total, start
        cost = following
        starts.append(start_of)
    groups: list[list[str]] = []
    end = len(pieces)
    for start_of in reversed(starts):
        groups.append(list(pieces[start_of[end] : end]))
        end = start_of[end]
    return groups[::-1]
