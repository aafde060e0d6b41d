"""What a client may say on a WebSocket, and what it may not: the connection lives on, and others notice nothing."""

import asyncio
import base64
import json
import os
import struct
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from typing import Any

import httpx
import pytest
import websockets
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from websockets.sync.client import ClientConnection, connect

EXAMPLES = int(os.environ.get("VIDEOAGENT_FUZZ_EXAMPLES", "0")) or 150
TYPES = ["subscribe", "unsubscribe", "ping", "pong", "connected", "error", "task_completed", ""]

leaves = st.one_of(
    st.none(), st.booleans(), st.integers(-(2**70), 2**70), st.floats(), st.text(max_size=30), st.just("x" * 5000)
)
values = st.recursive(
    leaves,
    lambda inner: st.one_of(st.lists(inner, max_size=5), st.dictionaries(st.text(max_size=12), inner, max_size=5)),
    max_leaves=20,
)
messages = st.one_of(
    st.text(max_size=300),
    st.binary(max_size=300),
    values.map(json.dumps),
    st.builds(
        lambda kind, data: json.dumps({"type": kind, "data": data}),
        st.sampled_from(TYPES) | values,
        st.fixed_dictionaries(
            {}, optional={"task_ids": st.lists(st.text(max_size=70), max_size=20) | values, "all": values}
        )
        | values,
    ),
    st.builds(
        lambda seqs: json.dumps({"type": "subscribe", "data": {"task_ids": list(seqs), "after_seq": seqs}}),
        st.dictionaries(st.text(max_size=10), values, max_size=4),
    ),
    st.sampled_from(["[" * 60_000, '{"a":' * 9_000, "9" * 60_000, '"' + "a" * 200_000 + '"', "\x00", '{"type":NaN}']),
)


@pytest.fixture(scope="module")
def socket(gateway: Any) -> Iterator[ClientConnection]:
    with connect(f"ws://127.0.0.1:{gateway.port}/ws/subscribe", open_timeout=30) as connection:
        assert json.loads(connection.recv(30))["type"] == "connected"
        yield connection


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=EXAMPLES == 150,
    database=None,
    suppress_health_check=list(HealthCheck),
)
@given(said=st.lists(messages, min_size=1, max_size=4))
def test_nonsense_is_answered_and_the_connection_lives_on(socket: ClientConnection, said: list[str | bytes]) -> None:
    """One connection for all examples: whatever was said, the next ping is answered."""
    for each in said:
        socket.send(each)
    nonce = base64.b64encode(os.urandom(6)).decode()
    socket.send(json.dumps({"type": "ping", "data": {"nonce": nonce}}))
    while True:
        answer = json.loads(socket.recv(30))
        assert answer.keys() == {"type", "task_id", "seq", "timestamp", "data"}
        if answer["type"] == "error":
            assert answer["data"]["code"]
            assert answer["data"]["detail"]
            assert len(answer["data"]["detail"]) < 1000
        if answer["type"] == "pong" and answer["data"].get("nonce") == nonce:
            return


@pytest.mark.parametrize(
    "nonsense",
    ["", "null", "[]", "{}", '{"type":"subscribe"}', '{"type":"sing"}', '{"type":"ping","data":[]}', b"\x00"],
)
def test_each_kind_of_nonsense_is_told(socket: ClientConnection, nonsense: str | bytes) -> None:
    socket.send(nonsense)
    answer = json.loads(socket.recv(30))
    assert (answer["type"], answer["data"]["code"]) == ("error", "validation_error")


def test_many_unknown_tasks_are_each_refused(gateway: Any) -> None:
    """A thousand ids is what one message may name; the answers fit the outbox, and one more is too many."""
    with connect(f"ws://127.0.0.1:{gateway.port}/ws/subscribe", open_timeout=30) as connection:
        connection.recv(30)
        for count, errors in ((900, 900), (1001, 1)):
            ids = [f"no-such-{number}" for number in range(count)]
            connection.send(json.dumps({"type": "subscribe", "data": {"task_ids": ids}}))
            for _ in range(errors):
                assert json.loads(connection.recv(30))["type"] == "error"
        connection.send('{"type":"ping"}')
        assert json.loads(connection.recv(30))["type"] == "pong"


def frame(opcode: int, data: bytes, *, fin: bool = True, mask: bool = True, reserved: int = 0) -> bytes:
    """A WebSocket frame (RFC 6455, 5.2), right or wrong."""
    head = bytes([(0x80 if fin else 0) | reserved << 4 | opcode])
    bit = 0x80 if mask else 0
    if len(data) < 126:
        head += bytes([bit | len(data)])
    else:
        head += bytes([bit | 127]) + struct.pack(">Q", len(data))
    return head + (b"\x00" * 4 if mask else b"") + data


BROKEN = {
    "not utf-8": frame(1, b"\xff\xfe"),
    "not masked": frame(1, b"{}", mask=False),
    "reserved opcode": frame(3, b""),
    "reserved bit": frame(1, b"{}", reserved=4),
    "long ping": frame(9, b"a" * 200),
    "ping in pieces": frame(9, b"", fin=False),
    "continues nothing": frame(0, b"a"),
    "begins twice": frame(1, b"a", fin=False) + frame(1, b"b"),
    "close without a right code": frame(8, b"\x00\x01"),
    "longer than all": bytes([0x81, 0xFF]) + struct.pack(">Q", 2**62) + b"\x00" * 4,
    "over the limit": frame(1, b"a" * (2 * 1024 * 1024)),
    "noise": os.urandom(64),
}


@pytest.fixture
async def bystander(gateway: Any) -> AsyncIterator[Any]:
    async with websockets.connect(f"ws://127.0.0.1:{gateway.port}/ws/subscribe", open_timeout=30) as connection:
        await connection.recv()
        yield connection


@pytest.mark.parametrize("what", BROKEN)
async def test_who_breaks_the_protocol_is_closed_alone(gateway: Any, bystander: Any, what: str) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", gateway.port)
    writer.write(
        b"GET /ws/subscribe HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: " + base64.b64encode(os.urandom(16)) + b"\r\n\r\n"
    )
    assert b" 101 " in await reader.readline()
    writer.write(BROKEN[what])
    async with asyncio.timeout(30):
        with suppress(ConnectionError):
            await reader.read()  # to its end: the gateway hangs up
    writer.close()
    with suppress(ConnectionError):
        await writer.wait_closed()
    await bystander.send('{"type":"ping"}')
    assert json.loads(await asyncio.wait_for(bystander.recv(), 30))["type"] == "pong"


@pytest.mark.parametrize(
    "path",
    ["/ws", "/ws/", "/ws/tasks", "/ws/tasks/..%2f..", "/ws/nope", "/api/v1/tasks", "/ws/tasks/%00?after_seq=x"],
)
async def test_sockets_at_wrong_addresses_are_refused(gateway: Any, path: str) -> None:
    """Before the handshake (403, 404), or with an error message and close code 4404."""
    assert await _refusal(f"ws://127.0.0.1:{gateway.port}{path}") in (403, 404, 4404)


async def _refusal(url: str) -> int:
    """Return the HTTP status or the close code with which a socket is refused; errors may be said before."""
    try:
        async with websockets.connect(url, open_timeout=30) as connection:
            async for raw in connection:
                assert json.loads(raw)["type"] == "error"
            return connection.close_code or 0
    except websockets.InvalidStatus as error:
        return error.response.status_code
    except websockets.ConnectionClosedError as error:
        return error.rcvd.code if error.rcvd else 0


async def test_nothing_is_left_of_closed_connections(gateway: Any) -> None:
    """Runs last: of all the sockets above, at most the shared one is still known."""
    async with asyncio.timeout(30):
        while True:
            async with httpx.AsyncClient(base_url=gateway.url) as client:
                status = (await client.get("/api/v1/ws/status")).json()
            if status["active_connections"] <= 1:
                break
            await asyncio.sleep(0.1)
    assert status["subscriptions"] <= 1 + len(gateway.tasks)
