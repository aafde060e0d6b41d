"""Bad input gets a clear problem document, never a 500 and never a dead socket."""

import json
from typing import Any

import httpx
import pytest
import websockets

from videoagent_stack import StackInfo

PROBLEM_FIELDS = {"type", "title", "status", "detail", "instance", "code", "retryable", "request_id"}
UNKNOWN = "01920000-0000-7000-8000-000000000000"


def _assert_problem(answer: httpx.Response, status: int) -> dict[str, Any]:
    assert answer.status_code == status, answer.text[:500]
    assert answer.headers["content-type"].startswith("application/problem+json")
    body: dict[str, Any] = answer.json()
    assert body.keys() >= PROBLEM_FIELDS
    assert body["status"] == status
    return body


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "topic"),
        ({"topic": "ab"}, "topic"),
        ({"topic": "  ab  "}, "topic"),
        ({"topic": "x" * 1001}, "topic"),
        ({"topic": "a\x00bc"}, "topic"),
        ({"topic": ["a"]}, "topic"),
        ({"topic": 7}, "topic"),
        ({"topic": "fine", "priority": "very"}, "priority"),
        ({"topic": "fine", "webhook_url": "ftp://example.com"}, "webhook_url"),
        ({"topic": "fine", "webhook_url": "http://169.254.169.254/latest"}, "webhook_url"),
        ({"topic": "fine", "webhook_url": "http://[::1]/"}, "webhook_url"),
        ({"topic": "fine", "metadata": {str(n): "v" for n in range(17)}}, "metadata"),
        ({"topic": "fine", "metadata": {"a": 1}}, "metadata.a"),
        ({"topic": "fine", "options": []}, "options"),
        ({"topic": "fine", "options": {"duration": 3.9}}, "options.duration"),
        ({"topic": "fine", "options": {"duration": 601}}, "options.duration"),
        ({"topic": "fine", "options": {"duration": "30"}}, "options.duration"),
        ({"topic": "fine", "options": {"fps": 23}}, "options.fps"),
        ({"topic": "fine", "options": {"aspect_ratio": "4:3"}}, "options.aspect_ratio"),
        ({"topic": "fine", "options": {"resolution": "8k"}}, "options.resolution"),
        ({"topic": "fine", "options": {"voice_speed": 2.1}}, "options.voice_speed"),
        ({"topic": "fine", "options": {"shots": 0}}, "options.shots"),
        ({"topic": "fine", "options": {"shots": 61}}, "options.shots"),
        ({"topic": "fine", "options": {"music": "loud"}}, "options.music"),
        ({"topic": "fine", "options": {"music": "media:nope"}}, "options.music"),
        ({"topic": "fine", "options": {"voice": "no-such-voice"}}, "options.voice"),
        ({"topic": "fine", "options": {"providers": {"image": "no-such"}}}, "options.providers.image"),
        ({"topic": "fine", "options": {"script": "a", "scenes": [{"narration": "b"}]}}, "options"),
        ({"topic": "fine", "options": {"scenes": [{}]}}, "options.scenes.0"),
        ({"topic": "fine", "surprise": 1}, "surprise"),
    ],
)
async def test_refused_request_names_its_field(http: httpx.AsyncClient, body: dict[str, Any], field: str) -> None:
    problem = _assert_problem(await http.post("/tasks", json=body), 422)
    assert field in {error["field"] for error in problem["errors"]}, problem["errors"]


@pytest.mark.parametrize(
    ("content", "content_type", "status"),
    [
        (b"{", "application/json", 400),
        (b"\xff\xfe", "application/json", 400),
        (b"null", "application/json", 422),
        (b"[" * 50_000, "application/json", 400),
        (b"topic=abc", "application/x-www-form-urlencoded", 415),
        (b'{"topic":"' + b"x" * 10_000_000 + b'"}', "application/json", 413),
    ],
    ids=["broken", "not-text", "null", "deep", "form", "10-MB"],
)
async def test_broken_body(http: httpx.AsyncClient, content: bytes, content_type: str, status: int) -> None:
    answer = await http.post("/tasks", content=content, headers={"Content-Type": content_type})
    _assert_problem(answer, status)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", f"/tasks/{UNKNOWN}", 404),
        ("GET", f"/tasks/{UNKNOWN}/status", 404),
        ("GET", f"/tasks/{UNKNOWN}/video", 404),
        ("GET", f"/tasks/{UNKNOWN}/events", 404),
        ("POST", f"/tasks/{UNKNOWN}/cancel", 404),
        ("POST", f"/tasks/{UNKNOWN}/retry", 404),
        ("DELETE", f"/tasks/{UNKNOWN}", 404),
        ("GET", "/tasks/..%2f..%2fetc%2fpasswd", 404),
        ("GET", "/tasks/%00", 404),
        ("GET", "/nowhere", 404),
        ("PATCH", "/tasks", 405),
        ("GET", "/tasks?limit=0", 422),
        ("GET", "/tasks?limit=101", 422),
        ("GET", "/tasks?offset=-1", 422),
        ("GET", "/tasks?status[$ne]=x", 422),
        ("GET", "/tasks?status=%7B%22$ne%22:1%7D", 422),
        ("GET", "/tasks?sort_by=spec.topic", 422),
        ("GET", "/tasks?user_id=%00", 422),
    ],
)
async def test_wrong_address(http: httpx.AsyncClient, method: str, path: str, status: int) -> None:
    _assert_problem(await http.request(method, path), status)


async def test_filter_shaped_like_an_injection_finds_nothing(http: httpx.AsyncClient) -> None:
    for query in ('{"$gt":""}', "'; drop table tasks; --", ".*", "$where"):
        answer = await http.get("/tasks", params={"q": query, "user_id": query})
        assert answer.status_code == 200
        assert answer.json()["total"] == 0


async def test_socket_survives_nonsense(stack: StackInfo) -> None:
    address = stack.gateway_url.replace("http", "ws", 1)
    async with websockets.connect(f"{address}/ws/subscribe") as socket:
        assert json.loads(await socket.recv())["type"] == "connected"
        for nonsense in ("{", "[]", "7", '{"type":"dance"}', '{"type":"subscribe","data":{"task_ids":7}}', b"\x00\xff"):
            await socket.send(nonsense)
            assert json.loads(await socket.recv())["type"] == "error"
        await socket.send('{"type":"ping"}')
        assert json.loads(await socket.recv())["type"] == "pong"


async def test_socket_of_an_unknown_task_is_refused(stack: StackInfo) -> None:
    address = stack.gateway_url.replace("http", "ws", 1)
    async with websockets.connect(f"{address}/ws/tasks/{UNKNOWN}") as socket:
        assert json.loads(await socket.recv())["type"] == "error"
        with pytest.raises(websockets.ConnectionClosedError):
            await socket.recv()
        assert socket.close_code == 4404
