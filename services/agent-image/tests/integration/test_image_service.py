"""The agent: draws with the chosen provider, stores what it drew, announces what it can."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from videoagent_agent_image.adapters.builtin import create
from videoagent_agent_image.ports import Drawn, ImageModel
from videoagent_agent_image.service import ImageAgent
from videoagent_contracts.artifacts import ArtifactRef
from videoagent_contracts.errors import ErrorCode, ModelProviderException
from videoagent_contracts.film import ImageRequest
from videoagent_contracts.steps import ProviderInfo
from videoagent_models.providers import Registered, register
from videoagent_models.testing import Here

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
