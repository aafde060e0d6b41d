"""Houses and churches."""

from typing import Any

import numpy as np
import skia

from videoagent_agent_image.drawing.colour import mix
from videoagent_agent_image.drawing.light import Light
from videoagent_agent_image.drawing.sheet import ADD, linear, paint, polygon

_WINDOW = "#ffd27a"


def window(canvas: Any, x: float, y: float, width: float, height: float, light: Light, *, lamp: bool) -> None:
    """Draw a window, with light behind it at night."""
    pane = skia.Rect.MakeXYWH(x, y, width, height)
    if light.dark and lamp:
        canvas.drawRect(pane, paint(_WINDOW))
        canvas.drawRect(
            pane.makeOutset(width * 0.4, height * 0.4), paint("#ffb44a", 0.35, blur=max(2.0, width * 0.5), blend=ADD)
        )
    else:
        canvas.drawRect(pane, paint(light.on("#2c3746", 0.15)))


def chalet(canvas: Any, x: float, foot: float, width: float, light: Light, random: np.random.Generator) -> None:
    """Draw a wooden house with a wide roof; ``x`` is its middle."""
    wall_height, roof = width * 0.50, width * 0.36
    left, right, eaves = x - width / 2, x + width / 2, foot - wall_height
    wood = light.on(("#8a5a3a", "#a06a44", "#74492f", "#b98a5c")[int(random.integers(4))], 0.08)
    stone = light.on("#d9cdbb", 0.08)
    canvas.drawRect(
        skia.Rect(left, eaves, right, foot),
        paint(
            wood,
            shader=linear((left, 0), (right, 0), [(0, mix(wood, "#1a1010", 0.35)), (1, mix(wood, light.lit, 0.12))]),
        ),
    )
    canvas.drawRect(
        skia.Rect(left, foot - wall_height * 0.42, right, foot),
        paint(stone, shader=linear((left, 0), (right, 0), [(0, mix(stone, light.shade, 0.45)), (1, stone)])),
    )
    gable = polygon([(left, eaves + 1), (x, eaves - roof * 0.86), (right, eaves + 1)])
    canvas.drawPath(
        gable,
        paint(
            wood,
            shader=linear((left, 0), (right, 0), [(0, mix(wood, "#1a1010", 0.35)), (1, mix(wood, light.lit, 0.12))]),
        ),
    )
    pitch = light.on("#5b4038", 0.08)
    over = width * 0.16
    thick = width * 0.085
    for sign, tone in ((-1, mix(pitch, "#120c0c", 0.3)), (1, mix(pitch, light.key, 0.3))):
        slope = polygon(
            [
                (x, eaves - roof),
                (x + sign * (width / 2 + over), eaves + over * 0.62),
                (x + sign * (width / 2 + over), eaves + over * 0.62 + thick),
                (x, eaves - roof + thick * 1.25),
            ]
        )
        canvas.drawPath(slope, paint(tone))
    pane = width * 0.11
    for row, count in ((0, 2), (1, 3)):
        for number in range(count):
            px = x - width * 0.36 + width * 0.72 * (number + 0.5) / count - pane / 2
            py = eaves + wall_height * (0.12 if row == 0 else 0.60)
            window(canvas, px, py, pane, pane * 1.05, light, lamp=random.random() < 0.75)
    if width > 70:
        balcony = skia.Rect(
            left + width * 0.06, eaves + wall_height * 0.42, right - width * 0.06, eaves + wall_height * 0.53
        )
        canvas.drawRect(balcony, paint(mix(wood, "#120c0c", 0.35)))


def church(canvas: Any, x: float, foot: float, width: float, light: Light) -> None:
    """Draw a white church with a pointed tower; ``x`` is the tower's middle."""
    wall = light.on("#efe6d8", 0.08)
    shaded = linear(
        (x - width * 0.2, 0), (x + width * 0.2, 0), [(0, mix(wall, light.shade, 0.6)), (1, mix(wall, light.lit, 0.5))]
    )
    roof = light.on("#6a4238", 0.08)
    nave = skia.Rect(x, foot - width * 0.55, x + width * 1.05, foot)
    canvas.drawRect(nave, paint(wall))
    canvas.drawPath(
        polygon(
            [
                (x, foot - width * 0.53),
                (x + width * 0.1, foot - width * 0.86),
                (x + width * 0.98, foot - width * 0.86),
                (x + width * 1.12, foot - width * 0.53),
            ]
        ),
        paint(
            roof,
            shader=linear(
                (0, foot - width * 0.86), (0, foot - width * 0.5), [(0, mix(roof, light.key, 0.3)), (1, roof)]
            ),
        ),
    )
    canvas.drawRect(skia.Rect(x - width * 0.19, foot - width * 1.2, x + width * 0.19, foot), paint(wall, shader=shaded))
    spire = polygon(
        [(x - width * 0.23, foot - width * 1.18), (x, foot - width * 2.15), (x + width * 0.23, foot - width * 1.18)]
    )
    canvas.drawPath(
        spire,
        paint(
            roof,
            shader=linear(
                (x - width * 0.2, 0),
                (x + width * 0.2, 0),
                [(0, mix(roof, "#120c0c", 0.4)), (1, mix(roof, light.key, 0.35))],
            ),
        ),
    )
    window(canvas, x - width * 0.06, foot - width * 1.05, width * 0.12, width * 0.2, light, lamp=True)
    for number in range(3):
        window(
            canvas, x + width * (0.34 + 0.24 * number), foot - width * 0.4, width * 0.09, width * 0.24, light, lamp=True
        )


def old_house(canvas: Any, body: "skia.Rect", light: Light, haze: float, random: np.random.Generator) -> None:
    """Draw the front of a tall old town house: shutters, a slate roof, a chimney.

    Args:
        canvas: Coordinates in units.
        body: The wall without its roof.
        light: The hour.
        haze: How far away it is, 0..1.
        random: Of its colour and lamps.
    """
    wall = light.on(("#c8b498", "#b89a80", "#d0bca4")[int(random.integers(3))], haze)
    slate = light.on("#4a5060", haze)
    tones = [(0, mix(wall, light.key, 0.25)), (1, mix(wall, light.shade, 0.5))]
    roof = body.height() * 0.17
    canvas.drawPath(
        polygon(
            [
                (body.left(), body.top() + 2),
                (body.left() + roof * 0.35, body.top() - roof),
                (body.right() - roof * 0.35, body.top() - roof),
                (body.right(), body.top() + 2),
            ]
        ),
        paint(
            slate, shader=linear((0, body.top() - roof), (0, body.top()), [(0, mix(slate, light.key, 0.3)), (1, slate)])
        ),
    )
    canvas.drawRect(body, paint(wall, shader=linear((body.left(), 0), (body.right(), 0), tones)))
    chimney = body.left() + body.width() * 0.7
    canvas.drawRect(
        skia.Rect(chimney, body.top() - roof * 1.5, chimney + 24, body.top() - roof * 0.7),
        paint(light.on("#9a6a54", haze)),
    )
    columns, rows = max(2, round(body.width() / 86)), max(3, round(body.height() / 120))
    across, down = body.width() / columns, body.height() / rows
    for row in range(rows):
        for column in range(columns):
            pane = skia.Rect.MakeXYWH(
                body.left() + across * (column + 0.32), body.top() + down * (row + 0.24), across * 0.36, down * 0.52
            )
            lamp = random.random() < 0.10
            canvas.drawRect(pane, paint("#ffcf7a" if lamp else light.on("#3a4250", haze * 0.8)))
            for edge in (-0.16, 0.36):
                shutter = skia.Rect.MakeXYWH(pane.left() + across * edge, pane.top(), across * 0.15, pane.height())
                canvas.drawRect(shutter, paint(light.on("#6a7a80", haze)))
    canvas.drawRect(skia.Rect(body.left(), body.top(), body.right(), body.top() + 9), paint(mix(wall, light.lit, 0.3)))
