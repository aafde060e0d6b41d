"""Dishes on the table: sushi, pizza, pasta, and what rises from them."""

from typing import Any

import numpy as np
import skia

from videoagent_agent_image.drawing.colour import Colour, mix
from videoagent_agent_image.drawing.curves import Point, ribbon, smooth, spline
from videoagent_agent_image.drawing.sheet import Board, Sheet, linear, paint, polygon, radial

Random = np.random.Generator
FLAT = 0.46
"""Height of a plate's ellipse as a share of its width: tables are seen from this far above."""


def steam(board: Board, x: float, y: float, tall: float, *, wisps: int = 3) -> Sheet:
    """Draw steam that rises from (x, y)."""
    sheet = Sheet(board)
    for number in range(wisps):
        start = x + tall * 0.28 * (number - (wisps - 1) / 2)
        bend = tall * 0.10
        wisp = spline(
            [
                (start, y),
                (start + bend, y - tall * 0.3),
                (start - bend * 0.8, y - tall * 0.62),
                (start + bend * 0.5, y - tall),
            ]
        )
        fade = linear((0, y), (0, y - tall), [(0, "#fff8ee", 0.0), (0.25, "#fff8ee", 0.34), (1, "#fff8ee", 0.0)])
        sheet.canvas.drawPath(
            polygon(wisp, close=False), paint("#fff8ee", stroke=tall * 0.09, blur=tall * 0.06, shader=fade)
        )
    return sheet


def shadow(canvas: Any, x: float, y: float, wide: float, *, flat: float = 0.22) -> None:
    """Draw what a thing of this width shades of the table under it."""
    canvas.drawOval(
        skia.Rect.MakeXYWH(x - wide * 0.54, y - wide * flat * 0.5, wide * 1.12, wide * flat),
        paint("#0c0504", 0.5, blur=wide * 0.045),
    )


def nigiri(
    canvas: Any, x: float, y: float, size: float, topping: Colour, random: Random, *, striped: bool = True
) -> None:
    """Draw rice under a slice of fish; (x, y) is the middle of its foot."""

    def at(across: float, up: float) -> Point:
        return x + size * across, y - size * up

    shadow(canvas, x, y, size * 1.05, flat=0.24)
    rice = smooth(
        [
            at(-0.47, 0.0),
            at(-0.52, 0.16),
            at(-0.40, 0.34),
            at(0.40, 0.34),
            at(0.52, 0.16),
            at(0.47, 0.0),
            at(0.0, -0.06),
        ]
    )
    canvas.drawPath(
        rice,
        paint("#f8f4ea", shader=linear(at(0, 0.34), at(0, -0.06), [(0, "#fffdf6"), (0.6, "#f1ebdc"), (1, "#b8ab94")])),
    )
    for _ in range(34):
        gx, gy = at(float(random.uniform(-0.46, 0.46)), float(random.uniform(0.0, 0.22)))
        canvas.save()
        canvas.translate(gx, gy)
        canvas.rotate(float(random.uniform(-50, 50)))
        canvas.drawOval(skia.Rect(-size * 0.036, -size * 0.015, size * 0.036, size * 0.015), paint("#ffffff", 0.9))
        canvas.drawArc(
            skia.Rect(-size * 0.036, -size * 0.015, size * 0.036, size * 0.015),
            20,
            140,
            False,
            paint("#b0a48c", 0.6, stroke=size * 0.006),
        )
        canvas.restore()
    slice_ = [
        at(-0.60, 0.10),
        at(-0.55, 0.30),
        at(-0.30, 0.46),
        at(0.05, 0.50),
        at(0.40, 0.42),
        at(0.60, 0.20),
        at(0.59, 0.08),
        at(0.42, 0.17),
        at(0.10, 0.24),
        at(-0.25, 0.22),
        at(-0.48, 0.09),
    ]
    fish = smooth(slice_)
    tones = [(0, mix(topping, "#ffffff", 0.45)), (0.35, topping), (1, mix(topping, "#5a1408", 0.42))]
    canvas.drawPath(fish, paint(topping, shader=linear(at(-0.2, 0.52), at(0.15, 0.04), tones)))
    canvas.save()
    canvas.clipPath(fish, skia.ClipOp.kIntersect, True)
    for number in range(7 if striped else 0):
        along = -0.50 + 0.17 * number
        vein = [at(along, 0.05), at(along + 0.08, 0.25), at(along + 0.20, 0.36), at(along + 0.28, 0.52)]
        canvas.drawPath(smooth(vein, close=False), paint(mix(topping, "#fff4e8", 0.72), 0.8, stroke=size * 0.022))
    canvas.drawPath(
        smooth([at(-0.42, 0.33), at(-0.05, 0.43), at(0.32, 0.36)], close=False),
        paint("#ffffff", 0.45, stroke=size * 0.035),
    )
    canvas.restore()


def maki(canvas: Any, x: float, y: float, size: float, filling: Colour, random: Random) -> None:
    """Draw a roll of rice in seaweed, standing; (x, y) is the middle of its foot."""
    half, tall, flat = size / 2, size * 0.62, 0.50
    shadow(canvas, x, y - half * flat * 0.3, size * 1.05, flat=0.34)
    side = skia.Path()
    side.moveTo(x - half, y - tall)
    side.lineTo(x - half, y - half * flat * 0.4)
    side.quadTo(x - half * 0.9, y + half * flat * 0.6, x, y + half * flat * 0.6)
    side.quadTo(x + half * 0.9, y + half * flat * 0.6, x + half, y - half * flat * 0.4)
    side.lineTo(x + half, y - tall)
    side.close()
    canvas.drawPath(
        side,
        paint(
            "#17241c", shader=linear((x - half, 0), (x + half, 0), [(0, "#3f5a48"), (0.3, "#1c2c22"), (1, "#0a120e")])
        ),
    )
    canvas.save()
    canvas.translate(x, y - tall)
    canvas.scale(1, flat)
    canvas.drawCircle(0, 0, half, paint("#22362a"))
    canvas.drawCircle(
        0,
        0,
        half * 0.90,
        paint("#fbf7ee", shader=radial((-half * 0.2, -half * 0.3), half * 1.2, [(0, "#ffffff"), (1, "#d8cdb8")])),
    )
    for _ in range(26):
        turn, away = float(random.uniform(0, 6.28)), half * float(random.uniform(0.48, 0.84))
        canvas.drawCircle(
            away * float(np.cos(turn)),
            away * float(np.sin(turn)),
            half * 0.075,
            paint("#ffffff" if random.random() < 0.6 else "#d0c4ae", 0.8),
        )
    canvas.drawRoundRect(
        skia.Rect(-half * 0.34, -half * 0.34, half * 0.34, half * 0.34),
        half * 0.16,
        half * 0.16,
        paint(
            filling,
            shader=linear(
                (0, -half * 0.34),
                (0, half * 0.34),
                [(0, mix(filling, "#ffffff", 0.4)), (1, mix(filling, "#401008", 0.25))],
            ),
        ),
    )
    canvas.drawRect(skia.Rect(half * 0.05, -half * 0.30, half * 0.32, half * 0.30), paint("#6fae4a", 0.95))
    canvas.restore()


def chopsticks(canvas: Any, start: Point, end: Point, thick: float) -> None:
    """Draw two chopsticks that lie side by side, thinner towards ``end``."""
    for shift in (-thick * 1.3, thick * 1.3):
        stick = ribbon(
            [
                (start[0], start[1] + shift),
                ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2 + shift * 0.8),
                (end[0], end[1] + shift * 0.5),
            ],
            [thick * 1.3, thick, thick * 0.55],
        )
        canvas.save()
        canvas.translate(thick * 0.4, thick * 1.1)
        canvas.drawPath(stick, paint("#0c0504", 0.45, blur=thick * 0.5))
        canvas.restore()
        canvas.drawPath(
            stick,
            paint(
                "#8a2a1c",
                shader=linear((0, start[1] - thick), (0, start[1] + thick * 2), [(0, "#d8604a"), (1, "#4a140e")]),
            ),
        )


def bowl_of(canvas: Any, x: float, y: float, wide: float, clay: Colour, filling: Colour) -> None:
    """Draw a small bowl, filled; (x, y) is the middle of its foot."""
    half, tall = wide / 2, wide * 0.42
    shadow(canvas, x, y, wide * 0.9, flat=0.3)
    body = skia.Path()
    body.moveTo(x - half, y - tall)
    body.cubicTo(x - half * 0.92, y - tall * 0.1, x - half * 0.45, y, x, y)
    body.cubicTo(x + half * 0.45, y, x + half * 0.92, y - tall * 0.1, x + half, y - tall)
    body.close()
    canvas.drawPath(
        body,
        paint(
            clay,
            shader=linear(
                (x - half, 0),
                (x + half, 0),
                [(0, mix(clay, "#ffffff", 0.25)), (0.35, mix(clay, "#ffffff", 0.5)), (1, mix(clay, "#08060a", 0.6))],
            ),
        ),
    )
    canvas.drawOval(
        skia.Rect(x - half, y - tall - half * 0.36, x + half, y - tall + half * 0.36), paint(mix(clay, "#ffffff", 0.5))
    )
    inside = skia.Rect(x - half * 0.88, y - tall - half * 0.29, x + half * 0.88, y - tall + half * 0.30)
    canvas.drawOval(
        inside,
        paint(
            filling,
            shader=linear(
                (0, inside.top()),
                (0, inside.bottom()),
                [(0, mix(filling, "#000000", 0.45)), (1, mix(filling, "#ffffff", 0.22))],
            ),
        ),
    )
    canvas.drawArc(
        inside.makeInset(half * 0.14, half * 0.07), 200, 70, False, paint("#ffffff", 0.55, stroke=half * 0.045)
    )


def plate(canvas: Any, x: float, y: float, radius: float, china: Colour = "#f6f2ea") -> None:
    """Draw a plate from above at a slant; (x, y) is its middle."""
    canvas.drawOval(
        skia.Rect.MakeXYWH(x - radius * 1.02, y - radius * FLAT * 0.80, radius * 2.1, radius * FLAT * 2.1),
        paint("#0c0504", 0.5, blur=radius * 0.05),
    )
    canvas.save()
    canvas.translate(x, y)
    canvas.scale(1, FLAT)
    canvas.drawCircle(0, radius * 0.07, radius, paint(mix(china, "#3a2c24", 0.5)))
    canvas.drawCircle(
        0,
        0,
        radius,
        paint(
            china,
            shader=linear(
                (-radius, -radius), (radius, radius), [(0, "#ffffff"), (0.5, china), (1, mix(china, "#6a5a4c", 0.5))]
            ),
        ),
    )
    canvas.drawCircle(0, 0, radius * 0.93, paint(mix(china, "#8a4a3a", 0.5), 0.55, stroke=radius * 0.012))
    canvas.drawCircle(
        0,
        0,
        radius * 0.70,
        paint(
            china,
            shader=linear(
                (-radius, -radius), (radius, radius), [(0, mix(china, "#6a5a4c", 0.45)), (0.6, china), (1, "#ffffff")]
            ),
        ),
    )
    canvas.restore()
