"""The Kafka broker of a service: FastStream, with the defaults of docs on Kafka in one place.

Consumers acknowledge after the handler (``AckPolicy.ACK``): FastStream's default commits every 5 s whether or not the
handler has finished, and ``NACK_ON_ERROR`` seeks back without delay, so that one bad message blocks its partition.
"""

import asyncio
import logging
from contextlib import suppress
from datetime import timedelta
from functools import partial
from typing import Any

import structlog
from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.conn import collect_hosts
from aiokafka.errors import KafkaError, TopicAlreadyExistsError, for_code
from faststream import AckPolicy
from faststream.kafka import KafkaBroker

from videoagent_contracts.errors import StorageException
from videoagent_contracts.topics import TopicCard
from videoagent_runtime.kafka_access import client_arguments, security, servers
from videoagent_runtime.retry import Backoff, until_stored
from videoagent_runtime.settings import KafkaSettings

MAX_MESSAGE_BYTES = 4 * 1024 * 1024
_DEAD_LETTER_RETENTION = timedelta(days=30)
_DEAD_LETTER_SLACK_BYTES = 256 * 1024
"""Room for the headers that a dead letter gets on top of the original message."""
_CREATE_TIMEOUT_MS = 30_000
_LEADERS_S = 30.0
_CONNECT_S = 5.0
_WAIT = Backoff(maximum_s=0.5)
_METADATA_MS = 5_000
"""A broker that has just started does not know its topics yet. A group that shares them out at that moment has none
until its leader looks at the metadata again, which by aiokafka's default takes five minutes."""
_log = structlog.get_logger(__name__)


def make_broker(settings: KafkaSettings, client_id: str) -> KafkaBroker:
    """Make a broker that waits for all in-sync replicas and creates no topic by accident.

    The producer is not an idempotent one: after Kafka was away for longer than a request may take (40 s; measured with
    60 s) aiokafka's can only fail with OutOfOrderSequenceNumber, for ever, and finished work could not be published.
    Order per partition is kept without it (one batch per partition is in flight at a time), and a message that is
    written twice is dropped by every consumer, since all of them have to be idempotent anyway.
    """
    return KafkaBroker(
        servers(settings),
        security=security(settings),
        client_id=client_id,
        acks="all",
        linger_ms=0,
        max_request_size=MAX_MESSAGE_BYTES + _DEAD_LETTER_SLACK_BYTES,
        max_batch_size=256 * 1024,
        retry_backoff_ms=200,
        metadata_max_age_ms=_METADATA_MS,
        allow_auto_create_topics=False,
        ack_policy=AckPolicy.ACK,
        graceful_timeout=10.0,
        apply_types=False,
        logger=logging.getLogger("faststream"),
        log_level=logging.DEBUG,
    )


SHORTEST_FETCH_MS = 50


def consumer_arguments(settings: KafkaSettings) -> dict[str, Any]:
    """Arguments of every subscriber.

    The fetch wait is short since aiokafka keeps one fetch per broker in flight: with the usual 500 ms a partition whose
    handler was busy got its next message half a second late.
    """
    session_ms = int(settings.session_timeout.total_seconds() * 1000)
    return {
        "auto_offset_reset": "earliest",
        "fetch_max_wait_ms": SHORTEST_FETCH_MS,
        "session_timeout_ms": session_ms,
        "heartbeat_interval_ms": min(3000, session_ms // 3),
        "rebalance_timeout_ms": session_ms,
        "max_poll_interval_ms": int(settings.max_poll_interval.total_seconds() * 1000),
    }


class TopicNames:
    """Names on the broker: a configured prefix before those of the cards."""

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix

    def of(self, name: str) -> str:
        return self._prefix + name

    def card_name(self, topic: str) -> str:
        return topic.removeprefix(self._prefix)


async def ensure_topics(settings: KafkaSettings, cards: tuple[TopicCard, ...]) -> None:
    """Create the topics that are missing, each with its dead-letter topic, as their cards say, and wait for them.

    Idempotent, also when all services do it at once.

    Raises:
        StorageException: Kafka can't be reached, refuses, or has no leaders for the topics in time.
    """
    try:
        await _look_for_a_server(settings)
        await _create_missing(settings, cards)
        async with asyncio.timeout(_LEADERS_S):
            await _await_leaders(settings, cards)
    except TimeoutError as error:
        raise StorageException("the topics have no leaders yet") from error
    except (KafkaError, OSError) as error:
        raise StorageException(f"Kafka cannot be reached at {settings.bootstrap_servers}") from error


async def await_topics(settings: KafkaSettings, cards: tuple[TopicCard, ...], stopping: asyncio.Event) -> None:
    """Repeat ``ensure_topics`` while Kafka is away: it may start at the same time as the service.

    To end and come back would cost all imports again, and Kafka the processor time that it needs to start.

    Raises:
        Stopping: The service is to stop.
        StorageException: Kafka refuses for good.
    """

    def waiting(error: StorageException, failures: int) -> None:
        if failures == 1:
            _log.info("waiting for Kafka", reason=error.detail)

    await until_stored(partial(ensure_topics, settings, cards), stopping, backoff=_WAIT, on_retry=waiting)


async def _look_for_a_server(settings: KafkaSettings) -> None:
    """Connect to the first server that lets itself be connected to; aiokafka logs errors where none does.

    Raises:
        ConnectionError: None does.
    """
    for host, port, _ in collect_hosts(settings.bootstrap_servers):
        with suppress(OSError):
            async with asyncio.timeout(_CONNECT_S):
                _, writer = await asyncio.open_connection(host, port)
            writer.close()
            return
    raise ConnectionError("no server lets itself be connected to")


async def kafka_answers(settings: KafkaSettings) -> bool:
    """Whether Kafka tells its topics, asked by a new connection."""
    admin = AIOKafkaAdminClient(**client_arguments(settings), request_timeout_ms=5_000)
    try:
        await admin.start()
        await admin.list_topics()
    except (KafkaError, OSError):
        return False
    finally:
        await admin.close()
    return True


async def committed_offsets(
    settings: KafkaSettings, group: str, partitions: list[TopicPartition]
) -> dict[TopicPartition, int]:
    """Return where a consumer group is; partitions of which it has committed nothing are left out.

    Raises:
        StorageException: Kafka can't be reached.
    """
    admin = AIOKafkaAdminClient(**client_arguments(settings), request_timeout_ms=10_000)
    try:
        await admin.start()
        found = await admin.list_consumer_group_offsets(group, partitions=partitions)
    except (KafkaError, OSError) as error:
        raise StorageException(f"the offsets of {group} cannot be read ({type(error).__name__})") from error
    finally:
        await admin.close()
    return {partition: at.offset for partition, at in found.items() if at.offset >= 0}


async def _create_missing(settings: KafkaSettings, cards: tuple[TopicCard, ...]) -> None:
    names = TopicNames(settings.prefix)
    admin = AIOKafkaAdminClient(**client_arguments(settings), request_timeout_ms=30_000)
    try:
        await admin.start()
        existing = set(await admin.list_topics())
        missing = [topic for card in cards for topic in _topics_of(card, names, settings) if topic.name not in existing]
        if not missing:
            return
        response: Any = await admin.create_topics(missing, timeout_ms=_CREATE_TIMEOUT_MS)
        for name, code, *_ in response.topic_errors:
            error = for_code(code)
            if code and error is not TopicAlreadyExistsError:
                raise StorageException(
                    f"topic {name} could not be created: {error.__name__}", retryable=error.retriable
                )
    finally:
        await admin.close()


async def _await_leaders(settings: KafkaSettings, cards: tuple[TopicCard, ...]) -> None:
    """Ask for the end of every partition, which only a leader at work can tell.

    A topic is in the metadata a while before its leaders accept anything (seconds on a busy machine), and publishing in
    that while fails.
    """
    names = TopicNames(settings.prefix)
    partitions = [TopicPartition(names.of(card.name), number) for card in cards for number in range(card.partitions)]
    # It learns of one topic per try, and waits in between: with the usual 100 ms that made 1.5 s.
    consumer = AIOKafkaConsumer(**client_arguments(settings), retry_backoff_ms=10)
    try:
        await consumer.start()
        await consumer.end_offsets(partitions)
    finally:
        await consumer.stop()


def _topics_of(card: TopicCard, names: TopicNames, settings: KafkaSettings) -> list[NewTopic]:
    dead_letters = {
        "retention.ms": str(int(_DEAD_LETTER_RETENTION.total_seconds() * 1000)),
        "max.message.bytes": str(card.max_message_bytes + _DEAD_LETTER_SLACK_BYTES),
    }
    return [
        NewTopic(names.of(card.name), card.partitions, settings.replication_factor, topic_configs=card.config()),
        NewTopic(names.of(card.dead_letters), 1, settings.replication_factor, topic_configs=dead_letters),
    ]
