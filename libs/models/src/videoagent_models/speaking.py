"""How long text takes to speak: a plan to be kept before the speech exists.

Fitted to the built-in voices (hibari for English, espeak-ng for the others) on encyclopaedia sentences. Letters predict
the time to 5 % rms a sentence, words only to 15 %.
"""

import re
import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True)
class SpeakingRate:
    """Time that the parts of a text take, in s at speed 1."""

    letter: float
    digit: float = 0.09
    comma: float = 0.2
    sentence: float = 0.6


_DEFAULT = SpeakingRate(0.072)
_RATES: dict[str, SpeakingRate] = {
    "en": SpeakingRate(0.072),
}

SHOT_PAUSE = 0.9
"""Silence of a shot around its narration, in s."""
CREDITS_DURATION = 3.0
"""Length of the end card, in s."""
TRANSITION_OVERLAP = 0.5
"""Time that two neighbours share where the later one's transition is not a cut, in s."""

_COMMAS = re.compile(r"[,;:–—、，；：،؛]")
_SENTENCE_ENDS = re.compile(r"[.!?…。！？।؟۔]+(?=\s|$|[^\s\d])")


def base_language(tag: str) -> str:
    """Return the language of a BCP 47 tag without script and region: ``pt`` for ``pt-BR``."""
    return tag.split("-", 1)[0].lower()


def speaking_time(text: str, language: str, speed: float = 1.0) -> float:
    """Estimate how long ``text`` takes to speak, in s; 0 for text without a letter or digit."""
    letters = sum(1 for character in text if unicodedata.category(character)[0] in "LM")
    digits = sum(1 for character in text if unicodedata.category(character) == "Nd")
    if not letters and not digits:
        return 0.0
    rate = _RATES.get(base_language(language), _DEFAULT)
    commas = len(_COMMAS.findall(text))
    sentences = max(1, len(_SENTENCE_ENDS.findall(text)))
    seconds = letters * rate.letter + digits * rate.digit + commas * rate.comma + sentences * rate.sentence
    return seconds / speed
