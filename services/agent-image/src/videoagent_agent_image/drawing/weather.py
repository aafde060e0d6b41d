"""Bubbles, sand and ash as tiles that may repeat every canvas size."""

import numpy as np

from videoagent_agent_image.drawing.colour import Colour
from videoagent_agent_image.drawing.sheet import Board, Sheet, paint


def flakes(
    board: Board,
    seed: int,
    count: int,
    sizes: tuple[float, float],
    opacity: float,
    colour: Colour = "#ffffff",
    *,
    blur: float = 0,
) -> Sheet:
    """Draw soft round flakes, grains or bubbles; the sheet tiles in both directions."""
    sheet = Sheet(board)
    random = np.random.default_rng(seed)
    for _ in range(round(count * board.width * board.height / (2304 * 1296))):
        x, y = float(random.random()) * board.width, float(random.random()) * board.height
        size = sizes[0] + (sizes[1] - sizes[0]) * float(random.random()) ** 2
        brush = paint(colour, opacity * (0.4 + 0.6 * float(random.random())), blur=blur or max(0.6, size * 0.25))
        for across in (0.0, board.width, -board.width):
            for down in (0.0, board.height, -board.height):
                if -size < x + across < board.width + size and -size < y + down < board.height + size:
                    sheet.canvas.drawCircle(x + across, y + down, size, brush)
    return sheet
