"""Ancient Greece: a temple in perspective, people in their cloaks, an oared ship, runners as on a vase."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import skia

from videoagent_agent_image.drawing.colour import Colour, mix
from videoagent_agent_image.drawing.curves import Point
from videoagent_agent_image.drawing.figures import Figure, solid
from videoagent_agent_image.drawing.light import Light
from videoagent_agent_image.drawing.sheet import linear, paint, polygon

_HALF, _LONG, _TALL = 4.0, 8.4, 3.5
"""Half its width, half its length and the height of its columns, in metres by three."""


@dataclass(frozen=True)
class Corner:
    """A view of a building over its corner, from below."""

    x: float
    """Column of the building's middle, units."""
    foot: float
    """Row of its floor, units."""
    focal: float
    """Units on the canvas of a thing as wide as it is far."""
    turn: float = 0.62
    """Radians between its front and the canvas."""
    away: float = 25.0
    eye: float = -1.4

    def at(self, x: float, y: float, z: float) -> Point:
        """Return the place on the canvas of a point of the building; its front is where z is smallest."""
        cosine, sine = float(np.cos(self.turn)), float(np.sin(self.turn))
        far = self.away - x * sine + z * cosine
        row = self.foot - self.focal * self.eye / self.away
        return self.x + self.focal * (x * cosine + z * sine) / far, row - self.focal * (y - self.eye) / far

    def unit(self, x: float, z: float) -> float:
        """Return how many units on the canvas a length of 1 has there."""
        return self.focal / (self.away - x * float(np.sin(self.turn)) + z * float(np.cos(self.turn)))


def temple(canvas: Any, view: Corner, light: Light, *, haze: float = 0.0) -> None:
    """Draw a temple with eight columns in front and seventeen along its side."""
    marble = light.on("#e9dcc2", haze)
    bright, dim = mix(marble, light.lit, 0.5), mix(marble, light.shade, 0.42)
    dark = mix(light.on("#4a4048", haze), light.shade, 0.25)

    def face(tone: Colour, *corners: tuple[float, float, float]) -> None:
        canvas.drawPath(polygon([view.at(*corner) for corner in corners]), paint(tone))

    for step in (2, 1, 0):
        out, top, low = 0.45 + 0.42 * step, -0.36 * step, -0.36 * (step + 1)
        x, z = _HALF + out, _LONG + out
        face(mix(bright, marble, 0.15 * step), (-x, top, -z), (x, top, -z), (x, low, -z), (-x, low, -z))
        face(mix(dim, marble, 0.2), (x, top, -z), (x, top, z), (x, low, z), (x, low, -z))
    face(dark, (-_HALF, 0, -_LONG), (_HALF, 0, -_LONG), (_HALF, _TALL, -_LONG), (-_HALF, _TALL, -_LONG))
    face(
        mix(dark, "#14101a", 0.2), (_HALF, 0, -_LONG), (_HALF, 0, _LONG), (_HALF, _TALL, _LONG), (_HALF, _TALL, -_LONG)
    )
    for number in range(16, -1, -1):
        _column(canvas, view, (_HALF - 0.45, -_LONG + 0.45 + (2 * _LONG - 0.9) * number / 16), (bright, marble, dim))
    for number in range(8):
        _column(canvas, view, (-_HALF + 0.45 + (2 * _HALF - 0.9) * number / 7, -_LONG + 0.45), (bright, marble, dim))
    x, z, top = _HALF + 0.15, _LONG + 0.15, _TALL + 1.05
    face(mix(marble, bright, 0.5), (-x, _TALL, -z), (x, _TALL, -z), (x, top, -z), (-x, top, -z))
    face(dim, (x, _TALL, -z), (x, _TALL, z), (x, top, z), (x, top, -z))
    for number in range(16):
        at = -_HALF + 2 * _HALF * number / 15
        face(
            mix(marble, dark, 0.45),
            (at - 0.11, _TALL + 0.55, -z),
            (at + 0.11, _TALL + 0.55, -z),
            (at + 0.11, top - 0.08, -z),
            (at - 0.11, top - 0.08, -z),
        )
    for number in range(33):
        at = -_LONG + 2 * _LONG * number / 32
        face(
            mix(dim, dark, 0.5),
            (x, _TALL + 0.55, at - 0.11),
            (x, _TALL + 0.55, at + 0.11),
            (x, top - 0.08, at + 0.11),
            (x, top - 0.08, at - 0.11),
        )
    eaves, ridge = _HALF + 0.55, top + 1.75
    # From below the roof itself is not seen, only the shade under its eaves.
    face(mix(dim, dark, 0.45), (0, ridge, -z), (0, ridge, z), (eaves, top, z + 0.2), (eaves, top, -z - 0.2))
    face(bright, (-eaves, top, -z), (0, ridge + 0.12, -z), (eaves, top, -z))
    face(
        mix(marble, light.on("#5a7a9a", haze), 0.35),
        (-eaves + 1.1, top + 0.16, -z),
        (0, ridge - 0.26, -z),
        (eaves - 1.1, top + 0.16, -z),
    )
    for number, (at, high) in enumerate(
        ((-2.4, 0.45), (-1.6, 0.75), (-0.85, 1.0), (0.0, 1.28), (0.85, 1.0), (1.6, 0.75), (2.4, 0.45))
    ):
        body = polygon([view.at(at - 0.24, top + 0.18, -z), view.at(at - 0.12, top + 0.18 + high * 0.7, -z),
            view.at(at, top + 0.18 + high * 0.86, -z),
                        view.at(at + 0.14, top + 0.18 + high * 0.66, -z),
                            view.at(at + 0.26, top + 0.18, -z)])  # fmt: skip
        canvas.drawPath(body, paint(mix(bright, marble, 0.2 * (number % 2))))
    for start, end in (((-x - 0.25, top, -z), (x + 0.25, top, -z)), ((x + 0.2, top, -z), (x + 0.2, top, z))):
        canvas.drawLine(*view.at(*start), *view.at(*end), paint(bright, stroke=0.20 * view.unit(x, -z)))


def _column(canvas: Any, view: Corner, at: Point, tones: tuple[Colour, Colour, Colour]) -> None:
    bright, marble, dim = tones
    (x, foot), (_, top) = view.at(at[0], 0, at[1]), view.at(at[0], _TALL, at[1])
    unit = view.unit(*at)
    half, neck = 0.29 * unit, 0.235 * unit
    capital = top + 0.34 * unit
    shades = [(0, bright), (0.25, mix(bright, marble, 0.4)), (0.6, marble), (1, mix(dim, "#3a3040", 0.25))]
    shader = linear((x - half, 0), (x + half, 0), shades)
    canvas.drawPath(
        polygon([(x - half, foot), (x - neck, capital), (x + neck, capital), (x + half, foot)]),
        paint(marble, shader=shader),
    )
    if unit > 22:
        for share in (-0.45, -0.05, 0.35, 0.7):
            canvas.drawLine(x + half * share, foot, x + neck * share, capital, paint(dim, 0.55, stroke=0.045 * unit))
    canvas.drawPath(
        polygon(
            [
                (x - neck, capital),
                (x - 0.37 * unit, top + 0.16 * unit),
                (x + 0.37 * unit, top + 0.16 * unit),
                (x + neck, capital),
            ]
        ),
        paint(marble, shader=shader),
    )
    canvas.drawRect(
        skia.Rect(x - 0.40 * unit, top - 1, x + 0.40 * unit, top + 0.17 * unit), paint(marble, shader=shader)
    )


def citizen(
    canvas: Any, place: Figure, cloth: Colour, light: Light, *, speaking: bool = False, bearded: bool = True
) -> None:
    """Draw somebody in a draped cloak, 1 being the height; who speaks has an arm raised."""
    skin, size = light.on("#b67f5c"), place.size
    dark, lit = mix(cloth, "#2a1c24", 0.42), mix(cloth, light.lit, 0.35)
    canvas.drawOval(
        skia.Rect.MakeXYWH(place.x - size * 0.22, place.foot - size * 0.02, size * 0.44, size * 0.05),
        paint("#1c1418", 0.4, blur=size * 0.012),
    )
    for forward in (-0.07, 0.06):
        foot = place.outline(
            (
                (forward - 0.035, 0.0),
                (forward - 0.03, 0.06),
                (forward + 0.03, 0.06),
                (forward + 0.085, 0.012),
                (forward + 0.08, 0.0),
            )
        )
        canvas.drawPath(foot, paint(skin))
    tunic = place.outline(
        (
            (-0.12, 0.05),
            (-0.13, 0.30),
            (-0.12, 0.70),
            (-0.06, 0.80),
            (0.06, 0.80),
            (0.12, 0.70),
            (0.13, 0.30),
            (0.12, 0.05),
        )
    )
    solid(canvas, tunic, mix(light.on("#efe6d4"), light.shade, 0.15), light, rim=0.3)
    if speaking:
        arm = place.outline(((0.07, 0.735), (0.20, 0.66), (0.29, 0.76)), close=False)
        canvas.drawPath(arm, paint(skin, stroke=size * 0.042))
        canvas.drawLine(*place.at(0.29, 0.76), *place.at(0.32, 0.80), paint(skin, stroke=size * 0.022))
    cloak = place.outline(
        (
            (-0.155, 0.09),
            (-0.17, 0.40),
            (-0.165, 0.62),
            (-0.125, 0.765),
            (-0.05, 0.805),
            (0.035, 0.775),
            (0.13, 0.60),
            (0.155, 0.42),
            (0.145, 0.16),
            (0.04, 0.11),
        )
    )
    box = cloak.getBounds()
    shader = linear(
        (box.left(), 0),
        (box.right(), 0),
        [(0, dark), (0.55, cloth), (1, lit)] if place.side > 0 else [(0, lit), (0.45, cloth), (1, dark)],
    )
    canvas.drawPath(cloak, paint(cloth, shader=shader))
    for start, bend, end in (
        ((-0.12, 0.74), (0.02, 0.56), (0.14, 0.44)),
        ((-0.15, 0.64), (-0.02, 0.44), (0.13, 0.30)),
        ((-0.155, 0.48), (-0.05, 0.30), (0.09, 0.17)),
        ((-0.15, 0.30), (-0.08, 0.18), (0.0, 0.13)),
    ):
        canvas.drawPath(place.outline((start, bend, end), close=False), paint(dark, 0.75, stroke=size * 0.012))
    canvas.drawLine(*place.at(-0.01, 0.79), *place.at(0.0, 0.83), paint(skin, stroke=size * 0.055))
    head = place.outline(
        (
            (-0.055, 0.865),
            (-0.05, 0.935),
            (0.01, 0.965),
            (0.055, 0.93),
            (0.072, 0.89),
            (0.058, 0.875),
            (0.055, 0.845),
            (0.0, 0.825),
        )
    )
    canvas.drawPath(head, paint(skin))
    hair = light.on("#5a4434" if bearded else "#3a2a22")
    if bearded:
        beard = place.outline(((0.0, 0.875), (0.055, 0.868), (0.062, 0.825), (0.03, 0.775), (-0.005, 0.815)))
        canvas.drawPath(beard, paint(hair))
    cap = place.outline(
        ((-0.062, 0.85), (-0.068, 0.92), (-0.03, 0.975), (0.03, 0.972), (0.055, 0.935), (0.0, 0.925), (-0.015, 0.87))
    )
    canvas.drawPath(cap, paint(hair))


def trireme(canvas: Any, place: Figure, light: Light) -> None:
    """Draw an oared warship under sail, 1 being half its length, the water at its foot."""
    size, wood = place.size, light.on("#7a4a2e")
    cream, red = mix(light.on("#f1e4c8"), light.lit, 0.25), light.on("#a8342c")
    canvas.drawLine(*place.at(0.02, 0.12), *place.at(0.02, 1.02), paint(light.on("#4a3020"), stroke=size * 0.022))
    sail = place.outline(
        (
            (-0.42, 0.96),
            (-0.42, 0.96),
            (0.46, 0.96),
            (0.46, 0.96),
            (0.56, 0.66),
            (0.50, 0.36),
            (0.50, 0.36),
            (0.04, 0.42),
            (-0.38, 0.36),
            (-0.38, 0.36),
            (-0.34, 0.66),
        )
    )
    canvas.drawPath(
        sail,
        paint(
            cream,
            shader=linear(
                place.at(-0.4, 0),
                place.at(0.55, 0),
                [(0, mix(cream, light.shade, 0.4)), (0.6, cream), (1, mix(cream, light.shade, 0.15))],
            ),
        ),
    )
    canvas.drawCircle(*place.at(0.08, 0.67), size * 0.145, paint(red))
    canvas.drawCircle(*place.at(0.08, 0.67), size * 0.105, paint(cream))
    canvas.drawCircle(*place.at(0.08, 0.67), size * 0.062, paint(red))
    canvas.drawLine(*place.at(-0.48, 0.965), *place.at(0.52, 0.965), paint(light.on("#4a3020"), stroke=size * 0.024))
    for forward in (-0.86, 0.86):
        canvas.drawLine(
            *place.at(0.02, 1.02), *place.at(forward, 0.26), paint(light.on("#3a2a20"), 0.8, stroke=size * 0.006)
        )
    for number in range(25):
        forward = -0.66 + 0.055 * number
        canvas.drawLine(
            *place.at(forward, 0.10),
            *place.at(forward - 0.15, -0.07),
            paint(mix(wood, light.key, 0.4), stroke=size * 0.010),
        )
    hull = place.outline(((-1.0, 0.46), (-1.08, 0.54), (-1.05, 0.60), (-0.98, 0.58), (-0.90, 0.36), (-0.74, 0.21),
        (-0.3, 0.17), (0.4, 0.17), (0.80, 0.19), (0.93, 0.30), (1.0, 0.44), (1.02, 0.30),
                          (0.98, 0.14), (1.16, 0.045), (1.16, 0.02), (0.95, 0.0), (0.60, -0.05), (-0.5, -0.05),
                          (-0.84, 0.06), (-0.96, 0.26)))  # fmt: skip
    solid(canvas, hull, wood, light)
    for up, tone, thick in (
        (0.135, red, 0.030),
        (0.065, mix(wood, "#1c100c", 0.5), 0.008),
        (0.015, mix(wood, "#1c100c", 0.5), 0.008),
    ):
        canvas.drawLine(*place.at(-0.80, up), *place.at(0.90, up), paint(tone, stroke=size * thick))
    canvas.drawOval(skia.Rect(*place.at(0.84, 0.175), *place.at(0.95, 0.105)), paint(cream))
    canvas.drawCircle(*place.at(0.90, 0.14), size * 0.022, paint("#1c1418"))
    for number in range(9):
        forward = -0.60 + 0.15 * number
        canvas.drawCircle(
            *place.at(forward, 0.205), size * 0.040, paint(light.on(("#c89a48", "#a8342c", "#3a5a78")[number % 3]))
        )
        canvas.drawCircle(*place.at(forward, 0.205), size * 0.014, paint(cream))
    foam = mix(light.on("#e8f0f2"), light.lit, 0.4)
    for number in range(9):
        x = -0.98 + 0.24 * number
        canvas.drawPath(
            place.outline(((x, -0.05), (x + 0.10, -0.02), (x + 0.22, -0.055)), close=False),
            paint(foam, 0.65, stroke=size * 0.014),
        )


def runner(canvas: Any, place: Figure, ink: Colour, clay: Colour) -> None:
    """Draw a runner as painters of vases did: a black shape, its lines scratched in, 1 being the height."""
    size = place.size

    def limb(points: tuple[Point, ...], *widths: float) -> None:
        for start, end, wide in zip(points, points[1:], widths, strict=False):
            canvas.drawLine(*place.at(*start), *place.at(*end), paint(ink, stroke=size * wide))

    limb(((0.05, 0.77), (-0.13, 0.66), (-0.22, 0.52)), 0.058, 0.046)
    canvas.drawCircle(*place.at(-0.225, 0.505), size * 0.032, paint(ink))
    limb(((-0.01, 0.49), (-0.13, 0.28), (-0.33, 0.17)), 0.118, 0.070)
    canvas.drawPath(
        place.outline(((-0.33, 0.20), (-0.40, 0.15), (-0.37, 0.06), (-0.335, 0.07), (-0.31, 0.15))), paint(ink)
    )
    torso = place.outline(
        (
            (-0.065, 0.46),
            (-0.055, 0.58),
            (-0.03, 0.72),
            (0.015, 0.82),
            (0.09, 0.825),
            (0.135, 0.76),
            (0.12, 0.64),
            (0.085, 0.56),
            (0.075, 0.46),
            (0.0, 0.43),
        )
    )
    canvas.drawPath(torso, paint(ink))
    limb(((0.02, 0.48), (0.24, 0.46), (0.25, 0.22)), 0.122, 0.072)
    canvas.drawPath(
        place.outline(((0.215, 0.22), (0.22, 0.165), (0.34, 0.165), (0.345, 0.185), (0.28, 0.225))), paint(ink)
    )
    limb(((0.09, 0.78), (0.235, 0.68), (0.34, 0.80)), 0.060, 0.048)
    canvas.drawPath(place.outline(((0.325, 0.78), (0.33, 0.86), (0.37, 0.85), (0.365, 0.79))), paint(ink))
    canvas.drawLine(*place.at(0.075, 0.82), *place.at(0.10, 0.88), paint(ink, stroke=size * 0.055))
    head = place.outline(
        (
            (0.045, 0.90),
            (0.06, 0.975),
            (0.125, 1.0),
            (0.175, 0.965),
            (0.178, 0.925),
            (0.198, 0.905),
            (0.175, 0.895),
            (0.172, 0.862),
            (0.115, 0.845),
            (0.065, 0.86),
        )
    )
    canvas.drawPath(head, paint(ink))
    scratches: tuple[tuple[Point, ...], ...] = (
        ((-0.02, 0.70), (0.05, 0.665), (0.11, 0.69)), ((0.035, 0.665), (0.03, 0.56)), ((0.0, 0.60), (0.06, 0.59)),
        ((-0.03, 0.49), (0.06, 0.51)), ((0.07, 0.47), (0.19, 0.455)),
        ((0.235, 0.43), (0.24, 0.30)), ((-0.05, 0.41), (-0.12, 0.31)), ((-0.17, 0.255), (-0.28, 0.195)),
        ((0.12, 0.75), (0.20, 0.70)), ((0.02, 0.745), (-0.10, 0.675)),
        ((0.05, 0.925), (0.11, 0.945), (0.175, 0.935)), ((0.06, 0.895), (0.10, 0.88), (0.115, 0.915)),
    )  # fmt: skip
    for line in scratches:
        canvas.drawPath(place.outline(line, close=False), paint(clay, 0.9, stroke=max(1.5, size * 0.0065)))
    canvas.drawCircle(*place.at(0.150, 0.925), size * 0.009, paint(clay))


def meander(canvas: Any, left: float, right: float, top: float, tall: float, ink: Colour) -> None:
    """Draw a band of Greek keys between two rules."""
    for y in (top - tall * 0.30, top + tall * 1.30):
        canvas.drawLine(left, y, right, y, paint(ink, stroke=tall * 0.13))
    count = max(2, round((right - left) / (tall * 1.5)))
    step = (right - left) / count
    for number in range(count):
        x, u = left + step * number, step / 6
        key = [(0, 6), (0, 0), (5, 0), (5, 4.4), (2.4, 4.4), (2.4, 2.4), (3.4, 2.4)]
        path = polygon([(x + a * u, top + b * tall / 6) for a, b in key], close=False)
        canvas.drawPath(path, paint(ink, stroke=tall * 0.13))
