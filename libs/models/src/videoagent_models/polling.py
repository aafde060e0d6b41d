"""Waiting for work that goes on at a server: a look that fails does not end it."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from videoagent_contracts.errors import ErrorCode, ModelProviderException

T = TypeVar("T")
_TOLERATED = 8
"""Failed looks in a row; with the waits between them some minutes at a look every 2 s."""
_MOST_DOUBLINGS = 4
_PASSING = frozenset({ErrorCode.PROVIDER_UNAVAILABLE, ErrorCode.PROVIDER_RATE_LIMITED, ErrorCode.PROVIDER_TIMEOUT})


async def polled(look: Callable[[], Awaitable[T | None]], every_s: float) -> T:
    """Look until there is something to be seen.

    The work is paid for and goes on whatever becomes of a look, so that one that fails in passing (a reset, HTTP 500
    or 429) is made again, after twice the wait each time or when the server asks for it.

    Args:
        look: Returns None as long as the work goes on.
        every_s: Between two looks, and before the first.

    Raises:
        ModelProviderException: What the last look raised: it will not pass, or was the last of too many in a row.
    """
    failed, wait = 0, every_s
    while True:
        await asyncio.sleep(wait)
        try:
            seen = await look()
        except ModelProviderException as error:
            failed += 1
            if not error.retryable or error.code not in _PASSING or failed > _TOLERATED:
                raise
            wait = max(every_s * 2 ** min(failed, _MOST_DOUBLINGS), error.retry_after_s or 0.0)
        else:
            if seen is not None:
                return seen
            failed, wait = 0, every_s
