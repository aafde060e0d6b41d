"""Joins encoded pieces by copying their packets; runs in a worker process."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import av

from videoagent_composer.joints import conform
from videoagent_contracts.errors import VideoProcessingException
from videoagent_media.encode import FrameEncoder, YuvFrame, translated
from videoagent_media.probe import probe


@dataclass(frozen=True)
class Piece:
    path: Path
    frames: int


@dataclass(frozen=True)
class JoinJob:
    pieces: tuple[Piece, ...]
    size: tuple[int, int]
    fps: int
    target: Path


def join(job: JoinJob) -> int:
    """Write the film's picture track and return how many pieces had to be encoded again (none, as a rule).

    Time stamps are counted afresh, so that the rate is constant over every seam and no frame is dropped or doubled.

    Raises:
        VideoProcessingException: A piece is damaged, has no key frame first, or is of another length than it should be.
    """
    pieces, again = _conformed(job)
    delay = max(_reordering(piece, job.fps) for piece in pieces)
    with translated("joining the segments"), av.open(str(job.target), "w", format="mp4") as output:
        stream = None
        start = 0
        for piece in pieces:
            with av.open(str(piece.path)) as source:
                track = source.streams.video[0]
                if stream is None:
                    stream = output.add_stream_from_template(track)
                    stream.time_base = Fraction(1, job.fps)
                for number, (packet, shown) in enumerate(_packets(source, job.fps)):
                    packet.stream = stream
                    packet.time_base = Fraction(1, job.fps)
                    packet.pts, packet.dts, packet.duration = start + shown, start + number - delay, 1
                    output.mux(packet)
            start += piece.frames
    return again


def _conformed(job: JoinJob) -> tuple[list[Piece], int]:
    """Check every piece, and encode again those whose parameter sets are not what our encoder writes."""
    reference = job.target.with_name("reference.mp4")
    with FrameEncoder(reference, job.size, job.fps) as encoder:
        encoder.write(YuvFrame.blank(*job.size))
    expected = _parameter_sets(reference)
    pieces: list[Piece] = []
    again = 0
    for number, piece in enumerate(job.pieces):
        if _parameter_sets(piece.path) == expected:
            _check(piece, job.fps)
            pieces.append(piece)
            continue
        target = job.target.with_name(f"conformed-{number}.mp4")
        pieces.append(Piece(conform(piece.path, piece.frames, job.size, job.fps, target), piece.frames))
        again += 1
    return pieces, again


def _parameter_sets(path: Path) -> bytes:
    video = probe(path).video
    if video is None:
        raise VideoProcessingException("a segment holds no video", retryable=False)
    return video.extradata


def _check(piece: Piece, fps: int) -> None:
    with translated("reading a segment"), av.open(str(piece.path)) as source:
        shown = [(number, packet.is_keyframe) for packet, number in _packets(source, fps)]
    if sorted(number for number, _ in shown) != list(range(piece.frames)) or not shown[0][1]:
        raise VideoProcessingException(
            f"a segment is damaged: {len(shown)} frames instead of {piece.frames}, or not at a constant rate",
            retryable=False,
        )


def _reordering(piece: Piece, fps: int) -> int:
    """Return by how many frames decoding must run ahead of showing (B-frames)."""
    with translated("reading a segment"), av.open(str(piece.path)) as source:
        return max((number - shown for number, (_, shown) in enumerate(_packets(source, fps))), default=0)


def _packets(source: av.container.InputContainer, fps: int) -> Iterator[tuple[Any, int]]:
    """Yield packets in decoding order, with the number of the frame that each shows."""
    for packet in source.demux(source.streams.video[0]):
        if packet.pts is not None and packet.size:
            yield packet, round(packet.pts * packet.time_base * fps)


def in_order(bodies: Sequence[Piece], joints: Sequence[Piece | None]) -> tuple[Piece, ...]:
    """Interleave joint, body, joint …; joints without frames are None."""
    ordered: list[Piece] = []
    for number, joint in enumerate(joints):
        if joint is not None:
            ordered.append(joint)
        if number < len(bodies):
            ordered.append(bodies[number])
    return tuple(ordered)
