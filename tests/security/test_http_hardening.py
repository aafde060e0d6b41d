"""Requests that are no HTTP, too long, too slow or ambiguous: each gets a clear 4xx in the one shape, then goodbye."""

import asyncio
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from typing import Any

import httpx
import pytest

JSON = {"Content-Type": "application/json"}
TASKS = "/api/v1/tasks"
GET = b"GET /health/live HTTP/1.1\r\nHost: 127.0.0.1\r\n"
POST = b"POST /api/v1/tasks HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
BODY = b'{"topic":"bees"}'


class Answer:
    """What came back over a bare connection until the gateway closed it."""

    def __init__(self, raw: bytes) -> None:
        head, _, self.body = raw.partition(b"\r\n\r\n")
        lines = head.decode("latin-1").split("\r\n")
        self.status = int(lines[0].split(" ")[1]) if raw else 0
        self.headers = {name.casefold(): value.strip() for name, _, value in (line.partition(":") for line in lines)}

    def problem(self) -> dict[str, Any]:
        assert self.headers["content-type"] == "application/problem+json", self.body[:200]
        document: dict[str, Any] = json.loads(self.body)
        assert document["status"] == self.status
        assert document["request_id"] == self.headers["x-request-id"]
        return document


async def send(port: int, *parts: bytes, pause_s: float = 0.0, wait_s: float = 30) -> Answer:
    """Send bytes as they are and read until the other side closes."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        for part in parts:
            writer.write(part)
            await writer.drain()
            await asyncio.sleep(pause_s)
        return Answer(await asyncio.wait_for(reader.read(), wait_s))
    except ConnectionError:
        return Answer(b"")
    finally:
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()


MALFORMED = {
    "no http": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
    "bytes in the path": b"GET /\xff\xfe HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    "unknown method": b"BREW / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    "space before the colon": GET + b"X-A : b\r\n\r\n",
    "a folded header": GET + b"X-A: b\r\n c\r\n\r\n",
    "a line feed alone in a name": GET + b"X-\nA: b\r\n\r\n",
    "length twice": POST + b"Content-Length: 16\r\nContent-Length: 3\r\n\r\n" + BODY,
    "length and chunks": POST + b"Content-Length: 16\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "chunks not last": POST + b"Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
    "negative length": POST + b"Content-Length: -1\r\n\r\n",
    "a length that is no number": POST + b"Content-Length: 1e3\r\n\r\n",
    "a length beyond all": POST + b"Content-Length: 99999999999999999999999\r\n\r\n",
    "chunk size nonsense": POST + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n",
    "two hosts": b"GET /health/live HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
}


@pytest.mark.parametrize("what", MALFORMED)
async def test_what_could_be_read_in_two_ways_is_refused(gateway: Any, what: str) -> None:
    """Request smuggling needs two readers who disagree on where a request ends: nothing ambiguous is answered."""
    answer = await send(gateway.port, MALFORMED[what])
    assert answer.status == 400, answer.body[:200]
    assert answer.problem()["code"] == "malformed_http"


async def test_a_second_request_hidden_in_a_refused_one_is_not_answered(gateway: Any) -> None:
    hidden = b"0\r\n\r\nDELETE /api/v1/tasks/x HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    answer = await send(gateway.port, POST + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n" + hidden)
    assert answer.status == 400
    assert answer.body.count(b"HTTP/1.1") == 0


@pytest.mark.parametrize(
    "head",
    [
        GET + b"".join(b"X-%d: a\r\n" % number for number in range(150)) + b"Connection: close\r\n\r\n",
        GET + b"X-Long: " + b"a" * 400_000,
        b"GET /" + b"a" * 400_000,
    ],
    ids=["many", "long", "long path"],
)
async def test_heads_have_an_end(gateway: Any, head: bytes) -> None:
    answer = await send(gateway.port, head)
    assert answer.status in (431, 0), answer.body[:200]  # 0: the rest of what was sent crossed the answer
    if answer.status:
        assert answer.problem()["code"] == "headers_too_large"


@contextmanager
def impatient(gateway: Any) -> Iterator[None]:
    """Let the gateway wait a moment only for bodies."""
    settings = gateway.world.app.state.settings
    gateway.world.app.state.settings = settings.model_copy(update={"body_timeout": timedelta(seconds=0.3)})
    yield
    gateway.world.app.state.settings = settings


async def test_a_slow_body_is_not_waited_for(gateway: Any) -> None:
    with impatient(gateway):
        answer = await send(gateway.port, POST + b"Content-Length: 16\r\n\r\n", b'{"to', b'pic"')
    assert answer.status == 408
    assert answer.problem()["retryable"] is True
    assert answer.headers["connection"] == "close"


async def test_a_slow_head_is_not_waited_for(impatient_port: int) -> None:
    answer = await send(impatient_port, b"GET / HTTP/1.1\r\nHo")
    assert answer.status == 408
    assert answer.problem()["code"] == "request_timeout"


async def test_who_says_nothing_is_let_go(impatient_port: int) -> None:
    began = time.monotonic()
    assert (await send(impatient_port)).status == 0
    assert time.monotonic() - began < 20


async def test_a_body_after_its_answer_is_not_read_for_ever(impatient_port: int) -> None:
    """A route that needs no body answers at once; whoever then drips one is cut off."""
    drops = [b"a"] * 40
    began = time.monotonic()
    await send(impatient_port, GET + b"Content-Length: 1000\r\n\r\n", *drops, pause_s=0.05)
    assert time.monotonic() - began < 20


@pytest.mark.parametrize("length", [10**7, 10**15])
async def test_a_huge_body_is_refused_before_it_is_sent(gateway: Any, length: int) -> None:
    """The connection stays, for a while: who is hung up on while sending never sees why."""
    reader, writer = await asyncio.open_connection("127.0.0.1", gateway.port)
    writer.write(POST + b"Content-Length: %d\r\n\r\n" % length)
    head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 30)
    answer = Answer(head + await reader.readexactly(int(Answer(head).headers["content-length"])))
    writer.close()
    assert (answer.status, answer.problem()["code"]) == (413, "body_too_large")


BODIES: dict[str, tuple[bytes, dict[str, str], int]] = {
    "deep": (b"[" * 200_000, JSON, 400),
    "deep in an option": (b'{"topic":"bees","options":{"x":' + b'{"a":' * 300 + b"1" + b"}" * 302, JSON, 400),
    "a name twice": (b'{"topic":"bees","topic":"wasps"}', JSON, 400),
    "a name twice, escaped": (b'{"topic":"bees","\\u0074opic":"wasps"}', JSON, 400),
    "a name twice, inside": (b'{"topic":"bees","options":{"fps":30,"fps":25}}', JSON, 400),
    "gzip": (b"\x1f\x8b", JSON | {"Content-Encoding": "gzip"}, 415),
    "an encoding nobody knows": (BODY, JSON | {"Content-Encoding": "x"}, 415),
    "utf-16": ('{"topic":"bees"}'.encode("utf-16"), JSON, 400),
    "utf-16 by name": (BODY, {"Content-Type": "application/json; charset=utf-16"}, 201),
    "a byte-order mark": (b"\xef\xbb\xbf" + BODY, JSON, 400),
    "two documents": (BODY + BODY, JSON, 400),
    "a prototype": (b'{"topic":"bees","__proto__":{"admin":true}}', JSON, 422),
}


@pytest.fixture(scope="module")
def http(gateway: Any) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=gateway.url) as client:
        yield client


@pytest.mark.parametrize("what", BODIES)
def test_bodies_that_mean_two_things(http: httpx.Client, what: str) -> None:
    body, headers, status = BODIES[what]
    answer = http.post(TASKS, content=body, headers=headers)
    assert answer.status_code == status, answer.text
    if status >= 400:
        assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    "task_id",
    [
        "..%2f..%2fetc%2fpasswd",
        "%2e%2e",
        "..;",
        "%00",
        "%F0%9D%9F%8F",
        "\uff11\uff12\uff13",
        "a" * 8000,
        "%7b%22$ne%22:null%7d",
        "$where",
        "a.b",
        "%0d%0aX-Evil:%201",
        "caf\u00e9",
        "cafe\u0301",
    ],
)
def test_ids_are_looked_up_and_never_interpreted(http: httpx.Client, task_id: str) -> None:
    for path in (task_id, f"{task_id}/video", f"{task_id}/events"):
        answer = http.get(f"{TASKS}/{path}")
        assert answer.status_code == 404, path
        assert answer.headers["content-type"] == "application/problem+json"
        assert "x-evil" not in answer.headers


@pytest.mark.parametrize("header", ["X-HTTP-Method-Override", "X-Method-Override", "X-HTTP-Method"])
def test_no_header_changes_the_method(gateway: Any, http: httpx.Client, header: str) -> None:
    task_id = gateway.tasks["completed"]
    assert http.post(f"{TASKS}/{task_id}", headers={header: "DELETE"}).status_code == 405
    assert http.get(f"{TASKS}/{task_id}", headers={header: "DELETE"}).status_code == 200
    assert http.get(f"{TASKS}/{task_id}?_method=DELETE").status_code == 422


@pytest.mark.parametrize("header", ["X-Forwarded-Host", "X-Forwarded-For", "Forwarded", "X-Original-URL"])
def test_no_header_changes_who_or_what_is_asked(http: httpx.Client, header: str) -> None:
    answer = http.post(TASKS, json={"topic": "bees"}, headers={header: "/evil.example"})
    assert answer.headers["location"].startswith(TASKS)
    assert "evil" not in answer.text
