"""A local server that answers what a test tells it to, OpenAI-compatible chat above all; and a workplace."""

import json
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, TypeVar

from videoagent_contracts.artifacts import ArtifactRef
from videoagent_contracts.envelope import utc_now
from videoagent_runtime.agent.purse import Purse

T = TypeVar("T")
ServerT = TypeVar("ServerT", bound="FakeChatServer")


class Here:
    """A workplace that runs everything in this process.

    Args:
        provider: The user's choice.
        budget_usd: What the task may spend.
        reserved_usd: What of it is set aside for the attempt.
        time_left: Until the deadline.
        workdir: The scratch folder; artefacts lie in it under the last part of their keys.
    """

    def __init__(
        self,
        provider: str | None = None,
        *,
        budget_usd: float | None = None,
        reserved_usd: float | None = None,
        time_left: timedelta = timedelta(minutes=5),
        workdir: Path = Path(),
    ) -> None:
        self.workdir = workdir
        self.provider = provider
        self.purse = Purse(budget_usd, reserved_usd)
        self.deadline: datetime = utc_now() + time_left

    def progress(self, fraction: float, message: str = "") -> None:
        """Hold it to its promise."""
        if not 0 <= fraction <= 1:
            raise ValueError(f"{fraction} is no fraction of the work ({message})")

    async def fetch(self, ref: ArtifactRef) -> Path:
        """Find it in the scratch folder."""
        return self.workdir / ref.key.rpartition("/")[2]

    async def in_process(self, function: Callable[..., T], /, *arguments: Any) -> T:
        """Call it."""
        return function(*arguments)


@dataclass(frozen=True)
class Reply:
    """One scripted answer.

    Attributes:
        body: Sent as JSON, or as it is when it is text or bytes.
        status: HTTP status.
        headers: Beside the content type; with a ``content-length`` of one's own the body breaks off before it.
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
    status: int,
    message: str = "",
    *,
    param: str | None = None,
    code: str | None = None,
    headers: Mapping[str, str] | None = None,
) -> Reply:
    """Answer with an error as these servers write it."""
    return Reply({"error": {"message": message, "type": "error", "param": param, "code": code}}, status, headers or {})


class FakeChatServer:
    """Gives the scripted replies in turn, the last one for ever, and keeps what it was asked.

    Args:
        replies: To whatever is asked.
        files: Replies by path, for addresses that other replies point to; these requests are not kept.
    """

    def __init__(self, replies: Sequence[Reply], files: Mapping[str, Reply] | None = None) -> None:
        self.requests: list[dict[str, Any]] = []
        self.paths: list[str] = []
        self.headers: list[Mapping[str, str]] = []
        self.keys: list[str] = []
        self._replies = list(replies)
        self.files = dict(files or {})
        self._lock = threading.Lock()
        self._closing = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True

    @property
    def url(self) -> str:
        """Address of the server."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def base_url(self) -> str:
        """What to set as a model's ``base_url``."""
        return f"{self.url}/v1"

    def answer_with(self, *replies: Reply) -> None:
        """Script what is answered from now on."""
        with self._lock:
            self._replies = list(replies)

    def next_reply(self, path: str, headers: Mapping[str, str], raw: bytes) -> Reply:
        """Take a request in and return what is due."""
        known = self.files.get(path)
        if known is not None:
            return known
        with self._lock:
            self.requests.append(_document(raw))
            self.paths.append(path)
            self.headers.append(headers)
            self.keys.append(headers.get("authorization", ""))
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
                headers = {name.lower(): value for name, value in self.headers.items()}
                reply = fake.next_reply(self.path, headers, self.rfile.read(length))
                fake.wait(reply.delay_s)
                try:
                    self._send(reply)
                except ConnectionError:
                    self.close_connection = True

            do_GET = do_POST  # noqa: N815 - the base class's name

            def _send(self, reply: Reply) -> None:
                raw = _raw(reply.body)
                self.send_response(reply.status)
                for name, value in {"content-type": "application/json", **reply.headers}.items():
                    self.send_header(name, value)
                if not reply.endless and "content-length" not in reply.headers:
                    self.send_header("content-length", str(len(raw)))
                self.end_headers()
                self.wfile.write(raw)
                while reply.endless and not fake._closing.is_set():
                    self.wfile.write(raw)
                self.close_connection = self.close_connection or reply.endless

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
                """Keep the test's output clean."""

        return Handler


def _document(raw: bytes) -> dict[str, Any]:
    try:
        document = json.loads(raw or b"{}")
    except ValueError:  # a form or XML
        document = {"raw": raw}
    return document if isinstance(document, dict) else {"value": document}


def _raw(body: Any) -> bytes:
    if isinstance(body, bytes):
        return body
    return (body if isinstance(body, str) else json.dumps(body)).encode()


@contextmanager
def fake_chat_server(*replies: Reply, files: Mapping[str, Reply] | None = None) -> Iterator[FakeChatServer]:
    """Run a fake server for the length of a test."""
    with serving(FakeChatServer(replies or (chat("{}"),), files)) as server:
        yield server


@contextmanager
def serving(server: ServerT) -> Iterator[ServerT]:
    """Run a server of one's own making in a thread, and close it in the end."""
    thread = threading.Thread(target=server.serve, name="fake-chat-server", daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.close()
        thread.join(5)
