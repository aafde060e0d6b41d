"""Whatever comes in, what goes out is a problem document, and never a 500."""

from typing import Any

import httpx
import pytest

from videoagent_contracts.enums import TaskStatus
from videoagent_contracts.ids import uuid7

JSON = {"Content-Type": "application/json"}
TASKS = "/api/v1/tasks"

BODIES: list[tuple[bytes, dict[str, str], int]] = [
    (b"", JSON, 400),
    (b"{", JSON, 400),
    (b'{"topic":"bees"', JSON, 400),
    (b'{"topic":"bees"}}', JSON, 400),
    (b'{"topic":"\xff\xfe"}', JSON, 400),
    (b'{"topic":"\\ud800"}', JSON, 400),
    (b'{"topic":NaN}', JSON, 400),
    (b'{"topic":"bees","options":{"own":1e999}}', JSON, 422),
    (b"[" * 100_000, JSON, 400),
    (b'{"a":' * 5_000, JSON, 400),
    (b'{"topic":"bees","options":{"own":' + b"9" * 5_000 + b"}}", JSON, 400),
    (b"null", JSON, 422),
    (b"[]", JSON, 422),
    (b'"bees"', JSON, 422),
    (b"12", JSON, 422),
    (b'{"topic":"a\\u0000bc"}', JSON, 422),
    (b'{"topic":"bees"}', {}, 415),
    (b'{"topic":"bees"}', {"Content-Type": "text/plain"}, 415),
    (b"topic=bees", {"Content-Type": "application/x-www-form-urlencoded"}, 415),
    (b'{"topic":"bees"}', {"Content-Type": "application/json", "Content-Encoding": "gzip"}, 415),
    (b'{"topic":"bees"}', {"Content-Type": "application/json; charset=utf-8"}, 201),
    (b" " * (1024 * 1024 + 1), JSON, 413),
    (b'{"topic":"' + b"x" * 10_000_000 + b'"}', JSON, 413),
]


def problem_of(answer: httpx.Response) -> dict[str, Any]:
    assert answer.headers["content-type"] == "application/problem+json", answer.text[:200]
    document: dict[str, Any] = answer.json()
    assert document["status"] == answer.status_code
    assert document["request_id"] == answer.headers["x-request-id"]
    assert set(document) >= {"type", "title", "status", "detail", "instance", "code", "retryable", "request_id"}
    return document


@pytest.mark.parametrize(("body", "headers", "status"), BODIES, ids=lambda value: repr(value)[:40])
async def test_bodies_of_every_bad_kind(
    client: httpx.AsyncClient, body: bytes, headers: dict[str, str], status: int
) -> None:
    answer = await client.post(TASKS, content=body, headers=headers)
    assert answer.status_code == status, answer.text[:300]
    if status >= 400:
        problem_of(answer)


async def test_a_long_body_that_does_not_say_so_is_stopped(client: httpx.AsyncClient) -> None:
    sent = 0

    async def endless() -> Any:
        nonlocal sent
        for _ in range(160):
            sent += 1
            yield b"x" * 65_536

    answer = await client.post(TASKS, content=endless(), headers=JSON)
    assert answer.status_code == 413
    assert problem_of(answer)["code"] == "body_too_large"


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/nope", 404, "not_found"),
        ("GET", "/api/v1/nope", 404, "not_found"),
        ("GET", "/api/v1/tasks/", 404, "not_found"),
        ("GET", "/static/../settings.py", 404, "not_found"),
        ("GET", "/static/%2e%2e%2fsettings.py", 404, "not_found"),
        ("PUT", TASKS, 405, "method_not_allowed"),
        ("DELETE", TASKS, 405, "method_not_allowed"),
        ("PATCH", f"{TASKS}/{uuid7()}", 405, "method_not_allowed"),
        ("GET", f"{TASKS}/{uuid7()}/cancel", 405, "method_not_allowed"),
    ],
)
async def test_addresses_and_methods_that_are_not_there(
    client: httpx.AsyncClient, method: str, path: str, status: int, code: str
) -> None:
    answer = await client.request(method, path)
    assert (answer.status_code, problem_of(answer)["code"]) == (status, code)
    if status == 405:
        assert answer.headers["allow"]


async def test_a_wrong_method_is_told_all_right_ones(client: httpx.AsyncClient) -> None:
    answer = await client.put(f"{TASKS}/{uuid7()}")
    assert answer.headers["allow"] == "GET, HEAD, DELETE, OPTIONS"


@pytest.mark.parametrize(
    "path", ["/", "/static/app.js", "/health", "/health/live", "/metrics", "/api/docs", "/api/openapi.json", TASKS]
)
async def test_head_is_get_without_a_body(client: httpx.AsyncClient, path: str) -> None:
    got, head = await client.get(path), await client.head(path)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-type"] == got.headers["content-type"]


async def test_head_of_a_task_and_of_its_endless_stream(world: Any, client: httpx.AsyncClient) -> None:
    task_id = await world.task()
    assert (await client.head(f"{TASKS}/{task_id}")).status_code == 200
    stream = await client.head(f"{TASKS}/{task_id}/events", headers={"Accept": "text/event-stream"})
    assert stream.headers["content-type"].startswith("text/event-stream")
    assert (await client.head(f"{TASKS}/{uuid7()}")).status_code == 404
    refused = await client.head(f"{TASKS}/{task_id}/cancel")
    assert (refused.status_code, refused.headers["allow"]) == (405, "POST, OPTIONS")


async def test_options_tells_the_methods(client: httpx.AsyncClient) -> None:
    for path, allowed in (("/", "GET, HEAD, OPTIONS"), (TASKS, "GET, HEAD, POST, OPTIONS")):
        answer = await client.options(path)
        assert (answer.status_code, answer.headers["allow"]) == (204, allowed)
    assert (await client.options("/nope")).status_code == 404


@pytest.mark.parametrize(
    ("rest", "fields"),
    [
        ("?status=completed&status=failed", ["status"]),
        ("?limit=1&limit=2&colour=red", ["limit", "colour"]),
        ("/x?y=1", ["y"]),
        ("/x/events?after=1&after=2", ["after"]),
        ("/x/video?t=1", ["t"]),
    ],
)
async def test_query_parameters_that_would_be_ignored_are_refused(
    client: httpx.AsyncClient, rest: str, fields: list[str]
) -> None:
    answer = await client.get(TASKS + rest)
    assert answer.status_code == 422, answer.text
    assert [error["field"] for error in problem_of(answer)["errors"]] == fields


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/api/v1/admin/keys"), ("POST", "/api/v1/admin/keys"), ("DELETE", "/api/v1/admin/keys/k"),
        ("GET", "/ws/status"), ("POST", "/api/v1/ws/tickets"),
    ],
)  # fmt: skip
async def test_query_parameters_are_refused_outside_of_tasks_too(
    client: httpx.AsyncClient, method: str, path: str
) -> None:
    answer = await client.request(method, f"{path}?x=1")
    assert (answer.status_code, problem_of(answer)["errors"][0]["field"]) == (422, "x")


async def test_probes_may_say_what_they_like(client: httpx.AsyncClient) -> None:
    """Some add a number against caches; to refuse that would take a gateway out that is well."""
    for path in ("/health", "/health/live", "/api/v1/health/ready", "/metrics"):
        assert (await client.get(f"{path}?now=1&now=2")).status_code == 200


@pytest.mark.parametrize("verb", ["cancel", "approve"])
async def test_commands_without_fields_refuse_fields(world: Any, client: httpx.AsyncClient, verb: str) -> None:
    task_id = await world.task()
    answer = await client.post(f"{TASKS}/{task_id}/{verb}", json={"reason": "x"})
    assert (answer.status_code, problem_of(answer)["errors"][0]["field"]) == (422, "reason")
    assert not world.registry.commands
    assert (await client.post(f"{TASKS}/{task_id}/{verb}", json={})).status_code in (200, 400)


ODD_IDS = [
    "1", "null", "..", "%00", "a%00b", "%F0%9F%90%9D", "' OR 1=1 --", "{$ne:1}", "x" * 5000, "%ff%fe", "-" * 36,
    str(uuid7()).upper(), uuid7(),
]  # fmt: skip


@pytest.mark.parametrize("task_id", ODD_IDS, ids=lambda value: value[:20])
@pytest.mark.parametrize(
    ("method", "rest"),
    [
        ("GET", ""), ("GET", "/status"), ("GET", "/video"), ("GET", "/thumbnail"), ("GET", "/storyboard"),
        ("GET", "/events"), ("POST", "/cancel"), ("POST", "/retry"), ("POST", "/approve"), ("DELETE", ""),
    ],
)  # fmt: skip
async def test_ids_that_are_not_there(client: httpx.AsyncClient, method: str, rest: str, task_id: str) -> None:
    answer = await client.request(method, f"{TASKS}/{task_id}{rest}")
    assert answer.status_code == 404, answer.text
    assert len(problem_of(answer)["detail"]) < 400


@pytest.mark.parametrize(
    "query",
    [
        "limit=0", "limit=101", "limit=-1", "limit=x", "limit=1.5", "offset=-1", "offset=1000001", "offset=9" * 30,
        "status=done", "status=", "priority=1", "sort_by=topic", "sort_by=created_at;drop", "sort_order=up",
        "q=a%00b", "q=" + "x" * 201, "user_id=" + "u" * 129, "colour=red", "limit=5&limit=x", "status[$ne]=failed",
    ],
)  # fmt: skip
async def test_list_filters_that_are_none(client: httpx.AsyncClient, query: str) -> None:
    answer = await client.get(f"{TASKS}?{query}")
    assert answer.status_code == 422, answer.text
    assert problem_of(answer)["errors"]


@pytest.mark.parametrize("query", ["q={$gt:''}", "q=' OR 1=1", "user_id={$ne:null}", "q=.*", "q=%25", "user_id=%2e%2e"])
async def test_filters_shaped_like_injections_find_nothing(world: Any, client: httpx.AsyncClient, query: str) -> None:
    await world.task()
    answer = await client.get(f"{TASKS}?{query}")
    assert answer.json()["total"] == 0


@pytest.mark.parametrize(
    "body", [b'{"from_step":5}', b'{"from":"image:1"}', b"[]", b'{"from_step":"' + b"x" * 33 + b'"}']
)
async def test_bad_retry_bodies(world: Any, client: httpx.AsyncClient, body: bytes) -> None:
    task_id = await world.task(status="failed")
    answer = await client.post(f"{TASKS}/{task_id}/retry", content=body, headers=JSON)
    assert answer.status_code == 422
    problem_of(answer)


@pytest.mark.parametrize("value", ["x", "-1", "1.5", "9" * 20])
async def test_bad_last_event_ids(world: Any, client: httpx.AsyncClient, value: str) -> None:
    headers = {"Accept": "text/event-stream", "Last-Event-ID": value}
    answer = await client.get(f"{TASKS}/{await world.task()}/events", headers=headers)
    assert answer.status_code == 422


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://127.0.0.1:8000"}, 201),
        ({"Host": "evil.example"}, 403),
        ({"Host": "localhost:8000"}, 201),
        ({"Host": "[::1]:8000"}, 201),
        ({"Host": "[::1"}, 403),
        ({"Host": "127.0.0.1.evil.example"}, 403),
    ],
)
async def test_an_open_gateway_serves_no_foreign_page(
    client: httpx.AsyncClient, headers: dict[str, str], status: int
) -> None:
    answer = await client.post(TASKS, json={"topic": "bees"}, headers=headers)
    assert answer.status_code == status


async def test_no_foreign_page_listens_to_a_stream(world: Any, client: httpx.AsyncClient) -> None:
    path = f"{TASKS}/{await world.task(status=TaskStatus.FAILED)}/events"
    evil, stream = {"Origin": "https://evil.example"}, {"Accept": "text/event-stream"}
    assert (await client.get(path, headers=evil | stream)).status_code == 403
    assert (await client.get(path, headers=evil | {"Accept": "application/json, text/event-stream"})).status_code == 403
    assert (await client.get(path, headers={"Origin": "http://127.0.0.1:8000"} | stream)).status_code == 200
    assert (await client.get(path, headers=evil)).status_code == 200, "which the page cannot read"


async def test_a_fault_of_ours_is_told_without_its_inside(world: Any, client: httpx.AsyncClient) -> None:
    world.reading.page = None
    answer = await client.get(TASKS, headers={"X-Request-ID": "abc-1"})
    assert answer.status_code == 500
    document = problem_of(answer)
    assert document["request_id"] == "abc-1"
    assert "NoneType" not in answer.text


async def test_security_headers(client: httpx.AsyncClient) -> None:
    page, data = await client.get("/"), await client.get(TASKS)
    assert page.headers["x-content-type-options"] == data.headers["x-content-type-options"] == "nosniff"
    assert "script-src" not in page.headers["content-security-policy"]
    assert "default-src 'self'" in page.headers["content-security-policy"]
    assert "http://media.test" in page.headers["content-security-policy"]
    assert data.headers["cache-control"] == "no-store"
    for answer in (page, data):
        assert answer.headers["x-frame-options"] == "DENY"
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
