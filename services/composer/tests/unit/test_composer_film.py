"""Whole films at stamp size, with the real encoder and ffmpeg."""

from collections.abc import Callable
from pathlib import Path

import av
import cv2
import numpy as np
import pytest
from av.stream import Disposition

from videoagent_composer import service
from videoagent_composer.testing import FPS, RATE, SIZE, Studio, numbers, packets, request, stored
from videoagent_contracts.enums import SubtitleMode, Transition
from videoagent_contracts.errors import ErrorCode, ModelProviderException, VideoProcessingException
from videoagent_contracts.film import Picture
from videoagent_media import audio
from videoagent_media.encode import Quality, YuvFrame
from videoagent_media.probe import is_faststart, probe
from videoagent_runtime.agent import AgentContext
from videoagent_runtime.agent.testing import FolderArtifacts


@pytest.fixture
def studio(artifacts: FolderArtifacts, tmp_path: Path) -> Studio:
    return Studio(artifacts, tmp_path)


async def test_no_frame_is_lost_or_doubled_at_a_cut(
    studio: Studio, artifacts: FolderArtifacts, make_context: Callable[..., AgentContext]
) -> None:
    lengths = [(0, 31, 0), (0, 1, 0), (0, 64, 0), (0, 2, 0), (0, 23, 0)]
    starts = [0, 31, 32, 96, 98]
    shots = [studio.shot(first, pieces) for first, pieces in zip(starts, lengths, strict=True)]
    film = await service.run(request(shots), make_context())
    path = stored(artifacts, film.video)
    assert numbers(path) == list(range(121))
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        shown = sorted(float((packet.pts or 0) * packet.time_base) for packet in container.demux(stream) if packet.size)
    assert shown == pytest.approx([number / FPS for number in range(121)], abs=1e-6)
    assert film.duration == pytest.approx(121 / FPS, abs=1e-6)


async def test_bodies_are_copied_and_only_overlaps_are_mixed(
    studio: Studio, artifacts: FolderArtifacts, make_context: Callable[..., AgentContext]
) -> None:
    shots = [
        studio.shot(0, (0, 20, 5)),
        studio.shot(100, (5, 20, 5), Transition.WIPE),
        studio.shot(200, (5, 20, 0), Transition.SLIDE),
    ]
    film = await service.run(request(shots), make_context())
    path = stored(artifacts, film.video)
    seen = numbers(path)
    assert len(seen) == 70
    assert seen[:20] == list(range(20))
    assert seen[25:45] == list(range(105, 125))
    assert seen[50:] == list(range(205, 225))
    copied, original = packets(path), packets(stored(artifacts, shots[1].segment.body))
    assert copied[25:45] == original
    assert film.warnings == ()


@pytest.mark.parametrize("name", [each for each in Transition if each not in (Transition.CUT, Transition.AUTO)])
async def test_each_transition_shows_both_shots(
    name: Transition, studio: Studio, artifacts: FolderArtifacts, make_context: Callable[..., AgentContext]
) -> None:
    shots = [studio.shot(0, (0, 10, 5)), studio.shot(992, (5, 10, 0), name)]
    film = await service.run(request(shots), make_context())
    with av.open(str(stored(artifacts, film.video))) as container:
        means = [float(YuvFrame.wrap(frame).planes[0].mean()) for frame in container.decode(video=0)]
    assert len(means) == 25
    assert means[0] < means[-1] - 20
    assert len({round(mean) for mean in means[10:15]}) >= 4


async def test_overlaps_longer_than_the_pieces_and_pieces_longer_than_the_overlap(
    studio: Studio, artifacts: FolderArtifacts, make_context: Callable[..., AgentContext]
) -> None:
    shots = [studio.shot(0, (3, 10, 9)), studio.shot(512, (7, 10, 4), Transition.CROSSFADE)]
    film = await service.run(request(shots), make_context())
    seen = numbers(stored(artifacts, film.video))
    assert len(seen) == 3 + 10 + 9 + 7 + 10 + 4 - 5
    assert seen[:17] == list(range(17))
    assert seen[-16:] == list(range(512 + 5, 512 + 21))


async def test_the_sound_is_in_time_loud_enough_and_as_long_as_the_film(
    studio: Studio, artifacts: FolderArtifacts, make_context: Callable[..., AgentContext]
) -> None:
    speech = studio.speech()
    shots = [studio.shot(0, (0, 100, 5), speech=speech), studio.shot(200, (5, 95, 0), Transition.WIPE, speech)]
    film = await service.run(request(shots, music=studio.music()), make_context())
    path = stored(artifacts, film.video)
    heard = audio.read(path)
    assert len(heard) == pytest.approx(200 / FPS * RATE, abs=0.02 * RATE)
    assert audio.integrated_loudness(heard) == pytest.approx(-14, abs=1)
    assert film.loudness_lufs == pytest.approx(audio.integrated_loudness(heard), abs=0.3)
    assert audio.true_peak_db(heard) <= -1
    facts = probe(path)
    assert facts.audio is not None
    assert facts.video is not None
    assert (facts.audio.codec, facts.audio.rate, facts.audio.channels) == ("aac", RATE, 2)
    assert abs(facts.audio.duration - facts.video.duration) < 0.025


async def test_speech_begins_to_the_millisecond(
    studio: Studio, artifacts: FolderArtifacts, make_context: Callable[..., AgentContext]
) -> None:
    speech = studio.speech(1.0)
    shots = [studio.shot(0, (0, 50, 0)), studio.shot(50, (0, 50, 0), speech=speech)]
    film = await service.run(request(shots), make_context())
    heard = np.abs(audio.read(stored(artifacts, film.video))).max(axis=1)
    first = int(np.flatnonzero(heard > 0.05)[0]) / RATE
    assert first == pytest.approx(2.25, abs=0.02)


async def test_music_is_ducked_under_the_voice_and_follows_its_volume(
    studio: Studio, artifacts: FolderArtifacts, make_context: Callable[..., AgentContext]
) -> None:
    quiet = studio.speech(2.0)
    shots = [studio.shot(0, (0, 150, 0), speech=quiet)]

    async def level(volume: float) -> tuple[float, float]:
        film = await service.run(request(shots, music=studio.music(), music_volume=volume), make_context())
        heard = audio.read(stored(artifacts, film.video))[:, 0]
        spectrum = [np.abs(np.fft.rfft(heard[round(a * RATE) : round(b * RATE)])) for a, b in ((1, 2), (4, 5))]
        # The music is a tone of 330 Hz: its bin in a second's spectrum tells its level.
        return float(spectrum[0][330]), float(spectrum[1][330])

    loud, soft, none = await level(1.0), await level(0.25), await level(0.0)
    assert loud[1] > 1.8 * loud[0]
    assert loud[1] > 2.5 * soft[1]
    assert none[1] < 0.05 * soft[1]


async def test_a_transition_is_heard_unless_that_is_off(
    studio: Studio, artifacts: FolderArtifacts, make_context: Callable[..., AgentContext]
) -> None:
    shots = [studio.shot(0, (0, 50, 5), speech=studio.speech(0.8)), studio.shot(100, (5, 50, 0), Transition.ZOOM)]

    async def heard_between(*, effects: bool) -> float:
        film = await service.run(request(shots, sound_effects=effects), make_context())
        heard = audio.read(stored(artifacts, film.video))
        return float(np.abs(heard[round(1.9 * RATE) : round(2.4 * RATE)]).max())

    assert await heard_between(effects=True) > 30 * await heard_between(effects=False)


async def test_a_silent_film_has_a_silent_track(
    studio: Studio, artifacts: FolderArtifacts, make_context: Callable[..., AgentContext]
) -> None:
    film = await service.run(request([studio.shot(0, (0, 30, 0))]), make_context())
    heard = audio.read(stored(artifacts, film.video))
    assert film.loudness_lufs is None
    assert np.abs(heard).max() < 1e-4
    assert len(heard) == pytest.approx(1.2 * RATE, abs=0.025 * RATE)


@pytest.mark.parametrize(
    ("mode", "track", "files", "unasked"),
    [
        ("burned", False, True, []),
        ("soft", True, True, [True]),
        ("both", True, True, [False]),
        ("off", False, False, []),
    ],
)
async def test_captions_come_as_asked(
    studio: Studio,
    artifacts: FolderArtifacts,
    make_context: Callable[..., AgentContext],
    mode: SubtitleMode,
    track: bool,
    files: bool,
    unasked: list[bool],
) -> None:
    film = await service.run(
        request([studio.shot(0, (0, 100, 0), speech=studio.speech())], subtitles=mode), make_context()
    )
    facts = probe(stored(artifacts, film.video))
    assert facts.subtitles == (("mov_text",) if track else ())
    with av.open(str(stored(artifacts, film.video))) as container:
        tracks = container.streams.subtitles
        assert [Disposition.default in subtitle.disposition for subtitle in tracks] == unasked
    assert set(film.captions) == ({"srt", "vtt", "ass"} if files else set())
    if files:
        assert "word0 word1" in stored(artifacts, film.captions["vtt"]).read_text(encoding="utf-8")


async def test_there_is_a_preview_and_a_sheet_of_small_pictures(
    studio: Studio, artifacts: FolderArtifacts, make_context: Callable[..., AgentContext]
) -> None:
    film = await service.run(request([studio.shot(0, (0, 60, 0))]), make_context())
    assert film.preview is not None
    assert film.sprites is not None
    assert stored(artifacts, film.preview).read_bytes()[8:12] == b"WEBP"
    sheet = cv2.imread(str(stored(artifacts, film.sprites.image)))
    assert sheet is not None
    assert (film.sprites.tiles, sheet.shape[:2]) == (3, (90, 480))


async def test_the_file_is_tagged_and_starts_fast(
    studio: Studio, artifacts: FolderArtifacts, make_context: Callable[..., AgentContext]
) -> None:
    film = await service.run(request([studio.shot(0, (0, 30, 0))]), make_context())
    path = stored(artifacts, film.video)
    facts = probe(path)
    assert facts.metadata["title"] == 'A "film": [of], its \\ own; 100%'
    assert facts.video is not None
    assert facts.video.colour == (1, 1, 1)
    assert is_faststart(path)
    with av.open(str(path)) as container:
        assert container.streams.audio[0].metadata["language"] == "deu"


async def test_the_thumbnail_is_the_liveliest_picture_and_no_card(
    studio: Studio, artifacts: FolderArtifacts, make_context: Callable[..., AgentContext]
) -> None:
    rng = np.random.default_rng(0)
    lively = np.kron(rng.integers(0, 255, (18, 32, 3)), np.ones((5, 5, 1))).astype(np.uint8)
    pictures = []
    for image in (lively[::-1], np.full((90, 160, 3), 20, np.uint8), lively):
        ref = artifacts.put(cv2.imencode(".png", image)[1].tobytes(), ".png", "image/png")
        pictures.append(Picture(picture=ref, width=160, height=90))
    shots = [studio.shot(0, (0, 5, 0)), studio.shot(5, (0, 5, 0)), studio.shot(10, (0, 5, 0))]
    card = shots[0].shot.model_copy(update={"kind": "title"})
    shots[0] = shots[0].model_copy(update={"shot": card})
    film = await service.run(request(shots, pictures=tuple(pictures)), make_context())
    assert (film.thumbnail_width, film.thumbnail_height) == SIZE
    shown = cv2.imread(str(stored(artifacts, film.thumbnail)))
    assert shown is not None
    assert film.poster is not None
    poster = cv2.imread(str(stored(artifacts, film.poster)))
    assert poster is not None
    assert poster.shape == (SIZE[1], SIZE[0], 3)
    for seen in (shown, poster):
        distance = [float(np.abs(seen.astype(int) - image.astype(int)).mean()) for image in (lively, lively[::-1])]
        assert distance[0] < 0.4 * distance[1]


async def test_damaged_and_foreign_segments_are_told(
    studio: Studio, artifacts: FolderArtifacts, make_context: Callable[..., AgentContext]
) -> None:
    good = studio.shot(0, (0, 30, 0))
    damaged = artifacts.put(b"nothing" * 50, ".mp4", "video/mp4")
    cases: list[tuple[dict[str, object], str]] = [
        ({"body": damaged}, "damaged"),
        ({"body_frames": 31}, "30 frames instead of 31"),
        ({"fps": 30}, "do not fit"),
    ]
    for changes, message in cases:
        bad = good.model_copy(update={"segment": good.segment.model_copy(update=changes)})
        with pytest.raises(VideoProcessingException, match=message) as raised:
            await service.run(request([good, bad]), make_context())
        assert (raised.value.code, raised.value.retryable) == (ErrorCode.RENDER_FAILED, False)


async def test_segments_of_another_encoder_are_encoded_again(
    studio: Studio, artifacts: FolderArtifacts, make_context: Callable[..., AgentContext]
) -> None:
    foreign = studio.piece(30, 20, Quality.INTERMEDIATE)
    good = studio.shot(0, (0, 30, 0))
    other = good.model_copy(update={"segment": good.segment.model_copy(update={"body": foreign, "body_frames": 20})})
    film = await service.run(request([good, other]), make_context())
    assert numbers(stored(artifacts, film.video)) == list(range(50))
    assert "encoded again" in film.warnings[0]


async def test_only_the_builtin_composer_exists(studio: Studio, make_context: Callable[..., AgentContext]) -> None:
    with pytest.raises(ModelProviderException) as raised:
        await service.run(request([studio.shot(0, (0, 5, 0))]), make_context(provider="studio"))
    assert raised.value.code is ErrorCode.PROVIDER_UNKNOWN
