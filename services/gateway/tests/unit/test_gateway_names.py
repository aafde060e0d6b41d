"""Names of downloads."""

from typing import Any

import pytest

from videoagent_gateway.domain.names import DownloadName, download_name


@pytest.mark.parametrize(
    ("title", "full", "plain"),
    [
        ("Volcanoes", "Volcanoes", "Volcanoes"),
        ("Bees: a life / story", "Bees-a-life-story", "Bees-a-life-story"),
        ("Café Zürich", "Café-Zürich", "film-{id}"),
        ("蜜蜂的生活", "蜜蜂的生活", "film-{id}"),
        ("हिन्दी में", "हिन्दी-में", "film-{id}"),
        ("حياة النحل", "حياة-النحل", "film-{id}"),
        ("🐝🐝🐝", "film", "film"),
        ("x" * 300, "x" * 80, "x" * 80),
    ],
)
async def test_names_keep_the_letters_of_the_title(world: Any, title: str, full: str, plain: str) -> None:
    task_id = await world.task(title=title)
    name = download_name(world.state.view(task_id), "mp4")
    assert name == DownloadName(f"{full}.mp4", f"{plain.format(id=task_id)}.mp4")
