"""Time that does not jump."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta


class SteadyClock:
    """The wall clock as it was at the start, moved on by the monotonic one.

    A wall clock that is set while the service runs must not fire timers early or hold them back. Restarted, the
    service takes the new time; timers in the journal are moments of wall time.

    Args:
        wall: Tells the time of day, UTC; it may jump.
        steady: Seconds that only go on.
    """

    def __init__(
        self, wall: Callable[[], datetime] = lambda: datetime.now(UTC), steady: Callable[[], float] = time.monotonic
    ) -> None:
        self._steady = steady
        self._start = wall()
        self._zero = steady()

    def now(self) -> datetime:
        """Return the time in UTC, to the millisecond."""
        now = self._start + timedelta(seconds=self._steady() - self._zero)
        return now.replace(microsecond=now.microsecond // 1000 * 1000)

    def seconds(self) -> float:
        """Return seconds since the start."""
        return self._steady() - self._zero
