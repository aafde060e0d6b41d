"""API keys: ``va_<id>_<secret>``, of which only the id and a hash of the whole are kept."""

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime

from pydantic import SecretStr

from videoagent_contracts.keys import Scope

_ID_ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"
_ID_LENGTH = 12
_SECRET_BYTES = 32
_KEY = re.compile(r"va_([a-z2-7]{12})_[A-Za-z0-9_-]{43}")


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A key as it is kept. Never changed once made: it is revoked, and another one made.

    Attributes:
        digest: See :func:`digest_of`.
        rate_limit: Requests per minute; None: as the gateway is set.
        max_running: Tasks of the user that run at once; None: as the installation is set.
    """

    key_id: str
    digest: str
    user_id: str
    name: str
    scopes: frozenset[Scope]
    created_at: datetime
    expires_at: datetime | None = None
    rate_limit: int | None = None
    max_running: int | None = None

    def is_expired(self, now: datetime) -> bool:
        return self.expires_at is not None and self.expires_at <= now

    def matches(self, text: str) -> bool:
        """Whether ``text`` is this key, in a time that does not tell how much of it is right."""
        return hmac.compare_digest(digest_of(text), self.digest)


def new_key() -> tuple[str, str]:
    """Return a new key's id and the key itself, with 256 random bits in it."""
    key_id = "".join(secrets.choice(_ID_ALPHABET) for _ in range(_ID_LENGTH))
    return key_id, f"va_{key_id}_{secrets.token_urlsafe(_SECRET_BYTES)}"


def id_in(text: str) -> str | None:
    """Return the id of what has the form of a key."""
    found = _KEY.fullmatch(text)
    return None if found is None else found[1]


def configured_key(secret: SecretStr | None) -> ApiKey | None:
    """Return the administrator's key from the settings."""
    if secret is None:
        return None
    return ApiKey(
        key_id="configured",
        digest=digest_of(secret.get_secret_value()),
        user_id="admin",
        name="from the settings",
        scopes=frozenset(Scope),
        created_at=datetime.fromtimestamp(0, UTC),
    )


def digest_of(text: str) -> str:
    """Hash a key. Nobody can try 2^256 keys, so a fast hash without salt is enough, and every request computes it."""
    return hashlib.sha256(text.encode()).hexdigest()
