"""Layered pictures: what is written is read, merging changes no pixel, motion is smooth."""

import zipfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from videoagent_contracts.errors import ErrorCode, VideoProcessingException
from videoagent_media import layers
from videoagent_media.layers import Layer, LayeredPicture, Motion, canvas_size, crop, flatten, merge, read, write

FRAME = (160, 90)
CANVAS = canvas_size(FRAME)


def sheet(seed: int, *, opaque: bool = False) -> layers.Pixels:
    generator = np.random.default_rng(seed)
    pixels = np.zeros((CANVAS[1], CANVAS[0], 4), np.uint8)
    if opaque:
        pixels[...] = (30 * seed % 200, 90, 160, 255)
        return pixels
    alpha = generator.integers(0, 256, (40, 60), np.uint8)
    pixels[20:60, 30:90, 3] = alpha
    pixels[20:60, 30:90, :3] = alpha[..., None] // 2
    return pixels


def layer(name: str, depth: float, pixels: layers.Pixels, motion: Motion | None = None) -> Layer:
    made = crop(name, depth, pixels, motion)
    assert made is not None
    return made


@pytest.mark.parametrize("frame", [(1920, 1080), (1080, 1920), (1080, 1080), (854, 480), (3840, 2160), (160, 90)])
def test_canvas_is_a_fifth_larger_and_even_on_every_side(frame: tuple[int, int]) -> None:
    canvas = canvas_size(frame)
    for inner, outer in zip(frame, canvas, strict=True):
        assert outer / inner == pytest.approx(1.2, abs=0.03)
        assert (outer - inner) % 4 == 0


def test_crop_keeps_even_borders_and_drops_emptiness() -> None:
    pixels = np.zeros((100, 100, 4), np.uint8)
    assert crop("nothing", 0, pixels) is None
    pixels[11, 13] = (0, 0, 9, 0)  # light without alpha counts
    made = layer("light", 0.5, pixels)
    assert (made.x, made.y, made.pixels.shape) == (12, 10, (2, 2, 4))


def test_written_picture_is_read_back(tmp_path: Path) -> None:
    motion = Motion(velocity=(3.0, -1.5), wrap=(64, 32), flicker=0.2, fade_in=(0.3, 0.9), rise=12)
    picture = LayeredPicture(
        (layer("sky", 0.0, sheet(1, opaque=True)), layer("rain", 1.1, sheet(2), motion)), FRAME, CANVAS
    )
    write(tmp_path / "picture.zip", picture)
    again = read(tmp_path / "picture.zip")
    assert (again.frame, again.canvas) == (FRAME, CANVAS)
    assert [item.name for item in again.layers] == ["sky", "rain"]
    assert again.layers[1].motion == motion
    np.testing.assert_array_equal(again.layers[1].pixels, picture.layers[1].pixels)
    assert again.layers[0].opaque
    assert np.abs(again.layers[0].pixels.astype(int) - picture.layers[0].pixels).max() <= 3


@pytest.mark.parametrize("content", [b"", b"not a zip", None])
def test_damaged_file_is_a_clear_error(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "broken.zip"
    if content is None:
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("picture.json", '{"format": 99}')
    else:
        path.write_bytes(content)
    with pytest.raises(VideoProcessingException) as caught:
        read(path)
    assert caught.value.code is ErrorCode.MEDIA_INVALID
    assert not caught.value.retryable


def test_merging_bounds_the_layers_and_hardly_changes_the_picture() -> None:
    stack = [layer("sky", 0.0, sheet(1, opaque=True))]
    stack += [layer(f"ridge{i}", 0.1 * i, sheet(i)) for i in range(1, 10)]
    stack.insert(5, layer("boat", 0.45, sheet(20), Motion(sway=(0, 3))))
    merged = merge(stack, CANVAS)
    assert sum(item.motion is None for item in merged) == layers.MAX_STATIC_LAYERS
    assert [item.name for item in merged if item.motion] == ["boat"]
    assert [item.depth for item in merged] == sorted(item.depth for item in merged)
    before = flatten(LayeredPicture(tuple(stack), FRAME, CANVAS)).astype(int)
    after = flatten(LayeredPicture(merged, FRAME, CANVAS)).astype(int)
    assert np.abs(before - after).max() <= 4  # rounding of 8-bit premultiplied alpha


def test_flat_picture_shows_faded_in_layers_at_full_strength() -> None:
    white = np.full((CANVAS[1], CANVAS[0], 4), 255, np.uint8)
    title = layer("title", 0.1, white, Motion(fade_in=(0.5, 1.0), rise=20))
    picture = LayeredPicture((layer("sky", 0, sheet(1, opaque=True)), title), FRAME, CANVAS)
    assert (flatten(picture) == 255).all()


def test_wrapping_layer_covers_the_canvas_from_every_offset() -> None:
    tile = np.zeros((CANVAS[1], CANVAS[0], 4), np.uint8)
    tile[:32, :64] = 255
    rain = Layer("rain", 1, 0, 0, tile[:32, :64], Motion(wrap=(64, 32)))
    for dx, dy in [(0, 0), (63.5, 0), (0, 31), (10, 20)]:
        covered = np.zeros((CANVAS[1], CANVAS[0]), bool)
        for x, y in layers.wrap_offsets(rain, CANVAS, dx, dy):
            left, top = int(x + dx), int(y + dy)
            covered[max(0, top) : max(0, top + 32), max(0, left) : max(0, left + 64)] = True
        assert covered.all()


@given(st.floats(0, 60), st.floats(0.05, 1), st.floats(0, 1))
def test_motion_is_bounded_and_without_jumps(time: float, flicker: float, phase: float) -> None:
    motion = Motion(sway=(8, 5), period=5, phase=phase, flicker=flicker, fade_in=(0.5, 1), rise=30)
    now, soon = motion.at(time), motion.at(time + 1 / 30)
    assert 0 <= now.opacity <= 1
    assert abs(now.dx) <= 8
    assert -5 <= now.dy <= 35
    assert abs(now.dx - soon.dx) < 1
    assert abs(now.dy - soon.dy) < 2
    assert abs(now.opacity - soon.opacity) < 0.75
