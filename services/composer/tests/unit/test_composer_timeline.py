from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from videoagent_composer.timeline import misfits, timeline
from videoagent_contracts.artifacts import ArtifactRef
from videoagent_contracts.enums import Transition
from videoagent_contracts.film import ComposeRequest, ComposeShot, Segment, Shot

REF = ArtifactRef(bucket="b", key="k", sha256="0" * 64, size=1, content_type="video/mp4")


def shot(index: int, head: int, body: int, tail: int, transition: Transition, fps: int = 30) -> ComposeShot:
    segment = Segment(
        body=REF,
        head=REF if head else None,
        tail=REF if tail else None,
        body_frames=body,
        head_frames=head,
        tail_frames=tail,
        fps=fps,
        width=160,
        height=90,
    )
    return ComposeShot(shot=Shot(index=index, duration=5, transition=transition), segment=segment)


def request(shots: Sequence[ComposeShot], overlap: float = 0.5, fps: int = 30) -> ComposeRequest:
    return ComposeRequest(
        title="t",
        language="en",
        shots=tuple(shots),
        transition_duration=overlap,
        width=160,
        height=90,
        fps=fps,
    )


lengths = st.tuples(st.integers(0, 20), st.integers(1, 90), st.integers(0, 20), st.sampled_from(list(Transition)))


@given(shots=st.lists(lengths, min_size=1, max_size=12), overlap=st.floats(0, 1))
def test_the_film_is_as_long_as_its_shots_less_their_overlaps(
    shots: list[tuple[int, int, int, Transition]], overlap: float
) -> None:
    film = timeline(request([shot(i, *lengths) for i, lengths in enumerate(shots)], overlap))
    total = sum(head + body + tail for head, body, tail, _ in shots)
    assert film.frames == total - sum(joint.overlap for joint in film.joints)
    for number, joint in enumerate(film.joints):
        assert 0 <= joint.overlap <= min(joint.tail_frames, joint.head_frames, round(overlap * 30))
        if number in (0, len(shots)) or shots[number][3] is Transition.CUT:
            assert joint.overlap == 0
        assert joint.transition is not Transition.AUTO
    for number, start in enumerate(film.starts[1:], 1):
        before = sum(shots[number - 1][:3])
        assert start == film.starts[number - 1] + before - film.joints[number].overlap


def test_speech_starts_to_the_sample() -> None:
    shots = [shot(0, 0, 135, 15, Transition.CUT), shot(1, 15, 135, 0, Transition.CROSSFADE)]
    film = timeline(request(shots))
    assert film.starts == (0, 135)
    assert film.speech_start(1, 0.3) == round((4.5 + 0.3) * 48_000)
    assert film.duration == pytest.approx(9.5)
    assert film.samples == 9.5 * 48_000


def test_foreign_segments_are_found() -> None:
    assert misfits(request([shot(0, 0, 10, 0, Transition.CUT)])) == []
    assert "25 fps" in misfits(request([shot(0, 0, 10, 0, Transition.CUT, fps=25)]))[0]
    lacking = shot(0, 0, 10, 5, Transition.CUT)
    lacking = lacking.model_copy(update={"segment": lacking.segment.model_copy(update={"tail": None})})
    assert "lacks a piece" in misfits(request([lacking]))[0]
