"""Overrides of single steps."""

import pytest

from videoagent_contracts.commands import StepOverrides
from videoagent_contracts.enums import StepKind
from videoagent_contracts.overrides import OVERRIDES, meaningless_overrides


def test_every_kind_says_what_it_takes() -> None:
    assert set(OVERRIDES) == set(StepKind)
    assert frozenset().union(*OVERRIDES.values()) == set(StepOverrides.model_fields)


@pytest.mark.parametrize(
    ("kind", "overrides", "meaningless"),
    [
        (StepKind.IMAGE, StepOverrides(prompt="Fog", seed=0), set()),
        (StepKind.IMAGE, StepOverrides(prompt="Fog", voice="heart"), {"voice"}),
        (StepKind.VOICE, StepOverrides(narration="So.", voice="heart", voice_speed=1.2), set()),
        (StepKind.COMPOSE, StepOverrides(seed=1), {"seed"}),
        (StepKind.MUSIC, StepOverrides(), set()),
    ],
)
def test_what_would_change_nothing_is_named(kind: StepKind, overrides: StepOverrides, meaningless: set[str]) -> None:
    assert meaningless_overrides(kind, overrides) == meaningless
