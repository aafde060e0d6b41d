"""Making, listing and revoking API keys."""

from datetime import datetime

import structlog

from videoagent_contracts.envelope import utc_now
from videoagent_contracts.errors import TaskValidationException
from videoagent_contracts.keys import KeyCreatedResponse, KeyCreateRequest, KeyResponse
from videoagent_gateway.domain.keys import ApiKey, digest_of, new_key
from videoagent_gateway.errors import KeyNotFoundException
from videoagent_gateway.ports_access import KeyStore

_log = structlog.get_logger(__name__)


class Keys:
    """All methods raise StorageException when the store is away."""

    def __init__(self, store: KeyStore) -> None:
        self._store = store

    async def create(self, wanted: KeyCreateRequest, *, by: str) -> KeyCreatedResponse:
        """Make a key; the answer is the only place where it is told.

        Raises:
            TaskValidationException: It would have ended already.
        """
        now = utc_now()
        if wanted.expires_at is not None and wanted.expires_at <= now:
            message = "must be in the future"
            raise TaskValidationException(message, errors=[{"field": "expires_at", "message": message}])
        key_id, text = new_key()
        key = ApiKey(
            key_id=key_id,
            digest=digest_of(text),
            user_id=wanted.user_id,
            name=wanted.name,
            scopes=frozenset(wanted.scopes),
            created_at=now,
            expires_at=wanted.expires_at,
            rate_limit=wanted.rate_limit,
            max_running=wanted.max_running,
        )
        await self._store.add(key)
        _log.info("api key made", key_id=key_id, user_id=key.user_id, scopes=" ".join(sorted(key.scopes)), by=by)
        return KeyCreatedResponse(key=text, **_response(key, None, None).model_dump())

    async def list(self) -> list[KeyResponse]:
        """Return all keys, revoked ones too, the newest first."""
        table, uses = await self._store.table(), await self._store.uses()
        keys = sorted(table.keys.values(), key=lambda key: (key.created_at, key.key_id), reverse=True)
        return [_response(key, table.revoked.get(key.key_id), uses.get(key.key_id)) for key in keys]

    async def revoke(self, key_id: str, *, by: str) -> None:
        """End a key for good, on every replica within seconds. Idempotent.

        Raises:
            KeyNotFoundException: There never was such a key.
        """
        table = await self._store.table()
        if key_id not in table.keys:
            raise KeyNotFoundException(f"there is no key {ascii(key_id[:32])[1:-1]}")
        await self._store.revoke(key_id, utc_now())
        _log.info("api key revoked", key_id=key_id, by=by)

    async def clear(self) -> int:
        """Forget all keys and return how many there were: a gateway on loopback is open again."""
        return await self._store.clear()


def _response(key: ApiKey, revoked_at: datetime | None, last_used_at: datetime | None) -> KeyResponse:
    state = "revoked" if revoked_at is not None else "expired" if key.is_expired(utc_now()) else "active"
    return KeyResponse(
        key_id=key.key_id,
        state=state,
        user_id=key.user_id,
        name=key.name,
        scopes=tuple(sorted(key.scopes)),
        rate_limit=key.rate_limit,
        max_running=key.max_running,
        created_at=key.created_at,
        expires_at=key.expires_at,
        revoked_at=revoked_at,
        last_used_at=last_used_at,
    )
