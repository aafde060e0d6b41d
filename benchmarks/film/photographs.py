"""Photographs for a film with pictures of one's own.

They are NASA's and SpaceX's, in the public domain, and come in the package scikit-image, which uv puts into an
environment of its own. Two are made harder first: one lies on its side and says so in its EXIF data, as telephones do
it, and one is transparent around what it shows.
"""

import io
import subprocess
import sys
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

_PACKAGE = "scikit-image==0.26.0"
_WHERE = "import skimage.data as d, pathlib; print(pathlib.Path(d.__file__).parent)"
_ORIENTATION, _TURN_RIGHT = 0x0112, 6


def photographs(names: tuple[str, ...]) -> list[bytes]:
    """Return the files of these names."""
    uv = [str(Path(sys.executable).with_name("uv")), "run", "-q", "--no-project", "--python", sys.executable]
    found = subprocess.run(
        [*uv, "--with", _PACKAGE, "python", "-c", _WHERE], check=True, capture_output=True, text=True
    )
    folder = Path(found.stdout.strip())
    return [_harder(folder / name) for name in names]


def _harder(path: Path) -> bytes:
    if path.stem == "rocket":
        return _on_its_side(path)
    return _cut_out(path) if path.stem == "moon" else path.read_bytes()


def _on_its_side(path: Path) -> bytes:
    with Image.open(path) as photograph:
        exif = photograph.getexif()
        exif[_ORIENTATION] = _TURN_RIGHT
        into = io.BytesIO()
        photograph.transpose(Image.Transpose.ROTATE_90).save(into, "JPEG", quality=92, exif=exif)
    return into.getvalue()


def _cut_out(path: Path) -> bytes:
    """Keep a disc with a soft edge."""
    pixels = cv2.imread(str(path), cv2.IMREAD_COLOR)
    assert pixels is not None
    height, width = pixels.shape[:2]
    cover = np.zeros((height, width), np.uint8)
    cv2.circle(cover, (width // 2, height // 2), min(width, height) // 2 - 8, 255, -1, cv2.LINE_AA)
    encoded, data = cv2.imencode(".png", np.dstack([pixels, cv2.GaussianBlur(cover, (0, 0), 2)]))
    assert encoded
    return data.tobytes()
