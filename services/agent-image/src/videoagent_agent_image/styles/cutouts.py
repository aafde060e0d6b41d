"""Flat colour: plain areas as in a poster, and sheets of coloured paper that cast shadows on each other."""

import cv2
import numpy as np

from videoagent_agent_image.drawing.colour import Floats
from videoagent_agent_image.drawing.noise import field
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import Board, blurred, premultiplied
from videoagent_media.layers import Layer, Pixels, crop, merge

_TONES = 7
"""Steps of lightness that remain."""


def flatten_colours(scene: Scene, _seed: int) -> Scene:
    """Return the scene in plain areas with clean edges."""
    return _cut(scene, shadow=0.0, paper=None)


def cut_paper(scene: Scene, seed: int) -> Scene:
    """Return the scene as layers of cut paper: plain, slightly fibrous, each shading the one below."""
    width, height = scene.board.pixels
    fibre = field(width, height, seed + 31, scale=300, octaves=3, roughness=0.7) - np.float32(0.5)
    return _cut(scene, shadow=0.62, paper=fibre)


def _cut(scene: Scene, *, shadow: float, paper: Floats | None) -> Scene:
    board = scene.board
    made = Scene(board, accent=scene.accent)
    for layer in merge(scene.layers, board.pixels):
        if layer.pinned:
            made.layers.append(layer)
            continue
        cut = _plain(layer, board, paper)
        if cut is None:
            continue
        if shadow and not cut.opaque:
            shade = _shadow(cut, board, shadow)
            if shade is not None:
                made.layers.append(shade)
        made.layers.append(cut)
    return made


def _plain(layer: Layer, board: Board, paper: Floats | None) -> Layer | None:
    """Return the layer with a hard edge and few tones; None when nothing of it is solid."""
    values = layer.pixels.astype(np.float32) / 255
    soft = cv2.GaussianBlur(values[..., 3], (0, 0), max(0.6, 1.6 * board.scale))
    cover = np.clip((soft - 0.5) * 6 + 0.5, 0, 1)
    if cover.max() < 0.5:
        return None
    colours = values[..., :3] / np.maximum(values[..., 3:], 1e-3)
    colours = np.clip(colours, 0, 1).astype(np.float32)
    small = (
        cv2.resize(colours, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
        if min(colours.shape[:2]) > 8
        else colours
    )
    smooth = cv2.medianBlur((small * 255).astype(np.uint8), 5)
    smooth = cv2.bilateralFilter(smooth, 9, 40, 7)
    smooth = cv2.resize(smooth, (colours.shape[1], colours.shape[0]), interpolation=cv2.INTER_LINEAR)
    hsv = cv2.cvtColor(smooth.astype(np.float32) / 255, cv2.COLOR_RGB2HSV)
    steps = hsv[..., 2] * _TONES
    # A short ramp between the steps keeps their edges smooth.
    whole = np.floor(steps)
    hsv[..., 2] = (whole + np.clip((steps - whole - 0.5) * 8 + 0.5, 0, 1)) / _TONES
    hsv[..., 1] = np.clip(hsv[..., 1] * 1.12, 0, 1)
    plain = cv2.cvtColor(hsv, cv2.COLOR_HSV2RGB)
    if paper is not None:
        box = paper[layer.y : layer.y + plain.shape[0], layer.x : layer.x + plain.shape[1]]
        plain = plain * (1 + 0.10 * box[..., None])
    pixels = premultiplied(np.asarray(np.clip(plain, 0, 1), np.float32), np.asarray(cover, np.float32))
    return Layer(layer.name, layer.depth, layer.x, layer.y, pixels, layer.motion)


def _shadow(layer: Layer, board: Board, strength: float) -> Layer | None:
    """Return the shadow of a sheet, below and to the right of it, moving with it."""
    sheet: Pixels = np.zeros((board.pixels[1], board.pixels[0], 4), np.uint8)
    across, down = round(7 * board.scale), round(12 * board.scale)
    top, left = layer.y + down, layer.x + across
    height = min(layer.pixels.shape[0], sheet.shape[0] - top)
    width = min(layer.pixels.shape[1], sheet.shape[1] - left)
    if height <= 0 or width <= 0:
        return None
    sheet[top : top + height, left : left + width, 3] = layer.pixels[:height, :width, 3] * np.float32(strength)
    return crop(f"{layer.name} shadow", layer.depth, blurred(sheet, 11 * board.scale), layer.motion)
