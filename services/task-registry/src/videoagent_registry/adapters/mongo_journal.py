"""The journal in the document store, in its portable part: inserts with unique ids, equality on indexed fields."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from videoagent_contracts.topics import STEP_RESULTS_TOPIC
from videoagent_registry.ports import Entry
from videoagent_runtime.mongo import Collection, Database

_NOT_LIVE = -1
_NOT_FINISHED = ""
_DAY = "day"
_MARKS = ("task_id", "finished_at")
_UPLOAD = re.compile(r'uploads/[^"\\]+')


class MongoJournal:
    """One document per entry, ``_id`` = ``{task_id}/{version}``.

    A task's first entry carries two marks beside its content: ``live``, the partition while the task is not over, and
    ``finished``, the day on which it was over. Marks follow the journal and may lag behind it (they are set after
    the entry that they follow from), which costs a look at the task, never a wrong decision.
    """

    def __init__(self, database: Database) -> None:
        self._entries: Collection = database.collection("journal")
        self._days: Collection = database.collection("days")
        self._noted_day = ""

    async def prepare(self) -> None:
        """Create the indexes. Idempotent."""
        await self._entries.ensure_index("task_id")
        await self._entries.ensure_index("live")
        await self._entries.ensure_index("finished")
        await self._days.ensure_index("kind")

    async def append(self, entries: Sequence[Entry]) -> list[int]:
        return await self._entries.insert_many([_document(entry) for entry in entries])

    async def load(self, task_id: str) -> list[Entry]:
        documents = await self._entries.find({"task_id": task_id})
        entries = sorted((_entry(document) for document in documents), key=lambda entry: entry.version)
        if entries and entries[0].version != 1:
            # Erasing was cut short after the first entry, which is the one that counts; finish it.
            await self._entries.delete_many({"task_id": task_id})
            return []
        return entries

    async def goes_on(self, task_id: str, version: int) -> bool:
        return await self._entries.get(_id(task_id, version + 1)) is not None

    async def live(self, partition: int) -> list[str]:
        return [each["task_id"] for each in await self._entries.find({"live": partition}) if "task_id" in each]

    async def mark_live(self, task_id: str, partition: int) -> None:
        await self._mark(task_id, {"live": partition, "finished": _NOT_FINISHED})

    async def mark_finished(self, task_id: str, at: datetime) -> None:
        day = at.date().isoformat()
        await self._note_day(day)
        await self._mark(task_id, {"live": _NOT_LIVE, "finished": day, "finished_at": at.isoformat()})

    async def erase(self, task_id: str, at: datetime) -> None:
        await self._entries.replace(_id(task_id, 1), {"erased_at": at.isoformat()})
        await self._entries.delete_many({"task_id": task_id})

    async def exists(self, task_id: str) -> bool:
        document = await self._entries.get(_id(task_id, 1))
        return document is not None and "erased_at" not in document

    async def finished_before(self, moment: datetime, limit: int | None) -> list[tuple[str, datetime]]:
        found: list[tuple[str, datetime]] = []
        for day in sorted(document["_id"] for document in await self._days.find({"kind": _DAY})):
            if day > moment.date().isoformat() or (limit is not None and len(found) >= limit):
                break
            # A mark that came after the erasure has no task id beside it.
            documents = [
                each for each in await self._entries.find({"finished": day}, fields=_MARKS) if "task_id" in each
            ]
            if not documents and day < (moment - timedelta(days=1)).date().isoformat():
                await self._days.delete(day)
            dated = ((document["task_id"], datetime.fromisoformat(document["finished_at"])) for document in documents)
            found += sorted((each for each in dated if each[1] < moment), key=lambda each: each[1])
        return found[:limit]

    async def named_uploads(self) -> set[str]:
        """Look through the first entries of all tasks, which hold what their requests name."""
        days = [{"finished": each["_id"]} for each in await self._days.find({"kind": _DAY})]
        live = [{"live": number} for number in range(STEP_RESULTS_TOPIC.partitions)]
        named: set[str] = set()
        for query in (*days, *live):
            for document in await self._entries.find(query, fields=("body",)):
                named.update(_UPLOAD.findall(document.get("body", "")))
        return named

    async def _mark(self, task_id: str, marks: dict[str, Any]) -> None:
        await self._entries.update(_id(task_id, 1), {"$set": marks})

    async def _note_day(self, day: str) -> None:
        if day != self._noted_day:
            await self._days.insert({"_id": day, "kind": _DAY})
            self._noted_day = day


def _id(task_id: str, version: int) -> str:
    return f"{task_id}/{version}"


def _document(entry: Entry) -> dict[str, Any]:
    document = {
        "_id": _id(entry.task_id, entry.version),
        "task_id": entry.task_id,
        "version": entry.version,
        "at": entry.at.isoformat(),
        "body": entry.body,
    }
    return document if entry.partition is None else {**document, "live": entry.partition, "finished": _NOT_FINISHED}


def _entry(document: dict[str, Any]) -> Entry:
    at = datetime.fromisoformat(document["at"])
    return Entry(document["task_id"], int(document["version"]), at, document["body"])
