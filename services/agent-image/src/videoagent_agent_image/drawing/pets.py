"""Cats and dogs at home."""

from typing import Any

import skia

from videoagent_agent_image.drawing.colour import Colour, mix
from videoagent_agent_image.drawing.curves import Point
from videoagent_agent_image.drawing.figures import Figure, solid
from videoagent_agent_image.drawing.light import Light
from videoagent_agent_image.drawing.sheet import paint

_DARK: Colour = "#140c0c"

_CAT: tuple[Point, ...] = (
    (0.245, 0.0), (0.235, 0.045), (0.185, 0.07), (0.175, 0.22), (0.205, 0.40), (0.195, 0.54), (0.20, 0.63),
    (0.265, 0.655), (0.30, 0.70), (0.305, 0.745), (0.265, 0.79), (0.245, 0.85), (0.20, 0.885), (0.20, 0.885),
    (0.175, 1.0), (0.175, 1.0), (0.10, 0.905), (0.03, 0.865), (-0.005, 0.78), (-0.02, 0.68), (-0.10, 0.56),
    (-0.205, 0.40), (-0.265, 0.22), (-0.26, 0.07), (-0.20, 0.0), (-0.20, 0.0),
)  # fmt: skip
_DOG: tuple[Point, ...] = (
    (-0.99, 0.08), (-0.98, 0.32), (-0.80, 0.50), (-0.46, 0.525), (-0.12, 0.575), (0.10, 0.70), (0.22, 0.87),
    (0.32, 0.975), (0.44, 1.0), (0.535, 0.955), (0.575, 0.885), (0.69, 0.85), (0.77, 0.825), (0.785, 0.77),
    (0.745, 0.715), (0.63, 0.69), (0.55, 0.64), (0.525, 0.50), (0.50, 0.33), (0.57, 0.19), (0.82, 0.145), (0.99, 0.125),
    (1.03, 0.05), (0.98, 0.0), (0.98, 0.0), (-0.80, 0.0), (-0.80, 0.0),
)  # fmt: skip
_RUNNER: tuple[Point, ...] = (
    (-0.60, 0.60), (-0.57, 0.71), (-0.38, 0.755), (-0.10, 0.725), (0.16, 0.775), (0.29, 0.87), (0.38, 0.97),
    (0.48, 1.0), (0.565, 0.965), (0.605, 0.905), (0.71, 0.875), (0.79, 0.85), (0.80, 0.80), (0.765, 0.755),
    (0.65, 0.735), (0.56, 0.69), (0.50, 0.58), (0.47, 0.46), (0.58, 0.33), (0.70, 0.235), (0.79, 0.22), (0.80, 0.185),
    (0.70, 0.165), (0.58, 0.20), (0.43, 0.32), (0.30, 0.385), (0.04, 0.40), (-0.24, 0.46), (-0.36, 0.38), (-0.52, 0.30),
    (-0.66, 0.17), (-0.735, 0.05), (-0.71, 0.0), (-0.80, -0.01), (-0.835, 0.035), (-0.78, 0.17), (-0.70, 0.29),
    (-0.66, 0.40), (-0.66, 0.50),
)  # fmt: skip


def _within(canvas: Any, body: Any) -> None:
    canvas.save()
    canvas.clipPath(body, skia.ClipOp.kIntersect, True)


def sitting_cat(canvas: Any, place: Figure, light: Light, coat: Colour = "#c87f3a") -> None:
    """Draw a tabby that sits and looks ahead, 1 being its height; its tail hangs below its foot."""
    fur, size = light.on(coat), place.size
    stripe, pale = mix(fur, _DARK, 0.5), light.on("#f6e8d2")
    tail = place.outline(((-0.20, 0.06), (-0.33, 0.0), (-0.385, -0.13), (-0.365, -0.28), (-0.285, -0.37)), close=False)
    canvas.drawPath(tail, paint(mix(fur, _DARK, 0.25), stroke=size * 0.072))
    canvas.drawPath(tail, paint(fur, stroke=size * 0.055))
    end = place.outline(((-0.36, -0.29), (-0.33, -0.34), (-0.285, -0.37)), close=False)
    canvas.drawPath(end, paint(stripe, stroke=size * 0.055))
    ear = place.outline(((0.19, 0.87), (0.245, 0.965), (0.245, 0.965), (0.26, 0.85)))
    canvas.drawPath(ear, paint(mix(fur, _DARK, 0.35)))
    body = place.outline(_CAT)
    solid(canvas, body, fur, light)
    _within(canvas, body)
    bib = ((0.32, 0.70), (0.24, 0.66), (0.17, 0.56), (0.13, 0.40), (0.16, 0.16), (0.14, 0.0), (0.30, 0.0), (0.30, 0.5))
    canvas.drawPath(place.outline(bib), paint(pale, 0.85, blur=size * 0.014))
    for number in range(6):
        up = 0.16 + 0.085 * number
        line = ((-0.30, up + 0.05), (-0.16 + 0.02 * number, up + 0.03), (-0.05 + 0.02 * number, up - 0.03))
        canvas.drawPath(place.outline(line, close=False), paint(stripe, 0.6, stroke=size * 0.020))
    for line in (
        ((0.14, 0.88), (0.16, 0.83), (0.15, 0.78)),
        ((0.10, 0.87), (0.115, 0.82), (0.10, 0.77)),
        ((0.03, 0.78), (0.09, 0.74), (0.15, 0.73)),
    ):
        canvas.drawPath(place.outline(line, close=False), paint(stripe, 0.6, stroke=size * 0.014))
    haunch = ((0.06, 0.0), (0.075, 0.14), (0.0, 0.27), (-0.13, 0.30))
    canvas.drawPath(place.outline(haunch, close=False), paint(stripe, 0.5, stroke=size * 0.012))
    leg = ((0.10, 0.42), (0.115, 0.20), (0.10, 0.03))
    canvas.drawPath(place.outline(leg, close=False), paint(stripe, 0.4, stroke=size * 0.010))
    canvas.restore()
    inner = place.outline(((0.125, 0.895), (0.165, 0.965), (0.185, 0.89)))
    canvas.drawPath(inner, paint(mix(light.on("#e0a090"), fur, 0.3)))
    _cats_face(canvas, place, light)


def _cats_face(canvas: Any, place: Figure, light: Light) -> None:
    size = place.size
    eye = place.outline(((0.195, 0.775), (0.225, 0.80), (0.258, 0.782), (0.23, 0.763)))
    canvas.drawPath(eye, paint(light.on("#b8c84a")))
    canvas.drawOval(
        skia.Rect.MakeXYWH(place.at(0.238, 0)[0] - size * 0.007, place.at(0, 0.80)[1], size * 0.014, size * 0.032),
        paint(_DARK),
    )
    canvas.drawCircle(*place.at(0.300, 0.728), size * 0.014, paint(mix(light.on("#d88a80"), _DARK, 0.15)))
    mouth = ((0.298, 0.705), (0.275, 0.69), (0.25, 0.692))
    canvas.drawPath(place.outline(mouth, close=False), paint(_DARK, 0.6, stroke=size * 0.006))
    for up in (0.735, 0.712, 0.690):
        canvas.drawLine(
            *place.at(0.275, 0.71), *place.at(0.41, up - 0.005), paint("#ffffff", 0.65, stroke=size * 0.004)
        )


def sleeping_cat(canvas: Any, x: float, foot: float, wide: float, light: Light, coat: Colour = "#7c7a80") -> None:
    """Draw a cat asleep, curled up, ``wide`` units long."""
    place = Figure(x, foot, wide)
    fur, stripe = light.on(coat), mix(light.on(coat), _DARK, 0.5)
    body = place.outline(
        (
            (-0.48, 0.12),
            (-0.44, 0.28),
            (-0.26, 0.41),
            (0.0, 0.44),
            (0.22, 0.37),
            (0.40, 0.24),
            (0.46, 0.10),
            (0.36, 0.0),
            (0.0, -0.01),
            (-0.36, 0.0),
        )
    )
    solid(canvas, body, fur, light)
    _within(canvas, body)
    for number in range(8):
        across = -0.36 + 0.085 * number
        line = ((across, 0.46), (across + 0.04, 0.32), (across + 0.03, 0.20))
        canvas.drawPath(place.outline(line, close=False), paint(stripe, 0.5, stroke=wide * 0.020))
    canvas.restore()
    for ear in (
        ((0.155, 0.225), (0.16, 0.33), (0.16, 0.33), (0.25, 0.26)),
        ((0.335, 0.25), (0.405, 0.315), (0.405, 0.315), (0.425, 0.20)),
    ):
        canvas.drawPath(place.outline(ear), paint(mix(fur, stripe, 0.35)))
    head = place.outline(
        (
            (0.15, 0.16),
            (0.19, 0.245),
            (0.29, 0.275),
            (0.40, 0.235),
            (0.435, 0.14),
            (0.37, 0.055),
            (0.28, 0.035),
            (0.19, 0.07),
        )
    )
    solid(canvas, head, mix(fur, light.key, 0.08), light, rim=0.4)
    muzzle = place.outline(((0.235, 0.105), (0.29, 0.13), (0.35, 0.105), (0.34, 0.055), (0.29, 0.04), (0.245, 0.06)))
    canvas.drawPath(muzzle, paint(light.on("#efe6dc")))
    for across in (0.235, 0.35):
        lid = ((across - 0.035, 0.165), (across, 0.148), (across + 0.035, 0.165))
        canvas.drawPath(place.outline(lid, close=False), paint(_DARK, stroke=wide * 0.010))
    canvas.drawPath(place.outline(((0.278, 0.115), (0.305, 0.115), (0.292, 0.095))), paint(light.on("#c87a74")))
    tail = place.outline(((-0.44, 0.10), (-0.34, 0.02), (-0.10, 0.015), (0.12, 0.03), (0.24, 0.02)), close=False)
    canvas.drawPath(tail, paint(stripe, stroke=wide * 0.085))
    canvas.drawPath(tail, paint(mix(fur, stripe, 0.25), stroke=wide * 0.068))


def lying_dog(canvas: Any, place: Figure, light: Light, coat: Colour = "#c08a48") -> None:
    """Draw a dog that lies with its head up, 1 being its height."""
    fur, size = light.on(coat), place.size
    tail = place.outline(((-0.95, 0.08), (-1.14, 0.03), (-1.32, 0.06), (-1.45, 0.15)), close=False)
    canvas.drawPath(tail, paint(mix(fur, _DARK, 0.22), stroke=size * 0.10))
    solid(canvas, place.outline(_DOG), fur, light)
    thigh = place.outline(
        (
            (-0.93, 0.06),
            (-0.90, 0.30),
            (-0.70, 0.42),
            (-0.50, 0.34),
            (-0.42, 0.16),
            (-0.24, 0.11),
            (-0.20, 0.03),
            (-0.50, 0.0),
        )
    )
    solid(canvas, thigh, fur, light, rim=0.25, depth=0.4)
    chest = place.outline(((0.50, 0.60), (0.40, 0.46), (0.36, 0.26), (0.46, 0.20), (0.53, 0.36)))
    canvas.drawPath(chest, paint(mix(fur, light.on("#fff0d8"), 0.6), 0.6, blur=size * 0.02))
    leg = place.outline(((0.22, 0.34), (0.34, 0.17), (0.60, 0.10), (0.90, 0.085)), close=False)
    canvas.drawPath(leg, paint(mix(fur, _DARK, 0.4), 0.5, stroke=size * 0.012))
    _dogs_face(canvas, place, fur, light, (0.0, 0.0))


def _dogs_face(canvas: Any, place: Figure, fur: Colour, light: Light, shift: Point) -> None:
    size = place.size

    def moved(*points: Point) -> tuple[Point, ...]:
        return tuple((x + shift[0], y + shift[1]) for x, y in points)

    muzzle = moved((0.60, 0.86), (0.74, 0.83), (0.785, 0.775), (0.74, 0.72), (0.62, 0.70), (0.575, 0.77))
    canvas.drawPath(place.outline(muzzle), paint(mix(fur, light.on("#fff0d8"), 0.45), 0.75, blur=size * 0.018))
    ear = moved((0.30, 0.95), (0.40, 0.965), (0.455, 0.87), (0.445, 0.70), (0.385, 0.60), (0.31, 0.66), (0.275, 0.80))
    solid(canvas, place.outline(ear), mix(fur, _DARK, 0.32), light, rim=0.35)
    nose = moved((0.735, 0.84), (0.785, 0.835), (0.80, 0.80), (0.765, 0.785), (0.735, 0.80))
    canvas.drawPath(place.outline(nose), paint(_DARK))
    lip = moved((0.77, 0.765), (0.70, 0.745), (0.63, 0.755))
    canvas.drawPath(place.outline(lip, close=False), paint(_DARK, 0.65, stroke=size * 0.010))
    spot = (0.535 + shift[0], 0.875 + shift[1])
    canvas.drawCircle(*place.at(*spot), size * 0.024, paint(_DARK))
    canvas.drawCircle(*place.at(spot[0] + 0.007, spot[1] + 0.009), size * 0.008, paint("#ffffff", 0.85))


def running_dog(canvas: Any, place: Figure, light: Light, coat: Colour = "#c08a48") -> None:
    """Draw a dog that bounds forward, 1 being its height."""
    fur, size = light.on(coat), place.size
    far = mix(fur, _DARK, 0.42)
    for leg in (
        (
            (0.24, 0.46),
            (0.42, 0.42),
            (0.40, 0.28),
            (0.50, 0.16),
            (0.60, 0.13),
            (0.60, 0.095),
            (0.48, 0.085),
            (0.36, 0.14),
            (0.30, 0.27),
        ),
        (
            (-0.56, 0.48),
            (-0.34, 0.44),
            (-0.38, 0.28),
            (-0.52, 0.14),
            (-0.56, 0.03),
            (-0.52, 0.0),
            (-0.62, -0.01),
            (-0.655, 0.04),
            (-0.60, 0.17),
            (-0.56, 0.30),
        ),
    ):
        canvas.drawPath(place.outline(leg), paint(far))
    tail = place.outline(((-0.56, 0.66), (-0.72, 0.74), (-0.84, 0.88), (-0.86, 1.04)), close=False)
    canvas.drawPath(tail, paint(mix(fur, _DARK, 0.2), stroke=size * 0.085))
    canvas.drawPath(tail, paint(fur, stroke=size * 0.06))
    body = place.outline(_RUNNER)
    solid(canvas, body, fur, light)
    _within(canvas, body)
    under = ((0.50, 0.60), (0.40, 0.44), (0.0, 0.44), (-0.28, 0.50), (-0.3, 0.3), (0.4, 0.25))
    canvas.drawPath(place.outline(under), paint(mix(fur, light.on("#fff0d8"), 0.6), 0.5, blur=size * 0.03))
    canvas.restore()
    tongue = ((0.70, 0.755), (0.745, 0.76), (0.755, 0.68), (0.72, 0.645), (0.695, 0.69))
    canvas.drawPath(place.outline(tongue), paint(light.on("#e0707a")))
    _dogs_face(canvas, place, fur, light, (0.02, 0.02))
