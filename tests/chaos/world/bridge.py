"""Stands between services on Kafka and delivers badly: everything twice, and shuffled where no order is promised.

Services on either side have topics of their own (another prefix); what one side publishes reaches the other only
through the bridge.
"""

import asyncio
import random
from collections.abc import Sequence
from dataclasses import dataclass

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, ConsumerRecord, TopicPartition

from videoagent_contracts.topics import TopicCard

_WINDOW_MS = 80


@dataclass(frozen=True)
class Route:
    """What goes where.

    Attributes:
        cards: The topics.
        source: Prefix of those that are read.
        target: Prefix of those that are written.
        shuffled: Whether the records of a window come in any order; else all of them come in order, and then again.
    """

    cards: Sequence[TopicCard]
    source: str
    target: str
    shuffled: bool


class Bridge:
    """Carries records over until closed. Topics must exist on both sides."""

    def __init__(self, bootstrap: str, routes: Sequence[Route], seed: int) -> None:
        self.carried = 0
        self._routes = {route.source + card.name: (route, card) for route in routes for card in route.cards}
        self._random = random.Random(seed)
        self._consumer = AIOKafkaConsumer(
            bootstrap_servers=bootstrap, enable_auto_commit=False, auto_offset_reset="earliest", fetch_max_wait_ms=20
        )
        self._producer = AIOKafkaProducer(bootstrap_servers=bootstrap, acks="all", max_request_size=8 * 2**20)
        self._carrying: asyncio.Task[None] | None = None

    async def start(self) -> None:
        await self._producer.start()
        await self._consumer.start()
        partitions = [
            TopicPartition(topic, number)
            for topic, (_, card) in self._routes.items()
            for number in range(card.partitions)
        ]
        self._consumer.assign(partitions)
        self._carrying = asyncio.create_task(self._carry_on(), name="bridge")

    async def close(self) -> None:
        if self._carrying is not None:
            self._carrying.cancel()
            await asyncio.wait({self._carrying})
        await self._consumer.stop()
        await self._producer.stop()

    async def _carry_on(self) -> None:
        while True:
            await asyncio.sleep(_WINDOW_MS / 1000)
            batches = await self._consumer.getmany(timeout_ms=100)
            for partition, records in batches.items():
                await self._deliver(self._routes[partition.topic], records)

    async def _deliver(self, where: tuple[Route, TopicCard], records: list[ConsumerRecord[bytes, bytes]]) -> None:
        route, card = where
        twice = [*records, *records]
        if route.shuffled:
            self._random.shuffle(twice)
        futures = [
            await self._producer.send(
                route.target + card.name,
                value=record.value,
                key=record.key,
                partition=record.partition,
                headers=list(record.headers),
            )
            for record in twice
        ]
        await asyncio.gather(*futures)
        self.carried += len(records)
