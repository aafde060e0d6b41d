"""Media of steps: fetched once per machine, stored under names made of their content."""

import asyncio
import os
from collections.abc import Callable
from pathlib import Path

from videoagent_contracts.artifacts import UPLOADS, ArtifactRef, artifact_key
from videoagent_contracts.errors import ErrorCode, StorageException
from videoagent_runtime import metrics
from videoagent_runtime.objects import ObjectStore, sha256_of


class CachedArtifacts:
    """Artefacts in the object store, with a cache on disk that never grows past its limit for long.

    A fetched file is a hard link into the attempt's own folder, so that clearing the cache takes nothing from a
    running step. Several replicas may share the folder: files appear by renaming.

    Args:
        objects: Gives the object store.
        folder: The cache.
        limit: Bytes.
    """

    def __init__(self, objects: Callable[[], ObjectStore], folder: Path, limit: int) -> None:
        self._objects = objects
        self._folder = folder
        self._limit = limit
        self._locks: dict[str, asyncio.Lock] = {}
        folder.mkdir(parents=True, exist_ok=True)

    async def fetch(self, ref: ArtifactRef, into: Path) -> Path:
        """Return a verified local file that must not be changed.

        An upload is given only while it is in the store: what its user has removed must not come back from the cache.

        Raises:
            StorageException: The store is away (retryable), or the object is gone (not retryable; an upload:
                ``media_not_found``).
        """
        target = into / f"{ref.sha256}{Path(ref.key).suffix}"
        if target.exists():
            return target
        if ref.key.startswith(UPLOADS) and await self._objects().stat(ref.key) is None:
            raise StorageException(
                "an upload that is wanted here has been deleted", code=ErrorCode.MEDIA_NOT_FOUND, retryable=False
            )
        cached = self._folder / ref.sha256
        lock = self._locks.setdefault(ref.sha256, asyncio.Lock())
        async with lock:
            while not await asyncio.to_thread(_link, cached, target):
                metrics.ARTIFACT_CACHE.labels("miss").inc()
                own = self._folder / f"{ref.sha256}.{os.getpid()}"
                await self._objects().get_file(ref, own)
                own.replace(cached)
                await asyncio.to_thread(self._shrink, cached)
            metrics.ARTIFACT_CACHE.labels("hit").inc()
        if not lock.locked():
            self._locks.pop(ref.sha256, None)
        return target

    async def store(self, path: Path, task_id: str, step_id: str, content_type: str) -> ArtifactRef:
        """Upload a file under the name of its content. Idempotent."""
        digest = await asyncio.to_thread(sha256_of, path)
        key = artifact_key(task_id, step_id, digest, path.suffix or ".bin")
        return await self._objects().put_file(path, key, content_type)

    def _shrink(self, keep: Path) -> None:
        """Remove the least recently used files until the rest fits."""
        entries = sorted((entry for entry in _stats(self._folder) if entry[2] != keep), reverse=True)
        total = keep.stat().st_size if keep.exists() else 0
        for _, size, path in entries:
            total += size
            if total > self._limit:
                path.unlink(missing_ok=True)


def _link(cached: Path, target: Path) -> bool:
    try:
        os.utime(cached)
        target.hardlink_to(cached)
    except FileNotFoundError:
        return False
    except FileExistsError:
        return True
    return True


def _stats(folder: Path) -> list[tuple[float, int, Path]]:
    found = []
    for path in folder.iterdir():
        try:
            stat = path.stat()
        except FileNotFoundError:
            continue
        found.append((stat.st_mtime, stat.st_size, path))
    return found
