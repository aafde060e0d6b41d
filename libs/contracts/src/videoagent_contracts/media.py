"""Bodies of the public API that concern uploads. Names are fixed."""

from enum import StrEnum

from pydantic import ConfigDict, Field

from videoagent_contracts.api import ApiModel, MediaLink
from videoagent_contracts.envelope import Timestamp
from videoagent_contracts.film import MediaKind
from videoagent_contracts.options import Integer, Line


class MediaState(StrEnum):
    """Where an upload stands."""

    WAITING = "waiting"
    """Its file has not arrived yet."""
    READY = "ready"
    REFUSED = "refused"
    """The file is nothing that a film can be made of."""


class MediaCreateRequest(ApiModel):
    """A file that is to be uploaded. What it is, is found out from its content."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    size: Integer = Field(ge=1, description="bytes")
    filename: Line | None = Field(None, min_length=1, max_length=255, description="only shown again")


class MediaUpload(ApiModel):
    """How to send the file: an HTML form (multipart/form-data) to `url`, `fields` first, then the file as `file`."""

    url: str
    fields: dict[str, str]
    expires_at: Timestamp
    max_size: int


class MediaResponse(ApiModel):
    """An upload. `reference` is what requests name it by."""

    media_id: str
    reference: str
    state: MediaState
    filename: str | None = None
    kind: MediaKind | None = None
    content_type: str | None = None
    size: int | None = None
    width: int | None = Field(None, description="px, upright")
    height: int | None = Field(None, description="px, upright")
    duration: float | None = Field(None, description="s")
    detail: str | None = Field(None, description="why it was refused")
    created_at: Timestamp
    upload: MediaUpload | None = None
    file: MediaLink | None = Field(None, description="where it can be seen or heard, once it is ready; not in lists")


class MediaListResponse(ApiModel):
    items: list[MediaResponse]
