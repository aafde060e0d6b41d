"""A user's own picture, or a moment of their own clip, brought to the film's shape."""

from pathlib import Path

import cv2

from videoagent_contracts.errors import ErrorCode, VideoProcessingException
from videoagent_contracts.film import MediaKind
from videoagent_media import pictures
from videoagent_media.clips import first_frame
from videoagent_media.fitting import Image as Pixels
from videoagent_media.fitting import fit

_QUALITY = 95


def fitted(source: Path, kind: MediaKind, size: tuple[int, int], target: Path) -> None:
    """Write a JPEG of ``size`` px; runs in a worker process."""
    pixels = first_frame(source) if kind is MediaKind.VIDEO else _upright(source)
    done, data = cv2.imencode(".jpg", fit(pixels, size), [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])
    if not done:
        raise VideoProcessingException("the picture could not be encoded")
    target.write_bytes(data.tobytes())


def _upright(source: Path) -> Pixels:
    try:
        return pictures.upright(source)[..., ::-1]
    except (OSError, ValueError, SyntaxError) as error:
        raise VideoProcessingException(
            "the uploaded picture cannot be read", code=ErrorCode.MEDIA_INVALID, retryable=False
        ) from error
