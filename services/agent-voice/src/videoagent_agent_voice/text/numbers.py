"""Numbers in words, per language, by num2words."""

from collections.abc import Callable
from functools import lru_cache

from num2words import num2words

from videoagent_agent_voice.text.scripts import primary_subtag

LARGEST = 10**15
"""Longer runs of digits are codes rather than amounts, and are read digit by digit by the voices."""

# Where the years before 2000 are read in hundreds (neunzehnhundertneunundsechzig).
YEARS_IN_HUNDREDS = frozenset({"en", "de", "nl", "sv", "da", "no"})

# Languages whose integers num2words gets right; the others' voices read digits themselves.
CARDINALS = frozenset(
    (  # noqa: SIM905 - a long list of quoted codes is hard to read
        "am ar az be bn ca cs cy da de en eo es fa fi fr he hu id is it ja kn ko lt lv nl no pl pt ro ru sk "
        "sl sr sv te th tr uk vi"
    ).split()
)
_CODES = {"nb": "no", "nn": "no", "pt-br": "pt_BR", "fr-ch": "fr_CH", "fr-be": "fr_BE"}


def base_language(language: str) -> str:
    """Reduce a BCP 47 tag to its language, with both kinds of Norwegian as ``no``."""
    base = primary_subtag(language)
    return _CODES.get(base, base)


def cardinal(number: int, language: str) -> str | None:
    """Say an integer, or None where this language or size is not covered."""
    if base_language(language) not in CARDINALS or abs(number) >= LARGEST:
        return None
    return words(number, language.lower(), "cardinal")


def ordinal(number: int) -> str:
    """Say an English ordinal."""
    return words(number, "en", "ordinal")


def year(number: int, language: str) -> str | None:
    """Say a year, or None where the language is not covered."""
    if base_language(language) in YEARS_IN_HUNDREDS:
        return words(number, language.lower(), "year")
    return cardinal(number, language)


def decimal(whole: str, fraction: str) -> str:
    """Say an English decimal, its fraction digit by digit, trailing zeros included."""
    digits = " ".join(words(int(digit), "en", "cardinal") for digit in fraction)
    return f"{words(int(whole or 0), 'en', 'cardinal')} point {digits}"


@lru_cache(maxsize=4096)
def words(number: int, language: str, kind: str) -> str:
    """Say a number as one of num2words' kinds: ``cardinal``, ``ordinal`` or ``year``."""
    speak: Callable[..., str] = num2words
    said = speak(number, lang=_CODES.get(language.lower(), base_language(language)), to=kind)
    # The commas of "one thousand, two hundred" would be spoken as pauses.
    return said.replace(",", "").strip()
