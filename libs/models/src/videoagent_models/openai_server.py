"""A server that speaks the OpenAI-compatible protocol: the connection that chat, images and speech have in common."""

import re
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import TYPE_CHECKING, Any

from pydantic import Field, SecretStr

from videoagent_contracts.errors import ErrorCode
from videoagent_contracts.steps import ProviderInfo
from videoagent_models.failures import failure, translate
from videoagent_models.limits import CallLimits

if TYPE_CHECKING:
    from openai import APIStatusError, AsyncOpenAI

NAME = "openai"
_REFUSALS = frozenset({"content_policy_violation", "moderation_blocked", "content_filter", "contentfilter"})
_REFUSED = re.compile(
    r"content (?:management |usage )?polic|safety (?:system|filter|polic)|moderation|content.filter|flagged|\bnsfw\b",
    re.IGNORECASE,
)
"""Compatible servers have no common code for it, and say so in words only."""


class OpenAiSettings(CallLimits):
    """Where the server is. Without an address and a model's name there is none."""

    base_url: str | None = Field(None, description="of an OpenAI-compatible server, e.g. http://127.0.0.1:11434/v1")
    model: str | None = Field(None, description="as the server names it")
    api_key: SecretStr | None = Field(None, description="local servers need none")

    def info(self, what: str) -> ProviderInfo:
        """Say whether an address and a model's name are set; the server itself is not asked."""
        missing = [name for name in ("base_url", "model") if not getattr(self, name)]
        reason = f"{what} model without {' and '.join(missing)}" if missing else f"model {self.model}"
        return ProviderInfo(name=NAME, available=not missing, reason=reason, needs_key=False)


class OpenAiServer:
    """One server. It is connected at the first call."""

    def __init__(self, settings: OpenAiSettings) -> None:
        self._settings = settings
        self._client: AsyncOpenAI | None = None

    async def receive(self, call: Callable[["AsyncOpenAI"], AbstractAsyncContextManager[Any]], limit: int) -> bytes:
        """Call, and read the answer piece by piece, so that an endless one is left when it has passed the limit.

        Args:
            call: One of the library's ``with_streaming_response`` methods.
            limit: Bytes.

        Raises:
            APIStatusError: The server answered with an error; ``refused`` and ``translate`` say what it means.
            ModelProviderException: It cannot be reached, or the answer is too long or breaks off.
        """
        import httpx2  # noqa: PLC0415 - see the next one
        import openai  # noqa: PLC0415 - takes half a second and 60 MB, which an agent without a model is spared

        received = bytearray()
        try:
            async with call(self._connected()) as response:
                async for piece in response.iter_bytes():
                    received += piece
                    if len(received) > limit:
                        detail = f"the answer is longer than {limit} bytes"
                        raise failure(NAME, detail, ErrorCode.PROVIDER_INVALID_OUTPUT, retryable=True)
        except openai.APIConnectionError as error:
            raise translate(error, NAME) from error
        except httpx2.TimeoutException as error:
            detail = "the server fell silent in the middle of its answer"
            raise failure(NAME, detail, ErrorCode.PROVIDER_TIMEOUT, retryable=True) from error
        except httpx2.HTTPError as error:  # once an answer has begun, the library leaves it to us
            detail = "the answer breaks off, or cannot be unpacked"
            raise failure(NAME, detail, ErrorCode.PROVIDER_INVALID_OUTPUT, retryable=True) from error
        return bytes(received)

    def _connected(self) -> "AsyncOpenAI":
        if self._client is None:
            from openai import AsyncOpenAI  # noqa: PLC0415 - see receive

            key = self._settings.api_key
            self._client = AsyncOpenAI(
                base_url=self._settings.base_url,
                api_key=key.get_secret_value() if key else "none",
                organization="",
                project="",
                timeout=self._settings.timeout.total_seconds(),
                max_retries=0,  # the guard and the task-registry retry, and count the attempts
            )
        return self._client

    async def close(self) -> None:
        """Close the connections that are kept for the next call."""
        client, self._client = self._client, None
        if client is not None:
            await client.close()


def refused(error: "APIStatusError") -> bool:
    """Whether the server found the request's words improper."""
    if error.status_code not in (400, 403, 422):
        return False
    return str(error.code or "").lower() in _REFUSALS or _REFUSED.search(error.message) is not None
