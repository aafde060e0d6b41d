"""Many WebSockets in one process, with as little work per message as Python allows: they must not be the bottleneck.

    python -m benchmarks.gateway.listeners PORT PATHS_FILE

Connects to every path in the file, says ``ready`` on its output, listens until its input has ended and nothing comes
any more, and prints JSON: how long each ``progress_update`` took (its text holds ``sent=<monotonic
seconds>;number=<n>``), what was missing, and what came out of order. Greetings repeat the last one and do not count.
"""

import asyncio
import base64
import json
import os
import re
import sys
import time
from pathlib import Path
from typing import cast

import uvloop

_STAMP = re.compile(rb"sent=([0-9.]+);number=(\d+)")
_COUNTS = b'{"type":"progress_update"'
_AT_ONCE = 50
_SILENCE_S = 3.0


class Listener(asyncio.Protocol):
    """One connection; frames of a server are not masked, and none is longer than 64 KiB here."""

    def __init__(self, took: list[float]) -> None:
        self._took = took
        self._buffer = bytearray()
        self._transport: asyncio.Transport | None = None
        self.opened: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.numbers: list[int] = []

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)  # uvloop's is one without saying so

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        if not self.opened.done() and not self._shake():
            return
        now = time.monotonic()
        while (frame := self._frame()) is not None:
            kind, payload = frame
            if kind == 9 and self._transport is not None:
                self._transport.write(bytes([0x8A, 0x80 | len(payload), 0, 0, 0, 0]) + payload)
            elif payload.startswith(_COUNTS) and (stamp := _STAMP.search(payload)) is not None:
                self._took.append(now - float(stamp[1]))
                self.numbers.append(int(stamp[2]))

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.opened.done():
            self.opened.set_exception(ConnectionError("hung up"))

    def _shake(self) -> bool:
        head, found, rest = bytes(self._buffer).partition(b"\r\n\r\n")
        if not found:
            return False
        if not head.startswith(b"HTTP/1.1 101"):
            self.opened.set_exception(ConnectionError(head.split(b"\r\n")[0].decode()))
            return False
        self._buffer = bytearray(rest)
        self.opened.set_result(None)
        return True

    def _frame(self) -> tuple[int, bytes] | None:
        buffer = self._buffer
        if len(buffer) < 2:
            return None
        length, start = buffer[1] & 0x7F, 2
        if length == 126:
            if len(buffer) < 4:
                return None
            length, start = int.from_bytes(buffer[2:4], "big"), 4
        if len(buffer) < start + length:
            return None
        kind, payload = buffer[0] & 0x0F, bytes(buffer[start : start + length])
        del buffer[: start + length]
        return kind, payload


async def connect(port: int, path: str, took: list[float]) -> Listener:
    key = base64.b64encode(os.urandom(16)).decode()
    transport, listener = await asyncio.get_running_loop().create_connection(lambda: Listener(took), "127.0.0.1", port)
    transport.write(
        f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
    )
    await listener.opened
    return listener


async def listen(port: int, paths: list[str]) -> dict[str, object]:
    took: list[float] = []
    listeners: list[Listener] = []
    for at in range(0, len(paths), _AT_ONCE):
        listeners += await asyncio.gather(*(connect(port, path, took) for path in paths[at : at + _AT_ONCE]))
    print("ready", flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    heard = -1
    while len(took) > heard:  # what is late is late, and not lost
        heard = len(took)
        await asyncio.sleep(_SILENCE_S)
    missing = sum(
        max(each.numbers) - min(each.numbers) + 1 - len(set(each.numbers)) for each in listeners if each.numbers
    )
    disordered = sum(each.numbers != sorted(set(each.numbers)) for each in listeners)
    deaf = sum(not each.numbers for each in listeners)
    return {"took": took, "missing": missing, "disordered": disordered, "deaf": deaf}


if __name__ == "__main__":
    port, file = sys.argv[1:]
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        print(json.dumps(runner.run(listen(int(port), Path(file).read_text().split()))))
