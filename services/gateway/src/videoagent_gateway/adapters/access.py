"""Keys, tickets and counts in the document store (database ``gateway``).

Everything that must hold against other writers is an insert: a key, its revocation, the using up of a ticket. What
replicas count has one writer per document.
"""

import json
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from videoagent_contracts.envelope import utc_now
from videoagent_contracts.keys import Scope
from videoagent_gateway.adapters.documents import DATABASE
from videoagent_gateway.domain.keys import ApiKey
from videoagent_gateway.ports_access import Counts, KeyTable, TicketEntry
from videoagent_runtime.mongo import Collection, Mongo

_VERSION = "version"
_CLEARED = "cleared"
_SILENT = timedelta(hours=1)


def _access(mongo: Mongo) -> Collection:
    return mongo.database(DATABASE).collection("access")


class MongoKeys:
    def __init__(self, mongo: Mongo) -> None:
        self._access = _access(mongo)

    async def prepare(self) -> None:
        """Make the index. Idempotent."""
        await self._access.ensure_index("kind")

    async def version(self) -> str | None:
        document = await self._access.get(_VERSION)
        return None if document is None else str(document["value"])

    async def table(self) -> KeyTable:
        # The mark is read before the keys, and written after they are gone: else keys that are just being forgotten
        # could be seen together with the mark that says so, which would then not count for them.
        cleared = await self._access.get(_CLEARED)
        keys = [_key(document) for document in await self._access.find({"kind": "key"})]
        return KeyTable(
            {key.key_id: key for key in keys},
            await self._moments("revoked"),
            None if cleared is None else str(cleared["value"]),
        )

    async def get(self, key_id: str) -> ApiKey | None:
        document = await self._access.get(f"key/{key_id}")
        if document is None or await self._access.get(f"revoked/{key_id}") is not None:
            return None
        return _key(document)

    async def add(self, key: ApiKey) -> None:
        await self._access.insert(_key_document(key))
        await self._changed()

    async def revoke(self, key_id: str, at: datetime) -> None:
        await self._access.insert(_moment("revoked", key_id, at))
        await self._changed()

    async def clear(self) -> int:
        await self._access.delete_many({"kind": "used"})
        count = await self._access.delete_many({"kind": "key"})
        await self._access.replace(_CLEARED, {"value": secrets.token_hex(8)})
        await self._changed()
        return count

    async def uses(self) -> Mapping[str, datetime]:
        return await self._moments("used")

    async def note_use(self, key_id: str, at: datetime) -> None:
        document = _moment("used", key_id, at)
        await self._access.replace(document["_id"], document)

    async def _moments(self, kind: str) -> dict[str, datetime]:
        documents = await self._access.find({"kind": kind})
        return {document["key_id"]: datetime.fromisoformat(document["at"]) for document in documents}

    async def _changed(self) -> None:
        """Let replicas look again; whichever of two writers is last, the value is one that nobody has seen."""
        await self._access.replace(_VERSION, {"value": secrets.token_hex(8)})


class MongoTickets:
    """A ticket is one document, its use another: an insert with a unique id has one winner on every store."""

    def __init__(self, mongo: Mongo) -> None:
        self._tickets = mongo.database(DATABASE).collection("tickets")

    async def prepare(self) -> None:
        """Make the index. Idempotent."""
        await self._tickets.ensure_index("hour")

    async def put(self, ticket_id: str, entry: TicketEntry) -> None:
        ends = entry.expires_at.isoformat()
        await self._tickets.insert({"_id": ticket_id, "hour": ends[:13], "key_id": entry.key_id, "expires_at": ends})

    async def take(self, ticket_id: str) -> TicketEntry | None:
        document = await self._tickets.get(ticket_id)
        if document is None or not await self._tickets.insert({"_id": f"{ticket_id}/used", "hour": document["hour"]}):
            return None
        return TicketEntry(document["key_id"], datetime.fromisoformat(document["expires_at"]))

    async def expire(self, before: datetime) -> int:
        hours = [(before - timedelta(hours=back)).isoformat()[:13] for back in range(1, 25)]
        return sum([await self._tickets.delete_many({"hour": hour}) for hour in hours])


class MongoCounts:
    def __init__(self, mongo: Mongo) -> None:
        self._access = _access(mongo)

    async def tell(self, replica: str, counts: Counts, at: datetime) -> None:
        document = {"kind": "counts", "at": at.isoformat(), "counts": json.dumps(dict(counts))}
        await self._access.replace(f"counts/{replica}", document)

    async def others(self, replica: str, since: datetime) -> list[Counts]:
        found: list[Counts] = []
        for document in await self._access.find({"kind": "counts"}):
            spoke_at = datetime.fromisoformat(document["at"])
            if spoke_at < utc_now() - _SILENT:
                await self._access.delete(document["_id"])
            elif spoke_at >= since and document["_id"] != f"counts/{replica}":
                found.append(json.loads(document["counts"]))
        return found


def _moment(kind: str, key_id: str, at: datetime) -> dict[str, Any]:
    return {"_id": f"{kind}/{key_id}", "kind": kind, "key_id": key_id, "at": at.isoformat()}


def _key_document(key: ApiKey) -> dict[str, Any]:
    return {
        "_id": f"key/{key.key_id}",
        "kind": "key",
        "key_id": key.key_id,
        "digest": key.digest,
        "user_id": key.user_id,
        "name": key.name,
        "scopes": sorted(key.scopes),
        "created_at": key.created_at.isoformat(),
        "expires_at": None if key.expires_at is None else key.expires_at.isoformat(),
        "rate_limit": key.rate_limit,
        "max_running": key.max_running,
    }


def _key(document: Mapping[str, Any]) -> ApiKey:
    ends = document["expires_at"]
    return ApiKey(
        key_id=document["key_id"],
        digest=document["digest"],
        user_id=document["user_id"],
        name=document["name"],
        scopes=frozenset(map(Scope, document["scopes"])),
        created_at=datetime.fromisoformat(document["created_at"]),
        expires_at=None if ends is None else datetime.fromisoformat(ends),
        rate_limit=document["rate_limit"],
        max_running=document["max_running"],
    )
