"""Places in the document store: an insert with a unique id takes one, and has one winner on every store."""

from collections.abc import Sequence
from typing import Any

from videoagent_registry.ports import Slot
from videoagent_runtime.mongo import Collection, Database


class MongoSlots:
    """One document per place, ``_id`` = ``{user}/{number}``. Only the owner of a task's partition frees its place."""

    def __init__(self, database: Database) -> None:
        self._slots: Collection = database.collection("slots")

    async def prepare(self) -> None:
        """Create the indexes. Idempotent."""
        await self._slots.ensure_index("user")
        await self._slots.ensure_index("partition")

    async def take(self, slots: Sequence[Slot]) -> list[int]:
        return await self._slots.insert_many([_document(each) for each in slots])

    async def of_user(self, user_id: str) -> list[Slot]:
        return [_slot(each) for each in await self._slots.find({"user": user_id})]

    async def of_partition(self, partition: int) -> list[Slot]:
        return [_slot(each) for each in await self._slots.find({"partition": partition})]

    async def free(self, slot: Slot) -> None:
        await self._slots.delete_many({"_id": _id(slot), "task": slot.task_id})


def _id(slot: Slot) -> str:
    return f"{slot.user_id}/{slot.number}"


def _document(slot: Slot) -> dict[str, Any]:
    return {
        "_id": _id(slot),
        "user": slot.user_id,
        "number": slot.number,
        "task": slot.task_id,
        "partition": slot.partition,
    }


def _slot(document: dict[str, Any]) -> Slot:
    return Slot(document["user"], int(document["number"]), document["task"], int(document["partition"]))
