"""Requests over many connections from one process, with as little work per answer as Python allows.

    python -m benchmarks.gateway.asking PORT CONNECTIONS SECONDS PATH…

Every connection asks for the paths in turn, the next one as soon as an answer is there. Prints JSON: how long each
took, and how many answers were no 200.
"""

import asyncio
import json
import sys
import time
from itertools import cycle
from typing import cast

import uvloop


class Asking(asyncio.Protocol):
    """One connection."""

    def __init__(self, port: int, paths: list[str], took: list[float], until: float) -> None:
        self._requests = cycle([f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode() for path in paths])
        self._took = took
        self._until = until
        self._buffer = b""
        self._transport: asyncio.Transport | None = None
        self.ended: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.wrong = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)  # uvloop's is one without saying so
        self._ask()

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        head, found, body = self._buffer.partition(b"\r\n\r\n")
        if not found:
            return
        low = head.lower()
        at = low.index(b"content-length:") + 15
        if len(body) < int(low[at:].split(b"\r\n", 1)[0]):
            return
        now = time.monotonic()
        self._took.append(now - self._asked)
        self.wrong += not head.startswith(b"HTTP/1.1 200")
        self._buffer = b""
        if now < self._until:
            self._ask()
        elif self._transport is not None and not self.ended.done():
            self.ended.set_result(None)
            self._transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.ended.done():
            self.ended.set_exception(ConnectionError("hung up"))

    def _ask(self) -> None:
        assert self._transport is not None
        self._asked = time.monotonic()
        self._transport.write(next(self._requests))


async def ask(port: int, connections: int, seconds: float, paths: list[str]) -> dict[str, object]:
    took: list[float] = []
    until = time.monotonic() + seconds
    loop = asyncio.get_running_loop()
    began = time.monotonic()
    made = [
        (await loop.create_connection(lambda: Asking(port, paths, took, until), "127.0.0.1", port))[1]
        for _ in range(connections)
    ]
    await asyncio.gather(*(each.ended for each in made))
    return {"seconds": time.monotonic() - began, "took": took, "wrong": sum(each.wrong for each in made)}


if __name__ == "__main__":
    port, connections, seconds, *paths = sys.argv[1:]
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        print(json.dumps(runner.run(ask(int(port), int(connections), float(seconds), paths))))
