"""Soft sounds under transitions: air that moves as the picture does. Made, not recorded; the same every time."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from videoagent_composer.timeline import AUDIO_RATE, Timeline
from videoagent_contracts.enums import Transition
from videoagent_media.encode import translated

Sound = NDArray[np.float32]

_LEAD_S = 0.22
"""The sound begins before the picture moves and ends after it: it is felt rather than heard as a cue."""
_WINDOW = 1024
_HOP = _WINDOW // 4
_OCTAVES = 0.75
"""Half width of the band of noise that sweeps."""
_BOOM_HZ = (62.0, 41.0)


@dataclass(frozen=True)
class Air:
    """One sort of sweep.

    Attributes:
        peak: Largest amplitude, 0..1; the voice lies at some 0.3.
        pitch: Middle of the band at begin, middle and end, Hz.
        pan: Place at begin and end, -1 left, 1 right.
        boom: Amplitude of a low tone below it.
    """

    peak: float
    pitch: tuple[float, float, float]
    pan: tuple[float, float] = (0.0, 0.0)
    boom: float = 0.0


_AIRS: dict[Transition, Air] = {
    Transition.CROSSFADE: Air(0.012, (500, 1100, 700)),
    Transition.FADE_BLACK: Air(0.012, (700, 300, 200), boom=0.07),
    Transition.SLIDE: Air(0.05, (350, 1900, 500), pan=(0.7, -0.7)),
    Transition.WIPE: Air(0.045, (500, 2400, 900), pan=(-0.7, 0.7)),
    Transition.ZOOM: Air(0.05, (250, 900, 2600), boom=0.04),
}


@dataclass(frozen=True)
class Placed:
    """A transition's sound in the film: ``start`` in samples (may lie before the film), ``duration`` in s."""

    transition: Transition
    start: int
    duration: float


def placed_effects(film: Timeline) -> tuple[Placed, ...]:
    """Say where which sound belongs. Cuts are silent."""
    return tuple(
        Placed(
            joint.transition,
            round((film.starts[number + 1] / film.fps - _LEAD_S) * AUDIO_RATE),
            joint.overlap / film.fps + 2 * _LEAD_S,
        )
        for number, joint in enumerate(film.joints[1:-1])
        if joint.overlap and joint.transition in _AIRS
    )


def write_effects(effects: Sequence[Placed], samples: int, target: Path) -> Path:
    """Write raw stereo float32 of exactly ``samples`` samples; what is silent stays a hole in the file.

    Raises:
        VideoProcessingException: The disk is full.
    """
    frame_bytes = 2 * 4
    with translated("placing the sound effects"), target.open("wb") as track:
        track.truncate(samples * frame_bytes)
        for number, effect in enumerate(effects):
            first = max(0, effect.start)
            heard = sound(effect.transition, effect.duration, seed=number)[
                first - effect.start : samples - effect.start
            ]
            track.seek(first * frame_bytes)
            track.write(heard.tobytes())
    return target


def sound(transition: Transition, duration: float, seed: int = 0) -> Sound:
    """Make one sound: samples × 2 at 48 kHz, silent at both ends.

    A band of noise sweeps by spectral shaping of overlapping windows, swelling and dying as a raised cosine.
    """
    air = _AIRS[transition]
    count = round(duration * AUDIO_RATE)
    time = np.linspace(0, 1, count)
    noise = _swept_noise(air, count, np.random.default_rng(seed))
    noise *= np.sin(np.pi * time)[:, np.newaxis] ** 2
    noise *= air.peak / max(1e-9, float(np.abs(noise).max()))
    place = np.linspace(*air.pan, count)
    # Constant power: what leaves one side arrives at the other.
    noise *= np.stack([np.cos((place + 1) * np.pi / 4), np.sin((place + 1) * np.pi / 4)], axis=1) * np.sqrt(2)
    if air.boom:
        phase = 2 * np.pi * np.cumsum(np.linspace(*_BOOM_HZ, count)) / AUDIO_RATE
        noise += (air.boom * np.sin(phase) * np.sin(np.pi * time) ** 2)[:, np.newaxis]
    return noise.astype(np.float32)


def _swept_noise(air: Air, count: int, rng: np.random.Generator) -> NDArray[np.float64]:
    windows = count // _HOP + 2
    window = np.hanning(_WINDOW)
    octaves = np.log2(np.maximum(np.fft.rfftfreq(_WINDOW, 1 / AUDIO_RATE), 1.0))
    made = np.zeros(((windows - 1) * _HOP + _WINDOW, 2))
    for number in range(windows):
        middle = np.interp(number / (windows - 1), (0, 0.5, 1), np.log2(air.pitch))
        band = np.exp(-(((octaves - middle) / _OCTAVES) ** 2))
        spectrum = np.fft.rfft(rng.standard_normal((_WINDOW, 2)), axis=0) * band[:, np.newaxis]
        made[number * _HOP : number * _HOP + _WINDOW] += np.fft.irfft(spectrum, axis=0) * window[:, np.newaxis]
    return made[_HOP : _HOP + count]
