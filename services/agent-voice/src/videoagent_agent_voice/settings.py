"""Settings of the voice agent."""

from datetime import timedelta
from typing import Literal

from pydantic import Field, PositiveFloat, SecretStr

from videoagent_models.limits import CallLimits
from videoagent_models.openai_server import OpenAiSettings
from videoagent_models.transcription import TranscriptionSettings
from videoagent_runtime.settings import AgentSettings, Duration, SettingsGroup

_OPENAI_VOICES = ("alloy", "ash", "ballad", "coral", "echo", "fable", "nova", "onyx", "sage", "shimmer", "verse")


class HostedVoiceSettings(CallLimits):
    """What all voices from outside are set up with."""

    voice: str = Field("", description="the one that speaks when a task names none")
    voices: tuple[str, ...] = Field((), description="that tasks may name beside it")
    speeds: tuple[PositiveFloat, PositiveFloat] | None = Field(
        None, description="slowest and fastest that the model does itself, [1,1]: none but its own; none: as known"
    )
    usd_per_million_characters: float = Field(0.0, ge=0, description="price, for the task's cost and budget")
    tries: int = Field(5, ge=1, description="failures that may pass before another voice goes on")
    patience: Duration = Field(
        timedelta(minutes=2), description="longest wait for a resting provider: half a film in another voice is heard"
    )
    max_characters: int = Field(4000, ge=1, description="of one narration; a longer one is left to the next provider")
    max_answer_bytes: int = Field(60_000_000, ge=10_000, description="longer answers are refused")


class OpenAiVoiceSettings(HostedVoiceSettings, OpenAiSettings):
    """A speech model behind the OpenAI-compatible protocol."""

    voice: str = Field("alloy", min_length=1, description="the one that speaks when a task names none")
    voices: tuple[str, ...] = Field(_OPENAI_VOICES, description="that tasks may name beside it")
    response_format: Literal["wav", "flac", "mp3", "opus", "aac"] = Field("wav", description="of the sound")
    transcription_model: str | None = Field(
        None, description="of the same server, times the words (whisper-1 does); none: the common one, if there is one"
    )
    transcription_usd_per_minute: float = Field(0.0, ge=0, description="price, for the task's cost")


class ElevenLabsSettings(HostedVoiceSettings):
    """ElevenLabs. Without a key and a voice's id there is none."""

    api_key: SecretStr | None = None
    base_url: str = Field("https://api.elevenlabs.io", description="of the service, without a path")
    model: str = Field("eleven_multilingual_v2", description="as the service names it")
    output_format: str = Field("mp3_44100_128", description="as the service names it")


class AzureVoiceSettings(HostedVoiceSettings):
    """Azure AI Speech. Without a key and a region there is none."""

    api_key: SecretStr | None = None
    region: str | None = Field(None, pattern=r"^[a-z0-9-]+$", description="of the resource, e.g. westeurope")
    base_url: str | None = Field(None, description="another address than the region's, for other clouds")
    voice: str = Field("en-US-AvaMultilingualNeural", description="the one that speaks when a task names none")


class VoiceGroup(SettingsGroup):
    order: tuple[str, ...] = Field(
        ("openai", "elevenlabs", "azure", "hibari", "kokoro", "espeak-ng"),
        description="providers, best first; the first that is configured and speaks the language is taken",
    )
    openai: OpenAiVoiceSettings = OpenAiVoiceSettings()
    elevenlabs: ElevenLabsSettings = ElevenLabsSettings()
    azure: AzureVoiceSettings = AzureVoiceSettings()


class VoiceSettings(AgentSettings):
    transcription: TranscriptionSettings = Field(
        TranscriptionSettings(), description="times the words of voices that do not, and reads voice-overs"
    )
    voice: VoiceGroup = VoiceGroup()
