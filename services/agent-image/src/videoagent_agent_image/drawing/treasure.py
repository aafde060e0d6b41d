"""Money: coins in stacks, bars of gold, the door of a vault, a chart of prices."""

from typing import Any

import numpy as np
import skia

from videoagent_agent_image.drawing.colour import Colour, mix
from videoagent_agent_image.drawing.curves import Point, smooth
from videoagent_agent_image.drawing.dishes import shadow
from videoagent_agent_image.drawing.sheet import linear, paint, polygon, radial

Random = np.random.Generator
GOLD: Colour = "#e0a830"
SILVER: Colour = "#b8c0cc"
_FLAT = 0.40


def coin(canvas: Any, x: float, y: float, radius: float, metal: Colour) -> None:
    """Draw a coin that lies flat; (x, y) is the middle of its face."""
    thick = radius * 0.22
    rim = [
        (0, mix(metal, "#1c0e04", 0.55)),
        (0.3, mix(metal, "#fff6d8", 0.6)),
        (0.55, metal),
        (1, mix(metal, "#1c0e04", 0.65)),
    ]
    edge = skia.Path()
    edge.moveTo(x - radius, y)
    edge.lineTo(x - radius, y + thick)
    edge.arcTo(
        skia.Rect(x - radius, y + thick - radius * _FLAT, x + radius, y + thick + radius * _FLAT), 180, -180, False
    )
    edge.lineTo(x + radius, y)
    edge.close()
    canvas.drawPath(edge, paint(metal, shader=linear((x - radius, 0), (x + radius, 0), rim)))
    for number in range(1, 22):
        turn = np.pi * number / 22
        ex, ey = x - radius * float(np.cos(turn)), y + radius * _FLAT * float(np.sin(turn))
        canvas.drawLine(
            ex,
            ey + thick * 0.12,
            ex,
            ey + thick * 0.92,
            paint(mix(metal, "#1c0e04", 0.6), 0.5, stroke=max(1.0, radius * 0.016)),
        )
    canvas.save()
    canvas.translate(x, y)
    canvas.scale(1, _FLAT)
    face = linear(
        (-radius, -radius),
        (radius, radius),
        [(0, mix(metal, "#fffbe8", 0.75)), (0.4, mix(metal, "#fff0c0", 0.25)), (1, mix(metal, "#3a1c06", 0.35))],
    )
    canvas.drawCircle(0, 0, radius, paint(metal, shader=face))
    canvas.drawCircle(0, 0, radius * 0.86, paint(mix(metal, "#3a1c06", 0.45), stroke=radius * 0.05))
    canvas.drawCircle(0, 0, radius * 0.80, paint(mix(metal, "#fff6d8", 0.55), 0.8, stroke=radius * 0.025))
    star = [
        (
            radius * (0.52 if number % 2 == 0 else 0.22) * float(np.cos(np.pi * number / 5)),
            radius * (0.52 if number % 2 == 0 else 0.22) * float(np.sin(np.pi * number / 5)),
        )
        for number in range(10)
    ]
    canvas.drawPath(
        polygon([(px + radius * 0.02, py + radius * 0.05) for px, py in star]), paint(mix(metal, "#3a1c06", 0.5))
    )
    canvas.drawPath(polygon(star), paint(mix(metal, "#fff6d8", 0.5)))
    canvas.restore()


def stack(canvas: Any, x: float, foot: float, radius: float, count: int, metal: Colour, random: Random) -> None:
    """Draw coins on top of each other; (x, foot) is where the lowest lies."""
    shadow(canvas, x, foot + radius * 0.25, radius * 2.1, flat=0.42)
    for number in range(count):
        shift = radius * 0.05 * float(random.standard_normal())
        coin(canvas, x + shift, foot - radius * 0.20 * number, radius, metal)


def ingot(canvas: Any, x: float, foot: float, wide: float) -> None:
    """Draw a bar of gold from its end and side; (x, foot) is the middle of its near edge."""

    def at(across: float, up: float) -> Point:
        return x + wide * across, foot - wide * up

    front = polygon([at(-0.5, 0.0), at(0.5, 0.0), at(0.42, 0.22), at(-0.42, 0.22)])
    top = polygon([at(-0.42, 0.22), at(0.42, 0.22), at(0.50, 0.36), at(-0.30, 0.36)])
    side = polygon([at(0.5, 0.0), at(0.60, 0.16), at(0.50, 0.36), at(0.42, 0.22)])
    canvas.drawPath(side, paint(mix(GOLD, "#3a1c06", 0.55)))
    canvas.drawPath(
        top,
        paint(GOLD, shader=linear(at(-0.4, 0.2), at(0.5, 0.36), [(0, "#fff4c0"), (0.4, "#ffd868"), (1, "#d89a28")])),
    )
    canvas.drawPath(
        front,
        paint(
            GOLD,
            shader=linear(
                at(-0.5, 0), at(0.5, 0.1), [(0, "#b87818"), (0.3, "#f8d060"), (0.55, "#e0a830"), (1, "#8a5410")]
            ),
        ),
    )
    canvas.drawPath(polygon([at(-0.42, 0.22), at(0.42, 0.22)], close=False), paint("#fff8d8", 0.9, stroke=wide * 0.012))
    canvas.drawPath(
        polygon([at(-0.22, 0.06), at(0.22, 0.06), at(0.20, 0.16), at(-0.20, 0.16)]),
        paint("#8a5410", 0.5, stroke=wide * 0.012),
    )


def chart(canvas: Any, frame: "skia.Rect", random: Random, *, columns: int = 30) -> None:
    """Draw prices that rise and fall, as candles with their average."""
    canvas.save()
    canvas.clipRect(frame)
    for number in range(1, 6):
        y = frame.top() + frame.height() * number / 6
        canvas.drawLine(frame.left(), y, frame.right(), y, paint("#7ab0d8", 0.22, stroke=2.5))
    for number in range(1, 9):
        x = frame.left() + frame.width() * number / 9
        canvas.drawLine(x, frame.top(), x, frame.bottom(), paint("#7ab0d8", 0.14, stroke=2.5))
    step = frame.width() / columns
    price, averages = 0.30, []
    for number in range(columns):
        opened = price
        price = float(np.clip(price + random.normal(0.016, 0.055), 0.10, 0.90))
        x = frame.left() + step * (number + 0.5)
        high, low = (
            max(opened, price) + 0.05 * float(random.random()),
            min(opened, price) - 0.05 * float(random.random()),
        )
        tone = "#4fe08a" if price >= opened else "#ff5a5a"
        ys = [frame.bottom() - frame.height() * share for share in (low, high, min(opened, price), max(opened, price))]
        canvas.drawLine(x, ys[0], x, ys[1], paint(tone, stroke=max(2.0, step * 0.10)))
        canvas.drawRect(skia.Rect(x - step * 0.32, ys[3] - 2, x + step * 0.32, ys[2] + 2), paint(tone))
        averages.append((x, frame.bottom() - frame.height() * ((price + opened) / 2 + 0.06)))
        volume = frame.height() * (0.03 + 0.09 * float(random.random()))
        canvas.drawRect(
            skia.Rect(x - step * 0.32, frame.bottom() - volume, x + step * 0.32, frame.bottom()), paint(tone, 0.35)
        )
    canvas.drawPath(smooth(averages[::3], close=False), paint("#ffd24a", 0.95, stroke=max(3.0, step * 0.16)))
    canvas.restore()


def vault_door(canvas: Any, x: float, y: float, radius: float, *, turn: float = 18.0) -> None:
    """Draw the round door of a vault with its bolts and wheel."""
    steel = [(0, "#f4f8ff"), (0.35, "#a8b2c2"), (0.7, "#6a7486"), (1, "#3a4250")]
    for share, tones in (
        (1.0, [(0, "#8a94a4"), (1, "#2c323e")]),
        (0.93, steel),
        (0.74, [(0, "#7a8494"), (1, "#c8d0dc")]),
        (0.70, steel),
    ):
        reach = radius * share
        canvas.drawCircle(
            x,
            y,
            reach,
            paint(
                "#a8b2c2", shader=linear((x - reach * 0.7, y - reach * 0.7), (x + reach * 0.7, y + reach * 0.7), tones)
            ),
        )
        canvas.drawCircle(x, y, reach, paint("#1c222c", 0.6, stroke=radius * 0.012))
    for number in range(16):
        angle = np.radians(turn + 22.5 * number)
        bx, by = x + radius * 0.835 * float(np.cos(angle)), y + radius * 0.835 * float(np.sin(angle))
        canvas.drawCircle(
            bx,
            by,
            radius * 0.055,
            paint(
                "#d8b04a",
                shader=radial(
                    (bx - radius * 0.02, by - radius * 0.02),
                    radius * 0.08,
                    [(0, "#fff4c8"), (0.5, "#d8a83a"), (1, "#7a5414")],
                ),
            ),
        )
        canvas.drawCircle(bx, by, radius * 0.055, paint("#1c222c", 0.7, stroke=radius * 0.010))
    for number in range(5):
        angle = np.radians(turn + 72 * number)
        tip = x + radius * 0.50 * float(np.cos(angle)), y + radius * 0.50 * float(np.sin(angle))
        canvas.drawLine(x + 6, y + 10, tip[0] + 6, tip[1] + 10, paint("#1c222c", 0.4, stroke=radius * 0.070))
        canvas.drawLine(x, y, *tip, paint("#c8962c", stroke=radius * 0.062))
        canvas.drawLine(
            x, y - radius * 0.012, tip[0], tip[1] - radius * 0.012, paint("#fff0b8", 0.8, stroke=radius * 0.018)
        )
        canvas.drawCircle(
            *tip,
            radius * 0.062,
            paint(
                "#e8c060",
                shader=radial(
                    (tip[0] - radius * 0.02, tip[1] - radius * 0.03),
                    radius * 0.09,
                    [(0, "#fff8dc"), (0.5, "#e0b048"), (1, "#7a5414")],
                ),
            ),
        )
    canvas.drawCircle(x, y, radius * 0.36, paint("#c8962c", stroke=radius * 0.035))
    canvas.drawCircle(
        x,
        y,
        radius * 0.15,
        paint(
            "#e8c060",
            shader=radial(
                (x - radius * 0.05, y - radius * 0.06), radius * 0.2, [(0, "#fff8dc"), (0.5, "#d8a83a"), (1, "#6a4810")]
            ),
        ),
    )
