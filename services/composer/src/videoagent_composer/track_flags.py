"""What ffmpeg's MP4 muxer cannot be told: it always enables the first subtitle track of a file."""

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

_ENABLED = 0x01
"""Bit of a track header's flags (ISO/IEC 14496-12, 8.3.2): without it players show the track only when asked."""
_SUBTITLES = b"sbtl"
_HANDLER_TYPE_OFFSET = 8
"""In the body of ``hdlr``, bytes: after version, flags and a reserved word."""


def disable_subtitles(path: Path) -> int:
    """Clear the enabled flag of every subtitle track of an MP4, in place; returns how many there are. Idempotent."""
    changed = 0
    with path.open("r+b") as file:
        for kind, start, end in _boxes(file, 0, path.stat().st_size):
            if kind == b"moov":
                for track, first, last in _boxes(file, start, end):
                    changed += track == b"trak" and _disable(file, first, last)
    return changed


def _disable(file: BinaryIO, start: int, end: int) -> bool:
    inner = {kind: (first, last) for kind, first, last in _boxes(file, start, end)}
    handlers = [first for kind, first, _ in _boxes(file, *inner[b"mdia"]) if kind == b"hdlr"]
    if _read(file, handlers[0] + _HANDLER_TYPE_OFFSET, 4) != _SUBTITLES:
        return False
    lowest_flags = inner[b"tkhd"][0] + 3
    flags = _read(file, lowest_flags, 1)[0]
    file.seek(lowest_flags)
    file.write(bytes([flags & ~_ENABLED]))
    return True


def _boxes(file: BinaryIO, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Yield kind, first and last offset of the body of each box in a range."""
    while start + 8 <= end:
        size, kind = struct.unpack(">I4s", _read(file, start, 8))
        header = 8
        if size == 1:
            (size,) = struct.unpack(">Q", _read(file, start + 8, 8))
            header = 16
        stop = end if size == 0 else start + max(size, header)
        yield kind, start + header, stop
        start = stop


def _read(file: BinaryIO, offset: int, count: int) -> bytes:
    file.seek(offset)
    return file.read(count)
