"""One signed POST to a receiver, over a connection to an address that was checked."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta

import httpx
from standardwebhooks import Webhook

from videoagent_contracts.envelope import utc_now
from videoagent_contracts.errors import ConfigurationException
from videoagent_notifier.domain import Answer, Delivery
from videoagent_runtime.address_guard import AddressRefusedError, UnresolvedError


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
