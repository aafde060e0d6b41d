"""Sound filters: biquads of the Audio EQ Cookbook, run as convolution with their impulse response.

A recursion sample by sample is slow in Python, and scipy.signal costs every process 2 s and 80 MB at start; the
responses of these filters die within some thousand samples, so that a Fourier transform does the same with numpy alone.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Samples = npt.NDArray[np.float32]
Section = tuple[float, float, float, float, float, float]
"""Coefficients b0, b1, b2, a0, a1, a2."""

BUTTERWORTH = 0.7071067811865476
"""Quality of a second-order high-pass or low-pass without a bump."""

DEFAULT_FRAMES = 1 << 13
"""Length of a response: a high-pass at 38 Hz has fallen by more than 100 dB in it at 48 kHz."""

_SMALLEST_TRANSFORM = 1 << 15


def _angle(frequency: float, rate: int, quality: float) -> tuple[float, float]:
    omega = 2 * np.pi * frequency / rate
    return float(np.cos(omega)), float(np.sin(omega) / (2 * quality))


def high_pass(frequency: float, rate: int, quality: float = BUTTERWORTH) -> Section:
    """Take away what lies under ``frequency`` (Hz), 12 dB an octave."""
    cosine, alpha = _angle(frequency, rate, quality)
    return (1 + cosine) / 2, -(1 + cosine), (1 + cosine) / 2, 1 + alpha, -2 * cosine, 1 - alpha


def low_pass(frequency: float, rate: int, quality: float = BUTTERWORTH) -> Section:
    """Take away what lies over ``frequency`` (Hz), 12 dB an octave."""
    cosine, alpha = _angle(frequency, rate, quality)
    return (1 - cosine) / 2, 1 - cosine, (1 - cosine) / 2, 1 + alpha, -2 * cosine, 1 - alpha


def bell(frequency: float, rate: int, gain_db: float, quality: float) -> Section:
    """Raise or lower the surroundings of ``frequency`` (Hz)."""
    cosine, alpha = _angle(frequency, rate, quality)
    amplitude = 10 ** (gain_db / 40)
    return (
        1 + alpha * amplitude,
        -2 * cosine,
        1 - alpha * amplitude,
        1 + alpha / amplitude,
        -2 * cosine,
        (1 - alpha / amplitude),
    )


def low_shelf(frequency: float, rate: int, gain_db: float) -> Section:
    """Raise or lower everything under ``frequency`` (Hz)."""
    cosine, alpha = _angle(frequency, rate, BUTTERWORTH)
    amplitude = 10 ** (gain_db / 40)
    root, more, less = 2 * np.sqrt(amplitude) * alpha, amplitude + 1, amplitude - 1
    return (
        amplitude * (more - less * cosine + root),
        2 * amplitude * (less - more * cosine),
        amplitude * (more - less * cosine - root),
        more + less * cosine + root,
        -2 * (less + more * cosine),
        more + less * cosine - root,
    )


def high_shelf(frequency: float, rate: int, gain_db: float) -> Section:
    """Raise or lower everything over ``frequency`` (Hz)."""
    cosine, alpha = _angle(frequency, rate, BUTTERWORTH)
    amplitude = 10 ** (gain_db / 40)
    root, more, less = 2 * np.sqrt(amplitude) * alpha, amplitude + 1, amplitude - 1
    return (
        amplitude * (more + less * cosine + root),
        -2 * amplitude * (less + more * cosine),
        amplitude * (more + less * cosine - root),
        more - less * cosine + root,
        2 * (less - more * cosine),
        more - less * cosine - root,
    )


def impulse_response(sections: Sequence[Section], frames: int = DEFAULT_FRAMES) -> Samples:
    """Impulse response of sections in a row, frames × 1; what rings longer than ``frames`` is folded in."""
    delay = np.exp(-2j * np.pi * np.arange(frames // 2 + 1) / frames)
    spectrum = np.ones_like(delay)
    for b0, b1, b2, a0, a1, a2 in sections:
        spectrum *= (b0 + b1 * delay + b2 * delay**2) / (a0 + a1 * delay + a2 * delay**2)
    return np.fft.irfft(spectrum, frames).astype(np.float32)[:, None]


class Convolver:
    """Convolves a sound that comes in pieces of any length with a response (overlap-add), without delay.

    Args:
        response: Frames × channels, or frames × 1 for all channels alike.
        channels: Channels of the sound.
    """

    def __init__(self, response: Samples, channels: int) -> None:
        self._size = max(_SMALLEST_TRANSFORM, 1 << (4 * len(response) - 1).bit_length())
        self._spectrum = np.fft.rfft(response, self._size, axis=0)
        self._tail = np.zeros((len(response) - 1, channels), np.float32)
        self.piece = self._size - len(response) + 1
        """Frames at which it works best; shorter pieces cost as much."""

    def feed(self, samples: Samples) -> Samples:
        """Filter the next piece; as long as the piece."""
        pieces = [self._feed(samples[at : at + self.piece]) for at in range(0, len(samples), self.piece)]
        return np.concatenate(pieces) if pieces else samples

    def _feed(self, samples: Samples) -> Samples:
        spectrum = np.fft.rfft(samples, self._size, axis=0)
        spectrum *= self._spectrum
        rung = np.fft.irfft(spectrum, self._size, axis=0)[: len(samples) + len(self._tail)]
        result = rung.astype(np.float32, copy=False)
        result[: len(self._tail)] += self._tail
        self._tail = result[len(samples) :].copy()
        return result[: len(samples)]


def filtered(samples: Samples, response: Samples) -> Samples:
    """Filter a whole sound (frames × channels); what would ring on after its end is dropped."""
    return Convolver(response, samples.shape[1]).feed(samples)
