"""The harness's world in memory."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from videoagent_contracts.artifacts import ArtifactRef
from videoagent_contracts.codec import AnyEnvelope
from videoagent_contracts.enums import StepKind
from videoagent_contracts.envelope import Envelope, utc_now
from videoagent_contracts.errors import StorageException
from videoagent_contracts.film import Music, MusicRequest
from videoagent_contracts.ids import uuid7
from videoagent_contracts.steps import CancelSteps, RunMusic
from videoagent_runtime.agent.attempt import Attempt
from videoagent_runtime.agent.context import AgentContext
from videoagent_runtime.agent.harness import Harness
from videoagent_runtime.agent.ports import Claim, HarnessTimes
from videoagent_runtime.agent.room import Room
from videoagent_runtime.agent.worker_pool import WorkerPool

QUICK = HarnessTimes(
    heartbeat=timedelta(milliseconds=50),
    progress=timedelta(milliseconds=10),
    announced_after=timedelta(milliseconds=40),
    abandoned_after=timedelta(milliseconds=150),
    grace=timedelta(milliseconds=100),
    stop=timedelta(milliseconds=200),
)


@dataclass
class MemoryClaims:
    """Claims in a dict; fails as often as told."""

    claims: dict[str, Claim] = field(default_factory=dict)
    failures: int = 0
    lose_answer: bool = False

    def _fail(self) -> None:
        if self.failures:
            self.failures -= 1
            raise StorageException("away")

    async def claim(self, claim: Claim) -> bool:
        self._fail()
        if claim.id in self.claims:
            return False
        self.claims[claim.id] = claim
        if self.lose_answer:
            self.lose_answer = False
            raise StorageException("stored, but the answer got lost")
        return True

    async def get(self, claim_id: str) -> Claim | None:
        self._fail()
        return self.claims.get(claim_id)

    async def mark_announced(self, claim_id: str) -> None:
        self._fail()
        self.claims[claim_id] = replace(self.claims[claim_id], announced=True)

    async def record(self, claim_id: str, result: AnyEnvelope) -> None:
        self._fail()
        self.claims[claim_id] = replace(self.claims[claim_id], result=result)


@dataclass
class MemoryReporter:
    """Results topic as a list; fails as often as told, for messages of one type or all."""

    messages: list[AnyEnvelope] = field(default_factory=list)
    failures: int = 0
    fail_type: str | None = None

    async def __call__(self, message: AnyEnvelope) -> None:
        if self.failures and self.fail_type in (None, message.type):
            self.failures -= 1
            raise StorageException("Kafka away")
        self.messages.append(message)

    def types(self) -> list[str]:
        return [message.type for message in self.messages if message.type != "step.heartbeat"]

    def last(self) -> Any:
        """Return the newest message's payload, heartbeats aside."""
        return [message.payload for message in self.messages if message.type != "step.heartbeat"][-1]


class World:
    """One harness and all that it touches. ``work`` is what attempts do; by default they end at once."""

    def __init__(
        self,
        claims: MemoryClaims | None = None,
        worker: str = "worker-a",
        concurrency: int = 1,
        room: Room | None = None,
    ) -> None:
        self.claims = claims or MemoryClaims()
        self.reports = MemoryReporter()
        self.stopping = asyncio.Event()
        self.begun: list[str] = []
        self.fault: Exception | None = None
        self.spend = 0.0
        self.spent = False
        self.finish = asyncio.Event()
        self.finish.set()
        self.harness = Harness(
            StepKind.MUSIC, worker, concurrency, self._work, self.claims, self.reports, self.stopping, QUICK, room
        )

    async def _work(self, attempt: Attempt) -> AnyEnvelope | None:
        self.begun.append(attempt.request.id)
        return await attempt.work(self._run, self._context(attempt))

    async def _run(self, _request: MusicRequest, context: AgentContext) -> Music:
        context.progress(0.5, "half")
        context.purse.charge(self.spend)
        self.spent = True
        await self.finish.wait()
        if self.fault is not None:
            raise self.fault
        audio = ArtifactRef(bucket="b", key="k", sha256="0" * 64, size=1, content_type="audio/wav")
        return Music(audio=audio, duration=1.0)

    def _context(self, attempt: Attempt) -> AgentContext:
        return AgentContext(
            task_id=attempt.request.task_id,
            step_id=attempt.request.step_id,
            attempt=attempt.request.attempt,
            provider=None,
            extra_options={},
            user_id="user",
            workdir=Path("/nowhere"),
            deadline=attempt.request.deadline,
            artifacts=NoArtifacts(),
            pool=WorkerPool(1),
        )

    async def until(self, condition: Callable[[], bool], seconds: float = 3.0) -> None:
        """Wait for something to come true."""
        async with asyncio.timeout(seconds):
            while not condition():  # noqa: ASYNC110 - what is waited for has no event
                await asyncio.sleep(0.005)


class NoArtifacts:
    """For attempts that need no media."""

    async def fetch(self, ref: ArtifactRef, into: Path) -> Path:
        raise AssertionError(f"not expected: {ref} into {into}")

    async def store(self, path: Path, task_id: str, step_id: str, content_type: str) -> ArtifactRef:
        raise AssertionError(f"not expected: {path} {task_id} {step_id} {content_type}")


def request(
    task_id: str | None = None,
    attempt: int = 1,
    *,
    deadline: timedelta = timedelta(minutes=1),
    reserved_usd: float | None = None,
    **changes: object,
) -> AnyEnvelope:
    """A request for a music step."""
    command = RunMusic(
        deadline=utc_now() + deadline, user_id="user", input=MusicRequest(duration=1.0), reserved_usd=reserved_usd
    )
    envelope: AnyEnvelope = Envelope.of(
        command, task_id=task_id or uuid7(), step_id="music", attempt=attempt, producer="task-registry"
    )
    return envelope.model_copy(update=changes)


def cancellation(task_id: str, *, below: dict[str, int] | None = None) -> AnyEnvelope:
    return Envelope.of(CancelSteps(below_attempt=below or {}), task_id=task_id, producer="task-registry")


@pytest.fixture(name="world_of")
def world_class() -> type[World]:
    return World


@pytest.fixture(name="request_of")
def make_request() -> Callable[..., AnyEnvelope]:
    return request


@pytest.fixture(name="cancellation_of")
def make_cancellation() -> Callable[..., AnyEnvelope]:
    return cancellation
