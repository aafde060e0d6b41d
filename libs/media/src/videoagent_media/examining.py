"""What an unknown file from outside is, found out without trusting a word of it.

Run as a program (``python -m videoagent_media.examining FILE``) it limits its own memory and time first: a file that
blows up takes down this process and nothing else. It prints one JSON object, ``{"kind": …}`` or ``{"refused": …}``.
"""

import json
import resource
import sys
import warnings
from dataclasses import asdict, dataclass
from pathlib import Path

import av
import av.error
from PIL import Image, ImageOps

from videoagent_contracts.film import MediaKind
from videoagent_media.clip_shape import told_length, upright_size
from videoagent_media.ffmpeg import SAFE_INPUT
from videoagent_media.picture_formats import media_type, opened

MEMORY_BYTES = 3 * 1024**3
CPU_S = 60
MOST_PIXELS = 64_000_000
"""Of a picture; one of this size takes 256 MB once it is unpacked."""
MOST_FRAME_PIXELS = 8192 * 4352
LONGEST_VIDEO_S = 1800.0
LONGEST_AUDIO_S = 3600.0
LEAST_SIDE = 16
MOST_TIMES = 100
"""How many times as long as wide what is seen may be: of more, no film would show anything."""

_TELEPHONES = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
"""Brands of HEIF files, in which telephones keep their photographs."""
_TYPES = {
    "mov": ("video/mp4", "audio/mp4"),
    "matroska": ("video/x-matroska", "audio/x-matroska"),
    "mp3": ("audio/mpeg", "audio/mpeg"),
    "wav": ("audio/wav", "audio/wav"),
    "flac": ("audio/flac", "audio/flac"),
    "ogg": ("video/ogg", "audio/ogg"),
    "aac": ("audio/aac", "audio/aac"),
}
_TOO_LARGE = f"the picture has more than {MOST_PIXELS // 10**6} megapixels"


class RefusedError(Exception):
    """The file cannot be used; the message says why, for a person."""


@dataclass(frozen=True)
class Examined:
    """A file that can be used. Sizes in px as it is looked at, rotation done; ``duration`` in s, 0 for pictures."""

    kind: MediaKind
    content_type: str
    width: int = 0
    height: int = 0
    duration: float = 0.0


def examine(path: Path) -> Examined:
    """Find out what a file is, by its content alone, and decode enough of it to know that it can be read.

    Raises:
        RefusedError: It is nothing that a film can be made of, or too large.
    """
    with path.open("rb") as file:
        head = file.read(12)
    if not head:
        raise RefusedError("the file is empty")
    picture = _picture(path)
    if picture is None and head[4:8] == b"ftyp" and head[8:] in _TELEPHONES:
        raise RefusedError("a HEIC picture, which cannot be read here: save or share it as JPEG")
    return picture if picture is not None else _recording(path)


def _picture(path: Path) -> Examined | None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # sizes are checked below
        try:
            image = opened(path)
        except Image.DecompressionBombError:
            raise RefusedError(_TOO_LARGE) from None
        except (OSError, ValueError, SyntaxError):
            return None
        with image:
            width, height = image.size
            if width * height > MOST_PIXELS:
                raise RefusedError(_TOO_LARGE)
            try:
                image.load()
                width, height = ImageOps.exif_transpose(image).size
            except Exception as error:
                raise RefusedError("the picture is damaged") from error
            _refuse_shape(width, height)
            return Examined(MediaKind.IMAGE, media_type(image), width, height)


def _recording(path: Path) -> Examined:
    try:
        with av.open(str(path), options=SAFE_INPUT) as container:
            family = container.format.name.split(",")[0]
            moving = [stream for stream in container.streams.video if not _is_cover(stream)]
            if moving:
                return _clip(container, moving[0], _TYPES[family][0])
            if container.streams.audio:
                return _sound(container, container.streams.audio[0], _TYPES[family][1])
    except (av.error.FFmpegError, OSError, ValueError, KeyError) as error:
        raise RefusedError(
            "neither a picture (JPEG, PNG, WebP, AVIF, GIF), nor a video (MP4, MOV, WebM, MKV), nor a sound "
            "(MP3, WAV, FLAC, OGG, M4A), or damaged"
        ) from error
    raise RefusedError("the file holds neither pictures nor sound")


def _clip(container: "av.container.InputContainer", stream: "av.VideoStream", content_type: str) -> Examined:
    _refuse_large(stream.width, stream.height)
    frame = next(iter(container.decode(stream)), None)
    if frame is None:
        raise RefusedError("the video holds no picture")
    width, height = upright_size(stream, frame)
    _refuse_large(width, height)
    _refuse_shape(width, height)
    duration = _length(container, stream)
    _refuse_long(duration, LONGEST_VIDEO_S, "video")
    return Examined(MediaKind.VIDEO, content_type, width, height, round(duration, 3))


def _sound(container: "av.container.InputContainer", stream: "av.AudioStream", content_type: str) -> Examined:
    if next(iter(container.decode(stream)), None) is None:
        raise RefusedError("the sound is empty")
    duration = _length(container, stream)
    _refuse_long(duration, LONGEST_AUDIO_S, "sound")
    return Examined(MediaKind.AUDIO, content_type, duration=round(duration, 3))


def _is_cover(stream: "av.VideoStream") -> bool:
    """Whether the stream is a picture on a record's sleeve."""
    return bool(stream.disposition & av.stream.Disposition.attached_pic)


def _length(container: "av.container.InputContainer", stream: "av.VideoStream | av.AudioStream") -> float:
    """Return how long a recording lasts, s: as it tells, else as far as it goes; browsers record without telling."""
    told = told_length(container, stream)
    if told:
        return told
    ends = (packet.pts + (packet.duration or 0) for packet in container.demux(stream) if packet.pts is not None)
    return float((max(ends, default=0) - (stream.start_time or 0)) * (stream.time_base or 0))


def _refuse_large(width: int, height: int) -> None:
    if width * height > MOST_FRAME_PIXELS:
        raise RefusedError(f"the video has {width} × {height} px, more than 8K")


def _refuse_shape(width: int, height: int) -> None:
    if min(width, height) < LEAST_SIDE:
        raise RefusedError(f"{width} × {height} px are too few to be seen")
    if max(width, height) > MOST_TIMES * min(width, height):
        raise RefusedError(f"{width} × {height} px are too long a strip to be seen in a film")


def _refuse_long(duration: float, longest: float, what: str) -> None:
    if duration <= 0:
        raise RefusedError(f"the {what} does not tell how long it is")
    if duration > longest:
        raise RefusedError(f"the {what} lasts {duration:.0f} s, more than {longest:.0f} s")


def main() -> None:
    """Examine the file named on the command line."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_S, CPU_S))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    try:
        answer = asdict(examine(Path(sys.argv[1])))
    except (RefusedError, MemoryError) as error:
        answer = {"refused": str(error) or "too large to be unpacked"}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
