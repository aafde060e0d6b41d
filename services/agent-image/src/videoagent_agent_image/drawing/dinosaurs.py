"""Dinosaurs and what flew above them, drawn from the side."""

from typing import Any

import numpy as np
import skia

from videoagent_agent_image.drawing.colour import Colour, mix
from videoagent_agent_image.drawing.curves import Point
from videoagent_agent_image.drawing.figures import Figure, solid
from videoagent_agent_image.drawing.light import Light
from videoagent_agent_image.drawing.sheet import paint, polygon

Random = np.random.Generator
_DARK: Colour = "#12100c"

_LONG_NECK: tuple[Point, ...] = (
    (-1.42, 0.085), (-1.10, 0.20), (-0.78, 0.335), (-0.52, 0.465), (-0.28, 0.525), (-0.02, 0.545), (0.14, 0.595),
    (0.27, 0.705), (0.36, 0.845), (0.415, 0.955), (0.46, 0.995), (0.525, 0.995), (0.575, 0.97), (0.645, 0.945),
    (0.662, 0.92), (0.635, 0.902), (0.56, 0.905), (0.505, 0.89), (0.47, 0.80), (0.42, 0.66), (0.36, 0.50),
    (0.305, 0.385), (0.285, 0.27), (0.268, 0.13), (0.285, 0.03), (0.285, 0.0), (0.285, 0.0), (0.14, 0.0),
    (0.138, 0.04), (0.146, 0.15), (0.105, 0.255), (-0.08, 0.205), (-0.26, 0.24), (-0.29, 0.15), (-0.275, 0.04),
    (-0.255, 0.0), (-0.255, 0.0), (-0.42, 0.0), (-0.425, 0.05), (-0.455, 0.17), (-0.53, 0.285), (-0.74, 0.21),
    (-1.06, 0.105),
)  # fmt: skip
_LONG_LEGS: tuple[tuple[Point, ...], ...] = (
    ((0.02, 0.34), (0.20, 0.34), (0.17, 0.18), (0.135, 0.06), (0.14, 0.01), (-0.0, 0.01), (0.0, 0.06), (0.02, 0.18)),
    ((-0.42, 0.34), (-0.20, 0.30), (-0.19, 0.16), (-0.145, 0.05), (-0.135, 0.01), (-0.275, 0.01), (-0.29, 0.08)),
)  # fmt: skip
_REX: tuple[Point, ...] = (
    (-1.34, 0.66), (-1.00, 0.725), (-0.62, 0.745), (-0.32, 0.80), (-0.05, 0.815), (0.16, 0.82), (0.27, 0.87),
    (0.345, 0.965), (0.43, 1.005), (0.52, 1.0), (0.575, 0.985), (0.62, 1.0), (0.66, 0.97), (0.76, 0.94), (0.835, 0.90),
    (0.862, 0.85), (0.85, 0.805), (0.85, 0.805), (0.72, 0.80), (0.60, 0.792), (0.515, 0.785), (0.515, 0.785),
    (0.60, 0.735), (0.70, 0.70), (0.775, 0.685), (0.79, 0.655), (0.75, 0.63), (0.64, 0.64), (0.52, 0.665),
    (0.43, 0.665), (0.37, 0.58), (0.29, 0.49), (0.14, 0.425), (-0.05, 0.42), (-0.24, 0.46), (-0.40, 0.56),
    (-0.66, 0.60), (-1.00, 0.62),
)  # fmt: skip
_REX_LEG: tuple[Point, ...] = (
    (-0.34, 0.70), (-0.10, 0.70), (0.06, 0.58), (0.125, 0.44), (0.115, 0.355), (0.03, 0.285), (-0.035, 0.215),
    (-0.075, 0.145), (-0.04, 0.085), (0.03, 0.055), (0.14, 0.05), (0.175, 0.015), (0.16, 0.0), (-0.10, 0.0),
    (-0.15, 0.04), (-0.18, 0.13), (-0.165, 0.23), (-0.15, 0.31), (-0.20, 0.38), (-0.32, 0.48), (-0.38, 0.60),
)  # fmt: skip
_THREE_HORNS: tuple[Point, ...] = (
    (-1.22, 0.17), (-0.95, 0.32), (-0.72, 0.50), (-0.48, 0.665), (-0.20, 0.725), (0.08, 0.70), (0.30, 0.62),
    (0.42, 0.50), (0.36, 0.38), (0.29, 0.28), (0.275, 0.14), (0.33, 0.04), (0.335, 0.0), (0.335, 0.0), (0.12, 0.0),
    (0.105, 0.06), (0.10, 0.20), (0.02, 0.255), (-0.20, 0.225), (-0.40, 0.265), (-0.42, 0.18), (-0.385, 0.05),
    (-0.35, 0.0), (-0.35, 0.0), (-0.58, 0.0), (-0.585, 0.06), (-0.62, 0.20), (-0.72, 0.30), (-0.92, 0.22),
)  # fmt: skip
_THREE_LEGS: tuple[tuple[Point, ...], ...] = (
    ((0.20, 0.34), (0.40, 0.34), (0.44, 0.14), (0.50, 0.04), (0.50, 0.01), (0.30, 0.01), (0.28, 0.10)),
    ((-0.52, 0.36), (-0.26, 0.32), (-0.24, 0.16), (-0.19, 0.05), (-0.17, 0.01), (-0.38, 0.01), (-0.42, 0.10)),
)  # fmt: skip
_FRILL: tuple[Point, ...] = (
    (0.30, 0.46), (0.20, 0.60), (0.165, 0.76), (0.20, 0.91), (0.29, 1.0), (0.40, 0.985), (0.47, 0.89), (0.52, 0.74),
    (0.56, 0.56), (0.48, 0.44),
)  # fmt: skip
_FACE: tuple[Point, ...] = (
    (0.43, 0.66), (0.52, 0.71), (0.62, 0.67), (0.72, 0.585), (0.81, 0.49), (0.875, 0.395), (0.87, 0.31), (0.87, 0.31),
    (0.80, 0.335), (0.72, 0.315), (0.60, 0.33), (0.50, 0.385), (0.43, 0.48),
)  # fmt: skip


def _within(canvas: Any, body: Any) -> None:
    canvas.save()
    canvas.clipPath(body, skia.ClipOp.kIntersect, True)


def _hide(canvas: Any, place: Figure, body: Any, tone: Colour, random: Random) -> None:
    """Speckle the skin within ``body``: darker patches above, a paler belly."""
    box = body.getBounds()
    _within(canvas, body)
    for _ in range(46):
        x = box.left() + box.width() * float(random.random())
        y = box.top() + box.height() * float(random.random()) ** 1.4
        size = place.size * float(random.uniform(0.008, 0.026))
        canvas.drawOval(
            skia.Rect(x - size * 1.5, y - size, x + size * 1.5, y + size), paint(mix(tone, _DARK, 0.45), 0.30)
        )
    canvas.restore()


def _eye(canvas: Any, place: Figure, at: Point, size: float, tone: Colour) -> None:
    canvas.drawCircle(*place.at(*at), place.size * size * 1.5, paint(mix(tone, _DARK, 0.55)))
    canvas.drawCircle(*place.at(*at), place.size * size, paint("#f0b63a"))
    canvas.drawCircle(*place.at(*at), place.size * size * 0.55, paint(_DARK))


def long_neck(canvas: Any, place: Figure, light: Light, random: Random, *, haze: float = 0.0) -> None:
    """Draw a sauropod, 1 being the height of its head."""
    skin = light.on("#7d8a5c", haze)
    for leg in _LONG_LEGS:
        canvas.drawPath(place.outline(leg), paint(mix(skin, mix(_DARK, light.haze, haze), 0.5)))
    body = place.outline(_LONG_NECK)
    solid(canvas, body, skin, light)
    _within(canvas, body)
    under = ((0.50, 0.90), (0.44, 0.72), (0.34, 0.44), (0.14, 0.26), (-0.10, 0.24), (-0.40, 0.26), (-0.8, 0.22),
             (-1.3, 0.08), (-0.4, 0.12), (0.20, 0.16), (0.42, 0.46), (0.56, 0.86))  # fmt: skip
    canvas.drawPath(place.outline(under), paint(light.on("#d8cf9e", haze), 0.5, blur=place.size * 0.022))
    canvas.restore()
    _hide(canvas, place, body, skin, random)
    for line in (((0.155, 0.16), (0.09, 0.28), (0.10, 0.40)), ((-0.285, 0.16), (-0.25, 0.28), (-0.32, 0.40))):
        canvas.drawPath(place.outline(line, close=False), paint(mix(skin, _DARK, 0.5), 0.5, stroke=place.size * 0.008))
    mouth = ((0.655, 0.925), (0.60, 0.922), (0.565, 0.93))
    canvas.drawPath(place.outline(mouth, close=False), paint(mix(skin, _DARK, 0.7), stroke=place.size * 0.006))
    _eye(canvas, place, (0.535, 0.962), 0.009, skin)


def tyrannosaur(canvas: Any, place: Figure, light: Light, random: Random, *, haze: float = 0.0) -> None:
    """Draw a Tyrannosaurus with open jaws, 1 being its height."""
    skin = light.on("#7a5a3c", haze)
    far = Figure(place.x + place.side * place.size * 0.20, place.foot - place.size * 0.01, place.size, place.side)
    canvas.drawPath(far.outline(_REX_LEG), paint(mix(skin, _DARK, 0.5)))
    canvas.drawPath(
        place.outline(((0.36, 0.58), (0.45, 0.53), (0.46, 0.48)), close=False),
        paint(mix(skin, _DARK, 0.5), stroke=place.size * 0.030),
    )
    gape = place.angular(((0.50, 0.80), (0.86, 0.815), (0.80, 0.66), (0.52, 0.70)))
    canvas.drawPath(gape, paint("#3a1214"))
    tongue = place.outline(((0.52, 0.74), (0.62, 0.735), (0.72, 0.705), (0.70, 0.685), (0.56, 0.70)))
    canvas.drawPath(tongue, paint(light.on("#b8584e")))
    ivory = mix(light.on("#f4ead0"), light.lit, 0.2)
    for number in range(11):
        share = number / 10
        x, y = 0.555 + 0.285 * share, 0.793 + 0.015 * share
        long = 0.040 if number % 2 else 0.028
        canvas.drawPath(place.angular(((x - 0.011, y), (x + 0.011, y), (x + 0.002, y - long))), paint(ivory))
        x, y = 0.575 + 0.195 * share, 0.742 - 0.060 * share
        canvas.drawPath(place.angular(((x - 0.010, y), (x + 0.009, y), (x, y + long * 0.8))), paint(ivory))
    body = place.outline(_REX)
    solid(canvas, body, skin, light)
    _within(canvas, body)
    under = (
        (0.80, 0.64),
        (0.60, 0.65),
        (0.44, 0.66),
        (0.30, 0.52),
        (0.0, 0.44),
        (-0.30, 0.50),
        (-0.9, 0.62),
        (-0.4, 0.42),
        (0.3, 0.36),
        (0.8, 0.55),
    )
    canvas.drawPath(place.outline(under), paint(light.on("#d8c094", haze), 0.55, blur=place.size * 0.02))
    for number in range(15):
        x = -1.05 + 0.092 * number
        stripe = ((x, 0.86), (x + 0.025, 0.74), (x + 0.01, 0.655))
        canvas.drawPath(
            place.outline(stripe, close=False), paint(mix(skin, _DARK, 0.55), 0.42, stroke=place.size * 0.026)
        )
    canvas.restore()
    _hide(canvas, place, body, skin, random)
    leg = place.outline(_REX_LEG)
    solid(canvas, leg, skin, light, rim=0.3, depth=0.5)
    for claw in (0.02, 0.085, 0.15):
        canvas.drawPath(
            place.angular(((claw - 0.025, 0.03), (claw + 0.02, 0.035), (claw + 0.045, 0.0))),
            paint(mix(ivory, _DARK, 0.35)),
        )
    arm = place.outline(((0.27, 0.56), (0.33, 0.50), (0.385, 0.495), (0.405, 0.455)), close=False)
    canvas.drawPath(arm, paint(mix(skin, light.key, 0.12), stroke=place.size * 0.036))
    brow = ((0.49, 0.965), (0.56, 0.965), (0.62, 0.945))
    canvas.drawPath(place.outline(brow, close=False), paint(mix(skin, _DARK, 0.6), stroke=place.size * 0.018))
    _eye(canvas, place, (0.555, 0.935), 0.013, skin)
    canvas.drawCircle(*place.at(0.815, 0.885), place.size * 0.010, paint(mix(skin, _DARK, 0.7)))


def triceratops(canvas: Any, place: Figure, light: Light, random: Random, *, haze: float = 0.0) -> None:
    """Draw a Triceratops, 1 being the height of its frill."""
    skin, ivory = light.on("#86735a", haze), mix(light.on("#efe2c4", haze), light.lit, 0.2)
    for leg in _THREE_LEGS:
        canvas.drawPath(place.outline(leg), paint(mix(skin, mix(_DARK, light.haze, haze), 0.5)))
    body = place.outline(_THREE_HORNS)
    solid(canvas, body, skin, light)
    _hide(canvas, place, body, skin, random)
    for line in (((0.105, 0.18), (0.04, 0.30), (0.06, 0.42)), ((-0.415, 0.16), (-0.34, 0.30), (-0.42, 0.46))):
        canvas.drawPath(place.outline(line, close=False), paint(mix(skin, _DARK, 0.5), 0.5, stroke=place.size * 0.012))
    canvas.drawPath(
        place.outline(((0.55, 0.70), (0.66, 0.79), (0.80, 0.915), (0.80, 0.915), (0.72, 0.78), (0.63, 0.67))),
        paint(mix(ivory, _DARK, 0.35)),
    )
    frill = place.outline(_FRILL)
    solid(canvas, frill, mix(skin, light.on("#a8583c", haze), 0.45), light, depth=0.35)
    _within(canvas, frill)
    for number in range(7):
        share = number / 6
        line = ((0.46, 0.60), (0.24 + 0.18 * share, 0.70 + 0.10 * share), (0.17 + 0.26 * share, 0.78 + 0.20 * share))
        canvas.drawPath(place.outline(line, close=False), paint(mix(skin, _DARK, 0.5), 0.4, stroke=place.size * 0.013))
    canvas.restore()
    for number in range(10):
        knob = _FRILL[1 + min(6, number * 7 // 10)]
        step = (number * 0.7) % 1
        after = _FRILL[min(8, 2 + min(6, number * 7 // 10))]
        spot = knob[0] + (after[0] - knob[0]) * step, knob[1] + (after[1] - knob[1]) * step
        canvas.drawCircle(*place.at(*spot), place.size * 0.019, paint(mix(ivory, skin, 0.35)))
    solid(canvas, place.outline(_FACE), skin, light, rim=0.5, depth=0.4)
    beak = ((0.80, 0.50), (0.875, 0.40), (0.87, 0.305), (0.87, 0.305), (0.79, 0.345), (0.755, 0.42))
    canvas.drawPath(place.outline(beak), paint(mix(light.on("#5a4a38", haze), _DARK, 0.15)))
    for horn in (
        ((0.50, 0.70), (0.64, 0.81), (0.84, 0.90), (0.84, 0.90), (0.72, 0.75), (0.60, 0.665)),
        ((0.70, 0.60), (0.765, 0.66), (0.805, 0.72), (0.805, 0.72), (0.805, 0.62), (0.775, 0.53)),
    ):
        solid(canvas, place.outline(horn), ivory, light, rim=0.2, depth=0.25)
    canvas.drawPath(
        place.outline(((0.78, 0.375), (0.68, 0.40), (0.60, 0.385)), close=False),
        paint(mix(skin, _DARK, 0.6), stroke=place.size * 0.009),
    )
    _eye(canvas, place, (0.585, 0.595), 0.014, skin)


def pterosaur(canvas: Any, x: float, y: float, span: float, light: Light, *, haze: float = 0.0, side: int = 1) -> None:
    """Draw a pterosaur that glides towards ``side``, ``span`` units wide."""
    place = Figure(x, y, span / 2, side)
    skin, web = light.on("#6a4a3c", haze), light.on("#a8745a", haze)
    for wing in (
        (
            (0.06, 0.04),
            (-0.16, 0.26),
            (-0.42, 0.30),
            (-0.92, 0.10),
            (-0.92, 0.10),
            (-0.55, 0.12),
            (-0.34, 0.04),
            (-0.16, -0.08),
        ),
        (
            (0.0, 0.06),
            (0.14, 0.28),
            (0.40, 0.36),
            (0.98, 0.30),
            (0.98, 0.30),
            (0.58, 0.20),
            (0.34, 0.06),
            (0.10, -0.08),
        ),
    ):
        path = place.outline(wing)
        solid(canvas, path, web, light, rim=0.7, depth=0.4)
        canvas.drawPath(place.outline(wing[:4], close=False), paint(skin, stroke=span * 0.012))
    body = (
        (-0.34, -0.14),
        (-0.14, -0.10),
        (0.06, -0.12),
        (0.16, 0.0),
        (0.24, 0.05),
        (0.22, 0.10),
        (0.08, 0.08),
        (-0.12, -0.02),
    )
    solid(canvas, place.outline(body), skin, light, rim=0.4)
    head = (
        (0.19, 0.06),
        (0.10, 0.19),
        (0.10, 0.19),
        (0.26, 0.13),
        (0.36, 0.085),
        (0.56, 0.025),
        (0.56, 0.025),
        (0.36, 0.03),
        (0.26, 0.03),
    )
    solid(canvas, place.outline(head), mix(skin, light.on("#d8843c", haze), 0.35), light, rim=0.4)
    canvas.drawCircle(*place.at(0.285, 0.075), span * 0.005, paint(_DARK))


def frond(canvas: Any, foot: Point, length: float, turn: float, dark: Colour, lit: Colour) -> None:
    """Draw the leaf of a fern or cycad that rises from ``foot`` and bends; ``turn`` in degrees from upright."""
    lean = np.radians(turn)
    spots = []
    x, y = foot
    steps = 16
    for step in range(steps + 1):
        spots.append((x, y))
        angle = lean * (0.6 + 1.0 * step / steps)
        x += length / steps * float(np.sin(angle))
        y -= length / steps * float(np.cos(angle))
    for step in range(1, steps):
        (ax, ay), (bx, by) = spots[step], spots[step + 1]
        along = np.arctan2(by - ay, bx - ax)
        share = step / steps
        reach = length * 0.24 * (1 - share) ** 0.6 * min(1.0, share * 5)
        for side in (-1, 1):
            angle = along + side * 1.0
            tip = ax + reach * float(np.cos(angle)), ay + reach * float(np.sin(angle)) + reach * 0.15
            half = length * 0.020
            blade = polygon(
                [
                    (ax - half * float(np.cos(along)), ay - half * float(np.sin(along))),
                    tip,
                    (ax + half * float(np.cos(along)), ay + half * float(np.sin(along))),
                ]
            )
            canvas.drawPath(blade, paint(mix(dark, lit, 0.25 + 0.55 * share if side < 0 else 0.10 + 0.45 * share)))
    canvas.drawPath(polygon(spots, close=False), paint(mix(dark, lit, 0.3), stroke=length * 0.014))


def cycad(
    canvas: Any, x: float, foot: float, height: float, dark: Colour, lit: Colour, random: Random, *, trunk: float = 0.4
) -> None:
    """Draw a cycad or tree fern; ``trunk`` is the share of its height below the crown."""
    top = foot - height * trunk
    if trunk > 0.05:
        half = height * 0.055
        stem = polygon([(x - half * 1.3, foot), (x - half, top), (x + half, top), (x + half * 1.3, foot)])
        canvas.drawPath(stem, paint(mix(dark, "#3a2618", 0.7)))
        for ring in range(int(7 * trunk / 0.4)):
            y = foot - height * trunk * (ring + 0.5) / max(1, int(7 * trunk / 0.4))
            canvas.drawLine(
                x - half, y - half * 0.3, x + half, y + half * 0.1, paint("#140c08", 0.35, stroke=height * 0.012)
            )
    for number in range(11):
        share = (number * 0.618) % 1
        turn = -78 + 156 * share + 6 * float(random.standard_normal())
        frond(canvas, (x, top), height * (0.62 - 0.1 * abs(turn) / 78), turn, dark, lit)
