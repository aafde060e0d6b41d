"""Works of the age of steam: brick mills, chimneys, a narrow boat, cogwheels, molten iron."""

from typing import Any

import numpy as np
import skia

from videoagent_agent_image.drawing.colour import Colour, mix
from videoagent_agent_image.drawing.figures import Figure
from videoagent_agent_image.drawing.light import Light
from videoagent_agent_image.drawing.sheet import ADD, linear, paint, polygon, radial

Random = np.random.Generator
Point = tuple[float, float]


def mill(
    canvas: Any,
    box: "skia.Rect",
    tone: Colour,
    light: Light,
    random: Random,
    *,
    haze: float = 0.0,
    sawtooth: bool = False,
) -> None:
    """Draw a brick mill: rows of arched windows, some lit, under a slate roof or one like a saw."""
    shade = [(0, mix(tone, light.shade, 0.42)), (0.55, tone), (1, mix(tone, light.key, 0.28))]
    slate = mix(light.on("#4a4e5c"), light.haze, haze)
    if sawtooth:
        count = max(3, round(box.width() / (box.height() * 0.55)))
        for number in range(count):
            left, wide = box.left() + box.width() * number / count, box.width() / count
            tooth = polygon([(left, box.top() + 2), (left, box.top() - wide * 0.55), (left + wide, box.top() + 2)])
            canvas.drawPath(
                tooth,
                paint(slate, shader=linear((left, 0), (left + wide, 0), [(0, mix(slate, light.key, 0.4)), (1, slate)])),
            )
            pane = polygon(
                [
                    (left + 3, box.top()),
                    (left + 3, box.top() - wide * 0.47),
                    (left + wide * 0.12, box.top() - wide * 0.40),
                    (left + wide * 0.12, box.top()),
                ]
            )
            canvas.drawPath(
                pane, paint("#ffd27a" if light.dark else mix(mix("#c8dce8", light.key, 0.3), light.haze, haze))
            )
    else:
        rise = min(box.height() * 0.16, 46.0)
        roof = polygon(
            [
                (box.left() - 6, box.top() + 2),
                (box.left() + rise, box.top() - rise),
                (box.right() - rise, box.top() - rise),
                (box.right() + 6, box.top() + 2),
            ]
        )
        canvas.drawPath(
            roof,
            paint(
                slate,
                shader=linear((0, box.top() - rise), (0, box.top()), [(0, mix(slate, light.key, 0.35)), (1, slate)]),
            ),
        )
    canvas.drawRect(box, paint(tone, shader=linear((box.left(), 0), (box.right(), 0), shade)))
    for band in range(round(box.height() / 13)):
        y = box.top() + 13 * band
        canvas.drawLine(box.left(), y, box.right(), y, paint("#1a0c0a", 0.09 * (1 - haze), stroke=1.2))
    columns, rows = max(2, round(box.width() / 56)), max(1, round(box.height() / 84))
    across, down = box.width() / columns, box.height() / rows
    for row in range(rows):
        for column in range(columns):
            x, y = box.left() + across * (column + 0.26), box.top() + down * (row + 0.26)
            wide, high = across * 0.48, down * 0.54
            frame = skia.RRect()
            frame.setRectXY(skia.Rect.MakeXYWH(x, y, wide, high), wide * 0.5, wide * 0.4)
            lamp = float(random.random()) < (0.72 if light.dark else 0.10)
            canvas.drawRRect(frame, paint("#ffcf7a" if lamp else mix(light.on("#2e3644"), light.haze, haze)))
            canvas.drawRect(
                skia.Rect.MakeXYWH(x, y + high * 0.5, wide, high * 0.5),
                paint("#ffcf7a" if lamp else mix(light.on("#2e3644"), light.haze, haze)),
            )
            bar = paint(mix(tone, light.key, 0.3), 0.9, stroke=1.6)
            canvas.drawLine(x + wide / 2, y, x + wide / 2, y + high, bar)
            canvas.drawLine(x, y + high * 0.5, x + wide, y + high * 0.5, bar)
            canvas.drawRect(
                skia.Rect.MakeXYWH(x - 3, y + high, wide + 6, 5), paint(mix(light.on("#c8b8a0"), light.haze, haze))
            )


def brick_chimney(canvas: Any, x: float, foot: float, tall: float, tone: Colour, light: Light) -> Point:
    """Draw a tapering brick chimney with a crown and return its mouth."""
    low, high = tall * 0.062, tall * 0.036
    tones = [(0, mix(tone, light.shade, 0.5)), (0.55, tone), (1, mix(tone, light.key, 0.42))]
    body = polygon([(x - low, foot), (x - high, foot - tall), (x + high, foot - tall), (x + low, foot)])
    canvas.drawPath(body, paint(tone, shader=linear((x - low, 0), (x + low, 0), tones)))
    for up, out, thick in ((0.955, 1.32, 0.030), (0.925, 1.18, 0.016), (0.12, 1.9, 0.020)):
        half, y = high * out, foot - tall * up
        canvas.drawRect(
            skia.Rect(x - half, y - tall * thick, x + half, y),
            paint(tone, shader=linear((x - half, 0), (x + half, 0), tones)),
        )
    return x, foot - tall


def narrow_boat(canvas: Any, boat: Figure, light: Light) -> None:
    """Draw a canal boat with its cabin, laden with coal."""
    black, red, green = light.on("#1c1a20"), light.on("#a8382c"), light.on("#2c5a48")
    coal = boat.outline([(-0.12, 0.07), (-0.05, 0.125), (0.10, 0.135), (0.26, 0.120), (0.37, 0.07)])
    canvas.drawPath(coal, paint(light.on("#26242a")))
    hull = boat.outline(
        [
            (-0.50, 0.10),
            (-0.50, 0.10),
            (-0.20, 0.070),
            (0.30, 0.070),
            (0.50, 0.125),
            (0.50, 0.125),
            (0.44, 0.02),
            (0.38, -0.01),
            (-0.42, -0.01),
            (-0.48, 0.03),
        ]
    )
    canvas.drawPath(
        hull,
        paint(black, shader=linear(boat.at(0, 0.1), boat.at(0, 0), [(0, mix(black, light.key, 0.3)), (1, "#0a080c")])),
    )
    cabin = boat.angular([(-0.44, 0.07), (-0.425, 0.175), (-0.15, 0.175), (-0.14, 0.07)])
    canvas.drawPath(
        cabin,
        paint(
            green, shader=linear(boat.at(0, 0.175), boat.at(0, 0.07), [(0, mix(green, light.key, 0.35)), (1, green)])
        ),
    )
    canvas.drawLine(*boat.at(-0.44, 0.178), *boat.at(-0.14, 0.178), paint(red, stroke=boat.size * 0.014))
    for along in (-0.36, -0.23):
        canvas.drawCircle(
            *boat.at(along, 0.125), boat.size * 0.018, paint("#ffd68a" if light.dark else light.on("#d8c89a"))
        )
    canvas.drawLine(*boat.at(-0.30, 0.175), *boat.at(-0.30, 0.235), paint(black, stroke=boat.size * 0.018))
    stripe = boat.outline([(-0.49, 0.075), (-0.20, 0.050), (0.30, 0.050), (0.48, 0.095)], close=False)
    canvas.drawPath(stripe, paint(red, stroke=boat.size * 0.010))


def cogwheel(
    canvas: Any, x: float, y: float, radius: float, teeth: int, metal: Colour, light: Light, *, turned: float = 0.0
) -> None:
    """Draw a spoked cogwheel, ``turned`` by some degrees."""
    points = []
    for tooth in range(teeth):
        for share, reach in ((-0.28, 0.90), (-0.18, 1.0), (0.18, 1.0), (0.28, 0.90)):
            angle = 2 * np.pi * (tooth + share) / teeth + np.radians(turned)
            points.append((x + radius * reach * float(np.cos(angle)), y + radius * reach * float(np.sin(angle))))
    wheel = polygon(points)
    wheel.setFillType(skia.PathFillType.kEvenOdd)
    spokes = 6
    for spoke in range(spokes):
        gap, start = np.pi / spokes * 0.80, 2 * np.pi * spoke / spokes + np.radians(turned)
        window = [
            (x + radius * reach * float(np.cos(start + turn)), y + radius * reach * float(np.sin(start + turn)))
            for reach, turns in ((0.74, np.linspace(-gap, gap, 9)), (0.28, np.linspace(gap * 0.62, -gap * 0.62, 5)))
            for turn in turns
        ]
        wheel.addPath(polygon(window))
    shadow = skia.Path(wheel)
    shadow.offset(radius * 0.03, radius * 0.045)
    canvas.drawPath(shadow, paint("#08060a", 0.5, blur=radius * 0.03))
    shine = radial(
        (x - radius * 0.4, y - radius * 0.5),
        radius * 1.9,
        [(0, mix(metal, light.key, 0.60), 1), (0.45, metal, 1), (1, mix(metal, "#0a080c", 0.6), 1)],
    )
    canvas.drawPath(wheel, paint(metal, shader=shine))
    edge = paint(mix(metal, light.key, 0.5), 0.5, stroke=max(1.5, radius * 0.010))
    canvas.drawPath(wheel, edge)
    canvas.drawCircle(x, y, radius * 0.82, paint(mix(metal, "#0a080c", 0.5), 0.6, stroke=radius * 0.018))
    canvas.drawCircle(x, y, radius * 0.17, paint(mix(metal, "#0a080c", 0.45)))
    hub = radial(
        (x - radius * 0.03, y - radius * 0.05),
        radius * 0.15,
        [(0, mix(metal, light.key, 0.8), 1), (1, mix(metal, "#0a080c", 0.3), 1)],
    )
    canvas.drawCircle(x, y, radius * 0.125, paint(metal, shader=hub))
    for bolt in range(spokes):
        angle = 2 * np.pi * (bolt + 0.5) / spokes + np.radians(turned)
        canvas.drawCircle(
            x + radius * 0.215 * float(np.cos(angle)),
            y + radius * 0.215 * float(np.sin(angle)),
            radius * 0.026,
            paint(mix(metal, "#0a080c", 0.55)),
        )


def ladle(canvas: Any, pot: Figure) -> Point:
    """Draw a ladle of molten iron that tips forward, and return its lip; ``pot.size`` is its height."""
    iron = "#3a3438"
    for side in (-0.46, 0.46):
        canvas.drawLine(
            pot.x + side * pot.size * 0.8,
            pot.foot - pot.size * 3.2,
            *pot.at(side, 0.62),
            paint("#1c181c", stroke=pot.size * 0.045),
        )
    body = pot.angular([(-0.46, 0.92), (-0.36, 0.06), (0.22, -0.10), (0.66, 0.66)])
    tones = [(0, "#161216"), (0.45, iron), (0.8, "#8a4a2c"), (1, "#e88a3a")]
    canvas.drawPath(body, paint(iron, shader=linear(pot.at(-0.46, 0.4), pot.at(0.66, 0.4), tones)))
    for share in (0.22, 0.55):
        left, right = pot.at(-0.44 + 0.09 * share, 0.90 - 0.8 * share), pot.at(0.64 - 0.40 * share, 0.64 - 0.7 * share)
        canvas.drawLine(*left, *right, paint("#141014", stroke=pot.size * 0.05))
    canvas.drawPath(pot.outline([(-0.46, 0.92), (0.10, 0.90), (0.66, 0.66), (0.10, 0.72)]), paint("#ffd860"))
    canvas.drawCircle(*pot.at(0.1, 0.8), pot.size * 0.7, paint("#ff8a2a", 0.45, blur=pot.size * 0.3, blend=ADD))
    return pot.at(0.64, 0.655)
