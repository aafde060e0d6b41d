"""Settings of the video agent."""

from pydantic import Field

from videoagent_models.providers import BUILTIN
from videoagent_runtime.settings import AgentSettings, SettingsGroup


class VideoGroup(SettingsGroup):
    order: tuple[str, ...] = Field((BUILTIN,), description="providers, best first")


class VideoSettings(AgentSettings):
    video: VideoGroup = VideoGroup()
