"""Waiting for a task to get somewhere."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from videoagent_gateway.domain.rows import TaskRow

Condition = Callable[[TaskRow | None], bool]


class Waiters:
    """Requests that wait until the broadcast brings the state they asked for."""

    def __init__(self) -> None:
        self._waiting: dict[str, list[tuple[Condition, asyncio.Future[None]]]] = {}

    @contextmanager
    def expecting(self, task_id: str, condition: Condition) -> Iterator["asyncio.Future[None]"]:
        """Watch from now on, so that what a command causes is not missed between sending and waiting."""
        entry = (condition, asyncio.get_running_loop().create_future())
        self._waiting.setdefault(task_id, []).append(entry)
        try:
            yield entry[1]
        finally:
            others = [other for other in self._waiting[task_id] if other is not entry]
            if others:
                self._waiting[task_id] = others
            else:
                del self._waiting[task_id]

    def notify(self, task_id: str, row: TaskRow | None) -> None:
        """Tell all who wait for a task; None: it is gone."""
        for condition, future in self._waiting.get(task_id, ()):
            if not future.done() and condition(row):
                future.set_result(None)


async def came_true(future: "asyncio.Future[None]", patience: timedelta) -> bool:
    """Wait; False when it did not happen in time."""
    done, _ = await asyncio.wait([future], timeout=patience.total_seconds())
    return bool(done)
