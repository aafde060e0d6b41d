"""Whole animals for those of which there is only the picture of a head."""

from collections.abc import Callable
from typing import Any

import numpy as np

from videoagent_agent_image.drawing import savanna, wild
from videoagent_agent_image.drawing.figures import Figure
from videoagent_agent_image.drawing.light import DAY
from videoagent_agent_image.drawing.sheet import Board, Sheet
from videoagent_media.layers import Pixels

_DRAWN: dict[str, tuple[Callable[..., Any], float]] = {
    "wolf": (wild.wolf, 420.0),
    "fox": (wild.fox, 330.0),
    "bear": (wild.bear, 430.0),
    "polar-bear": (wild.polar_bear, 430.0),
    "panda": (wild.panda, 430.0),
    "moose": (wild.moose, 400.0),
    "lion": (savanna.lion, 330.0),
}
"""Animal → what draws it, and the size (units) at which it fits a sheet."""

BODIES = frozenset(_DRAWN)
"""Names of the animals, as the icons of their heads have them."""


def body(name: str) -> Pixels:
    """Return an animal that looks to the left, as icons do, trimmed, as premultiplied RGBA."""
    sheet = Sheet(Board.of((1080, 1080)))
    drawn, size = _DRAWN[name]
    drawn(sheet.canvas, Figure(sheet.width * 0.55, sheet.height * 0.8, size, -1), DAY)
    rows, columns = (np.flatnonzero(sheet.pixels[..., 3].any(axis=axis)) for axis in (1, 0))
    return np.ascontiguousarray(sheet.pixels[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1])
