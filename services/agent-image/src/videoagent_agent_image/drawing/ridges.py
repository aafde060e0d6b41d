"""Hill lines drawn as silhouettes, with or without trees."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from videoagent_agent_image.drawing.colour import Colour, mix
from videoagent_agent_image.drawing.light import Light
from videoagent_agent_image.drawing.noise import line
from videoagent_agent_image.drawing.plants import pines
from videoagent_agent_image.drawing.sheet import INSIDE, Board, Sheet, linear, paint, polygon


@dataclass(frozen=True)
class Ridge:
    """One line of hills. Lengths in units."""

    base: float
    """Height of its lowest point from the top of the canvas."""
    amplitude: float
    """How far the highest point stands above the lowest."""
    top: Colour
    bottom: Colour
    rough: float = 0.45
    knots: int = 2
    octaves: int = 6
    fade: float = 380
    """Distance over which the colour goes from top to bottom."""
    trees: int = 0
    """Conifers at the width of a 16:9 canvas."""
    tree: float = 60
    """Height of the largest."""
    slope: float = 0
    """How far down the slope trees stand, besides on the crest."""
    rim: Colour | None = None
    """Light along the crest."""
    pointed: bool = False


def crest(board: Board, shape: Ridge, seed: int) -> NDArray[np.float64]:
    """Return the height of the crest at every unit of the width."""
    values = line(int(board.width) + 2, seed, octaves=shape.octaves, roughness=shape.rough, base=shape.knots)
    if shape.pointed:
        values = 1 - np.abs(2 * values - 1) ** 1.1
    return shape.base - shape.amplitude * values


def ridge(board: Board, shape: Ridge, seed: int, light: Light) -> Sheet:
    """Draw the hills, filled down to the canvas's edge."""
    sheet = Sheet(board)
    heights = crest(board, shape, seed)
    outline = [(-5.0, board.height + 5)]
    outline += [(float(x), float(heights[x])) for x in range(0, len(heights), 2)]
    outline += [(board.width + 5, float(heights[-1])), (board.width + 5, board.height + 5)]
    path = polygon(outline)
    top = float(heights.min())
    sheet.canvas.drawPath(
        path, paint(shape.top, shader=linear((0, top), (0, top + shape.fade), [(0, shape.top), (1, shape.bottom)]))
    )
    if shape.rim:
        edge = polygon(outline[1:-1], close=False)
        sheet.canvas.drawPath(edge, paint(shape.rim, 0.5, blur=7, stroke=9, blend=INSIDE))
    if shape.trees:
        _forest(sheet, board, shape, heights, seed, light)
    return sheet


def _forest(sheet: Sheet, board: Board, shape: Ridge, heights: NDArray[np.float64], seed: int, light: Light) -> None:
    random = np.random.default_rng(seed + 5)
    count = round(shape.trees * board.width / 2304)
    trees: list[tuple[float, float, float]] = []
    for _ in range(count):
        x = float(random.random()) * board.width
        down = float(random.random()) ** 1.3 if shape.slope else 0.0
        foot = float(heights[int(x)]) + 6 + down * shape.slope
        trees.append((x, foot, shape.tree * (0.45 + 0.4 * float(random.random()) + 0.35 * down)))
    trees.sort(key=lambda tree: tree[1])
    dark = mix(shape.bottom, "#0c1a14", 0.2)
    pines(sheet.canvas, trees, dark, mix(shape.top, light.key, 0.16), random)
