"""Settings of the image agent."""

from pydantic import Field

from videoagent_runtime.settings import AgentSettings, SettingsGroup


class ImageGroup(SettingsGroup):
    order: tuple[str, ...] = Field(("builtin",), description="providers, best first; the first available is taken")


class ImageSettings(AgentSettings):
    image: ImageGroup = ImageGroup()
