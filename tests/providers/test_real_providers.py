"""Providers for real: each one that the environment sets up does one small job. Costs money; without settings, nothing.

VIDEOAGENT_IMAGE__OPENAI__BASE_URL=… VIDEOAGENT_IMAGE__OPENAI__MODEL=… pytest tests/providers
"""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from pydantic import BaseModel

from videoagent_agent_image.adapters import comfyui, openai_images, replicate, stock
from videoagent_agent_image.settings import ImageSettings
from videoagent_agent_video import replicate as clips
from videoagent_agent_video import stock as footage
from videoagent_agent_video.settings import VideoSettings
from videoagent_agent_voice.adapters import azure, elevenlabs, openai_speech
from videoagent_agent_voice.adapters.providers import create_espeak
from videoagent_agent_voice.domain import SpeechJob
from videoagent_agent_voice.settings import VoiceSettings
from videoagent_contracts.enums import SubtitleMode
from videoagent_contracts.film import ImageRequest, Look, Picture, Shot, VideoRequest
from videoagent_media import audio
from videoagent_models.openai_text import OpenAiTextModel
from videoagent_models.testing import Here
from videoagent_models.text import TextModelSettings
from videoagent_models.transcription import load_transcriber
from videoagent_runtime.agent.testing import FolderArtifacts, context_for
from videoagent_runtime.settings import ServiceSettings, load_settings

Create = Callable[[Any], Any]
TEXT = "Honey bees dance to tell the way."


class TextSettings(ServiceSettings):
    text: TextModelSettings = TextModelSettings()


class Answer(BaseModel):
    capital: str


@asynccontextmanager
async def available(provider: Any) -> AsyncIterator[Any]:
    """Skip the test of what is not set up; hang up on what is."""
    info = provider.check()
    if not info.available:
        pytest.skip(f"{info.name}: {info.reason}")
    try:
        yield provider
    finally:
        await provider.close()


def here(folder: Path) -> Any:
    workplace: Any = Here()
    workplace.workdir = folder
    return workplace


async def test_text() -> None:
    async with available(OpenAiTextModel(load_settings(TextSettings).text)) as model:
        answer = await model.complete("You know geography.", "The capital of France?", Answer)
    assert "paris" in answer.value.capital.lower()


@pytest.mark.parametrize(
    "create", [openai_images.create, comfyui.create, replicate.create, stock.create_pexels, stock.create_pixabay]
)
async def test_pictures(create: Create, tmp_path: Path) -> None:
    request = ImageRequest(
        topic="Honey bees",
        title="Honey bees",
        look=Look(language="en", style="cinematic", description="warm evening light"),
        shot=Shot(index=0, duration=4, prompt="a honey bee on lavender", keywords=("bee", "lavender")),
        width=854,
        height=480,
    )
    async with available(create(load_settings(ImageSettings))) as provider:
        made = await provider.draw(request, here(tmp_path))
    assert made.picture.stat().st_size > 10_000


@pytest.mark.parametrize("create", [clips.create, footage.create_pexels, footage.create_pixabay])
async def test_clips(create: Create, tmp_path: Path) -> None:
    artifacts = FolderArtifacts(tmp_path / "objects")
    jpeg = cv2.imencode(".jpg", np.full((480, 854, 3), (200, 90, 20), np.uint8))[1].tobytes()
    request = VideoRequest(
        shot=Shot(index=0, duration=4, prompt="a honey bee on lavender", keywords=("bee", "lavender")),
        look=Look(language="en", style="cinematic"),
        picture=Picture(picture=artifacts.put(jpeg, ".jpg", "image/jpeg"), width=854, height=480),
        duration=4,
        width=854,
        height=480,
        fps=25,
        subtitles=SubtitleMode.OFF,
    )
    async with available(create(load_settings(VideoSettings))) as provider:
        made = await provider.render(request, context_for("video:0", tmp_path / "work", artifacts))
    assert made.pieces.total == 100
    assert made.files["body"].stat().st_size > 10_000


async def test_transcription(tmp_path: Path) -> None:
    transcriber = load_transcriber(load_settings(VoiceSettings).transcription)
    if transcriber is None:
        pytest.skip("transcription: without base_url and model")
    path = tmp_path / "speech.flac"
    await create_espeak(load_settings(VoiceSettings)).speak(SpeechJob(TEXT, "en", None, 1.0, 1), path, here(tmp_path))
    transcript = await transcriber.transcribe(path.read_bytes(), path.name)
    await transcriber.close()
    assert "bees" in transcript.text.lower()
    times = [time for word in transcript.words for time in (word.start, word.end)]
    assert times
    assert times == sorted(times)


@pytest.mark.parametrize("create", [openai_speech.create, elevenlabs.create, azure.create])
async def test_voices(create: Create, tmp_path: Path) -> None:
    async with available(create(load_settings(VoiceSettings))) as provider:
        made = await provider.speak(SpeechJob(TEXT, "en", None, 1.0, 1), tmp_path / "speech.flac", here(tmp_path))
    assert made is not None
    assert 1 < made.duration < 10
    assert len(audio.read(made.path, channels=1)) / audio.SAMPLE_RATE == pytest.approx(made.duration, abs=0.05)
    assert " ".join(word.text for word in made.words) == TEXT
