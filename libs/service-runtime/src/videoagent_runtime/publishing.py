"""Publishing: acknowledged by all in-sync replicas before a call returns."""

import asyncio
import time
from collections.abc import Callable, Mapping, Sequence

import structlog
from aiokafka.errors import KafkaError, MessageSizeTooLargeError
from aiokafka.structs import RecordMetadata
from faststream.kafka import KafkaBroker

from videoagent_contracts.codec import AnyEnvelope, cloudevents_headers, encode
from videoagent_contracts.errors import ErrorCode, StorageException
from videoagent_contracts.topics import TopicCard
from videoagent_runtime import metrics
from videoagent_runtime.broker import TopicNames
from videoagent_runtime.settings import KafkaSettings
from videoagent_runtime.telemetry import TRACEPARENT, Telemetry

Outgoing = tuple[TopicCard, AnyEnvelope, str | None]
_GIVE_UP_AFTER_S = 600.0
_LOOK_EVERY_S = 15.0
_log = structlog.get_logger(__name__)


class Publisher:
    """Writes envelopes to the topics of their cards.

    Args:
        broker: A broker that is or will be started.
        settings: Time-out.
        names: Topic names on the broker.
        telemetry: For trace context.
        give_up: Called when nothing could be published for ten minutes: a new process may do better, and if it is Kafka
            that is away, it changes nothing.
    """

    def __init__(
        self,
        broker: KafkaBroker,
        settings: KafkaSettings,
        names: TopicNames,
        telemetry: Telemetry,
        give_up: Callable[[str], None],
    ) -> None:
        self._broker = broker
        self._timeout_s = settings.publish_timeout.total_seconds()
        self._names = names
        self._telemetry = telemetry
        self._give_up = give_up
        self._failing_since: float | None = None

    async def watch(self) -> None:
        """Look for a producer that is stuck, until cancelled."""
        while True:
            await asyncio.sleep(_LOOK_EVERY_S)
            if self._failing_since is not None and time.monotonic() - self._failing_since > _GIVE_UP_AFTER_S:
                self._give_up(f"nothing could be published for {_GIVE_UP_AFTER_S:.0f} s")

    async def publish(self, card: TopicCard, envelope: AnyEnvelope, key: str | None = None) -> None:
        """Publish one message; the key is the task id unless given.

        Raises:
            StorageException: Not acknowledged in time (it may still arrive: publish it again with the same id), or, not
                retryable, too large for its topic.
        """
        await self.publish_many([(card, envelope, key)])

    async def publish_many(self, items: Sequence[Outgoing]) -> None:
        """Publish all, pipelined; order is kept per key. All are acknowledged on return; raises as ``publish``."""
        started_ns = time.time_ns()
        await self._send(
            [
                (
                    self._names.of(card.name),
                    encode(envelope),
                    (key or envelope.task_id).encode(),
                    {**cloudevents_headers(envelope), TRACEPARENT: self._telemetry.traceparent(envelope)},
                )
                for card, envelope, key in items
            ]
        )
        if self._telemetry.enabled:
            for card, envelope, _ in items:
                self._telemetry.published(card.name, [envelope], started_ns)

    async def publish_tombstone(self, card: TopicCard, key: str) -> None:
        """Publish a null value: a compacted topic forgets the key. Readers skip it. Raises as ``publish``."""
        await self._send([(self._names.of(card.name), None, key.encode(), {})])

    async def publish_raw(self, topic: str, value: bytes | None, key: bytes | None, headers: Mapping[str, str]) -> None:
        """Publish bytes to a topic by its name on the broker (dead letters). Raises as ``publish``."""
        await self._send([(topic, value, key, headers)])

    async def _send(self, messages: Sequence[tuple[str, bytes | None, bytes | None, Mapping[str, str]]]) -> None:
        pending: list[asyncio.Future[RecordMetadata]] = []
        try:
            async with asyncio.timeout(self._timeout_s):
                for topic, value, key, headers in messages:
                    future = await self._broker.publish(
                        value, topic, key=key, headers=dict(headers), correlation_id=headers.get("ce_id", "-"),
                        no_confirm=True,
                    )  # fmt: skip
                    pending.append(future)
                await asyncio.gather(*pending)
        except MessageSizeTooLargeError as error:
            raise StorageException("a message is too large", code=ErrorCode.INTERNAL, retryable=False) from error
        except (KafkaError, TimeoutError, OSError) as error:
            topic = messages[0][0]
            metrics.PUBLISH_FAILURES.labels(topic).inc()
            self._failing_since = self._failing_since or time.monotonic()
            raise StorageException(f"Kafka did not acknowledge ({type(error).__name__})") from error
        finally:
            for future in pending:
                if future.done() and not future.cancelled():
                    future.exception()  # seen: the first one was raised, the others tell the same
        self._failing_since = None
        for topic, *_ in messages:
            metrics.PUBLISHED.labels(topic).inc()
