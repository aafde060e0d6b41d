"""Around every request: an id, security headers, what is refused at the door, and the last net under it all."""

import re
import time
import uuid
from collections.abc import Awaitable, Callable, MutableMapping
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

import structlog
from starlette.requests import ClientDisconnect
from starlette.responses import Response

from videoagent_contracts.errors import ErrorCode, VideoAgentException
from videoagent_gateway.api.door import Door, Headers, is_probe, refused
from videoagent_gateway.api.events import EVENT_STREAM
from videoagent_gateway.api.problems import allowed_methods, problem
from videoagent_gateway.metrics import REQUEST_SECONDS, REQUESTS
from videoagent_gateway.settings import GatewayGroup, is_loopback

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

_log = structlog.get_logger(__name__)
_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_READ_HEADERS = frozenset({b"host", b"origin", b"content-length", b"x-request-id", b"accept"})
_STREAMS = re.compile(r"/api/v1/tasks/[^/]+/events")
_MOST_HEADERS = 100
_UNREAD = frozenset({408, 431})
"""Answers after which the rest of the request is not waited for."""
_STANDING_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
)
_API_HEADERS = (
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
    (b"cache-control", b"no-store"),
)


class Guard:
    """ASGI middleware, written without helpers since every request passes it.

    While the gateway is open, whoever can make a browser on this machine send a request could use it: so foreign
    origins may not change anything or listen, and names that merely resolve to this machine are refused.
    """

    def __init__(self, app: App, settings: GatewayGroup, door: Door) -> None:
        self._app = app
        self._door = door
        self._most_bytes = settings.max_body_bytes
        self._hosts = frozenset(host.casefold() for host in (*settings.allowed_hosts, settings.host))
        self._any_host = not is_loopback(settings.host) and not settings.allowed_hosts
        self._origins = frozenset(settings.cors_origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        headers = {name: value.decode("latin-1") for name, value in scope["headers"] if name in _READ_HEADERS}
        if scope["type"] == "websocket":
            if self._foreign(headers, acts=True):
                await send({"type": "websocket.close", "code": 4403})
                return
            await self._door.admit_socket(scope)
            await self._app(scope, receive, send)
            return
        await self._http(scope, receive, send, headers)

    async def _http(self, scope: Scope, receive: Receive, send: Send, headers: dict[bytes, str]) -> None:
        given = headers.get(b"x-request-id", "")
        request_id = given if _REQUEST_ID.fullmatch(given) else uuid.uuid4().hex
        scope.setdefault("state", {})["request_id"] = request_id
        if scope["method"] == "HEAD":
            # The server drops the body; ``state`` tells who would otherwise stream without end.
            scope["state"]["head"] = True
            scope = {**scope, "method": "GET"}
        answer = _Answer(send, request_id, scope)
        try:
            early = self._refusal(scope, headers) or await self._admit(scope, answer) or _methods(scope)
            await (early or self._app)(scope, receive, answer)
        except ClientDisconnect:
            pass  # nobody is left to answer
        except Exception:
            _log.exception("request failed", path=scope["path"], request_id=request_id)
            if answer.status is not None:
                raise
            detail = f"something went wrong on our side; tell request id {request_id} to whoever runs this"
            await problem(scope, 500, ErrorCode.INTERNAL, detail)(scope, receive, answer)

    async def _admit(self, scope: Scope, answer: "_Answer") -> App | None:
        try:
            answer.more = await self._door.admit(scope)
        except VideoAgentException as error:
            return refused(scope, error)
        return None

    def _refusal(self, scope: Scope, headers: dict[bytes, str]) -> App | None:
        if len(scope["headers"]) > _MOST_HEADERS:
            detail = f"a request may have at most {_MOST_HEADERS} headers"
            return problem(scope, 431, ErrorCode.HEADERS_TOO_LARGE, detail)
        if sum(name == b"host" for name, _ in scope["headers"]) > 1:
            return problem(scope, 400, ErrorCode.MALFORMED_HTTP, "a request has one Host")
        probed = scope["method"] in _SAFE_METHODS and is_probe(scope["path"])
        acts = scope["method"] not in _SAFE_METHODS or _listens(scope["path"], headers)
        if not probed and self._foreign(headers, acts=acts):
            return problem(scope, 403, ErrorCode.FORBIDDEN, "this Host or Origin is not served here")
        length = headers.get(b"content-length", "0")
        if len(length) > 12 or not length.isdecimal() or int(length) > self._most_bytes:
            detail = f"the body must have at most {self._most_bytes} bytes"
            return problem(scope, 413, ErrorCode.BODY_TOO_LARGE, detail)
        return None

    def _foreign(self, headers: dict[bytes, str], *, acts: bool) -> bool:
        host = headers.get(b"host", "")
        name = _host_name(host)
        if name is None or not self._serves(name):
            return True
        origin = headers.get(b"origin")
        if not acts or origin is None or origin in self._origins:
            return False
        return origin.partition("://")[2].casefold() != host.casefold()

    def _serves(self, name: str) -> bool:
        """Whether requests for this name are answered; with keys any name will do, where none was named."""
        if is_loopback(name) or name in self._hosts:
            return True
        return self._any_host and (not self._door.is_open or _is_nobodys(name))


def _listens(path: str, headers: dict[bytes, str]) -> bool:
    return EVENT_STREAM in headers.get(b"accept", "") and _STREAMS.fullmatch(path) is not None


def _methods(scope: Scope) -> App | None:
    """Answer ``OPTIONS`` where there is something; only to who was let in, since it tells what there is."""
    allowed = allowed_methods(scope["app"], scope) if scope["method"] == "OPTIONS" else None
    return Response(status_code=204, headers={"Allow": ", ".join(allowed)}) if allowed else None


def _is_nobodys(name: str) -> bool:
    """Whether no page elsewhere can have this name: an address, or a name of the local network."""
    return "." not in name or re.fullmatch(r"[0-9.]+", name) is not None


@lru_cache(maxsize=256)
def _host_name(host: str) -> str | None:
    """Return the name in a Host header without its port, None when it is no name at all."""
    if re.fullmatch(r"[A-Za-z0-9._:\[\]-]{1,255}", host) is None:
        return None
    try:
        return urlsplit(f"//{host}").hostname
    except ValueError:
        return None


class _Answer:
    """The way out: adds headers and counts."""

    __slots__ = ("_began", "_request_id", "_scope", "_send", "more", "status")

    def __init__(self, send: Send, request_id: str, scope: Scope) -> None:
        self._send = send
        self._request_id = request_id.encode()
        self._scope = scope
        self._began = time.perf_counter()
        self.status: int | None = None
        self.more: Headers = []

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = message["headers"] = [*message.get("headers", ()), *_STANDING_HEADERS, *self.more]
            headers.append((b"x-request-id", self._request_id))
            if not any(name == b"content-security-policy" for name, _ in headers):
                headers.extend(_API_HEADERS)
            if self.status in _UNREAD:
                headers.append((b"connection", b"close"))
            self._count()
        await self._send(message)

    def _count(self) -> None:
        route = getattr(self._scope.get("route"), "path", "none")
        REQUESTS.labels(route, self._scope["method"], self.status).inc()
        REQUEST_SECONDS.labels(route).observe(time.perf_counter() - self._began)
