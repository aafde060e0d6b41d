"""The breakers of an agent's providers, kept alike in all of its replicas by telling each other how calls ended."""

import hashlib
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

import structlog

from videoagent_contracts.enums import StepKind
from videoagent_contracts.envelope import utc_now
from videoagent_contracts.errors import ErrorCode, ModelProviderException
from videoagent_contracts.steps import ProviderReported
from videoagent_models import metrics
from videoagent_models.breaker import Breaker, BreakerPolicy, BreakerState, Report

_HEALTHY_CODES = frozenset({ErrorCode.PROVIDER_REFUSED, ErrorCode.BUDGET_EXCEEDED, ErrorCode.PROVIDER_UNKNOWN})
"""Failures that say nothing against the provider."""
_TRIAL_SPREAD = timedelta(seconds=2)
_LOOK_AGAIN = timedelta(seconds=0.5)

Say = Callable[[ProviderReported], None]
log = structlog.get_logger(__name__)


class ProviderHealth:
    """Who may be called, and who is left alone.

    An own report counts at once and is then told to the others; what comes back of it is skipped. While a provider is
    on trial, each replica lets one call through, and they begin at different moments within two seconds, so that
    usually the first one decides for all.

    Args:
        kind: Of the agent.
        policies: By provider; others have the default policy.
        clock: Now.
    """

    def __init__(
        self, kind: StepKind, policies: Mapping[str, BreakerPolicy], clock: Callable[[], datetime] = utc_now
    ) -> None:
        self._kind = kind
        self._policies = policies
        self._clock = clock
        self._breakers: dict[str, Breaker] = {}
        self._trials: set[str] = set()
        self._worker = "local"
        self._say: Say | None = None
        self._changed: Callable[[], None] = lambda: None

    def connect(self, worker: str, say: Say, changed: Callable[[], None] = lambda: None) -> None:
        """Join the other replicas.

        Args:
            worker: Own name.
            say: Tells the others; neither waits nor raises.
            changed: Called when a provider begins or ends to rest; the same holds for it.
        """
        self._worker = worker
        self._say = say
        self._changed = changed

    def hear(self, report: ProviderReported, at: datetime) -> None:
        """Take in what a replica told ``at`` some time; reports of other agents, and own ones, are skipped."""
        if report.kind is self._kind and report.worker != self._worker:
            self._fold(report, min(at, self._clock()))

    def state(self, provider: str) -> BreakerState:
        """The breaker's state now."""
        return self._breaker(provider).state(self._clock())

    def resting_until(self, provider: str) -> datetime | None:
        """Until when it is left alone; None when it is not."""
        return self._breaker(provider).open_until if self.state(provider) is BreakerState.OPEN else None

    def rest(self, provider: str) -> timedelta:
        """How long to wait before it is worth trying; zero: now."""
        breaker, now = self._breaker(provider), self._clock()
        if breaker.open_until is None:
            return timedelta(0)
        if provider in self._trials:
            return _LOOK_AGAIN
        return max(timedelta(0), breaker.open_until + self._own_moment(provider) - now)

    def begin(self, provider: str) -> None:
        """Note that a call begins; in doubt it is the trial that others wait for."""
        if self.state(provider) is BreakerState.HALF_OPEN:
            self._trials.add(provider)

    def succeeded(self, provider: str) -> None:
        """Note that a call went well."""
        self._trials.discard(provider)
        if self._breaker(provider).in_doubt:
            self._report(provider, ok=True)

    def failed(self, provider: str, error: ModelProviderException) -> None:
        """Note that a call failed."""
        if error.code in _HEALTHY_CODES:
            self.succeeded(provider)
            return
        self._trials.discard(provider)
        self._report(provider, ok=False, code=error.code, retry_after_s=error.retry_after_s)

    def left(self, provider: str) -> None:
        """Note that a call ended without saying anything about the provider: cancelled, or failed by itself."""
        self._trials.discard(provider)

    def _report(
        self, provider: str, *, ok: bool, code: ErrorCode | None = None, retry_after_s: float | None = None
    ) -> None:
        report = ProviderReported(
            kind=self._kind, provider=provider, worker=self._worker, ok=ok, code=code, retry_after_s=retry_after_s
        )
        self._fold(report, self._clock())
        if self._say is not None:
            self._say(report)

    def _fold(self, report: ProviderReported, at: datetime) -> None:
        before = self._breaker(report.provider)
        wait = None if report.retry_after_s is None else timedelta(seconds=report.retry_after_s)
        after = before.after(Report(at, report.ok, wait), self._policies.get(report.provider, BreakerPolicy()))
        self._breakers[report.provider] = after
        if (before.open_until is None) != (after.open_until is None):
            metrics.BREAKER_OPEN.labels(self._kind, report.provider).set(after.open_until is not None)
            told = {"provider": report.provider, "code": report.code, "until": after.open_until}
            log.warning("provider.rests" if after.open_until else "provider.back", **told)
            self._changed()

    def _breaker(self, provider: str) -> Breaker:
        return self._breakers.get(provider, Breaker())

    def _own_moment(self, provider: str) -> timedelta:
        """This replica's share of the spread; none for one that is alone."""
        if self._say is None:
            return timedelta(0)
        digest = hashlib.sha256(f"{self._worker}/{provider}".encode()).digest()
        return _TRIAL_SPREAD * (digest[0] / 256)
