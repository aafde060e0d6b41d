"""The one way to a picture track in the product: what it writes can be joined by copying packets.

Every final piece that one ``Encoder`` makes of one size and rate carries the same parameter sets, starts with a key
frame, has closed groups of pictures and a constant rate.
"""

import errno
import os
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
from av.codec.codec import UnknownCodecError
from av.codec.hwaccel import HWAccel
from numpy.typing import NDArray

from videoagent_contracts.errors import ErrorCode, VideoProcessingException
from videoagent_media.encoders import X264, Device, Encoder, x264_parameters
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


_INTERMEDIATE = {"preset": "ultrafast", "crf": "15"}
_LONGEST_DELAY = 16
"""Frames by which a codec's decoding may run ahead of showing (the largest picture buffer of H.264 and H.265)."""


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
        quality: What the piece is for. Intermediate ones are always x264's.
        encoder: Makes final pieces.

    Raises:
        VideoProcessingException: ``disk_full`` or ``render_failed``, also when there is no such encoder here.
    """

    def __init__(
        self,
        path: Path,
        size: tuple[int, int],
        fps: int,
        quality: Quality = Quality.FINAL,
        encoder: Encoder = X264,
    ) -> None:
        self.frames = 0
        self._encoder = encoder if quality is Quality.FINAL else X264
        options = self._encoder.options(fps) if quality is Quality.FINAL else _intermediate(fps)
        if self._encoder.name == "libsvtav1":
            os.environ.setdefault("SVT_LOG", "1")  # it would print its settings to standard error
        with translated("encoding"):
            self._container = av.open(str(path), "w", format="mp4", options={"movflags": "+faststart"})
            hwaccel = HWAccel(device_type="vaapi") if self._encoder.device is Device.VAAPI else None
            try:
                self._stream: Any = self._container.add_stream(
                    self._encoder.name, rate=fps, hwaccel=hwaccel, options=options
                )
            except UnknownCodecError as error:
                self._container.close()
                raise failure("encoding", f"this FFmpeg has no {self._encoder.name}") from error
        _configure(self._stream, self._encoder, size, fps)

    def write(self, frame: YuvFrame) -> None:
        """Encode the frame as the next one. Its buffer may be drawn over afterwards: the encoder has its own copy."""
        shown = frame.frame
        if self._encoder.pixel_format != shown.format.name:
            shown = shown.reformat(format=self._encoder.pixel_format)
        shown.pts = self.frames
        shown.time_base = self._stream.codec_context.time_base
        with translated("encoding"):
            self._mux(self._stream.encode(shown))
        self.frames += 1

    def _mux(self, packets: list[Any]) -> None:
        for packet in packets:
            shown, decoded = packet.pts or 0, packet.dts
            # In pieces shorter than its reordering x265 leaves the time of decoding as it found it in memory.
            if decoded is None or not shown - _LONGEST_DELAY <= decoded <= shown:
                packet.dts = shown
            self._container.mux(packet)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with translated("encoding"):
            if kind is None:
                self._mux(self._stream.encode(None))
            self._container.close()


def _intermediate(fps: int) -> dict[str, str]:
    parameters = ":".join(f"{key}={value}" for key, value in x264_parameters(fps).items())
    return _INTERMEDIATE | {"x264-params": parameters}


def _configure(stream: Any, encoder: Encoder, size: tuple[int, int], fps: int) -> None:
    context = stream.codec_context
    context.width, context.height = size
    context.pix_fmt = encoder.pixel_format
    context.time_base = Fraction(1, fps)
    # One thread: shots are rendered side by side, and the result does not depend on the machine.
    context.thread_count = 1
    context.color_primaries = context.color_trc = context.colorspace = _BT709
    context.color_range = _LIMITED_RANGE
    if encoder.tag is not None:
        context.codec_tag = encoder.tag


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
