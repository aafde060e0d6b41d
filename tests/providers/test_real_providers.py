"""Providers for real: each one that the environment sets up does one small job. Costs money; without settings, nothing.

VIDEOAGENT_IMAGE__OPENAI__BASE_URL=… VIDEOAGENT_IMAGE__OPENAI__MODEL=… pytest tests/providers
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from videoagent_agent_image.adapters import comfyui, openai_images, stock
from videoagent_agent_image.settings import ImageSettings
from videoagent_agent_voice.adapters import azure, elevenlabs, openai_speech
from videoagent_agent_voice.domain import SpeechJob
from videoagent_agent_voice.settings import VoiceSettings
from videoagent_contracts.film import ImageRequest, Look, Shot
from videoagent_media import audio
from videoagent_models.openai_text import OpenAiTextModel
from videoagent_models.testing import Here
from videoagent_models.text import TextModelSettings
from videoagent_runtime.settings import ServiceSettings, load_settings

Create = Callable[[Any], Any]
TEXT = "Honey bees dance to tell the way."


class TextSettings(ServiceSettings):
    text: TextModelSettings = TextModelSettings()


class Answer(BaseModel):
    capital: str


def available(provider: Any) -> Any:
    info = provider.check()
    if not info.available:
        pytest.skip(f"{info.name}: {info.reason}")
    return provider


def here(folder: Path) -> Any:
    workplace: Any = Here()
    workplace.workdir = folder
    return workplace


async def test_text() -> None:
    model = available(OpenAiTextModel(load_settings(TextSettings).text))
    answer = await model.complete("You know geography.", "The capital of France?", Answer)
    assert "paris" in answer.value.capital.lower()


@pytest.mark.parametrize("create", [openai_images.create, comfyui.create, stock.create_pexels, stock.create_pixabay])
async def test_pictures(create: Create, tmp_path: Path) -> None:
    provider = available(create(load_settings(ImageSettings)))
    request = ImageRequest(
        topic="Honey bees",
        title="Honey bees",
        look=Look(language="en", style="cinematic", description="warm evening light"),
        shot=Shot(index=0, duration=4, prompt="a honey bee on lavender", keywords=("bee", "lavender")),
        width=854,
        height=480,
    )
    made = await provider.draw(request, here(tmp_path))
    assert made.picture.stat().st_size > 10_000


@pytest.mark.parametrize("create", [openai_speech.create, elevenlabs.create, azure.create])
async def test_voices(create: Create, tmp_path: Path) -> None:
    provider = available(create(load_settings(VoiceSettings)))
    made = await provider.speak(SpeechJob(TEXT, "en", None, 1.0, 1), tmp_path / "speech.flac", here(tmp_path))
    assert made is not None
    assert 1 < made.duration < 10
    assert len(audio.read(made.path, channels=1)) / audio.SAMPLE_RATE == pytest.approx(made.duration, abs=0.05)
    assert " ".join(word.text for word in made.words) == TEXT
