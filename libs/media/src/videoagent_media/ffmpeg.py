"""The ffmpeg program: where it is, how it is called safely, and what its failures mean."""

import functools
import os
import re
from datetime import timedelta
from pathlib import Path

import imageio_ffmpeg

from videoagent_contracts.errors import ConfigurationException, ErrorCode, VideoProcessingException

PROTOCOLS = "file,pipe"
"""What an input may be reached by: one that names a network address (a playlist, say) is refused by ffmpeg itself."""

SAFE_PROTOCOLS = ("-protocol_whitelist", PROTOCOLS)
"""Before every ``-i``."""

FORMATS = "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,mp3,wav,flac,ogg,aac"
"""Formats that hold their media themselves. Play lists (HLS, ffconcat, DASH …) would have other files opened, which
are on this machine and which the whitelist of protocols cannot tell from the ones that are meant."""

SAFE_INPUT = {"protocol_whitelist": PROTOCOLS, "format_whitelist": FORMATS}
"""Options for whatever is read whose format is not given: to PyAV as ``options``, to an input of ffmpeg-python."""

_DISK_FULL = re.compile(r"no space left on device|disk quota exceeded|errno 28\b", re.IGNORECASE)
_PATHS = re.compile(r"(?:file:)?/(?:[^\s'\":,\]\[]+/)*([^\s'\":,\]\[/]+)")
_KEPT_LINES = 6


@functools.cache
def ffmpeg_path() -> Path:
    """The one program that the whole product uses: ``VIDEOAGENT_FFMPEG``, else the one of imageio-ffmpeg.

    Raises:
        ConfigurationException: There is none, or the setting names no executable file.
    """
    chosen = os.environ.get("VIDEOAGENT_FFMPEG")
    if chosen is None:
        try:
            return Path(imageio_ffmpeg.get_ffmpeg_exe())  # type: ignore[attr-defined, no-untyped-call]
        except RuntimeError as error:
            raise ConfigurationException(f"no ffmpeg for this platform: {error}; set VIDEOAGENT_FFMPEG") from error
    if not os.access(chosen, os.X_OK) or not Path(chosen).is_file():
        raise ConfigurationException("VIDEOAGENT_FFMPEG does not name an executable file")
    return Path(chosen)


def command() -> list[str]:
    """How every call begins: quiet but for errors, overwriting, never waiting for a keyboard."""
    return [str(ffmpeg_path()), "-hide_banner", "-nostdin", "-loglevel", "error", "-y"]


def longest_run(seconds: float) -> timedelta:
    """How long a pass over ``seconds`` of media may take before ffmpeg counts as hanging.

    For what runs many times faster than the media plays (sound, small pictures, copied video), also on a machine that
    does ten other things.
    """
    return timedelta(seconds=60 + 2 * seconds)


def failure(what: str, stderr: str) -> VideoProcessingException:
    """Turn what ffmpeg (or the file system) said into the error to raise.

    Args:
        what: What was being made, for a person: ``"mixing the sound"``.
        stderr: Its error output, or an exception's text.

    Returns:
        ``disk_full`` when the disk had no room left, else ``render_failed``; paths are cut to file names.
    """
    if _DISK_FULL.search(stderr):
        return VideoProcessingException(
            f"{what} failed: no space left in the work folder", code=ErrorCode.DISK_FULL, retryable=True
        )
    lines = [line.strip() for line in stderr.splitlines() if line.strip()][-_KEPT_LINES:]
    said = _PATHS.sub(r"\1", "; ".join(lines)) or "no reason given"
    return VideoProcessingException(f"{what} failed: {said}")


def filter_value(text: str) -> str:
    """Escape a value for a filter graph written by hand: first for the filter's options, then for the graph."""
    for special in "\\':":
        text = text.replace(special, f"\\{special}")
    for special in "\\'[],;":
        text = text.replace(special, f"\\{special}")
    return text
