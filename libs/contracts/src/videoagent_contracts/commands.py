"""Commands to the task-registry (imperative). Key: task id, so that one task's commands stay in order."""

from typing import ClassVar

from videoagent_contracts.envelope import Message
from videoagent_contracts.options import TaskSpec


class CreateTask(Message):
    """Start a task. A second one with the same task id changes nothing."""

    TYPE: ClassVar[str] = "task.create"

    user_id: str
    spec: TaskSpec
    warnings: tuple[str, ...] = ()


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


COMMANDS = (CreateTask, CancelTask, RetryTask, ApproveTask, DeleteTask)
