"""Pizza, pasta and salad."""

from typing import Any

import numpy as np
import skia

from videoagent_agent_image.drawing.colour import mix
from videoagent_agent_image.drawing.curves import Point, ribbon, smooth
from videoagent_agent_image.drawing.dishes import FLAT
from videoagent_agent_image.drawing.sheet import linear, paint, radial

Random = np.random.Generator


def basil(canvas: Any, x: float, y: float, size: float, turn: float) -> None:
    """Draw a leaf of basil."""
    canvas.save()
    canvas.translate(x, y)
    canvas.rotate(turn)
    leaf = smooth(
        [
            (-size * 0.5, 0.0),
            (-size * 0.2, -size * 0.24),
            (size * 0.22, -size * 0.20),
            (size * 0.54, 0.0),
            (size * 0.22, size * 0.21),
            (-size * 0.2, size * 0.23),
        ]
    )
    canvas.drawPath(
        leaf,
        paint(
            "#3f8a34",
            shader=linear(
                (0, -size * 0.24),
                (0, size * 0.24),
                [(0, "#8ad05a"), (0.48, "#4a9a3c"), (0.52, "#2f7a30"), (1, "#1c5424")],
            ),
        ),
    )
    canvas.drawLine(-size * 0.48, 0, size * 0.46, 0, paint("#bfe89a", 0.7, stroke=size * 0.03))
    canvas.restore()


def pizza(canvas: Any, x: float, y: float, radius: float, random: Random) -> None:
    """Draw a pizza with tomatoes, mozzarella and basil, a slice of it drawn out towards the viewer."""
    gap, centre = (62.0, 100.0), (x, y)
    _pie(canvas, centre, radius, (gap[1], gap[0] + 360), random)
    middle = float(np.radians((gap[0] + gap[1]) / 2))
    out = radius * 0.20
    moved = x + out * float(np.cos(middle)), y + out * 1.2 * FLAT * float(np.sin(middle))
    for share in (0.30, 0.55, 0.78):
        start = (
            x + radius * share * float(np.cos(np.radians(gap[0]))),
            y + radius * FLAT * share * float(np.sin(np.radians(gap[0]))),
        )
        end = (
            moved[0] + radius * share * float(np.cos(np.radians(gap[0] + 2))),
            moved[1] + radius * FLAT * share * float(np.sin(np.radians(gap[0] + 2))),
        )
        canvas.drawPath(
            ribbon(
                [start, ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2 + radius * 0.03), end],
                [radius * 0.045, radius * 0.014, radius * 0.045],
            ),
            paint("#fff0bc"),
        )
    _pie(canvas, moved, radius, gap, random)


def _pie(canvas: Any, centre: Point, radius: float, turns: tuple[float, float], random: Random) -> None:
    """Draw the part of a pizza between two angles, in degrees clockwise from the right."""
    start, end = turns

    def wedge(reach: float) -> Any:
        path = skia.Path()
        path.moveTo(0, 0)
        path.arcTo(skia.Rect(-reach, -reach, reach, reach), start, end - start, False)
        path.close()
        return path

    canvas.save()
    canvas.translate(*centre)
    canvas.scale(1, FLAT)
    canvas.save()
    canvas.translate(0, radius * 0.10)
    canvas.drawPath(wedge(radius), paint("#7a4218"))
    canvas.restore()
    crust = radial((0, 0), radius, [(0, "#e8b060", 1), (0.86, "#f0c47a", 1), (0.94, "#d8904a", 1), (1, "#9a5a24", 1)])
    canvas.drawPath(wedge(radius), paint("#e0a558", shader=crust))
    canvas.save()
    canvas.clipPath(wedge(radius), skia.ClipOp.kIntersect, True)
    for _ in range(46):
        turn, away = float(random.uniform(0, 6.28)), radius * float(random.uniform(0.88, 1.0))
        canvas.drawCircle(
            away * float(np.cos(turn)),
            away * float(np.sin(turn)),
            radius * float(random.uniform(0.012, 0.038)),
            paint("#4a2008", 0.30 + 0.3 * float(random.random())),
        )
    edge = [
        (
            radius * 0.855 * (1 + 0.022 * float(random.standard_normal())) * float(np.cos(turn)),
            radius * 0.855 * float(np.sin(turn)),
        )
        for turn in np.linspace(0, 2 * np.pi, 40, endpoint=False)
    ]
    canvas.drawPath(
        smooth(edge),
        paint(
            "#c8321c",
            shader=radial(
                (-radius * 0.2, -radius * 0.3), radius * 1.1, [(0, "#f0642c"), (0.7, "#c8301c"), (1, "#8a1c12")]
            ),
        ),
    )
    for tone, count, size in (("#ffd878", 30, 0.15), ("#fff0c0", 22, 0.12)):
        for _ in range(count):
            turn, away = float(random.uniform(0, 6.28)), radius * 0.74 * float(random.random()) ** 0.55
            cx, cy = away * float(np.cos(turn)), away * float(np.sin(turn))
            blob = [
                (
                    cx + radius * size * float(random.uniform(0.6, 1.1)) * float(np.cos(a)),
                    cy + radius * size * float(random.uniform(0.6, 1.1)) * float(np.sin(a)),
                )
                for a in np.linspace(0, 2 * np.pi, 8, endpoint=False)
            ]
            canvas.drawPath(smooth(blob), paint(tone, 0.85))
    for number in range(13):
        turn, away = 2.4 * number, radius * 0.70 * (0.25 + 0.75 * ((number + 0.5) / 13) ** 0.6)
        cx, cy = away * float(np.cos(turn)), away * float(np.sin(turn))
        if number % 3 == 2:
            continue
        canvas.drawCircle(cx + radius * 0.01, cy + radius * 0.03, radius * 0.105, paint("#5a1408", 0.45))
        canvas.drawCircle(
            cx,
            cy,
            radius * 0.10,
            paint(
                "#e0402c",
                shader=radial(
                    (cx - radius * 0.03, cy - radius * 0.04),
                    radius * 0.13,
                    [(0, "#ff8a5a"), (0.6, "#d8341f"), (1, "#8a1810")],
                ),
            ),
        )
        for seed in range(5):
            canvas.drawOval(
                skia.Rect.MakeXYWH(
                    cx + radius * 0.055 * float(np.cos(seed * 1.26)) - radius * 0.016,
                    cy + radius * 0.055 * float(np.sin(seed * 1.26)) - radius * 0.016,
                    radius * 0.032,
                    radius * 0.032,
                ),
                paint("#ffd88a", 0.9),
            )
    for cx, cy, turn in (
        (-0.30, -0.28, 20),
        (0.26, -0.40, 130),
        (0.05, 0.06, 70),
        (-0.46, 0.22, 160),
        (0.47, 0.10, 30),
        (-0.06, 0.52, 100),
        (0.10, 0.44, 10),
    ):
        basil(canvas, radius * cx, radius * cy, radius * 0.27, turn)
    canvas.restore()
    canvas.restore()


def spaghetti(canvas: Any, x: float, y: float, radius: float, random: Random) -> None:
    """Draw a nest of spaghetti with tomato sauce and basil; (x, y) is the middle of its foot."""
    canvas.drawOval(
        skia.Rect.MakeXYWH(x - radius * 1.04, y - radius * 0.40, radius * 2.08, radius * 0.92),
        paint("#6a2c10", 0.5, blur=radius * 0.04),
    )
    mound = smooth(
        [
            (x - radius, y),
            (x - radius * 0.86, y - radius * 0.32),
            (x - radius * 0.42, y - radius * 0.58),
            (x + radius * 0.1, y - radius * 0.64),
            (x + radius * 0.60, y - radius * 0.46),
            (x + radius, y),
            (x + radius * 0.7, y + radius * 0.34),
            (x, y + radius * 0.46),
            (x - radius * 0.7, y + radius * 0.34),
        ]
    )
    canvas.drawPath(
        mound,
        paint(
            "#c8882c",
            shader=radial((x - radius * 0.2, y - radius * 0.4), radius * 1.4, [(0, "#f0c060"), (1, "#8a4c14")]),
        ),
    )
    for number in range(150):
        share = number / 149
        turn = float(random.uniform(0, 6.28))
        away = radius * (0.94 - 0.72 * share) * float(random.uniform(0.75, 1.0))
        lift = radius * (0.05 + 0.44 * share)
        sweep = float(random.uniform(0.8, 2.2))
        strand = [
            (
                x + away * float(np.cos(turn + sweep * part)),
                y
                - lift
                + away * 0.44 * float(np.sin(turn + sweep * part))
                + radius * 0.03 * float(random.standard_normal()),
            )
            for part in (0, 0.25, 0.5, 0.75, 1)
        ]
        tone = mix("#f6d27a", ("#fff0b8", "#d89a3a", "#e8b856")[number % 3], 0.6)
        canvas.drawPath(smooth(strand, close=False), paint("#7a4412", 0.55, stroke=radius * 0.050))
        canvas.drawPath(smooth(strand, close=False), paint(tone, stroke=radius * 0.036))
    sauce = [
        (x - radius * 0.50, y - radius * 0.30),
        (x - radius * 0.34, y - radius * 0.56),
        (x + radius * 0.02, y - radius * 0.68),
        (x + radius * 0.36, y - radius * 0.54),
        (x + radius * 0.50, y - radius * 0.28),
        (x + radius * 0.34, y - radius * 0.12),
        (x + radius * 0.22, y + radius * 0.06),
        (x + radius * 0.02, y - radius * 0.10),
        (x - radius * 0.22, y + radius * 0.02),
        (x - radius * 0.34, y - radius * 0.14),
    ]
    canvas.drawPath(
        smooth(sauce),
        paint(
            "#c8341c",
            shader=radial(
                (x - radius * 0.1, y - radius * 0.55), radius * 0.7, [(0, "#f4703c"), (0.6, "#c8301a"), (1, "#861c10")]
            ),
        ),
    )
    for _ in range(22):
        cx, cy = x + radius * float(random.uniform(-0.36, 0.36)), y - radius * float(random.uniform(0.16, 0.58))
        canvas.drawCircle(
            cx,
            cy,
            radius * float(random.uniform(0.02, 0.045)),
            paint(("#8a2412", "#f08a54", "#a83a1c")[int(random.integers(3))], 0.85),
        )
    for _ in range(26):
        cx, cy = (
            x + radius * float(random.normal(0, 0.34)),
            y - radius * (0.34 + 0.16 * float(random.standard_normal())),
        )
        canvas.drawRect(skia.Rect.MakeXYWH(cx, cy, radius * 0.045, radius * 0.016), paint("#fff8e0", 0.95))
    for cx, cy, turn in ((-0.10, -0.66, -24), (0.10, -0.62, 24), (0.0, -0.74, 90)):
        basil(canvas, x + radius * cx, y + radius * cy, radius * 0.30, turn)


def salad(canvas: Any, x: float, y: float, radius: float, random: Random) -> None:
    """Draw leaves, tomatoes and cheese in a heap; (x, y) is the middle of its foot."""
    canvas.drawOval(skia.Rect(x - radius, y - radius * 0.30, x + radius, y + radius * 0.42), paint("#2f5a24", 0.75))
    for number in range(26):
        share = number / 25
        turn, away = 2.4 * number, radius * 0.86 * (1 - share) ** 0.6
        place = x + away * float(np.cos(turn)), y + away * 0.42 * float(np.sin(turn)) - radius * 0.52 * share
        basil(
            canvas,
            *place,
            radius * (0.62 - 0.16 * share),
            float(np.degrees(turn)) + 30 * float(random.standard_normal()),
        )
    for across, up in ((-0.52, 0.10), (0.30, -0.06), (0.56, 0.22), (-0.12, 0.46), (0.16, 0.30)):
        cx, cy = x + radius * across, y - radius * up
        tones = [(0, "#ffb098"), (0.4, "#e8402c"), (1, "#8a1810")]
        shine = radial((cx - radius * 0.05, cy - radius * 0.06), radius * 0.22, tones)
        canvas.drawCircle(cx, cy, radius * 0.15, paint("#e8402c", shader=shine))
    for across, up in ((-0.30, 0.22), (0.02, 0.08), (0.40, 0.40)):
        cube = skia.Rect.MakeXYWH(x + radius * across, y - radius * up, radius * 0.20, radius * 0.15)
        canvas.drawRoundRect(cube, radius * 0.03, radius * 0.03, paint("#fff6e0"))


def raw_pizza(canvas: Any, x: float, y: float, radius: float, random: Random) -> None:
    """Draw a disc of dough spread with sauce, its first half laid with cheese and basil; (x, y) is its middle."""
    canvas.save()
    canvas.translate(x, y)
    canvas.scale(1, FLAT)
    canvas.drawCircle(radius * 0.02, radius * 0.12, radius * 1.01, paint("#3a1c0c", 0.45, blur=radius * 0.05))
    canvas.drawCircle(0, radius * 0.06, radius, paint("#c8a878"))
    dough = radial((-radius * 0.3, -radius * 0.4), radius * 1.7, [(0, "#fff8e8"), (0.6, "#f2e2c0"), (1, "#c8a878")])
    canvas.drawCircle(0, 0, radius, paint("#f2e2c0", shader=dough))
    edge = [
        (radius * (0.84 + 0.02 * float(random.standard_normal())) * float(np.cos(turn)),
         radius * (0.84 + 0.02 * float(random.standard_normal())) * float(np.sin(turn)))
        for turn in np.linspace(0, 2 * np.pi, 30, endpoint=False)
    ]  # fmt: skip
    sauce = radial((-radius * 0.2, -radius * 0.3), radius, [(0, "#f0603a"), (0.7, "#d03a22"), (1, "#a82a18")])
    canvas.drawPath(smooth(edge), paint("#d03a22", shader=sauce))
    swirl = [
        (radius * 0.78 * share * float(np.cos(15 * share)), radius * 0.78 * share * float(np.sin(15 * share)))
        for share in np.linspace(0.06, 1, 40)
    ]
    canvas.drawPath(smooth(swirl, close=False), paint("#ff8a5a", 0.6, stroke=radius * 0.06))
    for number in range(11):
        turn, away = 1.75 + 0.30 * number, radius * (0.30, 0.62, 0.48)[number % 3]
        cx, cy = away * float(np.cos(turn)), away * float(np.sin(turn))
        canvas.drawCircle(cx + radius * 0.012, cy + radius * 0.035, radius * 0.135, paint("#6a1408", 0.4))
        cheese = radial((cx - radius * 0.04, cy - radius * 0.05), radius * 0.17, [(0, "#ffffff"), (1, "#e0d4ba")])
        canvas.drawCircle(cx, cy, radius * 0.13, paint("#fbf6ea", shader=cheese))
    for cx, cy, turn in ((-0.50, 0.02, 30), (-0.20, 0.42, 110), (-0.30, -0.34, 70), (0.06, 0.02, 150)):
        basil(canvas, radius * cx, radius * cy, radius * 0.29, turn)
    canvas.restore()
