"""All sets by name, with the words that lead to them."""

import re
from dataclasses import dataclass

from videoagent_agent_image.drawing import light
from videoagent_agent_image.drawing.light import Light
from videoagent_agent_image.sets import (
    alps,
    arches,
    city,
    desert,
    field,
    forest,
    garden,
    hills,
    honeycomb,
    interior,
    japan,
    meadow,
    river,
    sea,
    snow,
    space,
    street,
    underwater,
    volcano,
)
from videoagent_agent_image.sets.brief import Draw


@dataclass(frozen=True)
class SetEntry:
    """One set.

    ``views`` name what each variant shows, for the alternative text and for choosing one by a shot's words.
    """

    draw: Draw
    label: str
    """Begins "An illustration of … with …"."""
    lights: tuple[Light, ...]
    views: tuple[tuple[str, str], ...]
    """Per variant what is seen, and the English words that ask for it."""
    roomy: tuple[str, ...] = ()
    """Where a subject may be put: "ground", "air", "water", "desk"."""
    rare: int = 0
    """How many views, from the last, are only shown when words ask for them."""


_OPEN = (light.GOLDEN, light.DAY, light.DAWN, light.GOLDEN, light.DAY, light.DUSK)
_BRIGHT = (light.GOLDEN, light.DAY, light.DAWN, light.DAY)
_DARK = (light.DUSK, light.NIGHT)
_OLD = (
    "old roof roofs houses medieval history historic histoire historia revolution révolution revolución century siècle "
    "siglo ages war wars guerre guerra king queen roi rey empire imperio kingdom royaume reino dynasty"
)
"""Words of times without tall buildings, in the languages that the writer knows."""

SETS: dict[str, SetEntry] = {
    "mountains": SetEntry(
        alps.draw,
        "snowy mountains",
        _OPEN,
        (
            ("a lake", "lake water reflection shore glacier boat mirror"),
            ("a train on a viaduct", "train trains railway railways rail viaduct bridge tunnel travel journey express"),
            ("a cable car", "cable ski skiing cableway summit tourism climb climbing mountaineering peak altitude"),
            ("an alpine meadow", "meadow pasture cow cows cheese flower flowers farm herd hiking grass goat"),
            ("a village", "village town people chalet house culture settlement inhabitants population tradition"),
        ),
    ),
    "meadow": SetEntry(
        meadow.draw,
        "a meadow before wooded hills",
        _BRIGHT,
        (("flowers", "flower flowers bee bees pollen"), ("a lone tree", "tree shade"), ("blossom", "blossom spring")),
        ("air", "ground"),
    ),
    "hills": SetEntry(
        hills.draw,
        "rolling farmland",
        _BRIGHT,
        (
            ("fields", "field fields farm"),
            ("cypresses and a farm", "cypress tuscany villa wine"),
            ("old trees", "tree trees"),
        ),
        ("air",),
    ),
    "forest": SetEntry(
        forest.draw,
        "a forest",
        (light.GOLDEN, light.DAY, light.DAWN, light.NIGHT),
        (
            ("tall trunks", "trunk trees timber"),
            ("a path", "path trail walk hiking"),
            ("a clearing", "clearing glade deer"),
        ),
        ("ground",),
    ),
    "city": SetEntry(
        city.draw,
        "a city",
        (light.DAY, light.GOLDEN, light.DAWN),
        (
            ("a skyline on the river", "skyline river harbour harbor"),
            ("old roofs", _OLD),
            ("a bridge", "bridge traffic"),
        ),
    ),
    "night_city": SetEntry(
        city.draw,
        "a city by night",
        _DARK,
        (
            ("lights on the river", "skyline river harbour harbor"),
            ("old roofs", _OLD),
            ("a bridge", "bridge traffic"),
        ),
    ),
    "street_rain": SetEntry(street.draw, "a street in the rain", _DARK, (("umbrellas and neon", ""),)),
    "sea": SetEntry(
        sea.draw,
        "the sea",
        _OPEN,
        (
            ("a sailing boat", "sail sailing boat ship voyage"),
            ("a lighthouse", "lighthouse coast cliff rock harbour"),
            ("an island with palms", "island palm tropical beach"),
            ("the swell", "wave waves swell storm surf ocean"),
        ),
        ("air",),
    ),
    "underwater": SetEntry(
        underwater.draw,
        "the sea from below",
        (light.DAY, light.DAY, light.DUSK),
        (
            ("a coral reef", "coral reef"),
            ("kelp", "kelp algae seaweed plant"),
            ("a shoal of fish", "fish shoal school"),
        ),
        ("water",),
    ),
    "space": SetEntry(
        space.draw,
        "space",
        (light.NIGHT,),
        (
            ("a ringed planet", "saturn ring rings jupiter planet planets"),
            ("a blue planet", "earth orbit satellite atmosphere world"),
            ("the ground of a moon", "moon lunar crater landing surface mars"),
            ("a nebula", "nebula star stars galaxy galaxies universe cosmos comet"),
            ("a black hole", "blackhole singularity quasar accretion"),
        ),
        rare=1,
    ),
    "desert": SetEntry(
        desert.draw,
        "a desert",
        (light.GOLDEN, light.DAY, light.DUSK, light.DAWN),
        (
            ("a caravan", "caravan camel dune dunes sahara trade"),
            ("mesas", "mesa canyon rock rocks arizona"),
            ("pyramids", "pyramid pyramids egypt pharaoh pharaohs tomb giza"),
        ),
        ("ground",),
    ),
    "snow": SetEntry(
        snow.draw,
        "a winter landscape",
        (light.DAY, light.DAWN, light.NIGHT, light.DUSK),
        (("firs", "fir firs forest tree"), ("a cabin", "cabin hut house home"), ("open hills", "hill hills tundra")),
        ("ground",),
    ),
    "river": SetEntry(
        river.draw,
        "a river",
        _BRIGHT,
        (("a broad valley", "valley meander delta plain"), ("a wooded gorge", "gorge canyon rapids waterfall")),
        ("ground",),
    ),
    "volcano": SetEntry(
        volcano.draw,
        "a volcano",
        (light.DUSK, light.DAY, light.GOLDEN),
        (
            ("lava and smoke", "eruption lava magma ash erupt active explosion"),
            ("green slopes", "dormant extinct soil fertile"),
        ),
    ),
    "field": SetEntry(
        field.draw,
        "fields in rows",
        _BRIGHT,
        (
            ("wheat", "wheat grain bread corn cereal harvest"),
            ("lavender", "lavender perfume flower"),
            ("vegetables", "vegetable vegetables potato soil crop crops"),
        ),
        ("ground",),
    ),
    "garden": SetEntry(
        garden.draw,
        "a garden",
        _BRIGHT,
        (
            ("cypresses and a fountain", "palace fountain formal park"),
            ("old trees and flowers", "rose roses cottage flower flowers"),
        ),
        ("air", "ground"),
    ),
    "japan": SetEntry(
        japan.draw,
        "Japan",
        _BRIGHT,
        (
            ("a pond under a red bridge", "garden pond bridge water lake tea moss carp stream"),
            (
                "a pagoda above the trees",
                "temple temples pagoda pagodas buddhist buddhism monastery tower city capital",
            ),
            ("the gates of a shrine", "shrine shrines torii shinto gate path samurai emperor tradition"),
        ),
        ("ground",),
    ),
    "arches": SetEntry(
        arches.draw,
        "ancient stone",
        (light.GOLDEN, light.DAY, light.DAWN),
        (
            ("an aqueduct", "aqueduct water bridge engineering arch arches"),
            ("a temple", "temple greek greece god gods column columns philosophy athens forum senate"),
        ),
        ("ground",),
    ),
    "honeycomb": SetEntry(honeycomb.draw, "a honeycomb", (light.GOLDEN,), (("bees at work", ""),)),
    "interior": SetEntry(
        interior.draw,
        "a room",
        (light.GOLDEN, light.DUSK, light.DAY),
        (
            ("a desk by the window", "desk writer writing letter study room"),
            ("shelves of books", "library book books archive knowledge university school"),
        ),
        ("desk",),
    ),
}

_SET_WORDS = {
    "mountains": "mountain mountains lake lakes alps alpine alp peak peaks matterhorn glacier himalaya himalayas "
    "glaciers everest andes rockies pyrenees dolomites chalet switzerland swiss tyrol skiing ski "
    "mountaineering zermatt",
    "meadow": "meadow meadows pasture grassland prairie butterfly butterflies bee bees honeybee honeybees pollination",
    "hills": "hill hills countryside tuscany farmland vineyard vineyards rural",
    "forest": "forest forests woods woodland jungle rainforest tree trees timber redwood",
    "city": "city cities town skyline skyscraper skyscrapers street streets urban metropolis capital tokyo paris "
    "london building buildings architecture",
    "night_city": "nightlife",
    "street_rain": "rain rainy rainfall umbrella cyberpunk",
    "sea": "sea seas ocean oceans coast beach island islands sailing boat boats ship ships harbour harbor wave waves "
    "lighthouse pacific atlantic mediterranean",
    "underwater": "underwater reef coral corals fish fishes whale whales dolphin shark sharks octopus diving submarine "
    "seaweed jellyfish",
    "space": "space universe galaxy galaxies planet planets star stars moon lunar solar sun cosmos astronomy astronaut "
    "astronauts orbit nasa rocket blackhole telescope nebula comet asteroid mars jupiter saturn",
    "desert": "desert deserts sahara dune dunes pyramid pyramids egypt oasis camel camels arabia canyon",
    "snow": "snow winter arctic antarctic antarctica polar ice penguin penguins christmas tundra aurora",
    "river": "river rivers stream valley nile amazon danube rhine waterfall",
    "volcano": "volcano volcanoes volcanic eruption lava magma vesuvius pompeii etna",
    "field": "field fields wheat farm farms farming agriculture harvest crop crops lavender grain",
    "garden": "garden gardens gardening park rose roses flower flowers botanical",
    "arches": "aqueduct aqueducts arch arches roman rome romans temple temples greek greece athens ruins ancient",
    "japan": "pagoda pagodas torii shinto kyoto nara samurai shogun geisha bonsai",
    "honeycomb": "honeycomb hive hives beehive beekeeping beeswax",
    "interior": "library libraries book books room study writer literature desk office",
}

WORDS: dict[str, str] = {word: name for name, words in _SET_WORDS.items() for word in words.split()}
"""English word → set."""

_JAPAN = re.compile(
    r"\b(?:japan|japon|jap[oó]n|giappone|kyoto|tokyo|osaka|nara\b|shinto|zen\b|samurai|kimono)"
    r"|日本|京都|東京|奈良|大阪|神社|和風|اليابان|япони|киото",
    re.IGNORECASE,
)
LOCAL: tuple[tuple[re.Pattern[str], dict[str, str]], ...] = ((_JAPAN, {"garden": "japan", "arches": "japan"}),)
"""Words that name a part of the world → set elsewhere → the one that is seen there instead."""


def local(setting: str, *texts: str) -> str:
    """Return the set as it looks in the part of the world that the texts name: no cypresses in a garden of Kyoto."""
    for named, there in LOCAL:
        if setting in there and any(named.search(text) for text in texts):
            return there[setting]
    return setting
