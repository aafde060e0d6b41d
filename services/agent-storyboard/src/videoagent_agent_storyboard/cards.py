"""The card that a beat's words call for, if any: number, map, quote, list or timeline."""

import re
from dataclasses import dataclass

from videoagent_agent_storyboard.numbers import striking_number
from videoagent_agent_storyboard.places import find_place
from videoagent_agent_storyboard.quotes import quotation
from videoagent_agent_storyboard.years import years_told
from videoagent_contracts.enums import ShotKind
from videoagent_contracts.film import Beat, Card

_YEAR_OF = re.compile(r"\b(?:in|since|until|from|to|en|depuis|desde|hasta)\s((?:1\d|20)\d{2})\b")
_LIST = re.compile(
    r"(?::|\b(?:includes?|including|are in|between|among|such as|comprised|comprises?|bordered by|notamment|tels que|"
    r"como))\s"
    r"((?:[^,;:.]{3,38}, ){2,}(?:(?:and|or|et|ou|y|o) )?[^,;:.]{3,60})(?=[,;.:]|$)"
)
_LAST_TWO = re.compile(r" (?:and|or|et|ou|y|o) ")
_LEADING = re.compile(r"^(?:and|or|et|ou|y|o|the|les?|la|los|las|el)\s", re.IGNORECASE)
_COPULA = re.compile(r"\b(?:was|were|is|are|est|fut|sont|era|fue|es|son)\s")
_SMALL = re.compile(r"[a-zß-ÿ]")
_DETERMINED = re.compile(r"(?:the|an?|its?|his|her|their|one|le|la|les|une?|sa|son|el|los|las|una?|su)\s")
_PARTICIPLE = re.compile(r"[a-zß-ÿ]+(?:ed|é|ée|és|ées|ó|ad[oa]s?|id[oa]s?)\b")
_HAPPENED = re.compile(rf"(.+?)\s{_PARTICIPLE.pattern}")
_PRONOUN = re.compile(r"(?:it|she|he|they|il|elle|ils|elles|él|ella|ellos|ellas)\s", re.IGNORECASE)
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
    """Return a card with the year, or the time from one year to another, that a beat tells of; None: of none.

    Weaker than the cards of :func:`card_for`: for a beat whose subject has been seen already.
    """
    told = years_told(beat.narration)
    if told is None:
        return None
    card = Card(heading=beat.heading, value=told.value, lines=(told.label,) if told.label else ())
    return CardShot(ShotKind.NUMBER, card, YEAR_STRENGTH)


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
    said = quotation(beat.narration)
    return CardShot(ShotKind.QUOTE, Card(heading=beat.heading, value=said), 2.5) if said else None


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
    """Make a line of years that follow each other, each with what happened then, its subject included."""
    years: list[tuple[str, str]] = []
    start = 0
    subject = ""
    for match in _YEAR_OF.finditer(beat.narration):
        clause = re.split(r"[,;:–—.]|(?:\band|\bet|\by|\bund) ", beat.narration[start : match.start()])[-1].strip()
        label, subject = _event(clause, subject, beat.heading)
        years.append((match[1], label))
        start = match.end()
    distinct = {year for year, _ in years}
    if len(distinct) < 2 or any(not 1 <= len(label.split()) <= _LONGEST_EVENT_WORDS for _, label in years):
        return None
    lines = tuple(f"{year}: {label}" for year, label in sorted(years)[:_MOST_ITEMS])
    return CardShot(ShotKind.TIMELINE, Card(heading=beat.heading, lines=lines), 2.8)


def _event(clause: str, before: str, heading: str) -> tuple[str, str]:
    """Return a clause as an entry that makes sense alone, and its subject; empty where it does not tell whose it is.

    "The next was Apollo 11" tells of Apollo 11; "closed" is said of the clause's before it.
    """
    named, said = (*_COPULA.split(clause, maxsplit=1), "")[:2]
    if said and not _SMALL.match(said):
        return said.strip(), said.strip()
    if _PRONOUN.match(clause):
        return (_PRONOUN.sub(f"{heading} ", clause, count=1), heading) if heading else ("", "")
    leans = _PARTICIPLE.match(clause) if not said else not named.strip()
    if leans:
        return (f"{before} {clause}", before) if before else ("", "")
    if not said and _SMALL.match(clause) and not _DETERMINED.match(clause):
        return "", ""
    happened = _HAPPENED.match(clause)
    return clause, named.strip() if said else happened[1] if happened else ""
