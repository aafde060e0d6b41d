"""Settings of the image agent."""

from typing import Annotated

from pydantic import Field, StringConstraints

from videoagent_models.openai_server import OpenAiSettings
from videoagent_models.providers import BUILTIN
from videoagent_runtime.settings import AgentSettings, SettingsGroup

Size = Annotated[str, StringConstraints(pattern=r"^[1-9]\d{1,3}x[1-9]\d{1,3}$")]


class OpenAiImageSettings(OpenAiSettings):
    """A picture model behind the OpenAI-compatible protocol."""

    sizes: tuple[Size, ...] = Field(
        ("1024x1024", "1536x1024", "1024x1536"), min_length=1, description="that the model makes, px"
    )
    quality: str | None = Field(None, description="as the server names it; none: its own")
    usd_per_image: float = Field(0.0, ge=0, description="price, for the task's cost and budget")
    max_answer_bytes: int = Field(40_000_000, ge=100_000, description="longer answers and pictures are refused")


class ImageGroup(SettingsGroup):
    order: tuple[str, ...] = Field(
        ("openai", BUILTIN), description="providers, best first; those that are not configured are passed over"
    )
    openai: OpenAiImageSettings = OpenAiImageSettings()


class ImageSettings(AgentSettings):
    image: ImageGroup = ImageGroup()
