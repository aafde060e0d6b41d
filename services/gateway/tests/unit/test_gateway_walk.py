"""Every route of the OpenAPI document, asked by everybody who should get no answer: a new one is never forgotten."""

import asyncio
import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import httpx
import pytest

from videoagent_contracts.enums import TaskStatus
from videoagent_contracts.envelope import utc_now
from videoagent_contracts.ids import uuid7
from videoagent_contracts.keys import KeyCreateRequest, Scope
from videoagent_gateway.api.door import is_public
from videoagent_gateway.domain.deliveries import Attempt
from videoagent_gateway.settings import GatewayGroup

Route = tuple[str, str]
READ, WRITE, ADMIN = (Scope.TASKS_READ,), (Scope.TASKS_READ, Scope.TASKS_WRITE), (Scope.ADMIN,)
READERS_MAY: set[Route] = {("post", "/api/v1/ws/tickets")}
"""What changes nothing, whatever its method says."""


async def make_key(world: Any, user: str, scopes: tuple[Scope, ...], **more: Any) -> tuple[str, str]:
    made = await world.access.keys.create(KeyCreateRequest(user_id=user, scopes=scopes, **more), by="test")
    await world.access.look()
    return made.key_id, made.key


def bearer(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"}


@pytest.fixture
async def world(make_world: Any) -> Any:
    """A gateway with keys, and a task of ann's that has failed."""
    settings = GatewayGroup(command_timeout=timedelta(milliseconds=20), failures_limit=10_000)
    world = make_world(settings)
    world.root_id, world.root = await make_key(world, "root", ADMIN)
    await world.access.open()
    world.ann_id, world.ann = await make_key(world, "ann", WRITE)
    world.task_id = await world.task("Volcanoes", user_id="ann", status=TaskStatus.FAILED)
    world.ids = {
        "task_id": world.task_id,
        "media_id": await upload(world, world.ann),
        "delivery_id": await delivery(world, world.task_id),
        "key_id": (await make_key(world, "carol", READ))[0],
        "step_id": "story",
    }
    world.registry.commands.clear()
    return world


class _Ids(dict[str, str]):
    """What there is; of the rest (dead letters, clean-up runs), which are administrators', something that is not."""

    def __missing__(self, name: str) -> str:
        return f"no-{name}"


async def upload(world: Any, key: str) -> str:
    async with world.client() as client:
        answer = await client.post("/api/v1/media", json={"size": 9}, headers=bearer(key))
        media_id: str = answer.json()["media_id"]
        return media_id


async def delivery(world: Any, task_id: str) -> str:
    delivery_id = uuid7()
    attempt = Attempt(delivery_id, task_id, "task.failed", "hooks.example", 1, utc_now(), "delivered")
    await world.tries.add([attempt])
    return delivery_id


_KNOWN: list[Route] = []


def routes(world: Any) -> list[Route]:
    """Return method and path of all that is documented and not for everybody, what removes a task last."""
    if not _KNOWN:
        paths = world.app.openapi()["paths"]
        found = [(method, path) for path, item in paths.items() if not is_public(path) for method in item]
        _KNOWN.extend(sorted(found, key=lambda route: route[0] == "delete"))
    assert len(_KNOWN) > 25
    return _KNOWN


async def ask(
    world: Any, headers: Mapping[str, str], ids: Mapping[str, str] | None = None
) -> dict[Route, httpx.Response]:
    """Call every route with some body, for what is ann's unless told otherwise."""
    answers = {}
    async with world.client() as client:
        for method, path in routes(world):
            address = path.format_map(_Ids(ids or world.ids))
            body: dict[str, Any] = {} if method in ("get", "delete") else {"json": {}}
            answers[method, path] = await client.request(method, address, headers=dict(headers), **body)
    for answer in answers.values():
        assert answer.status_code < 500, answer.text
        if answer.status_code >= 400:
            assert answer.headers["content-type"] == "application/problem+json"
    return answers


@pytest.mark.parametrize("who", ["nobody", "guesser", "forger", "expired", "revoked", "basic"])
async def test_nothing_is_told_without_a_valid_key(world: Any, who: str) -> None:
    match who:
        case "nobody":
            headers = {}
        case "guesser":
            headers = bearer("va_abcdefghijkl_" + "x" * 43)
        case "forger":
            headers = bearer(f"va_{world.root_id}_" + "x" * 43)
        case "expired":
            _, key = await make_key(world, "ann", ADMIN, expires_at=utc_now() + timedelta(milliseconds=50))
            headers = {"X-API-Key": key}
            await asyncio.sleep(0.06)
        case "revoked":
            key_id, key = await make_key(world, "ann", ADMIN)
            await world.access.revoke(key_id, by="test")
            headers = bearer(key)
        case _:
            headers = {"Authorization": f"Basic {world.root}"}
    for route, answer in (await ask(world, headers)).items():
        assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated"), route
        assert answer.headers["www-authenticate"].startswith("Bearer")
    assert not world.registry.commands


async def test_what_is_somebody_elses_looks_like_what_is_not_there(world: Any) -> None:
    _, bob = await make_key(world, "bob", WRITE)
    unknown = {name: value if name == "step_id" else uuid7() for name, value in world.ids.items()}
    foreign, absent = await ask(world, bearer(bob)), await ask(world, bearer(bob), unknown)
    assert not world.registry.commands
    owned = [route for route in foreign if re.search("{(task|media|delivery)_id}", route[1])]
    assert {"/api/v1/media/{media_id}", "/api/v1/deliveries/{delivery_id}/redeliver"} <= {path for _, path in owned}
    for route in owned:
        assert foreign[route].status_code >= 400, route
        told, expected = foreign[route].json(), absent[route].json()
        for document in (told, expected):
            document.pop("request_id")
        assert with_names(told, world.ids) == with_names(expected, unknown), route
    assert foreign["get", "/api/v1/tasks"].json()["total"] == 0
    for route in (("get", "/api/v1/tasks/{task_id}"), *(r for r in owned if "{media_id}" in r[1])):
        assert foreign[route].status_code == 404, route
    assert len([r for r in owned if "{media_id}" in r[1]]) == 2
    async with world.client() as client:
        assert (
            await client.get(f"/api/v1/media/{world.ids['media_id']}", headers=bearer(world.ann))
        ).status_code == 200
        order = f"/api/v1/deliveries/{world.ids['delivery_id']}/redeliver"
        assert (await client.post(order, headers=bearer(world.ann))).status_code == 202


def with_names(told: Any, ids: Mapping[str, str]) -> str:
    """Return a document with the names of ids in their places."""
    text = str(told)
    for name, value in ids.items():
        text = text.replace(value, name)
    return text


async def test_the_methods_of_an_address_are_told_to_who_has_a_key(world: Any) -> None:
    async with world.client() as client:
        for path in {path for _, path in routes(world)}:
            address = path.format_map(_Ids(world.ids))
            assert (await client.options(address)).status_code == 401, path
            answer = await client.options(address, headers=bearer(world.ann))
            assert (answer.status_code, "OPTIONS" in answer.headers["allow"]) == (204, True), path
        assert (await client.options("/health")).status_code == 204


async def test_a_key_for_reading_changes_nothing(world: Any) -> None:
    _, reader = await make_key(world, "ann", READ)
    for route, answer in (await ask(world, bearer(reader))).items():
        reads = route[0] == "get" or route in READERS_MAY
        if "/admin/" in route[1] or not reads:
            assert (answer.status_code, answer.json()["code"]) == (403, "forbidden"), route
        else:
            assert answer.status_code not in (401, 403), route
    assert not world.registry.commands


async def test_a_key_for_writing_reads_nothing(world: Any) -> None:
    _, writer = await make_key(world, "ann", (Scope.TASKS_WRITE,))
    for route, answer in (await ask(world, bearer(writer))).items():
        if route[0] == "get" or route in READERS_MAY or "/admin/" in route[1]:
            assert answer.status_code == 403, route
        else:
            assert answer.status_code not in (401, 403), route


async def test_only_an_administrator_administers(world: Any) -> None:
    for route, answer in (await ask(world, bearer(world.ann))).items():
        assert (answer.status_code == 403) == ("/admin/" in route[1]), route
    world.ids["task_id"] = await world.task("Bees", user_id="ann", status=TaskStatus.FAILED)
    for route, answer in (await ask(world, bearer(world.root))).items():
        assert answer.status_code not in (401, 403), route
        if route[1].startswith("/api/v1/tasks/{task_id}"):
            assert answer.status_code != 404 or answer.json()["code"] != "task_not_found", route


@pytest.mark.parametrize("address", ["/api/v1/nope", "/api/v2/tasks", "/nope", "/api/v1/tasks/", "//api/v1/tasks"])
async def test_addresses_that_are_not_there_are_not_told_either(world: Any, address: str) -> None:
    async with world.client() as client:
        for method in ("GET", "OPTIONS"):
            for headers, status in ({}, 401), (bearer(world.ann), 404):
                answer = await client.request(method, "http://127.0.0.1:8000" + address, headers=headers)
                assert answer.status_code == status


@pytest.mark.parametrize("address", ["/", "/static/app.js", "/health", "/api/v1/health/live", "/metrics", "/api/docs"])
async def test_what_is_the_same_for_everybody_needs_no_key(world: Any, address: str) -> None:
    async with world.client() as client:
        assert (await client.get(address)).status_code == 200


async def test_a_key_in_the_address_is_no_key(world: Any) -> None:
    async with world.client() as client:
        for name in ("api_key", "key", "token", "ticket", "access_token"):
            answer = await client.get(f"/api/v1/tasks?{name}={world.ann}")
            assert answer.status_code == 401, name
