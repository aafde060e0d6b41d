"""Letting callers in: a key or a ticket is looked at, counted against its limit, and turned into a caller."""

import ipaddress
from dataclasses import dataclass

from videoagent_contracts.errors import AuthenticationException
from videoagent_gateway.domain.allowance import Allowance
from videoagent_gateway.domain.caller import Caller, caller_with
from videoagent_gateway.domain.keys import ApiKey, id_in
from videoagent_gateway.errors import LimitedException
from videoagent_gateway.ports_access import KeyStore
from videoagent_gateway.service.keyring import KeyRing
from videoagent_gateway.service.limiting import Limiting
from videoagent_gateway.service.tickets import Tickets

_OPEN = Caller()
_TICKETS_PER_KEY = 10
"""Wrong tickets from one address for each wrong key. Nobody guesses one, so only the store has to be spared."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """What somebody shows.

    Attributes:
        key: As in the headers.
        ticket: As in the address, where one is taken.
        address: Where they come from; None when that is not known.
    """

    key: str | None = None
    ticket: str | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """Somebody who was let in; ``allowance`` is None where nothing is limited."""

    caller: Caller
    allowance: Allowance | None = None


class Authenticating:
    """Valid keys that this replica knows never wait for the store, and neither they nor tickets for others' wrong ones.

    A key is known where it was made at once, and elsewhere with the next look for new ones.

    Args:
        ring: Valid keys.
        store: Asked for keys that the ring does not know yet.
        tickets: Stand for keys.
        requests: Counts requests by key, over all replicas.
        failures: Counts wrong keys by address, here only.
        per_minute: Requests of a key that says nothing else; 0: not limited.
        failures_per_minute: Wrong keys from one address, after which no unknown ones are looked up any more.
    """

    def __init__(
        self,
        ring: KeyRing,
        store: KeyStore,
        tickets: Tickets,
        requests: Limiting,
        failures: Limiting,
        *,
        per_minute: int,
        failures_per_minute: int,
    ) -> None:
        self._ring = ring
        self._store = store
        self._tickets = tickets
        self._requests = requests
        self._failures = failures
        self._per_minute = per_minute
        self._failures_per_minute = failures_per_minute

    @property
    def is_open(self) -> bool:
        """Whether callers need no key."""
        return self._ring.is_open

    async def admit(self, shown: Credentials) -> Entry:
        """Let somebody in.

        Raises:
            AuthenticationException: Nothing valid was shown.
            RateLimitException: Too many requests with this key, or too many wrong keys from this address.
            StorageException: It cannot be told, the store is away.
        """
        if self._ring.is_open and shown.key is None:
            return Entry(_OPEN)
        key = await self._key(shown)
        if key is None:
            return Entry(_OPEN)
        self._ring.note_use(key)
        return Entry(caller_with(key), self._spend(key))

    def spend(self, caller: Caller) -> None:
        """Count what somebody who was let in asks for beside requests as one of them.

        Raises:
            RateLimitException: Too many requests with this key.
            StorageException: Keys cannot be checked, the store has been away for too long.
        """
        key = None if caller.key_id is None else self._ring.get(caller.key_id)
        if key is not None:
            self._spend(key)

    def _spend(self, key: ApiKey) -> Allowance | None:
        per_minute = key.rate_limit or self._per_minute
        if not per_minute:
            return None
        allowance = self._requests.hit(key.key_id, per_minute)
        if not allowance.granted:
            raise LimitedException(f"this key may make {per_minute} requests a minute", allowance)
        return allowance

    async def _key(self, shown: Credentials) -> ApiKey | None:
        """Return the key that was shown; None: the gateway is open after all, so that it does not matter."""
        if shown.key is None and shown.ticket is None:
            raise AuthenticationException("show an API key: Authorization: Bearer va_…, or X-API-Key")
        key = None if shown.key is None else self._ring.matching(id_in(shown.key), shown.key)
        if key is not None:
            return key
        # Tickets are counted by themselves: who shows wrong keys from a shared address closes no sockets to the others.
        what, most = ("keys", 1) if shown.key is not None else ("tickets", _TICKETS_PER_KEY)
        guesser, most = f"{what} {_network(shown.address)}", most * self._failures_per_minute
        if not (allowance := self._failures.look(guesser, most)).granted:
            raise LimitedException(f"too many wrong {what} came from this address", allowance)
        try:
            return await (self._tickets.redeem(shown.ticket or "") if shown.key is None else self._unknown(shown.key))
        except AuthenticationException:
            self._failures.hit(guesser, most)
            raise

    async def _unknown(self, text: str) -> ApiKey | None:
        """Judge a key that is not in memory: made elsewhere a moment ago, or not valid."""
        key_id = id_in(text)
        key = None if key_id is None else await self._store.get(key_id)
        if key is not None and key.matches(text):
            if (found := await self._ring.find(key.key_id)) is not None:
                return found
            raise AuthenticationException("this API key has expired")
        if self._ring.is_open:
            return None
        raise AuthenticationException("this API key is not valid")


def _network(address: str | None) -> str:
    """Return what one guesser can be told by: an IPv4 address, or the /64 that an IPv6 host picks addresses from."""
    try:
        found = ipaddress.ip_address(address or "")
    except ValueError:
        return "unknown"
    return str(found) if found.version == 4 else str(ipaddress.ip_network((found, 64), strict=False))
