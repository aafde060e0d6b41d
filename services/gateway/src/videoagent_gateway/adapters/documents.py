"""The read model and the idempotency claims in the document store (database ``gateway``)."""

import zlib
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import pydantic_core

from videoagent_contracts.api import CostEstimate, WebSocketMessageType
from videoagent_contracts.artifacts import ArtifactRef
from videoagent_contracts.status import TaskView
from videoagent_gateway.domain.events import LiveEvent
from videoagent_gateway.domain.rows import TaskRow, dump_row, load_row
from videoagent_gateway.ports import BUCKETS, Claim, Stored
from videoagent_runtime.mongo import Mongo

DATABASE = "gateway"
_BUILT = "built"
_KEEP_DAYS = 8


def bucket_of(task_id: str) -> int:
    """Part of all tasks that one belongs to."""
    return zlib.crc32(task_id.encode()) % BUCKETS


class MongoReadModel:
    """Tasks as ``{_id, bucket, seq, row, state}``, events as ``{_id, task_id, …}``.

    Row and state are JSON text: one string costs the store far less than a tree of fields that no query looks at, and
    text may hold any key.
    """

    def __init__(self, mongo: Mongo) -> None:
        database = mongo.database(DATABASE)
        self._mongo = mongo
        self._tasks = database.collection("tasks")
        self._events = database.collection("events")
        self._facts = database.collection("facts")

    async def prepare(self) -> None:
        """Make the indexes. Idempotent."""
        await self._tasks.ensure_index("bucket")
        await self._events.ensure_index("task_id")

    async def ping(self) -> None:
        await self._mongo.ping()

    async def is_built(self) -> bool:
        """Whether the status topic has once been read from its beginning; not so in a new or emptied database."""
        return await self._facts.get(_BUILT) is not None

    async def mark_built(self) -> None:
        await self._facts.insert({"_id": _BUILT})

    async def load(self, task_id: str) -> Stored | None:
        document = await self._tasks.get(task_id)
        if document is None:
            return None
        return Stored(load_row(document["row"]), TaskView.model_validate_json(document["state"]))

    async def add(self, stored: Stored) -> None:
        await self._tasks.insert(_task_document(stored))

    async def save(self, stored: Stored, *, known: bool) -> None:
        await self._tasks.replace_older(stored.row.task_id, _task_document(stored), "seq", upsert=not known)

    async def forget(self, task_id: str) -> None:
        await self._tasks.delete(task_id)
        await self._events.delete_many({"task_id": task_id})

    async def rows(self, bucket: int) -> list[TaskRow]:
        documents = await self._tasks.find({"bucket": bucket}, fields=("row",))
        return [load_row(document["row"]) for document in documents]

    async def add_events(self, events: Sequence[LiveEvent]) -> None:
        await self._events.insert_many([_event_document(event) for event in events])

    async def events(self, task_id: str) -> list[LiveEvent]:
        documents = await self._events.find({"task_id": task_id})
        return sorted(map(_event, documents), key=lambda event: event.seq)


class MongoClaims:
    """An insert with a unique id has one winner on every store, which an update with a condition has not."""

    def __init__(self, mongo: Mongo) -> None:
        self._claims = mongo.database(DATABASE).collection("idempotency")

    async def prepare(self) -> None:
        """Make the index. Idempotent."""
        await self._claims.ensure_index("day")

    async def claim(self, claim: Claim) -> Claim | None:
        document = {
            "_id": claim.key,
            "day": _day(claim.created_at),
            "body_hash": claim.body_hash,
            "task_id": claim.task_id,
            "created_at": claim.created_at.isoformat(),
            "warnings": list(claim.warnings),
            "sent": claim.sent,
            "estimate": None if claim.estimate is None else claim.estimate.model_dump(mode="json"),
        }
        while True:
            if await self._claims.insert(document):
                return None
            first = await self.find(claim.key)
            if first is not None:
                return first

    async def find(self, key: str) -> Claim | None:
        document = await self._claims.get(key)
        return None if document is None else _claim(document)

    async def mark_sent(self, key: str) -> None:
        await self._claims.update(key, {"$set": {"sent": True}})

    async def release(self, claim: Claim) -> None:
        await self._claims.delete_many({"_id": claim.key, "task_id": claim.task_id})

    async def expire(self, before: datetime) -> int:
        days = (before - timedelta(days=back) for back in range(1, _KEEP_DAYS))
        return sum([await self._claims.delete_many({"day": _day(day)}) for day in days])


def _task_document(stored: Stored) -> dict[str, Any]:
    task_id = stored.row.task_id
    return {
        "_id": task_id,
        "bucket": bucket_of(task_id),
        "seq": stored.row.status_seq,
        "row": dump_row(stored.row),
        "state": stored.view.model_dump_json(exclude_none=True),
    }


def _event_document(event: LiveEvent) -> dict[str, Any]:
    return {
        "_id": f"{event.task_id}/{event.seq:08d}",
        "task_id": event.task_id,
        "user_id": event.user_id,
        "seq": event.seq,
        "type": event.type.value,
        "timestamp": event.timestamp.isoformat(),
        "data": pydantic_core.to_json(event.data).decode(),
        "media": None if event.media is None else event.media.model_dump_json(),
    }


def _event(document: Mapping[str, Any]) -> LiveEvent:
    return LiveEvent(
        task_id=document["task_id"],
        user_id=document["user_id"],
        seq=document["seq"],
        type=WebSocketMessageType(document["type"]),
        timestamp=datetime.fromisoformat(document["timestamp"]),
        data=pydantic_core.from_json(document["data"]),
        media=None if document["media"] is None else ArtifactRef.model_validate_json(document["media"]),
    )


def _claim(document: Mapping[str, Any]) -> Claim:
    return Claim(
        key=document["_id"],
        body_hash=document["body_hash"],
        task_id=document["task_id"],
        created_at=datetime.fromisoformat(document["created_at"]),
        warnings=tuple(document["warnings"]),
        sent=document["sent"],
        estimate=None if (told := document.get("estimate")) is None else CostEstimate.model_validate(told),
    )


def _day(moment: datetime) -> str:
    return moment.date().isoformat()
