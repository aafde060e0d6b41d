"""The agent: draws with the chosen provider, stores what it drew, announces what it can."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, cast
from unittest.mock import AsyncMock

import numpy as np
import pytest
from PIL import Image

from videoagent_agent_image.adapters.builtin import create
from videoagent_agent_image.ports import Drawn, ImageModel
from videoagent_agent_image.service import ImageAgent
from videoagent_contracts.artifacts import ArtifactRef
from videoagent_contracts.errors import ErrorCode, ModelProviderException, VideoProcessingException
from videoagent_contracts.film import ImageRequest, MediaItem, MediaKind
from videoagent_contracts.steps import ProviderInfo
from videoagent_models.providers import Registered, register
from videoagent_models.testing import Here
from videoagent_runtime.agent import AgentContext

MakeRequest = Callable[..., ImageRequest]


class Context(Here):
    """Stands in for the harness's context: runs in this process, stores in a list."""

    def __init__(self, workdir: Path, provider: str | None = None) -> None:
        super().__init__(provider)
        self.workdir = workdir
        self.stored: list[tuple[Path, str]] = []

    async def store(self, path: Path, content_type: str) -> ArtifactRef:
        self.stored.append((path, content_type))
        size = path.stat().st_size
        return ArtifactRef(bucket="b", key=path.name, sha256="0" * 64, size=size, content_type=content_type)


class Flat:
    """A provider of flat pictures."""

    name = "flat"

    def check(self) -> ProviderInfo:
        return ProviderInfo(name=self.name, available=True)

    async def draw(self, _request: ImageRequest, context: Any) -> Drawn:
        path = context.workdir / "made.png"
        path.write_bytes(b"png")
        return Drawn(path, None, "a flat picture", cost_usd=0.04)


@pytest.fixture
def agent() -> ImageAgent:
    providers: dict[str, Registered[ImageModel]] = {
        "builtin": register("builtin", lambda: create(None)),
        "flat": register("flat", Flat),
    }
    return ImageAgent(providers, ("builtin",))


async def test_a_picture_and_its_layers_are_stored(
    agent: ImageAgent, make_request: MakeRequest, tmp_path: Path
) -> None:
    context: Any = Context(tmp_path)
    made = await agent.run(make_request("The sea", setting="sea"), context)
    assert [kind for _, kind in context.stored] == ["image/jpeg", "application/zip"]
    assert (made.width, made.height, made.provider) == (320, 180, "builtin")
    assert made.layers is not None
    assert "sea" in made.alt


async def test_the_users_provider_is_taken(agent: ImageAgent, make_request: MakeRequest, tmp_path: Path) -> None:
    context: Any = Context(tmp_path, "flat")
    made = await agent.run(make_request(), context)
    assert (made.provider, made.layers, made.cost_usd) == ("flat", None, 0.04)
    assert made.picture.content_type == "image/png"


async def test_an_unknown_provider_is_refused_for_good(
    agent: ImageAgent, make_request: MakeRequest, tmp_path: Path
) -> None:
    context: Any = Context(tmp_path, "dreams")
    with pytest.raises(ModelProviderException) as caught:
        await agent.run(make_request(), context)
    assert caught.value.code is ErrorCode.PROVIDER_UNKNOWN
    assert not caught.value.retryable


def test_only_styles_that_exist_are_announced(agent: ImageAgent) -> None:
    said = agent.announcement()
    assert {style.name for style in said.styles} >= {"cinematic", "watercolor", "noir"}
    assert all(style.description and style.palette for style in said.styles)
    assert said.providers[0].name == "builtin"
    assert said.providers[0].is_default
    assert "symbolic" in said.knowledge


async def test_an_own_picture_is_shown_upright_and_whole(
    agent: ImageAgent, make_request: MakeRequest, tmp_path: Path
) -> None:
    """A tall photo of a phone that was held upright, in a wide film: red above, blue below."""
    exif = Image.Exif()
    exif[0x0112] = 6
    sensor = Image.new("RGB", (400, 300), "blue")
    sensor.paste("red", (0, 0, 200, 300))
    sensor.save(tmp_path / "photo.jpg", exif=exif)
    ref = ArtifactRef(bucket="b", key="k", sha256="0" * 64, size=1, content_type="image/jpeg")
    item = MediaItem(ref=ref, kind=MediaKind.IMAGE, width=300, height=400)
    request = make_request(media="media:photo", prompt="Our garden").model_copy(update={"media_item": item})
    context = Context(tmp_path)
    context.__dict__["fetch"] = AsyncMock(return_value=tmp_path / "photo.jpg")
    picture = await agent.run(request, cast(AgentContext, context))
    assert (picture.provider, picture.alt, picture.layers) == ("own media", "Our garden", None)
    with Image.open(tmp_path / "own.jpg") as shown:
        pixels = np.asarray(shown)
    assert pixels.shape == (180, 320, 3)
    above, below, beside = pixels[20, 160], pixels[160, 160], pixels[20, 10]
    assert above[0] > 200 > 60 > above[2]
    assert below[2] > 200 > 60 > below[0]
    assert beside[0] < 160


async def test_own_media_that_is_not_there_fails(agent: ImageAgent, make_request: MakeRequest, tmp_path: Path) -> None:
    with pytest.raises(VideoProcessingException, match="names no upload"):
        await agent.run(make_request(media="media:gone"), cast(AgentContext, Context(tmp_path)))
