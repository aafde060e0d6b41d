"""Which procedural set suits a beat."""

import re
import unicodedata

# Set → beginnings of English, French and Spanish words, in lower case; "_" stands for the end of a word.
_WORDS = {
    "street_rain": "",
    "japan": "pagoda torii shinto kyoto_ nara_ samurai shogun geisha bonsai japanese_garden zen_garden",
    "night_city": "skyline neon nightlife",
    "honeycomb": "beehive hive_ honey beekeep beeswax ruche miel colmena apicult",
    "arches": (
        "aqueduct colosseum amphitheat cathedral viaduct arch_ arches roman_ romans ancient_rome "
        "acueducto aqueduc gothic"
    ),
    "volcano": "volcan volcano lava magma erupt vesuvi etna_ ring_of_fire caldera",
    "deep_sea": "deep_sea deep-sea anglerfish lanternfish bathyscaphe bioluminesc abyssal hadal_ grands_fonds",
    "underwater": (
        "underwater coral reef fish_ fishes shark whale dolphin octopus submarine "
        "ocean_floor baleine requin poisson ballena tiburón delfín pez_ peces jellyfish orca marine"
    ),
    "space": (
        "space spacecraft astronaut planet galax star_ stars solar_system black_hole moon_landing "
        "apollo_ orbit nasa comet cosmos cosmic universe telescope saturn jupiter mars_ gravitation "
        "relativity espace trou_noir étoile lune_ agujero_negro estrella espacio nebula supernova "
        "eclipse lunar"
    ),
    "snow": (
        "snow winter arctic antarctic penguin polar iceberg glacier_ ice_ ski_ skiing frozen neige "
        "hiver pingouin nieve invierno hielo aurora"
    ),
    "mountains": (
        "mountain alps alpine alp_ everest himalaya andes summit peak_ peaks climber montagne alpes "
        "montaña cordillera switzerland suisse suiza glacier matterhorn canyon great_wall"
    ),
    "desert": ("desert sahara camel pyramid egypt pharaoh dune oasis désert desierto égypte egipto silk_road caravan"),
    "forest": (
        "forest rainforest jungle tree trees wood_ woods bear_ wolf fox_ owl_ mushroom deer forêt arbre "
        "bosque selva árbol dinosaur tiger gorilla monkey autumn leaf_ leaves photosynthes"
    ),
    "sea": (
        "sea_ ocean ship sail boat_ boats wave_ waves beach coast island lighthouse harbour harbor "
        "titanic pirate tide mer_ océan bateau plage île phare mar_ océano barco playa isla faro "
        "iceberg navigat liner"
    ),
    "river": (
        "river lake waterfall water_cycle water stream flood nile rhine danube canal rivière fleuve río "
        "lago eau_ agua_ rain_"
    ),
    "garden": "garden rose_ roses tulip orchid gardener jardin jardín rosa_ tea_ spring blossom",
    "field": (
        "wheat corn_ rice_ farm agricult crop harvest barley tractor field_ fields blé ferme "
        "champ trigo granja campo sunflower cotton cereal"
    ),
    "meadow": (
        "meadow bee_ bees insect butterfl flower grass sheep cow_ cows horse abeille abeja papillon "
        "mariposa fleur flor_ pollinat rabbit bird_ birds clover honeybee bumblebee pasture"
    ),
    "city": (
        "city_ cities capital_ street building skyscraper metropol town_ urban car_ cars traffic "
        "bridge_ tokyo paris london new_york rome_ berlin madrid ville_ capitale ciudad calle train_ "
        "railway bicycle factory industr revolu middle_ages moyen_age edad_media medieval "
        "war_ guerre_ guerra_ king_ queen_ roi_ rey_ empire_ imperio_ republic republique"
    ),
    "bakery": "bread baker bakery baking dough sourdough oven_ yeast flour breakfast boulang panader panadería",
    "coffee": "coffee café espresso barista caffein cappuccino",
    "computers": (
        "computer programming software algorithm laptop internet_ database javascript operating_system "
        "machine_learning artificial_intelligence ordinateur logiciel informatique ordenador informática"
    ),
    "laboratory": (
        "laborator laboratoire physic physique físic chemi chimi químic scient experiment antibiotic penicillin "
        "microscope vaccin radium radioactiv radiation mathemat"
    ),
    "uprising": "bastille uprising insurrection barricade guillotine",
    "interior": (
        "room kitchen library book_ books printing museum chess school paint_ painter "
        "painting cook house_ home_ furniture office "
        "philosoph livre libro bibliot novel poet writer exam machine "
        "medicine"
    ),
    "stage": (
        "music jazz concert theat dance ballet opera orchestra composer symphon guitar piano violin "
        "band_ rock_band singer film_ cinema circus musique música teatro théâtre comedian"
    ),
    "hills": ("hill vineyard wine_ grape village countryside colline colina vin_ vino_ olive tuscany castle knight"),
}
_NIGHT = re.compile(r"\b(?:night|nuit|noche|midnight|evening|dusk|neon)")
_RAIN = re.compile(r"\b(?:rain\b|rainy|rainfall|pluie|pluvieu\w*|lluvia\w*|lluvios\w*|umbrella|monsoon|drizzle)")
_REVOLT = re.compile(
    r"\b(?:(?:french|russian|october|july|february) revolution|revolution (?:francaise|russe|d'octobre)|"
    r"revolucion (?:francesa|rusa|de octubre)|rebellion|insurreccion)\b"
)
_URBAN = re.compile(r"\b(?:city|street|tokyo|capital|town|ville|rue|ciudad|calle|metropol)")

SETTINGS = tuple(_WORDS)
"""Names of all sets, as the image agent knows them."""


def _plain(text: str) -> str:
    """Return a text in lower case and without accents: "Révolution" is "revolution" to all languages."""
    decomposed = unicodedata.normalize("NFKD", text.lower())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def _pattern(words: str) -> re.Pattern[str] | None:
    parts = []
    for word in _plain(words).split():
        whole = word.endswith("_")
        parts.append(re.escape(word.strip("_").replace("_", " ")) + (r"\b" if whole else ""))
    return re.compile(rf"\b(?:{'|'.join(parts)})") if parts else None


_PATTERNS = {setting: pattern for setting, words in _WORDS.items() if (pattern := _pattern(words))}


def setting_for(weighted: list[tuple[str, float]]) -> str:
    """Return the set that most of the weighted texts' words call for; empty when none does.

    Args:
        weighted: Texts and how much each counts: the subject more than the narration around it.
    """
    everything = " ".join(_plain(text) for text, _ in weighted)
    scores = dict.fromkeys(_PATTERNS, 0.0)
    for text, weight in weighted:
        for setting, pattern in _PATTERNS.items():
            scores[setting] += weight * min(2, len(set(pattern.findall(_plain(text)))))
    best, score = max(scores.items(), key=lambda item: item[1])
    rains, dark, urban = (bool(p.search(everything)) for p in (_RAIN, _NIGHT, _URBAN))
    if rains and (urban or dark):
        return "street_rain"
    if not score:
        return ""
    if best == "city" and _REVOLT.search(everything):
        return "uprising"
    return "night_city" if best == "city" and dark else best
