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
Planes = NDArray[np.uint8]
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
"""Border around every plane, samples: the bicubic's taps never leave the plane (nor do ``LANES`` more at the right)."""

LANES = 16
"""Samples computed at a time: a run's last group may spill over its end, and the next run draws over that."""


_BATCH = 4096
"""Samples of a tile row that are worked on at a time: they stay in the first-level cache."""

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
def _vertical(plane: Plane, row: int, weights: Floats, y: int, start: int, count: int, slot: int, out: Floats) -> None:
    """Weigh four source rows into one of float32. Unsigned indices: no wrap-around checks, so it vectorises."""
    a, b, c, d = weights[0, y], weights[1, y], weights[2, y], weights[3, y]
    middle = _U(row)
    for group in range((count + LANES - 1) // LANES):
        to, at = _U(group * LANES), _U(start + group * LANES)
        for lane in range(LANES):
            x = at + _U(lane)
            out[_U(slot), to + _U(lane)] = (
                plane[middle - _U(1), x] * a
                + plane[middle, x] * b
                + plane[middle + _U(1), x] * c
                + plane[middle + _U(2), x] * d
            )


@njit(cache=True, nogil=True, fastmath=True, inline="always")
def _horizontal(
    source: Floats, slot: int, base: int, starts: Indices, offsets: Indices, run: int,
    weights: Floats, left: int, right: int, out: Floats,
) -> None:  # fmt: skip
    """Resample a row. Within a run the source moves along with the target, so taps are contiguous loads."""
    begin, line = left, _U(slot)
    while begin < right:
        end = min(starts[run + 1], right)
        delta = offsets[run] - 1 - base
        for group in range((end - begin + LANES - 1) // LANES):
            to, at = _U(begin + group * LANES), _U(begin + group * LANES + delta)
            for lane in range(LANES):
                x, tap = to + _U(lane), at + _U(lane)
                out[line, x] = (
                    source[line, tap] * weights[_U(0), x]
                    + source[line, tap + _U(1)] * weights[_U(1), x]
                    + source[line, tap + _U(2)] * weights[_U(2), x]
                    + source[line, tap + _U(3)] * weights[_U(3), x]
                )
        begin = end
        run += 1


@njit(cache=True, nogil=True, fastmath=True, inline="always")
def _resample(
    plane: Plane, natural: bool, rows: Indices, down: Floats, y_from: int, y_to: int, start: int, count: int,
    starts: Indices, offsets: Indices, run: int, across: Floats, left: int, right: int, taps: Floats, out: Floats,
) -> None:  # fmt: skip
    """Fill the first rows of ``out`` with a layer's rows ``y_from`` to ``y_to``, columns ``left`` to ``right``.

    All vertical passes come first: what was just stored cannot be loaded at another offset without waiting for it.
    """
    if natural:
        begin = _U(start + 1)
        for slot in range(y_to - y_from):
            line = _U(rows[y_from + slot])
            for index in range(right - left):
                out[_U(slot), _U(left + index)] = plane[line, begin + _U(index)]
        return
    for slot in range(y_to - y_from):
        _vertical(plane, rows[y_from + slot], down, y_from + slot, start, count, slot, taps)
    for slot in range(y_to - y_from):
        _horizontal(taps, slot, start, starts, offsets, run, across, left, right, out)


@njit(cache=True, nogil=True, fastmath=True, inline="always")
def _overwrite(colour: Floats, left: int, right: int, y_from: int, y_to: int, out: Plane) -> None:
    for slot in range(y_to - y_from):
        row, line = _U(slot), _U(y_from + slot)
        for index in range(right - left):
            x = _U(left + index)
            out[line, x] = np.uint8(np.int32(min(max(colour[row, x] + _HALF, _ZERO), _FULL)))


@njit(cache=True, nogil=True, fastmath=True, inline="always")
def _composite(
    colour: Floats, cover: Floats, bias: np.float32, opacity: np.float32,
    left: int, right: int, y_from: int, y_to: int, out: Plane,
) -> None:  # fmt: skip
    share = opacity / _FULL
    for slot in range(y_to - y_from):
        row, line = _U(slot), _U(y_from + slot)
        for index in range(right - left):
            x = _U(left + index)
            below = (np.float32(out[line, x]) - bias) * (_ONE - cover[row, x] * share)
            value = bias + below + (colour[row, x] - bias) * opacity + _HALF
            out[line, x] = np.uint8(np.int32(min(max(value, _ZERO), _FULL)))


@njit(cache=True, nogil=True, fastmath=True, inline="always")
def _runs(columns: Indices, left: int, right: int, starts: Indices, offsets: Indices, run_of: Indices) -> None:
    """Find the stretches of columns along which source and target advance together."""
    runs = 0
    for x in range(left, right):
        offset = columns[x] - x
        if runs == 0 or offsets[runs - 1] != offset:
            starts[runs], offsets[runs] = x, offset
            runs += 1
        run_of[x] = runs - 1
    starts[runs] = right


@njit(cache=True, nogil=True, fastmath=True)
def draw(
    planes: Planes, alpha: Plane, opaque: bool, bias: np.float32, scale: float, shift_x: float, shift_y: float,
    opacity: np.float32, tiles: Plane, tile: Pair, out: Plane, second: Plane, width: int, height: int,
) -> None:  # fmt: skip
    """Draw the luma, or both chroma planes, of one layer onto the film's, in place.

    ``out = bias + (out - bias) * (1 - alpha * opacity) + (plane - bias) * opacity`` where the tile says ``BLEND``.

    Args:
        planes: Premultiplied samples, one or two × rows × columns uint8, with borders as ``PAD`` tells.
        alpha: As large as a plane; anything when ``opaque``.
        opaque: Whether alpha is 255 everywhere.
        bias: 0 for luma, 128 for chroma.
        scale: Film samples per layer sample.
        shift_x: Position of the layer's left edge (without border), film samples.
        shift_y: Position of its top edge.
        opacity: 0..1, float32.
        tiles: What to do with each tile.
        tile: Tile width and height, samples of these planes.
        out: The film's plane; rows may be longer than ``width``.
        second: The film's plane for the second of ``planes``.
        width: Of the film's plane, samples.
        height: Of the film's plane, samples.
    """
    spare = 4 * LANES
    columns, rows = np.zeros(width + spare, np.int64), np.zeros(height + spare, np.int64)
    across, down = np.zeros((4, width + spare), np.float32), np.zeros((4, height + spare), np.float32)
    left, right = _weights(width, scale, shift_x, planes.shape[2] - LANES, columns, across)
    top, bottom = _weights(height, scale, shift_y, planes.shape[1], rows, down)
    if left >= right or top >= bottom:
        return
    starts, offsets, run_of = np.zeros(width + 2, np.int64), np.zeros(width + 2, np.int64), np.zeros(width, np.int64)
    _runs(columns, left, right, starts, offsets, run_of)
    natural = scale == 1.0 and shift_x == np.floor(shift_x) and shift_y == np.floor(shift_y)
    taps = np.zeros((tile[1], planes.shape[2] + spare), np.float32)
    colour = np.zeros((tile[1], width + spare), np.float32)
    cover = np.full((tile[1], width + spare), _FULL, np.float32)
    for row in range(tiles.shape[0]):
        y_top, y_bottom = max(row * tile[1], top), min((row + 1) * tile[1], bottom)
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
            run, batch = run_of[x_from], max(1, _BATCH // count)
            for y_from in range(y_top, y_bottom, batch):
                y_to = min(y_from + batch, y_bottom)
                if action == BLEND and not opaque:
                    _resample(
                        alpha, natural, rows, down, y_from, y_to, start, count,
                        starts, offsets, run, across, x_from, x_to, taps, cover,
                    )  # fmt: skip
                for number in range(planes.shape[0]):
                    _resample(
                        planes[number], natural, rows, down, y_from, y_to, start, count,
                        starts, offsets, run, across, x_from, x_to, taps, colour,
                    )  # fmt: skip
                    target = second if number else out
                    if action == COPY:
                        _overwrite(colour, x_from, x_to, y_from, y_to, target)
                    else:
                        _composite(colour, cover, bias, opacity, x_from, x_to, y_from, y_to, target)
