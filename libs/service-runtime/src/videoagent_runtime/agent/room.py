"""Room on the worker's disk. A worker without it takes no steps: they would fail for a reason that is not theirs."""

import asyncio
import shutil
from pathlib import Path

import structlog

from videoagent_contracts.errors import StorageException
from videoagent_runtime.retry import wait_or_stop

_LOOK_AGAIN_S = 1.0
_log = structlog.get_logger(__name__)


class Room:
    """Looks at the file system of the work folder.

    Args:
        folder: Anything on it.
        needed: Bytes below which it counts as full; 0: never.
    """

    def __init__(self, folder: Path, needed: int) -> None:
        self._folder = folder
        self._needed = needed

    @property
    def is_enough(self) -> bool:
        return not self._needed or shutil.disk_usage(self._folder).free >= self._needed

    async def check(self) -> None:
        """Raise StorageException when the disk is full (readiness)."""
        if not self.is_enough:
            raise StorageException("the worker's disk is full")

    async def wait(self, stopping: asyncio.Event) -> None:
        """Return when there is room.

        Raises:
            Stopping: The service stops before there is.
        """
        if self.is_enough:
            return
        _log.error("disk full: no step is taken until there is room", needed_bytes=self._needed)
        while not self.is_enough:
            await wait_or_stop(stopping, _LOOK_AGAIN_S)
        _log.info("there is room on the disk again")
