"""More by which one knows a city: a parliament, a bridge of towers, a statue."""

from typing import Any

import numpy as np
import skia

from videoagent_agent_image.drawing.colour import Colour, mix
from videoagent_agent_image.drawing.figures import Figure, solid
from videoagent_agent_image.drawing.light import Light
from videoagent_agent_image.drawing.sheet import ADD, linear, paint, polygon

Random = np.random.Generator


def parliament(
    canvas: Any, left: float, right: float, foot: float, tall: float, light: Light, *, haze: float = 0.0
) -> None:
    """Draw a long Gothic palace between two places, pinnacles on every pier, a square tower at its left."""
    stone = mix(light.on("#c09a62"), light.haze, haze)
    shade = [(0, mix(stone, light.key, 0.3)), (0.5, stone), (1, mix(stone, light.shade, 0.5))]
    body = skia.Rect(left, foot - tall * 0.62, right, foot)
    canvas.drawRect(body, paint(stone, shader=linear((0, body.top()), (0, foot), shade)))
    tower = skia.Rect(left - tall * 0.10, foot - tall * 1.55, left + tall * 0.46, foot)
    canvas.drawRect(
        tower,
        paint(
            stone,
            shader=linear(
                (tower.left(), 0),
                (tower.right(), 0),
                [(0, mix(stone, light.shade, 0.5)), (1, mix(stone, light.key, 0.3))],
            ),
        ),
    )
    dark = "#ffcf7a" if light.dark else mix(stone, "#241a12", 0.66)

    def piers(box: Any, gap: float, rows: int, spike: float) -> None:
        count = max(2, round(box.width() / gap))
        for number in range(count + 1):
            x = box.left() + box.width() * number / count
            canvas.drawRect(
                skia.Rect(x - gap * 0.10, box.top(), x + gap * 0.10, box.bottom()), paint(mix(stone, light.key, 0.22))
            )
            canvas.drawPath(
                polygon([(x - gap * 0.13, box.top()), (x, box.top() - spike), (x + gap * 0.13, box.top())]),
                paint(mix(stone, light.shade, 0.2)),
            )
            if number == count:
                continue
            for row in range(rows):
                y = box.top() + box.height() * (row + 0.22) / rows
                pane = skia.RRect()
                wide = box.width() / count * 0.50
                pane.setRectXY(
                    skia.Rect.MakeXYWH(x + wide * 0.5, y, wide, box.height() / rows * 0.60), wide * 0.5, wide * 0.6
                )
                canvas.drawRRect(pane, paint(dark))

    piers(body, tall * 0.17, 2, tall * 0.16)
    piers(tower, tall * 0.19, 4, tall * 0.10)
    for x in (tower.left(), tower.right()):
        canvas.drawPath(
            polygon(
                [(x - tall * 0.06, tower.top() + 4), (x, tower.top() - tall * 0.30), (x + tall * 0.06, tower.top() + 4)]
            ),
            paint(mix(stone, light.shade, 0.25)),
        )
    middle = (left + right) * 0.52
    spire = polygon(
        [
            (middle - tall * 0.15, body.top()),
            (middle - tall * 0.11, body.top() - tall * 0.34),
            (middle, body.top() - tall * 0.80),
            (middle + tall * 0.11, body.top() - tall * 0.34),
            (middle + tall * 0.15, body.top()),
        ]
    )
    canvas.drawPath(
        spire,
        paint(
            mix(stone, light.haze, 0.2),
            shader=linear(
                (middle - tall * 0.12, 0),
                (middle + tall * 0.12, 0),
                [(0, mix(stone, light.shade, 0.5)), (1, mix(stone, light.key, 0.25))],
            ),
        ),
    )


def tower_bridge(canvas: Any, bridge: Figure, light: Light, width: float, *, haze: float = 0.0) -> None:
    """Draw the bridge of two Gothic towers across the picture, as high as ``bridge.size`` above the deck."""
    stone, slate = mix(light.on("#c4b294"), light.haze, haze), mix(light.on("#4e6a86"), light.haze, haze)
    blue, deck = mix(light.on("#3f86b8"), light.haze, haze), bridge.foot
    span = bridge.size * 0.62
    steel = paint(blue, stroke=bridge.size * 0.030)
    for side in (-1, 1):
        edge = bridge.x + side * span * 0.5
        end = -20.0 if side < 0 else width + 20
        chain = skia.Path()
        chain.moveTo(edge, deck - bridge.size * 0.46)
        chain.quadTo(
            edge + side * bridge.size * 0.42,
            deck - bridge.size * 0.02,
            edge + side * bridge.size * 0.95,
            deck - bridge.size * 0.20,
        )
        chain.lineTo(end, deck - bridge.size * 0.02)
        canvas.drawPath(chain, steel)
        for share in np.linspace(0.06, 0.94, 12):
            s = float(share)
            x = edge + side * bridge.size * 0.95 * s
            y = (
                (1 - s) ** 2 * (deck - bridge.size * 0.46)
                + 2 * s * (1 - s) * (deck - bridge.size * 0.02)
                + s * s * (deck - bridge.size * 0.20)
            )
            canvas.drawLine(x, y, x, deck, paint(blue, 0.8, stroke=bridge.size * 0.008))
    for up in (0.56, 0.64):
        beam = skia.Rect(
            bridge.x - span / 2, deck - bridge.size * (up + 0.028), bridge.x + span / 2, deck - bridge.size * up
        )
        canvas.drawRect(beam, paint(mix(blue, light.lit, 0.25)))
    for x in np.linspace(bridge.x - span / 2, bridge.x + span / 2, 15):
        canvas.drawLine(
            float(x),
            deck - bridge.size * 0.64,
            float(x) + span / 28,
            deck - bridge.size * 0.56,
            paint(blue, stroke=bridge.size * 0.008),
        )
    road = skia.Rect(-20, deck - bridge.size * 0.022, width + 20, deck + bridge.size * 0.030)
    canvas.drawRect(
        road,
        paint(
            blue,
            shader=linear(
                (0, road.top()), (0, road.bottom()), [(0, mix(blue, light.lit, 0.45)), (1, mix(blue, "#0c1420", 0.5))]
            ),
        ),
    )
    for side in (-1, 1):
        _bridge_tower(canvas, Figure(bridge.x + side * span * 0.5, deck, bridge.size), stone, slate, light)


def _bridge_tower(canvas: Any, tower: Figure, stone: Colour, slate: Colour, light: Light) -> None:
    half = tower.size * 0.105
    tones = [(0, mix(stone, light.shade, 0.5)), (0.6, stone), (1, mix(stone, light.key, 0.4))]
    fill = paint(stone, shader=linear((tower.x - half, 0), (tower.x + half, 0), tones))
    pier = skia.Rect(
        tower.x - half * 1.5, tower.foot + tower.size * 0.02, tower.x + half * 1.5, tower.foot + tower.size * 0.26
    )
    canvas.drawRect(pier, paint(mix(stone, light.shade, 0.3)))
    canvas.drawRect(
        skia.Rect(tower.x - half, tower.foot - tower.size * 0.72, tower.x + half, tower.foot + tower.size * 0.05), fill
    )
    canvas.drawPath(
        tower.angular([(-0.095, 0.71), (-0.030, 0.90), (0.030, 0.90), (0.095, 0.71)]),
        paint(
            slate,
            shader=linear(
                (tower.x - half, 0),
                (tower.x + half, 0),
                [(0, mix(slate, light.shade, 0.4)), (1, mix(slate, light.key, 0.4))],
            ),
        ),
    )
    for across in (-0.105, 0.105):
        x = tower.x + across * tower.size
        canvas.drawRect(
            skia.Rect(x - half * 0.24, tower.foot - tower.size * 0.78, x + half * 0.24, tower.foot + tower.size * 0.05),
            fill,
        )
        canvas.drawPath(
            polygon(
                [
                    (x - half * 0.28, tower.foot - tower.size * 0.775),
                    (x, tower.foot - tower.size * 0.93),
                    (x + half * 0.28, tower.foot - tower.size * 0.775),
                ]
            ),
            paint(slate),
        )
    pane = "#ffcf7a" if light.dark else mix(stone, "#20242c", 0.7)
    for up in (0.22, 0.38, 0.54):
        for across in (-0.045, 0.0, 0.045):
            x, y = tower.at(across, up + 0.085)
            arch = skia.RRect()
            arch.setRectXY(
                skia.Rect.MakeXYWH(x - tower.size * 0.014, y, tower.size * 0.028, tower.size * 0.085),
                tower.size * 0.014,
                tower.size * 0.02,
            )
            canvas.drawRRect(arch, paint(pane))
        canvas.drawLine(
            *tower.at(-0.105, up - 0.02),
            *tower.at(0.105, up - 0.02),
            paint(mix(stone, light.key, 0.35), stroke=tower.size * 0.010),
        )
    gate = skia.RRect()
    x, y = tower.at(-0.05, 0.15)
    gate.setRectXY(skia.Rect.MakeXYWH(x, y, tower.size * 0.10, tower.size * 0.17), tower.size * 0.05, tower.size * 0.06)
    canvas.drawRRect(gate, paint(mix(stone, "#14161c", 0.75)))


def statue_of_liberty(canvas: Any, statue: Figure, light: Light, *, haze: float = 0.0) -> None:
    """Draw the statue with the torch on its pedestal; ``statue.size`` is the height of both."""
    stone, copper = mix(light.on("#c8b48e"), light.haze, haze), mix(light.on("#6fae98"), light.haze, haze)
    for points, tone in (
        ([(-0.26, 0.0), (-0.22, 0.08), (0.22, 0.08), (0.26, 0.0)], mix(stone, light.shade, 0.25)),
        ([(-0.135, 0.08), (-0.125, 0.13), (0.125, 0.13), (0.135, 0.08)], stone),
        ([(-0.105, 0.13), (-0.082, 0.40), (0.082, 0.40), (0.105, 0.13)], stone),
        ([(-0.098, 0.395), (-0.098, 0.42), (0.098, 0.42), (0.098, 0.395)], mix(stone, light.key, 0.25)),
    ):
        edge = linear(
            (statue.at(-0.13, 0)[0], 0),
            (statue.at(0.13, 0)[0], 0),
            [(0, mix(tone, light.shade, 0.45)), (0.6, tone), (1, mix(tone, light.key, 0.4))],
        )
        canvas.drawPath(statue.angular(points), paint(tone, shader=edge))
    for across in (-0.045, 0.0, 0.045):
        x, y = statue.at(across, 0.33)
        canvas.drawRect(
            skia.Rect.MakeXYWH(x - statue.size * 0.011, y, statue.size * 0.022, statue.size * 0.10),
            paint(mix(stone, "#2a2418", 0.6)),
        )
    arm = statue.outline(
        [(-0.052, 0.755), (-0.075, 0.80), (-0.082, 0.90), (-0.070, 0.905), (-0.050, 0.84), (-0.018, 0.775)]
    )
    robe = statue.outline(
        [
            (-0.070, 0.42),
            (-0.070, 0.42),
            (-0.066, 0.55),
            (-0.060, 0.68),
            (-0.052, 0.755),
            (-0.022, 0.785),
            (0.022, 0.785),
            (0.050, 0.75),
            (0.062, 0.66),
            (0.064, 0.54),
            (0.072, 0.42),
            (0.072, 0.42),
        ]
    )
    solid(canvas, arm, copper, light, depth=0.25)
    ends = statue.at(-0.07, 0)[0], statue.at(0.07, 0)[0]
    body = linear(
        (min(ends), 0),
        (max(ends), 0),
        [(0, mix(copper, light.shade, 0.5)), (0.6, copper), (1, mix(copper, light.key, 0.45))],
    )
    canvas.drawPath(robe, paint(copper, shader=body))
    for start, end in ((-0.045, -0.052), (-0.018, -0.026), (0.012, 0.004), (0.036, 0.036)):
        fold = statue.outline([(start * 0.6, 0.74), (start, 0.60), (end, 0.43)], close=False)
        canvas.drawPath(fold, paint(mix(copper, "#16302c", 0.55), 0.6, stroke=statue.size * 0.007))
    sash = statue.outline([(-0.05, 0.735), (0.0, 0.665), (0.058, 0.61)], close=False)
    canvas.drawPath(sash, paint(mix(copper, "#16302c", 0.4), 0.7, stroke=statue.size * 0.010))
    tablet = statue.angular([(0.030, 0.745), (0.078, 0.725), (0.064, 0.625), (0.020, 0.645)])
    canvas.drawPath(tablet, paint(mix(copper, light.key, 0.2)))
    canvas.drawPath(tablet, paint(mix(copper, "#16302c", 0.5), stroke=statue.size * 0.005))
    head = statue.at(0.0, 0.828)
    for turn in np.radians(np.linspace(-72, 72, 7)):
        tip = (
            head[0] + statue.size * 0.062 * float(np.sin(turn)),
            head[1] - statue.size * 0.012 - statue.size * 0.062 * float(np.cos(turn)),
        )
        ray = polygon(
            [
                (head[0] - statue.size * 0.009, head[1] - statue.size * 0.012),
                tip,
                (head[0] + statue.size * 0.009, head[1] - statue.size * 0.012),
            ]
        )
        canvas.drawPath(ray, paint(copper))
    canvas.drawOval(
        skia.Rect(
            head[0] - statue.size * 0.026,
            head[1] - statue.size * 0.034,
            head[0] + statue.size * 0.026,
            head[1] + statue.size * 0.034,
        ),
        paint(copper, shader=body),
    )
    canvas.drawRect(
        skia.Rect(
            head[0] - statue.size * 0.030,
            head[1] - statue.size * 0.030,
            head[0] + statue.size * 0.030,
            head[1] - statue.size * 0.014,
        ),
        paint(mix(copper, light.key, 0.25)),
    )
    torch = statue.at(-0.079, 0.925)
    canvas.drawRect(
        skia.Rect(
            torch[0] - statue.size * 0.018,
            torch[1] - statue.size * 0.008,
            torch[0] + statue.size * 0.018,
            torch[1] + statue.size * 0.006,
        ),
        paint(copper),
    )
    canvas.drawLine(
        torch[0],
        torch[1],
        statue.at(-0.076, 0.89)[0],
        statue.at(-0.076, 0.89)[1],
        paint(copper, stroke=statue.size * 0.014),
    )
    flame = statue.outline([(-0.094, 0.935), (-0.092, 0.965), (-0.079, 1.0), (-0.066, 0.965), (-0.064, 0.935)])
    canvas.drawCircle(
        torch[0],
        torch[1] - statue.size * 0.035,
        statue.size * 0.07,
        paint("#ffc85a", 0.55 if light.dark else 0.25, blur=statue.size * 0.03, blend=ADD),
    )
    canvas.drawPath(flame, paint("#ffc23a"))
