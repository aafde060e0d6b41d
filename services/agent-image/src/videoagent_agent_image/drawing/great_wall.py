"""A wall of stone with its towers, as it runs along a crest."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import skia

from videoagent_agent_image.drawing.cathedral import lancet
from videoagent_agent_image.drawing.colour import Colour, mix
from videoagent_agent_image.drawing.curves import Point
from videoagent_agent_image.drawing.figures import Figure, rounded
from videoagent_agent_image.drawing.light import Light
from videoagent_agent_image.drawing.sheet import linear, paint, polygon

_STONE: Colour = "#a88a6c"


def wall(
    canvas: Any, crest: Sequence[Point], size: Callable[[float], float], light: Light, *, haze: float = 0.0
) -> None:
    """Draw a wall with battlements along a crest.

    Args:
        canvas: Coordinates in units.
        crest: Where it stands, from left to right, at most a few units between neighbours.
        size: Its height by the share of the way along the crest, units.
        light: The hour.
        haze: How far away it is, 0..1.
    """
    stone = light.on(_STONE, haze)
    dark, bright = mix(stone, light.shade, 0.55), mix(stone, light.lit, 0.40)
    heights = [size(number / max(1, len(crest) - 1)) for number in range(len(crest))]
    back = [(x + 0.30 * h, y - 1.34 * h) for (x, y), h in zip(crest, heights, strict=True)]
    front = [(x, y - h) for (x, y), h in zip(crest, heights, strict=True)]
    low = [(x, y + 0.6 * h) for (x, y), h in zip(crest, heights, strict=True)]
    canvas.drawPath(polygon([*front, *reversed(back)]), paint(mix(stone, dark, 0.30)))
    _battlements(canvas, back, heights, mix(stone, dark, 0.45), 0.20)
    top, bottom = min(y for _, y in front), max(y for _, y in low)
    tones = [(0, mix(stone, bright, 0.6)), (0.5, stone), (1, mix(dark, stone, 0.35))]
    canvas.drawPath(polygon([*low, *reversed(front)]), paint(stone, shader=linear((0, top), (0, bottom), tones)))
    _battlements(canvas, front, heights, mix(stone, bright, 0.45), 0.26)
    for share, strength in ((0.80, 0.55), (0.45, 0.22), (0.15, 0.22)):
        course = [(x, y - share * h) for (x, y), h in zip(crest, heights, strict=True)]
        mean = float(np.mean(heights))
        canvas.drawPath(polygon(course, close=False), paint(dark, strength, stroke=max(1.2, 0.035 * mean)))


def _battlements(canvas: Any, edge: Sequence[Point], heights: Sequence[float], tone: Colour, share: float) -> None:
    travelled, due, path = 0.0, 0.0, skia.Path()
    for (left, start), (right, end), h in zip(edge[:-1], edge[1:], heights[:-1], strict=True):
        travelled += float(np.hypot(right - left, end - start))
        if travelled >= due:
            path.addPath(
                polygon(
                    [
                        (left, start + 1),
                        (left, start - share * h),
                        (left + 0.26 * h, end - share * h),
                        (left + 0.26 * h, end + 1),
                    ]
                )
            )
            due = travelled + 0.50 * h
    canvas.drawPath(path, paint(tone))


def tower(canvas: Any, place: Figure, light: Light, *, haze: float = 0.0, roofed: bool = False) -> None:
    """Draw a watchtower, 1 being the height of its battlements; ``roofed`` towers have a hut on top."""
    stone = light.on(_STONE, haze)
    bright = mix(stone, light.lit, 0.42)
    hole = "#ffc060" if light.dark else mix(stone, "#1a1418", 0.68)
    if roofed:
        _hut(canvas, place, light, haze)
    shaded = mix(mix(stone, light.shade, 0.36), mix("#3a2c30", light.haze, haze), 0.26)
    for face, low, tone in (
        (((-0.44, -0.35), (-0.39, 0.82), (-0.13, 0.82), (-0.15, -0.35)), 0.0, shaded),
        (((-0.15, -0.35), (-0.13, 0.82), (0.40, 0.82), (0.45, -0.35)), 1.0, stone),
    ):
        tones = [(0, mix(tone, bright, 0.45 * low)), (0.6, tone), (1, mix(tone, light.shade, 0.30))]
        canvas.drawPath(place.angular(face), paint(tone, shader=linear(place.at(0, 0.82), place.at(0, -0.3), tones)))
    for left, right, tone in ((-0.43, -0.13, shaded), (-0.14, 0.44, mix(stone, bright, 0.35))):
        canvas.drawRect(skia.Rect(*place.at(left, 0.92), *place.at(right, 0.79)), paint(tone))
        count = 2 if right < 0 else 4
        for number in range(count):
            start = left + (right - left) * (number + 0.10) / count
            canvas.drawRect(
                skia.Rect(*place.at(start, 1.0), *place.at(start + (right - left) * 0.62 / count, 0.90)), paint(tone)
            )
    canvas.drawLine(
        *place.at(-0.43, 0.79), *place.at(0.44, 0.79), paint(mix(stone, light.shade, 0.6), stroke=place.size * 0.022)
    )
    random = np.random.default_rng(3)
    for row in range(9):
        up = 0.05 + 0.09 * row
        for _ in range(3):
            x = float(random.uniform(-0.10, 0.34))
            canvas.drawLine(
                *place.at(x, up),
                *place.at(x + 0.07, up),
                paint(mix(stone, light.shade, 0.7), 0.4, stroke=place.size * 0.010),
            )
    for x, half in ((-0.285, 0.040), (-0.01, 0.052), (0.15, 0.052), (0.31, 0.052)):
        canvas.drawPath(
            lancet(place, x, 0.40, half * 1.4, 0.64), paint(mix(stone, bright if x > -0.1 else light.shade, 0.45))
        )
        canvas.drawPath(lancet(place, x, 0.41, half, 0.615), paint(hole))


def _hut(canvas: Any, place: Figure, light: Light, haze: float) -> None:
    wood, tile = light.on("#8a3f2c", haze), light.on("#56605f", haze)
    rounded(canvas, skia.Rect(*place.at(-0.24, 1.22), *place.at(0.24, 0.90)), wood, light)
    for x in (-0.20, -0.07, 0.07, 0.20):
        canvas.drawLine(
            *place.at(x, 0.92), *place.at(x, 1.22), paint(mix(wood, "#1c0e0c", 0.45), stroke=place.size * 0.024)
        )
    roof = place.outline(((-0.40, 1.21), (-0.40, 1.21), (-0.26, 1.24), (-0.16, 1.33), (-0.12, 1.41), (-0.12, 1.41),
        (0.12, 1.41), (0.12, 1.41), (0.16, 1.33),
                          (0.26, 1.24), (0.40, 1.21), (0.40, 1.21), (0.30, 1.185), (-0.30, 1.185)))  # fmt: skip
    canvas.drawPath(
        roof,
        paint(
            tile,
            shader=linear(
                place.at(0, 1.41), place.at(0, 1.19), [(0, mix(tile, light.key, 0.35)), (1, mix(tile, "#14161a", 0.4))]
            ),
        ),
    )


def woods(
    canvas: Any,
    crest: Sequence[Point],
    deep: float,
    size: float,
    tones: tuple[Colour, Colour],
    random: np.random.Generator,
) -> None:
    """Cover a slope with the crowns of trees, from its crest down to ``deep`` units below; ``size`` is a crown's."""
    width = crest[-1][0] - crest[0][0]
    count = min(1500, round(width / size * deep / size * 0.75))
    brushes = [
        (paint(mix(tones[0], tones[1], 0.05 + 0.14 * n)), paint(mix(tones[0], tones[1], 0.28 + 0.17 * n)))
        for n in range(4)
    ]
    at = random.integers(len(crest), size=count)
    down = 0.3 * size + deep * random.random(count) ** 1.2
    across, wide = size * random.standard_normal(count), size * (0.55 + 0.5 * random.random(count))
    crowns = [
        (crest[i][1] + float(d), crest[i][0] + float(a), float(w))
        for i, d, a, w in zip(at.tolist(), down, across, wide, strict=True)
    ]
    for number, (y, x, half) in enumerate(sorted(crowns)):
        body, top = brushes[number % 4]
        canvas.drawOval(skia.Rect(x - half, y - half * 0.85, x + half, y + half * 0.85), body)
        canvas.drawOval(skia.Rect(x - half * 0.55, y - half * 0.80, x + half * 0.75, y + half * 0.20), top)
