"""A gateway whose world is in memory: hand-written stand-ins behind its ports."""

from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest

from videoagent_contracts.api import DependencyHealth
from videoagent_contracts.artifacts import ArtifactRef
from videoagent_contracts.codec import AnyEnvelope
from videoagent_contracts.commands import (
    ApproveTask,
    CancelTask,
    CreateTask,
    DeleteTask,
    EditStoryboard,
    RerunStep,
    RetryTask,
)
from videoagent_contracts.enums import Priority, ShotKind, StepKind, StepStatus, TaskStatus
from videoagent_contracts.envelope import Envelope, utc_now
from videoagent_contracts.errors import StorageException
from videoagent_contracts.film import Film, Shot, Storyboard
from videoagent_contracts.ids import uuid7
from videoagent_contracts.options import TaskOptions, TaskSpec
from videoagent_contracts.status import (
    ShotView,
    StatusEvent,
    StepView,
    TaskProgressed,
    TaskStatusChanged,
    TaskView,
)
from videoagent_contracts.versions import storyboard_version
from videoagent_gateway.api.app import create_app
from videoagent_gateway.context import Context
from videoagent_gateway.domain.creation import initial_view
from videoagent_gateway.domain.events import LiveEvent
from videoagent_gateway.domain.names import DownloadName
from videoagent_gateway.domain.rows import TaskRow
from videoagent_gateway.live.hub import Hub
from videoagent_gateway.ports import Claim, Stored
from videoagent_gateway.service.access import Access, AccessStores
from videoagent_gateway.service.addressing import Addressing
from videoagent_gateway.service.catalogue import Catalogue
from videoagent_gateway.service.cleaning import Cleaning
from videoagent_gateway.service.commanding import Commanding
from videoagent_gateway.service.creating import Creating
from videoagent_gateway.service.deliveries import Deliveries
from videoagent_gateway.service.editing import Editing
from videoagent_gateway.service.following import Following
from videoagent_gateway.service.projection import Projection
from videoagent_gateway.service.reading import Reading
from videoagent_gateway.service.tasks_state import TasksState
from videoagent_gateway.service.uploading import Uploading
from videoagent_gateway.service.waiters import Waiters
from videoagent_gateway.settings import GatewayGroup, GatewaySettings, retention_of
from videoagent_gateway.testing.access import MemoryAccess
from videoagent_gateway.testing.deliveries import MemoryDeliveries
from videoagent_gateway.testing.letters import MemoryDeadLetters
from videoagent_gateway.testing.uploads import MemoryUploads

BASE = "http://127.0.0.1:8000"
AWAY = StorageException("away")


class MemoryReadModel:
    def __init__(self) -> None:
        self.tasks: dict[str, Stored] = {}
        self.history: dict[str, dict[int, LiveEvent]] = {}
        self.saves = 0
        self.loads = 0
        self.away = False
        self.built = True

    def _reach(self) -> None:
        if self.away:
            raise AWAY

    async def ping(self) -> None:
        self._reach()

    async def prepare(self) -> None:
        self._reach()

    async def is_built(self) -> bool:
        self._reach()
        return self.built

    async def mark_built(self) -> None:
        self._reach()
        self.built = True

    async def load(self, task_id: str) -> Stored | None:
        self._reach()
        self.loads += 1
        return self.tasks.get(task_id)

    async def add(self, stored: Stored) -> None:
        self._reach()
        self.tasks.setdefault(stored.row.task_id, stored)

    async def save(self, stored: Stored, *, known: bool) -> None:
        self._reach()
        self.saves += 1
        present = self.tasks.get(stored.row.task_id)
        if not known if present is None else present.row.status_seq < stored.row.status_seq:
            self.tasks[stored.row.task_id] = stored

    async def forget(self, task_id: str) -> None:
        self._reach()
        self.tasks.pop(task_id, None)
        self.history.pop(task_id, None)

    async def rows(self, bucket: int) -> list[TaskRow]:
        self._reach()
        return [stored.row for stored in self.tasks.values()] if bucket == 0 else []

    async def add_events(self, events: Sequence[LiveEvent]) -> None:
        self._reach()
        for event in events:
            self.history.setdefault(event.task_id, {}).setdefault(event.seq, event)

    async def events(self, task_id: str) -> list[LiveEvent]:
        self._reach()
        return [event for _, event in sorted(self.history.get(task_id, {}).items())]


class MemoryClaims:
    def __init__(self) -> None:
        self.claims: dict[str, Claim] = {}

    async def claim(self, claim: Claim) -> Claim | None:
        first = self.claims.setdefault(claim.key, claim)
        return None if first is claim else first

    async def find(self, key: str) -> Claim | None:
        return self.claims.get(key)

    async def mark_sent(self, key: str) -> None:
        self.claims[key] = replace(self.claims[key], sent=True)

    async def release(self, claim: Claim) -> None:
        held = self.claims.get(claim.key)
        if held is not None and held.task_id == claim.task_id:
            del self.claims[claim.key]

    async def expire(self, before: datetime) -> int:
        old = [key for key, claim in self.claims.items() if claim.created_at < before]
        for key in old:
            del self.claims[key]
        return len(old)


class MemoryMedia:
    def __init__(self) -> None:
        self.away = False
        self.missing: set[str] = set()

    async def link(self, ref: ArtifactRef, lifetime: timedelta, name: DownloadName | None = None) -> str:
        return f"http://media.test/{ref.key}?for={int(lifetime.total_seconds())}&name={name.full if name else ''}"

    async def exists(self, ref: ArtifactRef) -> bool:
        if self.away:
            raise AWAY
        return ref.key not in self.missing


@dataclass
class Registry:
    """Answers commands as the task-registry would, by statuses; silent when told to be."""

    project: Callable[[Sequence[AnyEnvelope]], Any]
    states: dict[str, tuple[int, TaskView]] = field(default_factory=dict)
    commands: list[AnyEnvelope] = field(default_factory=list)
    silent: bool = False
    away: bool = False

    async def send(self, command: AnyEnvelope) -> None:
        if self.away:
            raise AWAY
        self.commands.append(command)
        if not self.silent:
            await self.answer(command)

    async def answer(self, command: AnyEnvelope) -> None:
        match command.payload:
            case CreateTask():
                if command.task_id not in self.states:
                    self.states[command.task_id] = (0, initial_view(command))
                    await self.say(command.task_id, StatusEvent.TASK_CREATED)
            case CancelTask():
                await self.say(command.task_id, StatusEvent.TASK_CANCELLED, status=TaskStatus.CANCELLED)
            case RetryTask() | RerunStep():
                run = self.states[command.task_id][1].run + 1
                await self.say(
                    command.task_id, StatusEvent.STATUS_CHANGE, status=TaskStatus.RUNNING, run=run, progress=0.0
                )
            case ApproveTask():
                await self.say(command.task_id, StatusEvent.STATUS_CHANGE, status=TaskStatus.RUNNING)
            case EditStoryboard(storyboard=board, replaces=replaced):
                present = self.states[command.task_id][1].storyboard
                if replaced is None or (present is not None and storyboard_version(present) == replaced):
                    await self.say(command.task_id, StatusEvent.STEP_CHANGED, storyboard=board)
            case DeleteTask():
                await self.say(command.task_id, StatusEvent.TASK_DELETED)

    def status(
        self,
        task_id: str,
        event: StatusEvent = StatusEvent.STATUS_CHANGE,
        *,
        step_id: str | None = None,
        shot: int | None = None,
        **change: Any,
    ) -> AnyEnvelope:
        """Make the next status of a task without saying it."""
        seq, state = self.states[task_id]
        previous = state.status
        state = state.model_copy(update={"updated_at": utc_now(), **change})
        self.states[task_id] = (seq + 1, state)
        payload = TaskStatusChanged(event=event, state=state, step_id=step_id, shot=shot, previous_status=previous)
        return Envelope[TaskStatusChanged].of(payload, task_id=task_id, producer="test", seq=seq + 1)

    async def say(self, task_id: str, event: StatusEvent = StatusEvent.STATUS_CHANGE, **change: Any) -> AnyEnvelope:
        """Say the next status of a task."""
        envelope = self.status(task_id, event, **change)
        await self.project([envelope])
        return envelope

    def progress(self, task_id: str, progress: float, *, seq: int | None = None) -> AnyEnvelope:
        """Make a progress message that follows the last status; it takes a seq of its own."""
        last, state = self.states[task_id]
        payload = TaskProgressed(
            user_id=state.user_id, status=state.status, progress=progress, after_seq=last, run=state.run
        )
        return Envelope[TaskProgressed].of(payload, task_id=task_id, producer="test", seq=seq)


class World:
    """One replica of the gateway with everything around it in memory."""

    def __init__(
        self,
        settings: GatewayGroup | None = None,
        store: MemoryReadModel | None = None,
        key_store: MemoryAccess | None = None,
    ) -> None:
        self.settings = settings or GatewayGroup(command_timeout=timedelta(milliseconds=200))
        self.store = store or MemoryReadModel()
        self.claims = MemoryClaims()
        self.tries = MemoryDeliveries()
        self.dead_letters = MemoryDeadLetters()
        self.media = MemoryMedia()
        self.uploads = MemoryUploads()
        self.uploading = Uploading(self.uploads, self.uploads, max_size=10_000, max_count=5, max_bytes=30_000)
        self.state = TasksState(self.settings.index_limit, self.settings.view_limit)
        self.hub = Hub(self.settings.max_sockets)
        self.key_store = key_store or MemoryAccess()
        stores = AccessStores(self.key_store, self.key_store, self.key_store)
        self.access = Access(self.settings, stores, uuid7(), self.hub.expel)
        self.waiters = Waiters()
        self.catalogue = Catalogue()
        self.addressing = Addressing(self.media, self.settings.link_lifetime)
        self.projection = Projection(self.state, self.hub, self.waiters, self.catalogue, self.addressing.addressed)
        self.registry = Registry(self.projection.take)
        self.reading = Reading(self.state, self.store)
        self.following = Following(self.state, self.reading, self.store, self.hub, self.addressing.addressed)
        self.creating = Creating(
            self.state,
            self.registry,
            self.store,
            self.claims,
            self.catalogue,
            self.uploading,
            address_problem=lambda url: "is private" if "10.0.0.1" in url else None,
            key_lifetime=self.settings.idempotency_lifetime,
        )
        self.commanding = Commanding(
            self.state, self.reading, self.registry, self.waiters, self.settings.command_timeout
        )
        self.cleaning = Cleaning(self.registry, self.settings.command_timeout)
        self.deliveries = Deliveries(self.state, self.reading, self.tries, self.registry)
        self.app = create_app(self.context(), lambda: {"asyncapi": "3.0.0"})

    def context(self) -> Context:
        async def well() -> tuple[bool, dict[str, DependencyHealth]]:
            return True, {"kafka": DependencyHealth(status="ok")}

        return Context(
            settings=self.settings,
            access=self.access,
            state=self.state,
            hub=self.hub,
            reading=self.reading,
            creating=self.creating,
            commanding=self.commanding,
            editing=Editing(self.commanding, self.reading, self.catalogue),
            deliveries=self.deliveries,
            dead_letters=self.dead_letters,
            cleaning=self.cleaning,
            following=self.following,
            catalogue=self.catalogue,
            addressing=self.addressing,
            uploading=self.uploading,
            media=self.media,
            ready=well,
            live=well,
            media_origin="http://media.test",
            retention=retention_of(GatewaySettings(gateway=self.settings)),
        )

    def client(self) -> httpx.AsyncClient:
        transport = httpx.ASGITransport(app=self.app, raise_app_exceptions=False)
        return httpx.AsyncClient(transport=transport, base_url=BASE)

    async def task(self, topic: str = "Volcanoes", **change: Any) -> str:
        """Make a task that the registry knows, and say one more status when something is to differ."""
        spec = TaskSpec(
            topic=topic, priority=change.pop("priority", Priority.NORMAL), options=change.pop("options", TaskOptions())
        )
        command = Envelope[CreateTask].of(
            CreateTask(user_id=change.pop("user_id", "local"), spec=spec), task_id=uuid7(), producer="test"
        )
        await self.registry.answer(command)
        if change:
            await self.registry.say(command.task_id, **change)
        return command.task_id


def reference(name: str, content_type: str = "image/jpeg") -> ArtifactRef:
    return ArtifactRef(
        bucket="videoagent-media", key=f"tasks/t/{name}", sha256="0" * 64, size=1234, content_type=content_type
    )


def film() -> Film:
    return Film(
        video=reference("film.mp4", "video/mp4"),
        thumbnail=reference("thumbnail.jpg"),
        thumbnail_width=1280,
        thumbnail_height=720,
        captions={"vtt": reference("film.vtt", "text/vtt"), "srt": reference("film.srt", "application/x-subrip")},
        duration=30.5,
        width=1920,
        height=1080,
        fps=30,
    )


def storyboard() -> Storyboard:
    return Storyboard(title="Volcanoes", language="en", shots=(Shot(index=0, narration="Hot.", duration=4),))


def shots(pictures: int) -> tuple[ShotView, ...]:
    return tuple(
        ShotView(
            index=index,
            kind=ShotKind.SCENE,
            narration=f"Scene {index}",
            picture=reference(f"{index}.jpg") if index < pictures else None,
        )
        for index in range(3)
    )


def steps(*names: str) -> dict[str, StepView]:
    return {
        name: StepView(step_id=name, kind=StepKind(name.partition(":")[0]), status=StepStatus.SUCCEEDED)
        for name in names
    }


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
async def client(world: World) -> AsyncIterator[httpx.AsyncClient]:
    async with world.client() as client:
        yield client


@pytest.fixture
def make_world() -> type[World]:
    return World


@pytest.fixture
def pieces() -> dict[str, Any]:
    """Parts of states."""
    return {"film": film, "storyboard": storyboard, "shots": shots, "steps": steps, "reference": reference}
