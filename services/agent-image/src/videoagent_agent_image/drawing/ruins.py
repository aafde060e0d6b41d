"""What a war leaves of a town: walls with empty windows, rubble, a broken tower."""

from typing import Any

import numpy as np
import skia

from videoagent_agent_image.drawing.colour import Colour, mix
from videoagent_agent_image.drawing.light import Light
from videoagent_agent_image.drawing.noise import line
from videoagent_agent_image.drawing.sheet import Board, linear, paint, polygon

Random = np.random.Generator


def ruin(
    canvas: Any, body: "skia.Rect", wall: Colour, light: Light, random: Random, *, lit_from: int = 1, whole: float = 0.6
) -> None:
    """Draw the front of a bombed house: what is behind it shows through its windows.

    Args:
        canvas: Coordinates in units.
        body: The wall as it once stood.
        wall: Its colour, haze included.
        light: The hour.
        random: Of what is gone.
        lit_from: The side that the light comes from, -1 left, 1 right.
        whole: How much of its height still stands on average, 0..1.
    """
    wide, tall = body.width(), body.height()
    steps = max(5, round(wide / 26))
    slope, reach = float(random.uniform(-0.45, 0.45)), body.bottom() - body.top()
    walk = np.cumsum(random.normal(0, 0.11, steps))
    shares = whole + slope * (np.arange(steps) / steps - 0.5) + walk - walk.mean() + random.normal(0, 0.035, steps)
    tops = [body.bottom() - reach * float(share) for share in np.clip(shares, 0.30, 1)]
    outline = [(body.left(), body.bottom())]
    for number, top in enumerate(tops):
        left = body.left() + wide * number / steps
        right = body.left() + wide * (number + 1) / steps
        outline += [(left + 2, top), (right - float(random.random()) * 6, top + float(random.normal(0, 7)))]
    outline.append((body.right(), body.bottom()))
    front = polygon(outline)
    front.setFillType(skia.PathFillType.kEvenOdd)
    columns, rows = max(2, round(wide / 74)), max(2, round(tall / 108))
    across, down = wide / columns, tall / rows
    sills = []
    for row in range(rows):
        for column in range(columns):
            x, y = body.left() + across * (column + 0.29), body.top() + down * (row + 0.25)
            above = min(tops[int(np.clip((x - body.left()) / wide * steps + k, 0, steps - 1))] for k in (0, 1))
            over = max(
                tops[int(np.clip((x + across * s - body.left()) / wide * steps, 0, steps - 1))] for s in (0, 0.42)
            )
            if y < over + 10 or y < above:
                continue
            front.addRect(skia.Rect.MakeXYWH(x, y, across * 0.42, down * 0.52))
            sills.append((x, y + down * 0.52, across * 0.42))
    ends = (body.left(), body.right()) if lit_from > 0 else (body.right(), body.left())
    tones = [(0, mix(wall, "#0c0a0c", 0.5)), (0.75, wall), (1, mix(wall, light.key, 0.38))]
    canvas.drawPath(front, paint(wall, shader=linear((ends[0], 0), (ends[1], 0), tones)))
    for x, y, long in sills:
        canvas.drawRect(skia.Rect.MakeXYWH(x - 4, y, long + 8, 6), paint(mix(wall, light.key, 0.25)))
    for row in range(1, rows):
        y = body.top() + down * row
        if y > max(tops) + 12:
            band = skia.Rect(body.left(), y, body.right(), y + 6)
            canvas.drawRect(band, paint(mix(wall, "#0c0a0c", 0.4), 0.7))


def broken_tower(canvas: Any, x: float, foot: float, tall: float, wall: Colour, light: Light) -> None:
    """Draw what stands of a church tower: half its spire is gone."""

    def at(across: float, up: float) -> tuple[float, float]:
        return x + tall * across, foot - tall * up

    tower = polygon([at(-0.10, 0), at(-0.10, 0.60), at(-0.075, 0.63), at(0.0, 0.97), at(0.012, 0.93), at(0.020, 0.80),
                     at(0.045, 0.77), at(0.050, 0.66), at(0.10, 0.60), at(0.10, 0)])  # fmt: skip
    tower.setFillType(skia.PathFillType.kEvenOdd)
    for across, up in ((-0.035, 0.40), (-0.035, 0.18)):
        left, top = at(across, up + 0.12)
        arch = skia.RRect()
        arch.setRectXY(skia.Rect.MakeXYWH(left, top, tall * 0.07, tall * 0.13), tall * 0.035, tall * 0.04)
        tower.addRRect(arch)
    tones = [(0, mix(wall, "#0c0a0c", 0.45)), (0.7, wall), (1, mix(wall, light.key, 0.4))]
    canvas.drawPath(tower, paint(wall, shader=linear(at(-0.1, 0), at(0.1, 0), tones)))
    for up in (0.34, 0.60):
        band = skia.Rect(at(-0.108, 0)[0], at(0, up + 0.012)[1], at(0.108, 0)[0], at(0, up)[1])
        canvas.drawRect(band, paint(mix(wall, light.key, 0.2)))


def rubble(
    canvas: Any, board: Board, top: float, bow: float, tone: Colour, light: Light, random: Random, *, seed: int
) -> None:
    """Draw heaps of bricks and beams across the picture.

    Args:
        canvas: Coordinates in units.
        board: Geometry.
        top: Height of the heaps in the middle, units.
        bow: How much higher they are at the sides, units.
        tone: Their colour.
        light: The hour.
        random: Of the pieces.
        seed: Of the outline.
    """
    xs = np.arange(-10.0, board.width + 30, 16)
    rough = line(len(xs), seed, octaves=6, roughness=0.62, base=4) - 0.5
    heights = top - bow * np.abs(2 * xs / board.width - 1) ** 1.6 - 90 * rough
    crest = [(float(x), float(y)) for x, y in zip(xs, heights, strict=True)]
    mound = polygon([(-12.0, board.height + 10), *crest, (board.width + 40, board.height + 10)])
    tones = [(0, mix(tone, light.key, 0.18)), (0.25, tone), (1, mix(tone, "#08070a", 0.75))]
    canvas.drawPath(mound, paint(tone, shader=linear((0, top - bow), (0, board.height), tones)))
    count = round(260 * board.width / 2304)
    for number in range(count):
        x = board.width * float(random.random())
        base = float(np.interp(x, xs, heights))
        share = (number / count) ** 1.2
        y = base - 4 + (board.height - base) * share
        size = (12 + 26 * share) * (0.6 + 0.9 * float(random.random()))
        shade = mix(tone, ("#8a5a48", "#6a625c", "#9a8a7a")[number % 3], 0.5)
        shade = mix(shade, "#08070a", 0.15 + 0.6 * share)
        canvas.save()
        canvas.translate(x, y)
        canvas.rotate(float(random.normal(0, 26)))
        if number % 11 == 0:
            canvas.drawRect(
                skia.Rect(-size * 4.2, -size * 0.2, size * 4.2, size * 0.2), paint(mix(shade, "#2a1c14", 0.4))
            )
        else:
            brick = skia.Rect(-size, -size * 0.42, size, size * 0.42)
            face = linear(
                (0, -size * 0.42), (0, size * 0.42), [(0, mix(shade, light.key, 0.34)), (0.4, shade), (1, "#0c0a0c")]
            )
            canvas.drawRect(brick, paint(shade, shader=face))
        canvas.restore()
