"""Plants of the rainforest: giants on buttress roots, lianas, broad leaves, crowns from above."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import skia

from videoagent_agent_image.drawing.colour import Colour, mix
from videoagent_agent_image.drawing.curves import Point, ribbon, smooth
from videoagent_agent_image.drawing.sheet import linear, paint, polygon

Random = np.random.Generator


def giant(
    canvas: Any,
    x: float,
    foot: float,
    wide: float,
    tones: tuple[Colour, Colour, Colour],
    random: Random,
    *,
    side: int = 1,
) -> None:
    """Draw a trunk that leaves the picture at the top.

    Args:
        canvas: Coordinates in units.
        x: Of its middle.
        foot: Where its roots end.
        wide: Of the trunk.
        tones: In shade, of the bark, and of its lit edge.
        random: Of its roots.
        side: Where the light comes from, -1 left, 1 right.
    """
    dark, bark, lit = tones
    half = wide / 2
    reaches = [wide * (0.95 + 0.5 * float(random.random())) for _ in range(2)]
    body = skia.Path()
    body.moveTo(x - half - reaches[0], foot + wide * 0.1)
    body.cubicTo(
        x - half * 1.5, foot - wide * 0.35, x - half * 1.05, foot - wide * 1.4, x - half * 0.92, foot - wide * 3.0
    )
    body.lineTo(x - half * 0.78, -30)
    body.lineTo(x + half * 0.78, -30)
    body.lineTo(x + half * 0.92, foot - wide * 3.0)
    body.cubicTo(
        x + half * 1.05, foot - wide * 1.4, x + half * 1.5, foot - wide * 0.35, x + half + reaches[1], foot + wide * 0.1
    )
    body.quadTo(x + half * 1.1, foot + wide * 0.02, x + half * 0.7, foot + wide * 0.16)
    body.quadTo(x, foot - wide * 0.02, x - half * 0.7, foot + wide * 0.16)
    body.quadTo(x - half * 1.1, foot + wide * 0.02, x - half - reaches[0], foot + wide * 0.1)
    body.close()
    stops = [(0, dark), (0.55, bark), (0.9, lit), (1, bark)]
    ends = (x - half * 1.3, x + half * 1.3) if side > 0 else (x + half * 1.3, x - half * 1.3)
    canvas.drawPath(body, paint(bark, shader=linear((ends[0], 0), (ends[1], 0), stops)))
    canvas.save()
    canvas.clipPath(body, skia.ClipOp.kIntersect, True)
    for share in (-0.55, -0.1, 0.4):
        fold = skia.Path()
        fold.moveTo(x + half * share, foot - wide * 3.2)
        fold.cubicTo(
            x + half * share,
            foot - wide * 1.5,
            x + half * share * 1.3,
            foot - wide * 0.7,
            x + half * share * 2.6,
            foot + wide * 0.2,
        )
        canvas.drawPath(fold, paint(dark, 0.55, stroke=wide * 0.07))
    for _ in range(9):
        y = foot * float(random.random())
        patch = x + half * float(random.uniform(-0.8, 0.5))
        moss = skia.Rect.MakeXYWH(patch, y, half * 0.5, wide * 0.8)
        canvas.drawOval(moss, paint(mix(bark, "#4f7a3a", 0.6), 0.35, blur=wide * 0.06))
    canvas.restore()


def liana(
    canvas: Any, start: Point, end: Point, sag: float, wide: float, tone: Colour, leaf: Colour, random: Random
) -> None:
    """Hang a liana between two places, with leaves on it."""
    middle = (start[0] + end[0]) / 2, max(start[1], end[1]) + sag
    rope = skia.Path()
    rope.moveTo(*start)
    rope.quadTo(*middle, *end)
    canvas.drawPath(rope, paint(tone, stroke=wide))
    for share in np.linspace(0.06, 0.94, 13):
        s = float(share) + 0.02 * float(random.standard_normal())
        x = (1 - s) ** 2 * start[0] + 2 * s * (1 - s) * middle[0] + s * s * end[0]
        y = (1 - s) ** 2 * start[1] + 2 * s * (1 - s) * middle[1] + s * s * end[1]
        size = wide * (1.5 + 1.3 * float(random.random()))
        canvas.save()
        canvas.translate(x, y)
        canvas.rotate(60 + 60 * float(random.random()))
        canvas.drawOval(
            skia.Rect.MakeXYWH(0, -size * 0.32, size * 1.7, size * 0.64),
            paint(mix(tone, leaf, 0.5 + 0.5 * float(random.random()))),
        )
        canvas.restore()


def blade(canvas: Any, foot: Point, tip: Point, wide: float, dark: Colour, lit: Colour, *, torn: bool = False) -> None:
    """Draw a long broad leaf, as of a banana, that bows over from its foot to its tip; ``torn``: in strips."""
    across, up = tip[0] - foot[0], tip[1] - foot[1]
    spine = [
        (foot[0] + across * share**1.5, foot[1] + up * (share + 0.42 * share * (1 - share)))
        for share in (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
    ]
    canvas.drawPath(polygon(spine[:2], close=False), paint(mix(dark, lit, 0.35), stroke=wide * 0.12))
    widths = (wide * 0.10, wide * 0.62, wide, wide * 0.96, wide * 0.62, wide * 0.03)
    leaf = ribbon(spine, widths)
    box = leaf.getBounds()
    tones = [(0, lit), (0.55, mix(dark, lit, 0.45)), (1, dark)]
    canvas.drawPath(leaf, paint(dark, shader=linear((0, box.top()), (0, box.bottom()), tones)))
    canvas.save()
    canvas.clipPath(leaf, skia.ClipOp.kIntersect, True)
    heading = float(np.arctan2(up, across))
    for number in range(1, 22):
        share = number / 22
        x, y = _along(spine, share)
        for side in (-1, 1):
            angle = heading + side * 0.95
            end = x + wide * 0.8 * float(np.cos(angle)), y + wide * 0.8 * float(np.sin(angle))
            thick = wide * (0.05 if torn and number % 4 == 0 else 0.012)
            tone, strength = (mix(dark, "#04100a", 0.5), 0.75) if torn and number % 4 == 0 else (dark, 0.5)
            canvas.drawLine(x, y, *end, paint(tone, strength, stroke=thick))
    canvas.restore()
    canvas.drawPath(smooth(spine, close=False), paint(mix(lit, "#f4ffd0", 0.35), 0.9, stroke=wide * 0.050))


def _along(points: Sequence[Point], share: float) -> Point:
    at = share * (len(points) - 1)
    low = min(len(points) - 2, int(at))
    part = at - low
    return (
        points[low][0] + (points[low + 1][0] - points[low][0]) * part,
        points[low][1] + (points[low + 1][1] - points[low][1]) * part,
    )


def slit_leaf(canvas: Any, x: float, y: float, size: float, degrees: float, dark: Colour, lit: Colour) -> None:
    """Draw a heart-shaped leaf with deep slits, its stalk at (x, y), pointing up where ``degrees`` is 0."""
    canvas.save()
    canvas.translate(x, y)
    canvas.rotate(degrees)
    tones = linear((-size * 0.4, -size), (size * 0.4, 0), [(0, lit), (0.5, mix(dark, lit, 0.5)), (1, dark)])
    heart = skia.Path()
    heart.moveTo(0, size * 0.02)
    for side in (1, -1):
        heart.moveTo(0, size * 0.02)
        heart.cubicTo(
            side * size * 0.18, size * 0.20, side * size * 0.42, size * 0.06, side * size * 0.40, -size * 0.16
        )
        heart.cubicTo(side * size * 0.36, -size * 0.55, side * size * 0.16, -size * 0.80, 0, -size)
        heart.close()
    canvas.drawPath(heart, paint(dark, shader=tones))
    for side in (1, -1):
        for number, (start, end, deep) in enumerate(
            ((0.05, -0.10, 0.44), (0.20, 0.06, 0.45), (0.36, 0.24, 0.42), (0.53, 0.44, 0.34), (0.70, 0.64, 0.24))
        ):
            slit = skia.Path()
            slit.moveTo(side * size * 0.13, -size * (start + 0.10))
            slit.quadTo(side * size * 0.28, -size * (start + 0.07), side * size * deep, -size * (end + 0.035))
            slit.lineTo(side * size * deep, -size * (end - 0.035))
            slit.quadTo(side * size * 0.28, -size * (start + 0.025), side * size * 0.13, -size * (start + 0.10))
            canvas.drawPath(slit, paint("#000000", blend=skia.BlendMode.kClear))
            rib = skia.Path()
            rib.moveTo(0, -size * (start - 0.02 + 0.06 * (number > 0)))
            rib.quadTo(side * size * 0.18, -size * (start + 0.12), side * size * (deep - 0.10), -size * (end + 0.13))
            canvas.drawPath(rib, paint(mix(lit, "#f4ffd0", 0.2), 0.40, stroke=size * 0.009))
    canvas.drawLine(0, size * 0.35, 0, -size * 0.92, paint(mix(lit, "#f4ffd0", 0.3), 0.75, stroke=size * 0.022))
    canvas.restore()


def frond(canvas: Any, foot: Point, tip: Point, dark: Colour, lit: Colour) -> None:
    """Draw a feathered palm leaf that bows from its foot to its tip."""
    across, up = tip[0] - foot[0], tip[1] - foot[1]
    long = float(np.hypot(across, up))
    spine = [
        (foot[0] + across * s, foot[1] + up * s - long * 0.28 * s * (1 - s)) for s in np.linspace(0, 1, 9).tolist()
    ]
    for number in range(3, 34):
        share = number / 34
        x, y = _along(spine, share)
        before, after = _along(spine, share - 0.03), _along(spine, min(1.0, share + 0.03))
        heading = float(np.arctan2(after[1] - before[1], after[0] - before[0]))
        reach = long * 0.30 * float(np.sin(np.pi * min(1.0, 0.12 + 0.88 * share)) ** 0.7 + 0.10)
        for side in (-1, 1):
            angle = heading + side * 0.85
            end = x + reach * float(np.cos(angle)), y + reach * float(np.sin(angle)) + reach * 0.32
            bow = x + reach * 0.55 * float(np.cos(angle)), y + reach * 0.5 * float(np.sin(angle))
            wide = long * 0.012
            leaf = skia.Path()
            leaf.moveTo(x - wide, y)
            leaf.quadTo(bow[0], bow[1] - wide, *end)
            leaf.quadTo(bow[0], bow[1] + wide * 1.6, x + wide, y)
            leaf.close()
            canvas.drawPath(leaf, paint(mix(dark, lit, (0.25 if side > 0 else 0.62) + 0.25 * share)))
    canvas.drawPath(smooth(spine, close=False), paint(mix(dark, lit, 0.6), stroke=long * 0.012))


def crown(canvas: Any, x: float, y: float, size: float, dark: Colour, lit: Colour, random: Random) -> None:
    """Draw a tree's crown seen from above and aside: clumps on a dome, the upper right ones lit."""
    shadow = skia.Rect.MakeXYWH(x - size * 1.05, y - size * 0.30, size * 2.10, size * 1.30)
    canvas.drawOval(shadow, paint(mix(dark, "#04140e", 0.45)))
    dome = skia.Rect.MakeXYWH(x - size, y - size * 0.72, size * 2, size * 1.44)
    tones = linear(
        (x - size * 0.4, y + size * 0.7),
        (x + size * 0.4, y - size * 0.7),
        [(0, dark), (0.5, mix(dark, lit, 0.42)), (1, mix(dark, lit, 0.80))],
        4,
    )
    canvas.drawOval(dome, paint(dark, shader=tones))
    for number in range(7):
        share = number / 6
        angle = 2.4 * number + float(random.random())
        away = size * (0.80 - 0.62 * share)
        cx, cy = x + away * float(np.cos(angle)), y - size * 0.12 * share + away * 0.66 * float(np.sin(angle))
        radius = size * (0.34 - 0.10 * share)
        bright = float(np.clip(0.45 + 0.5 * (cx - x) / size * 0.5 - 0.6 * (cy - y) / size, 0, 1))
        canvas.drawOval(
            skia.Rect.MakeXYWH(cx - radius, cy - radius * 0.7, 2 * radius, radius * 1.4),
            paint(mix(dark, lit, 0.18 + 0.72 * bright), 0.8),
        )


def macaw(
    canvas: Any, x: float, y: float, size: float, body: Colour, wing: Colour, *, side: int = 1, up: bool = True
) -> None:
    """Draw a parrot in flight, its tail long; ``up``: its wings are raised."""

    def at(forward: float, high: float) -> Point:
        return x + side * size * forward, y - size * high

    rise = 1 if up else -0.8
    far = smooth(
        [at(0.08, 0.05), at(0.02, 0.45 * rise), at(-0.20, 0.72 * rise), at(-0.22, 0.34 * rise), at(-0.12, 0.02)]
    )
    canvas.drawPath(far, paint(mix(wing, "#101828", 0.35)))
    tail = polygon([at(-0.16, 0.03), at(-0.86, -0.16), at(-0.94, -0.22), at(-0.70, -0.19), at(-0.16, -0.06)])
    canvas.drawPath(tail, paint(mix(body, wing, 0.35)))
    canvas.drawPath(
        smooth(
            [
                at(0.40, 0.06),
                at(0.30, 0.14),
                at(0.05, 0.09),
                at(-0.20, 0.02),
                at(-0.18, -0.07),
                at(0.08, -0.10),
                at(0.32, -0.05),
            ]
        ),
        paint(body),
    )
    near = smooth(
        [
            at(0.16, 0.03),
            at(0.16, 0.48 * rise),
            at(-0.02, 0.86 * rise),
            at(-0.14, 0.62 * rise),
            at(-0.20, 0.36 * rise),
            at(-0.12, 0.0),
        ]
    )
    canvas.drawPath(
        near,
        paint(
            wing,
            shader=linear(
                at(0, 0),
                at(0, 0.8 * rise),
                [(0, body), (0.38, mix(body, "#f0c030", 0.7)), (0.6, wing), (1, mix(wing, "#101828", 0.3))],
            ),
        ),
    )
    canvas.drawCircle(*at(0.33, 0.055), size * 0.050, paint("#f4ece0"))
    canvas.drawCircle(*at(0.34, 0.06), size * 0.016, paint("#101014"))
    canvas.drawPath(smooth([at(0.385, 0.10), at(0.47, 0.04), at(0.45, -0.055), at(0.385, -0.01)]), paint("#2a2428"))
