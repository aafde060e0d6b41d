"""Which webhooks a status causes, what they say, and when a failed one is tried again. Pure."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from videoagent_contracts.api import WebhookPayload
from videoagent_contracts.codec import AnyEnvelope
from videoagent_contracts.enums import TaskStatus
from videoagent_contracts.status import DeliveryAttempted, TaskStatusChanged, TaskView

MAX_BODY_BYTES = 20_000
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_OID, "videoagent webhook deliveries")
_ENDS = {
    TaskStatus.AWAITING_REVIEW: "task.awaiting_review",
    TaskStatus.COMPLETED: "task.completed",
    TaskStatus.FAILED: "task.failed",
    TaskStatus.CANCELLED: "task.cancelled",
}
_EVENTS_PER_STATUS = 10
"""Room in the order number for the events of one status."""


@dataclass(frozen=True)
class Delivery:
    """One webhook to one address.

    Attributes:
        id: Stable over retries and restarts; also the ``webhook-id``.
        order: Place among the webhooks of its task.
        partition: Partition of the status topic it came from; its owner delivers.
        body: UTF-8 JSON, under 20 kB.
        attempts: Tries so far.
        manual: Somebody ordered the next try.
    """

    id: str
    task_id: str
    user_id: str
    event: str
    order: int
    partition: int
    url: str
    body: str
    attempts: int = 0
    manual: bool = False


def events_of(status: TaskStatusChanged) -> list[str]:
    """Names of the webhook events that a status causes, in the order in which they are sent."""
    state, before = status.state, status.previous_status
    if before is None or before == state.status:
        return []
    started = state.status is TaskStatus.RUNNING and before is not TaskStatus.AWAITING_REVIEW
    specific = "task.started" if started else _ENDS.get(state.status)
    return [name for name in ("task.status_changed", specific) if name]


def deliveries_of(envelope: AnyEnvelope, partition: int, public_url: str) -> list[Delivery]:
    """The webhooks to send for one status message; none when nobody asked for any."""
    status: TaskStatusChanged = envelope.payload
    spec = status.state.spec
    if spec.webhook_url is None or envelope.seq is None:
        return []
    wanted = [name for name in events_of(status) if spec.webhook_events is None or name in spec.webhook_events]
    return [
        Delivery(
            id=str(uuid.uuid5(_NAMESPACE, f"{envelope.task_id}/{envelope.seq}/{name}")),
            task_id=envelope.task_id,
            user_id=status.state.user_id,
            event=name,
            order=envelope.seq * _EVENTS_PER_STATUS + index,
            partition=partition,
            url=spec.webhook_url,
            body=body_of(name, envelope, public_url),
        )
        for index, name in enumerate(wanted)
    ]


def body_of(event: str, envelope: AnyEnvelope, public_url: str) -> str:
    """The body of a webhook. What would make it 20 kB or more is left out, longest first, and ``truncated`` says so."""
    status: TaskStatusChanged = envelope.payload
    data = _data(status, envelope, public_url.rstrip("/"))
    body = _dump(event, envelope.occurred_at, data)
    for field, shorter in _SHORTER:
        if len(body.encode()) < MAX_BODY_BYTES:
            break
        data[field] = shorter(data[field])
        data["truncated"] = [*data.get("truncated", ()), field]
        body = _dump(event, envelope.occurred_at, data)
    return body


_SHORTER: tuple[tuple[str, Callable[[Any], Any]], ...] = (
    ("warnings", lambda _: []),
    ("metadata", lambda _: {}),
    ("topic", lambda topic: topic[:200]),
    ("error", lambda error: error and {**error, "detail": error["detail"][:500]}),
    ("message", lambda message: message[:200]),
    ("title", lambda title: title and title[:200]),
)


def _dump(event: str, moment: datetime, data: dict[str, Any]) -> str:
    return WebhookPayload(type=event, timestamp=moment, data=data).model_dump_json()


def _data(status: TaskStatusChanged, envelope: AnyEnvelope, public_url: str) -> dict[str, Any]:
    state: TaskView = status.state
    path = f"{public_url}/api/v1/tasks/{state.task_id}"
    view = state.model_dump(
        mode="json",
        include={
            "task_id", "user_id", "status", "stage", "progress", "message", "title", "run", "error", "warnings",
            "cost_usd", "created_at", "updated_at", "started_at", "finished_at",
        },
    )  # fmt: skip
    return {
        **view,
        "seq": envelope.seq,
        "previous_status": status.previous_status,
        "topic": state.spec.topic,
        "metadata": state.spec.metadata,
        "links": {"task": path, "video": f"{path}/video", "thumbnail": f"{path}/thumbnail"},
        "film": state.film
        and state.film.model_dump(mode="json", include={"duration", "width", "height", "fps"})
        | {"size": state.film.video.size, "sha256": state.film.video.sha256},
    }


class Outcome(StrEnum):
    DELIVERED = "delivered"
    RETRYING = "retrying"
    GAVE_UP = "gave_up"


@dataclass(frozen=True)
class Answer:
    """What one try came to.

    Attributes:
        status_code: HTTP status, None when there was no answer.
        error: What went wrong, in words; None when nothing did.
        retry_after: What the receiver asked for, its ``Retry-After`` header as it came.
        final: Trying again is useless (a forbidden address).
        sent: Whether anything was sent, or tried to be.
    """

    status_code: int | None = None
    error: str | None = None
    retry_after: str | None = None
    final: bool = False
    sent: bool = True

    @property
    def delivered(self) -> bool:
        return self.status_code is not None and 200 <= self.status_code < 300

    @property
    def gone(self) -> bool:
        """The receiver wants no more webhooks (410)."""
        return self.status_code == 410


@dataclass(frozen=True)
class RetryPolicy:
    """When to try again.

    Attributes:
        attempts: Tries at most.
        initial: Bound of the first wait.
        factor: Growth of the bound.
        maximum: Largest bound, and the longest ``Retry-After`` that is honoured.
    """

    attempts: int
    initial: timedelta
    factor: float
    maximum: timedelta

    def judge(self, answer: Answer, attempt: int, now: datetime, jitter: float) -> tuple[Outcome, datetime | None]:
        """Decide after the ``attempt``-th try; ``jitter`` is a random number from 0 to 1 (full jitter)."""
        if answer.delivered:
            return Outcome.DELIVERED, None
        if answer.gone or answer.final or attempt >= self.attempts:
            return Outcome.GAVE_UP, None
        bound = min(self.maximum, self.initial * self.factor ** min(attempt - 1, 50))
        asked = retry_after(answer.retry_after, now)
        return Outcome.RETRYING, now + max(bound * jitter, min(asked, self.maximum))


def retry_after(header: str | None, now: datetime) -> timedelta:
    """Read a ``Retry-After`` header: seconds or an HTTP date; zero when there is none or it makes no sense."""
    text = (header or "").strip()
    if text.isascii() and text.isdigit():
        return timedelta(seconds=min(int(text), 10**8))
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return timedelta(0)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(timedelta(0), moment - now)


def message_id_of(attempted: DeliveryAttempted) -> str:
    """Id of the message about one try: the same however often it is published."""
    return str(uuid.uuid5(_NAMESPACE, f"{attempted.delivery_id}/{attempted.attempt}"))


def host_of(url: str) -> str:
    """Host and port of an address, in lower case, without credentials."""
    return urlsplit(url).netloc.rpartition("@")[2].lower()
