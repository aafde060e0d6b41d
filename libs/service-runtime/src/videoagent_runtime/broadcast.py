"""Reading everything in one process, and knowing when the past has been read."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable, Mapping
from datetime import timedelta

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.errors import KafkaError

from videoagent_runtime.watch import Watched

UNHURRIED = timedelta(milliseconds=250)
"""Patience where nobody waits for what is heard: a cancellation, say, has two seconds to take effect."""

_POLL_S = 0.05
_LOOK_S = 0.005


Offsets = Callable[[str, list[TopicPartition]], Awaitable[Mapping[TopicPartition, int]]]
"""Asks for the committed offsets of a group; partitions without one are left out."""


class Broadcast:
    """A group-less reader.

    Args:
        consumer: Gives the consumer once it is started.
        watched: Tells whether a handler is at work.
        behind: Topic → consumer group: reading begins where that group is, not at the topic's end.
        recent: Topic → time: reading begins with what was said within that time, not at the topic's end.
        committed: Tells where a group is.

    Attributes:
        caught_up: Set once all that was in the topics when the service started has been handled.
    """

    def __init__(
        self,
        consumer: Callable[[], AIOKafkaConsumer | None],
        watched: Watched,
        behind: Mapping[str, str],
        recent: Mapping[str, timedelta],
        committed: Offsets,
    ) -> None:
        self._consumer = consumer
        self._watched = watched
        self._behind = behind
        self._recent = recent
        self._committed = committed
        self._early: dict[TopicPartition, int] = {}
        self._handled: dict[TopicPartition, int] = {}
        self._pinned = False
        self.caught_up = asyncio.Event()

    def is_early(self, positions: Iterable[tuple[TopicPartition, int]]) -> bool:
        """Whether a batch came before reading was pinned: it is not to be handled, since it comes again."""
        if self._pinned:
            return False
        for partition, offset in positions:
            self._early[partition] = min(offset, self._early.get(partition, offset))
        return True

    async def pin(self) -> dict[TopicPartition, int]:
        """Fix where reading starts, and return where the topics end now.

        aiokafka looks up "latest" when it first fetches; what is published between start and that look would be
        missed. Asking for the position makes it look at once. A reader that completes what a group has stored must
        begin where the group is: between that place and the end lies what is in neither.

        Raises:
            StorageException: A group's place cannot be read.
        """
        consumer = self._consumer()
        if consumer is None:
            return {}
        partitions = list(consumer.assignment())
        positions = {partition: await consumer.position(partition) for partition in partitions}
        starts = {partition: self._early.get(partition, position) for partition, position in positions.items()}
        for topic, group in self._behind.items():
            own = [partition for partition in partitions if partition.topic == topic]
            committed = await self._committed(group, own)
            starts |= {partition: min(starts[partition], committed.get(partition, 0)) for partition in own}
        starts |= await self._recent_starts(consumer, starts)
        self._take(consumer, starts)
        self._handled = dict(starts)
        self._pinned = True
        ends: dict[TopicPartition, int] = await consumer.end_offsets(partitions) if partitions else {}
        return ends

    @staticmethod
    def _take(consumer: AIOKafkaConsumer, starts: Mapping[TopicPartition, int]) -> None:
        """Read these partitions from these places, and no others whatever Kafka's metadata come to say.

        A reader without a group that is subscribed to topics is given all partitions anew whenever the metadata change,
        and begins at the topics' ends then: a broker that starts does not know its topics at first, so what was said
        before it went away, and was not read yet, would never be.
        """
        if starts:
            consumer.unsubscribe()
            consumer.assign(list(starts))
            for partition, start in starts.items():
                consumer.seek(partition, start)

    async def _recent_starts(
        self, consumer: AIOKafkaConsumer, starts: Mapping[TopicPartition, int]
    ) -> dict[TopicPartition, int]:
        now_ms = time.time() * 1000
        since = {
            partition: int(now_ms - self._recent[partition.topic] / timedelta(milliseconds=1))
            for partition in starts
            if partition.topic in self._recent
        }
        found = await consumer.offsets_for_times(since) if since else {}
        return {partition: min(starts[partition], each.offset) for partition, each in found.items() if each is not None}

    def handled(self, positions: Iterable[tuple[TopicPartition, int]]) -> None:
        """Note that a batch has been handled."""
        for partition, offset in positions:
            self._handled[partition] = max(offset + 1, self._handled.get(partition, 0))

    async def hear_all(self, patience: timedelta) -> bool:
        """Wait until all has been handled that was published before this call; False when that was not to be had.

        So a reader can answer as one that is never behind, at the cost of one question to Kafka.
        """
        try:
            async with asyncio.timeout(patience.total_seconds()):
                consumer = self._consumer()
                if consumer is None or not self._pinned:
                    return False
                ends: dict[TopicPartition, int] = await consumer.end_offsets(list(self._handled))
                quiet = 0
                while any(self._handled[partition] < end for partition, end in ends.items()) and quiet < 2:
                    # What was at the end may have been compacted away: reading is past it then, with nothing in hand.
                    quiet = quiet + 1 if await self._is_past(consumer, ends) else 0
                    await asyncio.sleep(_LOOK_S)
        except (KafkaError, TimeoutError):
            return False
        return True

    async def follow(self, ends: dict[TopicPartition, int]) -> None:
        """Set ``caught_up`` when every partition has been handled up to ``ends``."""
        quiet = 0
        while quiet < 2:  # a batch may be on its way from the consumer to the handler at one look, not at two
            consumer = self._consumer()
            if consumer is None:
                return
            quiet = quiet + 1 if await self._is_past(consumer, ends) else 0
            await asyncio.sleep(_POLL_S)
        self.caught_up.set()

    async def _is_past(self, consumer: AIOKafkaConsumer, ends: Mapping[TopicPartition, int]) -> bool:
        reached = [await consumer.position(partition) >= end for partition, end in ends.items()]
        return all(reached) and not self._watched.busy
