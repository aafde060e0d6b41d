"""The main of an agent."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import timedelta
from functools import partial
from typing import TypeVar

import structlog
from pydantic import BaseModel

from videoagent_contracts.codec import AnyEnvelope
from videoagent_contracts.enums import StepKind
from videoagent_contracts.envelope import Envelope, utc_now
from videoagent_contracts.errors import StorageException
from videoagent_contracts.steps import AgentAnnounced, StepInput
from videoagent_contracts.topics import (
    AGENT_CATALOGUE,
    STEP_CANCELLATIONS,
    STEP_REQUESTS,
    STEP_REQUESTS_HIGH,
    STEP_RESULTS_TOPIC,
    agent_service,
)
from videoagent_runtime.agent.artifacts import CachedArtifacts
from videoagent_runtime.agent.attempt import AttemptRunner
from videoagent_runtime.agent.claims import MongoClaims
from videoagent_runtime.agent.context import AgentContext
from videoagent_runtime.agent.harness import Harness
from videoagent_runtime.agent.ports import HarnessTimes
from videoagent_runtime.agent.provider_health import Health, share_health
from videoagent_runtime.agent.room import Room
from videoagent_runtime.agent.workdirs import WorkDirs
from videoagent_runtime.agent.worker_pool import WorkerPool
from videoagent_runtime.broadcast import UNHURRIED
from videoagent_runtime.records import Received
from videoagent_runtime.retry import Stopping, until_stored, wait_or_stop
from videoagent_runtime.service import Runtime, run_service
from videoagent_runtime.settings import AgentSettings

InputT = TypeVar("InputT", bound=StepInput)
OutputT = TypeVar("OutputT", bound=BaseModel)
_CLEAN_EVERY = timedelta(hours=6)
_LOOK_S = 0.05
_log = structlog.get_logger(__name__)


def run_agent(
    kind: StepKind,
    run: Callable[[InputT, AgentContext], Awaitable[OutputT]],
    settings: AgentSettings,
    announce: Callable[[], AgentAnnounced],
    health: Health | None = None,
) -> None:
    """Serve steps of one kind until told to stop; the whole main of an agent. Does not return but exits.

    Args:
        kind: Which steps.
        run: Does one. It may raise any VideoAgentException, whose code, retryability and delay are honoured; anything
            else becomes ``agent_failed``, retryable. It is cancelled on cancellation, at the deadline, and on SIGTERM
            after the grace period.
        settings: The agent's settings.
        announce: What the agent can do as it is configured; asked at start, and when a provider begins or ends to rest.
        health: Its providers' breakers, to be kept alike in all replicas.
    """

    def build(runtime: Runtime) -> AbstractAsyncContextManager[None]:
        return agent_running(runtime, kind, run, settings, announce, health)

    run_service(agent_service(kind), settings, build)


@asynccontextmanager
async def agent_running(
    runtime: Runtime,
    kind: StepKind,
    run: Callable[[InputT, AgentContext], Awaitable[OutputT]],
    settings: AgentSettings,
    announce: Callable[[], AgentAnnounced],
    health: Health | None = None,
) -> AsyncIterator[None]:
    """Wire the harness into a runtime; on leaving, drain it."""
    service = agent_service(kind)
    root = settings.work_dir.absolute() / service
    workdirs = WorkDirs(root, runtime.worker_id)
    workdirs.sweep()
    room = Room(root, settings.min_free_disk)
    runtime.health.add("disk", room.check)
    pool = WorkerPool(settings.workers or settings.concurrency)
    artifacts = CachedArtifacts(lambda: runtime.objects, root / "cache", settings.cache_size)
    claims = MongoClaims(runtime.mongo)
    await claims.prepare()
    await runtime.objects.ensure_bucket()

    async def report(message: AnyEnvelope) -> None:
        await runtime.publish(STEP_RESULTS_TOPIC, message)

    harness = Harness(
        kind,
        runtime.worker_id,
        settings.concurrency,
        AttemptRunner(run, workdirs, artifacts, pool, runtime.telemetry),
        claims,
        report,
        runtime.stopping,
        HarnessTimes(heartbeat=settings.heartbeat, grace=settings.grace),
        room,
    )

    async def on_cancellations(received: list[Received]) -> None:
        for message in received:
            harness.cancel(message.envelope)

    async def tell_what_it_can() -> None:
        entry = Envelope.of(announce(), task_id=f"agent/{kind}", producer=service)
        await runtime.publish(AGENT_CATALOGUE, entry, key=kind.value)

    # What was cancelled before this process began may still wait among the requests: it is not to be begun now.
    heard = runtime.broadcast([STEP_CANCELLATIONS], on_cancellations, from_beginning=True, patience=UNHURRIED).caught_up

    async def take(request: AnyEnvelope, *, high: bool = False) -> None:
        while not heard.is_set():
            await wait_or_stop(runtime.stopping, _LOOK_S)
        await harness.handle(request, high=high)

    if health is not None:
        share_health(runtime, kind, health, tell_what_it_can)
    runtime.consume(STEP_REQUESTS[kind], service, take)
    # A group of its own, so that the one consumer's rebalances do not stop the other.
    runtime.consume(STEP_REQUESTS_HIGH[kind], f"{service}.high", partial(take, high=True))
    # A cluster that has just made its topics may take a while to accept anything.
    await until_stored(tell_what_it_can, runtime.stopping)
    runtime.background(_forget_old_claims(runtime, claims, timedelta(days=settings.claim_days)), "claims clean-up")
    try:
        yield
    finally:
        await harness.drain(settings.grace)
        pool.close()
        workdirs.close()


async def _forget_old_claims(runtime: Runtime, claims: MongoClaims, keep: timedelta) -> None:
    """Now and then remove claims that no redelivery can ask for any longer."""
    while True:
        try:
            removed = await claims.forget(utc_now(), keep)
            _log.debug("old claims removed", count=removed)
        except StorageException as error:
            _log.warning("old claims not removed", error=error.detail)
        try:
            await wait_or_stop(runtime.stopping, _CLEAN_EVERY.total_seconds())
        except Stopping:
            return
