"""Keys, tickets and counts in memory, for tests."""

from datetime import datetime

from videoagent_contracts.errors import StorageException
from videoagent_contracts.ids import uuid7
from videoagent_gateway.domain.keys import ApiKey
from videoagent_gateway.ports_access import Counts, KeyTable, TicketEntry


class MemoryAccess:
    """Keys, tickets and counts as one store."""

    def __init__(self) -> None:
        self.keys: dict[str, ApiKey] = {}
        self.revoked: dict[str, datetime] = {}
        self.used: dict[str, datetime] = {}
        self.tickets: dict[str, TicketEntry] = {}
        self.counts: dict[str, tuple[datetime, Counts]] = {}
        self.changed: str | None = None
        self.cleared: str | None = None
        self.away = False

    def lose(self) -> None:
        """Be an empty store from now on."""
        for held in (self.keys, self.revoked, self.used, self.tickets, self.counts):
            held.clear()
        self.changed = self.cleared = None

    def _reach(self) -> None:
        if self.away:
            raise StorageException("away")

    async def version(self) -> str | None:
        self._reach()
        return self.changed

    async def table(self) -> KeyTable:
        self._reach()
        return KeyTable(dict(self.keys), dict(self.revoked), self.cleared)

    async def get(self, key_id: str) -> ApiKey | None:
        self._reach()
        return None if key_id in self.revoked else self.keys.get(key_id)

    async def add(self, key: ApiKey) -> None:
        self._reach()
        self.keys[key.key_id] = key
        self.changed = uuid7()

    async def revoke(self, key_id: str, at: datetime) -> None:
        self._reach()
        self.revoked.setdefault(key_id, at)
        self.changed = uuid7()

    async def clear(self) -> int:
        count = len(self.keys)
        self.keys.clear()
        self.cleared = uuid7()
        self.changed = uuid7()
        return count

    async def uses(self) -> dict[str, datetime]:
        return dict(self.used)

    async def note_use(self, key_id: str, at: datetime) -> None:
        self.used[key_id] = at

    async def put(self, ticket_id: str, entry: TicketEntry) -> None:
        self._reach()
        self.tickets[ticket_id] = entry

    async def take(self, ticket_id: str) -> TicketEntry | None:
        self._reach()
        return self.tickets.pop(ticket_id, None)

    async def expire(self, before: datetime) -> int:
        return 0

    async def tell(self, replica: str, counts: Counts, at: datetime) -> None:
        self._reach()
        self.counts[replica] = (at, dict(counts))

    async def others(self, replica: str, since: datetime) -> list[Counts]:
        self._reach()
        return [counts for name, (at, counts) in self.counts.items() if name != replica and at >= since]
