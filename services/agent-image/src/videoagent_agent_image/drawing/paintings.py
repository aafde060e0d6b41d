"""Paintings within the picture: a portrait, a night full of swirls, planes of colour, a landscape, flowers, the sea."""

from collections.abc import Callable
from typing import Any

import numpy as np
import skia

from videoagent_agent_image.drawing.colour import Colour, mix
from videoagent_agent_image.drawing.curves import Point, smooth
from videoagent_agent_image.drawing.sheet import linear, paint, polygon, radial

Random = np.random.Generator
At = Callable[[float, float], Point]


def painting(canvas: Any, box: Any, kind: str, random: Random) -> None:
    """Paint one of ``KINDS`` within the rectangle."""
    canvas.save()
    canvas.clipRect(box, skia.ClipOp.kIntersect, True)

    def at(across: float, down: float) -> Point:
        return box.left() + box.width() * across, box.top() + box.height() * down

    _KINDS[kind](canvas, at, box.height(), random)
    canvas.restore()


def framed(canvas: Any, box: Any, kind: str, random: Random, gold: Colour = "#b98a3c") -> None:
    """Paint within a gilded frame, the rectangle being its inside."""
    wide = 0.075 * min(box.width(), box.height())
    outer = box.makeOutset(wide, wide)
    canvas.drawRect(outer.makeOffset(wide * 0.5, wide * 0.8), paint("#100806", 0.5, blur=wide * 0.7))
    tones = [(0, mix(gold, "#fff2c0", 0.55)), (0.4, gold), (1, mix(gold, "#2a1406", 0.6))]
    shade = linear((outer.left(), outer.top()), (outer.right(), outer.bottom()), tones)
    canvas.drawRect(outer, paint(gold, shader=shade))
    canvas.drawRect(
        box.makeOutset(wide * 0.55, wide * 0.55), paint(mix(gold, "#2a1406", 0.45), 0.7, stroke=wide * 0.16)
    )
    canvas.drawRect(box.makeOutset(wide * 0.16, wide * 0.16), paint(mix(gold, "#1a0c04", 0.75)))
    painting(canvas, box, kind, random)


def _fill(canvas: Any, at: At, stops: list[tuple[float, Colour]]) -> None:
    canvas.drawPaint(paint(stops[0][1], shader=linear(at(0.5, 0), at(0.5, 1), stops)))


def _portrait(canvas: Any, at: At, tall: float, random: Random) -> None:
    """A lady with folded hands before a hazy valley."""
    _fill(canvas, at, [(0, "#a8b08c"), (0.42, "#b5a878"), (0.55, "#6f7046"), (1, "#2c2618")])
    for number in range(4):
        level = 0.34 + 0.06 * number
        hills = [at(-0.05, 1.1), *(at(x / 10, level + 0.05 * float(random.random())) for x in range(11)), at(1.05, 1.1)]
        canvas.drawPath(polygon(hills), paint(mix("#8a9c94", "#4a4a2c", number / 3), 0.7))
    river = [at(0.16, 0.42), at(0.24, 0.48), at(0.12, 0.54), at(0.22, 0.60)]
    canvas.drawPath(smooth(river, close=False), paint("#c8ccb0", 0.7, stroke=tall * 0.018))
    hair = [
        at(0.50, 0.12),
        at(0.64, 0.18),
        at(0.68, 0.34),
        at(0.72, 0.56),
        at(0.28, 0.56),
        at(0.32, 0.34),
        at(0.36, 0.18),
    ]
    canvas.drawPath(smooth(hair), paint("#2a1a10"))
    robe = [
        at(0.50, 0.48),
        at(0.68, 0.54),
        at(0.84, 0.70),
        at(0.92, 1.1),
        at(0.08, 1.1),
        at(0.16, 0.70),
        at(0.32, 0.54),
    ]
    canvas.drawPath(
        smooth(robe),
        paint("#2c2a1a", shader=linear(at(0.1, 0.5), at(0.9, 1), [(0, "#4a4428"), (0.5, "#2a2618"), (1, "#14100c")])),
    )
    skin = [(0, "#f2d49a", 1.0), (0.6, "#d8a868", 1.0), (1, "#8a5a30", 1.0)]
    chest = [
        at(0.44, 0.38),
        at(0.55, 0.38),
        at(0.57, 0.47),
        at(0.66, 0.52),
        at(0.50, 0.60),
        at(0.34, 0.52),
        at(0.43, 0.47),
    ]
    canvas.drawPath(smooth(chest), paint("#d8a868", shader=radial(at(0.48, 0.53), tall * 0.13, skin)))
    face = [
        at(0.50, 0.15),
        at(0.59, 0.21),
        at(0.60, 0.32),
        at(0.55, 0.41),
        at(0.49, 0.44),
        at(0.43, 0.40),
        at(0.40, 0.31),
        at(0.42, 0.20),
    ]
    canvas.drawPath(smooth(face), paint("#e2b878", shader=radial(at(0.47, 0.26), tall * 0.2, skin)))
    for side in (-1, 1):
        x = 0.495 + 0.048 * side
        canvas.drawPath(
            smooth([at(x - 0.026, 0.272), at(x, 0.262), at(x + 0.026, 0.272)], close=False),
            paint("#4a2c18", stroke=tall * 0.007),
        )
        canvas.drawCircle(*at(x, 0.275), tall * 0.007, paint("#2a1810"))
    canvas.drawPath(
        smooth([at(0.495, 0.27), at(0.512, 0.325), at(0.49, 0.335)], close=False),
        paint("#a8703c", 0.8, stroke=tall * 0.006),
    )
    canvas.drawPath(
        smooth([at(0.462, 0.372), at(0.495, 0.380), at(0.532, 0.366)], close=False),
        paint("#9a4a34", stroke=tall * 0.009),
    )
    hands = [at(0.34, 0.86), at(0.50, 0.81), at(0.66, 0.86), at(0.60, 0.93), at(0.40, 0.94)]
    canvas.drawPath(smooth(hands), paint("#d8a868", shader=radial(at(0.46, 0.85), tall * 0.18, skin)))
    canvas.drawPath(
        smooth([at(0.42, 0.89), at(0.54, 0.86), at(0.64, 0.88)], close=False),
        paint("#8a5a30", 0.7, stroke=tall * 0.006),
    )


_WHIRLS = ((0.52, 0.30, 0.17, 1.0), (0.70, 0.40, 0.11, -1.0))
_STARS = ((0.16, 0.14, 0.050), (0.32, 0.30, 0.040), (0.40, 0.10, 0.036), (0.66, 0.13, 0.044), (0.88, 0.17, 0.085),
          (0.92, 0.46, 0.036))  # fmt: skip


def _swirls(canvas: Any, at: At, tall: float, random: Random) -> None:
    """A night in brush strokes that run around its stars, over a village and a dark tree."""
    _fill(canvas, at, [(0, "#16336e"), (0.5, "#3a68a8"), (0.75, "#86a4a8"), (1, "#1c2a44")])
    for _ in range(760):
        x, y = float(random.random()), 0.78 * float(random.random())
        turn = 0.16 * float(np.sin(7 * x))
        for wx, wy, reach, way in (*_WHIRLS, *((sx, sy, size * 1.3, 1.0) for sx, sy, size in _STARS)):
            dx, dy = (x - wx) * 1.3, y - wy
            near = float(np.exp(-((dx * dx + dy * dy) / (reach * reach)) * 0.9))
            turn = turn * (1 - near) + near * (float(np.arctan2(dy, dx)) + np.pi / 2 * way)
        dx, dy = 0.028 * float(np.cos(turn)), 0.034 * float(np.sin(turn))
        tone = ("#1d4890", "#4f86c8", "#9cc0dc", "#0f2658", "#6a9ad0", "#c8dcd0")[int(random.integers(6))]
        canvas.drawLine(*at(x - dx, y - dy), *at(x + dx, y + dy), paint(tone, 0.75, stroke=tall * 0.012))
    for x, y, size in _STARS:
        for ring, tone in ((1.0, "#e8e0a0"), (0.68, "#f6dc6a"), (0.36, "#fff4b8")):
            for dash in range(14):
                turn = 6.283 * dash / 14 + ring
                ends = [
                    at(x + size * ring * 0.78 * float(np.cos(t)), y + size * ring * float(np.sin(t)))
                    for t in (turn, turn + 0.34)
                ]
                canvas.drawLine(*ends[0], *ends[1], paint(tone, 0.9, stroke=tall * 0.014))
        canvas.drawCircle(*at(x, y), tall * size * 0.34, paint("#fff6c8"))
    hills = [at(-0.1, 0.74), at(0.2, 0.70), at(0.5, 0.68), at(0.8, 0.58), at(1.1, 0.54), at(1.1, 1.1), at(-0.1, 1.1)]
    canvas.drawPath(smooth(hills), paint("#24406e"))
    for row in range(16):
        y = 0.70 + 0.02 * row
        canvas.drawPath(
            smooth([at(-0.05, y + 0.05), at(0.4, y + 0.01), at(0.8, y - 0.06), at(1.05, y - 0.09)], close=False),
            paint(("#3a6494", "#1a3058", "#4a7a8a")[row % 3], 0.7, stroke=tall * 0.010),
        )
    for number in range(13):
        x, y, half = 0.34 + 0.05 * number, 0.86 - 0.004 * number + 0.03 * (number % 2), 0.022
        tone = ("#3a4a5a", "#54687a", "#2c3a4c")[number % 3]
        canvas.drawPath(
            polygon(
                [at(x - half, y + 0.05), at(x - half, y), at(x, y - 0.035), at(x + half, y), at(x + half, y + 0.05)]
            ),
            paint(tone),
        )
        canvas.drawRect(skia.Rect(*at(x - 0.007, y + 0.012), *at(x + 0.007, y + 0.03)), paint("#f2c04a"))
    canvas.drawPath(polygon([at(0.595, 0.86), at(0.61, 0.66), at(0.625, 0.86)]), paint("#22304a"))
    tree = [
        at(0.10, 1.1),
        at(0.07, 0.80),
        at(0.12, 0.55),
        at(0.10, 0.42),
        at(0.155, 0.16),
        at(0.155, 0.16),
        at(0.20, 0.46),
        at(0.19, 0.58),
        at(0.26, 0.80),
        at(0.26, 1.1),
    ]
    canvas.drawPath(smooth(tree), paint("#14231e"))
    for number in range(9):
        x = 0.09 + 0.018 * number
        canvas.drawPath(
            smooth([at(x, 1.05), at(x + 0.012, 0.75), at(x - 0.01 + 0.3 * (0.155 - x), 0.45)], close=False),
            paint("#3a5a38", 0.6, stroke=tall * 0.008),
        )


def _planes(canvas: Any, at: At, tall: float, random: Random) -> None:
    """A face and a guitar, broken into planes."""
    _fill(canvas, at, [(0, "#c8b48a"), (1, "#7a6a5a")])
    tones = ("#b5863c", "#d8c08a", "#3a5a7a", "#7a8a94", "#8a3a2a", "#e6dcc0", "#2c3440", "#5a7a6a", "#c8643a")
    for number in range(26):
        x, y, size = float(random.uniform(0.0, 1)), float(random.uniform(0.0, 1)), float(random.uniform(0.14, 0.34))
        turn = float(random.random()) * 6.283
        corners = [
            at(x + size * 0.8 * float(np.cos(turn + a)), y + size * float(np.sin(turn + a))) for a in (0, 1.4, 3.0, 4.4)
        ]
        shade = linear(
            corners[0],
            corners[2],
            [(0, mix(tones[number % 9], "#fff4d8", 0.35)), (1, mix(tones[number % 9], "#140c0c", 0.3))],
        )
        canvas.drawPath(polygon(corners), paint(tones[number % 9], 0.92, shader=shade))
        canvas.drawPath(polygon(corners), paint("#1c1614", 0.8, stroke=tall * 0.006))
    ink = paint("#17120f", stroke=tall * 0.014)
    half = polygon(
        [at(0.42, 0.10), at(0.58, 0.12), at(0.56, 0.26), at(0.63, 0.34), at(0.56, 0.37), at(0.57, 0.46), at(0.42, 0.52)]
    )
    other = polygon([at(0.42, 0.10), at(0.30, 0.16), at(0.27, 0.36), at(0.33, 0.48), at(0.42, 0.52)])
    canvas.drawPath(half, paint("#e2b486"))
    canvas.drawPath(other, paint("#5a7a94"))
    for shape in (half, other):
        canvas.drawPath(shape, ink)
    for x, y in ((0.48, 0.235), (0.35, 0.27)):
        canvas.drawPath(smooth([at(x - 0.05, y), at(x, y - 0.03), at(x + 0.05, y), at(x, y + 0.025)]), paint("#f4ecd8"))
        canvas.drawPath(smooth([at(x - 0.05, y), at(x, y - 0.03), at(x + 0.05, y), at(x, y + 0.025)]), ink)
        canvas.drawCircle(*at(x + 0.005, y), tall * 0.017, paint("#17120f"))
    canvas.drawPath(smooth([at(0.42, 0.43), at(0.50, 0.415), at(0.545, 0.42)], close=False), ink)
    body = [
        at(0.30, 0.66),
        at(0.42, 0.60),
        at(0.50, 0.68),
        at(0.62, 0.66),
        at(0.74, 0.78),
        at(0.62, 0.94),
        at(0.46, 0.92),
        at(0.34, 0.96),
        at(0.22, 0.82),
    ]
    canvas.drawPath(smooth(body), paint("#c07a34"))
    canvas.drawPath(smooth(body), ink)
    canvas.drawCircle(*at(0.50, 0.80), tall * 0.065, paint("#241812"))
    for line in range(4):
        canvas.drawLine(
            *at(0.40 + 0.012 * line, 0.86 + 0.012 * line),
            *at(0.82 + 0.010 * line, 0.55 + 0.012 * line),
            paint("#f0e4c8", 0.9, stroke=tall * 0.005),
        )


def _valley(canvas: Any, at: At, tall: float, random: Random) -> None:
    """Hills, a lake and tall trees in the evening."""
    _fill(canvas, at, [(0, "#5a86a8"), (0.34, "#e8c890"), (0.5, "#f4d898"), (1, "#5a6a3c")])
    canvas.drawCircle(*at(0.64, 0.34), tall * 0.06, paint("#fff2c8"))
    for number, tone in enumerate(("#8a96a0", "#7a8a6a", "#55703c", "#3a5228")):
        level = 0.42 + 0.12 * number
        hills = [
            at(-0.05, 1.1),
            *(at(x / 6, level + 0.09 * float(random.random())) for x in range(-1, 8)),
            at(1.1, 1.1),
        ]
        canvas.drawPath(smooth(hills), paint(tone))
    for _ in range(7):
        x, y = float(random.uniform(0.05, 0.35)), float(random.uniform(0.78, 0.95))
        canvas.drawOval(
            skia.Rect(*at(x - 0.05, y - 0.42), *at(x + 0.05, y)),
            paint(mix("#2c4a24", "#a8a048", 0.4 * float(random.random()))),
        )


def _flowers(canvas: Any, at: At, tall: float, random: Random) -> None:
    """Sunflowers in a vase."""
    _fill(canvas, at, [(0, "#8ab8b0"), (0.66, "#a8ccb8"), (0.67, "#d8a848"), (1, "#b8802c")])
    vase = [at(0.40, 0.62), at(0.60, 0.62), at(0.66, 0.76), at(0.58, 0.92), at(0.42, 0.92), at(0.34, 0.76)]
    canvas.drawPath(smooth(vase), paint("#e2b85a"))
    for number in range(11):
        turn = 0.5 + 0.28 * number
        x, y = (
            0.5 + 0.30 * float(np.cos(turn + np.pi)) * (0.6 + 0.4 * (number % 2)),
            0.40 - 0.26 * abs(float(np.sin(turn))),
        )
        canvas.drawLine(*at(0.5, 0.64), *at(x, y), paint("#4a7034", stroke=tall * 0.012))
        sunflower(canvas, *at(x, y), tall * 0.085, random)


def _sea(canvas: Any, at: At, tall: float, random: Random) -> None:
    """Ships under towering clouds."""
    _fill(canvas, at, [(0, "#6a8494"), (0.36, "#c8c0a8"), (0.58, "#e4d2a6"), (0.60, "#3a5a60"), (1, "#16302f")])
    for _ in range(26):
        x, y = float(random.random()), float(random.uniform(0.08, 0.42))
        canvas.drawCircle(*at(x, y), tall * float(random.uniform(0.05, 0.13)), paint("#f2e8d2", 0.34, blur=tall * 0.02))
    for x, size in ((0.36, 0.34), (0.74, 0.2)):
        hull = [
            at(x - size * 0.36, 0.62),
            at(x + size * 0.36, 0.62),
            at(x + size * 0.28, 0.62 + size * 0.2),
            at(x - size * 0.28, 0.62 + size * 0.2),
        ]
        canvas.drawPath(polygon(hull), paint("#2c1c14"))
        for mast in (-0.16, 0.12):
            sail = [
                at(x + size * (mast - 0.14), 0.59),
                at(x + size * (mast - 0.12), 0.60 - size * 0.8),
                at(x + size * (mast + 0.12), 0.60 - size * 0.74),
                at(x + size * (mast + 0.16), 0.58),
            ]
            canvas.drawPath(smooth(sail), paint("#e8d8b4"))
    for _ in range(40):
        x, y = float(random.random()), float(random.uniform(0.64, 1))
        canvas.drawLine(*at(x, y), *at(x + 0.07, y), paint("#a8c0b0", 0.4, stroke=tall * 0.006))


_KINDS: dict[str, Callable[[Any, At, float, Random], None]] = {
    "portrait": _portrait, "swirls": _swirls, "planes": _planes, "valley": _valley, "flowers": _flowers, "sea": _sea,
}  # fmt: skip
KINDS = tuple(_KINDS)


def sunflower(canvas: Any, x: float, y: float, radius: float, random: Random) -> None:
    """Draw the head of a sunflower."""
    turn = float(random.random())
    for ring, (reach, tone) in enumerate(((1.0, "#d8881a"), (0.86, "#f4b824"))):
        for number in range(17):
            angle = 6.283 * (number + turn + 0.5 * ring) / 17
            ux, uy = float(np.cos(angle)), float(np.sin(angle))
            long, half = radius * reach * (0.9 + 0.16 * float(random.random())), radius * 0.13
            petal = [
                (x + ux * radius * 0.3, y + uy * radius * 0.3),
                (x + ux * long * 0.6 - uy * half, y + uy * long * 0.6 + ux * half),
                (x + ux * long, y + uy * long),
                (x + ux * long, y + uy * long),
                (x + ux * long * 0.6 + uy * half, y + uy * long * 0.6 - ux * half),
            ]
            canvas.drawPath(smooth(petal), paint(mix(tone, "#ffe680", 0.3 * float(random.random()))))
    heart = radial((x, y), radius * 0.44, [(0, "#6a3a14", 1), (0.6, "#4a2410", 1), (1, "#8a5a1c", 1)])
    canvas.drawCircle(x, y, radius * 0.44, paint("#4a2410", shader=heart))
    for number in range(30):
        angle, reach = 2.4 * number, radius * 0.40 * (number / 30) ** 0.5
        canvas.drawCircle(
            x + reach * float(np.cos(angle)), y + reach * float(np.sin(angle)), radius * 0.03, paint("#c8862c", 0.7)
        )
