"""German, French, Spanish, Italian and Portuguese as they are read aloud, where espeak-ng reads them wrongly.

It gets plain numbers and decimals, percent signs and clock times right; it spells abbreviations, numbers rulers like
page numbers, and takes the full stop of a German ordinal for the end of a sentence.
"""

import re
from functools import lru_cache

from videoagent_agent_voice.text import numbers
from videoagent_agent_voice.text.aligned import Aligned, Parts
from videoagent_agent_voice.text.european_tables import (
    ABBREVIATIONS,
    CENTS_AFTER,
    CURRENCIES,
    FEMALE_RULERS,
    GERMAN_MONTHS,
    MALE_RULERS,
    NUMBER_SIGN,
    ONE,
    RANGE,
    UNITS,
)

LANGUAGES = frozenset(ABBREVIATIONS)
_SPACE = r"[\s\u00a0\u202f]"
_ROMAN = r"(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})(?<=[IVX])"
_VALUES = {"I": 1, "V": 5, "X": 10}
_HIGHEST_ORDINAL = 10
"""Of rulers and centuries in Spanish and Portuguese; those after are counted: Alfonso décimo, Alfonso once."""
_DATIVE = r"(?:am|im|vom|zum|beim|dem|den|des|bis|ab|seit|einem|jenem|Am|Im|Vom|Zum|Beim|Seit|Ab|Dem|Den|Des|Bis)"
_GERMAN_DAY = re.compile(
    rf"\b(?:({_DATIVE})|(der|die|das|Der|Die|Das|ins|ein))?( ?)(?<!\d)(\d{{1,3}})\.( )"
    rf"(?={GERMAN_MONTHS}|Jahrhundert|Jh\.)"
)
_GERMAN_NOUN = re.compile(
    r"\b(?:(am|im|vom|zum|beim|dem|den|des)|(der|die|das|Der|Die|Das))( )(\d{1,3})\.( )(?=[A-ZÄÖÜ][a-zäöüß])"
)
_GERMAN_CLOCK = re.compile(r"(?<![\d:])(\d{1,2})[:.](\d{2})( )Uhr\b")
_HOURS = re.compile(rf"(?<![\w.,])(\d{{1,2}}){_SPACE}?h{_SPACE}?(\d{{2}})\b")
_ORDINAL = {
    "fr": re.compile(r"(?<![\w.,])(\d{1,3})(e|ème|nd|nde)\b"),
    "es": re.compile(r"(?<![\w.,])(\d{1,3})\.?([ºª])"),
    "it": re.compile(r"(?<![\w.,])(\d{1,3})\.?([ºª])"),
    "pt": re.compile(r"(?<![\w.,])(\d{1,3})\.?([ºª])"),
}
_FRENCH_CENTURY = re.compile(rf"\b({_ROMAN})(er|e|ème)\b")
_CENTURY = {"es": re.compile(rf"\b([Ss]iglos?) ({_ROMAN})\b"), "pt": re.compile(rf"\b([Ss]éculos?) ({_ROMAN})\b")}
_RANGE = re.compile(r"(?<=\d)(?:[–—]|-(?=\d+(?:,\d+)?\s?(?:°|%|€|[a-z]{1,2}\b)))(?=\d)")
_YEARS = re.compile(r"(?<![\d.,-])(1\d{3}|20\d{2})-(?=(?:1\d{3}|20\d{2})(?![\d-]))")


def for_reading(text: Aligned, base: str, language: str) -> Aligned:
    """Spell out what would be read wrongly.

    Args:
        text: What is to be read.
        base: One of ``LANGUAGES``.
        language: BCP 47 tag of it.
    """
    if base == "de":
        text = text.sub(_GERMAN_DAY, _german_ordinal).sub(_GERMAN_NOUN, _german_ordinal)
        text = text.sub(_GERMAN_CLOCK, lambda match: [(f"{int(match[1])} Uhr {int(match[2]) or ''}", 1), (" ", 3)])
    text = text.sub(_numbered(base), lambda match: [(NUMBER_SIGN[base][1] + " ", 0)])
    text = text.sub(_rulers(base), lambda match: _ruler(match, base))
    text = _centuries(text, base)
    text = text.sub(_abbreviations(base), lambda match: _written_out(match, base))
    text = text.sub(_YEARS, lambda match: [(match[1], 1), (f" {RANGE[base]} ", 0)])
    text = text.sub(_RANGE, lambda match: [(f" {RANGE[base]} ", 0)])
    if base in ("fr", "pt"):
        joint = " e " if base == "pt" else " "
        text = text.sub(_HOURS, lambda match: [(f"{match[1]} {_many(UNITS[base]['h'], match[1])}{joint}{match[2]}", 1)])
    if base in _ORDINAL:
        text = text.sub(_ORDINAL[base], lambda match: _ordinal_sign(match, base, language))
    text = text.sub(_money(base), lambda match: _amount(match, base))
    return text.sub(_units(base), lambda match: [(match[1], 1), (" ", 2), (_many(UNITS[base][match[3]], match[1]), 3)])


@lru_cache(maxsize=8)
def _abbreviations(base: str) -> re.Pattern[str]:
    words = sorted(ABBREVIATIONS[base], key=len, reverse=True)
    written = "|".join(re.escape(word).replace(r"\ ", rf"{_SPACE}?") for word in words)
    return re.compile(rf"(?<![\w.])(?:{written})(?!\w)")


def _written_out(match: re.Match[str], base: str) -> Parts:
    short = re.sub(_SPACE, "", match[0])
    words = next(words for known, words in ABBREVIATIONS[base].items() if known.replace(" ", "") == short)
    ends = short.endswith(".") and not match.string[match.end() :].strip()
    return [(words + "." if ends else words, 0)]


@lru_cache(maxsize=8)
def _numbered(base: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{NUMBER_SIGN[base][0]}){_SPACE}?(?=\d)")


@lru_cache(maxsize=8)
def _rulers(base: str) -> re.Pattern[str]:
    names = "|".join((*MALE_RULERS.get(base, ()), *FEMALE_RULERS[base]))
    first = "|Ier|Ire" if base == "fr" else ""
    return re.compile(rf"\b({names})( )({_ROMAN}{first})\b(\.?)")


def _ruler(match: re.Match[str], base: str) -> Parts:
    number = 1 if match[3] in ("Ier", "Ire") else _roman(match[3])
    female = match[1] in FEMALE_RULERS[base]
    full_stop = match[4] if match[4] and (base != "de" or not match.string[match.end() :].strip()) else ""
    return [(f"{match[1]} ", 1), (_counted(number, base, female=female) + full_stop, 3)]


def _counted(number: int, base: str, *, female: bool = False) -> str:
    """Say which ruler or century of its name it is."""
    if base == "de":
        return f"{'die' if female else 'der'} {_said(number, base, 'ordinal')}"
    if base == "fr":
        return ("première" if female else "premier") if number == 1 else _said(number, base, "cardinal")
    if base == "it" or number <= _HIGHEST_ORDINAL:
        return _gendered(_said(number, base, "ordinal"), female=female)
    return _said(number, base, "cardinal")


def _centuries(text: Aligned, base: str) -> Aligned:
    if base == "fr":
        return text.sub(_FRENCH_CENTURY, lambda match: [(_said(_roman(match[1]), "fr", "ordinal"), 1)])
    if base in _CENTURY:
        return text.sub(_CENTURY[base], lambda match: [(match[1] + " ", 1), (_counted(_roman(match[2]), base), 2)])
    return text


def _german_ordinal(match: re.Match[str]) -> Parts:
    """Decline a German ordinal by what stands before it: der dritte, am dritten, dritter Mai."""
    ending = "n" if match[1] else "" if match[2] else "r"
    before = [(match[1], 1)] if match[1] else [(match[2], 2)] if match[2] else []
    return [*before, (match[3], 3), (_said(int(match[4]), "de", "ordinal") + ending, 4), (" ", 5)]


def _ordinal_sign(match: re.Match[str], base: str, language: str) -> Parts:
    said = numbers.words(int(match[1]), language, "ordinal")
    return [(said if base == "fr" else _gendered(said, female=match[2] == "ª"), 1)]


def _gendered(ordinal: str, *, female: bool) -> str:
    """Give a Romance ordinal in -o its feminine."""
    return " ".join(word[:-1] + "a" if word.endswith("o") else word for word in ordinal.split()) if female else ordinal


@lru_cache(maxsize=8)
def _money(base: str) -> re.Pattern[str]:
    signs = "|".join(re.escape(sign) for sign in CURRENCIES[base])
    amount = r"(\d{1,3}(?:[.\u00a0\u202f]\d{3})+|\d+)(?:,(\d+))?"
    return re.compile(rf"(?<![\w.,])(?:({signs}){_SPACE}?{amount}|{amount}{_SPACE}?({signs}))(?![\w.,]\d)")


def _amount(match: re.Match[str], base: str) -> Parts:
    sign, whole, cents = (match[1], match[2], match[3]) if match[1] else (match[6], match[4], match[5])
    whole_group = 2 if match[1] else 4
    names = CURRENCIES[base][sign]
    count = re.sub(r"\D", "", whole)
    if cents and len(cents) != 2:
        return [(f"{count},{cents} {names[1]}", whole_group)]
    female = base in ("fr", "es", "it", "pt") and names[0] in ("livre", "libra", "sterlina")
    said = f"{ONE[base][female]} {names[0]}" if count == "1" else f"{count} {names[1]}"
    return [(said + (f" {CENTS_AFTER[base]}{int(cents)}" if cents and int(cents) else ""), whole_group)]


@lru_cache(maxsize=8)
def _units(base: str) -> re.Pattern[str]:
    symbols = "|".join(re.escape(symbol) for symbol in sorted(UNITS[base], key=len, reverse=True))
    return re.compile(rf"(?<![\w.,])(\d[\d.,\u00a0\u202f]*)({_SPACE}?)({symbols})(?![\w/²³])")


def _many(names: tuple[str, str], count: str) -> str:
    return names[0] if count == "1" else names[1]


def _said(number: int, base: str, kind: str) -> str:
    return numbers.words(number, base, kind)


def _roman(numeral: str) -> int:
    values = [_VALUES[letter] for letter in numeral]
    return sum(-one if one < following else one for one, following in zip(values, [*values[1:], 0], strict=True))
