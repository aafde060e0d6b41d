"""All sets by name."""

from videoagent_agent_image.drawing import light
from videoagent_agent_image.sets import (
    alps,
    arches,
    bakery,
    city,
    coffee,
    computers,
    deep_sea,
    desert,
    field,
    forest,
    garden,
    hills,
    honeycomb,
    interior,
    japan,
    laboratory,
    meadow,
    river,
    sea,
    snow,
    space,
    street,
    underwater,
    uprising,
    volcano,
)
from videoagent_agent_image.sets.entry import SetEntry
from videoagent_agent_image.sets.interests import INTERESTS
from videoagent_agent_image.sets.modern import MODERN
from videoagent_agent_image.sets.places import PLACES
from videoagent_agent_image.sets.pursuits import PURSUITS

_OPEN = (light.GOLDEN, light.DAY, light.DAWN, light.GOLDEN, light.DAY, light.DUSK)
_BRIGHT = (light.GOLDEN, light.DAY, light.DAWN, light.DAY)
_DARK = (light.DUSK, light.NIGHT)
_OLD = (
    "old roof roofs houses medieval history historic histoire historia revolution révolution revolución century siècle "
    "siglo ages war wars guerre guerra king queen roi rey empire imperio kingdom royaume reino dynasty "
    "venice venise venecia florence florencia rome roma paris prague praga vienna vienne lisbon lisbonne sevilla"
)
"""Words of times and towns without tall buildings, in the languages that the writer knows."""
_TALL = "york manhattan chicago tokyo shanghai singapore dubai seoul toronto sydney skyscraper skyscrapers metropolis"
"""Words of towns that have tall ones."""
_FRANCE = "france french français française francesa francés paris napoleon napoléon napoleón robespierre louis"
"""Words of the revolution whose flag is known."""
_PROGRAMS = "computer computers software program programs programming language languages machine machines"
"""Words for which a desk shows as much as the screen alone: a film has both in turn."""

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
            ("a skyline on the river", f"skyline river harbour harbor {_TALL}"),
            ("old roofs", _OLD),
            ("a bridge", f"bridge traffic francisco golden gate {_TALL}"),
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
            ("a sailing boat", "sail sailing boat boats ship ships sailor sailors voyage navy pirate pirates piracy"),
            ("a lighthouse", "lighthouse coast cliff rock harbour"),
            ("an island with palms", "island palm tropical beach pirate pirates piracy treasure"),
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
    "deep_sea": SetEntry(
        deep_sea.draw,
        "the deep sea",
        (light.NIGHT,),
        (
            ("the last light from above", "ocean water waters zone depth surface light sunlight blue trench pressure"),
            ("a school of lanternfish", "lanternfish fish light glow glowing bioluminescence bioluminescent darkness"),
            ("an anglerfish behind its lure", "anglerfish fish predator predators prey teeth darkness hunt food"),
            ("glowing jellyfish", "jellyfish squid invertebrates animals plankton creatures ocean water waters"),
        ),
        ("water",),
        opening=2,
        props=("tropical-fish", "fish", "blowfish", "jellyfish"),
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
        props=("sun", "full-moon", "ringed-planet", "globe-showing-europe-africa"),
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
            ("a lake below a snowy cone", "mountain mountains fuji volcano lake reflection mirror peak"),
            ("maples over moss", "forest forests wood woods maple maples autumn moss"),
        ),
        ("ground",),
        rare=1,
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
    "laboratory": SetEntry(
        laboratory.draw,
        "a laboratory",
        (light.GOLDEN, light.DUSK, light.DAY),
        (
            ("glassware on the bench", "chemistry chemist experiment experiments penicillin medicine vaccine science"),
            (
                "a flask that glows in the dark",
                "radium radioactivity radioactive radiation polonium uranium discovery nobel prize",
            ),
            (
                "a blackboard of formulas",
                "physics physicist mathematics theory equation equations relativity professor",
            ),
        ),
        ("desk",),
        opening=1,
        props=("test-tube", "alembic", "microscope", "balance-scale", "petri-dish"),
        one_sided=True,
    ),
    "computers": SetEntry(
        computers.draw,
        "computers",
        (light.NIGHT,),
        (
            ("a desk by night", f"programmer programmers developer developers desk office work {_PROGRAMS}"),
            ("code on a screen", f"code syntax algorithm algorithms {_PROGRAMS}"),
            ("a hall of servers", "internet network networks server servers cloud data database web computing"),
        ),
        opening=1,
        props=("laptop", "desktop-computer", "keyboard", "computer-mouse", "globe-with-meridians"),
        one_sided=True,
    ),
    "bakery": SetEntry(
        bakery.draw,
        "a bakery",
        (light.GOLDEN, light.DAWN, light.DAY),
        (
            (
                "loaves before the oven",
                "oven bake baked baking baker bakery crust fire loaf loaves ofen backen hornear four",
            ),
            ("dough in a bowl", "dough knead yeast sourdough flour rest teig sauerteig mehl masa harina pâte farine"),
        ),
        ("desk",),
        opening=0,
        props=("bread", "baguette-bread"),
    ),
    "coffee": SetEntry(
        coffee.draw,
        "the land of coffee",
        (light.GOLDEN, light.DAY, light.DAWN),
        (
            (
                "ripe cherries on a branch",
                "cherry cherries bean beans seed seeds fruit plant plants tree berry arabica semilla fruto grano "
                "graine cerise bohne frucht kirsche بذرة ثمرة",
            ),
            ("a herder and his goats", "goat goats herder shepherd ethiopia ethiopian abyssinia legend"),
            ("dhows in a harbour", "harbour harbor port ports yemen mocha trade traders ship ships export world"),
            ("cups and a pot in a café", "cup cups café cafe coffeehouse espresso drink drinks beverage brewed house"),
        ),
        ("ground",),
        opening=0,
        props=("hot-beverage", "beans", "goat"),
    ),
    "uprising": SetEntry(
        uprising.draw,
        "a people in revolt",
        (light.GOLDEN, light.DAWN, light.DAY),
        (
            ("red flags before a fortress", "winter palace"),
            ("a red flag over a barricade", "revolt rebellion insurrection"),
            ("red flags in a street full of people", "protest protests strike petrograd october"),
            ("tricolours before a fortress", f"bastille prison fortress {_FRANCE}"),
            ("a tricolour over a barricade", f"barricade barricades republic république república {_FRANCE}"),
            ("tricolours in a street full of people", f"assembly assemblée estates états {_FRANCE}"),
        ),
        rare=3,
        one_sided=True,
    ),
    **PLACES,
    **MODERN,
    **PURSUITS,
    **INTERESTS,
}
