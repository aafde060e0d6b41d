"""Animals of the African plains, drawn from the side."""

from typing import Any

import numpy as np
import skia

from videoagent_agent_image.drawing.colour import Colour, mix
from videoagent_agent_image.drawing.curves import Point
from videoagent_agent_image.drawing.figures import Figure, solid
from videoagent_agent_image.drawing.light import Light
from videoagent_agent_image.drawing.sheet import linear, paint, polygon

Random = np.random.Generator

_ELEPHANT: tuple[Point, ...] = (
    (-0.655, 0.66), (-0.62, 0.80), (-0.50, 0.915), (-0.30, 0.945), (-0.08, 0.915), (0.12, 0.965), (0.26, 0.945),
    (0.38, 0.995), (0.50, 0.965), (0.585, 0.84), (0.625, 0.66), (0.645, 0.46), (0.665, 0.26), (0.705, 0.12),
    (0.775, 0.085), (0.785, 0.045), (0.715, 0.03), (0.635, 0.09), (0.585, 0.26), (0.55, 0.44), (0.50, 0.565),
    (0.42, 0.575), (0.345, 0.60), (0.285, 0.50), (0.275, 0.30), (0.268, 0.13), (0.295, 0.02), (0.28, 0.0),
    (0.11, 0.0), (0.105, 0.03), (0.125, 0.15), (0.115, 0.32), (0.02, 0.39), (-0.20, 0.375), (-0.35, 0.42),
    (-0.385, 0.30), (-0.355, 0.16), (-0.345, 0.02), (-0.36, 0.0), (-0.545, 0.0), (-0.56, 0.03), (-0.545, 0.15),
    (-0.59, 0.30), (-0.645, 0.48),
)  # fmt: skip
_ELEPHANT_LEGS: tuple[tuple[Point, ...], ...] = (
    ((0.19, 0.55), (0.38, 0.52), (0.395, 0.28), (0.405, 0.13), (0.435, 0.01), (0.27, 0.01), (0.265, 0.14), (0.22, 0.3)),
    ((-0.46, 0.5), (-0.20, 0.46), (-0.25, 0.28), (-0.215, 0.13), (-0.19, 0.01), (-0.36, 0.01), (-0.37, 0.14),
    (-0.4, 0.3)),
)  # fmt: skip
_EAR: tuple[Point, ...] = (
    (0.345, 0.90), (0.25, 0.935), (0.13, 0.88), (0.055, 0.755), (0.055, 0.62), (0.115, 0.50), (0.19, 0.455),
    (0.245, 0.53), (0.315, 0.60), (0.375, 0.70), (0.39, 0.82),
)  # fmt: skip
_GIRAFFE: tuple[Point, ...] = (
    (-0.205, 0.47), (-0.185, 0.535), (-0.09, 0.565), (0.03, 0.605), (0.085, 0.66), (0.135, 0.75), (0.185, 0.86),
    (0.215, 0.935), (0.245, 0.968), (0.285, 0.962), (0.33, 0.925), (0.375, 0.882), (0.388, 0.862), (0.374, 0.846),
    (0.335, 0.858), (0.285, 0.878), (0.258, 0.855), (0.232, 0.775), (0.205, 0.68), (0.185, 0.60), (0.182, 0.53),
    (0.168, 0.45), (0.152, 0.34), (0.15, 0.24), (0.138, 0.12), (0.150, 0.012), (0.142, 0.0), (0.104, 0.0),
    (0.106, 0.06), (0.108, 0.14), (0.110, 0.24), (0.104, 0.34), (0.08, 0.43), (0.0, 0.435), (-0.09, 0.455),
    (-0.125, 0.38), (-0.155, 0.28), (-0.150, 0.14), (-0.134, 0.012), (-0.142, 0.0), (-0.182, 0.0), (-0.178, 0.06),
    (-0.186, 0.15), (-0.198, 0.27), (-0.188, 0.35), (-0.212, 0.42),
)  # fmt: skip
_GIRAFFE_LEGS: tuple[tuple[Point, ...], ...] = (
    ((0.11, 0.48), (0.175, 0.46), (0.19, 0.34), (0.20, 0.24), (0.20, 0.12), (0.222, 0.0), (0.182, 0.0), (0.172, 0.12),
     (0.162, 0.25)),
    ((-0.17, 0.47), (-0.09, 0.46), (-0.085, 0.36), (-0.10, 0.25), (-0.085, 0.12), (-0.068, 0.0), (-0.108, 0.0),
     (-0.118, 0.13), (-0.135, 0.26), (-0.15, 0.36)),
)  # fmt: skip
_ZEBRA: tuple[Point, ...] = (
    (-0.735, 0.72), (-0.70, 0.88), (-0.56, 0.985), (-0.25, 0.93), (0.08, 0.945), (0.28, 1.02), (0.46, 1.20),
    (0.595, 1.345), (0.655, 1.345), (0.735, 1.275), (0.83, 1.13), (0.915, 1.005), (0.925, 0.93), (0.87, 0.905),
    (0.78, 0.965), (0.68, 1.045), (0.605, 0.985), (0.555, 0.86), (0.505, 0.72), (0.455, 0.56), (0.425, 0.36),
    (0.415, 0.16), (0.445, 0.015), (0.43, 0.0), (0.335, 0.0), (0.35, 0.16), (0.325, 0.36), (0.27, 0.50), (0.08, 0.445),
    (-0.20, 0.455), (-0.39, 0.53), (-0.45, 0.42), (-0.525, 0.32), (-0.53, 0.15), (-0.495, 0.015), (-0.51, 0.0),
    (-0.61, 0.0), (-0.615, 0.15), (-0.655, 0.33), (-0.65, 0.46), (-0.72, 0.60),
)  # fmt: skip
_GRAZING: tuple[Point, ...] = (
    (0.28, 1.0), (0.46, 0.90), (0.62, 0.66), (0.735, 0.44), (0.775, 0.385), (0.845, 0.25), (0.895, 0.095),
    (0.875, 0.03), (0.81, 0.02), (0.745, 0.13), (0.675, 0.26), (0.60, 0.345), (0.53, 0.47), (0.50, 0.60),
)  # fmt: skip
_ZEBRA_LEGS: tuple[tuple[Point, ...], ...] = (
    ((0.28, 0.62), (0.46, 0.58), (0.50, 0.36), (0.51, 0.16), (0.545, 0.0), (0.435, 0.0), (0.44, 0.16), (0.40, 0.36)),
    ((-0.62, 0.62), (-0.36, 0.58), (-0.40, 0.36), (-0.38, 0.16), (-0.345, 0.0), (-0.455, 0.0), (-0.465, 0.16),
     (-0.53, 0.34)),
)  # fmt: skip
_LION: tuple[Point, ...] = (
    (-0.875, 0.64), (-0.885, 0.80), (-0.77, 0.915), (-0.46, 0.895), (-0.12, 0.865), (0.22, 0.945), (0.50, 0.98),
    (0.67, 0.84), (0.67, 0.64), (0.605, 0.46), (0.56, 0.25), (0.565, 0.11), (0.645, 0.05), (0.665, 0.0), (0.665, 0.0),
    (0.455, 0.0), (0.435, 0.06), (0.435, 0.25), (0.395, 0.42), (0.27, 0.475), (0.0, 0.49), (-0.29, 0.555),
    (-0.43, 0.55),
    (-0.50, 0.44), (-0.615, 0.335), (-0.665, 0.235), (-0.645, 0.12), (-0.565, 0.05), (-0.545, 0.0), (-0.545, 0.0),
    (-0.755, 0.0), (-0.775, 0.07), (-0.795, 0.22), (-0.845, 0.33), (-0.87, 0.47),
)  # fmt: skip
_LION_LEGS: tuple[tuple[Point, ...], ...] = (
    ((0.36, 0.55), (0.60, 0.55), (0.72, 0.36), (0.73, 0.18), (0.80, 0.07), (0.84, 0.02), (0.65, 0.0), (0.61, 0.18),
     (0.52, 0.36)),
    ((-0.70, 0.60), (-0.36, 0.56), (-0.40, 0.40), (-0.49, 0.24), (-0.46, 0.12), (-0.37, 0.05), (-0.35, 0.0),
    (-0.56, 0.0),
     (-0.60, 0.20), (-0.66, 0.34)),
)  # fmt: skip
_LION_HEAD: tuple[Point, ...] = (
    (0.56, 1.21), (0.68, 1.265), (0.79, 1.20), (0.86, 1.10), (0.955, 1.055), (0.995, 1.00), (0.985, 0.93),
    (0.93, 0.885), (0.90, 0.83), (0.80, 0.80), (0.66, 0.80), (0.56, 0.92),
)  # fmt: skip
_RESTING: tuple[Point, ...] = (
    (-0.98, 0.12), (-0.97, 0.36), (-0.82, 0.52), (-0.52, 0.50), (-0.20, 0.56), (0.10, 0.68), (0.24, 0.86),
    (0.34, 0.985), (0.43, 1.04), (0.53, 1.02), (0.60, 0.93), (0.69, 0.885), (0.715, 0.83), (0.695, 0.775),
    (0.62, 0.735),
    (0.52, 0.70), (0.475, 0.56), (0.46, 0.38), (0.52, 0.22), (0.78, 0.16), (0.92, 0.14), (0.95, 0.06), (0.90, 0.01),
    (0.50, 0.0), (0.0, 0.0), (-0.40, 0.0), (-0.80, 0.0),
)  # fmt: skip


def elephant(canvas: Any, place: Figure, light: Light, *, haze: float = 0.0, calf: bool = False) -> None:
    """Draw an elephant, 1 being its height; a calf has no tusks."""
    skin = mix(light.on("#6f6466", haze), light.shade, 0.14)
    far = mix(skin, "#1c141c", 0.42)
    for leg in _ELEPHANT_LEGS:
        canvas.drawPath(place.outline(leg), paint(far))
    tail = place.outline(((-0.64, 0.72), (-0.69, 0.56), (-0.685, 0.36)), close=False)
    canvas.drawPath(tail, paint(far, stroke=place.size * 0.018))
    canvas.drawCircle(*place.at(-0.685, 0.335), place.size * 0.022, paint(far))
    if not calf:
        tusk = place.outline(((0.465, 0.60), (0.56, 0.475), (0.70, 0.45), (0.735, 0.475), (0.70, 0.485), (0.60, 0.53)))
        canvas.drawPath(tusk, paint(mix(light.on("#efe2c8", haze), light.lit, 0.3)))
    solid(canvas, place.outline(_ELEPHANT), skin, light)
    for start, bend, end in (((0.60, 0.60), (0.575, 0.59), (0.55, 0.60)), ((0.63, 0.42), (0.60, 0.41), (0.57, 0.42))):
        canvas.drawPath(place.outline((start, bend, end), close=False), paint(far, 0.5, stroke=place.size * 0.008))
    ear = place.outline(_EAR)
    box = ear.getBounds()
    tones = [(0, mix(skin, light.key, 0.34)), (0.6, mix(skin, "#1c141c", 0.10)), (1, mix(skin, "#1c141c", 0.45))]
    canvas.drawPath(ear, paint(skin, shader=linear((0, box.top()), (0, box.bottom()), tones)))
    canvas.drawPath(ear, paint(mix(skin, "#140e14", 0.5), 0.75, stroke=place.size * 0.010))
    canvas.drawCircle(*place.at(0.455, 0.775), place.size * 0.013, paint("#140e12"))
    if not calf:
        near = (
            (0.50, 0.635),
            (0.565, 0.50),
            (0.68, 0.43),
            (0.775, 0.455),
            (0.70, 0.475),
            (0.605, 0.545),
            (0.555, 0.63),
        )
        canvas.drawPath(place.outline(near), paint(mix(light.on("#f4ead4", haze), light.lit, 0.4)))


def giraffe(canvas: Any, place: Figure, light: Light, random: Random, *, haze: float = 0.0) -> None:
    """Draw a giraffe, 1 being its height."""
    cream, patch = light.on("#e6c48c", haze), light.on("#8e5428", haze)
    far = mix(cream, mix("#2a1810", light.haze, haze), 0.45)
    for leg in _GIRAFFE_LEGS:
        canvas.drawPath(place.outline(leg), paint(far))
    tail = place.outline(((-0.20, 0.51), (-0.232, 0.42), (-0.228, 0.32)), close=False)
    canvas.drawPath(tail, paint(far, stroke=place.size * 0.008))
    canvas.drawOval(
        _oval(place.at(-0.227, 0.30), place.size * 0.009, place.size * 0.026), paint(mix(patch, "#140a08", 0.6))
    )
    mane = place.outline(((0.07, 0.655), (0.122, 0.75), (0.174, 0.86), (0.212, 0.945)), close=False)
    canvas.drawPath(mane, paint(mix(patch, "#241008", 0.25), stroke=place.size * 0.020))
    for horn in (0.243, 0.266):
        canvas.drawLine(
            *place.at(horn, 0.955),
            *place.at(horn - 0.006, 1.0),
            paint(mix(patch, cream, 0.3), stroke=place.size * 0.010),
        )
        canvas.drawCircle(*place.at(horn - 0.006, 1.002), place.size * 0.008, paint(mix(patch, "#140a08", 0.6)))
    body = place.outline(_GIRAFFE)
    solid(canvas, body, cream, light, rim=0.0, depth=0.30)
    canvas.save()
    canvas.clipPath(body, skia.ClipOp.kIntersect, True)
    _patches(canvas, place, patch, light, random)
    box = body.getBounds()
    fade = linear((0, box.top()), (0, box.bottom()), [(0, light.key, 0.55), (0.6, light.key, 0.0)])
    canvas.drawPath(body, paint(light.key, stroke=place.size * 0.014, shader=fade))
    canvas.restore()
    ear = place.outline(((0.235, 0.945), (0.205, 0.955), (0.18, 0.94), (0.21, 0.93)))
    canvas.drawPath(ear, paint(mix(cream, patch, 0.35)))
    dark = mix(patch, "#140a08", 0.65)
    muzzle = place.outline(
        ((0.335, 0.905), (0.375, 0.882), (0.388, 0.862), (0.374, 0.846), (0.335, 0.858), (0.322, 0.88))
    )
    canvas.drawPath(muzzle, paint(mix(cream, patch, 0.28), 0.55))
    mouth = place.outline(((0.384, 0.857), (0.362, 0.862), (0.332, 0.868)), close=False)
    canvas.drawPath(mouth, paint(dark, 0.7, stroke=place.size * 0.0024))
    canvas.drawOval(_oval(place.at(0.288, 0.928), place.size * 0.0072, place.size * 0.0060), paint("#140a08"))
    canvas.drawCircle(*place.at(0.2905, 0.9305), place.size * 0.0016, paint(mix(cream, "#ffffff", 0.6)))
    lash = place.outline(((0.278, 0.932), (0.288, 0.937), (0.298, 0.931)), close=False)
    canvas.drawPath(lash, paint(dark, stroke=place.size * 0.0028))
    canvas.drawOval(_oval(place.at(0.371, 0.871), place.size * 0.0050, place.size * 0.0030), paint(dark))


def _patches(canvas: Any, place: Figure, patch: Colour, light: Light, random: Random) -> None:
    """Draw the net of a giraffe's coat: patches in bent rows, smaller and paler down the legs and towards the head."""
    step = 0.052
    for row in range(20):
        up = 0.30 + step * row * 0.80
        for column in range(13):
            forward = -0.26 + step * (column + 0.5 * (row % 2)) + 0.010 * float(random.standard_normal())
            if up > 0.885 or (up < 0.40 and column % 2):
                continue
            size = place.size * step * (0.50 if 0.44 < up < 0.64 else 0.38)
            x, y = place.at(forward, up + 0.006 * float(random.standard_normal()))
            turn = float(random.random())
            corners = [
                (x + size * float(np.cos(6.283 * (n + turn) / 6)) * (0.85 + 0.25 * float(random.random())),
                 y + size * float(np.sin(6.283 * (n + turn) / 6)) * (0.80 + 0.25 * float(random.random())))
                for n in range(6)
            ]  # fmt: skip
            tone = mix(patch, light.key, 0.22 if up > 0.52 else 0.0)
            canvas.drawPath(polygon(corners), paint(tone))


def zebra(canvas: Any, place: Figure, light: Light, *, haze: float = 0.0, grazing: bool = False) -> None:
    """Draw a zebra, 1 being the height of its back; a grazing one has its head at the ground."""
    white, black = light.on("#efe6da", haze), light.on("#2c2426", haze)
    for leg in _ZEBRA_LEGS:
        canvas.drawPath(place.outline(leg), paint(mix(white, black, 0.55)))
    points = (*_ZEBRA[:5], *_GRAZING, *_ZEBRA[19:]) if grazing else _ZEBRA
    body = place.outline(points)
    tail = place.outline(((-0.715, 0.84), (-0.79, 0.62), (-0.77, 0.40)), close=False)
    canvas.drawPath(tail, paint(mix(white, black, 0.4), stroke=place.size * 0.028))
    canvas.drawOval(_oval(place.at(-0.768, 0.36), place.size * 0.024, place.size * 0.075), paint(black))
    if not grazing:
        crest = place.outline(((0.25, 1.02), (0.37, 1.15), (0.49, 1.29), (0.60, 1.395), (0.64, 1.34), (0.46, 1.18)))
        canvas.drawPath(crest, paint(mix(black, white, 0.12)))
        canvas.drawPath(place.outline(((0.60, 1.34), (0.615, 1.45), (0.665, 1.36))), paint(mix(white, black, 0.35)))
    solid(canvas, body, white, light, rim=0.0, depth=0.25)
    canvas.save()
    canvas.clipPath(body, skia.ClipOp.kIntersect, True)
    brush = paint(black, stroke=place.size * 0.042)
    for number in range(3, 11):  # around the body
        top, low = -0.60 + 0.088 * number, -0.50 + 0.082 * number
        lean = 0.16 * max(0.0, 0.62 - number / 10)
        stripe = ((top - lean, 1.04), (low, 0.74), (low + 0.03, 0.40))
        canvas.drawPath(place.outline(stripe, close=False), brush)
    for number in range(6):  # over the haunch, from the tail up to the back
        up = 0.44 + 0.09 * number
        haunch = (
            (-0.82, up),
            (-0.62, up + 0.02),
            (-0.50 + 0.02 * number, up + 0.13),
            (-0.46 + 0.02 * number, up + 0.30),
        )
        canvas.drawPath(place.outline(haunch, close=False), brush)
    thin = paint(black, stroke=place.size * 0.030)
    for number in range(8):  # across the neck and cheek
        share = number / 7
        across, along = (
            (0.36 + 0.40 * share, 0.84 - 0.46 * share) if grazing else (0.36 + 0.36 * share, 0.92 + 0.32 * share)
        )
        reach = (0.13, 0.13) if grazing else (-0.12, 0.15)
        canvas.drawLine(
            *place.at(across - reach[0], along - reach[1]), *place.at(across + reach[0], along + reach[1]), thin
        )
    for number in range(6):  # the legs
        up = 0.06 + 0.07 * number
        for forward in (0.37, -0.57):
            canvas.drawLine(
                *place.at(forward - 0.12, up + 0.01),
                *place.at(forward + 0.12, up - 0.01),
                paint(black, stroke=place.size * 0.022),
            )
    canvas.restore()
    nose = (0.875, 0.05) if grazing else (0.905, 0.945)
    canvas.drawOval(_oval(place.at(*nose), place.size * 0.046, place.size * 0.045), paint(mix(black, white, 0.08)))
    eye = (0.755, 0.31) if grazing else (0.735, 1.175)
    canvas.drawCircle(*place.at(*eye), place.size * 0.017, paint("#0c0808"))


def lion(canvas: Any, place: Figure, light: Light, *, haze: float = 0.0) -> None:
    """Draw a lion that stands, 1 being the height of its shoulder."""
    coat, hair = light.on("#b9803e", haze), light.on("#5c3018", haze)
    far, size = mix(coat, "#241410", 0.48), place.size
    for leg in _LION_LEGS:
        canvas.drawPath(place.outline(leg), paint(far))
    tail = place.outline(((-0.86, 0.78), (-1.00, 0.66), (-1.06, 0.42), (-1.17, 0.24), (-1.27, 0.23)), close=False)
    canvas.drawPath(tail, paint(mix(coat, far, 0.35), stroke=size * 0.042))
    tuft = place.outline(((-1.24, 0.26), (-1.33, 0.27), (-1.39, 0.22), (-1.33, 0.17), (-1.24, 0.19)))
    canvas.drawPath(tuft, paint(mix(hair, "#140a08", 0.3)))
    solid(canvas, place.outline(_LION), coat, light, depth=0.52)
    for line in (((-0.44, 0.86), (-0.36, 0.70), (-0.42, 0.56)), ((0.30, 0.60), (0.36, 0.50), (0.42, 0.34)),
                 ((0.52, 0.02), (0.53, 0.05), (0.525, 0.07)), ((0.59, 0.02), (0.60, 0.045),
                 (0.595, 0.06))):  # fmt: skip
        canvas.drawPath(place.outline(line, close=False), paint(far, 0.6, stroke=size * 0.014))
    _mane(canvas, place, hair, light)
    _lion_head(canvas, place, coat, hair, light)


def _mane(canvas: Any, place: Figure, hair: Colour, light: Light) -> None:
    """Draw a mane in three rings of locks, dark behind and golden around the face, longest at the throat."""
    rings = ((0.40, mix(hair, "#180c08", 0.40)), (0.325, hair), (0.245, mix(hair, light.key, 0.25)))
    for ring, (radius, tone) in enumerate(rings):
        centre = (0.50 + 0.055 * ring, 0.93 + 0.045 * ring)
        locks: list[Point] = []
        for number in range(44):
            turn = 6.283 * number / 44
            reach = radius * (1.0 + 0.075 * (number % 2) + 0.045 * float(np.sin(number * 2.7)))
            drop = 1.0 + 0.26 * max(0.0, -float(np.sin(turn)))
            locks.append(
                (centre[0] + reach * 0.90 * float(np.cos(turn)), centre[1] + reach * drop * float(np.sin(turn)))
            )
        solid(canvas, place.outline(locks), tone, light, rim=0.55 if ring == 0 else 0.0, depth=0.40)


def _lion_head(canvas: Any, place: Figure, coat: Colour, hair: Colour, light: Light) -> None:
    size, dark = place.size, mix(hair, "#120808", 0.65)
    solid(canvas, place.outline(_LION_HEAD), mix(coat, light.key, 0.12), light, rim=0.35, depth=0.30)
    ear = place.outline(((0.565, 1.16), (0.555, 1.245), (0.615, 1.285), (0.665, 1.235), (0.66, 1.18)))
    canvas.drawPath(ear, paint(mix(coat, hair, 0.30)))
    canvas.drawPath(
        place.outline(((0.585, 1.17), (0.582, 1.23), (0.618, 1.255), (0.645, 1.22), (0.64, 1.18))),
        paint(mix(hair, dark, 0.3)),
    )
    muzzle = place.outline(((0.87, 1.02), (0.96, 0.995), (0.985, 0.93), (0.93, 0.885), (0.85, 0.90), (0.825, 0.96)))
    canvas.drawPath(muzzle, paint(mix(coat, light.lit, 0.40)))
    chin = place.outline(((0.84, 0.865), (0.925, 0.875), (0.93, 0.82), (0.865, 0.765), (0.80, 0.80)))
    canvas.drawPath(chin, paint(mix(hair, coat, 0.25)))
    nose = place.outline(((0.935, 1.06), (0.985, 1.045), (1.0, 1.00), (0.955, 0.995)))
    canvas.drawPath(nose, paint(dark))
    mouth = place.outline(((0.985, 0.955), (0.965, 0.905), (0.90, 0.885), (0.83, 0.915)), close=False)
    canvas.drawPath(mouth, paint(dark, stroke=size * 0.012))
    brow = place.outline(((0.76, 1.135), (0.815, 1.125), (0.865, 1.085)), close=False)
    canvas.drawPath(brow, paint(mix(hair, coat, 0.2), 0.8, stroke=size * 0.016))
    eye = place.outline(((0.785, 1.09), (0.815, 1.105), (0.85, 1.075), (0.82, 1.070)))
    canvas.drawPath(eye, paint("#120808"))


def lioness(canvas: Any, place: Figure, light: Light, *, haze: float = 0.0) -> None:
    """Draw a lioness that lies with her head up, 1 being its height."""
    coat, hair = light.on("#bd8a48", haze), light.on("#6a3a1c", haze)
    tail = place.outline(((-0.94, 0.12), (-1.14, 0.06), (-1.34, 0.10), (-1.46, 0.22)), close=False)
    canvas.drawPath(tail, paint(mix(coat, hair, 0.3), stroke=place.size * 0.06))
    canvas.drawOval(_oval(place.at(-1.48, 0.25), place.size * 0.05, place.size * 0.06), paint(hair))
    solid(canvas, place.outline(_RESTING), coat, light, depth=0.38)
    thigh = place.outline(((-0.90, 0.10), (-0.86, 0.34), (-0.66, 0.44), (-0.48, 0.34), (-0.40, 0.16), (-0.26, 0.10),
                           (-0.24, 0.02), (-0.60, 0.0)))  # fmt: skip
    solid(canvas, thigh, coat, light, rim=0.3, depth=0.42)
    size = place.size
    for forward, up in ((0.335, 0.985), (0.445, 1.03)):
        ear = place.outline(
            (
                (forward - 0.045, up - 0.05),
                (forward - 0.045, up + 0.04),
                (forward + 0.01, up + 0.07),
                (forward + 0.05, up + 0.01),
                (forward + 0.04, up - 0.04),
            )
        )
        canvas.drawPath(ear, paint(mix(coat, hair, 0.30)))
        canvas.drawCircle(*place.at(forward + 0.004, up + 0.008), size * 0.026, paint(mix(hair, "#140a08", 0.3)))
    canvas.drawOval(_oval(place.at(0.65, 0.80), size * 0.075, size * 0.055), paint(mix(coat, light.lit, 0.45)))
    canvas.drawOval(_oval(place.at(0.703, 0.852), size * 0.026, size * 0.024), paint(mix(hair, "#140a0a", 0.65)))
    eye = place.outline(((0.545, 0.905), (0.57, 0.925), (0.60, 0.895), (0.572, 0.892)))
    canvas.drawPath(eye, paint("#120a08"))


def _oval(middle: Point, half: float, tall: float) -> Any:
    return skia.Rect(middle[0] - half, middle[1] - tall, middle[0] + half, middle[1] + tall)
