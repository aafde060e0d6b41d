"""HTTP below the application: what is no HTTP, too long or too slow is refused in the one shape, and let go."""

import asyncio
import uuid
from datetime import timedelta
from typing import Any

from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from videoagent_contracts.api import ErrorResponse
from videoagent_contracts.errors import ErrorCode
from videoagent_gateway.api.problems import MEDIA_TYPE

MOST_HEAD_BYTES = 64 * 1024
"""Of a request line with its headers, as long as they have not all arrived."""


class BoundedProtocol(HttpToolsProtocol):
    """Uvicorn's own reads heads of any length, and waits for ever for whoever does not finish a request."""

    head_timeout_s: float
    """Longest time for a request line and its headers, also of a connection on which nothing is sent."""
    body_timeout_s: float
    """Longest time for a body whose request has been answered, or which nobody reads."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._head_bytes = 0
        self._in_head = True
        self._waiting: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._wait(self.head_timeout_s)

    def connection_lost(self, exc: Exception | None) -> None:
        self._wait(None)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self.transport.is_closing():
            return
        self._head_bytes += len(data)
        super().data_received(data)
        if self._in_head and self._head_bytes > MOST_HEAD_BYTES and not self.transport.is_closing():
            detail = f"the request line and the headers must have at most {MOST_HEAD_BYTES} bytes"
            self._refuse(431, ErrorCode.HEADERS_TOO_LARGE, detail)

    def handle_websocket_upgrade(self) -> None:
        self._wait(None)
        super().handle_websocket_upgrade()

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._in_head = True
        self._wait(self.head_timeout_s)

    def on_headers_complete(self) -> None:
        self._in_head = False
        self._wait(self.body_timeout_s)
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        self._head_bytes = 0
        self._in_head = True
        self._wait(None)
        super().on_message_complete()

    def send_400_response(self, msg: str) -> None:
        """Refuse what the parser does not take for HTTP; its own words say nothing to a client."""
        self._refuse(400, ErrorCode.MALFORMED_HTTP, "this is not an HTTP request")

    def _wait(self, seconds: float | None) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
        self._waiting = None if seconds is None else self.loop.call_later(seconds, self._too_slow)

    def _too_slow(self) -> None:
        answered = self.cycle is None or self.cycle.response_complete
        if self._in_head and self._head_bytes and answered:
            self._refuse(408, ErrorCode.REQUEST_TIMEOUT, "the request did not arrive in time")
        else:
            self.transport.abort()  # nothing was asked, or an answer has been given or begun

    def _refuse(self, status: int, code: ErrorCode, detail: str) -> None:
        request_id = uuid.uuid4().hex
        problem = ErrorResponse(
            type=f"urn:videoagent:problem:{code}",
            title=STATUS_LINE[status].decode().split(" ", 2)[2].strip(),
            status=status,
            detail=detail,
            instance="",
            code=code,
            retryable=code is ErrorCode.REQUEST_TIMEOUT,
            request_id=request_id,
        )
        body = problem.model_dump_json(exclude_none=True).encode()
        head = (
            f"content-type: {MEDIA_TYPE}\r\ncontent-length: {len(body)}\r\nx-request-id: {request_id}\r\n"
            "x-content-type-options: nosniff\r\ncontent-security-policy: default-src 'none'; frame-ancestors 'none'\r\n"
            "cache-control: no-store\r\nconnection: close\r\n\r\n"
        )
        self.transport.write(STATUS_LINE[status] + head.encode() + body)
        self.transport.close()


def bounded(head: timedelta, body: timedelta) -> type[BoundedProtocol]:
    """Return the protocol with these limits; the application, which can answer, gives up on a body first."""

    class Bounded(BoundedProtocol):
        head_timeout_s = head.total_seconds()
        body_timeout_s = 2 * body.total_seconds()

    return Bounded
