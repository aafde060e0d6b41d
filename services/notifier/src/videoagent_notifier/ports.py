"""What the notifier needs of the world."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from videoagent_contracts.status import DeliveryAttempted
from videoagent_notifier.domain import Answer, Delivery, Outcome, host_of
from videoagent_notifier.endpoints import EndpointHealth


@dataclass(frozen=True)
class Pending:
    """An undelivered webhook, as little of it as the schedule needs.

    Attributes:
        id: Of the delivery.
        order: Place among the webhooks of its task.
        partition: Partition of the status topic it came from.
        host: Host and port that it goes to.
        due: When it is to be tried.
        attempts: Tries so far.
        manual: Somebody ordered this try.
    """

    id: str
    task_id: str
    order: int
    partition: int
    host: str
    due: datetime
    attempts: int = 0
    manual: bool = False

    @classmethod
    def of(cls, delivery: Delivery, due: datetime) -> "Pending":
        return cls(
            id=delivery.id,
            task_id=delivery.task_id,
            order=delivery.order,
            partition=delivery.partition,
            host=host_of(delivery.url),
            due=due,
            attempts=delivery.attempts,
            manual=delivery.manual,
        )


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

    async def record(self, delivery: Delivery, attempted: Attempted, *, keep_open: bool) -> bool:
        """Add a try to the log, not told yet; ends the delivery unless it is to be retried or kept open.

        Returns False when the delivery was removed meanwhile.
        """

    async def told(self, delivery: Delivery, attempt: int) -> None:
        """Note that a try, and all before it, were published."""

    async def untold(self, partition: int) -> list[tuple[Delivery, Attempted]]:
        """Recorded tries of one partition that may not have been published, each delivery's in order."""

    async def reopen(self, delivery_id: str, command_id: str) -> Delivery | None:
        """Make a delivery pending again by a command; None when there is none or the command was obeyed already."""

    async def end_task(self, task_id: str) -> None:
        """Note that a task's receiver wants no more: what is pending, and what is to come, is given up in its turn."""

    async def is_ended(self, task_id: str) -> bool:
        """Whether the task's receiver wants no more."""

    async def welcome(self, task_id: str) -> None:
        """The task's receiver takes webhooks after all."""

    async def endpoint(self, endpoint_id: str) -> EndpointHealth:
        """What is remembered of an endpoint."""

    async def keep_endpoint(self, endpoint_id: str, health: EndpointHealth) -> None:
        """Remember an endpoint's health; the last writer wins."""

    async def forget_task(self, task_id: str) -> None:
        """Remove all deliveries of a deleted task."""

    async def remove_ended(self, day: date) -> int:
        """Remove deliveries stored on a day (UTC) that have ended; returns how many."""


class Sender(Protocol):
    async def send(self, delivery: Delivery) -> Answer:
        """Try once; never raises for what the receiver or the network does."""


class AttemptLog(Protocol):
    async def __call__(self, task_id: str, attempted: DeliveryAttempted, at: datetime) -> None:
        """Publish a try; the same try is the same message however often it is published.

        Raises StorageException when that was not acknowledged.
        """
