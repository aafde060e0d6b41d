"""The circuit breaker of one provider: a pure state machine, folded from reports.

    closed ──(enough failures in a row, or a wait that the provider asked for)──▶ open
    open ──(the time is over)──▶ half-open ──(one call went well)──▶ closed
                                 half-open ──(it failed)──▶ open, for twice as long

Every replica of an agent folds the same reports and so comes to the same state; a success says only something about the
failures before it, so that the order in which reports arrive hardly matters.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

LONGEST_REST = timedelta(hours=1)
_MOST_DOUBLINGS = 10


class BreakerState(StrEnum):
    CLOSED = "closed"
    OPEN = "open"
    HALF_OPEN = "half_open"


@dataclass(frozen=True)
class BreakerPolicy:
    """When a provider is left alone.

    Attributes:
        failures: Failures without a success between them that open the breaker.
        window: Time within which they must lie.
        rest: How long it stays open first; twice as long after each trial that failed.
        longest_rest: Bound of that.
    """

    failures: int = 5
    window: timedelta = timedelta(seconds=60)
    rest: timedelta = timedelta(seconds=30)
    longest_rest: timedelta = timedelta(minutes=10)


@dataclass(frozen=True)
class Report:
    """How one call ended; ``retry_after`` is the wait that the provider asked for."""

    at: datetime
    ok: bool
    retry_after: timedelta | None = None


@dataclass(frozen=True)
class Breaker:
    """What is known of one provider.

    Attributes:
        failed_at: Failures since the last success, oldest first, those in the window only.
        succeeded_at: The last success that was told.
        open_until: Until when it is left alone; None: closed.
        openings: Times in a row that it opened by failures.
    """

    failed_at: tuple[datetime, ...] = ()
    succeeded_at: datetime | None = None
    open_until: datetime | None = None
    openings: int = 0

    def state(self, now: datetime) -> BreakerState:
        if self.open_until is None:
            return BreakerState.CLOSED
        return BreakerState.OPEN if now < self.open_until else BreakerState.HALF_OPEN

    @property
    def in_doubt(self) -> bool:
        """Whether a success would change something, and so is worth telling."""
        return bool(self.failed_at) or self.open_until is not None

    def after(self, report: Report, policy: BreakerPolicy) -> "Breaker":
        """Return the state after one more report."""
        return self._succeeded(report) if report.ok else self._failed(report, policy)

    def _succeeded(self, report: Report) -> "Breaker":
        if self.state(report.at) is BreakerState.OPEN:
            return self  # a call from before: the provider asked for a rest, or failed often enough, since
        latest = max(filter(None, (self.succeeded_at, report.at)))
        return Breaker(failed_at=tuple(at for at in self.failed_at if at > latest), succeeded_at=latest)

    def _failed(self, report: Report, policy: BreakerPolicy) -> "Breaker":
        if report.retry_after is not None:
            until = report.at + min(report.retry_after, LONGEST_REST)
            known = self.open_until
            return replace(self, open_until=until if known is None else max(known, until))
        state = self.state(report.at)
        if state is BreakerState.OPEN or (self.succeeded_at is not None and report.at <= self.succeeded_at):
            return self
        if state is BreakerState.HALF_OPEN:
            return self._opened(report.at, policy)
        failed = sorted((*self.failed_at, report.at))
        recent = tuple(at for at in failed if at > failed[-1] - policy.window)
        counted = replace(self, failed_at=recent)
        return counted._opened(report.at, policy) if len(recent) >= policy.failures else counted

    def _opened(self, at: datetime, policy: BreakerPolicy) -> "Breaker":
        rest = min(policy.rest * 2 ** min(self.openings, _MOST_DOUBLINGS), policy.longest_rest)
        return replace(self, failed_at=(), open_until=at + rest, openings=self.openings + 1)
