"""What open-air sets share: sky, hills, mist, and things that live there."""

import numpy as np

from videoagent_agent_image.drawing.colour import Colour, mix
from videoagent_agent_image.drawing.light import Light
from videoagent_agent_image.drawing.noise import line
from videoagent_agent_image.drawing.plants import flower, grass
from videoagent_agent_image.drawing.ridges import Ridge, ridge
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import Sheet, linear, paint, polygon
from videoagent_agent_image.drawing.sky import mist, sky
from videoagent_agent_image.sets.brief import Brief
from videoagent_media.layers import Motion

PETALS = ("#fff6e6", "#f4b6cf", "#ffd65c", "#c9b8ff", "#ff9d7a")


def sun_place(brief: Brief, across: float) -> tuple[float, float]:
    """Return where the sun stands, ``across`` being a share of the width."""
    return brief.board.width * across, brief.board.height * brief.light.sun_height * (
        0.85 if brief.board.portrait else 0.8
    )


def open_sky(scene: Scene, brief: Brief, horizon: float, *, sun: float | None = 0.7) -> None:
    """Add the sky down to ``horizon`` (units), with the sun at a share of the width."""
    at = None if sun is None else sun_place(brief, sun)
    scene.add("sky", 0.0, sky(brief.board, brief.light, brief.seed, horizon=horizon, sun_at=at))


def add_hills(scene: Scene, brief: Brief, name: str, depth: float, shape: Ridge) -> None:
    """Add a line of hills; its seed follows from its name and the picture's."""
    salt = sum(map(ord, name))
    scene.add(name, depth, ridge(brief.board, shape, brief.seed + salt, brief.light))


def add_mist(scene: Scene, brief: Brief, depth: float, at: float, thickness: float, opacity: float) -> None:
    """Add a bank of mist at a height in units."""
    name = f"mist {len(scene.layers)}"
    scene.add(name, depth, mist(brief.board, at, thickness, brief.light, opacity, brief.seed + len(scene.layers)))


def distant_hills(scene: Scene, brief: Brief, horizon: float, *, count: int = 3, tree: float = 34) -> None:
    """Add hills that come nearer and greener, with mist between them; they end about 110 units below ``horizon``."""
    light = brief.light
    for number in range(count):
        share = number / max(1, count - 1)
        distance = 0.72 - 0.42 * share
        shape = Ridge(
            horizon + 20 + 75 * share,
            190 - 80 * share,
            light.on(("#7f98a4", "#78946f", "#5d8450")[min(2, number)], distance),
            light.on("#4c6b4a", min(0.9, distance + 0.12)),
            rough=0.48 - 0.05 * number,
            knots=2 + number,
            trees=0 if number == 0 else round(260 + 120 * share),
            tree=tree * (0.6 + 0.8 * share),
            slope=70 * share,
            fade=330,
        )
        add_hills(scene, brief, f"hills {number}", 0.07 + 0.08 * number, shape)
        add_mist(scene, brief, 0.10 + 0.08 * number, horizon + 75 + 70 * share, 60, 0.5 - 0.12 * number)


def bank(scene: Scene, brief: Brief, top: float, depth: float, lit: Colour, dark: Colour, salt: int, *,
          rise: float = 60) -> None:  # fmt: skip
    """Add ground whose far edge rolls a little around the height ``top``, in units."""
    board = brief.board
    sheet = Sheet(board)
    count = int(board.width / 12) + 2
    heights = top - rise * line(count, brief.seed + salt, octaves=4, roughness=0.42, base=2)
    edge = [(step * 12.0, float(y)) for step, y in enumerate(heights)]
    outline = [(-5.0, board.height + 5), *edge, (board.width + 14, board.height + 5)]
    tones = [(0, lit), (0.22, mix(lit, dark, 0.55)), (1, mix(dark, "#0a0c10", 0.35))]
    sheet.canvas.drawPath(polygon(outline), paint(lit, shader=linear((0, top - rise), (0, board.height), tones)))
    scene.add(f"ground {salt}", depth, sheet)


def blades(
    brief: Brief, foot: float, count: int, heights: tuple[float, float], dark: str, lit: str, salt: int
) -> Sheet:
    """Draw a strip of grass, its foot at a share of the canvas height."""
    board, light = brief.board, brief.light
    sheet = Sheet(board)
    number = round(count * board.width / 2304)
    grass(
        sheet.canvas,
        board.width,
        board.height * foot,
        number,
        heights,
        light.on(dark),
        light.on(lit),
        brief.random(salt),
    )
    return sheet


def flowers(brief: Brief, places: tuple[tuple[float, float, float], ...], salt: int, *, length: float = 160) -> Sheet:
    """Draw flowers at (share of width, share of height, radius in units)."""
    board, light, random = brief.board, brief.light, brief.random(salt)
    sheet = Sheet(board)
    for x, y, radius in places:
        petal = light.on(PETALS[int(random.integers(len(PETALS)))])
        jitter = (float(random.random()) - 0.5) * 0.05
        core = light.on("#e89a1c")
        stem = light.on("#2f5d34")
        flower(
            sheet.canvas,
            board.width * (x + jitter),
            board.height * y,
            radius,
            petal,
            core,
            random,
            stem=stem,
            length=length,
        )
    return sheet


def add_swell(scene: Scene, brief: Brief, top: float, tone: Colour) -> None:
    """Add two waves in front, the first at a share of the height; darker towards the lower edge, for captions."""
    board, light = brief.board, brief.light
    for number in range(2):
        y, xs = board.height * (top + 0.07 * number), np.arange(-60.0, board.width + 61, 12)
        rise = 13 * np.sin(xs / 92 + 2.1 * number) + 8 * np.sin(xs / 42 + 1.3)
        crest = list(zip(xs.tolist(), (y - rise).tolist(), strict=True))
        body = mix(mix(light.on(tone), light.haze, 0.14), "#06202e", 0.12 + 0.24 * number)
        stops = [(0, mix(body, light.lit, 0.22)), (0.3, body), (1, mix(body, "#04101a", 0.55))]
        sheet = Sheet(board)
        area = polygon([(-60, board.height + 40), *crest, (board.width + 70, board.height + 40)])
        sheet.canvas.drawPath(area, paint(body, shader=linear((0, y - 20), (0, y + 190), stops)))
        motion = Motion(sway=(18, 4), period=6 + number, phase=0.3 * number)
        scene.add(f"swell {number}", 0.70 + 0.2 * number, sheet, motion)


def swaying(amount: float = 2.5, period: float = 5.0, phase: float = 0.0) -> Motion:
    """Return the motion of what stands in a light wind."""
    return Motion(sway=(amount, 0), period=period, phase=phase)


def dim(light: Light) -> float:
    """Return how bright lamps and glows should be in this light, 0..1."""
    return 1.0 if light.dark else 0.35
