"""What stands and drives in a street: houses of a boulevard, a bus, a cab, a telephone box, lamps."""

from typing import Any

import numpy as np
import skia

from videoagent_agent_image.drawing.colour import mix
from videoagent_agent_image.drawing.figures import Figure
from videoagent_agent_image.drawing.light import Light
from videoagent_agent_image.drawing.sheet import ADD, Sheet, linear, paint, polygon

Random = np.random.Generator


def mansard(canvas: Any, body: "skia.Rect", light: Light, random: Random, *, haze: float = 0.0) -> None:
    """Draw a house of a boulevard: pale stone, iron before tall windows, dormers in a roof of zinc."""
    stone = mix(light.on(("#e6d8bc", "#dccbac", "#eee2cc")[int(random.integers(3))]), light.haze, haze)
    zinc = mix(light.on("#7a8a9c"), light.haze, haze)
    rise = min(body.height() * 0.20, body.width() * 0.42)
    roof = [
        (body.left() - 4, body.top() + 2),
        (body.left() + rise * 0.22, body.top() - rise),
        (body.right() - rise * 0.22, body.top() - rise),
        (body.right() + 4, body.top() + 2),
    ]
    canvas.drawPath(
        polygon(roof),
        paint(
            zinc,
            shader=linear(
                (0, body.top() - rise),
                (0, body.top()),
                [(0, mix(zinc, light.key, 0.35)), (1, mix(zinc, light.shade, 0.25))],
            ),
        ),
    )
    tones = [(0, mix(stone, light.shade, 0.34)), (0.6, stone), (1, mix(stone, light.key, 0.25))]
    canvas.drawRect(body, paint(stone, shader=linear((body.left(), 0), (body.right(), 0), tones)))
    columns, rows = max(2, round(body.width() / 78)), max(3, round(body.height() / 122))
    across, down = body.width() / columns, body.height() / rows
    glass, iron = mix(light.on("#3c4658"), light.haze, haze), mix(light.on("#2a2c34"), light.haze, haze)

    def pane(x: float, y: float, wide: float, high: float) -> None:
        lamp = random.random() < (0.55 if light.dark else 0.05)
        canvas.drawRect(skia.Rect.MakeXYWH(x, y, wide, high), paint("#ffd088" if lamp else glass))
        canvas.drawLine(x + wide / 2, y, x + wide / 2, y + high, paint(mix(stone, light.key, 0.3), 0.8, stroke=2))

    for column in range(columns):
        x = body.left() + across * (column + 0.30)
        dormer = skia.Rect.MakeXYWH(x - across * 0.06, body.top() - rise * 0.74, across * 0.52, rise * 0.74)
        canvas.drawRect(dormer, paint(mix(stone, zinc, 0.2)))
        cap = polygon(
            [
                (dormer.left() - 4, dormer.top() + 2),
                ((dormer.left() + dormer.right()) / 2, dormer.top() - rise * 0.2),
                (dormer.right() + 4, dormer.top() + 2),
            ]
        )
        canvas.drawPath(cap, paint(zinc))
        pane(x + across * 0.04, dormer.top() + 8, across * 0.32, rise * 0.58)
        for row in range(rows):
            pane(x, body.top() + down * (row + 0.22), across * 0.40, down * 0.60)
            if row in (0, rows - 2):
                continue
            rail = skia.Rect.MakeXYWH(x - across * 0.06, body.top() + down * (row + 0.66), across * 0.52, down * 0.16)
            canvas.drawRect(rail, paint(iron, 0.8, stroke=2.2))
    for row in (0, rows - 2):
        y = body.top() + down * (row + 0.84)
        canvas.drawRect(skia.Rect(body.left() - 5, y, body.right() + 5, y + 6), paint(mix(stone, light.key, 0.3)))
        for x in np.arange(body.left(), body.right(), 9.0):
            canvas.drawLine(float(x), y, float(x), y - down * 0.17, paint(iron, 0.75, stroke=1.8))
        canvas.drawLine(body.left() - 4, y - down * 0.17, body.right() + 4, y - down * 0.17, paint(iron, stroke=3))
    canvas.drawRect(
        skia.Rect(body.left() - 6, body.top() - 4, body.right() + 6, body.top() + 6), paint(mix(stone, light.key, 0.35))
    )
    for share in (0.16, 0.78):
        pot = skia.Rect.MakeXYWH(
            body.left() + body.width() * share, body.top() - rise * 1.34, body.width() * 0.10, rise * 0.42
        )
        canvas.drawRect(pot, paint(mix(light.on("#a8705c"), light.haze, haze)))


def double_decker(canvas: Any, bus: Figure, light: Light) -> None:
    """Draw a red bus with two decks; ``bus.size`` is its length."""
    red, dark = light.on("#c8242a"), light.on("#1c1a20")
    body = skia.RRect()
    left, top = bus.x - bus.size / 2, bus.foot - bus.size * 0.54
    box = skia.Rect(left, top, left + bus.size, bus.foot - bus.size * 0.045)
    body.setRectXY(box, bus.size * 0.045, bus.size * 0.05)
    canvas.drawOval(
        skia.Rect(left, bus.foot - bus.size * 0.03, left + bus.size, bus.foot + bus.size * 0.04),
        paint("#08080c", 0.5, blur=bus.size * 0.02),
    )
    canvas.drawRRect(
        body,
        paint(
            red,
            shader=linear(
                (0, top),
                (0, box.bottom()),
                [(0, mix(red, light.key, 0.35)), (0.4, red), (1, mix(red, "#1a0408", 0.45))],
            ),
        ),
    )
    glass = "#ffe2a0" if light.dark else mix(light.on("#2c3a4c"), light.sky[1][1], 0.25)
    for row, start, count in ((0.075, 0.05, 7), (0.315, 0.05, 6)):
        for number in range(count):
            wide = bus.size * 0.90 / 7
            pane = skia.RRect()
            pane.setRectXY(
                skia.Rect.MakeXYWH(
                    left + bus.size * start + wide * number + 3, top + bus.size * row, wide - 6, bus.size * 0.115
                ),
                6,
                6,
            )
            canvas.drawRRect(pane, paint(glass))
    canvas.drawRect(
        skia.Rect(left, top + bus.size * 0.225, left + bus.size, top + bus.size * 0.285), paint(light.on("#f0e4cc"))
    )
    door = skia.Rect(
        left + bus.size * 0.84, top + bus.size * 0.315, left + bus.size * 0.95, box.bottom() - bus.size * 0.03
    )
    canvas.drawRect(door, paint(glass))
    canvas.drawRect(door, paint(dark, stroke=4))
    for along in (0.20, 0.76):
        wheel = left + bus.size * along, bus.foot - bus.size * 0.055
        canvas.drawCircle(*wheel, bus.size * 0.062, paint(dark))
        canvas.drawCircle(*wheel, bus.size * 0.028, paint(light.on("#9a9aa4")))
    if light.dark:
        canvas.drawCircle(
            left + bus.size * 0.985,
            bus.foot - bus.size * 0.12,
            bus.size * 0.09,
            paint("#ffe6a0", 0.6, blur=bus.size * 0.04, blend=ADD),
        )


def cab(canvas: Any, car: Figure, light: Light) -> None:
    """Draw a yellow cab from its side, heading forward; ``car.size`` is its length."""
    yellow, dark = light.on("#f2b41c"), light.on("#1c1a20")
    canvas.drawOval(
        skia.Rect(
            car.x - car.size * 0.52, car.foot - car.size * 0.03, car.x + car.size * 0.52, car.foot + car.size * 0.05
        ),
        paint("#08080c", 0.5, blur=car.size * 0.02),
    )
    body = car.outline(
        [
            (-0.50, 0.10),
            (-0.50, 0.10),
            (-0.50, 0.20),
            (-0.46, 0.235),
            (-0.27, 0.245),
            (-0.17, 0.365),
            (0.12, 0.365),
            (0.25, 0.245),
            (0.44, 0.215),
            (0.50, 0.17),
            (0.50, 0.09),
            (0.50, 0.09),
        ]
    )
    canvas.drawPath(
        body,
        paint(
            yellow,
            shader=linear(
                car.at(0, 0.37),
                car.at(0, 0.08),
                [(0, mix(yellow, light.key, 0.4)), (0.5, yellow), (1, mix(yellow, "#3a1c04", 0.5))],
            ),
        ),
    )
    glass = "#ffe8b0" if light.dark else mix(light.on("#2c3a4c"), light.sky[1][1], 0.3)
    for window in (
        [(-0.22, 0.25), (-0.145, 0.34), (-0.03, 0.34), (-0.03, 0.25)],
        [(0.0, 0.25), (0.0, 0.34), (0.105, 0.34), (0.20, 0.25)],
    ):
        canvas.drawPath(car.angular(window), paint(glass))
    for number in range(12):
        x, y = car.at(-0.42 + 0.07 * number, 0.185 - 0.0)
        canvas.drawRect(skia.Rect(x, y, x + car.size * 0.035, y + car.size * 0.022), paint(dark, 0.85))
    sign = car.at(-0.02, 0.405)
    canvas.drawRect(
        skia.Rect(sign[0] - car.size * 0.05, sign[1], sign[0] + car.size * 0.05, sign[1] + car.size * 0.045),
        paint("#fff4d0"),
    )
    for along in (-0.30, 0.31):
        wheel = car.at(along, 0.085)
        canvas.drawCircle(*wheel, car.size * 0.085, paint(dark))
        canvas.drawCircle(*wheel, car.size * 0.042, paint(light.on("#b0b0b8")))


def phone_box(canvas: Any, box: Figure, light: Light) -> None:
    """Draw a red telephone box; ``box.size`` is its height."""
    red = light.on("#b81f28")
    half = box.size * 0.19
    body = skia.Rect(box.x - half, box.foot - box.size * 0.93, box.x + half, box.foot)
    canvas.drawRect(
        body,
        paint(
            red,
            shader=linear(
                (body.left(), 0),
                (body.right(), 0),
                [(0, mix(red, "#1a0408", 0.4)), (0.6, red), (1, mix(red, light.key, 0.35))],
            ),
        ),
    )
    canvas.drawPath(
        box.outline(
            [(-0.21, 0.93), (-0.21, 0.93), (-0.12, 0.985), (0.0, 1.0), (0.12, 0.985), (0.21, 0.93), (0.21, 0.93)]
        ),
        paint(mix(red, light.key, 0.15)),
    )
    canvas.drawRect(
        skia.Rect(body.left() + 8, body.top() + box.size * 0.03, body.right() - 8, body.top() + box.size * 0.09),
        paint("#fff4dc" if light.dark else light.on("#f0e8d8")),
    )
    glass = "#ffe6a8" if light.dark else mix(light.on("#3a4c60"), light.sky[1][1], 0.35)
    for row in range(6):
        for column in range(3):
            x = body.left() + half * 2 * (0.12 + 0.27 * column)
            y = body.top() + box.size * (0.13 + 0.105 * row)
            canvas.drawRect(skia.Rect.MakeXYWH(x, y, half * 0.46, box.size * 0.085), paint(glass))


def lamp_post(sheet: Sheet, x: float, foot: float, tall: float, light: Light) -> None:
    """Draw a street lamp of iron, lit in the dark."""
    canvas, iron = sheet.canvas, light.on("#1c2028")
    canvas.drawLine(x, foot, x, foot - tall * 0.86, paint(iron, stroke=tall * 0.022))
    canvas.drawRect(skia.Rect(x - tall * 0.035, foot - tall * 0.10, x + tall * 0.035, foot), paint(iron))
    lantern = polygon(
        [
            (x - tall * 0.035, foot - tall * 0.86),
            (x - tall * 0.055, foot - tall * 0.965),
            (x + tall * 0.055, foot - tall * 0.965),
            (x + tall * 0.035, foot - tall * 0.86),
        ]
    )
    canvas.drawPath(lantern, paint("#ffe6b0" if light.dark else light.on("#e8eef0")))
    canvas.drawPath(lantern, paint(iron, stroke=tall * 0.008))
    canvas.drawPath(
        polygon(
            [(x - tall * 0.065, foot - tall * 0.96), (x, foot - tall * 1.02), (x + tall * 0.065, foot - tall * 0.96)]
        ),
        paint(iron),
    )
    if light.dark:
        canvas.drawCircle(x, foot - tall * 0.91, tall * 0.20, paint("#ffb860", 0.5, blur=tall * 0.09, blend=ADD))
