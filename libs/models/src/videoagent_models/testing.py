"""A local server that speaks the OpenAI-compatible chat protocol and says what a test tells it to, and a workplace."""

import json
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, TypeVar

from videoagent_contracts.envelope import utc_now

T = TypeVar("T")


class Here:
    """A workplace that runs everything in this process."""

    def __init__(
        self,
        provider: str | None = None,
        *,
        budget_usd: float | None = None,
        time_left: timedelta = timedelta(minutes=5),
    ) -> None:
        self.provider = provider
        self.budget_usd = budget_usd
        self.deadline: datetime = utc_now() + time_left

    def progress(self, fraction: float, message: str = "") -> None:
        """Hold it to its promise."""
        if not 0 <= fraction <= 1:
            raise ValueError(f"{fraction} is no fraction of the work ({message})")

    async def in_process(self, function: Callable[..., T], /, *arguments: Any) -> T:
        """Call it."""
        return function(*arguments)


@dataclass(frozen=True)
class Reply:
    """One scripted answer.

    Attributes:
        body: Sent as JSON, or as it is when it is a string.
        status: HTTP status.
        headers: Beside the content type.
        delay_s: Silence before the answer.
        endless: The body is repeated until the client hangs up.
    """

    body: Any = ""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    delay_s: float = 0.0
    endless: bool = False


def chat(content: str | None, *, finish_reason: str = "stop", refusal: str | None = None) -> Reply:
    """Answer with one chat message."""
    message = {"role": "assistant", "content": content, "refusal": refusal}
    return Reply(
        {
            "id": "chatcmpl-1",
            "object": "chat.completion",
            "created": 0,
            "model": "fake",
            "choices": [{"index": 0, "message": message, "finish_reason": finish_reason}],
            "usage": {"prompt_tokens": 100, "completion_tokens": 50, "total_tokens": 150},
        }
    )


def chat_json(document: object) -> Reply:
    """Answer with a document as the message's JSON."""
    return chat(json.dumps(document, ensure_ascii=False))


def problem(
    status: int, message: str = "", *, param: str | None = None, headers: Mapping[str, str] | None = None
) -> Reply:
    """Answer with an error as these servers write it."""
    return Reply({"error": {"message": message, "type": "error", "param": param}}, status, headers or {})


class FakeChatServer:
    """Gives the scripted replies in turn, the last one for ever, and keeps what it was asked."""

    def __init__(self, replies: Sequence[Reply]) -> None:
        self.requests: list[dict[str, Any]] = []
        self.keys: list[str] = []
        self._replies = list(replies)
        self._lock = threading.Lock()
        self._closing = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True

    @property
    def base_url(self) -> str:
        """What to set as the text model's ``base_url``."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def next_reply(self, request: dict[str, Any], key: str) -> Reply:
        """Take a request in and return what is due."""
        with self._lock:
            self.requests.append(request)
            self.keys.append(key)
            return self._replies.pop(0) if len(self._replies) > 1 else self._replies[0]

    def wait(self, seconds: float) -> None:
        """Sleep, or less when the server is being closed."""
        self._closing.wait(seconds)

    def serve(self) -> None:
        """Serve until ``close``; run in a thread of its own."""
        self._server.serve_forever(poll_interval=0.02)

    def close(self) -> None:
        """Stop serving and give the port back."""
        self._closing.set()
        self._server.shutdown()
        self._server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        fake = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                length = int(self.headers.get("content-length", 0))
                request = json.loads(self.rfile.read(length))
                reply = fake.next_reply(request, self.headers.get("authorization", ""))
                fake.wait(reply.delay_s)
                try:
                    self._send(reply)
                except ConnectionError:
                    self.close_connection = True

            def _send(self, reply: Reply) -> None:
                raw = (reply.body if isinstance(reply.body, str) else json.dumps(reply.body)).encode()
                self.send_response(reply.status)
                self.send_header("content-type", "application/json")
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                if not reply.endless:
                    self.send_header("content-length", str(len(raw)))
                self.end_headers()
                self.wfile.write(raw)
                while reply.endless and not fake._closing.is_set():
                    self.wfile.write(raw)
                self.close_connection = self.close_connection or reply.endless

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
                """Keep the test's output clean."""

        return Handler


@contextmanager
def fake_chat_server(*replies: Reply) -> Iterator[FakeChatServer]:
    """Run a fake server for the length of a test."""
    server = FakeChatServer(replies or (chat("{}"),))
    thread = threading.Thread(target=server.serve, name="fake-chat-server", daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.close()
        thread.join(5)
