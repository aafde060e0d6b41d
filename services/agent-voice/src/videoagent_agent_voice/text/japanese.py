"""Japanese as kana, the only writing that its voices can read, by the IPA dictionary through MeCab."""

from functools import lru_cache

import fugashi  # type: ignore[import-untyped]
import ipadic  # type: ignore[import-untyped]

from videoagent_agent_voice.text.aligned import Aligned

_PRONUNCIATION = 8
"""Column of the IPA dictionary with the spoken form: particles as they sound, long vowels marked."""


@lru_cache(maxsize=1)
def _tagger() -> fugashi.GenericTagger:
    return fugashi.GenericTagger(ipadic.MECAB_ARGS)


_SIGNS = "記号"
_LEANING = frozenset({"助詞", "助動詞"})
_LEANING_KINDS = frozenset({"接尾", "非自立"})
"""Particles, auxiliaries, suffixes: read together with the word before them."""


def phrase_starts(text: str) -> frozenset[int]:
    """Positions where a new phrase (bunsetsu) begins: at every word that does not lean on the one before."""
    starts: set[int] = set()
    position = 0
    after_prefix = False
    for word in _tagger()(text):
        position = text.index(word.surface, position)
        speech_part, kind = word.feature[0], word.feature[1]
        if speech_part not in _LEANING and kind not in _LEANING_KINDS and not after_prefix:
            starts.add(position)
        after_prefix = speech_part == "接頭詞" or (speech_part == "名詞" and kind == "数")
        position += len(word.surface)
    return frozenset(starts)


def for_reading(text: Aligned, *, spaced: bool = False) -> Aligned:
    """Replace each word by its reading in katakana; words that the dictionary lacks stay as they are.

    A reading is spread over its word's characters, because captions may cut a long word in two.

    Args:
        text: With numbers and signs already as words.
        spaced: Put a space between words.
    """
    spoken: list[str] = []
    origins: list[int] = []
    position = 0
    for word in _tagger()(text.text):
        start = text.text.index(word.surface, position)
        end = start + len(word.surface)
        spoken.append(text.text[position:start])
        origins.extend(text.origins[position:start])
        if spaced and 0 < start == position and word.feature[0] != _SIGNS:
            spoken.append(" ")
            origins.append(text.origins[start])
        reading = word.feature[_PRONUNCIATION] if len(word.feature) > _PRONUNCIATION else word.surface
        spoken.append(reading)
        origins.extend(text.origins[start + index * (end - start) // len(reading)] for index in range(len(reading)))
        position = end
    spoken.append(text.text[position:])
    origins.extend(text.origins[position:])
    return Aligned("".join(spoken), tuple(origins))
