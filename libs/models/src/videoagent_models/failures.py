"""What a provider's HTTP failure means for a step: which code, whether to try again, and when."""

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from videoagent_contracts.errors import ErrorCode, ModelProviderException

if TYPE_CHECKING:
    from openai import APIConnectionError, APIStatusError

_LONGEST_WAIT_S = 3600.0


def translate(error: "APIStatusError | APIConnectionError", provider: str) -> ModelProviderException:
    """Turn a failure of the ``openai`` library into ours. The server's own words are left out: they may hold a key."""
    status = getattr(error, "status_code", None)
    if status is None:
        if type(error).__name__ == "APITimeoutError":
            return failure(provider, "the server did not answer in time", ErrorCode.PROVIDER_TIMEOUT, retryable=True)
        return failure(provider, "the server cannot be reached", ErrorCode.PROVIDER_UNAVAILABLE, retryable=True)
    return from_status(status, error.response.headers, provider)  # type: ignore[union-attr]


def from_status(status: int, headers: Mapping[str, str], provider: str) -> ModelProviderException:
    """Judge an HTTP status. 429 and 5xx may be tried again, ``Retry-After`` tells when; other 4xx may not."""
    if status == 429:
        return failure(
            provider,
            "the provider's rate limit or quota is used up",
            ErrorCode.PROVIDER_RATE_LIMITED,
            retryable=True,
            retry_after_s=retry_after(headers),
        )
    if status in (401, 403):
        detail = f"the provider refused the API key (HTTP {status})"
        return failure(provider, detail, ErrorCode.PROVIDER_UNAVAILABLE, retryable=False)
    if status == 402:
        detail = "the provider wants to be paid: the account has no credit (HTTP 402)"
        return failure(provider, detail, ErrorCode.PROVIDER_UNAVAILABLE, retryable=False)
    if status in (408, 504):
        return failure(provider, f"HTTP {status}", ErrorCode.PROVIDER_TIMEOUT, retryable=True)
    if status >= 500:
        return failure(
            provider,
            f"the provider failed (HTTP {status})",
            ErrorCode.PROVIDER_UNAVAILABLE,
            retryable=True,
            retry_after_s=retry_after(headers),
        )
    detail = f"the provider refused the request (HTTP {status}): check the address, the key and the model's name"
    return failure(provider, detail, ErrorCode.PROVIDER_UNAVAILABLE, retryable=False)


def failure(
    provider: str, detail: str, code: ErrorCode, *, retryable: bool, retry_after_s: float | None = None
) -> ModelProviderException:
    """Make the exception that names the provider."""
    return ModelProviderException(
        detail, provider=provider, code=code, retryable=retryable, retry_after_s=retry_after_s
    )


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Read ``Retry-After`` (seconds or an HTTP date); None when absent or unreadable, at most an hour, in s."""
    value = headers.get("retry-after", "").strip()
    if not value:
        return None
    try:
        seconds = float(value)
    except ValueError:
        try:
            moment = parsedate_to_datetime(value)
        except ValueError:
            return None
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        seconds = (moment - datetime.now(UTC)).total_seconds()
    return min(max(seconds, 0.0), _LONGEST_WAIT_S) if seconds == seconds else None  # noqa: PLR0124 - false for NaN
