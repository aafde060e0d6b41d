"""Reads topics as they lie, from any place, without a consumer group."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.errors import KafkaError

from videoagent_contracts.errors import StorageException
from videoagent_runtime.records import Record
from videoagent_runtime.settings import KafkaSettings

_FETCH_MS = 200
_LIMIT_S = 60.0


@contextmanager
def kafka_reachable() -> Iterator[None]:
    """Turn what Kafka does into the one error for it.

    Raises:
        StorageException: Kafka can't be reached, or takes too long.
    """
    try:
        yield
    except (KafkaError, TimeoutError, OSError) as error:
        raise StorageException(f"Kafka cannot be asked at the moment ({type(error).__name__})") from error


class Reader:
    """Reads ranges of partitions that it knows."""

    def __init__(self, consumer: AIOKafkaConsumer) -> None:
        self._consumer = consumer

    async def bounds(self, partitions: Sequence[TopicPartition]) -> dict[TopicPartition, tuple[int, int]]:
        """First offset and the one after the last of each partition."""
        begins = await self._consumer.beginning_offsets(partitions)
        ends = await self._consumer.end_offsets(partitions)
        return {partition: (begins[partition], ends[partition]) for partition in partitions}

    async def records(self, partition: TopicPartition, start: int, end: int) -> AsyncIterator[Record]:
        """Records from ``start`` up to but not including ``end``, in order; both must be within the bounds.

        Raises:
            TimeoutError: That took more than a minute.
        """
        self._consumer.assign([partition])
        self._consumer.seek(partition, start)
        async with asyncio.timeout(_LIMIT_S):
            position = start
            while position < end:
                found = await self._consumer.getmany(partition, timeout_ms=_FETCH_MS)
                for record in found.get(partition, ()):
                    if record.offset >= end:
                        return
                    yield record
                position = await self._consumer.position(partition)


@asynccontextmanager
async def reading(settings: KafkaSettings, topics: Sequence[str]) -> AsyncIterator[Reader]:
    """Open a reader that may ask for these topics (names on the broker)."""
    consumer = AIOKafkaConsumer(
        bootstrap_servers=settings.bootstrap_servers.split(","),
        enable_auto_commit=False,
        auto_offset_reset="earliest",
        fetch_max_wait_ms=50,
        max_partition_fetch_bytes=8 * 1024 * 1024,
        retry_backoff_ms=10,
    )
    try:
        await consumer.start()
        consumer.assign([TopicPartition(topic, 0) for topic in topics])  # makes it learn of all of them at once
        yield Reader(consumer)
    finally:
        await consumer.stop()
