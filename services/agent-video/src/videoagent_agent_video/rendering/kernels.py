"""Compiled inner loops: which tiles of a layer show, and drawing one plane of one layer.

The machine code is kept on disk (``cache=True``), so that only the first process after an update compiles.
"""

import os

from videoagent_agent_video.rendering.code_folder import code_folder

os.environ["NUMBA_CACHE_DIR"] = code_folder(os.environ.get("NUMBA_CACHE_DIR"))

import numpy as np
from numba import njit
from numpy.typing import NDArray

from videoagent_agent_video.rendering.lanes import LANES, LEVELS, ONE, across, blend, down, fade, overwrite, widen

Plane = NDArray[np.uint8]
Planes = NDArray[np.uint8]
Mask = NDArray[np.bool_]
Table = NDArray[np.int32]
Wide = NDArray[np.int16]
Indices = NDArray[np.int64]
Pair = tuple[int, int]

SKIP, COPY, BLEND = 0, 1, 2
"""What to do with a tile of a layer: nothing, overwrite what is below, composite onto it."""

BLOCK = 16
"""Side of the squares for which a layer's emptiness and solidity are known, px."""

PAD = 4
"""Border around every plane, samples: the bicubic's taps never leave the plane (nor do ``LANES`` more at the right)."""

_BATCH = 8192
"""Samples of a tile row that are worked on at a time: they stay in the first-level cache."""


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


@njit(cache=True, nogil=True)
def _weights(count: int, scale: float, shift: float, limit: int, base: Indices, weights: Wide) -> Pair:
    """Fill source positions and Catmull-Rom weights of one axis; return the range of samples that have all taps."""
    first, last = count, 0
    for index in range(count):
        position = (index + 0.5 - shift) / scale - 0.5 + PAD
        floor = int(np.floor(position))
        t = position - floor
        base[index] = floor
        before = int(np.rint(((-0.5 * t + 1.0) * t - 0.5) * t * (ONE + 1)))
        third = int(np.rint(((-1.5 * t + 2.0) * t + 0.5) * t * (ONE + 1)))
        fourth = int(np.rint((0.5 * t - 0.5) * t * t * (ONE + 1)))
        weights[0, index] = before
        weights[1, index] = min(ONE + 1 - before - third - fourth, ONE)  # in all exactly 1
        weights[2, index] = min(third, ONE)
        weights[3, index] = fourth
        if 1 <= floor <= limit - 3:
            first = min(first, index)
            last = index + 1
    return first, last


@njit(cache=True, nogil=True)
def _resample(
    plane: Plane, natural: bool, rows: Indices, vertical: Wide, y_from: int, y_to: int, start: int, count: int,
    starts: Indices, offsets: Indices, run: int, horizontal: Wide, left: int, right: int, taps: Wide, out: Wide,
) -> None:  # fmt: skip
    """Fill the first rows of ``out`` with a layer's rows ``y_from`` to ``y_to``, columns ``left`` to ``right``.

    A last group of lanes may spill over the end of what it should fill; the next one draws over that. All vertical
    passes come first: what was just stored cannot be loaded at another offset without waiting for it.
    """
    pitch, width = plane.shape[1], out.shape[1]
    if natural:
        for slot in range(y_to - y_from):
            line = rows[y_from + slot] * pitch + start + 1 - left
            for x in range(left, right, LANES):
                widen(plane, line + x, out, slot * width + x)
        return
    for slot in range(y_to - y_from):
        y = y_from + slot
        line = (rows[y] - 1) * pitch + start
        a, b, c, d = vertical[0, y], vertical[1, y], vertical[2, y], vertical[3, y]
        for x in range(0, count, LANES):
            down(plane, line + x, pitch, a, b, c, d, taps, slot * taps.shape[1] + x)
    begin = left
    while begin < right:
        # Within a run the source moves along with the target, so taps are contiguous loads.
        end = min(starts[run + 1], right)
        for x in range(begin, end, LANES):
            tap = x + offsets[run] - 1 - start
            for slot in range(y_to - y_from):
                across(
                    taps, slot * taps.shape[1] + tap, horizontal, x, horizontal.shape[1], out, slot * width + x
                )  # fmt: skip
        begin = end
        run += 1


@njit(cache=True, nogil=True)
def _fade(samples: Wide, opacity: np.int16, bias: np.int16, left: int, right: int, count: int) -> None:
    for slot in range(count):
        for x in range(left, right, LANES):
            fade(samples, slot * samples.shape[1] + x, opacity, bias)


@njit(cache=True, nogil=True)
def _put(
    colour: Wide, cover: Wide, bias: np.int16, copy: bool,
    left: int, right: int, y_from: int, y_to: int, out: Plane, rest: Plane,
) -> None:  # fmt: skip
    """Draw the first rows of ``colour`` onto the film's plane: over what is there, or in its place."""
    whole = right - (right - left) % LANES
    for slot in range(y_to - y_from):
        at, to = slot * colour.shape[1], (y_from + slot) * out.shape[1]
        for x in range(left, whole, LANES):
            if copy:
                overwrite(colour, at + x, out, to + x)
            else:
                blend(colour, cover, at + x, bias, out, to + x)
        if whole < right:
            # The last samples by way of a place of their own: what lies beyond them is not this run's.
            for index in range(right - whole):
                rest[index] = out[y_from + slot, whole + index]
            if copy:
                overwrite(colour, at + whole, rest, 0)
            else:
                blend(colour, cover, at + whole, bias, rest, 0)
            for index in range(right - whole):
                out[y_from + slot, whole + index] = rest[index]


@njit(cache=True, nogil=True)
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


@njit(cache=True, nogil=True)
def draw(
    planes: Planes, alpha: Plane, opaque: bool, bias: np.int16, scale: float, shift_x: float, shift_y: float,
    opacity: np.int16, tiles: Plane, tile: Pair, out: Plane, second: Plane, width: int, height: int,
) -> None:  # fmt: skip
    """Draw the luma, or both chroma planes, of one layer onto the film's, in place.

    ``out = bias + (out - bias) * (1 - alpha * opacity) + (plane - bias) * opacity`` where the tile says ``BLEND``.

    Args:
        planes: Premultiplied samples, one or two × rows × columns uint8, with borders as ``PAD`` tells.
        alpha: As large as a plane; anything when ``opaque``.
        opaque: Whether alpha is 255 everywhere.
        bias: 0 for luma, 128 for chroma, int16.
        scale: Film samples per layer sample.
        shift_x: Position of the layer's left edge (without border), film samples.
        shift_y: Position of its top edge.
        opacity: 0 to ``ONE``, int16.
        tiles: What to do with each tile.
        tile: Tile width and height, samples of these planes.
        out: The film's plane; rows may be longer than ``width``.
        second: The film's plane for the second of ``planes``.
        width: Of the film's plane, samples.
        height: Of the film's plane, samples.
    """
    spare = 4 * LANES
    columns, rows = np.zeros(width + spare, np.int64), np.zeros(height + spare, np.int64)
    horizontal, vertical = np.zeros((4, width + spare), np.int16), np.zeros((4, height + spare), np.int16)
    left, right = _weights(width, scale, shift_x, planes.shape[2] - LANES, columns, horizontal)
    top, bottom = _weights(height, scale, shift_y, planes.shape[1], rows, vertical)
    if left >= right or top >= bottom:
        return
    starts, offsets, run_of = np.zeros(width + 2, np.int64), np.zeros(width + 2, np.int64), np.zeros(width, np.int64)
    _runs(columns, left, right, starts, offsets, run_of)
    natural = scale == 1.0 and shift_x == np.floor(shift_x) and shift_y == np.floor(shift_y)
    taps = np.zeros((tile[1], planes.shape[2] + spare), np.int16)
    colour = np.zeros((tile[1], width + spare), np.int16)
    cover = np.zeros((tile[1], width + spare), np.int16)
    rest = np.zeros(LANES, np.uint8)
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
                if action == BLEND:
                    if opaque:
                        cover[:, x_from:x_to] = 255 * LEVELS
                    else:
                        _resample(
                            alpha, natural, rows, vertical, y_from, y_to, start, count,
                            starts, offsets, run, horizontal, x_from, x_to, taps, cover,
                        )  # fmt: skip
                    if opacity < ONE:
                        _fade(cover, opacity, np.int16(0), x_from, x_to, y_to - y_from)
                for number in range(planes.shape[0]):
                    _resample(
                        planes[number], natural, rows, vertical, y_from, y_to, start, count,
                        starts, offsets, run, horizontal, x_from, x_to, taps, colour,
                    )  # fmt: skip
                    if opacity < ONE:
                        _fade(colour, opacity, bias, x_from, x_to, y_to - y_from)
                    _put(
                        colour, cover, bias, action == COPY, x_from, x_to, y_from, y_to,
                        second if number else out, rest,
                    )  # fmt: skip
