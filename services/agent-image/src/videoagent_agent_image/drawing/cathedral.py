"""A Gothic cathedral: its nave in perspective, and its front."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import skia

from videoagent_agent_image.drawing.colour import Colour, mix
from videoagent_agent_image.drawing.curves import Point
from videoagent_agent_image.drawing.figures import Figure, rounded
from videoagent_agent_image.drawing.light import Light
from videoagent_agent_image.drawing.sheet import ADD, linear, paint, polygon

_EYE = 0.55
_BAY = 0.8
_SPRING, _APEX, _WALL_APEX = 2.45, 3.45, 3.15
_GLASS: tuple[Colour, ...] = ("#4f86e8", "#ffcf5a", "#d8485e", "#58b8c8", "#f4e6b0", "#7a5ad0")
NEAREST, END = 0.7, 6.3
"""Distances of the nearest pier and of the end wall, half the nave's width being 1."""


def pointed(along: float) -> float:
    """Return the height of a pointed arch, 0 at its springers (``along`` ±1) and 1 at its apex."""
    return float(np.sqrt(max(0.0, 4 - (1 + abs(along)) ** 2))) / 1.732


def lancet(place: Figure, middle: float, low: float, half: float, high: float) -> Any:
    """Return the outline of a pointed opening from ``low`` to its apex at ``high``."""
    spring = max(low, high - 1.75 * half)
    steps = [(middle + half * n / 7, spring + (high - spring) * pointed(n / 7)) for n in range(-7, 8)]
    return place.angular([(middle - half, low), *steps, (middle + half, low)])


@dataclass(frozen=True)
class Nave:
    """The inside, seen along its middle."""

    middle: float
    """Column of the vanishing point, units."""
    row: float
    """Its row, units."""
    focal: float
    """Units on the canvas of a thing as wide as it is far."""
    stone: Colour
    dark: Colour
    """Of the stone near the viewer, where no window is."""
    glow: Colour
    """Of the light in the windows."""

    def at(self, x: float, y: float, z: float) -> Point:
        """Return the place on the canvas of a point in space; x from the middle, y from the floor, z away."""
        return self.middle + self.focal * x / z, self.row - self.focal * (y - _EYE) / z

    def tone(self, z: float, lit: float = 0.0) -> Colour:
        """Return the stone's colour at a distance: bright far away, dark near, ``lit`` by a window."""
        share = min(1.0, max(0.0, (z - NEAREST) / (END - NEAREST)))
        return mix(mix(self.dark, self.stone, 0.22 + 0.70 * share**0.7), self.glow, lit)


def nave(canvas: Any, view: Nave) -> None:
    """Draw the end wall and every bay before it: arcade, gallery, windows, ribs and cells of the vault."""
    _end(canvas, view)
    distances = [NEAREST + _BAY * number for number in range(round((END - NEAREST) / _BAY))]
    for z in reversed(distances):
        _vault(canvas, view, z)
        for side in (-1, 1):
            _wall(canvas, view, side, z)
        _ribs(canvas, view, z)
        for side in (-1, 1):
            _pier(canvas, view, side, z)


def _arch(view: Nave, z: float) -> list[Point]:
    return [view.at(n / 10, _SPRING + (_APEX - _SPRING) * pointed(n / 10), z) for n in range(-10, 11)]


def _vault(canvas: Any, view: Nave, z: float) -> None:
    far, near = _arch(view, z + _BAY), _arch(view, z)
    for part, lit in ((slice(0, 11), 0.02), (slice(10, 21), 0.16)):
        cell = polygon([*far[part], *reversed(near[part])])
        box = cell.getBounds()
        tones = [(0, view.tone(z, lit + 0.06)), (1, mix(view.tone(z, lit), view.dark, 0.30))]
        canvas.drawPath(cell, paint(view.stone, shader=linear((0, box.top()), (0, box.bottom()), tones)))


def _ribs(canvas: Any, view: Nave, z: float) -> None:
    stone = mix(view.tone(z), view.glow, 0.22)
    width = view.focal * 0.050 / z
    for start, end in ((-1, 1), (1, -1)):
        points = []
        for n in range(21):
            share = n / 20
            rise = float(np.sin(np.pi * share)) ** 0.72
            points.append(
                view.at(start + (end - start) * share, _SPRING + (_APEX - _SPRING) * rise, z + _BAY * (1 - share))
            )
        canvas.drawPath(polygon(points, close=False), paint(mix(view.dark, stone, 0.15), 0.55, stroke=width * 1.3))
        canvas.drawPath(polygon(points, close=False), paint(stone, stroke=width * 0.75))
    canvas.drawPath(polygon(_arch(view, z), close=False), paint(mix(view.dark, stone, 0.25), stroke=width * 2.4))
    canvas.drawPath(polygon(_arch(view, z), close=False), paint(stone, stroke=width * 1.5))


def _on_wall(view: Nave, side: int, z: float, low: float, high: float, half: float, middle: float = 0.0) -> list[Point]:
    """Return a pointed opening in a bay's wall; ``half`` and ``middle`` are shares of half a bay."""
    centre, reach = z + _BAY * 0.5 * (1 + middle), _BAY * 0.5 * half
    spring = high - 1.5 * reach
    arch = [view.at(side, spring + (high - spring) * pointed(n / 7), centre + reach * n / 7) for n in range(-7, 8)]
    return [view.at(side, low, centre - reach), *arch, view.at(side, low, centre + reach)]


def _wall(canvas: Any, view: Nave, side: int, z: float) -> None:
    edge = [
        view.at(side, _SPRING + (_WALL_APEX - _SPRING) * pointed(n / 8), z + _BAY * 0.5 * (1 + n / 8))
        for n in range(-8, 9)
    ]
    outline = polygon([view.at(side, 0, z), *edge, view.at(side, 0, z + _BAY)])
    lit = 0.05 if side < 0 else 0.0
    box = outline.getBounds()
    tones = [(0, view.tone(z, lit + 0.14)), (0.6, view.tone(z, lit)), (1, mix(view.tone(z, lit), view.dark, 0.45))]
    canvas.drawPath(outline, paint(view.stone, shader=linear((0, box.top()), (0, box.bottom()), tones)))
    aisle = polygon(_on_wall(view, side, z, 0.0, 1.52, 0.80))
    depth = linear((0, aisle.getBounds().top()), (0, aisle.getBounds().bottom()),
                   [(0, mix(view.dark, "#0c0a14", 0.45)), (0.7, mix(view.dark, view.glow, 0.22)),
                       (1, mix(view.dark, "#0c0a14", 0.3))])  # fmt: skip
    canvas.drawPath(aisle, paint(view.dark, shader=depth))
    beyond = polygon(_on_wall(view, side, z, 0.55, 1.12, 0.22, 0.10))
    glass = linear((0, beyond.getBounds().top()), (0, beyond.getBounds().bottom()),
                   [(0, mix(view.glow, _GLASS[0], 0.75)), (0.55, mix(view.glow, _GLASS[3], 0.45)),
                       (1, mix(view.dark, _GLASS[5], 0.5))])  # fmt: skip
    canvas.drawPath(beyond, paint(view.glow, 0.30, blur=view.focal * 0.03 / z, blend=ADD))
    canvas.drawPath(beyond, paint(view.glow, 0.85, shader=glass))
    lead = paint(view.dark, stroke=view.focal * 0.009 / z)
    for y in (0.70, 0.85, 1.0):
        canvas.drawLine(*view.at(side, y, z + _BAY * 0.44), *view.at(side, y, z + _BAY * 0.66), lead)
    canvas.drawLine(*view.at(side, 0.55, z + _BAY * 0.55), *view.at(side, 1.12, z + _BAY * 0.55), lead)
    canvas.drawPath(aisle, paint(mix(view.tone(z, 0.2), view.glow, 0.15), stroke=view.focal * 0.028 / z))
    for middle in (-0.56, 0.0, 0.56):
        small = polygon(_on_wall(view, side, z, 1.66, 1.90, 0.20, middle))
        canvas.drawPath(small, paint(mix(view.dark, "#0c0a14", 0.4)))
    for y in (1.58, 1.98):
        canvas.drawLine(
            *view.at(side, y, z), *view.at(side, y, z + _BAY), paint(view.tone(z, 0.25), stroke=view.focal * 0.020 / z)
        )
    _glass(canvas, view, side, z)


def _glass(canvas: Any, view: Nave, side: int, z: float) -> None:
    """Draw a window of coloured panes, brightest in its middle, with a halo."""
    window = polygon(_on_wall(view, side, z, 2.08, 3.00, 0.62))
    canvas.drawPath(window, paint(view.glow, 0.45, blur=view.focal * 0.06 / z, blend=ADD))
    canvas.drawPath(window, paint(view.glow))
    canvas.save()
    canvas.clipPath(window, skia.ClipOp.kIntersect, True)
    for column in range(3):
        left, right = z + _BAY * (0.19 + 0.207 * column), z + _BAY * (0.19 + 0.207 * (column + 1))
        for row in range(7):
            low, high = 2.08 + 0.135 * row, 2.08 + 0.135 * (row + 1)
            pane = polygon([view.at(side, y, d) for y, d in ((low, left), (high, left), (high, right), (low, right))])
            tone = _GLASS[(row * 2 + column * 3 + round(z * 5)) % len(_GLASS)]
            canvas.drawPath(pane, paint(mix(tone, view.glow, 0.30), 0.88))
    for column in range(4):
        at = z + _BAY * (0.19 + 0.207 * column)
        canvas.drawLine(
            *view.at(side, 2.08, at), *view.at(side, 3.0, at), paint(view.dark, stroke=view.focal * 0.014 / z)
        )
    canvas.restore()
    canvas.drawPath(window, paint(view.tone(z, 0.30), stroke=view.focal * 0.024 / z))


def _pier(canvas: Any, view: Nave, side: int, z: float) -> None:
    """Draw a pier as a bundle of shafts, from the floor to where the ribs begin."""
    for inner, outer, share in ((0.90, 1.06, 0.10), (0.88, 0.94, 0.32), (0.95, 0.985, 0.22)):
        left, right = view.at(side * inner, 0, z)[0], view.at(side * outer, 0, z)[0]
        top, foot = view.at(side, _SPRING + 0.05, z)[1], view.at(side, 0, z)[1]
        low, high = min(left, right), max(left, right)
        tone = view.tone(z, share * 0.5)
        bright, dim = mix(tone, view.glow, share), mix(tone, view.dark, 0.55)
        tones = [(0, dim), (0.55, bright), (1, dim)] if side > 0 else [(0, bright), (0.7, tone), (1, dim)]
        canvas.drawRect(skia.Rect(low, top, high, foot), paint(tone, shader=linear((low, 0), (high, 0), tones)))
    for y in (0.06, 1.12, _SPRING):
        start, end = view.at(side * 0.86, y, z), view.at(side * 1.05, y, z)
        canvas.drawLine(*start, *end, paint(view.tone(z, 0.30), stroke=view.focal * 0.045 / z))


def _end(canvas: Any, view: Nave) -> None:
    wall = polygon([view.at(-1, 0, END), *_arch(view, END), view.at(1, 0, END)])
    box = wall.getBounds()
    tones = [(0, mix(view.stone, view.glow, 0.35)), (0.6, view.stone), (1, mix(view.stone, view.dark, 0.45))]
    canvas.drawPath(wall, paint(view.stone, shader=linear((0, box.top()), (0, box.bottom()), tones)))
    unit = view.focal / END
    place = Figure(view.middle, view.at(0, 0, END)[1], unit)
    for number in range(5):
        window = lancet(place, -0.60 + 0.30 * number, 0.62, 0.115, 1.62 + 0.12 * (2 - abs(number - 2)))
        canvas.drawPath(window, paint(view.glow, 0.5, blur=unit * 0.06, blend=ADD))
        shade = linear(
            place.at(0, 1.8),
            place.at(0, 0.6),
            [
                (0, _GLASS[number % 3]),
                (0.5, mix(view.glow, _GLASS[(number + 3) % 6], 0.45)),
                (1, _GLASS[(number + 1) % 4]),
            ],
        )
        canvas.drawPath(window, paint(view.glow, shader=shade))
        canvas.drawPath(window, paint(mix(view.stone, view.dark, 0.3), stroke=unit * 0.03))
    rose(canvas, *place.at(0, 2.48), unit * 0.62, view.glow, mix(view.stone, view.dark, 0.55))
    altar = skia.Rect(*place.at(-0.34, 0.30), *place.at(0.34, 0.0))
    canvas.drawRect(altar, paint("#f0e2c4"))
    canvas.drawRect(skia.Rect(*place.at(-0.36, 0.33), *place.at(0.36, 0.29)), paint("#c8993e"))


def rose(canvas: Any, x: float, y: float, radius: float, glow: Colour, lead: Colour) -> None:
    """Draw a round window of twelve petals around a six-leaved heart."""
    canvas.drawCircle(x, y, radius * 1.05, paint(glow, 0.45, blur=radius * 0.20, blend=ADD))
    canvas.drawCircle(x, y, radius, paint(lead))
    for ring, (count, reach, size) in enumerate(((12, 0.765, 0.178), (12, 0.470, 0.116), (6, 0.215, 0.098))):
        for number in range(count):
            turn = 6.283 * (number + 0.5 * (ring == 1)) / count
            px, py = x + radius * reach * float(np.sin(turn)), y - radius * reach * float(np.cos(turn))
            tone = mix(_GLASS[(number + 2 * ring) % len(_GLASS)], glow, 0.20)
            canvas.save()
            canvas.translate(px, py)
            canvas.rotate(float(np.degrees(turn)))
            petal = skia.Rect(
                -radius * size,
                -radius * size * (1.35 if ring < 2 else 1.0),
                radius * size,
                radius * size * (1.25 if ring < 2 else 1.0),
            )
            canvas.drawOval(petal, paint(tone))
            canvas.restore()
    canvas.drawCircle(x, y, radius * 0.10, paint(mix(_GLASS[1], glow, 0.5)))
    canvas.drawCircle(x, y, radius, paint(mix(lead, glow, 0.25), stroke=radius * 0.075))


def west_front(canvas: Any, place: Figure, light: Light, *, lamps: bool = False) -> None:
    """Draw the front with three portals, a rose and two towers under spires, 1 being its height."""
    stone = light.on("#c9b596")
    dark, bright = mix(stone, light.shade, 0.55), mix(stone, light.lit, 0.45)
    hole = "#ffca78" if lamps else mix(dark, "#16121e", 0.72)
    for side in (-1, 1):
        _tower(canvas, place, side * 0.215, stone, light, hole)
    gable = place.angular(((-0.125, 0.455), (0.0, 0.60), (0.125, 0.455)))
    body = skia.Rect(*place.at(-0.125, 0.46), *place.at(0.125, 0.0))
    tones = [(0, dark), (0.5, stone), (1, bright)]
    face = paint(stone, shader=linear(place.at(-0.125, 0), place.at(0.125, 0), tones))
    canvas.drawPath(gable, face)
    canvas.drawRect(body, face)
    canvas.drawPath(
        place.angular(((-0.125, 0.455), (0.0, 0.60), (0.125, 0.455)), close=False),
        paint(bright, stroke=place.size * 0.007),
    )
    rose(
        canvas,
        *place.at(0, 0.372),
        place.size * 0.082,
        "#ffd58a" if lamps else mix(light.on("#8fb0d8"), light.key, 0.35),
        mix(dark, "#1a1620", 0.5),
    )
    canvas.drawCircle(*place.at(0, 0.505), place.size * 0.018, paint(hole))
    for number in range(20):  # a row of niches from tower to tower
        niche = lancet(place, -0.304 + 0.032 * number, 0.232, 0.0105, 0.280)
        canvas.drawPath(niche, paint(mix(dark, "#16121e", 0.45)))
    for up, thick in ((0.222, 0.007), (0.290, 0.006), (0.455, 0.007)):
        canvas.drawLine(*place.at(-0.325, up), *place.at(0.325, up), paint(bright, stroke=place.size * thick))
        canvas.drawLine(
            *place.at(-0.325, up - 0.009), *place.at(0.325, up - 0.009), paint(dark, 0.7, stroke=place.size * 0.005)
        )
    for middle, half, high in ((-0.215, 0.062, 0.165), (0.215, 0.062, 0.165), (0.0, 0.084, 0.212)):
        for ring in range(4):
            tone = mix(bright, dark, 0.25 + 0.5 * (ring % 2))
            canvas.drawPath(lancet(place, middle, 0.0, half * (1 - 0.13 * ring), high * (1 - 0.07 * ring)), paint(tone))
        canvas.drawPath(
            lancet(place, middle, 0.0, half * 0.5, high * 0.70),
            paint("#ffca78" if lamps else mix("#4a2a1c", dark, 0.25)),
        )
        canvas.drawLine(
            *place.at(middle, 0.0),
            *place.at(middle, high * 0.66),
            paint(mix(stone, dark, 0.4), stroke=place.size * 0.006),
        )


def _tower(canvas: Any, place: Figure, middle: float, stone: Colour, light: Light, hole: Colour) -> None:
    dark, bright = mix(stone, light.shade, 0.55), mix(stone, light.lit, 0.45)
    rounded(canvas, skia.Rect(*place.at(middle - 0.092, 0.655), *place.at(middle + 0.092, 0.0)), stone, light)
    for edge in (-0.088, -0.030, 0.030, 0.088):  # buttresses, narrower storey by storey
        for low, high, half in ((0.0, 0.29, 0.017), (0.29, 0.455, 0.014), (0.455, 0.665, 0.011)):
            if abs(edge) < 0.05 and low == 0.0:
                continue
            strip = skia.Rect(*place.at(middle + edge - half, high), *place.at(middle + edge + half, low))
            rounded(canvas, strip, mix(stone, light.lit, 0.12), light, shade=0.7)
        tip = place.angular(((middle + edge - 0.013, 0.66), (middle + edge, 0.735), (middle + edge + 0.013, 0.66)))
        canvas.drawPath(tip, paint(mix(stone, bright, 0.3)))
    for low, high in ((0.31, 0.43), (0.475, 0.63)):
        for across in (-0.058, 0.0, 0.058):
            canvas.drawPath(lancet(place, middle + across, low, 0.0135, high), paint(hole))
    spire = place.angular(((middle - 0.072, 0.66), (middle, 1.0), (middle + 0.072, 0.66)))
    tones = [(0, dark), (0.5, mix(stone, dark, 0.25)), (1, bright)]
    canvas.drawPath(spire, paint(stone, shader=linear(place.at(middle - 0.05, 0), place.at(middle + 0.05, 0), tones)))
    for number in range(9):
        up, reach = 0.69 + 0.034 * number, 0.066 * (1 - number / 10)
        canvas.drawLine(
            *place.at(middle - reach, up), *place.at(middle + reach, up), paint(dark, 0.5, stroke=place.size * 0.0035)
        )
        for side in (-1, 1):
            canvas.drawCircle(
                *place.at(middle + side * reach, up),
                place.size * 0.0055,
                paint(mix(stone, bright if side > 0 else dark, 0.6)),
            )
    canvas.drawLine(*place.at(middle, 0.99), *place.at(middle, 1.035), paint(dark, stroke=place.size * 0.005))
    canvas.drawLine(
        *place.at(middle - 0.010, 1.02), *place.at(middle + 0.010, 1.02), paint(dark, stroke=place.size * 0.005)
    )
