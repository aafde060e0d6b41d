"""A screen print: every area in one of a few inks, the same in all pictures, within a border of bare paper."""

import functools

import cv2
import numpy as np
from numpy.typing import NDArray

from videoagent_agent_image.drawing.colour import Floats, rgb, to_oklab
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import Board, premultiplied
from videoagent_media.layers import Layer, Pixels, merge

INKS = (
    "#11152e", "#1d3163", "#2f5fa8", "#4f9bd9", "#9fd0ec", "#dcf0f4", "#fff6e2", "#f9dfa8", "#f4b93e", "#ee7f2d",
    "#d93b2b", "#9b1d32", "#4b1630", "#6e4128", "#b37a45", "#dcb083", "#f6a6a8", "#c65b86", "#7b4a9e", "#b9a5e0",
    "#0d3b3e", "#17757a", "#4dbba6", "#1f5b35", "#4e9440", "#a9c94f", "#8e9aa8", "#4a5160", "#c9ced2",
)  # fmt: skip
"""All that there is: neighbours on the card are far enough apart to be told from each other on a telephone."""
_PAPER = np.array([0.984, 0.957, 0.894], np.float32)
_STEPS = 32
"""Colours of each channel that are told apart when an ink is chosen."""
_BORDER = 0.030
"""Of bare paper, share of the frame's shorter side."""


def print_in_inks(scene: Scene, _seed: int) -> Scene:
    """Return the scene as it would be printed; text and other pinned layers stay as they are."""
    made = Scene(scene.board, accent=scene.accent)
    for layer in merge(scene.layers, scene.board.pixels):
        printed = layer if layer.pinned else _printed(layer, scene.board)
        if printed is not None:
            made.layers.append(printed)
    words = [layer for layer in made.layers if layer.pinned and layer.motion is not None]
    made.layers = [layer for layer in made.layers if not (layer.pinned and layer.motion is not None)]
    made.add("paper", 0.0, _border(scene.board), pinned=True)
    made.layers += words
    return made


@functools.cache
def _chosen() -> NDArray[np.uint32]:
    """Return the ink for every colour, red changing slowest: its RGBA bytes in one number."""
    axis = (np.arange(_STEPS) + 0.5) / _STEPS
    colours = np.stack(np.meshgrid(axis, axis, axis, indexing="ij"), axis=-1).reshape(-1, 3)
    inks = np.array([rgb(ink) for ink in INKS])
    # Lightness counts least: a tree in shade is a dark green, not a grey of its brightness.
    weights = np.array([0.8, 1.25, 1.25])
    vivid = to_oklab(colours) * np.array([1.0, 1.18, 1.18])
    away = ((vivid * weights)[:, None] - (to_oklab(inks) * weights)[None]) ** 2
    nearest = away.sum(axis=2).argmin(axis=1)
    opaque = np.column_stack([inks[nearest] * 255 + 0.5, np.full(len(nearest), 255)]).astype(np.uint8)
    return np.ascontiguousarray(opaque).view(np.uint32)[:, 0]


def _printed(layer: Layer, board: Board) -> Layer | None:
    """Return the layer in inks, its edge hard; None when nothing of it is solid."""
    alpha = layer.pixels[..., 3].astype(np.float32) / 255
    soft = cv2.GaussianBlur(alpha, (0, 0), max(0.6, 1.2 * board.scale))
    cover = np.asarray(np.clip((soft - 0.5) * 6 + 0.5, 0, 1), np.float32)
    if cover.max() < 0.5:
        return None
    straight = layer.pixels[..., :3].astype(np.float32) / np.maximum(alpha, 1e-3)[..., None]
    calm = _calm(np.asarray(np.clip(straight, 0, 255), np.uint8), board, sky=layer.opaque)
    step = (calm * np.float32(_STEPS / 256)).astype(np.uint8).astype(np.int32)
    packed = np.take(_chosen(), (step[..., 0] * _STEPS + step[..., 1]) * _STEPS + step[..., 2])
    inked = cv2.cvtColor(packed.view(np.uint8).reshape(*packed.shape, 4), cv2.COLOR_RGBA2RGB)
    # Specks at the border of two inks go; the edge that stays is smooth.
    clean = cv2.medianBlur(inked, 5 if board.scale > 0.5 else 3)
    clean = cv2.GaussianBlur(clean, (0, 0), 0.6)
    pixels = premultiplied(np.asarray(clean, np.float32) / np.float32(255), cover)
    return Layer(layer.name, layer.depth, layer.x, layer.y, pixels, layer.motion)


def _calm(colours: Pixels, board: Board, *, sky: bool) -> NDArray[np.uint8] | Floats:
    """Return colours 0..255 without grain and small gradients; a sky's clouds in soft, wide shapes.

    Those are fractions: where a slow gradient changes by less than a level a pixel, whole ones would have stairs.
    """
    if sky and min(colours.shape[:2]) > 16:
        small = cv2.resize(colours, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
        small = cv2.bilateralFilter(small, 7, 30, max(1.0, 5 * board.scale)).astype(np.float32)
        soft = cv2.GaussianBlur(small, (0, 0), max(1.0, 2.5 * board.scale))
        full = cv2.resize(soft, colours.shape[1::-1], interpolation=cv2.INTER_LINEAR)
        return np.asarray(full, np.float32)
    return np.asarray(cv2.medianBlur(colours, 5 if board.scale > 0.5 else 3), np.uint8)


def _border(board: Board) -> Pixels:
    """Draw the paper around the print and the fine line within it."""
    width, height = board.pixels
    rows = np.arange(height, dtype=np.float32)[:, None] / board.scale
    columns = np.arange(width, dtype=np.float32)[None, :] / board.scale
    left, top, right, bottom = board.inner
    inside = np.minimum(np.minimum(columns - left, right - columns), np.minimum(rows - top, bottom - rows))
    wide = _BORDER * min(right - left, bottom - top)
    cover = np.clip((wide - inside) * board.scale + 0.5, 0, 1)
    return premultiplied(np.broadcast_to(_PAPER, (height, width, 3)), np.asarray(cover, np.float32))
