"""docs/providers.md names settings that exist, with their defaults' places, and every provider that is installed."""

import re
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from videoagent_agent_image.settings import ImageSettings
from videoagent_agent_music.settings import MusicSettings
from videoagent_agent_story.settings import StorySettings
from videoagent_agent_storyboard.settings import StoryboardSettings
from videoagent_agent_style.settings import StyleSettings
from videoagent_agent_video.settings import VideoSettings
from videoagent_agent_voice.settings import VoiceSettings
from videoagent_models.providers import IMAGE, MUSIC, SPEECH, TEXT, VIDEO

DOCUMENT = (Path(__file__).parents[2] / "docs" / "providers.md").read_text(encoding="utf-8")
NAMES = sorted(set(re.findall(r"VIDEOAGENT_[A-Z_]*[A-Z]", DOCUMENT)))
SETTINGS: tuple[type[BaseModel], ...] = (
    ImageSettings, MusicSettings, StorySettings, StoryboardSettings, StyleSettings, VideoSettings, VoiceSettings
)  # fmt: skip


def exists(model: Any, path: list[str]) -> bool:
    for name in path:
        if not (isinstance(model, type) and issubclass(model, BaseModel)) or name not in model.model_fields:
            return False
        model = model.model_fields[name].annotation
    return True


@pytest.mark.parametrize("name", NAMES)
def test_every_setting_that_is_told_exists(name: str) -> None:
    path = name.removeprefix("VIDEOAGENT_").lower().split("__")
    assert any(exists(settings, path) for settings in SETTINGS)


def test_there_are_settings_in_it() -> None:
    assert len(NAMES) > 30


@pytest.mark.parametrize("group", [TEXT, IMAGE, SPEECH, MUSIC, VIDEO])
def test_every_provider_is_told_of(group: str) -> None:
    missing = [point.name for point in entry_points(group=group) if f"`{point.name}`" not in DOCUMENT]
    assert not missing
