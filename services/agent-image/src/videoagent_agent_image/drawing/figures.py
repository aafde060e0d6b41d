"""Shapes given in their own coordinates: animals, ships and buildings that are drawn in any size, facing either way."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import skia

from videoagent_agent_image.drawing.colour import Colour, mix
from videoagent_agent_image.drawing.curves import Point, smooth
from videoagent_agent_image.drawing.light import Light
from videoagent_agent_image.drawing.sheet import linear, paint, polygon


@dataclass(frozen=True)
class Figure:
    """Where a thing stands: its coordinates count forward and up from its foot, 1 being ``size``."""

    x: float
    """Units."""
    foot: float
    """Units."""
    size: float
    """Units."""
    side: int = 1
    """Whither it faces: -1 left, 1 right."""

    def at(self, forward: float, up: float) -> Point:
        """Return a place of the thing in units."""
        return self.x + self.side * self.size * forward, self.foot - self.size * up

    def outline(self, points: Sequence[Point], *, close: bool = True) -> Any:
        """Return a smooth path through points of the thing."""
        return smooth([self.at(*point) for point in points], close=close)

    def angular(self, points: Sequence[Point], *, close: bool = True) -> Any:
        """Return a path of straight lines through points of the thing."""
        return polygon([self.at(*point) for point in points], close=close)


def solid(canvas: Any, path: Any, tone: Colour, light: Light, *, rim: float = 0.6, depth: float = 0.45) -> None:
    """Fill a path as a body under the sky: light along its upper edge, ``depth`` of shade (0..1) at its foot."""
    box = path.getBounds()
    tones = [(0, mix(tone, light.key, 0.26)), (0.45, tone), (1, mix(tone, "#140c14", depth))]
    canvas.drawPath(path, paint(tone, shader=linear((0, box.top()), (0, box.bottom()), tones)))
    if not rim:
        return
    canvas.save()
    canvas.clipPath(path, skia.ClipOp.kIntersect, True)
    reach = box.top() + 0.62 * box.height()
    fade = linear((0, box.top()), (0, reach), [(0, light.key, rim), (1, light.key, 0.0)])
    canvas.drawPath(path, paint(light.key, stroke=0.035 * min(box.width(), box.height()) + 1.5, shader=fade))
    canvas.restore()


def rounded(canvas: Any, box: Any, tone: Colour, light: Light, *, shade: float = 0.55) -> None:
    """Fill a rectangle as a round body, a pillar or tower, lit from the right."""
    tones = [(0, mix(tone, light.shade, shade)), (0.62, tone), (0.86, mix(tone, light.lit, 0.45)), (1, tone)]
    canvas.drawRect(box, paint(tone, shader=linear((box.left(), 0), (box.right(), 0), tones)))
