"""Rate limits, over all replicas, without asking a store on the way."""

import math
import time
from collections.abc import Callable
from datetime import datetime, timedelta

from limits import RateLimitItemPerMinute
from limits.storage import Storage
from limits.storage.base import SlidingWindowCounterSupport
from limits.strategies import SlidingWindowCounterRateLimiter

from videoagent_contracts.envelope import utc_now
from videoagent_gateway.domain.allowance import Allowance
from videoagent_gateway.ports_access import Counts, CountStore

_MOST_COUNTERS = 20_000
_STILL_COUNTS = timedelta(minutes=3)
_SEPARATOR = "\n"


class SharedCounters(Storage, SlidingWindowCounterSupport):
    """A storage of the ``limits`` library: what this replica counted, plus what the others last said of theirs.

    Each replica counts for itself and tells its sums, which no other writes, so that no count is ever lost to two
    writers at once. Of a counter for each window only the present and the previous one matter.
    """

    STORAGE_SCHEME = None

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        super().__init__()
        self._clock = clock
        self._own: dict[str, int] = {}
        self._others: dict[str, int] = {}
        self._expiry: dict[str, float] = {}
        self.changed = False

    @property
    def base_exceptions(self) -> type[Exception]:
        return OSError

    def own(self) -> Counts:
        """Return what this replica counted in windows that still matter."""
        now = self._clock()
        for name in [name for name, ends in self._expiry.items() if ends <= now]:
            self._forget(name)
        return dict(self._own)

    def take_others(self, told: list[Counts]) -> None:
        """Take in what each of the other replicas has counted."""
        self._others = {}
        for counts in told:
            for name, count in counts.items():
                self._others[name] = self._others.get(name, 0) + count

    def acquire_sliding_window_entry(self, key: str, limit: int, expiry: int, amount: int = 1) -> bool:
        now = self._clock()
        previous, current = self._names(key, expiry, now)
        weighted = self.get(previous) * (1 - now / expiry % 1) + self.get(current)
        if math.floor(weighted) + amount > limit:
            return False
        self._add(current, amount, (now // expiry + 2) * expiry)
        return True

    def get_sliding_window(self, key: str, expiry: int) -> tuple[int, float, int, float]:
        now = self._clock()
        previous, current = self._names(key, expiry, now)
        rest = (1 - now / expiry % 1) * expiry
        return self.get(previous), rest, self.get(current), rest + expiry

    def clear_sliding_window(self, key: str, expiry: int) -> None:
        for name in self._names(key, expiry, self._clock()):
            self.clear(name)

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        self._add(key, amount, self._clock() + expiry)
        return self.get(key)

    def get(self, key: str) -> int:
        return self._own.get(key, 0) + self._others.get(key, 0)

    def get_expiry(self, key: str) -> float:
        return self._expiry.get(key, self._clock())

    def check(self) -> bool:
        return True

    def reset(self) -> int | None:
        count = len(self._own)
        for name in list(self._own):
            self._forget(name)
        return count

    def clear(self, key: str) -> None:
        self._forget(key)
        self._others.pop(key, None)

    @staticmethod
    def _names(key: str, expiry: int, now: float) -> tuple[str, str]:
        window = int(now // expiry)
        return f"{key}{_SEPARATOR}{window - 1}", f"{key}{_SEPARATOR}{window}"

    def _add(self, name: str, amount: int, ends: float) -> None:
        if name not in self._own and len(self._own) >= _MOST_COUNTERS:
            self._forget(next(iter(self._own)))
        self._own[name] = self._own.get(name, 0) + amount
        self._expiry[name] = ends
        self.changed = True

    def _forget(self, name: str) -> None:
        self._own.pop(name, None)
        self._expiry.pop(name, None)


class Limiting:
    """Requests per minute and name, in a window that slides.

    Args:
        storage: Where counts are kept.
    """

    def __init__(self, storage: SharedCounters) -> None:
        self._limiter = SlidingWindowCounterRateLimiter(storage)

    def hit(self, name: str, per_minute: int) -> Allowance:
        """Count a request, if it is within the limit."""
        item = RateLimitItemPerMinute(per_minute)
        granted = self._limiter.hit(item, name)
        return self._told(item, name, granted=granted)

    def look(self, name: str, per_minute: int) -> Allowance:
        """Tell whether a request would be within the limit, and count nothing."""
        item = RateLimitItemPerMinute(per_minute)
        return self._told(item, name, granted=self._limiter.test(item, name))

    def _told(self, item: RateLimitItemPerMinute, name: str, *, granted: bool) -> Allowance:
        stats = self._limiter.get_window_stats(item, name)
        reset_s = max(1, math.ceil(stats.reset_time - time.time()))
        return Allowance(granted, item.amount, stats.remaining, reset_s)


class Counting:
    """Exchanges counts with the other replicas, as often as it is called: one write and one read for all keys."""

    def __init__(self, storage: SharedCounters, store: CountStore, replica: str) -> None:
        self._storage = storage
        self._store = store
        self._replica = replica
        self._counted_at: datetime | None = None

    async def exchange(self) -> None:
        """Tell and hear; nothing while nothing is counted here.

        Raises:
            StorageException: The store is away; this replica goes on counting for itself.
        """
        now = utc_now()
        if self._storage.changed:
            self._counted_at, self._storage.changed = now, False
            await self._store.tell(self._replica, self._storage.own(), now)
        if self._counted_at is not None and now - self._counted_at < _STILL_COUNTS:
            self._storage.take_others(await self._store.others(self._replica, now - _STILL_COUNTS))
