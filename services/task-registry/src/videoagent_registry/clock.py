"""Time that does not jump."""

import time
from datetime import UTC, datetime, timedelta


class SteadyClock:
    """The wall clock as it was at the start, moved on by the monotonic one.

    A wall clock that is set while the service runs must not fire timers early or hold them back. Restarted, the
    service takes the new time; timers in the journal are moments of wall time.
    """

    def __init__(self) -> None:
        self._start = datetime.now(UTC)
        self._zero = time.monotonic()

    def now(self) -> datetime:
        """Return the time in UTC, to the millisecond."""
        now = self._start + timedelta(seconds=time.monotonic() - self._zero)
        return now.replace(microsecond=now.microsecond // 1000 * 1000)

    def seconds(self) -> float:
        """Return seconds since the start."""
        return time.monotonic() - self._zero
