"""A hosted image-to-video model, against a local server that speaks its protocol and misbehaves in turn."""

import asyncio
import base64
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import av
import cv2
import numpy as np
import pytest
from pydantic import SecretStr

from videoagent_agent_video import clips
from videoagent_agent_video.builtin import BuiltinRenderer
from videoagent_agent_video.ports import RenderedShot, ShotRenderer
from videoagent_agent_video.replicate import ReplicateRenderer, length_for
from videoagent_agent_video.service import VideoAgent
from videoagent_agent_video.settings import ReplicateVideoSettings
from videoagent_contracts.artifacts import ArtifactRef
from videoagent_contracts.enums import ShotKind
from videoagent_contracts.errors import ErrorCode, ModelProviderException, StorageException
from videoagent_contracts.film import Reference, VideoRequest
from videoagent_media.small import small_jpeg
from videoagent_models import polling, replicate
from videoagent_models.guard import in_time
from videoagent_models.providers import Registered
from videoagent_models.testing import FakeChatServer, Reply, fake_chat_server, problem
from videoagent_runtime.agent import AgentContext
from videoagent_runtime.agent.testing import FolderArtifacts

KEY = "key-never-to-be-seen"
SIZE = (160, 90)
CREATE = "/v1/models/owner/moves/predictions"


@pytest.fixture(autouse=True)
def _quick_polls(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replicate, "_POLL_S", 0.01)


def settings(server: FakeChatServer, **changes: Any) -> ReplicateVideoSettings:
    return ReplicateVideoSettings(
        api_key=SecretStr(KEY), model="owner/moves", base_url=server.url, usd_per_clip=0.2, tries=1,
        inputs={"resolution": "480p"}, max_file_bytes=200_000, **changes,
    )  # fmt: skip


async def render(settings: ReplicateVideoSettings, request: VideoRequest, context: AgentContext) -> RenderedShot:
    renderer = ReplicateRenderer(settings)
    try:
        return await renderer.render(request, context)
    finally:
        await renderer.close()


def prediction(status: str, output: Any = None, error: Any = None) -> Reply:
    return Reply({"id": "p1", "status": status, "output": output, "error": error}, 201)


def reds(path: Path) -> list[float]:
    with av.open(str(path)) as container:
        return [float(frame.to_ndarray(format="rgb24")[..., 0].mean()) for frame in container.decode(video=0)]


def agent(server: FakeChatServer) -> VideoAgent:
    hosted, builtin = ReplicateRenderer(settings(server)), BuiltinRenderer()
    providers: dict[str, Registered[ShotRenderer]] = {
        "replicate": Registered("replicate", hosted.check(), hosted),
        "builtin": Registered("builtin", builtin.check(), builtin),
    }
    return VideoAgent(providers, ("replicate", "builtin"))


async def test_the_models_clip_plays_forth_and_back_for_the_length_of_the_shot(
    clip: bytes, scenery_request: Callable[..., VideoRequest], make_context: Callable[..., AgentContext]
) -> None:
    with fake_chat_server(files={"/clip.mp4": Reply(clip)}) as server:
        server.answer_with(
            prediction("starting"), prediction("processing"), prediction("succeeded", [f"{server.url}/clip.mp4"])
        )
        made = await render(settings(server), scenery_request(), make_context())
        asked = server.requests[0]["input"]
        assert server.paths == [CREATE, "/v1/predictions/p1", "/v1/predictions/p1"]
        assert server.keys[0] == f"Bearer {KEY}"
    assert asked["resolution"] == "480p"
    assert asked["prompt"].startswith("a kite over a lake")
    assert base64.b64decode(asked["image"].partition(",")[2]).startswith(b"\xff\xd8")
    seen = reds(made.files["body"])
    assert len(seen) == made.pieces.total == 30
    assert max(abs(after - before) for before, after in pairwise(seen)) < 90, "no jump is seen"
    assert max(seen) > 200
    assert made.cost_usd == 0.2


async def test_a_large_clip_is_turned_around_in_parts(
    clip: bytes,
    scenery_request: Callable[..., VideoRequest],
    make_context: Callable[..., AgentContext],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """No more than four of its frames are held at once, and the film is the same."""
    whole = await _reds_of(clip, scenery_request, make_context)
    monkeypatch.setattr(clips, "_MOST_TURNED_BYTES", 160 * 90 * 1.5 * 60 * 4 / 24)
    assert await _reds_of(clip, scenery_request, make_context) == pytest.approx(whole, abs=6)


async def _reds_of(
    clip: bytes, scenery_request: Callable[..., VideoRequest], make_context: Callable[..., AgentContext]
) -> list[float]:
    with fake_chat_server(files={"/clip.mp4": Reply(clip)}) as server:
        server.answer_with(prediction("succeeded", f"{server.url}/clip.mp4"))
        return reds((await render(settings(server), scenery_request(), make_context())).files["body"])


async def test_a_cancel_reaches_the_service_since_a_prediction_costs(
    scenery_request: Callable[..., VideoRequest], make_context: Callable[..., AgentContext]
) -> None:
    with fake_chat_server(prediction("processing")) as server:
        work = asyncio.create_task(render(settings(server), scenery_request(), make_context()))
        async with asyncio.timeout(30):
            while len(server.paths) < 3:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        work.cancel()
        with pytest.raises(asyncio.CancelledError):
            await work
        assert server.paths[-1] == "/v1/predictions/p1/cancel"


async def test_a_refused_prompt_is_tried_once_without_its_words(
    clip: bytes, scenery_request: Callable[..., VideoRequest], make_context: Callable[..., AgentContext]
) -> None:
    refused = prediction("failed", error="NSFW content detected")
    with fake_chat_server(files={"/clip.mp4": Reply(clip)}) as server:
        server.answer_with(refused, prediction("succeeded", f"{server.url}/clip.mp4"))
        made = await render(settings(server), scenery_request(), make_context())
        prompts = [asked["input"]["prompt"] for asked in server.requests]
    assert ["kite" in prompt for prompt in prompts] == [True, False]
    assert "without it" in made.warnings[0]
    assert made.files["body"].exists()


BUSY = prediction("processing")
TORN = Reply("", headers={"content-length": "7"})
"""Ends before its end."""


async def test_a_failed_look_does_not_cost_the_prediction(
    clip: bytes, scenery_request: Callable[..., VideoRequest], make_context: Callable[..., AgentContext]
) -> None:
    with fake_chat_server(files={"/clip.mp4": Reply(clip)}) as server:
        done = prediction("succeeded", {"preview": f"{server.url}/a.png", "clips": [{"url": f"{server.url}/clip.mp4"}]})
        server.answer_with(BUSY, problem(500), TORN, BUSY, problem(429), done)
        made = await render(settings(server), scenery_request(), make_context())
        assert server.paths == [CREATE, *["/v1/predictions/p1"] * 5]
    assert made.files["body"].exists()


async def test_a_service_that_stays_away_is_left_and_the_prediction_cancelled(
    scenery_request: Callable[..., VideoRequest],
    make_context: Callable[..., AgentContext],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(polling, "_TOLERATED", 2)
    with fake_chat_server(BUSY, problem(500)) as server:
        with pytest.raises(ModelProviderException) as failed:
            await render(settings(server), scenery_request(), make_context())
        assert server.paths == [CREATE, *["/v1/predictions/p1"] * 3, "/v1/predictions/p1/cancel"]
        assert (failed.value.code, failed.value.retryable) == (ErrorCode.PROVIDER_UNAVAILABLE, True)
        assert failed.value.spent_usd == 0.2


async def test_a_model_that_takes_a_length_is_asked_for_the_shots(
    scenery_request: Callable[..., VideoRequest], make_context: Callable[..., AgentContext]
) -> None:
    with fake_chat_server(prediction("failed")) as server:
        for changes in ({"duration_input": "seconds", "durations": (5, 10)}, {}):
            with pytest.raises(ModelProviderException):
                await render(settings(server, **changes), scenery_request(), make_context())
        assert [asked["input"].get("seconds") for asked in server.requests] == [5, None]
    assert [length_for(7.2, lengths) for lengths in ((5, 10), (5,), ())] == [10, 5, 8]


@pytest.mark.parametrize(
    ("reply", "code", "retryable", "wait"),
    [
        (problem(429, KEY, headers={"retry-after": "7"}), ErrorCode.PROVIDER_RATE_LIMITED, True, 7),
        (problem(500, KEY), ErrorCode.PROVIDER_UNAVAILABLE, True, None),
        (problem(401, KEY), ErrorCode.PROVIDER_UNAVAILABLE, False, None),
        (problem(402, KEY), ErrorCode.PROVIDER_UNAVAILABLE, False, None),
        (Reply({"detail": f"{KEY}: no such input"}, 422), ErrorCode.PROVIDER_UNAVAILABLE, False, None),
        (Reply("<html>"), ErrorCode.PROVIDER_INVALID_OUTPUT, True, None),
        (Reply("[" * 4096, endless=True), ErrorCode.PROVIDER_INVALID_OUTPUT, True, None),
        (prediction("failed", error=f"{KEY} out of memory"), ErrorCode.PROVIDER_UNAVAILABLE, True, None),
        (prediction("failed", error="NSFW content detected"), ErrorCode.PROVIDER_REFUSED, False, None),
        (prediction("succeeded", {"text": "done", "files": []}), ErrorCode.PROVIDER_INVALID_OUTPUT, True, None),
        (prediction("succeeded", []), ErrorCode.PROVIDER_INVALID_OUTPUT, True, None),
        (prediction("succeeded", "http://10.0.0.1/x.mp4"), ErrorCode.PROVIDER_INVALID_OUTPUT, True, None),
    ],
)
async def test_whatever_goes_wrong_is_told_in_our_terms_and_without_the_key(
    reply: Reply,
    code: ErrorCode,
    retryable: bool,
    wait: float | None,
    scenery_request: Callable[..., VideoRequest],
    make_context: Callable[..., AgentContext],
) -> None:
    with fake_chat_server(reply) as server:
        with pytest.raises(ModelProviderException) as failed:
            await render(settings(server), scenery_request(), make_context())
        error = failed.value
        assert (error.code, error.retryable, error.retry_after_s) == (code, retryable, wait)
        assert KEY not in error.detail


async def test_which_input_of_the_model_is_wrong_is_told(
    scenery_request: Callable[..., VideoRequest], make_context: Callable[..., AgentContext]
) -> None:
    wrong = Reply({"title": "Input validation failed", "detail": "- input.resolution: must be one of 720p\n"}, 422)
    with fake_chat_server(wrong) as server:  # noqa: SIM117
        with pytest.raises(ModelProviderException, match=r"\(HTTP 422\): - input\.resolution: must be one of"):
            await render(settings(server), scenery_request(), make_context())


async def test_references_go_with_the_picture_where_the_model_has_an_input_for_them(
    scenery_request: Callable[..., VideoRequest],
    make_context: Callable[..., AgentContext],
    artifacts: FolderArtifacts,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    jpeg = cv2.imencode(".jpg", np.full((90, 160, 3), (20, 200, 90), np.uint8))[1].tobytes()
    there, gone = (artifacts.put(data, ".jpg", "image/jpeg") for data in (jpeg, b"gone"))
    (artifacts.folder / gone.key).unlink()

    async def fetch(ref: ArtifactRef, into: Path) -> Path:
        if not (artifacts.folder / ref.key).exists():
            raise StorageException("the object is gone", retryable=False)
        return artifacts.folder / ref.key

    monkeypatch.setattr(artifacts, "fetch", fetch)
    references = (Reference(picture=gone, subject="kite"), Reference(picture=there))
    request = scenery_request().model_copy(update={"references": references})
    with fake_chat_server(problem(401)) as server:
        for name in ("", "reference_images"):
            with pytest.raises(ModelProviderException):
                await render(settings(server, references_input=name), request, make_context())
        plain, kept = (asked["input"] for asked in server.requests)
    assert "reference_images" not in plain
    assert base64.b64decode(kept["reference_images"][0].partition(",")[2]) == small_jpeg(artifacts.folder / there.key)
    assert len(kept["reference_images"]) == 1, "one that is gone does not stop the film"


async def test_a_slow_model_is_left_in_time(
    scenery_request: Callable[..., VideoRequest], make_context: Callable[..., AgentContext]
) -> None:
    with fake_chat_server(BUSY) as server:
        call = partial(render, settings(server), scenery_request(), make_context())
        with pytest.raises(ModelProviderException) as failed:
            await in_time("replicate", call, timedelta(milliseconds=300))
        assert failed.value.code is ErrorCode.PROVIDER_TIMEOUT


async def test_a_file_that_is_no_clip_gives_way_to_the_moved_picture(
    scenery_request: Callable[..., VideoRequest], make_context: Callable[..., AgentContext]
) -> None:
    with fake_chat_server(files={"/clip.mp4": Reply("#EXTM3U\nfile:///etc/passwd\n")}) as server:
        server.answer_with(prediction("succeeded", f"{server.url}/clip.mp4"))
        made = await agent(server).run(scenery_request(), make_context())
        assert (made.provider, made.frames) == ("builtin", 30)
        assert made.substitutions[0].reason.startswith("provider_invalid_output: ")


async def test_words_are_never_given_to_a_model(
    scenery_request: Callable[..., VideoRequest], make_context: Callable[..., AgentContext]
) -> None:
    with fake_chat_server(prediction("failed")) as server:
        made = await agent(server).run(scenery_request(kind=ShotKind.TITLE), make_context("replicate"))
        assert (made.provider, made.substitutions, server.paths) == ("builtin", (), [])


def test_a_large_picture_is_made_small_enough_to_be_sent(tmp_path: Path) -> None:
    noise = np.random.default_rng(1).integers(0, 255, (2160, 3840, 3), np.uint8)
    cv2.imwrite(str(tmp_path / "noise.png"), cv2.GaussianBlur(noise, (0, 0), 2))
    data = small_jpeg(tmp_path / "noise.png")
    assert len(data) <= 250_000
    small = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    assert small is not None
    assert small.shape == (720, 1280, 3)


def test_without_a_key_and_a_model_it_says_so() -> None:
    info = ReplicateRenderer(ReplicateVideoSettings()).check()
    assert (info.available, info.reason, info.prices) == (False, "without api_key and model", ())
    priced = ReplicateRenderer(ReplicateVideoSettings(usd_per_clip=0.2)).check().prices
    assert [(price.unit, price.usd) for price in priced] == [("clip", 0.2)]
