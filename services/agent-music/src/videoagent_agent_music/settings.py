"""Settings of the music agent."""

from pydantic import Field

from videoagent_models.providers import BUILTIN
from videoagent_runtime.settings import AgentSettings, SettingsGroup


class MusicGroup(SettingsGroup):
    order: tuple[str, ...] = Field((BUILTIN,), description="providers, best first; the first available one is taken")


class MusicSettings(AgentSettings):
    music: MusicGroup = MusicGroup()
