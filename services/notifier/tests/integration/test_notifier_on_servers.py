"""The notifier in a process of its own, on the real servers, with a receiver in the test."""

import asyncio
import json
import os
import sys
import uuid
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from standardwebhooks import Webhook
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from videoagent_contracts.enums import TaskStatus
from videoagent_contracts.envelope import Envelope, utc_now
from videoagent_contracts.ids import uuid7
from videoagent_contracts.options import TaskSpec
from videoagent_contracts.status import DeliveryAttempted, StatusEvent, TaskStatusChanged, TaskView
from videoagent_contracts.topics import REGISTRY, TASK_STATUS, WEBHOOK_ATTEMPTS
from videoagent_runtime.mongo import Mongo
from videoagent_runtime.records import Received
from videoagent_runtime.service import Runtime
from videoagent_runtime.settings import ServiceSettings, load_settings
from videoagent_runtime.web import serving

pytestmark = pytest.mark.stack
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


@pytest.fixture(scope="module", name="environment")
def isolated_environment(servers: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    prefix = f"nt{uuid.uuid4().hex[:8]}"
    values = {
        **servers.env(),
        "VIDEOAGENT_KAFKA__PREFIX": f"{prefix}.",
        "VIDEOAGENT_KAFKA__SESSION_TIMEOUT": "6",
        "VIDEOAGENT_MONGO__DATABASE_PREFIX": f"{prefix}_",
        "VIDEOAGENT_WORK_DIR": str(tmp_path_factory.mktemp("work")),
        "VIDEOAGENT_HEALTH__PORT": "0",
        "VIDEOAGENT_NOTIFIER__SECRET": SECRET,
        "VIDEOAGENT_NOTIFIER__ALLOWED_HOSTS": "127.0.0.1",
        "VIDEOAGENT_NOTIFIER__INITIAL_BACKOFF": "0.4",
        "VIDEOAGENT_NOTIFIER__MAX_BACKOFF": "1",
        "VIDEOAGENT_NOTIFIER__ATTEMPTS": "100",
    }
    with pytest.MonkeyPatch.context() as patch:
        for name, value in values.items():
            patch.setenv(name, value)
        yield values


async def until(condition: Callable[[], bool], seconds: float = 30.0) -> None:
    async with asyncio.timeout(seconds):
        while not condition():  # noqa: ASYNC110 - what is waited for has no event
            await asyncio.sleep(0.02)


class Receiver:
    """Keeps verified webhooks; answers 503 while ``well`` is false."""

    def __init__(self) -> None:
        self.received: list[tuple[str, dict[str, Any]]] = []
        self.tries = 0
        self.well = True
        self.url = ""

    async def answer(self, request: Request) -> Response:
        self.tries += 1
        if not self.well:
            return Response(status_code=503)
        payload = Webhook(SECRET).verify(await request.body(), dict(request.headers))
        self.received.append((request.headers["webhook-id"], payload))
        return Response(status_code=204)

    def of(self, task_id: str) -> list[str]:
        return [payload["type"] for _, payload in self.received if payload["data"]["task_id"] == task_id]


@pytest.fixture(name="receiver")
async def running_receiver() -> AsyncIterator[Receiver]:
    receiver = Receiver()
    app = Starlette(routes=[Route("/{path:path}", receiver.answer, methods=["POST"])])
    async with serving(app, "127.0.0.1", 0, drain_s=0.5) as port:
        receiver.url = f"http://127.0.0.1:{port}/hook"
        yield receiver


class Publisher:
    """Publishes statuses as the registry does, and hears of tries."""

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime
        self.attempts: list[tuple[str, DeliveryAttempted]] = []

    async def on_attempts(self, received: list[Received]) -> None:
        self.attempts += [(message.envelope.task_id, message.envelope.payload) for message in received]

    async def film(self, url: str, *, task_id: str | None = None) -> str:
        """Publish a task's life: pending, running, completed."""
        identity = task_id or uuid7()
        lives = [(None, "pending"), ("pending", "running"), ("running", "completed")]
        for seq, (before, after) in enumerate(lives, 1):
            await self.status(identity, url, TaskStatus(before) if before else None, TaskStatus(after), seq)
        return identity

    async def status(
        self,
        task_id: str,
        url: str,
        before: TaskStatus | None,
        after: TaskStatus,
        seq: int,
        event: StatusEvent = StatusEvent.STATUS_CHANGE,
    ) -> None:
        now = utc_now()
        spec = TaskSpec(topic="Bees", webhook_url=url)
        view = TaskView(task_id=task_id, user_id="u", spec=spec, status=after, created_at=now, updated_at=now)
        payload = TaskStatusChanged(event=event, previous_status=before, state=view)
        await self._runtime.publish(TASK_STATUS, Envelope.of(payload, task_id=task_id, producer=REGISTRY, seq=seq))


@pytest.fixture(name="publisher")
async def running_publisher(environment: dict[str, str]) -> AsyncIterator[Publisher]:
    assert environment
    made: list[Publisher] = []

    @asynccontextmanager
    async def build(runtime: Runtime) -> AsyncIterator[None]:
        made.append(Publisher(runtime))
        runtime.consume_batch([WEBHOOK_ATTEMPTS], f"test-{uuid.uuid4().hex[:6]}", made[0].on_attempts)
        yield

    async with Runtime("test", load_settings(ServiceSettings)).running(build):
        yield made[0]


Start = Callable[..., Awaitable[asyncio.subprocess.Process]]


@pytest.fixture(name="start_notifier")
async def notifier_starter(environment: dict[str, str]) -> AsyncIterator[Start]:
    assert environment
    started: list[asyncio.subprocess.Process] = []
    readers: list[asyncio.Task[bytes]] = []

    async def start(**changes: str) -> asyncio.subprocess.Process:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "videoagent_notifier",
            stdout=asyncio.subprocess.PIPE, env={**os.environ, **changes},
        )  # fmt: skip
        started.append(process)
        output = process.stdout
        assert output is not None
        seen = b""
        async with asyncio.timeout(40):
            while line := await output.readline():
                seen += line
                if b"service started" in line:
                    reading = asyncio.create_task(output.read())
                    readers.append(reading)
                    return process
        raise AssertionError(f"the notifier did not start: {seen.decode()}")

    yield start
    for process in started:
        if process.returncode is None:
            process.kill()
            await process.wait()
    await asyncio.gather(*readers)


async def test_webhooks_are_delivered_in_order_and_logged(
    receiver: Receiver, publisher: Publisher, start_notifier: Start
) -> None:
    await start_notifier()
    tasks = [await publisher.film(receiver.url) for _ in range(5)]
    expected = ["task.status_changed", "task.started", "task.status_changed", "task.completed"]
    await until(lambda: all(receiver.of(task) == expected for task in tasks))
    assert len({identity for identity, _ in receiver.received}) == 20
    await until(lambda: len([task for task, _ in publisher.attempts if task in tasks]) == 20)
    told = [attempted for task, attempted in publisher.attempts if task == tasks[0]]
    assert [attempted.event for attempted in told] == expected
    assert {(attempted.outcome, attempted.status_code, attempted.url_host) for attempted in told} == {
        ("delivered", 204, "127.0.0.1")
    }


async def test_killed_while_the_receiver_is_away_nothing_is_lost(
    receiver: Receiver, publisher: Publisher, start_notifier: Start
) -> None:
    """kill -9 with undelivered webhooks: the next notifier finds them in the store and delivers them, in order."""
    receiver.well = False
    first = await start_notifier()
    tasks = [await publisher.film(receiver.url) for _ in range(3)]
    await until(lambda: receiver.tries >= 6)
    first.kill()
    await first.wait()
    more = await publisher.film(receiver.url)
    await start_notifier()
    receiver.well = True
    expected = ["task.status_changed", "task.started", "task.status_changed", "task.completed"]
    await until(lambda: all(receiver.of(task) == expected for task in [*tasks, more]))
    assert set(Counter(identity for identity, _ in receiver.received).values()) == {1}


async def test_status_that_comes_twice_causes_one_webhook(
    receiver: Receiver, publisher: Publisher, start_notifier: Start
) -> None:
    await start_notifier()
    task = await publisher.film(receiver.url)
    await until(lambda: len(receiver.of(task)) == 4)
    await publisher.film(receiver.url, task_id=task)
    later = await publisher.film(receiver.url)
    await until(lambda: len(receiver.of(later)) == 4)
    assert len(receiver.of(task)) == 4


async def test_forbidden_receiver_is_given_up_at_once(
    receiver: Receiver, publisher: Publisher, start_notifier: Start
) -> None:
    await start_notifier()
    task = await publisher.film(receiver.url.replace("127.0.0.1", "127.0.0.2"))
    await until(lambda: len([1 for owner, _ in publisher.attempts if owner == task]) == 4)
    assert {(told.outcome, told.error) for owner, told in publisher.attempts if owner == task} == {
        ("gave_up", "127.0.0.2 is not a public address")
    }
    assert receiver.of(task) == []


async def test_deleted_task_takes_its_deliveries_along(
    receiver: Receiver, publisher: Publisher, start_notifier: Start
) -> None:
    await start_notifier()
    task = await publisher.film(receiver.url)
    await until(lambda: len(receiver.of(task)) == 4)
    mongo = Mongo(load_settings(ServiceSettings).mongo)
    deliveries = mongo.database("notifier").collection("deliveries")
    assert len(await deliveries.find({"task_id": task})) == 4
    completed = TaskStatus.COMPLETED
    await publisher.status(task, receiver.url, completed, completed, 4, StatusEvent.TASK_DELETED)
    async with asyncio.timeout(20):
        while await deliveries.find({"task_id": task}):  # noqa: ASYNC110 - another process removes them
            await asyncio.sleep(0.05)
    mongo.close()


async def test_stop_is_clean(start_notifier: Start) -> None:
    notifier = await start_notifier()
    notifier.terminate()
    assert await asyncio.wait_for(notifier.wait(), 15) == 0


async def test_secret_is_made_once_and_can_be_shown(environment: dict[str, str]) -> None:
    own = {name: value for name, value in os.environ.items() if name != "VIDEOAGENT_NOTIFIER__SECRET"}
    shown = []
    for _ in range(2):
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "videoagent_notifier", "secret", stdout=asyncio.subprocess.PIPE, env=own
        )
        output, _ = await process.communicate()
        shown.append(output.decode().strip())
    assert shown[0] == shown[1]
    Webhook(shown[0])
    assert json.dumps(environment).count(shown[0]) == 0


async def test_wrong_secret_is_told_at_start(environment: dict[str, str]) -> None:
    assert environment
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "videoagent_notifier", stdout=asyncio.subprocess.PIPE,
        env={**os.environ, "VIDEOAGENT_NOTIFIER__SECRET": "whsec_"},
    )  # fmt: skip
    output, _ = await asyncio.wait_for(process.communicate(), 40)
    assert process.returncode == 1
    assert b"VIDEOAGENT_NOTIFIER__SECRET" in output
