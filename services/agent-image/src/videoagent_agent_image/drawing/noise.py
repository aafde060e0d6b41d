"""Deterministic noise: lines, fields, and fields sampled at arbitrary points."""

import functools

import cv2
import numpy as np
from numpy.typing import NDArray

from videoagent_agent_image.drawing.colour import Floats

_LATTICE = 256


def line(count: int, seed: int, *, octaves: int = 7, roughness: float = 0.5, base: int = 2) -> NDArray[np.float64]:
    """Return a fractal line of ``count`` values, stretched to exactly 0..1."""
    generator = np.random.default_rng(seed)
    along = np.linspace(0, 1, count)
    total = np.zeros(count)
    amplitude = 1.0
    for octave in range(octaves):
        knots = base * 2**octave
        values = generator.standard_normal(knots + 4)
        position = along * knots
        index = position.astype(int)
        share = position - index
        share = share * share * (3 - 2 * share)
        total += amplitude * (values[index] * (1 - share) + values[index + 1] * share)
        amplitude *= roughness
    total -= total.min()
    return np.asarray(total / total.max(), np.float64)


@functools.lru_cache(maxsize=64)
def _lattice(seed: int) -> Floats:
    return np.random.default_rng(seed).uniform(-1, 1, (_LATTICE, _LATTICE)).astype(np.float32)


def sample(x: Floats, y: Floats, seed: int) -> Floats:
    """Return smooth noise in about -1..1 at the points (x, y); features are 1 wide, the pattern repeats at 256."""
    columns, rows = np.asarray(x, np.float32), np.asarray(y, np.float32)
    return np.asarray(cv2.remap(_lattice(seed), columns, rows, cv2.INTER_CUBIC, borderMode=cv2.BORDER_WRAP), np.float32)


def field(
    width: int,
    height: int,
    seed: int,
    *,
    scale: float = 4.0,
    stretch: float = 1.0,
    octaves: int = 5,
    roughness: float = 0.5,
) -> Floats:
    """Return a fractal field (height × width), stretched to 0..1.

    Args:
        width: Columns.
        height: Rows.
        seed: Of the random numbers.
        scale: Features of the coarsest octave across the longer side.
        stretch: How many times wider than high the features are.
        octaves: How many halvings of the feature size are added up.
        roughness: Amplitude of an octave relative to the coarser one.
    """
    generator = np.random.default_rng(seed)
    longer = max(width, height)
    total = np.zeros((height, width), np.float32)
    amplitude = 1.0
    for octave in range(octaves):
        frequency = scale * 2**octave
        columns = max(2, round(width / longer * frequency / stretch) + 3)
        rows = max(2, round(height / longer * frequency) + 3)
        if columns > width or rows > height:
            break
        knots = generator.uniform(-1, 1, (rows, columns)).astype(np.float32)
        total += amplitude * cv2.resize(knots, (width, height), interpolation=cv2.INTER_CUBIC)
        amplitude *= roughness
    low, high = float(total.min()), float(total.max())
    return np.asarray((total - low) / max(high - low, 1e-6), np.float32)
