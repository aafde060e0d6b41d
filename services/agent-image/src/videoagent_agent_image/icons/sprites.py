"""Icons as pictures: rasterised, relit to the scene, set down with a shadow."""

import functools
import io
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import numpy as np
import resvg_py
import skia
from PIL import Image

from videoagent_agent_image.drawing.bodies import BODIES, body
from videoagent_agent_image.drawing.colour import Colour, rgb
from videoagent_agent_image.drawing.sheet import LINEAR, image, paint
from videoagent_agent_image.icons.catalogue import drawing
from videoagent_media.layers import Pixels

_SIZE = 720
"""Longer side of the rasterised icon, px."""
_WHOLE = {"chicken": "rooster"}
"""Icons that are a head, and those of the whole animal that are shown instead."""
_taken: ContextVar[set[str] | None] = ContextVar("_taken", default=None)


@contextmanager
def noting() -> Iterator[set[str]]:
    """Collect the names of the icons that are taken meanwhile: a picture owes credit to those alone."""
    names: set[str] = set()
    token = _taken.set(names)
    try:
        yield names
    finally:
        _taken.reset(token)


def sprite(name: str) -> Pixels:
    """Return the icon, trimmed, as premultiplied RGBA; do not change it.

    Of an animal whose icon is a mere head it is the whole animal, drawn here.

    Raises:
        KeyError: There is no such icon.
    """
    pixels = _rasterised(name)
    taken = _taken.get()
    if taken is not None and name not in BODIES:
        taken.add(name)
    return pixels


@functools.lru_cache(maxsize=16)
def _rasterised(name: str) -> Pixels:
    if name in BODIES:
        return body(name)
    png = bytes(resvg_py.svg_to_bytes(svg_string=drawing(_WHOLE.get(name, name)), width=_SIZE, height=_SIZE))
    straight = np.asarray(Image.open(io.BytesIO(png)).convert("RGBA")).astype(np.float32)
    straight[..., :3] *= straight[..., 3:] / 255
    pixels = (straight + 0.5).astype(np.uint8)
    rows, columns = (np.flatnonzero(pixels[..., 3].any(axis=axis)) for axis in (1, 0))
    if rows.size == 0:
        return pixels
    return np.ascontiguousarray(pixels[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1])


def relit(pixels: Pixels, tint: Colour, amount: float, *, shade: Colour = "#000000", depth: float = 0.2) -> Pixels:
    """Return the sprite in the light of a scene.

    Args:
        pixels: Premultiplied RGBA.
        tint: Colour of the light.
        amount: Share of it, 0..1.
        shade: Colour that the lower parts fall off to.
        depth: How far they do, 0..1.
    """
    values = pixels.astype(np.float32) / 255
    alpha = values[..., 3:]
    colours = values[..., :3] / np.maximum(alpha, 1e-4)
    colours = colours * (1 - amount) + colours * np.array(rgb(tint), np.float32) * amount * 1.15 + amount * 0.04
    down = np.linspace(0, 1, pixels.shape[0], dtype=np.float32)[:, None, None] ** 1.4 * depth
    colours = colours * (1 - down) + np.array(rgb(shade), np.float32) * down * 0.7
    lit = np.concatenate([np.clip(colours, 0, 1) * alpha, alpha], axis=2)
    return np.asarray(lit * 255 + 0.5, np.uint8)


def place(
    canvas: Any,
    pixels: Pixels,
    x: float,
    y: float,
    height: float,
    *,
    turn: float = 0.0,
    flip: bool = False,
    opacity: float = 1.0,
    blur: float = 0.0,
) -> float:
    """Draw a sprite of the given height (units) centred on (x, y), and return its width."""
    scale = height / pixels.shape[0]
    canvas.save()
    canvas.translate(x, y)
    canvas.rotate(turn)
    canvas.scale(-scale if flip else scale, scale)
    brush = skia.Paint(AntiAlias=True, Alphaf=opacity)
    if blur:
        brush.setImageFilter(skia.ImageFilters.Blur(blur / scale, blur / scale))
    canvas.drawImage(image(pixels), -pixels.shape[1] / 2, -pixels.shape[0] / 2, LINEAR, brush)
    canvas.restore()
    return float(pixels.shape[1] * scale)


def contact_shadow(canvas: Any, x: float, foot: float, width: float, *, opacity: float = 0.5) -> None:
    """Draw the soft dark ellipse under something that stands at (x, foot)."""
    wide = skia.Rect.MakeXYWH(x - width * 0.55, foot - width * 0.07, width * 1.1, width * 0.15)
    canvas.drawOval(wide, paint("#000000", opacity * 0.7, blur=width * 0.05))
    tight = skia.Rect.MakeXYWH(x - width * 0.36, foot - width * 0.035, width * 0.72, width * 0.07)
    canvas.drawOval(tight, paint("#000000", opacity, blur=width * 0.018))
