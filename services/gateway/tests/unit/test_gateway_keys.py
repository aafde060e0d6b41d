"""Keys by the API: what they are good for, how long, and what is told of them."""

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from videoagent_contracts.envelope import utc_now
from videoagent_contracts.errors import ConfigurationException
from videoagent_contracts.keys import KeyCreateRequest, Scope
from videoagent_gateway.domain.caller import Caller
from videoagent_gateway.live.listener import listener_for
from videoagent_gateway.settings import GatewayGroup, GatewaySettings
from videoagent_runtime.settings import load_settings

KEYS = "/api/v1/admin/keys"
TASKS = "/api/v1/tasks"


def bearer(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"}


async def make_key(client: httpx.AsyncClient, root: str = "", **wanted: Any) -> dict[str, Any]:
    answer = await client.post(KEYS, json={"user_id": "ann", **wanted}, headers=bearer(root) if root else {})
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


@pytest.fixture
async def root(world: Any, client: httpx.AsyncClient) -> str:
    """The first key, made by the one user of the open gateway."""
    key: str = (await make_key(client, user_id="root", scopes=["admin"]))["key"]
    await world.access.look()
    return key


async def test_the_first_key_closes_the_gateway(world: Any, client: httpx.AsyncClient) -> None:
    assert (await client.get(TASKS)).status_code == 200
    made = await make_key(client, scopes=["admin"])
    await world.access.look()
    assert (await client.get(TASKS)).status_code == 401
    assert (await client.get(TASKS, headers=bearer(made["key"]))).status_code == 200
    await world.access.revoke(made["key_id"], by="test")
    assert (await client.get(TASKS)).status_code == 401, "with its last key gone a gateway must not be open again"


async def test_a_key_is_told_once_and_kept_as_a_hash(world: Any, client: httpx.AsyncClient, root: str) -> None:
    made = await make_key(client, root, name="laptop", rate_limit=50, max_running=3)
    secret = made["key"].removeprefix(f"va_{made['key_id']}_")
    assert len(secret) == 43
    listed = await client.get(KEYS, headers=bearer(root))
    assert secret not in listed.text
    assert secret not in str(world.key_store.keys)
    entry = listed.json()["items"][0]
    assert entry["last_used_at"] is None
    assert {name: entry[name] for name in ("user_id", "name", "scopes", "rate_limit", "max_running", "state")} == {
        "user_id": "ann", "name": "laptop", "scopes": ["tasks:read", "tasks:write"], "rate_limit": 50,
        "max_running": 3, "state": "active",
    }  # fmt: skip


async def test_keys_end(world: Any, client: httpx.AsyncClient, root: str) -> None:
    ends = (utc_now() + timedelta(milliseconds=60)).isoformat()
    short, other = await make_key(client, root, expires_at=ends), await make_key(client, root)
    await client.delete(f"{KEYS}/{other['key_id']}", headers=bearer(root))
    await asyncio.sleep(0.07)
    answer = await client.get(TASKS, headers=bearer(short["key"]))
    assert (answer.status_code, answer.json()["detail"]) == (401, "this API key has expired")
    states = {e["key_id"]: e["state"] for e in (await client.get(KEYS, headers=bearer(root))).json()["items"]}
    assert (states[short["key_id"]], states[other["key_id"]]) == ("expired", "revoked")


async def test_use_is_noted(world: Any, client: httpx.AsyncClient, root: str) -> None:
    made = await make_key(client, root)
    await client.get(TASKS, headers={"X-API-Key": made["key"]})
    await world.access.tidy()
    [entry] = [e for e in (await client.get(KEYS, headers=bearer(root))).json()["items"] if e["user_id"] == "ann"]
    assert entry["last_used_at"] is not None


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        ({"user_id": "a/b"}, "user_id"),
        ({"user_id": ""}, "user_id"),
        ({"user_id": "../x"}, "user_id"),
        ({"scopes": ["everything"]}, "scopes.0"),
        ({"scopes": []}, "scopes"),
        ({"expires_at": "2020-01-01T00:00:00Z"}, "expires_at"),
        ({"expires_at": "2020-01-01T00:00:00"}, "expires_at"),
        ({"rate_limit": 0}, "rate_limit"),
        ({"max_running": 0}, "max_running"),
        ({"key": "va_own"}, "key"),
    ],
)
async def test_what_no_key_can_be(client: httpx.AsyncClient, root: str, wanted: dict[str, Any], field: str) -> None:
    answer = await client.post(KEYS, json={"user_id": "ann", **wanted}, headers=bearer(root))
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, field)


async def test_an_unknown_key_cannot_be_revoked(client: httpx.AsyncClient, root: str) -> None:
    answer = await client.delete(f"{KEYS}/abcdefghijkl", headers=bearer(root))
    assert (answer.status_code, answer.json()["code"]) == (404, "key_not_found")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Authorization": "Bearer {key}"}, 200),
        ({"Authorization": "bearer   {key} "}, 200),
        ({"X-API-Key": "{key}"}, 200),
        ({"Authorization": "Bearer {key}", "X-API-Key": "{key}"}, 200),
        ({"Authorization": "Bearer {key}", "X-API-Key": "va_other"}, 401),
        ({"Authorization": "{key}"}, 401),
        ({"Authorization": "Bearer {key} {key}"}, 401),
        ({"Authorization": "Bearer"}, 401),
        ({"X-API-Key": ""}, 401),
        ({"X-API-Key": "{key}x"}, 401),
        ({"Cookie": "key={key}"}, 401),
    ],
)
async def test_how_a_key_is_shown(client: httpx.AsyncClient, root: str, headers: dict[str, str], status: int) -> None:
    shown = {name: value.replace("{key}", root) for name, value in headers.items()}
    assert (await client.get(TASKS, headers=shown)).status_code == status


async def test_lists_and_counts_are_the_callers_own(world: Any, client: httpx.AsyncClient, root: str) -> None:
    ann, bob = [(await make_key(client, root, user_id=user))["key"] for user in ("ann", "bob")]
    task_id = (await client.post(TASKS, json={"topic": "Bees"}, headers=bearer(ann))).json()["task_id"]
    for key, total in ((ann, 1), (bob, 0), (root, 1)):
        assert (await client.get(TASKS, headers=bearer(key))).json()["total"] == total
    assert (await client.get(f"{TASKS}?user_id=ann", headers=bearer(root))).json()["total"] == 1
    assert (await client.get(f"{TASKS}?user_id=ann", headers=bearer(ann))).json()["total"] == 1
    assert (await client.get(f"{TASKS}?user_id=ann", headers=bearer(bob))).status_code == 403
    world.hub.follow(world_listener(world, "ann"), task_id)
    assert (await client.get("/api/v1/ws/status", headers=bearer(ann))).json()["tasks"] == {task_id: 1}
    assert (await client.get("/api/v1/ws/status", headers=bearer(bob))).json()["tasks"] == {}


def world_listener(world: Any, user: str) -> Any:
    listener = listener_for(Caller(user, frozenset({Scope.TASKS_READ}), "some"), 10)
    world.hub.add(listener)
    return listener


async def test_idempotency_keys_are_each_users_own(client: httpx.AsyncClient, root: str) -> None:
    ids = set()
    for user in ("ann", "bob", "ann"):
        key = (await make_key(client, root, user_id=user))["key"]
        headers = bearer(key) | {"Idempotency-Key": "same"}
        ids.add((await client.post(TASKS, json={"topic": "Bees"}, headers=headers)).json()["task_id"])
    assert len(ids) == 2


async def test_beyond_a_quota_tasks_are_accepted_and_told_to_wait(
    world: Any, client: httpx.AsyncClient, root: str
) -> None:
    key = (await make_key(client, root, max_running=2))["key"]
    told = []
    for number in range(3):
        headers = bearer(key) | {"Idempotency-Key": f"task {number}".replace(" ", "-")}
        answers = [await client.post(TASKS, json={"topic": f"Bees {number}"}, headers=headers) for _ in range(2)]
        assert answers[0].json() == answers[1].json(), "a repeat gets the first answer"
        told.append(answers[0].json()["warnings"])
    assert told[:2] == [[], []]
    assert "this one waits its turn" in told[2][0]
    created = [command.payload for command in world.registry.commands]
    assert [(command.max_running, command.warnings) for command in created] == [(2, ())] * 3


async def test_keys_work_while_the_store_is_away_but_not_for_ever(make_world: Any) -> None:
    world = make_world(GatewayGroup(keys_trusted_for=timedelta(milliseconds=200)))
    made = await world.access.keys.create(KeyCreateRequest(user_id="ann"), by="test")
    await world.access.open()
    world.key_store.away = True
    async with world.client() as client:
        assert (await client.get(TASKS, headers=bearer(made.key))).status_code == 200
        assert (await client.get(TASKS, headers=bearer("va_abcdefghijkl_" + "x" * 43))).status_code == 503
        await asyncio.sleep(0.25)
        answer = await client.get(TASKS, headers=bearer(made.key))
    assert (answer.status_code, answer.json()["code"]) == (503, "service_unavailable")


async def test_lost_keys_do_not_open_a_gateway_and_forgotten_ones_do(world: Any, client: httpx.AsyncClient) -> None:
    for _ in range(2):
        await world.access.keys.create(KeyCreateRequest(user_id="ann"), by="test")
        await world.access.look()
        world.key_store.lose()
        await world.access.look()
        assert (await client.get(TASKS)).status_code == 401
        assert (await client.get(KEYS)).status_code == 401
        await world.access.keys.clear()
        await world.access.look()
        assert (await client.get(TASKS)).status_code == 200, "nobody wants keys any more"


async def test_keys_of_an_old_copy_of_the_store_are_lost_too(world: Any, client: httpx.AsyncClient) -> None:
    await world.access.keys.clear()
    await world.access.keys.create(KeyCreateRequest(user_id="ann"), by="test")
    await world.access.look()
    world.key_store.keys.clear()  # as a copy from between the two has it
    world.key_store.changed = "earlier"
    await world.access.look()
    assert (await client.get(TASKS)).status_code == 401


async def test_a_store_that_tells_that_it_had_keys_opens_no_gateway_at_its_start(make_world: Any) -> None:
    world = make_world()
    await world.access.keys.create(KeyCreateRequest(user_id="ann"), by="test")
    world.key_store.keys.clear()
    with pytest.raises(ConfigurationException, match="had API keys and has none now"):
        await make_world(key_store=world.key_store).access.open()
    await world.access.keys.clear()
    again = make_world(key_store=world.key_store)
    await again.access.open()
    assert again.access.ring.is_open


@pytest.mark.parametrize(
    ("settings", "status"),
    [
        ({}, 200),
        ({"require_keys": True}, 401),
        ({"admin_key": "an-operator-s-own-secret"}, 401),
        ({"host": "0.0.0.0", "allow_open": True}, 200),
        ({"host": "0.0.0.0", "require_keys": True}, 401),
        ({"host": "0.0.0.0", "admin_key": "an-operator-s-own-secret"}, 401),
    ],
)
async def test_when_a_gateway_is_open(make_world: Any, settings: dict[str, Any], status: int) -> None:
    world = make_world(GatewayGroup.model_validate(settings))
    await world.access.open()
    async with world.client() as client:
        assert (await client.get(TASKS)).status_code == status
        if "admin_key" in settings:
            assert (await client.get(KEYS, headers={"X-API-Key": settings["admin_key"]})).status_code == 200


@pytest.mark.parametrize(
    ("host", "served"),
    [("192.0.2.7:8000", True), ("[2001:db8::7]:8000", True), ("gateway:8000", True), ("films.example", False)],
)
async def test_an_open_gateway_has_no_name_that_a_page_elsewhere_could_have(
    make_world: Any, host: str, served: bool
) -> None:
    world = make_world(GatewayGroup(host="0.0.0.0", allow_open=True))
    await world.access.open()
    async with world.client() as client:
        assert (await client.get(TASKS, headers={"Host": host})).status_code == (200 if served else 403)
        key = (await make_key(client, scopes=["admin"]))["key"]
        await world.access.look()
        assert (await client.get(TASKS, headers={"Host": host, "X-API-Key": key})).status_code == 200


async def test_beyond_loopback_nothing_starts_without_keys(make_world: Any) -> None:
    world = make_world(GatewayGroup(host="0.0.0.0"))
    with pytest.raises(ConfigurationException, match="there is no API key"):
        await world.access.open()


def test_the_configured_key_is_strong_and_never_shown(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("VIDEOAGENT_SECRETS_DIR", str(tmp_path))
    file = tmp_path / "VIDEOAGENT_GATEWAY__ADMIN_KEY"
    file.write_text("an-operator-s-own-secret\n")
    settings = load_settings(GatewaySettings)
    assert settings.gateway.admin_key is not None
    assert settings.gateway.admin_key.get_secret_value() == "an-operator-s-own-secret"
    assert "own-secret" not in repr(settings)
    for weak in ("too-short", "with spaces in the middle of it"):
        file.write_text(weak)
        with pytest.raises(ConfigurationException, match="GATEWAY__ADMIN_KEY") as refused:
            load_settings(GatewaySettings)
        assert weak not in refused.value.detail


async def test_a_ticket_for_a_key_that_was_just_made_opens_a_replica_that_has_not_heard_of_it(
    world: Any, make_world: Any, client: httpx.AsyncClient, root: str
) -> None:
    other = make_world(key_store=world.key_store)
    await other.access.look()
    made = await make_key(client, root)
    ticket = (await client.post("/api/v1/ws/tickets", headers=bearer(made["key"]))).json()["ticket"]
    assert (await other.access.tickets.redeem(ticket)).key_id == made["key_id"]
