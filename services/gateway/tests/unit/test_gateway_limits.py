"""Rate limits: what is granted, what is told, and how replicas add up."""

import asyncio
import json
import random
from typing import Any

import httpx
import pytest

from videoagent_contracts.enums import TaskStatus
from videoagent_contracts.errors import RateLimitException, VideoAgentException
from videoagent_contracts.keys import KeyCreateRequest, Scope
from videoagent_gateway.api.talking import Talking
from videoagent_gateway.domain.caller import Caller
from videoagent_gateway.live.listener import listener_for
from videoagent_gateway.service.authenticating import Credentials
from videoagent_gateway.service.keeping import Kept
from videoagent_gateway.service.limiting import Counting, SharedCounters
from videoagent_gateway.settings import GatewayGroup
from videoagent_gateway.testing.access import MemoryAccess

TASKS = "/api/v1/tasks"
MINUTE = 60


class Clock:
    def __init__(self) -> None:
        self.now = 600.0

    def __call__(self) -> float:
        return self.now


def granted(counters: SharedCounters, times: int, limit: int = 100) -> int:
    return sum(counters.acquire_sliding_window_entry("ann", limit, MINUTE) for _ in range(times))


def test_a_window_slides() -> None:
    clock = Clock()
    counters = SharedCounters(clock)
    assert granted(counters, 150) == 100
    clock.now += 60
    assert granted(counters, 150) == 0, "all of the previous minute still counts at the start of the next"
    clock.now += 30
    assert granted(counters, 150) == 50
    clock.now += 120
    assert granted(counters, 150) == 100


def test_counters_are_forgotten_in_time_and_in_number(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock()
    counters = SharedCounters(clock)
    granted(counters, 3)
    clock.now += 119
    assert len(counters.own()) == 1
    clock.now += 2
    assert counters.own() == {}
    monkeypatch.setattr("videoagent_gateway.service.limiting._MOST_COUNTERS", 10)
    for number in range(50):
        counters.acquire_sliding_window_entry(str(number), 5, MINUTE)
    assert len(counters.own()) == 10


async def test_replicas_together_grant_one_limit_once_they_have_spoken() -> None:
    clock, store = Clock(), MemoryAccess()
    here, there = SharedCounters(clock), SharedCounters(clock)
    talks = [Counting(here, store, "here"), Counting(there, store, "there")]
    assert granted(here, 60) == 60
    for talk in (*talks, *talks):
        await talk.exchange()
    assert granted(there, 60) == 60, "a replica that has counted nothing yet has not looked"
    for talk in (*talks, *talks):
        await talk.exchange()
    assert (granted(here, 10), granted(there, 10)) == (0, 0)


@pytest.mark.parametrize("rate", [20, 60, 400], ids="{} requests a second".format)
@pytest.mark.parametrize("replicas", [2, 5])
def test_a_limit_is_passed_at_most_by_what_others_granted_since_they_spoke(replicas: int, rate: int) -> None:
    """The bound of decision 0017: who grants a request knows all that was granted two exchanges before, and its own."""
    clock, limit, chance = Clock(), 100, random.Random(rate * replicas)
    counters = [SharedCounters(clock) for _ in range(replicas)]
    phase = [chance.random() for _ in counters]
    told: dict[int, dict[str, int]] = {}
    grants: list[tuple[float, int]] = []
    exchanges = [(600 + phase[who] + second, who, "exchange") for who in range(replicas) for second in range(40)]
    requests = [(600 + chance.random() * 40, chance.randrange(replicas), "request") for _ in range(40 * rate)]
    for clock.now, who, what in sorted(exchanges + requests):
        if what == "exchange":
            told[who] = dict(counters[who].own())
            counters[who].take_others([counts for other, counts in told.items() if other != who])
        elif granted(counters[who], 1, limit):
            known = sum(by == who or at <= clock.now - 2 for at, by in grants)
            assert known < limit
            grants.append((clock.now, who))
    alone = [sum(by == who for _, by in grants) for who in range(replicas)]
    assert max(alone) <= limit
    unheard = max(sum(at - 2 < other <= at and by != who for other, by in grants) for at, who in grants)
    assert limit <= len(grants) <= min(limit + unheard, limit * replicas)


async def test_nothing_is_exchanged_while_nothing_is_counted() -> None:
    store = MemoryAccess()
    store.away = True
    await Counting(SharedCounters(), store, "here").exchange()


async def test_what_a_limit_tells(make_world: Any) -> None:
    world = make_world(GatewayGroup(rate_limit=3))
    made = await world.access.keys.create(KeyCreateRequest(user_id="ann"), by="test")
    wide = await world.access.keys.create(KeyCreateRequest(user_id="ann", rate_limit=50), by="test")
    await world.access.open()
    async with world.client() as client:
        told = [await client.get(TASKS, headers={"X-API-Key": made.key}) for _ in range(4)]
        assert [answer.status_code for answer in told] == [200, 200, 200, 429]
        assert [answer.headers["ratelimit-remaining"] for answer in told] == ["2", "1", "0", "0"]
        assert {answer.headers["ratelimit-limit"] for answer in told} == {"3"}
        refusal = told[-1]
        assert refusal.json()["code"] == "rate_limited"
        assert refusal.json()["retryable"]
        assert 1 <= int(refusal.headers["retry-after"]) <= MINUTE
        assert refusal.headers["ratelimit-reset"] == refusal.headers["retry-after"]
        assert (await client.get(TASKS, headers={"X-API-Key": wide.key})).headers["ratelimit-limit"] == "50"
        assert "ratelimit-limit" not in (await client.get("/health")).headers


async def test_wrong_keys_are_looked_at_so_often_only_and_right_ones_always(make_world: Any) -> None:
    world = make_world(GatewayGroup(failures_limit=5))
    made = await world.access.keys.create(KeyCreateRequest(user_id="ann"), by="test")
    await world.access.open()
    async with world.client() as client:
        wrong = {"X-API-Key": "va_abcdefghijkl_" + "x" * 43}
        found = [(await client.get(TASKS, headers=wrong)).status_code for _ in range(8)]
        assert found == [401] * 5 + [429] * 3
        world.key_store.away = True
        assert (await client.get(TASKS, headers=wrong)).status_code == 429, "and not looked up any more"
        assert (await client.get(TASKS, headers={"X-API-Key": made.key})).status_code == 200
        assert (await client.get(TASKS)).status_code == 401, "showing nothing is no guess"


async def test_somebody_elses_wrong_keys_hold_up_no_ticket_and_a_new_key_for_one_look_only(make_world: Any) -> None:
    world = make_world(GatewayGroup(failures_limit=3))
    made = await world.access.keys.create(KeyCreateRequest(user_id="ann"), by="test")
    await world.access.open()
    task_id = await world.task(user_id="ann")
    async with world.client() as client:
        ticket = (await client.post("/ws/tickets", headers={"X-API-Key": made.key})).json()["ticket"]
        fresh = await world.access.keys.create(KeyCreateRequest(user_id="ann"), by="another replica")
        wrong = {"X-API-Key": "va_abcdefghijkl_" + "x" * 43}
        assert [(await client.get(TASKS, headers=wrong)).status_code for _ in range(4)] == [401] * 3 + [429]
        assert (await client.get(f"{TASKS}/{task_id}/events", params={"ticket": ticket})).status_code == 200
        assert (await client.get(TASKS, headers={"X-API-Key": fresh.key})).status_code == 429
        await world.access.look()
        assert (await client.get(TASKS, headers={"X-API-Key": fresh.key})).status_code == 200


async def test_tickets_are_not_looked_up_without_end(make_world: Any) -> None:
    world = make_world(GatewayGroup(failures_limit=1, require_keys=True))
    await world.access.open()
    async with world.client() as client:
        address = f"{TASKS}/x/events"
        found = [(await client.get(address, params={"ticket": f"vat_{n:032}"})).status_code for n in range(11)]
        assert found == [401] * 10 + [429]
        assert (await client.get(TASKS, headers={"X-API-Key": "va_wrong"})).status_code == 401


async def test_an_ipv6_network_is_one_guesser(make_world: Any) -> None:
    world = make_world(GatewayGroup(failures_limit=1, require_keys=True))
    await world.access.open()
    found = {}
    for address in ("2001:db8::1", "2001:db8::2", "2001:db8:0:1::1", "192.0.2.1", "192.0.2.2"):
        with pytest.raises(VideoAgentException) as refused:
            await world.access.authenticating.admit(Credentials("va_abcdefghijkl_" + "x" * 43, address=address))
        found[address] = refused.value.status
    assert list(found.values()) == [401, 429, 401, 401, 401]


@pytest.mark.parametrize(
    ("origin", "allowed"), [("https://app.example", True), ("https://evil.example", False), ("null", False)]
)
async def test_pages_elsewhere_may_call_where_that_is_set(make_world: Any, origin: str, allowed: bool) -> None:
    world = make_world(GatewayGroup(cors_origins=("https://app.example",)))
    made = await world.access.keys.create(KeyCreateRequest(user_id="ann", scopes=(Scope.ADMIN,)), by="test")
    await world.access.open()
    async with world.client() as client:
        asked = {
            "Origin": origin,
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "x-api-key",
        }
        preflight = await client.options(TASKS, headers=asked)
        created = await client.post(TASKS, json={"topic": "Bees"}, headers={"Origin": origin, "X-API-Key": made.key})
    assert (preflight.headers.get("access-control-allow-origin") == origin) == allowed
    assert (created.status_code, created.headers.get("access-control-allow-origin")) == (
        (201, origin) if allowed else (403, None)
    )


async def test_no_page_elsewhere_may_call_unless_that_is_set(client: httpx.AsyncClient) -> None:
    answer = await client.get(TASKS, headers={"Origin": "https://app.example"})
    assert not [name for name in answer.headers if name.startswith("access-control")]


def test_an_origin_is_one_address_and_never_a_pattern() -> None:
    for wrong in ("*", "https://*.example", "app.example", "https://app.example/path", "null"):
        with pytest.raises(ValueError, match="scheme://host"):
            GatewayGroup(cors_origins=(wrong,))


async def test_subscribing_counts_as_a_request_and_a_pong_is_small(make_world: Any) -> None:
    world = make_world(GatewayGroup(rate_limit=2))
    made = await world.access.keys.create(KeyCreateRequest(user_id="ann"), by="test")
    await world.access.open()
    caller = Caller("ann", key_id=made.key_id)
    reader = listener_for(caller, 100)
    talking = Talking(
        world.following, world.hub, reader, caller, world.settings, spend=world.access.authenticating.spend
    )
    for data in ({"n": "x" * 1_100}, {"n": "x" * 1_000}):
        await talking.hear(json.dumps({"type": "ping", "data": data}))
    for _ in range(3):
        await talking.hear('{"type": "subscribe", "data": {"all": true}}')
    told = [json.loads(entry.text) for entry in reader.outbox._entries]
    assert [each["type"] for each in told] == ["error", "pong", "subscribed", "subscribed", "error"]
    assert [each["data"]["code"] for each in (told[0], told[-1])] == ["validation_error", "rate_limited"]
    async with world.client() as client:
        assert (await client.get(TASKS, headers={"X-API-Key": made.key})).status_code == 429


async def test_a_key_has_so_many_sockets_and_streams_only(make_world: Any) -> None:
    world = make_world(GatewayGroup(max_sockets=2))
    ann, bob = [await world.access.keys.create(KeyCreateRequest(user_id=user), by="test") for user in ("ann", "bob")]
    await world.access.open()
    readers = [listener_for(Caller("ann", key_id=ann.key_id), 10) for _ in range(2)]
    for reader in (*readers, *readers):
        world.hub.add(reader)
    with pytest.raises(RateLimitException, match="has 2 sockets"):
        world.hub.check_room(ann.key_id)
    task_id = await world.task(user_id="ann", status=TaskStatus.RUNNING)
    async with world.client() as client:
        headers = {"X-API-Key": ann.key, "Accept": "text/event-stream"}
        assert (await client.get(f"{TASKS}/{task_id}/events", headers=headers)).status_code == 429
    for key_id in (bob.key_id, None):
        world.hub.check_room(key_id)
    for _ in range(2):
        world.hub.remove(readers[0])
    world.hub.check_room(ann.key_id)


async def test_health_is_looked_at_once_a_while_whoever_asks_how_often() -> None:
    asked = 0

    async def ask() -> int:
        nonlocal asked
        asked += 1
        await asyncio.sleep(0.01)
        return asked

    kept = Kept(ask, 60)
    assert await asyncio.gather(*(kept() for _ in range(20))) == [1] * 20
    kept = Kept(ask, 0)
    assert (await kept(), await kept()) == (2, 3)


async def test_probes_may_use_any_name(client: httpx.AsyncClient) -> None:
    for address in ("/health/live", "/metrics"):
        assert (await client.get(address, headers={"Host": "10.1.2.3:8000"})).status_code == 200
    assert (await client.get(TASKS, headers={"Host": "10.1.2.3:8000"})).status_code == 403
