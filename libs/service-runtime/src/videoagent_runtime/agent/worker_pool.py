"""CPU-bound functions in long-lived processes, killed with their step."""

import asyncio
import multiprocessing
import os
from collections.abc import Callable
from concurrent.futures.process import BrokenProcessPool
from typing import Any, TypeVar

from pebble import ProcessExpired, ProcessPool

from videoagent_contracts.errors import AgentExecutionException
from videoagent_runtime.guarded import guarded, restored
from videoagent_runtime.lifeline import tie_to_parent

T = TypeVar("T")


class WorkerPool:
    """Processes that start on first use (spawned, so that no thread or connection is inherited).

    Args:
        workers: Processes at most.
    """

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._pool: ProcessPool | None = None

    async def run(self, function: Callable[..., T], *arguments: Any) -> T:
        """Run a module-level function; arguments and result must be picklable.

        Cancelling the caller kills the process at work. A VideoAgentException of the function comes out as it was.

        Raises:
            AgentExecutionException: The process died (out of memory, a crash in native code).
        """
        pool = self._started()
        try:
            future = pool.schedule(guarded, args=[function, arguments])
            result, failure = await asyncio.wrap_future(future)
        except ProcessExpired as error:
            raise AgentExecutionException(f"a worker process died ({error.exitcode})") from error
        except BrokenProcessPool as error:
            self.close()  # one died between two calls, and pebble's pool does not recover from that; the next call can
            raise AgentExecutionException("a worker process died") from error
        if failure is not None:
            raise restored(failure)
        return result  # type: ignore[no-any-return]

    def _started(self) -> ProcessPool:
        if self._pool is not None and not self._pool.active:
            self.close()
        if self._pool is None:
            self._pool = ProcessPool(
                self._workers,
                context=multiprocessing.get_context("spawn"),
                initializer=tie_to_parent,
                initargs=[os.getpid()],
            )
        return self._pool

    def close(self) -> None:
        """Kill the processes."""
        if self._pool is not None:
            self._pool.stop()
            self._pool.join(2)
            self._pool = None
