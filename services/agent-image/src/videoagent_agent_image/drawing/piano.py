"""The grand piano: the whole of it, its bench, its keys from above, and music for it."""

from typing import Any

import numpy as np
import skia

from videoagent_agent_image.drawing.colour import Colour, mix
from videoagent_agent_image.drawing.curves import Point, spline
from videoagent_agent_image.drawing.sheet import linear, paint, polygon

_BLACK: Colour = "#15131a"


def grand_piano(canvas: Any, x: float, foot: float, wide: float, shine: Colour, *, case: Colour = _BLACK) -> None:
    """Draw a concert grand from the side, its keyboard at the left and its lid up; ``x`` is its middle."""

    def at(across: float, up: float) -> Point:
        return x + wide * across, foot - wide * up

    gloss = mix(case, shine, 0.5)
    canvas.drawOval(
        skia.Rect.MakeXYWH(x - wide * 0.54, foot - wide * 0.035, wide * 1.08, wide * 0.075),
        paint("#000000", 0.45, blur=wide * 0.02),
    )
    for across, lean in ((-0.38, 0.0), (0.06, 0.01), (0.36, 0.0)):
        leg = polygon(
            [
                at(across - 0.030, 0.31),
                at(across + 0.030, 0.31),
                at(across + 0.014 + lean, 0.02),
                at(across - 0.014 + lean, 0.02),
            ]
        )
        tones = [(0, gloss), (0.35, case), (1, "#050508")]
        canvas.drawPath(leg, paint(case, shader=linear(at(across - 0.03, 0), at(across + 0.03, 0), tones)))
        canvas.drawCircle(*at(across + lean, 0.012), wide * 0.013, paint("#c8963c"))
    for shift in (-0.022, 0.022):
        canvas.drawLine(*at(-0.27 + shift, 0.31), *at(-0.27 + shift * 0.7, 0.05), paint(case, stroke=wide * 0.011))
    canvas.drawRect(skia.Rect(*at(-0.305, 0.06), *at(-0.235, 0.035)), paint(case))
    lid = [at(-0.43, 0.425), at(-0.385, 0.80)]
    lid += spline(
        [
            at(-0.385, 0.80),
            at(-0.10, 0.815),
            at(0.10, 0.775),
            at(0.26, 0.70),
            at(0.42, 0.655),
            at(0.495, 0.58),
            at(0.49, 0.425),
        ]
    )
    inner = linear(
        at(0, 0.42),
        at(0, 0.82),
        [
            (0, mix("#8a5a24", shine, 0.35)),
            (0.22, mix(case, "#8a5a24", 0.45)),
            (0.6, case),
            (1, mix(case, shine, 0.22)),
        ],
    )
    canvas.drawPath(polygon(lid), paint(case, shader=inner))
    canvas.drawPath(polygon(lid[1:-1], close=False), paint(mix(case, shine, 0.75), stroke=wide * 0.007))
    sheen = polygon([at(-0.30, 0.43), at(-0.18, 0.43), at(-0.04, 0.79), at(-0.12, 0.80)])
    canvas.drawPath(sheen, paint(shine, 0.10))
    plate = polygon([at(-0.43, 0.405), at(-0.40, 0.435), at(0.44, 0.435), at(0.49, 0.405)])
    canvas.drawPath(
        plate,
        paint("#d8a040", shader=linear(at(-0.4, 0), at(0.5, 0), [(0, "#8a5a1c"), (0.4, "#ffdf8a"), (1, "#a8701f")])),
    )
    canvas.drawLine(*at(0.02, 0.42), *at(0.085, 0.755), paint(mix(case, shine, 0.25), stroke=wide * 0.012))
    rest = polygon([at(-0.40, 0.42), at(-0.22, 0.42), at(-0.245, 0.53), at(-0.40, 0.53)])
    canvas.drawPath(rest, paint(mix(case, shine, 0.12)))
    for page in (-0.385, -0.318):
        canvas.drawPath(
            polygon([at(page, 0.43), at(page + 0.062, 0.43), at(page + 0.058, 0.555), at(page + 0.004, 0.555)]),
            paint("#f6ecd4"),
        )
    body = [at(-0.47, 0.405), at(0.49, 0.405)]
    body += spline([at(0.49, 0.405), at(0.525, 0.36), at(0.50, 0.305)])
    body += [at(-0.47, 0.295)]
    tones = [
        (0, mix(case, shine, 0.55)),
        (0.16, mix(case, shine, 0.14)),
        (0.45, case),
        (0.8, mix(case, shine, 0.16)),
        (1, "#050508"),
    ]
    canvas.drawPath(polygon(body), paint(case, shader=linear(at(0, 0.405), at(0, 0.295), tones)))
    block = polygon([at(-0.47, 0.395), at(-0.53, 0.375), at(-0.565, 0.345), at(-0.565, 0.295), at(-0.45, 0.295)])
    canvas.drawPath(block, paint(mix(case, shine, 0.10)))
    canvas.drawPath(
        polygon([at(-0.475, 0.378), at(-0.53, 0.362), at(-0.555, 0.350), at(-0.47, 0.362)]), paint("#fbf3e2")
    )
    canvas.drawLine(*at(-0.47, 0.405), *at(0.49, 0.405), paint(shine, 0.8, stroke=wide * 0.004))


def bench(canvas: Any, x: float, foot: float, wide: float, shine: Colour) -> None:
    """Draw a piano bench; ``wide`` is the width of the piano it belongs to."""
    seat = skia.Rect(x - wide * 0.085, foot - wide * 0.245, x + wide * 0.085, foot - wide * 0.205)
    for side in (-0.068, 0.068):
        canvas.drawLine(
            x + wide * side, foot - wide * 0.21, x + wide * side * 1.1, foot, paint(_BLACK, stroke=wide * 0.014)
        )
    canvas.drawRoundRect(seat, wide * 0.014, wide * 0.014, paint(mix("#2a1a1c", shine, 0.16)))


def piano_keys(
    canvas: Any, left: float, top: float, wide: float, tall: float, count: int, light: Colour, start: int = 0
) -> None:
    """Draw ``count`` white keys and the black ones between them, seen from above."""
    step = wide / count
    for number in range(count):
        key = skia.Rect.MakeXYWH(left + number * step + step * 0.02, top, step * 0.96, tall)
        tones = [
            (0, mix("#8a7c70", light, 0.25)),
            (0.35, mix("#e8dfd0", light, 0.25)),
            (0.9, "#fffaf0"),
            (1, mix("#c8bca8", light, 0.3)),
        ]
        canvas.drawRoundRect(
            key, step * 0.07, step * 0.07, paint("#f4ecdc", shader=linear((0, top), (0, top + tall), tones))
        )
        canvas.drawRect(skia.Rect(key.right() - step * 0.06, top, key.right(), top + tall), paint("#6a5c50", 0.35))
    for number in range(count):
        if (number + start) % 7 in (2, 6):
            continue
        x = left + (number + 1) * step
        black = skia.Rect(x - step * 0.30, top, x + step * 0.30, top + tall * 0.62)
        canvas.drawRect(black.makeOffset(step * 0.16, step * 0.16), paint("#1c1410", 0.4, blur=step * 0.08))
        canvas.drawRoundRect(black, step * 0.06, step * 0.06, paint("#0e0c10"))
        face = skia.Rect(black.left() + step * 0.09, top, black.right() - step * 0.09, black.bottom() - tall * 0.05)
        tones = [(0, "#1c1a22"), (0.7, mix("#34313c", light, 0.18)), (1, mix("#6a6672", light, 0.35))]
        canvas.drawRoundRect(
            face, step * 0.05, step * 0.05, paint("#26242c", shader=linear((0, top), (0, face.bottom()), tones))
        )


def staves(canvas: Any, page: "skia.Rect", lines: int, random: np.random.Generator) -> None:
    """Draw a page of music: staves, notes with their beams."""
    canvas.drawRect(page, paint("#f8efdc"))
    gap = page.height() / (lines * 9 + 3)
    ink = "#2a221e"
    for line in range(lines):
        top = page.top() + gap * (3 + 9 * line)
        left, right = page.left() + page.width() * 0.07, page.right() - page.width() * 0.07
        for rule in range(5):
            canvas.drawLine(
                left, top + gap * rule, right, top + gap * rule, paint(ink, 0.55, stroke=max(1.0, gap * 0.12))
            )
        x = left + gap * 3
        while x < right - gap * 3:
            pair = [top + gap * (0.5 + 0.5 * int(random.integers(0, 8))) for _ in range(2)]
            for number, y in enumerate(pair):
                head = x + number * gap * 2.2
                canvas.drawOval(
                    skia.Rect.MakeXYWH(head - gap * 0.62, y - gap * 0.44, gap * 1.24, gap * 0.88), paint(ink)
                )
                canvas.drawLine(
                    head + gap * 0.5, y, head + gap * 0.5, y - gap * 3.0, paint(ink, stroke=max(1.2, gap * 0.18))
                )
            if random.random() < 0.7:
                canvas.drawLine(
                    x + gap * 0.5, pair[0] - gap * 3.0, x + gap * 2.7, pair[1] - gap * 3.0, paint(ink, stroke=gap * 0.5)
                )
            x += gap * (5.0 + 1.6 * float(random.random()))
