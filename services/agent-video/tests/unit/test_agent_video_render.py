"""The agent as a whole, at small sizes, with the real encoder and libass."""

import re
from collections.abc import Callable
from pathlib import Path

import av
import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from videoagent_agent_video.builtin import BuiltinRenderer
from videoagent_agent_video.rendering.captions import burned_states, drawing_command, drawings
from videoagent_agent_video.service import VideoAgent
from videoagent_contracts.artifacts import ArtifactRef
from videoagent_contracts.enums import ShotKind, SubtitleMode, SubtitleStyle, Transition
from videoagent_contracts.errors import ErrorCode, ModelProviderException, VideoProcessingException
from videoagent_contracts.film import Card, Look, Picture, Segment, Shot, Speech, VideoRequest, Word
from videoagent_media import layers
from videoagent_media.probe import probe
from videoagent_models.providers import BUILTIN, Registered
from videoagent_runtime.agent import AgentContext
from videoagent_runtime.agent.testing import FolderArtifacts
from videoagent_runtime.agent.worker_pool import WorkerPool

SIZE = (480, 270)
WORDS = ("The", "highest", "mountains", "of", "Europe,", "seen", "from", "below.")


@pytest.fixture
def agent() -> VideoAgent:
    renderer = BuiltinRenderer()
    return VideoAgent({BUILTIN: Registered(BUILTIN, renderer.check(), renderer)}, (BUILTIN,))


@pytest.fixture
def request_for(artifacts: FolderArtifacts, tmp_path: Path) -> Callable[..., VideoRequest]:
    def make(*, layered: bool = True, **changes: object) -> VideoRequest:
        width, height = int(str(changes.get("width", SIZE[0]))), int(str(changes.get("height", SIZE[1])))
        canvas = layers.canvas_size((width, height))
        sheet = np.full((canvas[1], canvas[0], 4), (40, 60, 90, 255), np.uint8)
        cv2.circle(sheet, (canvas[0] // 2, canvas[1] // 3), canvas[1] // 8, (230, 200, 120, 255), -1)
        picture = layers.LayeredPicture((layers.Layer("all", 0.7, 0, 0, sheet),), (width, height), canvas)
        layers.write(tmp_path / "layers.zip", picture)
        flat = cv2.imencode(".jpg", layers.flatten(picture)[..., ::-1])[1].tobytes()
        speech = Speech(
            audio=artifacts.put(b"sound", ".flac", "audio/flac"),
            duration=2.4,
            words=tuple(Word(text=word, start=i * 0.3, end=i * 0.3 + 0.25) for i, word in enumerate(WORDS)),
            voice="v",
            language="en",
        )
        plan: dict[str, object] = {
            "shot": Shot(index=0, duration=2),
            "look": Look(language="en", style="cinematic"),
            "picture": Picture(
                picture=artifacts.put(flat, ".jpg", "image/jpeg"),
                layers=artifacts.put((tmp_path / "layers.zip").read_bytes(), ".zip", "application/zip")
                if layered
                else None,
                width=width,
                height=height,
            ),
            "speech": speech,
            "lead_in": 0.2,
            "duration": 2.0,
            "width": width,
            "height": height,
            "fps": 25,
        }
        return VideoRequest.model_validate(plan | changes)

    return make


def frames(artifacts: FolderArtifacts, ref: ArtifactRef) -> NDArray[np.uint8]:
    with av.open(str(artifacts.folder / ref.key)) as container:
        return np.stack([frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]).astype(np.uint8)


def amber(pictures: NDArray[np.uint8]) -> int:
    """Count pixels of the colour that marks a spoken word, in the lower half."""
    lower = pictures[:, pictures.shape[1] // 2 :].astype(int)
    red, green, blue = lower[..., 0], lower[..., 1], lower[..., 2]
    return int(((red > 150) & (green > 120) & (red - blue > 50)).sum())


async def test_a_shot_becomes_conformed_pieces(
    agent: VideoAgent,
    request_for: Callable[..., VideoRequest],
    make_context: Callable[..., AgentContext],
    artifacts: FolderArtifacts,
) -> None:
    request = request_for(transition_in=Transition.CROSSFADE, transition_out=Transition.WIPE, transition_duration=0.4)
    segment = await agent.run(request, make_context())
    assert (segment.head_frames, segment.body_frames, segment.tail_frames) == (10, 30, 10)
    assert segment.frames == 50
    assert segment.head is not None
    assert segment.tail is not None
    for ref, count in ((segment.head, 10), (segment.body, 30), (segment.tail, 10)):
        video = probe(artifacts.folder / ref.key).video
        assert video is not None
        assert (video.width, video.height, video.fps, video.frames) == (*SIZE, 25, count)
    moved = np.abs(frames(artifacts, segment.head)[0].astype(int) - frames(artifacts, segment.tail)[-1].astype(int))
    assert moved.mean() > 1  # it never stands still


@pytest.mark.parametrize("fps", [50, 60])
async def test_high_frame_rates_are_constant_and_every_frame_moves(
    agent: VideoAgent,
    request_for: Callable[..., VideoRequest],
    make_context: Callable[..., AgentContext],
    artifacts: FolderArtifacts,
    fps: int,
) -> None:
    segment = await agent.run(request_for(fps=fps, duration=0.5, speech=None), make_context())
    assert (segment.fps, segment.frames) == (fps, fps // 2)
    with av.open(str(artifacts.folder / segment.body.key)) as container:
        shown = [float(frame.time or 0) for frame in container.decode(video=0)]
    assert np.diff(shown) == pytest.approx(1 / fps, abs=1e-4)
    steps = np.abs(np.diff(frames(artifacts, segment.body).astype(int), axis=0)).mean(axis=(1, 2, 3))
    assert steps.min() > 0.01


async def test_the_spoken_word_is_marked_in_time(
    agent: VideoAgent,
    request_for: Callable[..., VideoRequest],
    make_context: Callable[..., AgentContext],
    artifacts: FolderArtifacts,
) -> None:
    segment = await agent.run(request_for(), make_context())
    pictures = frames(artifacts, segment.body)
    assert amber(pictures[:2]) == 0  # before the first word
    marked = [amber(pictures[number : number + 1]) for number in (12, 20, 30)]
    assert min(marked) > 3


@pytest.mark.parametrize(("mode", "shown"), [("burned", True), ("both", True), ("soft", False), ("off", False)])
async def test_subtitles_are_burned_only_where_asked(
    agent: VideoAgent,
    request_for: Callable[..., VideoRequest],
    make_context: Callable[..., AgentContext],
    artifacts: FolderArtifacts,
    mode: SubtitleMode,
    shown: bool,
) -> None:
    segment = await agent.run(request_for(subtitles=mode, duration=1.0), make_context())
    assert (amber(frames(artifacts, segment.body)[15:16]) > 3) is shown


@pytest.mark.parametrize("style", list(SubtitleStyle))
async def test_captions_of_every_style_keep_to_their_place(
    agent: VideoAgent,
    request_for: Callable[..., VideoRequest],
    make_context: Callable[..., AgentContext],
    artifacts: FolderArtifacts,
    style: SubtitleStyle,
) -> None:
    changes = {"subtitle_style": style, "duration": 0.8, "shot": Shot(index=0, duration=1, kind=ShotKind.NUMBER)}
    with_captions = frames(artifacts, (await agent.run(request_for(**changes), make_context())).body)[15]
    without = frames(
        artifacts, (await agent.run(request_for(**changes, subtitles=SubtitleMode.OFF), make_context())).body
    )[15]
    changed = np.abs(with_captions.astype(int) - without.astype(int)).max(axis=2) > 110
    rows = np.flatnonzero(changed.any(axis=1))
    assert rows.size
    # A card's text is never touched: captions keep to the lowest 16 % (a pixel of blur allowed).
    assert rows[0] >= SIZE[1] * 0.84 - 2
    assert not changed[:, :4].any()


@pytest.mark.parametrize("text", ["{\\b1}a", "a\\Nb", "جبال الألب", "बर्फ़ीली", "スイス", "🎉", "\u2028x", "%s:'\\,[]"])
async def test_any_words_can_be_captions(
    agent: VideoAgent,
    request_for: Callable[..., VideoRequest],
    make_context: Callable[..., AgentContext],
    artifacts: FolderArtifacts,
    text: str,
) -> None:
    speech = Speech(
        audio=artifacts.put(b"s", ".flac", "audio/flac"),
        duration=1,
        words=(Word(text=text, start=0, end=0.5),),
        voice="v",
        language="en",
    )
    segment = await agent.run(request_for(speech=speech, duration=0.4), make_context())
    assert segment.frames == 10


async def test_a_voice_without_times_still_gets_captions(
    agent: VideoAgent,
    request_for: Callable[..., VideoRequest],
    make_context: Callable[..., AgentContext],
    artifacts: FolderArtifacts,
) -> None:
    speech = Speech(audio=artifacts.put(b"s", ".flac", "audio/flac"), duration=2, words=(), voice="v", language="en")
    shot = Shot(index=0, duration=2, narration="Words that nobody timed")
    segment = await agent.run(request_for(speech=speech, shot=shot), make_context())
    assert amber(frames(artifacts, segment.body)[25:26]) > 3


async def test_a_flat_picture_is_moved_too(
    agent: VideoAgent,
    request_for: Callable[..., VideoRequest],
    make_context: Callable[..., AgentContext],
    artifacts: FolderArtifacts,
) -> None:
    request = request_for(layered=False, speech=None, duration=1.0)
    pictures = frames(artifacts, (await agent.run(request, make_context())).body)
    steps = np.abs(np.diff(pictures.astype(int), axis=0)).mean(axis=(1, 2, 3))
    assert steps.min() > 0.02
    assert pictures[:, 0].mean() > 30  # no black edge


async def test_layers_that_cannot_be_read_fall_back_to_the_flat_picture(
    agent: VideoAgent,
    request_for: Callable[..., VideoRequest],
    make_context: Callable[..., AgentContext],
    artifacts: FolderArtifacts,
) -> None:
    request = request_for(speech=None, duration=0.4)
    broken = artifacts.put(b"no zip", ".zip", "application/zip")
    picture = request.picture.model_copy(update={"layers": broken})
    segment: Segment = await agent.run(request.model_copy(update={"picture": picture}), make_context())
    assert segment.frames == 10
    assert "flat picture" in segment.warnings[0]


async def test_a_picture_that_cannot_be_read_is_told(
    agent: VideoAgent,
    request_for: Callable[..., VideoRequest],
    make_context: Callable[..., AgentContext],
    artifacts: FolderArtifacts,
) -> None:
    request = request_for(layered=False, speech=None)
    picture = Picture(picture=artifacts.put(b"no picture", ".jpg", "image/jpeg"), width=SIZE[0], height=SIZE[1])
    with pytest.raises(VideoProcessingException) as raised:
        await agent.run(request.model_copy(update={"picture": picture}), make_context())
    assert (raised.value.code, raised.value.retryable) == (ErrorCode.MEDIA_INVALID, False)


async def test_an_unknown_provider_is_told(
    agent: VideoAgent, request_for: Callable[..., VideoRequest], make_context: Callable[..., AgentContext]
) -> None:
    with pytest.raises(ModelProviderException) as raised:
        await agent.run(request_for(), make_context(provider="hollywood"))
    assert raised.value.code is ErrorCode.PROVIDER_UNKNOWN


async def test_the_same_seed_gives_the_same_bytes(
    agent: VideoAgent, request_for: Callable[..., VideoRequest], make_context: Callable[..., AgentContext]
) -> None:
    request = request_for(duration=0.6, seed=7)
    first = await agent.run(request, make_context())
    second = await agent.run(request, make_context())
    assert first.body.sha256 == second.body.sha256


async def test_a_worker_process_renders_and_reports(
    agent: VideoAgent, request_for: Callable[..., VideoRequest], make_context: Callable[..., AgentContext]
) -> None:
    pool = WorkerPool(1)
    try:
        context = make_context(pool=pool)
        segment = await agent.run(request_for(duration=3.0), context)
    finally:
        pool.close()
    assert segment.body_frames == 75
    assert context.reported.fraction is not None


@pytest.mark.parametrize("style", list(SubtitleStyle))
async def test_white_letters_stand_out_from_a_white_picture(
    request_for: Callable[..., VideoRequest],
    make_context: Callable[..., AgentContext],
    tmp_path: Path,
    style: SubtitleStyle,
) -> None:
    request = request_for(subtitle_style=style, width=854, height=480)
    arguments, stills = drawing_command(request, burned_states(request)[:1], tmp_path / "captions")
    await make_context().run(arguments)
    [picture] = drawings(stills)
    drawn = picture.astype(float)
    letters = (drawn[..., 0] > 200).astype(np.uint8)
    around = cv2.dilate(letters, np.ones((7, 7), np.uint8)) - cv2.dilate(letters, np.ones((3, 3), np.uint8))
    over_white = drawn[..., :3].mean(axis=2) + 255 - drawn[..., 3]
    assert over_white[around > 0].mean() < 105


async def test_emoji_leave_neither_gap_nor_blank_caption(request_for: Callable[..., VideoRequest]) -> None:
    request = request_for(subtitle_style=SubtitleStyle.CLASSIC)
    said = request.speech
    assert said is not None

    def burned(*texts: str) -> list[str]:
        words = tuple(Word(text=text, start=n * 0.3, end=n * 0.3 + 0.25) for n, text in enumerate(texts))
        speech = said.model_copy(update={"words": words})
        shown = burned_states(request.model_copy(update={"speech": speech}))
        return [re.sub(r"\{[^}]*\}", "", state.text) for state in shown]

    assert burned("Bees", "🐝", "dance.🎉") == ["Bees dance."]
    assert burned("🎉🐝", "🍯️") == []


def test_a_title_is_not_captioned_with_its_own_words(request_for: Callable[..., VideoRequest]) -> None:
    said = " ".join(WORDS)
    title = Shot(index=0, kind=ShotKind.TITLE, narration=said, card=Card(value=said.rstrip(".")), duration=2)
    request = request_for(shot=title)
    assert burned_states(request) == ()
    assert burned_states(request.model_copy(update={"shot": title.model_copy(update={"card": None})}))
