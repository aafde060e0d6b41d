"""Bodies of the API that keeps API keys, shared by the gateway and its clients."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from videoagent_contracts.envelope import Timestamp
from videoagent_contracts.options import Integer, Line

UserId = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._@-]{0,63}$")]
"""Names the owner of tasks and of uploads, so it must do as a part of a path."""
MOST_PER_MINUTE = 1_000_000
MOST_RUNNING = 100_000


class Scope(StrEnum):
    """What a key is good for. ``admin`` includes the others, and every user's tasks."""

    TASKS_READ = "tasks:read"
    TASKS_WRITE = "tasks:write"
    ADMIN = "admin"


class KeyCreateRequest(BaseModel):
    """What a new key is to be good for."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    user_id: UserId = Field(description="whose tasks it sees and makes; several keys may share a user")
    name: Line = Field("", max_length=100, description="for people, to tell keys apart")
    scopes: tuple[Scope, ...] = Field((Scope.TASKS_READ, Scope.TASKS_WRITE), min_length=1, max_length=3)
    expires_at: Timestamp | None = Field(None, description="None: never")
    rate_limit: Integer | None = Field(
        None, ge=1, le=MOST_PER_MINUTE, description="requests per minute; None: as the gateway is set"
    )
    max_running: Integer | None = Field(
        None, ge=1, le=MOST_RUNNING, description="tasks of the user that run at once; None: as the installation is set"
    )


class KeyResponse(BaseModel):
    """A key as it is listed; what must be shown to use it is not kept anywhere."""

    model_config = ConfigDict(frozen=True)

    key_id: str = Field(description="the part between `va_` and the second `_`")
    state: Literal["active", "expired", "revoked"]
    user_id: str
    name: str
    scopes: tuple[Scope, ...]
    rate_limit: int | None
    max_running: int | None
    created_at: Timestamp
    expires_at: Timestamp | None
    revoked_at: Timestamp | None
    last_used_at: Timestamp | None = Field(description="to within five minutes")


class KeyCreatedResponse(KeyResponse):
    """The one time that a key is told."""

    key: str = Field(description="keep it: it is shown this once only")


class KeyListResponse(BaseModel):
    model_config = ConfigDict(frozen=True)

    items: list[KeyResponse]
