"""Calling a vendor's REST API: answers limited in size, failures told in our terms, keys in headers only."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

import httpx
from pydantic import BaseModel, ValidationError

from videoagent_contracts.errors import ErrorCode
from videoagent_models.failures import failure, from_status
from videoagent_runtime.address_guard import AddressGuard, AddressRefusedError
from videoagent_runtime.guarded_transport import GuardedTransport

AnswerT = TypeVar("AnswerT", bound=BaseModel)
MOST_ANSWER_BYTES = 4_000_000
_MOST_REDIRECTS = 3
_CONNECT_S = 10.0
_ABOUT_TIME = frozenset({408, 429})
_MOST_SAID = 300


class RestApi:
    """One vendor's API. Time is limited by the guard around every call, not here.

    Args:
        provider: Named in failures.
        base_url: Set by the operator, and so trusted.
        headers: Sent with every call, such as the key.
        transport: Another one than the network, for tests.
        mistakes: Reads what a refusal (4xx) says is wrong, which a person can mend only when told; empty: nothing.
            Without it the server's own words are left out.
    """

    def __init__(
        self,
        provider: str,
        base_url: str,
        headers: Mapping[str, str] | None = None,
        transport: httpx.AsyncBaseTransport | None = None,
        mistakes: Callable[[bytes], str] | None = None,
    ) -> None:
        self._provider = provider
        self._mistakes = mistakes
        self._secrets = [value.rpartition(" ")[2] for value in (headers or {}).values() if value]
        self._client = httpx.AsyncClient(
            base_url=base_url,
            headers=headers,
            timeout=httpx.Timeout(None, connect=_CONNECT_S),
            transport=transport,
            trust_env=False,
        )
        host = urlsplit(base_url).hostname
        self._download = httpx.AsyncClient(
            transport=transport or GuardedTransport(AddressGuard([host] if host else [])),
            timeout=httpx.Timeout(None, connect=_CONNECT_S),
            follow_redirects=True,
            max_redirects=_MOST_REDIRECTS,
        )

    async def ask(
        self, method: str, path: str, answer: type[AnswerT], limit: int = MOST_ANSWER_BYTES, **arguments: Any
    ) -> AnswerT:
        """Call and read a JSON answer; ``arguments`` as of ``httpx.AsyncClient.request``.

        Raises:
            ModelProviderException: It cannot be reached, refuses, fails, or answers something else.
        """
        raw = await self.receive(method, path, limit, **arguments)
        try:
            return answer.model_validate_json(raw)
        except ValidationError as error:
            raise self.invalid("the server's answer is not what its API promises") from error

    async def receive(self, method: str, path: str, limit: int, **arguments: Any) -> bytes:
        """Call and return the answer's body of at most ``limit`` bytes. Raises as ``ask``."""
        received = bytearray()
        try:
            async with self._client.stream(method, path, **arguments) as response:
                if response.status_code >= 300:
                    raise await self._refused(response)
                async for piece in response.aiter_bytes():
                    received += piece
                    if len(received) > limit:
                        raise self.invalid(f"the answer is longer than {limit} bytes")
        except (httpx.HTTPError, OSError) as error:
            raise self._unreachable() from error
        return bytes(received)

    async def download(self, url: str, target: Path, limit: int) -> None:
        """Fetch a file that an answer points to, which may be anywhere on the public internet or on the server itself.

        Raises:
            ModelProviderException: The address is forbidden or does not answer, or the file is longer than ``limit``.
        """
        length = 0
        try:
            async with self._download.stream("GET", url) as response:
                if response.status_code != 200:
                    raise from_status(response.status_code, response.headers, self._provider)
                with target.open("wb") as file:
                    async for piece in response.aiter_bytes():
                        length += len(piece)
                        if length > limit:
                            raise self.invalid(f"the file is longer than {limit} bytes")
                        file.write(piece)
        except (AddressRefusedError, httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
            raise self.invalid("it points to a file at an address that may not be called") from error
        except (httpx.HTTPError, OSError) as error:
            raise self._unreachable() from error

    async def _refused(self, response: httpx.Response) -> Exception:
        status = response.status_code
        error = from_status(status, response.headers, self._provider)
        if self._mistakes is None or not 400 <= status < 500 or status in _ABOUT_TIME:
            return error
        received = bytearray()
        async for piece in response.aiter_bytes():
            received += piece
            if len(received) > MOST_ANSWER_BYTES:
                break
        said = self.told(self._mistakes(bytes(received[:MOST_ANSWER_BYTES])))
        if not said:
            return error
        detail = f"the provider refused the request (HTTP {status}): {said}"
        return failure(self._provider, detail, error.code, retryable=error.retryable)

    def told(self, words: str) -> str:
        """Return words of the server's for a person: one line, not long, and without what was sent as a key."""
        for secret in self._secrets:
            words = words.replace(secret, "…")
        line = " ".join("".join(letter if letter.isprintable() else " " for letter in words).split())
        return line if len(line) <= _MOST_SAID else f"{line[:_MOST_SAID]}…"

    def invalid(self, detail: str) -> Exception:
        """Make the exception for an answer that cannot be used."""
        return failure(self._provider, detail, ErrorCode.PROVIDER_INVALID_OUTPUT, retryable=True)

    def _unreachable(self) -> Exception:
        return failure(self._provider, "the server cannot be reached", ErrorCode.PROVIDER_UNAVAILABLE, retryable=True)

    async def close(self) -> None:
        """Close the connections that are kept for the next call."""
        await self._client.aclose()
        await self._download.aclose()
