"""Settings of the composer."""

from pydantic import Field

from videoagent_media.encoders import EncodingSettings
from videoagent_runtime.settings import AgentSettings


class ComposerSettings(AgentSettings):
    workers: int | None = Field(
        2, ge=1, le=64, description="worker processes: a film's joints, its sound and its stills are made side by side"
    )
    encoding: EncodingSettings = EncodingSettings()
