"""Draws the frames of one shot: every layer where camera and its own motion put it, nearest tiles first decided."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from videoagent_agent_video.camera import Camera
from videoagent_agent_video.rendering import kernels
from videoagent_agent_video.rendering.lanes import ONE
from videoagent_agent_video.rendering.sheets import Plane, Sheet, sheet
from videoagent_media.encode import YuvFrame
from videoagent_media.layers import Layer, LayeredPicture, Motion, wrap_offsets

TILE = (64, 16)
"""Width and height of the tiles for which visibility is decided, film px; chroma's are half as large."""

_NOTHING: Plane = np.zeros((1, 1), np.uint8)
_FAINTEST = 1 / 510
"""Opacity below which nothing would change."""


@dataclass(frozen=True)
class Placed:
    """One drawing of a sheet: where its left top corner is, how large, and how strong."""

    sheet: Sheet
    scale: float
    x: float
    """film px"""
    y: float
    opacity: float = 1.0


@dataclass(frozen=True)
class _Moving:
    layer: Layer
    sheet: Sheet


class Compositor:
    """Frames of a layered picture under a camera.

    Args:
        picture: The picture; its pixels are not kept.
        camera: The shot's camera.
    """

    def __init__(self, picture: LayeredPicture, camera: Camera) -> None:
        self._frame, self._canvas, self._margin = picture.frame, picture.canvas, picture.margin
        self._camera = camera
        self._layers = [_Moving(_light(layer), sheet(layer.pixels)) for layer in picture.layers]

    def placed(self, time: float) -> list[Placed]:
        """Return all drawings at ``time`` seconds, far to near."""
        view = self._camera.at(time)
        drawings: list[Placed] = []
        for moving in self._layers:
            layer = moving.layer
            motion = (layer.motion or Motion()).at(time)
            if motion.opacity < _FAINTEST:
                continue
            if layer.pinned:
                scale, left, top = 1.0, -float(self._margin[0]), -float(self._margin[1])
            else:
                scale, left, top = view.place(layer.depth, self._frame, self._canvas)
            drawings.extend(
                Placed(
                    moving.sheet,
                    scale,
                    left + scale * (layer.x + motion.dx + column),
                    top + scale * (layer.y + motion.dy + row),
                    motion.opacity,
                )
                for column, row in wrap_offsets(layer, self._canvas, motion.dx, motion.dy)
            )
        return drawings

    def draw(self, time: float, frame: YuvFrame, over: Iterable[Placed] = ()) -> None:
        """Draw the picture at ``time`` seconds into the shot, and ``over`` (captions) on top of it."""
        composite([*self.placed(time), *over], frame)


def composite(drawings: list[Placed], frame: YuvFrame, *, over: bool = False) -> None:
    """Draw sheets, given far to near, onto a frame.

    Args:
        drawings: The sheets.
        frame: What is drawn on.
        over: Whether what they leave uncovered stays as it is; else it becomes black.
    """
    width, height = frame.frame.width, frame.frame.height
    shape = (-(-height // TILE[1]), -(-width // TILE[0]))
    covered = np.zeros(shape, np.bool_)
    maps: list[Plane] = []
    for drawing in reversed(drawings):
        tiles = np.zeros(shape, np.uint8)
        kernels.classify(
            drawing.sheet.inked, drawing.sheet.open, drawing.scale, drawing.x, drawing.y, drawing.opacity >= 1,
            TILE, covered, tiles, width, height,
        )  # fmt: skip
        maps.append(tiles)
    if not over:
        kernels.clear(covered, TILE, frame.luma, frame.blue, frame.red, width, height)
    for drawing, tiles in zip(drawings, reversed(maps), strict=True):
        if tiles.any():
            _draw(drawing, tiles, frame)


def _draw(drawing: Placed, tiles: Plane, frame: YuvFrame) -> None:
    source = drawing.sheet
    width, height = frame.frame.width, frame.frame.height
    opacity = np.int16(round(min(1.0, drawing.opacity) * ONE))
    kernels.draw(
        source.luma, _NOTHING if source.opaque else source.alpha, source.opaque, np.int16(0),
        drawing.scale, drawing.x, drawing.y, opacity, tiles, TILE, frame.luma, frame.luma, width, height,
    )  # fmt: skip
    kernels.draw(
        source.chroma, _NOTHING if source.opaque else source.half_alpha, source.opaque, np.int16(128),
        drawing.scale, drawing.x / 2, drawing.y / 2, opacity, tiles, (TILE[0] // 2, TILE[1] // 2),
        frame.blue, frame.red, width // 2, height // 2,
    )  # fmt: skip


def _light(layer: Layer) -> Layer:
    """Keep the layer's facts and size without its pixels: a film's worth of RGBA need not stay in memory."""
    empty = np.broadcast_to(np.zeros(1, np.uint8), layer.pixels.shape)
    return Layer(layer.name, layer.depth, layer.x, layer.y, empty, layer.motion, layer.pinned)
