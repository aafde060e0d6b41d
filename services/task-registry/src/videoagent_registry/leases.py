"""Who is still alive: leases of running attempts, in memory only, by a clock that does not jump."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from videoagent_contracts.enums import StepStatus
from videoagent_registry.domain.record import TaskRecord


@dataclass(slots=True)
class _Lease:
    attempt: int
    until_s: float


class Leases:
    """A lease per running attempt, renewed by every sign of life.

    Args:
        length_s: Silence in s after which an attempt counts as lost.
    """

    def __init__(self, length_s: float) -> None:
        self._length_s = length_s
        self._by_task: dict[str, dict[str, _Lease]] = {}

    def follow(self, record: TaskRecord, now_s: float) -> None:
        """Give every running attempt that has none a whole lease, and forget those that no longer run."""
        held = self._by_task.get(record.task_id, {})
        kept: dict[str, _Lease] = {}
        for step in record.steps.values():
            if step.status is StepStatus.RUNNING:
                lease = held.get(step.step_id)
                same = lease is not None and lease.attempt == step.attempt
                kept[step.step_id] = lease if lease and same else _Lease(step.attempt, now_s + self._length_s)
        if kept:
            self._by_task[record.task_id] = kept
        else:
            self._by_task.pop(record.task_id, None)

    def renew(self, task_id: str, step_id: str, attempt: int, now_s: float) -> None:
        """Note a sign of life of an attempt; those of other attempts say nothing."""
        lease = self._by_task.get(task_id, {}).get(step_id)
        if lease is not None and lease.attempt == attempt:
            lease.until_s = now_s + self._length_s

    def extend(self, now_s: float) -> None:
        """Give everyone a whole lease: the registry itself has been deaf."""
        for lease in self._all():
            lease.until_s = now_s + self._length_s

    def forget(self, task_ids: Iterable[str]) -> None:
        """Drop the leases of tasks."""
        for task_id in task_ids:
            self._by_task.pop(task_id, None)

    def expired(self, now_s: float) -> list[tuple[str, str, int]]:
        """Return (task, step, attempt) of every attempt that has been silent for too long."""
        return [
            (task_id, step_id, lease.attempt)
            for task_id, leases in self._by_task.items()
            for step_id, lease in leases.items()
            if lease.until_s <= now_s
        ]

    def _all(self) -> Iterator[_Lease]:
        return (lease for leases in self._by_task.values() for lease in leases.values())
