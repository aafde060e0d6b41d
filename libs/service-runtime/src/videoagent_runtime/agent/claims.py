"""Claims in the document store: database ``agents``, collection ``claims``."""

from datetime import UTC, datetime, timedelta

from videoagent_contracts.codec import AnyEnvelope, decode, encode
from videoagent_contracts.steps import STEP_RESULTS
from videoagent_runtime.agent.ports import Claim
from videoagent_runtime.mongo import Mongo

DATABASE = "agents"
COLLECTION = "claims"


class MongoClaims:
    """A claim is an insert with a unique id, which has one winner on every store; it is never taken over.

    Only the claim's own worker updates it. ``day`` is there to find old claims by an equality.
    """

    def __init__(self, mongo: Mongo) -> None:
        self._claims = mongo.database(DATABASE).collection(COLLECTION)

    async def prepare(self) -> None:
        """Make the index. Idempotent."""
        await self._claims.ensure_index("day")

    async def claim(self, claim: Claim) -> bool:
        return await self._claims.insert(
            {
                "_id": claim.id,
                "worker": claim.worker,
                "claimed_at": claim.claimed_at,
                "day": _day(claim.claimed_at),
                "announced": False,
            }
        )

    async def get(self, claim_id: str) -> Claim | None:
        document = await self._claims.get(claim_id)
        if document is None:
            return None
        result = document.get("result")
        return Claim(
            id=claim_id,
            worker=document["worker"],
            claimed_at=document["claimed_at"],
            announced=document.get("announced", False),
            result=decode(result.encode(), STEP_RESULTS) if result else None,
        )

    async def mark_announced(self, claim_id: str) -> None:
        await self._claims.update(claim_id, {"$set": {"announced": True}})

    async def record(self, claim_id: str, result: AnyEnvelope) -> None:
        await self._claims.update(claim_id, {"$set": {"result": encode(result).decode()}})

    async def forget(self, now: datetime, keep: timedelta, look_back_days: int = 30) -> int:
        """Remove claims older than ``keep``, whose requests no topic holds any longer; return how many."""
        oldest_kept = now - keep
        removed = 0
        for days in range(1, look_back_days + 1):
            removed += await self._claims.delete_many({"day": _day(oldest_kept - timedelta(days=days))})
        return removed


def _day(moment: datetime) -> str:
    return moment.astimezone(UTC).date().isoformat()
