"""Which pictures are taken from outside."""

from pathlib import Path

from PIL import AvifImagePlugin, Image

# Each thread reserves address space, of which the process that examines uploads has little, on however many cores.
AvifImagePlugin.DEFAULT_MAX_THREADS = 1

TYPES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp", "GIF": "image/gif", "AVIF": "image/avif"}
"""Formats, and what they are called on the internet."""
_SEVERAL = "MPO"
"""JPEG with further pictures behind the first, a small one for the camera's screen above all."""


def opened(path: Path) -> Image.Image:
    """Open a picture of a format that is taken; raises what ``Image.open`` does."""
    return Image.open(path, formats=tuple(TYPES))


def media_type(image: Image.Image) -> str:
    """Return what an opened picture is called on the internet."""
    return TYPES["JPEG" if image.format == _SEVERAL else str(image.format)]
