"""Sets of what people do: music, sport, cooking, travel by rail and by air, and money."""

from videoagent_agent_image.drawing import light
from videoagent_agent_image.sets import concert, flight, kitchen, money, railway, stadium
from videoagent_agent_image.sets.entry import SetEntry

_BRIGHT = (light.GOLDEN, light.DAY, light.DAWN, light.DAY)
_CLASSICAL = (
    "classical beethoven mozart bach chopin vivaldi haydn schubert brahms liszt wagner verdi tchaikovsky composer "
    "compositeur compositor vienna symphony symphonie sinfonía opera opéra ópera concerto"
)
_TRAINS = "train trains railway railways railroad rail chemin fer tren trenes ferrocarril"
_PIONEERS = "wright brothers frères hermanos glider pioneer pioneers invention inventor inventors 1903"
_FOOD = "cooking cook cuisine cocina food kitchen recipe chef dish dishes"

PURSUITS: dict[str, SetEntry] = {
    "concert": SetEntry(
        concert.draw,
        "music",
        (light.NIGHT,),
        (
            (
                "light beams over a crowd",
                "rock pop band bands festival concert crowd fans tour hit song songs audience electronic hip hop punk "
                "metal beatles guitar guitars singer singers",
            ),
            ("a grand piano before gilded tiers", f"piano pianist hall sonata {_CLASSICAL}"),
            ("a jazz club", "jazz blues swing club bebop orleans ragtime quartet trumpet trumpeter"),
            (
                "a saxophone beside a microphone",
                "jazz saxophone saxophonist singer voice microphone recording soul improvisation solo",
            ),
            ("the keys of a piano", f"piano pianist keyboard keys melody jazz {_CLASSICAL}"),
            ("a conductor before an orchestra", f"orchestra orchestre orquesta conductor violin choir {_CLASSICAL}"),
            (
                "an electric guitar and its amplifier",
                "guitar guitars guitarra guitare rock blues electric metal punk beatles band",
            ),
        ),
        props=(
            "saxophone",
            "trumpet",
            "musical-keyboard",
            "drum",
            "guitar",
            "musical-score",
            "musical-notes",
            "studio-microphone",
        ),
        sided=(1, 3, 5),
    ),
    "stadium": SetEntry(
        stadium.draw,
        "sport",
        (light.DUSK, light.NIGHT, light.DUSK),
        (
            (
                "a pitch under floodlights",
                "football soccer fútbol fussball fußball calcio match pitch stadium world cup rugby",
            ),
            (
                "a ball before the goal",
                "football soccer fútbol fussball fußball calcio goal goals kick penalty balón footballer",
            ),
            (
                "runners on a track",
                "olympic olympics olympique olympiques olímpico olímpicos games jeux juegos athletics athletes running "
                "marathon sprint race track flame torch",
            ),
            (
                "winners on their podium",
                "olympic olympics olympique olympiques olímpico olímpicos games jeux juegos medal medals winner "
                "champion champions trophy ceremony",
            ),
            ("a ball above its basket", "basketball baloncesto basket nba"),
            ("a racket and a ball on clay", "tennis tenis racket racquet wimbledon"),
        ),
        rare=4,
        props=("soccer-ball", "goal-net", "basketball", "tennis", "running-shoe", "sports-medal", "trophy", "stadium"),
    ),
    "kitchen": SetEntry(
        kitchen.draw,
        "good food",
        (light.GOLDEN, light.DAY),
        (
            ("pots on the stove", f"stove pot pan boil fry heat vegetables pasta spaghetti noodles {_FOOD}"),
            (
                "a table for two",
                "restaurant restaurants dinner table wine waiter guests gastronomy michelin cuisine cocina "
                "gastronomie dish dishes chef cheese fromage queso",
            ),
            ("sushi on a board", "sushi fish rice roll rolls nigiri maki sashimi seafood wasabi"),
            ("a sushi bar", "sushi chef bar restaurant tokyo edo japan japanese vinegar fermented"),
            ("a pizza before the oven", "pizza pizzas pizzeria naples napoli oven margherita tomato mozzarella"),
            ("a plate of spaghetti", "pasta pâtes spaghetti noodle noodles macaroni lasagna sauce"),
            ("a bar of chocolate", "chocolate chocolat cocoa cacao bar sweet candy truffle sugar milk swiss"),
            (
                "cocoa pods on their tree",
                "chocolate chocolat cocoa cacao tree trees beans aztec maya plant seed",
            ),
            ("a board of cheese", "cheese cheeses fromage fromages queso quesos milk rind cheddar roquefort"),
            ("a pizza in the making", "pizza pizzas dough topping toppings mozzarella sauce flour basil"),
        ),
        rare=8,
        props=("sushi", "pizza", "spaghetti", "chocolate-bar", "cheese-wedge", "cooking", "chopsticks"),
    ),
    "railway": SetEntry(
        railway.draw,
        "the railway",
        (light.GOLDEN, light.DAY, light.DAWN),
        (
            (
                "a steam train on a viaduct",
                f"steam vapeur vapor locomotive locomotives line express journey orient engine engines {_TRAINS}",
            ),
            (
                "a station under its iron roof",
                f"station stations orient express gare estación hall passengers platform {_TRAINS}",
            ),
            ("a high-speed train", f"high speed tgv shinkansen bullet electric modern maglev {_TRAINS}"),
            ("the wheels of an engine", "steam engine engines vapeur vapor wheel wheels rods piston boiler locomotive"),
            ("an underground station", "metro métro subway underground tube tunnel tunnels"),
        ),
        rare=1,
        props=(
            "locomotive",
            "train",
            "high-speed-train",
            "bullet-train",
            "railway-car",
            "railway-track",
            "metro",
            "station",
        ),
    ),
    "flight": SetEntry(
        flight.draw,
        "flight",
        _BRIGHT,
        (
            (
                "an airliner above the clouds",
                "airliner airplane aircraft plane jet avion avión aviation airline airlines airport airports",
            ),
            (
                "a wing seen from the window",
                "passenger passengers window airport airports airline wing wings travel flight",
            ),
            ("a flying machine over dunes", f"flyer biplane first kitty hawk {_PIONEERS}"),
            ("a wing in its workshop", f"workshop engine design cloth wood {_PIONEERS}"),
            ("balloons above a valley", "balloon balloons montgolfier hot-air globo globos montgolfière"),
        ),
        rare=3,
        props=("airplane", "small-airplane", "balloon"),
    ),
    "money": SetEntry(
        money.draw,
        "money",
        (light.GOLDEN, light.DAY),
        (
            (
                "coins before a chart",
                "coin coins bitcoin cryptocurrency currency inflation price prices economy growth interest tax "
                "savings bank banks banking",
            ),
            ("gold in a vault", "gold bank banks banking vault reserve deposit loan credit banque banco"),
            (
                "an exchange full of traders",
                "stock exchange market markets share shares trade traders crash bourse bolsa economy inflation prices "
                "finance",
            ),
        ),
        props=("coin", "money-bag", "bank", "chart-increasing", "bar-chart"),
        one_sided=True,
    ),
}
