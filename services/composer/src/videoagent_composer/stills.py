"""Thumbnail and poster, chosen by content; runs in a worker process."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import av
import cv2
import numpy as np

from videoagent_contracts.errors import VideoProcessingException
from videoagent_media.encode import translated
from videoagent_media.ffmpeg import SAFE_INPUT
from videoagent_media.fitting import Image, resized

THUMBNAIL_WIDTH = 1280
_JUDGED_WIDTH = 480
"""Pictures are judged at this width, px: what counts is what one sees of a thumbnail."""
_GOOD_LUMA = 118.0
_QUALITY = 90

T = TypeVar("T")


@dataclass(frozen=True)
class StillJob:
    pictures: tuple[Path, ...]
    """Candidates, the most welcome first."""
    videos: tuple[Path, ...]
    """Segments whose middle frame is taken when no picture can be read."""
    size: tuple[int, int]
    folder: Path


@dataclass(frozen=True)
class Stills:
    thumbnail: Path
    poster: Path
    size: tuple[int, int]
    """Width and height of the thumbnail, px."""


def choose_stills(job: StillJob) -> Stills:
    """Write ``thumbnail.jpg`` (at most 1280 px wide) and ``poster.jpg`` (the film's size) of the best candidate.

    Raises:
        VideoProcessingException: No candidate can be read, or nothing can be written.
    """
    best: tuple[float, Image] | None = None
    for number, path in enumerate(job.pictures):
        image = _picture(path)
        # A little for coming early: of equals the first, which is the film's subject.
        if image is not None and (best is None or score(image) - 0.02 * number > best[0]):
            best = (score(image) - 0.02 * number, image)
    for path in job.videos if best is None else ():
        image = _middle(path)
        if best is None or score(image) > best[0]:
            best = (score(image), image)
    if best is None:
        raise VideoProcessingException("there is no picture to make a thumbnail of", retryable=False)
    poster = resized(best[1], job.size)
    width = min(THUMBNAIL_WIDTH, job.size[0])
    small = resized(best[1], (width, round(job.size[1] * width / job.size[0])))
    return Stills(
        thumbnail=_write(small, job.folder / "thumbnail.jpg"),
        poster=_write(poster, job.folder / "poster.jpg"),
        size=(small.shape[1], small.shape[0]),
    )


def score(image: Image) -> float:
    """Judge a picture: sharp, neither dark nor washed out, colourful. About 0 to 3."""
    height, width = image.shape[:2]
    small = cv2.resize(
        image, (_JUDGED_WIDTH, max(2, round(height * _JUDGED_WIDTH / width))), interpolation=cv2.INTER_AREA
    )
    grey = cv2.cvtColor(small, cv2.COLOR_BGR2GRAY)
    sharp = float(cv2.Laplacian(grey, cv2.CV_64F).var())
    exposure = 1 - abs(float(grey.mean()) - _GOOD_LUMA) / 128
    contrast = float(grey.std()) / 64
    saturation = float(cv2.cvtColor(small, cv2.COLOR_BGR2HSV)[..., 1].mean()) / 128
    return min(1.0, sharp / 400) + exposure + min(1.0, contrast) * 0.6 + min(1.0, saturation) * 0.4


def _picture(path: Path) -> Image | None:
    image = cv2.imread(str(path), cv2.IMREAD_COLOR)
    return None if image is None else np.asarray(image, np.uint8)


def _middle(path: Path) -> Image:
    with translated("reading a segment"), av.open(str(path), options=SAFE_INPUT) as container:
        stream = container.streams.video[0]
        container.seek((stream.duration or 0) // 2, stream=stream)
        for frame in container.decode(stream):
            return np.asarray(frame.to_ndarray(format="bgr24"), np.uint8)
    raise VideoProcessingException("a segment holds no frame", retryable=False)


def _write(image: Image, path: Path) -> Path:
    done, data = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])
    if not done:
        raise VideoProcessingException("the thumbnail could not be encoded")
    with translated("writing the thumbnail"):
        path.write_bytes(data.tobytes())
    return path


def evenly(many: Sequence[T], most: int) -> tuple[T, ...]:
    """Pick up to ``most`` of many, spread evenly, the first always among them."""
    if len(many) <= most:
        return tuple(many)
    return tuple(many[number * len(many) // most] for number in range(most))
