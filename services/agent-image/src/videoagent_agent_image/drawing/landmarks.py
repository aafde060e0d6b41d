"""Towers by which one knows a city: of lattice in Paris and Tokyo, a clock in London, setbacks in New York."""

from typing import Any

import numpy as np
import skia

from videoagent_agent_image.drawing.colour import Colour, mix
from videoagent_agent_image.drawing.figures import Figure
from videoagent_agent_image.drawing.light import Light
from videoagent_agent_image.drawing.sheet import ADD, linear, paint, polygon

_GOLD: Colour = "#ffc25a"


def _lattice(
    canvas: Any, tower: Figure, shape: Any, levels: Any, half: Any, tone: Colour, light: Light, *, bars: Colour
) -> None:
    """Fill a tower's outline and brace it; ``levels`` and ``half`` are heights and half widths where braces meet."""
    ends = tower.at(-0.14, 0)[0], tower.at(0.14, 0)[0]
    tones = [(0, mix(tone, light.shade, 0.42)), (0.5, tone), (1, mix(tone, light.key, 0.42))]
    canvas.drawPath(shape, paint(tone, shader=linear((min(ends), 0), (max(ends), 0), tones)))
    canvas.save()
    canvas.clipPath(shape, skia.ClipOp.kIntersect, True)
    for number in range(len(levels) - 1):
        low, high = float(levels[number]), float(levels[number + 1])
        left, right = float(half[number]), float(half[number + 1])
        brace = paint(bars, 0.55, stroke=max(1.2, tower.size * 0.0035))
        for side in (-1, 1):
            canvas.drawLine(*tower.at(-side * left, low), *tower.at(side * right, high), brace)
            canvas.drawLine(*tower.at(-side * left * 0.5, low), *tower.at(side * left, high), brace)
        canvas.drawLine(*tower.at(-left, low), *tower.at(left, low), brace)
    canvas.restore()


def _plate(canvas: Any, tower: Figure, up: float, half: float, thick: float, tone: Colour) -> None:
    left, top = tower.at(-half, up + thick)
    right, low = tower.at(half, up)
    canvas.drawRect(skia.Rect(min(left, right), top, max(left, right), low), paint(tone))


def iron_tower(canvas: Any, tower: Figure, light: Light, *, haze: float = 0.0) -> None:
    """Draw the tower of Paris; in the dark it is lit in gold. ``tower.size`` is its height."""

    def half(up: float) -> float:
        return 0.222 * float(np.exp(-3.05 * up)) + 0.010

    iron = mix(light.on("#7a6450"), light.haze, haze)
    if light.dark:
        iron = mix("#c88a3a", light.haze, haze * 0.7)
        canvas.drawPath(
            tower.angular([(-0.26, 0), (0, 1.1), (0.26, 0)]), paint(_GOLD, 0.20, blur=tower.size * 0.06, blend=ADD)
        )
    rise = [float(u) for u in np.linspace(0, 0.94, 40)]
    outline = [*((-half(u), u) for u in rise), (0.0, 1.0), *((half(u), u) for u in reversed(rise))]
    shape = tower.angular(outline)
    shape.setFillType(skia.PathFillType.kEvenOdd)
    inner = [
        (-0.140, -0.001),
        (-0.128, 0.05),
        (-0.100, 0.105),
        (-0.052, 0.142),
        (0.0, 0.152),
        (0.052, 0.142),
        (0.100, 0.105),
        (0.128, 0.05),
        (0.140, -0.001),
    ]
    shape.addPath(tower.angular(inner))
    shape.addPath(tower.angular([(-0.068, 0.222), (-0.026, 0.362), (0.026, 0.362), (0.068, 0.222)]))
    shape.addPath(tower.angular([(-0.030, 0.425), (-0.004, 0.60), (0.004, 0.60), (0.030, 0.425)]))
    levels = np.concatenate([np.linspace(0, 0.19, 6), np.linspace(0.215, 0.38, 6), np.linspace(0.40, 0.92, 17)])
    bars = mix("#5a3210", iron, 0.2) if light.dark else mix(iron, "#2a1c16", 0.5)
    _lattice(canvas, tower, shape, levels, [half(float(u)) for u in levels], iron, light, bars=bars)
    rib = mix(iron, "#fff0b8" if light.dark else light.key, 0.4)
    for side in (-1, 1):
        edge = [tower.at(side * (half(u) - 0.004), u) for u in rise]
        canvas.drawPath(polygon(edge, close=False), paint(rib, 0.8, stroke=max(1.4, tower.size * 0.005)))
        arch = [tower.at(side * a, u) for a, u in inner[4:]]
        canvas.drawPath(polygon(arch, close=False), paint(rib, 0.7, stroke=max(1.4, tower.size * 0.006)))
    for up, wide, thick in ((0.185, 0.150, 0.026), (0.378, 0.086, 0.020), (0.905, 0.026, 0.020)):
        _plate(canvas, tower, up, wide, thick, mix(iron, light.key, 0.12))
        _plate(canvas, tower, up + thick, wide, thick * 0.22, rib)
    for side in (-1, 1):
        left, right = sorted((tower.at(side * 0.130, 0)[0], tower.at(side * 0.250, 0)[0]))
        base = skia.Rect(left, tower.at(0, 0.018)[1], right, tower.foot + 4)
        canvas.drawRect(base, paint(mix(light.on("#b8aa98"), light.haze, haze)))
    if light.dark:
        random = np.random.default_rng(7)
        for _ in range(90):
            up = float(random.random()) ** 1.6 * 0.92
            spot = tower.at(half(up) * float(random.uniform(-1, 1)), up)
            canvas.drawCircle(*spot, max(1.4, tower.size * 0.0030), paint("#fff6d8", 0.9))


def red_tower(canvas: Any, tower: Figure, light: Light, *, haze: float = 0.0) -> None:
    """Draw the tower of Tokyo, orange and white; lit from within in the dark."""

    def half(up: float) -> float:
        return 0.176 * float(np.exp(-3.0 * up)) + 0.007

    red, white = mix(light.on("#e0502a"), light.haze, haze), mix(light.on("#f4eee4"), light.haze, haze)
    if light.dark:
        red, white = mix("#ff7a3a", light.haze, haze * 0.6), mix("#ffdca0", light.haze, haze * 0.6)
        canvas.drawPath(
            tower.angular([(-0.22, 0), (0, 1.1), (0.22, 0)]), paint("#ff8a3a", 0.24, blur=tower.size * 0.06, blend=ADD)
        )
    rise = [float(u) for u in np.linspace(0, 0.90, 36)]
    shape = tower.angular([*((-half(u), u) for u in rise), (0.0, 1.0), *((half(u), u) for u in reversed(rise))])
    shape.setFillType(skia.PathFillType.kEvenOdd)
    shape.addPath(
        tower.angular(
            [
                (-0.118, -0.001),
                (-0.100, 0.06),
                (-0.05, 0.12),
                (0.0, 0.135),
                (0.05, 0.12),
                (0.100, 0.06),
                (0.118, -0.001),
            ]
        )
    )
    levels = np.concatenate([np.linspace(0, 0.40, 11), np.linspace(0.45, 0.88, 15)])
    bars = mix(red, "#5a1408", 0.45)
    _lattice(canvas, tower, shape, levels, [half(float(u)) for u in levels], red, light, bars=bars)
    canvas.save()
    canvas.clipPath(shape, skia.ClipOp.kIntersect, True)
    for low, high in ((0.17, 0.24), (0.33, 0.40), (0.53, 0.60), (0.74, 0.80), (0.88, 0.93)):
        _plate(canvas, tower, low, 0.2, high - low, mix(white, red, 0.08))
    canvas.restore()
    for side in (-1, 1):
        edge = [tower.at(side * (half(u) - 0.003), u) for u in rise]
        canvas.drawPath(
            polygon(edge, close=False), paint(mix(red, light.key, 0.45), 0.8, stroke=max(1.4, tower.size * 0.005))
        )
    for up, wide, thick in ((0.405, 0.074, 0.045), (0.675, 0.034, 0.030)):
        _plate(canvas, tower, up, wide, thick, white)
        _plate(
            canvas,
            tower,
            up + thick * 0.30,
            wide * 0.97,
            thick * 0.34,
            "#fff0c0" if light.dark else mix(light.on("#3a4a60"), light.haze, haze),
        )


def clock_tower(canvas: Any, tower: Figure, light: Light, *, haze: float = 0.0) -> None:
    """Draw the clock tower of London; ``tower.size`` is its height."""
    stone, slate = mix(light.on("#c8a468"), light.haze, haze), mix(light.on("#4a5660"), light.haze, haze)
    tones = [(0, mix(stone, light.shade, 0.5)), (0.6, stone), (1, mix(stone, light.key, 0.4))]

    def face(points: list[tuple[float, float]], across: float, tone: Colour = stone) -> None:
        stops = (
            tones if tone == stone else [(0, mix(tone, light.shade, 0.4)), (0.6, tone), (1, mix(tone, light.key, 0.4))]
        )
        canvas.drawPath(
            tower.angular(points),
            paint(tone, shader=linear((tower.x - tower.size * across, 0), (tower.x + tower.size * across, 0), stops)),
        )

    face([(-0.070, 0), (-0.070, 0.60), (0.070, 0.60), (0.070, 0)], 0.07)
    for across in (-0.056, -0.028, 0.0, 0.028, 0.056):
        canvas.drawLine(
            *tower.at(across, 0),
            *tower.at(across, 0.60),
            paint(mix(stone, "#3a2a18", 0.5), 0.6, stroke=tower.size * 0.006),
        )
    for up in np.arange(0.06, 0.60, 0.075):
        canvas.drawLine(
            *tower.at(-0.07, float(up)),
            *tower.at(0.07, float(up)),
            paint(mix(stone, light.key, 0.35), 0.8, stroke=tower.size * 0.006),
        )
        for across in (-0.042, -0.014, 0.014, 0.042):
            x, y = tower.at(across, float(up) + 0.055)
            pane = skia.Rect.MakeXYWH(x - tower.size * 0.007, y, tower.size * 0.014, tower.size * 0.036)
            canvas.drawRect(pane, paint("#ffcf7a" if light.dark else mix(stone, "#2a2018", 0.7)))
    face([(-0.072, 0.595), (-0.088, 0.625), (-0.088, 0.775), (0.088, 0.775), (0.088, 0.625), (0.072, 0.595)], 0.088)
    hub, radius = tower.at(0, 0.70), tower.size * 0.064
    canvas.drawRect(
        skia.Rect(hub[0] - radius * 1.15, hub[1] - radius * 1.12, hub[0] + radius * 1.15, hub[1] + radius * 1.12),
        paint(mix(mix(light.on("#b88a3a"), light.haze, haze), "#2a2018", 0.3)),
    )
    if light.dark:
        canvas.drawCircle(*hub, radius * 1.5, paint("#ffe6a8", 0.5, blur=radius * 0.5, blend=ADD))
    canvas.drawCircle(*hub, radius, paint("#fff4cf" if light.dark else mix(light.on("#f6f0e0"), light.haze, haze)))
    dark = mix("#20242c", light.haze, haze * 0.7)
    canvas.drawCircle(*hub, radius * 0.94, paint(dark, stroke=radius * 0.09))
    for hour in range(12):
        turn = np.pi * hour / 6
        start, end = 0.76, 0.88
        canvas.drawLine(
            hub[0] + radius * start * float(np.sin(turn)),
            hub[1] - radius * start * float(np.cos(turn)),
            hub[0] + radius * end * float(np.sin(turn)),
            hub[1] - radius * end * float(np.cos(turn)),
            paint(dark, stroke=radius * 0.06),
        )
    for degrees, long, thick in ((306.0, 0.50, 0.11), (60.0, 0.76, 0.07)):
        turn = np.radians(degrees)
        canvas.drawLine(
            *hub,
            hub[0] + radius * long * float(np.sin(turn)),
            hub[1] - radius * long * float(np.cos(turn)),
            paint(dark, stroke=radius * thick),
        )
    face([(-0.092, 0.775), (-0.092, 0.792), (0.092, 0.792), (0.092, 0.775)], 0.092)
    face([(-0.078, 0.79), (-0.078, 0.835), (0.078, 0.835), (0.078, 0.79)], 0.078)
    for across in np.linspace(-0.062, 0.062, 6):
        x, y = tower.at(float(across), 0.830)
        canvas.drawRect(
            skia.Rect.MakeXYWH(x - tower.size * 0.006, y, tower.size * 0.012, tower.size * 0.034),
            paint("#ffcf7a" if light.dark else mix(stone, "#2a2018", 0.75)),
        )
    face([(-0.086, 0.833), (-0.046, 0.895), (0.046, 0.895), (0.086, 0.833)], 0.086, slate)
    face([(-0.040, 0.893), (-0.040, 0.915), (0.040, 0.915), (0.040, 0.893)], 0.04)
    face([(-0.046, 0.913), (0.0, 1.0), (0.0, 1.0), (0.046, 0.913)], 0.046, slate)
    for across in (-0.088, 0.088):
        face([(across - 0.010, 0.77), (across, 0.850), (across + 0.010, 0.77)], 0.09)
    canvas.drawLine(
        *tower.at(0, 0.99),
        *tower.at(0, 1.035),
        paint(_GOLD if light.dark else mix("#b8923a", light.haze, haze), stroke=tower.size * 0.006),
    )


def setback_tower(canvas: Any, tower: Figure, light: Light, *, haze: float = 0.0, crown: bool = False) -> None:
    """Draw a skyscraper of New York with setbacks and a mast, or with ``crown`` one that ends in bright arches."""
    stone = mix(light.on("#b0a898" if not crown else "#9aa4b0"), light.haze, haze)
    steps = (
        ((0.135, 0.0, 0.20), (0.108, 0.20, 0.34), (0.082, 0.34, 0.70), (0.066, 0.70, 0.76), (0.048, 0.76, 0.82))
        if not crown
        else ((0.11, 0.0, 0.22), (0.085, 0.22, 0.36), (0.062, 0.36, 0.72))
    )
    glass = mix(light.on("#34465c"), light.haze, haze)
    for half, low, high in steps:
        left, right = tower.x - half * tower.size, tower.x + half * tower.size
        box = skia.Rect(
            left, tower.foot - high * tower.size, right, tower.foot - low * tower.size + (30 if low == 0.0 else 2)
        )
        tones = [(0, mix(stone, light.shade, 0.45)), (0.62, stone), (1, mix(stone, light.key, 0.4))]
        canvas.drawRect(box, paint(stone, shader=linear((left, 0), (right, 0), tones)))
        pane = tower.size * 0.0085
        lit, dim = skia.Path(), skia.Path()
        for column, x in enumerate(np.arange(left + pane * 0.9, right - pane, pane * 1.9)):
            for row, y in enumerate(
                np.arange(box.top() + pane * 1.2, min(box.bottom(), tower.foot + 30) - pane, pane * 2.2)
            ):
                on = light.dark and (column * 7 + row * 5 + column * row) % 3 != 0
                (lit if on else dim).addRect(skia.Rect.MakeXYWH(float(x), float(y), pane, pane * 1.35))
        canvas.drawPath(dim, paint(glass, 0.55))
        canvas.drawPath(lit, paint("#ffd894", 0.9))
    if crown:
        steel = mix(light.on("#c8d0d8"), light.haze, haze)
        for number, (half, up) in enumerate(((0.062, 0.72), (0.052, 0.765), (0.040, 0.805), (0.027, 0.842))):
            arch = tower.outline(
                [
                    (-half, up),
                    (-half, up),
                    (-half * 0.8, up + half * 0.9),
                    (0, up + half * 1.5),
                    (half * 0.8, up + half * 0.9),
                    (half, up),
                    (half, up),
                ]
            )
            tone = mix(steel, light.shade, 0.12 * (number % 2))
            canvas.drawPath(arch, paint("#ffe0a0" if light.dark and number % 2 else tone))
            canvas.drawPath(arch, paint(mix(steel, light.shade, 0.5), 0.6, stroke=tower.size * 0.003))
        canvas.drawPath(tower.angular([(-0.014, 0.87), (0.0, 1.0), (0.014, 0.87)]), paint(steel))
        return
    glow = "#d8ecff" if light.dark else mix(stone, light.key, 0.2)
    canvas.drawPath(tower.angular([(-0.036, 0.82), (-0.028, 0.875), (0.028, 0.875), (0.036, 0.82)]), paint(glow))
    canvas.drawPath(tower.angular([(-0.020, 0.875), (-0.010, 0.905), (0.010, 0.905), (0.020, 0.875)]), paint(glow))
    canvas.drawLine(*tower.at(0, 0.90), *tower.at(0, 1.0), paint(stone, stroke=tower.size * 0.008))
    if light.dark:
        canvas.drawCircle(
            *tower.at(0, 0.86), tower.size * 0.07, paint("#bfe0ff", 0.35, blur=tower.size * 0.03, blend=ADD)
        )
