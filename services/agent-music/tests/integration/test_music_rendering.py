"""The real soundfont and synthesiser; fetches the soundfont once (46 MB)."""

from pathlib import Path

import numpy as np
import pytest

from videoagent_agent_music.adapters import soundfont
from videoagent_agent_music.adapters.mastering import CEILING_DB, TARGET_LUFS
from videoagent_agent_music.adapters.rendering import make
from videoagent_agent_music.adapters.synthesiser import play
from videoagent_agent_music.composition.ensembles import PRESETS
from videoagent_contracts.film import MusicBrief
from videoagent_media import audio


@pytest.mark.parametrize(
    ("mode", "mood"),
    [("major", "calm"), ("minor", "dark"), ("lydian", "wonder"), ("dorian", "warm"), ("major", "epic")],
)
def test_a_bed_is_long_enough_even_and_clean(mode: str, mood: str, tmp_path: Path) -> None:
    length = make(MusicBrief(mode=mode, mood=mood), 20, 3, tmp_path / "a.flac")
    sound = audio.read(tmp_path / "a.flac")
    assert 20 <= length == pytest.approx(len(sound) / audio.SAMPLE_RATE, abs=0.001)
    assert length < 20.5
    assert audio.integrated_loudness(sound) == pytest.approx(TARGET_LUFS, abs=0.8)
    assert audio.true_peak_db(sound) <= CEILING_DB + 0.5
    seconds = sound[: 20 * audio.SAMPLE_RATE].reshape(20, -1)
    levels = [audio.gain_to_db(float(np.sqrt((second**2).mean()))) for second in seconds]
    assert min(levels[:17]) > -48, "a hole in the music"
    assert levels[19] < max(levels) - 4, "no fade at the end"
    assert np.corrcoef(sound[:, 0], sound[:, 1]).item(1) < 0.95, "as good as mono"
    assert abs(float(sound.mean())) < 1e-3


def test_the_same_seed_makes_the_same_file(tmp_path: Path) -> None:
    for name in ("1.flac", "2.flac"):
        make(MusicBrief(), 8, 5, tmp_path / name)
    make(MusicBrief(), 8, 6, tmp_path / "3.flac")
    first, second, third = ((tmp_path / name).read_bytes() for name in ("1.flac", "2.flac", "3.flac"))
    assert first == second != third


def test_the_soundfont_holds_every_instrument_that_may_be_asked_for_and_its_licence() -> None:
    assert soundfont.load(PRESETS)[:4] == b"RIFF"
    assert "MIT" in soundfont.path().with_suffix(".copyright").read_text(encoding="utf-8")


def test_a_broken_soundfont_is_an_error_and_no_crash() -> None:
    with pytest.raises(ValueError, match="soundfont"):
        list(play(_silence(), b"RIFF....sfbk", 1.0))


def _silence() -> object:
    import mido  # noqa: PLC0415 - only this test needs an empty file

    return mido.MidiFile()  # type: ignore[no-untyped-call]
