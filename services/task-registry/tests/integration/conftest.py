"""A registry of its own on the real servers, with agents that answer at once and listeners that note everything."""

import asyncio
import json
import os
import signal
import sys
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from videoagent_contracts.codec import AnyEnvelope
from videoagent_contracts.commands import CreateTask
from videoagent_contracts.enums import StepKind, TaskStatus
from videoagent_contracts.envelope import Envelope, Message
from videoagent_contracts.film import ImageRequest, Picture
from videoagent_contracts.options import TaskOptions, TaskSpec
from videoagent_contracts.status import TaskStatusChanged, TaskView
from videoagent_contracts.steps import AgentAnnounced, RunImage, StepStarted
from videoagent_contracts.topics import (
    CLEAN_UP_REPORTS,
    STEP_CANCELLATIONS,
    STEP_REQUESTS,
    STEP_REQUESTS_HIGH,
    STEP_RESULTS_TOPIC,
    TASK_COMMANDS,
    TASK_PROGRESS,
    TASK_STATUS,
)
from videoagent_registry.adapters.mongo_journal import MongoJournal
from videoagent_registry.adapters.mongo_slots import MongoSlots
from videoagent_registry.testing import TESTER, report, success
from videoagent_runtime.agent import AgentContext
from videoagent_runtime.agent.entry import agent_running
from videoagent_runtime.agent.provider_health import Health
from videoagent_runtime.records import Received
from videoagent_runtime.service import Runtime
from videoagent_runtime.settings import AgentSettings, ServiceSettings, load_settings

Behaviour = Callable[[AnyEnvelope], list[AnyEnvelope]]


def answer_at_once(request: AnyEnvelope) -> list[AnyEnvelope]:
    """Start and succeed."""
    started = report(request.task_id, request.step_id or "", request.attempt or 1, StepStarted(worker="fake"))
    return [started, success(request)]


class System:
    """What a test sees of the registry: what it says, and what may be said to it."""

    def __init__(self, runtime: Runtime, environment: dict[str, str], logs: Path) -> None:
        self.runtime = runtime
        self.environment = environment
        self.logs = logs
        self.behave: Behaviour = answer_at_once
        self.requests: list[AnyEnvelope] = []
        self.statuses: list[AnyEnvelope] = []
        self.progress: list[AnyEnvelope] = []
        self.cancellations: list[AnyEnvelope] = []
        self.reports: list[AnyEnvelope] = []
        self.processes: list[asyncio.subprocess.Process] = []
        self.journal = MongoJournal(runtime.mongo.database("registry"))
        self.slots = MongoSlots(runtime.mongo.database("registry"))

    @asynccontextmanager
    async def build(self, runtime: Runtime) -> AsyncIterator[None]:
        topics = [*STEP_REQUESTS.values(), *STEP_REQUESTS_HIGH.values()]
        runtime.consume_batch(topics, "fake-agents", self._on_requests)
        heard = [TASK_STATUS, TASK_PROGRESS, STEP_CANCELLATIONS, CLEAN_UP_REPORTS]
        runtime.broadcast(heard, self._on_news, from_beginning=True)
        yield

    async def _on_requests(self, batch: list[Received]) -> None:
        answers: list[AnyEnvelope] = []
        for received in batch:
            self.requests.append(received.envelope)
            answers += self.behave(received.envelope)
        if answers:
            await self.runtime.publish_many([(STEP_RESULTS_TOPIC, answer, None) for answer in answers])

    async def _on_news(self, batch: list[Received]) -> None:
        notes = {
            TASK_STATUS.name: self.statuses,
            TASK_PROGRESS.name: self.progress,
            STEP_CANCELLATIONS.name: self.cancellations,
            CLEAN_UP_REPORTS.name: self.reports,
        }
        for received in batch:
            notes[received.topic].append(received.envelope)

    @asynccontextmanager
    async def pictures_by(
        self,
        run: Callable[[ImageRequest, AgentContext], Awaitable[Picture]],
        announcement: Callable[[], AgentAnnounced],
        health: Health | None = None,
    ) -> AsyncIterator[None]:
        """Have pictures made by an agent on the real harness, in this process; the fake agents leave them alone."""
        others = self.behave
        self.behave = lambda request: [] if isinstance(request.payload, RunImage) else others(request)
        with pytest.MonkeyPatch.context() as patch:
            for name, value in self.environment.items():
                patch.setenv(name, value)
            patch.setenv("VIDEOAGENT_WORK_DIR", str(self.logs / "agent-image"))
            patch.setenv("VIDEOAGENT_CONCURRENCY", "4")
            settings = load_settings(AgentSettings)

        def build(runtime: Runtime) -> AbstractAsyncContextManager[None]:
            return agent_running(runtime, StepKind.IMAGE, run, settings, announcement, health)

        async with Runtime("agent-image", settings).running(build):
            yield

    async def start_registry(self, **environment: str) -> asyncio.subprocess.Process:
        """Run a registry in a process of its own."""
        log = (self.logs / f"registry-{len(self.processes)}.log").open("wb")
        with log:
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "videoagent_registry",
                env={**self.environment, **environment},
                stdout=log,
                stderr=log,
            )
        self.processes.append(process)
        return process

    async def kill(self, process: asyncio.subprocess.Process, number: signal.Signals = signal.SIGKILL) -> int:
        """End a registry of this test."""
        process.send_signal(number)
        return await process.wait()

    async def clean_up(self, *options: str) -> list[dict[str, Any]]:
        """Run the clean-up command, for which media of any age may be an orphan, and return what it printed."""
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "videoagent_registry.retention",
            *options,
            env={**self.environment, "VIDEOAGENT_REGISTRY__ORPHAN_AGE": "PT0S", "VIDEOAGENT_LOG__LEVEL": "error"},
            stdout=asyncio.subprocess.PIPE,
        )
        output, _ = await process.communicate()
        assert process.returncode == 0
        return [json.loads(line) for line in output.decode().splitlines() if line.startswith("{")]

    async def say(self, task_id: str, payload: Message, *, message_id: str | None = None) -> AnyEnvelope:
        """Give a command."""
        envelope = Envelope.of(payload, task_id=task_id, producer=TESTER, message_id=message_id)
        await self.runtime.publish(TASK_COMMANDS, envelope)
        return envelope

    async def create(self, task_id: str | None = None, **options: Any) -> str:
        """Create a task and return its id."""
        spec = TaskSpec(topic="A tale of three shots", options=TaskOptions.model_validate(options))
        return await self.create_for("somebody", spec, task_id)

    async def create_for(
        self, user_id: str, spec: TaskSpec, task_id: str | None = None, max_running: int | None = None
    ) -> str:
        """Create a task of a user and return its id."""
        name = task_id or str(uuid.uuid4())
        payload = CreateTask(user_id=user_id, spec=spec, max_running=max_running)
        await self.say(name, payload, message_id=f"create-{name}")
        return name

    async def answer(self, request: AnyEnvelope) -> None:
        """Let an agent answer a request that it has held back."""
        await self.runtime.publish_many([(STEP_RESULTS_TOPIC, each, None) for each in self.behave(request)])

    async def until_no_places(self) -> None:
        """Wait until no task holds a place."""
        async with asyncio.timeout(20):
            for partition in range(STEP_RESULTS_TOPIC.partitions):
                while await self.slots.of_partition(partition):  # noqa: ASYNC110 - another process frees them
                    await asyncio.sleep(0.1)

    def told(self, task_id: str) -> list[AnyEnvelope]:
        """Return the statuses of a task as a consumer takes them in: in order of seq, each once."""
        newest: list[AnyEnvelope] = []
        for envelope in self.statuses:
            if envelope.task_id == task_id and (envelope.seq or 0) > (newest[-1].seq or 0 if newest else 0):
                newest.append(envelope)
        return newest

    def state(self, task_id: str) -> TaskView | None:
        """Return the newest state that was told."""
        told = self.told(task_id)
        if not told:
            return None
        payload: TaskStatusChanged = told[-1].payload
        return payload.state

    async def until(self, condition: Callable[[], Any], what: str, seconds: float = 40) -> None:
        """Wait for a condition.

        Raises:
            AssertionError: It did not come true in time.
        """
        try:
            async with asyncio.timeout(seconds):
                while not condition():  # noqa: ASYNC110 - the condition looks at what messages left behind
                    await asyncio.sleep(0.02)
        except TimeoutError:
            logs = "\n".join(path.read_text()[-2000:] for path in sorted(self.logs.glob("*.log")))
            raise AssertionError(f"{what} did not happen within {seconds} s\n{logs}") from None

    async def until_status(self, task_id: str, status: TaskStatus, seconds: float = 40) -> TaskView:
        """Wait until a task has a status."""

        def reached() -> bool:
            state = self.state(task_id)
            return state is not None and state.status is status

        await self.until(reached, f"{task_id} {status}", seconds)
        state = self.state(task_id)
        assert state is not None
        return state

    async def until_finished(self, task_id: str) -> None:
        """Wait until the journal marks a task as over, which comes a moment after the word of it."""
        async with asyncio.timeout(20):
            while True:
                found = await self.journal.finished_before(datetime.now(UTC), 10_000)
                if task_id in [finished for finished, _ in found]:
                    return
                await asyncio.sleep(0.1)


@pytest.fixture(scope="session")
def prefix() -> str:
    """Before the names of topics, groups and databases: one for all tests, since topics are dear."""
    return f"registry-test-{uuid.uuid4().hex[:8]}-"


@pytest.fixture
async def system(servers: Any, prefix: str, tmp_path: Path) -> AsyncIterator[System]:
    """The fake world around a registry, with topics and databases of its own."""
    environment = {
        **os.environ,
        **servers.env(),
        "VIDEOAGENT_KAFKA__PREFIX": prefix,
        "VIDEOAGENT_KAFKA__SESSION_TIMEOUT": "PT6S",
        "VIDEOAGENT_MONGO__DATABASE_PREFIX": prefix.replace("-", "_"),
        "VIDEOAGENT_OBJECT_STORE__BUCKET": prefix.rstrip("-"),
        "VIDEOAGENT_WORK_DIR": str(tmp_path / "work"),
        "VIDEOAGENT_REGISTRY__LEASE": "PT4S",
    }
    with pytest.MonkeyPatch.context() as patch:
        for name, value in environment.items():
            patch.setenv(name, value)
        settings = ServiceSettings()
    runtime = Runtime("tester", settings)
    system = System(runtime, environment, tmp_path)
    async with runtime.running(system.build):
        try:
            yield system
        finally:
            for process in system.processes:
                if process.returncode is None:
                    await system.kill(process, signal.SIGTERM)
