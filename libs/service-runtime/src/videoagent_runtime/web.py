"""An ASGI server inside a service whose life is governed by the service, signals included."""

import asyncio
import contextlib
import math
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any

import uvicorn


class _Server(uvicorn.Server):
    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave signals to the service."""
        yield


def bind(host: str, port: int) -> socket.socket:
    """Bind a listening socket; port 0 takes a free one.

    Raises:
        OSError: The port is taken or the address is not ours.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio turns Nagle off (40 ms an answer) only for sockets that name TCP as their protocol.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
    except OSError:
        listener.close()
        raise
    return listener


@asynccontextmanager
async def serving(app: Any, host: str, port: int, *, drain_s: float = 5.0, **options: Any) -> AsyncIterator[int]:
    """Serve ``app`` while the context is open, and yield the port.

    Args:
        app: An ASGI application.
        host: Address to listen on.
        port: 0 for any free one.
        drain_s: Seconds that open requests get at the end.
        **options: More settings of uvicorn.

    Raises:
        OSError: The port is taken.
    """
    listener = bind(host, port)
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=math.ceil(drain_s),
        **({"lifespan": "off"} | options),
    )
    server = _Server(config)
    running = asyncio.create_task(server.serve(sockets=[listener]), name="web server")
    try:
        while not server.started:
            if running.done():
                await running
                raise OSError("the web server did not start")
            await asyncio.sleep(0.01)
        yield listener.getsockname()[1]
    finally:
        server.should_exit = True
        await asyncio.wait({running}, timeout=drain_s + 2)
        listener.close()
