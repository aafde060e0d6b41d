"""Deliveries and the signing secret in the document store: database ``notifier``."""

import asyncio
import base64
import secrets
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from videoagent_contracts.errors import StorageException
from videoagent_notifier.domain import Delivery, Outcome
from videoagent_notifier.ports import Attempted, Pending
from videoagent_runtime.mongo import Mongo

DATABASE = "notifier"
_ENDED = -1
"""Value of ``pending_partition`` in deliveries that have ended: pending ones are found by an equality on it."""
_SECRET_BYTES = 32
_KEPT = "webhook"
"""Id of the one document with the secret."""


class MongoDeliveries:
    """A delivery is an insert with the id that its task, seq and event make; its owner alone updates it."""

    def __init__(self, mongo: Mongo) -> None:
        self._deliveries = mongo.database(DATABASE).collection("deliveries")

    async def prepare(self) -> None:
        """Make the indexes. Idempotent."""
        await self._deliveries.ensure_index("pending_partition")
        await self._deliveries.ensure_index("task_id")

    async def add(self, deliveries: Sequence[Delivery], now: datetime) -> None:
        await self._deliveries.insert_many([_document(delivery, now) for delivery in deliveries])

    async def get_pending(self, delivery_id: str) -> Delivery | None:
        document = await self._deliveries.get(delivery_id)
        if document is None or document["pending_partition"] == _ENDED:
            return None
        return Delivery(
            id=delivery_id,
            task_id=document["task_id"],
            user_id=document["user_id"],
            event=document["event"],
            order=document["order"],
            partition=document["partition"],
            url=document["url"],
            body=document["body"],
            attempts=document["attempts"],
        )

    async def pending(self, partition: int) -> list[Pending]:
        found = await self._deliveries.find({"pending_partition": partition})
        return [
            Pending(
                id=document["_id"],
                task_id=document["task_id"],
                order=document["order"],
                partition=document["partition"],
                due=document["next_attempt_at"] or datetime.now(UTC),
            )
            for document in found
        ]

    async def record(self, delivery: Delivery, attempted: Attempted) -> None:
        going_on = attempted.outcome is Outcome.RETRYING
        await self._deliveries.update(
            delivery.id,
            {
                "$set": {
                    "attempts": attempted.attempt,
                    "outcome": attempted.outcome.value,
                    "next_attempt_at": attempted.next_attempt_at,
                    "pending_partition": delivery.partition if going_on else _ENDED,
                    f"log.{attempted.attempt}": {
                        "at": attempted.at,
                        "outcome": attempted.outcome.value,
                        "status_code": attempted.answer.status_code,
                        "error": attempted.answer.error,
                    },
                }
            },
        )

    async def end_task(self, task_id: str) -> None:
        ended = {"$set": {"pending_partition": _ENDED, "outcome": Outcome.GAVE_UP.value, "next_attempt_at": None}}
        found = await self._deliveries.find({"task_id": task_id})
        await asyncio.gather(
            *(
                self._deliveries.update(document["_id"], ended)
                for document in found
                if document["pending_partition"] != _ENDED
            )
        )

    async def forget_task(self, task_id: str) -> None:
        await self._deliveries.delete_many({"task_id": task_id})


def _document(delivery: Delivery, now: datetime) -> dict[str, Any]:
    return {
        "_id": delivery.id,
        "task_id": delivery.task_id,
        "user_id": delivery.user_id,
        "event": delivery.event,
        "order": delivery.order,
        "partition": delivery.partition,
        "pending_partition": delivery.partition,
        "url": delivery.url,
        "body": delivery.body,
        "attempts": 0,
        "outcome": "",
        "created_at": now,
        "next_attempt_at": now,
        "log": {},
    }


async def kept_secret(mongo: Mongo) -> str:
    """Return the secret kept in the store; the first caller makes it. All replicas get the same."""
    collection = mongo.database(DATABASE).collection("secrets")
    made = f"whsec_{base64.b64encode(secrets.token_bytes(_SECRET_BYTES)).decode()}"
    if await collection.insert({"_id": _KEPT, "secret": made}):
        return made
    document = await collection.get(_KEPT)
    if document is None:
        raise StorageException("the webhook secret cannot be read")
    return str(document["secret"])
