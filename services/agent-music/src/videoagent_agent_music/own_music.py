"""A user's own music as the bed of a film."""

from pathlib import Path
from typing import Any

import ffmpeg

from videoagent_contracts.errors import ErrorCode, VideoProcessingException
from videoagent_contracts.film import MusicRequest
from videoagent_media.ffmpeg import SAFE_INPUT, command, failure, longest_run
from videoagent_runtime.agent import AgentContext

_RATE = 48_000

_graph: Any = ffmpeg  # the library has no types


async def conform(request: MusicRequest, target: Path, context: AgentContext) -> None:
    """Write as much of the music as is wanted, from its beginning again where it is shorter, as 48 kHz stereo FLAC.

    Raises:
        VideoProcessingException: ``media_invalid``: it is not there, or cannot be read.
    """
    if request.media_item is None:
        raise VideoProcessingException(
            f"{request.media} names no upload", code=ErrorCode.MEDIA_INVALID, retryable=False
        )
    source = await context.fetch(request.media_item.ref)
    try:
        await context.run(conforming(source, request.duration, target), timeout=longest_run(request.duration))
    except VideoProcessingException as error:
        if error.code is not VideoProcessingException.default_code:
            raise
        told = failure("reading the music", error.detail)
        raise VideoProcessingException(told.detail, code=ErrorCode.MEDIA_INVALID, retryable=False) from error


def conforming(source: Path, duration: float, target: Path) -> list[str]:
    """Return the command."""
    # Coded sound leaves a gap in its clock at every return, which would count as music that is there.
    sound = _graph.input(str(source), stream_loop=-1, **SAFE_INPUT)["a:0"].filter("asetpts", "N/SR/TB")
    output = _graph.output(sound, str(target), t=f"{duration:.3f}", ar=_RATE, ac=2, sample_fmt="s16", f="flac")
    return list(output.compile(cmd=command()))
