"""What a kitchen keeps: chocolate, cocoa, cheese, vegetables, pots and pans."""

from typing import Any

import numpy as np
import skia

from videoagent_agent_image.drawing.colour import Colour, mix
from videoagent_agent_image.drawing.curves import Point, ribbon, smooth
from videoagent_agent_image.drawing.dishes import shadow
from videoagent_agent_image.drawing.sheet import linear, paint, polygon, radial

Random = np.random.Generator
_COCOA: Colour = "#4a2412"


def cheese_wheel(canvas: Any, x: float, y: float, radius: float) -> None:
    """Draw a wheel with holes, a wedge cut out towards the viewer; (x, y) is the middle of its upper face."""
    tall, flat = radius * 0.52, 0.36
    start, end = 48.0, 112.0

    def rim(turn: float, down: float = 0.0) -> Point:
        angle = np.radians(turn)
        return x + radius * float(np.cos(angle)), y + down + radius * flat * float(np.sin(angle))

    shadow(canvas, x, y + tall + radius * flat * 0.5, radius * 2.05, flat=0.34)
    turns = [float(turn) for turn in np.linspace(0, 180, 37)]
    outer = [turn for turn in turns if not start < turn < end]
    for part in ([turn for turn in outer if turn <= start], [turn for turn in outer if turn >= end]):
        wall = polygon([*(rim(turn) for turn in part), *(rim(turn, tall) for turn in reversed(part))])
        canvas.drawPath(
            wall,
            paint(
                "#d8982c",
                shader=linear((x - radius, 0), (x + radius, 0), [(0, "#f0c050"), (0.3, "#e0a034"), (1, "#8a5014")]),
            ),
        )
    top = [rim(float(turn)) for turn in np.linspace(end, start + 360, 60)]
    canvas.drawPath(
        polygon([(x, y), *top]),
        paint(
            "#f4cc60",
            shader=linear(
                (x - radius, y - radius * flat),
                (x + radius, y + radius * flat),
                [(0, "#fff0b0"), (0.5, "#f4cc60"), (1, "#d09a34")],
            ),
        ),
    )
    for turn, tones in ((end, [(0, "#ffe894"), (1, "#e8b848")]), (start, [(0, "#f8d670"), (1, "#c88a2c")])):
        face = polygon([(x, y), rim(turn), rim(turn, tall), (x, y + tall)])
        canvas.drawPath(face, paint("#f8d670", shader=linear((0, y), (0, y + tall + radius * flat), tones)))
        holes = ((0.30, 0.40, 0.10), (0.62, 0.30, 0.075), (0.55, 0.68, 0.11), (0.82, 0.58, 0.07), (0.22, 0.74, 0.06))
        for along, down, size in holes:
            px, py = rim(turn)
            hx, hy = x + (px - x) * along, y + (py - y) * along + tall * down
            wide = size * radius * (0.55 if turn == start else 0.62)
            canvas.drawOval(
                skia.Rect(hx - wide, hy - size * radius, hx + wide, hy + size * radius),
                paint(
                    "#b87a20",
                    shader=linear((0, hy - size * radius), (0, hy + size * radius), [(0, "#8a5410"), (1, "#e8b448")]),
                ),
            )
    canvas.drawPath(polygon([(x, y), *top]), paint("#fff8d8", 0.5, stroke=radius * 0.012))


def cheese_wedge(
    canvas: Any, x: float, y: float, wide: float, paste: Colour, rind: Colour, veins: Colour | None, random: Random
) -> None:
    """Draw a wedge on its side, veined or plain; (x, y) is the middle of its foot."""
    shadow(canvas, x, y, wide * 1.05, flat=0.2)
    tip, back, tall = (x - wide * 0.52, y - wide * 0.02), x + wide * 0.46, wide * 0.44
    face = polygon([tip, (back, y + wide * 0.03), (back, y - tall), (tip[0], tip[1] - tall * 0.94)])
    canvas.drawPath(
        face,
        paint(
            paste,
            shader=linear((0, y - tall), (0, y), [(0, mix(paste, "#ffffff", 0.35)), (1, mix(paste, "#8a6a3a", 0.3))]),
        ),
    )
    top = polygon([(tip[0], tip[1] - tall * 0.94), (back, y - tall), (back - wide * 0.10, y - tall - wide * 0.20)])
    canvas.drawPath(top, paint(mix(paste, "#ffffff", 0.5)))
    canvas.drawPath(
        polygon(
            [
                (back, y + wide * 0.03),
                (back + wide * 0.045, y + wide * 0.015),
                (back + wide * 0.045, y - tall),
                (back, y - tall),
            ]
        ),
        paint(rind),
    )
    for _ in range(24 if veins else 0):
        vx, vy = x + wide * float(random.uniform(-0.40, 0.40)), y - tall * float(random.uniform(0.12, 0.88))
        vein = [
            (vx, vy),
            (vx + wide * 0.03, vy - wide * 0.012),
            (vx + wide * 0.05, vy + wide * 0.012),
            (vx + wide * 0.015, vy + wide * 0.022),
        ]
        canvas.drawPath(smooth(vein), paint(veins or rind, 0.8))


def grapes(canvas: Any, x: float, y: float, size: float, skin: Colour, random: Random) -> None:
    """Draw a bunch of grapes that lies on the table."""
    shadow(canvas, x, y + size * 0.30, size * 1.3, flat=0.3)
    for number in range(26):
        row = number // 6
        gx = x + size * (-0.46 + 0.18 * (number % 6) + 0.07 * row + 0.03 * float(random.standard_normal()))
        gy = y + size * (-0.30 + 0.15 * row + 0.03 * float(random.standard_normal()))
        radius = size * 0.115
        canvas.drawCircle(
            gx,
            gy,
            radius,
            paint(
                skin,
                shader=radial(
                    (gx - radius * 0.35, gy - radius * 0.45),
                    radius * 1.5,
                    [(0, mix(skin, "#ffffff", 0.6)), (0.45, skin), (1, mix(skin, "#10040c", 0.65))],
                ),
            ),
        )
    canvas.drawPath(
        ribbon(
            [(x - size * 0.45, y - size * 0.34), (x - size * 0.6, y - size * 0.52), (x - size * 0.52, y - size * 0.66)],
            [size * 0.05, size * 0.04, size * 0.05],
        ),
        paint("#6a5428"),
    )


def tomato(canvas: Any, x: float, y: float, radius: float) -> None:
    """Draw a tomato; (x, y) is its middle."""
    shadow(canvas, x, y + radius * 0.82, radius * 2.0, flat=0.26)
    skin = [(0, "#ff9a7a"), (0.3, "#e8402c"), (1, "#7a120e")]
    body = smooth(
        [
            (x - radius, y),
            (x - radius * 0.78, y - radius * 0.62),
            (x - radius * 0.2, y - radius * 0.80),
            (x + radius * 0.2, y - radius * 0.80),
            (x + radius * 0.78, y - radius * 0.62),
            (x + radius, y),
            (x + radius * 0.72, y + radius * 0.72),
            (x, y + radius * 0.9),
            (x - radius * 0.72, y + radius * 0.72),
        ]
    )
    canvas.drawPath(body, paint("#e0402c", shader=radial((x - radius * 0.35, y - radius * 0.4), radius * 1.5, skin)))
    for turn in (-80, -35, 10, 60, 110, 170, 215):
        tip = (
            x + radius * 0.42 * float(np.cos(np.radians(turn))),
            y - radius * 0.72 + radius * 0.20 * float(np.sin(np.radians(turn))),
        )
        canvas.drawPath(ribbon([(x, y - radius * 0.74), tip], [radius * 0.13, radius * 0.03]), paint("#4a8a34"))
    canvas.drawLine(x, y - radius * 0.74, x + radius * 0.06, y - radius * 1.0, paint("#3a6a28", stroke=radius * 0.10))


def carrot(canvas: Any, x: float, y: float, long: float, turn: float) -> None:
    """Draw a carrot with its green; (x, y) is its thick end."""
    canvas.save()
    canvas.translate(x, y)
    canvas.rotate(turn)
    for lean in (-24, -8, 10, 26):
        tip = -long * 0.34 * float(np.cos(np.radians(lean))), long * 0.34 * float(np.sin(np.radians(lean)))
        canvas.drawPath(
            ribbon([(0.0, 0.0), (tip[0] * 0.6, tip[1] * 0.5), tip], [long * 0.02, long * 0.035, long * 0.01]),
            paint(mix("#3f8a34", "#8ad05a", 0.3 + lean / 80)),
        )
    root = ribbon(
        [(-long * 0.01, 0.0), (long * 0.10, 0.0), (long * 0.55, 0.0), (long, long * 0.02)],
        [long * 0.10, long * 0.15, long * 0.10, long * 0.01],
    )
    canvas.drawPath(
        root,
        paint(
            "#f0842c",
            shader=linear((0, -long * 0.08), (0, long * 0.08), [(0, "#ffb868"), (0.5, "#f0802a"), (1, "#a8480f")]),
        ),
    )
    for number in range(6):
        along = long * (0.12 + 0.12 * number)
        canvas.drawLine(
            along, -long * 0.045, along + long * 0.012, -long * 0.005, paint("#a8480f", 0.55, stroke=long * 0.008)
        )
    canvas.restore()


def pot(canvas: Any, x: float, foot: float, wide: float, metal: Colour, *, lid: bool = False) -> None:
    """Draw a pot with two handles, or with its lid on."""
    half, tall = wide / 2, wide * 0.62
    for side in (-1, 1):
        canvas.drawOval(
            skia.Rect.MakeXYWH(x + side * half - wide * 0.075, foot - tall * 0.86, wide * 0.15, wide * 0.12),
            paint(mix(metal, "#101018", 0.5), stroke=wide * 0.035),
        )
    body = skia.Rect(x - half, foot - tall, x + half, foot)
    tones = [
        (0, mix(metal, "#101018", 0.45)),
        (0.24, mix(metal, "#ffffff", 0.75)),
        (0.45, metal),
        (1, mix(metal, "#101018", 0.62)),
    ]
    canvas.drawRoundRect(
        body, wide * 0.06, wide * 0.06, paint(metal, shader=linear((body.left(), 0), (body.right(), 0), tones))
    )
    canvas.drawOval(
        skia.Rect(x - half * 1.04, foot - tall - wide * 0.08, x + half * 1.04, foot - tall + wide * 0.08),
        paint(mix(metal, "#ffffff", 0.35)),
    )
    inside = skia.Rect(x - half * 0.94, foot - tall - wide * 0.06, x + half * 0.94, foot - tall + wide * 0.06)
    canvas.drawOval(
        inside,
        paint(
            "#b8541c",
            shader=linear((inside.left(), 0), (inside.right(), 0), [(0, "#7a2c10"), (0.5, "#e8823a"), (1, "#8a3414")]),
        ),
    )
    if lid:
        dome = smooth(
            [
                (x - half * 1.02, foot - tall),
                (x - half * 0.7, foot - tall - wide * 0.14),
                (x, foot - tall - wide * 0.20),
                (x + half * 0.7, foot - tall - wide * 0.14),
                (x + half * 1.02, foot - tall),
            ]
        )
        canvas.drawPath(dome, paint(metal, shader=linear((x - half, 0), (x + half, 0), tones)))
        canvas.drawCircle(x, foot - tall - wide * 0.23, wide * 0.05, paint("#1c1a20"))


def pan(canvas: Any, x: float, foot: float, wide: float, *, side: int = 1) -> None:
    """Draw a frying pan, its handle towards ``side``."""
    canvas.drawPath(
        ribbon(
            [
                (x + side * wide * 0.46, foot - wide * 0.13),
                (x + side * wide * 0.8, foot - wide * 0.20),
                (x + side * wide * 1.05, foot - wide * 0.24),
            ],
            [wide * 0.06, wide * 0.06, wide * 0.075],
        ),
        paint("#1a171c"),
    )
    body = polygon(
        [
            (x - wide * 0.52, foot - wide * 0.17),
            (x + wide * 0.52, foot - wide * 0.17),
            (x + wide * 0.40, foot),
            (x - wide * 0.40, foot),
        ]
    )
    canvas.drawPath(
        body,
        paint(
            "#2a272e",
            shader=linear((x - wide * 0.5, 0), (x + wide * 0.5, 0), [(0, "#1a181e"), (0.3, "#6a6670"), (1, "#141218")]),
        ),
    )
    canvas.drawOval(
        skia.Rect(x - wide * 0.52, foot - wide * 0.235, x + wide * 0.52, foot - wide * 0.105), paint("#4a464e")
    )
    canvas.drawOval(
        skia.Rect(x - wide * 0.47, foot - wide * 0.215, x + wide * 0.47, foot - wide * 0.118), paint("#17151a")
    )


def board_of_wood(canvas: Any, x: float, y: float, wide: float, tall: float, wood: Colour, random: Random) -> None:
    """Draw a board that lies on the table, its far side narrower; (x, y) is its middle."""
    top, low = y - tall / 2, y + tall / 2
    corners = [(x - wide * 0.44, top), (x + wide * 0.44, top), (x + wide * 0.5, low), (x - wide * 0.5, low)]
    canvas.drawPath(
        polygon([(px + 4, py + tall * 0.16) for px, py in corners]), paint("#0a0403", 0.5, blur=tall * 0.07)
    )
    canvas.drawPath(
        polygon([corners[3], corners[2], (x + wide * 0.498, low + tall * 0.10), (x - wide * 0.498, low + tall * 0.10)]),
        paint(mix(wood, "#1c0c06", 0.5)),
    )
    face = polygon(corners)
    canvas.drawPath(
        face,
        paint(
            wood,
            shader=linear(
                (x - wide / 2, top),
                (x + wide / 2, low),
                [(0, mix(wood, "#ffe8c0", 0.45)), (0.5, wood), (1, mix(wood, "#2a120a", 0.35))],
            ),
        ),
    )
    canvas.save()
    canvas.clipPath(face, skia.ClipOp.kIntersect, True)
    for _ in range(14):
        grain = top + tall * float(random.random())
        bow = tall * 0.03 * float(random.standard_normal())
        canvas.drawPath(
            smooth([(x - wide * 0.52, grain), (x, grain + bow), (x + wide * 0.52, grain - bow)], close=False),
            paint(mix(wood, "#2a120a", 0.55), 0.3, stroke=2.5),
        )
    canvas.restore()
    canvas.drawLine(*corners[3], *corners[2], paint(mix(wood, "#fff0d0", 0.5), 0.7, stroke=3))
