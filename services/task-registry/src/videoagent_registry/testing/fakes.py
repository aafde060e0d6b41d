"""The registry's ports in memory: stores that can be away, and a clock that is moved by hand."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from videoagent_contracts.codec import AnyEnvelope
from videoagent_contracts.errors import StorageException
from videoagent_contracts.topics import TopicCard
from videoagent_registry.domain.publication import Publication
from videoagent_registry.ports import Entry, Slot, Stored


class ManualClock:
    def __init__(self) -> None:
        self.elapsed = 0.0

    def now(self) -> datetime:
        return datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=self.elapsed)

    def seconds(self) -> float:
        self.elapsed += 0.001
        return self.elapsed


class MemoryJournal:
    """A journal that can be away, and that several registries may share."""

    def __init__(self) -> None:
        self.entries: dict[tuple[str, int], Entry] = {}
        self.erased: set[str] = set()
        self.live_marks: dict[str, int] = {}
        self.finished: dict[str, datetime] = {}
        self.away = False

    async def append(self, entries: Sequence[Entry]) -> list[int]:
        self._answer()
        refused = []
        for index, entry in enumerate(entries):
            if (entry.task_id, entry.version) in self.entries or (entry.version == 1 and entry.task_id in self.erased):
                refused.append(index)
                continue
            self.entries[(entry.task_id, entry.version)] = entry
            if entry.partition is not None:
                self.live_marks[entry.task_id] = entry.partition
        return refused

    async def load(self, task_id: str) -> list[Entry]:
        self._answer()
        return sorted((each for (name, _), each in self.entries.items() if name == task_id), key=lambda e: e.version)

    async def goes_on(self, task_id: str, version: int) -> bool:
        self._answer()
        return (task_id, version + 1) in self.entries

    async def live(self, partition: int) -> list[str]:
        self._answer()
        return [task_id for task_id, number in self.live_marks.items() if number == partition]

    async def mark_live(self, task_id: str, partition: int) -> None:
        self.live_marks[task_id] = partition
        self.finished.pop(task_id, None)

    async def mark_finished(self, task_id: str, at: datetime) -> None:
        self._answer()
        self.live_marks.pop(task_id, None)
        self.finished[task_id] = at

    async def erase(self, task_id: str, at: datetime) -> None:
        self._answer()
        self.erased.add(task_id)
        self.entries = {key: entry for key, entry in self.entries.items() if key[0] != task_id}

    async def exists(self, task_id: str) -> bool:
        return (task_id, 1) in self.entries

    async def named_uploads(self) -> set[str]:
        return {key for entry in self.entries.values() for key in re.findall(r'uploads/[^"]+', entry.body)}

    async def finished_before(self, moment: datetime, limit: int | None) -> list[tuple[str, datetime]]:
        return sorted(((name, at) for name, at in self.finished.items() if at < moment), key=lambda e: e[1])[:limit]

    def _answer(self) -> None:
        if self.away:
            raise StorageException("the journal is away")


class MemorySlots:
    """Places that several registries may share, in a store that can be away."""

    def __init__(self) -> None:
        self.taken: dict[tuple[str, int], Slot] = {}
        self.away = False

    async def take(self, slots: Sequence[Slot]) -> list[int]:
        self._answer()
        refused = [index for index, each in enumerate(slots) if (each.user_id, each.number) in self.taken]
        for each in slots:
            self.taken.setdefault((each.user_id, each.number), each)
        return refused

    async def of_user(self, user_id: str) -> list[Slot]:
        self._answer()
        return [each for each in self.taken.values() if each.user_id == user_id]

    async def of_partition(self, partition: int) -> list[Slot]:
        self._answer()
        return [each for each in self.taken.values() if each.partition == partition]

    async def free(self, slot: Slot) -> None:
        self._answer()
        held = self.taken.get((slot.user_id, slot.number))
        if held is not None and held.task_id == slot.task_id:
            del self.taken[slot.user_id, slot.number]

    def _answer(self) -> None:
        if self.away:
            raise StorageException("the store is away")


class MemoryVoice:
    def __init__(self) -> None:
        self.said: list[AnyEnvelope] = []
        self.tombstones: list[str] = []
        self.away = False

    async def publish_many(self, items: Sequence[Publication]) -> None:
        if self.away:
            raise StorageException("Kafka is away")
        self.said += [envelope for _, envelope, _ in items]

    async def publish_tombstone(self, card: TopicCard, key: str) -> None:
        self.tombstones.append(key)


class MemoryMedia:
    def __init__(self) -> None:
        self.removed: list[str] = []
        self.stored: dict[str, Stored] = {}
        self.uploaded: dict[str, Stored] = {}
        self.away = False

    async def remove(self, task_id: str) -> int:
        if self.away:
            raise StorageException("MinIO is away")
        self.removed.append(task_id)
        self.stored.pop(task_id, None)
        return 0

    async def remove_upload(self, key: str) -> None:
        self.removed.append(key)
        self.uploaded.pop(key, None)

    async def tasks(self) -> dict[str, Stored]:
        return dict(self.stored)

    async def uploads(self) -> dict[str, Stored]:
        return dict(self.uploaded)
