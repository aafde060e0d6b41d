"""Sets of what people are curious about: animals, art, the world before them, a pet at home, tea, a game, a press."""

from videoagent_agent_image.drawing import light
from videoagent_agent_image.sets import chess, dinosaurs, home, printing, studio, tea, wildlife
from videoagent_agent_image.sets.entry import SetEntry

_BRIGHT = (light.GOLDEN, light.DAY, light.DAWN, light.DAY)
_WOLF = "wolf wolves loup loups lobo lobos wolf's canis howl howling"
_BEAR = "bear bears ours oso osos grizzly ursus brown"

_ART = "art arte arts artist artists artiste painter painters painted painting paintings peinture pintura masterpiece"

_SAURIAN = "dinosaur dinosaurs dinosauria dinosaure dinosaures dinosaurio dinosaurios"

_CAT = "cat cats kitten kittens chat chats gato gatos feline felis whiskers"
_DOG = "dog dogs puppy puppies chien chiens perro perros canine canis"

_CHESS = "chess échecs ajedrez player players"

_TEA = "tea teas thé thés té"

_PRINT = "press printing print printed printer printers gutenberg imprimerie imprenta typography"

INTERESTS: dict[str, SetEntry] = {
    "wildlife": SetEntry(
        wildlife.draw,
        "wild animals",
        _BRIGHT,
        (
            ("a wolf that howls at the moon", f"night moon voice sound myth legend werewolf {_WOLF}"),
            ("a pack of wolves in the snow", f"pack packs winter snow hunt hunting prey pups family {_WOLF}"),
            ("a bear by a river", f"river salmon fish water food diet {_BEAR}"),
            ("a bear and its cub", f"cub cubs mother forest hibernate hibernation den young {_BEAR}"),
            ("a fox in autumn", "fox foxes renard renards zorro zorros vulpes"),
            ("a stag in the morning mist", "deer stag stags elk cerf cerfs ciervo ciervos antler antlers"),
            ("an owl by night", "owl owls hibou hiboux chouette chouettes búho búhos lechuza nocturnal"),
            ("an eagle above the mountains", "eagle eagles aigle aigles águila águilas hawk falcon raptor raptors"),
            ("a panda among bamboo", "panda pandas bamboo bambou bambú"),
        ),
        props=("wolf", "bear", "fox", "deer", "owl", "eagle", "panda"),
        nights=(0, 6),
    ),
    "studio": SetEntry(
        studio.draw,
        "art",
        (light.GOLDEN, light.DAY, light.DAWN),
        (
            (
                "a portrait on its easel",
                f"portrait portraits mona lisa easel workshop leonardo vinci raphael renaissance {_ART}",
            ),
            (
                "drawings of machines",
                "drawing drawings notebook notebooks machine machines invention inventions inventor engineer "
                "anatomy science scientific leonardo vinci vitruvian flying codex genius",
            ),
            (
                "Florence and its dome",
                "florence florentine firenze italy italian city republic medici renaissance renacimiento humanism dome "
                "architecture michelangelo leonardo vinci born europe century tuscany",
            ),
            (
                "a museum's hall",
                "museum museums musée musées museo museos gallery galleries louvre prado exhibition collection gogh "
                f"picasso monet rembrandt {_ART}",
            ),
            (
                "sunflowers beside a starry night",
                f"gogh sunflowers starry impressionism impressionist monet {_ART}",
            ),
            (
                "a painting in planes",
                f"picasso cubism cubist cubisme cubismo modern abstract surrealism avant-garde guernica {_ART}",
            ),
            (
                "a head of marble",
                "sculpture sculptures escultura sculptor sculptors statue statues marble michelangelo rodin bernini",
            ),
        ),
        rare=3,
        props=("artist-palette", "framed-picture", "paintbrush", "sunflower", "classical-building"),
    ),
    "dinosaurs": SetEntry(
        dinosaurs.draw,
        "the age of the dinosaurs",
        (light.GOLDEN, light.DAY, light.GOLDEN, light.DAWN),
        (
            (
                "long-necks before a volcano",
                "sauropod sauropods brachiosaurus diplodocus herbivore herbivores giant giants largest plants "
                f"volcano climate {_SAURIAN}",
            ),
            (
                "a Tyrannosaurus among tree ferns",
                f"forest ferns tyrannosaurus rex theropod theropods carnivore carnivores predator teeth {_SAURIAN}",
            ),
            (
                "horned dinosaurs below pterosaurs",
                f"triceratops horn horns ceratopsian herd herds pterosaur pterosaurs bird birds feathers {_SAURIAN}",
            ),
            (
                "a skeleton in a museum",
                "fossil fossils fossile fossiles fósil fósiles bone bones skeleton skeletons museum paleontology "
                "paleontologist paleontologists excavation discovered discovery extinction extinct scientists species",
            ),
        ),
        opening=0,
        props=("sauropod", "t-rex", "bone"),
    ),
    "home": SetEntry(
        home.draw,
        "life with pets",
        (light.GOLDEN, light.DAY, light.DAWN),
        (
            ("a cat on the windowsill", f"window {_CAT}"),
            ("a dog by the fire", f"fire hearth {_DOG}"),
            ("a cat asleep on a sofa", f"sofa couch sleep sleeps sleeping purr {_CAT}"),
            ("a dog that runs after its ball", f"ball fetch {_DOG}"),
        ),
        props=("cat", "black-cat", "dog", "poodle", "service-dog", "guide-dog", "couch-and-lamp"),
    ),
    "chess": SetEntry(
        chess.draw,
        "a game of chess",
        (light.DUSK,),
        (
            ("a board in the middle game", f"board move moves rules game play tournament world computer {_CHESS}"),
            ("a king and a knight", f"king queen knight piece pieces checkmate master grandmaster champion {_CHESS}"),
        ),
        opening=1,
        props=("chess-pawn", "crown", "shield"),
    ),
    "tea": SetEntry(
        tea.draw,
        "tea",
        (light.GOLDEN, light.DAY, light.DAWN),
        (
            (
                "terraces of tea bushes",
                f"plantation plantations grown grow cultivation india china ceylon darjeeling harvest trade {_TEA}",
            ),
            (
                "a pot and cups",
                f"cup cups pot teapot ceremony brewed british afternoon {_TEA}",
            ),
            (
                "two leaves and a bud",
                f"leaf leaves plant camellia sinensis green oolong bud picked plucked species {_TEA}",
            ),
        ),
        opening=0,
        props=("teacup-without-handle", "teapot", "bubble-tea", "hot-beverage", "maple-leaf"),
    ),
    "printing": SetEntry(
        printing.draw,
        "the first printed books",
        (light.GOLDEN, light.DAY, light.DAWN),
        (
            (
                "a hand press in its shop",
                f"workshop type types workers sheets {_PRINT}",
            ),
            ("a great printed book", f"book books bible page pages letters {_PRINT}"),
        ),
        opening=0,
        props=("newspaper", "rolled-up-newspaper", "printer", "open-book", "books"),
        one_sided=True,
    ),
}
