"""Who may listen: keys, tickets and their ends on real sockets, on a world in memory."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import httpx
import pytest
import websockets

from videoagent_client import ApiError, VideoAgent
from videoagent_contracts.enums import TaskStatus
from videoagent_contracts.envelope import utc_now
from videoagent_contracts.errors import StorageException
from videoagent_contracts.ids import uuid7
from videoagent_contracts.keys import KeyCreateRequest, Scope
from videoagent_contracts.status import StatusEvent
from videoagent_gateway.main import web_options
from videoagent_gateway.settings import GatewayGroup
from videoagent_runtime.web import serving

_PATIENCE_S = 30


async def make_key(world: Any, user: str, *scopes: Scope) -> tuple[str, str]:
    wanted = KeyCreateRequest(user_id=user, scopes=scopes or (Scope.TASKS_READ,))
    made = await world.access.keys.create(wanted, by="test")
    await world.access.look()
    return made.key_id, made.key


@pytest.fixture
async def world(make_world: Any) -> Any:
    world = make_world(GatewayGroup(ticket_lifetime=timedelta(seconds=30)))
    world.ann_id, world.ann = await make_key(world, "ann")
    _, world.bob = await make_key(world, "bob")
    _, world.root = await make_key(world, "root", Scope.ADMIN)
    await world.access.open()
    world.task_id = await world.task(user_id="ann", status=TaskStatus.RUNNING)
    return world


@pytest.fixture
async def port(world: Any) -> AsyncIterator[int]:
    async with serving(world.app, "127.0.0.1", 0, drain_s=1, **web_options(world.settings)) as port:
        yield port
        world.hub.close()


def connect(port: int, path: str, key: str = "") -> Any:
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    return websockets.connect(f"ws://127.0.0.1:{port}{path}", open_timeout=_PATIENCE_S, additional_headers=headers)


async def receive(socket: Any) -> dict[str, Any]:
    message: dict[str, Any] = json.loads(await asyncio.wait_for(socket.recv(), _PATIENCE_S))
    return message


async def refusal(port: int, path: str, key: str = "") -> tuple[str, int]:
    """Return the code in the error message and that of the close."""
    async with connect(port, path, key) as socket:
        message = await receive(socket)
        assert message["type"] == "error", message
        await asyncio.wait_for(socket.wait_closed(), _PATIENCE_S)
        return message["data"]["code"], socket.close_code


async def ticket_for(port: int, key: str) -> str:
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as client:
        answer = await client.post("/ws/tickets", headers={"X-API-Key": key})
        assert answer.status_code == 201, answer.text
        ticket: str = answer.json()["ticket"]
        return ticket


async def test_nobody_listens_without_a_key(world: Any, port: int) -> None:
    _, writer = await make_key(world, "ann", Scope.TASKS_WRITE)
    for path in (f"/ws/tasks/{world.task_id}", "/ws/subscribe", "/api/v1/ws/subscribe"):
        assert await refusal(port, path) == ("unauthenticated", 4401)
        assert await refusal(port, path, "va_abcdefghijkl_" + "x" * 43) == ("unauthenticated", 4401)
        assert await refusal(port, f"{path}?api_key={world.ann}") == ("unauthenticated", 4401)
        assert await refusal(port, path, writer) == ("forbidden", 4403)


async def test_the_client_tells_that_its_key_is_not_valid(world: Any, port: int) -> None:
    async with VideoAgent(f"http://127.0.0.1:{port}", api_key="va_abcdefghijkl_" + "x" * 43) as agent:
        with pytest.raises(ApiError, match="this API key is not valid"):
            await anext(agent.watch(world.task_id))


async def test_a_foreign_task_is_one_that_is_not_there(world: Any, port: int) -> None:
    for task_id in (world.task_id, uuid7()):
        assert await refusal(port, f"/ws/tasks/{task_id}", world.bob) == ("task_not_found", 4404)
    async with connect(port, "/ws/subscribe", world.bob) as socket:
        await receive(socket)
        await socket.send(json.dumps({"type": "subscribe", "data": {"task_ids": [world.task_id]}}))
        assert (await receive(socket))["data"]["code"] == "task_not_found"


async def test_all_tasks_are_the_callers_own_and_everybodys_to_an_administrator(world: Any, port: int) -> None:
    foreign = await world.task(user_id="bob", status=TaskStatus.RUNNING)
    heard: dict[str, set[str]] = {}
    for who, key in (("ann", world.ann), ("root", world.root)):
        async with connect(port, "/ws/subscribe", key) as socket:
            await receive(socket)
            await socket.send(json.dumps({"type": "subscribe", "data": {"all": True}}))
            while (await receive(socket))["type"] != "subscribed":
                pass
            for task_id in (foreign, world.task_id):
                await world.registry.say(task_id, StatusEvent.STEP_CHANGED)
            heard[who] = {(await receive(socket))["task_id"] for _ in range(1 if who == "ann" else 2)}
    assert heard == {"ann": {world.task_id}, "root": {world.task_id, foreign}}


async def test_a_ticket_is_good_once(world: Any, port: int) -> None:
    ticket = await ticket_for(port, world.ann)
    path = f"/ws/tasks/{world.task_id}?ticket={ticket}"
    async with connect(port, path) as socket:
        assert (await receive(socket))["type"] == "connected"
    assert await refusal(port, path) == ("unauthenticated", 4401)
    other = await ticket_for(port, world.bob)
    assert await refusal(port, f"/ws/tasks/{world.task_id}?ticket={other}") == ("task_not_found", 4404)


async def test_a_ticket_opens_an_event_stream_and_nothing_else(world: Any, port: int) -> None:
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}/api/v1") as client:
        events = f"/tasks/{world.task_id}/events"
        ticket = await ticket_for(port, world.ann)
        headers = {"Accept": "text/event-stream"}
        async with client.stream("GET", events, params={"ticket": ticket}, headers=headers) as stream:
            assert stream.status_code == 200
            assert await anext(stream.aiter_lines()) == "retry: 2000"
        for path in (events, f"/tasks/{world.task_id}", "/tasks"):
            again = await ticket_for(port, world.ann) if path != events else ticket
            assert (await client.get(path, params={"ticket": again})).status_code == 401, path
        for method, path in (("POST", "/ws/tickets"), ("GET", "/ws/status")):
            again = await ticket_for(port, world.ann)
            assert (await client.request(method, path, params={"ticket": again})).status_code == 401, path


async def test_a_ticket_ends(make_world: Any) -> None:
    world = make_world(GatewayGroup(ticket_lifetime=timedelta(milliseconds=20)))
    _, key = await make_key(world, "ann")
    await world.access.open()
    async with serving(world.app, "127.0.0.1", 0, drain_s=1, **web_options(world.settings)) as port:
        ticket = await ticket_for(port, key)
        await asyncio.sleep(0.03)
        assert await refusal(port, f"/ws/subscribe?ticket={ticket}") == ("unauthenticated", 4401)


async def test_a_ticket_dies_with_its_key(world: Any, port: int) -> None:
    ticket = await ticket_for(port, world.ann)
    await world.access.revoke(world.ann_id, by="test")
    assert await refusal(port, f"/ws/subscribe?ticket={ticket}") == ("unauthenticated", 4401)


async def test_what_is_open_ends_with_its_key_and_the_rest_goes_on(world: Any, port: int) -> None:
    ticket = await ticket_for(port, world.ann)
    async with (
        connect(port, f"/ws/tasks/{world.task_id}?ticket={ticket}") as ended,
        connect(port, "/ws/subscribe", world.root) as kept,
    ):
        await receive(kept)
        await receive(ended)
        await world.access.revoke(world.ann_id, by="test")
        await asyncio.wait_for(ended.wait_closed(), _PATIENCE_S)
        assert ended.close_code == 4401
        await kept.send(json.dumps({"type": "ping"}))
        assert (await receive(kept))["type"] == "pong"


async def test_the_first_key_ends_what_an_open_gateway_served(make_world: Any) -> None:
    world = make_world()
    await world.access.open()
    async with (
        serving(world.app, "127.0.0.1", 0, drain_s=1, **web_options(world.settings)) as port,
        connect(port, "/ws/subscribe") as socket,
    ):
        await receive(socket)
        await make_key(world, "root", Scope.ADMIN)
        await asyncio.wait_for(socket.wait_closed(), _PATIENCE_S)
        assert socket.close_code == 4401


@pytest.mark.parametrize("what", ["key", "trust"])
async def test_what_is_open_ends_while_the_store_is_away_too(make_world: Any, what: str) -> None:
    """A key that expires, and one that could have been revoked meanwhile."""
    world = make_world()
    made = await world.access.keys.create(KeyCreateRequest(user_id="ann"), by="test")
    await world.access.open()
    ring = world.access.ring
    task_id = await world.task(user_id="ann", status=TaskStatus.RUNNING)
    events, headers = f"/api/v1/tasks/{task_id}/events", {"Accept": "text/event-stream", "X-API-Key": made.key}
    async with (
        serving(world.app, "127.0.0.1", 0, drain_s=1, **web_options(world.settings)) as port,
        httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=_PATIENCE_S) as client,
        connect(port, f"/ws/tasks/{task_id}", made.key) as socket,
        client.stream("GET", events, headers=headers) as stream,
    ):
        await receive(socket)
        world.key_store.away = True
        if what == "key":
            ring._valid[made.key_id] = replace(ring.get(made.key_id), expires_at=utc_now())
        else:
            ring._asked_at = float("-inf")
        with pytest.raises(StorageException):
            await world.access.look()
        await asyncio.wait_for(socket.wait_closed(), _PATIENCE_S)
        assert socket.close_code == (4401 if what == "key" else 1013)
        async with asyncio.timeout(_PATIENCE_S):
            assert (await stream.aread()).startswith(b"retry: 2000")


@pytest.mark.parametrize("path", ["/ws/tasks/{}", "/ws/subscribe"])
async def test_what_an_address_says_in_vain_is_told_and_the_connection_lives_on(
    world: Any, port: int, path: str
) -> None:
    async with connect(port, f"{path.format(world.task_id)}?after=3&ticket=x", world.ann) as socket:
        first, second = await receive(socket), await receive(socket)
    assert (first["type"], first["data"]["detail"]) == ("error", "after: is not known here")
    assert second["type"] == "connected"
