"""The OpenAI-compatible picture provider, against a local server that speaks the protocol and misbehaves in turn."""

import base64
import io
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from videoagent_agent_image.adapters.builtin import BuiltinImages
from videoagent_agent_image.adapters.openai_images import OpenAiImages, create, nearest_size
from videoagent_agent_image.ports import Drawn, ImageModel
from videoagent_agent_image.prompts import MOST_CHARACTERS, picture_prompt, toned_down
from videoagent_agent_image.service import ImageAgent
from videoagent_agent_image.settings import ImageGroup, ImageSettings, OpenAiImageSettings
from videoagent_contracts.artifacts import ArtifactRef
from videoagent_contracts.enums import ShotKind
from videoagent_contracts.errors import ErrorCode, ModelProviderException
from videoagent_contracts.film import ImageRequest
from videoagent_models.providers import Registered
from videoagent_models.testing import FakeChatServer, Here, Reply, fake_chat_server, problem

MakeRequest = Callable[..., ImageRequest]
KEY = "sk-never-to-be-seen"


def png(width: int = 64, height: int = 36) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), (200, 40, 40)).save(buffer, "PNG")
    return buffer.getvalue()


def picture(data: bytes | None = None) -> Reply:
    return Reply({"created": 1, "data": [{"b64_json": base64.b64encode(data or png()).decode()}]})


class Context(Here):
    def __init__(self, workdir: Path, provider: str | None = None, budget_usd: float | None = None) -> None:
        super().__init__(provider, budget_usd=budget_usd)
        self.workdir = workdir

    async def store(self, path: Path, content_type: str) -> ArtifactRef:
        size = path.stat().st_size
        return ArtifactRef(bucket="b", key=path.name, sha256="0" * 64, size=size, content_type=content_type)


def settings(server: FakeChatServer, **changes: Any) -> OpenAiImageSettings:
    values = {"base_url": server.base_url, "model": "painter", "api_key": KEY, "usd_per_image": 0.04, "tries": 1}
    return OpenAiImageSettings(**{**values, **changes})


async def draw(server: FakeChatServer, request: ImageRequest, folder: Path, **changes: Any) -> Drawn:
    provider = OpenAiImages(settings(server, **changes))
    context: Any = Context(folder)
    try:
        return await provider.draw(request, context)
    finally:
        await provider.close()


def is_of_size(path: Path, size: tuple[int, int]) -> bool:
    with Image.open(path) as image:
        return image.size == size and image.format == "JPEG"


async def test_a_picture_in_the_answer_gets_the_films_size(make_request: MakeRequest, tmp_path: Path) -> None:
    with fake_chat_server(picture()) as server:
        made = await draw(server, make_request(prompt="a red kite over a lake"), tmp_path)
        assert is_of_size(made.picture, (320, 180))
        assert (made.layers, made.cost_usd, made.alt) == (None, 0.04, "a red kite over a lake")
        asked = server.requests[0]
        assert (asked["model"], asked["size"], asked["n"]) == ("painter", "1536x1024", 1)
        assert asked["prompt"].startswith("a red kite over a lake.")
        assert server.keys == [f"Bearer {KEY}"]


async def test_a_picture_at_an_address_is_fetched_and_not_stretched(make_request: MakeRequest, tmp_path: Path) -> None:
    with fake_chat_server(files={"/made.png": Reply(png(200, 200))}) as server:
        server.files["/v1/images/generations"] = Reply({"data": [{"url": f"{server.url}/made.png"}]})
        made = await draw(server, make_request(size=(180, 320)), tmp_path)
        assert is_of_size(made.picture, (180, 320))
        with Image.open(made.picture) as image:
            middle, edge = image.getpixel((90, 160)), image.getpixel((90, 5))
        assert isinstance(middle, tuple)
        assert isinstance(edge, tuple)
        assert middle[0] > 180 > edge[0], "the square stands whole before its own darker image"


@pytest.mark.parametrize("url", ["http://10.0.0.1/x.png", "file:///etc/passwd", "http://[::1]/x", "http://metadata/"])
async def test_an_address_that_may_not_be_called_is_not(url: str, make_request: MakeRequest, tmp_path: Path) -> None:
    with fake_chat_server(Reply({"data": [{"url": url}]})) as server:
        with pytest.raises(ModelProviderException) as failed:
            await draw(server, make_request(), tmp_path)
        assert failed.value.code is ErrorCode.PROVIDER_INVALID_OUTPUT
        assert url not in failed.value.detail


async def test_a_redirect_to_a_forbidden_address_is_not_followed(make_request: MakeRequest, tmp_path: Path) -> None:
    away = Reply("", 302, {"location": "http://169.254.169.254/latest"})
    with fake_chat_server(files={"/made.png": away}) as server:
        server.files["/v1/images/generations"] = Reply({"data": [{"url": f"{server.url}/made.png"}]})
        with pytest.raises(ModelProviderException) as failed:
            await draw(server, make_request(), tmp_path)
        assert failed.value.code is ErrorCode.PROVIDER_INVALID_OUTPUT


@pytest.mark.parametrize(
    "refusal",
    [
        problem(400, "unsafe", code="moderation_blocked"),
        problem(400, "The prompt triggered our content management policy"),
        problem(403, "Your input was flagged"),
        problem(422, "NSFW content"),
    ],
    ids=["code", "400", "403", "422"],
)
async def test_a_refused_prompt_is_tried_once_in_a_toned_down_form(
    refusal: Reply, make_request: MakeRequest, tmp_path: Path
) -> None:
    request = make_request(prompt="Soldiers shooting at Napoleon near a bloody river", keywords=("battle", "river"))
    with fake_chat_server(refusal, picture()) as server:
        made = await draw(server, request, tmp_path)
        assert "toned-down" in made.warnings[0]
        assert "bloody" not in server.requests[1]["prompt"]
        assert "Napoleon" not in server.requests[1]["prompt"]
        assert "river" in server.requests[1]["prompt"]
    with fake_chat_server(refusal) as server:
        with pytest.raises(ModelProviderException) as failed:
            await draw(server, request, tmp_path)
        assert (failed.value.code, failed.value.retryable) == (ErrorCode.PROVIDER_REFUSED, False)
        assert len(server.requests) == 2


@pytest.mark.parametrize(
    ("reply", "code", "retryable", "wait"),
    [
        (problem(429, KEY, headers={"retry-after": "7"}), ErrorCode.PROVIDER_RATE_LIMITED, True, 7),
        (problem(500, KEY), ErrorCode.PROVIDER_UNAVAILABLE, True, None),
        (problem(401, KEY), ErrorCode.PROVIDER_UNAVAILABLE, False, None),
        (Reply("<html>"), ErrorCode.PROVIDER_INVALID_OUTPUT, True, None),
        (Reply({"data": []}), ErrorCode.PROVIDER_INVALID_OUTPUT, True, None),
        (Reply({"data": [{}]}), ErrorCode.PROVIDER_INVALID_OUTPUT, True, None),
        (Reply({"data": [{"b64_json": "ä"}]}), ErrorCode.PROVIDER_INVALID_OUTPUT, True, None),
        (picture(b"no picture"), ErrorCode.PROVIDER_INVALID_OUTPUT, True, None),
        (picture(png()[:60]), ErrorCode.PROVIDER_INVALID_OUTPUT, True, None),
        (Reply("x" * 4096, endless=True), ErrorCode.PROVIDER_INVALID_OUTPUT, True, None),
    ],
)
async def test_whatever_goes_wrong_is_told_in_our_terms_and_without_the_key(
    reply: Reply, code: ErrorCode, retryable: bool, wait: float | None, make_request: MakeRequest, tmp_path: Path
) -> None:
    with fake_chat_server(reply) as server:
        with pytest.raises(ModelProviderException) as failed:
            await draw(server, make_request(), tmp_path, max_answer_bytes=200_000)
        error = failed.value
        assert (error.code, error.retryable, error.retry_after_s) == (code, retryable, wait)
        assert KEY not in error.detail


async def test_a_picture_bomb_is_refused_before_it_is_unpacked(make_request: MakeRequest, tmp_path: Path) -> None:
    buffer = io.BytesIO()
    Image.new("1", (9_000, 9_000)).save(buffer, "PNG")
    with fake_chat_server(picture(buffer.getvalue())) as server:
        with pytest.raises(ModelProviderException, match="megapixels") as failed:
            await draw(server, make_request(), tmp_path)
        assert failed.value.code is ErrorCode.PROVIDER_INVALID_OUTPUT


@pytest.mark.parametrize(
    "unfit",
    [
        problem(400, "no such size", param="size"),
        problem(400, "Invalid size: must be one of 512x512"),
        problem(400, "unsupported resolution"),
    ],
)
async def test_a_server_with_one_size_is_asked_without(unfit: Reply, make_request: MakeRequest, tmp_path: Path) -> None:
    with fake_chat_server(unfit, picture()) as server:
        provider = OpenAiImages(settings(server))
        context: Any = Context(tmp_path)
        for _ in range(2):
            assert (await provider.draw(make_request(), context)).picture.exists()
        await provider.close()
        assert ["size" in asked for asked in server.requests] == [True, False, False]


@pytest.mark.parametrize("other", [problem(400, "no such size", param="quality"), problem(400, "bad prompt")])
async def test_another_mistake_is_not_the_sizes(other: Reply, make_request: MakeRequest, tmp_path: Path) -> None:
    with fake_chat_server(other) as server:
        with pytest.raises(ModelProviderException):
            await draw(server, make_request(), tmp_path)
        assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("language", "prompt", "kept", "gone"),
    [
        ("en", "warm evening light over grapes, an award, a skilled therapist in a stable", "", ()),
        ("en", "a wide shot of a begonia, heroines of a battery, territories", "", ()),
        (
            "en",
            "a bloody war, soldiers killing with guns, deadly weapons",
            "soldiers",
            ("blood", "war", "kill", "gun", "weapon"),
        ),
        ("en", "a portrait of Napoleon on a horse", "on a horse", ("Napoleon",)),
        ("en", "a gun in a museum, the war and a shore", "at: in a museum, and a shore.", ("gun", "a in")),
        ("de", "es war ein Garten mit Bienen und Blumen", "", ()),
    ],
)
def test_toning_down_takes_whole_words_and_no_german_nouns(
    language: str, prompt: str, kept: str, gone: tuple[str, ...], make_request: MakeRequest
) -> None:
    told = toned_down(make_request(prompt=prompt, language=language))
    assert (kept or prompt) in told
    assert not [word for word in gone if word in told]


def agent(server: FakeChatServer, **changes: Any) -> ImageAgent:
    group = ImageGroup(openai=settings(server, **changes))
    hosted, builtin = create(ImageSettings(image=group)), BuiltinImages()
    providers: dict[str, Registered[ImageModel]] = {
        "openai": Registered("openai", hosted.check(), hosted),
        "builtin": Registered("builtin", builtin.check(), builtin),
    }
    return ImageAgent(providers, group.order)


async def test_in_the_agent_a_slow_server_gives_way_to_the_drawing(make_request: MakeRequest, tmp_path: Path) -> None:
    with fake_chat_server(Reply("", delay_s=60)) as server:
        context: Any = Context(tmp_path)
        made = await agent(server, timeout=timedelta(milliseconds=100)).run(make_request("The sea"), context)
        assert (made.provider, made.cost_usd) == ("builtin", 0)
        assert made.layers is not None
        assert made.substitutions[0].reason.startswith("provider_timeout: ")


async def test_in_the_agent_a_budget_is_kept_and_words_are_set_by_the_builtin_one(
    make_request: MakeRequest, tmp_path: Path
) -> None:
    with fake_chat_server(picture()) as server:
        poor: Any = Context(tmp_path, budget_usd=0.03)
        made = await agent(server).run(make_request("The sea"), poor)
        assert made.substitutions[0].reason.startswith("budget_exceeded: ")
        rich: Any = Context(tmp_path, budget_usd=0.05)
        titled = await agent(server).run(make_request("The sea", kind=ShotKind.TITLE), rich)
        assert (titled.provider, titled.substitutions) == ("builtin", ())
        assert server.requests == []
        paid = await agent(server).run(make_request("The sea"), rich)
        assert (paid.provider, paid.cost_usd, paid.layers) == ("openai", 0.04, None)


def test_prompts_are_bounded_and_carry_look_and_topic(make_request: MakeRequest) -> None:
    long = make_request("x" * 3000, prompt="y" * 5000)
    assert len(picture_prompt(long)) <= MOST_CHARACTERS
    assert len(toned_down(long)) <= MOST_CHARACTERS
    plain = picture_prompt(make_request("Honey bees", style="noir", keywords=("bee", "flower")))
    assert plain.startswith("bee, flower. For a film about Honey bees.")
    assert "noir" in plain
    assert "No text" in plain
    assert "told here" not in plain


def test_shots_on_one_subject_are_told_apart_by_what_is_said_over_them(make_request: MakeRequest) -> None:
    said = ("Bees dance.", "Honey keeps for years.", "word " * 300, "")
    told = [picture_prompt(make_request("Bees", keywords=("bee",), narration=narration)) for narration in said]
    assert len(set(told)) == len(said)
    assert "“Bees dance.”" in told[0]
    assert all(len(each) <= MOST_CHARACTERS and "No text" in each for each in told)
    own = make_request("Bees", keywords=("bee",), narration="Bees dance.", prompt="a hive")
    assert "dance" not in picture_prompt(own), "a prompt says all that is to be seen"
    assert "dance" not in toned_down(own)


def test_every_prompt_repeats_the_films_look_word_for_word(make_request: MakeRequest) -> None:
    looks = "soft washes. Wherever it appears, the same: a keeper with a white beard and a red cap"
    for shot in ({"prompt": "a keeper climbs the stairs"}, {"keywords": ("lamp",)}, {"prompt": "z" * 5000}):
        request = make_request("The lighthouse", **shot)
        request = request.model_copy(update={"look": request.look.model_copy(update={"description": looks})})
        assert looks in picture_prompt(request)
        assert looks in toned_down(request)


def test_the_size_is_the_nearest_in_shape() -> None:
    sizes = ("1024x1024", "1536x1024", "1024x1536", "512x512")
    assert nearest_size(sizes, 1920, 1080) == "1536x1024"
    assert nearest_size(sizes, 1080, 1920) == "1024x1536"
    assert nearest_size(sizes, 1080, 1080) == "1024x1024"


def test_without_an_address_it_says_what_is_missing() -> None:
    info = create(ImageSettings()).check()
    assert not info.available
    assert "base_url" in info.reason
