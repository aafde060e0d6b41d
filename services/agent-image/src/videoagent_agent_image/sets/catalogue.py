"""All sets by name, with the words that lead to them."""

from dataclasses import dataclass

from videoagent_agent_image.drawing import light
from videoagent_agent_image.drawing.light import Light
from videoagent_agent_image.sets import alps
from videoagent_agent_image.sets.brief import Draw


@dataclass(frozen=True)
class SetEntry:
    """One set.

    ``views`` name what each variant shows, for the alternative text and for choosing one by a shot's words.
    """

    draw: Draw
    label: str
    """Ends the sentence "An illustration of …"."""
    lights: tuple[Light, ...]
    views: tuple[tuple[str, ...], ...]
    """Per variant the English words that ask for it; the first says what is seen."""


_OPEN = (light.GOLDEN, light.DAY, light.DAWN, light.GOLDEN, light.DAY, light.DUSK)

SETS: dict[str, SetEntry] = {
    "mountains": SetEntry(
        alps.draw,
        "snowy mountains",
        _OPEN,
        (
            ("a lake", "lake", "water", "reflection", "shore", "glacier", "boat"),
            (
                "a railway viaduct",
                "train",
                "trains",
                "railway",
                "rail",
                "viaduct",
                "bridge",
                "tunnel",
                "travel",
                "journey",
            ),
            (
                "a cable car",
                "cable",
                "ski",
                "skiing",
                "cableway",
                "summit",
                "tourism",
                "climb",
                "climbing",
                "mountaineering",
            ),
            (
                "an alpine meadow",
                "meadow",
                "pasture",
                "cow",
                "cows",
                "cheese",
                "flower",
                "flowers",
                "farm",
                "herd",
                "hiking",
            ),
            ("a village", "village", "town", "people", "chalet", "house", "culture", "settlement", "inhabitants"),
        ),
    ),
}

WORDS: dict[str, str] = {
    word: name
    for name, words in {
        "mountains": "mountain mountains alps alpine alp peak peaks summit matterhorn glacier himalaya himalayas everest "
        "andes rockies pyrenees dolomites chalet switzerland swiss tyrol skiing ski mountaineering range",
    }.items()
    for word in words.split()
}
"""English word → set."""
