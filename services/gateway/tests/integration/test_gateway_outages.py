"""The document store and MinIO away: 503 with Retry-After, soon; nothing half accepted; and all goes on afterwards."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from typing import Any

import httpx
import pytest

from videoagent_contracts.ids import uuid7

pytestmark = pytest.mark.stack
TASKS = "/api/v1/tasks"
SOON_S = 6.0


class Line:
    """A TCP connection to a server that can be cut and mended."""

    def __init__(self, target: str) -> None:
        self._host, _, port = target.rpartition(":")
        self._port = int(port)
        self._server: asyncio.Server | None = None
        self._writers: set[asyncio.StreamWriter] = set()
        self.port = 0

    async def mend(self) -> None:
        self._server = await asyncio.start_server(self._connect, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def cut(self) -> None:
        assert self._server is not None
        self._server.close()
        for writer in tuple(self._writers):
            writer.transport.abort()
        await self._server.wait_closed()

    async def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there_reader, there_writer = await asyncio.open_connection(self._host, self._port)
        self._writers |= {writer, there_writer}
        await asyncio.gather(self._copy(reader, there_writer), self._copy(there_reader, writer))

    async def _copy(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while data := await reader.read(65_536):
                writer.write(data)
                await writer.drain()
        except OSError:
            return
        finally:
            self._writers.discard(writer)
            writer.close()


@pytest.fixture
async def store_line(servers: Any) -> AsyncIterator[Line]:
    line = Line(servers.mongo_uri.removeprefix("mongodb://").split("/")[0])
    await line.mend()
    yield line
    await line.cut()


@pytest.fixture
async def media_line(servers: Any) -> AsyncIterator[Line]:
    line = Line(servers.minio_endpoint)
    await line.mend()
    yield line
    await line.cut()


@pytest.fixture
async def client(
    start_gateway: Callable[..., Any], registry: Any, store_line: Line, media_line: Line
) -> AsyncIterator[httpx.AsyncClient]:
    gateway = start_gateway(
        VIDEOAGENT_MONGO__URI=f"mongodb://127.0.0.1:{store_line.port}/?directConnection=true",
        VIDEOAGENT_OBJECT_STORE__ENDPOINT=f"127.0.0.1:{media_line.port}",
    )
    await asyncio.to_thread(gateway.wait_ready)
    async with httpx.AsyncClient(base_url=gateway.url, timeout=20) as client:
        yield client
    await asyncio.to_thread(gateway.stop)


async def finished(client: httpx.AsyncClient) -> str:
    task_id: str = (await client.post(TASKS, json={"topic": "finish"})).json()["task_id"]
    deadline = time.monotonic() + 20
    while (await client.get(f"{TASKS}/{task_id}/status")).json()["status"] != "completed":
        assert time.monotonic() < deadline
        await asyncio.sleep(0.05)
    return task_id


async def refused(client: httpx.AsyncClient, method: str, path: str, **options: Any) -> None:
    began = time.monotonic()
    answer = await client.request(method, path, **options)
    assert answer.status_code == 503, answer.text
    assert int(answer.headers["retry-after"]) >= 1
    assert answer.json()["code"] == "service_unavailable"
    assert time.monotonic() - began < SOON_S


async def test_without_the_document_store(client: httpx.AsyncClient, store_line: Line) -> None:
    task_id = await finished(client)
    total = (await client.get(TASKS)).json()["total"]
    await store_line.cut()
    await refused(client, "POST", TASKS, json={"topic": "bees"})
    await refused(client, "POST", TASKS, json={"topic": "bees"}, headers={"Idempotency-Key": "away"})
    await refused(client, "GET", f"{TASKS}/{uuid7()}")
    await refused(client, "GET", f"{TASKS}/{task_id}/events")
    assert (await client.get(f"{TASKS}/{task_id}/status")).json()["status"] == "completed"
    assert (await client.get(TASKS)).json()["total"] == total
    assert (await client.get("/health")).json()["status"] == "degraded"
    assert (await client.get("/health/ready")).status_code == 503
    assert (await client.get("/health/live")).status_code == 200
    await store_line.mend()
    deadline = time.monotonic() + 15
    while (await client.get("/health/ready")).status_code != 200:
        assert time.monotonic() < deadline
        await asyncio.sleep(0.1)
    answer = await client.post(TASKS, json={"topic": "finish"}, headers={"Idempotency-Key": "away"})
    assert answer.status_code == 201
    assert (await client.get(TASKS)).json()["total"] == total + 1
    assert (await client.get(f"{TASKS}/{task_id}/events")).status_code == 200


async def test_without_the_object_store(client: httpx.AsyncClient, media_line: Line) -> None:
    task_id = await finished(client)
    await media_line.cut()
    await refused(client, "GET", f"{TASKS}/{task_id}/video")
    await refused(client, "GET", f"{TASKS}/{task_id}/thumbnail")
    assert (await client.get(f"{TASKS}/{task_id}")).status_code == 200
    assert (await client.post(TASKS, json={"topic": "bees"})).status_code == 201
    await media_line.mend()
    assert (await client.get(f"{TASKS}/{task_id}/video")).status_code == 200
