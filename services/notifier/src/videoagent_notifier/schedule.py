"""Which webhook is tried next: in order per task, fair between hosts. Told the time; asks nobody."""

import heapq
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from videoagent_notifier.ports import Pending

_HELD_BACK_FOR = 3
"""Failed tries of a webhook for which those after it wait. More would let one that a receiver refuses hold up the end
of its task for hours; fewer would break the order whenever a receiver restarts."""
_IN_TROUBLE_AFTER = 3
"""Failures in a row after which a host gets one turn at a time, so that those who answer get the others."""
_REMEMBERED_HOSTS = 10_000


class Schedule:
    """Undelivered webhooks of the tasks of this process. One of a task is at work at a time.

    Args:
        turns: Tries at once.
        turns_per_host: Tries at once to one host. Hosts in trouble share half of all turns.
    """

    def __init__(self, turns: int, turns_per_host: int) -> None:
        self._turns_in_trouble = max(1, turns // 2)
        self._turns_per_host = turns_per_host
        self._queues: dict[str, dict[str, Pending]] = {}
        self._due: list[tuple[datetime, str]] = []
        self._at_work: dict[str, Pending] = {}
        self._busy: Counter[str] = Counter()
        self._waiting: dict[str, dict[str, None]] = {}
        """By host, in order: tasks whose next webhook is due while its host has no turn for it."""
        self._failures: Counter[str] = Counter()

    def __len__(self) -> int:
        return sum(map(len, self._queues.values()))

    def add(self, pending: Iterable[Pending]) -> None:
        """Take webhooks in; those that are in already stay as they are."""
        for item in pending:
            queue = self._queues.setdefault(item.task_id, {})
            if item.id not in queue:
                queue[item.id] = item
                self._push(item.task_id)

    def put_first(self, item: Pending) -> None:
        """Take one in that is to be tried before all others of its task, also when it is in or at work already."""
        self._queues.setdefault(item.task_id, {})[item.id] = item
        self._push(item.task_id)

    def hurry(self, task_id: str, now: datetime) -> None:
        """Let all of a task come to their turn now, whatever they waited for."""
        queue = self._queues.get(task_id, {})
        for item in queue.values():
            if item.due > now and self._at_work.get(task_id) is not item:
                queue[item.id] = replace(item, due=now)
        self._push(task_id)

    def is_replaced(self, item: Pending) -> bool:
        """Whether another entry was put in the place of one that is at work."""
        return self._queues.get(item.task_id, {}).get(item.id, item) is not item

    def drop_partitions(self, partitions: Sequence[int]) -> None:
        """Forget what is another replica's from now on."""
        gone = set(partitions)
        for task_id, queue in list(self._queues.items()):
            if any(item.partition in gone for item in queue.values()):
                del self._queues[task_id]

    def forget_task(self, task_id: str) -> None:
        self._queues.pop(task_id, None)

    def pop(self, now: datetime) -> Pending | None:
        """The next to be tried, from now on at work; None when nothing is due or all turns of its host are taken."""
        for host, tasks in self._waiting.items():
            while tasks and self._has_turn(host):
                task_id = next(iter(tasks))
                del tasks[task_id]
                if head := self._startable(task_id, now):
                    return self._start(head)
        while self._due and self._due[0][0] <= now:
            _, task_id = heapq.heappop(self._due)
            head = self._startable(task_id, now)
            if head is None:
                continue  # left over from before it changed
            if self._has_turn(head.host):
                return self._start(head)
            self._waiting.setdefault(head.host, {})[task_id] = None
        return None

    def _startable(self, task_id: str, now: datetime) -> Pending | None:
        head = self._head(task_id)
        return None if head is None or task_id in self._at_work or head.due > now else head

    def _start(self, head: Pending) -> Pending:
        if not self._waiting.get(head.host, True):
            del self._waiting[head.host]
        self._at_work[head.task_id] = head
        self._busy[head.host] += 1
        return head

    def next_due(self) -> datetime | None:
        return self._due[0][0] if self._due else None

    def settle(self, item: Pending, retry_at: datetime | None, *, well: bool) -> None:
        """The try is over; ``well``: its host answered something, or was not asked."""
        self._busy[item.host] -= 1
        if not self._busy[item.host]:
            del self._busy[item.host]
        self._note(item.host, well)
        del self._at_work[item.task_id]
        queue = self._queues.get(item.task_id, {})
        if queue.get(item.id) is item:
            del queue[item.id]
            if retry_at is not None:
                queue[item.id] = replace(item, due=retry_at, attempts=item.attempts + 1, manual=False)
        self._push(item.task_id)

    def _note(self, host: str, well: bool) -> None:
        if well:
            self._failures.pop(host, None)
        else:
            if len(self._failures) >= _REMEMBERED_HOSTS:
                self._failures.clear()
            self._failures[host] += 1

    def _push(self, task_id: str) -> None:
        head = self._head(task_id)
        if head is None:
            self._queues.pop(task_id, None)
        elif task_id not in self._at_work:
            heapq.heappush(self._due, (head.due, task_id))

    def _head(self, task_id: str) -> Pending | None:
        candidates: list[Pending] = []
        held_back = False
        for item in sorted(self._queues.get(task_id, {}).values(), key=lambda item: item.order):
            if item.manual or not held_back:
                candidates.append(item)
            held_back = held_back or item.attempts < _HELD_BACK_FOR
        return min(candidates, key=lambda item: (not item.manual, item.due, item.order), default=None)

    def _in_trouble(self, host: str) -> bool:
        return self._failures[host] >= _IN_TROUBLE_AFTER

    def _has_turn(self, host: str) -> bool:
        if not self._in_trouble(host):
            return self._busy[host] < self._turns_per_host
        troubled = sum(count for busy, count in self._busy.items() if self._in_trouble(busy))
        return not self._busy[host] and troubled < self._turns_in_trouble
