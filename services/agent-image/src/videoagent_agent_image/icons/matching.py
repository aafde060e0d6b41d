"""From words to icons, and above all: when not.

An icon is taken when its own name is the subject, or the subject is one of the few words that stand for it. People,
places and abstractions find nothing, and get a card instead of a wrong picture.
"""

import functools
import math
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import snowballstemmer

from videoagent_agent_image.icons.catalogue import Icon, icons

THRESHOLD: Final = 0.73
"""Score under which a match is not shown."""


def _split(text: str) -> frozenset[str]:
    return frozenset(text.split())


_STOP_WORDS: Final = _split(
    "a an the of in on at to for and or with from by as is are was were be been it its this that type kind "
    "form part life history story how what why when where world great big small new old first young"
)
_LEADING_TAGS: Final = 6
_COMMON_TAG: Final = 5
"""A tag that so many icons carry says nothing about any of them."""

_SYNONYMS: Final = {
    "honeybees": "honeybee", "bee": "honeybee", "bees": "honeybee", "honey bee": "honeybee",
    "western honey bee": "honeybee", "aircraft": "airplane", "aeroplane": "airplane", "plane": "airplane",
    "planes": "airplane", "flight": "airplane", "car": "automobile", "cars": "automobile", "coffee": "hot-beverage",
    "tea": "teacup-without-handle", "spaceship": "rocket", "spacecraft": "rocket", "railway": "locomotive",
    "trains": "train", "computer": "desktop-computer", "computers": "desktop-computer", "phone": "mobile-phone",
    "smartphone": "mobile-phone", "tv": "television", "film": "film-projector", "movie": "film-projector",
    "cinema": "film-projector", "football": "soccer-ball",
    "association football": "soccer-ball", "soccer": "soccer-ball", "money": "money-bag",
    "gold": "coin", "whales": "spouting-whale", "whale": "spouting-whale", "earth": "globe-showing-europe-africa",
    "globe": "globe-showing-europe-africa", "planet": "ringed-planet", "saturn": "ringed-planet",
    "light": "light-bulb", "electricity": "light-bulb", "lightning": "high-voltage", "honey": "honey-pot",
    "cheese": "cheese-wedge", "chocolate": "chocolate-bar", "wine": "wine-glass", "diamond": "gem-stone",
    "gem": "gem-stone", "tree": "deciduous-tree", "trees": "deciduous-tree", "flower": "blossom",
    "flowers": "blossom", "moon": "full-moon", "gene": "dna", "genetics": "dna", "king": "crown", "queen": "crown",
    "monarchy": "crown", "vaccine": "test-tube", "chemistry": "alembic", "justice": "balance-scale",
    "law": "balance-scale", "music": "musical-score", "painting": "artist-palette", "art": "artist-palette",
    "theatre": "performing-arts", "theater": "performing-arts", "writing": "writing-hand", "letter": "envelope",
    "mail": "envelope", "clock": "mantelpiece-clock", "time": "hourglass-done", "watchmaking": "watch",
    "cowbell": "bell", "fish": "tropical-fish", "coral": "coral", "dinosaur": "sauropod", "dinosaurs": "sauropod",
    "solar system": "ringed-planet", "spider web": "spider-web", "gears": "gear", "machine": "gear", "engine": "gear",
    "industry": "factory", "temple": "classical-building", "rome": "classical-building",
    "museum": "classical-building", "bank": "bank", "sailing": "sailboat", "boat": "sailboat", "sail": "sailboat",
    "helicopter": "helicopter", "maize": "ear-of-corn", "corn": "ear-of-corn", "wheat": "sheaf-of-rice",
    "rice": "sheaf-of-rice", "beer": "beer-mug", "milk": "glass-of-milk", "fruit": "red-apple", "apple": "red-apple",
    "apples": "red-apple", "education": "graduation-cap", "university": "graduation-cap", "guitar": "guitar",
    "photography": "camera", "telephone": "telephone", "weather": "sun-behind-cloud", "sun": "sun",
    "hot air balloon": "balloon", "cat": "cat", "dog": "dog", "horse": "horse", "sheep": "ewe", "wool": "ewe",
    "heart": "anatomical-heart", "human heart": "anatomical-heart", "human brain": "brain", "lung": "lungs",
    "teeth": "tooth", "human tooth": "tooth", "bones": "bone", "human skeleton": "bone", "skeleton": "bone",
    "human eye": "eye", "jazz": "saxophone", "programming": "laptop", "programming language": "laptop",
    "software": "laptop", "piano": "musical-keyboard", "drums": "drum", "drummer": "drum", "trumpeter": "trumpet",
    "saxophonist": "saxophone", "pianist": "musical-keyboard", "guitarist": "guitar", "violinist": "violin",
    "ragtime": "musical-keyboard", "orchestra": "violin", "symphony": "violin", "opera": "studio-microphone",
    "singer": "studio-microphone", "singing": "studio-microphone", "melody": "musical-notes", "song": "musical-notes",
    "songs": "musical-notes", "flour": "sheaf-of-rice", "grain": "sheaf-of-rice", "cereal": "sheaf-of-rice",
    "loaf": "bread", "sourdough": "bread", "bakery": "bread", "baker": "bread", "baguette": "baguette-bread",
    "bacteria": "microbe", "bacterium": "microbe", "virus": "microbe", "viruses": "microbe",
    "vaccination": "test-tube", "vaccines": "test-tube", "medicine": "stethoscope", "doctor": "stethoscope",
    "medical": "stethoscope", "laboratory": "microscope", "experiment": "test-tube", "constitution": "scroll",
    "treaty": "scroll", "court": "balance-scale", "rights": "balance-scale", "human rights": "balance-scale",
    "parliament": "classical-building", "vote": "ballot-box-with-ballot", "election": "ballot-box-with-ballot",
    "elections": "ballot-box-with-ballot", "oven": "fire", "breakfast": "croissant", "chess": "chess-pawn",
    "basketball": "basketball", "tennis": "tennis", "olympics": "sports-medal", "olympic games": "sports-medal",
    "marathon": "running-shoe", "running": "running-shoe", "cycling": "bicycle", "internet": "globe-with-meridians",
    "television": "television", "novel": "books", "literature": "books", "poetry": "fountain-pen",
    "poem": "fountain-pen", "torii": "shinto-shrine", "shrine": "shinto-shrine", "mosque": "mosque",
    "synagogue": "synagogue", "pagoda": "japanese-castle", "noodles": "steaming-bowl", "soup": "pot-of-food",
    "hive": "honeybee", "fungus": "mushroom", "mushrooms": "mushroom", "egg": "egg", "boxing": "boxing-glove",
    "ballet": "ballet-shoes", "dance": "ballet-shoes", "dancer": "ballet-shoes", "golf": "flag-in-hole",
    "rock music": "guitar", "punk rock": "guitar", "alternative rock": "guitar", "composer": "musical-score",
    "composition": "musical-score", "musician": "musical-notes", "swimming": "goggles", "knitting": "yarn",
    "crochet": "yarn", "sewing": "thread", "silk": "scarf", "textile": "thread", "wool yarn": "yarn",
    "fashion": "dress", "clothing": "t-shirt", "jewellery": "ring", "jewelry": "ring", "hat": "top-hat",
    "islam": "mosque", "christianity": "church", "hinduism": "hindu-temple", "judaism": "synagogue", "oil": "oil-drum",
    "petroleum": "oil-drum", "crude oil": "oil-drum", "mining": "pick", "steel": "hammer", "blacksmith": "hammer",
    "tool": "hammer-and-wrench", "tools": "hammer-and-wrench", "engineering": "hammer-and-wrench",
    "statistics": "bar-chart", "stock market": "chart-increasing",
    "stock exchange": "chart-increasing", "finance": "chart-increasing",
    "marketplace": "basket", "market": "basket", "trade": "package", "commerce": "shopping-cart",
    "sleep": "bed", "dream": "crescent-moon", "dreams": "crescent-moon",
    "evolution": "sauropod", "memory": "brain", "psychology": "brain", "diabetes": "test-tube",
    "cancer": "reminder-ribbon", "slavery": "chains", "immigration": "luggage", "travel": "luggage",
    "recycling": "wastebasket", "waste": "wastebasket", "temperature": "thermometer",
    "solar power": "sun", "solar energy": "sun", "sunlight": "sun", "ink": "black-nib", "calligraphy": "black-nib",
    "printing press": "newspaper", "printing": "newspaper", "journalism": "newspaper", "cooking": "cooking",
    "frying": "cooking", "curling": "curling-stone", "sugar": "candy", "steam engine": "locomotive",
    "steam locomotive": "locomotive", "rail transport": "locomotive", "emperor": "crown", "yacht": "sailboat",
    "president": "classical-building", "glass": "tumbler-glass", "halloween": "jack-o-lantern",
    "vikings": "shield", "viking": "shield",
    "cathedral": "church", "knight": "shield", "knights": "shield", "fortress": "castle", "abbey": "church",
    "archery": "bow-and-arrow", "hiking": "hiking-boot", "camping": "tent", "fishing": "fishing-pole",
}  # fmt: skip
"""Subjects whose icon bears another name."""

_SHOWN_BY_NOTHING: Final = _split(
    "air change stock stocks ground body ray cord tag acid liquid officer scale rail root face nose green spring plant "
    "adhesive collage diaper bathroom climbing brewing almond chickpea skate calculator light-year meat"
) | {"ring of fire", "bed bug", "sea cucumber", "tidal locking", "dust bowl", "doll's house", "cable television"}
"""Words that an icon's name or tags have, and that it does not show."""
_FALSE_HEADS: Final = _split("ray ring locking shower history")
"""Last words of subjects whose icon is of something else: no cosmic ray is an X-ray."""

_stem = functools.lru_cache(maxsize=8192)(snowballstemmer.stemmer("english").stemWord)


@dataclass(frozen=True)
class Match:
    icon: Icon
    score: float
    """0..1; 1 when the icon's name is the subject."""


def words(text: str) -> tuple[str, ...]:
    """Return the stems of the words that mean something."""
    found = re.findall(r"[a-z]+", re.sub(r"\(.*?\)", " ", text.lower()))
    return tuple(_stem(word) for word in found if word not in _STOP_WORDS and len(word) > 1)


@dataclass(frozen=True)
class _Index:
    by_name: dict[str, Icon]
    by_label: dict[tuple[str, ...], Icon]
    by_head: dict[str, tuple[Icon, ...]]
    """Last word of the name → icons."""
    by_tag: dict[str, tuple[Icon, ...]]


@functools.cache
def _index() -> _Index:
    heads: dict[str, list[Icon]] = defaultdict(list)
    tags: dict[str, list[Icon]] = defaultdict(list)
    labels: dict[tuple[str, ...], Icon] = {}
    for icon in icons():
        label = words(icon.label)
        if not label:
            continue
        labels.setdefault(tuple(sorted(label)), icon)
        heads[label[-1]].append(icon)
        for tag in dict.fromkeys(_stem(tag) for tag in icon.tags[: _LEADING_TAGS + 4]):
            tags[tag].append(icon)
    return _Index(
        {icon.name: icon for icon in icons()},
        labels,
        {head: tuple(found) for head, found in heads.items()},
        {tag: tuple(found) for tag, found in tags.items()},
    )


def match(subject: str) -> Match | None:
    """Return the icon that shows the subject, or None: no icon is better than a weak one."""
    index = _index()
    plain = subject.lower().strip()
    if plain in _SHOWN_BY_NOTHING:
        return None
    synonym = index.by_name.get(_SYNONYMS.get(plain, ""))
    if synonym:
        return Match(synonym, 1.0)
    stems = words(subject)
    if not stems or len(stems) > 3:
        return None
    exact = index.by_label.get(tuple(sorted(stems)))
    if exact:
        return Match(exact, 1.0)
    if stems[-1] in _FALSE_HEADS:
        return None
    best = max(_candidates(stems), key=lambda candidate: (candidate.score, candidate.icon.name), default=None)
    return best if best and best.score >= THRESHOLD else None


def _candidates(stems: tuple[str, ...]) -> list[Match]:
    """Score icons by the subject's head word: what the icon is called counts, what it is tagged with counts less."""
    index = _index()
    head = stems[-1]
    rest = set(stems[:-1])
    found: list[Match] = []
    if len(stems) > 1:
        joined = index.by_label.get(("".join(stems),)) or index.by_label.get((_stem("".join(stems)),))
        if joined:
            found.append(Match(joined, 0.95))
    for icon in index.by_head.get(head, ()):
        label = words(icon.label)
        extra = len(set(label[:-1]) - rest)
        missing = len(rest - set(label) - {_stem(tag) for tag in icon.tags})
        found.append(Match(icon, 0.92 - 0.13 * extra - 0.12 * missing))
    carriers = index.by_tag.get(head, ())
    if 0 < len(carriers) <= _COMMON_TAG:
        for icon in carriers:
            rank = next(i for i, tag in enumerate(icon.tags) if _stem(tag) == head)
            rarity = 1 / math.sqrt(len(carriers))
            found.append(Match(icon, 0.40 + 0.34 * rarity - 0.015 * rank - 0.12 * len(rest)))
    return found


def match_all(subjects: Sequence[str], limit: int = 4) -> tuple[Match, ...]:
    """Return the matches of the subjects in their order, each icon once, at most ``limit``."""
    found: dict[str, Match] = {}
    for subject in subjects:
        hit = match(subject)
        if hit and hit.icon.name not in found:
            found[hit.icon.name] = hit
        if len(found) >= limit:
            break
    return tuple(found.values())
