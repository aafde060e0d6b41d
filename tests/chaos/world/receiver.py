"""A receiver of webhooks that notes what came, and sometimes fails."""

import asyncio
import json
import random
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

_MAX_BODY = 64 * 1024


@dataclass
class Receiver:
    """Listens on loopback.

    Attributes:
        failing: Share of calls that are answered with 500 after they were noted, or by hanging up before.
        got: (task, event, seq) of each webhook-id.
        taken: How often each webhook-id was answered with 200.
        calls: All calls.
    """

    failing: float = 0.0
    seed: int = 1
    got: dict[str, tuple[str, str, int]] = field(default_factory=dict)
    taken: Counter[str] = field(default_factory=Counter)
    calls: int = 0
    clashes: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)
        self._server: asyncio.Server | None = None
        self._port = 0

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._port}/hook"

    async def start(self) -> None:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self._port = self._server.sockets[0].getsockname()[1]

    async def close(self) -> None:
        if self._server is not None:
            self._server.close()
            await self._server.wait_closed()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
            headers = dict(line.split(": ", 1) for line in head.split("\r\n")[1:] if ": " in line)
            body = await reader.readexactly(min(int(headers.get("content-length", "0")), _MAX_BODY))
            self.calls += 1
            answer = self._judge(headers["webhook-id"], json.loads(body))
            if answer is not None:
                writer.write(f"HTTP/1.1 {answer}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n".encode())
                await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass  # a notifier was killed in mid-call
        finally:
            writer.close()

    def _judge(self, webhook_id: str, body: dict[str, Any]) -> str | None:
        event = (body["data"]["task_id"], body["type"], body["data"]["seq"])
        if self.got.setdefault(webhook_id, event) != event:
            self.clashes.append(f"{webhook_id} is {self.got[webhook_id]} and {event}")
        chance = self._random.random()
        if chance < self.failing / 2:
            return None
        if chance < self.failing:
            return "500 Internal Server Error"
        self.taken[webhook_id] += 1
        return "200 OK"
