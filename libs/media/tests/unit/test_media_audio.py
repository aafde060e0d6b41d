import re
import subprocess
from pathlib import Path

import numpy as np
import pytest

from videoagent_media import audio
from videoagent_media.ffmpeg import ffmpeg_path


def tone(seconds: float, frequency: float = 997.0, level: float = 0.1, channels: int = 2) -> audio.Samples:
    time = np.arange(round(seconds * audio.SAMPLE_RATE)) / audio.SAMPLE_RATE
    return np.repeat((level * np.sin(2 * np.pi * frequency * time))[:, None], channels, axis=1).astype(np.float32)


def test_a_tone_of_minus_23_dbfs_in_stereo_reads_minus_23_lufs() -> None:
    """EBU Tech 3341, case 1."""
    assert audio.integrated_loudness(tone(20, 1000.0, audio.db_to_gain(-23))) == pytest.approx(-23.0, abs=0.1)


def test_quiet_stretches_are_gated() -> None:
    """EBU Tech 3341, case 3: 10 s at -36, 60 s at -23, 10 s at -36 dBFS."""
    quiet, loud = (audio.db_to_gain(level) for level in (-36, -23))
    sound = np.concatenate((tone(10, 1000, quiet), tone(60, 1000, loud), tone(10, 1000, quiet)))
    assert audio.integrated_loudness(sound) == pytest.approx(-23.0, abs=0.1)


def test_loudness_agrees_with_ffmpeg(tmp_path: Path) -> None:
    noise = np.random.default_rng(1).standard_normal((audio.SAMPLE_RATE * 5, 2)).astype(np.float32)
    sound = noise * np.linspace(0.001, 0.2, len(noise), dtype=np.float32)[:, None]
    path = tmp_path / "noise.wav"
    audio.write(path, sound)
    command = [str(ffmpeg_path()), "-nostats", "-i", str(path), "-af", "ebur128", "-f", "null", "-"]
    report = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    expected = float(re.findall(r"I:\s+(-?[\d.]+) LUFS", report)[-1])
    assert audio.integrated_loudness(sound) == pytest.approx(expected, abs=0.15)


def test_pieces_measure_like_the_whole() -> None:
    sound = tone(3.21, 440)
    meter = audio.LoudnessMeter(2)
    for start in range(0, len(sound), 7777):
        meter.feed(sound[start : start + 7777])
    assert meter.integrated() == pytest.approx(audio.integrated_loudness(sound), abs=1e-6)


@pytest.mark.parametrize("frames", [0, 1, 4800, 10000])
def test_very_short_and_silent_sounds_have_a_finite_loudness(frames: int) -> None:
    assert audio.integrated_loudness(np.zeros((frames, 1), np.float32)) == audio.SILENCE_LUFS
    assert -70 <= audio.integrated_loudness(np.full((frames, 1), 0.3, np.float32)) < 0


@pytest.mark.parametrize("suffix", [".flac", ".wav"])
@pytest.mark.parametrize("channels", [1, 2])
def test_files_come_back_as_they_were_written(tmp_path: Path, suffix: str, channels: int) -> None:
    sound = tone(1.234, channels=channels)
    audio.write(tmp_path / f"a{suffix}", sound)
    back = audio.read(tmp_path / f"a{suffix}", channels=channels)
    assert back.shape == sound.shape
    assert np.abs(back - sound).max() < 1 / 30000


def test_writing_in_pieces_makes_the_same_file(tmp_path: Path) -> None:
    sound = tone(1.0)
    audio.write(tmp_path / "whole.flac", sound)
    with audio.AudioWriter(tmp_path / "pieces.flac", 2) as writer:
        for start in range(0, len(sound), 1001):
            writer.write(sound[start : start + 1001])
    assert writer.duration == pytest.approx(1.0)
    assert np.array_equal(audio.read(tmp_path / "whole.flac"), audio.read(tmp_path / "pieces.flac"))


def test_other_formats_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="mp3"):
        audio.AudioWriter(tmp_path / "a.mp3", 1)


def test_resampling_keeps_the_tone() -> None:
    time = np.arange(22050) / 22050
    sound = np.sin(2 * np.pi * 1000 * time).astype(np.float32)[:, None]
    result = audio.resample(sound, 22050, 48000)
    assert len(result) == 48000
    spectrum = np.abs(np.fft.rfft(result[:, 0]))
    assert spectrum.argmax() == 1000


def test_resampling_does_not_shift_the_sound() -> None:
    sound = np.zeros((24_000, 1), np.float32)
    sound[12_000] = 1
    assert int(np.abs(audio.resample(sound, 24_000, 48_000)).argmax()) == 24_000


@pytest.mark.parametrize("frames", [1, 17, 22_049])
def test_resampling_any_length_gives_the_promised_one(frames: int) -> None:
    assert len(audio.resample(np.ones((frames, 2), np.float32), 22_050, 48_000)) == -(-frames * 48_000 // 22_050)


def test_a_fade_starts_and_ends_in_silence_and_leaves_the_middle() -> None:
    sound = np.ones((4800, 1), np.float32)
    faded = audio.fade(sound, 0.01, 0.02)
    assert faded[0] == 0
    assert faded[-1] == 0
    assert faded[2400] == 1
    assert sound[0] == 1
    assert np.all(np.diff(faded[:480, 0]) >= 0)


def test_an_inter_sample_peak_is_seen() -> None:
    """A tone at a quarter of the rate, 45° off, peaks 3 dB between its samples."""
    time = np.arange(4800)
    sound = np.sin(np.pi / 2 * time + np.pi / 4).astype(np.float32)[:, None] * 0.5
    sound = audio.fade(sound, 0.01, 0.01)
    assert audio.true_peak_db(sound) == pytest.approx(audio.peak_db(sound) + 3.01, abs=0.3)


@pytest.mark.parametrize("tempo", [0.5, 0.8, 1.0, 1.6, 2.0])
def test_stretching_changes_the_length_and_not_the_pitch(tempo: float) -> None:
    sound = tone(2, 200.0, channels=1)
    changed = audio.stretched(sound, tempo)
    assert len(changed) == round(len(sound) / tempo)
    assert changed.dtype == np.float32
    middle = changed[len(changed) // 4 : -len(changed) // 4, 0]
    frequencies = np.fft.rfftfreq(len(middle), 1 / audio.SAMPLE_RATE)
    assert frequencies[np.abs(np.fft.rfft(middle * np.hanning(len(middle)))).argmax()] == pytest.approx(200, abs=4)
