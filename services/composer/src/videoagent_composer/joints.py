"""Encodes what lies between two bodies; runs in a worker process."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import av

from videoagent_composer.transitions import blend
from videoagent_contracts.enums import Transition
from videoagent_contracts.errors import VideoProcessingException
from videoagent_media.encode import FrameEncoder, YuvFrame, translated
from videoagent_media.encoders import X264, Encoder
from videoagent_media.ffmpeg import SAFE_INPUT


@dataclass(frozen=True)
class JointJob:
    tail: Path | None
    tail_frames: int
    head: Path | None
    head_frames: int
    overlap: int
    transition: Transition
    size: tuple[int, int]
    fps: int
    target: Path
    encoder: Encoder = X264


def encode_joint(job: JointJob) -> Path:
    """Encode the tail's own frames, the overlap, and the head's own frames as one final piece.

    Raises:
        VideoProcessingException: A piece is damaged or of another length than it should be, or the disk is full.
    """
    with FrameEncoder(job.target, job.size, job.fps, encoder=job.encoder) as encoder:
        leaving = _frames(job.tail, job.tail_frames)
        coming = _frames(job.head, job.head_frames)
        for _ in range(job.tail_frames - job.overlap):
            encoder.write(next(leaving))
        mixed = YuvFrame.blank(*job.size)
        for number in range(job.overlap):
            # The first frame is already on its way and the last one not yet there: no frame is a mere repetition.
            blend(job.transition, next(leaving), next(coming), (number + 1) / (job.overlap + 1), mixed)
            encoder.write(mixed)
        for frame in coming:
            encoder.write(frame)
        deque(leaving, maxlen=0)  # drains it, so that a tail that is too long is found
    return job.target


def conform(source: Path, frames: int, size: tuple[int, int], fps: int, target: Path, film: Encoder = X264) -> Path:
    """Encode a piece again that another encoder made, so that it can be joined by copying.

    Raises:
        VideoProcessingException: The piece is damaged or of another length than it should be.
    """
    with FrameEncoder(target, size, fps, encoder=film) as encoder:
        for frame in _frames(source, frames):
            encoder.write(frame)
    return target


def _frames(path: Path | None, expected: int) -> Iterator[YuvFrame]:
    """Decode a piece frame by frame and insist on its length."""
    count = 0
    if path is not None:
        with translated("reading a segment"), av.open(str(path), options=SAFE_INPUT) as container:
            for frame in container.decode(video=0):
                count += 1
                if count <= expected:
                    yield YuvFrame.wrap(frame if frame.format.name == "yuv420p" else frame.reformat(format="yuv420p"))
    if count != expected:
        raise VideoProcessingException(f"a segment holds {count} frames instead of {expected}", retryable=False)
