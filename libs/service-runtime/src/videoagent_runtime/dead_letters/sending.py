"""Sends to dead-letter topics what nobody could read or handle, with all that is needed to replay it.

A flood stops the service: a bad deploy must not drain a topic into dead letters, nor do it bit by bit from restart to
restart. So the flood is noted in the store, and as long as it is, a service that starts anew handles what it can and
stands still at the first message that it cannot, until an operator lifts the flood, or after it has been deployed in a
version that handles as many messages in a row as would have been a flood.
"""

import asyncio
import base64
import time
import traceback
from collections import Counter, deque
from collections.abc import Callable
from typing import Protocol

import structlog

from videoagent_contracts.envelope import utc_now
from videoagent_contracts.errors import StorageException
from videoagent_contracts.topics import DEAD_LETTER_SUFFIX
from videoagent_runtime import metrics
from videoagent_runtime.dead_letters.letters import BASE64_SUFFIX, HEADER_PREFIX
from videoagent_runtime.publishing import Publisher
from videoagent_runtime.records import Record
from videoagent_runtime.retry import Stopping, wait_or_stop

_STACK_CHARACTERS = 8000
_ERROR_CHARACTERS = 2000
_WINDOW_S = 60.0
_LOOK_EVERY_S = 2.0
_log = structlog.get_logger(__name__)


def preserved_headers(record: Record) -> dict[str, str]:
    """The original headers; a value that is not UTF-8 is kept as base64 under ``<name>;base64``."""
    headers: dict[str, str] = {}
    for name, value in record.headers:
        raw = value or b""
        try:
            headers[name] = raw.decode()
        except UnicodeDecodeError:
            headers[name + BASE64_SUFFIX] = base64.b64encode(raw).decode()
    return headers


class FloodStore(Protocol):
    """Remembers floods over restarts; every method may raise StorageException. See ``marks.Floods``."""

    async def is_held(self, topic: str, group: str) -> bool: ...

    async def hold(self, topic: str, group: str, reason: str) -> None: ...

    async def lift(self, topic: str, group: str) -> bool: ...


class DeadLetters:
    """Sends records to ``<topic>.dlq``.

    Args:
        publisher: Writes them.
        floods: Remembers floods.
        service: Named in the headers.
        limit_per_minute: With more than this the service stops itself.
        give_up: Stops the service with an error.
        stopping: Set when the service is to stop.
    """

    def __init__(
        self,
        publisher: Publisher,
        floods: FloodStore,
        service: str,
        limit_per_minute: int,
        give_up: Callable[[str], None],
        stopping: asyncio.Event,
    ) -> None:
        self._publisher = publisher
        self._floods = floods
        self._service = service
        self._limit = limit_per_minute
        self._give_up = give_up
        self._stopping = stopping
        self._recent: deque[float] = deque()
        self._handled: Counter[str] = Counter()
        self._looked: set[tuple[str, str]] = set()
        self._held: set[str] = set()

    def handled(self, topic: str, count: int) -> None:
        """Tell that so many messages of a topic (its name on the broker) went well."""
        self._handled[topic] += count

    async def check(self) -> None:
        """For readiness: raise StorageException while the service stands still after a flood."""
        if self._held:
            raise StorageException(f"held after a flood of dead letters: {', '.join(sorted(self._held))}")

    async def send(self, record: Record, *, group: str, reason: str, error: BaseException) -> None:
        """Publish the record with its cause. To be repeated by the caller while it raises.

        Waits as long as an earlier flood of this topic is not lifted.

        Raises:
            StorageException: Kafka did not acknowledge, or the store is away.
            Stopping: The flood limit was reached, or the service stops; the record stays unacknowledged.
        """
        await self._await_lift(record, group, error)
        await self._refuse_flood(record, group)
        headers = preserved_headers(record) | self._cause(record, group, reason, error)
        topic = record.topic + DEAD_LETTER_SUFFIX
        try:
            await self._publisher.publish_raw(topic, record.value, record.key, headers)
        except StorageException as failure:
            if failure.retryable:
                raise
            headers[f"{HEADER_PREFIX}truncated"] = "true"
            await self._publisher.publish_raw(topic, (record.value or b"")[:1024], record.key, headers)
        self._recent.append(time.monotonic())
        metrics.DEAD_LETTERS.labels(record.topic, reason).inc()
        _log.warning(
            "message dead-lettered",
            topic=record.topic,
            partition=record.partition,
            offset=record.offset,
            reason=reason,
            error=headers[f"{HEADER_PREFIX}error"],
        )

    async def _await_lift(self, record: Record, group: str, error: BaseException) -> None:
        """Looks once per topic and group, at the first letter, so that it costs nothing while all is well."""
        topic = record.topic
        if (topic, group) in self._looked:
            return
        while await self._floods.is_held(topic, group):
            if self._handled[topic] >= self._limit:
                await self._floods.lift(topic, group)
                break
            if topic not in self._held:
                self._held.add(topic)
                _log.error(
                    "held after a flood of dead letters",
                    topic=topic, group=group, partition=record.partition, offset=record.offset, error=repr(error),
                    lift=f"python -m videoagent_runtime.dead_letters lift --topic {topic}",
                )  # fmt: skip
            await wait_or_stop(self._stopping, _LOOK_EVERY_S)
        self._held.discard(topic)
        self._looked.add((topic, group))

    async def _refuse_flood(self, record: Record, group: str) -> None:
        now = time.monotonic()
        while self._recent and now - self._recent[0] > _WINDOW_S:
            self._recent.popleft()
        if len(self._recent) >= self._limit:
            reason = f"more than {self._limit} dead letters within a minute"
            await self._floods.hold(record.topic, group, reason)
            self._give_up(reason)
            raise Stopping

    def _cause(self, record: Record, group: str, reason: str, error: BaseException) -> dict[str, str]:
        stack = "".join(traceback.format_exception(error))[-_STACK_CHARACTERS:]
        values = {
            "topic": record.topic,
            "partition": str(record.partition),
            "offset": str(record.offset),
            "timestamp_ms": str(record.timestamp),
            "group": group,
            "service": self._service,
            "reason": reason,
            "error": f"{type(error).__name__}: {error}"[:_ERROR_CHARACTERS],
            "stack": stack,
            "at": utc_now().isoformat(),
        }
        return {HEADER_PREFIX + name: value for name, value in values.items()}
