"""The stage: for subjects that have an icon but no scenery of their own, and for those that have neither."""

import math
from dataclasses import dataclass, replace

import numpy as np

from videoagent_agent_image.drawing.colour import Colour, mix, rgb
from videoagent_agent_image.drawing.light import GOLDEN, Light
from videoagent_agent_image.drawing.ridges import Ridge, ridge
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import Board, Sheet, paint, premultiplied, radial
from videoagent_agent_image.icons.sprites import contact_shadow, place, relit, sprite
from videoagent_agent_image.sets.brief import Brief, Framing
from videoagent_media.layers import Motion, Pixels


@dataclass(frozen=True)
class Palette:
    """Four tones of one mood, dark to light."""

    dark: Colour
    middle: Colour
    light: Colour
    glow: Colour


PALETTES: dict[str, Palette] = {
    "ember": Palette("#2a0f14", "#9c3a2a", "#f0924e", "#ffe3ae"),
    "violet": Palette("#160f3a", "#4a35a0", "#a47ff0", "#f0dcff"),
    "teal": Palette("#06262e", "#12707a", "#54c8bf", "#d8fff2"),
    "forest": Palette("#0b2414", "#2f7238", "#93cf62", "#f2ffc9"),
    "ocean": Palette("#061c3c", "#1458a0", "#57aee8", "#dcf5ff"),
    "rose": Palette("#330f2c", "#a43a70", "#f08aa8", "#ffe2dc"),
    "sand": Palette("#33200f", "#a06a34", "#ecbd74", "#fff3d0"),
    "slate": Palette("#10161f", "#3d5068", "#90a9c0", "#eef6ff"),
}

_OF_GROUP = {
    "nature": ("forest", "teal", "sand"),
    "food": ("ember", "sand", "rose"),
    "place": ("ocean", "slate", "ember"),
    "activity": ("violet", "rose", "ocean"),
    "object": ("ocean", "violet", "teal", "slate"),
}


def palette_for(group: str | None, seed: int) -> Palette:
    """Return a palette that suits a group of icons; any for None."""
    names = _OF_GROUP.get(group or "", tuple(PALETTES))
    return PALETTES[names[seed % len(names)]]


def light_of(palette: Palette) -> Light:
    """Return the light that the palette's scenery stands in."""
    return replace(GOLDEN, name="stage", haze=mix(palette.middle, palette.light, 0.6), key=palette.glow, sun=None)


_STANDING = frozenset(["food", "object", "place"])
"""Groups of icons that rest on the ground; the others hover a little above it."""
_IN_NUMBERS = frozenset(["food", "nature"])
"""Groups of icons of which three make as good a picture as one."""
ORGANS = frozenset(["anatomical-heart", "brain", "lungs", "tooth", "bone", "eye", "ear", "tongue"])
"""Icons of parts of the body, of which nobody has a row; they are shown in its inside."""
ORGANIC = (
    Palette("#2a0a18", "#8a2a44", "#f0807a", "#ffe6d2"),
    Palette("#1c0d2e", "#6a2a62", "#e8789a", "#ffe2e6"),
    Palette("#2e0c10", "#9c3434", "#f59a70", "#fff0d4"),
)
"""Palettes of the body."""


@dataclass(frozen=True)
class Cast:
    """Who is on the stage: icons by name."""

    hero: str
    supporting: tuple[str, ...] = ()
    """Out of focus behind the hero, up to four."""
    beside: tuple[str, ...] = ()
    """In a row with the hero, up to three."""
    group: str = ""
    """Of the hero's icon."""
    titled: bool = False
    """Whether a title stands at the lower left, or in a narrow frame below the middle."""


@dataclass(frozen=True)
class _Stand:
    """Where one figure is."""

    name: str
    x: float
    ground: float
    height: float
    depth: float = 0.56
    focus: float = 0.0
    flip: bool = False


def draw(brief: Brief, cast: Cast, palette: Palette) -> Scene:
    """Draw a hero on a lit stage, otherwise framed in every shot of a film."""
    board = brief.board
    scene = Scene(board, accent=mix(palette.light, palette.glow, 0.5))
    spot = _spot(board, brief.seed, cast)
    scene.add("backdrop", 0.0, backdrop(board, palette, spot, brief.seed))
    scene.add("rings", 0.05, _rings(board, palette, spot))
    above_title = 0.42 if board.square else 0.46 if board.portrait else 0.55
    floor = board.height * (above_title if cast.titled else 0.67)
    inside = cast.hero in ORGANS
    if inside:
        _cells(brief, scene, palette)
    else:
        _hills(brief, scene, palette, floor)
    if cast.supporting and not cast.titled:
        _supporting(brief, scene, palette, cast.supporting)
    for number, stand in enumerate(_stands(brief, cast, spot, floor + board.height * 0.055)):
        _figure(scene, palette, stand, number, hovers=cast.group not in _STANDING or inside, shadow=not inside)
    if not inside:
        _discs(brief, scene, palette)
    return scene


def _stands(brief: Brief, cast: Cast, spot: tuple[float, float], ground: float) -> list[_Stand]:
    """Place the figures, far to near: a row, one of many, one large at the edge of the frame, or one alone."""
    board = brief.board
    tall = board.height * (0.30 if board.portrait else 0.42)
    row = (cast.hero, *cast.beside[:3])
    if len(row) > 1:
        step = board.width * (0.30, 0.25, 0.20)[len(row) - 2]
        share = (0.82, 0.66, 0.52)[len(row) - 2]
        left = board.width / 2 - step * (len(row) - 1) / 2
        return [
            _Stand(name, left + step * number, ground, min(tall * share, _height_for(name, step * 0.94)))
            for number, name in enumerate(row)
        ]
    if cast.titled:
        return [_Stand(cast.hero, spot[0], ground, tall * (0.76 if board.square else 0.93))]
    if brief.framing is Framing.CLOSE:
        side = 1 if spot[0] >= board.width / 2 else -1
        x = board.width * (0.5 + side * (0.20 if not board.portrait else 0.12))
        return [_Stand(cast.hero, x, ground + tall * 0.06, tall * 1.5, depth=0.75, flip=side < 0)]
    if brief.framing is Framing.WIDE and cast.group in _IN_NUMBERS and cast.hero not in ORGANS:
        apart = board.width * (0.23 if not board.portrait else 0.28)
        return [
            _Stand(cast.hero, spot[0] - apart, ground - tall * 0.16, tall * 0.52, 0.36, 1.6, flip=True),
            _Stand(cast.hero, spot[0] + apart, ground - tall * 0.10, tall * 0.62, 0.44, 0.9),
            _Stand(cast.hero, spot[0], ground, tall * 0.9),
        ]
    return [_Stand(cast.hero, spot[0], ground, tall * (0.82 if brief.framing is Framing.WIDE else 1.0))]


def _height_for(name: str, width: float) -> float:
    """Return the height at which an icon is no wider than ``width``, so that neighbours in a row don't touch."""
    rows, columns = (float(side) for side in sprite(name).shape[:2])
    return width * rows / columns / min(1.0, 1.25 * rows / columns)


def _cells(brief: Brief, scene: Scene, palette: Palette) -> None:
    """Let cells drift through the picture, far and near: flat discs with a dent, turned every way."""
    board, random = brief.board, brief.random(8)
    area = board.width * board.height / (2304 * 1296)
    for number, (count, size, depth, focus) in enumerate(
        ((26, 46.0, 0.18, 3.0), (12, 92.0, 0.34, 1.0), (5, 190.0, 1.12, 9.0))
    ):
        sheet = Sheet(board)
        for _ in range(max(3, round(count * area))):
            x, y = board.width * float(random.random()), board.height * float(random.random())
            if number == 2 and abs(x / board.width - 0.5) < 0.34:
                x = board.width * (0.04 if x < board.width / 2 else 0.96)
            radius = size * (0.75 + 0.5 * float(random.random()))
            tone = mix(palette.middle, palette.light, 0.25 + 0.5 * float(random.random()))
            sheet.canvas.save()
            sheet.canvas.translate(x, y)
            sheet.canvas.rotate(360 * float(random.random()))
            sheet.canvas.scale(1, 0.45 + 0.5 * float(random.random()))
            lit = [
                (0, mix(tone, palette.dark, 0.45), 1),
                (0.5, tone, 1),
                (0.8, mix(tone, palette.glow, 0.35), 1),
                (1, tone, 1),
            ]
            sheet.canvas.drawCircle(0, 0, radius, paint(tone, 0.86, shader=radial((0, 0), radius, lit)))
            sheet.canvas.restore()
        drift = Motion(velocity=(-5 - 7 * number, 2), sway=(4, 9), period=6 - 0.6 * number, phase=0.3 * number)
        scene.add(f"cells {number}", depth, sheet, drift, focus=focus)


def _spot(board: Board, seed: int, cast: Cast) -> tuple[float, float]:
    if board.portrait or board.square:
        return board.width * 0.5, board.height * (0.32 if cast.titled else 0.42)
    share = 0.70 if cast.titled else (0.5, 0.60, 0.42)[seed % 3]
    return board.width * share, board.height * (0.36 if cast.titled else 0.44)


def backdrop(board: Board, palette: Palette, spot: tuple[float, float], seed: int) -> Pixels:
    """Draw a wall of light around ``spot``."""
    width, height = board.pixels
    columns = (np.arange(width, dtype=np.float32) / board.scale - spot[0])[None, :]
    rows = (np.arange(height, dtype=np.float32) / board.scale - spot[1])[:, None]
    reach = max(board.width, board.height) * 0.62
    distance = np.sqrt(columns**2 + (rows * 1.12) ** 2) / reach
    tones = [
        (0.0, palette.glow),
        (0.22, mix(palette.light, palette.glow, 0.45)),
        (0.45, palette.light),
        (0.72, palette.middle),
        (1.25, palette.dark),
    ]
    table = np.array([rgb(colour) for _, colour in _even(tones)], np.float32)
    at = np.clip(distance / 1.25, 0, 1) * (len(table) - 1)
    low = at.astype(np.int32)
    share = (at - low)[..., None]
    colours = table[low] * (1 - share) + table[np.minimum(low + 1, len(table) - 1)] * share
    return premultiplied(np.asarray(colours, np.float32))


def _even(stops: list[tuple[float, Colour]], count: int = 64) -> list[tuple[float, Colour]]:
    out: list[tuple[float, Colour]] = []
    last = stops[-1][0]
    for number in range(count):
        at = last * number / (count - 1)
        right = next(i for i, stop in enumerate(stops) if stop[0] >= at - 1e-9)
        left = max(0, right - 1)
        span = stops[right][0] - stops[left][0]
        share = 0.0 if span == 0 else (at - stops[left][0]) / span
        out.append((at, mix(stops[left][1], stops[right][1], share)))
    return out


def _rings(board: Board, palette: Palette, spot: tuple[float, float]) -> Sheet:
    sheet = Sheet(board)
    base = min(board.width, board.height)
    for number in range(4):
        radius = base * (0.38 + 0.16 * number)
        sheet.canvas.drawCircle(*spot, radius, paint(palette.glow, 0.16 - 0.03 * number, stroke=2))
        angle = 1.1 * number + 0.6
        dot = spot[0] + radius * math.cos(angle), spot[1] - radius * abs(math.sin(angle))
        sheet.canvas.drawCircle(*dot, 7 - number, paint(palette.glow, 0.6))
    return sheet


def _hills(brief: Brief, scene: Scene, palette: Palette, floor: float) -> None:
    board, light = brief.board, light_of(palette)
    for number in range(3):
        share = number / 2
        top = mix(mix(palette.light, palette.middle, 0.35 + 0.5 * share), palette.dark, 0.22 * share)
        shape = Ridge(
            floor + 130 * share - 30,
            110 - 40 * share,
            top,
            mix(top, palette.dark, 0.45 + 0.4 * share),
            rough=0.3,
            knots=1 + number,
            octaves=4,
            rim=palette.glow if number == 1 else None,
        )
        scene.add(f"hill {number}", 0.16 + 0.12 * number, ridge(board, shape, brief.seed + number, light))


def _supporting(brief: Brief, scene: Scene, palette: Palette, names: tuple[str, ...]) -> None:
    board = brief.board
    wide = ((0.17, 0.30, 0.15, -10), (0.85, 0.27, 0.14, 9), (0.27, 0.54, 0.10, 6), (0.74, 0.53, 0.10, -7))
    tall = ((0.20, 0.20, 0.09, -10), (0.80, 0.17, 0.085, 9), (0.14, 0.50, 0.06, 6), (0.87, 0.50, 0.06, -7))
    inset = 0.05 if board.square else 0.0  # or the frame's edge would cut them
    for number, name in enumerate(names[:4]):
        x, y, size, turn = (tall if board.portrait else wide)[number]
        x += inset if x < 0.5 else -inset
        sheet = Sheet(board)
        pixels = relit(sprite(name), palette.light, 0.55, shade=palette.dark, depth=0.25)
        place(sheet.canvas, pixels, board.width * x, board.height * y, board.height * size, turn=turn, opacity=0.9)
        scene.add(
            f"supporting {number}", 0.3, sheet, Motion(sway=(0, 7), period=7 + number, phase=0.3 * number), focus=3.2
        )


def _figure(scene: Scene, palette: Palette, stand: _Stand, number: int, *, hovers: bool, shadow: bool) -> None:
    board = scene.board
    pixels = relit(sprite(stand.name), palette.glow, 0.28, shade=mix(palette.dark, palette.middle, 0.3), depth=0.32)
    height = stand.height * min(1.0, 1.25 * pixels.shape[0] / pixels.shape[1])
    width = height * pixels.shape[1] / pixels.shape[0]
    lift = height * 0.05 if hovers else 0.0
    if shadow:
        below = Sheet(board)
        contact_shadow(below.canvas, stand.x, stand.ground, width * 0.95, opacity=0.42)
        scene.add(f"shadow {number}", stand.depth - 0.06, below)
    glow = Sheet(board)
    light = paint(palette.glow, 0.30, blur=height * 0.2)
    glow.canvas.drawCircle(stand.x, stand.ground - height * 0.55, height * 0.62, light)
    scene.add(f"glow {number}", stand.depth - 0.11, glow, Motion(flicker=0.18, flicker_rate=0.2))
    sheet = Sheet(board)
    place(sheet.canvas, pixels, stand.x, stand.ground - lift - height * 0.5, height, flip=stand.flip)
    motion = Motion(sway=(0, 6), period=5.5, phase=0.3 * number) if hovers else None
    scene.add(f"figure {number}", stand.depth, sheet, motion, focus=stand.focus)


def _discs(brief: Brief, scene: Scene, palette: Palette) -> None:
    board, random = brief.board, brief.random(7)
    discs = Sheet(board)
    for _ in range(9):
        size = 26 + 60 * random.random()
        discs.canvas.drawCircle(
            random.random() * board.width,
            board.height * (0.6 + 0.4 * random.random()),
            size,
            paint(palette.light, 0.07 + 0.06 * random.random()),
        )
    scene.add("discs", 1.15, discs, Motion(velocity=(-6, -4)), focus=4)
