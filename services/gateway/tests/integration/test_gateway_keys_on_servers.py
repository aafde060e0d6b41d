"""Keys, tickets and limits over two gateways on the real document store."""

import asyncio
import contextlib
import io
import time
from collections.abc import AsyncIterator, Callable
from typing import Any

import httpx
import pytest
import websockets

from videoagent_gateway import keys

pytestmark = pytest.mark.stack
TASKS = "/api/v1/tasks"
KEYS = "/api/v1/admin/keys"
_PATIENCE_S = 30.0


def command_line(environment: dict[str, str], *arguments: str) -> str:
    """Do what ``python -m videoagent_gateway.keys`` does, and return what it prints."""
    printed = io.StringIO()
    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(printed):
        for name, value in environment.items():
            patch.setenv(name, value)
        assert keys.main(list(arguments)) == 0
    return printed.getvalue().strip()


def bearer(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"}


async def until(condition: Callable[[], Any], what: str) -> float:
    """Wait; return the seconds that it took."""
    began = time.monotonic()
    while not await condition():
        assert time.monotonic() - began < _PATIENCE_S, what
        await asyncio.sleep(0.05)
    return time.monotonic() - began


@pytest.fixture(scope="module")
def root(environment: dict[str, str]) -> str:
    """The first key, made before any gateway runs."""
    return command_line(environment, "create", "--user", "root", "--scopes", "admin", "--name", "first")


@pytest.fixture(scope="module")
def pair(root: str, replicas: tuple[Any, Any]) -> tuple[Any, Any]:
    return replicas


@pytest.fixture
async def both(pair: Any) -> AsyncIterator[tuple[httpx.AsyncClient, httpx.AsyncClient]]:
    async with (
        httpx.AsyncClient(base_url=pair[0].url, timeout=20) as first,
        httpx.AsyncClient(base_url=pair[1].url, timeout=20) as second,
    ):
        yield first, second


async def make_key(client: httpx.AsyncClient, root: str, **wanted: Any) -> tuple[str, str]:
    answer = await client.post(KEYS, json=wanted, headers=bearer(root))
    assert answer.status_code == 201, answer.text
    return answer.json()["key_id"], answer.json()["key"]


async def test_a_new_key_works_at_once_and_a_revoked_one_nowhere(both: Any, root: str) -> None:
    first, second = both
    key_id, key = await make_key(first, root, user_id="ann")
    assert (await second.get(TASKS, headers=bearer(key))).status_code == 200
    listed = (await second.get(KEYS, headers=bearer(root))).json()["items"]
    assert key_id in {entry["key_id"] for entry in listed}
    assert key not in str(listed)

    assert (await first.delete(f"{KEYS}/{key_id}", headers=bearer(root))).status_code == 204
    assert (await first.get(TASKS, headers=bearer(key))).status_code == 401

    async def is_refused() -> bool:
        return bool((await second.get(TASKS, headers=bearer(key))).status_code == 401)

    print(f"revocation noticed by the other replica after {await until(is_refused, 'revocation'):.2f} s")


async def test_an_open_socket_ends_with_its_key(pair: Any, both: Any, root: str) -> None:
    first, second = both
    key_id, key = await make_key(first, root, user_id="ann")
    address = pair[1].url.replace("http", "ws") + "/ws/subscribe"
    async with websockets.connect(address, additional_headers=bearer(key)) as socket:
        assert '"connected"' in str(await socket.recv())
        await first.delete(f"{KEYS}/{key_id}", headers=bearer(root))
        with pytest.raises(websockets.ConnectionClosed) as closed:
            await asyncio.wait_for(socket.recv(), _PATIENCE_S)
        assert closed.value.rcvd is not None
        assert closed.value.rcvd.code == 4401
    assert (await second.get("/health/live")).status_code == 200


async def test_a_ticket_of_one_replica_opens_the_other_once(pair: Any, both: Any, root: str) -> None:
    first, _ = both
    _, key = await make_key(first, root, user_id="ann")
    ticket = (await first.post("/api/v1/ws/tickets", headers=bearer(key))).json()["ticket"]
    addresses = [f"{each.url.replace('http', 'ws')}/ws/subscribe?ticket={ticket}" for each in (*pair, *pair, *pair)]
    firsts = await asyncio.gather(*map(first_message, addresses))
    assert sorted(firsts) == ["connected", *["error"] * 5]


async def first_message(address: str) -> str:
    async with websockets.connect(address) as socket:
        return "connected" if '"connected"' in str(await socket.recv()) else "error"


async def test_a_limit_holds_over_both_replicas(both: Any, root: str) -> None:
    """It may be passed by what the other replica grants before it has spoken: by less than the limit again."""
    limit = 20
    _, key = await make_key(both[0], root, user_id="ann", rate_limit=limit)
    granted = 0
    refused_by: set[int] = set()
    began = time.monotonic()
    while len(refused_by) < 2:
        assert time.monotonic() - began < _PATIENCE_S
        for number, client in enumerate(both):
            answer = await client.get(TASKS, headers=bearer(key))
            granted += answer.status_code == 200
            if answer.status_code == 429:
                refused_by.add(number)
                assert int(answer.headers["retry-after"]) >= 1
                assert answer.headers["ratelimit-remaining"] == "0"
    elapsed_s = time.monotonic() - began
    print(f"granted {granted} of {limit} over two replicas in {elapsed_s:.2f} s")
    assert limit <= granted <= 2 * limit + limit * elapsed_s / 60 + 1


async def test_the_command_line_lists_and_revokes(both: Any, root: str, environment: dict[str, str]) -> None:
    def run(*arguments: str) -> "asyncio.Future[str]":
        return asyncio.ensure_future(asyncio.to_thread(command_line, environment, *arguments))

    key = await run("create", "--user", "cleo", "--name", "by hand", "--days", "1")
    key_id = key.split("_")[1]
    assert (await both[0].get(TASKS, headers=bearer(key))).status_code == 200
    assert f"{key_id}  active   cleo" in await run("list")
    await run("revoke", key_id)

    async def is_refused() -> bool:
        return all([(await client.get(TASKS, headers=bearer(key))).status_code == 401 for client in both])

    await until(is_refused, "revocation by hand")
    assert f"{key_id}  revoked  cleo" in await run("list")


async def test_elsewhere_than_on_loopback_it_does_not_start_without_keys(start_gateway: Any) -> None:
    away = {"VIDEOAGENT_GATEWAY__HOST": "0.0.0.0", "VIDEOAGENT_MONGO__DATABASE_PREFIX": f"empty{time.time_ns()}_"}
    refused = start_gateway(**away)
    assert await asyncio.to_thread(refused.process.wait, 60) == 1
    assert "there is no API key" in refused.log.read_text()
