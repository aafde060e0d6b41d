"""Watercolour: pigment in soft-edged washes on paper, with a deckled border."""

import cv2
import numpy as np

from videoagent_agent_image.drawing.colour import Floats
from videoagent_agent_image.drawing.noise import field
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import Board, premultiplied
from videoagent_media.layers import Layer, Pixels, crop, merge

_PAPER = np.array([0.972, 0.953, 0.912], np.float32)
_STATIC_LAYERS = 4
"""Painted layers: fewer than usual, since each of them is repainted."""


def repaint(scene: Scene, seed: int) -> Scene:
    """Return the scene painted in watercolour; text and other pinned layers stay as they are."""
    board = scene.board
    made = Scene(board, accent=scene.accent)
    wobble = _wobble(board, seed)
    tooth = _pigment(board, seed)
    for layer in merge(scene.layers, board.pixels, _STATIC_LAYERS):
        if layer.pinned:
            continue
        painted = _paint(layer, board, wobble, tooth)
        if painted is not None:
            made.layers.append(painted)
    made.layers += [layer for layer in scene.layers if layer.pinned and layer.motion is None]
    made.add("paper", 0.0, _border(board, seed), pinned=True)
    made.layers += [layer for layer in scene.layers if layer.pinned and layer.motion is not None]
    return made


def _wobble(board: Board, seed: int) -> tuple[Floats, Floats]:
    """Return how far edges wander, px."""
    width, height = board.pixels
    reach = 9 * board.scale
    across, down = (
        (field(width // 2, height // 2, seed + salt, scale=22, octaves=4, roughness=0.6) - 0.5) * 2 * reach
        for salt in (1, 2)
    )
    size = (width, height)
    return (
        np.asarray(cv2.resize(across, size, interpolation=cv2.INTER_LINEAR), np.float32),
        np.asarray(cv2.resize(down, size, interpolation=cv2.INTER_LINEAR), np.float32),
    )


def _pigment(board: Board, seed: int) -> Floats:
    """Return the factor by which pigment settles in the paper's grain and in broad washes, around 1."""
    width, height = board.pixels
    grain = field(width, height, seed + 5, scale=360, octaves=2, roughness=0.6) - 0.5
    wash = field(width // 4, height // 4, seed + 7, scale=5, octaves=4) - 0.5
    broad = cv2.resize(wash, (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(1 + 0.20 * grain + 0.26 * broad, np.float32)


def _paint(layer: Layer, board: Board, wobble: tuple[Floats, Floats], tooth: Floats) -> Layer | None:
    """Repaint one layer, grown by what its edges may wander."""
    spread = int(16 * board.scale) + 2
    left, top = max(0, layer.x - spread), max(0, layer.y - spread)
    right = min(board.pixels[0], layer.x + layer.pixels.shape[1] + spread)
    bottom = min(board.pixels[1], layer.y + layer.pixels.shape[0] + spread)
    if right - left < 4 or bottom - top < 4:
        return None
    padded = np.zeros((bottom - top, right - left, 4), np.uint8)
    y, x = layer.y - top, layer.x - left
    padded[y : y + layer.pixels.shape[0], x : x + layer.pixels.shape[1]] = layer.pixels[
        : bottom - layer.y, : right - layer.x
    ]
    box = (slice(top, bottom), slice(left, right))
    soft = _kuwahara(_shift(padded, wobble[0][box], wobble[1][box]), max(3, round(9 * board.scale) | 1))
    alpha = soft[..., 3:]
    colours = soft[..., :3] / np.maximum(alpha, 1e-3)
    tone = cv2.GaussianBlur(colours.mean(axis=2) * alpha[..., 0] + (1 - alpha[..., 0]), (0, 0), 1.4)
    slope = np.hypot(cv2.Sobel(tone, cv2.CV_32F, 1, 0), cv2.Sobel(tone, cv2.CV_32F, 0, 1))
    edge = np.clip(cv2.GaussianBlur(slope, (0, 0), 1.1) * 1.1, 0, 0.5)[..., None]
    light = 1 - (1 - colours) * 0.84
    painted = light - edge * 0.55 * (1 - light * 0.5)
    depth = tooth[box][..., None]
    painted = 1 - (1 - painted) * depth - 0.10 * (depth - 1) * (1 - painted)
    pixels = premultiplied(np.asarray(np.clip(painted, 0, 1), np.float32), np.asarray(alpha[..., 0], np.float32))
    made = crop(layer.name, layer.depth, pixels, layer.motion)
    if made is None:
        return None
    return Layer(made.name, made.depth, made.x + left & ~1, made.y + top & ~1, made.pixels, made.motion)


def _shift(pixels: Pixels, across: Floats, down: Floats) -> Pixels:
    height, width = pixels.shape[:2]
    columns = np.arange(width, dtype=np.float32)[None, :] + across
    rows = np.arange(height, dtype=np.float32)[:, None] + down
    moved = cv2.remap(pixels, columns, rows, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(moved, np.uint8)


def _kuwahara(pixels: Pixels, size: int) -> Floats:
    """Smooth towards the calmest of four neighbourhoods (Kuwahara 1976): flat washes, kept edges; 0..1."""
    values = pixels.astype(np.float32) / 255
    tone = values[..., :3].mean(axis=2)
    mean = cv2.blur(values, (size, size))
    spread = cv2.blur(tone * tone, (size, size)) - cv2.blur(tone, (size, size)) ** 2
    offset = size // 2 + 1
    best = np.full(tone.shape, np.inf, np.float32)
    out = np.zeros_like(values)
    for down, across in ((-offset, -offset), (-offset, offset), (offset, -offset), (offset, offset)):
        moved = np.roll(spread, (down, across), (0, 1))
        calmer = moved < best
        best = np.where(calmer, moved, best)
        out = np.where(calmer[..., None], np.roll(mean, (down, across), (0, 1)), out)
    return np.asarray(out, np.float32)


def _border(board: Board, seed: int) -> Pixels:
    """Draw the paper around the painting, its inner edge ragged as where a wet brush stopped."""
    width, height = board.pixels
    rows = np.arange(height, dtype=np.float32)[:, None] / board.scale
    columns = np.arange(width, dtype=np.float32)[None, :] / board.scale
    left, top, right, bottom = board.inner
    inside = np.minimum(np.minimum(columns - left, right - columns), np.minimum(rows - top, bottom - rows))
    rough = (field(width // 2, height // 2, seed + 11, scale=14, octaves=6, roughness=0.62) - 0.5) * 90
    inside = inside + cv2.resize(rough, (width, height), interpolation=cv2.INTER_LINEAR)
    cover = 1 - np.clip((inside - 34) / 16, 0, 1)
    fibre = 1 + 0.05 * (field(width, height, seed + 13, scale=420, octaves=2) - 0.5)
    return premultiplied(np.asarray(_PAPER * fibre[..., None], np.float32), np.asarray(cover, np.float32))
