"""What shows a film without playing it."""

import shutil
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image, ImageSequence

from videoagent_composer.previews import MOST_TILES, SheetPlan, plan_sheet, preview_command, preview_rate, sheet_command
from videoagent_media.encode import FrameEncoder, YuvFrame
from videoagent_runtime.agent import AgentContext

SIZE, FPS = (320, 180), 25


@pytest.mark.parametrize(
    ("duration", "interval", "tiles", "columns"), [(0.4, 1, 1, 1), (7.2, 1, 8, 8), (30, 1, 30, 10), (600, 6, 100, 10)]
)
def test_tiles_cover_the_film_and_are_not_too_many(duration: float, interval: float, tiles: int, columns: int) -> None:
    plan = plan_sheet(duration, (1080, 1920))
    assert (plan.interval, plan.tiles, plan.columns) == (interval, tiles, columns)
    assert plan.tile == (108, 192)
    assert plan.tiles <= MOST_TILES
    assert (plan.tiles - 1) * plan.interval < duration <= plan.tiles * plan.interval


async def test_each_tile_shows_its_moment(film: Path, make_context: Callable[..., AgentContext]) -> None:
    plan, target = plan_sheet(6.0, SIZE), film.parent / "sheet.jpg"
    await make_context().run(sheet_command(film, plan, target))
    sheet = cv2.imread(str(target), cv2.IMREAD_GRAYSCALE)
    assert sheet is not None
    width, height = plan.tile
    assert sheet.shape == (height, width * 6)
    levels = [float(sheet[:, n * width + 4 : (n + 1) * width - 4].mean()) for n in range(6)]
    # The film grows brighter by 20 a second; the JPEG is of full range, the film of limited.
    shown = [16 + level * 219 / 255 for level in levels]
    assert all(abs(level - (40 + 20 * number)) < 4 for number, level in enumerate(shown)), shown


async def test_tiles_that_lie_far_apart_are_less_than_half_an_interval_off(
    film: Path, make_context: Callable[..., AgentContext]
) -> None:
    plan, target = SheetPlan(4.0, 2, 2, (192, 108)), film.parent / "sheet.jpg"
    await make_context().run(sheet_command(film, plan, target))
    sheet = cv2.imread(str(target), cv2.IMREAD_GRAYSCALE)
    assert sheet is not None
    shown = [16 + float(sheet[:, n * 192 + 4 : (n + 1) * 192 - 4].mean()) * 219 / 255 for n in range(2)]
    assert all(abs(level - (40 + 80 * number)) < 41 for number, level in enumerate(shown)), shown


async def test_the_preview_moves_and_is_small(film: Path, make_context: Callable[..., AgentContext]) -> None:
    target, other = film.parent / "preview.webp", Path(shutil.copy(film, film.parent / "other.mp4"))
    await make_context().run(preview_command([film, other, film], SIZE, FPS, target))
    with Image.open(target) as preview:
        assert (preview.format, preview.size) == ("WEBP", SIZE)
        frames = [(frame.copy().info["duration"], frame.convert("L")) for frame in ImageSequence.Iterator(preview)]
    levels = [float(np.asarray(frame).mean()) for _, frame in frames]
    assert sum(shown_ms for shown_ms, _ in frames) == pytest.approx(2 * 1200, abs=130)
    assert len(levels) == pytest.approx(2 * 1.2 * preview_rate(FPS), abs=2)
    steps = np.diff(levels[: len(levels) // 2])  # the film grows brighter: a moment that stands still would not
    assert steps.min() > 0
    assert target.stat().st_size < 100_000


@pytest.mark.parametrize(("fps", "rate"), [(24, 8), (25, 25 / 3), (30, 10), (50, 25 / 3), (60, 10)])
def test_the_preview_needs_every_third_frame_at_most(fps: int, rate: float) -> None:
    assert preview_rate(fps) == pytest.approx(rate)


@pytest.fixture
def film(tmp_path: Path) -> Path:
    """Six seconds that grow evenly brighter."""
    path = tmp_path / "film.mp4"
    frame = YuvFrame.blank(*SIZE)
    with FrameEncoder(path, SIZE, FPS) as encoder:
        for number in range(6 * FPS):
            frame.planes[0][:] = np.uint8(40 + 20 * number / FPS)
            encoder.write(frame)
    return path
