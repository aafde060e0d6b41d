"""A task-registry that makes no films: run as a process, it answers commands with statuses.

The topic says how a task goes: ``finish`` is completed at once (with objects that are really stored), ``fail`` fails,
``steps N`` says N more statuses, ``halt N`` does so and then nothing, anything else stays running.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from videoagent_contracts.artifacts import ArtifactRef
from videoagent_contracts.codec import AnyEnvelope
from videoagent_contracts.commands import CancelTask, CreateTask, DeleteTask, RetryTask
from videoagent_contracts.enums import StepKind, TaskStatus
from videoagent_contracts.envelope import Envelope, utc_now
from videoagent_contracts.errors import ErrorCode, TaskError
from videoagent_contracts.film import Film
from videoagent_contracts.status import StatusEvent, TaskProgressed, TaskStatusChanged, TaskView
from videoagent_contracts.steps import AgentAnnounced, ProviderInfo, StyleInfo, VoiceInfo
from videoagent_contracts.topics import AGENT_CATALOGUE, TASK_COMMANDS, TASK_PROGRESS, TASK_STATUS
from videoagent_runtime.service import Runtime, run_service
from videoagent_runtime.settings import ServiceSettings, load_settings


class FakeRegistry:
    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime
        self._tasks: dict[str, tuple[int, TaskView]] = {}

    async def handle(self, envelope: AnyEnvelope) -> None:
        task_id = envelope.task_id
        if isinstance(envelope.payload, CreateTask):
            await self._create(envelope)
            return
        _, state = self._tasks[task_id]
        match envelope.payload:
            case CancelTask() if not state.status.is_terminal:
                await self.say(task_id, StatusEvent.TASK_CANCELLED, status=TaskStatus.CANCELLED)
            case RetryTask() if state.status.is_terminal:
                await self.say(task_id, status=TaskStatus.RUNNING, run=state.run + 1, progress=0.0)
                await self._finish(task_id)
            case DeleteTask() if state.status.is_terminal:
                await self.say(task_id, StatusEvent.TASK_DELETED)
                await self._runtime.publish_tombstone(TASK_STATUS, task_id)

    async def _create(self, envelope: AnyEnvelope) -> None:
        command: CreateTask = envelope.payload
        task_id, topic = envelope.task_id, command.spec.topic
        if task_id in self._tasks:
            return
        state = TaskView(
            task_id=task_id,
            user_id=command.user_id,
            spec=command.spec,
            status=TaskStatus.PENDING,
            warnings=command.warnings,
            created_at=envelope.occurred_at,
            updated_at=envelope.occurred_at,
        )
        self._tasks[task_id] = (0, state)
        await self.say(task_id, StatusEvent.TASK_CREATED)
        await self.say(task_id, status=TaskStatus.RUNNING, stage=StepKind.STYLE, started_at=utc_now())
        for number in range(int(topic.split()[1]) if topic.startswith(("steps", "halt")) else 0):
            await self.progress(task_id, number / 10 + 0.05)
            await self.say(task_id, StatusEvent.STEP_CHANGED, progress=(number + 1) / 10)
        if topic.startswith("halt"):
            await self.progress(task_id, 50.0)
        if topic.startswith(("finish", "steps")):
            await self._finish(task_id)
        elif topic.startswith("fail"):
            error = TaskError(
                code=ErrorCode.PROVIDER_REFUSED, stage="story", step_id="story", detail="too little known"
            )
            await self.say(task_id, StatusEvent.TASK_FAILED, status=TaskStatus.FAILED, error=error)

    async def _finish(self, task_id: str) -> None:
        film = Film(
            video=await self._store(task_id, "film.mp4", b"0123456789" * 1000, "video/mp4"),
            thumbnail=await self._store(task_id, "thumbnail.jpg", b"JPEG", "image/jpeg"),
            thumbnail_width=1280,
            thumbnail_height=720,
            captions={"vtt": await self._store(task_id, "film.vtt", b"WEBVTT\n", "text/vtt")},
            duration=4,
            width=1920,
            height=1080,
            fps=30,
        )
        await self.say(
            task_id, StatusEvent.TASK_COMPLETED, status=TaskStatus.COMPLETED, progress=100.0, film=film, stage=None
        )

    async def _store(self, task_id: str, name: str, data: bytes, content_type: str) -> ArtifactRef:
        return await self._runtime.objects.put_bytes(data, f"tasks/{task_id}/compose/{name}", content_type)

    async def say(self, task_id: str, event: StatusEvent = StatusEvent.STATUS_CHANGE, **change: Any) -> None:
        seq, state = self._tasks[task_id]
        previous = state.status
        state = state.model_copy(update={"updated_at": utc_now(), **change})
        self._tasks[task_id] = (seq + 1, state)
        payload = TaskStatusChanged(event=event, state=state, previous_status=previous)
        message = Envelope[TaskStatusChanged].of(payload, task_id=task_id, producer="task-registry", seq=seq + 1)
        await self._runtime.publish(TASK_STATUS, message)

    async def progress(self, task_id: str, progress: float) -> None:
        seq, state = self._tasks[task_id]
        self._tasks[task_id] = (seq + 1, state.model_copy(update={"progress": progress}))
        payload = TaskProgressed(user_id=state.user_id, status=state.status, progress=progress, after_seq=seq)
        message = Envelope[TaskProgressed].of(payload, task_id=task_id, producer="task-registry", seq=seq + 1)
        await self._runtime.publish(TASK_PROGRESS, message)

    async def announce(self) -> None:
        await self._runtime.health.started.wait()
        voice = VoiceInfo(name="heart", language="en", provider="hibari")
        provider = ProviderInfo(name="builtin", available=True, is_default=True)
        agents = (
            AgentAnnounced(kind=StepKind.VOICE, providers=(provider,), voices=(voice,)),
            AgentAnnounced(
                kind=StepKind.IMAGE, providers=(provider,), styles=(StyleInfo(name="noir", description="dark"),)
            ),
        )
        for agent in agents:
            message = Envelope[AgentAnnounced].of(agent, task_id="catalogue", producer=f"agent-{agent.kind}")
            await self._runtime.publish(AGENT_CATALOGUE, message, agent.kind.value)


@asynccontextmanager
async def build(runtime: Runtime) -> AsyncIterator[None]:
    registry = FakeRegistry(runtime)
    await runtime.objects.ensure_bucket()
    runtime.consume(TASK_COMMANDS, "fake-registry", registry.handle)
    runtime.background(registry.announce(), "announcing")
    yield


if __name__ == "__main__":
    run_service("task-registry", load_settings(ServiceSettings), build)
