"""One line per task: all that lists, filters and the light status call need, small enough to keep thousands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import Field, TypeAdapter

from videoagent_contracts.api import ProgressUpdate, TaskResponse
from videoagent_contracts.enums import Priority, StepKind, TaskStatus
from videoagent_contracts.envelope import Timestamp
from videoagent_contracts.errors import TaskError
from videoagent_contracts.status import TaskProgressed, TaskView, WaitingReason
from videoagent_gateway.domain.links import task_links


@dataclass(slots=True)
class TaskRow:
    """The newest that is known of a task, in brief.

    Attributes:
        seq: Number of the last public event, progress included; 0 until the registry has spoken.
        status_seq: Number of the last event of the status topic; what a progress message must follow.
    """

    task_id: str
    user_id: str
    topic: str
    style: str | None
    priority: Priority
    status: TaskStatus
    stage: StepKind | None
    progress: float
    message: str
    eta_s: float | None
    title: str | None
    error: TaskError | None
    metadata: dict[str, str]
    run: int
    created_at: Timestamp
    updated_at: Timestamp
    seq: int
    status_seq: int
    waiting: WaitingReason | None = None
    folded: Annotated[str, Field(exclude=True)] = field(default="", repr=False)
    _brief: Annotated[bytes | None, Field(exclude=True)] = field(default=None, init=False, repr=False)
    _light: Annotated[bytes | None, Field(exclude=True)] = field(default=None, init=False, repr=False)

    def __post_init__(self) -> None:
        self.folded = f"{self.topic} {self.title or ''}".casefold()

    def advance(self, progress: TaskProgressed, seq: int, at: Timestamp) -> None:
        """Take in what a progress message tells; everything else stays."""
        self.status, self.stage = progress.status, progress.stage
        self.progress, self.message, self.eta_s = progress.progress, progress.message, progress.eta_s
        self.seq, self.updated_at, self.waiting = seq, at, None
        self._brief = self._light = None

    def catch_up(self, told: Mapping[str, Any], seq: int, at: Timestamp) -> None:
        """Take in what the history says of a later status, which the stored state lags behind."""
        self.stage = None if told["stage"] is None else StepKind(told["stage"])
        self.progress, self.message, self.eta_s = told["progress"], told["message"], told["eta_s"]
        self.waiting = None if told.get("waiting") is None else WaitingReason(told["waiting"])
        self.seq = self.status_seq = seq
        self.updated_at = at
        self._brief = self._light = None

    def brief(self) -> TaskResponse:
        """Return the task as lists show it."""
        return TaskResponse(
            task_id=self.task_id,
            user_id=self.user_id,
            topic=self.topic,
            style=self.style,
            priority=self.priority,
            status=self.status,
            stage=self.stage,
            progress=self.progress,
            message=self.message,
            waiting=self.waiting,
            title=self.title,
            error=self.error,
            metadata=self.metadata,
            created_at=self.created_at,
            updated_at=self.updated_at,
            links=task_links(self.task_id),
        )

    def brief_json(self) -> bytes:
        """Return :meth:`brief` as JSON, made once per change: lists are read far more often than tasks change."""
        if self._brief is None:
            self._brief = self.brief().model_dump_json().encode()
        return self._brief

    def light(self) -> ProgressUpdate:
        """Return the task as ``/status`` tells it."""
        return ProgressUpdate(
            task_id=self.task_id,
            status=self.status,
            stage=self.stage,
            progress=self.progress,
            message=self.message,
            waiting=self.waiting,
            eta_s=self.eta_s,
            metadata=self.metadata,
            seq=self.seq,
            updated_at=self.updated_at,
        )

    def light_json(self) -> bytes:
        """Return :meth:`light` as JSON, made once per change."""
        if self._light is None:
            self._light = self.light().model_dump_json().encode()
        return self._light


_ROW = TypeAdapter(TaskRow)


def row_of(view: TaskView, seq: int) -> TaskRow:
    """Shorten a whole state to its row."""
    return TaskRow(
        task_id=view.task_id,
        user_id=view.user_id,
        topic=view.spec.topic,
        style=view.spec.style,
        priority=view.spec.priority,
        status=view.status,
        stage=view.stage,
        progress=view.progress,
        message=view.message,
        eta_s=view.eta_s,
        title=view.title,
        error=view.error,
        metadata=view.spec.metadata,
        run=view.run,
        created_at=view.created_at,
        updated_at=view.updated_at,
        seq=seq,
        status_seq=seq,
        waiting=view.waiting,
    )


def dump_row(row: TaskRow) -> str:
    """Write a row for the store."""
    return _ROW.dump_json(row).decode()


def load_row(text: str) -> TaskRow:
    """Read what :func:`dump_row` wrote."""
    return _ROW.validate_json(text)
