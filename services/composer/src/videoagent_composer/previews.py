"""What shows a film without playing it: a sheet of small pictures for scrubbing, and a short moving preview."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ffmpeg

from videoagent_media.ffmpeg import SAFE_INPUT, command

SHORTEST_INTERVAL_S = 1.0
MOST_TILES = 100
_COARSE_S = 4.0
"""From this interval on a tile may be a key frame's: twice the time from one to the next."""
_TILE_LONGER_SIDE = 192
_COLUMNS = 10
PREVIEW_LONGER_SIDE = 480
_PREVIEW_FPS = 10
"""About; see ``preview_rate``."""
PREVIEW_MOMENTS = 5
_MOMENT_S = 1.2

_COARSE = {"skip_loop_filter": "all"}
"""For decoding what is shown at half its size or less: a fifth less work, and no edge of a block to be seen."""

_graph: Any = ffmpeg  # the library has no types


@dataclass(frozen=True)
class SheetPlan:
    """How a film is cut into tiles.

    Attributes:
        interval: s between two tiles.
        tiles: How many; at most ``MOST_TILES``.
        columns: Tiles in a row; the last row may not be full.
        tile: Width and height of one, px, both even.
    """

    interval: float
    tiles: int
    columns: int
    tile: tuple[int, int]


def plan_sheet(duration: float, size: tuple[int, int]) -> SheetPlan:
    """Choose the tiles of a film of ``duration`` s and ``size`` px."""
    interval = max(SHORTEST_INTERVAL_S, math.ceil(duration / MOST_TILES))
    tiles = max(1, math.ceil(round(duration / interval, 6)))
    return SheetPlan(interval, tiles, min(_COLUMNS, tiles), _scaled(size, _TILE_LONGER_SIDE))


def sheet_command(film: Path, plan: SheetPlan, target: Path) -> list[str]:
    """Return the command that draws the sheet as JPEG.

    Each tile shows its moment to a tenth of a second; of films whose tiles lie far apart only key frames are decoded,
    of which there is one every 2 s: a tenth of the work, and less than half an interval off.
    """
    skipped = "noref" if plan.interval < _COARSE_S else "nokey"
    tiled = (
        _graph.input(str(film), skip_frame=skipped, **_COARSE, **SAFE_INPUT)["v:0"]
        .filter("fps", fps=f"1/{plan.interval:g}", round="up")
        .filter("tpad", stop=plan.tiles, stop_mode="clone")
        .filter("scale", *plan.tile, flags="area")
        .filter("setsar", 1)
        .filter("tile", f"{plan.columns}x{math.ceil(plan.tiles / plan.columns)}", nb_frames=plan.tiles)
    )
    output = _graph.output(tiled, str(target), **{"frames:v": 1, "q:v": 4, "f": "image2", "update": 1})
    return list(output.compile(cmd=command()))


def preview_rate(fps: int) -> float:
    """Return frames per second of the preview: every third of the film's, or of its sixth ones and so on.

    Every third is what others are predicted from: the rest need not be decoded.
    """
    return fps / (3 * max(1, round(fps / (3 * _PREVIEW_FPS))))


def preview_command(segments: Sequence[Path], size: tuple[int, int], fps: int, target: Path) -> list[str]:
    """Return the command that strings the first moments of some segments together, as a WebP that runs for ever."""
    width, height = _scaled(size, PREVIEW_LONGER_SIDE)
    decoding = _COARSE if max(size) >= 2 * PREVIEW_LONGER_SIDE else {}
    moments = [
        _graph.input(str(path), t=_MOMENT_S, skip_frame="noref", **decoding, **SAFE_INPUT)["v:0"]
        .filter("fps", f"{preview_rate(fps):.6f}")
        .filter("scale", width, height, flags="bilinear")
        .filter("setsar", 1)
        for path in dict.fromkeys(segments)  # a graph may name a file only once
    ]
    joined = moments[0] if len(moments) == 1 else _graph.concat(*moments, v=1, a=0)
    # Whole pictures: what has changed since the last one is nearly all of them, and finding it takes a while.
    encoding = {"c:v": "libwebp", "q:v": 60, "compression_level": 2, "loop": 0, "f": "webp"}
    return list(_graph.output(joined, str(target), **encoding).compile(cmd=command()))


def _scaled(size: tuple[int, int], longer_side: int) -> tuple[int, int]:
    factor = min(1.0, longer_side / max(size))
    return max(2, round(size[0] * factor / 2) * 2), max(2, round(size[1] * factor / 2) * 2)
