"""Commands to the task-registry (imperative). Key: task id, so that one task's commands stay in order."""

from typing import ClassVar

from pydantic import Field

from videoagent_contracts.artifacts import Contract
from videoagent_contracts.envelope import Message
from videoagent_contracts.film import MediaItem, Storyboard
from videoagent_contracts.options import TaskSpec


class CreateTask(Message):
    """Start a task. A second one with the same task id changes nothing."""

    TYPE: ClassVar[str] = "task.create"

    user_id: str
    spec: TaskSpec
    warnings: tuple[str, ...] = ()
    max_running: int | None = Field(
        None, ge=1, description="tasks of this user that may run at once, as their key says; None: as the registry says"
    )
    media: dict[str, MediaItem] = Field(default_factory=dict, description="what the request's media: references name")


class CancelTask(Message):
    """Stop a task that is not terminal; otherwise ignored."""

    TYPE: ClassVar[str] = "task.cancel"

    reason: str = ""


class RetryTask(Message):
    """Resume a failed or cancelled task; ``from_step`` forces that step and all that depend on it."""

    TYPE: ClassVar[str] = "task.retry"

    from_step: str | None = None


class DeleteTask(Message):
    """Remove a terminal task's documents and media; ends in a tombstone on the status topic."""

    TYPE: ClassVar[str] = "task.delete"


class ApproveTask(Message):
    """Go on with the storyboard of a task that awaits review; otherwise ignored."""

    TYPE: ClassVar[str] = "task.approve"


class StepOverrides(Contract):
    """What one step is to do otherwise than planned. Kept by the task, so that a later retry does the same again."""

    prompt: str | None = Field(None, description="what the picture or clip shows")
    narration: str | None = Field(None, description="what the voice says")
    voice: str | None = None
    voice_speed: float | None = Field(None, ge=0.5, le=2)
    provider: str | None = None
    seed: int | None = Field(None, ge=0)


class RerunStep(Message):
    """Make one step of a task that is over again, with what depends on it; the rest is reused."""

    TYPE: ClassVar[str] = "task.rerun_step"

    step_id: str
    overrides: StepOverrides = StepOverrides()


class EditStoryboard(Message):
    """Replace the storyboard of a task that awaits review or is over; in the latter case make what changed again."""

    TYPE: ClassVar[str] = "task.edit_storyboard"

    storyboard: Storyboard
    replaces: str | None = Field(
        None, description="`storyboard_version` of the one that it was made from: while another is there, no effect"
    )


COMMANDS = (CreateTask, CancelTask, RetryTask, ApproveTask, DeleteTask, RerunStep, EditStoryboard)
