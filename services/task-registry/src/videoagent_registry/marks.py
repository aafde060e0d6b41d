"""Marks of tasks that are over, written behind the work: they save time after a restart, and decide nothing."""

import asyncio
from datetime import datetime

import structlog

from videoagent_contracts.errors import StorageException
from videoagent_registry.ports import Journal

_AT_ONCE = 8
_log = structlog.get_logger(__name__)


class Marks:
    """Collects marks and writes them with bounded concurrency.

    A mark that is lost in a crash is made again when the task is next loaded.
    """

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._finished: dict[str, datetime] = {}
        self._writing = asyncio.Lock()

    def finished(self, task_id: str, at: datetime) -> None:
        """Mark the task as over, soon."""
        self._finished[task_id] = at

    def drop(self, task_id: str) -> None:
        """Forget what was to be marked of a task that is gone."""
        self._finished.pop(task_id, None)

    async def live(self, task_id: str, partition: int) -> None:
        """Mark the task as going on, now: after a crash its timers must be found.

        Under the lock that writing holds, or a mark of its former end could still come after this one.
        """
        async with self._writing:
            self._finished.pop(task_id, None)
            await self._journal.mark_live(task_id, partition)

    async def flush(self) -> None:
        """Write all that is waiting; what fails waits on."""
        async with self._writing:
            while self._finished:
                some = [self._finished.popitem() for _ in range(min(_AT_ONCE, len(self._finished)))]
                results = await asyncio.gather(*(self._mark(task_id, at) for task_id, at in some))
                if not all(results):
                    break

    async def _mark(self, task_id: str, at: datetime) -> bool:
        try:
            await self._journal.mark_finished(task_id, at)
        except StorageException as error:
            _log.warning("a mark waits for the store", task_id=task_id, error=error.detail)
            self._finished.setdefault(task_id, at)
            return False
        return True

    async def run(self, interval_s: float) -> None:
        """Flush for ever."""
        while True:
            await asyncio.sleep(interval_s)
            await self.flush()
