"""The same scene from its other side and through a longer lens."""

import numpy as np
import pytest

from videoagent_agent_image.drawing.camera import View
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import Board
from videoagent_media.layers import Motion

BOARD = Board.of((320, 180))


def scene() -> Scene:
    """Return a scene of a sky, a mark left of the middle that drifts to the left, and a line of text."""
    made = Scene(BOARD)
    width, height = BOARD.pixels
    sky = np.full((height, width, 4), 255, np.uint8)
    mark, text = np.zeros_like(sky), np.zeros_like(sky)
    mark[height // 2 : height // 2 + 20, 40:60] = 255
    text[10:20, 20:80] = 255
    made.add("sky", 0.0, sky)
    made.add("mark", 0.5, mark, Motion(velocity=(-4, 1)))
    made.add("text", 1.0, text, pinned=True)
    return made


def test_from_the_other_side_left_is_right() -> None:
    plain, turned = scene(), scene()
    View(mirrored=True).of(turned)
    assert np.array_equal(turned.flat()[20:], plain.flat()[20:, ::-1])
    mark = turned.layers[1]
    assert mark.motion is not None
    assert mark.motion.velocity == (4, 1)
    assert mark.x == BOARD.pixels[0] - 60


@pytest.mark.parametrize("mirrored", [False, True])
def test_a_longer_lens_fills_the_canvas_and_leaves_text_alone(mirrored: bool) -> None:
    near = scene()
    View(mirrored=mirrored, nearer=True).of(near)
    sky, mark, text = near.layers
    assert (sky.x, sky.y, sky.pixels.shape) == (0, 0, (BOARD.pixels[1], BOARD.pixels[0], 4))
    assert text.pixels.shape[:2] == (10, 60)
    assert mark.pixels.shape[0] > 20
    assert all(value % 2 == 0 for layer in near.layers for value in (layer.x, layer.y, *layer.pixels.shape[:2]))
    assert all(layer.y + layer.pixels.shape[0] <= BOARD.pixels[1] for layer in near.layers)


def test_what_the_lens_leaves_out_is_gone() -> None:
    near = Scene(BOARD)
    corner = np.zeros((BOARD.pixels[1], BOARD.pixels[0], 4), np.uint8)
    corner[:8, :8] = 255
    near.add("corner", 0.2, corner)
    View(nearer=True).of(near)
    assert near.layers == []
