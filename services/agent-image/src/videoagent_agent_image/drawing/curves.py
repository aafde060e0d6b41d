"""Curves through points, and bands that follow them."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from videoagent_agent_image.drawing.sheet import polygon

Point = tuple[float, float]


def spline(points: Sequence[Point], *, close: bool = False, steps: int = 10) -> list[Point]:
    """Return points of a smooth curve that passes through the given ones (Catmull and Rom 1974)."""
    given = np.array(points, float)
    if not close:
        given = np.vstack([given[:1], given, given[-1:]])
    before, start, end, after = (np.roll(given, shift, axis=0)[:, None] for shift in (1, 0, -1, -2))
    along = np.linspace(0, 1, steps, endpoint=False)[None, :, None]
    bend = 2 * start + along * (end - before)
    bend = bend + along**2 * (2 * before - 5 * start + 4 * end - after)
    bend = (bend + along**3 * (3 * start - before - 3 * end + after)) / 2
    if close:
        return [(x, y) for x, y in bend.reshape(-1, 2).tolist()]
    return [*((x, y) for x, y in bend[1:-2].reshape(-1, 2).tolist()), points[-1]]


def smooth(points: Sequence[Point], *, close: bool = True) -> Any:
    """Return a path that curves through the points."""
    return polygon(spline(points, close=close), close=close)


def ribbon(points: Sequence[Point], widths: Sequence[float]) -> Any:
    """Return the outline of a band that follows a curve; ``widths`` in units at each of the points."""
    middle = np.array(spline(points))
    wide = np.interp(np.linspace(0, len(points) - 1, len(middle)), range(len(points)), widths)[:, None] / 2
    heading = np.gradient(middle, axis=0)
    heading /= np.maximum(np.hypot(heading[:, :1], heading[:, 1:]), 1e-6)
    across = np.column_stack([-heading[:, 1], heading[:, 0]]) * wide
    return polygon([(float(x), float(y)) for x, y in (*(middle + across), *(middle - across)[::-1])])
