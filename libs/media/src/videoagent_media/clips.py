"""A clip from outside as frames of the film: upright, of its size and rate, BT.709, whatever it was before."""

import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import av
import ffmpeg
import numpy as np
from numpy.typing import NDArray

from videoagent_contracts.errors import ErrorCode, VideoProcessingException
from videoagent_media.clip_shape import pixel_shape, told_length, upright_size
from videoagent_media.encode import YuvFrame, translated
from videoagent_media.ffmpeg import SAFE_INPUT, command, failure
from videoagent_media.fitting import BACKDROP_BRIGHTNESS, BACKDROP_SHRINK, BACKDROP_SIGMA, is_cropped
from videoagent_media.tone_mapping import Colour, tone_mapped

_LONGEST_LOOK_S = 60.0
"""For one frame, s: ffmpeg hangs if it takes longer."""

Pixels = NDArray[np.uint8]

_graph: Any = ffmpeg  # the library has no types


@dataclass(frozen=True)
class _Facts:
    """What has to be known of a clip to conform it.

    Attributes:
        upright: Width and height as it is looked at, px.
        squared: Whether its pixels are not square.
        interlaced: Whether each frame holds two half pictures, one after the other.
        duration: s, as the file tells; 0: it does not.
    """

    upright: tuple[int, int]
    squared: bool
    interlaced: bool
    colour: Colour
    duration: float


class ClipReader:
    """Reads a clip's frames one after the other, from its beginning again when it ends; a context manager.

    The clip's rotation is undone, its half pictures are made whole, pixels that are not square become so, a high
    dynamic range is mapped to the film's, and a shape that differs much is set before its own blurred image instead of
    being stretched. Its sound is left out.

    Args:
        clip: The file, examined before.
        size: Width and height of the film, px.
        fps: Of the film.
    """

    def __init__(self, clip: Path, size: tuple[int, int], fps: int) -> None:
        arguments = conforming(clip, size, fps)
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 - a pipe that nobody reads would stop ffmpeg
        self._process = subprocess.Popen(  # noqa: S603 - no shell, and no argument is the user's but a file's name
            arguments, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=self._said
        )

    def read_into(self, frame: YuvFrame) -> None:
        """Write the next frame's planes.

        Raises:
            VideoProcessingException: ``media_invalid``: the clip cannot be read.
        """
        for plane in frame.planes:
            height, width = plane.shape
            data = self._process.stdout.read(height * width) if self._process.stdout else b""
            if len(data) < height * width:
                raise self._failed()
            plane[:] = np.frombuffer(data, np.uint8).reshape(height, width)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.communicate()
        self._said.close()

    def _failed(self) -> VideoProcessingException:
        self._process.wait()
        self._said.seek(0)
        told = failure("reading the clip", self._said.read().decode("utf-8", "replace"))
        return VideoProcessingException(told.detail, code=ErrorCode.MEDIA_INVALID, retryable=False)


def conforming(clip: Path, size: tuple[int, int], fps: int) -> list[str]:
    """Return the command that writes the clip for ever, as raw 4:2:0 frames of the film's size and rate.

    Raises:
        VideoProcessingException: The clip is damaged.
    """
    facts = _facts(clip)
    source = _plain(_whole(clip, facts, stream_loop=-1).filter("fps", fps), facts)
    shown = _covering(source, size) if is_cropped(facts.upright, size) else _before_backdrop(source, size)
    conformed = shown.filter("setsar", 1).filter("format", "yuv420p")
    return list(_graph.output(conformed, "pipe:", f="rawvideo").compile(cmd=command()))


def first_frame(clip: Path) -> Pixels:
    """Return a frame from a third into the clip, upright, in the film's range, as height × width × 3, BGR.

    Raises:
        VideoProcessingException: The clip is damaged.
    """
    facts = _facts(clip)
    seen = _frame_from(clip, facts, facts.duration / 3)
    if seen is None:  # it was cut off on its way here, before the length that it tells
        seen = _frame_from(clip, facts, 0)
    if seen is None:
        raise VideoProcessingException("the clip holds no picture", code=ErrorCode.MEDIA_INVALID, retryable=False)
    return seen


def _frame_from(clip: Path, facts: _Facts, second: float) -> Pixels | None:
    """Let ffmpeg draw a frame from ``second`` on: PyAV's own filters lack zscale. None: there is none so late."""
    source = _whole(clip, facts, ss=f"{second:.3f}", noaccurate_seek=None)
    shown = _plain(source, facts).filter("format", "bgr24")
    arguments = _graph.output(shown, "pipe:", f="rawvideo", **{"frames:v": 1}).compile(cmd=command())
    try:
        done = subprocess.run(  # noqa: S603 - as above
            arguments, stdin=subprocess.DEVNULL, capture_output=True, timeout=_LONGEST_LOOK_S, check=False
        )
    except subprocess.TimeoutExpired:
        raise failure("reading the clip", "ffmpeg hangs") from None
    width, height = facts.upright
    if len(done.stdout) != width * height * 3:
        return None
    return np.frombuffer(done.stdout, np.uint8).reshape(height, width, 3)


def _facts(clip: Path) -> _Facts:
    with translated("reading the clip"), av.open(str(clip), options=SAFE_INPUT) as container:
        stream = container.streams.video[0]
        frame = next(iter(container.decode(stream)), None)
        if frame is None:
            raise VideoProcessingException("the clip holds no picture", code=ErrorCode.MEDIA_INVALID, retryable=False)
        told = stream.codec_context
        return _Facts(
            upright=upright_size(stream, frame),
            squared=pixel_shape(stream) != 1,
            interlaced=frame.interlaced_frame,
            colour=Colour(int(told.color_primaries), int(told.color_trc), int(told.colorspace)),
            duration=told_length(container, stream),
        )


def _whole(clip: Path, facts: _Facts, **options: Any) -> Any:
    """Read the clip's pictures, out of half ones where it holds such."""
    source = _graph.input(str(clip), **options, **SAFE_INPUT, threads=1).video
    return source.filter("bwdif", mode="send_frame") if facts.interlaced else source


def _plain(source: Any, facts: _Facts) -> Any:
    """Make pixels square, which ffmpeg's scaling alone would not heed, and the range the film's."""
    if facts.squared:
        source = source.filter("scale", *facts.upright).filter("setsar", 1)
    return tone_mapped(source, facts.colour) if facts.colour.is_high_range else source


def _covering(source: Any, size: tuple[int, int]) -> Any:
    return source.filter(
        "scale", *size, force_original_aspect_ratio="increase", out_color_matrix="bt709", out_range="tv"
    ).filter("crop", *size)


def _before_backdrop(source: Any, size: tuple[int, int]) -> Any:
    copies = source.filter_multi_output("split")
    small = (max(2, size[0] // BACKDROP_SHRINK // 2 * 2), max(2, size[1] // BACKDROP_SHRINK // 2 * 2))
    backdrop = (
        _covering(copies[0], small)
        .filter("gblur", sigma=BACKDROP_SIGMA)
        .filter("colorlevels", romax=BACKDROP_BRIGHTNESS, gomax=BACKDROP_BRIGHTNESS, bomax=BACKDROP_BRIGHTNESS)
        .filter("scale", *size, flags="bicubic", out_color_matrix="bt709", out_range="tv")
    )
    inner = copies[1].filter(
        "scale",
        *size,
        force_original_aspect_ratio="decrease",
        force_divisible_by=2,
        out_color_matrix="bt709",
        out_range="tv",
    )
    return _graph.overlay(backdrop, inner, x="(W-w)/2", y="(H-h)/2")
