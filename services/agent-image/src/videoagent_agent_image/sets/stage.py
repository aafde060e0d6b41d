"""The stage: for subjects that have an icon but no scenery of their own, and for those that have neither."""

import math
from dataclasses import dataclass, replace

import numpy as np
import skia

from videoagent_agent_image.drawing.colour import Colour, adjust, mix, rgb
from videoagent_agent_image.drawing.light import GOLDEN, Light
from videoagent_agent_image.drawing.ridges import Ridge, ridge
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import ADD, Board, Sheet, linear, paint, premultiplied
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

_NEARNESS = {Framing.WIDE: 0.78, Framing.MEDIUM: 1.0, Framing.CLOSE: 1.16}
"""How large the hero is drawn, so that two shots of one subject are not one picture."""

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


def draw(
    brief: Brief, hero: str | None, supporting: tuple[str, ...], palette: Palette, beside: tuple[str, ...] = ()
) -> Scene:
    """Draw the hero icon on a lit stage; without icons, the light alone.

    Supporting icons are out of focus behind it, those in ``beside`` (up to three) stand in a row with it.
    """
    board = brief.board
    scene = Scene(board, accent=mix(palette.light, palette.glow, 0.5))
    spot = _spot(board, brief.seed)
    scene.add("backdrop", 0.0, backdrop(board, palette, spot, brief.seed))
    scene.add("rings", 0.05, _rings(board, palette, spot))
    floor = board.height * (0.66 if board.portrait or board.square else 0.72)  # captions of a narrow frame are taller
    _hills(brief, scene, palette, floor)
    if supporting:
        _supporting(brief, scene, palette, supporting)
    if hero:
        row = (hero, *beside[:3])
        step = board.width * (0.0, 0.30, 0.25, 0.20)[len(row) - 1]
        middle = spot[0] if len(row) == 1 else board.width / 2
        for number, name in enumerate(row):
            x = middle + step * (number - (len(row) - 1) / 2)
            share = (1.0, 0.82, 0.66, 0.52)[len(row) - 1]
            _hero(brief, scene, palette, name, (x, floor), share * _NEARNESS[brief.framing])
    else:
        _arcs(brief, scene, palette, spot)
    _dust(brief, scene, palette)
    return scene


def _spot(board: Board, seed: int) -> tuple[float, float]:
    share = (0.5, 0.60, 0.42)[seed % 3] if not (board.portrait or board.square) else 0.5
    return board.width * share, board.height * (0.44 if not board.portrait else 0.42)


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
    for number, name in enumerate(names[:4]):
        x, y, size, turn = (tall if board.portrait else wide)[number]
        sheet = Sheet(board)
        pixels = relit(sprite(name), palette.light, 0.55, shade=palette.dark, depth=0.25)
        place(sheet.canvas, pixels, board.width * x, board.height * y, board.height * size, turn=turn, opacity=0.9)
        scene.add(
            f"supporting {number}", 0.3, sheet, Motion(sway=(0, 7), period=7 + number, phase=0.3 * number), focus=3.2
        )


def _hero(brief: Brief, scene: Scene, palette: Palette, name: str, place_at: tuple[float, float], share: float) -> None:
    board = brief.board
    x, floor = place_at
    pixels = relit(sprite(name), palette.glow, 0.28, shade=mix(palette.dark, palette.middle, 0.3), depth=0.32)
    height = board.height * 0.44 if not board.portrait else board.height * 0.30
    height *= share * min(1.0, 1.25 * pixels.shape[0] / pixels.shape[1])
    ground = floor + board.height * 0.055
    shadow = Sheet(board)
    width = height * pixels.shape[1] / pixels.shape[0]
    contact_shadow(shadow.canvas, x, ground + height * 0.03, width * 0.95, opacity=0.42)
    scene.add("hero shadow", 0.5, shadow)
    glow = Sheet(board)
    glow.canvas.drawCircle(x, ground - height * 0.55, height * 0.62, paint(palette.glow, 0.30, blur=height * 0.2))
    scene.add("hero glow", 0.45, glow)
    sheet = Sheet(board)
    place(sheet.canvas, pixels, x, ground - height * 0.53, height)
    scene.add("hero", 0.56, sheet, Motion(sway=(0, 6), period=5.5))


def _arcs(brief: Brief, scene: Scene, palette: Palette, spot: tuple[float, float]) -> None:
    """Draw overlapping translucent sails of light: movement without a subject."""
    board, random = brief.board, brief.random(3)
    for number in range(3):
        sheet = Sheet(board)
        base = board.height * (0.70 + 0.07 * number)
        path = skia.Path()
        path.moveTo(-20, board.height + 20)
        path.lineTo(-20, base + 60 * random.random())
        swell = board.height * (0.20 - 0.05 * number)
        path.cubicTo(
            board.width * 0.3,
            base - swell,
            board.width * (0.55 + 0.1 * random.random()),
            base + swell,
            board.width + 20,
            base - swell * (0.3 + random.random()),
        )
        path.lineTo(board.width + 20, board.height + 20)
        path.close()
        tone = adjust(mix(palette.middle, palette.light, 0.5 - 0.15 * number), lightness=1 - 0.08 * number)
        sheet.canvas.drawPath(
            path,
            paint(
                tone,
                0.55,
                shader=linear((0, base - swell), (0, board.height), [(0, tone, 0.75), (1, palette.dark, 0.9)]),
            ),
        )
        scene.add(
            f"sail {number}",
            0.4 + 0.15 * number,
            sheet,
            Motion(sway=(10, 4), period=9 + 2 * number, phase=0.3 * number),
        )
    glow = Sheet(board)
    glow.canvas.drawCircle(*spot, min(board.width, board.height) * 0.2, paint(palette.glow, 0.5, blur=90, blend=ADD))
    scene.add("light", 0.1, glow)


def _dust(brief: Brief, scene: Scene, palette: Palette) -> None:
    board, random = brief.board, brief.random(7)
    sheet = Sheet(board)
    for _ in range(60):
        size = 1.2 + 4.5 * random.random() ** 3
        sheet.canvas.drawCircle(
            random.random() * board.width,
            random.random() * board.height,
            size,
            paint(palette.glow, 0.2 + 0.45 * random.random()),
        )
    wrap = (int(board.width), int(board.height))
    scene.add("dust", 0.8, sheet, Motion(velocity=(7, -9), wrap=wrap), focus=1.0)
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
