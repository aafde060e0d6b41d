"""Public events of a task, said by the task-registry."""

from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from videoagent_contracts.artifacts import ArtifactRef, Contract
from videoagent_contracts.enums import ShotKind, StepKind, StepStatus, TaskStatus
from videoagent_contracts.envelope import Message, Timestamp
from videoagent_contracts.errors import TaskError
from videoagent_contracts.film import Credit, Film, Storyboard
from videoagent_contracts.options import TaskSpec


class StepView(Contract):
    """The public state of one step."""

    step_id: str
    kind: StepKind
    status: StepStatus
    attempt: int = 0
    fraction: float = Field(0.0, ge=0, le=1)
    started_at: Timestamp | None = None
    finished_at: Timestamp | None = None
    provider: str | None = None
    cost_usd: float = 0.0
    error: TaskError | None = None
    reused: bool = False


class ShotView(Contract):
    """The public state of one shot: what can be shown of it so far."""

    index: int
    kind: ShotKind
    narration: str
    heading: str = ""
    picture: ArtifactRef | None = None
    clip: ArtifactRef | None = None
    duration: float | None = Field(None, description="s")


class Degradation(Contract):
    step_id: str
    reason: str
    used: str


class WaitingReason(StrEnum):
    """Why an accepted task does not begin."""

    QUOTA = "quota"
    """As many of the user's tasks run as may."""
    CAPACITY = "capacity"
    """As many tasks run as the installation takes on at once."""


class TaskView(Contract):
    """The whole public state of a task."""

    task_id: str
    user_id: str
    spec: TaskSpec
    status: TaskStatus
    stage: StepKind | None = None
    progress: float = Field(0.0, ge=0, le=100)
    message: str = ""
    waiting: WaitingReason | None = Field(None, description="set while a pending task waits for its turn")
    eta_s: float | None = Field(None, ge=0)
    run: int = Field(1, ge=1, description="1, and one more for each retry; progress never goes back within a run")
    title: str | None = None
    language: str | None = None
    steps: dict[str, StepView] = Field(default_factory=dict)
    shots: tuple[ShotView, ...] = ()
    storyboard: Storyboard | None = None
    film: Film | None = None
    earlier_film: Film | None = Field(
        None, description="the last finished film while a change of it is under way, or after one that came to nothing"
    )
    error: TaskError | None = None
    warnings: tuple[str, ...] = ()
    degraded: tuple[Degradation, ...] = ()
    credits: tuple[Credit, ...] = ()
    cost_usd: float = 0.0
    created_at: Timestamp
    updated_at: Timestamp
    started_at: Timestamp | None = None
    finished_at: Timestamp | None = None


class StatusEvent(StrEnum):
    """What a status message tells beside the state; WebSocket types are made of these."""

    TASK_CREATED = "task_created"
    STATUS_CHANGE = "status_change"
    STEP_CHANGED = "step_changed"
    SHOT_READY = "shot_ready"
    TASK_COMPLETED = "task_completed"
    TASK_FAILED = "task_failed"
    TASK_CANCELLED = "task_cancelled"
    TASK_DELETED = "task_deleted"


class TaskStatusChanged(Message):
    """One public event with the state after it. The envelope's ``seq`` orders them.

    Statuses and progress of one task are numbered together, 1, 2, 3 …: a number that is missing here is progress, which
    went to a topic of its own and says by ``after_seq`` which status it follows.
    """

    TYPE: ClassVar[str] = "task.status"

    event: StatusEvent
    step_id: str | None = None
    shot: int | None = None
    previous_status: TaskStatus | None = None
    state: TaskView


class TaskProgressed(Message):
    """Progress between two statuses; may be lost without harm, never goes back within one run."""

    TYPE: ClassVar[str] = "task.progress"

    user_id: str
    status: TaskStatus
    stage: StepKind | None = None
    progress: float = Field(ge=0, le=100)
    message: str = ""
    eta_s: float | None = None
    run: int = 1
    after_seq: int = Field(ge=0, description="seq of the status message that this follows")


class DeliveryAttempted(Message):
    """The notifier's word on one webhook attempt."""

    TYPE: ClassVar[str] = "webhook.attempted"

    delivery_id: str
    user_id: str
    event: str
    url_host: str
    attempt: int = Field(ge=1)
    outcome: str = Field(description="delivered, retrying or gave_up")
    status_code: int | None = None
    error: str | None = None
    next_attempt_at: Timestamp | None = None


class RedeliverWebhook(Message):
    """Command to the notifier: try a delivery again now, whatever became of it before."""

    TYPE: ClassVar[str] = "webhook.redeliver"

    delivery_id: str
