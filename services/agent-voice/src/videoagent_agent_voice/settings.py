"""Settings of the voice agent."""

from pydantic import Field

from videoagent_runtime.settings import AgentSettings, SettingsGroup


class VoiceGroup(SettingsGroup):
    order: tuple[str, ...] = Field(
        ("hibari", "espeak-ng"), description="providers, best first; the first that speaks the language is taken"
    )


class VoiceSettings(AgentSettings):
    voice: VoiceGroup = VoiceGroup()
