"""A task before the registry has spoken of it."""

from videoagent_contracts.codec import AnyEnvelope
from videoagent_contracts.commands import CreateTask
from videoagent_contracts.enums import TaskStatus
from videoagent_contracts.status import TaskView


def initial_view(envelope: AnyEnvelope) -> TaskView:
    """Derive the state that an accepted command puts its task in; every replica derives the same."""
    command: CreateTask = envelope.payload
    return TaskView(
        task_id=envelope.task_id,
        user_id=command.user_id,
        spec=command.spec,
        status=TaskStatus.PENDING,
        message="Waiting to start",
        warnings=command.warnings,
        created_at=envelope.occurred_at,
        updated_at=envelope.occurred_at,
    )
