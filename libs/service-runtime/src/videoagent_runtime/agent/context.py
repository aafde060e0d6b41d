"""What an agent's ``run`` gets beside its request."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from videoagent_contracts.artifacts import ArtifactRef
from videoagent_runtime.agent.ports import Artifacts
from videoagent_runtime.agent.processes import run_program
from videoagent_runtime.agent.purse import Purse
from videoagent_runtime.agent.worker_pool import WorkerPool
from videoagent_runtime.retry import until_stored

T = TypeVar("T")


@dataclass
class Progress:
    """The newest progress of an attempt; ``changed`` wakes whoever sends it."""

    fraction: float | None = None
    message: str = ""
    changed: asyncio.Event = field(default_factory=asyncio.Event)


class AgentContext:
    """One attempt of a step.

    Attributes:
        task_id: The task.
        step_id: The step, such as ``image:3``.
        attempt: Number of the attempt, from 1.
        provider: The user's choice; None: the agent's own order.
        extra_options: Options that no service declares, passed on as they came.
        user_id: The task's owner.
        workdir: An empty scratch folder, removed afterwards.
        deadline: When the attempt is cut off.
        purse: What it may spend.
        cancelled: Set when the attempt is to end; ``run`` is cancelled right after.
    """

    def __init__(
        self,
        *,
        task_id: str,
        step_id: str,
        attempt: int,
        provider: str | None,
        extra_options: Mapping[str, object],
        user_id: str,
        workdir: Path,
        deadline: datetime,
        artifacts: Artifacts,
        pool: WorkerPool,
        purse: Purse | None = None,
    ) -> None:
        self.task_id = task_id
        self.step_id = step_id
        self.attempt = attempt
        self.provider = provider
        self.extra_options = extra_options
        self.user_id = user_id
        self.workdir = workdir
        self.deadline = deadline
        self.purse = purse or Purse()
        self.cancelled = asyncio.Event()
        self.reported = Progress()
        self._artifacts = artifacts
        self._pool = pool

    async def fetch(self, ref: ArtifactRef) -> Path:
        """Return a local copy of an artefact, its sha256 verified; to be read, never changed.

        Waits while the object store is away, up to the deadline.

        Raises:
            StorageException: The object is gone (not retryable).
        """
        return await until_stored(lambda: self._artifacts.fetch(ref, self.workdir), self.cancelled)

    async def store(self, path: Path, content_type: str) -> ArtifactRef:
        """Store a file under the name of its content. Waits while the object store is away, up to the deadline."""
        return await until_stored(
            lambda: self._artifacts.store(path, self.task_id, self.step_id, content_type), self.cancelled
        )

    async def store_bytes(self, data: bytes, extension: str, content_type: str) -> ArtifactRef:
        """Store bytes; ``extension`` without a dot. As ``store``."""
        path = self.workdir / f"stored-{id(data):x}.{extension.lstrip('.')}"
        await asyncio.to_thread(path.write_bytes, data)
        try:
            return await self.store(path, content_type)
        finally:
            path.unlink(missing_ok=True)

    def progress(self, fraction: float, message: str = "") -> None:
        """Tell how far the attempt is: 0 to 1. May be called as often as one likes; at most 4 a second are sent."""
        self.reported.fraction = min(1.0, max(0.0, fraction))
        self.reported.message = message
        self.reported.changed.set()

    async def run(
        self,
        arguments: Sequence[str | Path],
        *,
        stdin: bytes | None = None,
        timeout: timedelta | None = None,  # noqa: ASYNC109 - the program is killed, not only left
    ) -> bytes:
        """Run a program in the work folder and return its standard output; killed when the attempt ends.

        Raises:
            VideoProcessingException: It failed, with its last words, or took too long.
        """
        return await run_program(arguments, cwd=self.workdir, stdin=stdin, timeout=timeout)

    async def in_process(self, function: Callable[..., T], /, *arguments: Any) -> T:
        """Run a CPU-bound module-level function in a worker process; killed when the attempt ends.

        Arguments and result must be picklable. Raises what the function raises.
        """
        return await self._pool.run(function, *arguments)
