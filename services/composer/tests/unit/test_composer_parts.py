"""A changed shot costs that shot: what the film before shares with this one is not encoded again."""

from collections.abc import Callable
from pathlib import Path

import pytest

from videoagent_composer.service import run
from videoagent_composer.testing import Studio, numbers, packets, request, stored
from videoagent_contracts.enums import Transition
from videoagent_contracts.film import ComposeRequest, ComposeShot, Film
from videoagent_runtime.agent import AgentContext
from videoagent_runtime.agent.testing import FolderArtifacts

Contexts = Callable[..., AgentContext]


@pytest.fixture
def studio(artifacts: FolderArtifacts, tmp_path: Path) -> Studio:
    return Studio(artifacts, tmp_path)


@pytest.fixture
def shots(studio: Studio) -> list[ComposeShot]:
    between = [
        studio.shot(100 * number, (5, 15, 5), Transition.CROSSFADE, speech=studio.speech(0.6)) for number in (1, 2)
    ]
    return [studio.shot(0, (0, 20, 5)), *between, studio.shot(300, (5, 20, 0), Transition.CROSSFADE)]


def _made_from(film: Film) -> set[str]:
    return {part.made_from for part in film.parts}


def _changed(shots: list[ComposeShot], studio: Studio, before: Film) -> ComposeRequest:
    other = studio.shot(500, (5, 15, 5), Transition.CROSSFADE, speech=shots[2].speech)
    return request([*shots[:2], other, shots[3]], parts=before.parts)


async def test_transitions_and_sound_that_stay_are_taken_over(
    studio: Studio, artifacts: FolderArtifacts, shots: list[ComposeShot], make_context: Contexts
) -> None:
    before = await run(request(shots), make_context())
    wanted = _changed(shots, studio, before)
    again = await run(wanted, make_context())
    afresh = await run(wanted.model_copy(update={"parts": ()}), make_context())
    assert len(before.parts) == 4  # three transitions and the sound
    assert len(_made_from(before) & _made_from(again)) == 2  # the first transition, and the sound
    assert again.parts == afresh.parts
    assert packets(stored(artifacts, again.video)) == packets(stored(artifacts, afresh.video))
    assert again.loudness_lufs == before.loudness_lufs is not None


async def test_another_volume_keeps_the_transitions_alone(
    studio: Studio, shots: list[ComposeShot], make_context: Contexts
) -> None:
    before = await run(request(shots, music=studio.music()), make_context())
    louder = request(shots, music=studio.music(), music_volume=1.0, parts=before.parts)
    again = await run(louder, make_context())
    assert len(_made_from(before) & _made_from(again)) == 3


async def test_what_is_gone_is_made_again(
    artifacts: FolderArtifacts, shots: list[ComposeShot], make_context: Contexts
) -> None:
    before = await run(request(shots), make_context())
    for part in before.parts:
        stored(artifacts, part.file).unlink()
    again = await run(request(shots, parts=before.parts), make_context())
    assert _made_from(again) == _made_from(before)
    assert len(numbers(stored(artifacts, again.video))) == len(numbers(stored(artifacts, before.video)))
