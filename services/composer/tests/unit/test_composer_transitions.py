import numpy as np
import pytest

from videoagent_composer.transitions import blend
from videoagent_contracts.enums import Transition
from videoagent_media.encode import YuvFrame

NAMES = [each for each in Transition if each not in (Transition.CUT, Transition.AUTO)]


def gradient(seed: int) -> YuvFrame:
    frame = YuvFrame.blank(160, 90)
    noise = np.random.default_rng(seed)
    for plane in frame.planes:
        coarse = noise.integers(40, 200, (plane.shape[0] // 9 + 1, plane.shape[1] // 16 + 1))
        plane[:] = np.kron(coarse, np.ones((9, 16)))[: plane.shape[0], : plane.shape[1]]
    return frame


def luma_difference(one: YuvFrame, other: YuvFrame) -> float:
    return float(np.abs(one.planes[0].astype(int) - other.planes[0].astype(int)).mean())


@pytest.mark.parametrize("name", NAMES)
def test_a_transition_goes_from_one_shot_to_the_other_and_differs_from_a_cut(name: Transition) -> None:
    leaving, coming, out = gradient(1), gradient(2), YuvFrame.blank(160, 90)
    distances = []
    for step in range(0, 11):
        blend(name, leaving, coming, step / 10, out)
        distances.append((luma_difference(out, leaving), luma_difference(out, coming)))
    assert distances[0][0] < 1
    assert distances[-1][1] < 1
    assert distances[0][1] > 20
    assert all(before > 3 and after > 3 for before, after in distances[3:8])


def test_every_transition_looks_different() -> None:
    leaving, coming = gradient(1), gradient(2)
    halves = []
    for name in NAMES:
        out = YuvFrame.blank(160, 90)
        blend(name, leaving, coming, 0.4, out)
        halves.append(out)
    for number, one in enumerate(halves):
        for other in halves[number + 1 :]:
            assert luma_difference(one, other) > 1


def test_the_middle_of_a_fade_is_black() -> None:
    out = YuvFrame.blank(160, 90)
    blend(Transition.FADE_BLACK, gradient(1), gradient(2), 0.5, out)
    assert [int(plane.mean()) for plane in out.planes] == [16, 128, 128]


def test_a_slide_moves_light_and_colour_as_one_by_parts_of_a_pixel() -> None:
    leaving, coming, out = YuvFrame.blank(160, 90), YuvFrame.blank(160, 90), YuvFrame.blank(160, 90)
    for plane in leaving.planes:
        plane[:] = 40
    for plane in coming.planes:
        plane[:] = 240
    edges = []
    for step in range(200, 260):
        blend(Transition.SLIDE, leaving, coming, step / 500, out)
        edges.append([1 - (float(plane.mean()) - 40) / 200 for plane in out.planes])
    shares = np.array(edges)
    assert np.ptp(shares, axis=1).max() * 160 < 0.02  # px
    assert np.diff(shares[:, 0]).max() < 0  # never at rest: it moves by a third to half of a pixel here
