"""Films of every codec, and films whose shots come from different encoders."""

from collections.abc import Callable
from pathlib import Path

import av
import pytest

from videoagent_composer import service
from videoagent_composer.film_encoder import PickJob, Piece, film_encoder
from videoagent_composer.testing import FPS, SIZE, Studio, numbers, packets, request, stored
from videoagent_contracts.enums import StepKind, Transition
from videoagent_contracts.errors import VideoProcessingException
from videoagent_media.encode import FrameEncoder, YuvFrame
from videoagent_media.encoder_choice import Choice
from videoagent_media.encoders import X264, Codec, Device, Effort, Encoder
from videoagent_media.probe import is_faststart, probe
from videoagent_runtime.agent import AgentContext
from videoagent_runtime.agent.testing import FolderArtifacts

TAGS = {Codec.H264: "avc1", Codec.H265: "hvc1", Codec.AV1: "av01"}
FAST = {codec: Encoder(codec, effort=Effort.FAST) for codec in Codec}


@pytest.fixture
def studio(artifacts: FolderArtifacts, tmp_path: Path) -> Studio:
    return Studio(artifacts, tmp_path)


@pytest.mark.parametrize("codec", list(Codec))
async def test_a_film_of_any_codec_is_joined_by_copying_and_keeps_every_frame_and_its_tags(
    codec: Codec, studio: Studio, artifacts: FolderArtifacts, make_context: Callable[..., AgentContext]
) -> None:
    encoder = FAST[codec]
    shots = [
        studio.shot(0, (0, 31, 0), encoder=encoder),
        studio.shot(31, (0, 1, 0), encoder=encoder),
        studio.shot(32, (0, 55, 5), encoder=encoder),
        studio.shot(200, (5, 20, 0), Transition.WIPE, encoder=encoder),
    ]
    film = await service.run(request(shots), make_context(), encoder)
    path = stored(artifacts, film.video)
    seen = numbers(path)
    assert len(seen) == 87 + 5 + 20
    assert seen[:87] == list(range(87))
    assert seen[92:] == list(range(205, 225))
    assert packets(path)[32:87] == packets(stored(artifacts, shots[2].segment.body))
    assert film.warnings == ()
    facts = probe(path).video
    assert facts is not None
    assert (facts.colour, facts.fps, facts.frames) == ((1, 1, 1), FPS, 112)
    assert is_faststart(path)
    with av.open(str(path)) as container:
        context = container.streams.video[0].codec_context
        assert (context.codec_tag, int(context.color_range)) == (TAGS[codec], 1)
        shown = sorted(
            float((packet.pts or 0) * packet.time_base) for packet in container.demux(video=0) if packet.size
        )
    assert shown == pytest.approx([number / FPS for number in range(112)], abs=1e-6)


async def test_one_shot_of_another_encoder_is_encoded_again_and_the_rest_is_copied(
    studio: Studio, artifacts: FolderArtifacts, make_context: Callable[..., AgentContext]
) -> None:
    """A worker with other hardware, or other settings, took one of the shots."""
    shots = [
        studio.shot(0, (0, 30, 0)),
        studio.shot(30, (0, 20, 0), encoder=FAST[Codec.H265]),
        studio.shot(50, (0, 30, 0)),
    ]
    film = await service.run(request(shots), make_context())
    path = stored(artifacts, film.video)
    assert numbers(path) == list(range(80))
    assert packets(path)[:30] == packets(stored(artifacts, shots[0].segment.body))
    assert packets(path)[50:] == packets(stored(artifacts, shots[2].segment.body))
    assert film.warnings == ("encoded again, since another encoder had made them: 1 segment(s)",)


async def test_a_changed_setting_does_not_have_old_films_encoded_again(
    studio: Studio, artifacts: FolderArtifacts, make_context: Callable[..., AgentContext]
) -> None:
    """The installation moves to H.265, then one shot of a finished H.264 film is made again."""
    shots = [
        studio.shot(0, (0, 40, 5)),
        studio.shot(100, (5, 40, 0), Transition.CROSSFADE),
        studio.shot(145, (0, 20, 0), encoder=FAST[Codec.H265]),
    ]
    film = await service.run(request(shots), make_context(), FAST[Codec.H265])
    path = stored(artifacts, film.video)
    facts = probe(path).video
    assert facts is not None
    assert facts.codec == "h264"
    assert packets(path)[:40] == packets(stored(artifacts, shots[0].segment.body))
    assert film.warnings == ("encoded again, since another encoder had made them: 1 segment(s)",)


def piece(folder: Path, frames: int, encoder: Encoder) -> Piece:
    path = folder / f"{encoder.name}-{encoder.effort}-{frames}.mp4"
    with FrameEncoder(path, SIZE, FPS, encoder=encoder) as target:
        for _ in range(frames):
            target.write(YuvFrame.blank(*SIZE))
    return Piece(path, frames)


def test_the_preferred_encoder_wins_a_draw_and_the_larger_part_wins_otherwise(tmp_path: Path) -> None:
    older, newer = piece(tmp_path, 10, X264), piece(tmp_path, 10, FAST[Codec.AV1])
    for preferred in (X264, FAST[Codec.AV1]):
        assert film_encoder(PickJob((older, newer), SIZE, FPS, preferred)) == preferred
    more = piece(tmp_path, 11, X264)
    assert film_encoder(PickJob((newer, more), SIZE, FPS, FAST[Codec.AV1])).codec is Codec.H264


def test_a_composer_without_the_chip_that_made_the_shots_keeps_its_own_encoder(tmp_path: Path) -> None:
    """Their parameter sets are nobody's here: x264's at another size stand in for a chip's."""
    path = tmp_path / "chip.mp4"
    with FrameEncoder(path, (320, 180), FPS) as target:
        target.write(YuvFrame.blank(320, 180))
    assert film_encoder(PickJob((Piece(path, 1),), SIZE, FPS, X264)) == X264


def test_a_preferred_encoder_that_fails_is_told(tmp_path: Path) -> None:
    """A chip that worked at start may be gone; the step is tried again."""
    gone = Encoder(device=Device.VAAPI)
    with pytest.raises(VideoProcessingException) as raised:
        film_encoder(PickJob((piece(tmp_path, 1, X264),), SIZE, FPS, gone))
    assert raised.value.retryable


def test_users_are_told_which_encoder_works_and_why(caplog: pytest.LogCaptureFixture) -> None:
    why = "h264_nvenc does not work here: no device"
    told = service.announcement(Choice(X264, (why,)))
    assert told.kind is StepKind.COMPOSE
    assert told.providers[0].reason.endswith(
        "encodes with libx264 (balanced), since h264_nvenc does not work here: no device"
    )
    assert why in caplog.text
