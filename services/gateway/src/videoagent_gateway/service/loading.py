"""Filling the memory of a replica that has just started, and mending what it may have missed."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import partial
from typing import TypeVar

import structlog

from videoagent_contracts.enums import TaskStatus
from videoagent_contracts.envelope import utc_now
from videoagent_contracts.errors import StorageException
from videoagent_gateway.domain.rows import TaskRow
from videoagent_gateway.ports import BUCKETS, ReadModel
from videoagent_gateway.service.reading import Reading
from videoagent_gateway.service.tasks_state import TasksState
from videoagent_gateway.service.waiters import Waiters

_log = structlog.get_logger(__name__)
_Answer = TypeVar("_Answer")
_RETRY_S = 1.0
_MOST_LOOKED_UP = 50


class Loading:
    """Reads the rows of all tasks, part by part, while requests are served already.

    What was said between the store's last write and this replica's first look at the topics is missing afterwards.
    It shows as a task that goes on without a word, so quiet tasks are looked up again from time to time.
    """

    def __init__(
        self, state: TasksState, reading: Reading, store: ReadModel, waiters: Waiters, quiet: timedelta
    ) -> None:
        self._state = state
        self._reading = reading
        self._store = store
        self._waiters = waiters
        self._quiet = quiet
        self.done = asyncio.Event()

    async def load(self) -> None:
        """Read everything; while the store is away, wait for it."""
        started = time.monotonic()
        for bucket in range(BUCKETS):
            for row in await self._rows(bucket):
                self._state.take_row(row)
        for row in [row for row in self._state.index if row.status is TaskStatus.RUNNING]:
            await self._patiently(partial(self._reading.catch_up, row.task_id))
        self.done.set()
        _log.info("tasks loaded", count=len(self._state.index), seconds=round(time.monotonic() - started, 1))

    async def mend(self) -> int:
        """Look quiet tasks up that have not ended; return how many had gone on unheard."""
        before = utc_now() - self._quiet
        quiet = [row for row in self._state.index if not row.status.is_terminal and row.updated_at < before]
        quiet.sort(key=lambda row: row.updated_at, reverse=True)
        mended = 0
        for row in quiet[:_MOST_LOOKED_UP]:
            stored = await self._store.load(row.task_id)
            if stored is not None and self._state.take_stored(stored.view, stored.row.status_seq):
                self._waiters.notify(row.task_id, self._state.row(row.task_id))
                mended += 1
        return mended

    async def _rows(self, bucket: int) -> list[TaskRow]:
        return await self._patiently(partial(self._store.rows, bucket))

    async def _patiently(self, ask: Callable[[], Awaitable[_Answer]]) -> _Answer:
        while True:
            try:
                return await ask()
            except StorageException as error:
                _log.warning("waiting for the read model", error=error.detail)
                await asyncio.sleep(_RETRY_S)
