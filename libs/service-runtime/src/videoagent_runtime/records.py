"""What is read from Kafka: parsed defensively, since a message may come from anywhere."""

import dataclasses
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Any

from aiokafka import ConsumerRecord
from faststream.kafka.message import KafkaMessage

from videoagent_contracts.codec import AnyEnvelope

Record = ConsumerRecord[bytes, bytes]


@dataclass(frozen=True, slots=True)
class Received:
    """One message that could be read, and where it lay; ``topic`` is the card's name, without a configured prefix."""

    envelope: AnyEnvelope
    topic: str
    partition: int
    offset: int


def text_headers(headers: Iterable[tuple[str, bytes | None]]) -> dict[str, str]:
    """Headers as text; bytes that are not UTF-8 become replacement characters instead of an error."""
    return {name: (value or b"").decode("utf-8", "replace") for name, value in headers}


def _cleaned(record: Record) -> Record:
    clean = tuple((name, value.encode()) for name, value in text_headers(record.headers).items())
    return dataclasses.replace(record, headers=clean)


async def parse_record(record: Record, original: Callable[[Record], Awaitable[KafkaMessage]]) -> KafkaMessage:
    """FastStream parser that survives broken headers (its own fails on them, and the message is skipped silently)."""
    try:
        message = await original(record)
    except (UnicodeDecodeError, AttributeError):
        message = await original(_cleaned(record))
        message.raw_message = record
    return message


async def parse_batch(
    records: tuple[Record, ...], original: Callable[[tuple[Record, ...]], Awaitable[KafkaMessage]]
) -> KafkaMessage:
    """As ``parse_record``, for a batch."""
    try:
        message = await original(records)
    except (UnicodeDecodeError, AttributeError):
        message = await original(tuple(_cleaned(record) for record in records))
        message.raw_message = records
    return message


async def keep_raw(message: KafkaMessage) -> Any:
    """FastStream decoder that passes the records on as they lay in the topic."""
    return message.raw_message
