"""Stand-ins for an agent's surroundings: an object store in a folder, a pool in this process, a context of both."""

import asyncio
import hashlib
import itertools
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

from videoagent_contracts.artifacts import ArtifactRef
from videoagent_contracts.envelope import utc_now
from videoagent_contracts.errors import ErrorCode, StorageException
from videoagent_runtime.agent.context import AgentContext
from videoagent_runtime.agent.worker_pool import WorkerPool

T = TypeVar("T")


class FolderArtifacts:
    """An object store that is a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()

    async def fetch(self, ref: ArtifactRef, into: Path) -> Path:
        del into
        path = self.folder / ref.key
        if not path.exists():
            raise StorageException(f"{ref.key} is gone", code=ErrorCode.NOT_FOUND, retryable=False)
        return path

    async def store(self, path: Path, task_id: str, step_id: str, content_type: str) -> ArtifactRef:
        del task_id, step_id
        return self.put(path.read_bytes(), path.suffix, content_type)

    def put(self, data: bytes, suffix: str, content_type: str) -> ArtifactRef:
        digest = hashlib.sha256(data).hexdigest()
        (self.folder / f"{digest}{suffix}").write_bytes(data)
        return ArtifactRef(
            bucket="test", key=f"{digest}{suffix}", sha256=digest, size=len(data), content_type=content_type
        )


class InlinePool(WorkerPool):
    """Runs the function in a thread: no process has to start."""

    def __init__(self) -> None:
        super().__init__(1)

    async def run(self, function: Callable[..., T], *arguments: Any) -> T:
        return await asyncio.to_thread(function, *arguments)


def context_for(
    step_id: str,
    workdir: Path,
    artifacts: FolderArtifacts,
    *,
    provider: str | None = None,
    pool: WorkerPool | None = None,
) -> AgentContext:
    """Make the context of one attempt that has five minutes. ``workdir`` is made."""
    workdir.mkdir()
    return AgentContext(
        task_id="task",
        step_id=step_id,
        attempt=1,
        provider=provider,
        extra_options={},
        user_id="user",
        workdir=workdir,
        deadline=utc_now() + timedelta(minutes=5),
        artifacts=artifacts,
        pool=pool or InlinePool(),
    )


def context_maker(step_id: str, folder: Path, artifacts: FolderArtifacts) -> Callable[..., AgentContext]:
    """Return what makes contexts, as ``context_for``, whose folders have names that a shell would trip over."""
    made = itertools.count(1)

    def make(provider: str | None = None, pool: WorkerPool | None = None) -> AgentContext:
        return context_for(step_id, folder / f"it's work, {next(made)}", artifacts, provider=provider, pool=pool)

    return make
