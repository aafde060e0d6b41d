"""How a provider may be called: settings, and the pace that keeps to them."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta

from pydantic import Field

from videoagent_models.breaker import BreakerPolicy
from videoagent_runtime.settings import Duration, SettingsGroup

_MINUTE_S = 60.0


class CallLimits(SettingsGroup):
    """Settings around every call of one provider; a provider's own settings inherit them."""

    timeout: Duration = Field(timedelta(seconds=120), description="for one call, start to end")
    calls_per_minute: int | None = Field(None, ge=1, description="begun by one process; none: as many as there is work")
    concurrent: int | None = Field(None, ge=1, description="calls at once of one process; none: as many as steps")
    tries: int = Field(3, ge=1, description="failures that may pass before the next provider takes over")
    patience: Duration = Field(
        timedelta(seconds=20), description="longest wait for a resting provider before the next one takes over"
    )
    breaker_failures: int = Field(5, ge=1, description="failures in a row that open the breaker")
    breaker_window: Duration = Field(timedelta(seconds=60), description="within which they must lie")
    breaker_rest: Duration = Field(timedelta(seconds=30), description="how long it stays open at first")

    @property
    def breaker(self) -> BreakerPolicy:
        """The breaker's part."""
        return BreakerPolicy(self.breaker_failures, self.breaker_window, self.breaker_rest)


class Pace:
    """Lets calls begin no faster and no more of them at once than the limits say. For one event loop.

    Args:
        limits: Of the provider.
        clock: Monotonic time, s.
    """

    def __init__(self, limits: CallLimits, clock: Callable[[], float]) -> None:
        self._per_minute = limits.calls_per_minute
        self._places = asyncio.Semaphore(limits.concurrent) if limits.concurrent else None
        self._clock = clock
        self._begun: deque[float] = deque(maxlen=limits.calls_per_minute or 1)

    @asynccontextmanager
    async def place(self) -> AsyncIterator[None]:
        """Wait for a turn, and hold it for the block."""
        if self._places is None:
            await self._turn()
            yield
            return
        async with self._places:
            await self._turn()
            yield

    async def _turn(self) -> None:
        while (wait := self.due_in()) > 0:  # noqa: ASYNC110 - time is what is waited for
            await asyncio.sleep(wait)
        self._begun.append(self._clock())

    def due_in(self) -> float:
        """Time until the next call may begin, s: in no minute are there more than the limit."""
        if self._per_minute is None or len(self._begun) < self._per_minute:
            return 0.0
        return max(0.0, self._begun[0] + _MINUTE_S - self._clock())
