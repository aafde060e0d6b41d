"""Settings of the video agent."""

from datetime import timedelta
from typing import Any

from pydantic import Field, SecretStr

from videoagent_media.encoders import EncodingSettings
from videoagent_models.limits import CallLimits
from videoagent_models.providers import BUILTIN
from videoagent_models.stock import StockSettings
from videoagent_runtime.settings import AgentSettings, Duration, SettingsGroup


class ReplicateSettings(CallLimits):
    """A hosted image-to-video model of Replicate. Without a key and a model there is none."""

    api_key: SecretStr | None = None
    model: str | None = Field(
        None, pattern=r"^[\w.-]+/[\w.-]+(:[0-9a-f]{64})?$", description="owner/name, or owner/name:version"
    )
    base_url: str = Field("https://api.replicate.com", description="of the service, without a path")
    image_input: str = Field("image", description="the model's name for the picture")
    prompt_input: str = Field("prompt", description="the model's name for the words")
    seed_input: str | None = Field("seed", description="the model's name for the seed; none: it takes none")
    inputs: dict[str, Any] = Field({}, description="further inputs, as JSON")
    usd_per_clip: float = Field(0.0, ge=0, description="price, for the task's cost and budget")
    timeout: Duration = Field(timedelta(minutes=15), description="for one shot, waiting and encoding included")
    max_file_bytes: int = Field(300_000_000, ge=100_000, description="longer clips are refused")


class FootageSettings(StockSettings):
    timeout: Duration = Field(timedelta(minutes=15), description="for one shot, download and encoding included")


class VideoGroup(SettingsGroup):
    order: tuple[str, ...] = Field(
        ("replicate", "pexels", "pixabay", BUILTIN),
        description="providers, best first; unconfigured ones are passed over",
    )
    replicate: ReplicateSettings = ReplicateSettings()
    pexels: FootageSettings = FootageSettings()
    pixabay: FootageSettings = FootageSettings()


class VideoSettings(AgentSettings):
    video: VideoGroup = VideoGroup()
    encoding: EncodingSettings = EncodingSettings()
