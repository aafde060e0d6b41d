"""Pictures from outside come out as they are looked at, whatever camera or program made them."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageCms

from videoagent_media.picture_formats import media_type, opened
from videoagent_media.pictures import upright

ORANGE = (200, 90, 30)
SIDES = (12, 8)


def swapped_profile() -> bytes:
    """Return a profile whose red is green and whose green is red."""
    usual = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return usual.replace(b"rXYZ", b"?XYZ").replace(b"gXYZ", b"rXYZ").replace(b"?XYZ", b"gXYZ")


def test_a_picture_in_colours_of_its_own_comes_out_in_the_films(tmp_path: Path) -> None:
    path = tmp_path / "photo.png"
    for mode in ("RGB", "RGBA"):
        Image.new("RGB", SIDES, ORANGE).convert(mode).save(path, icc_profile=swapped_profile())
        assert upright(path)[4, 4] == pytest.approx((90, 200, 30), abs=3)


@pytest.mark.parametrize("profile", [b"nothing" * 20, swapped_profile()[:200]], ids=["no profile", "cut off"])
def test_a_damaged_profile_leaves_the_picture_as_it_is(tmp_path: Path, profile: bytes) -> None:
    Image.new("RGB", SIDES, ORANGE).save(tmp_path / "photo.png", icc_profile=profile)
    assert tuple(upright(tmp_path / "photo.png")[4, 4]) == ORANGE


def test_a_grey_picture_of_16_bits_keeps_its_greys(tmp_path: Path) -> None:
    Image.fromarray(np.full(SIDES[::-1], 40_000, np.uint16)).save(tmp_path / "scan.png")
    assert tuple(upright(tmp_path / "scan.png")[4, 4]) == (156, 156, 156)


def test_inks_become_light(tmp_path: Path) -> None:
    Image.new("CMYK", SIDES, (0, 140, 215, 55)).save(tmp_path / "print.jpg", quality=95)
    red, green, blue = (int(value) for value in upright(tmp_path / "print.jpg")[4, 4])
    assert red > green + 60 > blue + 90


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_what_is_transparent_is_white_as_on_paper(tmp_path: Path, mode: str) -> None:
    logo = Image.new("RGBA", SIDES, (0, 0, 0, 0)).convert(mode)
    if mode == "P":
        logo.info["transparency"] = 0
    logo.save(tmp_path / "logo.png")
    assert tuple(upright(tmp_path / "logo.png")[4, 4]) == (255, 255, 255)


def test_it_stands_upright_and_the_first_of_several_is_shown(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    others = [Image.new("RGB", SIDES, "blue")]
    Image.new("RGB", SIDES, ORANGE).save(tmp_path / "photo.jpg", "MPO", save_all=True, append_images=others, exif=exif)
    seen = upright(tmp_path / "photo.jpg")
    assert seen.shape == (SIDES[0], SIDES[1], 3)
    assert seen[4, 4] == pytest.approx(ORANGE, abs=4)
    with opened(tmp_path / "photo.jpg") as image:
        assert media_type(image) == "image/jpeg"
