"""The process manager at work: batches of messages, timers and leases, and the partitions that are its own."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Mapping, Sequence

import structlog

from videoagent_registry import metrics
from videoagent_registry.book import Book
from videoagent_registry.committer import Committer
from videoagent_registry.domain.events import Event, LeaseExpired, TimersDue
from videoagent_registry.gate import Gate
from videoagent_registry.leases import Leases
from videoagent_registry.ports import Clock, Journal
from videoagent_runtime.records import Received

DEAF_S = 5.0
"""A registry that has not looked at its leases for this long heard nobody; nobody is to be blamed for that."""
BEHIND_S = 2.0
"""After a full batch signs of life may still lie in the topic for this long."""
_LOAD_AT_ONCE = 100
_log = structlog.get_logger(__name__)


class TaskRegistry:
    """Owner of the tasks of some partitions. One thing at a time: batches, ticks and hand-overs share a lock.

    Args:
        journal: Asked for live tasks after a hand-over.
        committer: Carries out what is decided.
        book: Tasks in memory.
        leases: Of running attempts.
        gate: Lets tasks in.
        clock: Does not jump.
        full_batch: Size from which a batch counts as full: more may be waiting.
        reachable: Whether Kafka answers; silence of workers means nothing while it does not.
    """

    def __init__(
        self,
        journal: Journal,
        committer: Committer,
        book: Book,
        leases: Leases,
        gate: Gate,
        clock: Clock,
        full_batch: int,
        reachable: Callable[[], Awaitable[bool]],
    ) -> None:
        self._journal = journal
        self._committer = committer
        self._book = book
        self._leases = leases
        self._gate = gate
        self._clock = clock
        self._full_batch = full_batch
        self._reachable = reachable
        self._one_at_a_time = asyncio.Lock()
        self._owned: set[int] = set()
        self._handing_over = False
        self._to_read: deque[int] = deque()
        self._to_load: deque[tuple[str, int]] = deque()
        self._to_heal: set[int] = set()
        self._behind_until_s = 0.0
        self._last_tick_s = clock.seconds()

    async def handle(self, batch: Sequence[Received]) -> None:
        """Let a batch of messages happen.

        Raises:
            StorageException: A store or Kafka is away; the same batch may come again.
            Exception: The first error of a message that cannot be decided on; all others have been dealt with.
        """
        work: dict[str, list[Event]] = {}
        partitions: dict[str, int] = {}
        for received in batch:
            work.setdefault(received.envelope.task_id, []).append(received.envelope)
            partitions[received.envelope.task_id] = received.partition
        metrics.BATCH_EVENTS.observe(len(batch))
        async with self._one_at_a_time:
            errors = await self._committer.commit(work, partitions)
            if len(batch) >= self._full_batch:
                self._behind_until_s = self._clock.seconds() + BEHIND_S
            if self._gate.alone:  # beside others each waits for its tick, so that all come to their turn
                await self._let_in()
        if errors:
            raise errors[0][1]

    async def tick(self) -> bool:
        """Look at timers and leases, and go on reading the tasks that were taken over.

        Returns:
            Whether more of the same waits.

        Raises:
            StorageException: A store or Kafka is away; the next tick tries again.
        """
        async with self._one_at_a_time:
            now_s = self._clock.seconds()
            if now_s - self._last_tick_s > DEAF_S:
                self._leases.extend(now_s)
            self._last_tick_s = now_s
            if self._handing_over:
                return False
            more = await self._take_over()
            work = await self._due(now_s)
            if work or self._committer.unsaid:
                for event, _ in await self._committer.commit(work, {}):
                    self._book.mute(_task_of(event))
            await self._gate.look_around()
            await self._let_in()
            if news := self._gate.news():
                await self._committer.commit({each.task_id: [each] for each in news}, {})
            self._last_tick_s = self._clock.seconds()
            return more

    async def own(self, partitions: set[int]) -> None:
        """Take over partitions: these are ours from now on, and no others.

        Those that were ours before are looked at again, too: a registry that was silent for too long loses everything
        without being told, and gets some of it back after others have worked on it.
        """
        async with self._one_at_a_time:
            new = partitions - self._owned
            self._gate.close(len(partitions))
            self._gate.lose(self._owned - partitions)
            self._to_heal = (self._to_heal | new) & partitions
            self._owned = partitions
            self._handing_over = False
            self._book.keep_only(partitions)
            self._committer.unsaid = {
                task_id: partition for task_id, partition in self._committer.unsaid.items() if partition in partitions
            }
            self._leases.extend(self._clock.seconds())
            self._to_read = deque(sorted(partitions))
            self._to_load.clear()

    async def hand_over(self) -> None:
        """Do nothing of one's own accord until it is clear what is ours: another may be at it already."""
        async with self._one_at_a_time:
            self._handing_over = True

    async def _take_over(self) -> bool:
        if self._to_read and not self._to_load:
            partition = self._to_read[0]
            live = dict.fromkeys([*await self._journal.live(partition), *self._book.live(partition)])
            self._to_load.extend((task_id, partition) for task_id in live)
            self._to_read.popleft()
        some = [self._to_load[index] for index in range(min(_LOAD_AT_ONCE, len(self._to_load)))]
        if some:
            await self._committer.refresh(dict(some))
            for _ in some:
                self._to_load.popleft()
            _log.info("tasks taken over", tasks=len(some), waiting=len(self._to_load))
        more = bool(self._to_load or self._to_read)
        if not more and not self._gate.open:
            await self._gate.reopen(self._to_heal)
            self._to_heal = set()
        return more

    async def _let_in(self) -> None:
        while admitted := await self._gate.let_in():
            for event, _ in await self._committer.commit({each.task_id: [each] for each in admitted}, {}):
                self._gate.give_up(_task_of(event))

    async def _due(self, now_s: float) -> Mapping[str, Sequence[Event]]:
        now = self._clock.now()
        work: dict[str, list[Event]] = {task_id: [TimersDue(task_id, now)] for task_id in self._book.due(now)}
        expired = self._leases.expired(now_s)
        if not expired or now_s < self._behind_until_s:
            return work
        if not await self._reachable():
            self._leases.extend(self._clock.seconds())
            return work
        for task_id, step_id, attempt in expired:
            metrics.LEASES_EXPIRED.labels(step_id.split(":")[0]).inc()
            _log.warning("worker lost", task_id=task_id, step_id=step_id, attempt=attempt)
            work.setdefault(task_id, []).append(LeaseExpired(task_id, step_id, attempt))
        return work


def _task_of(event: Event) -> str:
    return event.task_id
