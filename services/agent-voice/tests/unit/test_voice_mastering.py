import numpy as np
import pytest

from videoagent_agent_voice import mastering
from videoagent_media import audio, filters


def speechlike(seconds: float = 2.0, level: float = 0.05) -> audio.Samples:
    noise = np.random.default_rng(3).standard_normal((round(seconds * audio.SAMPLE_RATE), 1))
    syllables = 0.5 + 0.5 * np.sin(2 * np.pi * 4 * np.arange(len(noise)) / audio.SAMPLE_RATE)
    return (noise * syllables[:, None] * level).astype(np.float32)


@pytest.mark.parametrize("level", [0.001, 0.05, 0.9])
def test_any_voice_comes_out_at_the_same_loudness_without_clipping(level: float) -> None:
    result = mastering.levelled(speechlike(level=level))
    assert audio.integrated_loudness(result) == pytest.approx(mastering.TARGET_LUFS, abs=0.5)
    assert audio.peak_db(result) <= mastering.CEILING_DB


def test_silence_stays_silent() -> None:
    assert not mastering.levelled(np.zeros((4800, 1), np.float32)).any()


def test_silence_at_both_ends_is_found() -> None:
    rate = 24_000
    sound = np.zeros((rate * 3, 1), np.float32)
    sound[rate : 2 * rate] = 0.2
    start, end = mastering.audible_span(sound, rate)
    assert rate - 0.05 * rate <= start <= rate
    assert 2 * rate <= end <= 2 * rate + 0.1 * rate
    assert mastering.audible_span(np.zeros((rate, 1), np.float32), rate) == (0, 0)


def test_the_formant_equaliser_takes_the_buzz_and_keeps_the_voice() -> None:
    def gain(frequency: float) -> float:
        time = np.arange(audio.SAMPLE_RATE) / audio.SAMPLE_RATE
        tone = np.sin(2 * np.pi * frequency * time).astype(np.float32)[:, None]
        result = filters.filtered(tone, mastering.formant_voice())
        return audio.gain_to_db(float(np.sqrt(2 * np.mean(result[4800:] ** 2))))

    assert gain(20) < -15
    assert gain(180) > 0.5
    assert gain(1000) == pytest.approx(0, abs=0.7)
    assert gain(3100) == pytest.approx(-3.5, abs=0.8)
    assert gain(12_000) < -3
