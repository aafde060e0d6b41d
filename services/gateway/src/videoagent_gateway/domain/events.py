"""Messages of the status and progress topics as the public events that clients see, in /events and live."""

from dataclasses import dataclass, replace
from typing import Any

from videoagent_contracts.api import WebSocketMessageType as Type
from videoagent_contracts.artifacts import ArtifactRef
from videoagent_contracts.codec import AnyEnvelope
from videoagent_contracts.envelope import Timestamp
from videoagent_contracts.status import StatusEvent, TaskProgressed, TaskStatusChanged, TaskView
from videoagent_gateway.domain.links import task_links
from videoagent_gateway.domain.rows import TaskRow

_TYPES = {
    StatusEvent.TASK_CREATED: Type.STATUS_CHANGE,
    StatusEvent.STATUS_CHANGE: Type.STATUS_CHANGE,
    StatusEvent.STEP_CHANGED: Type.PROGRESS_UPDATE,
    StatusEvent.SHOT_READY: Type.SHOT_READY,
    StatusEvent.TASK_COMPLETED: Type.TASK_COMPLETED,
    StatusEvent.TASK_FAILED: Type.TASK_FAILED,
    StatusEvent.TASK_CANCELLED: Type.TASK_CANCELLED,
    StatusEvent.TASK_DELETED: Type.UNSUBSCRIBED,
}
ENDS = frozenset({Type.TASK_COMPLETED, Type.TASK_FAILED, Type.TASK_CANCELLED, Type.UNSUBSCRIBED})


@dataclass(frozen=True, slots=True)
class LiveEvent:
    """One public event.

    Attributes:
        after_seq: For progress: the status that it follows; None for statuses, which are never dropped.
        media: Object whose presigned address goes into ``data["url"]``; addresses expire, so they are made when told.
    """

    task_id: str
    user_id: str
    seq: int
    type: Type
    timestamp: Timestamp
    data: dict[str, Any]
    after_seq: int | None = None
    media: ArtifactRef | None = None

    @property
    def lossy(self) -> bool:
        return self.after_seq is not None

    @property
    def ends(self) -> bool:
        """Whether nothing follows unless somebody asks for more (a retry)."""
        return self.type in ENDS

    def with_url(self, url: str) -> "LiveEvent":
        return replace(self, data={**self.data, "url": url})


def event_of_status(envelope: AnyEnvelope) -> LiveEvent:
    """Tell a status message as a public event.

    Raises:
        ValueError: The message carries no ``seq``, so its place among the others is unknown.
    """
    payload: TaskStatusChanged = envelope.payload
    if envelope.seq is None:
        raise ValueError("a status needs a seq")
    data, media = _status_data(payload)
    return LiveEvent(
        task_id=envelope.task_id,
        user_id=payload.state.user_id,
        seq=envelope.seq,
        type=_TYPES[payload.event],
        timestamp=envelope.occurred_at,
        data=data,
        media=media,
    )


def event_of_progress(envelope: AnyEnvelope, seq: int) -> LiveEvent:
    """Tell a progress message as a public event."""
    payload: TaskProgressed = envelope.payload
    return LiveEvent(
        task_id=envelope.task_id,
        user_id=payload.user_id,
        seq=seq,
        type=Type.PROGRESS_UPDATE,
        timestamp=envelope.occurred_at,
        data=_common(payload),
        after_seq=payload.after_seq,
    )


def present_state(row: TaskRow, view: TaskView | None = None) -> LiveEvent:
    """Tell where a task stands, for somebody who starts to listen: its end, or how far it is."""
    data: dict[str, Any] = _common(row) | {"title": row.title}
    kind = {
        "completed": Type.TASK_COMPLETED,
        "failed": Type.TASK_FAILED,
        "cancelled": Type.TASK_CANCELLED,
    }.get(row.status.value, Type.STATUS_CHANGE)
    media = None
    if view is not None and kind is Type.TASK_COMPLETED:
        film, media = _film_data(view)
        data |= film
    if kind is Type.TASK_FAILED:
        data["error"] = _error(row)
    if kind in ENDS:
        data["metadata"] = row.metadata
    return LiveEvent(
        task_id=row.task_id,
        user_id=row.user_id,
        seq=row.seq,
        type=kind,
        timestamp=row.updated_at,
        data=data,
        media=media,
    )


def _status_data(payload: TaskStatusChanged) -> tuple[dict[str, Any], ArtifactRef | None]:
    state = payload.state
    data = _common(state)
    if payload.event is StatusEvent.TASK_DELETED:
        return {"reason": "deleted"}, None
    if _TYPES[payload.event] in ENDS:
        data["metadata"] = state.spec.metadata
    if payload.previous_status is not None or payload.event is StatusEvent.STATUS_CHANGE:
        data["previous"] = payload.previous_status
    if payload.event is StatusEvent.STEP_CHANGED and payload.step_id is not None:
        step = state.steps.get(payload.step_id)
        data["step"] = {"step_id": payload.step_id, "status": step.status if step else None}
    if payload.event is StatusEvent.SHOT_READY:
        return _shot_data(payload, data)
    if payload.event is StatusEvent.TASK_COMPLETED:
        film, media = _film_data(state)
        return data | {"title": state.title} | film, media
    if payload.event is StatusEvent.TASK_FAILED:
        data["error"] = _error(state)
    return data, None


def _shot_data(payload: TaskStatusChanged, data: dict[str, Any]) -> tuple[dict[str, Any], ArtifactRef | None]:
    shot = next((shot for shot in payload.state.shots if shot.index == payload.shot), None)
    if shot is None:
        return data | {"shot": payload.shot}, None
    is_clip = (payload.step_id or "").startswith("video") and shot.clip is not None
    data |= {"shot": shot.index, "what": "clip" if is_clip else "picture", "heading": shot.heading}
    return data, shot.clip if is_clip else shot.picture


def _film_data(state: TaskView) -> tuple[dict[str, Any], ArtifactRef | None]:
    film = state.film
    if film is None:
        return {}, None
    size = {"duration": film.duration, "width": film.width, "height": film.height, "fps": film.fps}
    return size | {"video": task_links(state.task_id)["video"]}, film.video


def _common(source: TaskView | TaskProgressed | TaskRow) -> dict[str, Any]:
    return {
        "status": source.status,
        "stage": source.stage,
        "progress": source.progress,
        "message": source.message,
        "waiting": None if isinstance(source, TaskProgressed) else source.waiting,
        "eta_s": source.eta_s,
        "run": source.run,
    }


def _error(source: TaskView | TaskRow) -> dict[str, Any] | None:
    return None if source.error is None else source.error.model_dump(mode="json")
