"""Two gateways side by side on real Kafka, store and MinIO, with a registry that makes no films."""

import asyncio
import json
import signal
import time
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from typing import Any

import httpx
import pytest
import websockets

pytestmark = pytest.mark.stack
TASKS = "/api/v1/tasks"


@pytest.fixture
async def clients(replicas: Any) -> AsyncIterator[tuple[httpx.AsyncClient, httpx.AsyncClient]]:
    async with (
        httpx.AsyncClient(base_url=replicas[0].url, timeout=20) as first,
        httpx.AsyncClient(base_url=replicas[1].url, timeout=20) as second,
    ):
        yield first, second


async def create(client: httpx.AsyncClient, topic: str, **more: Any) -> str:
    answer = await client.post(TASKS, json={"topic": topic, **more})
    assert answer.status_code == 201, answer.text
    task_id: str = answer.json()["task_id"]
    return task_id


async def until(client: httpx.AsyncClient, task_id: str, status: str) -> dict[str, Any]:
    deadline = time.monotonic() + 20
    while True:
        state: dict[str, Any] = (await client.get(f"{TASKS}/{task_id}/status")).json()
        if state.get("status") == status:
            return state
        assert time.monotonic() < deadline, state
        await asyncio.sleep(0.05)


async def test_a_task_is_readable_at_once_on_the_other_replica(clients: Any) -> None:
    first, second = clients
    for number in range(10):
        here, there = (first, second) if number % 2 else (second, first)
        task_id = await create(here, f"wait {number}")
        assert (await there.get(f"{TASKS}/{task_id}")).status_code == 200
        assert (await there.get(f"{TASKS}/{task_id}/status")).status_code == 200
        assert (await there.get(TASKS)).json()["items"][0]["task_id"] == task_id


async def test_a_socket_on_the_other_replica_hears_everything_in_order(clients: Any, replicas: Any) -> None:
    first, _ = clients
    task_id = await create(first, "steps 50")
    seqs, kinds = [], []
    async with websockets.connect(f"ws://127.0.0.1:{replicas[1].port}/ws/tasks/{task_id}?after_seq=0") as socket:
        assert json.loads(await socket.recv())["type"] == "connected"
        async with asyncio.timeout(30):
            async for text in socket:
                message = json.loads(text)
                seqs.append(message["seq"])
                kinds.append(message["type"])
    assert kinds[-1] == "task_completed"
    assert seqs == sorted(set(seqs))
    events = (await clients[1].get(f"{TASKS}/{task_id}/events")).json()["items"]
    assert [event["seq"] for event in events] == [1, *range(2, 103, 2), 103]
    assert {event["seq"] for event in events} <= set(seqs)


async def test_one_key_makes_one_task_whoever_asks_how_often(clients: Any) -> None:
    requests = [
        client.post(TASKS, json={"topic": "once only"}, headers={"Idempotency-Key": "race"})
        for client in clients
        for _ in range(10)
    ]
    answers = await asyncio.gather(*requests)
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["task_id"] for answer in answers}) == 1
    assert (await clients[0].get(f"{TASKS}?q=once only")).json()["total"] == 1


async def test_the_film_is_served_by_its_address(clients: Any) -> None:
    first, second = clients
    task_id = await create(first, "finish: Ünïcode / film")
    await until(second, task_id, "completed")
    video = (await second.get(f"{TASKS}/{task_id}/video")).json()
    async with httpx.AsyncClient() as outside:
        part = await outside.get(video["url"], headers={"Range": "bytes=10-19"})
        assert (part.status_code, part.content) == (206, b"0123456789")
        assert "filename*=UTF-8''finish-%C3%9Cn%C3%AFcode-film.mp4" in part.headers["content-disposition"]
        assert (await outside.get(video["captions"]["vtt"])).content == b"WEBVTT\n"
        thumbnail = (await second.get(f"{TASKS}/{task_id}/thumbnail")).json()
        assert (await outside.get(thumbnail["url"])).content == b"JPEG"
        assert (await outside.get(video["url"].replace("Signature=", "Signature=0"))).status_code == 403


async def test_commands_on_either_replica(clients: Any) -> None:
    first, second = clients
    task_id = await create(first, "long one")
    await until(second, task_id, "running")
    assert (await second.post(f"{TASKS}/{task_id}/cancel")).json()["status"] == "cancelled"
    assert (await first.post(f"{TASKS}/{task_id}/retry")).status_code == 200
    await until(second, task_id, "completed")
    assert (await second.delete(f"{TASKS}/{task_id}")).status_code == 204
    deadline = time.monotonic() + 5
    while (await first.get(f"{TASKS}/{task_id}")).status_code != 404:
        assert time.monotonic() < deadline
        await asyncio.sleep(0.05)
    assert (await first.get(f"{TASKS}?q=long one")).json()["total"] == 0


async def test_names_come_from_the_agents(clients: Any) -> None:
    for client in clients:
        assert (await client.get("/api/v1/voices")).json()["items"][0]["name"] == "heart"
        assert (await client.get("/api/v1/styles")).json()["items"][0]["name"] == "noir"
        kinds = [agent["kind"] for agent in (await client.get("/api/v1/providers")).json()["items"]]
        assert kinds == ["voice", "image"]
        answer = await client.post(TASKS, json={"topic": "bees", "options": {"voice": "hart"}})
        assert answer.json()["errors"] == [
            {"field": "options.voice", "message": "hart is not known; did you mean heart?"}
        ]


async def test_health_metrics_and_documents(clients: Any) -> None:
    first, _ = clients
    health = (await first.get("/health")).json()
    assert health["status"] == "ok"
    assert set(health["dependencies"]) >= {"kafka", "mongo", "object_store"}
    assert "videoagent_http_requests_total" in (await first.get("/metrics")).text
    assert (await first.get("/api/openapi.json")).json()["openapi"].startswith("3.")
    assert (await first.get("/api/asyncapi.json")).json()["asyncapi"].startswith("3.")
    for page in ("/", "/api/docs", "/api/events", "/api/docs/swagger-ui-bundle.js"):
        answer = await first.get(page)
        assert answer.status_code == 200
        assert "://unpkg" not in answer.text
        assert "://cdn" not in answer.text


async def test_a_killed_replica_comes_back_with_all_it_knew(clients: Any, replicas: Any) -> None:
    first, second = clients
    finished, failed = await create(second, "finish this"), await create(second, "fail this")
    await until(second, finished, "completed")
    await until(second, failed, "failed")
    replicas[0].stop(signal.SIGKILL)
    meanwhile = await create(second, "finish meanwhile")
    await until(second, meanwhile, "completed")
    replicas[0].start().wait_ready()
    for task_id, status in ((finished, "completed"), (failed, "failed"), (meanwhile, "completed")):
        await until(first, task_id, status)
    assert (await first.get(f"{TASKS}/{failed}")).json()["error"]["code"] == "provider_refused"
    lists = [(await client.get(f"{TASKS}?limit=100")).json() for client in clients]
    assert lists[0] == lists[1]


async def test_after_a_crash_no_client_is_told_that_a_running_task_has_gone_back(clients: Any, replicas: Any) -> None:
    """States between two changes of status are written seconds late, progress never: both are known again."""
    task_id = await create(clients[0], "halt 20")
    deadline = time.monotonic() + 60
    while (before := (await clients[0].get(f"{TASKS}/{task_id}/status")).json())["progress"] < 50:
        assert time.monotonic() < deadline, before
        await asyncio.sleep(0.05)
    for replica in replicas:
        replica.stop(signal.SIGKILL)
    for replica in replicas:
        replica.start()
    for client, replica in zip(clients, replicas, strict=True):
        told = await first_answer(client, f"{TASKS}/{task_id}/status")
        assert told.status_code == 200, told.text
        assert told.json() == before
        await asyncio.to_thread(replica.wait_ready)


async def first_answer(client: httpx.AsyncClient, path: str) -> httpx.Response:
    """Ask a gateway that is just starting until it answers for the first time."""
    async with asyncio.timeout(90):
        while True:
            with suppress(httpx.TransportError):
                return await client.get(path)
            await asyncio.sleep(0.02)


async def test_a_replica_stops_cleanly(start_gateway: Callable[..., Any], replicas: Any) -> None:
    third = start_gateway().wait_ready()
    async with websockets.connect(f"ws://127.0.0.1:{third.port}/ws/subscribe") as socket:
        await socket.recv()
        began = time.monotonic()
        assert await asyncio.to_thread(third.stop) == 0
        assert time.monotonic() - began < 15
        with pytest.raises(websockets.ConnectionClosed):
            await socket.recv()
        assert socket.close_code == 1012


async def test_an_emptied_read_model_is_built_again(clients: Any, start_gateway: Callable[..., Any]) -> None:
    """The group's offsets are far on, yet a gateway with an empty database finds all tasks in the status topic."""
    first, _ = clients
    before = (await first.get(f"{TASKS}?limit=100&sort_by=created_at")).json()
    other = start_gateway(
        VIDEOAGENT_MONGO__DATABASE_PREFIX="gwnew" + first.base_url.netloc.decode()[-5:] + "_"
    ).wait_ready()
    async with httpx.AsyncClient(base_url=other.url) as client:
        deadline = time.monotonic() + 20
        while (after := (await client.get(f"{TASKS}?limit=100&sort_by=created_at")).json()) != before:
            assert time.monotonic() < deadline, (before["total"], after["total"])
            await asyncio.sleep(0.1)


def test_without_keys_it_does_not_open_itself_to_others(start_gateway: Callable[..., Any]) -> None:
    gateway = start_gateway(VIDEOAGENT_GATEWAY__HOST="0.0.0.0")
    assert gateway.process.wait(timeout=30) != 0
    assert "VIDEOAGENT_GATEWAY__ALLOW_OPEN" in gateway.log.read_text()
