"""All keys in memory: looking one up costs a request microseconds, and a revoked one is noticed within a second."""

import time
from collections.abc import Mapping
from datetime import datetime, timedelta

import structlog

from videoagent_contracts.envelope import utc_now
from videoagent_contracts.errors import StorageException
from videoagent_gateway.domain.keys import ApiKey
from videoagent_gateway.ports_access import KeyStore, KeyTable

_log = structlog.get_logger(__name__)
_RELOAD_S = 30.0
_NOTE_EVERY = timedelta(minutes=5)


class KeyRing:
    """The keys that are valid, as this replica knows them.

    :meth:`refresh`, called every second, asks the store for one small document and reads the keys again when it has
    changed (and every half minute, should a writer have died between a key and its mark). While the store is away the
    keys last known are trusted, but not for ever: a replica that is cut off would not hear of a revocation.

    Args:
        store: Where keys are kept.
        configured: A key from the settings; valid as long as the process runs.
        may_be_open: Whether callers need no key while there is none at all.
        trusted_for: How long keys are believed while the store is away.
    """

    def __init__(
        self, store: KeyStore, *, configured: ApiKey | None, may_be_open: bool, trusted_for: timedelta
    ) -> None:
        self._store = store
        self._configured = configured
        self._may_be_open = may_be_open and configured is None
        self._trusted_s = trusted_for.total_seconds()
        self._valid: dict[str, ApiKey] = {}
        self._count = 0
        self._seen = self._lost = False
        self._cleared: str | None = None
        self._version: str | None = None
        self._loaded_at = self._asked_at = float("-inf")
        self._used: dict[str, datetime] = {}
        self._noted: dict[str, datetime] = {}

    @property
    def is_open(self) -> bool:
        """Whether there is no key at all, valid or not, none is required, and none was lost."""
        return self._may_be_open and not self._count and not self._lost

    @property
    def is_lost(self) -> bool:
        """Whether there were keys that nobody removed on purpose: the store was emptied, or put back to an early day.

        A store without anything tells nothing to a process that has seen no keys in it.
        """
        return self._lost

    @property
    def is_empty(self) -> bool:
        """Whether nobody can have a key."""
        return self._configured is None and not self._count

    @property
    def is_trusted(self) -> bool:
        """Whether the store was heard of lately enough to believe what it said of keys."""
        return time.monotonic() - self._asked_at <= self._trusted_s

    def get(self, key_id: str) -> ApiKey | None:
        """Return a key that is valid now.

        Raises:
            StorageException: The store has been away for too long to say.
        """
        if self._configured is not None and key_id == self._configured.key_id:
            return self._configured
        if not self.is_trusted:
            raise StorageException("keys cannot be checked while the document store is away")
        key = self._valid.get(key_id)
        return None if key is None or key.is_expired(utc_now()) else key

    def matching(self, key_id: str | None, text: str) -> ApiKey | None:
        """Return the valid key that ``text`` is; ``key_id`` is the id in it, if it has the form of a key."""
        if self._configured is not None and self._configured.matches(text):
            return self._configured
        key = None if key_id is None else self.get(key_id)
        return key if key is not None and key.matches(text) else None

    def holds(self, key_id: str | None) -> bool:
        """Whether what was opened with this key (None: without one) may go on."""
        if key_id is None:
            return self.is_open
        if self._configured is not None and key_id == self._configured.key_id:
            return True
        key = self._valid.get(key_id)
        return self.is_trusted and key is not None and not key.is_expired(utc_now())

    async def refresh(self) -> None:
        """Notice keys that were added or revoked anywhere.

        Raises:
            StorageException: The store is away.
        """
        version, now = await self._store.version(), time.monotonic()
        if version != self._version or now - self._loaded_at > _RELOAD_S:
            table = await self._store.table()
            lost = self._is_lost(table, version)
            if lost and not self._lost:
                _log.error("the store had API keys and has none now: nobody comes in without one")
            self._lost = lost
            self._valid = {key_id: key for key_id, key in table.keys.items() if key_id not in table.revoked}
            self._count, self._version, self._loaded_at = len(table.keys), version, now
        self._asked_at = now

    def _is_lost(self, table: KeyTable, version: str | None) -> bool:
        if table.keys:
            self._seen, self._cleared = True, table.cleared
            return False
        if self._seen and table.cleared in (None, self._cleared):
            return True
        self._seen = False
        return version is not None and table.cleared is None

    async def find(self, key_id: str) -> ApiKey | None:
        """Return a key that is valid now, also one that was made elsewhere a moment ago.

        Raises:
            StorageException: The store is away.
        """
        key = self.get(key_id)
        if key is None:
            await self.refresh()
            key = self.get(key_id)
        return key

    def note_use(self, key: ApiKey) -> None:
        """Remember that a key is in use."""
        self._used[key.key_id] = utc_now()

    async def tell_uses(self) -> None:
        """Store when keys were used, each at most once in five minutes."""
        used, self._used = self._used, {}
        for key_id, at in used.items():
            if key_id in self._valid and at - self._noted.get(key_id, at - _NOTE_EVERY) >= _NOTE_EVERY:
                await self._store.note_use(key_id, at)
                self._noted[key_id] = at

    def uses(self) -> Mapping[str, datetime]:
        """Return uses that are not stored yet."""
        return self._used
