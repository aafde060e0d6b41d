"""Dead-letter topics: where a message goes that nobody could read or handle, with all that is needed to replay it."""

import base64
import time
import traceback
from collections import deque
from collections.abc import Callable

import structlog

from videoagent_contracts.envelope import utc_now
from videoagent_contracts.errors import StorageException
from videoagent_contracts.topics import DEAD_LETTER_SUFFIX
from videoagent_runtime import metrics
from videoagent_runtime.publishing import Publisher
from videoagent_runtime.records import Record
from videoagent_runtime.retry import Stopping

HEADER_PREFIX = "dlq_"
BASE64_SUFFIX = ";base64"
_STACK_CHARACTERS = 8000
_ERROR_CHARACTERS = 2000
_WINDOW_S = 60.0
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


class DeadLetters:
    """Sends records to ``<topic>.dlq``.

    Args:
        publisher: Writes them.
        service: Named in the headers.
        limit_per_minute: With more than this the service stops itself: a bad deploy must not divert everything.
        give_up: Stops the service with an error.
    """

    def __init__(
        self, publisher: Publisher, service: str, limit_per_minute: int, give_up: Callable[[str], None]
    ) -> None:
        self._publisher = publisher
        self._service = service
        self._limit = limit_per_minute
        self._give_up = give_up
        self._recent: deque[float] = deque()

    async def send(self, record: Record, *, group: str, reason: str, error: BaseException) -> None:
        """Publish the record with its cause. To be repeated by the caller while it raises.

        Raises:
            StorageException: Kafka did not acknowledge.
            Stopping: The flood limit was reached; the record stays unacknowledged.
        """
        self._refuse_flood()
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

    def _refuse_flood(self) -> None:
        now = time.monotonic()
        while self._recent and now - self._recent[0] > _WINDOW_S:
            self._recent.popleft()
        if len(self._recent) >= self._limit:
            self._give_up(f"more than {self._limit} dead letters within a minute")
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
