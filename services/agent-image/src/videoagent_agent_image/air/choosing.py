"""Which air a shot has: what its words say, else what its place has by itself."""

import re

from videoagent_contracts.film import Shot

_WORDS: dict[str, str] = {
    "snow": r"(?<![\w-])(?:snow(?:ing|s|fall|flakes?|storm|y)?(?![\w-]| capped| covered)|blizzard|neige|nieve|nevada|"
    r"schnee|schneit|neve|śnieg|снег|ثلج|الثلج)\b|雪",
    "rain": r"\b(?:rain(?:ing|s|y|fall|drops?|storm)?|drizzle|downpour|monsoon|thunderstorm|pluie|lluvia|regen|"
    r"regnet|pioggia|chuva|дождь|مطر|المطر)\b|雨",
    "leaves": r"\b(?:(?:falling|fallen|autumn|golden) leaves|autumn(?:al)?|automne|otoño|herbst|autunno|outono|осень|"
    r"الخريف)\b|紅葉|落葉|落叶|红叶|秋天",
    "petals": r"\b(?:blossoms?|petals?|pétales?|pétalos?|blüten\w*)\b|桜|樱花|花びら",
    "sparks": r"\b(?:sparks|embers?|fire|flames?|campfire|bonfire|furnace|forge|blacksmith|étincelles|flammes?|feu|"
    r"chispas|llamas|fuego|funken|feuer|flammen)\b|炎|火花",
    "fog": r"\b(?:fog(?:gy)?|mist(?:y|s)?|brouillard|brume|niebla|nebel|nebbia|туман|ضباب)\b|霧|雾",
}
_PATTERNS = {kind: re.compile(pattern) for kind, pattern in _WORDS.items()}
_GREEN = frozenset(["meadow", "hills", "field", "garden", "river", "forest"])
_OPEN = _GREEN | {"mountains", "city", "night_city", "sea", "arches", "japan", "coffee", "uprising"}
_WHERE: dict[str, frozenset[str]] = {
    "snow": _OPEN | {"snow", ""},
    "rain": _OPEN | {"street_rain"},
    "leaves": _GREEN | {"mountains", "city", "arches", "japan", ""},
    "petals": _GREEN | {"city", "japan", ""},
    "sparks": _OPEN | {"interior", "laboratory", "bakery", "desert", "street_rain", ""},
    "fog": _OPEN | {"snow", "street_rain"},
}
"""Kind → sets in which it may be, "" for the stage: it does not rain in a room or in space."""
_OWN: dict[str, str] = {
    "snow": "snow",
    "street_rain": "rain",
    "japan": "petals",
    "forest": "pollen",
    "meadow": "pollen",
    "garden": "pollen",
    "field": "pollen",
    "honeycomb": "pollen",
    "hills": "dust",
    "river": "dust",
    "mountains": "dust",
    "arches": "dust",
    "interior": "dust",
    "laboratory": "dust",
    "bakery": "dust",
    "computers": "dust",
    "coffee": "dust",
    "uprising": "dust",
    "concert": "dust",
    "kitchen": "dust",
    "railway": "dust",
    "money": "dust",
    "city": "dust",
    "night_city": "dust",
    "abstract": "dust",
    "": "dust",
}
"""Set → its air; the others have bubbles, sand, ash or stars of their own."""


def choose_air(shot: Shot, setting: str) -> str:
    """Return the name of what is in the air; empty for nothing. The word that comes first decides."""
    text = " . ".join((shot.prompt, shot.heading, *shot.keywords, shot.narration)).lower()
    found = [
        (match.start(), kind)
        for kind, pattern in _PATTERNS.items()
        if setting in _WHERE[kind] and (match := pattern.search(text))
    ]
    return min(found)[1] if found else _OWN.get(setting, "")
