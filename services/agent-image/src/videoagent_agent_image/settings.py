"""Settings of the image agent."""

from datetime import timedelta
from pathlib import Path
from typing import Annotated

from pydantic import Field, StringConstraints

from videoagent_models.limits import CallLimits
from videoagent_models.openai_server import OpenAiSettings
from videoagent_models.providers import BUILTIN
from videoagent_models.replicate import ReplicateSettings
from videoagent_models.stock import StockSettings
from videoagent_runtime.settings import AgentSettings, Duration, SettingsGroup

Ratio = Annotated[str, StringConstraints(pattern=r"^[1-9]\d?:[1-9]\d?$")]
Size = Annotated[str, StringConstraints(pattern=r"^[1-9]\d{1,3}x[1-9]\d{1,3}$")]


class OpenAiImageSettings(OpenAiSettings):
    """A picture model behind the OpenAI-compatible protocol."""

    sizes: tuple[Size, ...] = Field(
        ("1024x1024", "1536x1024", "1024x1536"), min_length=1, description="that the model makes, px"
    )
    quality: str | None = Field(None, description="as the server names it; none: its own")
    references: int | None = Field(
        None,
        ge=0,
        le=16,
        description="earlier pictures of the film that the model is shown; none: 2 for gpt-image models, 0 for others",
    )
    usd_per_image: float = Field(0.0, ge=0, description="price, for the task's cost and budget")
    usd_per_reference: float = Field(0.0, ge=0, description="price of each picture that the model is shown")
    timeout: Duration = Field(timedelta(minutes=5), description="for one picture, a second try in other words included")
    max_answer_bytes: int = Field(40_000_000, ge=100_000, description="longer answers and pictures are refused")


class ComfyUiSettings(CallLimits):
    """A ComfyUI server and a workflow of one's own. Without both there is none."""

    base_url: str | None = Field(None, description="e.g. http://127.0.0.1:8188")
    workflow: Path | None = Field(None, description="file in API format, with {prompt}, {width}, {height} … in it")
    reference_workflow: Path | None = Field(
        None, description="another one for pictures made after earlier ones, with {reference} where a file's name stood"
    )
    negative: str = Field("text, letters, watermark, logo, frame, blurry", description="for {negative}")
    pixels: int = Field(1_048_576, ge=65_536, description="about so many are asked for, in the film's shape")
    timeout: Duration = Field(timedelta(minutes=5), description="for one picture, the server's queue included")
    max_file_bytes: int = Field(60_000_000, ge=100_000, description="longer files are refused")


class ReplicateImageSettings(ReplicateSettings):
    """A hosted text-to-image model."""

    aspect_ratio_input: str | None = Field(
        "aspect_ratio", description="the model's name for the shape; none: it takes none"
    )
    aspect_ratios: tuple[Ratio, ...] = Field(
        ("1:1", "16:9", "9:16", "4:3", "3:4"), min_length=1, description="that the model makes"
    )
    reference_input: str | None = Field(
        None, description="the model's name for pictures to draw after; none: found in its schema; empty: it takes none"
    )
    references: int = Field(2, ge=0, le=8, description="most of them")
    usd_per_image: float = Field(0.0, ge=0, description="price, for the task's cost and budget")
    timeout: Duration = Field(timedelta(minutes=5), description="for one picture, the service's queue included")
    max_file_bytes: int = Field(60_000_000, ge=100_000, description="longer files are refused")


class ImageGroup(SettingsGroup):
    order: tuple[str, ...] = Field(
        ("openai", "comfyui", "replicate", "pexels", "pixabay", BUILTIN),
        description="providers, best first; what is not configured is passed over",
    )
    openai: OpenAiImageSettings = OpenAiImageSettings()
    comfyui: ComfyUiSettings = ComfyUiSettings()
    replicate: ReplicateImageSettings = ReplicateImageSettings()
    pexels: StockSettings = StockSettings()
    pixabay: StockSettings = StockSettings()


class ImageSettings(AgentSettings):
    image: ImageGroup = ImageGroup()
