"""HTTP to addresses that somebody else named: webhooks, and files that a provider points to."""

import ssl

import httpx

from videoagent_runtime.address_guard import AddressGuard

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
