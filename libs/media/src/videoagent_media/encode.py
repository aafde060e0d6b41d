"""The one video encoder of the product: what it makes can be joined by copying packets.

Every final piece of every film of one size and rate carries the same SPS and PPS (x264's ``stitchable`` keeps the rate
control's starting point out of the PPS), starts with an IDR frame, has closed groups of pictures and constant rate.
"""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import av
import av.error
import numpy as np
from av.video.stream import VideoStream
from numpy.typing import NDArray

from videoagent_contracts.errors import ErrorCode, VideoProcessingException
from videoagent_media.ffmpeg import failure

Plane = NDArray[np.uint8]

_BT709 = 1
_LIMITED_RANGE = 1


class Quality(StrEnum):
    """What an encoded piece is for."""

    FINAL = "final"
    """Goes into the film as it is."""
    INTERMEDIATE = "intermediate"
    """Decoded and encoded once more under a transition: nearly lossless, a third of the time, much larger."""


_OPTIONS: dict[Quality, dict[str, str]] = {
    Quality.FINAL: {"preset": "veryfast", "crf": "20"},
    Quality.INTERMEDIATE: {"preset": "ultrafast", "crf": "12"},
}
_STEADY_MOTION: dict[str, object] = {"subme": 1, "partitions": "i4x4,i8x8"}
"""Of ``veryfast``, what smooth camera moves do not need: on drawn pictures 14 instead of 23 ms a 1080p frame, with 6 %
more bytes and 0.13 dB more PSNR (``benchmarks/render/README.md``)."""


@dataclass(frozen=True)
class YuvFrame:
    """One frame in BT.709 limited range, 4:2:0; the planes are views of what the encoder reads.

    Rows may be longer than the picture is wide; only the first ``width`` (chroma: half of it) samples count.
    """

    frame: av.VideoFrame
    luma: Plane
    blue: Plane
    red: Plane

    @classmethod
    def wrap(cls, frame: av.VideoFrame) -> "YuvFrame":
        """Look at the planes of a yuv420p frame without copying."""
        buffers: list[Any] = list(frame.planes)
        planes = [np.frombuffer(each, np.uint8).reshape(each.height, each.line_size) for each in buffers]
        return cls(frame, planes[0], planes[1], planes[2])

    @classmethod
    def blank(cls, width: int, height: int) -> "YuvFrame":
        """Make a black frame."""
        made = cls.wrap(av.VideoFrame(width, height, "yuv420p"))
        made.luma[:], made.blue[:], made.red[:] = 16, 128, 128
        return made

    @property
    def planes(self) -> tuple[Plane, Plane, Plane]:
        """Luma, blue and red difference, cut to the picture's size."""
        width, height = self.frame.width, self.frame.height
        half = (slice(0, height // 2), slice(0, width // 2))
        return self.luma[:height, :width], self.blue[half], self.red[half]


class FrameEncoder:
    """Writes frames to an MP4 file; a context manager. The file is whole only after a clean exit.

    Args:
        path: The file to write.
        size: Width and height in px, both even.
        fps: Frames per second.
        quality: What the piece is for.

    Raises:
        VideoProcessingException: ``disk_full`` or ``render_failed``.
    """

    def __init__(self, path: Path, size: tuple[int, int], fps: int, quality: Quality = Quality.FINAL) -> None:
        self.frames = 0
        with translated("encoding"):
            self._container = av.open(str(path), "w", format="mp4", options={"movflags": "+faststart"})
            self._stream = self._container.add_stream("libx264", rate=fps, options=_parameters(quality, fps))
        _configure(self._stream, size, fps)

    def write(self, frame: YuvFrame) -> None:
        """Encode the frame as the next one. Its buffer may be drawn over afterwards: x264 has copied it."""
        frame.frame.pts = self.frames
        frame.frame.time_base = self._stream.codec_context.time_base
        with translated("encoding"):
            self._container.mux(self._stream.encode(frame.frame))
        self.frames += 1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with translated("encoding"):
            if kind is None:
                self._container.mux(self._stream.encode(None))
            self._container.close()


def _parameters(quality: Quality, fps: int) -> dict[str, str]:
    x264: dict[str, object] = {
        "keyint": 2 * fps,
        "min-keyint": fps,
        "open-gop": 0,
        "stitchable": 1,
        "chromaloc": 1,  # chroma is averaged over each 2 × 2 square, so it sits in the middle of it
    }
    if quality is Quality.FINAL:
        x264 |= _STEADY_MOTION
    return _OPTIONS[quality] | {"x264-params": ":".join(f"{key}={value}" for key, value in x264.items())}


def _configure(stream: VideoStream, size: tuple[int, int], fps: int) -> None:
    context: Any = stream.codec_context
    context.width, context.height = size
    context.pix_fmt = "yuv420p"
    context.time_base = Fraction(1, fps)
    # One thread: shots are rendered side by side, and the result does not depend on the machine.
    context.thread_count = 1
    context.color_primaries = context.color_trc = context.colorspace = _BT709
    context.color_range = _LIMITED_RANGE


@contextmanager
def translated(what: str) -> Iterator[None]:
    """Raise what PyAV raises as the product's own errors; ``what`` is for a person: ``"encoding"``."""
    try:
        yield
    except av.error.InvalidDataError as error:
        raise VideoProcessingException(
            f"{what} failed: the file is damaged or no video", code=ErrorCode.RENDER_FAILED, retryable=False
        ) from error
    except (av.error.FFmpegError, OSError) as error:
        if getattr(error, "errno", None) == errno.ENOSPC:
            raise failure(what, "No space left on device") from error
        raise failure(what, str(error)) from error
