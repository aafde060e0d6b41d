"""Requests for pictures; fonts, icons and the map come from the prepared cache."""

from collections.abc import Callable
from typing import Any

import pytest

from videoagent_contracts.film import ImageRequest, Look, Shot

MakeRequest = Callable[..., ImageRequest]


@pytest.fixture
def make_request() -> MakeRequest:
    def make(
        topic: str = "Something",
        size: tuple[int, int] = (320, 180),
        style: str = "cinematic",
        language: str = "en",
        mood: str = "calm",
        title: str | None = None,
        seed: int = 7,
        credits: Any = (),  # noqa: A002
        **shot: Any,
    ) -> ImageRequest:
        return ImageRequest(
            topic=topic,
            title=title or topic,
            look=Look(language=language, style=style, mood=mood),
            shot=Shot(**{"index": 1, "duration": 5, **shot}),
            credits=credits,
            width=size[0],
            height=size[1],
            seed=seed,
        )

    return make
