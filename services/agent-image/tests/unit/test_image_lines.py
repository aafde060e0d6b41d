"""Line drawings: whole outlines, whole glow."""

import numpy as np
import pytest
import skia

from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import Board, Sheet, paint
from videoagent_agent_image.styles.lines import BLUEPRINT, CHALKBOARD, NEON, Pen, drawn_with
from videoagent_media.layers import Motion


def a_box() -> Scene:
    """A box that fills its layer to the last pixel, as every layer does once it is cropped."""
    scene = Scene(Board.of((640, 360)))
    sheet = Sheet(scene.board)
    sheet.canvas.drawRect(skia.Rect(800, 400, 1200, 800), paint("#e04060"))
    scene.add("box", 0.5, sheet, Motion(sway=(0, 4)))
    return scene


@pytest.mark.parametrize("pen", [NEON, BLUEPRINT, CHALKBOARD])
def test_a_things_outline_is_closed_at_its_layers_edges(pen: Pen) -> None:
    before, drawn = a_box().layers[0], drawn_with(pen)(a_box(), 1).layers[-1]
    left, top = before.x - drawn.x, before.y - drawn.y
    height, width = before.pixels.shape[:2]
    middle = drawn.pixels[top + height // 2, left + width // 2, :3].astype(int)
    for row, column in (
        (top, left + width // 2),
        (top + height - 1, left + width // 2),
        (top + height // 2, left),
        (top + height // 2, left + width - 1),
    ):
        around = drawn.pixels[max(0, row - 3) : row + 4, max(0, column - 3) : column + 4, :3].astype(int)
        assert np.abs(around - middle).max() > 60, "no line at this side"


def test_neon_light_fades_out_within_its_layer() -> None:
    drawn = drawn_with(NEON)(a_box(), 1).layers[-1]
    rim = np.concatenate([drawn.pixels[0], drawn.pixels[-1], drawn.pixels[:, 0], drawn.pixels[:, -1]])
    assert rim.max() <= 12, "the glow is cut off"
    assert drawn.pixels.max() > 200
