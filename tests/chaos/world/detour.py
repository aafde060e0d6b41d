"""The line between some services and Kafka: it can be cut, or fall silent without being cut."""

import asyncio
from contextlib import suppress

_BLOCK = 64 * 1024


class Detour:
    """A proxy in front of the broker's second listener, which tells its clients the proxy's port.

    Args:
        port: Where to listen.
        target: The broker's port.
    """

    def __init__(self, port: int, target: int) -> None:
        self.connections = 0
        self._port = port
        self._target = target
        self._server: asyncio.Server | None = None
        self._flowing = asyncio.Event()
        self._flowing.set()
        self._writers: set[asyncio.StreamWriter] = set()
        self._pumps: set[asyncio.Task[None]] = set()

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self._port}"

    async def open(self) -> None:
        """Let everything through, from now on or again."""
        self._flowing.set()
        if self._server is None:
            self._server = await asyncio.start_server(self._serve, "127.0.0.1", self._port)

    def silence(self) -> None:
        """Keep all connections, and let no byte through; new connections are accepted and get no answer."""
        self._flowing.clear()

    async def cut(self) -> None:
        """Break all connections and refuse new ones."""
        server, self._server = self._server, None
        if server is not None:
            server.close()
        for writer in tuple(self._writers):
            writer.transport.abort()
        for pump in tuple(self._pumps):
            pump.cancel()
        if self._pumps:
            await asyncio.wait(self._pumps)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        await self._flowing.wait()
        try:
            far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self._target)
        except OSError:
            writer.transport.abort()
            return
        for ends in ((reader, far_writer), (far_reader, writer)):
            self._writers.add(ends[1])
            pump = asyncio.create_task(self._pump(*ends))
            self._pumps.add(pump)
            pump.add_done_callback(self._pumps.discard)

    async def _pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            with suppress(OSError):
                while block := await reader.read(_BLOCK):
                    await self._flowing.wait()
                    writer.write(block)
                    await writer.drain()
        finally:
            self._writers.discard(writer)
            writer.close()
