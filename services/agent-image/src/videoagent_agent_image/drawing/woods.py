"""What stands and shines above the woods: a moon, and stems of bamboo."""

from typing import Any

import numpy as np
import skia

from videoagent_agent_image.drawing.colour import mix
from videoagent_agent_image.drawing.curves import smooth
from videoagent_agent_image.drawing.light import Light
from videoagent_agent_image.drawing.sheet import Board, Sheet, linear, paint, radial

Random = np.random.Generator


def full_moon(canvas: Any, x: float, y: float, radius: float, random: Random) -> None:
    """Draw a full moon with its seas and its glow."""
    glow = radial((x, y), radius * 3.4, [(0, "#bcd0ff", 0.60), (0.32, "#8fb0f4", 0.34), (1, "#8fb0f4", 0.0)])
    canvas.drawCircle(x, y, radius * 3.4, paint("#bcd0ff", shader=glow))
    disc = radial(
        (x - radius * 0.25, y - radius * 0.3), radius * 1.5, [(0, "#fffdf0", 1), (0.7, "#e6e8e4", 1), (1, "#b4bfd2", 1)]
    )
    canvas.drawCircle(x, y, radius, paint("#f4f2e6", shader=disc))
    canvas.save()
    ring = skia.Path()
    ring.addCircle(x, y, radius)
    canvas.clipPath(ring, skia.ClipOp.kIntersect, True)
    for _ in range(13):
        turn, reach = 6.283 * float(random.random()), radius * 0.85 * float(random.random()) ** 0.6
        size = radius * (0.08 + 0.20 * float(random.random()))
        spot = x + reach * float(np.cos(turn)), y + reach * float(np.sin(turn))
        canvas.drawCircle(*spot, size, paint("#9aa6bd", 0.26, blur=size * 0.3))
    canvas.restore()


def bamboo(
    board: Board, light: Light, distance: float, wide: float, count: int, random: Random, *, gap: tuple[float, float]
) -> Sheet:
    """Draw stems of bamboo with their knots and leaves, ``count`` on a wide canvas, none in the gap (shares)."""
    sheet = Sheet(board)
    count = max(4, round(count * board.width / 2304))
    for number in range(count):
        share = (number + float(random.random())) / count
        if gap[0] < share < gap[1]:
            continue
        x, half = board.width * share, wide * (0.35 + 0.25 * float(random.random()))
        stem = mix(light.on(("#6f9a3e", "#84a848", "#5c8a44")[number % 3]), mix("#cfe6a0", light.haze, 0.3), distance)
        tones = [
            (0, mix(stem, "#10260f", 0.4 * (1 - distance))),
            (0.6, stem),
            (0.8, mix(stem, light.key, 0.5)),
            (1, stem),
        ]
        sheet.canvas.drawRect(
            skia.Rect(x - half, -10, x + half, board.height * 0.9),
            paint(stem, shader=linear((x - half, 0), (x + half, 0), tones)),
        )
        y = -60 * float(random.random())
        while y < board.height * 0.9:
            sheet.canvas.drawRect(
                skia.Rect(x - half * 1.12, y, x + half * 1.12, y + half * 0.28), paint(mix(stem, "#10260f", 0.35))
            )
            if random.random() < 0.5:
                side = 1 if random.random() < 0.5 else -1
                for leaf in range(4):
                    ex, ey = x + side * half * (4 + 2.4 * leaf), y + half * (1.2 + 1.6 * leaf * float(random.random()))
                    blade = smooth(
                        [
                            (x + side * half, y),
                            ((x + ex) / 2, y - half * 0.5 + leaf * half * 0.3),
                            (ex, ey),
                            (ex, ey),
                            ((x + ex) / 2, y + half * 0.6 + leaf * half * 0.3),
                        ]
                    )
                    sheet.canvas.drawPath(blade, paint(mix(stem, "#3f7a34", 0.4 * (1 - distance)), 0.9))
            y += half * (7 + 2 * float(random.random()))
    return sheet
