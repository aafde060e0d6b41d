"""How large and how long a clip is as it is looked at, which its stored pixels and its file alone do not tell."""

from fractions import Fraction

import av
import av.container

_SQUARE = Fraction(1)
_WIDEST = 4
"""Shapes of a pixel beyond this are no camera's, and would make frames without bounds."""


def pixel_shape(stream: av.VideoStream) -> Fraction:
    """Return how many times as wide as high a stored pixel is shown: 4/3 on HDV tapes, 1 nearly everywhere."""
    told = stream.sample_aspect_ratio
    return told if told and Fraction(1, _WIDEST) <= told <= _WIDEST else _SQUARE


def upright_size(stream: av.VideoStream, frame: av.VideoFrame) -> tuple[int, int]:
    """Return width and height of a stream's frames in square pixels, as its camera was held."""
    shape = pixel_shape(stream)
    width = frame.width if shape == _SQUARE else 2 * round(frame.width * shape / 2)
    return (width, frame.height) if frame.rotation % 180 == 0 else (frame.height, width)


def told_length(container: av.container.InputContainer, stream: av.VideoStream | av.AudioStream) -> float:
    """Return how long a stream lasts, s, as far as its file tells: by itself, else with all others; 0: it does not."""
    if stream.duration and stream.time_base:
        return float(stream.duration * stream.time_base)
    # Matroska tells when it ends, which is no length where it begins later than at zero.
    before = max(0, container.start_time or 0) if container.format.name.startswith("matroska") else 0
    return max(0, (container.duration or 0) - before) / av.time_base
