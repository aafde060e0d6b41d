from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from videoagent_agent_video.camera import Camera
from videoagent_agent_video.rendering.code_folder import code_folder
from videoagent_agent_video.rendering.compositor import Compositor, Placed, composite
from videoagent_agent_video.rendering.kernels import PAD
from videoagent_agent_video.rendering.sheets import sheet
from videoagent_contracts.enums import CameraMove
from videoagent_media.encode import YuvFrame
from videoagent_media.layers import Layer, LayeredPicture, Motion, canvas_size, flatten

Floats = NDArray[np.float64]


def to_rgb(frame: YuvFrame) -> Floats:
    """Decode BT.709 limited range, nearest chroma; height × width × 3, 0..255."""
    luma, blue, red = (plane.astype(float) for plane in frame.planes)
    y = (luma - 16) / 219
    u = np.kron(blue - 128, np.ones((2, 2))) / 224
    v = np.kron(red - 128, np.ones((2, 2))) / 224
    rgb = np.dstack([y + 1.5748 * v, y - 0.1873 * u - 0.4681 * v, y + 1.8556 * u])
    return np.clip(rgb, 0, 1) * 255


def picture(*layers: Layer, frame: tuple[int, int] = (192, 108)) -> LayeredPicture:
    return LayeredPicture(layers, frame, canvas_size(frame))


def plain(colour: tuple[int, int, int, int], size: tuple[int, int]) -> NDArray[np.uint8]:
    return np.full((size[1], size[0], 4), colour, np.uint8)


def soft_scene() -> LayeredPicture:
    """A sky, a translucent hill, a light that only adds, and a pinned title."""
    canvas = canvas_size((192, 108))
    sky = plain((60, 90, 160, 255), canvas)
    sky[..., 0] += np.linspace(0, 80, canvas[1], dtype=np.uint8)[:, None]
    hill = np.zeros((60, canvas[0], 4), np.uint8)
    hill[...] = np.linspace(0, 1, 60)[:, None, None] * np.array([40, 120, 50, 255])
    glow = np.zeros((40, 40, 4), np.uint8)
    cv2.circle(glow, (20, 20), 15, (70, 40, 10, 0), -1, cv2.LINE_AA)
    title = plain((200, 200, 200, 200), (60, 20))
    return picture(
        Layer("sky", 0.0, 0, 0, sky),
        Layer("hill", 0.5, 0, canvas[1] - 60, hill),
        Layer("glow", 0.8, 60, 30, glow),
        Layer("title", 1.0, 90, 40, title, pinned=True),
    )


def test_the_resting_camera_shows_the_flat_picture() -> None:
    scene = soft_scene()
    layers = [
        Placed(sheet(layer.pixels), 1.0, layer.x - scene.margin[0], layer.y - scene.margin[1]) for layer in scene.layers
    ]
    frame = YuvFrame.blank(192, 108)
    composite(layers, frame)
    difference = np.abs(to_rgb(frame) - flatten(scene).astype(float))
    assert difference.mean() < 1.5
    assert np.percentile(difference, 99) < 12  # chroma is halved along hard edges


def test_hidden_tiles_are_left_out_without_a_trace() -> None:
    """Nearest opaque tiles hide what is below: the result is that of drawing everything."""
    rng = np.random.default_rng(3)
    below = plain((0, 0, 0, 255), (400, 300))
    below[..., :3] = rng.integers(0, 255, (300, 400, 3))
    above = np.zeros((300, 400, 4), np.uint8)
    above[100:, :] = (200, 30, 60, 255)
    above[80:100] = (100, 15, 30, 128)
    placed = [Placed(sheet(below), 1.07, -31.3, -12.8), Placed(sheet(above), 1.03, -20.2, -40.6)]
    culled, whole = YuvFrame.blank(320, 180), YuvFrame.blank(320, 180)
    composite(placed, culled)
    composite(placed[:1], whole)
    # Nearly full opacity is never "whole", so nothing is culled.
    composite([placed[0], Placed(placed[1].sheet, 1.03, -20.2, -40.6, 0.99999)], whole)
    for one, other in zip(culled.planes, whole.planes, strict=True):
        assert np.abs(one.astype(int) - other.astype(int)).max() <= 1


def catmull_rom(plane: Floats, scale: float, shift: tuple[float, float], size: tuple[int, int]) -> Floats:
    """Resample in floating point: the exact result, before it is rounded and cut off."""

    def axis(count: int, source: int, begin: float) -> Floats:
        weights = np.zeros((count, source))
        for index in range(count):
            position = (index + 0.5 - begin) / scale - 0.5
            first = int(np.floor(position)) - 1
            for tap in range(first, first + 4):
                x = abs(position - tap)
                weights[index, tap] = (1.5 * x - 2.5) * x * x + 1 if x < 1 else ((-0.5 * x + 2.5) * x - 4) * x + 2
        return weights

    return axis(size[1], plane.shape[0], shift[1]) @ plane @ axis(size[0], plane.shape[1], shift[0]).T


@pytest.mark.parametrize("opacity", [1.0, 0.4])
def test_fixed_point_is_floating_point_to_two_levels(opacity: float) -> None:
    """Also along the hardest edges, where colour and cover overshoot by a quarter."""
    rng = np.random.default_rng(5)
    cover = (rng.random((60, 120, 1)) > 0.5) * rng.choice([255, 130], (60, 120, 1))
    pixels = np.concatenate([np.repeat(cover, 3, axis=2) * rng.integers(0, 2, (60, 120, 1)), cover], axis=2)
    layer, size = sheet(pixels.astype(np.uint8)), (72, 40)
    frame = YuvFrame.blank(*size)
    composite([Placed(sheet(plain((90, 90, 90, 255), (120, 60))), 1.0, -8, -6)], frame)
    before = frame.planes[0].astype(float)
    composite([Placed(layer, 1.13, -9.4, -7.7, opacity)], frame, over=True)

    def meant(plane: NDArray[np.uint8]) -> Floats:
        return catmull_rom(plane[PAD : PAD + 60, PAD : PAD + 120].astype(float), 1.13, (-9.4, -7.7), size) * opacity

    exact = before * (1 - meant(layer.alpha) / 255) + meant(layer.luma[0])
    assert np.abs(frame.planes[0] - np.clip(exact, 0, 255)).max() < 2


def test_what_nothing_covers_is_black() -> None:
    frame = YuvFrame.blank(128, 64)
    for plane in frame.planes:
        plane[:] = 77
    composite([Placed(sheet(plain((255, 0, 0, 255), (40, 32))), 1.0, 10.0, 10.0)], frame)
    rgb = to_rgb(frame)
    assert rgb[50:, 60:].max() < 1
    assert rgb[20, 20] == pytest.approx((255, 0, 0), abs=4)


def test_a_moving_feature_is_drawn_within_a_twentieth_of_a_pixel() -> None:
    """R2 in small: the centroid of a soft dot follows the camera's path."""
    size = (320, 180)
    canvas = canvas_size(size)
    dot = plain((10, 10, 10, 255), canvas)
    y, x = np.mgrid[0 : canvas[1], 0 : canvas[0]]
    dot[..., :3] += (200 * np.exp(-((x - 200) ** 2 + (y - 110) ** 2) / (2 * 6.0**2)))[..., None].astype(np.uint8)
    camera = Camera(CameraMove.PUSH_IN, 4.0, size)
    compositor = Compositor(LayeredPicture((Layer("dot", 1.0, 0, 0, dot),), size, canvas), camera)
    frame = YuvFrame.blank(*size)
    errors = []
    for number in range(0, 120, 3):
        compositor.draw(number / 30, frame)
        luma = np.clip(frame.planes[0].astype(float) - 30, 0, None)
        rows, columns = np.mgrid[0 : size[1], 0 : size[0]]
        seen = ((luma * columns).sum() / luma.sum() + 0.5, (luma * rows).sum() / luma.sum() + 0.5)
        scale, left, top = camera.at(number / 30).place(1.0, size, canvas)
        errors.append((seen[0] - left - scale * 200.5, seen[1] - top - scale * 110.5))
    assert np.sqrt(np.mean(np.square(errors))) < 0.05


def test_layers_fade_drift_and_repeat() -> None:
    size = (192, 108)
    canvas = canvas_size(size)
    dark = Layer("back", 0.0, 0, 0, plain((0, 0, 0, 255), canvas))
    title = Layer("title", 1.0, 60, 40, plain((255, 255, 255, 255), (64, 32)), Motion(fade_in=(1.0, 1.0)), pinned=True)
    rain = np.zeros((canvas[1], canvas[0], 4), np.uint8)
    rain[10:14] = 255
    falling = Layer("rain", 1.0, 0, 0, rain, Motion(velocity=(0, 100), wrap=canvas))
    camera = Camera(CameraMove.PAN_LEFT, 4.0, size)

    def brightness(layer: Layer, time: float) -> float:
        frame = YuvFrame.blank(*size)
        Compositor(LayeredPicture((dark, layer), size, canvas), camera).draw(time, frame)
        return float(frame.planes[0].mean())

    assert brightness(title, 0.5) == pytest.approx(16, abs=0.1)
    assert brightness(title, 1.5) == pytest.approx((16 + brightness(title, 2.5)) / 2, abs=1)
    # The stripe leaves below and comes in again from above: some part of it shows at nearly all times.
    seen = [brightness(falling, step / 10) > 16.5 for step in range(40)]
    assert np.mean(seen) > 0.75


def test_a_layer_at_half_strength_is_half_there() -> None:
    frame = YuvFrame.blank(64, 32)
    white = sheet(plain((255, 255, 255, 255), (64, 32)))
    composite([Placed(sheet(plain((0, 0, 0, 255), (64, 32))), 1, 0, 0), Placed(white, 1, 0, 0, 0.5)], frame)
    assert frame.planes[0][16, 32] == pytest.approx(125.5, abs=1)


@pytest.mark.parametrize("size", [(854, 480), (480, 854), (90, 90)])
def test_sizes_that_are_no_multiple_of_anything(size: tuple[int, int]) -> None:
    frame = YuvFrame.blank(*size)
    composite([Placed(sheet(plain((255, 255, 255, 255), (size[0] + 40, size[1] + 41))), 1.01, -12.3, -9.7)], frame)
    assert all((plane == value).all() for plane, value in zip(frame.planes, (235, 128, 128), strict=True))


def test_kernels_of_another_content_are_not_used_wherever_their_code_is_kept(tmp_path: Path) -> None:
    own = code_folder(None)
    elsewhere = code_folder(str(tmp_path))
    assert Path(elsewhere).parent == tmp_path
    assert Path(elsewhere).name == Path(own).name, "named by the content"
    assert code_folder(elsewhere) == elsewhere, "a worker process has its parent's folder"
