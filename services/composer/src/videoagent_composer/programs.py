"""Runs ffmpeg within a time, and looks at what it wrote: an exit code of 0 is not a film."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import cv2

from videoagent_composer.sound import FilmFile
from videoagent_composer.timeline import AUDIO_RATE
from videoagent_contracts.errors import ErrorCode, VideoProcessingException
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


@contextmanager
def own_work() -> Iterator[None]:
    """Let what is wrong with a file that was just written here be tried again: the next attempt writes another one.

    Elsewhere a damaged file is somebody else's, and stays damaged.
    """
    try:
        yield
    except VideoProcessingException as error:
        if error.code is ErrorCode.RENDER_FAILED and not error.retryable:
            raise VideoProcessingException(error.detail) from error
        raise


def check_film(film: FilmFile) -> None:
    """Look whether the finished film has picture and sound to its end.

    Raises:
        VideoProcessingException: It has not.
    """
    with own_work():
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
