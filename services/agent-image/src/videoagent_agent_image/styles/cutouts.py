"""Cut paper: sheets of coloured paper that cast shadows on each other."""

import cv2
import numpy as np

from videoagent_agent_image.drawing.colour import Floats
from videoagent_agent_image.drawing.noise import field
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import Board, blurred, premultiplied
from videoagent_media.layers import Layer, Pixels, crop, merge

_SHEETS = 3
"""Most sheets of paper that a thing is stacked of."""
_BACKDROP_SHEETS = 5
_BRIGHT = 1.5
"""Power by which the brighter sheets come out smaller than the darker: a sun, not the glow around it."""
_SHEET_STEP = 0.10
"""Difference in lightness that is worth a sheet of its own, 0..1."""
_LIGHT = np.array([0.30, 0.56, 0.14], np.float32)


def cut_paper(scene: Scene, seed: int) -> Scene:
    """Return the scene cut out of thick paper: sheets stacked by their tone, each with an edge, shading those below."""
    board = scene.board
    made = Scene(board, accent=scene.accent)
    fibre = _fibre(board, seed)
    for layer in merge(scene.layers, board.pixels):
        if layer.pinned:
            made.layers.append(layer)
            continue
        cut = _cut(layer, board, fibre)
        if cut is None:
            continue
        shade = None if cut.opaque else _shadow(cut, board, 0.62)
        made.layers += [part for part in (shade, cut) if part is not None]
    return made


def _cut(layer: Layer, board: Board, fibre: Floats) -> Layer | None:
    """Return the layer with a hard edge and few tones; None when nothing of it is solid."""
    values = layer.pixels.astype(np.float32) / 255
    soft = cv2.GaussianBlur(values[..., 3], (0, 0), max(0.6, 1.6 * board.scale))
    cover = np.asarray(np.clip((soft - 0.5) * 6 + 0.5, 0, 1), np.float32)
    if cover.max() < 0.5:
        return None
    colours = np.asarray(np.clip(values[..., :3] / np.maximum(values[..., 3:], 1e-3), 0, 1), np.float32)
    grain = fibre[layer.y : layer.y + cover.shape[0], layer.x : layer.x + cover.shape[1]]
    sheets = _BACKDROP_SHEETS if layer.opaque else _SHEETS
    plain = _in_sheets(_smooth(colours, round(10 * board.scale) | 1), cover, sheets, board.scale) * grain[..., None]
    pixels = premultiplied(np.asarray(np.clip(plain, 0, 1), np.float32), cover)
    return Layer(layer.name, layer.depth, layer.x, layer.y, pixels, layer.motion)


def _smooth(colours: Floats, size: int) -> Floats:
    """Return colours without detail smaller than ``size`` half pixels, edges kept; 0..1."""
    small = colours
    if min(colours.shape[:2]) > 8:
        small = np.asarray(cv2.resize(colours, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA), np.float32)
    smooth = cv2.medianBlur((small * 255).astype(np.uint8), size)
    smooth = cv2.bilateralFilter(smooth, 9, 40, 7)
    smooth = cv2.resize(smooth, (colours.shape[1], colours.shape[0]), interpolation=cv2.INTER_LINEAR)
    return np.asarray(smooth.astype(np.float32) / 255, np.float32)


def _in_sheets(smooth: Floats, cover: Floats, most: int, unit: float) -> Floats:
    """Return the colours of stacked sheets under a lamp at the upper left; the darker a sheet, the nearer it lies."""
    light = np.asarray(smooth @ _LIGHT, np.float32)
    low, high = (float(value) for value in np.percentile(light[cover > 0.5], [2, 99.8]))
    count = int(np.clip(round((high - low) / _SHEET_STEP), 1, most))
    calm = cv2.GaussianBlur(light, (0, 0), max(0.8, 2 * unit))
    steps = np.clip((calm - low) / max(high - low, 1e-3), 0, 1) ** _BRIGHT * (count - 1)
    # Cut, not shaded off: a slow change of tone gets as sharp an edge as a quick one.
    tone = np.asarray(cv2.GaussianBlur(np.rint(steps), (0, 0), max(0.6, 0.9 * unit)), np.float32)
    level = low + (high - low) * ((tone / (count - 1)) ** (1 / _BRIGHT) if count > 1 else np.float32(0.5))
    plain = smooth * (level / np.maximum(light, 0.03))[..., None]
    height = np.asarray((count - tone) * cover, np.float32)
    soft = np.asarray(cv2.GaussianBlur(height, (0, 0), 7 * unit), np.float32)
    shade = np.clip(_moved(soft, 5 * unit, 9 * unit) - height, 0, 1)
    edge = max(1.0, 2.4 * unit)
    lit = np.clip(height - _moved(height, edge, edge), 0, 1)
    side = np.clip(height - _moved(height, -edge, -edge), 0, 1)
    matt = 0.07 + 0.90 * np.clip(plain, 0, 1)
    shaded = matt * (1 - 0.42 * shade - 0.26 * side * (1 - lit))[..., None]
    return np.asarray(shaded + (1 - shaded) * (0.45 * lit)[..., None], np.float32)


def _moved(plane: Floats, across: float, down: float) -> Floats:
    """Shift to the right and down, px; the borders repeat."""
    matrix = np.array([[1, 0, across], [0, 1, down]], np.float32)
    size = plane.shape[1], plane.shape[0]
    moved = cv2.warpAffine(plane, matrix, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(moved, np.float32)


def _fibre(board: Board, seed: int) -> Floats:
    """Return how bright paper is where its fibres catch the light, around 1."""
    width, height = board.pixels
    felt = field(width, height, seed + 31, scale=420, octaves=2, roughness=0.6) - np.float32(0.5)
    return np.asarray(1 + np.float32(0.055) * felt, np.float32)


def _shadow(layer: Layer, board: Board, strength: float) -> Layer | None:
    """Return the shadow of a sheet, below and to the right of it, moving with it."""
    sheet: Pixels = np.zeros((board.pixels[1], board.pixels[0], 4), np.uint8)
    across, down = round(8 * board.scale), round(15 * board.scale)
    top, left = layer.y + down, layer.x + across
    height = min(layer.pixels.shape[0], sheet.shape[0] - top)
    width = min(layer.pixels.shape[1], sheet.shape[1] - left)
    if height <= 0 or width <= 0:
        return None
    sheet[top : top + height, left : left + width, 3] = layer.pixels[:height, :width, 3] * np.float32(strength)
    return crop(f"{layer.name} shadow", layer.depth, blurred(sheet, 11 * board.scale), layer.motion)
