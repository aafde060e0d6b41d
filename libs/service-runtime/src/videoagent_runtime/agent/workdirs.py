"""Scratch folders of attempts, and the removal of those that a killed process left behind."""

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class WorkDirs:
    """Folders under ``root/attempts/<worker>``; the worker holds a lock as long as it lives.

    Args:
        root: Scratch folder of the service; shared by its replicas on one machine.
        worker_id: This process.
    """

    def __init__(self, root: Path, worker_id: str) -> None:
        self._attempts = root / "attempts"
        self._own = self._attempts / worker_id
        self._own.mkdir(parents=True, exist_ok=True)
        self._lock = (self._own / "lock").open("w")
        fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def sweep(self) -> int:
        """Remove the folders of workers that no longer live, and return how many there were. Blocking."""
        removed = 0
        for folder in self._attempts.iterdir():
            if folder != self._own and _is_abandoned(folder):
                shutil.rmtree(folder, ignore_errors=True)
                removed += 1
        return removed

    @contextmanager
    def attempt(self, name: str) -> Iterator[Path]:
        """An empty folder, removed afterwards with all that is in it."""
        folder = self._own / name.replace("/", "_").replace(":", "-")
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def close(self) -> None:
        """Remove this worker's folder and give up its lock."""
        shutil.rmtree(self._own, ignore_errors=True)
        self._lock.close()


def _is_abandoned(folder: Path) -> bool:
    try:
        with (folder / "lock").open("r+") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False  # its owner lives, or is just making it
    return True
