"""Followers of tasks over WebSockets that come back after every loss, to another gateway, with ``after_seq``."""

import asyncio
import itertools
import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

import websockets

_AGAIN_S = 0.3
_ENDS = {"task_completed", "task_failed", "task_cancelled"}


@dataclass
class Follower:
    """Follows tasks by name from their first event on.

    Attributes:
        gateways: Addresses; each new connection goes to the next one.
        seen: (seq, type) of what came, by task, in the order in which it came.
        connections: How often it connected.
        problems: Messages that should not have come.
        missed: Tasks of which it was told that they are not there.
    """

    gateways: Sequence[str]
    seen: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    connections: int = 0
    problems: list[str] = field(default_factory=list)
    missed: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._turn = itertools.cycle(self.gateways)
        self._following: asyncio.Task[None] | None = None
        self._socket: websockets.ClientConnection | None = None

    async def follow(self, *task_ids: str) -> None:
        """Follow these tasks too."""
        for task_id in task_ids:
            self.seen.setdefault(task_id, [])
        if self._following is None:
            self._following = asyncio.create_task(self._follow(), name="following tasks")
        elif self._socket is not None:
            try:
                await self._subscribe(self._socket, task_ids)
            except websockets.ConnectionClosed:
                return  # the next connection asks for them

    async def close(self) -> None:
        if self._following is not None:
            self._following.cancel()
            await asyncio.wait({self._following})

    def ended(self, task_id: str) -> bool:
        return any(kind in _ENDS for _, kind in self.seen[task_id])

    def faults(self, deleted: Collection[str]) -> list[str]:
        """What came twice or out of order, and what should not have come at all.

        Args:
            deleted: Tasks of which a socket may say that they are not there, when it asks for them again.
        """
        found = list(self.problems)
        found += [f"socket: there is no {task_id}" for task_id in sorted(self.missed - set(deleted))]
        for task_id, events in self.seen.items():
            numbers = [seq for seq, _ in events]
            if numbers != sorted(set(numbers)):
                found.append(f"socket: {task_id} came as {numbers}")
        return found

    async def _follow(self) -> None:
        while True:
            try:
                await self._once(next(self._turn))
            except (OSError, websockets.WebSocketException, TimeoutError):
                await asyncio.sleep(_AGAIN_S)

    async def _once(self, gateway: str) -> None:
        address = f"{gateway.replace('http', 'ws', 1)}/ws/subscribe"
        async with websockets.connect(address, max_size=2**22, open_timeout=10) as socket:
            self.connections += 1
            await self._subscribe(socket, tuple(self.seen))
            self._socket = socket
            try:
                async for raw in socket:
                    self._take(json.loads(raw))
            finally:
                self._socket = None

    async def _subscribe(self, socket: websockets.ClientConnection, task_ids: Sequence[str]) -> None:
        after = {task_id: max((seq for seq, _ in self.seen[task_id]), default=0) for task_id in task_ids}
        data = {"task_ids": list(task_ids), "after_seq": after}
        await socket.send(json.dumps({"type": "subscribe", "data": data}))

    def _take(self, message: dict[str, Any]) -> None:
        task_id, seq, kind = message.get("task_id"), message.get("seq"), message["type"]
        if kind in ("subscribed", "connected", "ping", "pong"):
            return
        if kind == "error" and message["data"].get("code") == "service_unavailable":
            raise ConnectionError("the past cannot be read now")
        if kind == "error" and message["data"].get("code") == "task_not_found":
            self.missed.add(str(task_id))
        elif kind == "error" or task_id not in self.seen:
            self.problems.append(f"socket: {message}")
        elif seq is not None:
            self.seen[task_id].append((seq, kind))
