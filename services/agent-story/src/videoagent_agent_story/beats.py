"""Make a list of beats have a given number, without losing or altering a word."""

import re
from collections.abc import Callable, Sequence

from videoagent_contracts.film import Beat
from videoagent_models.sentences import split_sentences

TimeOf = Callable[[str], float]

_CLAUSE_END = re.compile(r"(?<=[,;:–—])\s+|(?<=[、，；：،؛])\s*(?=\S)")
_LEAST_WORDS = 3
_LEAST_CHARACTERS = 6


def with_count(beats: Sequence[Beat], count: int, time_of: TimeOf) -> list[Beat]:
    """Merge neighbours or split beats until there are ``count``.

    The shortest neighbours are merged. The longest beat is split between sentences, else between clauses; when none
    can be split any more, silent beats with their neighbour's subject fill the rest.
    """
    result = list(beats)
    while len(result) > count:
        _merge_shortest(result, time_of)
    while len(result) < count:
        if not _split_longest(result, time_of):
            _add_silent(result, count - len(result))
    return result


def joined(first: Beat, second: Beat, time_of: TimeOf) -> Beat:
    """Return one beat that tells both; the one that is told longer gives the subject."""
    longer = first if time_of(first.narration) >= time_of(second.narration) else second
    narration = " ".join(filter(None, (first.narration, second.narration)))
    fixed = [beat.duration for beat in (first, second) if beat.duration is not None]
    prompt = " ".join(dict.fromkeys(filter(None, (first.prompt, second.prompt))))
    media = first.media or second.media
    changes = {"narration": narration, "prompt": prompt, "media": media, "duration": sum(fixed) if fixed else None}
    return longer.model_copy(update=changes)


def _merge_shortest(beats: list[Beat], time_of: TimeOf) -> None:
    lengths = [time_of(beat.narration) for beat in beats]
    # The opening stays by itself as long as others can be merged: it carries the title.
    first = 1 if len(beats) > 2 else 0
    at = min(range(first, len(beats) - 1), key=lambda index: lengths[index] + lengths[index + 1])
    beats[at : at + 2] = [joined(beats[at], beats[at + 1], time_of)]


def _split_longest(beats: list[Beat], time_of: TimeOf) -> bool:
    for at in sorted(range(len(beats)), key=lambda index: -time_of(beats[index].narration)):
        halves = halved(beats[at].narration, time_of)
        if halves and beats[at].duration is None and beats[at].media is None:
            beats[at : at + 1] = [beats[at].model_copy(update={"narration": half}) for half in halves]
            return True
    return False


def halved(text: str, time_of: TimeOf) -> tuple[str, str] | None:
    """Split a text in two at the sentence end, else clause end, nearest to its middle; None if there is none."""
    for ends in (_sentence_ends(text), _clause_ends(text)):
        if ends:
            middle = time_of(text) / 2
            cut = min(ends, key=lambda end: abs(time_of(text[:end]) - middle))
            return text[:cut].strip(), text[cut:].strip()
    return None


def _sentence_ends(text: str) -> list[int]:
    ends: list[int] = []
    for sentence in split_sentences(text):
        ends.append((ends[-1] if ends else 0) + len(sentence))
    return [end for end in ends if text[:end].strip() and text[end:].strip()]


def _clause_ends(text: str) -> list[int]:
    return [end.end() for end in _CLAUSE_END.finditer(text) if _is_clause(text[: end.end()], text[end.end() :])]


def _is_clause(before: str, after: str) -> bool:
    if any(len(part.split()) >= _LEAST_WORDS for part in (before, after)):
        return all(len(part.split()) >= _LEAST_WORDS for part in (before, after))
    return all(len(part.strip()) >= _LEAST_CHARACTERS for part in (before, after))


def _add_silent(beats: list[Beat], missing: int) -> None:
    """Put silent beats evenly between the others, after the opening."""
    spoken = len(beats)
    for number in reversed(range(missing)):
        after = 1 + number * spoken // missing
        told = beats[min(after, spoken) - 1]
        beats.insert(min(after, spoken), told.model_copy(update={"narration": "", "duration": None, "media": None}))
