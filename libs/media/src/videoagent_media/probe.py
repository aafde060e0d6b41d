"""What is in a media file, read with PyAV (there is no ffprobe)."""

from dataclasses import dataclass
from pathlib import Path

import av

from videoagent_media.encode import translated
from videoagent_media.ffmpeg import SAFE_INPUT

_ATOM_HEADER = 8


@dataclass(frozen=True)
class VideoFacts:
    codec: str
    profile: str
    width: int
    height: int
    fps: float
    pixel_format: str
    colour: tuple[int, int, int]
    """Primaries, transfer and matrix as ISO/IEC 23001-8 numbers; BT.709 is (1, 1, 1)."""
    duration: float
    """s"""
    frames: int
    extradata: bytes
    """SPS and PPS."""


@dataclass(frozen=True)
class AudioFacts:
    codec: str
    rate: int
    """Hz"""
    channels: int
    duration: float
    """s"""


@dataclass(frozen=True)
class MediaFacts:
    video: VideoFacts | None
    audio: AudioFacts | None
    subtitles: tuple[str, ...]
    """Codec of every subtitle track."""
    duration: float
    """s"""
    metadata: dict[str, str]


def probe(path: Path) -> MediaFacts:
    """Read the headers of a media file.

    Raises:
        VideoProcessingException: The file is damaged or no media.
    """
    with translated("reading"), av.open(str(path), options=SAFE_INPUT) as container:
        video = container.streams.video[0] if container.streams.video else None
        audio = container.streams.audio[0] if container.streams.audio else None
        return MediaFacts(
            video=_video(video) if video else None,
            audio=_audio(audio) if audio else None,
            subtitles=tuple(stream.codec_context.name for stream in container.streams.subtitles),
            duration=(container.duration or 0) / av.time_base,
            metadata=dict(container.metadata),
        )


def _video(stream: av.VideoStream) -> VideoFacts:
    context = stream.codec_context
    return VideoFacts(
        codec=context.name,
        profile=str(stream.profile or ""),
        width=stream.width,
        height=stream.height,
        fps=float(stream.average_rate or 0),
        pixel_format=str(context.pix_fmt),
        colour=(int(context.color_primaries), int(context.color_trc), int(context.colorspace)),
        duration=float((stream.duration or 0) * (stream.time_base or 0)),
        frames=stream.frames,
        extradata=bytes(context.extradata or b""),
    )


def _audio(stream: av.AudioStream) -> AudioFacts:
    return AudioFacts(
        codec=stream.codec_context.name,
        rate=stream.rate,
        channels=stream.channels,
        duration=float((stream.duration or 0) * (stream.time_base or 0)),
    )


def is_faststart(path: Path) -> bool:
    """Whether an MP4's index comes before its media, so that it plays while it loads."""
    with path.open("rb") as file:
        while len(header := file.read(_ATOM_HEADER)) == _ATOM_HEADER:
            size, kind = int.from_bytes(header[:4], "big"), header[4:]
            if kind in (b"moov", b"mdat"):
                return kind == b"moov"
            if size == 1:
                size = int.from_bytes(file.read(8), "big") - 8
            if size < _ATOM_HEADER:
                return False
            file.seek(size - _ATOM_HEADER, 1)
    return False
