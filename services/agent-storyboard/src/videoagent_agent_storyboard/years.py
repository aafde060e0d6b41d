"""The year, or the time from one year to another, that a narration tells of."""

import re
from dataclasses import dataclass

_ONE = r"(1\d{3}|20\d{2})"
_MONTH = (
    r"(?:jan|feb|f[ée]v|mar|mär|mrt|apr|avr|abr|ma[iy]|mei|mag|jun|jui|giu|jul|lug|a[uo][gû]|ago|aoû|sep|set|oct|okt|"
    r"out|ott|nov|dec|déc|dez|dic)[^\W\d_]*"
)
_DATE = (
    rf"(?:(?:\d{{1,2}}(?:st|nd|rd|th|er|º|\.)?|{_MONTH}|the|of|de|do|del|el|le|about|around|early|late|mid),?[ -])"
    r"{0,5}"
)
_ON = rf"(?:(?:in|on|en|im|am)\s)?{_DATE}{_ONE}"
_SPANS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:from|de|du|depuis|des|desde|del|von|vom|da|dal|van)\s{_DATE}{_ONE},?\s"
        rf"(?:to|until|till|through|à|au|jusqu['’]en|jusqu['’]à|jusqu['’]au|a|al|hasta|bis|até|tot|ao)\s{_DATE}{_ONE}(?!\d)",
        rf"\b(?:between|entre|zwischen|tra|fra|tussen)\s{_DATE}{_ONE},?\s(?:and|et|y|e|und|en)\s{_DATE}{_ONE}(?!\d)",
        rf"\b(?:beg[ai]n|start|commen[cç]|début|empez|empiez|comenz|comienz|inici|begann|beginnt)\w*\s{_ON},?\s"
        rf"(?:and|et|y|und)\s(?:se\s)?(?:end|finish|fini|termin|acab)\w*\s{_ON}(?!\d)",
        rf"(?<![\d–-]){_ONE}\s?[–—-]\s?{_ONE}(?![\d–-])",
        rf"(?<!\d){_ONE}年?(?:到|至|から|[~～〜])\s?{_ONE}(?!\d)",
    )
)
_YEAR = re.compile(r"(?<![\d.,–-])(1\d{3}|20\d{2})(?![\d%–-]|[.,]\d)(?:\s((?:[A-Z][\w'’]+\s?){1,4}))?")
_BEFORE_CHRIST = re.compile(r"\s?(?:BCE?|B\.C\.|av\.|a\.\s?C\.|v\.\s?Chr)")
_DATED = re.compile(
    rf"(?:\b(?:in|since|until|by|the|of|en|de|depuis|desde|hasta|l['’]an|année|año|jahr|im|seit|bis|nel)|\d|,|{_MONTH})"
    rf"\s{_ONE}$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Years:
    """``value`` as it is shown, and the name that follows a single year ("1903 Nobel Prize")."""

    value: str
    label: str = ""


def years_told(narration: str) -> Years | None:
    """Return what a narration says of its time.

    A span only where the words say that it is one: "from … to …", "between … and …", "1914–1918". Of two years that
    stand apart neither is the sentence's, and the time between them may be nobody's: None, as without a year.
    """
    spans = {found.groups() for pattern in _SPANS for found in pattern.finditer(narration)}
    found = [each for each in _YEAR.finditer(narration) if not _BEFORE_CHRIST.match(narration[each.end(1) :])]
    if len(spans) == 1:
        ((first, last),) = spans
        others = {each[1] for each in found} - {first, last}
        return Years(f"{first}–{last}") if first < last and not others else None
    if spans or len({each[1] for each in found}) != 1 or not _is_year(narration, found[0]):
        return None
    return Years(found[0][1], (found[0][2] or "").strip())


def _is_year(narration: str, found: "re.Match[str]") -> bool:
    """Whether a number is a year and no count: "1200 islands" are many, "in 1200 they came" was then."""
    if found[2] or not narration[found.end(1) : found.end(1) + 2].strip(" ")[:1].islower():
        return True
    return bool(_DATED.search(narration[: found.end(1)]))
