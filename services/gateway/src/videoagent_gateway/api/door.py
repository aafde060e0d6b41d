"""Who comes in: read from a request or a handshake before any route sees it."""

import re
from collections.abc import Iterable, MutableMapping
from typing import Any
from urllib.parse import parse_qs

from starlette.responses import Response

from videoagent_contracts.errors import AuthenticationException, VideoAgentException
from videoagent_gateway.api.problems import problem_of
from videoagent_gateway.domain.allowance import Allowance
from videoagent_gateway.errors import LimitedException
from videoagent_gateway.service.authenticating import Authenticating, Credentials, Entry
from videoagent_gateway.settings import GatewayGroup

Scope = MutableMapping[str, Any]
Headers = list[tuple[bytes, bytes]]
_PUBLIC = re.compile(
    r"/|/favicon\.ico|/static/.*|/metrics|(/api/v1)?/health(/.*)?|/api/(docs(/.*)?|events|openapi\.json|asyncapi\.json)"
)
"""What needs no key: the page and the documents, which are the same for everybody, and what probes ask for."""
_PROBES = re.compile(r"/metrics|(/api/v1)?/health(/.*)?")
_TAKES_TICKETS = re.compile(r"/api/v1/tasks/[^/]+/events|(/api/v1)?/ws/(tasks/[^/]+|subscribe)")
"""What listens, and nothing else: a ticket that bought tickets would be as good as its key, and for as long."""
_BEARER = re.compile(r"bearer +(\S+) *", re.IGNORECASE)
_KEY_HEADERS = frozenset({b"authorization", b"x-api-key"})


class Door:
    """Puts the caller into ``scope["state"]``; routes that ask for one and find none answer 401."""

    def __init__(self, authenticating: Authenticating) -> None:
        self._authenticating = authenticating

    @property
    def is_open(self) -> bool:
        """Whether callers need no key."""
        return self._authenticating.is_open

    async def admit(self, scope: Scope) -> Headers:
        """Let a request in, and return what its answer is to tell of limits.

        Raises:
            AuthenticationException: Nothing valid was shown.
            RateLimitException: Too many requests.
            StorageException: It cannot be told, the store is away.
        """
        if is_public(scope["path"]):
            return []
        entry: Entry = await self._authenticating.admit(credentials_in(scope))
        scope.setdefault("state", {})["caller"] = entry.caller
        return [] if entry.allowance is None else limit_headers(entry.allowance)

    async def admit_socket(self, scope: Scope) -> None:
        """Let a handshake in, or leave the reason why not for the route, which can tell it in a message."""
        try:
            await self.admit(scope)
        except VideoAgentException as error:
            scope.setdefault("state", {})["refused"] = error


def is_public(path: str) -> bool:
    """Whether a path needs no key."""
    return _PUBLIC.fullmatch(path) is not None


def is_probe(path: str) -> bool:
    """Whether a path is asked by what watches the process, which calls it by any address that it has."""
    return _PROBES.fullmatch(path) is not None


def refused(scope: Scope, error: VideoAgentException) -> Response:
    """Answer somebody who was not let in."""
    answer = problem_of(scope, error)
    if isinstance(error, AuthenticationException):
        answer.headers["WWW-Authenticate"] = 'Bearer realm="Video Agent"'
    if isinstance(error, LimitedException):
        answer.raw_headers.extend(limit_headers(error.allowance))
    return answer


def credentials_in(scope: Scope) -> Credentials:
    """Return what a request shows: a key in a header, else a ticket in the address where tickets are taken.

    Raises:
        AuthenticationException: An ``Authorization`` that is no bearer token, or two keys that differ.
    """
    client = scope.get("client")
    ticket = None
    if scope["query_string"] and _TAKES_TICKETS.fullmatch(scope["path"]):
        ticket = parse_qs(scope["query_string"].decode("latin-1")).get("ticket", [None])[0]
    return Credentials(_key_in(scope["headers"]), ticket, client[0] if client else None)


def _key_in(headers: Iterable[tuple[bytes, bytes]]) -> str | None:
    shown = set()
    for name, value in headers:
        if name not in _KEY_HEADERS:
            continue
        text = value.decode("latin-1")
        if name == b"authorization":
            bearer = _BEARER.fullmatch(text)
            if bearer is None:
                raise AuthenticationException("Authorization must be: Bearer va_…")
            text = bearer[1]
        shown.add(text)
    if len(shown) > 1:
        raise AuthenticationException("show one API key, not two")
    return next(iter(shown), None)


def limit_headers(allowance: Allowance) -> Headers:
    """Tell how much is left of a limit, and in how many seconds there is more."""
    return [
        (b"ratelimit-limit", b"%d" % allowance.limit),
        (b"ratelimit-remaining", b"%d" % allowance.remaining),
        (b"ratelimit-reset", b"%d" % allowance.reset_s),
        (b"ratelimit-policy", b"%d;w=60" % allowance.limit),
    ]


def cors_options(settings: GatewayGroup) -> dict[str, Any]:
    """Let the named pages elsewhere call with a key of their own; cookies are not used at all."""
    return {
        "allow_origins": settings.cors_origins,
        "allow_methods": ["GET", "HEAD", "POST", "PUT", "DELETE"],
        "allow_headers": [
            "Authorization", "X-API-Key", "Content-Type", "Idempotency-Key", "If-Match", "Last-Event-ID",
        ],
        "expose_headers": [
            "ETag", "Location", "Retry-After", "X-Request-ID", "Idempotency-Replayed", "RateLimit-Limit",
            "RateLimit-Remaining", "RateLimit-Reset",
        ],
        "max_age": 3600,
    }  # fmt: skip
