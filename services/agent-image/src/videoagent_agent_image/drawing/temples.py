"""Temples and stupas, a statue in thought, a lamp afloat."""

from typing import Any

import numpy as np
import skia

from videoagent_agent_image.drawing.cathedral import lancet
from videoagent_agent_image.drawing.colour import Colour, mix
from videoagent_agent_image.drawing.curves import Point
from videoagent_agent_image.drawing.figures import Figure, rounded, solid
from videoagent_agent_image.drawing.light import Light
from videoagent_agent_image.drawing.sheet import linear, paint, polygon


def shikhara(
    canvas: Any, place: Figure, middle: float, base: float, half: float, top: float, tone: Colour, light: Light
) -> None:
    """Draw a temple's tower that curves in to a ribbed disc under a golden vase."""
    tall = top - base
    edge = [(share, half * (1 - 0.14 * share - 0.66 * share**3.2)) for share in np.linspace(0, 0.86, 16)]
    outline = [(middle - reach, base + tall * float(share)) for share, reach in edge] + [
        (middle + reach, base + tall * float(share)) for share, reach in reversed(edge)
    ]
    tones = [
        (0, mix(tone, light.shade, 0.62)),
        (0.5, tone),
        (0.82, mix(tone, light.lit, 0.42)),
        (1, mix(tone, light.key, 0.15)),
    ]
    canvas.drawPath(
        place.angular(outline),
        paint(tone, shader=linear(place.at(middle - half, 0), place.at(middle + half, 0), tones)),
    )
    dark, size = mix(tone, "#2a1418", 0.55), place.size
    for share, reach in edge[1:]:
        up = base + tall * float(share)
        canvas.drawLine(
            *place.at(middle - reach, up), *place.at(middle + reach, up), paint(dark, 0.42, stroke=size * tall * 0.013)
        )
    for across in (-0.62, -0.24, 0.24, 0.62):
        rib = [(middle + reach * across, base + tall * float(share)) for share, reach in edge]
        canvas.drawPath(place.angular(rib, close=False), paint(dark, 0.34, stroke=size * half * 0.05))
    spine = [(middle - reach * 0.17, base + tall * float(share)) for share, reach in edge] + [
        (middle + reach * 0.17, base + tall * float(share)) for share, reach in reversed(edge)
    ]
    canvas.drawPath(place.angular(spine), paint(mix(tone, light.lit, 0.40), 0.55))
    disc = skia.Rect(
        *place.at(middle - half * 0.40, base + tall * 0.93), *place.at(middle + half * 0.40, base + tall * 0.855)
    )
    canvas.drawRoundRect(
        disc,
        disc.height() * 0.5,
        disc.height() * 0.5,
        paint(tone, shader=linear((disc.left(), 0), (disc.right(), 0), tones)),
    )
    gold = mix(light.on("#e0a83a"), light.key, 0.3)
    canvas.drawCircle(*place.at(middle, base + tall * 0.955), size * half * 0.15, paint(gold))
    canvas.drawLine(
        *place.at(middle, base + tall * 0.95), *place.at(middle, top), paint(gold, stroke=size * half * 0.07)
    )


def hindu_temple(canvas: Any, place: Figure, light: Light) -> None:
    """Draw a temple of sandstone from its side: porch, halls and tower, each higher than the one before."""
    stone = light.on("#c98f5e")
    for x, top, half, base in (
        (0.28, 0.60, 0.11, 0.22),
        (0.62, 0.62, 0.11, 0.22),
        (0.25, 0.80, 0.13, 0.26),
        (0.66, 0.78, 0.13, 0.26),
    ):
        shikhara(canvas, place, x, base, half, top, mix(stone, light.shade, 0.14), light)
    shikhara(canvas, place, 0.455, 0.26, 0.215, 1.06, stone, light)
    for x, half, top in (
        (0.335, 0.105, 0.68),
        (0.575, 0.105, 0.68),
        (0.455, 0.105, 0.76),
        (0.375, 0.065, 0.50),
        (0.535, 0.065, 0.50),
    ):
        shikhara(canvas, place, x, 0.24, half, top, mix(stone, light.lit, 0.10), light)
    for x, half, top in ((-0.10, 0.225, 0.62), (-0.50, 0.185, 0.46), (-0.80, 0.120, 0.34)):
        _pyramid(canvas, place, x, half, top, stone, light)
    shade = [(0, mix(stone, light.shade, 0.5)), (0.6, stone), (1, mix(stone, light.lit, 0.35))]
    for left, right, low, high in ((-0.90, 0.76, 0.115, 0.265), (-0.97, 0.83, 0.0, 0.120)):
        block = skia.Rect(*place.at(left, high), *place.at(right, low))
        canvas.drawRect(block, paint(stone, shader=linear((block.left(), 0), (block.right(), 0), shade)))
        for number in range(4):
            up = low + (high - low) * (number + 0.5) / 4
            canvas.drawLine(
                *place.at(left, up),
                *place.at(right, up),
                paint(mix(stone, "#2a1418", 0.5), 0.35, stroke=place.size * 0.008),
            )
        canvas.drawLine(
            *place.at(left - 0.01, high),
            *place.at(right + 0.01, high),
            paint(mix(stone, light.lit, 0.5), stroke=place.size * 0.014),
        )
    dark = mix(stone, "#1c0e10", 0.72)
    for middle, half in ((-0.80, 0.06), (-0.50, 0.10), (-0.10, 0.12), (0.455, 0.10)):
        for number in range(3):  # balconies: openings between short pillars
            x = middle + half * (number - 1) * 0.72
            canvas.drawRect(
                skia.Rect(*place.at(x - half * 0.27, 0.245), *place.at(x + half * 0.27, 0.165)),
                paint(dark if number != 1 or not light.dark else "#ffb850"),
            )
    for number in range(26):
        niche = -0.93 + 0.068 * number
        canvas.drawPath(lancet(place, niche, 0.036, 0.015, 0.086), paint(mix(stone, "#2a1418", 0.4), 0.7))
    flag = place.at(0.455, 1.06)
    canvas.drawLine(*flag, *place.at(0.455, 1.16), paint(mix(stone, "#2a1418", 0.6), stroke=place.size * 0.008))
    canvas.drawPath(place.angular(((0.455, 1.16), (0.56, 1.13), (0.455, 1.095))), paint(light.on("#f0762a")))


def _pyramid(canvas: Any, place: Figure, middle: float, half: float, top: float, tone: Colour, light: Light) -> None:
    """Draw a stepped roof."""
    base, steps = 0.255, 7
    for number in range(steps):
        share = number / steps
        reach = half * (1.06 - 0.86 * share**0.9)
        low, high = base + (top - base) * 0.88 * share, base + (top - base) * 0.88 * (number + 1) / steps
        rounded(canvas, skia.Rect(*place.at(middle - reach, high), *place.at(middle + reach, low)), tone, light)
        canvas.drawLine(
            *place.at(middle - reach * 1.05, low + 0.006),
            *place.at(middle + reach * 1.05, low + 0.006),
            paint(mix(tone, light.lit, 0.35), stroke=place.size * 0.010),
        )
    canvas.drawCircle(
        *place.at(middle, base + (top - base) * 0.90), place.size * half * 0.17, paint(mix(tone, light.lit, 0.3))
    )
    canvas.drawLine(
        *place.at(middle, base + (top - base) * 0.9),
        *place.at(middle, top + 0.015),
        paint(mix(light.on("#e0a83a"), light.key, 0.3), stroke=place.size * half * 0.06),
    )


def stupa(
    canvas: Any, place: Figure, light: Light, *, haze: float = 0.0, pierced: bool = True, tone: Colour = "#8d8478"
) -> None:
    """Draw a bell-shaped stupa on its base, 1 being its height, with a lattice of openings where ``pierced``."""
    stone = light.on(tone, haze)
    for half, low, high in ((0.47, 0.0, 0.06), (0.43, 0.06, 0.11)):
        rounded(canvas, skia.Rect(*place.at(-half, high), *place.at(half, low)), stone, light)
    bell = ((-0.40, 0.11), (-0.40, 0.11), (-0.385, 0.24), (-0.335, 0.40), (-0.25, 0.53), (-0.13, 0.595),
        (0.13, 0.595), (0.25, 0.53), (0.335, 0.40),
            (0.385, 0.24), (0.40, 0.11), (0.40, 0.11))  # fmt: skip
    body = place.outline(bell)
    tones = [
        (0, mix(stone, light.shade, 0.60)),
        (0.55, stone),
        (0.85, mix(stone, light.lit, 0.5)),
        (1, mix(stone, light.key, 0.1)),
    ]
    canvas.drawPath(body, paint(stone, shader=linear(place.at(-0.4, 0), place.at(0.4, 0), tones)))
    if pierced:
        dark = mix(stone, "#161018", 0.62)
        for row in range(4):
            up, reach, count = 0.175 + 0.098 * row, 0.345 - 0.012 * row * row - 0.01 * row, 7 - row
            for number in range(count):
                x = reach * (2 * (number + 0.5) / count - 1)
                tall, wide = 0.040, 0.033 * (1 - 0.35 * abs(x) / 0.4)
                canvas.drawPath(
                    place.angular(((x, up + tall), (x + wide, up), (x, up - tall), (x - wide, up))), paint(dark)
                )
    rounded(canvas, skia.Rect(*place.at(-0.125, 0.665), *place.at(0.125, 0.585)), stone, light)
    spire = place.angular(((-0.085, 0.66), (-0.045, 0.86), (-0.020, 1.0), (0.020, 1.0), (0.045, 0.86), (0.085, 0.66)))
    canvas.drawPath(spire, paint(stone, shader=linear(place.at(-0.085, 0), place.at(0.085, 0), tones)))


def seated_buddha(canvas: Any, place: Figure, light: Light, tone: Colour = "#857a6e") -> None:
    """Draw a statue that sits in thought and looks out over the land, seen from behind, 1 being its height."""
    stone = light.on(tone)
    solid(
        canvas,
        place.outline(
            (
                (-0.50, 0.02),
                (-0.53, 0.12),
                (-0.42, 0.22),
                (0.0, 0.25),
                (0.42, 0.22),
                (0.53, 0.12),
                (0.50, 0.02),
                (0.0, 0.0),
            )
        ),
        stone,
        light,
    )
    torso = ((-0.24, 0.16), (-0.245, 0.30), (-0.31, 0.36), (-0.335, 0.50), (-0.30, 0.61), (-0.20, 0.665),
        (-0.085, 0.69), (0.085, 0.69),
             (0.20, 0.665), (0.30, 0.61), (0.335, 0.50), (0.31, 0.36), (0.245, 0.30), (0.24, 0.16))  # fmt: skip
    solid(canvas, place.outline(torso), stone, light)
    for side in (-1, 1):
        arm = place.outline(
            ((side * 0.225, 0.56), (side * 0.205, 0.44), (side * 0.235, 0.30), (side * 0.20, 0.18)), close=False
        )
        canvas.drawPath(arm, paint(mix(stone, "#16101a", 0.5), 0.7, stroke=place.size * 0.012))
    robe = place.outline(((-0.22, 0.655), (-0.02, 0.50), (0.16, 0.32), (0.22, 0.18)), close=False)
    canvas.drawPath(robe, paint(mix(stone, light.key, 0.4), 0.7, stroke=place.size * 0.014))
    head = ((-0.075, 0.66), (-0.085, 0.72), (-0.135, 0.76), (-0.145, 0.85), (-0.115, 0.935), (-0.055, 0.965),
        (-0.045, 1.005), (0.0, 1.025),
            (0.045, 1.005), (0.055, 0.965), (0.115, 0.935), (0.145, 0.85), (0.135, 0.76), (0.085, 0.72),
            (0.075, 0.66))  # fmt: skip
    solid(canvas, place.outline(head), mix(stone, light.key, 0.06), light)
    for side in (-1, 1):
        ear = place.outline(((side * 0.135, 0.85), (side * 0.165, 0.83), (side * 0.16, 0.74), (side * 0.13, 0.75)))
        canvas.drawPath(ear, paint(mix(stone, "#16101a", 0.2)))
    for row in range(5):
        for number in range(7 - abs(row - 2)):
            x, up = (number - (6 - abs(row - 2)) / 2) * 0.036, 0.80 + 0.036 * row
            canvas.drawCircle(*place.at(x, up), place.size * 0.013, paint(mix(stone, "#16101a", 0.45), 0.6))


def lamp(canvas: Any, at: Point, size: float) -> None:
    """Draw a clay lamp that floats on a leaf, its flame upright."""
    x, y = at
    canvas.drawOval(skia.Rect.MakeXYWH(x - size, y - size * 0.20, 2 * size, size * 0.5), paint("#3a6a3a"))
    canvas.drawPath(
        polygon(
            [
                (x - size * 0.55, y - size * 0.22),
                (x + size * 0.55, y - size * 0.22),
                (x + size * 0.30, y + size * 0.12),
                (x - size * 0.30, y + size * 0.12),
            ]
        ),
        paint("#a8542a"),
    )
    flame = skia.Path()
    flame.moveTo(x, y - size * 1.15)
    flame.cubicTo(x + size * 0.34, y - size * 0.65, x + size * 0.22, y - size * 0.24, x, y - size * 0.22)
    flame.cubicTo(x - size * 0.22, y - size * 0.24, x - size * 0.34, y - size * 0.65, x, y - size * 1.15)
    canvas.drawPath(flame, paint("#ffd46a"))
