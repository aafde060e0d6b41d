"""Settings of the video agent."""

from datetime import timedelta

from pydantic import Field

from videoagent_media.encoders import EncodingSettings
from videoagent_models.providers import BUILTIN
from videoagent_models.replicate import ReplicateSettings
from videoagent_models.stock import StockSettings
from videoagent_runtime.settings import AgentSettings, Duration, SettingsGroup


class ReplicateVideoSettings(ReplicateSettings):
    """A hosted image-to-video model."""

    image_input: str = Field("image", description="the model's name for the picture")
    references_input: str = Field(
        "", description="the model's name for a list of pictures to keep subject and style to; empty: it takes none"
    )
    references: int = Field(2, ge=0, le=8, description="most of them")
    duration_input: str | None = Field(None, description="the model's name for the clip's length, s; none: its own")
    durations: tuple[int, ...] = Field((), description="lengths that it makes, s; none: any whole number")
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
    replicate: ReplicateVideoSettings = ReplicateVideoSettings()
    pexels: FootageSettings = FootageSettings()
    pixabay: FootageSettings = FootageSettings()


class VideoSettings(AgentSettings):
    video: VideoGroup = VideoGroup()
    encoding: EncodingSettings = EncodingSettings()
