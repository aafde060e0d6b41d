"""A mosque with its domes and minarets, and a hall of arches."""

from typing import Any

import numpy as np
import skia

from videoagent_agent_image.drawing.cathedral import lancet
from videoagent_agent_image.drawing.colour import Colour, mix
from videoagent_agent_image.drawing.curves import Point
from videoagent_agent_image.drawing.figures import Figure, rounded
from videoagent_agent_image.drawing.light import Light
from videoagent_agent_image.drawing.sheet import linear, paint


def dome(
    canvas: Any,
    place: Figure,
    middle: float,
    base: float,
    half: float,
    tone: Colour,
    light: Light,
    *,
    crowned: bool = True,
) -> None:
    """Draw a ribbed dome, with a crescent where ``crowned``; its height is about ``half``."""
    edge = [
        (middle + half * float(np.cos(turn)), base + half * 0.94 * float(np.sin(turn)) ** 0.92)
        for turn in np.linspace(0, np.pi, 25)
    ]
    tones = [
        (0, mix(tone, light.shade, 0.60)),
        (0.55, tone),
        (0.82, mix(tone, light.lit, 0.50)),
        (1, mix(tone, light.key, 0.1)),
    ]
    shader = linear(place.at(middle - half, 0), place.at(middle + half, 0), tones)
    canvas.drawPath(place.angular(edge), paint(tone, shader=shader))
    for share in (-0.66, -0.34, 0.0, 0.34, 0.66):
        rib = [
            (middle + half * share * float(np.cos(turn)), base + half * 0.94 * float(np.sin(turn)))
            for turn in np.linspace(0.05, 1.52, 9)
        ]
        canvas.drawPath(
            place.angular(rib, close=False), paint(mix(tone, light.shade, 0.5), 0.45, stroke=place.size * half * 0.030)
        )
    if crowned:
        finial(canvas, place, middle, base + half * 0.92, half * 0.34, light)


def finial(canvas: Any, place: Figure, x: float, low: float, tall: float, light: Light) -> None:
    """Draw a gilded rod with two balls under a crescent."""
    gold = mix(light.on("#d8a83e"), light.key, 0.3)
    size = place.size * tall
    canvas.drawLine(*place.at(x, low), *place.at(x, low + tall * 0.75), paint(gold, stroke=size * 0.07))
    for up, radius in ((0.18, 0.11), (0.42, 0.075)):
        canvas.drawCircle(*place.at(x, low + tall * up), size * radius, paint(gold))
    moon = skia.Path()
    cx, cy = place.at(x, low + tall * 0.86)
    moon.addCircle(cx, cy, size * 0.17)
    bite = skia.Path()
    bite.addCircle(cx + size * 0.07, cy - size * 0.05, size * 0.135)
    canvas.drawPath(skia.Op(moon, bite, skia.PathOp.kDifference_PathOp), paint(gold))


def minaret(canvas: Any, place: Figure, x: float, high: float, half: float, tone: Colour, light: Light) -> None:
    """Draw a slender tower with two balconies under a pointed roof."""
    for low, top, share in (
        (0.0, high * 0.60, 1.0),
        (high * 0.60, high * 0.80, 0.82),
        (high * 0.80, high * 0.88, 0.62),
    ):
        rounded(canvas, skia.Rect(*place.at(x - half * share, top), *place.at(x + half * share, low)), tone, light)
    for up, share in ((0.60, 1.75), (0.80, 1.5)):
        collar = place.angular(((x - half * 0.9, high * up - half * 1.8), (x - half * share, high * up),
            (x - half * share, high * up + half * 0.8),
                                (x + half * share, high * up + half * 0.8), (x + half * share, high * up),
                                (x + half * 0.9, high * up - half * 1.8)))  # fmt: skip
        tones = [(0, mix(tone, light.shade, 0.6)), (0.7, tone), (1, mix(tone, light.lit, 0.4))]
        canvas.drawPath(
            collar, paint(tone, shader=linear(place.at(x - half * share, 0), place.at(x + half * share, 0), tones))
        )
    lead = light.on("#71838c")
    roof = place.angular(((x - half * 0.9, high * 0.88), (x, high), (x + half * 0.9, high * 0.88)))
    tones = [(0, mix(lead, light.shade, 0.5)), (1, mix(lead, light.lit, 0.4))]
    canvas.drawPath(roof, paint(lead, shader=linear(place.at(x - half, 0), place.at(x + half, 0), tones)))
    finial(canvas, place, x, high * 0.99, half * 2.4, light)


def mosque(canvas: Any, place: Figure, light: Light, *, haze: float = 0.0) -> None:
    """Draw a mosque under a cascade of domes between four minarets, 1 being the top of its dome."""
    stone, lead = light.on("#d6c8b2", haze), light.on("#8798a2", haze)
    pane = "#ffcf84" if light.dark else mix(light.on("#4a5060", haze), light.shade, 0.3)
    for x, high, half in ((-0.66, 1.26, 0.026), (0.66, 1.26, 0.026)):
        minaret(canvas, place, x, high, half, stone, light)
    for x, base, half in ((0.0, 0.575, 0.330),):
        rounded(
            canvas,
            skia.Rect(*place.at(x - half * 1.02, base + 0.012), *place.at(x + half * 1.02, 0.44)),
            stone,
            light,
            shade=0.45,
        )
        dome(canvas, place, x, base, half, lead, light)
    for number in range(13):
        x = -0.30 + 0.05 * number
        canvas.drawPath(lancet(place, x, 0.520, 0.011, 0.566), paint(pane))
    for side in (-1, 1):
        dome(canvas, place, side * 0.385, 0.435, 0.205, lead, light)
        rounded(
            canvas, skia.Rect(*place.at(side * 0.385 - 0.21, 0.44), *place.at(side * 0.385 + 0.21, 0.30)), stone, light
        )
        rounded(
            canvas,
            skia.Rect(*place.at(side * 0.245 - 0.035, 0.575), *place.at(side * 0.245 + 0.035, 0.40)),
            stone,
            light,
        )
        dome(canvas, place, side * 0.245, 0.57, 0.044, lead, light)
    dome(canvas, place, 0.0, 0.40, 0.235, lead, light)
    hall = skia.Rect(*place.at(-0.62, 0.315), *place.at(0.62, 0.0))
    tones = [(0, mix(stone, light.shade, 0.5)), (0.6, stone), (1, mix(stone, light.lit, 0.35))]
    canvas.drawRect(
        skia.Rect(*place.at(-0.25, 0.41), *place.at(0.25, 0.30)),
        paint(stone, shader=linear(place.at(-0.25, 0), place.at(0.25, 0), tones)),
    )
    canvas.drawRect(hall, paint(stone, shader=linear((hall.left(), 0), (hall.right(), 0), tones)))
    for side in (-1, 1):
        dome(canvas, place, side * 0.535, 0.315, 0.082, lead, light)
    for row, (low, high, count, half) in enumerate(
        ((0.325, 0.385, 7, 0.018), (0.205, 0.285, 15, 0.022), (0.0, 0.155, 13, 0.033))
    ):
        reach = 0.19 if row == 0 else 0.56
        for number in range(count):
            x = -reach + 2 * reach * number / (count - 1)
            canvas.drawPath(lancet(place, x, low, half, high), paint(pane if row < 2 else mix(stone, "#1c1820", 0.62)))
    for up in (0.312, 0.178):
        canvas.drawLine(
            *place.at(-0.63, up), *place.at(0.63, up), paint(mix(stone, light.lit, 0.5), stroke=place.size * 0.008)
        )
    for x, high, half in ((-0.98, 1.08, 0.024), (0.98, 1.08, 0.024)):
        minaret(canvas, place, x, high, half, stone, light)
    court = skia.Rect(*place.at(-1.0, 0.115), *place.at(1.0, 0.0))
    canvas.drawRect(court, paint(stone, shader=linear((court.left(), 0), (court.right(), 0), tones)))
    for number in range(25):
        x = -0.96 + 0.08 * number
        canvas.drawPath(lancet(place, x, 0.012, 0.026, 0.088), paint(mix(stone, "#1c1820", 0.5)))
        if abs(x) > 0.64:
            dome(canvas, place, x, 0.115, 0.030, lead, light)


def arches(canvas: Any, place: Figure, count: int, tones: tuple[Colour, Colour, Colour], *, skew: float = 0.0) -> None:
    """Draw one row of a hall: columns a unit apart under two tiers of banded arches, 2.7 units high.

    Args:
        canvas: Coordinates in units.
        place: The row's middle.
        count: Columns on either side of it.
        tones: Bright stone, red stone, column.
        skew: Shift of the columns, shares of a bay.
    """
    pale, red, column = tones
    dark = mix(column, "#0c080c", 0.55)
    middle_shift = 0.5 + skew
    wall = place.angular(((-count - 1, 2.72), (count + 1, 2.72), (count + 1, 2.02), (-count - 1, 2.02)))
    holes = skia.Path()
    for number in range(-count - 1, count + 1):
        holes.addCircle(*place.at(number + middle_shift + 0.5, 1.86), place.size * 0.55)
    face = skia.Op(wall, holes, skia.PathOp.kDifference_PathOp)
    canvas.drawPath(
        face,
        paint(
            mix(pale, dark, 0.35),
            shader=linear(
                place.at(0, 2.72), place.at(0, 1.9), [(0, mix(pale, dark, 0.70)), (1, mix(pale, dark, 0.18))]
            ),
        ),
    )
    for number in range(-count - 1, count + 1):
        x = number + middle_shift
        for up, inner, outer, reach in ((1.86, 0.40, 0.555, 0.0), (1.18, 0.385, 0.53, 0.42)):
            _banded(canvas, place, x + 0.5, up, (inner, outer), reach, (pale, red))
        pier = skia.Rect(*place.at(x - 0.115, 1.90), *place.at(x + 0.115, 1.16))
        canvas.drawRect(
            pier,
            paint(
                pale,
                shader=linear(
                    (pier.left(), 0),
                    (pier.right(), 0),
                    [(0, mix(pale, dark, 0.5)), (0.6, pale), (1, mix(pale, dark, 0.35))],
                ),
            ),
        )
        shaft = skia.Rect(*place.at(x - 0.062, 0.98), *place.at(x + 0.062, 0.03))
        canvas.drawRect(
            shaft,
            paint(
                column,
                shader=linear(
                    (shaft.left(), 0), (shaft.right(), 0), [(0, dark), (0.55, mix(column, pale, 0.30)), (1, dark)]
                ),
            ),
        )
        capital = place.angular(((x - 0.064, 0.97), (x - 0.135, 1.17), (x + 0.135, 1.17), (x + 0.064, 0.97)))
        canvas.drawPath(capital, paint(mix(pale, dark, 0.15)))
        canvas.drawLine(
            *place.at(x - 0.145, 1.165),
            *place.at(x + 0.145, 1.165),
            paint(mix(pale, "#ffffff", 0.15), stroke=place.size * 0.035),
        )
        canvas.drawRect(
            skia.Rect(*place.at(x - 0.095, 0.06), *place.at(x + 0.095, 0.0)), paint(mix(column, dark, 0.35))
        )


def _banded(
    canvas: Any,
    place: Figure,
    x: float,
    y: float,
    radii: tuple[float, float],
    reach: float,
    tones: tuple[Colour, Colour],
) -> None:
    """Draw the stones of an arch in two colours; ``reach`` is how far it goes on below its middle, radians."""
    stones = 15
    for number in range(stones):
        corners: list[Point] = []
        start, end = (-reach + (np.pi + 2 * reach) * (number + part) / stones for part in (0, 1))
        for turn, radius in ((start, radii[0]), (end, radii[0]), (end, radii[1]), (start, radii[1])):
            corners.append((x + radius * float(np.cos(turn)), y + radius * float(np.sin(turn))))
        canvas.drawPath(place.angular(corners), paint(tones[number % 2]))
