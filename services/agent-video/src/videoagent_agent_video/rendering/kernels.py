"""Compiled inner loops: which tiles of a layer show, and drawing one plane of one layer.

The machine code is kept on disk (``cache=True``), so that only the first process after an update compiles.
"""

import os

from videoagent_media.cache import cache_dir

os.environ.setdefault("NUMBA_CACHE_DIR", str(cache_dir("numba")))

import numpy as np
from numba import njit
from numpy.typing import NDArray

Plane = NDArray[np.uint8]
Mask = NDArray[np.bool_]
Table = NDArray[np.int32]
Floats = NDArray[np.float32]
Indices = NDArray[np.int64]
Pair = tuple[int, int]

SKIP, COPY, BLEND = 0, 1, 2
"""What to do with a tile of a layer: nothing, overwrite what is below, composite onto it."""

BLOCK = 16
"""Side of the squares for which a layer's emptiness and solidity are known, px."""

PAD = 4
"""Border around every plane, samples: the bicubic's taps never leave the plane."""

_LANES = 16
"""Samples computed at a time: a run's last group may spill over its end, and the next run draws over that."""

_HALF = np.float32(0.5)
_ONE = np.float32(1)
_ZERO = np.float32(0)
_FULL = np.float32(255)
_U = np.uintp


@njit(cache=True, nogil=True)
def classify(
    inked: Table, open_: Table, scale: float, shift_x: float, shift_y: float, whole: bool,
    tile: Pair, covered: Mask, tiles: Plane, width: int, height: int,
) -> None:  # fmt: skip
    """Decide what to do with each tile of a layer, nearest layer first.

    Args:
        inked: Summed-area table over blocks that hold anything, (rows + 1) × (columns + 1) int32.
        open_: The same over blocks that let something shine through, or reach over the layer's edge.
        scale: Film px per layer px.
        shift_x: Position of the layer's left edge, film px.
        shift_y: Position of its top edge, film px.
        whole: Whether the layer is at full opacity, so that solid tiles hide what is below.
        tile: Tile width and height, film px.
        covered: Tiles hidden already, changed in place.
        tiles: Written: ``SKIP``, ``COPY`` or ``BLEND`` for every tile.
        width: Of the film, px.
        height: Of the film, px.
    """
    rows, columns = inked.shape[0] - 1, inked.shape[1] - 1
    reach = 3.0 / scale + 2.0
    for row in range(tiles.shape[0]):
        top = (row * tile[1] - shift_y) / scale - reach
        bottom = (min((row + 1) * tile[1], height) - shift_y) / scale + reach
        row_from, row_to = int(np.floor(top / BLOCK)), int(np.floor(bottom / BLOCK)) + 1
        for column in range(tiles.shape[1]):
            tiles[row, column] = SKIP
            if covered[row, column]:
                continue
            left = (column * tile[0] - shift_x) / scale - reach
            right = (min((column + 1) * tile[0], width) - shift_x) / scale + reach
            column_from, column_to = int(np.floor(left / BLOCK)), int(np.floor(right / BLOCK)) + 1
            inside = row_from >= 0 and column_from >= 0 and row_to <= rows and column_to <= columns
            r0, r1 = max(row_from, 0), min(row_to, rows)
            c0, c1 = max(column_from, 0), min(column_to, columns)
            if r0 >= r1 or c0 >= c1:
                continue
            if inked[r1, c1] - inked[r0, c1] - inked[r1, c0] + inked[r0, c0] == 0:
                continue
            tiles[row, column] = BLEND
            if whole and inside and open_[r1, c1] - open_[r0, c1] - open_[r1, c0] + open_[r0, c0] == 0:
                tiles[row, column] = COPY
                covered[row, column] = True


@njit(cache=True, nogil=True)
def clear(covered: Mask, tile: Pair, luma: Plane, blue: Plane, red: Plane, width: int, height: int) -> None:
    """Blacken the tiles that no opaque part of any layer covers (``covered`` is what ``classify`` left)."""
    for row in range(covered.shape[0]):
        for column in range(covered.shape[1]):
            if covered[row, column]:
                continue
            for y in range(row * tile[1], min((row + 1) * tile[1], height)):
                for x in range(column * tile[0], min((column + 1) * tile[0], width)):
                    luma[y, x] = 16
                    blue[y // 2, x // 2] = 128
                    red[y // 2, x // 2] = 128


@njit(cache=True, nogil=True, fastmath=True)
def _weights(count: int, scale: float, shift: float, limit: int, base: Indices, weights: Floats) -> Pair:
    """Fill source positions and Catmull-Rom weights of one axis; return the range of samples that have all taps."""
    first, last = count, 0
    for index in range(count):
        position = (index + 0.5 - shift) / scale - 0.5 + PAD
        floor = int(np.floor(position))
        t = position - floor
        base[index] = floor
        weights[0, index] = ((-0.5 * t + 1.0) * t - 0.5) * t
        weights[1, index] = (1.5 * t - 2.5) * t * t + 1.0
        weights[2, index] = ((-1.5 * t + 2.0) * t + 0.5) * t
        weights[3, index] = (0.5 * t - 0.5) * t * t
        if 1 <= floor <= limit - 3:
            first = min(first, index)
            last = index + 1
    return first, last


@njit(cache=True, nogil=True, fastmath=True, inline="always")
def _vertical(plane: Plane, row: int, weights: Floats, y: int, start: int, count: int, out: Floats) -> None:
    """Weigh four source rows into one of float32. Unsigned indices: no wrap-around checks, so it vectorises."""
    a, b, c, d = weights[0, y], weights[1, y], weights[2, y], weights[3, y]
    middle, begin = _U(row), _U(start)
    for index in range(count):
        x = begin + _U(index)
        out[_U(index)] = (
            plane[middle - _U(1), x] * a
            + plane[middle, x] * b
            + plane[middle + _U(1), x] * c
            + plane[middle + _U(2), x] * d
        )


@njit(cache=True, nogil=True, fastmath=True, inline="always")
def _horizontal(
    source: Floats, base: int, starts: Indices, offsets: Indices, runs: int,
    weights: Floats, left: int, right: int, out: Floats,
) -> None:  # fmt: skip
    """Resample a row. Within a run the source moves along with the target, so taps are contiguous loads."""
    for run in range(runs):
        begin, end = max(starts[run], left), min(starts[run + 1], right)
        if begin >= end:
            continue
        delta = offsets[run] - 1 - base
        for group in range((end - begin + _LANES - 1) // _LANES):
            to, at = _U(begin + group * _LANES), _U(begin + group * _LANES + delta)
            for lane in range(_LANES):
                x, tap = to + _U(lane), at + _U(lane)
                out[x] = (
                    source[tap] * weights[_U(0), x]
                    + source[tap + _U(1)] * weights[_U(1), x]
                    + source[tap + _U(2)] * weights[_U(2), x]
                    + source[tap + _U(3)] * weights[_U(3), x]
                )


@njit(cache=True, nogil=True, fastmath=True)
def draw(
    plane: Plane, alpha: Plane, opaque: bool, bias: np.float32, scale: float, shift_x: float, shift_y: float,
    opacity: np.float32, tiles: Plane, tile: Pair, out: Plane, width: int, height: int,
) -> None:  # fmt: skip
    """Draw one plane of one layer onto the film's plane, in place.

    ``out = bias + (out - bias) * (1 - alpha * opacity) + (plane - bias) * opacity`` where the tile says ``BLEND``.

    Args:
        plane: Premultiplied samples, rows × columns uint8, with ``PAD`` samples of border.
        alpha: As large as ``plane``; anything when ``opaque``.
        opaque: Whether alpha is 255 everywhere.
        bias: 0 for luma, 128 for chroma.
        scale: Film samples per layer sample.
        shift_x: Position of the layer's left edge (without border), film samples.
        shift_y: Position of its top edge.
        opacity: 0..1, float32.
        tiles: What to do with each tile.
        tile: Tile width and height, samples of this plane.
        out: The film's plane; rows may be longer than ``width``.
        width: Of the film's plane, samples.
        height: Of the film's plane, samples.
    """
    spare = 4 * _LANES
    columns, rows = np.zeros(width + spare, np.int64), np.zeros(height + spare, np.int64)
    across, down = np.zeros((4, width + spare), np.float32), np.zeros((4, height + spare), np.float32)
    left, right = _weights(width, scale, shift_x, plane.shape[1], columns, across)
    top, bottom = _weights(height, scale, shift_y, plane.shape[0], rows, down)
    if left >= right or top >= bottom:
        return
    starts, offsets = np.zeros(width + 2, np.int64), np.zeros(width + 2, np.int64)
    runs = 0
    for x in range(left, right):
        offset = columns[x] - x
        if runs == 0 or offsets[runs - 1] != offset:
            starts[runs], offsets[runs] = x, offset
            runs += 1
    starts[runs] = right
    taps = np.zeros(plane.shape[1] + spare + 4, np.float32)
    colour, cover = np.zeros(width + spare, np.float32), np.full(width + spare, _FULL, np.float32)
    share = opacity / _FULL
    for row in range(tiles.shape[0]):
        y_from, y_to = max(row * tile[1], top), min((row + 1) * tile[1], bottom)
        column = 0
        while column < tiles.shape[1]:
            action, first = tiles[row, column], column
            while column < tiles.shape[1] and tiles[row, column] == action:
                column += 1
            x_from, x_to = max(first * tile[0], left), min(column * tile[0], right)
            if action == SKIP or x_from >= x_to:
                continue
            start = columns[x_from] - 1
            count = columns[x_to - 1] + 3 - start
            for y in range(y_from, y_to):
                _vertical(plane, rows[y], down, y, start, count, taps)
                _horizontal(taps, start, starts, offsets, runs, across, x_from, x_to, colour)
                line = _U(y)
                if action == COPY:
                    for index in range(x_to - x_from):
                        at = _U(x_from + index)
                        out[line, at] = np.uint8(np.int32(min(max(colour[at] + _HALF, _ZERO), _FULL)))
                    continue
                if not opaque:
                    _vertical(alpha, rows[y], down, y, start, count, taps)
                    _horizontal(taps, start, starts, offsets, runs, across, x_from, x_to, cover)
                for index in range(x_to - x_from):
                    at = _U(x_from + index)
                    below = (np.float32(out[line, at]) - bias) * (_ONE - cover[at] * share)
                    value = bias + below + (colour[at] - bias) * opacity + _HALF
                    out[line, at] = np.uint8(np.int32(min(max(value, _ZERO), _FULL)))
