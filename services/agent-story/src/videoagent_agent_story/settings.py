"""Settings of the story agent."""

from pydantic import Field

from videoagent_models.text import TextModelSettings
from videoagent_models.transcription import TranscriptionSettings
from videoagent_runtime.settings import AgentSettings, SettingsGroup


class StoryGroup(SettingsGroup):
    text: TextModelSettings = Field(TextModelSettings(), description="where it differs from the common text model")


class StorySettings(AgentSettings):
    text: TextModelSettings = Field(TextModelSettings(), description="text model of all agents that write")
    transcription: TranscriptionSettings = Field(
        TranscriptionSettings(), description="times the words of voices that do not, and reads voice-overs"
    )
    story: StoryGroup = StoryGroup()
