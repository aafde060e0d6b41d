"""What the gateway needs of the world, so that tests can put something simple in its place."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from videoagent_contracts.api import CostEstimate
from videoagent_contracts.artifacts import ArtifactRef
from videoagent_contracts.codec import AnyEnvelope
from videoagent_contracts.status import TaskView
from videoagent_gateway.domain.deliveries import Attempt
from videoagent_gateway.domain.events import LiveEvent
from videoagent_gateway.domain.names import DownloadName
from videoagent_gateway.domain.rows import TaskRow
from videoagent_runtime.dead_letters import DeadLetter, DeadLetterDetail

AddressCheck = Callable[[str], str | None]
"""Says what is wrong with a webhook address, None when nothing is."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A task as the read model holds it."""

    row: TaskRow
    view: TaskView


@dataclass(frozen=True, slots=True)
class Claim:
    """Who used an idempotency key first, and for what.

    Attributes:
        body_hash: Of the request; another body under the same key is a conflict.
        sent: Whether the command is known to have reached Kafka.
    """

    key: str
    body_hash: str
    task_id: str
    created_at: datetime
    warnings: tuple[str, ...]
    sent: bool = False
    estimate: CostEstimate | None = None


class CommandBus(Protocol):
    async def send(self, command: AnyEnvelope) -> None:
        """Return when every replica of the topic has the command.

        Raises:
            StorageException: It could not be sent in time.
        """


class ReadModel(Protocol):
    """All methods raise StorageException when the store is away."""

    async def ping(self) -> None: ...

    async def prepare(self) -> None:
        """Make the indexes. Idempotent."""

    async def is_built(self) -> bool:
        """Whether all that Kafka holds has once been read into it; not so in a new or emptied database."""

    async def mark_built(self) -> None: ...

    async def load(self, task_id: str) -> Stored | None: ...

    async def add(self, stored: Stored) -> None:
        """Store a task that the registry has not spoken of yet; one that is there already stays as it is."""

    async def save(self, stored: Stored, *, known: bool) -> None:
        """Overwrite a state that is older; one that is as new stays.

        Args:
            stored: The task.
            known: It has been stored before: where it is gone now, it has been deleted, and is not to come back.
        """

    async def forget(self, task_id: str) -> None:
        """Remove a task and its events."""

    async def rows(self, bucket: int) -> list[TaskRow]:
        """Return the rows of one of :data:`BUCKETS` parts of all tasks."""

    async def add_events(self, events: Sequence[LiveEvent]) -> None:
        """Append to histories; what is there already stays as it is."""

    async def events(self, task_id: str) -> list[LiveEvent]:
        """Return a task's history in order."""


class Claims(Protocol):
    """All methods raise StorageException when the store is away."""

    async def claim(self, claim: Claim) -> Claim | None:
        """Store a claim; when somebody else was first, return theirs."""

    async def find(self, key: str) -> Claim | None: ...

    async def mark_sent(self, key: str) -> None: ...

    async def release(self, claim: Claim) -> None:
        """Forget a claim whose time is over; another one that has come under its key meanwhile stays."""

    async def expire(self, before: datetime) -> int:
        """Remove claims older than that and return how many there were."""


class DeliveryLog(Protocol):
    """All methods raise StorageException when the store is away."""

    async def prepare(self) -> None:
        """Make the indexes. Idempotent."""

    async def add(self, attempts: Sequence[Attempt]) -> None:
        """Store tries; what is there already stays as it is."""

    async def of_task(self, task_id: str) -> list[Attempt]: ...

    async def of_delivery(self, delivery_id: str) -> list[Attempt]: ...

    async def forget(self, task_id: str) -> None:
        """Remove all tries of a task."""


class DeadLetterBox(Protocol):
    """As ``videoagent_runtime.dead_letters.DeadLetterDesk``, which says more."""

    async def letters(
        self, topic: str | None = None, *, limit: int = 50, include_settled: bool = False
    ) -> Sequence[DeadLetter]: ...

    async def show(self, letter_id: str) -> DeadLetterDetail: ...

    async def replay(self, letter_id: str) -> DeadLetterDetail: ...

    async def discard(self, letter_id: str) -> DeadLetterDetail: ...


class Media(Protocol):
    async def link(self, ref: ArtifactRef, lifetime: timedelta, name: DownloadName | None = None) -> str:
        """Return a presigned address. Uses no network."""

    async def exists(self, ref: ArtifactRef) -> bool:
        """Ask the store for an object.

        Raises:
            StorageException: The store is away.
        """


BUCKETS = 64
"""Parts that all tasks are read in at start: the store finds by equality only, so each task names its part."""
