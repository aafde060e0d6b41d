"""Photographs of stock services, against a local server that speaks their protocols and misbehaves in turn."""

import io
from collections.abc import Callable
from datetime import timedelta
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
from videoagent_models.guard import in_time
from videoagent_models.stock import StockSettings
from videoagent_models.testing import FakeChatServer, Here, Reply, fake_chat_server, problem

MakeRequest = Callable[..., ImageRequest]
KEY = "key-never-to-be-seen"


SCALED = "/bee.jpg?auto=compress&cs=tinysrgb&w=320&h=214"
"""Of 3000 × 2000 px, for a film of 320 × 180."""


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
    return Reply(
        {"photos": [{**photo, "alt": alt, "src": {"original": f"{server.url}/{alt[:3]}.jpg"}} for alt in said]}
    )


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
        for name in ("/bee.jpg", SCALED):
            server.files[name] = Reply(jpeg(), headers={"content-type": "image/jpeg"})
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
    with fake_chat_server(files={"/bee.jpg": Reply(body), SCALED: Reply(body)}) as server:
        server.answer_with(answer(server, "bees"))
        with pytest.raises(ModelProviderException) as failed:
            await draw(make(server), make_request("Honey", keywords=("bee",)), tmp_path)
        assert failed.value.code is ErrorCode.PROVIDER_INVALID_OUTPUT


@SERVICES
async def test_a_slow_service_is_left_in_time(
    make: Any, answer: Any, make_request: MakeRequest, tmp_path: Path
) -> None:
    with fake_chat_server(Reply("", delay_s=60)) as server:
        with pytest.raises(ModelProviderException) as failed:
            await in_time("stock", lambda: draw(make(server), make_request(), tmp_path), timedelta(milliseconds=100))
        assert (failed.value.code, failed.value.retryable) == (ErrorCode.PROVIDER_TIMEOUT, True)


@SERVICES
async def test_the_same_search_is_made_once_a_day(
    make: Any, answer: Any, make_request: MakeRequest, tmp_path: Path
) -> None:
    with fake_chat_server(files={"/bee.jpg": Reply(jpeg()), SCALED: Reply(jpeg())}) as server:
        server.answer_with(answer(server, "bees"))
        provider = make(server)
        here: Any = Here(workdir=tmp_path)
        for seed in (1, 2):
            await provider.draw(make_request("Honey", keywords=("bee",), seed=seed), here)
        await provider.close()
        assert len(server.paths) == 1


@pytest.mark.parametrize(
    ("make", "answer", "told"), [(pexels, pexels_answer, "locale=de-DE"), (pixabay, pixabay_answer, "lang=de")]
)
async def test_what_is_not_found_in_english_is_searched_for_in_the_films_language(
    make: Any, answer: Any, told: str, make_request: MakeRequest, tmp_path: Path
) -> None:
    files = {path.replace("bee", "M%C3%BCh"): Reply(jpeg()) for path in ("/bee.jpg", SCALED)}
    with fake_chat_server(files=files) as server:
        server.answer_with(answer(server, "car on a road"), answer(server, "Mühlen am Bach"))
        request = make_request("Die Mühle", language="de", heading="Mühle", keywords=("mill", "Mühle"))
        made = await draw(make(server), request, tmp_path)
    assert made.alt == "Mühlen am Bach"
    assert ["mill" in server.paths[0], "locale" in server.paths[0], "lang" in server.paths[0]] == [True, False, False]
    assert "M%C3%BChle" in server.paths[1]
    assert told in server.paths[1]


@pytest.mark.parametrize(
    ("film", "urls", "taken"),
    [
        ((1280, 720), {"fullHDURL": "f", "imageURL": "o"}, ("l", 1280, 853)),
        ((1920, 1080), {"fullHDURL": "f", "imageURL": "o"}, ("f", 1920, 1280)),
        ((3840, 2160), {"fullHDURL": "f", "imageURL": "o"}, ("o", 4500, 3000)),
        ((1080, 1920), {"fullHDURL": "f", "imageURL": "o"}, ("o", 4500, 3000)),
        ((1080, 1920), {"fullHDURL": "f"}, ("f", 1920, 1280)),
        ((1920, 1080), {}, ("l", 1280, 853)),
    ],
)
async def test_pixabays_file_is_the_smallest_that_fills_the_frame(
    film: tuple[int, int], urls: dict[str, str], taken: tuple[str, int, int]
) -> None:
    hit = {"tags": "bee", "largeImageURL": "l", "imageWidth": 4500, "imageHeight": 3000, **urls}
    with fake_chat_server(Reply({"hits": [hit]})) as server:
        provider = pixabay(server)
        found = (await provider.search("bee", "en", film))[0]
        await provider.close()
    assert (found.url, found.width, found.height) == taken


async def test_pexels_scales_the_original_to_fill_the_frame() -> None:
    photo = {"width": 6000, "height": 4000, "alt": "bee", "src": {"original": "o"}}
    small = {**photo, "width": 900, "height": 600}
    with fake_chat_server(Reply({"photos": [photo, small]})) as server:
        provider = pexels(server)
        large, kept = await provider.search("bee", "en", (1080, 1920))
        await provider.close()
    assert (large.width, large.height) == (2880, 1920)
    assert large.url.endswith("&w=2880&h=1920")
    assert (kept.width, kept.height) == (900, 600)


def test_without_a_key_it_says_so() -> None:
    info = PexelsPhotos(StockSettings()).check()
    assert (info.available, info.needs_key) == (False, True)
    assert "api_key" in info.reason
