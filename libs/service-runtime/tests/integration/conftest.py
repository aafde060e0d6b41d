"""A runtime in the test's own process, and agents in processes of their own, on the real servers."""

import asyncio
import json
import os
import signal
import sys
import uuid
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from videoagent_contracts.codec import AnyEnvelope
from videoagent_contracts.enums import StepKind
from videoagent_contracts.envelope import Envelope, utc_now
from videoagent_contracts.film import MusicRequest
from videoagent_contracts.ids import uuid7
from videoagent_contracts.steps import CancelSteps, RunMusic
from videoagent_contracts.topics import (
    REGISTRY,
    STEP_CANCELLATIONS,
    STEP_REQUESTS,
    STEP_REQUESTS_HIGH,
    STEP_RESULTS_TOPIC,
)
from videoagent_runtime.records import Received
from videoagent_runtime.service import Runtime
from videoagent_runtime.settings import ServiceSettings, load_settings

AGENT = Path(__file__).with_name("runtime_agent_process.py")
Build = Callable[[Runtime], AbstractAsyncContextManager[None]]


@pytest.fixture(scope="module", name="environment")
def isolated_environment(servers: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Environment of a system of this module's own on the shared servers."""
    prefix = f"rt{uuid.uuid4().hex[:8]}"
    values = {
        **servers.env(),
        "VIDEOAGENT_KAFKA__PREFIX": f"{prefix}.",
        "VIDEOAGENT_KAFKA__SESSION_TIMEOUT": "6",
        "VIDEOAGENT_MONGO__DATABASE_PREFIX": f"{prefix}_",
        "VIDEOAGENT_OBJECT_STORE__BUCKET": f"{prefix}-media",
        "VIDEOAGENT_WORK_DIR": str(tmp_path_factory.mktemp("work")),
        "VIDEOAGENT_JOURNAL": str(tmp_path_factory.mktemp("journal") / "journal"),
        "VIDEOAGENT_GRACE": "2",
        "VIDEOAGENT_HEARTBEAT": "1",
        "VIDEOAGENT_HEALTH__PORT": "0",
    }
    with pytest.MonkeyPatch.context() as patch:
        for name, value in values.items():
            patch.setenv(name, value)
        yield values


@pytest.fixture(name="settings")
def service_settings(environment: dict[str, str]) -> ServiceSettings:
    assert environment
    return load_settings(ServiceSettings)


@pytest.fixture(name="runtime_of")
def make_runtime(settings: ServiceSettings) -> Callable[[Build], AbstractAsyncContextManager[Runtime]]:
    @asynccontextmanager
    async def running(build: Build) -> AsyncIterator[Runtime]:
        runtime = Runtime("test", settings)
        async with runtime.running(build):
            yield runtime

    return running


async def until(condition: Callable[[], bool], seconds: float = 20.0) -> None:
    """Wait for something to come true."""
    async with asyncio.timeout(seconds):
        while not condition():  # noqa: ASYNC110 - what is waited for has no event
            await asyncio.sleep(0.02)


@dataclass
class AgentProcess:
    """One agent; ``lines`` are its log entries."""

    process: asyncio.subprocess.Process
    lines: list[dict[str, Any]] = field(default_factory=list)

    async def read(self) -> None:
        assert self.process.stdout is not None
        async for line in self.process.stdout:
            try:
                self.lines.append(json.loads(line))
            except ValueError:
                self.lines.append({"event": line.decode(errors="replace")})

    def events(self) -> list[str]:
        return [str(line.get("event")) for line in self.lines]

    def kill(self, number: signal.Signals = signal.SIGKILL) -> None:
        os.kill(self.process.pid, number)

    async def exit_code(self, seconds: float = 20.0) -> int:
        return await asyncio.wait_for(self.process.wait(), seconds)


class Registry:
    """Stands in for the task-registry: asks for steps and reads results."""

    def __init__(self, runtime: Runtime, journal: Path) -> None:
        self._runtime = runtime
        self._journal = journal
        self.results: list[AnyEnvelope] = []
        self.agents: list[AgentProcess] = []

    async def on_results(self, received: list[Received]) -> None:
        self.results += [message.envelope for message in received]

    async def start_agent(self, until_said: str = "service started", **changes: str) -> AgentProcess:
        """Start an agent and wait until it serves, or says something else."""
        process = await asyncio.create_subprocess_exec(
            sys.executable, AGENT, stdout=asyncio.subprocess.PIPE, env={**os.environ, **changes}
        )
        agent = AgentProcess(process)
        reading = asyncio.create_task(agent.read())
        self.agents.append(agent)
        await until(lambda: until_said in agent.events() or reading.done(), 40)
        return agent

    async def run_step(
        self, task_id: str | None = None, attempt: int = 1, *, limit: float = 60, high: bool = False, **options: object
    ) -> AnyEnvelope:
        command = RunMusic(
            deadline=utc_now() + timedelta(seconds=limit),
            user_id="user",
            extra_options=options,
            input=MusicRequest(duration=1.0),
        )
        request: AnyEnvelope = Envelope.of(
            command, task_id=task_id or uuid7(), step_id="music", attempt=attempt, producer=REGISTRY
        )
        await self.send(request, high=high)
        return request

    async def send(self, request: AnyEnvelope, *, high: bool = False) -> None:
        card = (STEP_REQUESTS_HIGH if high else STEP_REQUESTS)[StepKind.MUSIC]
        await self._runtime.publish(card, request, key=f"{request.task_id}/{request.step_id}")

    async def cancel(self, task_id: str) -> None:
        await self._runtime.publish(STEP_CANCELLATIONS, Envelope.of(CancelSteps(), task_id=task_id, producer=REGISTRY))

    def answers(self, task_id: str) -> list[str]:
        """Types of the results for a task, heartbeats left out, in order."""
        return [result.type for result in self.results if result.task_id == task_id and result.type != "step.heartbeat"]

    def journal(self, task_id: str) -> list[str]:
        """What the agents did for a task: ``<attempt> <what>``."""
        lines = self._journal.read_text().splitlines() if self._journal.exists() else []
        return [" ".join(line.split("/")[1].split()[:2]) for line in lines if line.startswith(task_id)]

    async def close(self) -> None:
        for agent in self.agents:
            if agent.process.returncode is None:
                agent.process.kill()
                await agent.process.wait()


@pytest.fixture(name="registry")
async def running_registry(
    environment: dict[str, str], runtime_of: Callable[[Build], AbstractAsyncContextManager[Runtime]]
) -> AsyncIterator[Registry]:
    journal = Path(environment["VIDEOAGENT_JOURNAL"])
    made: list[Registry] = []

    @asynccontextmanager
    async def build(runtime: Runtime) -> AsyncIterator[None]:
        registry = Registry(runtime, journal)
        made.append(registry)
        runtime.consume_batch(
            [STEP_RESULTS_TOPIC], f"registry-{uuid.uuid4().hex[:6]}", registry.on_results,
            batch_timeout=timedelta(milliseconds=10),
        )  # fmt: skip
        yield

    async with runtime_of(build):
        yield made[0]
        await made[0].close()


@pytest.fixture(name="until")
def wait_until() -> Callable[..., Any]:
    return until
