"""WebSockets and event streams over a real server and real sockets, on a world in memory."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import timedelta
from typing import Any

import httpx
import pytest
import websockets
from websockets.asyncio.client import ClientConnection

from videoagent_contracts.enums import TaskStatus
from videoagent_contracts.ids import uuid7
from videoagent_contracts.status import StatusEvent
from videoagent_gateway.main import web_options
from videoagent_gateway.settings import GatewayGroup
from videoagent_runtime.web import serving


@pytest.fixture
async def port(world: Any) -> AsyncIterator[int]:
    async with serving(world.app, "127.0.0.1", 0, drain_s=1, **web_options(world.settings)) as port:
        yield port
        world.hub.close()


def connect(port: int, path: str, **options: Any) -> Any:
    return websockets.connect(f"ws://127.0.0.1:{port}{path}", open_timeout=5, **options)


async def receive(socket: ClientConnection) -> dict[str, Any]:
    message: dict[str, Any] = json.loads(await asyncio.wait_for(socket.recv(), 5))
    return message


async def until_closed(socket: ClientConnection) -> int | None:
    """Read on until the server closes, and return its code."""
    async with asyncio.timeout(5):
        with suppress(websockets.ConnectionClosedError):
            async for _ in socket:
                pass
    return socket.close_code


async def say(socket: ClientConnection, kind: str, **data: Any) -> None:
    await socket.send(json.dumps({"type": kind, "data": data}))


@pytest.mark.parametrize("prefix", ["/ws", "/api/v1/ws"])
async def test_one_task_from_its_present_to_its_end(world: Any, port: int, prefix: str) -> None:
    task_id = await world.task(status=TaskStatus.RUNNING, progress=10.0)
    async with connect(port, f"{prefix}/tasks/{task_id}") as socket:
        connected = await receive(socket)
        assert (connected["type"], connected["task_id"], connected["seq"]) == ("connected", task_id, None)
        assert connected["data"]["topic"] == "Volcanoes"
        assert (await receive(socket))["data"]["progress"] == 10.0
        await world.registry.say(task_id, StatusEvent.STEP_CHANGED, progress=50.0)
        assert (await receive(socket))["seq"] == 3
        await world.registry.say(task_id, StatusEvent.TASK_COMPLETED, status=TaskStatus.COMPLETED, progress=100.0)
        end = await receive(socket)
        assert (end["type"], end["seq"]) == ("task_completed", 4)
        assert await until_closed(socket) == 1000


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (TaskStatus.COMPLETED, "task_completed"),
        (TaskStatus.FAILED, "task_failed"),
        (TaskStatus.CANCELLED, "task_cancelled"),
    ],
)
async def test_a_finished_task_answers_with_its_end(world: Any, port: int, status: TaskStatus, kind: str) -> None:
    task_id = await world.task(status=status)
    async with connect(port, f"/ws/tasks/{task_id}") as socket:
        assert (await receive(socket))["type"] == "connected"
        assert (await receive(socket))["type"] == kind
        assert await until_closed(socket) == 1000


@pytest.mark.parametrize("task_id", [uuid7(), "nonsense", "%00", "x" * 500])
async def test_an_unknown_task_is_refused_with_a_message(port: int, task_id: str) -> None:
    async with connect(port, f"/ws/tasks/{task_id}") as socket:
        message = await receive(socket)
        assert (message["type"], message["data"]["code"]) == ("error", "task_not_found")
        assert await until_closed(socket) == 4404


async def test_after_seq_resumes(world: Any, port: int) -> None:
    task_id = await world.task(status=TaskStatus.RUNNING)
    await world.registry.say(task_id, progress=5.0)
    async with connect(port, f"/ws/tasks/{task_id}?after_seq=1") as socket:
        assert [(await receive(socket))["seq"] for _ in range(3)] == [None, 2, 3]  # connected, then what was missed
    async with connect(port, f"/ws/tasks/{task_id}?after_seq=abc") as socket:
        assert (await receive(socket))["type"] == "error"
        assert (await receive(socket))["type"] == "connected"


async def test_many_tasks_over_one_socket(world: Any, port: int) -> None:
    first, second = await world.task("one"), await world.task("two")
    async with connect(port, "/ws/subscribe") as socket:
        assert (await receive(socket))["type"] == "connected"
        await say(socket, "subscribe", task_ids=[first, "nonsense", second, first])
        told = [await receive(socket) for _ in range(5)]
        assert [(m["type"], m["task_id"]) for m in told] == [
            ("subscribed", first),
            ("status_change", first),
            ("error", "nonsense"),
            ("subscribed", second),
            ("status_change", second),
        ]
        await say(socket, "unsubscribe", task_ids=[first])
        assert (await receive(socket))["type"] == "unsubscribed"
        await world.registry.say(first, progress=1.0)
        await world.registry.say(second, StatusEvent.TASK_FAILED, status=TaskStatus.FAILED)
        assert (await receive(socket))["task_id"] == second
        await say(socket, "ping", n=1)
        pong = await receive(socket)
        assert (pong["type"], pong["data"]) == ("pong", {"n": 1})
    async with httpx.AsyncClient() as client:
        status = (await client.get(f"http://127.0.0.1:{port}/ws/status")).json()
        assert status == {"active_connections": 0, "subscriptions": 0, "tasks": {}}


async def test_subscribing_tells_where_the_task_stands_and_again_what_was_missed(world: Any, port: int) -> None:
    task_id = await world.task(status=TaskStatus.RUNNING, progress=10.0, title="Hot")
    await world.registry.say(task_id, progress=20.0)
    async with connect(port, "/ws/subscribe") as socket:
        await receive(socket)
        await say(socket, "subscribe", task_ids=[task_id])
        subscribed = await receive(socket)
        stands = {name: subscribed["data"][name] for name in ("status", "stage", "progress", "title")}
        assert stands == {"status": "running", "stage": None, "progress": 20.0, "title": "Hot"}
        assert (await receive(socket))["seq"] == 3
        await say(socket, "subscribe", task_ids=[task_id], after_seq={task_id: 1})
        told = [await receive(socket) for _ in range(3)]
        assert [(m["type"], m["seq"]) for m in told] == [
            ("subscribed", None),
            ("status_change", 2),
            ("status_change", 3),
        ]
        await world.registry.say(task_id, progress=30.0)
        assert (await receive(socket))["seq"] == 4
        world.store.away = True
        await say(socket, "subscribe", task_ids=[task_id], after_seq={task_id: 1})
        assert [(await receive(socket))["type"] for _ in range(2)] == ["subscribed", "error"]
        await world.registry.say(task_id, progress=40.0)
        assert (await receive(socket))["seq"] == 5


async def test_all_tasks_present_and_to_come(world: Any, port: int) -> None:
    old = await world.task("running now", status=TaskStatus.RUNNING)
    await world.task("done", status=TaskStatus.COMPLETED)
    async with connect(port, "/ws/subscribe") as socket:
        await receive(socket)
        await say(socket, "subscribe", all=True)
        assert (await receive(socket))["task_id"] == old
        assert (await receive(socket))["data"] == {"all": True, "live_tasks": 1}
        new = await world.task("later")
        message = await receive(socket)
        assert (message["task_id"], message["type"], message["seq"]) == (new, "status_change", 1)


NONSENSE = [
    "", "hello", "null", "[]", "12", "{}", '{"type":1}', '{"type":"subscribe"}', '{"type":"subscribe","data":[]}',
    '{"type":"subscribe","data":{}}', '{"type":"subscribe","data":{"task_ids":"x"}}', '{"type":"explode","data":{}}',
    '{"type":"subscribe","data":{"task_ids":[1]}}', '{"type":"subscribe","data":{"task_ids":["\\u0000"]}}',
    '{"type":"subscribe","data":{"all":"yes"}}', '{"type":"unsubscribe","data":{"task_ids":["never"]}}',
    '{"type":"ping","data":7}', "[" * 5000, '{"type":"' + "x" * 70_000 + '"}', b"\x00\xff",
    '{"type":"subscribe","data":{"task_ids":["' + "x" * 65 + '"]}}',
]  # fmt: skip


@pytest.mark.parametrize("path", ["/ws/subscribe", "/ws/tasks/"])
async def test_nonsense_gets_an_error_and_the_socket_lives(world: Any, port: int, path: str) -> None:
    path = path if path.endswith("subscribe") else path + await world.task()
    async with connect(port, path) as socket:
        for _ in range(1 if path.endswith("subscribe") else 2):
            await receive(socket)
        for text in NONSENSE:
            await socket.send(text)
            message = await receive(socket)
            assert message["type"] == "error", text
            assert message["data"]["detail"]
        await say(socket, "ping")
        assert (await receive(socket))["type"] == "pong"


async def test_a_foreign_page_may_not_listen(port: int) -> None:
    for origin, allowed in (("http://evil.example", False), (f"http://127.0.0.1:{port}", True)):
        connecting = connect(port, "/ws/subscribe", origin=origin)
        if allowed:
            async with connecting as socket:
                assert (await receive(socket))["type"] == "connected"
        else:
            with pytest.raises(websockets.InvalidStatus):
                await connecting


async def test_the_server_pings(make_world: Any) -> None:
    world = make_world(GatewayGroup(ping_interval=timedelta(milliseconds=50)))
    async with serving(world.app, "127.0.0.1", 0, drain_s=1, **web_options(world.settings)) as port:
        async with connect(port, "/ws/subscribe") as socket:
            assert [(await receive(socket))["type"] for _ in range(3)] == ["connected", "ping", "ping"]
        world.hub.close()


async def test_a_silent_peer_is_dropped(make_world: Any) -> None:
    """It took the connection and answers no ping of the protocol, as a machine that has gone does not."""
    world = make_world(GatewayGroup(ping_interval=timedelta(seconds=0.1), silent_after=timedelta(seconds=0.2)))
    async with serving(world.app, "127.0.0.1", 0, drain_s=1, **web_options(world.settings)) as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        lines = "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
        writer.write(f"GET /ws/subscribe HTTP/1.1\r\nHost: 127.0.0.1\r\n{lines}{key}".encode())
        async with asyncio.timeout(60):
            assert b"connected" in await reader.read(), "the server hung up"
        for _ in range(1_000):
            if world.hub.counts("local") == (0, 0, {}):
                break
            await asyncio.sleep(0.03)
        assert world.hub.counts("local") == (0, 0, {})
        writer.close()


async def test_a_stopping_gateway_says_that_it_comes_back(world: Any, port: int) -> None:
    async with connect(port, "/ws/subscribe") as socket:
        await receive(socket)
        world.hub.close()
        assert await until_closed(socket) == 1012


async def test_a_thousand_events_arrive_in_order_on_many_sockets(world: Any, port: int) -> None:
    task_id = await world.task(status=TaskStatus.RUNNING)
    sockets = [await connect(port, f"/ws/tasks/{task_id}") for _ in range(20)]
    readers = [asyncio.create_task(_until_end(socket)) for socket in sockets]
    for number in range(200):
        await world.registry.say(task_id, StatusEvent.STEP_CHANGED, progress=float(number % 100))
        await asyncio.sleep(0)
    await world.registry.say(task_id, StatusEvent.TASK_CANCELLED, status=TaskStatus.CANCELLED)
    for seqs in await asyncio.gather(*readers):
        assert seqs[-1] == 203
        assert seqs == sorted(set(seqs))
        assert len(seqs) == 203 - seqs[0] + 1


async def _until_end(socket: ClientConnection) -> list[int]:
    await receive(socket)
    async with asyncio.timeout(20):
        return [json.loads(text)["seq"] async for text in socket]


async def test_an_event_stream_tells_the_past_goes_on_and_ends(world: Any, port: int) -> None:
    task_id = await world.task(status=TaskStatus.RUNNING)
    url = f"http://127.0.0.1:{port}/api/v1/tasks/{task_id}/events"
    async with httpx.AsyncClient(timeout=5) as client:
        async with client.stream("GET", url, headers={"Accept": "text/event-stream"}) as stream:
            assert stream.headers["content-type"].startswith("text/event-stream")
            lines = stream.aiter_lines()
            seen = [await _next_id(lines) for _ in range(2)]
            await world.registry.say(task_id, StatusEvent.TASK_FAILED, status=TaskStatus.FAILED)
            seen.append(await _next_id(lines))
            assert seen == [1, 2, 3]
            assert await _next_id(lines) is None
        resumed = await client.get(url, headers={"Accept": "text/event-stream", "Last-Event-ID": "1"})
        assert [line for line in resumed.text.splitlines() if line.startswith("id:")] == ["id: 2", "id: 3"]
        over = await client.get(url, headers={"Accept": "text/event-stream", "Last-Event-ID": "3"})
        assert over.status_code == 204


async def _next_id(lines: AsyncIterator[str]) -> int | None:
    async for line in lines:
        if line.startswith("id:"):
            return int(line[3:])
    return None


async def test_ten_megabytes_over_a_real_connection(port: int) -> None:
    async with httpx.AsyncClient(timeout=10) as client:
        answer = await client.post(
            f"http://127.0.0.1:{port}/api/v1/tasks",
            content=b'{"topic":"' + b"x" * 10_000_000 + b'"}',
            headers={"Content-Type": "application/json"},
        )
        assert (answer.status_code, answer.json()["code"]) == (413, "body_too_large")
