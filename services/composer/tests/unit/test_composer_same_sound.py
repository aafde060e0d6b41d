"""The same ingredients give the same sound, whichever of ffmpeg's threads comes first."""

import subprocess
import wave
from pathlib import Path

import numpy as np
import pytest

from videoagent_composer.sound import Track, mix_command


@pytest.mark.parametrize("speech_s", [1.0, 3.0], ids=["voice-ends-early", "voice-ends-late"])
def test_mixing_twice_gives_the_same_samples(tmp_path: Path, speech_s: float) -> None:
    """The end of the shorter of two filter inputs used to be seen sooner or later, and the last frames differed."""
    rate, samples = 48_000, 2 * 48_000 + 123
    time = np.arange(round(speech_s * rate)) / rate
    (tmp_path / "voice.raw").write_bytes((0.3 * np.sin(2 * np.pi * 180 * time)).astype(np.float32).tobytes())
    with wave.open(str(tmp_path / "music.wav"), "wb") as music:
        music.setnchannels(1)
        music.setsampwidth(2)
        music.setframerate(rate)
        music.writeframes((3000 * np.sin(2 * np.pi * 220 * np.arange(rate) / rate)).astype("<i2").tobytes())
    mixes = set()
    for number in range(6):
        target = tmp_path / f"mix{number}.wav"
        command = mix_command(
            Track(tmp_path / "voice.raw", -20.0), Track(tmp_path / "music.wav", -23.0), 0.5, samples, target
        )
        assert command is not None
        subprocess.run(command, check=True, capture_output=True, timeout=60)
        mixes.add(target.read_bytes())
    assert len(mixes) == 1
