"""Japanese as kana, the only writing that the espeak-ng voice can read, by the IPA dictionary through MeCab."""

from functools import lru_cache

import fugashi  # type: ignore[import-untyped]
import ipadic  # type: ignore[import-untyped]

from videoagent_agent_voice.text.aligned import Aligned

_PRONUNCIATION = 8
"""Column of the IPA dictionary with the spoken form: particles as they sound, long vowels marked."""


@lru_cache(maxsize=1)
def _tagger() -> fugashi.GenericTagger:
    return fugashi.GenericTagger(ipadic.MECAB_ARGS)


def for_reading(text: Aligned) -> Aligned:
    """Replace each word by its reading in katakana; words that the dictionary lacks stay as they are.

    A reading is spread over its word's characters, because captions may cut a long word in two.
    """
    spoken: list[str] = []
    origins: list[int] = []
    position = 0
    for word in _tagger()(text.text):
        start = text.text.index(word.surface, position)
        end = start + len(word.surface)
        spoken.append(text.text[position:start])
        origins.extend(text.origins[position:start])
        reading = word.feature[_PRONUNCIATION] if len(word.feature) > _PRONUNCIATION else word.surface
        spoken.append(reading)
        origins.extend(text.origins[start + index * (end - start) // len(reading)] for index in range(len(reading)))
        position = end
    spoken.append(text.text[position:])
    origins.extend(text.origins[position:])
    return Aligned("".join(spoken), tuple(origins))
