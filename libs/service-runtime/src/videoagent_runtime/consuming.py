"""Consuming: acknowledged after the handler, repeated while a store is away, dead-lettered when nothing helps."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import timedelta
from functools import partial
from typing import Any, Protocol

import structlog
from aiokafka import ConsumerRebalanceListener, TopicPartition
from aiokafka.coordinator.assignors.range import RangePartitionAssignor
from faststream import AckPolicy
from faststream.kafka import KafkaBroker

from videoagent_contracts.codec import AnyEnvelope, UnreadableMessageError, decode
from videoagent_contracts.errors import StorageException
from videoagent_contracts.topics import TopicCard
from videoagent_runtime import metrics
from videoagent_runtime.broadcast import Broadcast
from videoagent_runtime.broker import SHORTEST_FETCH_MS, TopicNames, committed_offsets, consumer_arguments
from videoagent_runtime.dead_letters.sending import DeadLetters
from videoagent_runtime.records import Received, Record, keep_raw, parse_batch, parse_record
from videoagent_runtime.retry import Stopping, until_stored
from videoagent_runtime.settings import KafkaSettings
from videoagent_runtime.watch import ConsumerWatch, Watched

Handler = Callable[[AnyEnvelope], Awaitable[None]]
BatchHandler = Callable[[list[Received]], Awaitable[None]]
_log = structlog.get_logger(__name__)


class PartitionListener(Protocol):
    """Told which partitions this process has. Calls never overlap with the batch handler."""

    async def assigned(self, partitions: list[tuple[str, int]]) -> None:
        """Partitions, as (card's topic name, number), are ours from now on."""

    async def revoked(self, partitions: list[tuple[str, int]]) -> None:
        """Partitions that are another's now."""


class Consumers:
    """Declares a service's subscribers on its broker; to be used before the broker starts."""

    def __init__(
        self,
        broker: KafkaBroker,
        settings: KafkaSettings,
        names: TopicNames,
        dead_letters: DeadLetters,
        watch: ConsumerWatch,
        stopping: asyncio.Event,
    ) -> None:
        self._broker = broker
        self._settings = settings
        self._names = names
        self._dead_letters = dead_letters
        self._watch = watch
        self._stopping = stopping
        self.broadcasts: list[Broadcast] = []

    def consume(self, card: TopicCard, group: str, handler: Handler) -> None:
        """Call ``handler`` for each message, then acknowledge.

        StorageException (retryable) means: again, after a while. Stopping means: leave it to another worker. Any other
        error sends the message to its dead-letter topic.
        """
        watched = self._watch.add(group, lambda: subscriber.consumer)
        subscriber = self._broker.subscriber(
            self._names.of(card.name),
            listener=_Listener(watched),
            group_id=self._names.of(group),
            ack_policy=AckPolicy.ACK,
            parser=parse_record,
            decoder=keep_raw,
            no_reply=True,
            **consumer_arguments(self._settings),
        )

        async def on_record(record: Record) -> None:
            with watched.working(), metrics.HANDLER_SECONDS.labels(card.name).time():
                await self._one(record, card, group, handler)

        subscriber(on_record)

    def consume_batch(
        self,
        cards: Sequence[TopicCard],
        group: str,
        handler: BatchHandler,
        *,
        max_records: int = 100,
        batch_timeout: timedelta = timedelta(milliseconds=20),
        listener: PartitionListener | None = None,
    ) -> None:
        """Call ``handler`` with up to ``max_records`` messages at once, then acknowledge.

        The handler may raise StorageException: the whole batch comes again. On any other error the messages are handed
        over one by one, and those that fail alone are dead-lettered. So it must be idempotent.
        """
        gate = asyncio.Lock()
        watched = self._watch.add(group, lambda: subscriber.consumer)
        telling = _Telling(listener, gate, self._names, self._stopping) if listener else None
        subscriber = self._broker.subscriber(
            *(self._names.of(card.name) for card in cards),
            group_id=self._names.of(group),
            batch=True,
            max_records=max_records,
            batch_timeout_ms=max(1, int(batch_timeout.total_seconds() * 1000)),
            # By ranges: who has a partition of one topic has that of every other topic with as many partitions.
            partition_assignment_strategy=(RangePartitionAssignor,),
            listener=_Listener(watched, telling),
            ack_policy=AckPolicy.ACK,
            parser=parse_batch,
            decoder=keep_raw,
            no_reply=True,
            **consumer_arguments(self._settings),
        )
        cards_by_topic = {self._names.of(card.name): card for card in cards}

        async def on_batch(records: tuple[Record, ...]) -> None:
            async with gate:
                with watched.working(), metrics.HANDLER_SECONDS.labels(cards[0].name).time():
                    await self._batch(records, cards_by_topic, group, handler)

        subscriber(on_batch)

    def broadcast(
        self,
        cards: Sequence[TopicCard],
        handler: BatchHandler,
        *,
        from_beginning: bool,
        behind: Mapping[str, str] | None = None,
        recent: Mapping[str, timedelta] | None = None,
        patience: timedelta = timedelta(milliseconds=10),
    ) -> Broadcast:
        """Read everything in this very process, without a group.

        A message waits up to ``patience`` in an idle reader, which looks that often: a hundred times a second costs one
        per cent of a core.

        With ``behind`` (topic's name → group), reading of that topic begins where the group is: for a reader who
        completes what the group's members store. Some of it may be stored by the time it is read.

        With ``recent`` (topic's name → time), reading of that topic begins with what was said within that time.

        A message that cannot be read or handled is logged and passed over: it is not this reader's to dead-letter.
        """
        label = f"broadcast:{','.join(card.name for card in cards)}"
        patience_ms = int(patience.total_seconds() * 1000)
        arguments = consumer_arguments(self._settings) | {
            "auto_offset_reset": "earliest" if from_beginning else "latest",
            "fetch_max_wait_ms": max(SHORTEST_FETCH_MS, patience_ms),
        }
        subscriber = self._broker.subscriber(
            *(self._names.of(card.name) for card in cards),
            batch=True,
            max_records=500,
            batch_timeout_ms=patience_ms,
            ack_policy=AckPolicy.MANUAL,  # nothing to acknowledge without a group
            parser=parse_batch,
            decoder=keep_raw,
            no_reply=True,
            **arguments,
        )
        watched = self._watch.add(label, lambda: subscriber.consumer)
        cards_by_topic = {self._names.of(card.name): card for card in cards}
        broadcast = Broadcast(
            lambda: subscriber.consumer,
            watched,
            {self._names.of(topic): self._names.of(group) for topic, group in (behind or {}).items()},
            {self._names.of(topic): time for topic, time in (recent or {}).items()},
            partial(committed_offsets, self._settings),
        )

        async def on_batch(records: tuple[Record, ...]) -> None:
            positions = [(TopicPartition(each.topic, each.partition), each.offset) for each in records]
            if broadcast.is_early(positions):
                return
            with watched.working():
                await self._broadcast_batch(records, cards_by_topic, handler, watched)
            broadcast.handled(positions)

        subscriber(on_batch)
        self.broadcasts.append(broadcast)
        return broadcast

    async def _one(self, record: Record, card: TopicCard, group: str, handler: Handler) -> None:
        if record.value is None:
            return
        try:
            envelope = decode(record.value, card.messages)
        except UnreadableMessageError as error:
            await self._bury(record, group, "unreadable", error)
            return
        try:
            await self._repeat(lambda: handler(envelope), card.name)
            self._dead_letters.handled(record.topic, 1)
        except Exception as error:
            await self._bury(record, group, "failed", error)
        metrics.CONSUMED.labels(card.name, group).inc()

    async def _batch(
        self, records: Iterable[Record], cards: dict[str, TopicCard], group: str, handler: BatchHandler
    ) -> None:
        readable: list[tuple[Record, Received]] = []
        for record in records:
            if record.value is None:
                continue
            try:
                readable.append((record, self._received(record, cards)))
            except UnreadableMessageError as error:
                await self._bury(record, group, "unreadable", error)
        if not readable:
            return
        try:
            await self._repeat(lambda: handler([received for _, received in readable]), readable[0][1].topic)
            self._note_handled(record for record, _ in readable)
        except Exception as error:
            await self._one_by_one(readable, group, handler, error)
        for _, received in readable:
            metrics.CONSUMED.labels(received.topic, group).inc()

    async def _one_by_one(
        self, readable: list[tuple[Record, Received]], group: str, handler: BatchHandler, error: Exception
    ) -> None:
        if len(readable) == 1:
            await self._bury(readable[0][0], group, "failed", error)
            return
        _log.warning("batch failed, taking its messages one by one", group=group, size=len(readable), error=repr(error))
        for record, received in readable:
            try:
                await self._repeat(partial(handler, [received]), received.topic)
                self._dead_letters.handled(record.topic, 1)
            except Exception as alone:
                await self._bury(record, group, "failed", alone)

    def _note_handled(self, records: Iterable[Record]) -> None:
        for topic, count in Counter(record.topic for record in records).items():
            self._dead_letters.handled(topic, count)

    async def _broadcast_batch(
        self, records: Iterable[Record], cards: dict[str, TopicCard], handler: BatchHandler, watched: Watched
    ) -> None:
        readable: list[Received] = []
        for record in records:
            if record.value is None:
                continue
            try:
                readable.append(self._received(record, cards))
            except UnreadableMessageError as error:
                metrics.PASSED_OVER.labels(cards[record.topic].name).inc()
                _log.warning("message passed over", topic=record.topic, offset=record.offset, error=str(error))
        if not readable:
            return
        try:
            await self._repeat(lambda: handler(readable), watched.group)
        except Exception:
            _log.exception("broadcast handler failed", group=watched.group, size=len(readable))
            for received in readable if len(readable) > 1 else ():
                with suppress(Exception):  # told above; the others must not be lost with it
                    await self._repeat(partial(handler, [received]), watched.group)

    def _received(self, record: Record, cards: dict[str, TopicCard]) -> Received:
        card = cards[record.topic]
        return Received(decode(record.value or b"", card.messages), card.name, record.partition, record.offset)

    async def _repeat(self, call: Callable[[], Awaitable[None]], topic: str) -> None:
        def retrying(error: StorageException, failures: int) -> None:
            metrics.HANDLER_RETRIES.labels(topic).inc()
            _log.warning("handler waits for a store", topic=topic, failures=failures, error=error.detail)

        try:
            await until_stored(call, self._stopping, on_retry=retrying)
        except Stopping:
            # Cancellation is the one way out of a FastStream handler that leaves the message unacknowledged.
            raise asyncio.CancelledError from None

    async def _bury(self, record: Record, group: str, reason: str, error: BaseException) -> None:
        async def send() -> None:
            await self._dead_letters.send(record, group=group, reason=reason, error=error)

        await self._repeat(send, record.topic)


class _Telling:
    """Passes assignments on, never while a batch is at work (the lock is the batch handler's)."""

    def __init__(
        self, listener: PartitionListener, gate: asyncio.Lock, names: TopicNames, stopping: asyncio.Event
    ) -> None:
        self._listener = listener
        self._gate = gate
        self._names = names
        self._stopping = stopping

    async def revoked(self, partitions: Iterable[TopicPartition]) -> None:
        await self._tell(self._listener.revoked, partitions)

    async def assigned(self, partitions: Iterable[TopicPartition]) -> None:
        await self._tell(self._listener.assigned, partitions)

    async def _tell(self, call: Callable[[list[tuple[str, int]]], Any], partitions: Iterable[TopicPartition]) -> None:
        named = [(self._names.card_name(partition.topic), partition.partition) for partition in partitions]
        async with self._gate:
            try:
                await until_stored(lambda: call(named), self._stopping)
            except Stopping:
                return
            except Exception:
                _log.exception("partition listener failed", partitions=len(named))


class _Listener(ConsumerRebalanceListener):
    """Notes when a group shares out its partitions, and passes it on to whoever wants to know."""

    def __init__(self, watched: Watched, telling: _Telling | None = None) -> None:
        self._watched = watched
        self._telling = telling

    async def on_partitions_revoked(self, revoked: Iterable[TopicPartition]) -> None:
        self._watched.shared_out(done=False)
        if self._telling is not None:
            await self._telling.revoked(revoked)

    async def on_partitions_assigned(self, assigned: Iterable[TopicPartition]) -> None:
        if self._telling is not None:
            await self._telling.assigned(assigned)
        self._watched.shared_out(done=True)
