"""Telling all replicas of an agent how calls of its providers ended."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import Protocol

from videoagent_contracts.enums import StepKind
from videoagent_contracts.envelope import Envelope
from videoagent_contracts.errors import StorageException
from videoagent_contracts.steps import ProviderReported
from videoagent_contracts.topics import PROVIDER_HEALTH, agent_service
from videoagent_runtime.records import Received
from videoagent_runtime.service import Runtime


class Health(Protocol):
    """What folds the reports."""

    def connect(self, worker: str, say: Callable[[ProviderReported], None]) -> None:
        """Be given a name and a way to tell the others, which neither waits nor raises."""

    def hear(self, report: ProviderReported, at: datetime) -> None:
        """Take in a report of any replica of any agent, this one's own too."""


def share_health(runtime: Runtime, kind: StepKind, health: Health) -> None:
    """Connect a replica with the others; it begins with what the last hour told."""
    telling: set[asyncio.Task[None]] = set()

    async def tell(report: ProviderReported) -> None:
        envelope = Envelope.of(report, task_id=f"provider/{kind}", producer=agent_service(kind))
        with suppress(StorageException):  # lossy: every replica also learns by its own calls
            await runtime.publish(PROVIDER_HEALTH, envelope, key=f"{kind}/{report.provider}")

    def say(report: ProviderReported) -> None:
        task = asyncio.create_task(tell(report), name="telling of a provider")
        telling.add(task)
        task.add_done_callback(telling.discard)

    async def on_reports(received: list[Received]) -> None:
        for message in received:
            health.hear(message.envelope.payload, message.envelope.occurred_at)

    health.connect(runtime.worker_id, say)
    runtime.broadcast([PROVIDER_HEALTH], on_reports, from_beginning=True)
