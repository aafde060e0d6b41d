"""Renders one shot in a worker process: draw, encode, next frame. Nothing of a film is ever held."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from videoagent_agent_video.camera import Camera
from videoagent_agent_video.pieces import Pieces
from videoagent_agent_video.rendering.captions import CaptionOverlay, CaptionStills
from videoagent_agent_video.rendering.compositor import Compositor, Placed, composite
from videoagent_agent_video.rendering.pictures import flat, layered
from videoagent_contracts.enums import CameraMove
from videoagent_media.clips import ClipReader
from videoagent_media.encode import FrameEncoder, Quality, YuvFrame
from videoagent_media.encoders import X264, Encoder

_REPORT_EVERY = 15
"""Frames between two notes of progress."""


@dataclass(frozen=True)
class ShotJob:
    """All that a worker process is told."""

    picture: Path
    layers: Path | None
    size: tuple[int, int]
    fps: int
    pieces: Pieces
    camera: CameraMove
    seed: int
    captions: CaptionStills | None
    folder: Path
    """Where the pieces are written: ``head.mp4``, ``body.mp4``, ``tail.mp4``."""
    progress: Path
    """A file that holds the number of finished frames, for whoever waits."""
    clip: Path | None = None
    """The user's own; plays instead of the picture."""
    encoder: Encoder = X264


def render(job: ShotJob) -> dict[str, Path]:
    """Render and encode the shot.

    Returns:
        Name of each piece that has frames, and its file.

    Raises:
        VideoProcessingException: The picture is unreadable (``media_invalid``), the disk is full, or encoding failed.
    """
    if job.clip is None:
        return _encode(job, _moving_picture(job).draw)
    with ClipReader(job.clip, job.size, job.fps) as reader:

        def play(_time: float, frame: YuvFrame, over: Sequence[Placed]) -> None:
            reader.read_into(frame)
            composite(list(over), frame, over=True)

        return _encode(job, play)


def _moving_picture(job: ShotJob) -> Compositor:
    picture = layered(job.layers, job.size) if job.layers else flat(job.picture, job.size)
    return Compositor(picture, Camera(job.camera, job.pieces.total / job.fps, job.size, job.seed))


def _encode(job: ShotJob, draw: Callable[[float, YuvFrame, Sequence[Placed]], None]) -> dict[str, Path]:
    overlay = CaptionOverlay(job.captions) if job.captions else None
    frame = YuvFrame.blank(*job.size)
    done = 0
    made: dict[str, Path] = {}
    for name, count in (("head", job.pieces.head), ("body", job.pieces.body), ("tail", job.pieces.tail)):
        if not count:
            continue
        made[name] = job.folder / f"{name}.mp4"
        quality = Quality.FINAL if name == "body" else Quality.INTERMEDIATE
        with FrameEncoder(made[name], job.size, job.fps, quality, job.encoder) as encoder:
            for _ in range(count):
                time = done / job.fps
                draw(time, frame, overlay.at(time) if overlay else ())
                encoder.write(frame)
                done += 1
                if done % _REPORT_EVERY == 0:
                    job.progress.write_text(str(done), encoding="ascii")
    return made
