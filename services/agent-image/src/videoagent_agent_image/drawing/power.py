"""Where power comes from: cooling towers and stacks, wind turbines, solar panels."""

from typing import Any

import numpy as np
import skia

from videoagent_agent_image.drawing.colour import Colour, mix
from videoagent_agent_image.drawing.figures import Figure, rounded
from videoagent_agent_image.drawing.light import Light
from videoagent_agent_image.drawing.sheet import ADD, linear, paint, polygon

Point = tuple[float, float]


def cooling_tower(canvas: Any, tower: Figure, tone: Colour, light: Light) -> Point:
    """Draw a cooling tower and return its mouth; ``tower.size`` is its height."""
    rise = np.linspace(0, 1, 15)
    half = 0.225 + 0.20 * (1 - rise) ** 2.2 + 0.030 * np.clip(rise - 0.72, 0, 1) / 0.28
    left = [tower.at(-float(w), float(u)) for w, u in zip(half, rise, strict=True)]
    right = [tower.at(float(w), float(u)) for w, u in zip(half, rise, strict=True)]
    tones = [
        (0, mix(tone, light.shade, 0.55)),
        (0.55, tone),
        (0.85, mix(tone, light.key, 0.45)),
        (1, mix(tone, light.shade, 0.2)),
    ]
    ends = sorted((tower.at(-0.42, 0)[0], tower.at(0.42, 0)[0]))
    canvas.drawPath(polygon([*left, *reversed(right)]), paint(tone, shader=linear((ends[0], 0), (ends[1], 0), tones)))
    mouth = tower.at(0, 1.0)
    wide = tower.size * 0.255
    rim = skia.Rect(mouth[0] - wide, mouth[1] - wide * 0.13, mouth[0] + wide, mouth[1] + wide * 0.13)
    canvas.drawOval(rim, paint(mix(tone, light.shade, 0.75)))
    for number in range(16):
        x = tower.x + tower.size * 0.415 * (number / 7.5 - 1)
        canvas.drawLine(
            x, tower.foot, x, tower.foot - tower.size * 0.045, paint("#14161c", 0.55, stroke=tower.size * 0.014)
        )
    return mouth


def stack(canvas: Any, x: float, foot: float, tall: float, tone: Colour, light: Light, *, bands: bool = True) -> Point:
    """Draw a tall chimney, banded red and white near its top, and return its mouth."""
    low, high = tall * 0.042, tall * 0.027
    body = polygon([(x - low, foot), (x - high, foot - tall), (x + high, foot - tall), (x + low, foot)])
    tones = [(0, mix(tone, light.shade, 0.55)), (0.6, tone), (1, mix(tone, light.key, 0.45))]
    canvas.drawPath(body, paint(tone, shader=linear((x - low, 0), (x + low, 0), tones)))
    if bands:
        canvas.save()
        canvas.clipPath(body, skia.ClipOp.kIntersect, True)
        for number in range(3):
            top = foot - tall + tall * 0.09 * number
            canvas.drawRect(skia.Rect(x - low, top, x + low, top + tall * 0.045), paint(light.on("#b8402e", 0.1), 0.85))
        canvas.restore()
    if light.dark:
        canvas.drawCircle(x, foot - tall * 0.985, 4, paint("#ff5a4a"))
        canvas.drawCircle(x, foot - tall * 0.985, 16, paint("#ff3a2a", 0.6, blur=8, blend=ADD))
    return x, foot - tall


def turbine(canvas: Any, x: float, foot: float, tall: float, turned: float, light: Light, *, haze: float = 0.0) -> None:
    """Draw a wind turbine; ``tall`` is the height of its hub and ``turned`` the place of its blades in degrees."""
    white = mix(mix(light.on("#f4f4f0"), light.lit, 0.3), light.haze, haze)
    shade = mix(mix(white, light.shade, 0.55), light.haze, haze)
    low, high = tall * 0.024, tall * 0.012
    tower = polygon([(x - low, foot), (x - high, foot - tall), (x + high, foot - tall), (x + low, foot)])
    canvas.drawPath(
        tower, paint(white, shader=linear((x - low, 0), (x + low, 0), [(0, shade), (0.7, white), (1, white)]))
    )
    hub = x, foot - tall * 1.01
    canvas.drawRoundRect(
        skia.Rect(hub[0] - tall * 0.020, hub[1] - tall * 0.020, hub[0] + tall * 0.058, hub[1] + tall * 0.022),
        6,
        6,
        paint(shade),
    )
    for blade in range(3):
        canvas.save()
        canvas.translate(*hub)
        canvas.rotate(turned + 120 * blade)
        shape = skia.Path()
        shape.moveTo(-tall * 0.010, 0)
        shape.cubicTo(-tall * 0.036, -tall * 0.10, -tall * 0.030, -tall * 0.20, -tall * 0.004, -tall * 0.62)
        shape.lineTo(tall * 0.004, -tall * 0.62)
        shape.cubicTo(tall * 0.010, -tall * 0.30, tall * 0.014, -tall * 0.12, tall * 0.012, 0)
        shape.close()
        face = linear((-tall * 0.03, 0), (tall * 0.015, 0), [(0, white), (0.6, white), (1, shade)])
        canvas.drawPath(shape, paint(white, shader=face))
        canvas.restore()
    canvas.drawCircle(*hub, tall * 0.021, paint(white))
    canvas.drawCircle(*hub, tall * 0.010, paint(shade))


def panel_row(
    canvas: Any, x: float, foot: float, wide: float, deep: float, light: Light, *, haze: float, sky: Colour
) -> None:
    """Draw a long table of solar panels that leans back, its lower edge at ``foot``, ``deep`` units high."""
    slant, columns = deep * 0.55, max(3, round(wide / (deep * 0.62)))
    for leg in np.linspace(0.06, 0.94, max(2, columns // 3)):
        at = x + wide * float(leg)
        canvas.drawLine(
            at + slant * 0.3,
            foot - deep * 0.2,
            at + slant * 0.3,
            foot + deep * 0.26,
            paint(mix(light.on("#4a4e58"), light.haze, haze), stroke=max(1.5, deep * 0.03)),
        )
    table = polygon([(x, foot), (x + wide, foot), (x + wide + slant, foot - deep), (x + slant, foot - deep)])
    blue = mix(light.on("#1c3a6e"), light.haze, haze)
    shine = [(0, mix(blue, sky, 0.70)), (0.5, mix(blue, sky, 0.18)), (1, blue)]
    canvas.drawPath(table, paint(blue, shader=linear((x, foot - deep), (x, foot), shine)))
    grid = paint(mix(mix("#b8cce8", light.key, 0.3), light.haze, haze), 0.65, stroke=max(1.0, deep * 0.016))
    for column in range(columns + 1):
        at = x + wide * column / columns
        canvas.drawLine(at, foot, at + slant, foot - deep, grid)
    for share in (0.0, 0.5, 1.0):
        canvas.drawLine(x + slant * share, foot - deep * share, x + wide + slant * share, foot - deep * share, grid)
    canvas.save()
    canvas.clipPath(table, skia.ClipOp.kIntersect, True)
    glare = [(x + wide * a + slant * s, foot - deep * s) for a, s in ((0.18, 0), (0.30, 0), (0.34, 1), (0.22, 1))]
    canvas.drawPath(polygon(glare), paint("#ffffff", 0.16 * (1 - haze)))
    canvas.restore()


def pylon(canvas: Any, mast: Figure, tone: Colour) -> tuple[Point, ...]:
    """Draw a power pylon and return where its lines hang."""
    steel = paint(tone, stroke=max(1.5, mast.size * 0.012))
    for side in (-1, 1):
        canvas.drawLine(*mast.at(0.14 * side, 0), *mast.at(0.035 * side, 0.62), steel)
        canvas.drawLine(*mast.at(0.035 * side, 0.62), *mast.at(0.012 * side, 1.0), steel)
    levels = [0.0, 0.18, 0.34, 0.48, 0.60, 0.72, 0.84]
    half = [0.14, 0.108, 0.083, 0.060, 0.040, 0.030, 0.022]
    thin = paint(tone, stroke=max(1.0, mast.size * 0.006))
    for number in range(len(levels) - 1):
        for side in (-1, 1):
            canvas.drawLine(
                *mast.at(side * half[number], levels[number]),
                *mast.at(-side * half[number + 1], levels[number + 1]),
                thin,
            )
    ends = []
    for up, reach in ((0.68, 0.20), (0.82, 0.16)):
        canvas.drawPath(mast.angular([(-reach, up), (0.0, up + 0.05), (reach, up), (0.0, up + 0.005)]), paint(tone))
        for side in (-1, 1):
            start, end = mast.at(side * reach, up), mast.at(side * reach, up - 0.045)
            canvas.drawLine(*start, *end, thin)
            ends.append(end)
    return tuple(ends)


def plant_hall(canvas: Any, box: "skia.Rect", tone: Colour, light: Light) -> None:
    """Draw a boiler house or turbine hall: a plain block, with rows of windows that are lit at dusk."""
    tones = [(0, mix(tone, light.shade, 0.35)), (0.7, tone), (1, mix(tone, light.key, 0.3))]
    rounded(canvas, box, tone, light, shade=0.25)
    canvas.drawRect(skia.Rect(box.left(), box.top(), box.right(), box.top() + 6), paint(tones[2][1]))
    columns = max(3, round(box.width() / 26))
    for row in range(max(1, round(box.height() / 52))):
        for column in range(columns):
            if (column * 5 + row * 3) % 7 == 0:
                continue
            pane = skia.Rect.MakeXYWH(
                box.left() + box.width() * (column + 0.28) / columns,
                box.top() + 22 + 52 * row,
                box.width() / columns * 0.45,
                18,
            )
            lit = light.dark and (column + row * 2) % 3 != 0
            canvas.drawRect(pane, paint("#ffcf7a" if lit else mix(tone, "#1a1e28", 0.55)))
