"""Media of tasks in the object store."""

from datetime import UTC, datetime

from videoagent_contracts.artifacts import task_prefix
from videoagent_runtime.objects import ObjectStore

ALL_TASKS = "tasks/"


class BucketMedia:
    """Everything of one task lies under one prefix."""

    def __init__(self, objects: ObjectStore) -> None:
        self._objects = objects

    async def remove(self, task_id: str) -> int:
        return await self._objects.remove_prefix(task_prefix(task_id))

    async def tasks(self) -> dict[str, datetime]:
        newest: dict[str, datetime] = {}
        for info in await self._objects.list(ALL_TASKS):
            task_id = info.key.removeprefix(ALL_TASKS).split("/", 1)[0]
            modified = info.modified_at or datetime.now(UTC)
            newest[task_id] = max(modified, newest.get(task_id, modified))
        return newest
