"""Which encoder a film's joints are made with: the one that leaves the least to be encoded again.

Shots of one film may come from several encoders: of workers with different hardware, or from before a setting changed.
"""

import functools
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import av

from videoagent_contracts.errors import VideoProcessingException
from videoagent_media.encode import FrameEncoder, YuvFrame, translated
from videoagent_media.encoders import Codec, Device, Effort, Encoder
from videoagent_media.ffmpeg import SAFE_INPUT


@dataclass(frozen=True)
class Piece:
    path: Path
    frames: int


@dataclass(frozen=True)
class PickJob:
    bodies: tuple[Piece, ...]
    size: tuple[int, int]
    fps: int
    preferred: Encoder
    """The one that this composer works with."""


def film_encoder(job: PickJob) -> Encoder:
    """Return the encoder whose parameter sets most frames of the film carry, of those that work here.

    The preferred one wins a draw. Other ones than it are software, of every codec and effort; other machines' chips are
    not to be had here.

    Raises:
        VideoProcessingException: A piece is damaged.
    """
    frames: Counter[bytes] = Counter()
    codecs: dict[bytes, str] = {}
    for piece in job.bodies:
        codec, found = _head(piece.path)
        frames[found] += piece.frames
        codecs[found] = codec
    best, most = job.preferred, frames[parameter_sets(job.preferred, job.size, job.fps)]
    if most == frames.total():
        return best
    for encoder in _others(job.preferred, set(codecs.values())):
        fitting = frames[_sets_or_nothing(encoder, job)]
        if fitting > most:
            best, most = encoder, fitting
    return best


@functools.lru_cache(maxsize=64)
def parameter_sets(encoder: Encoder, size: tuple[int, int], fps: int) -> bytes:
    """Return what stands in the header of each piece that the encoder makes of this size and rate."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "reference.mp4"
        with FrameEncoder(path, size, fps, encoder=encoder) as target:
            target.write(YuvFrame.blank(*size))
        return _head(path)[1]


def _head(path: Path) -> tuple[str, bytes]:
    with translated("reading a segment"), av.open(str(path), options=SAFE_INPUT) as source:
        if not source.streams.video:
            raise VideoProcessingException("a segment holds no video", retryable=False)
        context = source.streams.video[0].codec_context
        return context.codec.canonical_name, bytes(context.extradata or b"")


def _others(preferred: Encoder, codecs: set[str]) -> Iterator[Encoder]:
    for codec in Codec:
        for effort in dict.fromkeys((preferred.effort, *Effort)):
            encoder = Encoder(codec, Device.SOFTWARE, effort)
            if _CANONICAL[codec] in codecs and encoder != preferred:
                yield encoder


def _sets_or_nothing(encoder: Encoder, job: PickJob) -> bytes:
    try:
        return parameter_sets(encoder, job.size, job.fps)
    except VideoProcessingException:
        return b""  # this FFmpeg has no such encoder


_CANONICAL = {Codec.H264: "h264", Codec.H265: "hevc", Codec.AV1: "av1"}
"""As FFmpeg calls the codecs."""
