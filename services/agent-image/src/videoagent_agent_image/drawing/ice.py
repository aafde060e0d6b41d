"""Floating ice: bergs with faces in light and shade, and floes."""

from itertools import pairwise
from typing import Any

import numpy as np
import skia

from videoagent_agent_image.drawing.colour import Colour, mix
from videoagent_agent_image.drawing.light import Light
from videoagent_agent_image.drawing.sheet import linear, paint, polygon

Point = tuple[float, float]


def iceberg(
    canvas: Any,
    x: float,
    water: float,
    wide: float,
    profile: tuple[float, ...],
    light: Light,
    random: np.random.Generator,
    *,
    haze: float = 0.0,
) -> None:
    """Draw a berg whose crest follows a profile.

    Args:
        canvas: Coordinates in units.
        x: Of its middle.
        water: Of its waterline.
        wide: Its width there.
        profile: Heights of its crest from left to right, shares of the width.
        light: The hour; it falls in from the right.
        random: Of its faces.
        haze: How far away it is, 0..1.
    """
    count = len(profile)
    lit, shade = mix(light.lit, light.haze, haze), mix(light.shade, light.haze, haze)
    ice = mix(mix(lit, shade, 0.30), "#8fd0e0", 0.12 * (1 - haze))
    crest: list[Point] = [(x - wide * 0.5, water)]
    for number, high in enumerate(profile):
        crest.append((x + wide * ((number + 0.5) / count - 0.5) * 0.94, water - wide * high))
    crest.append((x + wide * 0.5, water))
    rows = [crest]
    rows += [
        [
            (
                px + wide * 0.030 * float(random.standard_normal()) * (0 < number < len(crest) - 1),
                py + (water - py) * min(0.95, max(0.1, share + 0.13 * float(random.standard_normal()))),
            )
            for number, (px, py) in enumerate(crest)
        ]
        for share in (0.42, 0.78)
    ]
    rows.append([(px, water) for px, _ in crest])
    canvas.save()
    canvas.clipRect(skia.Rect(x - wide, 0, x + wide, water))
    canvas.drawPath(polygon(crest), paint(ice))
    for level, (above, below) in enumerate(pairwise(rows)):
        for number in range(len(crest) - 1):
            falling = (crest[number + 1][1] - crest[number][1]) / wide
            bright = float(np.clip(0.5 + 2.6 * falling + 0.16 * float(random.standard_normal()) - 0.14 * level, 0, 1))
            tone = mix(shade, lit, bright)
            corners = [above[number], above[number + 1], below[number + 1], below[number]]
            halves = (corners[:3], [corners[0], *corners[2:]])
            for half, share in zip(halves, (0.0, 0.16), strict=True):
                face = mix(tone, mix(shade, "#5fb4cc", 0.35), share + 0.12 * float(random.random()))
                canvas.drawPath(polygon(half), paint(face))
                canvas.drawPath(polygon(half), paint(face, stroke=1.2))
    canvas.drawPath(
        polygon([crest[0], *crest[1:-1], crest[-1]]),
        paint(shade, shader=linear((0, water - wide * 0.16), (0, water), [(0, shade, 0.0), (1, "#3d93b4", 0.55)])),
    )
    ridge = polygon(crest[1:-1], close=False)
    canvas.drawPath(ridge, paint(mix(lit, "#ffffff", 0.4 * (not light.dark)), 0.8, stroke=max(1.5, wide * 0.006)))
    canvas.restore()


def floe(canvas: Any, x: float, y: float, wide: float, light: Light, random: np.random.Generator) -> None:
    """Draw a flat floe, its middle at (x, y), with a blue edge in the water."""
    deep, count = wide * 0.17, 17
    turns = np.linspace(0, 2 * np.pi, count, endpoint=False)
    reach = 0.84 + 0.22 * random.random(count)
    rim = [
        (x + wide / 2 * float(np.cos(t) * r), y + deep * float(np.sin(t) * r))
        for t, r in zip(turns, reach, strict=True)
    ]
    thick = wide * 0.055
    for down, tone, opacity in ((thick * 2.4, "#2f9db8", 0.35), (thick, mix(light.shade, "#5fb6d0", 0.45), 1.0)):
        canvas.drawPath(polygon([(px, py + down) for px, py in rim]), paint(tone, opacity))
        canvas.drawPath(polygon([(px, py + down * 0.5) for px, py in rim]), paint(tone, opacity))
    white: Colour = mix(light.lit, "#ffffff", 0.3 * (not light.dark))
    tones = [(0, mix(white, light.key, 0.15)), (1, mix(white, light.shade, 0.22))]
    canvas.drawPath(polygon(rim), paint(white, shader=linear((0, y - deep), (0, y + deep), tones)))
    for _ in range(5):
        px, py = x + wide * 0.28 * float(random.uniform(-1, 1)), y + deep * 0.5 * float(random.uniform(-1, 1))
        drift = skia.Rect.MakeXYWH(px - wide * 0.09, py - wide * 0.010, wide * 0.18, wide * 0.022)
        canvas.drawOval(drift, paint(mix(white, light.shade, 0.35), 0.5))
