"""What flies: an airliner and its wing, a flying machine of cloth and wire, balloons, and the clouds below."""

from typing import Any

import numpy as np
import skia

from videoagent_agent_image.drawing.colour import Colour, mix
from videoagent_agent_image.drawing.curves import Point, smooth
from videoagent_agent_image.drawing.lamps import glow
from videoagent_agent_image.drawing.light import Light
from videoagent_agent_image.drawing.sheet import Sheet, linear, paint, polygon, radial

Random = np.random.Generator


def cloud_bank(sheet: Sheet, top: float, size: float, light: Light, depth: float, random: Random) -> None:
    """Draw the upper side of a layer of cloud from the height ``top`` down; ``depth`` 0 (near) … 1 (the horizon)."""
    board, canvas = sheet.board, sheet.canvas
    lit, shade = (
        mix(mix(light.cloud, light.lit, 0.6), light.haze, 0.6 * depth),
        mix(mix(light.shade, light.cloud, 0.25), light.haze, 0.6 * depth),
    )
    for row in range(3):
        x = -size * float(random.random())
        y = top + size * 0.42 * row
        while x < board.width + size:
            radius = size * float(random.uniform(0.42, 0.92)) * (1 + 0.25 * row)
            up = y + size * 0.5 - radius * 0.4 * float(random.random())
            tone = mix(lit, shade, 0.12 * row + 0.18 * float(random.random()))
            stops = [
                (0, mix(tone, light.key, 0.25), 1),
                (0.5, tone, 1),
                (0.80, mix(tone, shade, 0.40), 0.85),
                (1, mix(tone, shade, 0.75), 0.0),
            ]
            canvas.drawCircle(
                x, up, radius, paint(tone, shader=radial((x - radius * 0.05, up - radius * 0.35), radius * 1.18, stops))
            )
            x += radius * float(random.uniform(0.6, 0.95))
    low = top + size * 1.3
    fade = linear(
        (0, low - size * 0.5),
        (0, low + size),
        [(0, mix(lit, shade, 0.5), 0.0), (0.5, mix(lit, shade, 0.55), 0.9), (1, shade, 1.0)],
    )
    canvas.drawRect(skia.Rect(0, low - size * 0.5, board.width, board.height), paint(shade, shader=fade))


def airliner(
    canvas: Any, x: float, y: float, long: float, light: Light, *, livery: Colour = "#2a5ab0", turn: float = 0.0
) -> None:
    """Draw an airliner in flight, its nose to the right; (x, y) is its middle."""
    canvas.save()
    canvas.translate(x, y)
    canvas.rotate(turn)
    canvas.scale(long, -long)
    white, paintwork = mix(light.on("#f2f4f8"), light.lit, 0.45), light.on(livery)
    dark = mix(white, light.shade, 0.62)
    canvas.drawPath(
        polygon([(0.07, 0.02), (-0.075, 0.150), (-0.115, 0.150), (-0.055, 0.02)]),
        paint(
            dark, shader=linear((0, 0.02), (0, 0.15), [(0, mix(dark, white, 0.2)), (1, mix(dark, light.haze, 0.35))])
        ),
    )
    canvas.drawRoundRect(skia.Rect(-0.005, 0.052, 0.075, 0.085), 0.015, 0.015, paint(mix(dark, white, 0.25)))
    fin = polygon([(-0.315, 0.045), (-0.455, 0.215), (-0.530, 0.215), (-0.490, 0.040)])
    canvas.drawPath(
        fin,
        paint(
            paintwork,
            shader=linear(
                (-0.32, 0), (-0.53, 0.2), [(0, mix(paintwork, light.key, 0.4)), (1, mix(paintwork, "#060a18", 0.25))]
            ),
        ),
    )
    tube = [
        (0.505, -0.006),
        (0.482, 0.022),
        (0.440, 0.044),
        (0.360, 0.055),
        (0.1, 0.056),
        (-0.30, 0.056),
        (-0.44, 0.050),
        (-0.535, 0.040),
        (-0.545, 0.032),
        (-0.40, -0.012),
        (-0.26, -0.042),
        (-0.10, -0.054),
        (0.30, -0.054),
        (0.430, -0.045),
        (0.485, -0.026),
    ]
    body = smooth(tube)
    tones = [
        (0, mix(white, light.shade, 0.70)),
        (0.35, mix(white, light.shade, 0.25)),
        (0.62, white),
        (0.9, mix(white, "#ffffff", 0.8)),
        (1, white),
    ]
    canvas.drawPath(body, paint(white, shader=linear((0, -0.054), (0, 0.056), tones)))
    canvas.save()
    canvas.clipPath(body, skia.ClipOp.kIntersect, True)
    canvas.drawPath(
        smooth([(0.52, -0.02), (0.40, -0.030), (0.10, -0.032), (-0.30, -0.016), (-0.56, 0.03)], close=False),
        paint(paintwork, stroke=0.011),
    )
    canvas.drawPath(polygon([(-0.30, 0.07), (-0.42, -0.03), (-0.60, -0.03), (-0.60, 0.07)]), paint(paintwork))
    canvas.restore()
    for number in range(44):
        px = -0.275 + 0.0148 * number
        canvas.drawRoundRect(
            skia.Rect(px - 0.0035, 0.008, px + 0.0035, 0.021), 0.003, 0.003, paint(light.on("#26344a"))
        )
    canvas.drawPath(
        polygon([(0.448, 0.038), (0.474, 0.022), (0.452, 0.018), (0.430, 0.026)]), paint(light.on("#1c2636"))
    )
    for door in (-0.30, 0.395):
        canvas.drawRect(skia.Rect(door - 0.008, -0.014, door + 0.008, 0.030), paint(dark, 0.8, stroke=0.003))
    wing = polygon([(0.115, -0.028), (-0.165, -0.215), (-0.235, -0.222), (-0.130, -0.028)])
    canvas.drawPath(
        wing,
        paint(
            white,
            shader=linear(
                (0.05, 0),
                (-0.22, -0.2),
                [
                    (0, mix(white, light.shade, 0.15)),
                    (0.4, mix(white, "#ffffff", 0.5)),
                    (1, mix(white, light.shade, 0.45)),
                ],
            ),
        ),
    )
    canvas.drawLine(-0.085, -0.034, -0.212, -0.214, paint(dark, 0.8, stroke=0.004))
    canvas.drawPath(polygon([(-0.165, -0.215), (-0.235, -0.222), (-0.275, -0.168), (-0.252, -0.168)]), paint(paintwork))
    cowl = smooth(
        [
            (0.105, -0.085),
            (0.095, -0.060),
            (0.02, -0.058),
            (-0.045, -0.078),
            (-0.050, -0.096),
            (0.02, -0.116),
            (0.095, -0.112),
        ]
    )
    canvas.drawPath(
        cowl,
        paint(
            paintwork,
            shader=linear(
                (0, -0.116),
                (0, -0.058),
                [(0, mix(paintwork, "#060a18", 0.55)), (0.6, paintwork), (1, mix(paintwork, light.lit, 0.5))],
            ),
        ),
    )
    canvas.drawOval(skia.Rect(0.086, -0.113, 0.112, -0.059), paint(white))
    canvas.drawOval(skia.Rect(0.090, -0.108, 0.110, -0.064), paint(light.on("#141a26")))
    plane = polygon([(-0.385, 0.022), (-0.505, -0.034), (-0.555, -0.034), (-0.495, 0.028)])
    canvas.drawPath(
        plane,
        paint(
            white,
            shader=linear(
                (-0.4, 0.02), (-0.54, -0.03), [(0, mix(white, "#ffffff", 0.5)), (1, mix(white, light.shade, 0.4))]
            ),
        ),
    )
    canvas.restore()


def wing_outside(canvas: Any, box: "skia.Rect", light: Light, *, livery: Colour = "#d8342c") -> None:
    """Draw a wing as a passenger sees it, its root at the lower left of the box and its tip at the upper right."""

    def at(across: float, down: float) -> Point:
        return box.left() + box.width() * across, box.top() + box.height() * down

    metal = mix(light.on("#9aa6b8"), light.lit, 0.2)
    canvas.drawPath(
        smooth([at(0.06, 0.93), at(0.10, 0.84), at(0.26, 0.80), at(0.36, 0.84), at(0.33, 0.94), at(0.18, 1.0)]),
        paint(
            mix(metal, light.shade, 0.5),
            shader=linear(at(0, 0.8), at(0, 1.0), [(0, mix(metal, "#ffffff", 0.5)), (1, mix(metal, light.shade, 0.8))]),
        ),
    )
    wing = polygon(
        [
            at(-0.08, 0.80),
            at(0.30, 0.64),
            at(0.86, 0.455),
            at(0.955, 0.435),
            at(0.90, 0.475),
            at(0.52, 0.70),
            at(0.30, 0.86),
            at(-0.08, 1.06),
        ]
    )
    canvas.drawPath(
        wing,
        paint(
            metal,
            shader=linear(
                at(0.2, 0.62),
                at(0.5, 0.95),
                [(0, mix(metal, "#ffffff", 0.7)), (0.35, metal), (1, mix(metal, light.shade, 0.7))],
            ),
        ),
    )
    for (x0, y0), (x1, y1) in (
        ((-0.08, 0.95), (0.88, 0.478)),
        ((0.30, 0.645), (0.40, 0.785)),
        ((0.56, 0.555), (0.64, 0.630)),
        ((-0.08, 0.86), (0.90, 0.455)),
    ):
        canvas.drawLine(*at(x0, y0), *at(x1, y1), paint(mix(metal, light.shade, 0.9), 0.7, stroke=3.5))
    for along in (0.20, 0.42, 0.62):
        x, y = 0.34 + 0.54 * along, 0.83 - 0.36 * along
        canvas.drawPath(
            smooth([at(x, y), at(x + 0.04, y - 0.035), at(x + 0.075, y - 0.022), at(x + 0.05, y + 0.012)]),
            paint(mix(metal, light.shade, 0.45)),
        )
    canvas.drawPath(
        polygon([at(0.86, 0.455), at(0.955, 0.435), at(0.985, 0.295), at(0.945, 0.300)]),
        paint(
            light.on(livery),
            shader=linear(
                at(0, 0.29), at(0, 0.46), [(0, mix(light.on(livery), light.key, 0.45)), (1, light.on(livery))]
            ),
        ),
    )


def flyer(canvas: Any, x: float, y: float, span: float, light: Light, *, turn: float = -5.0) -> None:
    """Draw a flying machine of two cloth wings from the front; (x, y) is its middle."""
    canvas.save()
    canvas.translate(x, y)
    canvas.rotate(turn)
    canvas.scale(span, span)
    cloth = mix(light.on("#efe0be"), light.lit, 0.3)
    wood = light.on("#6a4426")
    wire = paint(light.on("#3a2c24"), 0.75, stroke=0.0022)

    def surface(half: float, up: float, deep: float, droop: float) -> None:
        edge = [
            (-half, up + droop),
            (-half * 0.5, up + droop * 0.25),
            (0.0, up),
            (half * 0.5, up + droop * 0.25),
            (half, up + droop),
        ]
        front = [(px * 1.012, py + deep) for px, py in edge]
        shape = polygon([*edge, *reversed(front)])
        canvas.drawPath(
            shape,
            paint(
                cloth,
                shader=linear(
                    (0, up),
                    (0, up + deep + droop),
                    [(0, mix(cloth, light.shade, 0.30)), (0.5, cloth), (1, mix(cloth, "#ffffff", 0.4))],
                ),
            ),
        )
        for number in range(29):
            share = -1 + number / 14
            py = up + droop * share * share
            canvas.drawLine(
                half * share, py, half * share * 1.012, py + deep, paint(mix(cloth, wood, 0.45), 0.6, stroke=0.0020)
            )
        canvas.drawPath(smooth(front, close=False), paint(wood, stroke=0.0065))
        canvas.drawPath(smooth(edge, close=False), paint(mix(wood, cloth, 0.3), stroke=0.0035))

    for side in (-1, 1):
        canvas.drawPath(
            polygon([(side * 0.022, -0.075), (side * 0.040, -0.075), (side * 0.038, 0.035), (side * 0.020, 0.035)]),
            paint(mix(cloth, light.shade, 0.35)),
        )
    surface(0.5, -0.125, 0.030, 0.020)
    posts = [-0.47, -0.36, -0.25, -0.14, -0.055, 0.055, 0.14, 0.25, 0.36, 0.47]
    for number, post in enumerate(posts):
        droop = 0.020 * (post / 0.5) ** 2
        canvas.drawLine(post, -0.098 + droop, post, 0.062 + droop, paint(wood, stroke=0.0065))
        if number:
            before = posts[number - 1]
            was = 0.020 * (before / 0.5) ** 2
            canvas.drawLine(before, -0.098 + was, post, 0.062 + droop, wire)
            canvas.drawLine(before, 0.062 + was, post, -0.098 + droop, wire)
    for side in (-1, 1):
        disc = skia.Rect(side * 0.155 - 0.062, -0.085, side * 0.155 + 0.062, 0.045)
        canvas.drawOval(disc, paint(mix(cloth, light.haze, 0.4), 0.30))
        canvas.save()
        canvas.translate(side * 0.155, -0.02)
        canvas.rotate(side * 38)
        canvas.drawPath(
            smooth([(-0.007, -0.062), (0.010, -0.055), (0.004, 0.0), (0.007, 0.062), (-0.010, 0.055), (-0.004, 0.0)]),
            paint(wood),
        )
        canvas.restore()
    surface(0.5, 0.052, 0.032, 0.020)
    canvas.drawOval(skia.Rect(-0.030, 0.030, 0.026, 0.062), paint(light.on("#2a2830")))
    canvas.drawCircle(-0.012, 0.030, 0.015, paint(light.on("#a8765a")))
    canvas.drawRect(skia.Rect(-0.027, 0.013, 0.003, 0.024), paint(light.on("#2a2830")))
    canvas.drawRect(skia.Rect(0.040, 0.008, 0.088, 0.052), paint(light.on("#4a4a52")))
    for side in (-1, 1):
        canvas.drawLine(side * 0.045, 0.080, side * 0.055, 0.165, paint(wood, stroke=0.007))
        canvas.drawLine(side * 0.13, 0.086, side * 0.105, 0.150, paint(wood, stroke=0.006))
        canvas.drawLine(side * 0.100, 0.176, side * 0.030, 0.178, paint(wood, stroke=0.008))
    for up in (0.118, 0.152):
        surface(0.165, up, 0.017, 0.004)
    for post in (-0.14, -0.05, 0.05, 0.14):
        canvas.drawLine(post, 0.128, post, 0.160, paint(wood, stroke=0.005))
    canvas.restore()


def balloon(canvas: Any, x: float, top: float, tall: float, tones: tuple[Colour, ...], light: Light) -> None:
    """Draw a hot-air balloon with its basket; ``tall`` is the height of the whole."""
    high, half = tall * 0.78, tall * 0.335
    down = np.linspace(0, 1, 26)
    falling = np.clip((down - 0.42) / 0.58, 0, 1 - 1e-6)
    wide = np.where(
        down < 0.42,
        np.sqrt(np.clip(1 - ((down - 0.42) / 0.42) ** 2, 0, 1)),
        0.16 + 0.84 * np.cos(falling * np.pi / 2) ** 0.86,
    )
    gores = 12
    turns = np.linspace(-np.pi / 2, np.pi / 2, gores + 1)
    for number in range(gores):
        left, right = float(np.sin(turns[number])), float(np.sin(turns[number + 1]))
        edge = [(x + half * float(w) * left, top + high * float(d)) for d, w in zip(down, wide, strict=True)]
        back = [(x + half * float(w) * right, top + high * float(d)) for d, w in zip(down, wide, strict=True)]
        tone = light.on(tones[number % len(tones)])
        canvas.drawPath(polygon([*edge, *reversed(back)]), paint(tone))
    outline = polygon(
        [
            *((x - half * float(w), top + high * float(d)) for d, w in zip(down, wide, strict=True)),
            *((x + half * float(w), top + high * float(d)) for d, w in reversed(list(zip(down, wide, strict=True)))),
        ]
    )
    band = skia.Rect(x - half * 1.1, top + high * 0.40, x + half * 1.1, top + high * 0.50)
    canvas.save()
    canvas.clipPath(outline, skia.ClipOp.kIntersect, True)
    canvas.drawRect(band, paint(light.on(tones[-1]), 0.9))
    canvas.restore()
    ball = radial(
        (x - half * 0.40, top + high * 0.24),
        half * 1.9,
        [
            (0, light.lit, 0.50),
            (0.30, light.lit, 0.06),
            (0.55, light.shade, 0.10),
            (1, mix(light.shade, "#101830", 0.5), 0.72),
        ],
    )
    canvas.drawPath(outline, paint(light.shade, shader=ball))
    basket = skia.Rect(x - tall * 0.050, top + tall * 0.925, x + tall * 0.050, top + tall)
    for side in (-1, 1):
        for reach, foot in ((0.16, 1.0), (0.08, 0.45)):
            canvas.drawLine(
                x + side * half * reach,
                top + high,
                x + side * tall * 0.048 * foot,
                basket.top(),
                paint(light.on("#4a3a30"), stroke=max(1.2, tall * 0.005)),
            )
    glow(canvas, x, top + high * 1.02, tall * 0.10, "#ffc060", 0.75)
    canvas.drawRoundRect(
        basket,
        tall * 0.010,
        tall * 0.010,
        paint(
            light.on("#7a4c2a"),
            shader=linear(
                (basket.left(), 0),
                (basket.right(), 0),
                [(0, mix(light.on("#a8703c"), light.key, 0.3)), (1, light.on("#4a2c18"))],
            ),
        ),
    )
    canvas.drawLine(
        basket.left(), basket.top(), basket.right(), basket.top(), paint(light.on("#c89058"), stroke=tall * 0.012)
    )
