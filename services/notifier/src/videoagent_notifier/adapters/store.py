"""Deliveries and the signing secret in the document store: database ``notifier``."""

import base64
import secrets
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from videoagent_contracts.errors import StorageException
from videoagent_notifier.domain import Answer, Delivery, Outcome
from videoagent_notifier.endpoints import WELL, EndpointHealth
from videoagent_notifier.ports import Attempted, Pending
from videoagent_runtime.mongo import Mongo

DATABASE = "notifier"
_ENDED = -1
"""Value of ``pending_partition`` in deliveries that have ended: pending ones are found by an equality on it."""
_COMMANDS_KEPT = 50
_SECRET_BYTES = 32
_KEPT = "webhook"
"""Id of the one document with the secret."""


class MongoDeliveries:
    """A delivery is an insert with the id that its task, seq and event make; its owner alone updates it."""

    def __init__(self, mongo: Mongo) -> None:
        database = mongo.database(DATABASE)
        self._deliveries = database.collection("deliveries")
        self._ended_tasks = database.collection("ended_tasks")
        self._endpoints = database.collection("endpoints")

    async def prepare(self) -> None:
        """Make the indexes. Idempotent."""
        for field in ("pending_partition", "untold_partition", "task_id", "day"):
            await self._deliveries.ensure_index(field)

    async def add(self, deliveries: Sequence[Delivery], now: datetime) -> None:
        await self._deliveries.insert_many([_document(delivery, now) for delivery in deliveries])

    async def get_pending(self, delivery_id: str) -> Delivery | None:
        document = await self._deliveries.get(delivery_id)
        if document is None or document["pending_partition"] == _ENDED:
            return None
        return _delivery(document)

    async def pending(self, partition: int) -> list[Pending]:
        found = await self._deliveries.find({"pending_partition": partition})
        return [Pending.of(_delivery(each), each["next_attempt_at"] or datetime.now(UTC)) for each in found]

    async def record(self, delivery: Delivery, attempted: Attempted, *, keep_open: bool) -> bool:
        open_still = keep_open or attempted.outcome is Outcome.RETRYING
        return await self._deliveries.update(
            delivery.id,
            {
                "$set": {
                    "attempts": attempted.attempt,
                    "outcome": attempted.outcome.value,
                    "next_attempt_at": attempted.at if keep_open else attempted.next_attempt_at,
                    "pending_partition": delivery.partition if open_still else _ENDED,
                    "untold_partition": delivery.partition,
                    "manual": keep_open,
                    f"log.{attempted.attempt}": _logged(attempted),
                }
            },
        )

    async def told(self, delivery: Delivery, attempt: int) -> None:
        await self._deliveries.update(delivery.id, {"$set": {"told": attempt, "untold_partition": _ENDED}})

    async def untold(self, partition: int) -> list[tuple[Delivery, Attempted]]:
        found = await self._deliveries.find({"untold_partition": partition})
        return [
            (_delivery(document), _attempted(number, document["log"][str(number)]))
            for document in found
            for number in range(document.get("told", 0) + 1, document["attempts"] + 1)
        ]

    async def reopen(self, delivery_id: str, command_id: str) -> Delivery | None:
        document = await self._deliveries.get(delivery_id)
        if document is None or command_id in document.get("commands", ()):
            return None
        change = {
            "pending_partition": document["partition"],
            "next_attempt_at": datetime.now(UTC),
            "manual": True,
            # The last ones are enough to know a command that Kafka delivers twice.
            "commands": [*document.get("commands", ()), command_id][-_COMMANDS_KEPT:],
        }
        await self._deliveries.update(delivery_id, {"$set": change})
        return _delivery(document | change)

    async def end_task(self, task_id: str) -> None:
        await self._ended_tasks.insert({"_id": task_id, "at": datetime.now(UTC)})

    async def is_ended(self, task_id: str) -> bool:
        return await self._ended_tasks.get(task_id) is not None

    async def welcome(self, task_id: str) -> None:
        await self._ended_tasks.delete(task_id)

    async def endpoint(self, endpoint_id: str) -> EndpointHealth:
        document = await self._endpoints.get(endpoint_id)
        return WELL if document is None else EndpointHealth(document["failing_since"], document["disabled_until"])

    async def keep_endpoint(self, endpoint_id: str, health: EndpointHealth) -> None:
        if health == WELL:
            await self._endpoints.delete(endpoint_id)
        else:
            await self._endpoints.replace(
                endpoint_id, {"failing_since": health.failing_since, "disabled_until": health.disabled_until}
            )

    async def forget_task(self, task_id: str) -> None:
        await self._deliveries.delete_many({"task_id": task_id})
        await self._ended_tasks.delete(task_id)

    async def remove_ended(self, day: date) -> int:
        return await self._deliveries.delete_many({"day": day.isoformat(), "pending_partition": _ENDED})


def _document(delivery: Delivery, now: datetime) -> dict[str, Any]:
    return {
        "_id": delivery.id,
        "task_id": delivery.task_id,
        "user_id": delivery.user_id,
        "event": delivery.event,
        "order": delivery.order,
        "partition": delivery.partition,
        "pending_partition": delivery.partition,
        "untold_partition": _ENDED,
        "url": delivery.url,
        "body": delivery.body,
        "attempts": 0,
        "told": 0,
        "manual": False,
        "outcome": "",
        "created_at": now,
        "day": now.date().isoformat(),
        "next_attempt_at": now,
        "log": {},
    }


def _delivery(document: dict[str, Any]) -> Delivery:
    return Delivery(
        id=document["_id"],
        task_id=document["task_id"],
        user_id=document["user_id"],
        event=document["event"],
        order=document["order"],
        partition=document["partition"],
        url=document["url"],
        body=document["body"],
        attempts=document["attempts"],
        manual=document.get("manual", False),
    )


def _logged(attempted: Attempted) -> dict[str, Any]:
    return {
        "at": attempted.at,
        "outcome": attempted.outcome.value,
        "status_code": attempted.answer.status_code,
        "error": attempted.answer.error,
        "next_attempt_at": attempted.next_attempt_at,
    }


def _attempted(number: int, logged: dict[str, Any]) -> Attempted:
    answer = Answer(logged["status_code"], logged["error"])
    return Attempted(number, logged["at"], Outcome(logged["outcome"]), answer, logged.get("next_attempt_at"))


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
