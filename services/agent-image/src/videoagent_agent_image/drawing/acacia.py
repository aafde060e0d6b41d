"""The flat-topped tree of the African plains."""

from typing import Any

import numpy as np
import skia

from videoagent_agent_image.drawing.colour import Colour, mix
from videoagent_agent_image.drawing.curves import Point, smooth
from videoagent_agent_image.drawing.sheet import linear, paint, polygon

Random = np.random.Generator


def acacia(canvas: Any, x: float, foot: float, height: float, dark: Colour, lit: Colour, random: Random) -> None:
    """Draw an umbrella thorn: a forked trunk under a flat crown."""
    wood = mix(dark, "#2a1a12", 0.6)
    lean = height * 0.07 * float(random.uniform(-1, 1))
    spread = height * 0.66
    fork = x + lean, foot - height * 0.34
    half = height * 0.030
    canvas.drawPath(
        polygon(
            [
                (x - half * 1.5, foot),
                (fork[0] - half * 0.8, fork[1]),
                (fork[0] + half * 0.8, fork[1]),
                (x + half * 1.3, foot),
            ]
        ),
        paint(wood),
    )
    for reach, up in ((-0.86, 0.78), (-0.46, 0.86), (-0.08, 0.90), (0.36, 0.87), (0.84, 0.77)):
        limb = skia.Path()
        limb.moveTo(*fork)
        limb.quadTo(
            fork[0] + reach * spread * 0.30,
            foot - height * (0.40 + 0.24 * up),
            x + lean + reach * spread,
            foot - height * up,
        )
        canvas.drawPath(limb, paint(wood, stroke=height * 0.026))
        twig = x + lean + reach * spread * 0.62, foot - height * (0.34 + 0.46 * up)
        canvas.drawLine(
            *twig,
            twig[0] + spread * 0.16 * (1 if reach < 0 else -1),
            foot - height * 0.86,
            paint(wood, stroke=height * 0.014),
        )
    for across, up, wide in (
        (-0.70, 0.765, 0.44),
        (0.74, 0.75, 0.42),
        (-0.36, 0.83, 0.52),
        (0.40, 0.825, 0.52),
        (0.02, 0.885, 0.66),
    ):
        canopy(canvas, x + lean + across * spread, foot - height * up, wide * spread, dark, lit, random)


def canopy(canvas: Any, x: float, y: float, half: float, dark: Colour, lit: Colour, random: Random) -> None:
    """Draw one flat cloud of leaves, its underside at ``y``."""
    tall = half * 0.34
    points: list[Point] = [(x - half, y)]
    for number in range(1, 12):
        share = number / 12
        rise = float(np.sin(np.pi * share)) ** 0.55
        points.append((x - half + 2 * half * share, y - tall * rise * (0.86 + 0.24 * float(random.random()))))
    points += [
        (x + half, y),
        (x + half * 0.55, y + tall * 0.20),
        (x, y + tall * 0.10),
        (x - half * 0.5, y + tall * 0.22),
    ]
    shade = linear((0, y - tall), (0, y + tall * 0.25), [(0, lit), (0.45, mix(dark, lit, 0.40)), (1, dark)])
    canvas.drawPath(smooth(points), paint(dark, shader=shade))
    for _ in range(9):
        share = float(random.uniform(-0.8, 0.8))
        top = y - tall * (0.35 + 0.45 * float(random.random())) * (1 - 0.5 * share * share)
        leaf = skia.Rect(x + half * (share - 0.12), top - tall * 0.10, x + half * (share + 0.12), top + tall * 0.10)
        canvas.drawOval(leaf, paint(mix(dark, lit, 0.75), 0.6))
