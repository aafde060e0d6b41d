"""Soft sounds under transitions."""

from pathlib import Path

import numpy as np
import pytest

from videoagent_composer.effects import Placed, placed_effects, sound, write_effects
from videoagent_composer.timeline import AUDIO_RATE, Joint, Timeline
from videoagent_contracts.artifacts import ArtifactRef
from videoagent_contracts.enums import Transition

BODY = ArtifactRef(bucket="b", key="k", sha256="0" * 64, size=1, content_type="video/mp4")
AUDIBLE = [each for each in Transition if each not in (Transition.CUT, Transition.AUTO)]


def joint(transition: Transition, overlap: int) -> Joint:
    return Joint(BODY if overlap else None, overlap, BODY if overlap else None, overlap, overlap, transition)


@pytest.mark.parametrize("transition", AUDIBLE)
def test_a_sound_swells_softly_and_dies(transition: Transition) -> None:
    heard = sound(transition, 0.94)
    assert heard.shape == (round(0.94 * AUDIO_RATE), 2)
    assert np.abs(heard[[0, -1]]).max() < 1e-4
    loudest = float(np.abs(heard).max())
    assert 0.008 < loudest < 0.12
    assert np.abs(heard[: len(heard) // 10]).max() < 0.35 * loudest
    assert np.array_equal(heard, sound(transition, 0.94))


def test_a_wipe_moves_from_left_to_right() -> None:
    heard = sound(Transition.WIPE, 1.0)
    thirds = [np.sqrt((part**2).mean(axis=0)) for part in np.array_split(heard, 3)]
    assert thirds[0][0] > 1.5 * thirds[0][1]
    assert thirds[2][1] > 1.5 * thirds[2][0]


def test_cuts_are_silent_and_others_begin_before_the_picture_moves() -> None:
    film = Timeline(
        fps=25,
        bodies=(BODY,) * 3,
        body_frames=(50, 50, 50),
        joints=(
            joint(Transition.CUT, 0),
            joint(Transition.CUT, 0),
            joint(Transition.SLIDE, 10),
            joint(Transition.CUT, 0),
        ),
        starts=(0, 50, 100),
    )
    (only,) = placed_effects(film)
    assert only.transition is Transition.SLIDE
    assert 0 < 100 / 25 - only.start / AUDIO_RATE < 0.5
    assert only.duration > 10 / 25


def test_the_track_is_as_long_as_the_film_and_cut_at_its_ends(tmp_path: Path) -> None:
    effects = [Placed(Transition.ZOOM, -4800, 0.9), Placed(Transition.ZOOM, 2 * AUDIO_RATE - 9600, 0.9)]
    target = write_effects(effects, 2 * AUDIO_RATE, tmp_path / "effects.f32")
    track = np.fromfile(target, np.float32).reshape(-1, 2)
    assert len(track) == 2 * AUDIO_RATE
    assert np.array_equal(track[:1000], sound(Transition.ZOOM, 0.9, seed=0)[4800:5800])
    assert np.abs(track[AUDIO_RATE : AUDIO_RATE + 20_000]).max() == 0
    assert np.abs(track[-2000:]).max() > 0
