"""Settings of the storyboard agent."""

from pydantic import Field

from videoagent_models.text import TextModelSettings
from videoagent_runtime.settings import AgentSettings, SettingsGroup


class StoryboardGroup(SettingsGroup):
    text: TextModelSettings = Field(TextModelSettings(), description="where it differs from the common text model")


class StoryboardSettings(AgentSettings):
    text: TextModelSettings = Field(TextModelSettings(), description="text model of all agents that write")
    storyboard: StoryboardGroup = StoryboardGroup()
