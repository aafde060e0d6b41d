"""What stands in a painter's and inventor's workshop: an easel, a bust, brushes, and drawings of machines."""

from typing import Any

import numpy as np
import skia

from videoagent_agent_image.drawing.colour import Colour, mix
from videoagent_agent_image.drawing.curves import Point, smooth
from videoagent_agent_image.drawing.dishes import shadow
from videoagent_agent_image.drawing.figures import Figure
from videoagent_agent_image.drawing.paintings import painting, sunflower
from videoagent_agent_image.drawing.sheet import linear, paint, polygon, radial

Random = np.random.Generator

_BUST: tuple[Point, ...] = (
    (-0.30, 0.16), (-0.36, 0.30), (-0.33, 0.40), (-0.20, 0.46), (-0.145, 0.52), (-0.15, 0.60), (-0.20, 0.68),
    (-0.225, 0.78), (-0.20, 0.90), (-0.10, 0.985), (0.03, 0.995), (0.13, 0.95), (0.175, 0.87), (0.185, 0.82),
    (0.17, 0.79), (0.235, 0.715), (0.24, 0.695), (0.195, 0.685), (0.205, 0.655), (0.195, 0.635), (0.205, 0.615),
    (0.185, 0.58), (0.14, 0.555), (0.07, 0.555), (0.055, 0.50), (0.10, 0.45), (0.24, 0.40), (0.31, 0.33),
    (0.29, 0.22), (0.17, 0.12), (-0.14, 0.10),
)  # fmt: skip


def easel(canvas: Any, x: float, foot: float, tall: float, wood: Colour, picture: str, random: Random, *,
          wide: float = 0.46) -> None:  # fmt: skip
    """Draw an easel with a canvas of the width ``wide`` × ``tall``, painted as :func:`painting` names it."""

    def beam(start: Point, end: Point, thick: float, tone: Colour) -> None:
        canvas.drawLine(*start, *end, paint(mix(tone, "#140a06", 0.55), stroke=thick * 1.25))
        canvas.drawLine(*start, *end, paint(tone, stroke=thick))
        lit = thick * 0.24
        canvas.drawLine(
            start[0] - lit, start[1] - lit, end[0] - lit, end[1] - lit,
            paint(mix(tone, "#fff0d0", 0.4), 0.7, stroke=thick * 0.3),
        )  # fmt: skip

    thick = tall * 0.026
    beam((x, foot - tall * 0.98), (x + tall * 0.08, foot - tall * 0.05), thick, mix(wood, "#140a06", 0.5))
    for side in (-1, 1):
        beam((x + side * tall * 0.035, foot - tall), (x + side * tall * 0.29, foot), thick, wood)
    half, high = tall * wide / 2, tall * 0.56
    box = skia.Rect(x - half, foot - tall * 0.90, x + half, foot - tall * 0.90 + high)
    canvas.drawRect(box.makeOffset(tall * 0.02, tall * 0.025), paint("#0c0604", 0.5, blur=tall * 0.02))
    canvas.drawRect(box.makeOutset(tall * 0.008, tall * 0.008), paint("#e8dcc4"))
    painting(canvas, box, picture, random)
    canvas.drawRect(skia.Rect(box.right(), box.top(), box.right() + tall * 0.012, box.bottom()), paint("#9a8a70"))
    beam(
        (x - half * 1.08, box.bottom() + thick * 0.7), (x + half * 1.08, box.bottom() + thick * 0.7), thick * 1.3, wood
    )
    beam((x, foot - tall * 1.02), (x, box.top()), thick * 1.2, wood)


def bust(canvas: Any, place: Figure, marble: Colour, shade: Colour) -> None:
    """Draw a marble head on its foot, in profile, 1 being its height."""
    size = place.size
    foot = place.outline(
        (
            (-0.17, 0.0),
            (-0.17, 0.0),
            (-0.13, 0.05),
            (-0.07, 0.08),
            (-0.06, 0.18),
            (0.09, 0.18),
            (0.10, 0.08),
            (0.16, 0.05),
            (0.20, 0.0),
            (0.20, 0.0),
        )
    )
    tones = [(0, marble), (1, shade)]
    across = linear(place.at(0.26, 0.6), place.at(-0.28, 0.4), tones)
    canvas.drawPath(foot, paint(mix(marble, shade, 0.5), shader=across))
    body = place.outline(_BUST)
    canvas.drawPath(body, paint(marble, shader=across))
    canvas.save()
    canvas.clipPath(body, skia.ClipOp.kIntersect, True)
    for number in range(34):  # curls
        turn = 0.9 + 2.9 * ((number * 0.618) % 1.0)
        reach = 0.11 + 0.13 * ((number * 0.37) % 1.0)
        middle = place.at(-0.03 + reach * float(np.cos(turn)), 0.80 + reach * 0.92 * float(np.sin(turn)))
        canvas.drawCircle(*middle, size * 0.038, paint(mix(marble, shade, 0.55), 0.8, stroke=size * 0.012))
        canvas.drawCircle(
            middle[0] + place.side * size * 0.008,
            middle[1] - size * 0.010,
            size * 0.024,
            paint(mix(marble, "#ffffff", 0.3), 0.5),
        )
    jaw = smooth([place.at(*p) for p in ((-0.05, 0.70), (-0.04, 0.62), (0.05, 0.565), (0.13, 0.555))], close=False)
    canvas.drawPath(jaw, paint(shade, 0.7, stroke=size * 0.014, blur=size * 0.008))
    neck = polygon([place.at(*p) for p in ((0.06, 0.555), (-0.14, 0.62), (-0.16, 0.44), (0.07, 0.46))])
    canvas.drawPath(neck, paint(shade, 0.35, blur=size * 0.02))
    drape = [
        ((-0.36, 0.34), (-0.10, 0.30), (0.10, 0.40)),
        ((-0.34, 0.26), (-0.06, 0.20), (0.16, 0.34)),
        ((-0.26, 0.16), (0.0, 0.13), (0.22, 0.26)),
    ]
    for line in drape:
        canvas.drawPath(place.outline(line, close=False), paint(shade, 0.6, stroke=size * 0.016, blur=size * 0.004))
    canvas.restore()
    ear = place.outline(((-0.035, 0.745), (0.0, 0.76), (0.01, 0.71), (-0.02, 0.67)))
    canvas.drawPath(ear, paint(mix(marble, shade, 0.35)))
    canvas.drawPath(ear, paint(shade, 0.7, stroke=size * 0.008))
    brow = place.outline(((0.085, 0.785), (0.13, 0.795), (0.17, 0.785)), close=False)
    canvas.drawPath(brow, paint(shade, 0.8, stroke=size * 0.013))
    lid = place.outline(((0.10, 0.752), (0.135, 0.76), (0.16, 0.748), (0.13, 0.742)))
    canvas.drawPath(lid, paint(mix(shade, "#181414", 0.3), 0.8))
    canvas.drawPath(
        place.outline(((0.195, 0.640), (0.165, 0.637), (0.145, 0.645)), close=False), paint(shade, stroke=size * 0.009)
    )


def brushes(canvas: Any, x: float, foot: float, tall: float, clay: Colour, random: Random) -> None:
    """Draw a jar of brushes."""
    half = tall * 0.19
    for number in range(7):
        lean = -0.34 + 0.115 * number
        end = x + tall * lean, foot - tall * (0.86 + 0.14 * float(random.random()))
        canvas.drawLine(
            x + half * lean * 1.4,
            foot - tall * 0.3,
            *end,
            paint(("#c89a5a", "#8a3a2a", "#2c3a4a")[number % 3], stroke=tall * 0.026),
        )
        tip = end[0] + tall * lean * 0.20, end[1] - tall * 0.13
        canvas.drawLine(*end, *tip, paint(("#3a4a8a", "#c8642c", "#e8d8b0", "#7a2a2a")[number % 4], stroke=tall * 0.05))
    jar = skia.Rect(x - half, foot - tall * 0.42, x + half, foot)
    tones = [(0, mix(clay, "#180c08", 0.55)), (0.6, clay), (0.8, mix(clay, "#fff0d8", 0.45)), (1, clay)]
    canvas.drawRoundRect(
        jar, half * 0.25, half * 0.25, paint(clay, shader=linear((jar.left(), 0), (jar.right(), 0), tones))
    )
    canvas.drawOval(
        skia.Rect(x - half, foot - tall * 0.46, x + half, foot - tall * 0.38), paint(mix(clay, "#180c08", 0.5))
    )


def leaf_of_drawings(canvas: Any, x: float, y: float, tall: float, turn: float, what: str) -> None:
    """Draw a sheet of old paper around (x, y) with a "wing", "gears", a "man", a "screw" or a "dome" in ink."""
    canvas.save()
    canvas.translate(x, y)
    canvas.rotate(turn)
    half = tall * 0.38
    edge = [
        (-half, -tall / 2),
        (-half * 0.3, -tall * 0.492),
        (half, -tall / 2),
        (half * 0.985, 0.0),
        (half, tall / 2),
        (0.0, tall * 0.495),
        (-half, tall / 2),
        (-half * 0.985, 0.1 * tall),
    ]
    canvas.drawPath(
        polygon([(px + tall * 0.02, py + tall * 0.025) for px, py in edge]), paint("#0c0604", 0.5, blur=tall * 0.02)
    )
    paper = linear((-half, -tall / 2), (half, tall / 2), [(0, "#f2dfb4"), (0.55, "#e2c78e"), (1, "#b8925a")])
    canvas.drawPath(polygon(edge), paint("#e2c78e", shader=paper))
    ink: Colour = "#4a2a16"
    for row in range(7):  # notes, which nobody can read
        level = -tall * 0.44 + tall * 0.022 * row
        canvas.drawLine(
            -half * 0.84,
            level,
            half * (-0.10 + 0.22 * ((row * 0.618) % 1)),
            level,
            paint(ink, 0.55, stroke=tall * 0.004),
        )
        low = tall * 0.33 + tall * 0.022 * row
        canvas.drawLine(
            half * (-0.1 + 0.2 * ((row * 0.37) % 1)), low, half * 0.84, low, paint(ink, 0.5, stroke=tall * 0.004)
        )
    {"wing": _wing, "gears": _gears, "man": _man, "screw": _screw, "dome": _dome}[what](
        canvas, tall, paint(ink, 0.85, stroke=tall * 0.0065)
    )
    canvas.restore()


def _wing(canvas: Any, tall: float, pen: Any) -> None:
    for side in (-1, 1):
        spar = [(0.0, -0.02), (side * 0.14, -0.14), (side * 0.25, -0.13), (side * 0.34, 0.0)]
        tail = [(0.0, 0.08), (side * 0.10, 0.06), (side * 0.20, 0.11), (side * 0.34, 0.0)]
        for line in (spar, tail):
            canvas.drawPath(smooth([(x * tall, y * tall) for x, y in line], close=False), pen)
        for rib in range(6):
            share = (rib + 1) / 7
            canvas.drawLine(
                side * tall * 0.33 * share,
                -tall * 0.135 * float(np.sin(np.pi * share**0.8)),
                side * tall * 0.26 * share,
                tall * 0.075,
                pen,
            )
    canvas.drawOval(skia.Rect(-tall * 0.035, -tall * 0.10, tall * 0.035, tall * 0.16), pen)
    canvas.drawCircle(0, -tall * 0.135, tall * 0.03, pen)
    canvas.drawPath(
        polygon(
            [
                (-tall * 0.02, tall * 0.16),
                (-tall * 0.07, tall * 0.26),
                (tall * 0.07, tall * 0.26),
                (tall * 0.02, tall * 0.16),
            ]
        ),
        pen,
    )


def _gears(canvas: Any, tall: float, pen: Any) -> None:
    for x, y, radius, teeth in ((-0.09, -0.08, 0.155, 22), (0.145, 0.085, 0.10, 14), (-0.11, 0.19, 0.075, 11)):
        rim = []
        for number in range(teeth * 4):
            reach = radius * (1.0 if number % 4 < 2 else 0.86)
            turn = 6.283 * number / (teeth * 4)
            rim.append((tall * (x + reach * float(np.cos(turn))), tall * (y + reach * float(np.sin(turn)))))
        canvas.drawPath(polygon(rim), pen)
        for share in (0.72, 0.20):
            canvas.drawCircle(tall * x, tall * y, tall * radius * share, pen)
        for spoke in range(6):
            turn = 1.047 * spoke
            ends = [
                (tall * (x + radius * r * float(np.cos(turn))), tall * (y + radius * r * float(np.sin(turn))))
                for r in (0.20, 0.72)
            ]
            canvas.drawLine(*ends[0], *ends[1], pen)


def _man(canvas: Any, tall: float, pen: Any) -> None:
    """A figure with four arms and legs in a circle and a square."""
    canvas.drawCircle(0, -tall * 0.005, tall * 0.255, pen)
    canvas.drawRect(skia.Rect(-tall * 0.215, -tall * 0.185, tall * 0.215, tall * 0.25), pen)
    canvas.drawOval(skia.Rect(-tall * 0.026, -tall * 0.185, tall * 0.026, -tall * 0.115), pen)
    torso = [(-0.055, -0.09), (0.055, -0.09), (0.045, 0.0), (0.04, 0.06), (-0.04, 0.06), (-0.045, 0.0)]
    canvas.drawPath(smooth([(x * tall, y * tall) for x, y in torso]), pen)
    for side in (-1, 1):
        for elbow, hand in (((0.13, -0.095), (0.215, -0.09)), ((0.125, -0.135), (0.195, -0.172))):
            for shift in (-0.012, 0.012):
                arm = [
                    (side * 0.05, -0.08 + shift),
                    (side * elbow[0], elbow[1] + shift),
                    (side * hand[0], hand[1] + shift * 0.5),
                ]
                canvas.drawPath(smooth([(x * tall, y * tall) for x, y in arm], close=False), pen)
        for knee, foot in (((0.03, 0.155), (0.025, 0.25)), ((0.085, 0.15), (0.135, 0.21))):
            for shift in (-0.016, 0.016):
                leg = [
                    (side * 0.022 + shift, 0.06),
                    (side * knee[0] + shift, knee[1]),
                    (side * foot[0] + shift * 0.5, foot[1]),
                ]
                canvas.drawPath(smooth([(x * tall, y * tall) for x, y in leg], close=False), pen)


def _screw(canvas: Any, tall: float, pen: Any) -> None:
    """A mast with a sail that winds up around it."""
    canvas.drawLine(0, -tall * 0.20, 0, tall * 0.22, pen)
    for turn in range(3):
        half, y = tall * (0.12 + 0.065 * turn), tall * (-0.14 + 0.11 * turn)
        sweep = [
            (0.0, y - tall * 0.05),
            (half, y - tall * 0.02),
            (half * 0.9, y + tall * 0.04),
            (0.0, y + tall * 0.055),
            (-half, y + tall * 0.05),
            (-half * 1.05, y + tall * 0.085),
        ]
        canvas.drawPath(smooth(sweep, close=False), pen)
        canvas.drawLine(0, y, half * 0.9, y + tall * 0.03, pen)
    for ring in (0.20, 0.225, 0.24):
        canvas.drawOval(skia.Rect(-tall * 0.17, tall * ring - tall * 0.03, tall * 0.17, tall * ring + tall * 0.03), pen)


def _dome(canvas: Any, tall: float, pen: Any) -> None:
    canvas.drawRect(skia.Rect(-tall * 0.20, tall * 0.12, tall * 0.20, tall * 0.25), pen)
    for share in (-1.0, -0.55, 0.0, 0.55, 1.0):
        rib = [
            (tall * 0.17 * share, tall * 0.12),
            (tall * 0.165 * share, 0.0),
            (tall * 0.10 * share, -tall * 0.11),
            (tall * 0.02 * share, -tall * 0.165),
        ]
        canvas.drawPath(smooth(rib, close=False), pen)
    canvas.drawRect(skia.Rect(-tall * 0.02, -tall * 0.215, tall * 0.02, -tall * 0.165), pen)
    canvas.drawLine(0, -tall * 0.25, 0, -tall * 0.215, pen)
    for number in range(5):
        x = tall * (-0.15 + 0.075 * number)
        canvas.drawRect(skia.Rect(x - tall * 0.016, tall * 0.16, x + tall * 0.016, tall * 0.25), pen)


def quill(canvas: Any, x: float, y: float, long: float) -> None:
    """Draw a feather pen beside its inkwell."""
    tip, end = (x - long * 0.42, y + long * 0.34), (x + long * 0.46, y - long * 0.42)

    def along(share: float, off: float) -> Point:
        dx, dy = end[0] - tip[0], end[1] - tip[1]
        return tip[0] + dx * share - dy * off, tip[1] + dy * share + dx * off

    vane = [
        along(0.22, 0.0),
        along(0.34, -0.06),
        along(0.66, -0.10),
        along(0.92, -0.07),
        along(1.02, 0.02),
        along(0.88, 0.07),
        along(0.56, 0.075),
        along(0.34, 0.045),
    ]
    moved = [(px + long * 0.03, py + long * 0.05) for px, py in vane]
    canvas.drawPath(smooth(moved), paint("#0c0504", 0.45, blur=long * 0.02))
    canvas.drawPath(
        smooth(vane),
        paint(
            "#efe6d4",
            shader=linear(along(0.5, -0.1), along(0.5, 0.08), [(0, "#fffaf0"), (0.5, "#e6dac2"), (1, "#a89878")]),
        ),
    )
    for number in range(12):
        share = 0.30 + 0.055 * number
        for side in (-0.06, 0.045):
            canvas.drawLine(*along(share, 0.0), *along(share + 0.07, side), paint("#8a7a60", 0.5, stroke=long * 0.004))
    canvas.drawLine(*tip, *along(0.97, 0.0), paint("#c8b48c", stroke=long * 0.014))
    canvas.drawLine(*tip, *along(0.06, 0.0), paint("#2a1a10", stroke=long * 0.016))
    well = x + long * 0.52, y + long * 0.20
    canvas.drawCircle(
        well[0] + long * 0.03, well[1] + long * 0.05, long * 0.14, paint("#0c0504", 0.5, blur=long * 0.03)
    )
    brass = radial(
        (well[0] - long * 0.05, well[1] - long * 0.05),
        long * 0.2,
        [(0, "#f0cf8a", 1), (0.5, "#a87a38", 1), (1, "#4a2c10", 1)],
    )
    canvas.drawCircle(*well, long * 0.135, paint("#a87a38", shader=brass))
    canvas.drawCircle(*well, long * 0.085, paint("#140c10"))
    canvas.drawOval(
        skia.Rect.MakeXYWH(well[0] - long * 0.05, well[1] - long * 0.055, long * 0.06, long * 0.03),
        paint("#6a6a80", 0.6),
    )


def bouquet(canvas: Any, x: float, foot: float, tall: float, random: Random) -> None:
    """Draw a vase of sunflowers, ``tall`` units high with them."""
    shadow(canvas, x, foot, tall * 0.40)
    heads = ((-0.30, 0.62, 0.12), (0.31, 0.60, 0.12), (-0.16, 0.80, 0.125), (0.17, 0.82, 0.12), (0.0, 0.93, 0.11),
             (-0.33, 0.86, 0.095), (0.36, 0.84, 0.09), (0.02, 0.66, 0.14))  # fmt: skip
    for px, py, _ in heads:
        stem = smooth(
            [
                (x, foot - tall * 0.38),
                (x + tall * px * 0.5, foot - tall * (0.42 + py) / 2),
                (x + tall * px, foot - tall * py),
            ],
            close=False,
        )
        canvas.drawPath(stem, paint("#4f7a34", stroke=tall * 0.016))
    for px, py, turn in (
        (-0.2, 0.52, -150),
        (0.22, 0.50, -30),
        (-0.26, 0.72, 160),
        (0.27, 0.72, 10),
        (0.05, 0.52, -80),
    ):
        canvas.save()
        canvas.translate(x + tall * px * 0.6, foot - tall * py)
        canvas.rotate(turn)
        leaf = smooth(
            [(0, 0), (tall * 0.08, -tall * 0.045), (tall * 0.20, 0), (tall * 0.20, 0), (tall * 0.08, tall * 0.045)]
        )
        canvas.drawPath(
            leaf, paint("#4f7a34", shader=linear((0, -tall * 0.04), (0, tall * 0.05), [(0, "#8aac4c"), (1, "#335a28")]))
        )
        canvas.restore()
    for px, py, size in heads:
        sunflower(canvas, x + tall * px, foot - tall * py, tall * size, random)
    body = [
        (-0.085, 0.42),
        (-0.085, 0.42),
        (-0.105, 0.36),
        (-0.17, 0.24),
        (-0.165, 0.10),
        (-0.10, 0.0),
        (-0.10, 0.0),
        (0.10, 0.0),
        (0.10, 0.0),
        (0.165, 0.10),
        (0.17, 0.24),
        (0.105, 0.36),
        (0.085, 0.42),
        (0.085, 0.42),
    ]
    vase = smooth([(x + tall * px, foot - tall * py) for px, py in body])
    tones = [(0, "#6a4416"), (0.35, "#d8a040"), (0.62, "#f6d88a"), (1, "#a06a24")]
    canvas.drawPath(vase, paint("#d8a040", shader=linear((x - tall * 0.17, 0), (x + tall * 0.17, 0), tones)))
    canvas.save()
    canvas.clipPath(vase, skia.ClipOp.kIntersect, True)
    canvas.drawRect(skia.Rect(x - tall * 0.2, foot - tall * 0.17, x + tall * 0.2, foot), paint("#f4ecd0", 0.5))
    canvas.restore()
