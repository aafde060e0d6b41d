"""Commands on tasks that exist: checked against the state, sent, and answered with what became of them."""

from dataclasses import dataclass
from datetime import timedelta

from videoagent_contracts.commands import ApproveTask, CancelTask, DeleteTask, RetryTask
from videoagent_contracts.enums import TaskStatus
from videoagent_contracts.envelope import Envelope, Message
from videoagent_contracts.errors import TaskStateException, TaskValidationException
from videoagent_contracts.ids import parse_step_id
from videoagent_contracts.status import TaskView
from videoagent_contracts.topics import GATEWAY
from videoagent_gateway.domain.caller import Caller
from videoagent_gateway.domain.rows import TaskRow
from videoagent_gateway.ports import CommandBus
from videoagent_gateway.service.reading import Reading
from videoagent_gateway.service.tasks_state import TasksState
from videoagent_gateway.service.waiters import Condition, Waiters, came_true

_LIVE = (TaskStatus.PENDING, TaskStatus.RUNNING, TaskStatus.AWAITING_REVIEW)
_RESUMABLE = (TaskStatus.FAILED, TaskStatus.CANCELLED)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command led to.

    Attributes:
        row: The task afterwards; None when it is gone.
        settled: False when the command is on its way but its effect was not seen in time.
    """

    row: TaskRow | None
    settled: bool


class Commanding:
    """Every method raises TaskNotFoundException, TaskStateException, or StorageException when Kafka is away."""

    def __init__(
        self, state: TasksState, reading: Reading, bus: CommandBus, waiters: Waiters, timeout: timedelta
    ) -> None:
        self._state = state
        self._reading = reading
        self._bus = bus
        self._waiters = waiters
        self._timeout = timeout

    async def cancel(self, task_id: str, caller: Caller, reason: str = "") -> Outcome:
        """Stop a task; one that ends by itself meanwhile is a TaskStateException."""
        row = await self._in_state(task_id, caller, _LIVE, "cancelled")
        outcome = await self.order(row, CancelTask(reason=reason), _is_terminal)
        if outcome.settled and outcome.row is not None and outcome.row.status is not TaskStatus.CANCELLED:
            raise _state_error(outcome.row, "cancelled")
        return outcome

    async def retry(self, task_id: str, caller: Caller, from_step: str | None) -> Outcome:
        """Resume a failed or cancelled task.

        Raises:
            TaskValidationException: ``from_step`` names no step of this task.
        """
        row = await self._in_state(task_id, caller, _RESUMABLE, "retried")
        if from_step is not None:
            _, view = await self._reading.whole(task_id, caller)
            _check_step(from_step, view)
        run = row.run
        return await self.order(row, RetryTask(from_step=from_step), lambda now: now is None or now.run > run)

    async def approve(self, task_id: str, caller: Caller) -> Outcome:
        """Let a task that waits for review go on."""
        row = await self._in_state(task_id, caller, (TaskStatus.AWAITING_REVIEW,), "approved")
        outcome = await self.order(
            row, ApproveTask(), lambda now: now is None or now.status is not TaskStatus.AWAITING_REVIEW
        )
        if outcome.settled and outcome.row is not None and outcome.row.status is TaskStatus.CANCELLED:
            raise _state_error(outcome.row, "approved")
        return outcome

    async def delete(self, task_id: str, caller: Caller) -> Outcome:
        """Remove an ended task with all that belongs to it."""
        row = await self._in_state(task_id, caller, tuple(s for s in TaskStatus if s.is_terminal), "deleted")
        return await self.order(row, DeleteTask(), lambda now: now is None)

    async def _in_state(self, task_id: str, caller: Caller, allowed: tuple[TaskStatus, ...], verb: str) -> TaskRow:
        row = await self._reading.row(task_id, caller, lambda now: now.status in allowed)
        if row.status not in allowed:
            raise _state_error(row, verb)
        return row

    async def order(self, row: TaskRow, command: Message, effect: Condition) -> Outcome:
        """Send a command and wait for its effect on the task, for as long as configured."""
        task_id = row.task_id
        with self._waiters.expecting(task_id, effect) as seen:
            await self._bus.send(Envelope[Message].of(command, task_id=task_id, producer=GATEWAY))
            settled = await came_true(seen, self._timeout)
        return Outcome(self._state.row(task_id), settled)


def _is_terminal(row: TaskRow | None) -> bool:
    return row is None or row.status.is_terminal


def _state_error(row: TaskRow, verb: str) -> TaskStateException:
    return TaskStateException(f"the task is {row.status} and cannot be {verb}")


def _check_step(name: str, view: TaskView) -> None:
    try:
        parse_step_id(name)
    except ValueError:
        message = "must name a step such as story, image:3 or compose"
    else:
        if name in view.steps:
            return
        message = "the task has no such step"
    raise TaskValidationException(message, errors=[{"field": "from_step", "message": message}])
