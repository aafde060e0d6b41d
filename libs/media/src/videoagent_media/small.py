"""Pictures small enough to be sent within a request."""

from pathlib import Path

import cv2

from videoagent_media.fitting import read_picture, resized

_LONGEST_SIDE = 1280
_MOST_BYTES = 250_000
"""What services take as a part of a request's JSON; larger ones they want elsewhere."""
_QUALITIES = (90, 80, 65, 50, 35)


def small_jpeg(path: Path) -> bytes:
    """Return a picture as JPEG of at most 1280 px a side and about 250 kB; runs in a worker process.

    Raises:
        VideoProcessingException: ``media_invalid`` when it is no picture.
    """
    image = read_picture(path)
    height, width = image.shape[:2]
    shrink = min(1.0, _LONGEST_SIDE / max(width, height))
    if shrink < 1:
        image = resized(image, (max(1, round(width * shrink)), max(1, round(height * shrink))))
    data = b""
    for quality in _QUALITIES:
        data = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, quality])[1].tobytes()
        if len(data) <= _MOST_BYTES:
            break
    return data
