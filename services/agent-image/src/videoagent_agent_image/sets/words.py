"""The words that lead to a set, and what a set is in some part of the world."""

import re

_SET_WORDS = {
    "mountains": "mountain mountains lake lakes alps alpine alp peak peaks matterhorn glacier himalaya himalayas "
    "glaciers everest andes rockies pyrenees dolomites chalet switzerland swiss tyrol skiing ski "
    "mountaineering zermatt",
    "meadow": "meadow meadows pasture grassland prairie butterfly butterflies bee bees honeybee honeybees pollination",
    "hills": "hill hills countryside tuscany farmland vineyard vineyards rural",
    "forest": "forest forests woods woodland jungle rainforest tree trees timber redwood",
    "city": "city cities town skyline skyscraper skyscrapers street streets urban metropolis capital tokyo paris "
    "london building buildings architecture",
    "deep_sea": "abyss abyssal anglerfish lanternfish bathyscaphe bioluminescence bioluminescent hadal",
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
    "laboratory": "laboratory laboratories chemist chemistry physicist scientist scientists radioactivity radium",
    "computers": "programming programmer programmers software",
    "bakery": "bakery bakeries dough sourdough",
    "coffee": "café cafe coffeehouse coffeehouses",
    "uprising": "revolt uprising insurrection rebellion barricade barricades bastille guillotine",
    "interior": "library libraries book books room study writer literature desk office",
}

WORDS: dict[str, str] = {word: name for name, words in _SET_WORDS.items() for word in words.split()}
"""English word → set."""

_JAPAN = re.compile(
    r"\b(?:japan|japon|jap[oó]n|giappone|kyoto|tokyo|osaka|nara\b|shinto|zen\b|samurai|kimono)"
    r"|日本|京都|東京|奈良|大阪|神社|和風|اليابان|япони|киото",
    re.IGNORECASE,
)
_DEEP = re.compile(
    r"\b(?:deep[\s-]sea|deep[\s-]ocean|midnight zone|abyssal|bathypelagic|mariana|tiefsee|grands? fonds|abysses|abîmes|"
    r"profundidades?|fosas? (?:marinas?|oceánicas?)|abissi|глубоководн\w*|الأعماق|أعماق)|深海",
    re.IGNORECASE,
)
_COFFEE = re.compile(r"\b(?:coffee|caf[eé]\b|kaffee|caff[eè]\b|кофе|القهوة|قهوة)|コーヒー|咖啡|커피", re.IGNORECASE)
_IN_JAPAN = {"garden": "japan", "arches": "japan", "mountains": "japan", "forest": "japan", "river": "japan"}
LOCAL: tuple[tuple[re.Pattern[str], dict[str, str]], ...] = (
    (_JAPAN, _IN_JAPAN),
    (_COFFEE, {"sea": "coffee", "field": "coffee"}),
    (_DEEP, {"underwater": "deep_sea", "sea": "deep_sea"}),
)
"""Words that name a part of the world → set elsewhere → the one that is seen there instead."""


def local(setting: str, *texts: str) -> str:
    """Return the set as it looks in the part of the world that the texts name: no cypresses in a garden of Kyoto."""
    for named, there in LOCAL:
        if setting in there and any(named.search(text) for text in texts):
            return there[setting]
    return setting
