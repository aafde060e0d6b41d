"""Clean-up by message: an order, and what came of it. The order's ``task_id`` names the run, and the report's too."""

from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from videoagent_contracts.artifacts import Contract
from videoagent_contracts.envelope import Message, Timestamp


class Removable(StrEnum):
    """What a clean-up finds."""

    TASK = "task"
    """A task that is over, with its media and its history."""
    ORPHAN = "orphan"
    """Media of a task that does not exist."""
    UPLOAD = "upload"
    """A user's own file that no task names."""


class CleanUpItem(Contract):
    """Something to remove: ``name`` is the task's id, or the key of an upload."""

    what: Removable
    name: str
    since: Timestamp = Field(description="end of the task, or time of the newest of its objects")
    size: int = Field(0, ge=0, description="bytes of media")


class OrderCleanUp(Message):
    """Command to the task-registry: find what may go, and remove it unless the run is dry."""

    TYPE: ClassVar[str] = "clean_up.order"

    dry_run: bool = True
    older_than_s: float | None = Field(None, ge=0, description="age of finished tasks, s; None: as the settings say")
    max_bytes: int | None = Field(None, ge=0, description="all media together; None: as the settings say")
    orphans: bool = Field(True, description="media without a task, and uploads that no task names, too")


class CleanUpReported(Message):
    """What a run found, and removed unless it was dry; removing tasks goes on for a moment after that."""

    TYPE: ClassVar[str] = "clean_up.reported"

    dry_run: bool
    found: dict[Removable, int] = Field(default_factory=dict, description="how many of each")
    size: int = Field(0, ge=0, description="bytes of media found")
    items: tuple[CleanUpItem, ...] = Field((), description="the first thousand")
