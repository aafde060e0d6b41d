"""One call of a provider, guarded: its turn, its breaker, its time, and how it ended told to the others."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from functools import partial
from typing import TypeVar

from videoagent_contracts.errors import ErrorCode, ModelProviderException
from videoagent_models import metrics
from videoagent_models.failures import failure
from videoagent_models.health import ProviderHealth
from videoagent_models.limits import CallLimits, Pace
from videoagent_runtime.retry import Backoff

T = TypeVar("T")
_WORTH_ANOTHER_TRY = frozenset({ErrorCode.PROVIDER_UNAVAILABLE, ErrorCode.PROVIDER_RATE_LIMITED})
"""Quick failures. One that took its whole time, or that answered nonsense, is likely to do so again."""
_GRACE = timedelta(seconds=1)
"""So that a call that is late ends by its own clock, which counts as the provider's failure."""
_BACKOFF = Backoff(initial_s=1.0, maximum_s=8.0)


class ProviderGuard:
    """Stands around every call of every provider of an agent.

    Args:
        kind: Of the agent's steps, for the metrics.
        health: The breakers.
        limits: By provider. One without limits, such as a built-in one, is neither timed nor paced.
    """

    def __init__(self, kind: str, health: ProviderHealth, limits: Mapping[str, CallLimits]) -> None:
        self._kind = kind
        self._health = health
        self._limits = limits
        self._paces: dict[str, Pace] = {}

    async def call(self, provider: str, call: Callable[[], Awaitable[T]], *, within: timedelta | None = None) -> T:
        """Call until it goes well or trying again makes no sense.

        Args:
            provider: Its name.
            call: One call.
            within: Time in which to try again here, and to wait for a provider that rests for a short while. None: for
                a call with nothing to fall back to the task-registry does that, without holding a worker.

        Raises:
            ModelProviderException: It rests (``provider_unavailable``, retryable), took too long, or failed.
            Exception: Whatever else the call raises.
        """
        limits = self._limits.get(provider)
        if limits is None:
            return await self._told(provider, call)
        if within is None:
            return await self._once(provider, call, limits, timedelta(0), limits.timeout)
        repeated = partial(self._repeated, provider, call, limits, time.monotonic() + within.total_seconds())
        return await in_time(provider, repeated, within + _GRACE)

    async def _repeated(self, provider: str, call: Callable[[], Awaitable[T]], limits: CallLimits, end: float) -> T:
        failures = 0
        while True:
            left = timedelta(seconds=end - time.monotonic())
            try:
                return await self._once(provider, call, limits, limits.patience, min(limits.timeout, left))
            except ModelProviderException as error:
                failures += 1
                wait = _wait_after(error, failures, limits)
                if wait is None:
                    raise
                await asyncio.sleep(wait)

    async def _once(
        self,
        provider: str,
        call: Callable[[], Awaitable[T]],
        limits: CallLimits,
        patience: timedelta,
        timeout: timedelta,  # noqa: ASYNC109 - how it ends is told to others
    ) -> T:
        pace = self._paces.setdefault(provider, Pace(limits, time.monotonic))
        async with pace.place():
            await self._awake(provider, patience)
            return await self._told(provider, lambda: in_time(provider, call, timeout))

    async def _awake(self, provider: str, patience: timedelta) -> None:
        """Return when the provider may be called."""
        give_up = time.monotonic() + patience.total_seconds()
        while rest := self._health.rest(provider):
            if time.monotonic() + rest.total_seconds() > give_up:
                raise failure(
                    provider,
                    f"{provider} is left alone for {rest.total_seconds():.0f} s after it failed or asked for a rest",
                    ErrorCode.PROVIDER_UNAVAILABLE,
                    retryable=True,
                    retry_after_s=rest.total_seconds(),
                )
            await asyncio.sleep(rest.total_seconds())

    async def _told(self, provider: str, call: Callable[[], Awaitable[T]]) -> T:
        """Call and tell how it ended, whatever way that is."""
        self._health.begin(provider)
        began = time.monotonic()
        outcome = "interrupted"
        try:
            result = await call()
        except ModelProviderException as error:
            outcome = error.code.value
            self._health.failed(provider, error)
            raise
        else:
            outcome = "ok"
            self._health.succeeded(provider)
            return result
        finally:
            self._health.left(provider)
            metrics.CALLS.labels(self._kind, provider, outcome).inc()
            metrics.CALL_SECONDS.labels(self._kind, provider).observe(time.monotonic() - began)


def _wait_after(error: ModelProviderException, failures: int, limits: CallLimits) -> float | None:
    """Return the wait before another try, s; None: there is none. What the provider asked for, its breaker waits."""
    if not error.retryable or error.code not in _WORTH_ANOTHER_TRY or failures >= limits.tries:
        return None
    if error.retry_after_s is None:
        return _BACKOFF.delay(failures)
    return 0.0 if error.retry_after_s <= limits.patience.total_seconds() else None


async def in_time(provider: str, call: Callable[[], Awaitable[T]], limit: timedelta) -> T:
    """Call, but no longer than ``limit``.

    Raises:
        ModelProviderException: ``provider_timeout``, retryable.
    """
    try:
        async with asyncio.timeout(limit.total_seconds()) as clock:
            return await call()
    except TimeoutError as error:
        if not clock.expired():
            raise
        detail = f"no whole answer within {limit.total_seconds():g} s"
        raise failure(provider, detail, ErrorCode.PROVIDER_TIMEOUT, retryable=True) from error
