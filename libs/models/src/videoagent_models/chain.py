"""Getting a step's work done by one of an agent's providers: the user's choice, or the first in line that can."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, Generic, Protocol, TypeVar, runtime_checkable

import structlog

from videoagent_contracts.enums import StepKind
from videoagent_contracts.envelope import utc_now
from videoagent_contracts.errors import (
    ErrorCode,
    ModelProviderException,
    StorageException,
    VideoAgentException,
)
from videoagent_contracts.film import Substitution
from videoagent_contracts.steps import ProviderInfo
from videoagent_models import metrics
from videoagent_models.guard import ProviderGuard
from videoagent_models.health import ProviderHealth
from videoagent_models.limits import CallLimits
from videoagent_models.paying import paid
from videoagent_models.providers import Provider, Registered, choose, infos
from videoagent_runtime.agent.handing_back import HandBackException
from videoagent_runtime.agent.purse import Purse

P = TypeVar("P", bound=Provider)
T = TypeVar("T")
_SHARE = 0.8
"""Of the time that is left, what one provider may use up when another could take over."""
log = structlog.get_logger(__name__)


@runtime_checkable
class Limited(Protocol):
    """A provider with limits around its calls; those without are built in."""

    @property
    def limits(self) -> CallLimits: ...


@runtime_checkable
class Priced(Protocol):
    """A provider that costs money."""

    def estimate(self, job: Any) -> float:
        """Say what a job will cost at most, USD; without network."""
        ...


class Asking(Protocol):
    """The part of a step's context that says what it may take."""

    @property
    def purse(self) -> Purse: ...

    @property
    def deadline(self) -> datetime: ...


@dataclass(frozen=True)
class Done(Generic[P, T]):
    """What a provider made, who it was, and whom it stood in for."""

    result: T
    provider: P
    substitutions: tuple[Substitution, ...] = ()


class Providers(Generic[P]):
    """All providers of one agent.

    Args:
        kind: Of the agent's steps.
        registered: What ``load_providers`` found.
        order: The agent's preference, best first; it is the fall-back chain.
        health: Another clock or policy than usual, for tests.
        beside: Limits of what is called beside the providers, by name.
    """

    def __init__(
        self,
        kind: StepKind,
        registered: Mapping[str, Registered[P]],
        order: Sequence[str],
        health: ProviderHealth | None = None,
        beside: Mapping[str, CallLimits] | None = None,
    ) -> None:
        self._kind = kind
        self.registered = registered
        self.order = tuple(order)
        limits = {name: entry.provider.limits for name, entry in registered.items() if _is_limited(entry)}  # type: ignore[union-attr]
        limits |= beside or {}
        self.health = health or ProviderHealth(kind, {name: limit.breaker for name, limit in limits.items()})
        self._guard = ProviderGuard(kind.value, self.health, limits)

    def infos(self) -> tuple[ProviderInfo, ...]:
        """Describe all of them, best first; of one that rests it is told until when."""
        return tuple(self._with_rest(info) for info in infos(self.registered, self.order))

    def _with_rest(self, info: ProviderInfo) -> ProviderInfo:
        until = self.health.resting_until(info.name)
        if until is None:
            return info
        return info.model_copy(update={"reason": f"rests after failures until {until:%H:%M:%S} UTC; {info.reason}"})

    def first(self, requested: str | None) -> P:
        """Return who is asked first: the user's choice, or the best that can work as configured.

        Raises:
            ModelProviderException: As of ``choose``.
        """
        return choose(self.registered, requested, self.order)

    async def work(
        self,
        asking: Asking,
        job: object,
        call: Callable[[P], Awaitable[T]],
        *,
        requested: str | None,
        order: Sequence[str] | None = None,
    ) -> Done[P, T]:
        """Have a job done.

        A provider that the user named does it or fails. Otherwise one that rests, fails for good or would cost more
        than the task may still spend gives way to the next one in line.

        Args:
            asking: The step's context.
            job: What ``Priced.estimate`` is asked about.
            call: Has the given provider do it.
            requested: The user's choice of provider.
            order: Another order than the agent's, for this job.

        Raises:
            ModelProviderException: The named provider is unknown or not available, or nobody could do it; it is
                retryable when trying again may help.
            AgentExecutionException: ``budget_exceeded``: everybody who could do it costs too much.
            ReserveShortException: The one whose turn it is costs more than is set aside for this attempt.
            StorageException: A store is away.
        """
        line = self._line(requested, self.order if order is None else order)
        failed: list[tuple[str, VideoAgentException]] = []
        for provider in line:
            try:
                price = provider.estimate(job) if isinstance(provider, Priced) else 0.0
                work = partial(call, provider)
                result = await self._guarded(asking, provider.name, price, work, last=provider is line[-1])
            except (StorageException, HandBackException):
                raise
            except Exception as error:
                if len(line) == 1:
                    raise
                failed.append((provider.name, _expected(error, provider.name)))
            else:
                metrics.COST.labels(self._kind, provider.name).inc(getattr(result, "cost_usd", 0.0))
                return Done(result, provider, self._substituted(failed, provider.name))
        raise next((error for _, error in failed if error.retryable), failed[0][1])

    async def call_beside(
        self, asking: Asking, name: str, price_usd: float, call: Callable[[], Awaitable[T]], *, replaceable: bool
    ) -> T:
        """Call a service that is no provider of the agent's work, with the same limits, breaker and purse.

        Args:
            asking: The step's context.
            name: As in ``beside``.
            price_usd: The most that it may cost.
            call: One call.
            replaceable: Whether the step does without when it fails; then what may pass is tried again here, and
                else by the task-registry.

        Raises:
            ModelProviderException: It failed, or rests.
            AgentExecutionException: ``budget_exceeded``.
            ReserveShortException: It costs more than is set aside for this attempt.
        """
        return await self._guarded(asking, name, price_usd, call, last=not replaceable)

    async def call_within(self, name: str, call: Callable[[], Awaitable[T]]) -> T:
        """Call a service that a provider needs within its own call, which is paid as a whole.

        It has the limits and the breaker of its name in ``beside``. When it rests, that is said at once: the provider's
        own time runs meanwhile.

        Raises:
            ModelProviderException: It failed, or rests.
        """
        return await self._guard.call(name, call)

    def _line(self, requested: str | None, order: Sequence[str]) -> list[P]:
        """Return who may do it, best first, at least one."""
        first = choose(self.registered, requested, order)
        if requested is not None:
            return [first]
        entries = (self.registered[name] for name in dict.fromkeys(order) if name in self.registered)
        return [entry.provider for entry in entries if entry.provider is not None and entry.info.available]

    async def _guarded(
        self, asking: Asking, name: str, price_usd: float, call: Callable[[], Awaitable[T]], *, last: bool
    ) -> T:
        within = None if last else _SHARE * (asking.deadline - utc_now())
        asking.purse.afford(name, price_usd)
        return await self._guard.call(name, lambda: paid(asking.purse, name, price_usd, call), within=within)

    def _substituted(self, failed: Sequence[tuple[str, VideoAgentException]], used: str) -> tuple[Substitution, ...]:
        for name, _ in failed:
            metrics.SUBSTITUTIONS.labels(self._kind, name).inc()
        return tuple(
            Substitution(wanted=name, used=used, reason=f"{error.code.value}: {error.detail}") for name, error in failed
        )


def _is_limited(entry: Registered[P]) -> bool:
    return isinstance(entry.provider, Limited)


def _expected(error: Exception, provider: str) -> VideoAgentException:
    if isinstance(error, VideoAgentException):
        log.warning("provider.gives_way", provider=provider, code=error.code, error=error.detail)
        return error
    log.error("provider.broke", provider=provider, exc_info=error)
    return ModelProviderException(
        f"{provider} failed unexpectedly ({type(error).__name__})", provider=provider, code=ErrorCode.AGENT_FAILED
    )
