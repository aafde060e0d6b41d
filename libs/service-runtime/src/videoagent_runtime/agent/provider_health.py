"""Telling all replicas of an agent how calls of its providers ended."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from datetime import datetime
from typing import Any, Protocol

from videoagent_contracts.enums import StepKind
from videoagent_contracts.envelope import Envelope
from videoagent_contracts.errors import StorageException
from videoagent_contracts.steps import ProviderReported
from videoagent_contracts.topics import PROVIDER_HEALTH, agent_service
from videoagent_runtime.broadcast import UNHURRIED
from videoagent_runtime.records import Received
from videoagent_runtime.service import Runtime


class Health(Protocol):
    """What folds the reports."""

    def connect(self, worker: str, say: Callable[[ProviderReported], None], changed: Callable[[], None]) -> None:
        """Be given a name, a way to tell the others, and one to tell that a provider begins or ends to rest."""

    def hear(self, report: ProviderReported, at: datetime) -> None:
        """Take in a report of any replica of any agent, this one's own too."""


def share_health(runtime: Runtime, kind: StepKind, health: Health, announce: Callable[[], Awaitable[None]]) -> None:
    """Connect a replica with the others; it begins with what the last hour told.

    Args:
        runtime: Of the replica.
        kind: Of the agent's steps.
        health: Its providers' breakers.
        announce: Tells users anew what the agent can do; called when a provider begins or ends to rest.
    """
    telling: set[asyncio.Task[None]] = set()

    def begin(work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work, name="telling of a provider")
        telling.add(task)
        task.add_done_callback(telling.discard)

    async def tell(report: ProviderReported) -> None:
        envelope = Envelope.of(report, task_id=f"provider/{kind}", producer=agent_service(kind))
        with suppress(StorageException):  # lossy: every replica also learns by its own calls
            await runtime.publish(PROVIDER_HEALTH, envelope, key=f"{kind}/{report.provider}")

    async def announce_again() -> None:
        with suppress(StorageException):  # what is told is advice; the breaker itself holds here
            await announce()

    async def on_reports(received: list[Received]) -> None:
        for message in received:
            health.hear(message.envelope.payload, message.envelope.occurred_at)

    health.connect(runtime.worker_id, lambda report: begin(tell(report)), lambda: begin(announce_again()))
    runtime.broadcast([PROVIDER_HEALTH], on_reports, from_beginning=True, patience=UNHURRIED)
