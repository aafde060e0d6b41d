"""Where words begin in writing without spaces: what a caption may highlight by itself."""

from collections.abc import Iterable
from functools import lru_cache

import budoux

from videoagent_agent_voice.text import japanese
from videoagent_agent_voice.text.scripts import script_of
from videoagent_media import breaking

_SHORTEST = 2
"""Letters of a word: a single character would only flash by."""


def word_starts(text: str) -> frozenset[int] | None:
    """Return positions where a new word or phrase begins; None where nothing knows the writing's words."""
    scripts = {script_of(character) for character in text}
    if "Kana" in scripts:
        return japanese.phrase_starts(text)
    if "Han" in scripts:
        simplified, traditional = _chinese()
        # Each model cuts words of the other's characters in two; where both begin a word, one does.
        return _long_enough(text, _starts(simplified.parse(text)) & _starts(traditional.parse(text)))
    if scripts & {"Thai", "Lao", "Khmer", "Myanmar"}:
        return _long_enough(text, _starts(breaking.words(text)))
    return None


@lru_cache(maxsize=1)
def _chinese() -> tuple[budoux.Parser, budoux.Parser]:
    return budoux.load_default_simplified_chinese_parser(), budoux.load_default_traditional_chinese_parser()


def _starts(words: Iterable[str]) -> frozenset[int]:
    starts, position = set(), 0
    for word in words:
        starts.add(position)
        position += len(word)
    return frozenset(starts)


def _long_enough(text: str, starts: frozenset[int]) -> frozenset[int]:
    kept: list[int] = []
    for start in sorted(starts):
        if not kept or sum(map(str.isalnum, text[kept[-1] : start])) >= _SHORTEST:
            kept.append(start)
    return frozenset(kept)
