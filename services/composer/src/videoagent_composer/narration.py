"""All speech of a film on one track, to the sample; runs in a worker process."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from videoagent_composer.timeline import AUDIO_RATE
from videoagent_media.audio import LoudnessMeter, db_to_gain, read_blocks
from videoagent_media.encode import translated

_FRAME = np.dtype("<f4")
_SILENCE = -60.0
"""LUFS below which a track counts as empty: raising it would only raise noise."""
_STEREO = 3.01
"""LU that a mono sound gains when both channels play it."""


@dataclass(frozen=True)
class PlacedSpeech:
    path: Path
    start: int
    """Sample of the film at which it begins."""


def place(speeches: Sequence[PlacedSpeech], samples: int, target: Path) -> float | None:
    """Write raw mono float32 of exactly ``samples`` samples; what overlaps adds up, what is too long is cut.

    The file starts as one hole, so that silence costs neither memory nor disk.

    Returns:
        Integrated loudness of the speech alone on two loudspeakers (LUFS), or None when all is silence.

    Raises:
        VideoProcessingException: A speech is damaged, or the disk is full.
    """
    meter = LoudnessMeter(channels=1)
    with translated("placing the narration"), target.open("w+b") as track:
        track.truncate(samples * _FRAME.itemsize)
        for speech in speeches:
            position = speech.start
            for block in read_blocks(speech.path, AUDIO_RATE, 1):
                heard = np.ascontiguousarray(block[: max(0, samples - position), 0], _FRAME)
                if not heard.size:
                    break
                meter.feed(heard[:, np.newaxis])
                track.seek(position * _FRAME.itemsize)
                below = np.frombuffer(track.read(heard.nbytes), _FRAME)
                track.seek(position * _FRAME.itemsize)
                track.write((below + heard).astype(_FRAME).tobytes())
                position += heard.size
    return _heard(meter.integrated() + _STEREO)


def loudness(path: Path, samples: int | None = None, gain: float = 0.0, limit: float | None = None) -> float | None:
    """Return the integrated loudness of a sound file (LUFS); None for silence.

    Args:
        path: Any sound file.
        samples: How much of it to hear; all by default.
        gain: dB by which it is raised before listening.
        limit: Amplitude at which it is then cut off, for what a limiter will leave of it.

    Raises:
        VideoProcessingException: It is damaged or no sound.
    """
    meter = LoudnessMeter(channels=2)
    done = 0
    factor = np.float32(db_to_gain(gain))
    with translated("listening to a sound"):
        for block in read_blocks(path, AUDIO_RATE, 2):
            heard = block * factor
            meter.feed(heard if limit is None else np.clip(heard, -limit, limit))
            done += len(block)
            if samples is not None and done >= samples:
                break
    return _heard(meter.integrated())


def _heard(measured: float) -> float | None:
    return measured if np.isfinite(measured) and measured > _SILENCE else None
