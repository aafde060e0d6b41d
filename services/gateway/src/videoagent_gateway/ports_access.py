"""What keys, tickets and limits need of the store. All methods raise StorageException when it is away."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from videoagent_gateway.domain.keys import ApiKey


@dataclass(frozen=True, slots=True)
class KeyTable:
    """All keys, and when which of them was revoked.

    Attributes:
        cleared: Names the last time that all keys were forgotten on purpose; None: they never were.
    """

    keys: Mapping[str, ApiKey]
    revoked: Mapping[str, datetime]
    cleared: str | None = None


class KeyStore(Protocol):
    """Keys and revocations are only ever added, so that no two writers can undo each other's work."""

    async def version(self) -> str | None:
        """Return what changes whenever a key is added or revoked, None where none ever was; quick."""

    async def table(self) -> KeyTable: ...

    async def get(self, key_id: str) -> ApiKey | None:
        """Return a key, None when there is none or it is revoked."""

    async def add(self, key: ApiKey) -> None: ...

    async def revoke(self, key_id: str, at: datetime) -> None:
        """Idempotent; the first time counts."""

    async def clear(self) -> int:
        """Forget all keys, revoked ones too, and return how many there were. What was revoked stays so."""

    async def uses(self) -> Mapping[str, datetime]:
        """Return when each key was last noted as used."""

    async def note_use(self, key_id: str, at: datetime) -> None: ...


@dataclass(frozen=True, slots=True)
class TicketEntry:
    key_id: str
    expires_at: datetime


class TicketStore(Protocol):
    async def put(self, ticket_id: str, entry: TicketEntry) -> None: ...

    async def take(self, ticket_id: str) -> TicketEntry | None:
        """Use a ticket up; None when there is none, or somebody was first. Exactly one taker gets it."""

    async def expire(self, before: datetime) -> int:
        """Remove tickets that ended before and return how many there were."""


Counts = Mapping[str, int]


class CountStore(Protocol):
    async def tell(self, replica: str, counts: Counts, at: datetime) -> None:
        """Say what this replica has counted; replaces what it said before."""

    async def others(self, replica: str, since: datetime) -> list[Counts]:
        """Return what the other replicas said last, of those that spoke since; forget those silent for long."""
