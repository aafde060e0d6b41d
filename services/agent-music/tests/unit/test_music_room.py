from pathlib import Path

import numpy as np
import pytest

from videoagent_agent_music.adapters.mastering import CEILING_DB, TARGET_LUFS, master
from videoagent_agent_music.adapters.room import DECAY_S, impulse_response, room
from videoagent_media import audio


def noise(seconds: float, level: float = 0.05) -> audio.Samples:
    frames = round(seconds * audio.SAMPLE_RATE)
    return (np.random.default_rng(1).standard_normal((frames, 2)) * level).astype(np.float32)


def test_the_direct_sound_comes_first_and_unchanged() -> None:
    sound = noise(0.3)
    result = room().feed(sound)
    assert result[:800] == pytest.approx(sound[:800], abs=1e-5)
    assert not np.allclose(result[2_000:], sound[2_000:], atol=1e-3)


def test_the_hall_dies_away_and_differs_in_both_ears() -> None:
    response = impulse_response()
    early = np.sqrt((response[4_800:9_600] ** 2).mean())
    late = np.sqrt((response[43_200:48_000] ** 2).mean())
    fallen = audio.gain_to_db(float(late)) - audio.gain_to_db(float(early))
    assert fallen == pytest.approx(-60 * 0.8 / DECAY_S, abs=8)
    assert abs(np.corrcoef(response[:, 0], response[:, 1]).item(1)) < 0.2
    spectrum = np.abs(np.fft.rfft(response[:, 0]))
    hertz = np.fft.rfftfreq(len(response), 1 / audio.SAMPLE_RATE)
    assert spectrum[hertz < 60].mean() < 0.1 * spectrum[(hertz > 300) & (hertz < 600)].mean()


@pytest.mark.parametrize("level", [0.001, 0.2, 3.0])
def test_mastering_brings_any_level_to_the_target_with_soft_edges(level: float, tmp_path: Path) -> None:
    sound = noise(6, level)
    blocks = [sound[start : start + 50_000] for start in range(0, len(sound), 50_000)]
    duration = master(blocks, tmp_path / "scratch.raw", tmp_path / "out.flac")
    result = audio.read(tmp_path / "out.flac")
    assert duration == pytest.approx(6.0, abs=0.001)
    assert len(result) == len(sound)
    assert audio.integrated_loudness(result) == pytest.approx(TARGET_LUFS, abs=1.0)
    assert audio.peak_db(result) <= CEILING_DB + 0.01
    assert np.abs(result[:10]).max() < 0.001
    assert np.abs(result[-10:]).max() < 0.001
    assert not (tmp_path / "scratch.raw").exists()
