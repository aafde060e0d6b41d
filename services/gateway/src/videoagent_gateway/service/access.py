"""All that decides who may call, put together, and kept up to date."""

from collections.abc import Callable
from dataclasses import dataclass

import structlog

from videoagent_contracts.errors import ConfigurationException, StorageException
from videoagent_gateway.domain.keys import configured_key
from videoagent_gateway.ports_access import CountStore, KeyStore, TicketStore
from videoagent_gateway.service.authenticating import Authenticating
from videoagent_gateway.service.keyring import KeyRing
from videoagent_gateway.service.keys import Keys
from videoagent_gateway.service.limiting import Counting, Limiting, SharedCounters
from videoagent_gateway.service.tickets import Tickets
from videoagent_gateway.settings import GatewayGroup, is_loopback

_log = structlog.get_logger(__name__)
_LOST = (
    "the document store had API keys and has none now. Restore them or make new ones "
    "(python -m videoagent_gateway.keys create --help); "
    "python -m videoagent_gateway.keys clear says that none are wanted"
)
Expel = Callable[[Callable[[str | None], bool]], None]
"""Closes what listens with a key (or with none) for which the given function says no."""


@dataclass(frozen=True, slots=True)
class AccessStores:
    keys: KeyStore
    tickets: TicketStore
    counts: CountStore


class Access:
    """Keys, tickets and limits of one replica.

    Args:
        settings: The gateway's.
        stores: Shared by all replicas.
        replica: Name of this one among them.
        expel: Ends sockets and streams whose key has ended.
    """

    def __init__(self, settings: GatewayGroup, stores: AccessStores, replica: str, expel: Expel) -> None:
        self._settings = settings
        self._expel = expel
        self.ring = KeyRing(
            stores.keys,
            configured=configured_key(settings.admin_key),
            may_be_open=not settings.require_keys and (is_loopback(settings.host) or settings.allow_open),
            trusted_for=settings.keys_trusted_for,
        )
        self.keys = Keys(stores.keys)
        self.tickets = Tickets(stores.tickets, self.ring, settings.ticket_lifetime)
        shared = SharedCounters()
        self._counting = Counting(shared, stores.counts, replica)
        self.authenticating = Authenticating(
            self.ring,
            stores.keys,
            self.tickets,
            Limiting(shared),
            Limiting(SharedCounters()),
            per_minute=settings.rate_limit,
            failures_per_minute=settings.failures_limit,
        )

    async def open(self) -> None:
        """Read the keys for the first time.

        Raises:
            ConfigurationException: There are none, and others than this machine could come in or nobody at all; or
                there were some, and they are lost.
            StorageException: The store is away.
        """
        await self.ring.refresh()
        if self.ring.is_empty and not self.ring.is_open and not self._settings.require_keys:
            raise ConfigurationException(
                _LOST
                if self.ring.is_lost
                else f"the gateway would listen on {self._settings.host} and there is no API key. Make one "
                "(python -m videoagent_gateway.keys create --help) or set VIDEOAGENT_GATEWAY__ADMIN_KEY, listen on "
                "127.0.0.1, or set VIDEOAGENT_GATEWAY__ALLOW_OPEN=true when something in front of it keeps others out"
            )

    async def look(self) -> None:
        """Notice new and revoked keys, end what was opened with those, and exchange counts. Called every second.

        Raises:
            StorageException: The store is away.
        """
        try:
            await self.ring.refresh()
        finally:
            self._expel(self.ring.holds)  # keys end while the store is away, too
        await self._counting.exchange()

    async def tidy(self) -> None:
        """Store when keys were used, and forget old tickets. Called every minute.

        Raises:
            StorageException: The store is away.
        """
        await self.ring.tell_uses()
        await self.tickets.expire()

    async def revoke(self, key_id: str, *, by: str) -> None:
        """End a key here at once, and on the other replicas when they look next.

        Raises:
            KeyNotFoundException: There never was such a key.
            StorageException: The store is away.
        """
        await self.keys.revoke(key_id, by=by)
        try:
            await self.look()
        except StorageException as error:
            _log.warning("key revoked, will be noticed here with the next look", key_id=key_id, error=error.detail)
