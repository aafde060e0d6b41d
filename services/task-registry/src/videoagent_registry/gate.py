"""The gate: which tasks are let in, and what those are told that are not."""

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from videoagent_contracts.status import WaitingReason
from videoagent_registry import metrics
from videoagent_registry.domain.admission import Ask, Order, Queue
from videoagent_registry.domain.events import Admitted, Queued
from videoagent_registry.domain.record import TaskRecord
from videoagent_registry.ports import Clock
from videoagent_registry.user_slots import UserSlots

_AT_ONCE = 50
_TOLD_AT_ONCE = 100
_USERS_AT_ONCE = 20
TELL_EVERY_S = 5.0
"""Shortest time between two looks at what those who wait have been told."""


@dataclass(frozen=True)
class Limits:
    """How many tasks are let in.

    Attributes:
        total: Tasks of the whole installation that may be at work. Each registry lets in its part of them, by the
            partitions that it owns.
        per_user: Tasks of a user, where their key says nothing; None: any number.
        partitions: All there are.
        order: Who comes first.
    """

    total: int = 200
    per_user: int | None = 50
    partitions: int = 12
    order: Order = field(default_factory=Order)


class Gate:
    """Lets tasks in. Closed until all tasks that are at work are known, since those that are not cannot be counted.

    To be used by one caller at a time, like the committer.

    Args:
        slots: The users' places.
        limits: How many tasks are let in.
        clock: Tells how long tasks have waited.
    """

    def __init__(self, slots: UserSlots, limits: Limits, clock: Clock) -> None:
        self._slots = slots
        self._limits = limits
        self._clock = clock
        self._queue = Queue()
        self._waiting: dict[str, tuple[TaskRecord, int]] = {}
        self._at_work: dict[str, tuple[str, int]] = {}
        self._running: dict[str, int] = {}
        self._owned = limits.partitions
        self._turn = 0
        self._told_at_s = -TELL_EVERY_S
        self._look_next = 0
        self.open = True

    @property
    def alone(self) -> bool:
        """Whether this registry owns everything, so that nobody else takes or frees places."""
        return self._owned >= self._limits.partitions

    def close(self, owned: int) -> None:
        """Let nobody in until ``reopen``; from now on this registry has ``owned`` partitions."""
        self._owned = owned or self._limits.partitions
        self.open = False

    async def reopen(self, partitions: Iterable[int]) -> None:
        """Put the places of newly owned partitions right, whose tasks are all known now, and open.

        Raises:
            StorageException: The store is away; to be called again.
        """
        for partition in partitions:
            mine = [task_id for task_id, (_, number) in self._at_work.items() if number == partition]
            await self._slots.heal(partition, mine)
        self.open = True

    def lose(self, partitions: set[int]) -> None:
        """Leave the places of partitions to their next owner."""
        self._slots.lose(partitions)

    def follow(self, record: TaskRecord, partition: int) -> None:
        """Take in the newest state of a task."""
        task_id = record.task_id
        was_at_work = task_id in self._at_work
        if was_at_work and record.holds_place:
            return
        self.forget(task_id)
        if not record.holds_place and (task_id in self._slots or (was_at_work and self._limit(record) is not None)):
            self._slots.leave(task_id, record.user_id)
        if record.holds_place:
            self._at_work[task_id] = (record.user_id, partition)
            self._running[record.user_id] = self._running.get(record.user_id, 0) + 1
        elif record.wait is not None:
            self._queue.add(self._ask(record))
            self._waiting[task_id] = (record, partition)
            metrics.TASKS_IN_LINE.set(len(self._queue))

    def turned_away(self, task_id: str, user_id: str) -> None:
        """Free the place of a task that was let in and is not there after all."""
        if task_id not in self._at_work and task_id in self._slots:
            self._slots.leave(task_id, user_id)

    def forget(self, task_id: str) -> None:
        """Drop a task from memory; what it holds it keeps."""
        self._queue.remove(task_id)
        if self._waiting.pop(task_id, None) is not None:
            metrics.TASKS_IN_LINE.set(len(self._queue))
        known = self._at_work.pop(task_id, None)
        if known is not None:
            self._running[known[0]] -= 1
            if not self._running[known[0]]:
                del self._running[known[0]]

    def give_up(self, task_id: str) -> None:
        """Let a task wait until the next restart: letting it in has failed, and would fail again."""
        waiting = self._waiting.get(task_id)
        self.forget(task_id)
        if waiting is not None and task_id in self._slots:
            self._slots.leave(task_id, waiting[0].user_id)

    async def ask(self, records: Mapping[str, tuple[TaskRecord, int]]) -> dict[str, Admitted | Queued]:
        """Answer tasks (with their partitions) that have just asked; without an answer they wait for ``let_in``.

        Raises:
            StorageException: The store is away; the same tasks may ask again.
        """
        if not self.open or not records:
            return {}
        fresh = Queue()
        asks = {task_id: self._ask(record) for task_id, (record, _) in records.items()}
        for each in asks.values():
            fresh.add(each)
        in_line = set(self._queue.users())
        chosen = [each for each in self._choose(fresh) if each.user_id not in in_line]
        got = await self._slots.take({each.task_id: (each, records[each.task_id][1]) for each in chosen})
        now = self._clock.now()
        answers: dict[str, Admitted | Queued] = {task_id: Admitted(task_id, now) for task_id in got}
        metrics.ADMITTED.inc(len(got))
        for task_id in got:
            fresh.remove(task_id)
        return answers | {ask.task_id: self._queued(ask, now, fresh) for ask in asks.values() if ask.task_id in fresh}

    async def let_in(self) -> list[Admitted]:
        """Give free places to those who wait longest or matter most.

        Raises:
            StorageException: The store is away; to be called again.
        """
        chosen = self._choose(self._queue) if self.open and len(self._queue) else []
        if not chosen:
            return []
        got = await self._slots.take({each.task_id: (each, self._waiting[each.task_id][1]) for each in chosen})
        self._turn += len(got)
        metrics.ADMITTED.inc(len(got))
        now = self._clock.now()
        return [Admitted(each.task_id, now) for each in chosen if each.task_id in got]

    async def look_around(self) -> None:
        """See what other registries have freed for users of whom tasks wait here; some users at each call.

        Raises:
            StorageException: The store is away.
        """
        users = self._queue.users() if not self.alone else []
        for index in range(min(_USERS_AT_ONCE, len(users))):
            await self._slots.look(users[(self._look_next + index) % len(users)])
        self._look_next += _USERS_AT_ONCE

    def news(self) -> list[Queued]:
        """Return what those who wait are to be told, where it differs much from what they were told last."""
        now_s = self._clock.seconds()
        if not self.open or not self._waiting or now_s - self._told_at_s < TELL_EVERY_S:
            return []
        now = self._clock.now()
        found: list[Queued] = []
        for record, _ in self._waiting.values():
            news = self._queued(self._ask(record), now)
            if _is_news(record, news):
                found.append(news)
                if len(found) >= _TOLD_AT_ONCE:
                    return found
        self._told_at_s = now_s
        return found

    async def settle(self) -> None:
        """Free the places of tasks that have left; what fails waits for the next call."""
        await self._slots.settle()

    async def run(self, interval_s: float) -> None:
        """Settle for ever."""
        while True:
            await asyncio.sleep(interval_s)
            await self.settle()

    def _choose(self, queue: Queue) -> list[Ask]:
        places = self._share() - len(self._at_work)
        if places <= 0:
            return []
        return queue.choose(
            self._clock.now(),
            min(places, _AT_ONCE) if queue is self._queue else places,
            self._running,
            lambda ask: self._slots.room(ask, leaving_too=self.alone),
            self._limits.order,
            self._turn,
        )

    def _share(self) -> int:
        return max(1, -(-self._limits.total * self._owned // self._limits.partitions))

    def _limit(self, record: TaskRecord) -> int | None:
        limit = record.max_running or self._limits.per_user
        return limit if limit is not None and limit < self._limits.total else None

    def _ask(self, record: TaskRecord) -> Ask:
        since = record.wait.since if record.wait is not None else record.created_at
        return Ask(record.task_id, record.user_id, record.spec.priority, since, self._limit(record))

    def _queued(self, ask: Ask, now: datetime, fresh: Queue | None = None) -> Queued:
        """Tell about the whole installation from what is seen of it here."""
        of_user = ask.limit is not None and not self._slots.room(ask, leaving_too=False)
        queues = [self._queue] if fresh is None else [self._queue, fresh]
        ahead = sum(queue.ahead(ask, of_user=of_user) for queue in queues)
        everywhere = round(ahead * self._limits.partitions / self._owned)
        if of_user:
            return Queued(ask.task_id, now, WaitingReason.QUOTA, self._slots.used(ask.user_id), everywhere)
        at_work = round(len(self._at_work) * self._limits.partitions / self._owned)
        return Queued(ask.task_id, now, WaitingReason.CAPACITY, at_work, everywhere)


def _is_news(record: TaskRecord, news: Queued) -> bool:
    """Whether the reason, or the number of those ahead by a factor of two, is another than was told."""
    wait = record.wait
    if wait is None or wait.reason is not news.reason:
        return wait is not None
    fewer, more = sorted((wait.ahead, news.ahead))
    return more > 2 * fewer
