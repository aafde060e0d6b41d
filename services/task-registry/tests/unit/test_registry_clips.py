"""How long a user's own clips play."""

from typing import Any

import pytest

from videoagent_contracts.artifacts import ArtifactRef
from videoagent_contracts.film import MediaItem, MediaKind, StoryRequest
from videoagent_registry.testing import Play, success

REF = ArtifactRef(bucket="b", key="uploads/u/01/original", sha256="1" * 64, size=9, content_type="video/mp4")


def item(seconds: float, kind: MediaKind = MediaKind.VIDEO) -> MediaItem:
    return MediaItem(ref=REF, kind=kind, width=64, height=48, duration=seconds)


ITEMS = {"media:a": item(7.4), "media:b": item(0.3), "media:c": item(500), "media:photo": item(0, MediaKind.IMAGE)}


@pytest.mark.parametrize(
    ("scenes", "options", "lengths"),
    [
        ([{"media": "media:a"}, {"media": "media:b"}, {"media": "media:c"}], {}, [7.4, 1, 120]),
        ([{"media": "media:a", "duration": 3}, {"media": "media:a", "narration": "A bee."}], {}, [3, None]),
        ([{"media": "media:photo"}, {"prompt": "a lake"}], {}, [None, None]),
        ([{"media": "media:a"}], {"duration": 12}, [None]),
        ([{"media": "media:c"}] * 6, {}, [None] * 6),
    ],
    ids=["to its end", "as was said", "no clip", "as long as the film", "longer than a film"],
)
def test_a_clip_of_which_nothing_is_said_plays_to_its_end(
    scenes: list[dict[str, Any]], options: dict[str, Any], lengths: list[float | None]
) -> None:
    play = Play(media=ITEMS, scenes=scenes, **options)
    play.apply(success(play.take("style")))
    story = play.take("story").payload.input
    assert isinstance(story, StoryRequest)
    assert story.scenes is not None
    assert [scene.duration for scene in story.scenes] == lengths
