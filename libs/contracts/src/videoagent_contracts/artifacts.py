"""References to media in the object store. Media itself never travels in a message."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

UPLOADS = "uploads/"
"""Prefix of what users have sent themselves. They may remove it at any time, also while a task still needs it."""


class Contract(BaseModel):
    """Base of everything that travels: immutable, and readers ignore fields that they do not know yet."""

    model_config = ConfigDict(frozen=True, extra="ignore", ser_json_timedelta="float")


Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class ArtifactRef(Contract):
    """One stored object."""

    bucket: str
    key: str
    sha256: Sha256
    size: int = Field(ge=0, description="bytes")
    content_type: str


def artifact_key(task_id: str, step_id: str, sha256: str, extension: str) -> str:
    """Name an artefact by its content, so that storing it twice changes nothing.

    The colon of a per-shot step id becomes a dash: some tools and file systems refuse colons in keys.
    """
    return f"{task_prefix(task_id)}{step_id.replace(':', '-')}/{sha256}.{extension.lstrip('.')}"


def task_prefix(task_id: str) -> str:
    """Prefix of all that belongs to one task; removing it removes the task's media."""
    return f"tasks/{task_id}/"
