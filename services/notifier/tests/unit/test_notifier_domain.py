"""Which webhooks a status causes, what they say, when they are tried again."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from videoagent_contracts.codec import AnyEnvelope
from videoagent_contracts.enums import TaskStatus
from videoagent_contracts.envelope import Envelope, utc_now
from videoagent_contracts.errors import ErrorCode, TaskError
from videoagent_contracts.options import TaskSpec
from videoagent_contracts.status import StatusEvent, TaskStatusChanged, TaskView
from videoagent_notifier.domain import (
    MAX_BODY_BYTES,
    Answer,
    Outcome,
    RetryPolicy,
    deliveries_of,
    events_of,
    retry_after,
)

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
POLICY = RetryPolicy(attempts=5, initial=timedelta(seconds=10), factor=3, maximum=timedelta(minutes=2))


def status(after: TaskStatus, before: TaskStatus | None, **changes: Any) -> AnyEnvelope:
    spec = TaskSpec(topic="Bees", webhook_url="https://example.com/hook", **changes.pop("spec", {}))
    now = utc_now()
    view = TaskView(task_id="task-1", user_id="u", spec=spec, status=after, created_at=now, updated_at=now, **changes)
    payload = TaskStatusChanged(event=StatusEvent.STATUS_CHANGE, previous_status=before, state=view)
    return Envelope.of(payload, task_id="task-1", producer="task-registry", seq=7)


@pytest.mark.parametrize(
    ("before", "after", "events"),
    [
        (None, TaskStatus.PENDING, []),
        (TaskStatus.RUNNING, TaskStatus.RUNNING, []),
        (TaskStatus.PENDING, TaskStatus.RUNNING, ["task.status_changed", "task.started"]),
        (TaskStatus.FAILED, TaskStatus.RUNNING, ["task.status_changed", "task.started"]),
        (TaskStatus.RUNNING, TaskStatus.AWAITING_REVIEW, ["task.status_changed", "task.awaiting_review"]),
        (TaskStatus.AWAITING_REVIEW, TaskStatus.RUNNING, ["task.status_changed"]),
        (TaskStatus.RUNNING, TaskStatus.COMPLETED, ["task.status_changed", "task.completed"]),
        (TaskStatus.RUNNING, TaskStatus.FAILED, ["task.status_changed", "task.failed"]),
        (TaskStatus.PENDING, TaskStatus.CANCELLED, ["task.status_changed", "task.cancelled"]),
        (TaskStatus.FAILED, TaskStatus.PENDING, ["task.status_changed"]),
    ],
)
def test_events(before: TaskStatus | None, after: TaskStatus, events: list[str]) -> None:
    assert events_of(status(after, before).payload) == events


def test_only_the_wanted_events_are_sent() -> None:
    wanted = status(TaskStatus.COMPLETED, TaskStatus.RUNNING, spec={"webhook_events": ("task.completed",)})
    assert [delivery.event for delivery in deliveries_of(wanted, 0, "")] == ["task.completed"]
    none = status(TaskStatus.RUNNING, TaskStatus.PENDING, spec={"webhook_events": ("task.completed",)})
    assert deliveries_of(none, 0, "") == []


def test_no_address_no_webhook() -> None:
    envelope = status(TaskStatus.COMPLETED, TaskStatus.RUNNING)
    spec = envelope.payload.state.spec.model_copy(update={"webhook_url": None})
    state = envelope.payload.state.model_copy(update={"spec": spec})
    payload = envelope.payload.model_copy(update={"state": state})
    assert deliveries_of(envelope.model_copy(update={"payload": payload}), 0, "") == []


def test_ids_are_stable_and_differ_by_event() -> None:
    """A status that is read twice causes the same webhooks, not two."""
    first = deliveries_of(status(TaskStatus.COMPLETED, TaskStatus.RUNNING), 3, "")
    again = deliveries_of(status(TaskStatus.COMPLETED, TaskStatus.RUNNING), 3, "")
    assert [delivery.id for delivery in first] == [delivery.id for delivery in again]
    assert len({delivery.id for delivery in first}) == 2
    assert [delivery.order for delivery in first] == [70, 71]


def test_body_tells_what_happened() -> None:
    envelope = status(
        TaskStatus.FAILED,
        TaskStatus.RUNNING,
        spec={"metadata": {"order": "17"}},
        error=TaskError(code=ErrorCode.RENDER_FAILED, stage="video", step_id="video:2", detail="no"),
    )
    body = json.loads(deliveries_of(envelope, 0, "https://films.example/")[1].body)
    assert body["type"] == "task.failed"
    data = body["data"]
    assert (data["task_id"], data["status"], data["previous_status"], data["seq"]) == ("task-1", "failed", "running", 7)
    assert data["metadata"] == {"order": "17"}
    assert data["error"]["code"] == "render_failed"
    assert data["links"]["video"] == "https://films.example/api/v1/tasks/task-1/video"
    assert data["film"] is None


@pytest.mark.parametrize("letter", ["a", "é", "漢", "😀", '"'])
def test_body_stays_small(letter: str) -> None:
    envelope = status(
        TaskStatus.FAILED,
        TaskStatus.RUNNING,
        spec={"metadata": {f"{n:02}{letter * 62}": letter * 512 for n in range(16)}},
        message=letter * 5000,
        title=letter * 3000,
        warnings=tuple(letter * 500 for _ in range(30)),
        error=TaskError(code=ErrorCode.RENDER_FAILED, stage="video", step_id="video:2", detail=letter * 5000),
    )
    body = deliveries_of(envelope, 0, "")[0].body
    assert len(body.encode()) < MAX_BODY_BYTES
    assert "warnings" in json.loads(body)["data"]["truncated"]


@pytest.mark.parametrize("code", [200, 201, 204, 299])
def test_any_success_ends_a_delivery(code: int) -> None:
    assert POLICY.judge(Answer(code), 1, NOW, 0.5) == (Outcome.DELIVERED, None)


@pytest.mark.parametrize("code", [301, 302, 400, 404, 429, 500, 503, None])
def test_everything_else_is_tried_again(code: int | None) -> None:
    outcome, at = POLICY.judge(Answer(code), 1, NOW, 1.0)
    assert (outcome, at) == (Outcome.RETRYING, NOW + timedelta(seconds=10))


def test_gone_forbidden_and_spent_deliveries_end() -> None:
    for answer, attempt in ((Answer(410), 1), (Answer(error="private", final=True), 1), (Answer(500), 5)):
        assert POLICY.judge(answer, attempt, NOW, 0.5) == (Outcome.GAVE_UP, None)


def test_waits_grow_with_full_jitter_up_to_a_bound() -> None:
    waits = [POLICY.judge(Answer(500), attempt, NOW, 1.0)[1] for attempt in (1, 2, 3, 4)]
    assert [(at - NOW).total_seconds() for at in waits if at] == [10, 30, 90, 120]
    assert POLICY.judge(Answer(500), 3, NOW, 0.0)[1] == NOW


def test_retry_after_is_honoured_up_to_a_bound() -> None:
    assert POLICY.judge(Answer(503, retry_after="60"), 1, NOW, 0.0)[1] == NOW + timedelta(seconds=60)
    assert POLICY.judge(Answer(503, retry_after="999999"), 1, NOW, 0.0)[1] == NOW + timedelta(minutes=2)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (None, 0),
        ("", 0),
        ("soon", 0),
        ("-5", 0),
        ("1e3", 0),
        ("٣", 0),
        ("30", 30),
        ("Sun, 01 Mar 2026 12:01:00 GMT", 60),
        ("Sun, 01 Mar 2026 11:00:00 GMT", 0),
        ("9" * 400, 10**8),
    ],
)
def test_retry_after_header(header: str | None, seconds: float) -> None:
    assert retry_after(header, NOW) == timedelta(seconds=seconds)
