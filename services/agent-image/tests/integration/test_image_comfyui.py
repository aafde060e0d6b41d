"""A ComfyUI server with a workflow of one's own, played by a local server that misbehaves in turn."""

import asyncio
import io
import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from videoagent_agent_image.adapters import comfyui
from videoagent_agent_image.adapters.comfyui import ComfyUiImages, filled, model_size
from videoagent_agent_image.ports import Drawn
from videoagent_agent_image.settings import ComfyUiSettings
from videoagent_contracts.errors import ErrorCode, ModelProviderException
from videoagent_contracts.film import ImageRequest
from videoagent_models.guard import in_time
from videoagent_models.testing import FakeChatServer, Here, Reply, fake_chat_server, problem

MakeRequest = Callable[..., ImageRequest]
WORKFLOW = {
    "1": {"class_type": "CLIPTextEncode", "inputs": {"text": "best quality, {prompt}", "clip": ["4", 1]}},
    "2": {"class_type": "EmptyLatentImage", "inputs": {"width": "{width}", "height": "{height}", "batch_size": 1}},
    "3": {"class_type": "KSampler", "inputs": {"seed": "{seed}", "positive": ["1", 0]}},
}
QUEUED = Reply({"prompt_id": "p1", "number": 1, "node_errors": {}})
VIEW = "/view?filename=a.png&subfolder=sub&type=output"


@pytest.fixture(autouse=True)
def _quick_polls(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comfyui, "_POLL_S", 0.01)


def history(state: str = "success", *files: str) -> Reply:
    temporary = {"filename": "preview.png", "subfolder": "", "type": "temp"}
    saved = [{"filename": name, "subfolder": "sub", "type": "output"} for name in files]
    nodes: dict[str, Any] = {"7": {"images": [temporary]}, "9": {"images": saved}} if files else {"8": {"text": ["x"]}}
    return Reply({"p1": {"status": {"status_str": state, "completed": state == "success"}, "outputs": nodes}})


def png() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (64, 64), (30, 120, 40)).save(buffer, "PNG")
    return buffer.getvalue()


def provider(server: FakeChatServer, folder: Path) -> ComfyUiImages:
    path = folder / "workflow.json"
    path.write_text(json.dumps(WORKFLOW))
    return ComfyUiImages(ComfyUiSettings(base_url=server.url, workflow=path, max_file_bytes=100_000))


async def draw(server: FakeChatServer, request: ImageRequest, folder: Path) -> Drawn:
    here: Any = Here()
    here.workdir = folder
    hosted = provider(server, folder)
    try:
        return await hosted.draw(request, here)
    finally:
        await hosted.close()


async def test_the_workflow_is_filled_queued_and_its_picture_fetched(make_request: MakeRequest, tmp_path: Path) -> None:
    with fake_chat_server(QUEUED, Reply({}), history("success", "a.png"), files={VIEW: Reply(png())}) as server:
        made = await draw(server, make_request(prompt="a {seed} kite", size=(320, 180)), tmp_path)
        assert server.paths == ["/prompt", "/history/p1", "/history/p1"]
        sent = server.requests[0]["prompt"]
    assert sent["1"]["inputs"]["text"].startswith("best quality, a {seed} kite.")
    assert sent["1"]["inputs"]["clip"] == ["4", 1]
    assert (sent["2"]["inputs"]["width"], sent["2"]["inputs"]["height"]) == (1344, 768)
    assert isinstance(sent["3"]["inputs"]["seed"], int)
    with Image.open(made.picture) as image:
        assert image.size == (320, 180)


@pytest.mark.parametrize(
    ("replies", "code", "retryable", "wait"),
    [
        ((problem(429, headers={"retry-after": "7"}),), ErrorCode.PROVIDER_RATE_LIMITED, True, 7),
        ((problem(500),), ErrorCode.PROVIDER_UNAVAILABLE, True, None),
        ((problem(400, "node_errors"),), ErrorCode.PROVIDER_UNAVAILABLE, False, None),
        ((Reply("<html>"),), ErrorCode.PROVIDER_INVALID_OUTPUT, True, None),
        ((QUEUED, Reply({"p1": "x"})), ErrorCode.PROVIDER_INVALID_OUTPUT, True, None),
        ((QUEUED, history("error")), ErrorCode.PROVIDER_UNAVAILABLE, True, None),
        ((QUEUED, history("success")), ErrorCode.PROVIDER_INVALID_OUTPUT, False, None),
        ((QUEUED, history("success", "a.png"), Reply(b"no picture")), ErrorCode.PROVIDER_INVALID_OUTPUT, True, None),
        ((QUEUED, history("success", "a.png"), Reply("x" * 4096, endless=True)), ErrorCode.PROVIDER_INVALID_OUTPUT,
         True, None),
    ],
)  # fmt: skip
async def test_whatever_goes_wrong_is_told_in_our_terms(
    replies: tuple[Reply, ...],
    code: ErrorCode,
    retryable: bool,
    wait: float | None,
    make_request: MakeRequest,
    tmp_path: Path,
) -> None:
    with fake_chat_server(*replies) as server:
        with pytest.raises(ModelProviderException) as failed:
            await draw(server, make_request(), tmp_path)
        error = failed.value
        assert (error.code, error.retryable, error.retry_after_s) == (code, retryable, wait)


async def test_what_is_wrong_with_a_workflow_is_told(make_request: MakeRequest, tmp_path: Path) -> None:
    """Only its owner can mend it, and only the server knows what it lacks."""
    lacks = {"class_type": "Loader", "errors": [{"message": "Value not in list", "details": "name: 'a.safetensors'"}]}
    turned_down = Reply({"error": {"message": "validation failed"}, "node_errors": {"4": lacks}}, 400)
    told = {"node_type": "KSampler", "exception_message": "out of\nmemory", "traceback": ["/home/somebody/comfy.py"]}
    status = {
        "status_str": "error",
        "completed": False,
        "messages": [["execution_start", {}], ["execution_error", told]],
    }
    for replies, said in (
        ((turned_down,), "node 4 (Loader): Value not in list, name: 'a.safetensors'"),
        ((Reply({"error": {"message": "no prompt"}}, 400),), "no prompt"),
        ((QUEUED, Reply({"p1": {"status": status, "outputs": {}}})), "ended with an error: KSampler: out of memory"),
    ):
        with fake_chat_server(*replies) as server, pytest.raises(ModelProviderException) as failed:
            await draw(server, make_request(), tmp_path)
        assert failed.value.detail.endswith(said)


def queue(*running: str) -> Reply:
    return Reply({"queue_running": [[1, name, {"1": {}}, {}, ["9"]] for name in running], "queue_pending": []})


@pytest.mark.parametrize(
    ("running", "told"), [("p1", ["/queue", "/queue", "/interrupt"]), ("another's", ["/queue", "/queue"])]
)
async def test_a_cancel_takes_our_workflow_out_of_the_queue_and_stops_no_other(
    running: str, told: list[str], make_request: MakeRequest, tmp_path: Path
) -> None:
    with fake_chat_server(QUEUED, files={"/history/p1": Reply({})}) as server:
        server.answer_with(QUEUED, Reply(""), queue(running))
        work = asyncio.create_task(draw(server, make_request(), tmp_path))
        async with asyncio.timeout(30):
            while not server.paths:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
            await asyncio.sleep(0.1)
        work.cancel()
        with pytest.raises(asyncio.CancelledError):
            await work
        assert server.paths == ["/prompt", *told]
        assert server.requests[1] == {"delete": ["p1"]}
        assert server.requests[-1] == ({"prompt_id": "p1"} if running == "p1" else {})


async def test_a_failed_look_does_not_cost_the_picture(make_request: MakeRequest, tmp_path: Path) -> None:
    torn = Reply("", headers={"content-length": "7"})
    with fake_chat_server(files={VIEW: Reply(png())}) as server:
        server.answer_with(QUEUED, problem(500), torn, Reply({}), problem(429), history("success", "a.png"))
        made = await draw(server, make_request(), tmp_path)
        assert server.paths == ["/prompt", *["/history/p1"] * 5]
    assert made.picture.exists()


async def test_a_slow_server_is_left_in_time(make_request: MakeRequest, tmp_path: Path) -> None:
    with fake_chat_server(QUEUED, files={"/history/p1": Reply({})}) as server:
        with pytest.raises(ModelProviderException) as failed:
            await in_time("comfyui", lambda: draw(server, make_request(), tmp_path), timedelta(milliseconds=300))
        assert failed.value.code is ErrorCode.PROVIDER_TIMEOUT


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (None, "cannot be read"),
        ("{", "cannot be read"),
        ('{"nodes": [], "links": []}', "API format"),
        ("[]", "API format"),
        ('{"1": {"class_type": "X", "inputs": {}}}', "no {prompt}"),
    ],
)
def test_a_workflow_that_cannot_work_is_told_at_the_start(text: str | None, told: str, tmp_path: Path) -> None:
    path = tmp_path / "workflow.json"
    if text is not None:
        path.write_text(text)
    info = ComfyUiImages(ComfyUiSettings(base_url="http://127.0.0.1:1", workflow=path)).check()
    assert not info.available
    assert told in info.reason


def test_placeholders_and_sizes() -> None:
    values = {"prompt": "p {width}", "negative": "n", "width": 64, "height": 128, "seed": 5}
    assert filled({"a": ["{width}", "{width}x{height}", 3, None], "b": "{prompt}"}, values) == {
        "a": [64, "64x128", 3, None],
        "b": "p {width}",
    }
    assert model_size((1920, 1080), 1_048_576) == (1344, 768)
    assert model_size((1080, 1920), 1_048_576) == (768, 1344)
