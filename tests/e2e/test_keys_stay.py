"""What opens something is told to who is to have it and written down nowhere: keys, tickets, signatures.

On a system of its own that is traced, logs all it can, and whose providers quote the key that they refuse.
"""

import asyncio
import base64
import re
import secrets
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import websockets
from tests.chaos.world.idle_agents import KINDS
from tests.chaos.world.system import System
from tests.e2e.conftest import eventually
from tests.e2e.places import Place, documents, logs, messages

from videoagent_contracts.enums import StepKind
from videoagent_models.testing import FakeChatServer, Reply, fake_chat_server, problem, serving
from videoagent_stack import StackInfo

REAL = (StepKind.STORY, StepKind.IMAGE)
HOSTED = {
    "TEXT": {"MODEL": "told", "BASE_URL": "{url}/v1"},
    "IMAGE__OPENAI": {"MODEL": "told", "BASE_URL": "{url}/v1"},
    "IMAGE__REPLICATE": {"MODEL": "told/told", "BASE_URL": "{url}"},
    "IMAGE__PEXELS": {"BASE_URL": "{url}"},
    "IMAGE__PIXABAY": {"BASE_URL": "{url}"},
}
"""Settings of the providers that take a key."""
SIGNATURE = re.compile(r"X-Amz-Signature=([0-9a-f]{64})")
TOPIC = "The tides of the sea"
OPTIONS = {"duration": 4, "shots": 2, "resolution": "480p", "script": "Rain falls. The sea is wide."}


class Telltale(FakeChatServer):
    """Every provider in one, which quotes whatever it was sent as a key, in its answer's body and its headers."""

    def next_reply(self, path: str, headers: Mapping[str, str], raw: bytes) -> Reply:
        super().next_reply(path, headers, raw)
        given = [path, *(value for name, value in headers.items() if "key" in name or name == "authorization")]
        quoted = " ".join(given)
        status = 400 if "images" in path else 401
        return problem(status, f"Incorrect API key provided: {quoted}", headers={"x-refused": quoted})


@dataclass
class Told:
    """What was told to those who are to know it.

    Attributes:
        secret: By what it is.
        signed: Signatures of addresses, of forms, of webhooks: told to users and receivers, and to nobody else.
        answers: All else that was answered, over HTTP and sockets.
    """

    secret: dict[str, str] = field(default_factory=dict)
    signed: set[str] = field(default_factory=set)
    answers: list[Place] = field(default_factory=list)

    def note(self, answer: httpx.Response) -> httpx.Response:
        path = answer.request.url.path
        self.answers.append((f"answer {path}", answer.content + repr(answer.headers).encode()))
        self.signed |= set(SIGNATURE.findall(answer.text))
        return answer


def settings(told: Told, url: str, collector: str) -> Iterator[tuple[str, str]]:
    """Yield the settings of all services."""
    yield "VIDEOAGENT_GATEWAY__REQUIRE_KEYS", "true"
    told.secret["the administrator's key"] = secrets.token_urlsafe(32)
    yield "VIDEOAGENT_GATEWAY__ADMIN_KEY", told.secret["the administrator's key"]
    signing = told.secret["the webhooks' secret"] = base64.b64encode(secrets.token_bytes(32)).decode()
    yield "VIDEOAGENT_NOTIFIER__SECRET", f"whsec_{signing}"
    yield "VIDEOAGENT_TELEMETRY__OTLP_ENDPOINT", collector
    yield "VIDEOAGENT_LOG__LEVEL", "debug"
    yield "VIDEOAGENT_REGISTRY__LEASE", "PT60S"  # nobody dies here, and a busy machine is no failure
    for group, fields in HOSTED.items():
        key = told.secret[f"the key of {group}"] = f"sk-{secrets.token_hex(20)}"
        for name, value in {**fields, "API_KEY": key}.items():
            yield f"VIDEOAGENT_{group}__{name}", value.replace("{url}", url)


@asynccontextmanager
async def at_work(servers: StackInfo, folder: Path, changes: Mapping[str, str]) -> AsyncIterator[System]:
    """A system of the services that have secrets; other agents do nothing."""
    system = System.on(servers, folder, **changes)
    try:
        for service in ("task-registry", "gateway", "notifier"):
            system.add(service)
        system.add_idle(1, **{KINDS: ",".join(kind for kind in StepKind if kind not in REAL)})
        system.add_agents(*REAL)
        await system.ready()
        yield system
    finally:
        await system.close()


async def call(client: httpx.AsyncClient, told: Told, method: str, path: str, **arguments: Any) -> httpx.Response:
    return told.note(await client.request(method, path, **arguments))


async def make_key(url: str, told: Told) -> str:
    """Have a key made, which is told this once, and try some that are none."""
    admin = {"X-API-Key": told.secret["the administrator's key"]}
    async with httpx.AsyncClient(base_url=url, timeout=30) as client:
        made = await client.post("/admin/keys", json={"user_id": "ann"}, headers=admin)
        key = told.secret["the user's key"] = str(made.json()["key"])
        wrong = told.secret["a wrong key"] = f"{key[:-4]}{secrets.token_hex(8)}"
        for given in ({"Authorization": f"Bearer {wrong}"}, {"X-API-Key": wrong}):
            assert (await call(client, told, "GET", "/tasks", headers=given)).status_code == 401
        for place in ("api_key", "ticket"):
            assert (await call(client, told, "GET", "/tasks", params={place: key})).status_code == 401
        assert (await call(client, told, "GET", "/admin/keys", headers=admin)).status_code == 200
    return key


async def watch(url: str, client: httpx.AsyncClient, told: Told, task_id: str) -> None:
    """Follow a task to its end with a ticket in the address, which is then used up."""
    nobodys = told.secret["a ticket of nobody"] = f"vat_{secrets.token_urlsafe(24)}"
    used = await ticket_for("the socket's ticket", client, told)
    address = f"{url.replace('http', 'ws', 1)}/ws/tasks/{task_id}?ticket="
    async with asyncio.timeout(240), websockets.connect(address + used) as connection:
        async for message in connection:
            told.answers.append(("socket", str(message).encode()))
            told.signed |= set(SIGNATURE.findall(str(message)))
    for refused in (used, nobodys):
        async with websockets.connect(address + refused) as connection:
            told.answers.append(("socket", str(await connection.recv()).encode()))
    ticket = await ticket_for("the stream's ticket", client, told)
    async with httpx.AsyncClient(timeout=30) as browser:
        path, listening = f"{client.base_url}tasks/{task_id}/events", {"Accept": "text/event-stream"}
        streamed = await call(browser, told, "GET", path, params={"ticket": ticket}, headers=listening)
        assert streamed.status_code == 200


async def ticket_for(what: str, client: httpx.AsyncClient, told: Told) -> str:
    told.secret[what] = (await client.post("/ws/tickets")).json()["ticket"]
    return told.secret[what]


async def ask_for_everything(client: httpx.AsyncClient, told: Told, task_ids: Sequence[str]) -> None:
    """Read whatever the user may read, links and forms among it."""
    for task_id in task_ids:
        for end in ("", "/status", "/events", "/storyboard", "/deliveries", "/video", "/thumbnail"):
            await call(client, told, "GET", f"/tasks/{task_id}{end}")
    upload = (await call(client, told, "POST", "/media", json={"size": 1000})).json()
    told.signed.add(upload["upload"]["fields"]["x-amz-signature"])
    for path in ("/tasks", "/media", "/styles", "/voices", "/providers", "/health", "/nope", "/admin/keys"):
        await call(client, told, "GET", path)


async def ended(client: httpx.AsyncClient, task_id: str, status: str) -> None:
    await eventually(lambda: client.get(f"/tasks/{task_id}"), lambda got: got.json()["status"] == status, 240)


async def use(system: System, told: Told, receiver: FakeChatServer) -> str:
    """Do everything that a secret is needed for; return the id of a finished film."""
    url = system.gateways[0]
    key = await make_key(f"{url}/api/v1", told)
    token = told.secret["the receiver's token"] = secrets.token_urlsafe(24)
    once = told.secret["an idempotency key"] = secrets.token_urlsafe(24)
    body = {"topic": TOPIC, "options": OPTIONS, "webhook_url": f"{receiver.url}/hook?token={token}"}
    headers = {"Authorization": f"Bearer {key}"}
    async with httpx.AsyncClient(base_url=f"{url}/api/v1", headers=headers, timeout=30) as client:
        await eventually(lambda: client.get("/providers"), lambda got: len(got.json()["items"]) == len(StepKind), 60)
        for expected, topic in ((201, TOPIC), (201, TOPIC), (409, "Another")):
            asked = {**body, "topic": topic}
            made = await call(client, told, "POST", "/tasks", json=asked, headers={"Idempotency-Key": once})
            assert made.status_code == expected, made.text
        task_id = str((await client.get("/tasks")).json()["items"][0]["task_id"])
        unwritten = {"topic": TOPIC, "options": {"providers": {"story": "openai"}}}
        failing = (await client.post("/tasks", json=unwritten)).json()["task_id"]
        await watch(url, client, told, task_id)
        await ended(client, failing, "failed")
        await ended(client, task_id, "completed")
        await eventually(lambda: client.get(f"/tasks/{task_id}/deliveries"), lambda got: "delivered" in got.text)
        await ask_for_everything(client, told, [task_id, failing])
    return task_id


async def test_whatever_opens_something_is_written_down_nowhere(servers: StackInfo, tmp_path: Path) -> None:
    """API keys, wrong ones, tickets, providers' keys, idempotency keys, signatures, and the servers' own secrets."""
    told = Told()
    refusal = Reply({"error": "wrong token"}, 401)
    with (
        fake_chat_server(Reply()) as collector,
        fake_chat_server(refusal, Reply()) as receiver,
        serving(Telltale([Reply()])) as hosted,
    ):
        changes = dict(settings(told, hosted.url, collector.url))
        async with at_work(servers, tmp_path, changes) as system:
            task_id = await use(system, told, receiver)
            metrics = [(f"metrics {name}", repr(await system.metrics(name)).encode()) for name in system.services]
        spans = [("spans", request["raw"]) for request in collector.requests]
        told.signed |= {headers["webhook-signature"] for headers in receiver.headers}
        told.answers += [("webhook", repr(request).encode()) for request in receiver.requests]
        used = b" ".join(repr((hosted.paths, hosted.headers)).encode().split())
    told.secret["MinIO's secret key"] = servers.minio_secret_key
    written = [*logs(tmp_path), *metrics, *spans, *await messages(servers.kafka_bootstrap_servers, f"{system.prefix}.")]
    stored = documents(servers.mongo_uri, f"{system.prefix}_")
    assert_told_of(task_id, [*written, *stored, *told.answers], system)
    for group in HOSTED:
        assert told.secret[f"the key of {group}"].encode() in used, f"{group} was not asked"
    assert len(told.signed) > 6
    owners = {"the receiver's token": [*logs(tmp_path), *metrics, *spans]}  # the task is its place
    for name, secret in told.secret.items():
        assert_nowhere(name, secret, owners.get(name, [*written, *stored, *told.answers]))
    for signature in told.signed:
        assert_nowhere("a signature", signature, [*written, *stored])


def assert_told_of(task_id: str, places: Sequence[Place], system: System) -> None:
    """All these places speak of the task, so that what is found in none of them was looked for."""
    sorts = ("log task-registry", "log notifier", "log agent-image", "topic", "spans", "database registry")
    for sort in (*sorts, "database gateway", "database notifier", "answer", "socket", "webhook"):
        assert any(task_id.encode() in what for where, what in places if where.startswith(sort)), sort
    assert any(b"api key made" in what for where, what in places if where == "log gateway.log")
    for service in ("gateway", "task-registry", "notifier", *(f"agent-{kind}" for kind in REAL)):
        assert any(service.encode() in what for where, what in places if where == "spans"), service
        assert any(b"videoagent" in what for where, what in places if where == f"metrics {service}"), service


def assert_nowhere(name: str, secret: str, places: Sequence[Place]) -> None:
    assert len(secret) > 20, name
    found = {where for where, what in places if secret.encode() in what}
    assert not found, f"{name} is in {found}"
