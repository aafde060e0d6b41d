"""Joins encoded pieces by copying their packets; runs in a worker process."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import av

from videoagent_composer.film_encoder import Piece, parameter_sets
from videoagent_composer.joints import conform
from videoagent_contracts.errors import VideoProcessingException
from videoagent_media.encode import translated
from videoagent_media.encoders import X264, Encoder
from videoagent_media.ffmpeg import SAFE_INPUT


@dataclass(frozen=True)
class JoinJob:
    pieces: tuple[Piece, ...]
    size: tuple[int, int]
    fps: int
    target: Path
    encoder: Encoder = X264
    """Of the film"""


def join(job: JoinJob) -> int:
    """Write the film's picture track and return how many pieces had to be encoded again (none, as a rule).

    Time stamps are counted afresh, so that the rate is constant over every seam and no frame is dropped or doubled.

    Raises:
        VideoProcessingException: A piece is damaged, has no key frame first, or is of another length than it should be.
    """
    pieces, again = _conformed(job)
    delay = max(scan.delay for _, scan in pieces)
    with translated("joining the segments"), av.open(str(job.target), "w", format="mp4") as output:
        stream = None
        start = 0
        for piece, _ in pieces:
            with av.open(str(piece.path), options=SAFE_INPUT) as source:
                if stream is None:
                    # Opaque: what decodes AV1 has no encoder of its name. The tag is not taken over by itself.
                    stream = output.add_stream_from_template(source.streams.video[0], opaque=True)
                    stream.codec_context.codec_tag = source.streams.video[0].codec_context.codec_tag
                    stream.time_base = Fraction(1, job.fps)
                for number, (packet, shown) in enumerate(_packets(source, job.fps)):
                    packet.stream = stream
                    packet.time_base = Fraction(1, job.fps)
                    packet.pts, packet.dts, packet.duration = start + shown, start + number - delay, 1
                    output.mux(packet)
            start += piece.frames
    return again


@dataclass(frozen=True)
class _Scan:
    """What the packets of a piece are like."""

    parameter_sets: bytes
    shown: tuple[int, ...]
    """In decoding order, the number of the frame that each packet shows."""
    starts_with_key: bool

    @property
    def delay(self) -> int:
        """By how many frames decoding must run ahead of showing (B-frames)."""
        return max((number - shown for number, shown in enumerate(self.shown)), default=0)


def _conformed(job: JoinJob) -> tuple[list[tuple[Piece, _Scan]], int]:
    """Check every piece, and encode again those whose parameter sets are not what the film's encoder writes."""
    expected = parameter_sets(job.encoder, job.size, job.fps)
    pieces: list[tuple[Piece, _Scan]] = []
    again = 0
    for number, piece in enumerate(job.pieces):
        scan = _scan(piece.path, job.fps)
        if scan.parameter_sets != expected:
            target = job.target.with_name(f"conformed-{number}.mp4")
            conform(piece.path, piece.frames, job.size, job.fps, target, job.encoder)
            pieces.append((Piece(target, piece.frames), _scan(target, job.fps)))
            again += 1
        elif sorted(scan.shown) != list(range(piece.frames)) or not scan.starts_with_key:
            raise VideoProcessingException(
                f"a segment is damaged: {len(scan.shown)} frames instead of {piece.frames}, or not at a constant rate",
                retryable=False,
            )
        else:
            pieces.append((piece, scan))
    return pieces, again


def _scan(path: Path, fps: int) -> _Scan:
    with translated("reading a segment"), av.open(str(path), options=SAFE_INPUT) as source:
        if not source.streams.video:
            raise VideoProcessingException("a segment holds no video", retryable=False)
        parameter_sets = bytes(source.streams.video[0].codec_context.extradata or b"")
        found = [(shown, bool(packet.is_keyframe)) for packet, shown in _packets(source, fps)]
    return _Scan(parameter_sets, tuple(shown for shown, _ in found), bool(found) and found[0][1])


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
