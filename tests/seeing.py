"""Looks at a film's pictures and listens to its sound, as they come out of the file."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
from av import VideoFrame
from av import open as open_media
from numpy.typing import NDArray

RATE = 48_000
"""Hz, of the films' sound."""
Picture = NDArray[np.uint8]
Heard = NDArray[np.float64]


def frames(path: Path) -> Iterator[VideoFrame]:
    with open_media(str(path)) as container:
        yield from container.decode(video=0)


def greys(path: Path) -> list[Picture]:
    """Return every frame's brightness, rows × columns."""
    return [frame.to_ndarray(format="gray").astype(np.uint8) for frame in frames(path)]


def frame_at(path: Path, second: float, form: str = "gray") -> Picture:
    """Return the first frame from ``second`` on, as ``gray`` or ``rgb24``."""
    for frame in frames(path):
        if float(frame.time or 0) >= second:
            return frame.to_ndarray(format=form).astype(np.uint8)
    raise AssertionError(f"no frame at {second} s")


def tint(path: Path, second: float) -> tuple[float, float, float]:
    """Return the means of red, green and blue at ``second``, 0 to 255."""
    red, green, blue = frame_at(path, second, "rgb24").reshape(-1, 3).mean(axis=0)
    return float(red), float(green), float(blue)


def changes(path: Path) -> list[float]:
    """Return the mean difference of every frame from the one before it, 0 to 255."""
    return [float(np.abs(after.astype(int) - before).mean()) for before, after in pairwise(greys(path))]


def sound(path: Path) -> Heard:
    """Return the sound track, channels × samples, full scale 1."""
    with open_media(str(path)) as container:
        blocks = [frame.to_ndarray() for frame in container.decode(audio=0)]
    return np.concatenate(blocks, axis=1).astype(np.float64)


def loudness(path: Path, start: float = 0, end: float | None = None) -> float:
    """Root mean square of the sound track from ``start`` to ``end`` (s), full scale 1."""
    heard = sound(path)[:, int(start * RATE) : None if end is None else int(end * RATE)]
    return float(np.sqrt(np.mean(np.square(heard))))


def clicks(heard: Heard, pitch: float) -> Heard:
    """Take a steady tone of ``pitch`` Hz out of a channel: what is left is what does not belong there."""
    turn = 2 * np.cos(2 * np.pi * pitch / RATE)
    left: Heard = np.abs(heard[2:] - turn * heard[1:-1] + heard[:-2])
    return left


def track_text(path: Path) -> str:
    """Return all that the caption track says."""
    with open_media(str(path)) as container:
        # Text of MP4 begins with its length in two bytes; what is empty only ends the caption before it.
        said = [bytes(packet)[2:] for packet in container.demux(container.streams.subtitles[0]) if packet.size > 2]
    return " ".join(" ".join(text.decode().split()) for text in said)
