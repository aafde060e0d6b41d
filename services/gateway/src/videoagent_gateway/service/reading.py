"""Finding tasks: in memory first, else in the store."""

import asyncio
import re
from collections.abc import Awaitable, Callable

from videoagent_contracts.api import TaskListQuery
from videoagent_contracts.errors import (
    AuthorizationException,
    StorageException,
    TaskNotFoundException,
    VideoAgentException,
)
from videoagent_contracts.status import TaskView
from videoagent_gateway.domain.caller import Caller, Scope
from videoagent_gateway.domain.rows import TaskRow
from videoagent_gateway.ports import ReadModel
from videoagent_gateway.service.tasks_state import TasksState

_LISTENING_S = 10.0
_TASK_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def not_found(task_id: str) -> TaskNotFoundException:
    """Say that there is no such task; ids that cannot be ids are not repeated in full."""
    return TaskNotFoundException(f"there is no task {ascii(task_id[:64])[1:-1]}")


class Reading:
    """All methods raise TaskNotFoundException for tasks that are not there or not the caller's.

    Attributes:
        incomplete: Set while the read model is being built: what is not found may yet be there, and is told as away.
        listening: Set once all has been heard that was said before this replica started; None: nothing was.
        hear_all: Waits, within reason, until all has been heard that has been said so far; None: that is always so.

    A refusal must not come of what another replica has heard and this one has not yet: whoever has been told there
    that a film is ready, or a task cancelled, comes here next. So callers name what they need, and a task that is not
    so is looked at again after all has been heard.
    """

    def __init__(self, state: TasksState, store: ReadModel) -> None:
        self._state = state
        self._store = store
        self.incomplete = False
        self.listening: asyncio.Event | None = None
        self.hear_all: Callable[[], Awaitable[object]] | None = None

    async def row(self, task_id: str, caller: Caller, needed: Callable[[TaskRow], bool] | None = None) -> TaskRow:
        """Return the task in brief; usually without waiting. It may still not be as ``needed``."""
        row = await self._row(task_id, caller)
        if needed is not None and not needed(row) and self.hear_all is not None:
            await self.hear_all()
            row = await self._row(task_id, caller)
        return row

    async def _row(self, task_id: str, caller: Caller) -> TaskRow:
        row = self._state.row(task_id)
        if row is None:
            await self._load(task_id)
            row = self._state.row(task_id)
        if row is None or not caller.may_see(row):
            raise self._missing(task_id, known=False)
        await self.catch_up(task_id)
        return self._state.row(task_id) or row

    async def whole(
        self, task_id: str, caller: Caller, needed: Callable[[TaskRow, TaskView], bool] | None = None
    ) -> tuple[TaskRow, TaskView]:
        """Return the task with its whole state; the row is never older than the state. See :meth:`row`."""
        row, view = await self._whole(task_id, caller)
        if needed is not None and not needed(row, view) and self.hear_all is not None:
            await self.hear_all()
            row, view = await self._whole(task_id, caller)
        return row, view

    async def _whole(self, task_id: str, caller: Caller) -> tuple[TaskRow, TaskView]:
        view = self._state.view(task_id) or await self._load(task_id)
        row = self._state.row(task_id)
        if view is None or row is None or not caller.may_see(row):
            raise self._missing(task_id, known=row is not None and caller.may_see(row))
        await self.catch_up(task_id)
        return self._state.row(task_id) or row, self._state.view(task_id) or view

    async def catch_up(self, task_id: str) -> None:
        """See to it that a running task is not told older than an earlier process has told it. Usually nothing to do.

        The stored state lags by seconds, the history does not; what came after both is heard from the topics.
        """
        if not self._state.may_be_behind(task_id):
            return
        if self.listening is not None:
            try:
                await asyncio.wait_for(self.listening.wait(), _LISTENING_S)
            except TimeoutError:
                self.listening = None  # it takes too long: from now on answers come first
        if self._state.may_be_behind(task_id):
            self._state.take_history(task_id, await self._store.events(task_id))

    def page(self, query: TaskListQuery, caller: Caller) -> tuple[list[TaskRow], int]:
        """Return one page of the caller's tasks and their number.

        Raises:
            AuthorizationException: Another user's were asked for.
        """
        if not caller.sees_all:
            if query.user_id not in (None, caller.user_id):
                raise AuthorizationException(f"only keys with the scope {Scope.ADMIN} list tasks of other users")
            query = query.model_copy(update={"user_id": caller.user_id})
        return self._state.index.page(query)

    def _missing(self, task_id: str, *, known: bool) -> VideoAgentException:
        """Say that a task is not there; one that is known, or may be, is only not there yet."""
        if known or (self.incomplete and _TASK_ID.fullmatch(task_id) and not self._state.is_deleted(task_id)):
            return StorageException("the tasks are being read anew; try again in a moment", retry_after_s=2)
        return not_found(task_id)

    async def _load(self, task_id: str) -> TaskView | None:
        if not _TASK_ID.fullmatch(task_id) or self._state.is_deleted(task_id):
            return None
        stored = await self._store.load(task_id)
        if stored is None:
            return None
        self._state.take_stored(stored.view, stored.row.status_seq)
        return stored.view
