"""Which overrides have a meaning for which kind of step: what the gateway accepts is what the registry applies."""

from collections.abc import Mapping

from videoagent_contracts.commands import StepOverrides
from videoagent_contracts.enums import StepKind

_WORK = frozenset({"provider", "seed"})
OVERRIDES: Mapping[StepKind, frozenset[str]] = {
    StepKind.STYLE: _WORK,
    StepKind.STORY: _WORK,
    StepKind.STORYBOARD: _WORK,
    StepKind.VOICE: _WORK | {"narration", "voice", "voice_speed"},
    StepKind.IMAGE: _WORK | {"prompt"},
    StepKind.VIDEO: _WORK | {"prompt"},
    StepKind.MUSIC: _WORK,
    StepKind.COMPOSE: frozenset(),
}
"""Names of the fields of ``StepOverrides`` that shape a step; composing has nothing to choose."""


def given_overrides(overrides: StepOverrides) -> frozenset[str]:
    """Return the names of the overrides that say something."""
    return frozenset(overrides.model_dump(exclude_none=True))


def meaningless_overrides(kind: StepKind, overrides: StepOverrides) -> frozenset[str]:
    """Return the names of the overrides that would change nothing about a step of this kind."""
    return given_overrides(overrides) - OVERRIDES[kind]
