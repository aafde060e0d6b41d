"""Words with times to phrases of one or two lines, broken where one would breathe."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from videoagent_contracts.film import Word
from videoagent_media.breaking import is_spaceless
from videoagent_media.captions.text import (
    binds_next,
    ends_clause,
    ends_sentence,
    is_tail,
    join,
    may_not_start_line,
    pieces,
    width,
)

_LEAD = 0.08
"""A phrase appears this much before its first word, s: the eye needs it."""
_LINGER = 0.35
"""And stays this long after its last word when nothing follows, s."""
_PAUSE = 0.6
"""A silence this long ends a phrase and takes it off the screen, s."""
_SHORTEST = 0.7
"""What is spoken in less time than this is shown together with its neighbour where both fit, s."""


@dataclass(frozen=True)
class Phrase:
    """What is on screen at once."""

    lines: tuple[tuple[Word, ...], ...]
    start: float
    """s"""
    end: float

    @property
    def words(self) -> tuple[Word, ...]:
        return tuple(word for line in self.lines for word in line)

    @property
    def text(self) -> str:
        """The lines, separated by line breaks."""
        return "\n".join(join([word.text for word in line]) for line in self.lines)


def phrases(
    words: Sequence[Word],
    *,
    characters: int = 34,
    lines: int = 2,
    offset: float = 0.0,
    until: float | None = None,
    language: str = "",
) -> tuple[Phrase, ...]:
    """Break spoken words into phrases.

    Args:
        words: In the order in which they are spoken.
        characters: Widest line, in average Latin characters (a CJK character counts for two).
        lines: Most lines at once.
        offset: Added to every time, s.
        until: End of the shot or film, s: no phrase lasts longer, and none is without length.
        language: BCP 47: its rules divide words that are longer than a line.

    Returns:
        Phrases in order that never overlap; all words are in them, long ones cut in pieces (see :func:`text.pieces`).
    """
    spoken = _without_tails([part for word in words for part in _cut(word, characters, offset, language)], characters)
    groups = [group for sentence in _sentences(spoken) for group in _split(sentence, characters, lines)]
    groups = _without_flashes(groups, characters, lines)
    made: list[Phrase] = []
    for index, group in enumerate(groups):
        start = made[-1].end if made and group[0].start - made[-1].end < _LEAD else max(0.0, group[0].start - _LEAD)
        end = group[-1].end + _LINGER
        if index + 1 < len(groups):
            following = groups[index + 1][0].start
            following -= min(_LEAD, (following - start) / 2)
            end = following if following - group[-1].end < _PAUSE else min(end, following)
        if until is not None:
            end = min(end, until)
        if end > start:
            made.append(Phrase(_lines(group, characters, lines), start, end))
    return tuple(made)


def _cut(word: Word, characters: int, offset: float, language: str) -> list[Word]:
    """Clean a word, move it, and cut it in pieces whose times share its own by their length."""
    text = " ".join(word.text.split())
    if not text:
        return []
    parts = pieces(text, characters, language)
    length = sum(map(len, parts))
    cut: list[Word] = []
    done = 0
    for part in parts:
        start = word.start + (word.end - word.start) * done / length
        done += len(part)
        cut.append(
            Word(text=part, start=start + offset, end=word.start + (word.end - word.start) * done / length + offset)
        )
    return cut


def _without_tails(words: Sequence[Word], characters: int) -> list[Word]:
    """Put a lone last character back to the word that it was cut from (scripts without spaces)."""
    kept: list[Word] = []
    for word in words:
        before = kept[-1] if kept else None
        if (
            before is not None
            and is_tail(word.text)
            and is_spaceless(before.text[-1])
            and not (ends_clause(before.text) or ends_sentence(before.text))
            and word.start - before.end < _PAUSE
            and width(before.text + word.text) <= characters
        ):
            kept[-1] = Word(text=before.text + word.text, start=before.start, end=max(before.end, word.end))
        else:
            kept.append(word)
    return kept


def _without_flashes(groups: Sequence[list[Word]], characters: int, lines: int) -> list[list[Word]]:
    """Put groups that would only flash up to a neighbour, the following one first, unless a pause parts them."""

    def may_join(one: list[Word], other: list[Word]) -> bool:
        return other[0].start - one[-1].end < _PAUSE and _one_phrase(one + other, characters, lines)

    kept: list[list[Word]] = []
    for index, group in enumerate(groups):
        following = groups[index + 1] if index + 1 < len(groups) else []
        before = kept[-1] if kept else []
        if (
            before
            and may_join(before, group)
            and (
                _flashes(before, group)
                or (_flashes(group, following) and not (following and may_join(group, following)))
            )
        ):
            kept[-1] = before + group
        else:
            kept.append(group)
    return kept


def _flashes(group: list[Word], following: Sequence[Word]) -> bool:
    end = group[-1].end + _LINGER
    return (min(end, following[0].start) if following else end) - group[0].start < _SHORTEST


def _one_phrase(words: list[Word], characters: int, lines: int) -> bool:
    return width(join([word.text for word in words])) <= characters * lines and _fits(words, characters, lines)


def _sentences(words: Sequence[Word]) -> list[list[Word]]:
    sentences: list[list[Word]] = []
    previous: Word | None = None
    for word in words:
        continues = previous is not None and (
            may_not_start_line(word.text)
            or not (ends_sentence(previous.text, word.text) or word.start - previous.end >= _PAUSE)
        )
        if continues:
            sentences[-1].append(word)
        else:
            sentences.append([word])
        previous = word
    return sentences


def _split(words: list[Word], characters: int, lines: int) -> list[list[Word]]:
    """Split one sentence into phrases of like length, at its commas where that is no worse (dynamic programming)."""
    count = len(words)
    best: list[tuple[float, int]] = [(0.0, 0)] + [(float("inf"), 0)] * count
    for end in range(1, count + 1):
        for start in range(end - 1, -1, -1):
            if end - start > 1 and not _one_phrase(words[start:end], characters, lines):
                break
            length = width(join([word.text for word in words[start:end]]))
            if end < count and may_not_start_line(words[end].text):
                continue
            cost = best[start][0] + _cost(words, start, end, length / (characters * lines))
            if cost < best[end][0]:
                best[end] = (cost, start)
    cuts = [count]
    while cuts[-1] > 0:
        # Only a run of words that may not start a line leaves a position unreached: then cut before its last word.
        cuts.append(best[cuts[-1]][1] if best[cuts[-1]][0] < float("inf") else cuts[-1] - 1)
    cuts.reverse()
    return [words[start:end] for start, end in pairwise(cuts)]


def _cost(words: list[Word], start: int, end: int, fullness: float) -> float:
    """A phrase costs a bit by itself, more when short, and its end more where no punctuation is."""
    cost = 0.5 + 0.6 * (1 - fullness) ** 2
    if end < len(words) and not ends_clause(words[end - 1].text):
        cost += 1.4 if binds_next(words[end - 1].text, words[end].text) else 0.35
    if _flashes(words[start:end], words[end : end + 1]) and len(words) > end - start:
        cost += 0.6
    if end - start == 1 and len(words) > 1:
        cost += 0.8
    return cost


def _fits(words: list[Word], characters: int, lines: int) -> bool:
    return len(_lines(words, characters, lines)) <= lines and all(
        width(join([word.text for word in line])) <= characters for line in _lines(words, characters, lines)
    )


def _lines(words: list[Word], characters: int, lines: int) -> tuple[tuple[Word, ...], ...]:
    """Set a phrase in one line if it fits, else in two of like width, broken after punctuation where there is some."""
    if lines == 1 or len(words) == 1 or width(join([word.text for word in words])) <= characters:
        return (tuple(words),)

    def badness(cut: int) -> float:
        first = width(join([word.text for word in words[:cut]]))
        second = width(join([word.text for word in words[cut:]]))
        too_wide = max(0.0, max(first, second) - characters) * 10
        forbidden = 1000.0 if may_not_start_line(words[cut].text) else 0.0
        bound = 20.0 if binds_next(words[cut - 1].text, words[cut].text) else 0.0
        return abs(first - second) + too_wide + forbidden + bound - (6.0 if ends_clause(words[cut - 1].text) else 0.0)

    cut = min(range(1, len(words)), key=badness)
    return tuple(words[:cut]), tuple(words[cut:])
