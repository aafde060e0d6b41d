"""Florence from a hill: red roofs, the great dome, its bell tower, and the tower of the town hall."""

from typing import Any

import numpy as np
import skia

from videoagent_agent_image.drawing.colour import Colour, mix
from videoagent_agent_image.drawing.figures import Figure, rounded, solid
from videoagent_agent_image.drawing.light import Light
from videoagent_agent_image.drawing.sheet import linear, paint, polygon

Random = np.random.Generator


def roofs(canvas: Any, width: float, foot: float, size: float, light: Light, distance: float, random: Random) -> None:
    """Draw a row of old houses across the picture, each about ``size`` wide and high."""
    x = -size * float(random.random())
    while x < width + size:
        wide, tall = size * float(random.uniform(0.8, 1.6)), size * float(random.uniform(0.35, 0.85))
        wall = light.on(("#e8d2a4", "#dcb988", "#f0e0c0", "#d0a878")[int(random.integers(4))], distance)
        tile = light.on(("#b8583a", "#a84c34", "#c46a44")[int(random.integers(3))], distance)
        top, lift = foot - tall, size * float(random.uniform(0.24, 0.40))
        tones = [(0, mix(wall, light.shade, 0.40)), (0.55, wall), (1, mix(wall, light.lit, 0.3))]
        canvas.drawRect(
            skia.Rect(x, top, x + wide, foot + size), paint(wall, shader=linear((x, 0), (x + wide, 0), tones))
        )
        over = size * 0.06
        roof = polygon(
            [(x - over, top), (x + wide * 0.18, top - lift), (x + wide * 0.82, top - lift), (x + wide + over, top)]
        )
        canvas.drawPath(
            roof,
            paint(
                tile,
                shader=linear(
                    (0, top - lift),
                    (0, top),
                    [(0, mix(tile, light.key, 0.35)), (1, mix(tile, "#3a140c", 0.25 * (1 - distance)))],
                ),
            ),
        )
        canvas.drawRect(skia.Rect(x, top, x + wide, top + size * 0.05), paint(mix(wall, light.shade, 0.7), 0.5))
        if size > 50:
            columns = max(1, int(wide / (size * 0.30)))
            for row in range(2):
                for column in range(columns):
                    wx = x + wide * (column + 0.5) / columns
                    wy = top + size * (0.18 + 0.32 * row)
                    pane = (
                        "#ffd888"
                        if light.dark and random.random() < 0.4
                        else mix(light.on("#4a3c38", distance), wall, 0.15)
                    )
                    canvas.drawRect(
                        skia.Rect(wx - size * 0.045, wy, wx + size * 0.045, wy + size * 0.15), paint(pane, 0.85)
                    )
        x += wide + size * float(random.uniform(-0.05, 0.10))


def cathedral(canvas: Any, place: Figure, light: Light, distance: float) -> None:
    """Draw the dome on its drum, half domes at its foot, the nave towards ``side``; 1 is its height."""
    tile, stone = light.on("#b4513a", distance), light.on("#efe4d0", distance)
    green, rib = light.on("#5f7468", distance), mix(light.on("#f4ecdc", distance), light.lit, 0.3)
    size = place.size

    def wall(left: float, right: float, low: float, high: float) -> None:
        box = _box(place, left, right, low, high)
        rounded(canvas, box, stone, light, shade=0.40)
        for band in (0.25, 0.5, 0.75):
            y = box.top() + box.height() * band
            canvas.drawLine(box.left(), y, box.right(), y, paint(green, 0.55, stroke=size * 0.006))
        canvas.drawRect(
            skia.Rect(box.left(), box.top(), box.right(), box.top() + size * 0.012), paint(mix(stone, light.lit, 0.4))
        )

    wall(0.20, 0.92, -0.12, 0.34)
    nave = [(0.18, 0.34), (0.18, 0.42), (0.92, 0.42), (0.95, 0.34)]
    solid(canvas, place.angular(nave), tile, light, rim=0.3, depth=0.3)
    wall(-0.30, 0.30, -0.12, 0.36)
    for middle, half, high in ((-0.30, 0.13, 0.33), (0.20, 0.14, 0.33), (-0.05, 0.15, 0.30)):
        wall(middle - half, middle + half, -0.12, high - 0.06)
        cap = [
            (middle - half, high - 0.06),
            (middle - half, high - 0.06),
            (middle - half * 0.82, high + 0.05),
            (middle, high + 0.11),
            (middle + half * 0.82, high + 0.05),
            (middle + half, high - 0.06),
            (middle + half, high - 0.06),
        ]
        solid(canvas, place.outline(cap), tile, light, rim=0.4, depth=0.35)
    wall(-0.255, 0.255, 0.32, 0.475)
    for share in (-0.72, -0.26, 0.26, 0.72):
        canvas.drawCircle(*place.at(0.24 * share, 0.41), size * 0.036, paint(mix(stone, light.lit, 0.5)))
        canvas.drawCircle(*place.at(0.24 * share, 0.41), size * 0.025, paint(light.on("#3c3034", distance)))
    shell = [
        (-0.255, 0.475),
        (-0.255, 0.475),
        (-0.25, 0.56),
        (-0.215, 0.66),
        (-0.15, 0.755),
        (-0.045, 0.835),
        (0.045, 0.835),
        (0.15, 0.755),
        (0.215, 0.66),
        (0.25, 0.56),
        (0.255, 0.475),
        (0.255, 0.475),
    ]
    dome = place.outline(shell)
    left, right = place.at(-0.255, 0)[0], place.at(0.255, 0)[0]
    low, high = min(left, right), max(left, right)
    tones = [(0, mix(tile, light.shade, 0.55)), (0.45, tile), (0.78, mix(tile, light.key, 0.40)), (1, tile)]
    canvas.drawPath(dome, paint(tile, shader=linear((low, 0), (high, 0), tones)))
    for share in (-1.0, -0.52, 0.0, 0.52, 1.0):
        line = [
            (0.25 * share, 0.475),
            (0.245 * share, 0.56),
            (0.21 * share, 0.66),
            (0.145 * share, 0.755),
            (0.04 * share, 0.835),
        ]
        canvas.drawPath(place.outline(line, close=False), paint(rib, stroke=size * 0.015))
    wall(-0.04, 0.04, 0.825, 0.91)
    cone = [(-0.05, 0.91), (0.0, 0.985), (0.05, 0.91)]
    canvas.drawPath(place.angular(cone), paint(mix(stone, light.shade, 0.2)))
    canvas.drawCircle(*place.at(0, 0.99), size * 0.012, paint("#e8b84a"))


def _box(place: Figure, left: float, right: float, low: float, high: float) -> Any:
    one, two = place.at(left, high), place.at(right, low)
    return skia.Rect(min(one[0], two[0]), one[1], max(one[0], two[0]), two[1])


def bell_tower(canvas: Any, place: Figure, light: Light, distance: float) -> None:
    """Draw the striped bell tower, 1 being its height."""
    stone, pink = light.on("#f0e6d4", distance), light.on("#c89a86", distance)
    body = _box(place, -0.085, 0.085, -0.15, 0.97)
    rounded(canvas, body, stone, light, shade=0.42)
    for number, up in enumerate((0.16, 0.30, 0.44, 0.60, 0.78)):
        canvas.drawRect(_box(place, -0.092, 0.092, up, up + 0.022), paint(pink, 0.8))
        if number >= 2:
            for share in (-0.5, 0.5) if number < 4 else (0.0,):
                half = 0.020 if number < 4 else 0.038
                pane = _box(place, 0.085 * share - half, 0.085 * share + half, up + 0.045, up + 0.13)
                canvas.drawRoundRect(pane, pane.width() / 2, pane.width() / 2, paint(light.on("#3c3238", distance)))
    solid(
        canvas,
        place.angular(((-0.11, 0.955), (-0.11, 0.99), (0.11, 0.99), (0.11, 0.955))),
        mix(stone, light.lit, 0.3),
        light,
        rim=0.0,
    )
    canvas.drawPath(place.angular(((-0.095, 0.99), (0.0, 1.02), (0.095, 0.99))), paint(light.on("#b4513a", distance)))


def town_hall(canvas: Any, place: Figure, light: Light, distance: float, wall: Colour = "#c8a878") -> None:
    """Draw a fortress of a palace with a tower above its battlements, 1 being the tower's height."""
    stone = light.on(wall, distance)
    for left, right, low, high in ((-0.34, 0.30, -0.15, 0.46), (-0.12, 0.03, 0.4, 0.82), (-0.105, 0.015, 0.82, 0.93)):
        rounded(canvas, _box(place, left, right, low, high), stone, light, shade=0.5)
    for left, right, base, step in ((-0.38, 0.34, 0.44, 0.06), (-0.16, 0.07, 0.76, 0.038)):
        canvas.drawRect(_box(place, left, right, base, base + 0.075), paint(mix(stone, light.lit, 0.12)))
        canvas.drawRect(_box(place, left, right, base - 0.012, base), paint(mix(stone, light.shade, 0.8)))
        x = left
        while x < right - step * 0.3:
            canvas.drawRect(
                _box(place, x, x + step * 0.55, base + 0.07, base + 0.115), paint(mix(stone, light.lit, 0.12))
            )
            x += step
    solid(
        canvas,
        place.angular(((-0.125, 0.93), (-0.045, 1.0), (0.035, 0.93))),
        light.on("#8a6a54", distance),
        light,
        rim=0.3,
    )
    for row in range(2):
        for column in range(5):
            x = -0.27 + 0.125 * column
            pane = _box(place, x - 0.02, x + 0.02, 0.12 + 0.16 * row, 0.20 + 0.16 * row)
            canvas.drawRoundRect(pane, pane.width() / 2, pane.width() / 2, paint(light.on("#3c3030", distance), 0.85))
    canvas.drawCircle(*place.at(-0.045, 0.62), place.size * 0.030, paint(mix(stone, light.lit, 0.6)))
