"""Tasks in memory: the newest state of every task that goes on, and of some that are over."""

import heapq
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime

from videoagent_registry import metrics
from videoagent_registry.domain.record import TaskRecord
from videoagent_registry.gate import Gate
from videoagent_registry.leases import Leases


@dataclass(slots=True)
class _Page:
    record: TaskRecord
    partition: int
    due_at: datetime | None


class Book:
    """What the owner of some partitions knows without asking the journal.

    Live tasks stay; finished ones are kept least recently used first out, since late messages come for them.

    Args:
        leases: Kept in step with the records.
        gate: Kept in step with the records.
        finished_limit: How many finished tasks are kept.
    """

    def __init__(self, leases: Leases, gate: Gate, finished_limit: int) -> None:
        self._leases = leases
        self._gate = gate
        self._finished_limit = finished_limit
        self._pages: dict[str, _Page] = {}
        self._finished: OrderedDict[str, None] = OrderedDict()
        self._timers: list[tuple[datetime, str]] = []

    def __len__(self) -> int:
        return len(self._pages)

    def __contains__(self, task_id: str) -> bool:
        return task_id in self._pages

    def get(self, task_id: str) -> TaskRecord | None:
        """Return the newest known state."""
        page = self._pages.get(task_id)
        return page.record if page is not None else None

    def partition(self, task_id: str) -> int | None:
        """Return the partition of a known task."""
        page = self._pages.get(task_id)
        return page.partition if page is not None else None

    def live(self, partition: int) -> list[str]:
        """Return the tasks of a partition that go on, as far as is known."""
        return [
            task_id
            for task_id, page in self._pages.items()
            if page.partition == partition and not page.record.status.is_terminal
        ]

    def put(self, record: TaskRecord, partition: int, now_s: float) -> None:
        """Keep a state; it replaces the one before."""
        before = self._pages.get(record.task_id)
        due_at = record.next_due()
        self._pages[record.task_id] = _Page(record, partition, due_at)
        metrics.follow(before.record if before else None, record)
        self._leases.follow(record, now_s)
        self._gate.follow(record, partition)
        if due_at is not None and (before is None or before.due_at != due_at):
            heapq.heappush(self._timers, (due_at, record.task_id))
        if record.status.is_terminal:
            self._finished[record.task_id] = None
            self._finished.move_to_end(record.task_id)
            while len(self._finished) > self._finished_limit:
                self.forget(next(iter(self._finished)))
        else:
            self._finished.pop(record.task_id, None)

    def forget(self, task_id: str) -> None:
        """Drop a task from memory; the journal still knows it."""
        page = self._pages.pop(task_id, None)
        self._finished.pop(task_id, None)
        self._leases.forget([task_id])
        self._gate.forget(task_id)
        if page is not None:
            metrics.follow(page.record, None)

    def keep_only(self, partitions: set[int]) -> None:
        """Drop the tasks of all other partitions."""
        for task_id in [name for name, page in self._pages.items() if page.partition not in partitions]:
            self.forget(task_id)

    def due(self, now: datetime) -> list[str]:
        """Return the tasks of which a timer has run out.

        A timer stands until the task's state says otherwise, since acting on it may fail.
        """
        found: dict[str, datetime] = {}
        while self._timers and self._timers[0][0] <= now:
            moment, task_id = heapq.heappop(self._timers)
            page = self._pages.get(task_id)
            if page is not None and page.due_at == moment:
                found[task_id] = moment
        for task_id, moment in found.items():
            heapq.heappush(self._timers, (moment, task_id))
        return list(found)

    def mute(self, task_id: str) -> None:
        """Let the task's timers rest until its state changes: acting on them is of no use."""
        page = self._pages.get(task_id)
        if page is not None:
            page.due_at = None
            self._leases.forget([task_id])
