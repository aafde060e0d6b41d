"""The skeleton of a Tyrannosaurus as museums mount it."""

from itertools import pairwise
from typing import Any

import numpy as np

from videoagent_agent_image.drawing.colour import Colour, mix
from videoagent_agent_image.drawing.curves import Point, spline
from videoagent_agent_image.drawing.figures import Figure
from videoagent_agent_image.drawing.sheet import linear, paint

_SPINE: tuple[Point, ...] = (
    (-1.42, 0.70), (-1.05, 0.735), (-0.68, 0.745), (-0.36, 0.775), (-0.10, 0.785), (0.14, 0.775), (0.27, 0.80),
    (0.36, 0.87), (0.42, 0.905),
)  # fmt: skip
_SKULL: tuple[Point, ...] = (
    (0.40, 0.875), (0.405, 0.955), (0.47, 1.0), (0.56, 0.99), (0.66, 0.965), (0.77, 0.935), (0.85, 0.885),
    (0.865, 0.83), (0.84, 0.795), (0.84, 0.795), (0.70, 0.80), (0.56, 0.80), (0.47, 0.79),
)  # fmt: skip
_JAW: tuple[Point, ...] = (
    (0.44, 0.80), (0.50, 0.745), (0.62, 0.715), (0.76, 0.68), (0.79, 0.65), (0.75, 0.632), (0.62, 0.645), (0.50, 0.68),
    (0.42, 0.76),
)  # fmt: skip


def tyrannosaur_bones(canvas: Any, place: Figure, bone: Colour, shade: Colour) -> None:
    """Draw the mounted skeleton, 1 being its height."""
    size = place.size
    for shift, near in ((0.16, False), (0.0, True)):  # the far leg, then the near one
        tone = bone if near else mix(bone, shade, 0.5)
        joints = ((-0.16, 0.70), (0.06, 0.42), (-0.10, 0.17), (0.0, 0.04))
        placed = [(x + shift, y) for x, y in joints]
        for (start, end), thick in zip(pairwise(placed), (0.052, 0.040, 0.034), strict=True):
            _bone(canvas, place, start, end, thick, tone, shade)
        for toe in (0.12, 0.17, 0.06):
            _bone(canvas, place, placed[3], (placed[3][0] + toe, 0.012), 0.020, tone, shade)
    for start, end in (((-0.34, 0.72), (-0.04, 0.79)), ((-0.20, 0.72), (-0.32, 0.50)), ((-0.16, 0.70), (0.02, 0.52))):
        _bone(canvas, place, start, end, 0.048, bone, shade)
    spine = spline(_SPINE, steps=6)
    for number, (x, y) in enumerate(spine):
        thick = 0.012 + 0.022 * min(1.0, number / 26)
        if number % 2 == 0:
            drop = 0.035 + 0.055 * min(1.0, number / 24)
            canvas.drawLine(
                *place.at(x, y), *place.at(x - 0.012, y + drop * 0.8), paint(bone, stroke=size * thick * 0.55)
            )
            if number < 24:
                canvas.drawLine(
                    *place.at(x, y),
                    *place.at(x - 0.02, y - drop),
                    paint(mix(bone, shade, 0.3), stroke=size * thick * 0.5),
                )
        canvas.drawCircle(*place.at(x, y), size * thick, paint(mix(bone, shade, 0.45)))
        canvas.drawCircle(*place.at(x + 0.003, y + 0.004), size * thick * 0.78, paint(bone))
    for number in range(11):
        share = number / 10
        x, y = -0.14 + 0.36 * share, 0.785 - 0.012 * share
        deep = 0.34 - 0.14 * abs(share - 0.55) * 2
        rib = ((x, y), (x + 0.075, y - deep * 0.34), (x + 0.085, y - deep * 0.72), (x + 0.02, y - deep))
        path = place.outline(rib, close=False)
        canvas.drawPath(path, paint(mix(shade, bone, 0.25), stroke=size * 0.022))
        canvas.drawPath(path, paint(bone, stroke=size * 0.014))
    for start, end, thick in (
        ((0.24, 0.72), (0.34, 0.52), 0.035),
        ((0.30, 0.56), (0.36, 0.47), 0.022),
        ((0.36, 0.47), (0.42, 0.46), 0.016),
        ((0.42, 0.46), (0.43, 0.42), 0.012),
    ):
        _bone(canvas, place, start, end, thick, bone, shade)
    _head(canvas, place, bone, shade)


def _head(canvas: Any, place: Figure, bone: Colour, shade: Colour) -> None:
    size = place.size
    for outline in (_JAW, _SKULL):
        path = place.outline(outline)
        box = path.getBounds()
        tones = [(0, mix(bone, "#ffffff", 0.35)), (0.5, bone), (1, mix(bone, shade, 0.6))]
        canvas.drawPath(path, paint(bone, shader=linear((0, box.top()), (0, box.bottom()), tones)))
        canvas.drawPath(path, paint(shade, 0.6, stroke=size * 0.005))
    for hole in (
        ((0.50, 0.955), (0.545, 0.95), (0.55, 0.90), (0.515, 0.865), (0.49, 0.90)),
        ((0.44, 0.93), (0.465, 0.95), (0.47, 0.87), (0.445, 0.85)),
        ((0.60, 0.925), (0.69, 0.905), (0.70, 0.855), (0.60, 0.85)),
        ((0.775, 0.895), (0.82, 0.875), (0.815, 0.85), (0.78, 0.86)),
        ((0.50, 0.735), (0.56, 0.715), (0.55, 0.69), (0.50, 0.705)),
    ):
        canvas.drawPath(place.outline(hole), paint(mix(shade, "#08060a", 0.6)))
    for number in range(12):
        share = number / 11
        long = 0.052 if number % 3 == 1 else 0.034
        x, y = 0.545 + 0.285 * share, 0.803
        canvas.drawPath(
            place.angular(((x - 0.011, y), (x + 0.011, y), (x - 0.002, y - long))), paint(mix(bone, "#ffffff", 0.4))
        )
        x, y = 0.55 + 0.215 * share, 0.728 - 0.058 * share
        canvas.drawPath(
            place.angular(((x - 0.010, y), (x + 0.009, y), (x - 0.004, y + long * 0.8))),
            paint(mix(bone, "#ffffff", 0.3)),
        )


def _bone(canvas: Any, place: Figure, start: Point, end: Point, thick: float, bone: Colour, shade: Colour) -> None:
    """Draw a long bone with its two heads."""
    a, b = place.at(*start), place.at(*end)
    wide = place.size * thick
    for tone, grown in ((mix(bone, shade, 0.65), 1.3), (bone, 1.0)):
        canvas.drawLine(*a, *b, paint(tone, stroke=wide * 0.62 * grown))
        for x, y in (a, b):
            canvas.drawCircle(x, y, wide * 0.58 * grown, paint(tone))
    turn = np.arctan2(b[1] - a[1], b[0] - a[0]) - np.pi / 2
    dx, dy = wide * 0.12 * float(np.cos(turn)), wide * 0.12 * float(np.sin(turn))
    canvas.drawLine(
        a[0] + dx, a[1] + dy, b[0] + dx, b[1] + dy, paint(mix(bone, "#ffffff", 0.5), 0.7, stroke=wide * 0.18)
    )
