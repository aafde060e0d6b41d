"""The number in a narration that is worth a card of its own."""

import re
from dataclasses import dataclass

_NUMBER = re.compile(
    r"(?P<before>(?:over|about|around|nearly|almost|more than|some|approximately|up to|plus de|environ|près de|"
    r"más de|unos|unas|cerca de)\s+)?"
    r"(?P<number>(?<![\w.,:–-])\d{1,3}(?:(?:[,. \u202f\xa0])\d{3})+(?:\.\d+)?|(?<![\w.,:–-])\d+(?:[.,]\d+)?)"
    r"(?P<scale>\s(?:hundred|thousand|million|billion|trillion|millions?|milliards?|millones|mil millones)\b)?"
    r"(?P<unit>\s?%|\s?(?:°C|°F|km²|m²|km/h|mph|km|kg|m|ft|miles?|metres?|meters?|kilomet(?:re|er)s?|tonnes?|"
    r"tons|years?|percent|light-years?|ans|años|mètres?|metros?|kilómetros?|kilomètres?)\b)?"
)
_YEAR = re.compile(r"^(?:1\d{3}|20\d{2}|21\d{2})$")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_STOP = frozenset(
    """
    and or of in on at the a an with by from to per for is are was were which that as over across around along until
    since et ou de du des en dans le la les un une y o del los las el que con por a
    """.split()  # noqa: SIM905 - as one reads them
)
_LONGEST_LABEL = 3
_LEAST = 20.0


@dataclass(frozen=True)
class StrikingNumber:
    """A number as it is shown and the words that it counts."""

    value: str
    label: str
    weight: float


def striking_number(narration: str) -> StrikingNumber | None:
    """Return the narration's largest telling number; None when it has none.

    A number tells when it has a unit or a scale, or counts at least twenty of something that is named after it.
    Years, numbers in names and small counts do not.
    """
    found = [number for match in _NUMBER.finditer(narration) if (number := _read(match, narration)) is not None]
    return max(found, key=lambda number: number.weight, default=None)


def _read(match: re.Match[str], narration: str) -> StrikingNumber | None:
    digits, scale, unit = match["number"], (match["scale"] or "").strip(), (match["unit"] or "").strip()
    if narration[match.end() : match.end() + 1].isalpha():
        return None  # "20th"
    bare = not scale and not unit
    label = "" if unit else _label(narration[match.end() :])
    if bare and (_YEAR.match(digits) or not label or _amount(digits) < _LEAST):
        return None
    value = " ".join(filter(None, (digits, scale, unit if unit != "%" else "")))
    return StrikingNumber(value + ("%" if unit == "%" else ""), label, _weight(digits, scale, unit))


def _amount(digits: str) -> float:
    plain = re.sub(r"[ \u202f\xa0]", "", digits)
    grouped = re.fullmatch(r"\d{1,3}(?:[,.]\d{3})+", plain)
    return float(re.sub(r"[,.]", "", plain) if grouped else plain.replace(",", ".", 1).replace(",", ""))


def _weight(digits: str, scale: str, unit: str) -> float:
    scales = {"hundred": 1.0, "thousand": 2.0}
    return len(digits) / 3 + (scales.get(scale, 4.0) if scale else 0.0) + (1.5 if unit else 0.0)


def _label(after: str) -> str:
    """Return the two or three words that the number counts: "20,000 known species"."""
    words: list[str] = []
    rest = after.lstrip()
    while len(words) < _LONGEST_LABEL and (match := _WORD.match(rest)):
        if match[0].lower() in _STOP or not match[0][0].islower():
            break
        words.append(match[0])
        rest = rest[match.end() :]
        if not rest.startswith(" "):
            break
        rest = rest.lstrip()
    while words and words[-1].endswith("ed"):
        words.pop()
    return " ".join(words)
