"""Bloom, grading, vignette and grain, worked into every layer so that whoever composites adds nothing.

All of it is linear in premultiplied colour, hence exact on translucent pixels and a few passes over bytes.
"""

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from videoagent_agent_image.drawing.colour import Colour, rgb
from videoagent_agent_image.drawing.scene import Scene
from videoagent_media.layers import Layer, LayeredPicture, Motion, Pixels, canvas_size, merge

_BAND = 128
_LUMA = np.array([0.30, 0.56, 0.14])


@dataclass(frozen=True)
class Grade:
    """How a picture is developed."""

    bloom: float = 0.35
    """Share of bright light that spills over its surroundings, 0..1."""
    streak: float = 0.0
    """Share of the brightest light that a wide lens draws out sideways, 0..1."""
    vignette: float = 0.24
    """Darkening in the corners, 0..1."""
    contrast: float = 1.06
    saturation: float = 1.04
    shadows: Colour = "#1c2b4a"
    highlights: Colour = "#ffdca0"
    tint: float = 0.12
    """Share of the two-colour grade, 0..1."""
    grain: float = 0.012
    """Standard deviation, 0..1."""


def develop(scene: Scene, grade: Grade, seed: int) -> LayeredPicture:
    """Return the finished picture: layers merged, developed, and enlarged to the film's canvas.

    The scene has no layers afterwards: what has been used is let go of, since a picture in 4K takes much memory.
    """
    board = scene.board
    bloom = _bloom(scene.flat(), grade.streak) if grade.bloom else None
    waiting = list(reversed(merge(scene.layers, board.pixels)))
    scene.layers.clear()
    vignette = _vignette(board.pixels, grade.vignette)
    grain = _grain(board.pixels, grade.grain, seed)
    matrix = _matrix(grade)
    canvas = canvas_size(board.frame)
    bath = _Bath(matrix, bloom, grade.bloom, vignette, grain)
    scaled: list[Layer] = []
    while waiting:
        scaled.append(_scale(bath.develop(waiting.pop()), canvas, board.pixels, board.scale))
    return LayeredPicture(tuple(scaled), board.frame, canvas)


def _bloom(flat: Pixels, streak: float) -> Pixels:
    """Return what bright areas throw around them, as RGB; with ``streak`` the brightest sideways as well."""
    size = (max(1, flat.shape[1] // 8), max(1, flat.shape[0] // 8))
    small = cv2.resize(flat[..., :3], size, interpolation=cv2.INTER_AREA).astype(np.float32) / 255
    bright = np.clip((small - 0.62) * 2.2, 0, 1)
    soft = cv2.GaussianBlur(bright, (0, 0), max(1.0, size[0] / 32))
    if streak:
        spots = np.clip((small - 0.90) * 9, 0, 1)
        wide = cv2.GaussianBlur(spots, (0, 0), sigmaX=size[0] / 9, sigmaY=max(0.5, size[1] / 150))
        soft = np.minimum(1, soft + wide * np.array([0.75, 0.9, 1.0], np.float32) * (4 * streak))
    full = cv2.resize(soft, (flat.shape[1], flat.shape[0]), interpolation=cv2.INTER_LINEAR)
    return cv2.convertScaleAbs(full, alpha=255)  # type: ignore[return-value]


def _vignette(size: tuple[int, int], strength: float) -> Pixels:
    across = ((np.arange(size[0], dtype=np.float32) / size[0] - 0.5) ** 2 * 1.1)[None, :]
    down = ((np.arange(size[1], dtype=np.float32) / size[1] - 0.5) ** 2 * 1.5)[:, None]
    kept = 1 - strength * np.clip((across + down) * 2.2 - 0.12, 0, 1)
    return cv2.cvtColor(np.asarray(kept * 255 + 0.5, np.uint8), cv2.COLOR_GRAY2RGB)  # type: ignore[return-value]


def _grain(size: tuple[int, int], deviation: float, seed: int) -> NDArray[np.int16]:
    generator = np.random.default_rng(seed)
    values = generator.standard_normal((size[1], size[0]), dtype=np.float32)
    # A pixel of pure noise costs the encoder dearly; a slightly softer one looks the same in motion.
    soft = cv2.GaussianBlur(values, (0, 0), 0.7) * 2.0
    return np.asarray(soft * deviation * 255, np.int16)


def _matrix(grade: Grade) -> NDArray[np.float64]:
    """Return the 3 × 4 matrix that maps premultiplied RGBA bytes to developed RGB."""
    shadows, highlights = np.array(rgb(grade.shadows)), np.array(rgb(grade.highlights))
    toned = np.eye(3) * (1 - 0.45 * grade.tint)
    toned += 0.62 * grade.tint * np.outer(highlights - shadows, np.full(3, 1 / 3))
    offset = 0.62 * grade.tint * shadows
    saturated = np.eye(3) * grade.saturation + (1 - grade.saturation) * np.outer(np.ones(3), _LUMA)
    linear = grade.contrast * saturated @ toned
    constant = grade.contrast * saturated @ offset + 0.5 * (1 - grade.contrast)
    return np.column_stack([linear, constant])


@dataclass(frozen=True)
class _Bath:
    """What every layer is developed in; the sheets are as large as the board."""

    matrix: NDArray[np.float64]
    bloom: Pixels | None
    spill: float
    vignette: Pixels
    grain: NDArray[np.int16]

    def develop(self, layer: Layer) -> Layer:
        """Return the layer developed; some rows at a time, which takes a tenth of the memory."""
        height, width = layer.pixels.shape[:2]
        pixels = np.empty_like(layer.pixels)
        for top in range(0, height, _BAND):
            bottom = min(top + _BAND, height)
            box = (slice(layer.y + top, layer.y + bottom), slice(layer.x, layer.x + width))
            pixels[top:bottom] = self._band(layer.pixels[top:bottom], box, pinned=layer.pinned)
        return replace(layer, pixels=pixels)

    def _band(self, drawn: Pixels, box: tuple[slice, slice], *, pinned: bool) -> Pixels:
        alpha = np.ascontiguousarray(drawn[..., 3])
        cover = cv2.cvtColor(alpha, cv2.COLOR_GRAY2RGB)
        colours = cv2.transform(drawn, self.matrix)
        if self.bloom is not None and not pinned:
            free = cv2.subtract(cover, colours)
            thrown = np.ascontiguousarray(self.bloom[box])
            colours = cv2.add(colours, cv2.multiply(free, thrown, scale=self.spill / 255))
        if not pinned:
            kept = np.ascontiguousarray(self.vignette[box])
            # Bright things stay bright: a lamp in a corner must not turn grey.
            squared = cv2.multiply(colours, colours, scale=1 / 255)
            dark = cv2.multiply(colours, kept, scale=1 / 255)
            bright = cv2.multiply(squared, cv2.bitwise_not(kept), scale=1 / 255)
            colours = cv2.add(dark, bright)
        grained = colours.astype(np.int16)
        grained += np.where(alpha > 250, self.grain[box], 0)[..., None]
        return np.dstack([np.clip(grained, 0, 255).astype(np.uint8), alpha])


def _scale(layer: Layer, canvas: tuple[int, int], drawn: tuple[int, int], scale: float) -> Layer:
    """Bring a layer to the film's canvas, and its motion from units to canvas pixels."""
    ratio = canvas[0] / drawn[0]
    motion = layer.motion and _scaled_motion(layer.motion, scale * ratio)
    if canvas == drawn:
        return replace(layer, motion=motion)
    x, y = round(layer.x * ratio) & ~1, round(layer.y * ratio) & ~1
    height, width = layer.pixels.shape[:2]
    full = width >= drawn[0] and height >= drawn[1]
    size = canvas if full else (max(2, round(width * ratio)), max(2, round(height * ratio)))
    enlarged = cv2.resize(layer.pixels, size, interpolation=cv2.INTER_LINEAR)
    return replace(layer, x=x, y=y, pixels=np.asarray(enlarged, np.uint8), motion=motion)


def _scaled_motion(motion: Motion, ratio: float) -> Motion:
    return replace(
        motion,
        velocity=(motion.velocity[0] * ratio, motion.velocity[1] * ratio),
        sway=(motion.sway[0] * ratio, motion.sway[1] * ratio),
        wrap=motion.wrap and (round(motion.wrap[0] * ratio), round(motion.wrap[1] * ratio)),
        rise=motion.rise * ratio,
    )
