"""Reading a picture from outside as it is looked at: upright, in the colours and the depth of the film."""

import io
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms, ImageOps

from videoagent_media.picture_formats import opened

Pixels = NDArray[np.uint8]


def upright(path: Path) -> Pixels:
    """Read a picture as height × width × 3, RGB; of moving ones the first.

    It is turned as its camera was held. A profile of its own (Display P3 of telephones, CMYK for print) is brought to
    sRGB, 16 bits to 8, and what is transparent becomes white, as on paper.

    Raises:
        OSError: It cannot be read; ValueError and SyntaxError as well.
    """
    with opened(path) as image:
        image.load()
        ImageOps.exif_transpose(image, in_place=True)
        shown = _in_srgb(_plain(image))
    if shown.mode == "RGBA":
        paper = Image.new("RGBA", shown.size, "white")
        shown = Image.alpha_composite(paper, shown)
    return np.asarray(shown if shown.mode == "RGB" else shown.convert("RGB"), np.uint8)


def _plain(image: Image.Image) -> Image.Image:
    """Bring rare modes to one that profiles are made for: RGB, RGBA, CMYK or L."""
    if image.mode.startswith("I"):  # grey of 16 bits, which Pillow's own conversion would cut off at 255
        plain = Image.fromarray((np.asarray(image).astype(np.uint32) >> 8).clip(0, 255).astype(np.uint8))
        plain.info = {name: value for name, value in image.info.items() if name == "icc_profile"}
        return plain
    if image.has_transparency_data:
        return image.convert("RGBA")
    return image if image.mode in ("RGB", "CMYK", "L") else image.convert("RGB")


def _in_srgb(image: Image.Image) -> Image.Image:
    profile = image.info.get("icc_profile")
    if not profile:
        return image
    try:
        theirs = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        coloured = image.convert("RGB") if image.mode == "RGBA" else image
        ours = ImageCms.profileToProfile(coloured, theirs, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return image  # a profile that is damaged, or made for another kind of picture
    if ours is None:
        return image
    if image.mode == "RGBA":
        ours.putalpha(image.getchannel("A"))
    return ours
