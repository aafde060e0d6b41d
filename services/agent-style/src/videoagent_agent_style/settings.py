"""Settings of the style agent."""

from pydantic import Field

from videoagent_models.text import TextModelSettings
from videoagent_runtime.settings import AgentSettings, SettingsGroup


class StyleGroup(SettingsGroup):
    text: TextModelSettings = Field(TextModelSettings(), description="where it differs from the common text model")


class StyleSettings(AgentSettings):
    text: TextModelSettings = Field(TextModelSettings(), description="text model of all agents that write")
    style: StyleGroup = StyleGroup()
