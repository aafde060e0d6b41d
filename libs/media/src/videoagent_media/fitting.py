"""Reading a picture of any shape, and bringing it to the film's without stretching it."""

from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from videoagent_contracts.errors import ErrorCode, VideoProcessingException

Image = NDArray[np.uint8]
"""Height × width × 3."""

MOST_CROPPED = 0.2
"""Share of a picture that may be cut away to fill the frame; beyond it, all is shown before its own blurred image."""
BACKDROP_SHRINK = 16
"""The backdrop is blurred at a size this much smaller: it costs next to nothing, and nobody sees a difference."""
BACKDROP_SIGMA = 2.4
BACKDROP_BRIGHTNESS = 0.55


def read_picture(path: Path) -> Image:
    """Read the picture of a shot, BGR.

    Raises:
        VideoProcessingException: ``media_invalid``, not retryable, when it is no picture.
    """
    image = cv2.imread(str(path), cv2.IMREAD_COLOR)
    if image is None:
        raise VideoProcessingException(
            "the shot's picture cannot be read", code=ErrorCode.MEDIA_INVALID, retryable=False
        )
    return np.asarray(image, np.uint8)


def resized(image: Image, size: tuple[int, int]) -> Image:
    """Return the picture at ``size`` (width, height in px) with any number of channels: averaged or interpolated."""
    method = cv2.INTER_AREA if size[0] < image.shape[1] else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(image, size, interpolation=method), np.uint8)


def is_cropped(size: tuple[int, int], frame: tuple[int, int]) -> bool:
    """Whether a picture of ``size`` fills ``frame`` by losing its edges; else it is set before a backdrop."""
    picture, target = size[0] / size[1], frame[0] / frame[1]
    return 1 - min(picture, target) / max(picture, target) <= MOST_CROPPED


def fit(image: Image, frame: tuple[int, int]) -> Image:
    """Return the picture at the size of ``frame`` (width, height in px)."""
    height, width = image.shape[:2]
    if is_cropped((width, height), frame):
        return _covering(image, frame)
    small = _covering(image, (max(2, frame[0] // BACKDROP_SHRINK), max(2, frame[1] // BACKDROP_SHRINK)))
    blurred = cv2.GaussianBlur(small, (0, 0), BACKDROP_SIGMA)
    backdrop = cv2.resize(blurred, frame, interpolation=cv2.INTER_CUBIC) * BACKDROP_BRIGHTNESS
    result = np.asarray(backdrop, np.uint8)
    scale = min(frame[0] / width, frame[1] / height)
    inner = resized(image, (round(width * scale), round(height * scale)))
    left, top = (frame[0] - inner.shape[1]) // 2, (frame[1] - inner.shape[0]) // 2
    result[top : top + inner.shape[0], left : left + inner.shape[1]] = inner
    return result


def _covering(image: Image, frame: tuple[int, int]) -> Image:
    height, width = image.shape[:2]
    scale = max(frame[0] / width, frame[1] / height)
    size = (max(frame[0], round(width * scale)), max(frame[1], round(height * scale)))
    larger = resized(image, size)
    left, top = (size[0] - frame[0]) // 2, (size[1] - frame[1]) // 2
    return larger[top : top + frame[1], left : left + frame[0]]
