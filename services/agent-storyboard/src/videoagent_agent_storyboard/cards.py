"""The card that a beat's words call for, if any: number, map, quote, list or timeline."""

import re
from dataclasses import dataclass

from videoagent_agent_storyboard.numbers import striking_number
from videoagent_agent_storyboard.places import find_place
from videoagent_contracts.enums import ShotKind
from videoagent_contracts.film import Beat, Card

_QUOTE = re.compile(r"[“«\"]\s?([^“”«»\"]{24,160}?)\s?[”»\"]")
_YEAR_OF = re.compile(r"\b(?:in|since|until|from|to|en|depuis|desde|hasta)\s((?:1\d|20)\d{2})\b")
_LIST = re.compile(
    r"(?::|\b(?:includes?|including|are in|between|among|such as|comprised|comprises?|bordered by|notamment|tels que|"
    r"como))\s"
    r"((?:[^,;:.]{3,38}, ){2,}(?:(?:and|or|et|ou|y|o) )?[^,;:.]{3,60})(?=[,;.:]|$)"
)
_LAST_TWO = re.compile(r" (?:and|or|et|ou|y|o) ")
_LEADING = re.compile(r"^(?:and|or|et|ou|y|o|the|les?|la|los|las|el)\s", re.IGNORECASE)
_COPULA = re.compile(r"\b(?:was|were|is|are|est|fut|sont|era|fue|es|son)\s")
_YEAR = re.compile(r"(?<![\d.,–-])(1[0-9]\d{2}|20\d{2})(?![\d%]|[.,]\d)(?:\s((?:[A-Z][\w'’]+\s?){1,4}))?")
YEAR_STRENGTH = 0.5
_LONGEST_ITEM_WORDS = 4
_LONGEST_EVENT_WORDS = 6
_MOST_ITEMS = 6
_PLACE = re.compile(
    r"\b(?:city|capital|country|island|continent|mountain|range|river|lake|sea|desert|region|state|village|town|volcano|"
    r"wall|ville|pays|île|montagne|fleuve|mer|chaîne|région|ciudad|país|isla|montaña|río|mar|desierto|estado|peninsula|"
    r"archipelago|rainforest|municipality|commune|site|falls|reef|canyon|civilization|civilisation)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class CardShot:
    """A kind of card and its text; ``strength`` orders candidates for the few places that cards get."""

    kind: ShotKind
    card: Card
    strength: float


def card_for(beat: Beat) -> CardShot | None:
    """Return the strongest card that a beat calls for; None: it is better a scene."""
    found = [card for card in (_map(beat), _timeline(beat), _quote(beat), _number(beat), _list(beat)) if card]
    return max(found, key=lambda card: card.strength, default=None)


def year_card(beat: Beat) -> CardShot | None:
    """Return a card with the year, or the first and the last year, that a beat tells of; None when it tells of none.

    Weaker than the cards of :func:`card_for`: for a beat whose subject has been seen already.
    """
    found = list(_YEAR.finditer(beat.narration))
    years = [int(match[1]) for match in found]
    if not years:
        return None
    first, last = min(years), max(years)
    label = (found[0][2] or "").strip() if first == last else ""
    value = str(first) if first == last else f"{first}–{last}"
    return CardShot(
        ShotKind.NUMBER, Card(heading=beat.heading, value=value, lines=(label,) if label else ()), YEAR_STRENGTH
    )


def _map(beat: Beat) -> CardShot | None:
    place = find_place(beat.heading) if beat.heading else None
    if place is None or not (_PLACE.search(beat.description) or _PLACE.search(beat.narration[:120])):
        return None
    card = Card(
        heading=beat.heading,
        value=beat.heading,
        lines=(beat.description,) if beat.description else (),
        latitude=place.latitude,
        longitude=place.longitude,
    )
    return CardShot(ShotKind.MAP, card, 3.0)


def _number(beat: Beat) -> CardShot | None:
    number = striking_number(beat.narration)
    if number is None:
        return None
    card = Card(heading=beat.heading, value=number.value, lines=(number.label,) if number.label else ())
    return CardShot(ShotKind.NUMBER, card, number.weight)


def _quote(beat: Beat) -> CardShot | None:
    quoted = _QUOTE.search(beat.narration)
    if quoted is None or len(quoted[1].split()) < 5:
        return None
    return CardShot(ShotKind.QUOTE, Card(heading=beat.heading, value=quoted[1]), 2.5)


def _list(beat: Beat) -> CardShot | None:
    listed = _LIST.search(beat.narration)
    if listed is None:
        return None
    *parts, last = listed[1].split(", ")
    parts += [last] if _LEADING.match(last) else _LAST_TWO.split(last, maxsplit=1)
    items = [_LEADING.sub("", part.strip()) for part in parts if part.strip()]
    if not len(items) >= 4 or any(len(item.split()) > _LONGEST_ITEM_WORDS for item in items):
        return None
    lines = tuple(item[:1].upper() + item[1:] for item in items[:_MOST_ITEMS])
    return CardShot(ShotKind.LIST, Card(heading=beat.heading, lines=lines), 2.2)


def _timeline(beat: Beat) -> CardShot | None:
    """Make a line of years that follow each other, each with the words before it."""
    years: list[tuple[str, str]] = []
    start = 0
    for match in _YEAR_OF.finditer(beat.narration):
        clause = re.split(r"[,;:–—.]| and | et | y ", beat.narration[start : match.start()])[-1].strip()
        years.append((match[1], _COPULA.split(clause)[-1].strip()))
        start = match.end()
    distinct = {year for year, _ in years}
    if len(distinct) < 2 or any(not 1 <= len(label.split()) <= _LONGEST_EVENT_WORDS for _, label in years):
        return None
    lines = tuple(f"{year}: {label}" for year, label in sorted(years)[:_MOST_ITEMS])
    return CardShot(ShotKind.TIMELINE, Card(heading=beat.heading, lines=lines), 2.8)
