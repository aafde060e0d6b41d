import pytest
from hypothesis import given
from hypothesis import strategies as st

from videoagent_agent_video.pieces import cut, to_frames
from videoagent_contracts.enums import Transition

transitions = st.sampled_from(list(Transition))


@given(
    duration=st.floats(0.01, 120),
    fps=st.sampled_from([24, 25, 30, 50, 60]),
    before=transitions,
    after=transitions,
    overlap=st.floats(0, 3),
)
def test_pieces_always_make_up_the_shot(
    duration: float, fps: int, before: Transition, after: Transition, overlap: float
) -> None:
    pieces = cut(duration, fps, before, after, overlap)
    assert pieces.total == to_frames(duration, fps)
    assert pieces.body >= 1
    assert min(pieces.head, pieces.tail) >= 0
    if before is Transition.CUT:
        assert pieces.head == 0
    if after is Transition.CUT:
        assert pieces.tail == 0


@pytest.mark.parametrize(
    ("duration", "expected"), [(5.0, (15, 120, 15)), (1.0, (14, 2, 14)), (0.1, (1, 1, 1)), (0.04, (0, 1, 0))]
)
def test_a_short_shot_shares_its_frames(duration: float, expected: tuple[int, int, int]) -> None:
    pieces = cut(duration, 30, Transition.WIPE, Transition.ZOOM, 0.5)
    assert (pieces.head, pieces.body, pieces.tail) == expected
