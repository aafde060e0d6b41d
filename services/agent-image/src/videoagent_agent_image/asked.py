"""What somebody's own words ask a picture to show: the things named in it, and those that nothing can draw."""

import re
from dataclasses import dataclass

from videoagent_agent_image.icons.matching import Match, match
from videoagent_agent_image.sets.catalogue import SETS
from videoagent_agent_image.sets.inhabitants import FLYERS, HABITATS, SWIMMERS, WALKERS, room_for
from videoagent_agent_image.sets.words import WORDS, local


def _split(text: str) -> frozenset[str]:
    return frozenset(text.split())


_BREAKS = _split(
    "a an the with without on in at by near under over of and or from to into onto through above below behind beside "
    "before after between among around across along against inside outside beneath towards toward upon off up down "
    "that which who whose while as is are was were has have its his her their my our your some this these those next "
    "no not it they he she we very underwater"
)
_GREEN = frozenset(["garden", "meadow", "hills", "forest", "field", "river", "mountains"])
_PLANTS = _split("tree trees bush bushes grass leaf leaves plant plants flower flowers")
"""Grow in the green sets by themselves."""
_COUNTS = {"one": 1, "two": 2, "three": 3, "four": 4, "pair": 2, "couple": 2, "few": 3, "several": 3, "many": 4}
_MOST_ALIKE = 4
_INGS = _split("building painting morning evening ceiling lightning clothing wedding spring string drawing")
LIGHT = _split(
    "night midnight day daylight noon morning evening sunset sunrise dusk dawn twilight moonlight sunlight sunshine "
    "light shadow sky clouds cloud horizon star stars moon sun fog mist haze winter summer autumn spring "
    "rain rainfall raindrops drizzle downpour storm snow snowfall snowflakes snowflake blizzard wind sparks embers"
)
"""Hours, heavens and weather: they choose the light and what is in the air."""
_RAINS = _split("rain rains raining rainy drizzle downpour")
_FRAMING = _split(
    "view picture photo photograph image illustration painting drawing scene shot closeup close background foreground "
    "distance front back middle centre center side top bottom left right group bunch herd flock lot lots style kind "
    "row pile piece cup pair couple colour color alone together away there here"
)
"""Words about the picture or an amount, not about a thing."""


@dataclass(frozen=True)
class Asked:
    """An own prompt, taken apart."""

    setting: str
    """Empty: the stage."""
    placed: tuple[str, ...]
    """Icons to set into the scenery or on the stage, most important first; alike ones follow each other."""
    missing: tuple[str, ...]
    """Words for things that are not drawn."""


def read(prompt: str, setting: str) -> Asked:
    """Take an English prompt apart.

    Args:
        prompt: What the picture is to show.
        setting: The set that the storyboard chose, taken where it has room and the prompt names none.
    """
    phrases = _phrases(prompt)
    found = [(count, words[-1], _icon(words)) for count, words in phrases]
    place = local(_place(prompt, found, setting), prompt)
    own = _drawn_by(place)
    drawn = SETS[place].props if place else ()
    placed: list[tuple[int, str]] = []
    missing: list[str] = []
    for count, head, hit in found:
        if hit and (head not in own or (_is_creature(hit.icon.name) and hit.icon.name not in drawn)):
            placed.append((count, hit.icon.name))
        elif head not in own | LIGHT and not hit:
            missing.append(head)
    if place and any(room_for(name, SETS[place].roomy) is None for _, name in placed):
        place = ""
        shown = {*drawn, *(name for _, name in placed)}  # what the set would have shown of itself is an icon now
        placed = [(count, hit.icon.name) for count, _, hit in found if hit and hit.icon.name in shown]
        missing += [head for _, head, hit in found if head in own and not hit and WORDS.get(head) != "hills"]
    names = [name for count, name in placed for _ in range(count)]
    return Asked(place, tuple(names[:_MOST_ALIKE]), tuple(dict.fromkeys(missing)))


def words_of(text: str) -> list[str]:
    """Return a text's words in lower case; "black hole" and "great wall" are one word."""
    joined = re.sub(r"\bblack[\s-]+holes?\b", "blackhole", text.lower())
    joined = re.sub(r"\bgreat wall\b", "greatwall", joined)
    return re.findall(r"[^\W\d_]+", joined)


def _phrases(prompt: str) -> list[tuple[int, list[str]]]:
    """Return how many and the words of each noun phrase; the last word is its head."""
    made: list[tuple[int, list[str]]] = []
    for part in re.split(r"[^\w\s'’-]+", prompt):
        count, words = 1, list[str]()
        for word in [*words_of(part), "the"]:
            acting = word.endswith("ing") and len(word) > 5 and word not in _INGS
            if word in _COUNTS:
                count = _COUNTS[word]
            elif word in _BREAKS or acting or word.endswith("ly"):
                if words and words[-1] not in _FRAMING:
                    made.append((count, words))
                    count = 1
                words = []
            else:
                words.append(word)
    return made


def _icon(words: list[str]) -> Match | None:
    if words[-1] in LIGHT:
        return None
    for length in range(min(3, len(words)), 0, -1):
        hit = match(" ".join(words[-length:]))
        if hit:
            return hit
    return None


def _place(prompt: str, found: list[tuple[int, str, Match | None]], setting: str) -> str:
    heads = [head for _, head, _ in found if head in WORDS]
    earthly = [head for head in heads if head not in LIGHT]
    if earthly or heads:
        wet = _RAINS & set(words_of(prompt)) and "street" in earthly
        return "street_rain" if wet else WORDS[(earthly or heads)[-1]]
    named = next((WORDS[word] for word in words_of(prompt) if word in WORDS), "")
    if named:
        return named
    homes = [HABITATS[hit.icon.name] for _, _, hit in found if hit and hit.icon.name in HABITATS]
    if homes or any(hit for _, _, hit in found):
        return homes[0] if homes else ""
    return setting if setting in SETS else ""


def _drawn_by(setting: str) -> frozenset[str]:
    """Return the words for what a set shows by itself."""
    if not setting:
        return frozenset()
    named = {word for word, name in WORDS.items() if name == setting or {name, setting} == {"city", "night_city"}}
    if setting in _GREEN:
        named |= _PLANTS
    return frozenset(named.union(*(asked.split() for _, asked in SETS[setting].views)))


def _is_creature(name: str) -> bool:
    return name in FLYERS | SWIMMERS | WALKERS
