"""Animals of the northern woods, drawn whole and from the side."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import skia

from videoagent_agent_image.drawing.colour import Colour, mix
from videoagent_agent_image.drawing.curves import Point
from videoagent_agent_image.drawing.figures import Figure, solid
from videoagent_agent_image.drawing.light import Light
from videoagent_agent_image.drawing.sheet import linear, paint

_DARK: Colour = "#120c10"

_WOLF_BACK: tuple[Point, ...] = ((-0.63, 0.60), (-0.60, 0.70), (-0.40, 0.765), (-0.10, 0.735), (0.14, 0.785))
_WOLF_HEAD: tuple[Point, ...] = (
    (0.30, 0.86), (0.40, 0.935), (0.425, 0.96), (0.43, 1.085), (0.43, 1.085), (0.515, 0.995), (0.58, 0.965),
    (0.645, 0.90), (0.77, 0.855), (0.835, 0.84), (0.845, 0.795), (0.80, 0.765), (0.68, 0.745), (0.585, 0.715),
    (0.52, 0.64),
)  # fmt: skip
_WOLF_HOWL: tuple[Point, ...] = (
    (0.22, 0.89), (0.245, 1.01), (0.235, 1.04), (0.16, 1.115), (0.16, 1.115), (0.275, 1.11), (0.35, 1.165),
    (0.415, 1.245), (0.515, 1.365), (0.545, 1.40), (0.575, 1.375), (0.545, 1.30), (0.505, 1.215), (0.505, 1.215),
    (0.555, 1.265), (0.595, 1.285), (0.605, 1.255), (0.555, 1.165), (0.51, 1.05), (0.525, 0.88), (0.52, 0.72),
)  # fmt: skip
_WOLF_LEGS: tuple[Point, ...] = (
    (0.455, 0.52), (0.40, 0.42), (0.375, 0.27), (0.365, 0.09), (0.425, 0.035), (0.425, 0.0), (0.425, 0.0),
    (0.29, 0.0), (0.285, 0.08), (0.275, 0.27), (0.22, 0.385), (0.0, 0.405), (-0.25, 0.475), (-0.32, 0.41),
    (-0.42, 0.31), (-0.455, 0.22), (-0.425, 0.07), (-0.365, 0.03), (-0.365, 0.0), (-0.365, 0.0), (-0.505, 0.0),
    (-0.515, 0.06), (-0.575, 0.225), (-0.575, 0.33), (-0.66, 0.48),
)  # fmt: skip
_FAR_LEGS: tuple[tuple[Point, ...], ...] = (
    ((0.20, 0.45), (0.36, 0.45), (0.45, 0.28), (0.50, 0.10), (0.565, 0.045), (0.57, 0.01), (0.44, 0.01), (0.42, 0.09),
     (0.35, 0.26)),
    ((-0.56, 0.50), (-0.32, 0.48), (-0.50, 0.32), (-0.60, 0.22), (-0.605, 0.08), (-0.55, 0.03), (-0.55, 0.01),
     (-0.69, 0.01), (-0.70, 0.08), (-0.705, 0.24)),
)  # fmt: skip
_BUSH: tuple[Point, ...] = (
    (-0.58, 0.70), (-0.68, 0.68), (-0.79, 0.55), (-0.86, 0.38), (-0.90, 0.22), (-0.90, 0.22), (-0.80, 0.27),
    (-0.70, 0.38), (-0.62, 0.52),
)  # fmt: skip
_FOX: tuple[Point, ...] = (
    (-0.70, 0.50), (-0.66, 0.60), (-0.42, 0.665), (-0.10, 0.625), (0.18, 0.675), (0.32, 0.77), (0.40, 0.86),
    (0.405, 0.90), (0.395, 1.06), (0.395, 1.06), (0.515, 0.94), (0.60, 0.895), (0.68, 0.815), (0.80, 0.735),
    (0.875, 0.705), (0.87, 0.665), (0.80, 0.645), (0.66, 0.64), (0.56, 0.60), (0.48, 0.52), (0.42, 0.42),
    (0.385, 0.32), (0.37, 0.20), (0.362, 0.07), (0.415, 0.025), (0.415, 0.0), (0.415, 0.0), (0.305, 0.0),
    (0.295, 0.06), (0.285, 0.20), (0.23, 0.325), (0.0, 0.335), (-0.28, 0.40), (-0.36, 0.34), (-0.46, 0.25),
    (-0.49, 0.17), (-0.465, 0.06), (-0.415, 0.025), (-0.415, 0.0), (-0.415, 0.0), (-0.525, 0.0), (-0.54, 0.05),
    (-0.595, 0.18), (-0.60, 0.27), (-0.695, 0.40),
)  # fmt: skip
_BRUSH: tuple[Point, ...] = (
    (-0.64, 0.60), (-0.80, 0.60), (-1.02, 0.54), (-1.26, 0.38), (-1.45, 0.16), (-1.45, 0.16), (-1.20, 0.17),
    (-0.98, 0.23), (-0.80, 0.33), (-0.67, 0.46),
)  # fmt: skip
_TIP: tuple[Point, ...] = ((-1.22, 0.42), (-1.32, 0.33), (-1.45, 0.16), (-1.45, 0.16), (-1.28, 0.165), (-1.17, 0.20),
                           (-1.22, 0.27), (-1.17, 0.34))  # fmt: skip
_BEAR: tuple[Point, ...] = (
    (-0.80, 0.60), (-0.77, 0.78), (-0.60, 0.905), (-0.30, 0.905), (-0.05, 0.90), (0.14, 0.975), (0.30, 0.965),
    (0.44, 0.90), (0.535, 0.895), (0.55, 0.975), (0.615, 1.00), (0.665, 0.955), (0.675, 0.89), (0.755, 0.82),
    (0.82, 0.735), (0.925, 0.69), (0.975, 0.655), (0.975, 0.605), (0.93, 0.57), (0.82, 0.555), (0.70, 0.535),
    (0.61, 0.48), (0.545, 0.40), (0.53, 0.25), (0.525, 0.10), (0.60, 0.055), (0.615, 0.0), (0.615, 0.0), (0.34, 0.0),
    (0.325, 0.10), (0.305, 0.25), (0.20, 0.315), (-0.08, 0.275), (-0.33, 0.315), (-0.375, 0.22), (-0.355, 0.10),
    (-0.29, 0.055), (-0.275, 0.0), (-0.275, 0.0), (-0.575, 0.0), (-0.595, 0.10), (-0.69, 0.25), (-0.775, 0.42),
)  # fmt: skip
_BEAR_LEGS: tuple[tuple[Point, ...], ...] = (
    ((0.30, 0.42), (0.60, 0.42), (0.66, 0.25), (0.68, 0.10), (0.765, 0.05), (0.775, 0.01), (0.52, 0.01), (0.50, 0.1)),
    ((-0.68, 0.45), (-0.36, 0.42), (-0.52, 0.26), (-0.60, 0.10), (-0.53, 0.05), (-0.53, 0.01), (-0.79, 0.01),
     (-0.80, 0.10), (-0.80, 0.26)),
)  # fmt: skip
_DEER: tuple[Point, ...] = (
    (-0.50, 0.60), (-0.475, 0.70), (-0.28, 0.745), (0.02, 0.715), (0.20, 0.755), (0.31, 0.87), (0.375, 1.00),
    (0.42, 1.105), (0.475, 1.135), (0.535, 1.11), (0.62, 1.04), (0.715, 0.975), (0.745, 0.945), (0.735, 0.91),
    (0.69, 0.895), (0.595, 0.925), (0.53, 0.93), (0.50, 0.84), (0.465, 0.70), (0.41, 0.57), (0.36, 0.46),
    (0.335, 0.31), (0.335, 0.17), (0.34, 0.04), (0.37, 0.0), (0.37, 0.0), (0.29, 0.0), (0.302, 0.04), (0.298, 0.17),
    (0.28, 0.31), (0.22, 0.425), (0.0, 0.425), (-0.22, 0.475), (-0.28, 0.395), (-0.365, 0.30), (-0.385, 0.25),
    (-0.365, 0.12), (-0.355, 0.04), (-0.325, 0.0), (-0.325, 0.0), (-0.405, 0.0), (-0.405, 0.04), (-0.425, 0.14),
    (-0.46, 0.265), (-0.435, 0.35), (-0.50, 0.47),
)  # fmt: skip
_DEER_LEGS: tuple[tuple[Point, ...], ...] = (
    ((0.22, 0.46), (0.36, 0.46), (0.415, 0.30), (0.435, 0.16), (0.45, 0.04), (0.48, 0.0), (0.40, 0.0), (0.405, 0.04),
     (0.39, 0.16), (0.34, 0.30)),
    ((-0.46, 0.48), (-0.26, 0.47), (-0.41, 0.33), (-0.475, 0.25), (-0.465, 0.12), (-0.46, 0.03), (-0.44, 0.0),
     (-0.515, 0.0), (-0.515, 0.04), (-0.535, 0.14), (-0.555, 0.27)),
)  # fmt: skip
_BEAMS: tuple[tuple[Point, ...], ...] = (
    ((0.455, 1.12), (0.385, 1.21), (0.315, 1.34), (0.325, 1.48), (0.42, 1.61)),
    ((0.43, 1.15), (0.51, 1.205), (0.595, 1.26)),
    ((0.365, 1.245), (0.455, 1.305), (0.525, 1.39)),
    ((0.318, 1.37), (0.40, 1.42), (0.45, 1.515)),
    ((0.33, 1.50), (0.295, 1.57), (0.295, 1.65)),
)
"""A stag's antler, then its tines."""


@dataclass(frozen=True)
class Coat:
    """Colours of an animal in some light."""

    back: Colour
    belly: Colour
    marks: Colour


def _coat(light: Light, haze: float, back: Colour, belly: Colour, marks: Colour) -> Coat:
    return Coat(*(light.on(tone, haze) for tone in (back, belly, marks)))


def _blurred(place: Figure, tone: Colour, opacity: float = 1.0, soft: float = 0.03) -> Any:
    return paint(tone, opacity, blur=place.size * soft)


def _within(canvas: Any, body: Any) -> None:
    canvas.save()
    canvas.clipPath(body, skia.ClipOp.kIntersect, True)


def _eye(canvas: Any, place: Figure, at: Point, size: float) -> None:
    canvas.drawCircle(*place.at(*at), place.size * size, paint(_DARK))
    canvas.drawCircle(*place.at(at[0] + 0.004, at[1] + 0.006), place.size * size * 0.34, paint("#ffffff", 0.8))


def _far_legs(canvas: Any, place: Figure, legs: tuple[tuple[Point, ...], ...], tone: Colour) -> None:
    for leg in legs:
        canvas.drawPath(place.outline(leg), paint(mix(tone, _DARK, 0.46)))


def wolf(canvas: Any, place: Figure, light: Light, *, haze: float = 0.0, howling: bool = False) -> None:
    """Draw a grey wolf, 1 being the height of its head; a howling one raises it to 1.4."""
    coat = _coat(light, haze, "#6c6a70", "#d2c8bc", "#35333a")
    _far_legs(canvas, place, _FAR_LEGS, coat.back)
    solid(canvas, place.outline(_BUSH), mix(coat.back, coat.marks, 0.25), light, rim=0.35)
    canvas.drawPath(place.outline(_BUSH[2:7]), _blurred(place, coat.marks, 0.5))
    if not howling:
        ear = ((0.455, 0.96), (0.495, 1.075), (0.495, 1.075), (0.56, 0.965))
        canvas.drawPath(place.outline(ear), paint(mix(coat.back, coat.marks, 0.6)))
    head = _WOLF_HOWL if howling else _WOLF_HEAD
    body = place.outline((*_WOLF_BACK, *head, *_WOLF_LEGS))
    solid(canvas, body, coat.back, light)
    _within(canvas, body)
    under = ((0.60, 0.62), (0.46, 0.60), (0.30, 0.44), (0.0, 0.44), (-0.30, 0.50), (-0.44, 0.30), (-0.50, 0.0),
             (-0.2, 0.1), (0.1, 0.2), (0.30, 0.0), (0.55, 0.0), (0.60, 0.4))  # fmt: skip
    canvas.drawPath(place.outline(under), _blurred(place, coat.belly, 0.42, 0.05))
    saddle = ((-0.55, 0.80), (0.20, 0.85), (0.34, 0.98), (0.28, 0.74), (0.05, 0.62), (-0.20, 0.64), (-0.45, 0.68))
    canvas.drawPath(place.outline(saddle), _blurred(place, coat.marks, 0.5, 0.05))
    if howling:
        canvas.drawPath(
            place.outline(((0.46, 1.24), (0.52, 1.10), (0.50, 0.84), (0.62, 0.90), (0.64, 1.2))),
            _blurred(place, coat.belly, 0.5),
        )
    else:
        cheek = ((0.60, 0.86), (0.74, 0.82), (0.86, 0.79), (0.78, 0.72), (0.60, 0.68), (0.50, 0.62), (0.47, 0.76))
        canvas.drawPath(place.outline(cheek), _blurred(place, coat.belly, 0.75))
    canvas.restore()
    if howling:
        canvas.drawCircle(*place.at(0.555, 1.385), place.size * 0.024, paint(_DARK))
        lid = ((0.375, 1.165), (0.395, 1.175), (0.42, 1.20))
        canvas.drawPath(place.outline(lid, close=False), paint(_DARK, 0.8, stroke=place.size * 0.010))
        return
    canvas.drawOval(_oval(place.at(0.825, 0.832), place.size * 0.026, place.size * 0.021), paint(_DARK))
    lip = ((0.835, 0.80), (0.76, 0.795), (0.69, 0.775))
    canvas.drawPath(place.outline(lip, close=False), paint(_DARK, 0.6, stroke=place.size * 0.008))
    iris = place.outline(((0.615, 0.885), (0.64, 0.895), (0.665, 0.872), (0.64, 0.868)))
    canvas.drawPath(iris, paint(mix(light.on("#e8b84a", haze), light.key, 0.2)))
    canvas.drawCircle(*place.at(0.643, 0.881), place.size * 0.010, paint(_DARK))


def _oval(middle: Point, half: float, tall: float) -> Any:
    return skia.Rect(middle[0] - half, middle[1] - tall, middle[0] + half, middle[1] + tall)


def fox(canvas: Any, place: Figure, light: Light, *, haze: float = 0.0) -> None:
    """Draw a red fox, 1 being the height of its head."""
    coat = _coat(light, haze, "#cc6426", "#f6ead8", "#2c1c1c")
    _far_legs(canvas, place, tuple(tuple((x, y * 0.86) for x, y in leg) for leg in _FAR_LEGS), coat.back)
    tail = place.outline(_BRUSH)
    solid(canvas, tail, mix(coat.back, coat.marks, 0.12), light, rim=0.4)
    _within(canvas, tail)
    canvas.drawPath(place.outline(_TIP), _blurred(place, coat.belly, 1.0, 0.012))
    canvas.restore()
    far_ear = place.outline(((0.46, 0.90), (0.525, 1.05), (0.525, 1.05), (0.585, 0.90)))
    canvas.drawPath(far_ear, paint(mix(coat.back, coat.marks, 0.55)))
    body = place.outline(_FOX)
    solid(canvas, body, coat.back, light, depth=0.30)
    _within(canvas, body)
    bib = ((0.66, 0.74), (0.86, 0.70), (0.90, 0.66), (0.78, 0.60), (0.56, 0.56), (0.44, 0.36), (0.30, 0.34),
           (0.40, 0.52), (0.50, 0.66))  # fmt: skip
    canvas.drawPath(place.outline(bib), _blurred(place, coat.belly, 0.95, 0.014))
    belly = ((0.28, 0.36), (0.0, 0.37), (-0.30, 0.43), (-0.30, 0.30), (0.20, 0.25))
    canvas.drawPath(place.outline(belly), _blurred(place, coat.belly, 0.55))
    for left, right in ((0.22, 0.48), (-0.62, -0.38)):
        sock = skia.Rect(
            min(place.at(left, 0)[0], place.at(right, 0)[0]),
            place.at(0, 0.20)[1],
            max(place.at(left, 0)[0], place.at(right, 0)[0]),
            place.foot,
        )
        fade = linear(
            (0, sock.top()), (0, sock.top() + place.size * 0.10), [(0, coat.marks, 0.0), (1, coat.marks, 1.0)]
        )
        canvas.drawRect(sock, paint(coat.marks, shader=fade))
    ear = ((0.425, 0.92), (0.405, 1.03), (0.405, 1.03), (0.475, 0.945))
    canvas.drawPath(place.outline(ear), paint(mix(coat.back, coat.marks, 0.75)))
    canvas.restore()
    canvas.drawOval(_oval(place.at(0.862, 0.694), place.size * 0.024, place.size * 0.020), paint(_DARK))
    eye = place.outline(((0.625, 0.80), (0.65, 0.815), (0.68, 0.785), (0.652, 0.782)))
    canvas.drawPath(eye, paint(_DARK))


def bear(canvas: Any, place: Figure, light: Light, *, haze: float = 0.0, coat: Colour = "#5c3d2a") -> None:
    """Draw a bear on all fours, 1 being its height; the ``coat`` is brown unless another is named."""
    fur = light.on(coat, haze)
    _far_legs(canvas, place, _BEAR_LEGS, fur)
    body = place.outline(_BEAR)
    solid(canvas, body, fur, light)
    _within(canvas, body)
    muzzle = ((0.80, 0.745), (0.95, 0.69), (1.0, 0.62), (0.92, 0.55), (0.80, 0.555), (0.775, 0.65))
    canvas.drawPath(place.outline(muzzle), _blurred(place, mix(fur, light.on("#e0c09a", haze), 0.5), 0.9, 0.014))
    haunch = ((-0.36, 0.30), (-0.31, 0.52), (-0.42, 0.70), (-0.60, 0.74))
    canvas.drawPath(place.outline(haunch, close=False), paint(mix(fur, _DARK, 0.6), 0.45, blur=place.size * 0.02,
                                                             stroke=place.size * 0.035))  # fmt: skip
    shoulder = ((0.30, 0.27), (0.22, 0.50), (0.26, 0.72))
    canvas.drawPath(place.outline(shoulder, close=False), paint(mix(fur, _DARK, 0.6), 0.4, blur=place.size * 0.02,
                                                               stroke=place.size * 0.03))  # fmt: skip
    canvas.restore()
    canvas.drawCircle(*place.at(0.61, 0.945), place.size * 0.032, paint(mix(fur, _DARK, 0.5)))
    canvas.drawOval(_oval(place.at(0.963, 0.642), place.size * 0.030, place.size * 0.027), paint(_DARK))
    lip = ((0.965, 0.60), (0.90, 0.595), (0.83, 0.60))
    canvas.drawPath(place.outline(lip, close=False), paint(_DARK, 0.6, stroke=place.size * 0.009))
    _eye(canvas, place, (0.775, 0.755), 0.016)
    for start in (0.50, -0.375):
        for claw in range(4):
            x = start + 0.028 * claw
            canvas.drawLine(*place.at(x, 0.018), *place.at(x + 0.012, 0.0), paint(mix("#e8dcc8", fur, 0.4), 0.8,
                                                                              stroke=place.size * 0.008))  # fmt: skip


def polar_bear(canvas: Any, place: Figure, light: Light, *, haze: float = 0.0) -> None:
    """Draw a polar bear, 1 being its height."""
    bear(canvas, place, light, haze=haze, coat="#f1ece0")


def panda(canvas: Any, place: Figure, light: Light, *, haze: float = 0.0) -> None:
    """Draw a giant panda on all fours, 1 being its height."""
    white, black = light.on("#f4f0e8", haze), light.on("#26242a", haze)
    _far_legs(canvas, place, _BEAR_LEGS, mix(black, white, 0.12))
    body = place.outline(_BEAR)
    solid(canvas, body, white, light, depth=0.22)
    _within(canvas, body)
    band = ((0.06, 1.02), (0.34, 1.02), (0.42, 0.80), (0.50, 0.56), (0.66, 0.44), (0.66, -0.05), (0.28, -0.05),
            (0.24, 0.40), (0.14, 0.70))  # fmt: skip
    hind = ((-0.30, -0.05), (-0.28, 0.30), (-0.42, 0.40), (-0.66, 0.36), (-0.86, 0.30), (-0.66, -0.05))
    for patch in (band, hind):
        solid(canvas, place.outline(patch), black, light, rim=0.0, depth=0.3)
    canvas.drawOval(_oval(place.at(0.612, 0.955), place.size * 0.065, place.size * 0.07), paint(black))
    eye = place.outline(((0.735, 0.79), (0.79, 0.785), (0.81, 0.715), (0.76, 0.68), (0.715, 0.72)))
    canvas.drawPath(eye, paint(black))
    fade = linear((0, body.getBounds().top()), (0, place.at(0, 0.5)[1]), [(0, light.key, 0.5), (1, light.key, 0.0)])
    canvas.drawPath(body, paint(light.key, stroke=place.size * 0.02, shader=fade))
    canvas.restore()
    canvas.drawOval(_oval(place.at(0.963, 0.642), place.size * 0.034, place.size * 0.03), paint(_DARK))
    lip = ((0.965, 0.60), (0.90, 0.59), (0.84, 0.60))
    canvas.drawPath(place.outline(lip, close=False), paint(_DARK, 0.6, stroke=place.size * 0.010))
    canvas.drawCircle(*place.at(0.775, 0.745), place.size * 0.014, paint("#ffffff", 0.75))


def deer(
    canvas: Any, place: Figure, light: Light, *, haze: float = 0.0, stag: bool = True, moose: bool = False
) -> None:
    """Draw a deer, 1 being about the height of its eyes; a stag's antlers reach 1.65, a moose has shovels."""
    back, pale = ("#4a3428", "#7a6452") if moose else ("#96592e", "#e8cfa6")
    coat = _coat(light, haze, back, pale, "#3a2418")
    _far_legs(canvas, place, _DEER_LEGS, coat.back)
    if stag and not moose:
        _antlers(canvas, place, mix(coat.marks, _DARK, 0.25), -0.07)
    tail = ((-0.48, 0.70), (-0.55, 0.64), (-0.565, 0.53), (-0.50, 0.58))
    canvas.drawPath(place.outline(tail), paint(mix(coat.back, coat.belly, 0.45)))
    body = place.outline(_DEER)
    solid(canvas, body, coat.back, light)
    _within(canvas, body)
    under = ((0.34, 0.46), (0.0, 0.46), (-0.26, 0.50), (-0.30, 0.36), (0.2, 0.30))
    canvas.drawPath(place.outline(under), _blurred(place, coat.belly, 0.55))
    mane = ((0.24, 0.80), (0.36, 0.94), (0.48, 0.90), (0.48, 0.70), (0.40, 0.52), (0.28, 0.60))
    canvas.drawPath(place.outline(mane), _blurred(place, coat.marks, 0.34, 0.04))
    rump = ((-0.52, 0.70), (-0.42, 0.66), (-0.44, 0.54), (-0.54, 0.50))
    canvas.drawPath(place.outline(rump), _blurred(place, coat.belly, 0.6, 0.02))
    muzzle = ((0.70, 1.0), (0.78, 0.94), (0.72, 0.88), (0.64, 0.92))
    canvas.drawPath(place.outline(muzzle), _blurred(place, coat.marks, 0.7, 0.02))
    canvas.restore()
    ear = ((0.425, 1.10), (0.33, 1.135), (0.27, 1.11), (0.32, 1.07), (0.41, 1.06))
    solid(canvas, place.outline(ear), mix(coat.back, coat.marks, 0.2), light, rim=0.3)
    _eye(canvas, place, (0.555, 1.055), 0.016)
    canvas.drawOval(_oval(place.at(0.732, 0.94), place.size * 0.018, place.size * 0.02), paint(_DARK))
    if moose:
        shovel = ((0.46, 1.13), (0.40, 1.22), (0.24, 1.30), (0.08, 1.42), (0.10, 1.50), (0.22, 1.43), (0.22, 1.55),
                  (0.34, 1.47), (0.37, 1.58), (0.45, 1.46), (0.52, 1.53), (0.53, 1.38), (0.50, 1.24))  # fmt: skip
        solid(canvas, place.outline(shovel), light.on("#a8865c", haze), light, rim=0.4)
    elif stag:
        _antlers(canvas, place, mix(coat.marks, light.on("#c9a678", haze), 0.55), 0.0)


def _antlers(canvas: Any, place: Figure, tone: Colour, shift: float) -> None:
    for number, line in enumerate(_BEAMS):
        moved = tuple((x + shift, y) for x, y in line)
        wide = place.size * (0.034 if number == 0 else 0.024)
        canvas.drawPath(place.outline(moved, close=False), paint(tone, stroke=wide))


def moose(canvas: Any, place: Figure, light: Light, *, haze: float = 0.0) -> None:
    """Draw a bull moose, 1 being about the height of its eyes."""
    deer(canvas, place, light, haze=haze, moose=True)


def owl(canvas: Any, x: float, foot: float, tall: float, light: Light) -> None:
    """Draw an owl that looks at the viewer; it sits at ``foot``."""
    place = Figure(x, foot, tall)
    coat = _coat(light, 0.0, "#7a5636", "#ead6b2", "#3a2618")
    tail = ((-0.12, 0.10), (0.12, 0.10), (0.10, -0.20), (0.0, -0.24), (-0.10, -0.20))
    canvas.drawPath(place.outline(tail), paint(mix(coat.marks, coat.back, 0.3)))
    body = place.outline(((-0.30, 0.62), (-0.32, 0.36), (-0.20, 0.06), (0.0, -0.01), (0.20, 0.06), (0.32, 0.36),
                          (0.30, 0.62), (0.0, 0.74)))  # fmt: skip
    solid(canvas, body, mix(coat.belly, coat.back, 0.25), light, rim=0.3)
    _within(canvas, body)
    for row in range(7):
        for column in range(-3, 4):
            fx, fy = place.at(0.075 * (column + 0.5 * (row % 2)), 0.58 - 0.075 * row)
            canvas.drawLine(fx, fy, fx, fy + tall * 0.036, paint(coat.marks, 0.62, stroke=tall * 0.017))
    canvas.restore()
    for side in (-1, 1):
        wing = Figure(x, foot, tall, side)
        outline = wing.outline(((0.20, 0.70), (0.33, 0.60), (0.36, 0.38), (0.30, 0.14), (0.17, -0.10), (0.17, -0.10),
                                (0.16, 0.18), (0.19, 0.44)))  # fmt: skip
        solid(canvas, outline, coat.back, light, rim=0.55)
        _within(canvas, outline)
        for row in range(5):
            bar = ((0.10, 0.52 - 0.12 * row), (0.26, 0.46 - 0.12 * row), (0.40, 0.50 - 0.12 * row))
            canvas.drawPath(wing.outline(bar, close=False), paint(coat.marks, 0.5, stroke=tall * 0.018))
        canvas.restore()
    head = place.outline(((-0.31, 0.78), (-0.29, 0.92), (-0.29, 1.07), (-0.29, 1.07), (-0.15, 0.975), (0.0, 0.955),
                          (0.15, 0.975), (0.29, 1.07), (0.29, 1.07), (0.29, 0.92), (0.31, 0.78), (0.20, 0.62),
                          (0.0, 0.58), (-0.20, 0.62)))  # fmt: skip
    solid(canvas, head, coat.back, light, rim=0.7)
    for side in (-1, 1):
        middle = place.at(0.135 * side, 0.80)
        canvas.drawCircle(*middle, tall * 0.145, paint(mix(coat.belly, coat.back, 0.12)))
        for ray in range(18):
            turn = 6.283 * ray / 18
            dx, dy = float(np.cos(turn)), float(np.sin(turn))
            canvas.drawLine(
                middle[0] + tall * 0.085 * dx, middle[1] + tall * 0.085 * dy, middle[0] + tall * 0.135 * dx,
                middle[1] + tall * 0.135 * dy, paint(coat.marks, 0.3, stroke=tall * 0.008),
            )  # fmt: skip
        canvas.drawCircle(*middle, tall * 0.145, paint(coat.marks, 0.7, stroke=tall * 0.014))
        canvas.drawCircle(*middle, tall * 0.082, paint("#1a1010"))
        canvas.drawCircle(*middle, tall * 0.072, paint("#f2b32c"))
        canvas.drawCircle(*middle, tall * 0.042, paint("#0e0808"))
        canvas.drawCircle(middle[0] + tall * 0.018, middle[1] - tall * 0.022, tall * 0.014, paint("#fffbe8"))
    beak = ((-0.035, 0.78), (0.035, 0.78), (0.025, 0.70), (0.0, 0.655), (0.0, 0.655), (-0.025, 0.70))
    canvas.drawPath(place.outline(beak), paint("#3a2e26"))
    for toe in (-0.12, -0.075, -0.03, 0.04, 0.085, 0.13):
        canvas.drawLine(*place.at(toe, 0.02), *place.at(toe * 1.05, -0.045), paint("#5a4630", stroke=tall * 0.030))
