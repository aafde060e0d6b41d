"""Bodies of the operators' part of the API, shared by the gateway and its clients. API keys are in ``keys``."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, StrictBool

from videoagent_contracts.envelope import Timestamp
from videoagent_contracts.options import Integer, Line, Number
from videoagent_contracts.retention import CleanUpItem, Removable


class AdminModel(BaseModel):
    model_config = ConfigDict(frozen=True, from_attributes=True)


class DeadLetterQuery(BaseModel):
    """Which dead letters to list."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    topic: Line | None = Field(None, max_length=200, description="of this topic only")
    limit: int = Field(50, ge=1, le=200)
    settled: bool = Field(False, description="also those replayed or discarded")


class DeadLetterResponse(AdminModel):
    """A message that nobody could read or handle."""

    id: str
    topic: str
    partition: int
    offset: int
    key: str | None
    reason: str = Field(description="unreadable, or failed: its handler raised")
    error: str
    service: str
    group: str
    at: Timestamp
    size: int
    truncated: bool = Field(description="only its start was kept: it cannot be replayed")
    state: Literal["open", "replaying", "replayed", "discarded"]


class DeadLetterDetailResponse(DeadLetterResponse):
    stack: str
    headers: dict[str, str]
    payload: str
    encoding: Literal["text", "base64"]
    payload_complete: bool


class DeadLetterListResponse(AdminModel):
    items: list[DeadLetterResponse]


class CleanUpRequest(BaseModel):
    """What a clean-up is to remove. Dry unless told otherwise: it only says what it would remove."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    dry_run: StrictBool = True
    older_than_s: Number | None = Field(None, ge=0, description="age of finished tasks, s; None: as the settings say")
    max_bytes: Integer | None = Field(None, ge=0, le=2**60, description="all media together; None: as the settings say")
    orphans: StrictBool = Field(True, description="media without a task, and uploads that no task names, too")


class CleanUpResponse(AdminModel):
    """A clean-up run. While `done` is false it is under way: ask again by its id."""

    run_id: str
    done: bool
    dry_run: bool
    found: dict[Removable, int] = Field({}, description="how many of each there are")
    size: int = Field(0, description="bytes of media found")
    items: list[CleanUpItem] = Field([], description="the first thousand")


class RetentionResponse(AdminModel):
    """What is kept for how long, as the settings say. Durations are seconds; None: for ever, or any number."""

    finished_tasks_s: float | None = Field(description="with their media, from their end on")
    max_media_bytes: int | None = Field(description="of all media; beyond it the oldest finished tasks go first")
    orphans_s: float = Field(description="media without a task")
    unused_uploads_s: float = Field(description="a user's own files that no task names")
    deliveries_s: float = Field(description="webhook deliveries that have ended: they can be made again")
    idempotency_keys_s: float
    clean_up_every_s: float = Field(description="between two runs that nobody ordered")
