"""Renders one shot in a worker process: draw, encode, next frame. Nothing of a film is ever held."""

from dataclasses import dataclass
from pathlib import Path

from videoagent_agent_video.camera import Camera
from videoagent_agent_video.pieces import Pieces
from videoagent_agent_video.rendering.captions import CaptionOverlay, CaptionStills
from videoagent_agent_video.rendering.compositor import Compositor
from videoagent_agent_video.rendering.pictures import flat, layered
from videoagent_contracts.enums import CameraMove
from videoagent_media.encode import FrameEncoder, Quality, YuvFrame

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


def render(job: ShotJob) -> dict[str, Path]:
    """Render and encode the shot.

    Returns:
        Name of each piece that has frames, and its file.

    Raises:
        VideoProcessingException: The picture is unreadable (``media_invalid``), the disk is full, or encoding failed.
    """
    picture = layered(job.layers, job.size) if job.layers else flat(job.picture, job.size)
    camera = Camera(job.camera, job.pieces.total / job.fps, job.size, job.seed)
    compositor = Compositor(picture, camera)
    del picture
    overlay = CaptionOverlay(job.captions) if job.captions else None
    frame = YuvFrame.blank(*job.size)
    done = 0
    made: dict[str, Path] = {}
    for name, count in (("head", job.pieces.head), ("body", job.pieces.body), ("tail", job.pieces.tail)):
        if not count:
            continue
        made[name] = job.folder / f"{name}.mp4"
        quality = Quality.FINAL if name == "body" else Quality.INTERMEDIATE
        with FrameEncoder(made[name], job.size, job.fps, quality) as encoder:
            for _ in range(count):
                time = done / job.fps
                compositor.draw(time, frame, overlay.at(time) if overlay else ())
                encoder.write(frame)
                done += 1
                if done % _REPORT_EVERY == 0:
                    job.progress.write_text(str(done), encoding="ascii")
    return made
