"""Runs ffmpeg within a time, and looks at what it wrote: an exit code of 0 is not a film."""

from pathlib import Path

import cv2

from videoagent_composer.sound import FilmFile
from videoagent_composer.timeline import AUDIO_RATE
from videoagent_contracts.errors import VideoProcessingException
from videoagent_media.ffmpeg import failure, longest_run
from videoagent_media.probe import probe
from videoagent_runtime.agent import AgentContext

_TOLERANCE_S = 0.1


async def run_ffmpeg(context: AgentContext, command: list[str], what: str, seconds: float) -> None:
    """Run ffmpeg over ``seconds`` of media.

    Raises:
        VideoProcessingException: ``disk_full``, ``deadline_exceeded`` (it hangs) or ``render_failed``.
    """
    try:
        await context.run(command, timeout=longest_run(seconds))
    except VideoProcessingException as error:
        if error.code is not VideoProcessingException.default_code:
            raise
        raise failure(what, error.detail) from error


def check_film(film: FilmFile) -> None:
    """Look whether the finished film has picture and sound to its end.

    Raises:
        VideoProcessingException: It has not.
    """
    found, seconds = probe(film.target), film.samples / AUDIO_RATE
    for stream in (found.video, found.audio):
        if stream is None or abs(stream.duration - seconds) > _TOLERANCE_S:
            raise VideoProcessingException("the finished film is not whole")


def check_picture(path: Path) -> None:
    """Look whether a picture can be opened.

    Raises:
        VideoProcessingException: It cannot.
    """
    if not path.is_file() or cv2.imread(str(path)) is None:
        raise VideoProcessingException(f"{path.name} is not the picture that it should be")
