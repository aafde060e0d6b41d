"""Tickets: they stand for a key where a browser cannot set headers, once and for a short time."""

import hashlib
import re
import secrets
from datetime import datetime, timedelta

from videoagent_contracts.envelope import utc_now
from videoagent_contracts.errors import AuthenticationException
from videoagent_gateway.domain.caller import Caller
from videoagent_gateway.domain.keys import ApiKey
from videoagent_gateway.ports_access import TicketEntry, TicketStore
from videoagent_gateway.service.keyring import KeyRing

_TICKET = re.compile(r"vat_[A-Za-z0-9_-]{32}")


class Tickets:
    """Work on every replica, whichever gave them out."""

    def __init__(self, store: TicketStore, ring: KeyRing, lifetime: timedelta) -> None:
        self._store = store
        self._ring = ring
        self._lifetime = lifetime

    async def issue(self, caller: Caller) -> tuple[str, datetime]:
        """Return a ticket and when it ends. An open gateway does not look at them.

        Raises:
            StorageException: The store is away.
        """
        ticket, ends = f"vat_{secrets.token_urlsafe(24)}", utc_now() + self._lifetime
        if caller.key_id is not None:
            await self._store.put(_id_of(ticket), TicketEntry(caller.key_id, ends))
        return ticket, ends

    async def redeem(self, ticket: str) -> ApiKey:
        """Use a ticket up and return the key that it stands for.

        Raises:
            AuthenticationException: It is none, was used, has ended, or its key has.
            StorageException: The store is away.
        """
        entry = await self._store.take(_id_of(ticket)) if _TICKET.fullmatch(ticket) else None
        key = None if entry is None or entry.expires_at <= utc_now() else await self._ring.find(entry.key_id)
        if key is None:
            raise AuthenticationException("this ticket is not valid, or no longer; get another one")
        return key

    async def expire(self) -> None:
        """Forget tickets that nobody can use any more."""
        await self._store.expire(utc_now() - self._lifetime)


def _id_of(ticket: str) -> str:
    return hashlib.sha256(ticket.encode()).hexdigest()
