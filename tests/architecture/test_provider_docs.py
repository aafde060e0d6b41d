"""docs/providers.md tells of every provider that is installed."""

from importlib.metadata import entry_points
from pathlib import Path

import pytest

from videoagent_models.providers import IMAGE, MUSIC, SPEECH, TEXT, VIDEO

DOCUMENT = (Path(__file__).parents[2] / "docs" / "providers.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("group", [TEXT, IMAGE, SPEECH, MUSIC, VIDEO])
def test_every_provider_is_told_of(group: str) -> None:
    installed = [point.name for point in entry_points(group=group)]
    assert installed
    assert [name for name in installed if f"`{name}`" not in DOCUMENT] == []
