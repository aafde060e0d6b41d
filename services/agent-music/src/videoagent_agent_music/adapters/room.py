"""A hall around the instruments: convolution with a synthetic impulse response, block by block."""

from collections.abc import Callable
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from scipy import fft
from scipy.signal import butter, sosfilt  # type: ignore[attr-defined]  # scipy re-exports these without saying so

from videoagent_media.audio import SAMPLE_RATE, Samples

DECAY_S = 1.9
"""Time in which the reverberation falls by 60 dB at middle frequencies."""

WET = 0.34
"""Level of the reverberation beside the direct sound."""

_LENGTH_S = 1.4
_FIRST_REFLECTION_S = 0.018
_SEED = 20
# Air and walls swallow the treble first: each band of the response decays on its own.
_BANDS = ((180.0, 700.0, 1.0), (700.0, 2500.0, 0.82), (2500.0, 7000.0, 0.5))

_fast_length: Callable[..., int] = fft.next_fast_len
Response = npt.NDArray[np.float32]


@lru_cache(maxsize=1)
def impulse_response() -> Response:
    """Frames × 2: noise, different in each ear, that fades band by band. Nothing under 180 Hz, to keep the bass dry."""
    frames = round(_LENGTH_S * SAMPLE_RATE)
    noise = np.random.default_rng(_SEED).standard_normal((frames, 2))
    time = np.arange(frames)[:, None] / SAMPLE_RATE
    response = np.zeros((frames, 2))
    for low, high, decay in _BANDS:
        band = sosfilt(butter(2, (low, high), "bandpass", fs=SAMPLE_RATE, output="sos"), noise, axis=0)
        response += band * 10 ** (-3 * time / (DECAY_S * decay))
    attack = np.clip(time / 0.03, 0, 1)
    end = np.clip((_LENGTH_S - time) / 0.2, 0, 1)
    response *= attack * end
    response = np.concatenate((np.zeros((round(_FIRST_REFLECTION_S * SAMPLE_RATE), 2)), response))
    unit: Response = (response / np.sqrt((response**2).sum(axis=0))).astype(np.float32)
    return unit


class Room:
    """Adds the hall to a stream of stereo blocks. The tail beyond the last block is dropped."""

    def __init__(self, wet: float = WET) -> None:
        self._response = impulse_response() * np.float32(wet)
        self._tail = np.zeros((0, 2), np.float32)
        self._spectra: dict[int, npt.NDArray[np.complex64]] = {}

    def add(self, block: Samples) -> Samples:
        """Return the block with the hall of everything up to it (overlap-add)."""
        length = len(block) + len(self._response) - 1
        size = _fast_length(length, real=True)
        if size not in self._spectra:
            self._spectra = {size: fft.rfft(self._response, size, axis=0)}
        hall = fft.irfft(fft.rfft(block, size, axis=0) * self._spectra[size], size, axis=0)[:length]
        hall[: len(self._tail)] += self._tail[: len(hall)]
        self._tail = hall[len(block) :].astype(np.float32)
        mixed: Samples = block + hall[: len(block)].astype(np.float32)
        return mixed
