"""Lamps: what they throw around them, their beams, and lights out of focus."""

from typing import Any

import numpy as np
import skia

from videoagent_agent_image.drawing.colour import Colour, mix
from videoagent_agent_image.drawing.sheet import Sheet, linear, paint, polygon, radial

Random = np.random.Generator


def glow(canvas: Any, x: float, y: float, radius: float, tone: Colour, strength: float, *, flat: float = 1.0) -> None:
    """Draw light that fades out at ``radius``; ``flat`` is the height of its ellipse as a share of the width."""
    canvas.save()
    canvas.translate(x, y)
    canvas.scale(1, flat)
    stops = [(0, tone, strength), (0.35, tone, strength * 0.45), (1, tone, 0.0)]
    canvas.drawCircle(0, 0, radius, paint(tone, shader=radial((0, 0), radius, stops)))
    canvas.restore()


def lamp(canvas: Any, x: float, y: float, size: float, tone: Colour) -> None:
    """Draw a lamp that shines at the viewer."""
    glow(canvas, x, y, size * 4, tone, 0.5)
    canvas.drawCircle(x, y, size, paint(mix(tone, "#ffffff", 0.75)))


def beam(
    canvas: Any, source: tuple[float, float], turn: float, length: float, spread: float, tone: Colour, strength: float
) -> None:
    """Draw a cone of light; ``turn`` is in degrees from straight down, right positive, ``spread`` half the angle."""
    for share, part in ((1.0, 0.14), (0.86, 0.16), (0.72, 0.18), (0.58, 0.20), (0.44, 0.22), (0.30, 0.24)):
        sides = [np.radians(turn + side * spread * share) for side in (-1, 1)]
        ends = [(source[0] + length * float(np.sin(a)), source[1] + length * float(np.cos(a))) for a in sides]
        middle = np.radians(turn)
        far = source[0] + length * float(np.sin(middle)), source[1] + length * float(np.cos(middle))
        stops = [(0, tone, strength * part), (0.5, tone, strength * part * 0.5), (1, tone, 0.0)]
        canvas.drawPath(polygon([source, *ends]), paint(tone, shader=linear(source, far, stops)))


def as_light(sheet: Sheet) -> Sheet:
    """Return the sheet as light that brightens what is behind it, and hides nothing."""
    sheet.pixels[..., 3] = 0
    return sheet


def bokeh(
    canvas: Any,
    box: tuple[float, float, float, float],
    count: int,
    sizes: tuple[float, float],
    tones: tuple[Colour, ...],
    random: Random,
) -> None:
    """Draw lights out of focus within (left, top, right, bottom)."""
    left, top, right, bottom = box
    for _ in range(count):
        x, y = float(random.uniform(left, right)), float(random.uniform(top, bottom))
        tone = tones[int(random.integers(len(tones)))]
        size = sizes[0] + (sizes[1] - sizes[0]) * float(random.random()) ** 2
        strength = 0.10 + 0.26 * float(random.random())
        canvas.drawCircle(x, y, size, paint(tone, strength))
        canvas.drawCircle(x, y, size, paint(mix(tone, "#ffffff", 0.3), strength * 0.7, stroke=max(1.5, size * 0.07)))


def folds(sheet: Sheet, box: "skia.Rect", count: int, cloth: Colour, lit: Colour, dark: Colour) -> None:
    """Draw a curtain that hangs in folds, its hem in waves."""
    wide = box.width() / count
    for number in range(count):
        left = box.left() + wide * number
        fold = skia.Path()
        fold.moveTo(left - 1, box.top())
        fold.lineTo(left + wide + 1, box.top())
        fold.lineTo(left + wide + 1, box.bottom())
        fold.quadTo(left + wide / 2, box.bottom() + wide * 0.28, left - 1, box.bottom())
        fold.close()
        tones = [(0, dark), (0.35, cloth), (0.6, lit), (0.8, cloth), (1, dark)]
        sheet.canvas.drawPath(fold, paint(cloth, shader=linear((left, 0), (left + wide, 0), tones)))
