"""What a gateway has lost comes back from Kafka, and what a socket has missed from any replica."""

import asyncio
import json
import signal
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import suppress
from typing import Any

import httpx
import pytest
import websockets
from motor.motor_asyncio import AsyncIOMotorClient

from videoagent_contracts.envelope import Envelope, utc_now
from videoagent_contracts.status import DeliveryAttempted
from videoagent_contracts.topics import WEBHOOK_ATTEMPTS
from videoagent_runtime.service import Runtime
from videoagent_runtime.settings import ServiceSettings

pytestmark = pytest.mark.stack
TASKS = "/api/v1/tasks"
PATIENCE_S = 60.0


@pytest.fixture
async def clients(replicas: Any) -> AsyncIterator[tuple[httpx.AsyncClient, httpx.AsyncClient]]:
    async with (
        httpx.AsyncClient(base_url=replicas[0].url, timeout=20) as first,
        httpx.AsyncClient(base_url=replicas[1].url, timeout=20) as second,
    ):
        yield first, second


async def create(client: httpx.AsyncClient, topic: str) -> str:
    answer = await client.post(TASKS, json={"topic": topic})
    assert answer.status_code == 201, answer.text
    task_id: str = answer.json()["task_id"]
    return task_id


async def eventually(client: httpx.AsyncClient, path: str, expected: Callable[[Any], bool]) -> Any:
    """Ask until the answer is as expected; a 503 says to ask again, anything else than 200 is wrong."""
    deadline = time.monotonic() + PATIENCE_S
    while True:
        answer = await client.get(path)
        assert answer.status_code in (200, 503), answer.text
        if answer.status_code == 200 and expected(answer.json()):
            return answer.json()
        assert time.monotonic() < deadline, answer.text
        await asyncio.sleep(0.1)


async def completed(client: httpx.AsyncClient, task_id: str) -> None:
    await eventually(client, f"{TASKS}/{task_id}/status", lambda state: state["status"] == "completed")


async def history(client: httpx.AsyncClient, task_id: str) -> list[dict[str, Any]]:
    """A task's events without addresses of media, which are signed anew by whoever tells them."""
    events: list[dict[str, Any]] = (await client.get(f"{TASKS}/{task_id}/events")).json()["items"]
    for event in events:
        event["data"].pop("url", None)
    return events


@pytest.fixture
def mongo(environment: dict[str, str]) -> Iterator[Any]:
    client: Any = AsyncIOMotorClient(environment["VIDEOAGENT_MONGO__URI"])
    yield client
    client.close()


async def test_the_database_is_dropped_under_running_gateways(
    clients: Any, environment: dict[str, str], mongo: Any, start_gateway: Callable[..., Any]
) -> None:
    """Requests are answered all the while; afterwards a gateway that knows only the store tells the same as before."""
    first, second = clients
    tasks = [await create(first, f"steps {number}") for number in range(1, 9)]
    for task_id in tasks:
        await completed(second, task_id)
    histories = [await history(first, task_id) for task_id in tasks]
    assert all(len(events) > 2 for events in histories)
    await mongo.drop_database(f"{environment['VIDEOAGENT_MONGO__DATABASE_PREFIX']}gateway")
    meanwhile = [await create(client, "steps 3") for client in clients]
    for client in clients:
        await eventually(client, f"{TASKS}?limit=100", lambda page: page["total"] >= len(tasks) + len(meanwhile))
        for task_id in tasks:
            assert (await client.get(f"{TASKS}/{task_id}/status")).status_code == 200
    facts = mongo[f"{environment['VIDEOAGENT_MONGO__DATABASE_PREFIX']}gateway"]["facts"]
    deadline = time.monotonic() + PATIENCE_S
    while await facts.find_one({"_id": "built"}) is None:
        assert time.monotonic() < deadline
        await asyncio.sleep(0.1)
    for task_id in meanwhile:
        await completed(second, task_id)
    third = start_gateway()
    await asyncio.to_thread(third.wait_ready)
    async with httpx.AsyncClient(base_url=third.url, timeout=20) as client:
        for task_id, events in zip(tasks, histories, strict=True):
            assert (await client.get(f"{TASKS}/{task_id}")).json()["status"] == "completed"
            assert await history(client, task_id) == events
        everything = (await client.get(f"{TASKS}?limit=100&sort_by=created_at")).json()
    assert everything == (await first.get(f"{TASKS}?limit=100&sort_by=created_at")).json()
    await asyncio.to_thread(third.stop)


async def test_a_socket_goes_on_after_seq_over_a_killed_gateway_and_on_the_other(clients: Any, replicas: Any) -> None:
    """Every event once and in order, though the gateway dies and the next connection is another replica's."""
    task_id = await create(clients[1], "steps 150")
    seqs: list[int] = []
    kinds: list[str] = []
    turn = 0
    async with asyncio.timeout(PATIENCE_S * 2):
        while "task_completed" not in kinds:
            gateway = replicas[turn % 2]
            turn += 1
            with suppress(OSError, websockets.WebSocketException):
                await _listen(f"ws://127.0.0.1:{gateway.port}/ws/tasks/{task_id}", seqs, kinds, most=40)
            if turn == 1:
                replicas[0].stop(signal.SIGKILL)
                replicas[0].start()
    await asyncio.to_thread(replicas[0].wait_ready)
    assert turn > 2
    assert seqs == sorted(set(seqs))
    events = (await clients[1].get(f"{TASKS}/{task_id}/events")).json()["items"]
    assert [event["seq"] for event in events if event["seq"] not in set(seqs)] == []
    assert kinds.count("task_completed") == 1


async def _listen(address: str, seqs: list[int], kinds: list[str], most: int) -> None:
    """Take at most so many messages, then hang up."""
    after = seqs[-1] if seqs else 0
    async with websockets.connect(f"{address}?after_seq={after}", open_timeout=5) as socket:
        taken = 0
        async for text in socket:
            message = json.loads(text)
            if message["seq"] is None:
                continue
            seqs.append(message["seq"])
            kinds.append(message["type"])
            taken += 1
            if taken == most or kinds[-1] == "task_completed":
                return


async def test_webhook_tries_are_told_by_every_replica_and_go_with_their_task(
    clients: Any, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = clients
    task_id = await create(first, "finish with a webhook")
    await completed(first, task_id)
    said = DeliveryAttempted(
        delivery_id=f"d-{task_id}",
        user_id="local",
        event="task.completed",
        url_host="example.org",
        attempt=1,
        outcome="retrying",
        status_code=503,
        next_attempt_at=utc_now(),
    )
    for name, value in environment.items():
        if name.startswith("VIDEOAGENT_"):
            monkeypatch.setenv(name, value)
    runtime = Runtime("notifier", ServiceSettings())
    await runtime.broker.connect()
    message = Envelope[DeliveryAttempted].of(said, task_id=task_id, producer="notifier")
    for _ in range(2):
        await runtime.publish(WEBHOOK_ATTEMPTS, message)
    await runtime.broker.stop()
    path = f"{TASKS}/{task_id}/deliveries"
    told = await eventually(second, path, lambda found: bool(found["items"]))
    assert [len(item["attempts"]) for item in told["items"]] == [1]
    assert (await first.post(f"/api/v1/deliveries/d-{task_id}/redeliver")).status_code == 202
    assert (await first.delete(f"{TASKS}/{task_id}")).status_code == 204
    deadline = time.monotonic() + PATIENCE_S
    while (await second.post(f"/api/v1/deliveries/d-{task_id}/redeliver")).status_code != 404:
        assert time.monotonic() < deadline
        await asyncio.sleep(0.1)
