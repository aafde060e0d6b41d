"""Noir: silver and black, hard contrast, one colour left where it is strongest."""

import cv2
import numpy as np

from videoagent_agent_image.drawing.colour import Floats
from videoagent_agent_image.drawing.scene import Scene
from videoagent_media.layers import Layer, Pixels

_WEIGHTS = np.array([0.34, 0.46, 0.20], np.float32)
_RED_HUE = 0.0
"""Degrees of the colour that stays."""


def drain(scene: Scene, _seed: int) -> Scene:
    """Return the scene in black and white, with strong reds kept; blacks and whites stretched over the whole range."""
    low, high = _range(scene) if len(scene.layers) and scene.layers[0].name != "background" else (0.0, 0.9)
    made = Scene(scene.board, accent="#ff4a3d")
    made.layers = [_drained(layer, low, high) for layer in scene.layers]
    return made


def _range(scene: Scene) -> tuple[float, float]:
    """Return the grey values, 0..1, that become black and white."""
    flat = scene.flat()
    small = cv2.resize(flat[..., :3], (320, 180), interpolation=cv2.INTER_AREA).astype(np.float32) / 255
    grey = small @ _WEIGHTS
    low, high = (float(value) for value in np.percentile(grey, [3, 98]))
    return low, max(high, low + 0.25)


def _drained(layer: Layer, low: float, high: float) -> Layer:
    if layer.pinned and layer.motion is not None:
        return layer  # words keep their colour
    values = layer.pixels.astype(np.float32) / 255
    alpha = values[..., 3:]
    colours = values[..., :3] / np.maximum(alpha, 1e-3)
    lamp = alpha < values[..., :3].max(axis=2, keepdims=True) - 0.01
    colours = np.where(lamp, values[..., :3], colours)
    grey = np.clip((colours @ _WEIGHTS - low) / (high - low), 0, 1) ** 1.2
    # An S-curve: crowded middle greys are what makes a drained picture dull.
    grey = grey * grey * (3 - 2 * grey)
    silver = np.stack([grey * 0.975, grey * 0.985, grey], axis=2)
    kept = _redness(np.asarray(colours, np.float32))[..., None]
    out = silver * (1 - kept) + colours * kept
    weight = np.where(lamp, 1.0, alpha)
    pixels: Pixels = np.empty_like(layer.pixels)
    pixels[..., :3] = np.clip(out * weight * 255 + 0.5, 0, 255)
    pixels[..., 3] = layer.pixels[..., 3]
    return Layer(layer.name, layer.depth, layer.x, layer.y, pixels, layer.motion, layer.pinned)


def _redness(colours: Floats) -> Floats:
    """Return how much of a pixel's colour stays, 0..1."""
    hsv = cv2.cvtColor(np.clip(colours, 0, 1).astype(np.float32), cv2.COLOR_RGB2HSV)
    away = np.abs((hsv[..., 0] - _RED_HUE + 180) % 360 - 180)
    near = np.clip(1 - (away - 8) / 10, 0, 1)
    return np.asarray(
        near * np.clip((hsv[..., 1] - 0.60) / 0.15, 0, 1) * np.clip((hsv[..., 2] - 0.45) / 0.2, 0, 1), np.float32
    )
