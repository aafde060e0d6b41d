"""Pens, paper and light: what drawing relies on."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from videoagent_agent_image.drawing import colour, noise, terrain
from videoagent_agent_image.drawing.finish import Grade, develop
from videoagent_agent_image.drawing.light import TIMES
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import UNITS, Board, Sheet, blurred, paint, premultiplied, tinted
from videoagent_agent_image.drawing.sky import sky
from videoagent_agent_image.drawing.water import mirror
from videoagent_media.layers import Motion, canvas_size, flatten

FRAMES = [(1920, 1080), (1080, 1920), (1080, 1080), (854, 480), (480, 854), (3840, 2160), (2560, 1440), (320, 180)]


@pytest.mark.parametrize("frame", FRAMES)
def test_a_board_has_the_same_units_at_every_resolution(frame: tuple[int, int]) -> None:
    board = Board.of(frame)
    assert min(board.width, board.height) == pytest.approx(UNITS)
    assert board.scale <= 1
    assert max(board.pixels) <= 2304
    assert board.width / board.height == pytest.approx(frame[0] / frame[1], rel=0.02)
    left, top, right, bottom = board.inner
    assert (right - left) * 1.2 == pytest.approx(board.width)
    assert (bottom - top) * 1.2 == pytest.approx(board.height)


@given(st.integers(0, 0xFFFFFF), st.integers(0, 0xFFFFFF), st.floats(0, 1))
def test_mixing_starts_and_ends_at_its_colours_and_stays_a_colour(first: int, second: int, share: float) -> None:
    a, b = f"#{first:06x}", f"#{second:06x}"
    for expected, got in ((a, colour.mix(a, b, 0)), (b, colour.mix(a, b, 1))):
        difference = np.abs(np.array(colour.rgb(expected)) - np.array(colour.rgb(got)))
        assert difference.max() <= 1.5 / 255
    assert len(colour.mix(a, b, share)) == 7


def test_noise_is_the_same_for_a_seed_and_fills_its_range() -> None:
    once, again = noise.field(200, 100, 5), noise.field(200, 100, 5)
    np.testing.assert_array_equal(once, again)
    assert not np.array_equal(once, noise.field(200, 100, 6))
    assert (float(once.min()), float(once.max())) == (0.0, 1.0)
    values = noise.line(500, 3)
    assert (values.min(), values.max()) == (0.0, 1.0)


def test_sampled_noise_repeats_without_a_seam() -> None:
    x = np.array([[-0.25, 0.0, 0.25, 255.75, 256.0, 256.25]], np.float32)
    values = noise.sample(x, np.zeros_like(x) + 3.5, 1)[0]
    np.testing.assert_allclose(values[:3], values[3:], atol=1e-3)


def test_translucent_paint_is_premultiplied() -> None:
    pixels = premultiplied(np.full((4, 4, 3), 0.8, np.float32), np.full((4, 4), 0.5, np.float32))
    assert (pixels[..., :3] <= pixels[..., 3:]).all()
    assert np.abs(pixels[..., 3].astype(int) - 128).max() <= 1
    mist = tinted("#ff8000", np.full((4, 4), 0.5, np.float32))
    assert (mist[..., :3] <= mist[..., 3:]).all()


def test_blurring_keeps_the_light_and_the_borders() -> None:
    white = np.full((80, 120, 4), 255, np.uint8)
    assert (blurred(white, 12) == 255).all()


@pytest.mark.parametrize("name", TIMES)
def test_skies_are_opaque_and_not_flat(name: str) -> None:
    board = Board.of((320, 180))
    pixels = sky(board, TIMES[name], 3, horizon=board.height * 0.6, sun_at=(board.width * 0.7, board.height * 0.3))
    assert (pixels[..., 3] == 255).all()
    assert pixels[..., :3].std() > 8


def _plane(x: colour.Floats, z: colour.Floats) -> colour.Floats:
    return np.zeros(np.broadcast(x, z).shape, np.float32)


def _white(surface: terrain.Surface) -> colour.Floats:
    return np.ones((*surface.x.shape, 3), np.float32)


def _band(board: Board, field: terrain.HeightField, near: float, far: float) -> np.ndarray:
    camera = terrain.Camera(0.5, board.height * 0.5, board.height, board.width / 2)
    return terrain.band(
        board, camera, field, _white, near, far,
        sun=terrain.Sun(0.7), haze="#808080", haze_from=50, haze_to=60, steps=120,
    )  # fmt: skip


def test_level_ground_ends_where_perspective_says() -> None:
    board = Board.of((320, 180))
    pixels = _band(board, _plane, 0.5, 10)
    # At distance 10 the ground lies focal * eye / 10 below the horizon.
    expected = (board.height * 0.5 + board.height * 0.5 / 10) * board.scale
    covered = np.flatnonzero(pixels[:, 100, 3] > 127)
    assert covered[0] == pytest.approx(expected, abs=1.5)
    assert covered[-1] == pixels.shape[0] - 1
    assert (np.diff(covered) == 1).all()
    assert pixels[covered[3] :, 100, :3].min() > 250


def test_a_hill_hides_what_is_behind_and_leaves_no_hole() -> None:
    board = Board.of((320, 180))

    def hill(x: colour.Floats, z: colour.Floats) -> colour.Floats:
        return np.asarray(0.9 * np.exp(-((x / 0.8) ** 2) - ((z - 3) / 0.5) ** 2), np.float32)

    pixels = _band(board, hill, 0.6, 8)
    middle, side = pixels[:, pixels.shape[1] // 2, 3], pixels[:, 4, 3]
    assert np.flatnonzero(middle > 127)[0] < np.flatnonzero(side > 127)[0] - 5
    for column in range(0, pixels.shape[1], 13):
        covered = np.flatnonzero(pixels[:, column, 3] > 127)
        assert (np.diff(covered) == 1).all()


def test_tall_canvases_get_ground_to_their_lower_edge() -> None:
    for frame in FRAMES:
        board = Board.of(frame)
        camera = terrain.Camera(0.4, board.height * 0.5, board.height * 0.6, board.width / 2)
        near = terrain.nearest(board, camera, 5.0)
        assert camera.project(0, 0, near)[1] > board.height


def test_still_water_mirrors_what_stands_above() -> None:
    board = Board.of((320, 180))
    above = np.zeros((board.pixels[1], board.pixels[0], 4), np.uint8)
    above[..., 3] = 255
    line = board.pixels[1] // 2
    above[line - 20 : line - 10, :, 0] = 200
    pixels = mirror(board, above, line / board.scale, tint="#000000", share=0.0, ripple=0.0, smear=0.0)
    assert (pixels[:line] == 0).all()
    assert (pixels[line:, :, 3] == 255).all()
    assert pixels[line + 12 : line + 17, :, 0].min() > 150
    assert pixels[line + 30 :, :, 0].max() < 40


def _scene(board: Board) -> Scene:
    scene = Scene(board)
    backdrop = Sheet(board)
    backdrop.canvas.drawPaint(paint("#4060a0"))
    scene.add("backdrop", 0.0, backdrop)
    thing = Sheet(board)
    thing.canvas.drawCircle(board.width / 2, board.height / 2, 300, paint("#ffffff", 0.5))
    scene.add("thing", 0.5, thing, Motion(velocity=(10, 0), sway=(0, 8), rise=6))
    return scene


def test_developing_layers_equals_developing_the_flat_picture() -> None:
    """Linear in premultiplied colour: a translucent layer looks as if the whole had been graded at once."""
    board = Board.of((320, 180))
    grade = Grade(bloom=0, grain=0, vignette=0, contrast=1.1, saturation=1.2, tint=0.2)
    whole = Scene(board)
    whole.add("whole", 0, _scene(board).flat())
    layered, flat = flatten(develop(_scene(board), grade, 1)), flatten(develop(whole, grade, 1))
    assert np.abs(layered.astype(int) - flat).max() <= 2


@pytest.mark.parametrize("frame", [(320, 180), (1920, 1080), (2880, 1620)])
def test_motion_and_size_follow_the_films_resolution(frame: tuple[int, int]) -> None:
    picture = develop(_scene(Board.of(frame)), Grade(), 1)
    assert picture.canvas == canvas_size(frame)
    assert picture.layers[0].pixels.shape[:2] == (picture.canvas[1], picture.canvas[0])
    motion = picture.layers[1].motion
    assert motion is not None
    assert motion.velocity[0] == pytest.approx(10 * min(picture.canvas) / UNITS, rel=0.01)
    assert motion.sway[1] == pytest.approx(8 * min(picture.canvas) / UNITS, rel=0.01)
    assert flatten(picture).shape == (frame[1], frame[0], 3)
