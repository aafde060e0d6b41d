"""Reading everything in one process, and knowing when the past has been read."""

import asyncio
from collections.abc import Callable

from aiokafka import AIOKafkaConsumer, TopicPartition

from videoagent_runtime.watch import Watched

_POLL_S = 0.05


class Broadcast:
    """A group-less reader.

    Attributes:
        caught_up: Set once all that was in the topics when the service started has been handled.
    """

    def __init__(self, consumer: Callable[[], AIOKafkaConsumer | None], watched: Watched) -> None:
        self._consumer = consumer
        self._watched = watched
        self.caught_up = asyncio.Event()

    async def pin(self) -> dict[TopicPartition, int]:
        """Fix where reading starts, and return where the topics end now.

        aiokafka looks up "latest" when it first fetches; what is published between start and that look would be
        missed. Asking for the position makes it look at once.
        """
        consumer = self._consumer()
        if consumer is None:
            return {}
        partitions = list(consumer.assignment())
        for partition in partitions:
            await consumer.position(partition)
        ends: dict[TopicPartition, int] = await consumer.end_offsets(partitions) if partitions else {}
        return ends

    async def follow(self, ends: dict[TopicPartition, int]) -> None:
        """Set ``caught_up`` when every partition has been handled up to ``ends``."""
        quiet = 0
        while quiet < 2:  # a batch may be on its way from the consumer to the handler at one look, not at two
            consumer = self._consumer()
            if consumer is None:
                return
            reached = [await consumer.position(partition) >= end for partition, end in ends.items()]
            quiet = quiet + 1 if all(reached) and not self._watched.busy else 0
            await asyncio.sleep(_POLL_S)
        self.caught_up.set()
