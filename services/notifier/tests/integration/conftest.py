"""A receiver, a registry that publishes statuses, and notifiers in processes of their own, on the real servers."""

import asyncio
import os
import sys
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import pytest
from standardwebhooks import Webhook
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from videoagent_contracts.codec import AnyEnvelope
from videoagent_contracts.enums import TaskStatus
from videoagent_contracts.envelope import Envelope, utc_now
from videoagent_contracts.ids import uuid7
from videoagent_contracts.options import TaskSpec
from videoagent_contracts.status import DeliveryAttempted, RedeliverWebhook, StatusEvent, TaskStatusChanged, TaskView
from videoagent_contracts.topics import GATEWAY, REGISTRY, TASK_STATUS, WEBHOOK_ATTEMPTS, WEBHOOK_COMMANDS
from videoagent_runtime.records import Received
from videoagent_runtime.service import Runtime
from videoagent_runtime.settings import ServiceSettings, load_settings
from videoagent_runtime.web import serving

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


async def until(condition: Callable[[], bool], seconds: float = 90.0) -> None:
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
        self.attempt_messages: list[AnyEnvelope] = []

    async def on_attempts(self, received: list[Received]) -> None:
        self.attempts += [(message.envelope.task_id, message.envelope.payload) for message in received]
        self.attempt_messages += [message.envelope for message in received]

    async def redeliver(self, task_id: str, delivery_id: str, *, times: int = 1) -> None:
        """Order a redelivery; the same message comes so many times."""
        order = Envelope.of(RedeliverWebhook(delivery_id=delivery_id), task_id=task_id, producer=GATEWAY)
        for _ in range(times):
            await self._runtime.publish(WEBHOOK_COMMANDS, order)

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
        with suppress(TimeoutError):
            async with asyncio.timeout(90):
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


@pytest.fixture(name="until")
def wait_until() -> Callable[..., Awaitable[None]]:
    return until
