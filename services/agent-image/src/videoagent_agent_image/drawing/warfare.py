"""Weapons and signs of the wars of the twentieth century, from afar and without glory."""

from itertools import pairwise
from typing import Any

import numpy as np
import skia

from videoagent_agent_image.drawing.colour import Colour, mix
from videoagent_agent_image.drawing.figures import Figure
from videoagent_agent_image.drawing.light import Light
from videoagent_agent_image.drawing.sheet import ADD, linear, paint, polygon, radial

Random = np.random.Generator
Point = tuple[float, float]


def searchlight(canvas: Any, foot: Point, degrees: float, long: float, colour: Colour, *, strength: float) -> None:
    """Draw a beam from the ground; ``degrees`` from upright, right positive."""
    turn = np.radians(degrees)

    def end(shift: float) -> Point:
        angle = turn + shift
        return foot[0] + long * float(np.sin(angle)), foot[1] - long * float(np.cos(angle))

    fade = linear(foot, end(0.0), [(0, colour, strength), (0.5, colour, strength * 0.5), (1, colour, 0.0)])
    for half, soft in ((0.052, 14.0), (0.030, 5.0)):
        canvas.drawPath(polygon([foot, end(-half), end(half)]), paint(colour, blur=soft, shader=fade, blend=ADD))
    canvas.drawCircle(*foot, 26, paint(colour, 0.5, blur=16, blend=ADD))


def bomber(canvas: Any, plane: Figure, tone: Colour) -> None:
    """Draw an aeroplane with four engines, seen from below its side; ``plane.size`` is its span."""
    body = plane.outline(
        [(-0.42, 0.02), (-0.20, 0.045), (0.20, 0.055), (0.36, 0.03), (0.38, 0.0), (0.20, -0.03), (-0.20, -0.015)]
    )
    wing = plane.angular([(-0.10, -0.30), (0.02, -0.32), (0.14, 0.0), (0.02, 0.32), (-0.08, 0.30), (-0.04, 0.0)])
    tail = plane.angular([(-0.42, -0.11), (-0.36, -0.11), (-0.30, 0.0), (-0.36, 0.13), (-0.43, 0.13)])
    for part in (wing, tail, body):
        canvas.drawPath(part, paint(tone))
    for away in (-0.20, -0.10, 0.10, 0.20):
        start, end = plane.at(0.0, away), plane.at(0.16 - 0.1 * abs(away), away)
        canvas.drawLine(*start, *end, paint(tone, stroke=plane.size * 0.032))


def balloon(canvas: Any, kite: Figure, ground: float, tone: Colour, light: Light) -> None:
    """Draw a barrage balloon on its cable."""
    canvas.drawLine(*kite.at(0, -0.2), kite.x - 30, ground, paint(tone, 0.5, stroke=1.6))
    body = kite.outline(
        [
            (0.5, 0.02),
            (0.36, 0.17),
            (0.0, 0.21),
            (-0.36, 0.12),
            (-0.46, 0.03),
            (-0.30, -0.10),
            (0.10, -0.18),
            (0.40, -0.12),
        ]
    )
    tones = [(0, mix(tone, light.key, 0.45)), (0.5, tone), (1, mix(tone, "#05060c", 0.5))]
    for fin in (
        ((-0.28, 0.10), (-0.44, 0.30), (-0.60, 0.27), (-0.44, 0.05)),
        ((-0.26, -0.06), (-0.42, -0.24), (-0.58, -0.20), (-0.42, 0.02)),
    ):
        canvas.drawPath(kite.outline(fin), paint(mix(tone, "#05060c", 0.2)))
    canvas.drawPath(body, paint(tone, shader=linear(kite.at(0, 0.2), kite.at(0, -0.18), tones)))


def tank(canvas: Any, hulk: Figure, tone: Colour, light: Light) -> None:
    """Draw a tank from its side, dark against the sky; ``hulk.size`` is its length without the gun."""
    dark = mix(tone, "#0a0808", 0.45)
    track = hulk.outline(
        [
            (-0.50, 0.16),
            (-0.40, 0.25),
            (0.40, 0.25),
            (0.52, 0.17),
            (0.42, 0.01),
            (0.30, 0.0),
            (-0.32, 0.0),
            (-0.44, 0.02),
        ]
    )
    canvas.drawPath(track, paint(dark))
    for along in (-0.30, -0.15, 0.0, 0.15, 0.30):
        wheel = hulk.at(along, 0.085)
        canvas.drawCircle(*wheel, hulk.size * 0.068, paint(mix(tone, light.key, 0.12)))
        canvas.drawCircle(*wheel, hulk.size * 0.040, paint(dark))
    hull = hulk.angular([(-0.50, 0.24), (-0.46, 0.34), (0.26, 0.35), (0.54, 0.24), (0.48, 0.20), (-0.46, 0.20)])
    top = [(0, mix(tone, light.key, 0.45)), (0.5, tone), (1, dark)]
    canvas.drawPath(hull, paint(tone, shader=linear(hulk.at(0, 0.35), hulk.at(0, 0.2), top)))
    canvas.drawLine(*hulk.at(0.10, 0.445), *hulk.at(0.82, 0.475), paint(tone, stroke=hulk.size * 0.036))
    canvas.drawLine(*hulk.at(0.74, 0.472), *hulk.at(0.82, 0.475), paint(tone, stroke=hulk.size * 0.055))
    turret = hulk.outline([(-0.26, 0.34), (-0.28, 0.46), (-0.18, 0.53), (0.08, 0.53), (0.20, 0.44), (0.20, 0.34)])
    canvas.drawPath(turret, paint(tone, shader=linear(hulk.at(0, 0.53), hulk.at(0, 0.34), top)))
    canvas.drawRect(skia.Rect(*_box(hulk.at(-0.16, 0.53), hulk.at(-0.04, 0.57))), paint(tone))
    canvas.drawLine(*hulk.at(-0.24, 0.50), *hulk.at(-0.30, 0.86), paint(tone, stroke=hulk.size * 0.008))


def _box(first: Point, second: Point) -> tuple[float, float, float, float]:
    return min(first[0], second[0]), min(first[1], second[1]), max(first[0], second[0]), max(first[1], second[1])


def barbed_wire(canvas: Any, start: Point, end: Point, height: float, tone: Colour, random: Random) -> None:
    """Draw posts from one place to the other, and wire in coils and strands between them."""
    count = max(3, round(abs(end[0] - start[0]) / (height * 1.9)))
    tops: list[Point] = []
    for number in range(count + 1):
        share = number / count
        x, foot = start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share
        lean = height * 0.16 * float(random.standard_normal())
        canvas.drawLine(x, foot + height * 0.1, x + lean, foot - height, paint(tone, stroke=height * 0.070))
        tops.append((x + lean, foot - height))
    wire = paint(tone, stroke=max(2.0, height * 0.017))
    for (left, top), (right, other) in pairwise(tops):
        for level in (0.06, 0.36, 0.66):
            strand = skia.Path()
            sag = height * (0.10 + 0.10 * float(random.random()))
            ends = (
                (left, top + height * level),
                (right, other + height * (level + 0.12 * float(random.standard_normal()))),
            )
            strand.moveTo(*ends[0])
            strand.quadTo((left + right) / 2, (ends[0][1] + ends[1][1]) / 2 + sag, *ends[1])
            canvas.drawPath(strand, wire)
            for share in np.linspace(0.08, 0.92, 9):
                s = float(share)
                y = (
                    (1 - s) ** 2 * ends[0][1]
                    + 2 * s * (1 - s) * ((ends[0][1] + ends[1][1]) / 2 + sag)
                    + s * s * ends[1][1]
                )
                x, barb = left + (right - left) * s, height * 0.042
                canvas.drawLine(x - barb, y - barb, x + barb, y + barb, wire)
                canvas.drawLine(x - barb, y + barb, x + barb, y - barb, wire)


def poppy(
    canvas: Any, x: float, y: float, radius: float, petal: Colour, light: Light, random: Random, *, stem: float
) -> None:
    """Draw a poppy on its stem, its head at (x, y)."""
    bend = stem * 0.16 * float(random.standard_normal())
    stalk = skia.Path()
    stalk.moveTo(x, y)
    stalk.quadTo(x + bend * 0.2, y + stem * 0.5, x + bend, y + stem)
    canvas.drawPath(stalk, paint(light.on("#4a5a38"), stroke=max(2.0, radius * 0.10)))
    turn = float(random.uniform(-18, 18))
    for angle, size, share in ((180, 1.0, 0.30), (0, 1.0, 0.22), (90, 1.05, 0.0), (-90, 0.92, 0.12)):
        canvas.save()
        canvas.translate(x, y)
        canvas.scale(1, 0.80)
        canvas.rotate(turn + angle)
        leaf = skia.Rect.MakeXYWH(
            -radius * 0.62 * size, -radius * 1.02 * size, radius * 1.24 * size, radius * 1.06 * size
        )
        tone = mix(petal, "#3a0608", share)
        shade = radial(
            (0, -radius * 0.2),
            radius * 1.0,
            [(0, mix(tone, "#2a0408", 0.55), 1), (0.55, tone, 1), (1, mix(tone, "#ff8a6a", 0.30), 1)],
        )
        canvas.drawOval(leaf, paint(tone, shader=shade))
        canvas.restore()
    canvas.drawCircle(x, y - radius * 0.05, radius * 0.22, paint("#14100e"))
    canvas.drawCircle(x, y - radius * 0.07, radius * 0.09, paint("#5a6a3c"))


def bare_tree(canvas: Any, x: float, foot: float, tall: float, tone: Colour, random: Random) -> None:
    """Draw the trunk of a shot tree with a few stumps of branches."""
    lean = tall * float(random.uniform(-0.12, 0.12))
    wide = tall * 0.040
    trunk = polygon(
        [
            (x - wide, foot),
            (x - wide * 0.6 + lean * 0.6, foot - tall * 0.7),
            (x - wide * 0.7 + lean, foot - tall),
            (x + lean, foot - tall * 0.93),
            (x + wide * 0.6 + lean, foot - tall * 0.98),
            (x + wide * 1.1, foot),
        ]
    )
    canvas.drawPath(trunk, paint(tone))
    for up, side in ((0.55, 1), (0.68, -1), (0.80, 1)):
        start = x + lean * up, foot - tall * up
        reach = tall * (0.10 + 0.14 * float(random.random()))
        canvas.drawLine(*start, start[0] + side * reach, start[1] - reach * 0.8, paint(tone, stroke=wide * 0.6))


def grave(canvas: Any, x: float, foot: float, tall: float, stone: Colour, light: Light) -> None:
    """Draw a white cross."""
    wide, arm = tall * 0.075, tall * 0.27
    shadow = polygon(
        [
            (x - wide, foot),
            (x + wide, foot),
            (x - tall * 0.62, foot + tall * 0.20),
            (x - tall * 0.72, foot + tall * 0.20),
        ]
    )
    canvas.drawPath(shadow, paint(light.on("#24301e"), 0.35))
    tones = [(0, mix(stone, light.shade, 0.55)), (0.5, stone), (1, mix(stone, light.lit, 0.6))]
    face = linear((x - wide, 0), (x + wide, 0), tones)
    canvas.drawRect(skia.Rect(x - wide, foot - tall, x + wide, foot), paint(stone, shader=face))
    beam = linear((x - arm, 0), (x + arm, 0), tones)
    canvas.drawRect(
        skia.Rect(x - arm, foot - tall * 0.74, x + arm, foot - tall * 0.74 + 2 * wide), paint(stone, shader=beam)
    )
