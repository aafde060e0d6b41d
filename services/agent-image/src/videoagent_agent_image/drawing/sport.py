"""Sport: balls, a goal, a basket, and the stands around them."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import skia
from numpy.typing import NDArray

from videoagent_agent_image.drawing.colour import Colour, mix
from videoagent_agent_image.drawing.curves import Point, smooth
from videoagent_agent_image.drawing.lamps import glow
from videoagent_agent_image.drawing.sheet import linear, paint, polygon, radial

Random = np.random.Generator
SUPPORTERS: tuple[Colour, ...] = ("#d8483c", "#e8e0d4", "#3a5a9a", "#f0b848", "#8a3a4a", "#4a4a5e", "#c8a890")


def _corners() -> NDArray[np.float64]:
    """Return the twelve corners of an icosahedron on the unit sphere."""
    golden = (1 + 5**0.5) / 2
    points = []
    for one in (-1, 1):
        for other in (-golden, golden):
            points += [(0, one, other), (one, other, 0), (other, 0, one)]
    corners = np.array(points, float)
    return np.asarray(corners / np.linalg.norm(corners[0]), np.float64)


def football(canvas: Any, x: float, y: float, radius: float, key: Colour, shade: Colour) -> None:
    """Draw a football of black and white pieces, lit from the upper left."""
    tilt = np.array([[0.86, 0.20, 0.47], [-0.36, 0.89, 0.28], [-0.36, -0.41, 0.84]])
    basis, _ = np.linalg.qr(tilt)
    corners = _corners() @ basis.T
    white = radial(
        (x - radius * 0.35, y - radius * 0.45),
        radius * 1.55,
        [(0, "#ffffff"), (0.45, mix("#eceef2", key, 0.2)), (1, mix("#7a8090", shade, 0.5))],
    )
    canvas.drawCircle(x, y, radius, paint("#ffffff", shader=white))
    canvas.save()
    disc = skia.Path()
    disc.addCircle(x, y, radius)
    canvas.clipPath(disc, skia.ClipOp.kIntersect, True)
    edge = np.linalg.norm(corners[0] - corners, axis=1)
    side = float(np.sort(edge)[1])
    near = [[j for j in range(12) if abs(np.linalg.norm(corners[i] - corners[j]) - side) < 0.01] for i in range(12)]

    def shown(point: Any) -> Point:
        unit = point / np.linalg.norm(point)
        if unit[2] < 0:  # round the edge, and out of sight
            unit = unit / max(float(np.hypot(unit[0], unit[1])), 1e-6)
        return x + radius * float(unit[0]), y - radius * float(unit[1])

    for i in range(12):
        for j in near[i]:
            start, end = (2 * corners[i] + corners[j]) / 3, (corners[i] + 2 * corners[j]) / 3
            if i < j and (start + end)[2] > -0.1:
                canvas.drawLine(*shown(start), *shown(end), paint("#5a6070", 0.8, stroke=radius * 0.028))
    for i in range(12):
        if corners[i][2] < -0.30:
            continue
        around = [(2 * corners[i] + corners[j]) / 3 for j in near[i]]
        first = around[0] - corners[i]
        normal = corners[i]
        across = np.cross(normal, first)
        around.sort(key=lambda point: float(np.arctan2((point - normal) @ across, (point - normal) @ first)))
        piece = [
            around[k] * (1 - share) + around[(k + 1) % 5] * share for k in range(5) for share in (0.0, 0.25, 0.5, 0.75)
        ]
        canvas.drawPath(polygon([shown(point) for point in piece]), paint("#1c1e28"))
    ball = radial(
        (x - radius * 0.35, y - radius * 0.45),
        radius * 1.5,
        [(0, "#ffffff", 0.28), (0.35, "#ffffff", 0.0), (0.7, shade, 0.10), (1, shade, 0.62)],
    )
    canvas.drawCircle(x, y, radius, paint(shade, shader=ball))
    canvas.restore()


def basketball(canvas: Any, x: float, y: float, radius: float) -> None:
    """Draw a basketball."""
    tones = [(0, "#ffb868"), (0.5, "#e0742c"), (1, "#7a3010")]
    canvas.drawCircle(
        x, y, radius, paint("#e0742c", shader=radial((x - radius * 0.35, y - radius * 0.4), radius * 1.45, tones))
    )
    canvas.save()
    canvas.translate(x, y)
    canvas.rotate(-24)
    seam = paint("#2a140c", stroke=radius * 0.045)
    canvas.drawLine(-radius, 0, radius, 0, seam)
    canvas.drawLine(0, -radius, 0, radius, seam)
    for side in (-1, 1):
        bow = [
            (side * radius * across, up * radius)
            for across, up in ((0.76, -0.65), (0.42, -0.30), (0.34, 0.0), (0.42, 0.30), (0.76, 0.65))
        ]
        canvas.drawPath(smooth(bow, close=False), seam)
    canvas.restore()


def goal(canvas: Any, box: "skia.Rect", deep: float, tone: Colour) -> None:
    """Draw a football goal from the front; ``deep`` is how far its net hangs back, in units."""
    back = skia.Rect(
        box.left() + deep * 0.5, box.top() + deep * 0.55, box.right() - deep * 0.5, box.bottom() - deep * 0.42
    )
    thread = paint(tone, 0.5, stroke=max(1.3, box.height() * 0.006))
    columns, rows = round(box.width() / (box.height() * 0.085)), 11
    for number in range(columns + 1):
        share = number / columns
        top, bottom = (
            (back.left() + back.width() * share, back.top()),
            (back.left() + back.width() * share, back.bottom()),
        )
        canvas.drawLine(box.left() + box.width() * share, box.top(), *top, thread)
        canvas.drawLine(*top, *bottom, thread)
    for number in range(rows + 1):
        share = number / rows
        y = back.top() + back.height() * share
        canvas.drawLine(back.left(), y, back.right(), y, thread)
        for end, start in ((back.left(), box.left()), (back.right(), box.right())):
            canvas.drawLine(start, box.top() + box.height() * share, end, y, thread)
    for share in (0.3, 0.65):
        for end, start in ((back.left(), box.left()), (back.right(), box.right())):
            x = start + (end - start) * share
            canvas.drawLine(x, box.top() + deep * 0.55 * share, x, box.bottom() - deep * 0.42 * share, thread)
    canvas.drawRect(
        skia.Rect(back.left(), back.top(), back.right(), back.bottom()), paint(tone, 0.75, stroke=box.height() * 0.012)
    )
    thick = box.height() * 0.048
    post = [(0, mix("#8a94a8", tone, 0.4)), (0.4, "#ffffff"), (1, mix("#7a8498", tone, 0.4))]
    for x in (box.left(), box.right()):
        bar = skia.Rect(x - thick / 2, box.top() - thick / 2, x + thick / 2, box.bottom())
        canvas.drawRoundRect(
            bar, thick * 0.4, thick * 0.4, paint("#ffffff", shader=linear((bar.left(), 0), (bar.right(), 0), post))
        )
    bar = skia.Rect(box.left() - thick / 2, box.top() - thick / 2, box.right() + thick / 2, box.top() + thick / 2)
    canvas.drawRoundRect(
        bar, thick * 0.4, thick * 0.4, paint("#ffffff", shader=linear((0, bar.top()), (0, bar.bottom()), post))
    )


def crowd_in(
    canvas: Any, corners: Sequence[Point], rows: int, gap: float, random: Random, night: Colour, dim: float
) -> None:
    """Fill a stand with people as dots of colour.

    Args:
        canvas: To draw on.
        corners: Of the stand: lower left, lower right, upper right, upper left.
        rows: Of seats.
        gap: Between neighbours at the left, units.
        random: Of who sits where.
        night: What they darken to.
        dim: How much, 0..1.
    """
    lower_left, lower_right, upper_right, upper_left = (np.array(corner, float) for corner in corners)
    paths = [skia.Path() for _ in SUPPORTERS]
    for row in range(rows):
        share = (row + 0.5) / rows
        start, end = lower_left + (upper_left - lower_left) * share, lower_right + (upper_right - lower_right) * share
        heights = (
            float(np.linalg.norm(upper_left - lower_left)) / rows,
            float(np.linalg.norm(upper_right - lower_right)) / rows,
        )
        count = max(4, int(float(np.linalg.norm(end - start)) / gap))
        for number in range(count):
            along = (number + 0.5 * (row % 2) + float(random.uniform(-0.25, 0.25))) / count
            place = start + (end - start) * along
            size = (heights[0] + (heights[1] - heights[0]) * along) * 0.40
            if random.random() < 0.93:
                paths[int(random.integers(len(paths)))].addCircle(
                    float(place[0]), float(place[1]), size * float(random.uniform(0.8, 1.1))
                )
    for tone, path in zip(SUPPORTERS, paths, strict=True):
        canvas.drawPath(path, paint(mix(tone, night, dim)))


def floodlights(canvas: Any, x: float, foot: float, top: float, wide: float, mast: Colour) -> None:
    """Draw a mast with a panel of lamps."""
    canvas.drawPath(
        polygon([(x - wide * 0.07, foot), (x + wide * 0.07, foot), (x + wide * 0.035, top), (x - wide * 0.035, top)]),
        paint(mast),
    )
    panel = skia.Rect(x - wide / 2, top - wide * 0.44, x + wide / 2, top + wide * 0.06)
    glow(canvas, x, panel.centerY(), wide * 2.6, "#e8f2ff", 0.75)
    canvas.drawRect(panel, paint(mix(mast, "#0a0c16", 0.4)))
    for row in range(3):
        for column in range(5):
            at = panel.left() + panel.width() * (column + 0.5) / 5, panel.top() + panel.height() * (row + 0.5) / 3
            canvas.drawCircle(*at, wide * 0.075, paint("#ffffff"))
    glow(canvas, x, panel.centerY(), wide * 0.9, "#ffffff", 0.6)


def basket(canvas: Any, x: float, y: float, wide: float) -> None:
    """Draw a basket with its net from below its board; (x, y) is the middle of the ring."""
    rim = skia.Rect(x - wide / 2, y - wide * 0.13, x + wide / 2, y + wide * 0.13)
    canvas.drawArc(rim, 180, 180, False, paint("#a8401c", stroke=wide * 0.036))
    cord = paint("#f4f0ea", 0.92, stroke=wide * 0.016)
    strands = 12
    for number in range(strands):
        turn = 2 * np.pi * number / strands
        for twist in (-1, 1):
            line = []
            for step in range(8):
                share = step / 7
                angle = turn + twist * share * 1.25
                half = wide / 2 * (1 - 0.42 * share**0.7)
                line.append(
                    (x + half * float(np.cos(angle)), y + half * 0.26 * float(np.sin(angle)) + wide * 0.66 * share)
                )
            canvas.drawPath(smooth(line, close=False), cord)
    canvas.drawArc(rim, 0, 180, False, paint("#f0642c", stroke=wide * 0.042))


def tennis_ball(canvas: Any, x: float, y: float, radius: float) -> None:
    """Draw a tennis ball."""
    tones = [(0, "#f8ffb0"), (0.45, "#d8e84a"), (1, "#7a8a14")]
    canvas.drawCircle(
        x, y, radius, paint("#d8e84a", shader=radial((x - radius * 0.35, y - radius * 0.4), radius * 1.45, tones))
    )
    for side in (-1, 1):
        seam = [
            (side * 0.86, -0.50),
            (side * 0.42, -0.30),
            (side * 0.26, 0.05),
            (side * 0.46, 0.42),
            (side * 0.80, 0.60),
        ]
        path = smooth([(x + radius * across, y + radius * down) for across, down in seam], close=False)
        canvas.drawPath(path, paint("#fbfdf0", stroke=radius * 0.09))


def racket(canvas: Any, x: float, y: float, tall: float, frame: Colour, *, turn: float = 0.0) -> None:
    """Draw a tennis racket about the middle of its head, its handle down before it is turned."""
    canvas.save()
    canvas.translate(x, y)
    canvas.rotate(turn)
    canvas.scale(tall, tall)
    head = skia.Rect(-0.175, -0.24, 0.175, 0.24)
    disc = skia.Path()
    disc.addOval(head)
    canvas.save()
    canvas.clipPath(disc, skia.ClipOp.kIntersect, True)
    for number in range(-5, 6):
        canvas.drawLine(number * 0.031, -0.26, number * 0.031, 0.26, paint("#f8f4e4", 0.9, stroke=0.0038))
    for number in range(-7, 8):
        canvas.drawLine(-0.2, number * 0.031, 0.2, number * 0.031, paint("#f8f4e4", 0.9, stroke=0.0038))
    canvas.restore()
    for side in (-1, 1):
        throat = [(side * 0.125, 0.165), (side * 0.085, 0.265), (side * 0.026, 0.36)]
        canvas.drawPath(smooth(throat, close=False), paint(frame, stroke=0.030))
    canvas.drawLine(0, 0.345, 0, 0.44, paint(frame, stroke=0.046))
    canvas.drawLine(0, 0.42, 0, 0.70, paint("#1c1a20", stroke=0.056))
    for number in range(9):
        canvas.drawLine(-0.027, 0.43 + 0.032 * number, 0.027, 0.415 + 0.032 * number, paint("#4a4650", stroke=0.006))
    canvas.drawOval(head, paint(mix(frame, "#08060a", 0.35), stroke=0.036))
    canvas.drawOval(head.makeOffset(-0.003, -0.004), paint(frame, stroke=0.024))
    canvas.drawArc(
        head.makeOffset(-0.005, -0.006), 190, 110, False, paint(mix(frame, "#ffffff", 0.7), 0.9, stroke=0.008)
    )
    canvas.restore()
