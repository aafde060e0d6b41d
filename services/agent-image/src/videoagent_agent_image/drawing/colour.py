"""Colours as ``#rrggbb``, mixed in OKLab so that gradients stay clean (Ottosson 2020, https://bottosson.github.io/posts/oklab)."""

import functools
from collections.abc import Sequence

import numpy as np
import skia
from numpy.typing import NDArray

Colour = str
"""``#rrggbb``."""

Stops = Sequence[tuple[float, Colour]]
"""(position 0..1, colour), ascending."""

FadingStops = Sequence[tuple[float, Colour, float]]
"""(position 0..1, colour, opacity 0..1), ascending."""

Floats = NDArray[np.float32]

_TO_LMS = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)
_FROM_LMS = np.linalg.inv(_TO_LMS)
_FROM_LAB = np.linalg.inv(_TO_LAB)


def rgb(colour: Colour) -> tuple[float, float, float]:
    """Return sRGB components 0..1."""
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


def from_rgb(values: Sequence[float] | NDArray[np.floating]) -> Colour:
    """Return ``#rrggbb`` of sRGB components, clipped to 0..1."""
    return "#" + "".join(f"{round(min(1.0, max(0.0, float(value))) * 255):02x}" for value in values)


def to_oklab(srgb: NDArray[np.floating]) -> NDArray[np.float64]:
    """Convert an array (… × 3) of sRGB 0..1 to OKLab."""
    linear = np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)
    return np.asarray(np.cbrt(linear @ _TO_LMS.T) @ _TO_LAB.T, np.float64)


def from_oklab(lab: NDArray[np.floating]) -> NDArray[np.float64]:
    """Convert an array (… × 3) of OKLab to sRGB, clipped to 0..1."""
    linear = np.clip((lab @ _FROM_LAB.T) ** 3 @ _FROM_LMS.T, 0, 1)
    return np.asarray(np.where(linear <= 0.0031308, linear * 12.92, 1.055 * linear ** (1 / 2.4) - 0.055), np.float64)


@functools.lru_cache(maxsize=8192)
def _lab(colour: Colour) -> tuple[float, float, float]:
    values = to_oklab(np.array(rgb(colour)))
    return float(values[0]), float(values[1]), float(values[2])


def mix(first: Colour, second: Colour, share: float) -> Colour:
    """Return the colour ``share`` (0..1) of the way from the first to the second."""
    return _mix(first, second, round(float(share), 3))


@functools.lru_cache(maxsize=16384)
def _mix(first: Colour, second: Colour, share: float) -> Colour:
    start, end = np.array(_lab(first)), np.array(_lab(second))
    return from_rgb(from_oklab(start * (1 - share) + end * share))


def adjust(colour: Colour, *, lightness: float = 1.0, chroma: float = 1.0) -> Colour:
    """Scale the OKLab lightness and chroma of a colour."""
    light, green_red, blue_yellow = _lab(colour)
    return from_rgb(from_oklab(np.array([light * lightness, green_red * chroma, blue_yellow * chroma])))


def lightness(colour: Colour) -> float:
    """Return the OKLab lightness, 0 black … 1 white."""
    return _lab(colour)[0]


def ramp(stops: Stops, count: int) -> Floats:
    """Return ``count`` × 3 sRGB values along the stops, 0..1."""
    positions = [stop[0] for stop in stops]
    labs = np.array([_lab(stop[1]) for stop in stops])
    along = np.linspace(0, 1, count)
    mixed = np.stack([np.interp(along, positions, labs[:, channel]) for channel in range(3)], axis=1)
    return from_oklab(mixed).astype(np.float32)


def skia_colour(colour: Colour, opacity: float = 1.0) -> int:
    """Return the colour as Skia's ARGB integer."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return int(skia.ColorSetARGB(round(min(1.0, max(0.0, opacity)) * 255), red, green, blue))
