"""Finishing a voice: silence cut off, a gentle equaliser, an even loudness, no clicks."""

from functools import lru_cache

import numpy as np

from videoagent_media import audio, filters
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


@lru_cache(maxsize=1)
def natural_voice() -> Samples:
    """Equaliser of a recorded-sounding voice, as an impulse response: only the rumble goes."""
    return filters.impulse_response([filters.high_pass(65, SAMPLE_RATE)])


@lru_cache(maxsize=1)
def formant_voice() -> Samples:
    """Equaliser of a formant synthesiser: warmth below 200 Hz, less buzz around 3 kHz and above 6 kHz."""
    return filters.impulse_response(
        [
            filters.high_pass(80, SAMPLE_RATE),
            filters.low_shelf(200, SAMPLE_RATE, 2.5),
            filters.bell(3100, SAMPLE_RATE, -3.5, 0.9),
            filters.high_shelf(6000, SAMPLE_RATE, -4.0),
        ]
    )


def softened_edges(samples: Samples) -> Samples:
    """Fade the first and last 6 ms, so that joining it to silence makes no click."""
    return audio.fade(samples, _EDGE_FADE_S, _EDGE_FADE_S)


def levelled(samples: Samples, loudness: float | None = None) -> Samples:
    """Bring a 48 kHz voice to the target loudness; rare peaks beyond the knee are rounded off under the ceiling.

    Args:
        samples: The voice.
        loudness: Of what it is a part of, in LUFS, so that parts keep to each other; None: its own.
    """
    loudness = audio.integrated_loudness(samples) if loudness is None else loudness
    if loudness <= audio.SILENCE_LUFS:
        return samples
    louder = samples * np.float32(audio.db_to_gain(TARGET_LUFS - loudness))
    knee, ceiling = audio.db_to_gain(_KNEE_DB), audio.db_to_gain(CEILING_DB)
    room = ceiling - knee
    over = np.abs(louder) > knee
    louder[over] = np.sign(louder[over]) * (knee + room * np.tanh((np.abs(louder[over]) - knee) / room))
    return louder.astype(np.float32)
