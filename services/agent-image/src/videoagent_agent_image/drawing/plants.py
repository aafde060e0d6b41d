"""Trees, grass and flowers."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import skia

from videoagent_agent_image.drawing.colour import Colour, mix
from videoagent_agent_image.drawing.sheet import linear, paint, polygon, radial

Random = np.random.Generator
Point = tuple[float, float]


def pine_outline(x: float, foot: float, height: float, random: Random, *, side: int = 0) -> list[Point]:
    """Return the outline of a conifer with drooping tiers; ``side`` -1 or 1 gives its left or right half."""
    tiers = 7 if height < 120 else 10
    half = height * 0.17
    right: list[Point] = [(x, foot - height)]
    left: list[Point] = [(x, foot - height)]
    for tier in range(1, tiers + 1):
        share = (tier / tiers) ** 0.85
        y = foot - height + height * 0.96 * tier / tiers
        for outline, sign in ((right, 1), (left, -1)):
            reach = half * share * (0.85 + 0.35 * random.random())
            outline.append((x + sign * reach, y + height * 0.012 * random.random()))
            outline.append((x + sign * reach * 0.5, y - height * 0.022))
    trunk = height * 0.018
    ends = (
        [(x + trunk, foot - height * 0.05), (x + trunk, foot)],
        [(x - trunk, foot - height * 0.05), (x - trunk, foot)],
    )
    right += ends[0]
    left += ends[1]
    if side > 0:
        return [*right, (x, foot)]
    if side < 0:
        return [*left, (x, foot)]
    return [*right, *reversed(left)]


def pines(
    canvas: Any,
    trees: Sequence[tuple[float, float, float]],
    dark: Colour,
    lit: Colour,
    random: Random,
    *,
    light_from: int = 1,
    snow: Colour | None = None,
) -> None:
    """Draw conifers given as (x, foot, height), the half towards ``light_from`` (-1 left, 1 right) lit."""
    seeds = random.integers(0, 2**31, len(trees))
    top = mix(dark, lit, 0.35)
    for (x, foot, height), seed in zip(trees, seeds, strict=True):
        whole = polygon(pine_outline(x, foot, height, np.random.default_rng(seed)))
        canvas.drawPath(whole, paint(dark, shader=linear((0, foot - height), (0, foot), [(0, top), (1, dark)], 4)))
        if height < 26:
            continue
        half = polygon(pine_outline(x, foot, height, np.random.default_rng(seed), side=light_from))
        glow = linear((x, 0), (x + light_from * height * 0.2, 0), [(0, lit, 0.05), (1, lit, 0.75)], 4)
        canvas.drawPath(half, paint(lit, shader=glow))
        if snow:
            _snow_on_pine(canvas, x, foot, height, snow, np.random.default_rng(seed), light_from)


def _snow_on_pine(
    canvas: Any, x: float, foot: float, height: float, snow: Colour, random: Random, light_from: int
) -> None:
    tiers = 7 if height < 120 else 10
    for tier in range(1, tiers):
        share = (tier / tiers) ** 0.85
        y = foot - height + height * 0.96 * tier / tiers
        reach = height * 0.17 * share
        for sign in (-1, 1):
            strength = 0.95 if sign == light_from else 0.55
            spot = polygon(
                [
                    (x + sign * reach * 0.15, y - height * 0.06),
                    (x + sign * reach * 0.95, y - height * 0.004 * random.random()),
                    (x + sign * reach * 0.55, y - height * 0.018),
                    (x + sign * reach * 0.2, y - height * 0.012),
                ]
            )
            canvas.drawPath(spot, paint(snow, strength))


def broadleaf(canvas: Any, x: float, foot: float, height: float, dark: Colour, lit: Colour, random: Random) -> None:
    """Draw a round tree made of lit clumps."""
    trunk = mix(dark, "#2a1a10", 0.6)
    canvas.drawPath(
        polygon(
            [
                (x - height * 0.045, foot),
                (x - height * 0.022, foot - height * 0.5),
                (x + height * 0.022, foot - height * 0.5),
                (x + height * 0.05, foot),
            ]
        ),
        paint(trunk),
    )
    clumps = 16
    for clump in range(clumps):
        ring = clump / clumps
        angle = random.random() * 2 * np.pi
        reach = height * 0.27 * (1 - ring) ** 0.5
        cx = x + float(np.cos(angle)) * reach * 1.05
        cy = foot - height * 0.66 + float(np.sin(angle)) * reach * 0.8
        radius = height * (0.12 + 0.07 * random.random())
        body = mix(dark, lit, 0.25 + 0.4 * ring)
        shine = mix(body, lit, 0.6)
        shader = radial((cx + radius * 0.25, cy - radius * 0.4), radius * 1.25, [(0, shine, 1), (1, body, 1)], 5)
        canvas.drawCircle(cx, cy, radius, paint(body, shader=shader))


def grass(
    canvas: Any,
    width: float,
    foot: float,
    count: int,
    heights: tuple[float, float],
    dark: Colour,
    lit: Colour,
    random: Random,
    *,
    lean: float = 0.25,
    spread: float = 70,
) -> None:
    """Draw a strip of blades across the width, taller ones lighter; blades of one tone share a path."""
    tones = 7
    paths = [skia.Path() for _ in range(tones)]
    for _ in range(count):
        x = random.random() * (width + 80) - 40
        share = random.random()
        height = heights[0] + (heights[1] - heights[0]) * share
        base = foot + random.random() * spread
        bend = height * lean * (random.random() - 0.35) * 2
        half = 1.6 + height * 0.016
        path = paths[min(tones - 1, int((share * 0.8 + 0.2 * random.random()) * tones))]
        path.moveTo(x - half, base)
        path.quadTo(x + bend * 0.25, base - height * 0.6, x + bend, base - height)
        path.quadTo(x + bend * 0.25 + half, base - height * 0.55, x + half, base)
        path.close()
    for tone, path in enumerate(paths):
        colour = mix(dark, lit, tone / (tones - 1))
        fade = linear((0, foot - heights[1] * 0.7), (0, foot + spread * 0.6), [(0, colour), (1, dark)], 5)
        canvas.drawPath(path, paint(colour, shader=fade))


def flower(
    canvas: Any,
    x: float,
    y: float,
    radius: float,
    petal: Colour,
    core: Colour,
    random: Random,
    *,
    stem: Colour,
    length: float,
) -> None:
    """Draw a daisy-like flower on its stem, head at (x, y)."""
    stalk = skia.Path()
    stalk.moveTo(x, y)
    stalk.quadTo(x + length * 0.08, y + length * 0.5, x - length * 0.03, y + length)
    canvas.drawPath(stalk, paint(stem, stroke=max(2.0, radius * 0.09)))
    petals = int(random.integers(9, 14))
    turn = random.random() * 360
    shader = linear((0, -radius), (0, 0), [(0, mix(petal, "#ffffff", 0.25)), (1, mix(petal, core, 0.35))], 5)
    for number in range(petals):
        canvas.save()
        canvas.translate(x, y)
        canvas.scale(1, 0.82)
        canvas.rotate(turn + number * 360 / petals)
        canvas.drawOval(
            skia.Rect.MakeXYWH(-radius * 0.2, -radius, radius * 0.4, radius * 0.92), paint(petal, shader=shader)
        )
        canvas.restore()
    heart = radial(
        (x - radius * 0.1, y - radius * 0.12),
        radius * 0.45,
        [(0, mix(core, "#fff3c0", 0.5), 1), (1, mix(core, "#3a1c00", 0.35), 1)],
    )
    canvas.drawCircle(x, y, radius * 0.33, paint(core, shader=heart))


def cypress(canvas: Any, x: float, foot: float, height: float, dark: Colour, lit: Colour) -> None:
    """Draw a slender cypress, lit from the right."""
    half = height * 0.1
    path = skia.Path()
    path.moveTo(x, foot - height)
    path.cubicTo(x + half * 0.8, foot - height * 0.7, x + half * 1.15, foot - height * 0.3, x + half * 0.5, foot - 14)
    path.lineTo(x - half * 0.5, foot - 14)
    path.cubicTo(x - half * 1.15, foot - height * 0.3, x - half * 0.8, foot - height * 0.7, x, foot - height)
    canvas.drawRect(skia.Rect(x - height * 0.01, foot - 30, x + height * 0.01, foot + 20), paint("#2a1c12"))
    shader = linear((x - half, 0), (x + half, 0), [(0, dark), (0.7, mix(dark, lit, 0.25)), (1, lit)])
    canvas.drawPath(path, paint(dark, shader=shader))


def palm(canvas: Any, x: float, foot: float, height: float, dark: Colour, lit: Colour, random: Random) -> None:
    """Draw a palm that leans a little."""
    lean = (random.random() - 0.5) * height * 0.35
    trunk = skia.Path()
    trunk.moveTo(x, foot)
    trunk.quadTo(x + lean * 0.2, foot - height * 0.6, x + lean, foot - height)
    canvas.drawPath(trunk, paint(mix(dark, "#4a3020", 0.6), stroke=height * 0.035))
    crown = (x + lean, foot - height)
    for number in range(9):
        angle = np.pi * (0.08 + 0.84 * number / 8) + np.pi
        length = height * (0.38 + 0.1 * random.random())
        tip = crown[0] + float(np.cos(angle)) * length, crown[1] + float(np.sin(angle)) * length * 0.5 + length * 0.32
        rib = crown[0] + float(np.cos(angle)) * length * 0.55, crown[1] + float(np.sin(angle)) * length * 0.75
        frond = skia.Path()
        frond.moveTo(*crown)
        frond.quadTo(*rib, *tip)
        frond.quadTo(rib[0], rib[1] + length * 0.2, *crown)
        frond.close()
        canvas.drawPath(frond, paint(mix(dark, lit, 0.2 + 0.6 * random.random())))
