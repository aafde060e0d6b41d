"""Bodies of the public REST and WebSocket API, shared by the gateway and its clients. Names are fixed."""

from enum import StrEnum
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from videoagent_contracts.artifacts import ArtifactRef
from videoagent_contracts.enums import Priority, StepKind, TaskStatus
from videoagent_contracts.envelope import Timestamp
from videoagent_contracts.errors import TaskError
from videoagent_contracts.film import Credit, Storyboard
from videoagent_contracts.options import Integer, Line, Number, Prose, TaskOptions, TaskSpec, plain_line, visible
from videoagent_contracts.status import Degradation, StepView, WaitingReason


class ApiModel(BaseModel):
    model_config = ConfigDict(frozen=True)


class TaskCreateRequest(TaskSpec):
    """A topic and how to make a film of it. Unknown top-level fields are refused, unknown options kept.

    What is checked here and not in ``TaskSpec`` is asked of new tasks only: stored ones stay readable.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    @field_validator("topic", "style")
    @classmethod
    def _plain_line(cls, text: str | None) -> str | None:
        return text if text is None else plain_line(text)

    @field_validator("options")
    @classmethod
    def _visible_text(cls, options: TaskOptions) -> TaskOptions:
        texts = {"script": options.script or ""}
        for number, scene in enumerate(options.scenes or ()):
            texts |= {f"scenes.{number}.narration": scene.narration, f"scenes.{number}.prompt": scene.prompt}
        for name, text in texts.items():
            try:
                visible(text)
            except ValueError as error:
                raise ValueError(f"{name} {error}") from None
        return options


class TaskListQuery(ApiModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    limit: int = Field(20, ge=1, le=100)
    offset: int = Field(0, ge=0, le=1_000_000)
    status: TaskStatus | None = None
    priority: Priority | None = None
    user_id: Line | None = Field(None, max_length=128)
    q: Line | None = Field(None, max_length=200, description="words in the topic")
    sort_by: Literal["created_at", "updated_at", "priority", "progress"] = "created_at"
    sort_order: Literal["asc", "desc"] = "desc"


class CostPart(ApiModel):
    """What steps of one kind are expected to cost yet."""

    kind: StepKind
    provider: str
    usd: float


class CostEstimate(ApiModel):
    """What a film is expected to cost, by the prices of the providers whose turn it is."""

    usd: float = Field(description="for the whole film, what has been paid included")
    basis: Literal["request", "storyboard"] = Field(description="what it is made of; a storyboard says far more")
    parts: list[CostPart] = Field(description="what is still to be made and costs something")


class TaskEstimateResponse(ApiModel):
    """What `POST /tasks` would answer to the same body, without a task."""

    warnings: list[str] = []
    estimate: CostEstimate | None = Field(None, description="null while the agents have not told their prices")


class TaskCreateResponse(ApiModel):
    task_id: str
    status: TaskStatus
    created_at: Timestamp
    links: dict[str, str]
    warnings: list[str] = []
    estimate: CostEstimate | None = Field(None, description="null while the agents have not told their prices")


class TaskBatchRequest(ApiModel):
    """Several tasks; each is accepted or refused by itself."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    tasks: list[TaskCreateRequest] = Field(min_length=1, max_length=100)


class TaskResponse(ApiModel):
    """A task in brief."""

    task_id: str
    user_id: str
    topic: str
    style: str | None
    priority: Priority
    status: TaskStatus
    stage: StepKind | None
    progress: float
    message: str
    waiting: WaitingReason | None = None
    title: str | None
    error: TaskError | None
    metadata: dict[str, str]
    created_at: Timestamp
    updated_at: Timestamp
    links: dict[str, str]


class MediaLink(ApiModel):
    """A presigned address of one object."""

    url: str
    expires_at: Timestamp
    content_type: str
    size: int


class ShotResponse(ApiModel):
    index: int
    kind: str
    narration: str
    heading: str
    duration: float | None
    picture: MediaLink | None
    clip: MediaLink | None


class TimingsResponse(ApiModel):
    started_at: Timestamp | None
    finished_at: Timestamp | None
    elapsed_s: float | None


class WebhookResponse(ApiModel):
    """Who is told of a task, as given; no `events`: all."""

    url: str
    events: list[str] | None


class TaskDetailResponse(TaskResponse):
    options: dict[str, Any]
    language: str | None
    steps: list[StepView]
    shots: list[ShotResponse]
    artifacts: dict[str, ArtifactRef]
    warnings: list[str]
    degraded: list[Degradation]
    credits: list[Credit]
    cost_usd: float
    estimate: CostEstimate | None = Field(None, description="null once the task is over")
    timings: TimingsResponse
    run: int
    eta_s: float | None
    seq: int
    webhook: WebhookResponse | None = None


class TaskListResponse(ApiModel):
    items: list[TaskResponse]
    total: int
    limit: int
    offset: int


class ProgressUpdate(ApiModel):
    task_id: str
    status: TaskStatus
    stage: StepKind | None
    progress: float
    message: str
    waiting: WaitingReason | None = None
    eta_s: float | None
    metadata: dict[str, str] = {}
    seq: int
    updated_at: Timestamp


class RetryRequest(ApiModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    from_step: str | None = Field(None, max_length=32)


class StepRunRequest(ApiModel):
    """What one agent is to do otherwise when its step is run again; everything is optional."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    prompt: Prose | None = Field(None, max_length=2000, description="what the picture or clip shows")
    narration: Prose | None = Field(None, max_length=2000, description="what the voice says")
    voice: Line | None = Field(None, min_length=1, max_length=100)
    voice_speed: Number | None = Field(None, ge=0.5, le=2)
    provider: Line | None = Field(None, min_length=1, max_length=100)
    seed: Integer | None = Field(None, ge=0, le=2**53 - 1)


class DeliveryAttemptResponse(ApiModel):
    """One try of a delivery."""

    attempt: int
    at: Timestamp
    outcome: str = Field(description="delivered, retrying or gave_up")
    status_code: int | None = None
    error: str | None = None
    next_attempt_at: Timestamp | None = None


class DeliveryResponse(ApiModel):
    """One webhook: one event to one address, over all of its tries. `delivery_id` is the `webhook-id`."""

    delivery_id: str
    task_id: str
    event: str
    url_host: str
    outcome: str
    attempts: list[DeliveryAttemptResponse]


class DeliveryListResponse(ApiModel):
    task_id: str
    items: list[DeliveryResponse]


class FieldError(ApiModel):
    field: str
    message: str


class ErrorResponse(ApiModel):
    """RFC 9457 problem details."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    code: str
    retryable: bool
    request_id: str
    errors: list[FieldError] | None = None


class TaskBatchItem(ApiModel):
    """What became of one task of a batch: `task` where it was accepted, else `error`."""

    index: int
    status: int = Field(description="what POST /tasks would have answered")
    task: TaskCreateResponse | None = None
    error: ErrorResponse | None = None


class TaskBatchResponse(ApiModel):
    items: list[TaskBatchItem]


class DependencyHealth(ApiModel):
    status: Literal["ok", "failing"]
    detail: str = ""
    latency_ms: float | None = None


class HealthResponse(ApiModel):
    status: Literal["ok", "degraded", "failing"]
    version: str
    dependencies: dict[str, DependencyHealth]


class VideoDownloadResponse(ApiModel):
    task_id: str
    url: str
    expires_at: Timestamp
    content_type: str
    size: int
    sha256: str
    duration: float
    width: int
    height: int
    fps: int
    captions: dict[str, str] = Field(description="srt, vtt, ass → presigned address")
    preview: str | None = Field(None, description="presigned address of a short animated WebP")
    poster: str | None = Field(
        None, description="presigned address of a JPEG of the film's size, to be shown before it plays"
    )
    scrubbing: str | None = Field(None, description="path of a WebVTT file of small pictures along the film")
    current: bool = Field(
        True, description="false: the film as it was before a change that is under way, failed or was cancelled"
    )


class ThumbnailResponse(ApiModel):
    url: str
    expires_at: Timestamp
    width: int
    height: int
    content_type: str


class TaskEvent(ApiModel):
    """One entry of a task's history."""

    seq: int
    type: str
    timestamp: Timestamp
    data: dict[str, Any]


class TaskEventsResponse(ApiModel):
    task_id: str
    items: list[TaskEvent]


class WebSocketMessageType(StrEnum):
    CONNECTED = "connected"
    SUBSCRIBED = "subscribed"
    UNSUBSCRIBED = "unsubscribed"
    PROGRESS_UPDATE = "progress_update"
    STATUS_CHANGE = "status_change"
    SHOT_READY = "shot_ready"
    TASK_COMPLETED = "task_completed"
    TASK_FAILED = "task_failed"
    TASK_CANCELLED = "task_cancelled"
    ERROR = "error"
    PING = "ping"
    PONG = "pong"


class WebSocketMessage(ApiModel):
    type: WebSocketMessageType
    task_id: str | None = None
    seq: int | None = None
    timestamp: Timestamp
    data: dict[str, Any] = {}


class WebhookPayload(ApiModel):
    """Body of a webhook, under 20 kB."""

    type: str
    timestamp: Timestamp
    data: dict[str, Any]


__all__ = [
    "ApiModel",
    "CostEstimate",
    "CostPart",
    "DeliveryAttemptResponse",
    "DeliveryListResponse",
    "DeliveryResponse",
    "DependencyHealth",
    "ErrorResponse",
    "FieldError",
    "HealthResponse",
    "MediaLink",
    "ProgressUpdate",
    "RetryRequest",
    "ShotResponse",
    "StepRunRequest",
    "Storyboard",
    "TaskBatchItem",
    "TaskBatchRequest",
    "TaskBatchResponse",
    "TaskCreateRequest",
    "TaskCreateResponse",
    "TaskDetailResponse",
    "TaskEvent",
    "TaskEventsResponse",
    "TaskListQuery",
    "TaskListResponse",
    "TaskResponse",
    "ThumbnailResponse",
    "TimingsResponse",
    "VideoDownloadResponse",
    "WebSocketMessage",
    "WebSocketMessageType",
    "WebhookPayload",
    "WebhookResponse",
]
