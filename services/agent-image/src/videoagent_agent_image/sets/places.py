"""Sets of places and ages that one knows at first sight."""

from videoagent_agent_image.drawing import light
from videoagent_agent_image.sets import antiquity, great_wall, sacred, savanna, venice, vikings
from videoagent_agent_image.sets.entry import SetEntry

_BRIGHT = (light.GOLDEN, light.DAY, light.DAWN, light.DAY)
_EVENING = (light.GOLDEN, light.DAY, light.DAWN, light.DUSK)

_LION = "lion lions lioness lionesses panthera leo lionne lionnes león leones löwe löwen"
_THINKERS = "philosophy philosopher philosophers plato socrates aristotle platon platón socrate sócrates"
_CATHEDRAL = (
    ("a nave under ribs and coloured windows", "nave interior inside vault vaults mass congregation bishop church"),
    ("two towers on a square", "tower towers façade facade spire spires front built building architecture bells city"),
    (
        "a rose window above candles",
        "rose window windows glass candle candles god jesus christ bible prayer faith",
    ),
)
_OF_MOSQUES = "mosque mosques mosquée mosquées mezquita mezquitas"
_MOSQUE = (
    ("domes and minarets by the water", f"dome domes minaret minarets istanbul city {_OF_MOSQUES}"),
    (
        "a hall of arches",
        f"hall arch arches column columns inside prayer pray cordoba córdoba quran koran alhambra {_OF_MOSQUES}",
    ),
)
_MANDIR = (
    ("a temple above its pond", "temple temples shiva vishnu krishna worship deity deities god gods"),
    (
        "steps at a holy river",
        "ganges river bath bathing ritual rituals pilgrim pilgrims varanasi festival",
    ),
)
_BUDDHA = "buddha buddhism buddhist buddhists bouddhisme budismo"
_STUPAS = (
    ("a statue in thought", f"meditation statue monk monks nirvana enlightenment teacher siddhartha {_BUDDHA}"),
    ("a valley of temples", f"stupa stupas pagoda pagodas temple temples bagan borobudur asia burma myanmar {_BUDDHA}"),
)

PLACES: dict[str, SetEntry] = {
    "savanna": SetEntry(
        savanna.draw,
        "the African savanna",
        (light.GOLDEN, light.DAY, light.GOLDEN, light.DAWN),
        (
            ("elephants before a low sun", "elephant elephants herd herds mammal mammals evening sunset"),
            ("giraffes among acacias", "giraffe giraffes acacia acacias trees leaves browse kenya tallest safari"),
            ("a lion on its rock", f"king mane roar predator predators rock male males {_LION}"),
            (
                "zebras at a waterhole",
                "zebra zebras water waterhole river drink migration wildebeest antelope kilimanjaro serengeti tanzania",
            ),
            ("an elephant and its calf", "elephant elephants calf calves trunk tusk tusks ivory birth young"),
            ("lions at rest", f"pride prides cubs hunt hunting sleep rest female females {_LION}"),
            ("a giraffe in the leaves", "giraffe giraffes neck necks tongue browse tallest acacia leaves head"),
            ("zebras in the grass", "zebra zebras stripes striped herd herds grass"),
        ),
        ("ground",),
        props=("elephant", "giraffe", "lion", "zebra"),
    ),
    "sacred": SetEntry(
        sacred.draw,
        "a place of worship",
        _BRIGHT,
        (*_CATHEDRAL, *_MOSQUE, *_MANDIR, *_STUPAS),
        props=("church", "mosque", "hindu-temple"),
    ),
    "cathedral": SetEntry(sacred.cathedral, "a cathedral", _BRIGHT, _CATHEDRAL, opening=0, props=("church", "candle")),
    "mosque": SetEntry(sacred.of_islam, "a mosque", _EVENING, _MOSQUE, opening=0, props=("mosque",)),
    "hindu_temple": SetEntry(sacred.of_hinduism, "a Hindu temple", _EVENING, _MANDIR, props=("hindu-temple",)),
    "stupas": SetEntry(sacred.of_buddhism, "Buddhist stupas", _BRIGHT, _STUPAS, opening=1),
    "antiquity": SetEntry(
        antiquity.draw,
        "Ancient Greece",
        _BRIGHT,
        (
            (
                "a temple above the sea",
                f"temple temples sea parthenon acropolis athena zeus god gods goddess marble columns {_THINKERS}",
            ),
            (
                "people talking in a colonnade",
                f"school academy democracy assembly citizens politics ethics ideas agora {_THINKERS}",
            ),
            (
                "a ship of oars before a cape",
                "sea ship ships boat boats fleet navy war wars persian troy trojan salamis odyssey odysseus "
                "trade colonies voyage",
            ),
            (
                "runners on a vase",
                "olympic olympics olympia games athletes athletics sport race running vase pottery art myth myths "
                "mythology heracles hero heroes",
            ),
        ),
        opening=0,
        props=("amphora", "classical-building", "sailboat", "olive"),
    ),
    "venice": SetEntry(
        venice.draw,
        "Venice",
        _EVENING,
        (
            (
                "a gondola on the great canal",
                "canal canals palace palaces grand republic doge trade merchant gondola gondolas",
            ),
            (
                "a bridge over a narrow canal",
                "bridge bridges rialto street streets houses alley carnival gondola gondolas",
            ),
            ("gondolas at the lagoon", "lagoon island islands gondola gondolas sea tide flood boat boats marco mark"),
        ),
        opening=2,
        props=("canoe", "sailboat", "performing-arts"),
    ),
    "great_wall": SetEntry(
        great_wall.draw,
        "the Great Wall",
        (light.DAWN, light.GOLDEN, light.DAY),
        (
            ("towers over hazy ridges", "mountain mountains length kilometres miles long border borders"),
            (
                "the way along its top",
                "walk walks tourist tourists visit visitors built build brick bricks stone stones path",
            ),
            (
                "beacons at dusk",
                "beacon beacons signal signals fire smoke army armies soldiers mongol mongols invasion war raids",
            ),
        ),
        opening=0,
        props=("brick",),
        nights=(2,),
    ),
    "vikings": SetEntry(
        vikings.draw,
        "the age of the Vikings",
        (light.GOLDEN, light.DAY, light.DAWN),
        (
            (
                "a longship on a fjord",
                "ship ships boat boats longship longships sea voyage voyages sail raid raids seafaring trade",
            ),
            (
                "longhouses at the shore",
                "village house longhouse longhouses farm farmers home family settlement settlements town",
            ),
            (
                "ships under the northern lights",
                "night gods god odin thor valhalla myth mythology religion north winter lights",
            ),
        ),
        opening=0,
        props=("shield", "axe", "sailboat", "canoe"),
        nights=(2,),
    ),
}
