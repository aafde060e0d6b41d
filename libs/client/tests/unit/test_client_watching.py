"""Who watches a task misses nothing and hears nothing twice, over lost connections too."""

import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

import websockets

from videoagent_client import VideoAgent

AT = "2026-01-02T03:04:05.000Z"
Said = tuple[str, int | None]


@asynccontextmanager
async def gateway(*connections: Sequence[Said]) -> AsyncIterator[tuple[str, list[str]]]:
    """Say on each connection what it is given, and then hang up."""
    asked: list[str] = []

    async def serve(socket: Any) -> None:
        asked.append(socket.request.path)
        for kind, seq in connections[len(asked) - 1]:
            said: dict[str, Any] = {"type": kind, "task_id": "t1", "seq": seq, "timestamp": AT, "data": {}}
            await socket.send(json.dumps(said))
        if connections[len(asked) - 1][-1][0] == "ping":
            assert json.loads(await socket.recv()) == {"type": "pong"}
        socket.transport.abort()

    async with websockets.serve(serve, "127.0.0.1", 0) as server:
        yield f"http://127.0.0.1:{next(iter(server.sockets)).getsockname()[1]}", asked


async def test_a_lost_connection_is_taken_up_where_it_broke() -> None:
    first = ("connected", 4), ("progress_update", 5), ("ping", None)
    second = ("status_change", 6), ("task_failed", 7)
    async with gateway(first, second) as (address, asked), VideoAgent(address) as agent:
        heard = [(message.type.value, message.seq) async for message in agent.watch("t1")]
    assert heard == [("connected", 4), ("progress_update", 5), ("status_change", 6), ("task_failed", 7)]
    assert asked == ["/ws/tasks/t1", "/ws/tasks/t1?after_seq=5"]
