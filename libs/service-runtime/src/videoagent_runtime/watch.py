"""Sees consumers that live but do not move, and measures lag.

A consumer is stuck when its partitions hold messages, no handler is at work, and no position has changed for a while
(known upstream: aiokafka#1154, #1037, #876). It also is when it has no partitions since its group began to share them
out anew, or cannot tell where it is, though Kafka answers others. A process with a stuck consumer ends itself, so that
it is started anew.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta

import structlog
from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.errors import KafkaError

from videoagent_contracts.errors import StorageException
from videoagent_runtime import metrics

_PERIOD_S = 15.0
_ANSWER_S = 5.0
_log = structlog.get_logger(__name__)


@dataclass
class Watched:
    """One consumer.

    Attributes:
        group: Its name in metrics and messages.
        consumer: Returns it, once there is one.
        busy: Handlers at work.
        moved_at: Monotonic time of its last sign of life.
        joining: Whether its group shares out the partitions anew, and it has not yet been given any.
        lag: Messages that wait, as far as is known.
        lost: Whether it has no place, or cannot tell it, while Kafka answers others.
    """

    group: str
    consumer: Callable[[], AIOKafkaConsumer | None]
    busy: int = 0
    moved_at: float = field(default_factory=time.monotonic)
    positions: dict[TopicPartition, int] = field(default_factory=dict)
    joining: bool = False
    lag: int = 0
    lost: bool = False

    @contextmanager
    def working(self) -> Iterator[None]:
        """Mark a handler as running: its consumer is not stuck, however long it takes."""
        self.busy += 1
        try:
            yield
        finally:
            self.busy -= 1
            self.moved_at = time.monotonic()

    def shared_out(self, *, done: bool) -> None:
        """Note that the group begins to share out its partitions, or that this consumer has its share (or none)."""
        self.joining = not done
        self.moved_at = time.monotonic()

    def stuck_for(self, now: float) -> float:
        """Seconds for which this consumer has had messages and did not move; 0 when it is well."""
        if self.busy or not (self.lag or self.lost):
            return 0.0
        return now - self.moved_at


class ConsumerWatch:
    """Looks at all consumers of a process every 15 s.

    Args:
        stuck_after: When a consumer counts as stuck.
        give_up: Called with the reason when one has been stuck for twice that long.
        kafka_answers: Asks Kafka something by a connection of its own.
    """

    def __init__(
        self, stuck_after: timedelta, give_up: Callable[[str], None], kafka_answers: Callable[[], Awaitable[bool]]
    ) -> None:
        self._stuck_after_s = stuck_after.total_seconds()
        self._give_up = give_up
        self._kafka_answers = kafka_answers
        self._watched: list[Watched] = []

    def add(self, group: str, consumer: Callable[[], AIOKafkaConsumer | None]) -> Watched:
        watched = Watched(group, consumer)
        self._watched.append(watched)
        return watched

    async def check(self) -> None:
        """Raise StorageException when a consumer is stuck (for /health/live)."""
        now = time.monotonic()
        stuck = [watched.group for watched in self._watched if watched.stuck_for(now) > self._stuck_after_s]
        if stuck:
            raise StorageException(f"consumers do not move: {', '.join(stuck)}")

    async def run(self) -> None:
        """Measure until cancelled."""
        while True:
            due = time.monotonic() + _PERIOD_S
            await asyncio.sleep(_PERIOD_S)
            metrics.LOOP_DELAY.set(max(0.0, time.monotonic() - due))
            await self.look()

    async def look(self) -> None:
        """Measure every consumer once, and give up if one is stuck."""
        for watched in self._watched:
            await self._measure(watched)

    async def _measure(self, watched: Watched) -> None:
        consumer = watched.consumer()
        if consumer is None:
            return
        partitions = list(consumer.assignment())
        try:
            async with asyncio.timeout(_ANSWER_S):
                ends = await consumer.end_offsets(partitions) if partitions else {}
                positions = {partition: await consumer.position(partition) for partition in partitions}
            watched.lost = watched.joining
        except (KafkaError, TimeoutError):
            watched.lost = await self._kafka_answers()
            if not watched.lost:  # Kafka is away: readiness tells, and no consumer can be blamed
                watched.moved_at = time.monotonic()
                return
            ends, positions = {}, watched.positions
        if positions != watched.positions:
            watched.positions = positions
            watched.moved_at = time.monotonic()
        if not watched.lost:
            self._note_lag(watched, ends)
        stuck_s = watched.stuck_for(time.monotonic())
        metrics.CONSUMER_STUCK.labels(watched.group).set(stuck_s > self._stuck_after_s)
        if stuck_s > 2 * self._stuck_after_s:
            what = "has no place" if watched.lost else "has not moved"
            self._give_up(f"consumer group {watched.group} {what} for {stuck_s:.0f} s with {watched.lag} waiting")

    def _note_lag(self, watched: Watched, ends: dict[TopicPartition, int]) -> None:
        lags: dict[str, int] = {}
        for partition, end in ends.items():
            lags[partition.topic] = lags.get(partition.topic, 0) + max(0, end - watched.positions[partition])
        for topic, lag in lags.items():
            metrics.CONSUMER_LAG.labels(topic, watched.group).set(lag)
        watched.lag = sum(lags.values())


async def cancel_and_wait(task: "asyncio.Task[None]") -> None:
    """End a background task."""
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
