"""A hall around the instruments: convolution with a synthetic impulse response."""

from functools import lru_cache

import numpy as np

from videoagent_media import filters
from videoagent_media.audio import SAMPLE_RATE, Samples
from videoagent_media.filters import Convolver

DECAY_S = 1.9
"""Time in which the reverberation falls by 60 dB at middle frequencies."""

WET = 0.34
"""Level of the reverberation beside the direct sound."""

_LENGTH_S = 1.35
_FIRST_REFLECTION_S = 0.018
_SEED = 20
# Air and walls swallow the treble first: each band of the response (Hz) decays on its own.
_BANDS = ((180.0, 700.0, 1.0), (700.0, 2500.0, 0.82), (2500.0, 7000.0, 0.5))


@lru_cache(maxsize=1)
def impulse_response() -> Samples:
    """Frames × 2: noise, different in each ear, that fades band by band. Nothing under 180 Hz, to keep the bass dry."""
    frames = round(_LENGTH_S * SAMPLE_RATE)
    noise = np.random.default_rng(_SEED).standard_normal((frames, 2), dtype=np.float32)
    time = np.arange(frames, dtype=np.float32)[:, None] / SAMPLE_RATE
    response = np.zeros((frames, 2), np.float32)
    for low, high, decay in _BANDS:
        sections = [filters.high_pass(low, SAMPLE_RATE), filters.low_pass(high, SAMPLE_RATE)]
        band = filters.filtered(noise, filters.impulse_response(sections))
        response += band * 10 ** (-3 * time / (DECAY_S * decay))
    response *= np.clip(time / 0.03, 0, 1) * np.clip((_LENGTH_S - time) / 0.2, 0, 1)
    response = np.concatenate((np.zeros((round(_FIRST_REFLECTION_S * SAMPLE_RATE), 2), np.float32), response))
    unit: Samples = response / np.sqrt((response**2).sum(axis=0))
    return unit


def room(wet: float = WET) -> Convolver:
    """Return what adds the hall to a stereo sound; its tail beyond the end is dropped."""
    response = impulse_response() * np.float32(wet)
    response[0] += 1.0
    return Convolver(response, 2)
