"""Finishing a voice: silence cut off, a gentle equaliser, an even loudness, no clicks."""

from functools import lru_cache

import numpy as np
import numpy.typing as npt
from scipy.signal import butter, sosfilt  # type: ignore[attr-defined]  # scipy re-exports these without saying so

from videoagent_media import audio
from videoagent_media.audio import SAMPLE_RATE, Samples

TARGET_LUFS = -19.0
"""Mono speech that, played on both speakers, is as loud as -16 LUFS stereo: the usual level of spoken programmes."""

CEILING_DB = -1.5
_KNEE_DB = -4.0
_EDGE_FADE_S = 0.006
_WINDOW_S = 0.01
_LEAD_S = 0.03
_TAIL_S = 0.07
_SILENCE_UNDER_PEAK_DB = -46.0

Sections = npt.NDArray[np.float64]


def audible_span(samples: Samples, rate: int) -> tuple[int, int]:
    """First and last frame worth keeping, some ms of breath included; ``(0, 0)`` when there is only silence."""
    window = round(_WINDOW_S * rate)
    count = len(samples) // window
    if not count or float(np.abs(samples).max()) < 1e-4:
        return 0, 0
    levels = np.sqrt(np.mean(samples[: count * window].reshape(count, window) ** 2, axis=1))
    loud = np.flatnonzero(levels > levels.max() * audio.db_to_gain(_SILENCE_UNDER_PEAK_DB))
    start = int(loud[0]) * window - round(_LEAD_S * rate)
    end = (int(loud[-1]) + 1) * window + round(_TAIL_S * rate)
    return max(start, 0), min(end, len(samples))


def _shelf(frequency: float, gain_db: float, *, high: bool) -> list[float]:
    """Second-order shelf of the Audio EQ Cookbook (R. Bristow-Johnson), slope 1, as one section at 48 kHz."""
    amplitude = 10 ** (gain_db / 40)
    omega = 2 * np.pi * frequency / SAMPLE_RATE
    cosine, alpha = np.cos(omega) * (-1 if high else 1), np.sin(omega) / np.sqrt(2)
    root = 2 * np.sqrt(amplitude) * alpha
    sign = -1 if high else 1
    above = amplitude * np.array(
        [
            (amplitude + 1) - (amplitude - 1) * cosine + root,
            sign * 2 * ((amplitude - 1) - (amplitude + 1) * cosine),
            (amplitude + 1) - (amplitude - 1) * cosine - root,
        ]
    )
    below = np.array(
        [
            (amplitude + 1) + (amplitude - 1) * cosine + root,
            sign * -2 * ((amplitude - 1) + (amplitude + 1) * cosine),
            (amplitude + 1) + (amplitude - 1) * cosine - root,
        ]
    )
    return [float(value) for value in (*above / below[0], *below / below[0])]


def _bell(frequency: float, gain_db: float, quality: float) -> list[float]:
    """Peaking section of the same cookbook."""
    amplitude = 10 ** (gain_db / 40)
    omega = 2 * np.pi * frequency / SAMPLE_RATE
    alpha = np.sin(omega) / (2 * quality)
    above = np.array([1 + alpha * amplitude, -2 * np.cos(omega), 1 - alpha * amplitude])
    below = np.array([1 + alpha / amplitude, -2 * np.cos(omega), 1 - alpha / amplitude])
    return [float(value) for value in (*above / below[0], *below / below[0])]


@lru_cache(maxsize=1)
def natural_voice() -> Sections:
    """Equaliser of a recorded-sounding voice: only the rumble goes."""
    return np.asarray(butter(2, 65, "highpass", fs=SAMPLE_RATE, output="sos"))


@lru_cache(maxsize=1)
def formant_voice() -> Sections:
    """Equaliser of a formant synthesiser: warmth below 200 Hz, less buzz around 3 kHz and above 6 kHz."""
    return np.concatenate(
        (
            np.asarray(butter(2, 80, "highpass", fs=SAMPLE_RATE, output="sos")),
            np.array([_shelf(200, 2.5, high=False), _bell(3100, -3.5, 0.9), _shelf(6000, -4.0, high=True)]),
        )
    )


def equalise(samples: Samples, sections: Sections) -> Samples:
    """Filter a 48 kHz sound."""
    filtered: Samples = sosfilt(sections, samples, axis=0).astype(np.float32)
    return filtered


def softened_edges(samples: Samples) -> Samples:
    """Fade the first and last 6 ms, so that joining it to silence makes no click."""
    return audio.fade(samples, _EDGE_FADE_S, _EDGE_FADE_S)


def levelled(samples: Samples) -> Samples:
    """Bring a 48 kHz voice to the target loudness; rare peaks beyond the knee are rounded off under the ceiling."""
    loudness = audio.integrated_loudness(samples)
    if loudness <= audio.SILENCE_LUFS:
        return samples
    louder = samples * np.float32(audio.db_to_gain(TARGET_LUFS - loudness))
    knee, ceiling = audio.db_to_gain(_KNEE_DB), audio.db_to_gain(CEILING_DB)
    room = ceiling - knee
    over = np.abs(louder) > knee
    louder[over] = np.sign(louder[over]) * (knee + room * np.tanh((np.abs(louder[over]) - knee) / room))
    return louder.astype(np.float32)
