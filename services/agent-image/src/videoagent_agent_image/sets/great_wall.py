"""The Great Wall: over hazy ridges, seen by who walks on it, and with its beacons lit."""

from dataclasses import dataclass, replace

import numpy as np
import skia

from videoagent_agent_image.drawing.colour import mix
from videoagent_agent_image.drawing.curves import Point
from videoagent_agent_image.drawing.figures import Figure
from videoagent_agent_image.drawing.great_wall import tower, wall, woods
from videoagent_agent_image.drawing.light import DUSK
from videoagent_agent_image.drawing.noise import line
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import ADD, Sheet, linear, paint, polygon
from videoagent_agent_image.sets.brief import Brief
from videoagent_agent_image.sets.landscape import add_mist, distant_hills, open_sky
from videoagent_media.layers import Motion


@dataclass(frozen=True)
class _Ridge:
    """A line of hills with a wall on its crest; shares of width and height."""

    crest: tuple[Point, ...]
    size: tuple[float, float]
    """Height of the wall at its left and right end, units."""
    towers: tuple[float, ...]
    haze: float
    tower: float
    """Height of the towers, units."""


_RIDGES = (
    _Ridge(((-0.02, 0.47), (0.08, 0.43), (0.19, 0.38), (0.30, 0.425), (0.42, 0.385), (0.52, 0.335), (0.62, 0.40),
        (0.74, 0.365), (0.87, 0.42), (1.02, 0.39)),
           (13, 13), (0.19, 0.52, 0.745), 0.54, 46),
    _Ridge(((-0.02, 0.50), (0.11, 0.55), (0.24, 0.49), (0.345, 0.435), (0.46, 0.51), (0.60, 0.55), (0.73, 0.51),
        (0.87, 0.45), (1.02, 0.50)),
           (24, 27), (0.345, 0.87), 0.32, 92),
    _Ridge(((-0.02, 0.585), (0.10, 0.56), (0.22, 0.615), (0.36, 0.665), (0.50, 0.63), (0.615, 0.565), (0.74, 0.62),
        (0.88, 0.69), (1.02, 0.72)),
           (44, 56), (0.10, 0.615), 0.11, 165),
)  # fmt: skip
_NEAR = _Ridge(
    (
        (-0.02, 0.92),
        (0.18, 0.90),
        (0.36, 0.865),
        (0.52, 0.835),
        (0.66, 0.775),
        (0.80, 0.715),
        (0.91, 0.745),
        (1.02, 0.79),
    ),
    (60, 128),
    (0.80,),
    0.0,
    360,
)


def draw(brief: Brief) -> Scene:
    """Draw one of three views: over the ridges, along the top of the wall, at dusk with beacons."""
    scene = Scene(brief.board, accent="#ffd08a")
    (_ridges, _walk, _beacons)[brief.variant % 3](scene, brief)
    return scene


def _line(brief: Brief, ridge: _Ridge, salt: int) -> list[Point]:
    """Return the crest in units, smooth but for a little of the ground's own roughness."""
    board = brief.board
    count = int(board.width / 6) + 3
    xs = np.linspace(-0.02, 1.02, count)
    knots_x, knots_y = (np.array([point[axis] for point in ridge.crest]) for axis in (0, 1))
    index = np.clip(np.searchsorted(knots_x, xs, side="right") - 1, 0, len(knots_x) - 2)
    share = (xs - knots_x[index]) / (knots_x[index + 1] - knots_x[index])
    eased = share * share * (3 - 2 * share) * 0.55 + share * 0.45
    ys = knots_y[index] * (1 - eased) + knots_y[index + 1] * eased
    rough = (line(count, brief.seed + salt, octaves=5, base=6) - 0.5) * 0.018
    return [(float(x) * board.width, float(y) * board.height) for x, y in zip(xs, ys + rough, strict=True)]


def _add(scene: Scene, brief: Brief, ridge: _Ridge, number: int, depth: float, *, roofed: bool = True) -> list[Point]:
    """Add a ridge, its woods and its wall; return where the feet of its towers are."""
    board, light, random = brief.board, brief.light, brief.random(40 + number)
    crest, sheet = _line(brief, ridge, number), Sheet(board)
    green, pale = (brief.leaf("#3f5a30"), brief.leaf("#8fa456"))
    dark, lit = light.on(green, ridge.haze), mix(light.on(pale, ridge.haze), light.key, 0.22 * (1 - ridge.haze))
    top = min(y for _, y in crest)
    shade = linear(
        (0, top),
        (0, top + board.height * 0.34),
        [(0, mix(dark, lit, 0.45)), (0.4, dark), (1, mix(dark, light.haze, 0.35 * ridge.haze))],
    )
    sheet.canvas.drawPath(
        polygon([(-5, board.height + 5), *crest, (board.width + 9, board.height + 5)]), paint(dark, shader=shade)
    )
    sizes = ridge.size
    wall(sheet.canvas, crest, lambda share: sizes[0] + (sizes[1] - sizes[0]) * share**1.3, light, haze=ridge.haze)
    feet = []
    for x in ridge.towers:
        foot = crest[round((x + 0.02) / 1.04 * (len(crest) - 1))]
        feet.append((foot[0], foot[1] - 0.1 * ridge.tower))
        tower(sheet.canvas, Figure(*feet[-1], ridge.tower), light, haze=ridge.haze, roofed=roofed and ridge.tower > 150)
    below = [(x, y + sizes[0] * 0.9 + (sizes[1] - sizes[0]) * n / len(crest)) for n, (x, y) in enumerate(crest)]
    crown = 15 + 0.20 * sizes[1]
    woods(sheet.canvas, below, board.height * 0.16, crown, (mix(dark, "#14201a", 0.25 * (1 - ridge.haze)), lit), random)
    scene.add(f"ridge {number}", depth, sheet)
    return feet


def _ridges(scene: Scene, brief: Brief, *, roofed: bool = True) -> list[Point]:
    """Show the wall from ridge to ridge, a tower near at the right; return where the towers stand."""
    board = brief.board
    open_sky(scene, brief, board.height * 0.50, sun=0.26)
    distant_hills(scene, brief, board.height * 0.34, count=1, tree=0)
    feet: list[Point] = []
    for number, ridge in enumerate(_RIDGES):
        feet += _add(scene, brief, ridge, number, 0.12 + 0.15 * number, roofed=roofed)
        add_mist(scene, brief, 0.14 + 0.15 * number, board.height * (0.52 + 0.09 * number), 58, 0.80 - 0.24 * number)
    feet += _add(scene, brief, _NEAR, 3, 0.70, roofed=roofed)
    return feet


def _beacons(scene: Scene, brief: Brief) -> None:
    """Light fires on all towers at dusk."""
    board = brief.board
    brief = replace(brief, light=replace(DUSK, haze="#5a557f"))
    feet = _ridges(scene, brief, roofed=False)
    heights = [ridge.tower for ridge in (*_RIDGES, _NEAR) for _ in ridge.towers]
    fire, smoke, random = Sheet(board), Sheet(board), brief.random(60)
    for (x, y), tall in zip(feet, heights, strict=True):
        top = y - tall * 0.93
        for number in range(12):
            share = number / 11
            at = (
                x + tall * (0.55 * share**1.3 + 0.07 * float(random.standard_normal())),
                top - tall * (0.15 + 0.85 * share),
            )
            tone = mix("#ff9a4a", "#4a4460", min(1.0, 0.35 + share))
            smoke.canvas.drawCircle(
                *at, tall * (0.07 + 0.17 * share), paint(tone, 0.30 * (1 - 0.6 * share), blur=tall * 0.06)
            )
        fire.canvas.drawCircle(x, top - tall * 0.1, tall * 0.46, paint("#ff9a3a", 0.55, blur=tall * 0.22, blend=ADD))
        for side, high in ((-0.17, 0.20), (0.18, 0.22), (-0.06, 0.34), (0.10, 0.30), (0.01, 0.24)):
            tongue = skia.Path()
            tongue.moveTo(x + tall * side, top - tall * high)
            tongue.cubicTo(
                x + tall * (side + 0.02),
                top - tall * high * 0.6,
                x + tall * (side + 0.10),
                top - tall * 0.02,
                x + tall * side,
                top + tall * 0.03,
            )
            tongue.cubicTo(
                x + tall * (side - 0.10),
                top - tall * 0.02,
                x + tall * (side - 0.07),
                top - tall * high * 0.5,
                x + tall * side,
                top - tall * high,
            )
            fire.canvas.drawPath(tongue, paint("#ffe08a" if high == 0.24 else "#ff9a3c"))
    scene.add("smoke", 0.72, smoke, Motion(sway=(6, 3), period=7))
    scene.add("fires", 0.73, fire, Motion(flicker=0.35, flicker_rate=2.2))


def _walk(scene: Scene, brief: Brief) -> None:
    """Look along the top of the wall, up to a tower."""
    board, light = brief.board, brief.light
    tall = board.portrait
    open_sky(scene, brief, board.height * 0.52, sun=0.22)
    distant_hills(scene, brief, board.height * 0.36, count=1, tree=0)
    for number in (0, 1):
        _add(scene, brief, _RIDGES[number], number, 0.12 + 0.12 * number)
        add_mist(scene, brief, 0.14 + 0.12 * number, board.height * (0.53 + 0.08 * number), 70, 0.85 - 0.2 * number)
    slope = Sheet(board)
    green = light.on(brief.leaf("#3f5a30"), 0.12), mix(light.on(brief.leaf("#8fa456"), 0.1), light.key, 0.2)
    hill = [
        (x, board.height * (0.66 - 0.10 * float(np.exp(-((((x / board.width) - 0.52) / 0.26) ** 2)))))
        for x in np.arange(-20, board.width + 30, 8.0)
    ]
    slope.canvas.drawPath(
        polygon([(-30, board.height + 5), *hill, (board.width + 30, board.height + 5)]), paint(green[0])
    )
    woods(slope.canvas, hill, board.height * 0.30, 36, green, brief.random(51))
    scene.add("slope", 0.38, slope)
    path = Sheet(board)
    _path(path, brief, board.width * 0.50, board.height * (0.50 if not tall else 0.52), 620.0 if not tall else 700.0)
    scene.add("wall", 0.56, path)


def _path(sheet: Sheet, brief: Brief, middle: float, row: float, focal: float) -> None:
    """Draw the paved top between its two parapets, from the viewer's feet up to a tower."""
    light = brief.light
    stone = light.on("#b89f80")
    end = 8.0

    def at(x: float, y: float, z: float) -> Point:
        bend = 0.95 * float(np.sin((z - 0.6) * 0.62)) * min(1.0, z / 3)
        rise = -1.10 + 0.055 * z + 0.30 * float(np.exp(-(((z - end) / 2.6) ** 2))) * 2.2
        return middle + focal * (x + bend) / z, row - focal * (rise + y) / z

    unit = focal / end
    foot = at(0, 0, end)
    tower(sheet.canvas, Figure(foot[0], foot[1] + 0.1 * unit, unit * 3.4), light, haze=0.10, roofed=True)
    door = polygon([at(-0.34, 0, end), at(-0.34, 0.75, end), at(0, 0.98, end), at(0.34, 0.75, end), at(0.34, 0, end)])
    sheet.canvas.drawPath(door, paint(mix(stone, "#1a1216", 0.75)))
    steps = np.concatenate([np.geomspace(0.62, 3.0, 30), np.linspace(3.1, end, 34)])
    for far, near in zip(steps[:0:-1], steps[-2::-1], strict=True):
        distance = min(0.35, 0.05 * float(near))
        base = mix(stone, light.haze, distance)
        floor = polygon([at(-1, 0, near), at(1, 0, near), at(1, 0, far), at(-1, 0, far)])
        sheet.canvas.drawPath(floor, paint(mix(mix(base, light.lit, 0.30), "#2a1e1c", 0.34 * max(0.0, 1 - near / 2.2))))
        for side, tone in ((-1, mix(base, light.lit, 0.12)), (1, mix(base, light.shade, 0.42))):
            inner = [at(side, 0, near), at(side, 0.62, near), at(side, 0.62, far), at(side, 0, far)]
            sheet.canvas.drawPath(polygon(inner), paint(mix(tone, "#2a1e1c", 0.30 * max(0.0, 1 - near / 2.2))))
            ledge = [at(side, 0.62, near), at(side * 1.24, 0.62, near), at(side * 1.24, 0.62, far), at(side, 0.62, far)]
            outer = [
                at(side * 1.24, 0.62, near),
                at(side * 1.24, -0.9, near),
                at(side * 1.24, -0.9, far),
                at(side * 1.24, 0.62, far),
            ]
            sheet.canvas.drawPath(polygon(outer), paint(mix(tone, light.shade, 0.4)))
            sheet.canvas.drawPath(polygon(ledge), paint(mix(base, light.lit, 0.42)))
    for number, z in enumerate(np.arange(end - 0.3, 0.70, -0.20)):
        base = mix(stone, light.haze, min(0.35, 0.05 * float(z)))
        if number % 2 == 0:
            for side, tone in ((-1, mix(base, light.lit, 0.25)), (1, mix(base, light.shade, 0.34))):
                quad = [at(side, 0.60, z), at(side, 0.92, z), at(side, 0.92, z + 0.20), at(side, 0.60, z + 0.20)]
                cap = [
                    at(side, 0.92, z),
                    at(side, 0.92, z + 0.20),
                    at(side * 1.22, 0.92, z + 0.20),
                    at(side * 1.22, 0.92, z),
                ]
                face = [at(side, 0.60, z), at(side, 0.92, z), at(side * 1.22, 0.92, z), at(side * 1.22, 0.60, z)]
                sheet.canvas.drawPath(polygon(face), paint(mix(base, light.shade, 0.20)))
                sheet.canvas.drawPath(polygon(cap), paint(mix(base, light.lit, 0.55)))
                sheet.canvas.drawPath(polygon(quad), paint(tone))
        width = max(1.0, 0.012 * focal / float(z))
        sheet.canvas.drawLine(
            *at(-1, 0, float(z)), *at(1, 0, float(z)), paint(mix(base, "#2a1e1c", 0.6), 0.40, stroke=width)
        )
        for side in (-1, 1):
            sheet.canvas.drawLine(
                *at(side, 0.60, float(z)),
                *at(side, 0.60, float(z) + 0.20),
                paint(mix(base, "#2a1e1c", 0.5), 0.55, stroke=width),
            )
            sheet.canvas.drawLine(
                *at(side, 0.30, float(z)),
                *at(side, 0.30, float(z) + 0.20),
                paint(mix(base, "#2a1e1c", 0.5), 0.30, stroke=width * 0.8),
            )
