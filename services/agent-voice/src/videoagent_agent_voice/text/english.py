"""English as it is read aloud: numbers, years, dates, money, units, abbreviations and Roman numerals in words."""

import re
import unicodedata

from videoagent_agent_voice.text import addresses, numbers
from videoagent_agent_voice.text.aligned import Aligned, Parts
from videoagent_agent_voice.text.english_tables import (
    ABBREVIATIONS,
    CURRENCIES,
    FORMULAS,
    FRACTIONS,
    MONTHS,
    ROMAN_AFTER_NAME,
    ROMAN_AFTER_NOUN,
    SYMBOLS,
    UNITS,
    VULGAR_FRACTIONS,
)
from videoagent_agent_voice.text.scripts import LATIN, script_of


def _any_of(words: object) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))  # type: ignore[call-overload]


_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_BIG = "hundred|thousand|million|billion|trillion"
_MONTH = _any_of(MONTHS)

_TIME = re.compile(r"(?<![\d:])(\d{1,2}):([0-5]\d)(?:\s?([AaPp])\.?[Mm]\b\.?)?(?![\d:])")
_ISO_DATE = re.compile(r"(?<![\d-])(\d{4})-(\d{2})-(\d{2})(?![\d-])")
_SLASHED_DATE = re.compile(r"(?<![\w/])(\d{1,2})/(\d{1,2})/(\d{4})(?![\w/])")
_RATIO = re.compile(r"(?<![\w:.,])(\d{1,3}):(\d{1,3})(?![\w:])")
_STREET = re.compile(r"(?<=[a-z] )(St)\.(?! [A-Z])")
_MONTH_DAY = re.compile(rf"\b({_MONTH})\.? (\d{{1,2}})(?:st|nd|rd|th)?\b(?![\d:%.,]\d)")
_DAY_MONTH = re.compile(rf"\b(?:(the) )?(\d{{1,2}})(?:st|nd|rd|th)?( of)? ({_MONTH})\b\.?")
_MONEY = re.compile(rf"({_any_of(CURRENCIES)})\s?({_NUMBER})(?:\s?({_BIG}|[kKmMbB]n?)\b)?")
_MONEY_AFTER = re.compile(rf"(?<![\w.,])({_NUMBER})\s?([€£¥₹])")
_UNIT = re.compile(rf"(?<![\w.,])([-−]?)({_NUMBER})(\s?)({_any_of(UNITS)})(?![\w/²³])")
_PERCENT = re.compile(rf"(?<![\w.,])({_NUMBER})\s?(%|‰)")
# One letter may as well be an initial or the pronoun, so it must not be followed by what follows those.
_ROMAN = r"((?=[IVX]{2})X{0,3}(?:IX|IV|V?I{0,3})|[VX](?!\.)|I(?=[,;:)]| of\b| was\b|$))"
_WHOLE_ROMAN = r"(?<=[IVX])\b(?!\.\w|'(?!s\b)\w)"
_ROMAN_NOUN = re.compile(rf"\b({_any_of(ROMAN_AFTER_NOUN)}) ((?=[IVX])X{{0,3}}(?:IX|IV|V?I{{0,3}})){_WHOLE_ROMAN}")
_ROMAN_NAME = re.compile(rf"\b({_any_of(ROMAN_AFTER_NAME)}) {_ROMAN}{_WHOLE_ROMAN}")
_ROMAN_CENTURY = re.compile(r"\b((?=[IVX])X{0,3}(?:IX|IV|V?I{0,3}))(?<=[IVX])(?= centur)")
_ABBREVIATION = re.compile(rf"(?<![\w.])({_any_of(ABBREVIATIONS)})(?![\w])")
_BEFORE_NUMBER = re.compile(r"(?<![\w.])(No|Nos|c|ca|p|pp)\.\s?(?=\d)|#(?=\d)")
_RANGE = re.compile(r"(?<![\w.,/-])(\d{1,4})\s?([-–—])\s?(\d{1,4})(?![\w/-]|[.,:]\d)")
_DECIMAL_RANGE = re.compile(rf"(?<![\w.,/-])({_NUMBER})([–—])(?={_NUMBER}(?![\d/-]))")
_DECADE = re.compile(r"(?<![\w.,])(?:(1\d|20)(\d0)|['’](\d0))s\b")
_TIMES = re.compile(rf"(?<![\w.,])({_NUMBER})\s?[x×](?!\w)")
_ROUND_THE_CLOCK = re.compile(r"\b24/7\b")
_NUMBERED = re.compile(r"(?<![\w.,])(\d{1,2})([GDK])\b")
_FRACTION = re.compile(r"(?<![\w./])(\d{1,2})/(\d{1,2})(?![\w./])")
_VULGAR = re.compile(rf"(?:(\d+)\s?)?([{''.join(VULGAR_FRACTIONS)}])")
_ORDINAL = re.compile(r"(?<![\w.,])(\d{1,3}(?:,\d{3})+|\d+)(st|nd|rd|th)\b")
_MINUS = re.compile(r"(?<![\w\d.)])[-−](?=\d)")
_PLAIN = re.compile(rf"(?<![A-Za-z_\d.,])({_NUMBER})(?![A-Za-z_\d])")
_SYMBOL = re.compile(rf"\s?([{re.escape(''.join(SYMBOLS))}])\s?")
_FORMULA = re.compile(rf"\b(?:{_any_of(FORMULAS)})\b")
_SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉"
_SUBSCRIPT = re.compile(f"[{_SUBSCRIPTS}]")
_QUOTE = re.compile("[’‘]")
_UNSPEAKABLE = re.compile(r"\S")
_YEARS = range(1100, 2100)


def for_reading(text: Aligned) -> Aligned:
    """Spell out everything that a voice reads letter by letter or not at all. Latin letters only are left."""
    text = addresses.for_reading(text, "en")
    text = text.sub(_QUOTE, lambda match: [("'", 0)]).sub(
        _SUBSCRIPT, lambda match: [(str(_SUBSCRIPTS.index(match[0])), 0)]
    )
    text = text.sub(_DECADE, _decade).sub(_ROUND_THE_CLOCK, lambda match: [("twenty-four seven", 0)])
    text = text.sub(_FORMULA, lambda match: [(FORMULAS[match[0]], 0)])
    text = text.sub(_TIME, _time).sub(_ISO_DATE, _iso_date).sub(_SLASHED_DATE, _slashed_date)
    text = text.sub(_RATIO, lambda match: [(match[1], 1), (" to ", 2), (match[2], 2)])
    text = text.sub(_STREET, lambda match: [("Street" if match.end() < len(match.string) else "Street.", 1)])
    text = text.sub(_MONTH_DAY, _month_day).sub(_DAY_MONTH, _day_month)
    text = text.sub(_MONEY, _money).sub(_MONEY_AFTER, _money_after)
    text = text.sub(_RANGE, lambda match: [(match[1], 1), (" to ", 2), (match[3], 3)])
    text = text.sub(_DECIMAL_RANGE, lambda match: [(match[1], 1), (" to ", 2)])
    text = text.sub(_NUMBERED, lambda match: [(f"{_cardinal(int(match[1]))} {match[2]}", 1)])
    text = text.sub(_TIMES, lambda match: [(_amount(match[1]) + " times", 1)])
    text = text.sub(_UNIT, _unit).sub(_PERCENT, _percent)
    text = text.sub(_ROMAN_NOUN, lambda match: [(match[1], 1), (" " + _cardinal(_roman(match[2])), 2)])
    text = text.sub(_ROMAN_NAME, lambda match: [(match[1], 1), (f" the {numbers.ordinal(_roman(match[2]))}", 2)])
    text = text.sub(_ROMAN_CENTURY, lambda match: [(numbers.ordinal(_roman(match[1])), 1)])
    text = text.sub(_BEFORE_NUMBER, _before_number)
    text = text.sub(_ABBREVIATION, lambda match: [(ABBREVIATIONS[match[1]], 1)])
    text = text.sub(_FRACTION, _fraction).sub(_VULGAR, _vulgar)
    text = text.sub(_MINUS, lambda match: [("minus ", 0)])
    text = text.sub(_ORDINAL, lambda match: [(numbers.ordinal(_integer(match[1])), 1)])
    text = text.sub(_PLAIN, lambda match: [(_number(match[1]), 1)])
    text = text.sub(_SYMBOL, lambda match: [(f" {SYMBOLS[match[1]]} ", 1)])
    return text.sub(_UNSPEAKABLE, _silence)


def _silence(match: re.Match[str]) -> Parts | None:
    character = match.group()
    if script_of(character) not in (None, LATIN) or unicodedata.category(character) in ("So", "Sk", "Cf", "Cn", "Co"):
        return [(" ", 0)]
    return None


def _integer(digits: str) -> int:
    return int(digits.replace(",", ""))


def _cardinal(number: int) -> str:
    return numbers.cardinal(number, "en") or " ".join(numbers.cardinal(int(digit), "en") or "" for digit in str(number))


def _number(digits: str, *, years: bool = True) -> str:
    whole, point, fraction = digits.replace(",", "").partition(".")
    if point:
        return numbers.decimal(whole, fraction) if int(whole or 0) < numbers.LARGEST else _cardinal(int(whole))
    number = int(whole)
    if years and "," not in digits and len(digits) == 4 and number in _YEARS:
        return numbers.year(number, "en") or digits
    if len(digits) > 1 and digits.startswith("0"):
        return " ".join(_cardinal(int(digit)) for digit in digits)
    return _cardinal(number)


def _amount(digits: str) -> str:
    return _number(digits, years=False)


def _roman(numeral: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10}[letter] for letter in numeral]
    return sum(-one if one < following else one for one, following in zip(values, [*values[1:], 0], strict=True))


def _time(match: re.Match[str]) -> Parts | None:
    hour, minute, half = int(match[1]), int(match[2]), match[3]
    if hour > 24:
        return None
    said = _cardinal(hour)
    if minute:
        said += f" {'oh ' if minute < 10 else ''}{_cardinal(minute)}"
    elif not half:
        said += " o'clock"
    if half is None:
        return [(said, 1)]
    return [(said, 1), (f" {half.upper()}.M" + ("" if match.group().endswith(".") else "."), 3)]


def _iso_date(match: re.Match[str]) -> Parts | None:
    return _date(int(match[1]), int(match[2]), int(match[3]))


def _slashed_date(match: re.Match[str]) -> Parts | None:
    """Read 12/25/2024 as Americans do, and as others do where the month would be none."""
    first, second = int(match[1]), int(match[2])
    return _date(int(match[3]), *((first, second) if first <= 12 else (second, first)))


def _date(year: int, month: int, day: int) -> Parts | None:
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    name = list(dict.fromkeys(MONTHS.values()))[month - 1]
    return [(f"{name} {numbers.ordinal(day)} {_number(str(year))}", 1)]


def _month_day(match: re.Match[str]) -> Parts | None:
    day = int(match[2])
    return [(MONTHS[match[1]] + " ", 1), (numbers.ordinal(day), 2)] if 1 <= day <= 31 else None


def _day_month(match: re.Match[str]) -> Parts | None:
    day = int(match[2])
    if not 1 <= day <= 31:
        return None
    parts = [("the ", 1)] if match[1] else [("the ", 2)]
    parts += [(numbers.ordinal(day), 2), (" of", 3 if match[3] else 2), (" " + MONTHS[match[4]], 4)]
    return parts


def _decade(match: re.Match[str]) -> Parts:
    """Read 1990s as "nineteen nineties"."""
    tens = int(match[2] or match[3])
    said = _cardinal(tens) if tens else "thousand" if match[1] == "20" else "hundred"
    before = "" if match[1] is None else "two " if match[1] == "20" and not tens else f"{_cardinal(int(match[1]))} "
    return [(before + (said[:-1] + "ies" if said.endswith("y") else said + "s"), 0)]


def _money(match: re.Match[str]) -> Parts:
    one, many = CURRENCIES[match[1]]
    big = match[3]
    if big:
        big = {"k": "thousand", "m": "million", "b": "billion"}.get(big[0].lower() if len(big) < 3 else "", big)
        return [(_amount(match[2]), 2), (f" {big} {many}", 3)]
    whole, _, cents = match[2].replace(",", "").partition(".")
    if len(cents) == 2 and match[1] in ("$", "US$", "€", "£") and int(cents):
        small = "pence" if match[1] == "£" else "cent" if int(cents) == 1 else "cents"
        return [(f"{_amount(whole)} {one if int(whole) == 1 else many} and {_cardinal(int(cents))} {small}", 2)]
    return [(f"{_amount(match[2])} {one if match[2] == '1' else many}", 2)]


def _money_after(match: re.Match[str]) -> Parts:
    one, many = CURRENCIES[match[2]]
    return [(_amount(match[1]), 1), (" " + (one if match[1] == "1" else many), 2)]


def _unit(match: re.Match[str]) -> Parts | None:
    sign, digits, gap, unit = match[1], match[2], match[3], match[4]
    if not gap and (unit == "K" or (unit in ("s", "m", "h", "t", "in", "g") and len(digits) == 4)):
        return None
    one, many = UNITS[unit]
    minus = [("minus ", 1)] if sign else []
    return [*minus, (_amount(digits), 2), (" " + (one if digits == "1" else many), 4)]


def _percent(match: re.Match[str]) -> Parts:
    return [(_amount(match[1]), 1), (" percent" if match[2] == "%" else " per mille", 2)]


def _before_number(match: re.Match[str]) -> Parts:
    said = {"No": "number", "Nos": "numbers", "c": "circa", "ca": "circa", "p": "page", "pp": "pages", None: "number"}
    return [(said[match[1]] + " ", 0)]


def _fraction(match: re.Match[str]) -> Parts | None:
    above, below = int(match[1]), int(match[2])
    if not (0 < above < below and below in FRACTIONS):
        return None
    one, many = FRACTIONS[below]
    return [(f"one {one}" if above == 1 else f"{_cardinal(above)} {many}", 1)]


def _vulgar(match: re.Match[str]) -> Parts:
    said = VULGAR_FRACTIONS[match[2]]
    return [(f"{_cardinal(int(match[1]))} and {said}", 1)] if match[1] else [(said, 2)]
