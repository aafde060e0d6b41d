"""Sheets of paper, and the board that says how large they are.

Everything is drawn in *units*: the canvas is 1296 units on its shorter side, whatever the film's size. A sheet has
at most one pixel per unit: a 480p picture costs less, a 2160p one no more than 1080p and is enlarged at the end.
"""

import functools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import cv2
import numpy as np
import skia

from videoagent_agent_image.drawing.colour import Colour, FadingStops, Floats, Stops, ramp, skia_colour
from videoagent_media.layers import Pixels, canvas_size

UNITS: Final = 1296
"""Length of the canvas's shorter side."""

_PREMULTIPLIED = (skia.kRGBA_8888_ColorType, skia.kPremul_AlphaType)
LINEAR = skia.SamplingOptions(skia.FilterMode.kLinear, skia.MipmapMode.kLinear)
ADD = skia.BlendMode.kPlus
INSIDE = skia.BlendMode.kSrcATop


@dataclass(frozen=True)
class Board:
    """Geometry of one picture."""

    frame: tuple[int, int]
    """Film, px."""
    scale: float
    """Drawn pixels per unit, at most 1."""
    pixels: tuple[int, int]
    """Drawn canvas, px."""

    @classmethod
    def of(cls, frame: tuple[int, int]) -> "Board":
        """Return the board for a film of ``frame`` pixels."""
        canvas = canvas_size(frame)
        shrink = min(1.0, UNITS / min(canvas))
        width, height = (max(2, round(side * shrink)) for side in canvas)
        return cls(frame, min(width, height) / UNITS, (width, height))

    @property
    def width(self) -> float:
        """Canvas width in units."""
        return self.pixels[0] / self.scale

    @property
    def height(self) -> float:
        """Canvas height in units."""
        return self.pixels[1] / self.scale

    @property
    def portrait(self) -> bool:
        return self.height > self.width * 1.2

    @property
    def square(self) -> bool:
        return not self.portrait and self.width < self.height * 1.2

    @property
    def inner(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom of the resting frame in units."""
        return self.width / 12, self.height / 12, self.width * 11 / 12, self.height * 11 / 12


class Sheet:
    """A transparent sheet to draw on; coordinates in units."""

    def __init__(self, board: Board, width: float | None = None, height: float | None = None) -> None:
        self.board = board
        columns = board.pixels[0] if width is None else max(1, math.ceil(width * board.scale))
        rows = board.pixels[1] if height is None else max(1, math.ceil(height * board.scale))
        self.pixels: Pixels = np.zeros((rows, columns, 4), np.uint8)
        information = skia.ImageInfo.Make(columns, rows, *_PREMULTIPLIED)
        self._surface = skia.Surface.MakeRasterDirect(information, self.pixels)
        self.canvas: Any = self._surface.getCanvas()
        self.canvas.scale(board.scale, board.scale)

    @property
    def width(self) -> float:
        return float(self.pixels.shape[1] / self.board.scale)

    @property
    def height(self) -> float:
        return float(self.pixels.shape[0] / self.board.scale)


def image(pixels: Pixels) -> Any:
    """Return premultiplied RGBA pixels as a Skia image (a copy)."""
    return skia.Image.fromarray(
        np.ascontiguousarray(pixels), colorType=_PREMULTIPLIED[0], alphaType=_PREMULTIPLIED[1], copy=True
    )


def paint(
    colour: Colour = "#000000",
    opacity: float = 1.0,
    *,
    blur: float = 0.0,
    blend: Any = None,
    stroke: float = 0.0,
    shader: Any = None,
) -> Any:
    """Return a paint; ``blur`` is a standard deviation and ``stroke`` a line width, both in units."""
    made = skia.Paint(AntiAlias=True, Color=skia_colour(colour, opacity))
    if blur:
        made.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, blur))
    if blend is not None:
        made.setBlendMode(blend)
    if stroke:
        made.setStyle(skia.Paint.kStroke_Style)
        made.setStrokeWidth(stroke)
        made.setStrokeCap(skia.Paint.kRound_Cap)
        made.setStrokeJoin(skia.Paint.kRound_Join)
    if shader is not None:
        made.setShader(shader)
        made.setAlphaf(opacity)
        made.setDither(True)
    return made


def _shades(stops: Stops | FadingStops, count: int) -> tuple[list[int], list[float]]:
    return _cached_shades(tuple(tuple(stop) for stop in stops), count)


@functools.lru_cache(maxsize=1024)
def _cached_shades(stops: tuple[Any, ...], count: int) -> tuple[list[int], list[float]]:
    colours = ramp([(stop[0], stop[1]) for stop in stops], count)
    along = np.linspace(0, 1, count)
    opacities = np.interp(along, [stop[0] for stop in stops], [stop[2] if len(stop) > 2 else 1.0 for stop in stops])
    shades = [
        int(skia.ColorSetARGB(round(float(opacity) * 255), *(round(float(value) * 255) for value in colour)))
        for opacity, colour in zip(opacities, colours, strict=True)
    ]
    return shades, [float(value) for value in along]


def linear(start: tuple[float, float], end: tuple[float, float], stops: Stops | FadingStops, count: int = 9) -> Any:
    """Return an OKLab gradient from ``start`` to ``end``, in units."""
    shades, along = _shades(stops, count)
    return skia.GradientShader.MakeLinear([skia.Point(*start), skia.Point(*end)], shades, along)


def radial(centre: tuple[float, float], radius: float, stops: Stops | FadingStops, count: int = 12) -> Any:
    """Return an OKLab gradient around ``centre``, in units."""
    shades, along = _shades(stops, count)
    return skia.GradientShader.MakeRadial(skia.Point(*centre), max(radius, 0.01), shades, along)


def polygon(points: Sequence[tuple[float, float]], *, close: bool = True) -> Any:
    """Return a path through the points."""
    path = skia.Path()
    path.addPoly([skia.Point(float(x), float(y)) for x, y in points], close)
    return path


def blurred(pixels: Pixels, deviation: float) -> Pixels:
    """Return premultiplied pixels out of focus; ``deviation`` in px. Edges repeat, so borders don't darken."""
    if deviation < 0.3:
        return pixels
    factor = max(1, int(deviation // 4))
    small = pixels
    if factor > 1:
        size = (max(1, pixels.shape[1] // factor), max(1, pixels.shape[0] // factor))
        small = np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)
    soft = cv2.GaussianBlur(small, (0, 0), deviation / factor, borderType=cv2.BORDER_REPLICATE)
    if factor > 1:
        soft = cv2.resize(soft, (pixels.shape[1], pixels.shape[0]), interpolation=cv2.INTER_LINEAR)
    return np.asarray(soft, np.uint8)


@functools.lru_cache(maxsize=8)
def dither(height: int, width: int) -> Floats:
    """Return noise of ±½ that hides the steps of 8-bit gradients; do not change it."""
    return np.random.default_rng(1).random((height, width), dtype=np.float32) - np.float32(0.5)


def premultiplied(colours: Floats, opacity: Floats | None = None) -> Pixels:
    """Return float RGB 0..1 (height × width × 3) and opacity as premultiplied bytes, dithered against banding."""
    height, width = colours.shape[:2]
    noise = dither(height, width)
    pixels = np.empty((height, width, 4), np.uint8)
    if opacity is None:
        pixels[..., :3] = np.clip(colours * np.float32(255) + (noise + np.float32(0.5))[..., None], 0, 255)
        pixels[..., 3] = 255
        return pixels
    cover = np.clip(opacity, 0, 1).astype(np.float32) * np.float32(255)
    tones = np.clip(colours, 0, 1) * cover[..., None] + (noise + np.float32(0.5))[..., None]
    pixels[..., 3] = np.clip(cover + np.float32(0.5), 0, 255)
    pixels[..., :3] = np.minimum(np.clip(tones, 0, 255).astype(np.uint8), pixels[..., 3:])
    return pixels


def tinted(colour: Colour, opacity: Floats) -> Pixels:
    """Return a sheet of one colour with the given opacity (height × width, 0..1)."""
    height, width = opacity.shape
    cover = np.clip(opacity * np.float32(255) + dither(height, width) + np.float32(0.5), 0, 255).astype(np.uint8)
    values = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    steps = np.arange(256, dtype=np.float32)
    channels = [cv2.LUT(cover, np.asarray(steps * value + 0.5, np.uint8)) for value in values]
    return np.asarray(cv2.merge([*channels, cover]), np.uint8)
