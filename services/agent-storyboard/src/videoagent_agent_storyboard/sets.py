"""Which procedural set suits a beat."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache

from videoagent_agent_storyboard.sets_elsewhere import FALSE_FRIENDS
from videoagent_agent_storyboard.sets_elsewhere import WORDS as ELSEWHERE

# Set → English, French and Spanish words, in lower case and singular where the plural only adds s, es or x: their other
# endings are other words ("exam" is no "example", "calle" is not "called"). "*" stands for any ending that keeps the
# meaning, "_" for a space, and at the end for no ending at all.
_WORDS = {
    "street_rain": "",
    "japan": "pagoda torii shinto* kyoto nara_ samurai shogun* geisha bonsai japanese_garden zen_garden",
    "night_city": "skyline neon_ nightlife",
    "honeycomb": "beehive hive honey beekeep* beeswax ruche_ ruches_ miel colmena apicult*",
    "arches": ("aqueduct* colosseum amphitheat* viaduct arch arches roman ancient_rome acueducto aqueduc"),
    "volcano": "volcan* lava magma erupt* vesuvi* etna ring_of_fire caldera stratovolcan*",
    "savanna": (
        "savanna* savannah savane sabana elephant éléphant elefante giraffe girafe jirafa zebra zèbre cebra lion "
        "lionne león lioness* rhinoceros* hippopotam* wildebeest serengeti masai_mara safari"
    ),
    "sacred": (
        "cathedral cathédrale catedral church église iglesia abbey monaster* minaret mosque mosquée mezquita "
        "christianity christendom chrétien* cristianismo christianisme catholic* islam islam_ islamic muslim musulman* "
        "hindu* hindou* buddh* bouddh* budis* buda_ quran koran stupa religions_ religiones_ gothic gothique gótic* "
        "notre-dame vatican basilica basilique basílica duomo taj_mahal sagrada_família sagrada_familia"
    ),
    "antiquity": (
        "ancient_greece ancient_greek athens athènes atenas athenian parthenon partenón acropolis* acropole* acrópolis "
        "sparta spartan sparte esparta socrates socrate sócrates aristotle aristote aristóteles zeus hellenistic "
        "grèce_antique antigua_grecia greek_mythology trojan_war"
    ),
    "venice": "venice venise venecia venezia venetian vénitien* gondol*",
    "great_wall": "great_wall grande_muraille gran_muralla",
    "vikings": "viking vikingo longship drakkar fjord norsemen",
    "war": (
        "war world_war wwi wwii guerre guerra guerre_mondiale guerra_mundial battlefield trench_warfare blitz "
        "wehrmacht d-day stalingrad verdun pearl_harbor atomic_bombing normandy_landing"
    ),
    "battle": (
        "battle bataille batalla napoleon* napoléon* waterloo austerlitz crusade croisade cruzada cavalry agincourt "
        "gettysburg joan_of_arc jeanne_d'arc hundred_years cent_ans cien_años"
    ),
    "climate": (
        "climate_change global_warming climate_crisis greenhouse_gas greenhouse_effect carbon_dioxide fossil_fuel "
        "sea_level_rise drought desertification wildfire smokestack changement_climatique réchauffement_climatique "
        "sécheresse cambio_climático calentamiento_global sequía"
    ),
    "energy": (
        "renewable_energy renewable_energies renewables wind_power wind_energy wind_turbine wind_farm "
        "solar_power solar_energy solar_panel photovoltaic* hydropower nuclear_power nuclear_energy nuclear_reactor "
        "power_station énergie_nucléaire energía_nuclear énergie_renouvelable énergies_renouvelables "
        "éolienne énergie_solaire energía_renovable energías_renovables energía_eólica energía_solar"
    ),
    "industry": (
        "industrial_revolution industrialisation industrialization factory factories textile_mill "
        "spinning_jenny ironworks blast_furnace foundry steelworks révolution_industrielle revolución_industrial "
        "usine fábrica"
    ),
    "jungle": (
        "rainforest jungle amazon_rainforest amazon_river amazon_basin amazonia amazonie amazonas tropical_forest "
        "forêt_tropicale forêts_tropicales forêt_amazonienne selva jungla bosque_tropical gorilla gorille gorila "
        "orangutan orang-outan tiger tigre jaguar parrot perroquet macaw toucan sloth monkey chimpanzee"
    ),
    "liner": (
        "titanic ocean_liner passenger_liner cruise_ship steamship lusitania paquebot transatlantique transatlántico"
    ),
    "deep_sea": (
        "deep_sea deep-sea anglerfish lanternfish bathyscaphe bioluminesc* abyssal hadal grand_fond grands_fonds"
    ),
    "underwater": (
        "underwater coral* reef fish fishes shark whale dolphin octopus* submarine ocean_floor baleine requin poisson "
        "ballena tiburón* delfín delfines pez peces jellyfish orca marine"
    ),
    "space": (
        "space spacecraft spaceship spaceflight spacetime astronaut* astronom* planet planète planeta galax* star "
        "solar_system black_hole moon_landing apollo orbit* nasa_ comet cometa comète cosmos cosmic universe univers_ "
        "universo telescope saturn jupiter mars_ gravitation* relativity espace trou_noir trous_noirs étoile lune "
        "agujero_negro agujeros_negros estrella espacio nebula* supernova* eclipse lunar"
    ),
    "snow": (
        "snow snowy winter arctic antarctic* penguin polar_ iceberg glacier ice_ ski skiing frozen neige hiver "
        "pingouin "
        "nieve invierno hielo aurora"
    ),
    "mountains": (
        "mountain* alps alpine alp everest himalaya* andes summit peak climber montagne alpes montaña cordillera "
        "switzerland suisse suiza glacier matterhorn canyon"
    ),
    "desert": (
        "desert désert desierto sahara saharan camel pyramid pyramide pirámide egypt* égypt* egipci* egipto pharaoh "
        "dune oasis silk_road caravan"
    ),
    "forest": (
        "forest* tree wood mushroom forêt arbre bosque árbol autumn leaf leaves photosynthes* raccoon squirrel "
        "hedgehog badger koala"
    ),
    "dinosaurs": (
        "dinosaur* sauropod* tyrannosaur* t._rex t-rex triceratops stegosaur* velociraptor* diplodocus brachiosaur* "
        "pterosaur* ptérosaure jurassic jurassique jurásico cretaceous crétacé cretácico mesozoic mésozoïque mesozoico"
    ),
    "home": (
        "cat cats kitten chaton le_chat les_chats chats gato gatito dog puppy puppies chien chiot perro cachorro "
        "pet_ pets_ house_cat animal_de_compagnie mascota"
    ),
    "wildlife": (
        "wolf wolves loup lobo bear grizzly ours_ oso_ osos_ fox renard zorro deer stag cerf ciervo owl hibou chouette "
        "búho lechuza eagle aigle águila panda"
    ),
    "sea": (
        "sea ocean* océan* ship* sail* boat wave beach coast* island lighthouse harbour harbor "
        "pirate tide mer "
        "bateau plage île phare mar_ barco playa isla faro iceberg navigat*"
    ),
    "river": (
        "river frog toad grenouille beaver "
        "lake waterfall water_cycle water stream flood* nile rhine danube canal rivière fleuve río lago eau "
        "agua rain"
    ),
    "garden": "garden* rose tulip* orchid* jardin* jardín* rosa spring blossom",
    "field": (
        "wheat corn rice farm* agricult* crop harvest* barley tractor field blé ferme champ trigo granja campo "
        "sunflower cotton cereal*"
    ),
    "meadow": (
        "meadow chicken rooster hen_ hens_ poule gallina "
        "bee insect* butterfl* flower* grass* sheep cow horse abeille abeja papillon mariposa fleur flor "
        "pollinat* rabbit bird clover honeybee bumblebee pasture"
    ),
    "city": (
        "city cities capital street building skyscraper metropol* town urban car traffic bridge tokyo paris_ london "
        "new_york rome berlin_ madrid ville capitale ciudad calle industr* "
        "revolution* révolution* revolucion* middle_ages moyen_age edad_media medieval* médiév* king "
        "queen roi rey empire imperio republic república république"
    ),
    "bakery": ("bread baker bakery bakeries baking dough sourdough oven yeast flour breakfast boulang* panader* brot_"),
    "coffee": "coffee café espresso barista caffein* cappuccino",
    "computers": (
        "computer* programming software algorithm* laptop internet_ database javascript operating_system "
        "machine_learning artificial_intelligence ordinateur logiciel informatique ordenador informática"
    ),
    "laboratory": (
        "laborator* physics physicist physical_ physique physicien* físic* chemi* chimi* químic* scientist "
        "scientifique científic* experiment* "
        "antibiotic* penicillin* microscope vaccin* radium radioactiv* radiation mathemat*"
    ),
    "uprising": "bastille uprising insurrection* barricade guillotine",
    "concert": (
        "music* jazz blues_ concert concerto opera orchestra* composer compositeur compositor symphon* sinfon* guitar* "
        "piano pianist violin* saxophon* trumpet* band rock_band rock_music hip_hop singer song mozart beethoven bach_ "
        "chopin vivaldi beatles musique música* músico chanson canción orquesta ópera"
    ),
    "stadium": (
        "stadium stade_ estadio football footballer soccer fútbol futbolista world_cup fifa olympic* olympiad "
        "olympique* olímpic* athlet* athlét* basketball baloncesto rugby tennis tenis sport_ sports_ deporte marathon "
        "sprint sprinter"
    ),
    "kitchen": (
        "kitchen cook cooking cuisine cocina restaurant* gastronom* recipe recette receta sushi pizza pizzeria pasta "
        "spaghetti noodle ramen chocolat* cocoa_ cacao cheese fromage queso chef_ food_ nourriture comida"
    ),
    "railway": (
        "railway railroad train locomotive steam_engine railway_station orient_express tgv shinkansen metro_ subway "
        "london_underground rapid_transit "
        "chemin_de_fer chemins_de_fer gare_ tren trenes ferrocarril* machine_à_vapeur "
        "máquina_de_vapor máquinas_de_vapor"
    ),
    "flight": (
        "airplane aeroplane aircraft airliner airline airport aviat* aviación biplane wright_brothers frères_wright "
        "hermanos_wright globo_aerostático globos_aerostáticos concorde_ airbus boeing hot_air_balloon "
        "hot-air_balloon montgolfi* avion avión aviones aeropuerto aéroport"
    ),
    "money": (
        "money currency currencies bitcoin cryptocurrenc* coin banking central_bank stock_exchange stock_market "
        "wall_street inflation "
        "econom* économ* "
        "finance financial argent_ monnaie dinero moneda banque banco bourse bolsa"
    ),
    "tea": (
        "tea_ teas_ teapot teacup matcha camellia_sinensis le_thé du_thé thé_vert théière el_té del_té té_verde tetera"
    ),
    "printing": "printing gutenberg imprimerie imprimeur imprenta letterpress movable_type typesetting",
    "chess": "chess checkmate échecs_ ajedrez",
    "studio": (
        "paint_ painter painting peintre peinture pintor pintura museum musée museo sculptor sculpture escultura "
        "louvre "
        "leonardo_da_vinci da_vinci léonard_de_vinci mona_lisa michelangelo michel-ange miguel_ángel botticelli "
        "rembrandt vermeer monet van_gogh picasso matisse impressionis* cubis* surrealis* "
        "renaissance renacimiento florence florencia art_history history_of_art fine_art modern_art beaux-arts"
    ),
    "interior": (
        "room library libraries book school house "
        "home furniture office philosoph* livre libro bibliot* novel novela novelist* poet* poét* writer exam machine "
        "medicine"
    ),
    "stage": ("theatre theater theatrical dance dancer ballet film cinema* circus teatro théâtre* comedian"),
    "hills": "hill vineyard wine grape village countryside colline colina vin_ vino olive tuscany castle knight",
}
_FIGURATIVE = frozenset(
    """
    space espace espacio cosmos cosmic universe field champ campo star étoile estrella wave spring stream marine
    orbit* school machine room
    ours_ oso_ cat cats dog gato pet_
    house home office tree leaf leaves wood arch peak bridge street building capital canal water eau agua book film
    band car polar_ ice_ frozen corn bear cook paint_ king queen roi rey rose mar_ flood* industr* capitale medicine
    banco coin argent_ chef_ sport_ sports_ food_
    """.split()  # noqa: SIM905 - as one reads them
)
"""Words that often stand for something else ("the field of optics", "a star of silent film"): they choose a set where
they are the subject, and not in what is said of another."""
_IN_PASSING = _FIGURATIVE | frozenset(
    """
    physics physical_ physique físic* chemi* chimi* químic* scientist scientifique científic* experiment* radiation
    mathemat* war world_war guerre guerra guerre_mondiale guerra_mundial battle bataille batalla
    napoleon* napoléon* titanic carbon_dioxide fossil_fuel drought wildfire factory factories foundry parrot monkey
    empire imperio republic república république revolution* révolution* revolucion* roman philosoph* poet* novel
    novela writer printing church église iglesia christianity christendom cristianismo chrétien* catholic*
    islam islam_ islamic muslim musulman* hindu* buddh* religions_ religiones_ gothic gothique gótic* monaster* abbey
    lion león elephant éléphant elefante zebra
    music* música* musique dance composer opera flower* fleur flor insect* bird grass* fish
    kitten chaton chats gatito puppy puppies chien chiot perro cachorro pets_ mascota fox eagle chess printing
    museum musée museo painting peinture pintura renaissance renacimiento
    fishes poisson peces horse rain city cities ville ciudad town urban metropol* village castle
    train sport_ sports_ deporte athlet* athlét* football song chanson canción singer econom* économ* finance financial
    money dinero currency airport airline aircraft restaurant
    """.split()  # noqa: SIM905 - as one reads them
)
"""Words that choose a set where they describe the subject, and not where a sentence only names them."""
_NIGHT = re.compile(r"\b(?:night|nuit|noche|midnight|evening|dusk|neon)")
_RAIN = re.compile(r"\b(?:rain\b|rainy|rainfall|pluie|pluvieu\w*|lluvia\w*|lluvios\w*|umbrella|monsoon|drizzle)")
_REVOLT = re.compile(
    r"\b(?:(?:french|russian|october|july|february) revolution|revolution (?:francaise|russe|d'octobre)|"
    r"revolucion (?:francesa|rusa|de octubre)|rebellion|insurreccion)\b"
)
_STEAM = re.compile(r"\bindustrial revolution|\brevolution industri|\brevolucion industri")
_URBAN = re.compile(r"\b(?:city|street|tokyo|capital|town|ville|rue|ciudad|calle|metropol)")

SETTINGS = tuple(_WORDS)
"""Names of all sets, as the image agent knows them."""


_OTHERWISE = re.compile(
    r"\bice[- ]cream|\b(?:rock|pop|movie|film) stars?\b|\bsea[- ]lions?\b|"
    r"\b(?:florence nightingale|bear markets?|hot dogs?|big cats?|3d[- ]print\w*)\b|"
    r"\bzebra crossings?\b|"
    r"\b(?:cold|star|trade|price|culture|console|browser) wars?\b|\bguerre (?:froide|des etoiles)|"
    r"\bguerra (?:fria|de las galaxias)|\bbattle of the (?:bands|sexes)|"
    r"\btiger woods|\bjaguar cars"
)
"""What is made of words of a place, and is none."""


def _plain(text: str) -> str:
    """Return a text in lower case and without accents: "Révolution" is "revolution" to all languages."""
    decomposed = unicodedata.normalize("NFKD", text.lower())
    plain = "".join(character for character in decomposed if not unicodedata.combining(character))
    return _OTHERWISE.sub(" ", plain)


_UNPARTED = re.compile(r"[\u0600-\u06ff\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_WRITTEN_HERE = frozenset({"en", "fr", "es"})


def _pattern(words: Iterable[str]) -> re.Pattern[str] | None:
    parts = []
    for word in map(_plain, words):
        ending = "" if word.endswith("*") else r"\b" if word.endswith("_") else r"(?:e?s|x)?\b"
        stem = re.escape(word.strip("*_").replace("_", " "))
        # Words stand for themselves where a script parts them; in the others, and behind Arabic's article, anywhere.
        parts.append(stem if _UNPARTED.search(word) else rf"\b{stem}{ending}")
    return re.compile("|".join(parts)) if parts else None


@cache
def _patterns(without: frozenset[str], language: str) -> dict[str, re.Pattern[str]]:
    without |= frozenset(FALSE_FRIENDS.get(language, "").split())
    more = {} if language in _WRITTEN_HERE else ELSEWHERE
    kept = {
        setting: [word for word in (*words.split(), *more.get(setting, "").split()) if word not in without]
        for setting, words in _WORDS.items()
    }
    return {setting: pattern for setting, words in kept.items() if (pattern := _pattern(words))}


Weighted = tuple[str, float]
"""A text and how much it counts."""


def setting_for(
    subject: Sequence[Weighted],
    *,
    described: Weighted = ("", 0.0),
    said: Weighted = ("", 0.0),
    language: str = "en",
) -> str:
    """Return the set that most of the texts' words call for; empty when none does.

    Args:
        subject: What names the subject, or own words that have no other.
        described: What describes it in a few words; what may be meant figuratively is left out.
        said: What a sentence says of it; what it only mentions is left out, too.
        language: Of the texts, ISO 639; English words are known in all.
    """
    told = [(text, weight, _patterns(frozenset(), language)) for text, weight in subject]
    told += [(*described, _patterns(_FIGURATIVE, language)), (*said, _patterns(_IN_PASSING, language))]
    everything = " ".join(_plain(text) for text, _, _ in told)
    scores = dict.fromkeys(_WORDS, 0.0)
    for text, weight, patterns in told:
        for setting, pattern in patterns.items():
            scores[setting] += weight * min(2, len(set(pattern.findall(_plain(text)))))
    best, score = max(scores.items(), key=lambda item: item[1])
    rains, dark, urban = (bool(p.search(everything)) for p in (_RAIN, _NIGHT, _URBAN))
    if rains and (urban or dark):
        return "street_rain"
    if not score:
        return ""
    if best == "city" and _REVOLT.search(everything):
        return "uprising"
    if best == "city" and _STEAM.search(everything):
        return "industry"
    return "night_city" if best == "city" and dark else best
