"""A picture small enough to be sent within a request."""

from pathlib import Path

import cv2

from videoagent_contracts.errors import ErrorCode, VideoProcessingException

_LONGEST_SIDE = 1280
_MOST_DATA_BYTES = 250_000
"""Of a picture sent within the request; the service wants larger ones elsewhere."""
_QUALITIES = (90, 80, 65, 50, 35)


def small_jpeg(path: Path) -> bytes:
    """Return the picture as JPEG, small enough to be sent within a request; runs in a worker process.

    Raises:
        VideoProcessingException: ``media_invalid`` when it is no picture.
    """
    image = cv2.imread(str(path), cv2.IMREAD_COLOR)
    if image is None:
        raise VideoProcessingException(
            "the shot's picture cannot be read", code=ErrorCode.MEDIA_INVALID, retryable=False
        )
    shrink = min(1.0, _LONGEST_SIDE / max(image.shape[:2]))
    if shrink < 1:
        image = cv2.resize(image, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
    data = b""
    for quality in _QUALITIES:
        data = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, quality])[1].tobytes()
        if len(data) <= _MOST_DATA_BYTES:
            break
    return data
