"""The words that lead to a set, and what a set is in some part of the world."""

import re

_SET_WORDS = {
    "mountains": "mountain mountains lake lakes alps alpine alp peak peaks matterhorn glacier himalaya himalayas "
    "glaciers everest andes rockies pyrenees dolomites chalet switzerland swiss tyrol skiing ski "
    "mountaineering zermatt",
    "meadow": "meadow meadows pasture grassland prairie butterfly butterflies bee bees honeybee honeybees pollination",
    "hills": "hill hills countryside tuscany farmland vineyard vineyards rural",
    "forest": "forest forests woods woodland tree trees timber redwood",
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
    "arches": "aqueduct aqueducts arch arches roman rome romans temple temples ruins ancient",
    "antiquity": "greek greece athens parthenon acropolis sparta",
    "japan": "pagoda pagodas torii shinto kyoto nara samurai shogun geisha bonsai",
    "savanna": "savanna savannah savanne sabana serengeti safari elephant elephants giraffe giraffes zebra zebras "
    "kenya tanzania botswana",
    "sacred": "cathedral cathedrals church churches abbey monastery mosque mosques minaret stupa stupas shrine",
    "venice": "venice venetian gondola gondolas",
    "vikings": "viking vikings longship longships fjord fjords",
    "great_wall": "greatwall china",
    "concert": "concert concerts concerto orchestra orchestras symphony",
    "stadium": "stadium stadiums football soccer olympics olympic",
    "kitchen": "kitchen kitchens sushi pizza pizzas spaghetti restaurant restaurants cooking cuisine",
    "railway": "railway railways railroad locomotive locomotives",
    "flight": "aviation airport airports airliner airliners biplane biplanes",
    "money": "money coins inflation currency",
    "war": "warfare battlefield battlefields trenches blitz wwi wwii",
    "battle": "napoleonic waterloo austerlitz cavalry crusade crusades",
    "climate": "drought droughts desertification wildfire wildfires smokestack smokestacks",
    "energy": "turbine turbines photovoltaic",
    "industry": "factory factories foundry ironworks steelworks",
    "jungle": "jungle jungles rainforest rainforests amazonia",
    "paris": "eiffel parisian",
    "london": "westminster",
    "new_york": "manhattan brooklyn broadway",
    "liner": "titanic liner liners lusitania steamship steamships",
    "studio": "museum museums easel painter painters renaissance florence",
    "dinosaurs": "dinosaur dinosaurs",
    "home": "sofa couch fireplace",
    "tea": "tea teapot",
    "chess": "chess chessboard",
    "printing": "printing letterpress",
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


def _named(words: str) -> re.Pattern[str]:
    """Return what finds any of the words; "*" stands for any ending, "_" for a space."""
    endings = ((word.strip("*").replace("_", " "), r"\w*" if word[-1] == "*" else r"\b") for word in words.split())
    parts = (re.escape(begun) + ending for begun, ending in endings)
    return re.compile(rf"\b(?:{'|'.join(parts)})", re.IGNORECASE)


_SAVANNA = _named(
    "savanna* savannah* savane savanes sabana sabanas serengeti ngorongoro masai maasai safari safaris elephant "
    "elephants éléphant* elefante* giraff* girafe* jirafa* zebra* zèbre* cebra cebras lion lions lionne* león leones"
)
_WAR = _named(
    "world_war world_wars first_world_war second_world_war ww1 ww2 wwi wwii guerre_mondiale guerras_mundiales "
    "guerra_mundial weltkrieg* seconda_guerra stalingrad verdun dunkirk dunkerque the_blitz nazi* hitler wehrmacht "
    "d-day pearl_harbor kursk vietnam_war korean_war gulf_war spanish_civil_war "
    "第二次世界大戦"
)
_BATTLE = _named(
    "napoleon* napoléon* waterloo austerlitz borodino trafalgar medieval* médiév* crusade* croisade* cruzada* "
    "hundred_years cent_ans cien_años hastings agincourt azincourt joan_of_arc jeanne_d'arc gettysburg "
    "american_civil_war revolutionary_war seven_years thirty_years cavalry knight knights chevaliers caballeros"
)
_CLIMATE = _named(
    "climate_change global_warming climate_crisis greenhouse_effect greenhouse_gases changement_climatique "
    "réchauffement_climatique cambio_climático calentamiento_global klimawandel cambiamento_climatico 気候変動"
)
_ENERGY = _named(
    "renewable* wind_power solar_power solar_energy solar_panel* wind_turbine* wind_farm* éolien* énergie_solaire "
    "énergie_renouvelable énergies_renouvelables energía_solar energía_renovable energías_renovables eólic* "
    "erneuerbare* windkraft"
)
_STEAM = _named(
    "industrial_revolution industrialisation industrialization révolution_industrielle revolución_industrial "
    "industrielle_revolution rivoluzione_industriale"
)
_JUNGLE = _named(
    "rainforest* jungle* amazon_rainforest amazon_river amazonia amazonie amazonas amazônia amazonien* "
    "tropical_forest* forêt_amazonienne forêt_tropicale forêts_tropicales selva selvas bosque_tropical regenwald* "
    "dschungel* congo_basin gorilla* gorille* gorila* orangutan* orang-outan* jaguar* toucan* macaw* sloth sloths"
)
_PARIS = _named("paris parís parigi parisien* parisian* eiffel 巴黎 パリ париж")
_LONDON = _named("london londres londra londoner* thames westminster big_ben ロンドン лондон")
_TOKYO = _named("tokyo tokio tōkyō 東京 токио")
_NEW_YORK = _named("new_york* nueva_york nuova_york manhattan brooklyn statue_of_liberty ニューヨーク")
_LINER = _named(
    "titanic lusitania ocean_liner ocean_liners steamship steamships paquebot* transatlantique* transatlántico* "
    "ozeandampfer титаник* タイタニック"
)
_VENICE = _named("venice venise venecia venezia venedig venetian* vénitien* gondol*")
_GREAT_WALL = _named("great_wall grande_muraille gran_muralla chinesische_mauer muraglia_cinese 万里の長城 长城")
_VIKINGS = _named("viking* vikingo* wikinger* norseman norsemen old_norse викинг*")
_ISLAM = _named(
    "islam* muslim* musulm* mosque* mosquée* mezquita* moschee* mecca muhammad mahomet mahoma quran qur'an koran "
    "ramadan hagia_sophia taj_mahal alhambra الإسلام إسلام"
)
_HINDU = _named("hindu* hindou* shiva vishnu krishna ganesha diwali brahma* angkor हिन्दू")
_BUDDHA = _named("buddh* bouddh* buda budis* stupa stupas borobudur bagan dalai nirvana")
_CHRIST = _named(
    "cathedral* cathédral* catedral* church churches église* iglesia* christ* chrétien* cristian* catholi* católic* "
    "gothic* gothique* gótic* notre-dame notre_dame basili* sagrada_fam* duomo pope popes "
    "pape papes bible jesus jésus jesús monaster* abbey* "
    "abbaye* kathedral* kirche* protestant*"
)
_GREECE = _named(
    "ancient_gree* greek_temple* athens athènes atenas athenian* parthenon* partenón acropolis* acropole* acrópolis "
    "sparta* sparte plato platon platón socrate* sócrates aristotle aristote aristóteles homer homère homero zeus "
    "odyssey trojan grèce_antique antigua_grecia antikes_griechenland antica_grecia"
)
_OLD_GAMES = _named("ancient antiquity antiquité antigüedad antike olympia")
_IN_JAPAN = {
    "garden": "japan",
    "arches": "japan",
    "mountains": "japan",
    "forest": "japan",
    "river": "japan",
    "sacred": "japan",
}
_IN_THE_NORTH = {"sea": "vikings", "snow": "vikings", "mountains": "vikings", "city": "vikings", "hills": "vikings"}
LOCAL: tuple[tuple[re.Pattern[str], dict[str, str]], ...] = (
    (_JAPAN, _IN_JAPAN),
    (_COFFEE, {"sea": "coffee", "field": "coffee"}),
    (_DEEP, {"underwater": "deep_sea", "sea": "deep_sea"}),
    (_WAR, {"war": "war", "battle": "war", "city": "war", "night_city": "war"}),
    (_BATTLE, {"war": "battle"}),
    (_CLIMATE, {"snow": "climate", "desert": "climate", "city": "climate"}),
    (_ENERGY, {"hills": "energy", "sea": "energy", "field": "energy"}),
    (_STEAM, {"city": "industry", "night_city": "industry", "uprising": "industry"}),
    (_JUNGLE, {"forest": "jungle", "river": "jungle", "meadow": "jungle", "mountains": "jungle"}),
    (_PARIS, {"city": "paris", "night_city": "paris"}),
    (_LONDON, {"city": "london", "night_city": "london"}),
    (_TOKYO, {"city": "tokyo", "night_city": "tokyo"}),
    (_NEW_YORK, {"city": "new_york", "night_city": "new_york"}),
    (_LINER, {"sea": "liner", "snow": "liner", "underwater": "liner", "deep_sea": "liner"}),
    (_named("dinosaur*"), dict.fromkeys(("forest", "jungle", "meadow", "field", "studio"), "dinosaurs")),
    (_named("eagle* aigle* águila*"), {"mountains": "wildlife"}),
    (_named("tea thé té"), {"field": "tea", "hills": "tea", "garden": "tea"}),
    (_named("renaissance renacimiento florence florencia medici"), {"city": "studio"}),
    (_SAVANNA, {"meadow": "savanna", "field": "savanna", "hills": "savanna"}),
    (_VENICE, {"city": "venice", "night_city": "venice", "sea": "venice", "river": "venice"}),
    (_GREAT_WALL, {"mountains": "great_wall", "hills": "great_wall", "city": "great_wall", "desert": "great_wall"}),
    (_VIKINGS, {**_IN_THE_NORTH, "field": "vikings", "uprising": "vikings"}),
    (_ISLAM, {"sacred": "mosque"}),
    (_HINDU, {"sacred": "hindu_temple"}),
    (_BUDDHA, {"sacred": "stupas"}),
    (_CHRIST, {"sacred": "cathedral"}),
    (_named("vatican vaticano"), {"city": "cathedral"}),
    (_GREECE, {"arches": "antiquity", "city": "antiquity", "interior": "antiquity", "sea": "antiquity"}),
    (_OLD_GAMES, {"stadium": "antiquity"}),
)
"""Words that name a part of the world → set elsewhere → the one that is seen there instead."""


def local(setting: str, *texts: str) -> str:
    """Return the set as it looks in the part of the world that the texts name: no cypresses in a garden of Kyoto.

    Where several are named, it is the first text that tells.
    """
    for text in texts:
        for named, there in LOCAL:
            if setting in there and named.search(text):
                return there[setting]
    return setting
