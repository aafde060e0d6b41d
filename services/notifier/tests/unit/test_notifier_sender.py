"""One signed POST, to a receiver on this machine and to none where it must not go."""

import asyncio
import base64
import hashlib
import hmac
import json
import time
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import httpx
import pytest
from standardwebhooks import Webhook
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from videoagent_contracts.errors import ConfigurationException
from videoagent_notifier.adapters.sender import HttpSender, Signer
from videoagent_notifier.domain import Delivery
from videoagent_runtime.address_guard import AddressGuard
from videoagent_runtime.guarded_transport import GuardedTransport
from videoagent_runtime.web import serving

OLD = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
NEW = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"
BODY = json.dumps({"type": "task.completed", "data": {"topic": "Grüße"}}, ensure_ascii=False)


class Receiver:
    def __init__(self) -> None:
        self.requests: list[tuple[str, dict[str, str], bytes]] = []
        self.port = 0

    async def answer(self, request: Request) -> Response:
        self.requests.append((request.url.path, dict(request.headers), await request.body()))
        match request.url.path:
            case "/redirect":
                return RedirectResponse("/elsewhere")
            case "/to-metadata":
                return RedirectResponse("http://169.254.169.254/latest/meta-data", 302)
            case "/to-itself":
                return RedirectResponse(self.url("/elsewhere"), 302)
            case "/slow":
                await asyncio.sleep(5)
            case "/busy":
                return Response(status_code=429, headers={"Retry-After": "17"})
            case "/cookie":
                return Response(headers={"Set-Cookie": "a=b; Path=/"})
        return Response()

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"


@pytest.fixture(name="receiver")
async def running_receiver() -> AsyncIterator[Receiver]:
    receiver = Receiver()
    app = Starlette(routes=[Route("/{path:path}", receiver.answer, methods=["GET", "POST"])])
    async with serving(app, "127.0.0.1", 0, drain_s=0.2) as port:
        receiver.port = port
        yield receiver


def delivery(url: str) -> Delivery:
    return Delivery("delivery-1", "t", "u", "task.completed", 1, 0, url, BODY)


@pytest.fixture(name="sender")
async def guarded_sender() -> AsyncIterator[HttpSender]:
    transport = GuardedTransport(AddressGuard(["127.0.0.1", "hooks.localhost"]))
    yield HttpSender(transport, Signer([NEW, OLD]), timedelta(seconds=0.5))
    await transport.aclose()


async def test_receivers_verify_it_with_the_new_secret_and_with_the_old(sender: HttpSender, receiver: Receiver) -> None:
    answer = await sender.send(delivery(receiver.url("/hook?key=1")))
    assert answer.delivered
    (path, headers, body) = receiver.requests[0]
    assert path == "/hook"
    assert body.decode() == BODY
    assert headers["content-type"] == "application/json"
    assert headers["webhook-id"] == "delivery-1"
    assert headers["host"] == f"127.0.0.1:{receiver.port}"
    for secret in (OLD, NEW):
        assert Webhook(secret).verify(body, headers)["type"] == "task.completed"


def _signed_with(secret: str, headers: dict[str, str], body: bytes) -> bool:
    """Standard Webhooks, written again from its text: nothing of the library that signs."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    expected = "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    fresh = abs(time.time() - int(headers["webhook-timestamp"])) < 300
    return fresh and any(hmac.compare_digest(expected, one) for one in headers["webhook-signature"].split())


async def test_rotation_loses_no_delivery(receiver: Receiver) -> None:
    """Old only, both, new only: a receiver that changes its secret in the middle verifies every webhook."""
    transport = GuardedTransport(AddressGuard(["127.0.0.1"]))
    for secrets, accepted in (([OLD], {OLD}), ([NEW, OLD], {OLD, NEW}), ([NEW], {NEW})):
        sender = HttpSender(transport, Signer(secrets), timedelta(seconds=5))
        assert (await sender.send(delivery(receiver.url("/hook")))).delivered
        _, headers, body = receiver.requests[-1]
        assert {secret for secret in (OLD, NEW) if _signed_with(secret, headers, body)} == accepted
        assert not _signed_with(OLD, headers, body + b" ")
        assert not any(_signed_with(secret, headers | {"webhook-id": "other"}, body) for secret in (OLD, NEW))
    await transport.aclose()


async def test_redirect_into_the_network_is_not_followed(receiver: Receiver, sender: HttpSender) -> None:
    for path in ("/to-metadata", "/to-itself"):
        answer = await sender.send(delivery(receiver.url(path)))
        assert (answer.status_code, answer.delivered) == (302, False)
    assert [path for path, *_ in receiver.requests] == ["/to-metadata", "/to-itself"]


async def test_redirects_are_not_followed(sender: HttpSender, receiver: Receiver) -> None:
    answer = await sender.send(delivery(receiver.url("/redirect")))
    assert (answer.status_code, answer.error) == (307, "answered 307")
    assert [path for path, *_ in receiver.requests] == ["/redirect"]


async def test_cookies_are_not_kept(sender: HttpSender, receiver: Receiver) -> None:
    for _ in range(2):
        await sender.send(delivery(receiver.url("/cookie")))
    assert all("cookie" not in headers for _, headers, _ in receiver.requests)


async def test_wish_to_wait_is_passed_on(sender: HttpSender, receiver: Receiver) -> None:
    assert (await sender.send(delivery(receiver.url("/busy")))).retry_after == "17"


async def test_slow_receiver_and_closed_port_are_answers_too(sender: HttpSender, receiver: Receiver) -> None:
    assert (await sender.send(delivery(receiver.url("/slow")))).error == "no answer within 0.5 s"
    closed = await sender.send(delivery("http://127.0.0.1:1/"))
    assert closed.status_code is None
    assert closed.error
    assert not closed.final


async def test_proxies_of_the_environment_are_not_used(
    sender: HttpSender, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A proxy would dial for us, unguarded."""
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    assert (await sender.send(delivery(receiver.url("/")))).delivered


@pytest.mark.parametrize("host", ["127.0.0.2", "localhost", "169.254.169.254", "[::1]", "2130706433"])
async def test_forbidden_addresses_are_never_dialled(sender: HttpSender, receiver: Receiver, host: str) -> None:
    answer = await sender.send(delivery(receiver.url("/", host)))
    assert answer.final
    assert answer.status_code is None
    assert receiver.requests == []


async def test_public_name_with_a_private_address_is_refused_when_dialled(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The name passed when the task was made; now it leads to this machine (DNS rebinding)."""
    guard = AddressGuard()
    transport = GuardedTransport(guard)
    sender = HttpSender(transport, Signer([NEW]), timedelta(seconds=1))

    async def resolve(_host: str, port: int, **_options: Any) -> list[Any]:
        return [(2, 1, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", resolve)
    answer = await sender.send(delivery(receiver.url("/", "innocent.example.com")))
    assert answer.final
    assert receiver.requests == []
    await transport.aclose()


async def test_resolver_that_changes_its_answer_gains_nothing(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A public address when it is judged, this machine a moment later: what was judged is what is dialled."""
    dialled: list[str] = []
    answers = iter(["93.184.216.34", "127.0.0.1", "127.0.0.1"])
    transport = GuardedTransport(AddressGuard())

    class Dialler(httpx.AsyncBaseTransport):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            dialled.append(request.url.host)
            raise httpx.ConnectError("nobody there")

    monkeypatch.setattr(transport, "_inner", Dialler())
    sender = HttpSender(transport, Signer([NEW]), timedelta(seconds=1))

    async def resolve(_host: str, port: int, **_options: Any) -> list[Any]:
        return [(2, 1, 6, "", (next(answers), port))]

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", resolve)
    first = await sender.send(delivery(receiver.url("/", "rebind.example.com")))
    second = await sender.send(delivery(receiver.url("/", "rebind.example.com")))
    assert dialled == ["93.184.216.34"]
    assert (first.final, second.final) == (False, True)
    assert receiver.requests == []


@pytest.mark.parametrize(
    "address", ["::ffff:127.0.0.1", "::1", "fe80::1%lo", "64:ff9b::7f00:1", "2002:7f00:1::", "169.254.169.254",
                "0.0.0.0", "100.64.0.1", "192.0.0.8", "198.18.0.1", "224.0.0.1", "255.255.255.255"],
)  # fmt: skip
async def test_name_that_leads_to_a_forbidden_address_is_not_dialled(
    address: str, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where a resolver gives a public address first: one forbidden among them is enough."""
    transport = GuardedTransport(AddressGuard())
    sender = HttpSender(transport, Signer([NEW]), timedelta(seconds=1))

    async def resolve(_host: str, port: int, **_options: Any) -> list[Any]:
        return [(2, 1, 6, "", ("93.184.216.34", port)), (10, 1, 6, "", (address, port, 0, 0))]

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", resolve)
    answer = await sender.send(delivery(receiver.url("/", "innocent.example.com")))
    assert answer.final
    assert "address" in (answer.error or "")
    assert receiver.requests == []
    await transport.aclose()


async def test_name_is_resolved_once_and_kept_in_the_host_header(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    transport = GuardedTransport(AddressGuard(["hooks.example.com"]))
    sender = HttpSender(transport, Signer([NEW]), timedelta(seconds=1))
    asked: list[str] = []

    async def resolve(host: str, port: int, **_options: Any) -> list[Any]:
        asked.append(host)
        return [(2, 1, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", resolve)
    assert (await sender.send(delivery(receiver.url("/", "hooks.example.com")))).delivered
    assert receiver.requests[0][1]["host"] == f"hooks.example.com:{receiver.port}"
    assert asked.count("hooks.example.com") == 1
    await transport.aclose()


def test_secret_must_be_one() -> None:
    for wrong in ("", "whsec_", "whsec_!!!"):
        with pytest.raises(ConfigurationException, match="whsec_"):
            Signer([wrong])
    with pytest.raises(ConfigurationException):
        Signer([])
