"""Slow readers and many idle ones, over a real server and real sockets, on a world in memory."""

import asyncio
import json
import socket
import time
from contextlib import suppress
from datetime import timedelta
from typing import Any

import httpx
import websockets
from websockets.asyncio.client import ClientConnection

from videoagent_contracts.enums import TaskStatus
from videoagent_contracts.status import StatusEvent
from videoagent_gateway.main import web_options
from videoagent_gateway.settings import GatewayGroup
from videoagent_runtime.web import serving

_LONG = "x" * 20_000
"""Words that fill the buffers between server and reader quickly."""
_IDLE = 300


async def slow_socket(port: int, path: str) -> ClientConnection:
    """Connect with small buffers, so that a reader who pauses is felt by the server."""
    plain = socket.socket()
    plain.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    plain.setblocking(False)
    await asyncio.get_running_loop().sock_connect(plain, ("127.0.0.1", port))
    return await websockets.connect(
        f"ws://127.0.0.1:{port}{path}", sock=plain, max_queue=1, ping_interval=None, open_timeout=10
    )


async def take_all(reader: ClientConnection) -> list[dict[str, Any]]:
    """Read on until the server hangs up."""
    messages: list[dict[str, Any]] = []
    async with asyncio.timeout(60):
        with suppress(websockets.ConnectionClosed):
            while True:
                messages.append(json.loads(await reader.recv()))
    return [message for message in messages if message["seq"] is not None]


async def test_a_slow_reader_loses_progress_but_no_status_and_no_end(world: Any) -> None:
    async with serving(world.app, "127.0.0.1", 0, drain_s=1, **web_options(world.settings)) as port:
        task_id = await world.task(status=TaskStatus.RUNNING)
        reader = await slow_socket(port, f"/ws/tasks/{task_id}")
        said = set()
        for _ in range(20):
            seq, state = world.registry.states[task_id]
            for number in range(1, 41):
                progress = world.registry.progress(task_id, number / 100, seq=seq + number)
                words = progress.payload.model_copy(update={"message": _LONG})
                await world.projection.take([progress.model_copy(update={"payload": words})])
            world.registry.states[task_id] = (seq + 40, state)
            said.add((await world.registry.say(task_id, message=_LONG)).seq)
            await asyncio.sleep(0)
        end = await world.registry.say(task_id, StatusEvent.TASK_COMPLETED, status=TaskStatus.COMPLETED)
        messages = await take_all(reader)
        seqs = [message["seq"] for message in messages]
        assert seqs == sorted(set(seqs))
        assert said <= set(seqs)
        assert (seqs[-1], messages[-1]["type"], reader.close_code) == (end.seq, "task_completed", 1000)
        assert sum(message["type"] == "progress_update" for message in messages) < 20 * 40 / 2
        world.hub.close()


async def test_a_reader_too_slow_for_statuses_is_closed_and_comes_back_for_the_rest(make_world: Any) -> None:
    world = make_world(GatewayGroup(outbox_limit=10, command_timeout=timedelta(seconds=1)))
    async with serving(world.app, "127.0.0.1", 0, drain_s=1, **web_options(world.settings)) as port:
        task_id = await world.task(status=TaskStatus.RUNNING)
        reader = await slow_socket(port, f"/ws/tasks/{task_id}")
        for _ in range(60):
            envelope = await world.registry.say(task_id, message=_LONG * 5)
            await world.store.add_events(list(world.state.recent(task_id).events)[-1:])
            await asyncio.sleep(0)
        got = [message["seq"] for message in await take_all(reader)]
        assert reader.close_code == 1013
        assert got == list(range(got[0], got[-1] + 1))
        assert got[-1] < (envelope.seq or 0)
        again = await slow_socket(port, f"/ws/tasks/{task_id}?after_seq={got[-1]}")
        await world.registry.say(task_id, StatusEvent.TASK_FAILED, status=TaskStatus.FAILED)
        rest = [message["seq"] for message in await take_all(again)]
        assert got + rest == list(range(got[0], (envelope.seq or 0) + 2))
        world.hub.close()


async def test_hundreds_of_idle_sockets_stay_and_all_hear(make_world: Any) -> None:
    """They answer pings and are kept; one event reaches each of them; nothing is left when they have gone."""
    world = make_world(GatewayGroup(ping_interval=timedelta(milliseconds=500), silent_after=timedelta(seconds=30)))
    async with serving(world.app, "127.0.0.1", 0, drain_s=1, **web_options(world.settings)) as port:
        task_id = await world.task(status=TaskStatus.RUNNING)
        readers: list[ClientConnection] = []
        for _ in range(0, _IDLE, 50):
            address = f"ws://127.0.0.1:{port}/ws/tasks/{task_id}"
            readers += await asyncio.gather(
                *(websockets.connect(address, open_timeout=60, ping_interval=None) for _ in range(50))
            )
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:
            status = (await client.get("/ws/status")).json()
            assert (status["active_connections"], status["tasks"]) == (_IDLE, {task_id: _IDLE})
            end = await world.registry.say(task_id, StatusEvent.TASK_CANCELLED, status=TaskStatus.CANCELLED)
            told = await asyncio.gather(*(take_all(reader) for reader in readers))
            await asyncio.gather(*(reader.close() for reader in readers))
            assert {messages[-1]["seq"] for messages in told} == {end.seq}
            deadline = time.monotonic() + 30
            while (await client.get("/ws/status")).json()["active_connections"]:
                assert time.monotonic() < deadline
                await asyncio.sleep(0.05)
        assert not world.hub._by_task
