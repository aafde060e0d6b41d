"""All that Kafka still holds of tasks and webhook tries, read from the beginning."""

from collections.abc import Awaitable, Callable

import structlog
from aiokafka import TopicPartition
from aiokafka.errors import KafkaError

from videoagent_contracts.codec import AnyEnvelope, UnreadableMessageError, decode
from videoagent_contracts.errors import StorageException
from videoagent_contracts.topics import TASK_STATUS, WEBHOOK_ATTEMPTS
from videoagent_runtime.broker import TopicNames
from videoagent_runtime.dead_letters.reading import Reader, reading
from videoagent_runtime.records import Record
from videoagent_runtime.settings import KafkaSettings

_CARDS = (TASK_STATUS, WEBHOOK_ATTEMPTS)
_BATCH = 500
_MOST_PASSES = 10
_log = structlog.get_logger(__name__)
Take = Callable[[list[AnyEnvelope]], Awaitable[None]]


class TopicHistory:
    def __init__(self, settings: KafkaSettings) -> None:
        self._settings = settings
        names = TopicNames(settings.prefix)
        self._cards = {names.of(card.name): card for card in _CARDS}
        self._places = [TopicPartition(name, at) for name, card in self._cards.items() for at in range(card.partitions)]

    async def tell(self, take: Take) -> None:
        """Hand everything over in batches, each task's in order, until nothing new has come meanwhile.

        Raises:
            StorageException: Kafka is away.
        """
        try:
            async with reading(self._settings, self._places) as reader:
                await self._tell(reader, take)
        except (KafkaError, OSError) as error:
            raise StorageException(f"Kafka cannot be read at the moment ({type(error).__name__})") from error

    async def _tell(self, reader: Reader, take: Take) -> None:
        told: dict[TopicPartition, int] = {}
        for _ in range(_MOST_PASSES):  # a busy system never is quiet; what comes later is written as it comes
            bounds = await reader.bounds(self._places)
            news = {place: (max(begin, told.get(place, 0)), end) for place, (begin, end) in bounds.items()}
            news = {place: (begin, end) for place, (begin, end) in news.items() if begin < end}
            if not news:
                return
            for place, (begin, end) in news.items():
                await self._range(reader, place, begin, end, take)
                told[place] = end

    async def _range(self, reader: Reader, place: TopicPartition, begin: int, end: int, take: Take) -> None:
        batch: list[AnyEnvelope] = []
        async for record in reader.records(place, begin, end):
            envelope = self._read(record)
            if envelope is not None:
                batch.append(envelope)
            if len(batch) == _BATCH:
                await take(batch)
                batch = []
        if batch:
            await take(batch)

    def _read(self, record: Record) -> AnyEnvelope | None:
        if record.value is None:
            return None
        try:
            return decode(record.value, self._cards[record.topic].messages)
        except UnreadableMessageError as error:
            _log.warning("message passed over", topic=record.topic, offset=record.offset, error=str(error))
            return None
