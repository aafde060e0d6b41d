"""Webhook tries in the document store (database ``gateway``)."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

from videoagent_gateway.adapters.documents import DATABASE
from videoagent_gateway.domain.deliveries import Attempt
from videoagent_runtime.mongo import Mongo

_TIMES = ("at", "next_attempt_at")


class MongoDeliveries:
    """One document per try, ``{delivery}/{number}``: written once, so hearing of it twice changes nothing."""

    def __init__(self, mongo: Mongo) -> None:
        self._tries = mongo.database(DATABASE).collection("deliveries")

    async def prepare(self) -> None:
        """Make the indexes. Idempotent."""
        await self._tries.ensure_index("task_id")
        await self._tries.ensure_index("delivery_id")

    async def add(self, attempts: Sequence[Attempt]) -> None:
        by_id = {f"{attempt.delivery_id}/{attempt.attempt:06d}": attempt for attempt in attempts}
        await self._tries.insert_many([{"_id": key, **_document(attempt)} for key, attempt in by_id.items()])

    async def of_task(self, task_id: str) -> list[Attempt]:
        return [_attempt(document) for document in await self._tries.find({"task_id": task_id})]

    async def of_delivery(self, delivery_id: str) -> list[Attempt]:
        return [_attempt(document) for document in await self._tries.find({"delivery_id": delivery_id})]

    async def forget(self, task_id: str) -> None:
        await self._tries.delete_many({"task_id": task_id})


def _document(attempt: Attempt) -> dict[str, Any]:
    values = asdict(attempt)
    return values | {name: values[name] and values[name].isoformat() for name in _TIMES}


def _attempt(document: Mapping[str, Any]) -> Attempt:
    values = {field.name: document[field.name] for field in fields(Attempt)}
    return Attempt(**values | {name: values[name] and datetime.fromisoformat(values[name]) for name in _TIMES})
