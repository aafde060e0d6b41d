"""What the notifier needs of the world."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from videoagent_contracts.status import DeliveryAttempted
from videoagent_notifier.domain import Answer, Delivery, Outcome


@dataclass(frozen=True)
class Pending:
    """An undelivered webhook, as little of it as the schedule needs."""

    id: str
    task_id: str
    order: int
    partition: int
    due: datetime


@dataclass(frozen=True)
class Attempted:
    """One try, for the delivery log."""

    attempt: int
    at: datetime
    outcome: Outcome
    answer: Answer
    next_attempt_at: datetime | None


class DeliveryStore(Protocol):
    """Deliveries; every method may raise StorageException."""

    async def add(self, deliveries: Sequence[Delivery], now: datetime) -> None:
        """Store new ones; those that are there already stay as they are."""

    async def get_pending(self, delivery_id: str) -> Delivery | None:
        """Return a delivery that is still to be made; None when it has ended or was removed."""

    async def pending(self, partition: int) -> list[Pending]:
        """All undelivered webhooks of one partition."""

    async def record(self, delivery: Delivery, attempted: Attempted) -> None:
        """Add a try to the log; ends the delivery unless it is to be retried."""

    async def end_task(self, task_id: str) -> None:
        """Give up what is pending for a task: its receiver wants no more."""

    async def forget_task(self, task_id: str) -> None:
        """Remove all deliveries of a deleted task."""


class Sender(Protocol):
    async def send(self, delivery: Delivery) -> Answer:
        """Try once; never raises for what the receiver or the network does."""


class AttemptLog(Protocol):
    async def __call__(self, task_id: str, attempted: DeliveryAttempted) -> None:
        """Publish a try; raises StorageException when that was not acknowledged."""
