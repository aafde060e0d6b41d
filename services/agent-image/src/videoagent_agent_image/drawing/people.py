"""People from afar, as silhouettes without faces."""

from typing import Any

import numpy as np
import skia

from videoagent_agent_image.drawing.colour import Colour, mix
from videoagent_agent_image.drawing.sheet import linear, paint, polygon

Random = np.random.Generator


def walker(
    canvas: Any, x: float, foot: float, height: float, cloth: Colour, lit: Colour, *, side: int = 1, staff: bool = False
) -> None:
    """Draw somebody in a long robe with a turban, walking towards ``side`` (-1 left, 1 right)."""

    def at(across: float, up: float) -> tuple[float, float]:
        return x + side * height * across, foot - height * up

    skin = mix("#5a3a26", cloth, 0.15)
    robe = skia.Path()
    robe.moveTo(*at(0.02, 0.82))
    robe.cubicTo(*at(0.16, 0.74), *at(0.14, 0.40), *at(0.20, 0.02))
    robe.lineTo(*at(-0.18, 0.02))
    robe.cubicTo(*at(-0.13, 0.40), *at(-0.17, 0.74), *at(0.02, 0.82))
    robe.close()
    tones = [(0, mix(cloth, "#1a1420", 0.45)), (0.6, cloth), (1, lit)]
    canvas.drawLine(*at(0.07, 0.05), *at(0.10, 0.0), paint(skin, stroke=height * 0.035))
    canvas.drawLine(*at(-0.06, 0.05), *at(-0.03, 0.0), paint(skin, stroke=height * 0.035))
    canvas.drawPath(robe, paint(cloth, shader=linear(at(-0.18, 0), at(0.2, 0), tones)))
    if staff:
        canvas.drawLine(*at(0.24, 0.0), *at(0.20, 0.98), paint("#4a3020", stroke=height * 0.022))
        canvas.drawLine(*at(0.06, 0.68), *at(0.215, 0.62), paint(mix(cloth, lit, 0.4), stroke=height * 0.055))
    canvas.drawCircle(*at(0.03, 0.88), height * 0.062, paint(skin))
    turban = skia.Rect.MakeXYWH(at(0.03, 0)[0] - height * 0.078, foot - height * 0.985, height * 0.156, height * 0.10)
    canvas.drawOval(turban, paint(mix(lit, "#ffffff", 0.25)))


def crowd(
    canvas: Any, places: list[tuple[float, float]], height: float, dark: Colour, lit: Colour, random: Random
) -> None:
    """Draw a crowd seen from behind: heads, caps and shoulders, some arms and pikes raised; back rows first."""
    for x, foot in sorted(places, key=lambda place: place[1]):
        tall = height * (0.90 + 0.2 * float(random.random()))
        tone = mix(dark, lit, 0.30 * float(random.random()))
        head, half = foot - tall, tall * 0.20
        body = skia.Path()
        body.moveTo(x - half, foot)
        body.cubicTo(x - half * 1.15, head + tall * 0.34, x - half * 0.75, head + tall * 0.25, x, head + tall * 0.22)
        body.cubicTo(x + half * 0.75, head + tall * 0.25, x + half * 1.15, head + tall * 0.34, x + half, foot)
        body.close()
        pose = float(random.random())
        if pose < 0.20:
            side = 1 if random.random() < 0.5 else -1
            fist = x + side * half * 1.15, head - tall * 0.10
            canvas.drawLine(x + side * half * 0.8, head + tall * 0.34, *fist, paint(tone, stroke=tall * 0.062))
            canvas.drawCircle(*fist, tall * 0.045, paint(mix(tone, lit, 0.35)))
        elif pose < 0.34:
            lean = half * float(random.uniform(-0.4, 0.4))
            tip = x + half + lean, head - tall * (0.40 + 0.3 * float(random.random()))
            canvas.drawLine(x + half * 0.8, foot, *tip, paint(mix(tone, "#000000", 0.2), stroke=tall * 0.022))
            canvas.drawPath(
                polygon(
                    [
                        (tip[0] - tall * 0.028, tip[1]),
                        (tip[0] + lean * 0.2, tip[1] - tall * 0.15),
                        (tip[0] + tall * 0.028, tip[1]),
                    ]
                ),
                paint(mix(tone, lit, 0.5)),
            )
        canvas.drawPath(
            body, paint(tone, shader=linear((0, head), (0, head + tall * 0.6), [(0, mix(tone, lit, 0.32)), (1, tone)]))
        )
        canvas.drawCircle(x, head + tall * 0.115, tall * 0.098, paint(mix(tone, lit, 0.16)))
        _hat(canvas, x, head + tall * 0.09, tall, mix(tone, "#0a080c", 0.25), random)


def _hat(canvas: Any, x: float, y: float, tall: float, tone: Colour, random: Random) -> None:
    kind = int(random.integers(4))
    if kind == 0:  # a soft red cap, its tip falling forward
        cap = skia.Path()
        cap.moveTo(x - tall * 0.10, y + tall * 0.015)
        cap.cubicTo(
            x - tall * 0.10, y - tall * 0.15, x + tall * 0.06, y - tall * 0.18, x + tall * 0.13, y - tall * 0.08
        )
        cap.quadTo(x + tall * 0.09, y - tall * 0.06, x + tall * 0.10, y + tall * 0.015)
        cap.close()
        canvas.drawPath(cap, paint(mix("#b03428", tone, 0.35)))
    elif kind == 1:  # a hat with three corners
        canvas.drawPath(
            polygon(
                [
                    (x - tall * 0.15, y),
                    (x - tall * 0.06, y - tall * 0.09),
                    (x + tall * 0.06, y - tall * 0.09),
                    (x + tall * 0.15, y),
                ]
            ),
            paint(tone),
        )
    elif kind == 2:  # a bonnet
        canvas.drawCircle(x, y, tall * 0.105, paint(mix("#d8cdb8", tone, 0.45)))


def flag(
    canvas: Any,
    foot: tuple[float, float],
    height: float,
    colours: tuple[Colour, ...],
    shade: Colour,
    *,
    side: int = 1,
    lean: float = 0.0,
) -> None:
    """Draw a flag that flies towards ``side`` from a pole of the given height, striped from the pole outwards."""
    top = foot[0] + lean * height, foot[1] - height
    canvas.drawLine(*foot, *top, paint(mix("#4a3424", shade, 0.4), stroke=max(3.0, height * 0.022)))
    canvas.drawCircle(*top, height * 0.022, paint("#d8b45a"))
    wide, tall = height * 0.56, height * 0.36
    steps = 24

    def edge(along: float, down: float) -> tuple[float, float]:
        wave = float(np.sin(along * 6.2 + 0.6)) * tall * 0.09 * (0.3 + along)
        droop = tall * 0.16 * along * along
        return top[0] + side * wide * along - lean * height * down * 0.36, top[1] + tall * down + wave + droop

    count = len(colours)
    for number, colour in enumerate(colours):
        low, high = number / count, (number + 1) / count
        along = [low + (high - low) * step / steps for step in range(steps + 1)]
        cloth = polygon([*(edge(share, 0.0) for share in along), *(edge(share, 1.0) for share in reversed(along))])
        canvas.drawPath(cloth, paint(colour))
    # Folds: light and shade that follow the wave over all stripes.
    for step in range(steps):
        left, right = step / steps, (step + 1.05) / steps
        slope = float(np.cos((left + right) * 3.1 + 0.6))
        strip = polygon([edge(left, 0.0), edge(right, 0.0), edge(right, 1.0), edge(left, 1.0)])
        tone, strength = ("#ffffff", 0.20 * slope) if slope > 0 else (shade, -0.42 * slope)
        canvas.drawPath(strip, paint(tone, strength))


def flag_bearer(canvas: Any, x: float, foot: float, tall: float, dark: Colour, lit: Colour) -> None:
    """Draw who holds a flag: a figure against the light, one foot higher, one arm up."""

    def at(across: float, up: float) -> tuple[float, float]:
        return x + tall * across, foot - tall * up

    edge = linear(at(-0.15, 0), at(0.15, 0), [(0, lit), (0.4, dark), (1, dark)])
    for knee, end in (((-0.02, 0.24), (-0.12, 0.0)), ((0.14, 0.30), (0.18, 0.10))):
        leg = skia.Path()
        leg.moveTo(*at(0.01, 0.46))
        leg.lineTo(*at(*knee))
        leg.lineTo(*at(*end))
        canvas.drawPath(leg, paint(dark, stroke=tall * 0.085))
    coat = skia.Path()
    coat.moveTo(*at(-0.10, 0.80))
    coat.cubicTo(*at(-0.14, 0.60), *at(-0.15, 0.44), *at(-0.24, 0.24))
    coat.quadTo(*at(-0.04, 0.34), *at(0.12, 0.34))
    coat.cubicTo(*at(0.12, 0.50), *at(0.13, 0.66), *at(0.11, 0.80))
    coat.close()
    canvas.drawPath(coat, paint(dark, shader=edge))
    canvas.drawLine(*at(0.09, 0.76), *at(0.24, 0.96), paint(dark, stroke=tall * 0.065))
    canvas.drawLine(*at(-0.08, 0.76), *at(-0.26, 0.66), paint(dark, stroke=tall * 0.060))
    canvas.drawCircle(*at(0.01, 0.90), tall * 0.072, paint(mix(dark, lit, 0.3)))
    cap = skia.Path()
    cap.moveTo(*at(-0.075, 0.92))
    cap.cubicTo(*at(-0.08, 1.03), *at(0.02, 1.05), *at(0.08, 0.97))
    cap.lineTo(*at(0.085, 0.92))
    cap.close()
    canvas.drawPath(cap, paint("#b03428"))
