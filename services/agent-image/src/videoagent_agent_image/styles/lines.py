"""Line drawings: blueprint, chalk on slate, neon tubes in the dark."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import cv2
import numpy as np

from videoagent_agent_image.drawing.colour import Colour, Floats, rgb
from videoagent_agent_image.drawing.noise import field
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import Board, Sheet, linear, paint, premultiplied
from videoagent_media.layers import Layer, merge


@dataclass(frozen=True)
class Pen:
    """How lines and areas are drawn."""

    ground: Colour
    line: Colour
    chroma: float
    """Share of the thing's own colour in its lines, 0..1."""
    wash: float
    """Share of the thing's own tone in its areas, 0..1."""
    rough: float
    """How broken the lines are, 0..1."""
    glow: float
    """Light around the lines, 0..1."""
    grid: bool = False
    low: Colour | None = None
    """Colour of the ground at its lower edge; None: the same all over."""


_HALO = 9
"""Standard deviation of a glow, units."""

BLUEPRINT = Pen("#12417c", "#eaf4ff", 0.0, 0.10, 0.0, 0.0, grid=True)
CHALKBOARD = Pen("#22302c", "#fbf9ee", 0.32, 0.12, 0.5, 0.0)
NEON = Pen("#1c1448", "#ffffff", 1.0, 0.20, 0.0, 0.9, low="#7a2a8c")


def drawn_with(pen: Pen) -> Callable[[Scene, int], Scene]:
    """Return the rework that draws a scene with the pen."""

    def rework(scene: Scene, seed: int) -> Scene:
        board = scene.board
        made = Scene(board, accent=scene.accent)
        made.add("ground", 0.0, _ground(board, pen, seed))
        grain = field(*board.pixels, seed + 41, scale=260, octaves=3, roughness=0.75)
        for layer in merge(scene.layers, board.pixels):
            made.layers.append(layer if layer.pinned else _trace(_grown(layer, board), board, pen, grain))
        return made

    return rework


def _ground(board: Board, pen: Pen, seed: int) -> Sheet:
    sheet = Sheet(board)
    shade = linear((0, 0), (0, board.height), [(0, pen.ground), (1, pen.low)]) if pen.low else None
    sheet.canvas.drawPaint(paint(pen.ground, shader=shade))
    if pen.grid:
        for step, strength in ((27, 0.10), (135, 0.22)):
            brush = paint(pen.line, strength, stroke=1.5)
            for x in range(0, int(board.width) + 1, step):
                sheet.canvas.drawLine(x, 0, x, board.height, brush)
            for y in range(0, int(board.height) + 1, step):
                sheet.canvas.drawLine(0, y, board.width, y, brush)
    if pen.rough:
        smears = field(
            board.pixels[0] // 2, board.pixels[1] // 2, seed + 43, scale=3, stretch=4, octaves=5
        ) * np.float32(0.10)
        cloud = cv2.resize(smears, board.pixels, interpolation=cv2.INTER_LINEAR)[..., None] * 255
        sheet.pixels[..., :3] = np.clip(sheet.pixels[..., :3] + cloud, 0, 255)
    return sheet


def _grown(layer: Layer, board: Board) -> Layer:
    """Return the layer with an empty margin, as far as the board reaches, for lines on its edge and their glow."""
    spread = 2 * round(_HALO * 1.5 * board.scale + 2)
    height, width = layer.pixels.shape[:2]
    left, top = min(spread, max(0, layer.x)), min(spread, max(0, layer.y))
    right = min(spread, max(0, board.pixels[0] - layer.x - width))
    bottom = min(spread, max(0, board.pixels[1] - layer.y - height))
    pixels = np.pad(layer.pixels, ((top, bottom), (left, right), (0, 0)))
    return replace(layer, x=layer.x - left, y=layer.y - top, pixels=pixels)


def _trace(layer: Layer, board: Board, pen: Pen, grain: Floats) -> Layer:
    """Return the layer's outlines over areas of the ground's colour, which hide what is behind."""
    values = layer.pixels.astype(np.float32) / 255
    alpha = values[..., 3]
    light = values[..., :3].max(axis=2) > alpha + 0.02
    colours = np.where(light[..., None], values[..., :3], values[..., :3] / np.maximum(alpha, 1e-3)[..., None])
    colours = np.clip(colours, 0, 1).astype(np.float32)
    box = grain[layer.y : layer.y + alpha.shape[0], layer.x : layer.x + alpha.shape[1]]
    lines = _outlines(colours, np.asarray(alpha, np.float32), board)
    if pen.rough:
        lines = lines * np.clip(1.5 - pen.rough * 2.2 * (1 - box), 0, 1)
    tone = colours @ np.array([0.3, 0.56, 0.14], np.float32)
    ground, line = np.array(rgb(pen.ground), np.float32), np.array(rgb(pen.line), np.float32)
    own = _vivid(colours)
    stroke = line * (1 - pen.chroma) + own * pen.chroma
    area = ground * (1 - pen.wash) + (own * pen.chroma + tone[..., None] * (1 - pen.chroma)) * pen.wash
    drawn = area * (1 - lines[..., None]) + stroke * lines[..., None]
    # The sky is paper: only what stands before it is filled.
    cover = np.clip(np.maximum(alpha * (0 if layer.depth < 0.02 and layer.opaque else 1), lines), 0, 1)
    pixels = premultiplied(np.asarray(drawn, np.float32), np.asarray(cover, np.float32))
    if pen.glow:
        halo = cv2.GaussianBlur(lines[..., None] * own, (0, 0), max(1.0, _HALO * board.scale))
        lit = pixels[..., :3].astype(np.float32) + halo * 255 * pen.glow * 1.6
        pixels[..., :3] = np.clip(lit, 0, 255)
    return Layer(layer.name, layer.depth, layer.x, layer.y, pixels, layer.motion)


def _outlines(colours: Floats, alpha: Floats, board: Board) -> Floats:
    """Return lines 0..1 where colour or cover changes fast."""
    unit = 1.3 * board.scale
    sigma = max(0.6, unit)
    solid = cv2.GaussianBlur(np.clip((alpha - 0.35) * 4, 0, 1), (0, 0), sigma)
    tone = cv2.GaussianBlur(cv2.cvtColor(colours, cv2.COLOR_RGB2GRAY) * np.clip(alpha * 2, 0, 1), (0, 0), sigma * 1.3)
    slopes = []
    for plane, gain in ((solid, 1.0), (tone, 2.6)):
        slope = np.hypot(cv2.Sobel(plane, cv2.CV_32F, 1, 0), cv2.Sobel(plane, cv2.CV_32F, 0, 1))
        # A slope of the drawing, not of its pixels: mist is no outline, however small the picture.
        slopes.append(slope * gain * unit)
    strength = np.maximum(slopes[0], slopes[1])
    return np.asarray(np.clip((strength - 0.22) * 1.9, 0, 1), np.float32)


def _vivid(colours: Floats) -> Floats:
    hsv = cv2.cvtColor(colours, cv2.COLOR_RGB2HSV)
    hsv[..., 1] = np.clip(hsv[..., 1] * 1.7 + 0.15 * (hsv[..., 1] > 0.06), 0, 1)
    hsv[..., 2] = np.clip(hsv[..., 2] * 0.35 + 0.65, 0, 1)
    return np.asarray(cv2.cvtColor(hsv, cv2.COLOR_HSV2RGB), np.float32)
