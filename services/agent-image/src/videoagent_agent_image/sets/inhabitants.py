"""Animals in their places: icons set into a scene with the light, size and shadow of where they stand."""

from dataclasses import replace

from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import Sheet
from videoagent_agent_image.icons.sprites import contact_shadow, place, relit, sprite
from videoagent_agent_image.sets.brief import Brief, Framing
from videoagent_agent_image.sets.interior import DESK
from videoagent_media.layers import Motion

_GROUND = 0.77
"""Where feet are, share of the canvas height: captions hardly reach them."""


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


FLYERS = _names(
    "honeybee butterfly bird dove eagle owl parrot bat lady-beetle mosquito fly duck swan flamingo goose airplane "
    "small-airplane helicopter balloon kite parachute flying-saucer"
)
SWIMMERS = _names(
    "tropical-fish fish blowfish shark dolphin whale spouting-whale octopus turtle seal jellyfish squid "
    "shrimp lobster crab"
)
WALKERS = _names(
    "cow ox water-buffalo horse ewe ram goat pig rabbit rooster chicken hatching-chick deer moose bison fox wolf bear "
    "badger hedgehog chipmunk beaver polar-bear penguin camel two-hump-camel tiger leopard gorilla "
    "orangutan dog cat llama donkey kangaroo turkey peacock snail skunk sloth otter dodo "
    "elephant mammoth giraffe zebra rhinoceros hippopotamus lion crocodile lizard sauropod t-rex mouse rat monkey "
    "panda"
)

HABITATS: dict[str, str] = {
    animal: setting
    for setting, animals in {
        "meadow": "honeybee butterfly lady-beetle cow ox horse ewe ram goat pig rabbit rooster chicken bird dove "
        "donkey turkey kite hatching-chick snail",
        "forest": "badger hedgehog chipmunk beaver moose",
        "jungle": "gorilla orangutan tiger leopard parrot sloth monkey",
        "wildlife": "deer fox wolf bear owl eagle panda",
        "home": "cat black-cat dog poodle",
        "snow": "polar-bear penguin",
        "savanna": "elephant giraffe zebra lion rhinoceros hippopotamus",
        "underwater": "tropical-fish fish blowfish shark dolphin whale spouting-whale octopus turtle jellyfish squid "
        "lobster",
    }.items()
    for animal in animals.split()
}
"""Icon → set in which the animal lives."""


def settle(scene: Scene, brief: Brief, name: str, roomy: tuple[str, ...]) -> bool:
    """Put the animal into the scene where the set has room for its kind; returns whether it did."""
    if name in FLYERS and "air" in roomy:
        _fly(scene, brief, name)
    elif name in SWIMMERS and "water" in roomy:
        _swim(scene, brief, name)
    elif name in WALKERS and "ground" in roomy:
        _stand(scene, brief, name)
    else:
        return False
    return True


def has_room(name: str, roomy: tuple[str, ...]) -> bool:
    """Whether :func:`settle` would place the icon."""
    kinds = ((FLYERS, "air"), (SWIMMERS, "water"), (WALKERS, "ground"))
    return any(name in names and kind in roomy for names, kind in kinds)


def room_for(name: str, roomy: tuple[str, ...]) -> str | None:
    """Return where in a set a thing that was asked for goes; None where the set has no room for it."""
    if name in SWIMMERS:
        return "water" if "water" in roomy else None
    kinds = ("air", "ground", "desk") if name in FLYERS else ("ground", "desk")
    return next((kind for kind in kinds if kind in roomy), None)


def arrange(scene: Scene, brief: Brief, names: tuple[str, ...], roomy: tuple[str, ...]) -> None:
    """Put exactly these things into the scene, each where the set has room for it, lit as what is around them."""
    board, light, random = brief.board, brief.light, brief.random(204)
    unit = min(board.width, board.height)
    shift = 0.06 * float(random.random() - 0.5)
    spread = (0.0, 0.36, 0.48, 0.54)[len(names) - 1]
    for number, name in enumerate(names):
        kind = room_for(name, roomy)
        if kind is None:
            continue
        share = 0.5 if len(names) == 1 else number / (len(names) - 1)
        x = board.width * (0.5 + shift + (spread * (share - 0.5) if len(names) > 1 else 0.0))
        size = unit * (0.36, 0.30, 0.24, 0.20)[len(names) - 1] * (1.25 if name in _LARGE else 1.0)
        pixels = relit(sprite(name), light.key, 0.18, shade=light.on("#2a2018"), depth=0.25 + 0.3 * light.dimming)
        tall = size * min(1.0, 1.2 * pixels.shape[0] / pixels.shape[1])
        wide = tall * pixels.shape[1] / pixels.shape[0]
        sheet = Sheet(board)
        label = f"thing {number}"
        if kind in ("air", "water"):
            y = board.height * (0.38 + 0.08 * (number % 2))
            place(sheet.canvas, pixels, x, y, tall, turn=float(random.normal(0, 4)))
            scene.insert(label, 0.62, sheet, Motion(velocity=(-7, 0), sway=(0, 10), period=4.6 + 0.5 * number))
            continue
        foot = board.height * (_GROUND + 0.012 * (number % 2))
        depth = 0.82
        if kind == "desk":
            foot, depth = board.height * (DESK + 0.06), 0.65
            x = board.width * (0.58 + (share - 0.5) * 0.4 * (len(names) > 1))
            tall, wide = tall * 0.9, wide * 0.9
        contact_shadow(sheet.canvas, x, foot, wide, opacity=0.4)
        place(sheet.canvas, pixels, x, foot - tall * 0.47, tall)
        scene.insert(label, depth, sheet)


_LARGE = _names(
    "elephant mammoth giraffe rhinoceros hippopotamus sauropod t-rex horse ox camel two-hump-camel castle house "
    "locomotive train automobile bus tractor delivery-truck fire-engine japanese-castle church deciduous-tree"
)


def _fly(scene: Scene, brief: Brief, name: str) -> None:
    board, light, random = brief.board, brief.light, brief.random(201)
    unit = min(board.width, board.height)
    pixels = relit(sprite(name), light.key, 0.26, shade=light.on("#3a2418"), depth=0.24 + 0.3 * light.dimming)
    far, main = Sheet(board), Sheet(board)
    for _ in range(8):
        x, y = (
            board.width * (0.08 + 0.84 * float(random.random())),
            board.height * (0.16 + 0.34 * float(random.random())),
        )
        place(
            far.canvas, pixels, x, y, unit * (0.022 + 0.024 * float(random.random())), turn=float(random.normal(0, 10))
        )
    left = brief.on_left
    lead = (
        (0.34 if left else 0.62, 0.36, 0.20),
        (0.70 if left else 0.26, 0.50, 0.10),
        (0.82 if left else 0.16, 0.28, 0.075),
    )
    for x, y, size in lead:
        place(
            main.canvas,
            pixels,
            board.width * x,
            board.height * y,
            unit * size,
            turn=float(random.normal(0, 6)),
            flip=not left,
        )
    drift = -14.0 if left else 14.0
    scene.insert("far flock", 0.34, far, Motion(velocity=(drift * 0.4, 0), sway=(0, 7), period=3.4), focus=0.8)
    scene.insert("flock", 0.64, main, Motion(velocity=(drift, 0), sway=(0, 12), period=3.7))
    near = Sheet(board)
    place(near.canvas, pixels, board.width * (0.95 if left else 0.05), board.height * 0.17, unit * 0.34, turn=12)
    scene.insert("near flock", 1.1, near, Motion(velocity=(drift * 2, 0), sway=(0, 20), period=4.8), focus=9)


_SHOALS: dict[Framing, tuple[tuple[tuple[float, float, float], ...], ...]] = {
    Framing.WIDE: (
        ((0.20, 0.30, 0.06), (0.29, 0.40, 0.07), (0.38, 0.27, 0.06), (0.47, 0.38, 0.07), (0.78, 0.56, 0.07)),
        ((0.62, 0.30, 0.15), (0.74, 0.42, 0.13), (0.36, 0.56, 0.12)),
    ),
    Framing.MEDIUM: (((0.30, 0.56, 0.12),), ((0.60, 0.42, 0.30),)),
    Framing.CLOSE: (((0.20, 0.34, 0.10), (0.28, 0.58, 0.08)), ((0.63, 0.40, 0.50),)),
}
"""Far and near shoals of each framing: where each animal is, shares of the canvas, and how large."""


def _swim(scene: Scene, brief: Brief, name: str) -> None:
    board, random = brief.board, brief.random(202)
    unit = min(board.width, board.height)
    pixels = relit(sprite(name), "#bfeef4", 0.26, shade="#052848", depth=0.4)
    left = brief.on_left
    motion = Motion(velocity=(-9 if left else 9, 0), sway=(0, 11), period=5.5)
    for number, shoal in enumerate(_SHOALS[brief.framing]):
        sheet = Sheet(board)
        for x, y, size in shoal:
            across = board.width * (x if left else 1 - x)
            turn = float(random.normal(0, 5))
            place(sheet.canvas, pixels, across, board.height * y, unit * size, turn=turn, flip=not left)
        near = 0.46 + 0.2 * number
        drift = replace(motion, velocity=(motion.velocity[0] * near * 1.6, 0), phase=0.4 * number)
        scene.insert(f"swimmers {number}", near, sheet, drift, focus=1.2 if number == 0 and len(shoal) > 3 else 0)


def _stand(scene: Scene, brief: Brief, name: str) -> None:
    board, light = brief.board, brief.light
    unit = min(board.width, board.height)
    pixels = relit(sprite(name), light.key, 0.20, shade=light.on("#2a2018"), depth=0.25 + 0.3 * light.dimming)
    left = brief.on_left
    scale = 1.3 if brief.framing is Framing.CLOSE else 1.0
    herd = [("lead", 0.82, (0.30 if left else 0.70, _GROUND + 0.01, 0.27 * scale))]
    if brief.framing is not Framing.CLOSE:
        herd.insert(0, ("herd", 0.80, (0.62 if left else 0.40, _GROUND - 0.012, 0.15)))
    if brief.framing is Framing.WIDE:
        herd.insert(0, ("far herd", 0.78, (0.78 if left else 0.22, _GROUND - 0.025, 0.11)))
    for label, depth, (x, foot, size) in herd:
        sheet = Sheet(board)
        tall = unit * size * min(1.0, 1.2 * pixels.shape[0] / pixels.shape[1])
        wide = tall * pixels.shape[1] / pixels.shape[0]
        contact_shadow(sheet.canvas, board.width * x, board.height * foot, wide, opacity=0.4)
        place(sheet.canvas, pixels, board.width * x, board.height * foot - tall * 0.47, tall, flip=left)
        scene.insert(label, depth, sheet)
