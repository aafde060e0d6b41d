"""Tries an encoder on a few frames, in a process of its own: a driver may crash or hang.

    python -m videoagent_media.encoder_trial h265 nvenc balanced

prints nothing when it works, else why not.
"""

import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import av
import av.codec
import av.logging
import numpy as np
from numpy.typing import NDArray

from videoagent_contracts.errors import VideoProcessingException
from videoagent_media.encode import FrameEncoder, YuvFrame
from videoagent_media.encoders import Codec, Device, Effort, Encoder
from videoagent_media.ffmpeg import SAFE_INPUT

_LIMIT = timedelta(seconds=60)
_SIZE, _FPS = (640, 360), 30
_LENGTHS = (1, 70)
"""Frames: the shortest piece there is, and one that goes on past its first group of pictures."""
_CALL = ": 'avcodec_open2("
"""From here on PyAV's words tell of its own call."""
_CLOSE_ENOUGH = 6.0
"""Mean difference of brightness to what was drawn, of 255; a broken driver gives green or grey frames."""


def trial(encoder: Encoder) -> str | None:
    """Encode two pieces in another process and look whether they could be joined.

    Returns:
        Why the encoder is of no use here; None when it works.
    """
    if encoder.name not in av.codec.codecs_available:
        return f"FFmpeg was built without {encoder.name}"
    names = [encoder.codec.value, encoder.device.value, encoder.effort.value]
    try:
        done = subprocess.run(  # noqa: S603 - the interpreter itself, and names of ours
            [sys.executable, "-m", __name__, *names],
            capture_output=True,
            text=True,
            timeout=_LIMIT.total_seconds(),
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"it did not answer for {_LIMIT.total_seconds():.0f} s"
    if done.returncode < 0:
        return f"its driver crashed (signal {-done.returncode})"
    return done.stdout.strip() or (None if done.returncode == 0 else "it could not be started")


def fault(encoder: Encoder, folder: Path) -> str | None:
    """Do what ``trial`` promises, in this process; it sets PyAV's level of logging meanwhile."""
    parameter_sets = set()
    for length in _LENGTHS:
        path = folder / f"{length}.mp4"
        with _overheard() as said:
            try:
                with FrameEncoder(path, _SIZE, _FPS, encoder=encoder) as target:
                    for frame in _drawn(length):
                        target.write(frame)
                with av.open(str(path), options=SAFE_INPUT) as source:
                    parameter_sets.add(bytes(source.streams.video[0].codec_context.extradata or b""))
                    difference = _difference(source, length)
            except VideoProcessingException as error:
                return "; ".join(said()) or error.detail.partition(_CALL)[0]
            except av.error.FFmpegError as error:
                return f"what it made cannot be read ({type(error).__name__})"
        if difference is None:
            return f"it did not give {length} frames, the first of them a key frame"
        if difference > _CLOSE_ENOUGH:
            return "its pictures are not what was drawn"
    return None if len(parameter_sets) == 1 else "its pieces carry different parameter sets and cannot be joined"


@contextmanager
def _overheard() -> Iterator[Callable[[], list[str]]]:
    """Give what FFmpeg has said of errors so far: the code that PyAV raises is often no more than "unknown"."""
    level = av.logging.get_level()
    av.logging.set_level(av.logging.ERROR)
    try:
        with av.logging.Capture() as messages:
            yield lambda: list(dict.fromkeys(message.strip().rstrip(".") for _, _, message in messages))
    finally:
        av.logging.set_level(level)


def _drawn(length: int) -> Iterator[YuvFrame]:
    """Draw soft stripes that move: content of its own for each length."""
    frame = YuvFrame.blank(*_SIZE)
    columns = np.arange(_SIZE[0], dtype=np.float32)
    for number in range(length):
        frame.planes[0][:] = _brightness(columns, number, length)
        yield frame


def _brightness(columns: NDArray[np.float32], number: int, length: int) -> NDArray[np.uint8]:
    return (125 + 80 * np.sin((columns + 3 * number) / (20 + length))).astype(np.uint8)


def _difference(source: av.container.InputContainer, length: int) -> float | None:
    """Compare with what was drawn; None when frames are missing or the first one is no key frame."""
    columns = np.arange(_SIZE[0], dtype=np.float32)
    differences: list[float] = []
    for number, frame in enumerate(source.decode(video=0)):
        if number == 0 and not frame.key_frame:
            return None
        luma = YuvFrame.wrap(frame.reformat(format="yuv420p")).planes[0].astype(int)
        differences.append(float(np.abs(luma - _brightness(columns, number, length)).mean()))
    return max(differences) if len(differences) == length else None


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        wrong = fault(Encoder(Codec(sys.argv[1]), Device(sys.argv[2]), Effort(sys.argv[3])), Path(scratch))
    if wrong is not None:
        print(wrong)
        sys.exit(1)
