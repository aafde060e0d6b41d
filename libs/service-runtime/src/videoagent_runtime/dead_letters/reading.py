"""Reads topics as they lie, from any place, without a consumer group."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import asynccontextmanager

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.errors import KafkaError

from videoagent_contracts.errors import StorageException
from videoagent_runtime.kafka_access import client_arguments
from videoagent_runtime.records import Record
from videoagent_runtime.settings import KafkaSettings

_FETCH_MS = 200
_LIMIT_S = 60.0


@asynccontextmanager
async def asking_kafka() -> AsyncIterator[None]:
    """Bound what is asked of Kafka, and turn its failures into the one error for them.

    Raises:
        StorageException: Kafka can't be reached, or takes more than a minute.
    """
    try:
        async with asyncio.timeout(_LIMIT_S):
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

    async def records(self, partition: TopicPartition, start: int, end: int) -> AsyncGenerator[Record, None]:
        """Records from ``start`` up to but not including ``end``, in order; both must be within the bounds."""
        if start >= end:
            return
        self._consumer.seek(partition, start)
        self._consumer.resume(partition)
        try:
            position = start
            while position < end:
                found = await self._consumer.getmany(partition, timeout_ms=_FETCH_MS)
                for record in found.get(partition, ()):
                    if record.offset >= end:
                        return
                    yield record
                position = await self._consumer.position(partition)
        finally:
            self._consumer.pause(partition)


@asynccontextmanager
async def reading(settings: KafkaSettings, partitions: Sequence[TopicPartition]) -> AsyncIterator[Reader]:
    """Open a reader of these partitions (names as on the broker).

    They are assigned once and paused while they are not read: a change of the assignment right before the stop makes
    aiokafka 0.14 forget that it is to stop (its fetcher suppresses its own cancellation), and wait for ever.
    """
    consumer = AIOKafkaConsumer(
        **client_arguments(settings),
        enable_auto_commit=False,
        auto_offset_reset="earliest",
        fetch_max_wait_ms=50,
        max_partition_fetch_bytes=8 * 1024 * 1024,
        retry_backoff_ms=10,
    )
    try:
        await consumer.start()
        consumer.assign(partitions)
        consumer.pause(*partitions)
        yield Reader(consumer)
    finally:
        await consumer.stop()
