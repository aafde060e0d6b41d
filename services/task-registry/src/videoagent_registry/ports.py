"""What the service needs from outside."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from videoagent_contracts.topics import TopicCard
from videoagent_registry.domain.publication import Publication


@dataclass(frozen=True, slots=True)
class Entry:
    """One journal entry: what was decided in one go, number ``version`` of a task, as JSON text.

    Attributes:
        partition: Of the task; set in a task's first entry only, which marks the task as live there.
    """

    task_id: str
    version: int
    at: datetime
    body: str
    partition: int | None = None


class Clock(Protocol):
    """Time, given from outside so that tests can move it."""

    def now(self) -> datetime:
        """Return the time in UTC, to the millisecond."""

    def seconds(self) -> float:
        """Return seconds that only ever move on, from any beginning."""


class Journal(Protocol):
    """Append-only history of tasks; the one place where something is decided once and for all."""

    async def append(self, entries: Sequence[Entry]) -> list[int]:
        """Write entries of different tasks; return the indexes of those whose version had been written before."""

    async def load(self, task_id: str) -> list[Entry]:
        """Return all entries in order; empty: there is no such task (any more)."""

    async def goes_on(self, task_id: str, version: int) -> bool:
        """Whether there is an entry after number ``version`` of a task: somebody else has written since."""

    async def live(self, partition: int) -> list[str]:
        """Return the ids of the tasks of a partition that were not over when last marked."""

    async def mark_live(self, task_id: str, partition: int) -> None:
        """Note that the task goes on. Idempotent."""

    async def mark_finished(self, task_id: str, at: datetime) -> None:
        """Note that the task is over, so that it is no longer loaded and ages. Idempotent."""

    async def erase(self, task_id: str, at: datetime) -> None:
        """Remove the history; leave behind that the id has been used. Idempotent."""

    async def exists(self, task_id: str) -> bool:
        """Whether the task has a history."""

    async def finished_before(self, moment: datetime, limit: int | None) -> list[tuple[str, datetime]]:
        """Return up to ``limit`` tasks (None: all) that were over before ``moment``, oldest first."""

    async def named_uploads(self) -> set[str]:
        """Return the keys of the uploads that tasks name, finished ones included."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One of a user's places, number ``number`` from 0 on, held by a task of a partition."""

    user_id: str
    number: int
    task_id: str
    partition: int


class SlotStore(Protocol):
    """Places that are taken, known to all registries. A number of a user has at most one holder, ever."""

    async def take(self, slots: Sequence[Slot]) -> list[int]:
        """Take places; return the indexes of those that another task holds."""

    async def of_user(self, user_id: str) -> list[Slot]:
        """Return the places that a user's tasks hold."""

    async def of_partition(self, partition: int) -> list[Slot]:
        """Return the places that the tasks of a partition hold."""

    async def free(self, slot: Slot) -> None:
        """Give a place back; nothing happens if its task does not hold it. Idempotent."""


class Publisher(Protocol):
    """Publishes to Kafka; everything is acknowledged on return."""

    async def publish_many(self, items: Sequence[Publication]) -> None:
        """Publish in order per key."""

    async def publish_tombstone(self, card: TopicCard, key: str) -> None:
        """Let a compacted topic forget a key."""


@dataclass(frozen=True, slots=True)
class Stored:
    """What lies under one name in the object store: bytes, and the time of the newest object."""

    newest: datetime
    size: int


class Media(Protocol):
    """Where the media of tasks and the uploads of users lie."""

    async def remove(self, task_id: str) -> int:
        """Remove all media of a task and return how many objects there were. Idempotent."""

    async def remove_upload(self, key: str) -> None:
        """Remove one upload. Idempotent."""

    async def tasks(self) -> dict[str, Stored]:
        """Return the tasks that have media."""

    async def uploads(self) -> dict[str, Stored]:
        """Return all uploads by key."""
