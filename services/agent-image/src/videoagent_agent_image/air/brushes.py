"""Single flakes, drops, leaves and sparks, in the manner of each style."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
import skia

from videoagent_agent_image.drawing.colour import Colour, mix
from videoagent_agent_image.drawing.sheet import ADD, paint, polygon


class Medium(StrEnum):
    """What a style is made of, as far as the air is concerned."""

    LIGHT = "light"
    PAPER = "paper"
    WASH = "wash"
    LINE = "line"
    CHALK = "chalk"
    NEON = "neon"


@dataclass(frozen=True)
class Mark:
    """One thing in the air; lengths in units, angles in degrees."""

    x: float
    y: float
    size: float
    turn: float
    colour: Colour
    opacity: float


Brush = Callable[[Any, Mark, Medium], None]
"""(canvas, mark, medium): draws the mark."""

_SHADE = "#10131c"


def _outline(canvas: Any, path: Any, mark: Mark, medium: Medium) -> None:
    """Draw a shape as the style would: cut out, washed, drawn or glowing."""
    if medium is Medium.PAPER:
        canvas.save()
        canvas.translate(mark.size * 0.12, mark.size * 0.22)
        canvas.drawPath(path, paint(_SHADE, 0.28 * mark.opacity))
        canvas.restore()
        canvas.drawPath(path, paint(mark.colour, mark.opacity))
    elif medium is Medium.WASH:
        canvas.drawPath(path, paint(mark.colour, 0.62 * mark.opacity, blur=0.8))
        canvas.drawPath(path, paint(mix(mark.colour, _SHADE, 0.4), 0.5 * mark.opacity, stroke=1.4))
    elif medium is Medium.NEON:
        _glow(canvas, mark, lambda brush: canvas.drawPath(path, brush), width=2.4)
    elif medium is Medium.LIGHT:
        canvas.drawPath(path, paint(mark.colour, mark.opacity, blur=0.7))
    else:
        canvas.drawPath(path, paint(mark.colour, 0.85 * mark.opacity, stroke=2.2 if medium is Medium.CHALK else 1.5))


def _glow(canvas: Any, mark: Mark, draw: Callable[[Any], None], width: float) -> None:
    """Draw a line that shines: a wide soft one, and a thin one that is nearly white."""
    draw(paint(mark.colour, 0.75 * mark.opacity, stroke=width * 2.6, blur=width * 2.2, blend=ADD))
    draw(paint(mix(mark.colour, "#ffffff", 0.6), mark.opacity, stroke=width))


def flake(canvas: Any, mark: Mark, medium: Medium) -> None:
    """Draw a snowflake: a soft disc, a paper hexagon, or a star of three strokes."""
    if medium in (Medium.LIGHT, Medium.WASH):
        mote(canvas, mark, medium)
        return
    angles = [math.radians(mark.turn + 60 * number) for number in range(6)]
    tips = [(mark.x + mark.size * math.cos(a), mark.y + mark.size * math.sin(a)) for a in angles]
    if medium is Medium.PAPER:
        _outline(canvas, polygon(tips), mark, medium)
        return
    path = skia.Path()
    for one, other in zip(tips[:3], tips[3:], strict=True):
        path.moveTo(*one)
        path.lineTo(*other)
    _outline(canvas, path, mark, medium)


def mote(canvas: Any, mark: Mark, medium: Medium) -> None:
    """Draw a grain of dust or pollen."""
    if medium is Medium.NEON:
        brush = paint(mark.colour, 0.7 * mark.opacity, blur=mark.size * 1.6, blend=ADD)
        canvas.drawCircle(mark.x, mark.y, mark.size * 1.6, brush)
        canvas.drawCircle(mark.x, mark.y, mark.size * 0.6, paint("#ffffff", mark.opacity))
        return
    blur = max(0.6, mark.size * 0.25) if medium is Medium.LIGHT else 0.0
    canvas.drawCircle(mark.x, mark.y, mark.size, paint(mark.colour, mark.opacity, blur=blur))
    if medium is Medium.WASH:
        canvas.drawCircle(mark.x, mark.y, mark.size, paint(_SHADE, 0.16 * mark.opacity, stroke=1))


def spark(canvas: Any, mark: Mark, medium: Medium) -> None:
    """Draw a spark that rises: a grain with light around it, or a small lozenge."""
    if medium in (Medium.LIGHT, Medium.NEON, Medium.WASH):
        canvas.drawCircle(
            mark.x, mark.y, mark.size * 2.2, paint(mark.colour, 0.5 * mark.opacity, blur=mark.size * 1.8, blend=ADD)
        )
        core = mix(mark.colour, "#fff6d8", 0.55)
        canvas.drawCircle(mark.x, mark.y, mark.size * 0.8, paint(core, mark.opacity, blur=0.6))
        return
    size = mark.size * 1.5
    tips = [(0.0, -1.6), (0.7, 0.0), (0.0, 1.6), (-0.7, 0.0)]
    _outline(canvas, polygon([(mark.x + x * size, mark.y + y * size) for x, y in tips]), mark, medium)


def leaf(canvas: Any, mark: Mark, medium: Medium) -> None:
    """Draw a leaf with its vein; ``size`` is half of its length."""
    _blade(canvas, mark, medium, breadth=0.46)
    vein = paint(mix(mark.colour, _SHADE, 0.45), 0.55 * mark.opacity, stroke=max(1.0, mark.size * 0.07))
    if medium in (Medium.LINE, Medium.CHALK, Medium.NEON):
        vein = paint(mark.colour, 0.6 * mark.opacity, stroke=1.3)
    across, down = math.cos(math.radians(mark.turn)), math.sin(math.radians(mark.turn))
    reach = mark.size * 1.25
    canvas.drawLine(
        mark.x - across * reach, mark.y - down * reach, mark.x + across * reach * 0.6, mark.y + down * reach * 0.6, vein
    )


def petal(canvas: Any, mark: Mark, medium: Medium) -> None:
    """Draw a petal."""
    _blade(canvas, mark, medium, breadth=0.62)


def _blade(canvas: Any, mark: Mark, medium: Medium, breadth: float) -> None:
    angle = math.radians(mark.turn)
    across, down = math.cos(angle) * mark.size, math.sin(angle) * mark.size
    side = (-down * breadth * 1.7, across * breadth * 1.7)
    path = skia.Path()
    path.moveTo(mark.x - across, mark.y - down)
    path.quadTo(mark.x + side[0], mark.y + side[1], mark.x + across, mark.y + down)
    path.quadTo(mark.x - side[0], mark.y - side[1], mark.x - across, mark.y - down)
    path.close()
    _outline(canvas, path, mark, medium)


def streak(canvas: Any, mark: Mark, medium: Medium) -> None:
    """Draw falling rain; ``size`` is its length and ``turn`` how far it leans."""
    slant = math.tan(math.radians(mark.turn))
    top, foot = (mark.x, mark.y), (mark.x - mark.size * slant, mark.y + mark.size)
    width = 0.8 + mark.size / 90
    if medium is Medium.NEON:
        _glow(canvas, mark, lambda brush: canvas.drawLine(*top, *foot, brush), width=width)
    elif medium is Medium.PAPER:
        canvas.drawLine(*top, *foot, paint(mark.colour, min(1.0, 2.0 * mark.opacity), stroke=width * 2.6))
    elif medium is Medium.CHALK:
        for start, end in ((0.0, 0.42), (0.5, 0.72), (0.86, 1.0)):
            ends = [(top[0] + (foot[0] - top[0]) * at, top[1] + (foot[1] - top[1]) * at) for at in (start, end)]
            canvas.drawLine(*ends[0], *ends[1], paint(mark.colour, min(1.0, 2.2 * mark.opacity), stroke=width * 1.6))
    else:
        strength = 1.0 if medium is Medium.LIGHT else 1.8
        canvas.drawLine(*top, *foot, paint(mark.colour, min(1.0, strength * mark.opacity), stroke=width))


def bank(canvas: Any, mark: Mark, medium: Medium) -> None:
    """Draw a piece of a bank of fog; ``size`` is half of its length."""
    tall = mark.size * 0.2
    if medium in (Medium.LIGHT, Medium.WASH, Medium.PAPER):
        oval = skia.Rect.MakeXYWH(mark.x - mark.size, mark.y - tall, 2 * mark.size, 2 * tall)
        canvas.drawOval(oval, paint(mark.colour, mark.opacity, blur=tall * 0.55))
    else:
        _outline(canvas, _wave(mark, tall * 0.35), mark, medium)


def _wave(mark: Mark, swell: float) -> Any:
    path = skia.Path()
    path.moveTo(mark.x - mark.size, mark.y)
    for share in np.linspace(-1, 1, 9)[:-1]:
        path.quadTo(
            mark.x + mark.size * float(share + 0.125), mark.y + swell * (1 if round(share * 4) % 2 else -1),
            mark.x + mark.size * float(share + 0.25), mark.y,
        )  # fmt: skip
    return path
