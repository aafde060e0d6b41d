"""Settings of the image agent."""

from typing import Annotated

from pydantic import Field, SecretStr, StringConstraints

from videoagent_models.limits import CallLimits
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


class StockSettings(CallLimits):
    """A service of photographs. Without a key there is none."""

    api_key: SecretStr | None = None
    base_url: str | None = Field(None, description="another address than the service's own")
    searched: int = Field(30, ge=1, le=80, description="photographs looked at for each shot")
    choice: int = Field(3, ge=1, description="the best so many, of which each shot takes one")
    max_file_bytes: int = Field(40_000_000, ge=100_000, description="longer files are refused")

    @property
    def key(self) -> str:
        """The key; empty when there is none."""
        return self.api_key.get_secret_value() if self.api_key else ""


class ImageGroup(SettingsGroup):
    order: tuple[str, ...] = Field(
        ("openai", "pexels", "pixabay", BUILTIN),
        description="providers, best first; what is not configured is passed over",
    )
    openai: OpenAiImageSettings = OpenAiImageSettings()
    pexels: StockSettings = StockSettings()
    pixabay: StockSettings = StockSettings()


class ImageSettings(AgentSettings):
    image: ImageGroup = ImageGroup()
