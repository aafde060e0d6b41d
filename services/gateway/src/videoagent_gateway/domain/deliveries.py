"""Webhook deliveries as the notifier's words on single tries add up to them."""

from collections.abc import Iterable
from dataclasses import dataclass

from videoagent_contracts.api import DeliveryAttemptResponse, DeliveryResponse
from videoagent_contracts.codec import AnyEnvelope
from videoagent_contracts.envelope import Timestamp
from videoagent_contracts.status import DeliveryAttempted


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try of one delivery."""

    delivery_id: str
    task_id: str
    event: str
    url_host: str
    attempt: int
    at: Timestamp
    outcome: str
    status_code: int | None = None
    error: str | None = None
    next_attempt_at: Timestamp | None = None


def attempt_of(envelope: AnyEnvelope) -> Attempt:
    """Read the notifier's message."""
    said: DeliveryAttempted = envelope.payload
    return Attempt(
        delivery_id=said.delivery_id,
        task_id=envelope.task_id,
        event=said.event,
        url_host=said.url_host,
        attempt=said.attempt,
        at=envelope.occurred_at,
        outcome=said.outcome,
        status_code=said.status_code,
        error=said.error,
        next_attempt_at=said.next_attempt_at,
    )


def deliveries_of(attempts: Iterable[Attempt]) -> list[DeliveryResponse]:
    """Put tries together, each delivery's in order, the deliveries by their first try."""
    tries: dict[str, list[Attempt]] = {}
    for attempt in attempts:
        tries.setdefault(attempt.delivery_id, []).append(attempt)
    for of_one in tries.values():
        of_one.sort(key=lambda attempt: attempt.attempt)
    return [_delivery(of_one) for of_one in sorted(tries.values(), key=lambda of_one: of_one[0].at)]


def _delivery(tries: list[Attempt]) -> DeliveryResponse:
    last = tries[-1]
    return DeliveryResponse(
        delivery_id=last.delivery_id,
        task_id=last.task_id,
        event=last.event,
        url_host=last.url_host,
        outcome=last.outcome,
        attempts=[
            DeliveryAttemptResponse(
                attempt=one.attempt,
                at=one.at,
                outcome=one.outcome,
                status_code=one.status_code,
                error=one.error,
                next_attempt_at=one.next_attempt_at,
            )
            for one in tries
        ],
    )
