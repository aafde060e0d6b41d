"""Settings of the composer."""

from videoagent_media.encoders import EncodingSettings
from videoagent_runtime.settings import AgentSettings


class ComposerSettings(AgentSettings):
    encoding: EncodingSettings = EncodingSettings()
