"""Water: mirrors of what stands above it, waves and glitter."""

from typing import Any

import cv2
import numpy as np
import skia

from videoagent_agent_image.drawing.colour import Colour, rgb
from videoagent_agent_image.drawing.noise import field
from videoagent_agent_image.drawing.sheet import Board, Sheet, paint
from videoagent_media.layers import Pixels


def mirror(
    board: Board,
    above: Pixels,
    waterline: float,
    *,
    tint: Colour,
    share: float = 0.35,
    stretch: float = 1.0,
    ripple: float = 26,
    seed: int = 0,
    smear: float = 0.45,
) -> Pixels:
    """Draw still water that reflects ``above``, opaque from the waterline down.

    Args:
        board: Geometry.
        above: The scene so far, canvas-sized and opaque above the waterline.
        waterline: Units from the top.
        tint: Colour of the water itself.
        share: How much of it, 0..1, where one looks straight on; more towards the viewer.
        stretch: Above 1, tall things reach farther down.
        ripple: Sideways shift of the reflection near the viewer, units.
        seed: Of the ripples.
        smear: Share of a vertically smeared copy, 0..1: wet asphalt 0.55, a calm lake 0.3.
    """
    width, height = board.pixels
    line = round(waterline * board.scale)
    depth = height - line
    pixels = np.zeros_like(above)
    if depth <= 0 or line <= 0:
        return pixels
    rows = np.clip(line - 1 - np.arange(depth, dtype=np.float32) / stretch, 0, line - 1)[:, None]
    shift = (field(width // 2, max(2, depth // 2), seed, scale=10, stretch=6, octaves=5) - 0.5) * ripple * 2
    shift = cv2.resize(shift, (width, depth), interpolation=cv2.INTER_LINEAR) * board.scale
    nearness = np.linspace(0.12, 1, depth, dtype=np.float32)[:, None]
    columns = np.arange(width, dtype=np.float32)[None, :] + shift * nearness
    rows_wavy = rows - np.abs(shift) * nearness * 0.35
    source = np.ascontiguousarray(above[:line, :, :3])
    seen = cv2.remap(
        source,
        np.asarray(columns, np.float32),
        np.ascontiguousarray(np.broadcast_to(rows_wavy, columns.shape), dtype=np.float32),
        cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REFLECT_101,
    ).astype(np.float32)
    soft = cv2.blur(seen, (3, max(3, depth // 9)))
    seen += (soft - seen) * smear
    water = np.array(rgb(tint), np.float32) * 255
    own = np.clip(share * (0.55 + 0.9 * nearness), 0, 1)[..., None]
    seen += (water - seen) * own
    pixels[line:, :, :3] = np.clip(seen, 0, 255)
    pixels[line:, :, 3] = 255
    return pixels


def glints(
    board: Board, waterline: float, colour: Colour, random: Any, *, count: int = 160, opacity: float = 0.35
) -> Sheet:
    """Draw short bright strokes on the water, larger towards the viewer."""
    sheet = Sheet(board)
    for _ in range(count):
        share = random.random() ** 1.4
        y = waterline + 4 + (board.height - waterline) * share
        length = 14 + 120 * share * (0.4 + random.random())
        x = random.random() * board.width
        stroke = paint(colour, opacity * (0.3 + 0.7 * random.random()) * (1 - 0.5 * share), stroke=1 + 2.2 * share)
        path = skia.Path()
        path.moveTo(x, y)
        path.quadTo(x + length / 2, y - 1 - 2 * share, x + length, y)
        sheet.canvas.drawPath(path, stroke)
    return sheet
