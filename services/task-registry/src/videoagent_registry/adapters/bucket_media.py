"""Media of tasks and uploads of users in the object store."""

from datetime import UTC, datetime

from videoagent_contracts.artifacts import UPLOADS, task_prefix
from videoagent_registry.ports import Stored
from videoagent_runtime.objects import ObjectStore

ALL_TASKS = "tasks/"


class BucketMedia:
    """Everything of one task lies under one prefix, and so do all uploads."""

    def __init__(self, objects: ObjectStore) -> None:
        self._objects = objects

    async def remove(self, task_id: str) -> int:
        return await self._objects.remove_prefix(task_prefix(task_id))

    async def remove_upload(self, key: str) -> None:
        if not key.startswith(UPLOADS):
            raise ValueError(f"{key} is no upload")
        await self._objects.remove(key)

    async def tasks(self) -> dict[str, Stored]:
        found: dict[str, Stored] = {}
        for info in await self._objects.list(ALL_TASKS):
            task_id = info.key.removeprefix(ALL_TASKS).split("/", 1)[0]
            modified = info.modified_at or datetime.now(UTC)
            before = found.get(task_id, Stored(modified, 0))
            found[task_id] = Stored(max(modified, before.newest), before.size + info.size)
        return found

    async def uploads(self) -> dict[str, Stored]:
        objects = await self._objects.list(UPLOADS)
        return {each.key: Stored(each.modified_at or datetime.now(UTC), each.size) for each in objects}
