"""Which pictures a thumbnail is chosen from."""

from pathlib import Path
from typing import cast

import pytest

from videoagent_composer.fetching import fetch_all
from videoagent_composer.timeline import timeline
from videoagent_contracts.artifacts import ArtifactRef
from videoagent_contracts.enums import ShotKind
from videoagent_contracts.film import ComposeRequest, ComposeShot, Picture, Segment, Shot
from videoagent_runtime.agent import AgentContext


class Store:
    async def fetch(self, ref: ArtifactRef) -> Path:
        return Path(ref.key)


def ref(name: str) -> ArtifactRef:
    return ArtifactRef(bucket="b", key=name, sha256=name[0] * 64, size=1, content_type="image/png")


SEGMENT = Segment(body=ref("0"), body_frames=60, fps=30, width=160, height=90)


@pytest.mark.parametrize(
    ("kinds", "wanted"),
    [
        ("title scene credits", "b"),
        ("title credits", "a"),
        ("number quote credits", "ab"),
        ("credits", "a"),
    ],
)
async def test_a_thumbnail_shows_credits_only_when_there_is_nothing_else(kinds: str, wanted: str) -> None:
    shots = [
        ComposeShot(shot=Shot(index=i, kind=ShotKind(kind), duration=2), segment=SEGMENT)
        for i, kind in enumerate(kinds.split())
    ]
    pictures = tuple(Picture(picture=ref("abc"[i]), width=160, height=90) for i in range(len(shots)))
    request = ComposeRequest(
        title="t", language="en", shots=tuple(shots), width=160, height=90, fps=30, pictures=pictures
    )
    fetched = await fetch_all(request, timeline(request), cast(AgentContext, Store()))
    assert [path.name for path in fetched.candidates] == list(wanted)
