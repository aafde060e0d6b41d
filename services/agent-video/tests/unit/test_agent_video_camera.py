import math
from itertools import pairwise

import pytest

from videoagent_agent_video.camera import Camera, covering_scale
from videoagent_contracts.enums import CameraMove
from videoagent_media.layers import canvas_size

FRAMES = [(1920, 1080), (1080, 1920), (1080, 1080)]


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("move", list(CameraMove))
@pytest.mark.parametrize("duration", [0.5, 6.0, 120.0])
@pytest.mark.parametrize("seed", [0, 1])
def test_no_layer_ever_shows_its_edge(frame: tuple[int, int], move: CameraMove, duration: float, seed: int) -> None:
    camera = Camera(move, duration, frame, seed)
    flat = (frame[0] * covering_scale(), frame[1] * covering_scale())
    for step in range(21):
        view = camera.at(duration * step / 20)
        for depth, canvas in ((0.0, canvas_size(frame)), (1.2, canvas_size(frame)), (1.0, flat)):
            scale, left, top = view.place(depth, frame, (round(canvas[0]), round(canvas[1])))
            assert left <= 0
            assert top <= 0
            assert left + scale * canvas[0] >= frame[0]
            assert top + scale * canvas[1] >= frame[1]


@pytest.mark.parametrize("move", list(CameraMove))
def test_the_camera_moves_from_the_first_to_the_last_frame_without_a_jerk(move: CameraMove) -> None:
    camera = Camera(move, 5.0, (1920, 1080))
    corners = [camera.at(number / 30).place(0.6, (1920, 1080), (2304, 1296))[1:] for number in range(150)]
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(corners)]
    assert min(math.hypot(*step) for step in steps) > 0.05
    changes = [math.hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(steps)]
    assert max(changes) < 0.05


def test_near_layers_move_more_than_far_ones() -> None:
    frame, canvas = (1920, 1080), (2304, 1296)
    camera = Camera(CameraMove.PAN_LEFT, 6.0, frame)
    start, end = camera.at(0), camera.at(6)

    def way(depth: float) -> float:
        a, b = (view.place(depth, frame, canvas) for view in (start, end))
        return abs((b[1] + b[0] * canvas[0] / 2) - (a[1] + a[0] * canvas[0] / 2))

    assert 0 < way(0.0) < way(0.5) < way(1.2)
