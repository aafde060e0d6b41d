"""Trains from near: a steam engine, its wheels and its face, coaches, a high-speed train."""

from typing import Any

import numpy as np
import skia

from videoagent_agent_image.drawing.colour import Colour, mix
from videoagent_agent_image.drawing.curves import Point, smooth
from videoagent_agent_image.drawing.lamps import glow, lamp
from videoagent_agent_image.drawing.light import Light
from videoagent_agent_image.drawing.sheet import Board, Sheet, linear, paint, polygon, radial

Random = np.random.Generator
_IRON: Colour = "#1f2026"
_BRASS: Colour = "#e0b04a"


def driving_wheel(
    canvas: Any, x: float, y: float, radius: float, rim: Colour, light: Light, *, turn: float = 0.0
) -> Point:
    """Draw a spoked wheel and return where its crank pin is."""
    steel = mix(light.on("#8a8c96"), light.key, 0.25)
    canvas.drawCircle(x, y, radius * 0.985, paint(light.on("#0c0c12"), 0.62))
    angles = [np.radians(turn + 360 * number / 14) for number in range(14)]
    for angle in angles:
        end = x + radius * 0.86 * float(np.cos(angle)), y + radius * 0.86 * float(np.sin(angle))
        canvas.drawLine(x, y, *end, paint(mix(rim, "#120608", 0.35), stroke=radius * 0.088))
        canvas.drawLine(
            x - radius * 0.008,
            y - radius * 0.012,
            end[0] - radius * 0.008,
            end[1] - radius * 0.012,
            paint(rim, stroke=radius * 0.062),
        )
    canvas.save()
    canvas.translate(x, y)
    canvas.rotate(turn + 180)
    weight = skia.Path()
    weight.addArc(skia.Rect(-radius * 0.86, -radius * 0.86, radius * 0.86, radius * 0.86), -38, 76)
    weight.close()
    canvas.drawPath(weight, paint(mix(rim, "#120608", 0.2)))
    canvas.restore()
    canvas.drawCircle(x, y, radius * 0.86, paint(rim, stroke=radius * 0.075))
    canvas.drawCircle(x, y, radius * 0.94, paint(steel, stroke=radius * 0.10))
    canvas.drawCircle(x, y, radius, paint(mix(steel, "#101018", 0.6), stroke=radius * 0.03))
    canvas.drawCircle(
        x,
        y,
        radius * 0.20,
        paint(
            rim,
            shader=radial(
                (x - radius * 0.06, y - radius * 0.08),
                radius * 0.26,
                [(0, mix(rim, light.key, 0.6)), (1, mix(rim, "#120608", 0.5))],
            ),
        ),
    )
    canvas.drawCircle(x, y, radius * 0.09, paint(steel))
    return x + radius * 0.48 * float(np.cos(np.radians(turn))), y + radius * 0.48 * float(np.sin(np.radians(turn)))


def rod(canvas: Any, start: Point, end: Point, thick: float, light: Light) -> None:
    """Draw a polished rod between two pins."""
    steel = mix(light.on("#b8bcc8"), light.key, 0.35)
    canvas.drawLine(*start, *end, paint(mix(steel, "#101018", 0.7), stroke=thick * 1.25))
    canvas.drawLine(*start, *end, paint(steel, stroke=thick))
    canvas.drawLine(
        start[0],
        start[1] - thick * 0.24,
        end[0],
        end[1] - thick * 0.24,
        paint(mix(steel, "#ffffff", 0.7), 0.8, stroke=thick * 0.22),
    )
    for pin in (start, end):
        canvas.drawCircle(*pin, thick * 0.95, paint(steel))
        canvas.drawCircle(*pin, thick * 0.48, paint(mix(steel, "#101018", 0.6)))


def steam_engine(
    canvas: Any, front: float, rail: float, tall: float, light: Light, *, body: Colour = "#1f5a3f"
) -> float:
    """Draw a steam engine with its tender that heads right from ``front``, and return where its coaches begin."""
    coat, iron, red = light.on(body), light.on(_IRON), light.on("#b8322c")
    brass = mix(light.on(_BRASS), light.key, 0.3)

    def at(back: float, up: float) -> Point:
        return front - tall * back, rail - tall * up

    def box(back: float, up: float, to: float, down: float) -> Any:
        return skia.Rect(*at(to, up), *at(back, down))

    def round_(tone: Colour, top: float, bottom: float) -> Any:
        tones = [
            (0, mix(tone, light.shade, 0.25)),
            (0.16, mix(tone, light.lit, 0.62)),
            (0.34, mix(tone, light.key, 0.2)),
            (0.62, tone),
            (1, mix(tone, "#06060a", 0.66)),
        ]
        return linear(at(0, top), at(0, bottom), tones)

    canvas.drawRect(box(0.10, 0.40, 2.0, 0.16), paint(mix(iron, "#000000", 0.4)))
    for back, radius in ((0.34, 0.105), (0.60, 0.105), (2.30, 0.12), (2.62, 0.12), (2.94, 0.12)):
        driving_wheel(canvas, *at(back, radius), tall * radius, red, light, turn=20)
    pins = [driving_wheel(canvas, *at(back, 0.205), tall * 0.205, red, light, turn=24) for back in (0.94, 1.365, 1.79)]
    canvas.drawRect(
        box(0.04, 0.44, 2.06, 0.40),
        paint(
            red, shader=linear(at(0, 0.44), at(0, 0.40), [(0, mix(red, light.key, 0.5)), (1, mix(red, "#100608", 0.4))])
        ),
    )
    canvas.drawRect(box(0.62, 0.76, 1.72, 0.42), paint(coat, shader=round_(coat, 0.77, 0.41)))
    canvas.drawRoundRect(
        box(0.16, 0.775, 0.64, 0.40), tall * 0.03, tall * 0.03, paint(iron, shader=round_(iron, 0.78, 0.40))
    )
    nose = smooth([at(0.165, 0.75), at(0.11, 0.66), at(0.10, 0.585), at(0.11, 0.51), at(0.165, 0.42)])
    canvas.drawPath(nose, paint(mix(iron, light.key, 0.18)))
    for back in (0.64, 0.90, 1.18, 1.46):
        canvas.drawRect(box(back, 0.763, back + 0.022, 0.417), paint(brass, shader=round_(brass, 0.77, 0.41)))
    chimney = [at(0.30, 0.77), at(0.315, 0.93), at(0.27, 1.0), at(0.51, 1.0), at(0.465, 0.93), at(0.48, 0.77)]
    canvas.drawPath(
        polygon(chimney),
        paint(
            iron,
            shader=linear(
                at(0.52, 0), at(0.26, 0), [(0, mix(iron, "#000000", 0.3)), (0.6, mix(iron, light.lit, 0.4)), (1, iron)]
            ),
        ),
    )
    canvas.drawRect(
        box(0.265, 1.01, 0.515, 0.965),
        paint(
            brass,
            shader=linear(at(0.52, 0), at(0.26, 0), [(0, mix(brass, "#2a1408", 0.5)), (0.6, "#fff4c8"), (1, brass)]),
        ),
    )
    for back, high, tone in ((0.99, 0.17, brass), (1.30, 0.12, coat)):
        dome = smooth(
            [
                at(back + 0.11, 0.755),
                at(back + 0.10, 0.755 + high * 0.7),
                at(back, 0.755 + high),
                at(back - 0.10, 0.755 + high * 0.7),
                at(back - 0.11, 0.755),
            ]
        )
        canvas.drawPath(
            dome,
            paint(
                tone,
                shader=linear(
                    at(back + 0.11, 0),
                    at(back - 0.11, 0),
                    [(0, mix(tone, "#140a06", 0.5)), (0.6, mix(tone, light.lit, 0.6)), (1, tone)],
                ),
            ),
        )
    cab = polygon([at(1.68, 0.44), at(1.68, 0.93), at(2.10, 0.93), at(2.10, 0.26), at(1.98, 0.26), at(1.98, 0.44)])
    canvas.drawPath(
        cab,
        paint(
            coat,
            shader=linear(at(0, 0.93), at(0, 0.3), [(0, mix(coat, light.key, 0.3)), (1, mix(coat, "#06060a", 0.4))]),
        ),
    )
    glass = "#ffdf9a" if light.dark else mix(light.on("#38485a"), light.key, 0.3)
    canvas.drawRoundRect(box(1.75, 0.87, 1.93, 0.70), tall * 0.02, tall * 0.02, paint(glass))
    canvas.drawRoundRect(box(1.75, 0.87, 1.93, 0.70), tall * 0.02, tall * 0.02, paint(brass, stroke=tall * 0.010))
    roof = smooth([at(1.62, 0.925), at(1.70, 0.965), at(1.90, 0.985), at(2.10, 0.965), at(2.22, 0.925)])
    canvas.drawPath(
        roof, paint(iron, shader=linear(at(0, 0.99), at(0, 0.92), [(0, mix(iron, light.lit, 0.5)), (1, iron)]))
    )
    canvas.drawRoundRect(
        box(0.28, 0.36, 0.62, 0.16), tall * 0.04, tall * 0.04, paint(coat, shader=round_(coat, 0.37, 0.15))
    )
    rod(canvas, at(0.62, 0.235), (pins[1][0], pins[1][1]), tall * 0.030, light)
    rod(canvas, pins[0], pins[2], tall * 0.040, light)
    canvas.drawLine(*at(0.16, 0.82), *at(1.68, 0.66), paint(brass, stroke=tall * 0.009))
    tender = polygon([at(2.16, 0.62), at(3.10, 0.62), at(3.10, 0.22), at(2.16, 0.22)])
    coal = [
        at(2.20, 0.61),
        at(2.26, 0.70),
        at(2.42, 0.76),
        at(2.60, 0.72),
        at(2.78, 0.75),
        at(2.98, 0.69),
        at(3.06, 0.61),
    ]
    canvas.drawPath(smooth(coal), paint(light.on("#121218")))
    canvas.drawPath(
        tender,
        paint(
            coat,
            shader=linear(
                at(0, 0.62), at(0, 0.22), [(0, mix(coat, light.key, 0.35)), (0.3, coat), (1, mix(coat, "#06060a", 0.5))]
            ),
        ),
    )
    canvas.drawRect(box(2.20, 0.585, 3.06, 0.30), paint(brass, 0.85, stroke=tall * 0.008))
    canvas.drawRect(box(0.0, 0.40, 0.06, 0.20), paint(red))
    canvas.drawRect(box(-0.07, 0.335, 0.0, 0.275), paint(iron))
    canvas.drawPath(polygon([at(0.14, 0.18), at(-0.08, 0.05), at(0.22, 0.05)]), paint(red))
    shine = at(0.10, 0.845)
    canvas.drawRect(
        skia.Rect(shine[0] - tall * 0.05, shine[1] - tall * 0.05, shine[0] + tall * 0.04, shine[1] + tall * 0.07),
        paint(iron),
    )
    lamp(canvas, shine[0] + tall * 0.045, shine[1], tall * 0.035, "#ffe2a0")
    return front - tall * 3.20


def smoke(board: Board, x: float, y: float, size: float, light: Light, random: Random, *, puffs: int = 34) -> Sheet:
    """Draw a plume that rises from (x, y) and streams away to the left."""
    sheet = Sheet(board)
    pale = mix("#f4f0ec", light.cloud, 0.5)
    for number in range(puffs):
        share = number / (puffs - 1)
        px = x - size * 2.6 * share**1.15 + size * 0.07 * float(random.standard_normal()) * (0.4 + share)
        py = y - size * (0.10 + 0.62 * share**0.6) + size * 0.07 * float(random.standard_normal())
        radius = size * (0.075 + 0.22 * share) * (0.8 + 0.4 * float(random.random()))
        tone = mix(pale, light.shade, 0.30 * float(random.random()))
        stops = [
            (0, mix(tone, light.key, 0.35), 0.92 - 0.55 * share),
            (0.6, tone, 0.70 - 0.45 * share),
            (1, mix(tone, light.shade, 0.35), 0.0),
        ]
        sheet.canvas.drawCircle(
            px, py, radius, paint(tone, shader=radial((px + radius * 0.2, py - radius * 0.3), radius * 1.1, stops))
        )
    return sheet


def engine_face(canvas: Any, x: float, rail: float, tall: float, light: Light, *, body: Colour = "#1f5a3f") -> None:
    """Draw a steam engine that comes towards the viewer."""
    iron, red, coat = light.on(_IRON), light.on("#b8322c"), light.on(body)
    brass = mix(light.on(_BRASS), light.key, 0.35)
    cab = skia.Rect(x - tall * 0.40, rail - tall * 0.95, x + tall * 0.40, rail - tall * 0.30)
    canvas.drawRoundRect(cab, tall * 0.10, tall * 0.10, paint(mix(coat, "#06060a", 0.45)))
    for side in (-1, 1):
        canvas.drawRect(
            skia.Rect(
                x + side * tall * 0.30 - tall * 0.06,
                rail - tall * 0.86,
                x + side * tall * 0.30 + tall * 0.06,
                rail - tall * 0.70,
            ),
            paint("#ffdf9a", 0.85),
        )
        wheel = skia.Rect(
            x + side * tall * 0.27 - tall * 0.055, rail - tall * 0.34, x + side * tall * 0.27 + tall * 0.055, rail
        )
        canvas.drawRect(wheel, paint(mix(iron, "#000000", 0.3)))
        canvas.drawRect(
            skia.Rect(
                x + side * tall * 0.36 - tall * 0.08,
                rail - tall * 0.32,
                x + side * tall * 0.36 + tall * 0.08,
                rail - tall * 0.16,
            ),
            paint(mix(coat, "#06060a", 0.3)),
        )
    centre, radius = (x, rail - tall * 0.60), tall * 0.265
    canvas.drawPath(
        polygon(
            [
                (x - tall * 0.10, rail - tall * 0.82),
                (x - tall * 0.085, rail - tall * 0.98),
                (x - tall * 0.13, rail - tall * 1.03),
                (x + tall * 0.13, rail - tall * 1.03),
                (x + tall * 0.085, rail - tall * 0.98),
                (x + tall * 0.10, rail - tall * 0.82),
            ]
        ),
        paint(
            iron,
            shader=linear(
                (x - tall * 0.12, 0),
                (x + tall * 0.12, 0),
                [(0, mix(iron, light.lit, 0.45)), (0.5, iron), (1, "#06060a")],
            ),
        ),
    )
    canvas.drawRect(skia.Rect(x - tall * 0.135, rail - tall * 1.045, x + tall * 0.135, rail - tall * 1.0), paint(brass))
    canvas.drawCircle(
        *centre,
        radius,
        paint(
            iron,
            shader=radial(
                (x - radius * 0.4, centre[1] - radius * 0.5),
                radius * 1.6,
                [(0, mix(iron, light.lit, 0.45)), (0.5, iron), (1, "#06060a")],
            ),
        ),
    )
    canvas.drawCircle(*centre, radius * 0.97, paint(brass, 0.9, stroke=radius * 0.055))
    canvas.drawCircle(*centre, radius * 0.76, paint(mix(iron, light.lit, 0.16)))
    canvas.drawCircle(*centre, radius * 0.76, paint("#06060a", 0.7, stroke=radius * 0.03))
    for up in (-0.28, 0.28):
        canvas.drawLine(
            x - radius * 0.70,
            centre[1] + radius * up,
            x + radius * 0.1,
            centre[1] + radius * up * 0.5,
            paint(mix(iron, light.lit, 0.5), stroke=radius * 0.06),
        )
    canvas.drawCircle(*centre, radius * 0.11, paint(brass))
    beam_ = skia.Rect(x - tall * 0.44, rail - tall * 0.32, x + tall * 0.44, rail - tall * 0.21)
    canvas.drawRect(
        beam_,
        paint(
            red,
            shader=linear(
                (0, beam_.top()), (0, beam_.bottom()), [(0, mix(red, light.key, 0.5)), (1, mix(red, "#100608", 0.4))]
            ),
        ),
    )
    for side in (-1, 1):
        canvas.drawCircle(x + side * tall * 0.31, beam_.centerY(), tall * 0.068, paint(mix(iron, light.lit, 0.3)))
        canvas.drawCircle(x + side * tall * 0.31, beam_.centerY(), tall * 0.04, paint(mix(iron, light.lit, 0.6)))
    guard = polygon(
        [
            (x - tall * 0.34, rail - tall * 0.20),
            (x + tall * 0.34, rail - tall * 0.20),
            (x + tall * 0.24, rail - tall * 0.04),
            (x - tall * 0.24, rail - tall * 0.04),
        ]
    )
    canvas.drawPath(guard, paint(mix(red, "#100608", 0.5)))
    for across, up in ((-0.27, 0.40), (0.27, 0.40), (0.0, 0.93)):
        glow(canvas, x + tall * across, rail - tall * up, tall * 0.42, "#ffe0a0", 0.62)
        lamp(canvas, x + tall * across, rail - tall * up, tall * 0.045, "#ffe8b8")
