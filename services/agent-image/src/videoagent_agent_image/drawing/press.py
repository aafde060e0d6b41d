"""An old print shop: a hand press, printed sheets, a case of type, an illuminated book."""

from typing import Any

import numpy as np
import skia

from videoagent_agent_image.drawing.colour import Colour, mix
from videoagent_agent_image.drawing.curves import Point, smooth
from videoagent_agent_image.drawing.dishes import shadow
from videoagent_agent_image.drawing.sheet import linear, paint, polygon

Random = np.random.Generator
_INK: Colour = "#2a1c16"
_RED: Colour = "#b0342a"
_BLUE: Colour = "#2c4a8a"


def lines_of_type(canvas: Any, box: Any, rows: int, random: Random, *, initial: Colour | None = None) -> None:
    """Fill a column with lines of black letter, which nobody can read; an initial takes three lines of it."""
    pitch = box.height() / rows
    thick = pitch * 0.13
    for row in range(rows):
        x, y = box.left(), box.top() + pitch * (row + 0.22)
        if initial and row < 3:
            x += pitch * 3.1
        end = box.right() - (box.width() * 0.35 * float(random.random()) if row == rows - 1 else 0.0)
        while x < end - pitch * 0.2:
            word = min(end, x + pitch * float(random.uniform(0.8, 2.4)))
            while x < word:
                high = pitch * (0.72 if random.random() < 0.18 else 0.46)
                canvas.drawRect(skia.Rect(x, y + pitch * 0.62 - high, x + thick, y + pitch * 0.62), paint(_INK, 0.85))
                canvas.drawRect(skia.Rect(x, y + pitch * 0.16, x + thick * 1.9, y + pitch * 0.22), paint(_INK, 0.7))
                x += pitch * 0.235
            x += pitch * 0.30
    if initial:
        square = skia.Rect.MakeXYWH(box.left(), box.top() + pitch * 0.15, pitch * 2.7, pitch * 2.7)
        canvas.drawRect(square, paint(initial))
        canvas.drawRect(square.makeInset(pitch * 0.18, pitch * 0.18), paint("#e8c878", stroke=pitch * 0.10))
        letter = smooth(
            [
                (square.left() + square.width() * px, square.top() + square.height() * py)
                for px, py in ((0.72, 0.28), (0.46, 0.20), (0.26, 0.42), (0.30, 0.70), (0.54, 0.82), (0.74, 0.70))
            ],
            close=False,
        )
        canvas.drawPath(letter, paint("#f6e6b8", stroke=pitch * 0.42))


def printed_sheet(canvas: Any, x: float, top: float, wide: float, random: Random) -> None:
    """Draw a sheet that hangs from its upper edge, folded over a line."""
    tall = wide * 1.38
    curl = wide * 0.05 * float(random.standard_normal())
    edge = [
        (x - wide / 2, top),
        (x + wide / 2, top),
        (x + wide / 2 + curl, top + tall),
        (x - wide / 2 + curl, top + tall),
    ]
    canvas.drawPath(
        polygon([(px + wide * 0.05, py + wide * 0.06) for px, py in edge]), paint("#140a06", 0.35, blur=wide * 0.04)
    )
    canvas.drawPath(
        polygon(edge),
        paint(
            "#f0e4c8",
            shader=linear(
                (x - wide / 2, 0),
                (x + wide / 2, 0),
                [(0, "#d8c49a"), (0.3, "#f6ecd4"), (0.75, "#efe0be"), (1, "#c8b084")],
            ),
        ),
    )
    initials = (_RED, _BLUE)
    for column in range(2):
        left = x - wide * 0.38 + wide * 0.40 * column + curl * 0.4
        lines_of_type(
            canvas,
            skia.Rect(left, top + tall * 0.12, left + wide * 0.35, top + tall * 0.88),
            19,
            random,
            initial=initials[column] if random.random() < 0.5 else None,
        )
    canvas.drawRect(
        skia.Rect(x - wide / 2, top - wide * 0.012, x + wide / 2, top + wide * 0.035), paint("#b89a68", 0.5)
    )
    canvas.drawRect(
        skia.Rect(x - wide * 0.035, top - wide * 0.06, x + wide * 0.035, top + wide * 0.10), paint("#8a5a34")
    )


def hand_press(canvas: Any, x: float, foot: float, tall: float, wood: Colour) -> None:
    """Draw a wooden screw press, its bed run out to the left with a sheet on the raised frame."""

    def at(across: float, up: float) -> Point:
        return x + tall * across, foot - tall * up

    def beam(left: float, low: float, right: float, high: float, tone: Colour, *, upright: bool = False) -> None:
        a, b = at(left, high), at(right, low)
        box = skia.Rect(*a, *b)
        start, end = ((box.left(), 0), (box.right(), 0)) if upright else ((0, box.top()), (0, box.bottom()))
        stops = [(0, mix(tone, "#ffdca8", 0.42)), (0.4, tone), (1, mix(tone, "#140806", 0.62))]
        canvas.drawRect(box, paint(tone, shader=linear(start, end, stops)))
        for grain in range(4):
            share = (grain + 0.6) / 4.4
            if upright:
                canvas.drawLine(
                    box.left() + box.width() * share,
                    box.top(),
                    box.left() + box.width() * (share + 0.04),
                    box.bottom(),
                    paint("#140806", 0.22, stroke=2.5),
                )
            else:
                canvas.drawLine(
                    box.left(),
                    box.top() + box.height() * share,
                    box.right(),
                    box.top() + box.height() * (share + 0.03),
                    paint("#140806", 0.22, stroke=2.5),
                )

    dark = mix(wood, "#140806", 0.35)
    shadow(canvas, x - tall * 0.12, foot, tall * 1.35, flat=0.10)
    for left in (-0.74, -0.46):
        beam(left, 0.0, left + 0.05, 0.30, dark, upright=True)
    beam(-0.34, 0.0, 0.36, 0.055, dark)
    iron: Colour = "#5a5658"
    beam(-0.30, 0.0, -0.20, 1.0, wood, upright=True)
    beam(0.20, 0.0, 0.30, 1.0, wood, upright=True)
    beam(-0.36, 0.88, 0.36, 1.02, mix(wood, "#ffdca8", 0.06))
    beam(-0.21, 0.70, 0.21, 0.80, dark)
    for number in range(9):
        up = 0.86 - 0.024 * number
        canvas.drawLine(*at(-0.055, up), *at(0.055, up + 0.016), paint(mix(iron, "#ffe8c8", 0.3), stroke=tall * 0.020))
        canvas.drawLine(*at(-0.055, up - 0.010), *at(0.055, up + 0.006), paint("#241c1c", stroke=tall * 0.006))
    beam(-0.045, 0.44, 0.045, 0.68, iron, upright=True)
    beam(-0.075, 0.55, 0.075, 0.61, mix(iron, "#140806", 0.2))
    bar = polygon([at(0.02, 0.595), at(0.56, 0.655), at(0.56, 0.620), at(0.02, 0.565)])
    canvas.drawPath(
        bar, paint(iron, shader=linear(at(0.3, 0.65), at(0.3, 0.58), [(0, mix(iron, "#ffe8c8", 0.5)), (1, "#241c1c")]))
    )
    grip = polygon([at(0.50, 0.665), at(0.66, 0.685), at(0.66, 0.625), at(0.50, 0.605)])
    canvas.drawPath(
        grip,
        paint(
            wood,
            shader=linear(
                at(0.5, 0.68), at(0.5, 0.61), [(0, mix(wood, "#ffdca8", 0.5)), (1, mix(wood, "#140806", 0.5))]
            ),
        ),
    )
    beam(-0.17, 0.385, 0.17, 0.445, mix(wood, "#140806", 0.15))
    beam(-0.82, 0.255, 0.34, 0.315, wood)
    beam(-0.80, 0.315, 0.30, 0.345, mix(wood, "#140806", 0.4))
    beam(-0.72, 0.345, -0.26, 0.375, "#8a8c94")
    tympan = [at(-0.74, 0.375), at(-0.715, 0.375), at(-0.93, 0.80), at(-0.955, 0.80)]
    canvas.drawPath(polygon(tympan), paint(dark))
    leaf = [at(-0.72, 0.40), at(-0.705, 0.42), at(-0.905, 0.79), at(-0.92, 0.78)]
    canvas.drawPath(polygon(leaf), paint("#f2e6cc"))
    for shift in (-0.58, -0.42):
        ball = at(shift, 0.44)
        canvas.drawLine(*at(shift, 0.46), *at(shift + 0.03, 0.60), paint("#9a6a3c", stroke=tall * 0.022))
        canvas.drawOval(
            skia.Rect(ball[0] - tall * 0.058, ball[1] - tall * 0.040, ball[0] + tall * 0.058, ball[1] + tall * 0.055),
            paint("#241a1a"),
        )
        canvas.drawOval(
            skia.Rect(ball[0] - tall * 0.040, ball[1] - tall * 0.034, ball[0] + tall * 0.010, ball[1] + tall * 0.004),
            paint("#6a5a58", 0.6),
        )


def type_case(canvas: Any, x: float, foot: float, wide: float, wood: Colour, random: Random) -> None:
    """Draw a slanting case of type on its stand."""
    tall = wide * 0.95
    shadow(canvas, x, foot, wide, flat=0.14)
    for side in (-0.40, 0.40):
        canvas.drawLine(
            x + wide * side,
            foot,
            x + wide * side * 0.9,
            foot - tall * 0.6,
            paint(mix(wood, "#140806", 0.5), stroke=wide * 0.06),
        )
    canvas.drawLine(
        x - wide * 0.4,
        foot - tall * 0.22,
        x + wide * 0.4,
        foot - tall * 0.22,
        paint(mix(wood, "#140806", 0.45), stroke=wide * 0.045),
    )
    face = [
        (x - wide * 0.5, foot - tall * 0.52),
        (x + wide * 0.5, foot - tall * 0.52),
        (x + wide * 0.43, foot - tall),
        (x - wide * 0.43, foot - tall),
    ]
    canvas.drawPath(
        polygon(face),
        paint(
            wood, shader=linear((0, foot - tall), (0, foot - tall * 0.52), [(0, mix(wood, "#ffdca8", 0.4)), (1, wood)])
        ),
    )
    matrix = skia.Matrix()
    matrix.setPolyToPoly(
        [skia.Point(0, 6), skia.Point(10, 6), skia.Point(10, 0), skia.Point(0, 0)], [skia.Point(*p) for p in face]
    )
    canvas.save()
    canvas.concat(matrix)
    for row in range(6):
        for column in range(10):
            canvas.drawRect(skia.Rect(column + 0.10, row + 0.12, column + 0.92, row + 0.90), paint("#241610"))
            for _ in range(4):
                px, py = column + float(random.uniform(0.16, 0.62)), row + float(random.uniform(0.3, 0.66))
                canvas.drawRect(
                    skia.Rect.MakeXYWH(px, py, 0.22, 0.16),
                    paint(mix("#8a8c94", "#e8e8f0", float(random.random())), 0.9),
                )
    canvas.restore()
    lip = skia.Rect(x - wide * 0.52, foot - tall * 0.53, x + wide * 0.52, foot - tall * 0.48)
    canvas.drawRect(lip, paint(mix(wood, "#140806", 0.25)))


def open_book(canvas: Any, x: float, middle: float, wide: float, random: Random) -> None:
    """Draw a great book from above, printed in two columns, with painted initials and borders; ``wide`` open."""
    half, tall = wide / 2, wide * 0.68
    top, low = middle - tall / 2, middle + tall / 2
    cover = skia.Rect(x - half * 1.04, top - tall * 0.035, x + half * 1.04, low + tall * 0.04)
    canvas.drawRoundRect(cover.makeOffset(wide * 0.015, wide * 0.025), 20, 20, paint("#0c0504", 0.6, blur=wide * 0.02))
    canvas.drawRoundRect(cover, 16, 16, paint("#5a2c20"))
    for side in (-1, 1):
        outer = x + side * half
        for leaf in range(5, -1, -1):
            edge = outer - side * wide * 0.006 * (5 - leaf)
            page = [
                (x, top + tall * 0.02),
                (x + side * half * 0.22, top - tall * 0.012),
                (edge, top + tall * 0.012),
                (edge, low - tall * 0.004),
                (x + side * half * 0.22, low - tall * 0.03),
                (x, low),
            ]
            stops = [(0, "#8a6c48"), (0.10, "#d8c298"), (0.35, "#f6ead0"), (1, "#e2cfa4")]
            canvas.drawPath(
                polygon(page),
                paint(
                    "#f0e2c2" if leaf == 0 else "#c8b084",
                    shader=linear((x, 0), (outer, 0), stops) if leaf == 0 else None,
                ),
            )
        left = min(x + side * half * 0.16, x + side * half * 0.86)
        for column in range(2):
            start = left + half * 0.37 * column
            box = skia.Rect(start, top + tall * 0.13, start + half * 0.325, low - tall * 0.15)
            lines_of_type(
                canvas,
                box,
                24,
                random,
                initial=(_RED, _BLUE)[(column + (side > 0)) % 2] if column == 0 or side > 0 else None,
            )
        _border(canvas, x + side * half * 0.945, top + tall * 0.08, low - tall * 0.08, wide * 0.022, random)


def _border(canvas: Any, x: float, top: float, low: float, size: float, random: Random) -> None:
    """Draw a vine along the margin with leaves, berries and gold."""
    turns = 9
    vine = [
        (x + size * 0.7 * (1 if number % 2 else -1), top + (low - top) * number / turns) for number in range(turns + 1)
    ]
    canvas.drawPath(smooth(vine, close=False), paint("#3f6a3c", stroke=size * 0.16))
    for number, (px, py) in enumerate(vine):
        for side in (-1, 1):
            tone = ("#3f7a44", "#c8a03a", _RED, _BLUE)[(number + (side > 0)) % 4]
            canvas.save()
            canvas.translate(px, py + size * 0.5 * side)
            canvas.rotate(40 * side + 20 * float(random.standard_normal()))
            canvas.drawOval(skia.Rect(-size * 0.15, -size * 0.26, size * 0.62, size * 0.26), paint(tone))
            canvas.restore()
        canvas.drawCircle(px, py, size * 0.17, paint("#e8c04a"))
