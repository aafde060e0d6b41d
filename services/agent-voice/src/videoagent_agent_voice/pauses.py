"""Where a sound holds speech, and where it rests. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from videoagent_media.audio import SAMPLE_RATE, Samples

WINDOW_S = 0.01
WINDOW = round(WINDOW_S * SAMPLE_RATE)
"""Frames that one level is of."""
SHORTEST_PAUSE_S = 0.12
"""The closure before a plosive lasts up to 0.1 s, and is no rest."""
_SHORTEST_SPEECH_S = 0.04
_QUIET, _LOUD = 2, 95
"""Percentiles of the levels, between which the threshold lies."""
_THRESHOLD = 0.3
_MOST_UNDER_SPEECH_DB = 38.0
"""However silent the room, what is so far under the speech is breath and reverberation."""
_FLOOR_DB = -90.0
_EPSILON = 1e-6

Levels = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Speaking:
    """Stretches of speech within a sound, in order and apart, in s."""

    starts: tuple[float, ...]
    ends: tuple[float, ...]

    @property
    def seconds(self) -> float:
        """Time spoken, rests left out."""
        return float(self._clock[-1]) if len(self._clock) else 0.0

    @property
    def rests(self) -> tuple[tuple[float, float], ...]:
        """Time spoken before each rest and the rest's length."""
        gaps = (after - before for before, after in zip(self.ends, self.starts[1:], strict=False))
        return tuple(zip(self._clock[1:-1:2].tolist(), gaps, strict=True))

    @cached_property
    def _times(self) -> Levels:
        return np.array([time for pair in zip(self.starts, self.ends, strict=True) for time in pair])

    @cached_property
    def _clock(self) -> Levels:
        spoken = np.cumsum([end - start for start, end in zip(self.starts, self.ends, strict=True)])
        return np.array(
            [time for after in range(len(spoken)) for time in (spoken[after - 1] if after else 0.0, spoken[after])]
        )

    def onset(self, spoken: Levels) -> Levels:
        """Return when a word begins before which so much has been spoken: at a rest, after it."""
        times: Levels = np.interp(spoken + _EPSILON, self._clock, self._times)
        return times

    def offset(self, spoken: Levels) -> Levels:
        """Return when a word ends with which so much has been spoken: at a rest, before it."""
        times: Levels = np.interp(spoken - _EPSILON, self._clock, self._times)
        return times

    def within(self, start: float, end: float) -> tuple[float, float]:
        """Move a word's ends out of rests, into what it says."""
        starts = [
            time for before, time in zip((-np.inf, *self.ends), self.starts, strict=False) if before <= start < time
        ]
        start = starts[0] if starts else start
        ends = [time for time, after in zip(self.ends, (*self.starts[1:], np.inf), strict=True) if time < end <= after]
        return start, max(start, ends[0] if ends else end)


def levels(samples: Samples) -> Levels:
    """Return the level of every 10 ms of a 48 kHz mono sound, in dB of full scale; the rest at the end is left out."""
    count = len(samples) // WINDOW
    power = np.mean(samples[: count * WINDOW].reshape(count, WINDOW).astype(np.float64) ** 2, axis=1)
    decibels: Levels = np.maximum(10 * np.log10(power + 1e-12), _FLOOR_DB)
    return decibels


def speaking(heard: Levels | Sequence[float]) -> Speaking:
    """Find the speech in a sound by its levels.

    The threshold lies between the sound's own quiet and its own loud moments, so that a room's noise is no speech.
    """
    heard = np.asarray(heard)
    if not heard.size or heard.max() <= _FLOOR_DB:
        return Speaking((), ())
    loud = float(np.percentile(heard, _LOUD))
    quiet = float(np.percentile(heard, _QUIET))
    limit = max(quiet + _THRESHOLD * (loud - quiet), loud - _MOST_UNDER_SPEECH_DB)
    edges = np.flatnonzero(np.diff(np.concatenate(([0], (heard > limit).astype(np.int8), [0])))) * WINDOW_S
    runs = [(float(start), float(end)) for start, end in edges.reshape(-1, 2)]
    joined: list[tuple[float, float]] = []
    for start, end in runs:
        if joined and start - joined[-1][1] < SHORTEST_PAUSE_S:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    kept = [run for run in joined if run[1] - run[0] >= _SHORTEST_SPEECH_S] or joined
    return Speaking(tuple(start for start, _ in kept), tuple(end for _, end in kept))
