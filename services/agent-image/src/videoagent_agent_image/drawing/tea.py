"""Tea: its bushes in rows, its youngest leaves, a pot and cups."""

from collections.abc import Callable
from typing import Any

import numpy as np
import skia

from videoagent_agent_image.drawing.colour import Colour, mix
from videoagent_agent_image.drawing.curves import Point, smooth
from videoagent_agent_image.drawing.dishes import shadow
from videoagent_agent_image.drawing.light import Light
from videoagent_agent_image.drawing.sheet import linear, paint, polygon, radial

Random = np.random.Generator


def bushes(
    canvas: Any,
    width: float,
    crest: Callable[[float], float],
    rows: tuple[float, float, int],
    tones: tuple[Colour, Colour],
    random: Random,
) -> None:
    """Draw a slope planted with tea, its uppermost row along ``crest``.

    Args:
        canvas: Coordinates in units.
        width: Of the slope.
        crest: Height of the slope's edge at a column.
        rows: Distance of the first two rows, its growth from row to row, and how many there are.
        tones: Of the bushes in the shade, and lit.
        random: Makes the rows uneven.
    """
    dark, lit = tones
    gap, growth, count = rows
    step = max(10.0, gap * 0.5)
    columns = int(width / step) + 3
    edge = np.array([crest(step * (column - 1)) for column in range(columns)])
    down = 0.0
    ground = [
        (-step, 4000.0),
        *((step * (column - 1), float(edge[column])) for column in range(columns)),
        (width + step, 4000.0),
    ]
    canvas.drawPath(polygon(ground), paint(mix(dark, "#5a3a20", 0.28)))
    lowest = float(canvas.getLocalClipBounds().bottom())
    bend = random.standard_normal(5)
    for row in range(count):
        along = np.arange(columns)
        sway = sum(bend[k] * np.sin(along * step / width * (2.2 + 1.7 * k) + row * 0.16 * (k - 2)) for k in range(5))
        line = edge + down + sway * gap * 0.22 * min(1.0, row / 3)
        if float(line.min()) > lowest:
            break
        bumps = gap * 0.10 * np.abs(np.sin(along * 1.9 + row)) + gap * 0.05 * random.standard_normal(columns)
        top = [(step * (column - 1), float(line[column] - bumps[column])) for column in range(columns)]
        low = [(step * (column - 1), float(line[column] + gap * 0.74)) for column in reversed(range(columns))]
        body = polygon([*top, *low])
        share = row / max(1, count - 1)
        soft = gap if gap > 24 else 0.0  # far rows are too thin to tell
        canvas.drawPath(body, paint(mix(dark, lit, 0.40 - 0.12 * share)))
        canvas.save()
        canvas.clipPath(body, skia.ClipOp.kIntersect, True)
        ridge = [(x, y + gap * 0.16) for x, y in top]
        canvas.drawPath(polygon(ridge, close=False), paint(lit, 0.9, stroke=gap * 0.34, blur=soft * 0.07))
        canvas.drawPath(
            polygon([(x, y - gap * 0.06) for x, y in reversed(low)], close=False),
            paint(mix(dark, "#06140a", 0.5), 0.65, stroke=gap * 0.28, blur=soft * 0.08),
        )
        if gap > 22:
            for _ in range(int(width / gap * 1.5)):
                column = int(random.integers(1, columns - 1))
                x, y = step * (column - 1), float(line[column]) + gap * float(random.uniform(-0.02, 0.46))
                canvas.drawOval(
                    skia.Rect(x - gap * 0.10, y - gap * 0.045, x + gap * 0.10, y + gap * 0.045),
                    paint(mix(lit, "#f2ffc0", 0.35), 0.55),
                )
        canvas.restore()
        down += gap
        gap *= growth


def sprig(canvas: Any, x: float, foot: float, tall: float, light: Light, *, lean: float = 0.0) -> None:
    """Draw the youngest leaves of a tea bush: a bud, two leaves, and older ones below."""
    canvas.save()
    canvas.translate(x, foot)
    canvas.rotate(lean)
    stem = smooth([(0, 0), (tall * 0.02, -tall * 0.4), (0, -tall * 0.74)], close=False)
    canvas.drawPath(stem, paint(light.on("#7f9a3e"), stroke=tall * 0.018))
    for at, turn, long, wide, tone in (
        (0.10, 112.0, 0.42, 0.17, "#3f7a34"),
        (0.16, -116.0, 0.44, 0.17, "#386f30"),
        (0.34, 78.0, 0.46, 0.17, "#55903a"),
        (0.42, -80.0, 0.46, 0.165, "#4c8636"),
        (0.62, 48.0, 0.42, 0.13, "#7fb244"),
        (0.66, -46.0, 0.40, 0.125, "#74a840"),
    ):
        _leaf(canvas, (0.01 * tall, -tall * at), turn, tall * long, tall * wide, light.on(tone), light)
    _leaf(canvas, (0.0, -tall * 0.72), 5.0, tall * 0.30, tall * 0.065, light.on("#b8d468"), light)
    canvas.restore()


def _leaf(canvas: Any, foot: Point, turn: float, long: float, wide: float, tone: Colour, light: Light) -> None:
    canvas.save()
    canvas.translate(*foot)
    canvas.rotate(turn)
    outline = [
        (0, 0),
        (0, 0),
        (wide * 0.42, -long * 0.22),
        (wide * 0.5, -long * 0.52),
        (wide * 0.26, -long * 0.84),
        (0, -long),
        (0, -long),
        (-wide * 0.26, -long * 0.84),
        (-wide * 0.5, -long * 0.52),
        (-wide * 0.42, -long * 0.22),
    ]
    path = smooth(outline)
    tones = [
        (0, mix(tone, "#0e2410", 0.35)),
        (0.49, tone),
        (0.51, mix(tone, light.key, 0.45)),
        (1, mix(tone, light.key, 0.15)),
    ]
    canvas.drawPath(path, paint(tone, shader=linear((-wide * 0.5, 0), (wide * 0.5, 0), tones)))
    vein = mix(tone, "#f4ffd0", 0.45)
    canvas.drawLine(0, 0, 0, -long * 0.95, paint(vein, 0.9, stroke=max(1.5, long * 0.012)))
    for number in range(6):
        y = -long * (0.16 + 0.12 * number)
        for side in (-1, 1):
            reach = wide * 0.38 * float(np.sin(np.pi * (0.18 + 0.13 * number)))
            canvas.drawLine(0, y, side * reach, y - long * 0.09, paint(vein, 0.45, stroke=max(1.0, long * 0.006)))
    canvas.restore()


def teapot(canvas: Any, x: float, foot: float, wide: float, clay: Colour, *, side: int = 1) -> None:
    """Draw a round teapot, its spout towards ``side`` (-1 left, 1 right); ``wide`` is its belly in units."""

    def at(across: float, up: float) -> Point:
        return x + side * wide * across, foot - wide * up

    shade, shine = mix(clay, "#140806", 0.68), mix(clay, "#fff0d8", 0.6)
    shadow(canvas, x, foot - wide * 0.02, wide * 1.5, flat=0.20)
    handle = smooth([at(-0.40, 0.62), at(-0.62, 0.66), at(-0.76, 0.48), at(-0.66, 0.26), at(-0.42, 0.20)], close=False)
    canvas.drawPath(handle, paint(shade, stroke=wide * 0.088))
    canvas.drawPath(handle, paint(clay, stroke=wide * 0.062))
    spout = smooth(
        [
            at(0.38, 0.46),
            at(0.38, 0.46),
            at(0.56, 0.50),
            at(0.68, 0.66),
            at(0.80, 0.74),
            at(0.80, 0.74),
            at(0.84, 0.70),
            at(0.84, 0.70),
            at(0.74, 0.52),
            at(0.60, 0.30),
            at(0.40, 0.16),
            at(0.40, 0.16),
        ]
    )
    canvas.drawPath(
        spout,
        paint(clay, shader=linear(at(0.5, 0.55), at(0.6, 0.25), [(0, mix(clay, shine, 0.5)), (0.5, clay), (1, shade)])),
    )
    belly = smooth(
        [
            at(-0.24, 0.0),
            at(-0.24, 0.0),
            at(-0.44, 0.14),
            at(-0.50, 0.34),
            at(-0.42, 0.56),
            at(-0.22, 0.68),
            at(0.22, 0.68),
            at(0.42, 0.56),
            at(0.50, 0.34),
            at(0.44, 0.14),
            at(0.24, 0.0),
            at(0.24, 0.0),
        ]
    )
    round_of = radial(
        (x - wide * 0.16, foot - wide * 0.50),
        wide * 0.86,
        [(0, shine, 1), (0.25, mix(clay, shine, 0.35), 1), (0.6, clay, 1), (1, shade, 1)],
    )
    canvas.drawPath(belly, paint(clay, shader=round_of))
    canvas.save()
    canvas.clipPath(belly, skia.ClipOp.kIntersect, True)
    for up, thick in ((0.60, 0.012), (0.57, 0.006), (0.08, 0.012)):
        band = smooth([at(-0.5, up + 0.02), at(0.0, up - 0.025), at(0.5, up + 0.02)], close=False)
        canvas.drawPath(band, paint(mix(clay, "#f4d89a", 0.6), 0.75, stroke=wide * thick))
    canvas.restore()
    lid = smooth(
        [
            at(-0.26, 0.67),
            at(-0.26, 0.67),
            at(-0.20, 0.75),
            at(0.0, 0.79),
            at(0.20, 0.75),
            at(0.26, 0.67),
            at(0.26, 0.67),
        ]
    )
    canvas.drawPath(
        lid,
        paint(
            clay, shader=linear(at(-0.26, 0.7), at(0.26, 0.7), [(0, mix(clay, shine, 0.5)), (0.4, clay), (1, shade)])
        ),
    )
    canvas.drawLine(*at(-0.25, 0.668), *at(0.25, 0.668), paint(shade, 0.8, stroke=wide * 0.014))
    knob = at(0.0, 0.83)
    canvas.drawCircle(
        *knob,
        wide * 0.058,
        paint(
            clay,
            shader=radial(
                (knob[0] - wide * 0.02, knob[1] - wide * 0.02),
                wide * 0.08,
                [(0, shine, 1), (0.5, clay, 1), (1, shade, 1)],
            ),
        ),
    )


def teacup(canvas: Any, x: float, foot: float, wide: float, china: Colour, tea: Colour = "#b8642a") -> None:
    """Draw a cup without a handle, filled, on its saucer; ``wide`` is its rim in units."""
    shadow(canvas, x, foot, wide * 1.5, flat=0.26)
    shade = mix(china, "#2a1c1c", 0.5)
    saucer = skia.Rect(x - wide * 0.78, foot - wide * 0.20, x + wide * 0.78, foot + wide * 0.16)
    canvas.drawOval(
        saucer,
        paint(
            china,
            shader=linear(
                (saucer.left(), 0), (saucer.right(), 0), [(0, mix(china, "#ffffff", 0.4)), (0.5, china), (1, shade)]
            ),
        ),
    )
    canvas.drawOval(saucer.makeInset(wide * 0.22, wide * 0.055), paint(shade, 0.45))
    body = smooth(
        [
            (x - wide * 0.5, foot - wide * 0.62),
            (x - wide * 0.5, foot - wide * 0.62),
            (x - wide * 0.47, foot - wide * 0.32),
            (x - wide * 0.26, foot - wide * 0.05),
            (x - wide * 0.22, foot),
            (x + wide * 0.22, foot),
            (x + wide * 0.26, foot - wide * 0.05),
            (x + wide * 0.47, foot - wide * 0.32),
            (x + wide * 0.5, foot - wide * 0.62),
            (x + wide * 0.5, foot - wide * 0.62),
        ]
    )
    canvas.drawPath(
        body,
        paint(
            china,
            shader=linear(
                (x - wide * 0.5, 0), (x + wide * 0.5, 0), [(0, mix(china, "#ffffff", 0.55)), (0.45, china), (1, shade)]
            ),
        ),
    )
    canvas.save()
    canvas.clipPath(body, skia.ClipOp.kIntersect, True)
    for number in range(7):
        spot = x + wide * (-0.42 + 0.14 * number), foot - wide * (0.28 + 0.05 * (number % 2))
        canvas.drawCircle(*spot, wide * 0.045, paint("#3f6a9a", 0.55))
        canvas.drawLine(
            spot[0], spot[1], spot[0] + wide * 0.06, spot[1] + wide * 0.12, paint("#3f6a9a", 0.5, stroke=wide * 0.014)
        )
    canvas.restore()
    rim = skia.Rect(x - wide * 0.5, foot - wide * 0.74, x + wide * 0.5, foot - wide * 0.50)
    canvas.drawOval(rim, paint(mix(china, "#ffffff", 0.3)))
    liquor = radial(
        (x - wide * 0.1, foot - wide * 0.64),
        wide * 0.5,
        [(0, mix(tea, "#ffd890", 0.45), 1), (0.6, tea, 1), (1, mix(tea, "#2a0e04", 0.5), 1)],
    )
    canvas.drawOval(rim.makeInset(wide * 0.05, wide * 0.028), paint(tea, shader=liquor))
