"""How an agent finds its providers and picks one for a step.

A provider is announced by a Python entry point, so that an installed package adds one without a fork:

    [project.entry-points."videoagent.image"]
    builtin = "videoagent_agent_image.adapters.builtin:create"

The entry point is a factory: it is called with the agent's settings and returns the provider.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from typing import Generic, Protocol, TypeVar, cast

import structlog

from videoagent_contracts import film
from videoagent_contracts.errors import ErrorCode, ModelProviderException
from videoagent_contracts.steps import ProviderInfo

TEXT = "videoagent.text"
IMAGE = "videoagent.image"
SPEECH = "videoagent.speech"
MUSIC = "videoagent.music"
VIDEO = "videoagent.video"

BUILTIN = film.BUILTIN

log = structlog.get_logger(__name__)


class Provider(Protocol):
    """What every provider has, beside the port that it implements."""

    @property
    def name(self) -> str:
        """The name that users write in ``options.providers``."""
        ...

    def check(self) -> ProviderInfo:
        """Say whether it can work as it is configured. Cheap, without network and without secrets in the reason."""
        ...


P = TypeVar("P", bound=Provider)


@dataclass(frozen=True)
class Registered(Generic[P]):
    """A provider that was found; ``provider`` is None when its factory failed (``info.reason`` says how)."""

    name: str
    info: ProviderInfo
    provider: P | None


def load_providers(group: str, settings: object) -> dict[str, Registered[P]]:
    """Find all providers of a group and check each.

    Args:
        group: Entry point group, e.g. ``videoagent.image``.
        settings: Handed to each factory.

    Returns:
        By name, in the order of their names. One that cannot be imported, made or checked is in it as unavailable:
        somebody else's broken package must not stop the agent.
    """
    found = sorted(entry_points(group=group), key=lambda point: point.name)
    return {point.name: _load(point, settings) for point in found}


def register(name: str, create: Callable[[], P]) -> Registered[P]:
    """Make one provider and check it; a failure is reported as unavailable and logged, not raised."""
    try:
        provider = create()
        info = provider.check()
    except Exception as error:  # foreign code: whatever it raises, the others must stay usable
        log.warning("provider.broken", provider=name, error_type=type(error).__name__, exc_info=True)
        reason = f"cannot be loaded ({type(error).__name__})"
        return Registered(name, ProviderInfo(name=name, available=False, reason=reason), None)
    return Registered(name, info.model_copy(update={"name": name}), provider)


def _load(point: EntryPoint, settings: object) -> "Registered[P]":
    return register(point.name, lambda: cast(P, point.load()(settings)))


def choose(providers: Mapping[str, Registered[P]], requested: str | None, order: Sequence[str]) -> P:
    """Pick the provider of a step.

    Args:
        providers: What ``load_providers`` found.
        requested: The user's choice; it is never replaced by another in silence.
        order: The agent's own preference, best first; the first available one is taken.

    Raises:
        ModelProviderException: Not retryable; ``provider_unknown`` when no provider has the requested name,
            ``provider_unavailable`` when it (or every one in ``order``) cannot work as configured.
    """
    if requested is not None:
        entry = providers.get(requested)
        if entry is None:
            raise ModelProviderException(
                f"no provider {requested!r} here; known are {_listed(providers)}",
                provider=requested,
                code=ErrorCode.PROVIDER_UNKNOWN,
                retryable=False,
            )
        return _usable(entry)
    for name in order:
        entry = providers.get(name)
        if entry is not None and entry.provider is not None and entry.info.available:
            return entry.provider
    raise ModelProviderException(
        f"none of the providers {_listed(order)} can work as configured",
        provider=order[0] if order else "",
        code=ErrorCode.PROVIDER_UNAVAILABLE,
        retryable=False,
    )


def _usable(entry: Registered[P]) -> P:
    if entry.provider is None or not entry.info.available:
        raise ModelProviderException(
            f"provider {entry.name!r} is not available: {entry.info.reason or 'not configured'}",
            provider=entry.name,
            code=ErrorCode.PROVIDER_UNAVAILABLE,
            retryable=False,
        )
    return entry.provider


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names) or "none"


def infos(providers: Mapping[str, Registered[P]], order: Sequence[str]) -> tuple[ProviderInfo, ...]:
    """Describe all providers for ``AgentAnnounced``; the one that ``choose`` takes unasked is marked as default."""
    usable = (n for n in order if n in providers and providers[n].provider is not None and providers[n].info.available)
    default = next(usable, None)
    ranked = sorted(providers, key=lambda name: (order.index(name) if name in order else len(order), name))
    return tuple(providers[name].info.model_copy(update={"is_default": name == default}) for name in ranked)
