"""What a decision says, as messages. The same decision always gives the same messages, ids included."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from videoagent_contracts.codec import AnyEnvelope
from videoagent_contracts.enums import Priority
from videoagent_contracts.envelope import Envelope, Message
from videoagent_contracts.options import unknown_options
from videoagent_contracts.status import TaskProgressed, TaskStatusChanged
from videoagent_contracts.steps import RUN_STEP, CancelSteps
from videoagent_contracts.topics import (
    REGISTRY,
    STEP_CANCELLATIONS,
    STEP_REQUESTS,
    STEP_REQUESTS_HIGH,
    TASK_PROGRESS,
    TASK_STATUS,
    TopicCard,
)
from videoagent_registry.domain.decision import Cancellation, Output, Progress, Removal, Request, Status
from videoagent_registry.domain.inputs import build_input
from videoagent_registry.domain.money import may_spend
from videoagent_registry.domain.policy import Policies
from videoagent_registry.domain.progress import message, stage
from videoagent_registry.domain.record import TaskRecord
from videoagent_registry.domain.view import task_view

Publication = tuple[TopicCard, AnyEnvelope, str | None]
"""Topic, message and key (None: the task id)."""

_NAMESPACE = uuid.UUID("5f0f4c1e-8f0c-4f0a-9d0a-6d5b1a2f7c11")


def publications(
    record: TaskRecord, cause: str, at: datetime, outputs: Sequence[Output], policies: Policies
) -> list[Publication]:
    """Build the messages of one decision from the state after it, in the order in which they are to be sent.

    A removal is no message; whoever publishes carries it out after what comes before it.

    Raises:
        LookupError, pydantic.ValidationError: A request's input cannot be built from what earlier steps made.
    """
    return [_publication(record, cause, at, output, policies) for output in outputs if not isinstance(output, Removal)]


def _publication(record: TaskRecord, cause: str, at: datetime, output: Output, policies: Policies) -> Publication:
    if isinstance(output, Request):
        return _request(record, cause, at, output, policies)
    if isinstance(output, Cancellation):
        payload = CancelSteps(below_attempt=dict(output.below_attempt))
        return STEP_CANCELLATIONS, _envelope(record, cause, at, payload, f"cancel/{at.isoformat()}"), None
    if isinstance(output, Status):
        return TASK_STATUS, _status(record, cause, at, output), None
    if isinstance(output, Progress):
        return TASK_PROGRESS, _progress(record, cause, at, output), None
    raise TypeError(f"{type(output).__name__} is not a message")


def _request(record: TaskRecord, cause: str, at: datetime, request: Request, policies: Policies) -> Publication:
    step = record.steps[request.step_id]
    left = may_spend(record)
    payload = RUN_STEP[step.kind].model_validate(
        {
            "provider": step.provider,
            "deadline": at + policies.queue_patience + policies.limit_of(step.kind),
            "limit_s": policies.limit_of(step.kind).total_seconds(),
            "user_id": record.user_id,
            "extra_options": unknown_options(record.spec.options),
            "priority": record.spec.priority,
            "budget_usd": left,
            "reserved_usd": None if left is None else step.price_usd,
            "input": build_input(record, step),
        }
    )
    name = f"request/{request.step_id}/{request.attempt}"
    envelope = _envelope(record, cause, at, payload, name, step_id=request.step_id, attempt=request.attempt)
    urgent = record.spec.priority.rank >= Priority.HIGH.rank
    cards = STEP_REQUESTS_HIGH if urgent else STEP_REQUESTS
    return cards[step.kind], envelope, f"{record.task_id}/{request.step_id}"


def _status(record: TaskRecord, cause: str, at: datetime, status: Status) -> AnyEnvelope:
    payload = TaskStatusChanged.model_construct(
        event=status.event,
        step_id=status.step_id,
        shot=status.shot,
        previous_status=status.previous,
        state=task_view(record, at),
    )
    return _envelope(record, cause, at, payload, f"status/{status.seq}", step_id=status.step_id, seq=status.seq)


def _progress(record: TaskRecord, cause: str, at: datetime, progress: Progress) -> AnyEnvelope:
    payload = TaskProgressed.model_construct(
        user_id=record.user_id,
        status=record.status,
        stage=stage(record),
        progress=record.progress,
        message=message(record),
        eta_s=record.eta_s,
        run=record.run,
        after_seq=progress.after_seq,
    )
    return _envelope(record, cause, at, payload, f"progress/{progress.seq}", seq=progress.seq)


def _envelope(
    record: TaskRecord,
    cause: str,
    at: datetime,
    payload: Message,
    name: str,
    *,
    step_id: str | None = None,
    attempt: int | None = None,
    seq: int | None = None,
) -> AnyEnvelope:
    return Envelope.model_construct(
        id=str(uuid.uuid5(_NAMESPACE, f"{record.task_id}/{name}")),
        type=payload.TYPE,
        version=payload.VERSION,
        task_id=record.task_id,
        step_id=step_id,
        attempt=attempt,
        seq=seq,
        correlation_id=record.correlation_id,
        causation_id=cause,
        occurred_at=at,
        producer=REGISTRY,
        payload=payload,
    )
