"""Clean-up: tasks that are old or take too much room, media that no task knows, uploads that no task names."""

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import structlog

from videoagent_contracts.commands import DeleteTask
from videoagent_contracts.envelope import Envelope
from videoagent_contracts.errors import StorageException
from videoagent_contracts.retention import CleanUpItem, CleanUpReported, OrderCleanUp, Removable
from videoagent_contracts.topics import REGISTRY, TASK_COMMANDS
from videoagent_registry import metrics
from videoagent_registry.ports import Journal, Media, Publisher, Stored
from videoagent_registry.settings import RegistryGroup

_AT_ONCE = 500
_CHECKS_AT_ONCE = 8
_ITEMS_TOLD = 1000
_FEW_ORPHANS = 10
_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Rules:
    """What is to go.

    Attributes:
        age: Tasks that have been over for longer; None: no task for its age.
        max_bytes: Finished tasks, oldest first, until all media together take no more than this; None: any size.
        orphans: Media without a task, and uploads that no task names, once they have aged.
        doubting: Leave orphans where most media would be one: then it is rather the journal that has been lost.
        limit: Tasks at most; the next run finds the rest.
    """

    age: timedelta | None = None
    max_bytes: int | None = None
    orphans: bool = True
    doubting: bool = False
    limit: int = 10_000


def outlived(
    finished: Sequence[tuple[str, datetime]], stored: Mapping[str, Stored], others: int, rules: Rules, now: datetime
) -> list[CleanUpItem]:
    """Return the finished tasks that are to go, oldest first.

    Args:
        finished: Tasks that are over, with their ends, oldest first.
        stored: What the media of tasks take.
        others: Bytes of all that is no task's.
        rules: What is to go.
        now: The time, UTC.
    """
    left = others + sum(each.size for each in stored.values())
    found: list[CleanUpItem] = []
    for task_id, at in finished:
        too_old = rules.age is not None and at < now - rules.age
        too_much = rules.max_bytes is not None and left > rules.max_bytes
        if len(found) >= rules.limit or not (too_old or too_much):
            break
        size = stored[task_id].size if task_id in stored else 0
        found.append(CleanUpItem(what=Removable.TASK, name=task_id, since=at, size=size))
        left -= size
    return found


class CleanUp:
    """Finds and removes. A task is removed by the command that a user would give, so that its owner decides.

    Nothing is remembered between runs, and every removal may come twice: a run that was cut short is finished by the
    next one, which finds what is left.
    """

    def __init__(self, journal: Journal, publisher: Publisher, media: Media, settings: RegistryGroup) -> None:
        self._journal = journal
        self._publisher = publisher
        self._media = media
        self._settings = settings

    async def find(self, now: datetime, rules: Rules) -> list[CleanUpItem]:
        """Return what is to go, tasks first, each kind oldest first; changes nothing.

        Raises:
            StorageException: A store is away.
        """
        finished = await self._journal.finished_before(now, None)
        stored, uploads = await self._media.tasks(), await self._media.uploads()
        others = sum(each.size for each in uploads.values())
        found = outlived(finished, stored, others, rules, now)
        if rules.orphans:
            known = {task_id for task_id, _ in finished}
            orphans = await self._orphans(now, {name: each for name, each in stored.items() if name not in known})
            if rules.doubting and len(orphans) > max(_FEW_ORPHANS, len(stored) / 2):
                _log.warning(
                    "most media belongs to no task; is the journal whole", orphans=len(orphans), of=len(stored)
                )
                return found
            found += orphans + await self._forgotten(now, uploads)
        return found

    async def remove(self, items: Sequence[CleanUpItem]) -> None:
        """Remove media, and order the removal of tasks. Idempotent.

        Raises:
            StorageException: A store or Kafka is away; some are gone by then.
        """
        tasks = [each for each in items if each.what is Removable.TASK]
        for start in range(0, len(tasks), _AT_ONCE):
            orders = [
                Envelope.of(DeleteTask(), task_id=each.name, producer=REGISTRY)
                for each in tasks[start : start + _AT_ONCE]
            ]
            await self._publisher.publish_many([(TASK_COMMANDS, order, None) for order in orders])
        for each in items:
            if each.what is Removable.TASK:
                continue
            if each.what is Removable.ORPHAN:
                await self._media.remove(each.name)
            else:
                await self._media.remove_upload(each.name)
            metrics.REMOVED.labels(each.what.value).inc()

    async def carry_out(self, order: OrderCleanUp, now: datetime) -> CleanUpReported:
        """Do what an administrator has ordered, and tell. What the order leaves open is as the settings say.

        Raises:
            StorageException: A store or Kafka is away; the same order may come again.
        """
        age = timedelta(seconds=order.older_than_s) if order.older_than_s is not None else self._settings.retention
        most = order.max_bytes if order.max_bytes is not None else self._settings.max_media_bytes
        found = await self.find(now, Rules(age, most, order.orphans))
        if not order.dry_run:
            await self.remove(found)
        _log.info("clean-up ordered", found=len(found), dry_run=order.dry_run)
        return CleanUpReported(
            dry_run=order.dry_run,
            found=dict(Counter(each.what for each in found)),
            size=sum(each.size for each in found),
            items=tuple(found[:_ITEMS_TOLD]),
        )

    async def run(self) -> None:
        """Clean up for ever."""
        rules = Rules(self._settings.retention, self._settings.max_media_bytes, doubting=True)
        while True:
            await asyncio.sleep(self._settings.retention_interval.total_seconds())
            try:
                found = await self.find(datetime.now(UTC), rules)
                await self.remove(found)
            except StorageException as error:
                _log.warning("clean-up waits for a store", error=error.detail)
            else:
                _log.info("cleaned up", removed=len(found))

    async def _orphans(self, now: datetime, stored: Mapping[str, Stored]) -> list[CleanUpItem]:
        """Return media without a history; what is younger than the orphan age may yet get one."""
        aged = sorted(
            (each.newest, name) for name, each in stored.items() if each.newest < now - self._settings.orphan_age
        )
        checks = asyncio.Semaphore(_CHECKS_AT_ONCE)

        async def exists(task_id: str) -> bool:
            async with checks:
                return await self._journal.exists(task_id)

        known = await asyncio.gather(*(exists(name) for _, name in aged))
        return [
            CleanUpItem(what=Removable.ORPHAN, name=name, since=newest, size=stored[name].size)
            for (newest, name), has_task in zip(aged, known, strict=True)
            if not has_task
        ]

    async def _forgotten(self, now: datetime, uploads: Mapping[str, Stored]) -> list[CleanUpItem]:
        """Return uploads that no task names; what is younger than the upload age may yet be used."""
        aged = sorted(
            (each.newest, key) for key, each in uploads.items() if each.newest < now - self._settings.upload_age
        )
        named = await self._journal.named_uploads() if aged else set()
        return [
            CleanUpItem(what=Removable.UPLOAD, name=key, since=newest, size=uploads[key].size)
            for newest, key in aged
            if key not in named
        ]
