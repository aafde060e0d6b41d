"""Photographs of stock services, against a local server that speaks their protocols and misbehaves in turn."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pydantic import SecretStr

from videoagent_agent_image.adapters.stock import PexelsPhotos, PixabayPhotos, StockPhotos
from videoagent_agent_image.ports import Drawn
from videoagent_contracts.errors import ErrorCode, ModelProviderException
from videoagent_contracts.film import ImageRequest
from videoagent_media import layers
from videoagent_models.stock import StockSettings
from videoagent_models.testing import FakeChatServer, Here, Reply, fake_chat_server, problem

MakeRequest = Callable[..., ImageRequest]
KEY = "key-never-to-be-seen"


def jpeg() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (640, 400), (30, 120, 40)).save(buffer, "JPEG")
    return buffer.getvalue()


def pexels(server: FakeChatServer) -> PexelsPhotos:
    return PexelsPhotos(StockSettings(api_key=SecretStr(KEY), base_url=server.url, choice=1, max_file_bytes=200_000))


def pixabay(server: FakeChatServer) -> PixabayPhotos:
    return PixabayPhotos(StockSettings(api_key=SecretStr(KEY), base_url=server.url, choice=1, max_file_bytes=200_000))


def pexels_answer(server: FakeChatServer, *said: str) -> Reply:
    photo = {"width": 3000, "height": 2000, "url": "https://www.pexels.com/photo/x", "photographer": "An Author"}
    return Reply({"photos": [{**photo, "alt": alt, "src": {"large2x": f"{server.url}/{alt[:3]}.jpg"}} for alt in said]})


def pixabay_answer(server: FakeChatServer, *said: str) -> Reply:
    hit = {"imageWidth": 3000, "imageHeight": 2000, "user": "An Author", "pageURL": "https://pixabay.com/x"}
    return Reply({"hits": [{**hit, "tags": tags, "largeImageURL": f"{server.url}/{tags[:3]}.jpg"} for tags in said]})


async def draw(provider: StockPhotos, request: ImageRequest, folder: Path) -> Drawn:
    here: Any = Here()
    here.workdir = folder
    try:
        return await provider.draw(request, here)
    finally:
        await provider.close()


SERVICES = pytest.mark.parametrize(("make", "answer"), [(pexels, pexels_answer), (pixabay, pixabay_answer)])


@SERVICES
async def test_the_picture_that_fits_is_fetched_credited_and_layered(
    make: Any, answer: Any, make_request: MakeRequest, tmp_path: Path
) -> None:
    with fake_chat_server() as server:
        server.files["/bee.jpg"] = Reply(jpeg(), headers={"content-type": "image/jpeg"})
        server.answer_with(answer(server, "car on a road", "bees on lavender flowers"))
        made = await draw(make(server), make_request("Honey", keywords=("bee", "lavender")), tmp_path)
        assert "lavender" in made.alt
        with Image.open(made.picture) as image:
            assert image.size == (320, 180)
        assert made.layers is not None
        names = [layer.name for layer in layers.read(made.layers).layers]
        assert len(names) >= 2, "the credit is a layer of its own, which stays in place"
        assert "bee" in server.paths[0]
        assert KEY in server.headers[0].get("authorization", server.paths[0])


@SERVICES
async def test_nothing_that_fits_gives_way_without_blaming_the_service(
    make: Any, answer: Any, make_request: MakeRequest, tmp_path: Path
) -> None:
    with fake_chat_server() as server:
        server.answer_with(answer(server, "car on a road"))
        with pytest.raises(ModelProviderException) as failed:
            await draw(make(server), make_request("Honey", keywords=("bee",)), tmp_path)
        assert (failed.value.code, failed.value.retryable) == (ErrorCode.PROVIDER_REFUSED, False)


@SERVICES
@pytest.mark.parametrize(
    ("reply", "code", "wait"),
    [
        (problem(429, KEY, headers={"retry-after": "7"}), ErrorCode.PROVIDER_RATE_LIMITED, 7),
        (problem(503, KEY), ErrorCode.PROVIDER_UNAVAILABLE, None),
        (problem(401, KEY), ErrorCode.PROVIDER_UNAVAILABLE, None),
        (Reply("<html>"), ErrorCode.PROVIDER_INVALID_OUTPUT, None),
        (Reply({"photos": [{"width": "x"}], "hits": [{}]}), ErrorCode.PROVIDER_INVALID_OUTPUT, None),
        (Reply("[" * 4096, endless=True), ErrorCode.PROVIDER_INVALID_OUTPUT, None),
    ],
)
async def test_whatever_goes_wrong_is_told_in_our_terms_and_without_the_key(
    make: Any, answer: Any, reply: Reply, code: ErrorCode, wait: float | None, make_request: MakeRequest, tmp_path: Path
) -> None:
    with fake_chat_server(reply) as server:
        with pytest.raises(ModelProviderException) as failed:
            await draw(make(server), make_request("Honey", keywords=("bee",)), tmp_path)
        assert (failed.value.code, failed.value.retry_after_s) == (code, wait)
        assert KEY not in failed.value.detail


@SERVICES
@pytest.mark.parametrize("body", [b"no picture", b"\xff\xd8" + b"\x00" * 300_000])
async def test_a_file_that_is_no_picture_or_too_long_is_refused(
    make: Any, answer: Any, body: bytes, make_request: MakeRequest, tmp_path: Path
) -> None:
    with fake_chat_server(files={"/bee.jpg": Reply(body)}) as server:
        server.answer_with(answer(server, "bees"))
        with pytest.raises(ModelProviderException) as failed:
            await draw(make(server), make_request("Honey", keywords=("bee",)), tmp_path)
        assert failed.value.code is ErrorCode.PROVIDER_INVALID_OUTPUT


def test_without_a_key_it_says_so() -> None:
    info = PexelsPhotos(StockSettings()).check()
    assert (info.available, info.needs_key) == (False, True)
    assert "api_key" in info.reason
