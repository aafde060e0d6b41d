"""A hosted text-to-image model, against a local server that speaks its protocol and misbehaves in turn."""

import io
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pydantic import SecretStr

from videoagent_agent_image.adapters.replicate import ReplicateImages, create, nearest_ratio
from videoagent_agent_image.ports import Drawn
from videoagent_agent_image.settings import ImageSettings, ReplicateImageSettings
from videoagent_contracts.errors import ErrorCode, ModelProviderException
from videoagent_contracts.film import ImageRequest
from videoagent_models import replicate
from videoagent_models.guard import in_time
from videoagent_models.paying import paid
from videoagent_models.providers import IMAGE, load_providers
from videoagent_models.replicate import file_in
from videoagent_models.testing import FakeChatServer, Here, Reply, fake_chat_server, problem
from videoagent_runtime.agent.purse import ReserveShortException

MakeRequest = Callable[..., ImageRequest]
KEY = "key-never-to-be-seen"
CREATE = "/v1/models/owner/paints/predictions"
BUSY = Reply({"id": "p1", "status": "processing"}, 201)


@pytest.fixture(autouse=True)
def _quick_polls(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replicate, "_POLL_S", 0.01)


def done(output: Any) -> Reply:
    return Reply({"id": "p1", "status": "succeeded", "output": output})


def failed(error: str) -> Reply:
    return Reply({"id": "p1", "status": "failed", "error": error})


def webp() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (96, 54), (200, 40, 40)).save(buffer, "WEBP")
    return buffer.getvalue()


def provider(server: FakeChatServer, **changes: Any) -> ReplicateImages:
    return ReplicateImages(ReplicateImageSettings(
        api_key=SecretStr(KEY), model="owner/paints", base_url=server.url, usd_per_image=0.03, max_file_bytes=100_000,
        **changes,
    ))  # fmt: skip


async def draw(server: FakeChatServer, request: ImageRequest, folder: Path, **changes: Any) -> Drawn:
    context: Any = Here(workdir=folder)
    hosted = provider(server, **changes)
    try:
        return await hosted.draw(request, context)
    finally:
        await hosted.close()


async def test_the_models_picture_gets_the_films_size(make_request: MakeRequest, tmp_path: Path) -> None:
    with fake_chat_server(files={"/a.webp": Reply(webp())}) as server:
        server.answer_with(BUSY, problem(500), BUSY, done([f"{server.url}/a.webp"]))
        made = await draw(server, make_request(prompt="a red kite"), tmp_path, inputs={"output_quality": 90})
        assert server.paths == [CREATE, *["/v1/predictions/p1"] * 3]
        assert server.keys[0] == f"Bearer {KEY}"
        asked = server.requests[0]["input"]
    assert asked["prompt"].startswith("a red kite.")
    assert (asked["aspect_ratio"], asked["output_quality"]) == ("16:9", 90)
    assert isinstance(asked["seed"], int)
    assert (made.cost_usd, made.alt, made.layers) == (0.03, "a red kite", None)
    with Image.open(made.picture) as image:
        assert (image.size, image.format) == ((320, 180), "JPEG")


async def test_a_refused_prompt_is_tried_once_in_a_toned_down_form(make_request: MakeRequest, tmp_path: Path) -> None:
    request = make_request(prompt="a bloody river")
    with fake_chat_server(files={"/a.webp": Reply(webp())}) as server:
        server.answer_with(failed("NSFW content detected"), done(f"{server.url}/a.webp"))
        made = await draw(server, request, tmp_path)
        assert "bloody" not in server.requests[1]["input"]["prompt"]
    assert "toned-down" in made.warnings[0]


async def test_a_second_try_in_other_words_is_paid_before_it_is_begun(
    make_request: MakeRequest, tmp_path: Path
) -> None:
    """The first one may be on the bill."""
    with fake_chat_server(failed("NSFW content detected")) as server:
        hosted = provider(server)
        here: Any = Here(budget_usd=1.0, reserved_usd=0.03, workdir=tmp_path)
        with pytest.raises(ReserveShortException) as short:
            await paid(here.purse, "replicate", 0.03, lambda: hosted.draw(make_request(), here))
        await hosted.close()
        assert len(server.requests) == 1
    assert (short.value.needs_usd, here.purse.charged_usd) == (0.06, 0.03)


@pytest.mark.parametrize(
    ("reply", "code", "retryable", "wait"),
    [
        (problem(429, KEY, headers={"retry-after": "7"}), ErrorCode.PROVIDER_RATE_LIMITED, True, 7),
        (problem(500, KEY), ErrorCode.PROVIDER_UNAVAILABLE, True, None),
        (problem(401, KEY), ErrorCode.PROVIDER_UNAVAILABLE, False, None),
        (Reply("<html>"), ErrorCode.PROVIDER_INVALID_OUTPUT, True, None),
        (failed(f"{KEY} out of memory"), ErrorCode.PROVIDER_UNAVAILABLE, True, None),
        (failed("flagged as sensitive"), ErrorCode.PROVIDER_REFUSED, False, None),
        (done({}), ErrorCode.PROVIDER_INVALID_OUTPUT, True, None),
        (done("http://10.0.0.1/x.png"), ErrorCode.PROVIDER_INVALID_OUTPUT, True, None),
    ],
)
async def test_whatever_goes_wrong_is_told_in_our_terms_and_without_the_key(
    reply: Reply, code: ErrorCode, retryable: bool, wait: float | None, make_request: MakeRequest, tmp_path: Path
) -> None:
    with fake_chat_server(reply) as server:
        with pytest.raises(ModelProviderException) as raised:
            await draw(server, make_request(), tmp_path)
        error = raised.value
        assert (error.code, error.retryable, error.retry_after_s) == (code, retryable, wait)
        assert KEY not in error.detail


async def test_a_slow_model_is_left_in_time(make_request: MakeRequest, tmp_path: Path) -> None:
    with fake_chat_server(BUSY) as server:
        with pytest.raises(ModelProviderException) as raised:
            await in_time("replicate", lambda: draw(server, make_request(), tmp_path), timedelta(milliseconds=300))
        assert raised.value.code is ErrorCode.PROVIDER_TIMEOUT


@pytest.mark.parametrize(
    ("output", "found"),
    [
        ("https://x/a.png", "https://x/a.png"),
        (["https://x/a", "https://x/b"], "https://x/a"),
        ({"preview": "https://x/a.gif", "images": [{"url": "https://x/b.PNG?v=1"}]}, "https://x/b.PNG?v=1"),
        ({"text": "a kite", "seed": 7, "files": None}, None),
        (None, None),
    ],
)
def test_the_file_is_found_in_any_output(output: Any, found: str | None) -> None:
    assert file_in(output, (".png",)) == found


def test_the_ratio_is_the_nearest_in_shape() -> None:
    ratios = ImageSettings().image.replicate.aspect_ratios
    shapes = ((1920, 1080), (1080, 1920), (1080, 1080))
    assert [nearest_ratio(ratios, *shape) for shape in shapes] == ["16:9", "9:16", "1:1"]


def test_it_is_found_and_says_what_is_missing() -> None:
    assert "replicate" in load_providers(IMAGE, ImageSettings())
    info = create(ImageSettings()).check()
    assert (info.available, info.reason) == (False, "without api_key and model")
