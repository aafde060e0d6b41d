"""Where an operator lists, looks at, replays and discards dead letters.

Every letter is dealt with once: a replay claims the letter by a mark with a unique id, publishes, and ends the mark.
One that dies in between leaves a mark that counts for nothing after a minute, and the letter is open again: messages
are replayed at least once, which is what all consumers are made for.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass, field

import structlog
from aiokafka import AIOKafkaProducer, TopicPartition

from videoagent_contracts.envelope import utc_now
from videoagent_contracts.errors import ErrorCode, StorageException, TaskStateException, VideoAgentException
from videoagent_contracts.topics import TOPICS, TopicCard
from videoagent_runtime.broker import MAX_MESSAGE_BYTES, TopicNames
from videoagent_runtime.dead_letters.letters import (
    DeadLetter,
    DeadLetterDetail,
    DeadLetterState,
    LetterId,
    Mark,
    card_of,
    detail,
    not_found,
    original_headers,
    state_of,
    summary,
)
from videoagent_runtime.dead_letters.marks import Marks
from videoagent_runtime.dead_letters.reading import Reader, asking_kafka, reading
from videoagent_runtime.kafka_access import client_arguments
from videoagent_runtime.mongo import Mongo
from videoagent_runtime.records import Record
from videoagent_runtime.settings import KafkaSettings

_WINDOW = 250
_SCANNED = 5_000
"""Newest letters of a topic among which open ones are looked for."""
_log = structlog.get_logger(__name__)


@dataclass
class BulkOutcome:
    """What became of many letters: ids of those dealt with, and why the others were not."""

    done: list[str] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)


class DeadLetterDesk:
    """Works on the dead-letter topics of the whole system.

    Every method opens connections to Kafka of its own, and raises StorageException when a store can't be reached and
    TaskNotFoundException (code ``dead_letter_not_found``) for a topic or letter that isn't there.

    Args:
        settings: Where Kafka is.
        mongo: Keeps the marks.
    """

    def __init__(self, settings: KafkaSettings, mongo: Mongo) -> None:
        self._settings = settings
        self._names = TopicNames(settings.prefix)
        self._marks = Marks(mongo)

    async def prepare(self) -> None:
        """Make the indexes that the marks need. Idempotent."""
        await self._marks.prepare()

    async def letters(
        self, topic: str | None = None, *, limit: int = 50, include_settled: bool = False
    ) -> list[DeadLetter]:
        """List letters, newest first.

        Args:
            topic: Of this topic only; None: of all.
            limit: At most so many.
            include_settled: Also those replayed or discarded. Open ones are looked for among the newest 5,000.
        """
        cards = TOPICS if topic is None else (card_of(topic),)
        found: list[DeadLetter] = []
        partitions = {card: self._dead(card) for card in cards}
        async with asking_kafka(), reading(self._settings, list(partitions.values())) as reader:
            bounds = await reader.bounds(list(partitions.values()))
            for card, partition in partitions.items():
                begin, end = bounds[partition]
                if begin < end:
                    found += await self._newest(reader, card, begin, end, limit, include_settled)
        return sorted(found, key=lambda letter: letter.at, reverse=True)[:limit]

    async def show(self, letter_id: str) -> DeadLetterDetail:
        """Return all of one letter."""
        place = LetterId.parse(letter_id)
        record = await self._read(place)
        marks = await self._marks.of(_name(place, record))
        return detail(place, record, state_of(marks, utc_now()))

    async def replay(self, letter_id: str) -> DeadLetterDetail:
        """Publish the message to its topic again, at least once, with its key and headers; then it is replayed.

        A message that fails again comes back as a new letter.

        Raises:
            TaskStateException: It was dealt with, somebody is at it, it is truncated, or its topic keeps only the last
                message of a key and has a later one (code ``dead_letter_state``).
        """
        place = LetterId.parse(letter_id)
        async with self._producing() as producer:
            await self._replay(producer, place)
        return await self.show(letter_id)

    async def discard(self, letter_id: str) -> DeadLetterDetail:
        """Mark the letter as not to be replayed; it stays in its topic until that forgets it.

        Raises:
            TaskStateException: It was dealt with, or somebody is at it (code ``dead_letter_state``).
        """
        letter = await self.show(letter_id)
        await self._discard(LetterId.parse(letter_id))
        _log.info("dead letter discarded", letter=letter_id, topic=letter.topic)
        return await self.show(letter_id)

    async def replay_all(self, topic: str | None = None) -> BulkOutcome:
        """Replay all open letters that there are now (of the newest 5,000 of each topic), oldest first."""
        async with self._producing() as producer:
            return await self._each(topic, lambda place: self._replay(producer, place))

    async def discard_all(self, topic: str | None = None) -> BulkOutcome:
        """Discard all open letters that there are now (of the newest 5,000 of each topic)."""
        return await self._each(topic, self._discard)

    async def _each(self, topic: str | None, work: Callable[[LetterId], Awaitable[None]]) -> BulkOutcome:
        outcome = BulkOutcome()
        for letter in reversed(await self.letters(topic, limit=_SCANNED * len(TOPICS))):
            try:
                await work(LetterId.parse(letter.id))
            except VideoAgentException as error:
                if error.retryable:
                    raise
                outcome.refused[letter.id] = error.detail
            else:
                outcome.done.append(letter.id)
        return outcome

    async def _newest(
        self, reader: Reader, card: TopicCard, begin: int, end: int, limit: int, include_settled: bool
    ) -> list[DeadLetter]:
        partition = self._dead(card)
        marks = await self._marks.of_topic(card.name)
        await self._forget_gone(marks, begin)
        found: list[DeadLetter] = []
        window_end = end
        while window_end > begin and len(found) < limit and end - window_end < _SCANNED:
            start = max(begin, window_end - _WINDOW)
            window: list[DeadLetter] = []
            async for record in reader.records(partition, start, window_end):
                place = LetterId(card, 0, record.offset)
                state = state_of(marks.get(_name(place, record), ()), utc_now())
                if include_settled or state in (DeadLetterState.OPEN, DeadLetterState.REPLAYING):
                    window.append(summary(place, record, state))
            found += reversed(window)
            window_end = start
        return found[:limit]

    async def _forget_gone(self, marks: Mapping[str, Sequence[Mark]], begin: int) -> None:
        for name in marks:
            if int(name.partition("@")[0].rpartition(":")[2]) < begin:
                await self._marks.forget(name)

    async def _read(self, place: LetterId) -> Record:
        async with asking_kafka(), reading(self._settings, [self._dead(place.card)]) as reader:
            return await self._record(reader, place)

    async def _record(self, reader: Reader, place: LetterId) -> Record:
        partition = self._dead(place.card)
        begin, end = (await reader.bounds([partition]))[partition]
        if begin <= place.offset < end:
            async with aclosing(reader.records(partition, place.offset, place.offset + 1)) as records:
                async for record in records:
                    return record
        raise not_found(str(place))

    async def _replay(self, producer: AIOKafkaProducer, place: LetterId) -> None:
        topic = self._names.of(place.card.name)
        originals = [TopicPartition(topic, number) for number in range(place.card.partitions)]
        async with asking_kafka(), reading(self._settings, [self._dead(place.card), *originals]) as reader:
            record = await self._record(reader, place)
            await self._refuse_what_would_harm(reader, place, record)
        mark = await self._marks.begin(_name(place, record), place.card.name, DeadLetterState.REPLAYED)
        try:
            async with asking_kafka():
                await producer.send_and_wait(topic, record.value, key=record.key, headers=original_headers(record))
        except StorageException:
            await self._marks.end(mark, failed=True)
            raise
        await self._marks.end(mark)
        _log.info("dead letter replayed", letter=str(place), topic=place.card.name)

    async def _discard(self, place: LetterId) -> None:
        record = await self._read(place)
        await self._marks.begin(_name(place, record), place.card.name, DeadLetterState.DISCARDED, done=True)

    async def _refuse_what_would_harm(self, reader: Reader, place: LetterId, record: Record) -> None:
        letter = summary(place, record, DeadLetterState.OPEN)
        if letter.truncated:
            raise _refused("only the start of this message was kept, so it cannot be replayed")
        if place.card.compacted and await self._is_outdated(reader, place, record, letter):
            raise _refused("its topic keeps the last message of a key and has a later one than this; discard it")

    async def _is_outdated(self, reader: Reader, place: LetterId, record: Record, letter: DeadLetter) -> bool:
        """Whether the compacted topic has a later message of the same key, which a replay would put out."""
        partition = TopicPartition(self._names.of(place.card.name), letter.partition)
        if not 0 <= letter.partition < place.card.partitions:
            return False
        begin, end = (await reader.bounds([partition]))[partition]
        async with aclosing(reader.records(partition, max(begin, letter.offset + 1), end)) as records:
            async for later in records:
                if later.key == record.key:
                    return True
        return False

    @asynccontextmanager
    async def _producing(self) -> AsyncIterator[AIOKafkaProducer]:
        producer = AIOKafkaProducer(
            **client_arguments(self._settings),
            acks="all",
            max_request_size=MAX_MESSAGE_BYTES + 256 * 1024,
            request_timeout_ms=10_000,
        )
        try:
            async with asking_kafka():
                await producer.start()
            yield producer
        finally:
            await producer.stop()

    def _dead(self, card: TopicCard) -> TopicPartition:
        return TopicPartition(self._names.of(card.dead_letters), 0)


def _name(place: LetterId, record: Record) -> str:
    return f"{place}@{record.timestamp}"


def _refused(detail: str) -> TaskStateException:
    return TaskStateException(detail, code=ErrorCode.DEAD_LETTER_STATE)
