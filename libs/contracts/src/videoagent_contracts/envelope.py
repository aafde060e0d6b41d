"""The envelope that every message travels in."""

from datetime import UTC, datetime
from typing import Annotated, Any, ClassVar, Generic, Self, TypeVar

from pydantic import AfterValidator, AwareDatetime, Field, PlainSerializer, SerializeAsAny

from videoagent_contracts.artifacts import Contract
from videoagent_contracts.ids import uuid7


def _zulu(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


Timestamp = Annotated[
    AwareDatetime,
    AfterValidator(lambda moment: moment.astimezone(UTC)),
    PlainSerializer(_zulu, return_type=str, when_used="json"),
]
"""A moment in UTC, written as ISO 8601 with ``Z``."""


def utc_now() -> datetime:
    """Now, in UTC, to the millisecond (as messages carry it)."""
    now = datetime.now(UTC)
    return now.replace(microsecond=now.microsecond // 1000 * 1000)


class Message(Contract):
    """Base of all payloads. ``TYPE`` and ``VERSION`` name the schema on the wire.

    Adding an optional field keeps the version; changing a meaning makes a new class beside the old one.
    """

    TYPE: ClassVar[str]
    VERSION: ClassVar[int] = 1


PayloadT = TypeVar("PayloadT", bound=Message)


class Envelope(Contract, Generic[PayloadT]):
    """Who says what about which task, and why.

    ``seq`` counts the public events of one task, statuses and progress, from 1 without gaps.
    ``causation_id`` is the id of the message that led to this one, ``correlation_id`` that of the first in the chain.
    """

    id: str
    type: str
    version: int = Field(ge=1)
    task_id: str
    step_id: str | None = None
    attempt: int | None = Field(None, ge=1)
    seq: int | None = Field(None, ge=1)
    correlation_id: str
    causation_id: str | None = None
    occurred_at: Timestamp
    producer: str
    payload: SerializeAsAny[PayloadT]  # all of it is written, also where an envelope is only known to hold a message

    @classmethod
    def of(
        cls,
        payload: PayloadT,
        *,
        task_id: str,
        producer: str,
        step_id: str | None = None,
        attempt: int | None = None,
        seq: int | None = None,
        cause: "Envelope[Any] | None" = None,
        message_id: str | None = None,
        occurred_at: datetime | None = None,
    ) -> Self:
        """Wrap a payload; ``cause`` carries correlation on, ``message_id`` makes a repeat the same message."""
        identity = message_id or uuid7()
        return cls(
            id=identity,
            type=payload.TYPE,
            version=payload.VERSION,
            task_id=task_id,
            step_id=step_id,
            attempt=attempt,
            seq=seq,
            correlation_id=cause.correlation_id if cause else identity,
            causation_id=cause.id if cause else None,
            occurred_at=occurred_at or utc_now(),
            producer=producer,
            payload=payload,
        )
