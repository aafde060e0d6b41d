"""Messages of the WebSocket protocol as text."""

from collections.abc import Mapping
from typing import Any

from videoagent_contracts.api import WebSocketMessage, WebSocketMessageType
from videoagent_contracts.envelope import utc_now
from videoagent_contracts.errors import ErrorCode
from videoagent_gateway.domain.events import LiveEvent
from videoagent_gateway.domain.rows import TaskRow


def event_text(event: LiveEvent) -> str:
    """Write an event once for all who listen."""
    return WebSocketMessage(
        type=event.type, task_id=event.task_id, seq=event.seq, timestamp=event.timestamp, data=event.data
    ).model_dump_json()


def message_text(
    kind: WebSocketMessageType,
    data: Mapping[str, Any] | None = None,
    *,
    task_id: str | None = None,
    seq: int | None = None,
) -> str:
    """Write a message of the connection itself."""
    return WebSocketMessage(
        type=kind, task_id=task_id, seq=seq, timestamp=utc_now(), data=dict(data or {})
    ).model_dump_json()


def greeting_text(kind: WebSocketMessageType, row: TaskRow) -> str:
    """Write the first message about a task: where it stands."""
    light = row.light().model_dump(mode="json", exclude={"task_id", "seq", "updated_at"})
    return message_text(kind, light | {"title": row.title, "topic": row.topic}, task_id=row.task_id)


def error_text(code: ErrorCode, detail: str, task_id: str | None = None) -> str:
    """Write an ``error`` message; the connection lives on unless it says otherwise."""
    return message_text(WebSocketMessageType.ERROR, {"code": code, "detail": detail}, task_id=task_id)
