"""The same place seen otherwise: from the other side, or through a longer lens."""

from dataclasses import dataclass, replace

import cv2
import numpy as np

from videoagent_agent_image.drawing.scene import Scene
from videoagent_media.layers import Layer, Motion

_LENS = 1.3
"""How much nearer the longer lens brings what it is aimed at."""
_AIM = (0.5, 0.58)
"""Where it is aimed, shares of the canvas: at what stands on the ground, a little below the middle."""


@dataclass(frozen=True)
class View:
    """How a scene is looked at."""

    mirrored: bool = False
    nearer: bool = False

    def of(self, scene: Scene) -> None:
        """Show the scene so; what is fixed to the frame, and tiles that repeat, keep their size."""
        if self.nearer:
            scene.layers = [near for layer in scene.layers if (near := _enlarged(layer, scene.board.pixels))]
        if self.mirrored:
            scene.layers = [_mirrored(layer, scene.board.pixels[0]) for layer in scene.layers]


def _mirrored(layer: Layer, width: int) -> Layer:
    if layer.pinned:
        return layer
    motion = layer.motion and replace(
        layer.motion,
        velocity=(-layer.motion.velocity[0], layer.motion.velocity[1]),
        sway=(-layer.motion.sway[0], layer.motion.sway[1]),
    )
    x = width - layer.x - layer.pixels.shape[1]
    return replace(layer, x=x, pixels=np.ascontiguousarray(layer.pixels[:, ::-1]), motion=motion)


def _enlarged(layer: Layer, canvas: tuple[int, int]) -> Layer | None:
    """Return the layer enlarged about the aim and cut off at the canvas; None: it lies outside."""
    if layer.pinned or (layer.motion and layer.motion.wrap):
        return layer
    left, top = (
        round(aim * side + (at - aim * side) * _LENS)
        for at, side, aim in zip((layer.x, layer.y), canvas, _AIM, strict=True)
    )
    # Even offsets and sizes, as ``crop`` gives them.
    x, y = max(0, left) & ~1, max(0, top) & ~1
    height, width = layer.pixels.shape[:2]
    right = min(canvas[0], left + round(width * _LENS))
    bottom = min(canvas[1], top + round(height * _LENS))
    size = (right - x) & ~1, (bottom - y) & ~1
    if min(size) < 2:
        return None
    shown = np.array([[1 / _LENS, 0, (x - left) / _LENS], [0, 1 / _LENS, (y - top) / _LENS]])
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    pixels = cv2.warpAffine(layer.pixels, shown, size, flags=flags, borderMode=cv2.BORDER_REPLICATE)
    return replace(layer, x=x, y=y, pixels=np.asarray(pixels, np.uint8), motion=_hastened(layer.motion))


def _hastened(motion: Motion | None) -> Motion | None:
    return motion and replace(
        motion,
        velocity=(motion.velocity[0] * _LENS, motion.velocity[1] * _LENS),
        sway=(motion.sway[0] * _LENS, motion.sway[1] * _LENS),
        rise=motion.rise * _LENS,
    )
