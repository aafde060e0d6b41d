"""Waiting between tries: exponential backoff with full jitter, cut short by a stop."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

from videoagent_contracts.errors import StorageException

T = TypeVar("T")


class Stopping(Exception):  # noqa: N818 - not an error: the service is going down
    """The service stops before the call could be made; what was under way is left for another worker."""


@dataclass(frozen=True)
class Backoff:
    """How long to wait before a try.

    Attributes:
        initial_s: Upper bound of the first wait, in seconds.
        factor: By which the bound grows from try to try.
        maximum_s: Upper bound of all waits, in seconds.
    """

    initial_s: float = 0.1
    factor: float = 2.0
    maximum_s: float = 5.0

    def bound(self, failures: int) -> float:
        """Longest wait in seconds after ``failures`` ≥ 1 failed tries."""
        return min(self.maximum_s, self.initial_s * self.factor ** min(failures - 1, 30))

    def delay(self, failures: int) -> float:
        """Wait in seconds, spread evenly over the upper half of the bound, so that many callers do not come at once.

        The lower half is kept free: a full jitter's near-zero waits would hammer a server that is just coming back.
        """
        bound = self.bound(failures)
        return random.uniform(bound / 2, bound)  # noqa: S311 - no secret


async def wait_or_stop(stopping: asyncio.Event, seconds: float) -> None:
    """Sleep, but not past a stop.

    Raises:
        Stopping: The event was set meanwhile.
    """
    try:
        await asyncio.wait_for(stopping.wait(), seconds)
    except TimeoutError:
        return
    raise Stopping


async def until_stored(
    call: Callable[[], Awaitable[T]],
    stopping: asyncio.Event,
    *,
    backoff: Backoff | None = None,
    on_retry: Callable[[StorageException, int], None] | None = None,
) -> T:
    """Repeat ``call`` while a store or Kafka is away.

    Raises:
        Stopping: The service stopped between two tries.
        StorageException: One that says itself that trying again is useless.
    """
    policy = backoff or Backoff()
    failures = 0
    while True:
        try:
            return await call()
        except StorageException as error:
            if not error.retryable:
                raise
            failures += 1
            if on_retry is not None:
                on_retry(error, failures)
        await wait_or_stop(stopping, policy.delay(failures))
