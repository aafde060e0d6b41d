"""One signed POST to a receiver, over a connection to an address that was checked."""

import asyncio
import ssl
from collections.abc import Sequence
from datetime import timedelta

import httpx
from standardwebhooks import Webhook

from videoagent_contracts.envelope import utc_now
from videoagent_contracts.errors import ConfigurationException
from videoagent_notifier.domain import Answer, Delivery
from videoagent_runtime.address_guard import AddressGuard, AddressRefusedError, UnresolvedError

_MAX_ADDRESSES = 4


class GuardedTransport(httpx.AsyncBaseTransport):
    """Dials only addresses that the guard permits, and exactly those it looked at.

    The URL's host is replaced by the address, so nothing resolves it a second time; the ``Host`` header and the TLS
    server name stay the original ones. Connections are not kept: two names on one address must not share one.

    Args:
        guard: Judges addresses.
        verify: TLS settings.
    """

    def __init__(self, guard: AddressGuard, verify: ssl.SSLContext | None = None) -> None:
        self._guard = guard
        self._inner = httpx.AsyncHTTPTransport(
            verify=verify or ssl.create_default_context(),
            trust_env=False,
            limits=httpx.Limits(max_connections=None, max_keepalive_connections=0),
        )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request.

        Raises:
            AddressRefusedError: The host leads to a forbidden address, or to none.
            httpx.TransportError: As usual.
        """
        target = self._guard.check_url(str(request.url))
        addresses = await self._guard.addresses(target.host, target.port)
        failure: httpx.ConnectError | None = None
        for address in addresses[:_MAX_ADDRESSES]:
            dialled = httpx.Request(
                request.method,
                request.url.copy_with(host=address),
                headers=request.headers,
                stream=request.stream,
                extensions={**request.extensions, "sni_hostname": target.host},
            )
            try:
                return await self._inner.handle_async_request(dialled)
            except httpx.ConnectError as error:
                failure = error
        raise failure or httpx.ConnectError("no address")

    async def aclose(self) -> None:
        await self._inner.aclose()


class Signer:
    """Signs by Standard Webhooks; with several secrets every one signs, so that receivers can change theirs.

    Raises:
        ConfigurationException: A secret is none.
    """

    def __init__(self, secrets: Sequence[str]) -> None:
        try:
            self._keys = [Webhook(secret) for secret in secrets]
        except Exception as error:
            raise ConfigurationException("VIDEOAGENT_NOTIFIER__SECRET holds no whsec_… secret") from error
        if not self._keys:
            raise ConfigurationException("VIDEOAGENT_NOTIFIER__SECRET is set and holds no whsec_… secret")

    def headers(self, message_id: str, body: str) -> dict[str, str]:
        """The three headers of a message that is sent now."""
        now = utc_now()
        return {
            "webhook-id": message_id,
            "webhook-timestamp": str(int(now.timestamp())),
            "webhook-signature": " ".join(key.sign(message_id, now, body) for key in self._keys),
        }


class HttpSender:
    """Posts deliveries. Redirects are not followed, cookies not kept, answers not read beyond their headers."""

    def __init__(self, transport: httpx.AsyncBaseTransport, signer: Signer, timeout: timedelta) -> None:
        self._transport = transport
        self._signer = signer
        self._timeout_s = timeout.total_seconds()

    async def send(self, delivery: Delivery) -> Answer:
        """Try once."""
        try:
            async with asyncio.timeout(self._timeout_s):
                return await self._post(delivery)
        except TimeoutError:
            return Answer(error=f"no answer within {self._timeout_s:g} s")
        except UnresolvedError as error:
            return Answer(error=str(error))
        except AddressRefusedError as error:
            return Answer(error=str(error), final=True)
        except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as error:
            return Answer(error=f"{type(error).__name__}: {error}"[:300])

    async def _post(self, delivery: Delivery) -> Answer:
        request = httpx.Request(
            "POST",
            delivery.url,
            content=delivery.body.encode(),
            headers={
                "content-type": "application/json",
                "user-agent": "videoagent-webhooks/1",
                **self._signer.headers(delivery.id, delivery.body),
            },
            extensions={"timeout": httpx.Timeout(self._timeout_s).as_dict()},
        )
        response = await self._transport.handle_async_request(request)
        await response.aclose()
        answer = Answer(status_code=response.status_code, retry_after=response.headers.get("retry-after"))
        if answer.delivered:
            return answer
        return Answer(answer.status_code, f"answered {response.status_code}", answer.retry_after)
