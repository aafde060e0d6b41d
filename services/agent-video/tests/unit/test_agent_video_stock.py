"""Footage of stock services, against a local server that speaks their protocols and misbehaves in turn."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import av
import pytest
from pydantic import SecretStr

from videoagent_agent_video.ports import RenderedShot
from videoagent_agent_video.settings import FootageSettings
from videoagent_agent_video.stock import PexelsFootage, PixabayFootage, StockFootage
from videoagent_contracts.errors import ErrorCode, ModelProviderException
from videoagent_contracts.film import Look, VideoRequest
from videoagent_models.guard import in_time
from videoagent_models.testing import FakeChatServer, Reply, fake_chat_server, problem
from videoagent_runtime.agent import AgentContext

KEY = "key-never-to-be-seen"
MakeRequest = Callable[..., VideoRequest]
MakeContext = Callable[..., AgentContext]


def settings(server: FakeChatServer) -> FootageSettings:
    return FootageSettings(api_key=SecretStr(KEY), base_url=server.url, choice=1, max_file_bytes=200_000)


def sizes(server: FakeChatServer, name: str, *, address: str) -> list[dict[str, Any]]:
    return [
        {address: f"{server.url}/{name}-{width}.mp4", "width": width, "height": width * 9 // 16}
        for width in (1920, 96, 320, 3840)
    ]


def pexels_answer(server: FakeChatServer, *said: str) -> Reply:
    videos = [
        {
            "url": f"https://www.pexels.com/video/{words.replace(' ', '-')}-123/",
            "user": {"name": "An Author"},
            "video_files": [*sizes(server, words[:3], address="link"), {"link": "x", "width": None, "height": None}],
        }
        for words in said
    ]
    return Reply({"videos": videos})


def pixabay_answer(server: FakeChatServer, *said: str) -> Reply:
    hits = [
        {
            "tags": words,
            "user": "An Author",
            "videos": {str(number): file for number, file in enumerate(sizes(server, words[:3], address="url"))},
        }
        for words in said
    ]
    return Reply({"hits": hits})


SERVICES = pytest.mark.parametrize(
    ("kind", "answer"), [(PexelsFootage, pexels_answer), (PixabayFootage, pixabay_answer)]
)


async def render(provider: StockFootage, request: VideoRequest, context: AgentContext) -> RenderedShot:
    try:
        return await provider.render(request, context)
    finally:
        await provider.close()


def reds(path: Path) -> list[float]:
    with av.open(str(path)) as container:
        return [float(frame.to_ndarray(format="rgb24")[..., 0].mean()) for frame in container.decode(video=0)]


@SERVICES
async def test_the_clip_that_fits_plays_in_the_smallest_size_that_is_enough_and_is_credited(
    kind: Any, answer: Any, clip: bytes, scenery_request: MakeRequest, make_context: MakeContext
) -> None:
    with fake_chat_server(files={"/kit-320.mp4": Reply(clip)}) as server:
        server.answer_with(answer(server, "car on a road", "kites over a lake"))
        made = await render(kind(settings(server)), scenery_request(keywords=("kite", "lake")), make_context())
        assert len(reds(made.files["body"])) == 30
        assert max(reds(made.files["body"])) > 200
        assert made.credits[0].source.startswith(f"An Author / {kind.title}")
        assert made.credits[0].licence.startswith(kind.title)
        assert KEY in server.headers[0].get("authorization", server.paths[0])


@pytest.mark.parametrize(("kind", "told"), [(PexelsFootage, "locale=fr-FR"), (PixabayFootage, "lang=fr")])
async def test_a_film_in_another_language_is_searched_for_in_it_too_and_once(
    kind: Any, told: str, scenery_request: MakeRequest, make_context: MakeContext
) -> None:
    with fake_chat_server(Reply({"videos": [], "hits": []})) as server:
        request = scenery_request(keywords=("mill",), heading="Le moulin")
        request = request.model_copy(update={"look": Look(language="fr", style="cinematic")})
        provider = kind(settings(server))
        for _ in range(2):
            with pytest.raises(ModelProviderException) as failed:
                await provider.render(request, make_context())
            assert failed.value.code is ErrorCode.PROVIDER_REFUSED
        await provider.close()
        assert len(server.paths) == 2
        assert told not in server.paths[0]
        assert told in server.paths[1]


@SERVICES
async def test_nothing_that_fits_gives_way_without_blaming_the_service(
    kind: Any, answer: Any, scenery_request: MakeRequest, make_context: MakeContext
) -> None:
    with fake_chat_server() as server:
        server.answer_with(answer(server, "car on a road"))
        with pytest.raises(ModelProviderException) as failed:
            await render(kind(settings(server)), scenery_request(keywords=("kite",)), make_context())
        assert (failed.value.code, failed.value.retryable) == (ErrorCode.PROVIDER_REFUSED, False)


@SERVICES
@pytest.mark.parametrize(
    ("reply", "code", "wait"),
    [
        (problem(429, KEY, headers={"retry-after": "7"}), ErrorCode.PROVIDER_RATE_LIMITED, 7),
        (problem(500, KEY), ErrorCode.PROVIDER_UNAVAILABLE, None),
        (Reply("<html>"), ErrorCode.PROVIDER_INVALID_OUTPUT, None),
        (Reply({"videos": [{}], "hits": [{}]}), ErrorCode.PROVIDER_INVALID_OUTPUT, None),
        (Reply("[" * 4096, endless=True), ErrorCode.PROVIDER_INVALID_OUTPUT, None),
    ],
)
async def test_whatever_goes_wrong_is_told_in_our_terms_and_without_the_key(
    kind: Any,
    answer: Any,
    reply: Reply,
    code: ErrorCode,
    wait: float | None,
    scenery_request: MakeRequest,
    make_context: MakeContext,
) -> None:
    with fake_chat_server(reply) as server:
        with pytest.raises(ModelProviderException) as failed:
            await render(kind(settings(server)), scenery_request(keywords=("kite",)), make_context())
        assert (failed.value.code, failed.value.retry_after_s) == (code, wait)
        assert KEY not in failed.value.detail


@SERVICES
async def test_a_slow_service_is_left_in_time(
    kind: Any, answer: Any, scenery_request: MakeRequest, make_context: MakeContext
) -> None:
    with fake_chat_server(Reply("", delay_s=60)) as server:
        call = partial(render, kind(settings(server)), scenery_request(), make_context())
        with pytest.raises(ModelProviderException) as failed:
            await in_time("stock", call, timedelta(milliseconds=100))
        assert (failed.value.code, failed.value.retryable) == (ErrorCode.PROVIDER_TIMEOUT, True)


@SERVICES
async def test_a_file_that_is_too_long_is_refused(
    kind: Any, answer: Any, scenery_request: MakeRequest, make_context: MakeContext
) -> None:
    with fake_chat_server(files={"/kit-320.mp4": Reply(b"\x00" * 300_000)}) as server:
        server.answer_with(answer(server, "kites"))
        with pytest.raises(ModelProviderException, match="longer than") as failed:
            await render(kind(settings(server)), scenery_request(keywords=("kite",)), make_context())
        assert failed.value.code is ErrorCode.PROVIDER_INVALID_OUTPUT


def test_without_a_key_it_says_so() -> None:
    info = PexelsFootage(FootageSettings()).check()
    assert (info.available, info.needs_key, info.reason) == (False, True, "without api_key")
