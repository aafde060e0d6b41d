"""A dead letter as an operator sees it, read from a record of a dead-letter topic. Pure."""

import base64
import binascii
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from videoagent_contracts.errors import ErrorCode, TaskNotFoundException
from videoagent_contracts.topics import DEAD_LETTER_SUFFIX, TOPICS, TopicCard
from videoagent_runtime.records import Record, text_headers

HEADER_PREFIX = "dlq_"
BASE64_SUFFIX = ";base64"
SHOWN_BYTES = 64 * 1024
"""How much of a payload is shown."""
UNFINISHED_AFTER = timedelta(minutes=1)
"""A replay that was begun and not ended within this was cut off; the letter is open again."""
_CARDS = {card.name: card for card in TOPICS}


class DeadLetterState(StrEnum):
    OPEN = "open"
    REPLAYING = "replaying"
    REPLAYED = "replayed"
    DISCARDED = "discarded"


@dataclass(frozen=True)
class DeadLetter:
    """One dead letter, without what may be long.

    Attributes:
        id: ``topic:partition:offset`` of the letter itself (not of the message), fit for URLs.
        topic: Where the message came from, as on its card.
        partition: Partition of the message in that topic.
        offset: Offset of the message in that partition.
        key: Partition key as text; None when it had none.
        reason: ``unreadable`` or ``failed`` (its handler raised).
        error: Type and words of the exception.
        service: Who gave up on it.
        group: Consumer group of that service.
        at: When that was.
        size: Bytes of the payload as kept.
        truncated: The payload was too large for the topic and is not whole; it cannot be replayed.
        state: What has become of the letter.
    """

    id: str
    topic: str
    partition: int
    offset: int
    key: str | None
    reason: str
    error: str
    service: str
    group: str
    at: datetime
    size: int
    truncated: bool
    state: DeadLetterState


@dataclass(frozen=True)
class DeadLetterDetail(DeadLetter):
    """All of a dead letter.

    Attributes:
        stack: Stack trace of the exception.
        headers: Headers of the message as text.
        payload: The first 64 KiB of it.
        encoding: ``text`` or ``base64``, of ``payload``.
        payload_complete: Whether ``payload`` is all that was kept.
    """

    stack: str
    headers: dict[str, str]
    payload: str
    encoding: str
    payload_complete: bool


@dataclass(frozen=True)
class LetterId:
    """Place of a letter: topic of the message (as on its card), partition and offset in the dead-letter topic."""

    card: TopicCard
    partition: int
    offset: int

    def __str__(self) -> str:
        return f"{self.card.name}:{self.partition}:{self.offset}"

    @classmethod
    def parse(cls, text: str) -> "LetterId":
        """Read an id.

        Raises:
            TaskNotFoundException: It cannot be one (code ``dead_letter_not_found``).
        """
        name, _, place = text.partition(":")
        partition, _, offset = place.partition(":")
        if not all(part.isascii() and part.isdigit() and len(part) < 19 for part in (partition, offset)):
            raise not_found(text)
        if int(partition):  # dead-letter topics have one
            raise not_found(text)
        return cls(card_of(name), 0, int(offset))


@dataclass(frozen=True)
class Mark:
    """What was done about a letter: one document per replay or discarding.

    Attributes:
        kind: ``replayed`` or ``discarded``.
        at: When it was begun.
        done: Whether it was ended; a failed one is not.
        failed: Whether it failed, so that it counts for nothing.
    """

    kind: DeadLetterState
    at: datetime
    done: bool
    failed: bool = False


def not_found(letter_id: str) -> TaskNotFoundException:
    return TaskNotFoundException(f"there is no dead letter {letter_id[:200]}", code=ErrorCode.DEAD_LETTER_NOT_FOUND)


def card_of(topic: str) -> TopicCard:
    """The card of a topic, given its name or that of its dead-letter topic.

    Raises:
        TaskNotFoundException: There is no such topic (code ``dead_letter_not_found``).
    """
    card = _CARDS.get(topic.removesuffix(DEAD_LETTER_SUFFIX))
    if card is None:
        raise TaskNotFoundException(f"there is no topic {topic[:200]}", code=ErrorCode.DEAD_LETTER_NOT_FOUND)
    return card


def state_of(marks: Iterable[Mark], now: datetime) -> DeadLetterState:
    """The state of a letter by its marks."""
    counting = [mark for mark in marks if not mark.failed]
    for mark in counting:
        if mark.done:
            return mark.kind
    if any(now - mark.at < UNFINISHED_AFTER for mark in counting):
        return DeadLetterState.REPLAYING
    return DeadLetterState.OPEN


def summary(letter_id: LetterId, record: Record, state: DeadLetterState) -> DeadLetter:
    """Read a record of a dead-letter topic; whatever it lacks is empty."""
    headers = text_headers(record.headers)

    def cause(name: str) -> str:
        return headers.get(HEADER_PREFIX + name, "")

    return DeadLetter(
        id=str(letter_id),
        topic=letter_id.card.name,
        partition=_number(cause("partition")),
        offset=_number(cause("offset")),
        key=None if record.key is None else record.key.decode("utf-8", "replace"),
        reason=cause("reason"),
        error=cause("error"),
        service=cause("service"),
        group=cause("group"),
        at=_moment(cause("at"), record.timestamp),
        size=len(record.value or b""),
        truncated=cause("truncated") == "true",
        state=state,
    )


def detail(letter_id: LetterId, record: Record, state: DeadLetterState) -> DeadLetterDetail:
    """As ``summary``, with everything."""
    brief = summary(letter_id, record, state)
    value = record.value or b""
    payload, encoding = _shown(value)
    return DeadLetterDetail(
        **{field.name: getattr(brief, field.name) for field in fields(brief)},
        stack=text_headers(record.headers).get(f"{HEADER_PREFIX}stack", ""),
        headers=text_headers(original_headers(record)),
        payload=payload,
        encoding=encoding,
        payload_complete=len(value) <= SHOWN_BYTES,
    )


def original_headers(record: Record) -> Sequence[tuple[str, bytes]]:
    """The headers that the message had, as bytes."""
    found: list[tuple[str, bytes]] = []
    for name, value in record.headers:
        if name.startswith(HEADER_PREFIX):
            continue
        raw = value or b""
        if name.endswith(BASE64_SUFFIX):
            try:
                found.append((name.removesuffix(BASE64_SUFFIX), base64.b64decode(raw, validate=True)))
                continue
            except binascii.Error:
                pass  # a header that was called so by its sender
        found.append((name, raw))
    return found


def _shown(value: bytes) -> tuple[str, str]:
    start = value[:SHOWN_BYTES]
    try:
        # A cut may fall into a character: what is left of it at the end is not an error.
        text = start.decode() if len(value) <= SHOWN_BYTES else _without_cut_character(start)
    except UnicodeDecodeError:
        return base64.b64encode(start).decode(), "base64"
    return text, "text"


def _without_cut_character(start: bytes) -> str:
    for missing in range(4):
        try:
            return start[: len(start) - missing].decode()
        except UnicodeDecodeError:
            continue
    return start.decode()


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() else -1


def _moment(text: str, timestamp_ms: Any) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return datetime.fromtimestamp(timestamp_ms / 1000, UTC)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
