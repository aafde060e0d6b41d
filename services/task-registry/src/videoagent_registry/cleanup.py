"""Clean-up: tasks that have been over for long, and media that no task knows."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

import structlog

from videoagent_contracts.commands import DeleteTask
from videoagent_contracts.envelope import Envelope
from videoagent_contracts.errors import StorageException
from videoagent_contracts.topics import REGISTRY, TASK_COMMANDS
from videoagent_registry import metrics
from videoagent_registry.ports import Journal, Media, Voice
from videoagent_registry.settings import RegistryGroup

AT_ONCE = 500
"""Tasks removed in one go; the next go finds the rest."""
_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Found:
    """Something to remove.

    Attributes:
        what: A task that is over, or media without a task.
        task_id: Whose.
        since: End of the task, or time of the newest of the objects.
    """

    what: Literal["task", "orphan"]
    task_id: str
    since: datetime


class CleanUp:
    """Finds and removes. A task is removed by the command that a user would give, so that its owner decides."""

    def __init__(self, journal: Journal, voice: Voice, media: Media, settings: RegistryGroup) -> None:
        self._journal = journal
        self._voice = voice
        self._media = media
        self._settings = settings

    async def expired(self, now: datetime, age: timedelta, limit: int = AT_ONCE) -> list[Found]:
        """Return up to ``limit`` tasks that have been over for longer than ``age``, oldest first."""
        return [Found("task", task_id, at) for task_id, at in await self._journal.finished_before(now - age, limit)]

    async def orphans(self, now: datetime) -> list[Found]:
        """Return the tasks that have media but no history; what is younger than the orphan age may yet get one."""
        aged = [(newest, task_id) for task_id, newest in (await self._media.tasks()).items()]
        return [
            Found("orphan", task_id, newest)
            for newest, task_id in sorted(aged)
            if newest < now - self._settings.orphan_age and not await self._journal.exists(task_id)
        ]

    async def remove(self, found: Found) -> None:
        """Remove an orphan, or order the removal of a task."""
        if found.what == "orphan":
            await self._media.remove(found.task_id)
            metrics.REMOVED.labels("orphan").inc()
            return
        order = Envelope.of(DeleteTask(), task_id=found.task_id, producer=REGISTRY)
        await self._voice.publish_many([(TASK_COMMANDS, order, None)])

    async def run(self) -> None:
        """Clean up for ever, if the settings say so."""
        age = self._settings.retention
        if age is None:
            return
        while True:
            await asyncio.sleep(self._settings.retention_interval.total_seconds())
            try:
                await self._clean_up(age)
            except StorageException as error:
                _log.warning("clean-up waits for a store", error=error.detail)

    async def _clean_up(self, age: timedelta) -> None:
        now = datetime.now(UTC)
        found = await self.expired(now, age) + await self.orphans(now)
        for each in found:
            await self.remove(each)
        _log.info("cleaned up", removed=len(found))
