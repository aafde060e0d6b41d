"""Files from outside are known by their content, and refused before they can do harm."""

import io
import json
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from PIL import Image

from videoagent_contracts.film import MediaKind
from videoagent_media.examining import RefusedError, examine
from videoagent_media.ffmpeg import command


def write(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def made(folder: Path, name: str, *arguments: str) -> Path:
    subprocess.run([*command(), *arguments, str(folder / name)], check=True, capture_output=True, timeout=60)
    return folder / name


def test_a_picture_lies_as_its_camera_was_held(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    Image.new("RGB", (120, 80)).save(tmp_path / "photo.bin", "JPEG", exif=exif)
    found = examine(tmp_path / "photo.bin")
    assert (found.kind, found.content_type, found.width, found.height) == (MediaKind.IMAGE, "image/jpeg", 80, 120)


def test_a_clip_lies_as_its_camera_was_held(tmp_path: Path) -> None:
    made(tmp_path, "flat.mp4", "-f", "lavfi", "-i", "color=s=160x90:r=25:d=1", "-pix_fmt", "yuv420p")
    turned = made(tmp_path, "turned.mp4", "-display_rotation", "90", "-i", str(tmp_path / "flat.mp4"), "-c", "copy")
    found = examine(turned)
    assert (found.kind, found.width, found.height, found.duration) == (MediaKind.VIDEO, 90, 160, 1.0)


def test_a_clip_is_as_wide_as_it_is_looked_at(tmp_path: Path) -> None:
    """Tapes and discs hold wide pictures in pixels that are not square."""
    source = ("-f", "lavfi", "-i", "color=s=72x48:r=25:d=0.2,setsar=4/3", "-pix_fmt", "yuv420p")
    found = examine(made(tmp_path, "tape.mp4", *source))
    assert (found.width, found.height) == (96, 48)


def test_a_photograph_with_another_one_behind_it_is_a_photograph(tmp_path: Path) -> None:
    """So cameras keep a small picture for their own screens."""
    large, small = Image.new("RGB", (120, 80)), Image.new("RGB", (60, 40))
    large.save(tmp_path / "photo.jpg", "MPO", save_all=True, append_images=[small])
    found = examine(tmp_path / "photo.jpg")
    assert (found.kind, found.content_type, found.width, found.height) == (MediaKind.IMAGE, "image/jpeg", 120, 80)


@pytest.mark.parametrize(
    ("name", "codec", "kind"), [("clip", ("-c:v", "vp8"), MediaKind.VIDEO), ("voice", ("-vn",), MediaKind.AUDIO)]
)
def test_what_a_browser_recorded_does_not_tell_its_length_and_has_one(
    tmp_path: Path, name: str, codec: tuple[str, ...], kind: MediaKind
) -> None:
    sources = ("-f", "lavfi", "-i", "color=s=64x48:r=10:d=0.6", "-f", "lavfi", "-i", "sine=d=0.6")
    path = tmp_path / name
    with path.open("wb") as file:
        subprocess.run([*command(), *sources, *codec, "-f", "webm", "pipe:"], stdout=file, check=True, timeout=60)
    found = examine(path)
    assert found.kind is kind
    assert found.duration == pytest.approx(0.6, abs=0.06)


def test_a_clip_is_as_long_as_its_pictures_whatever_its_sound(tmp_path: Path) -> None:
    sources = ("-f", "lavfi", "-i", "color=s=64x48:r=10:d=0.6", "-f", "lavfi", "-i", "sine=d=2")
    assert examine(made(tmp_path, "clip.mp4", *sources, "-pix_fmt", "yuv420p")).duration == pytest.approx(0.6, abs=0.01)


def test_a_recording_that_begins_late_is_no_longer_for_it(tmp_path: Path) -> None:
    source = ("-f", "lavfi", "-i", "color=s=64x48:r=10:d=0.6", "-c:v", "vp8", "-output_ts_offset", "100")
    assert examine(made(tmp_path, "late.mkv", *source)).duration == pytest.approx(0.6, abs=0.06)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
def test_pictures_are_known(tmp_path: Path, form: str) -> None:
    Image.new("RGB", (64, 48)).save(tmp_path / "picture.bin", form)
    found = examine(tmp_path / "picture.bin")
    assert (found.kind, found.content_type) == (MediaKind.IMAGE, f"image/{form.lower()}")


@pytest.mark.parametrize(
    ("extension", "codec"), [("mp4", "mpeg4"), ("mov", "mjpeg"), ("webm", "vp8"), ("mkv", "mpeg4")]
)
def test_clips_are_known(tmp_path: Path, extension: str, codec: str) -> None:
    source = ("-f", "lavfi", "-i", "color=s=64x48:r=25:d=0.4", "-pix_fmt", "yuvj420p", "-c:v", codec)
    found = examine(made(tmp_path, f"clip.{extension}", *source).rename(tmp_path / "clip.bin"))
    assert (found.kind, found.width, found.height) == (MediaKind.VIDEO, 64, 48)
    assert found.duration == pytest.approx(0.4, abs=0.05)


@pytest.mark.parametrize(
    ("name", "source", "why"),
    [
        ("long.mkv", "color=s=16x16:r=0.1:d=1820", "more than 1800 s"),
        ("long.wav", "anullsrc=r=1000:cl=mono:d=3610", "more than 3600 s"),
        ("wide.mkv", "color=s=8704x4352:r=1:d=1", "more than 8K"),
    ],
)
def test_recordings_that_are_too_long_or_too_large_are_refused(
    tmp_path: Path, name: str, source: str, why: str
) -> None:
    coding = ("-c:v", "mjpeg", "-pix_fmt", "yuvj420p") if name.endswith("mkv") else ()
    with pytest.raises(RefusedError, match=why):
        examine(made(tmp_path, name, "-f", "lavfi", "-i", source, *coding))


@pytest.mark.parametrize("extension", ["mp3", "wav", "flac", "ogg", "m4a"])
def test_sounds_are_known(tmp_path: Path, extension: str) -> None:
    found = examine(made(tmp_path, f"tone.{extension}", "-f", "lavfi", "-i", "sine=d=1"))
    assert found.kind is MediaKind.AUDIO
    assert found.duration == pytest.approx(1, abs=0.1)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("list.m3u8", b"#EXTM3U\n#EXTINF:2,\nhttp://169.254.169.254/latest\n#EXT-X-ENDLIST\n"),
        ("list.mp4", b"ffconcat version 1.0\nfile '/etc/passwd'\n"),
        ("page.jpg", b"<script>alert(1)</script>" * 40),
        ("drawing.png", b'<svg xmlns="http://www.w3.org/2000/svg" width="99" height="99"/>'),
        ("cut.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_media_is_refused_whatever_its_name(tmp_path: Path, name: str, data: bytes) -> None:
    with pytest.raises(RefusedError):
        examine(write(tmp_path, name, data))


def test_what_people_send_in_vain_is_told_in_words_that_help(tmp_path: Path) -> None:
    Image.new("1", (6000, 20)).save(tmp_path / "strip.png")
    telephone = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0\0\0\x08free" * 9
    for name, data, why in (
        ("strip.png", None, "too long a strip"),
        ("photo.heic", telephone, "share it as JPEG"),
        ("nothing.mp4", b"", "is empty"),
    ):
        with pytest.raises(RefusedError, match=why):
            examine(tmp_path / name if data is None else write(tmp_path, name, data))


def test_a_pixel_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    """60,000 × 60,000 px in some kilobytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    head = (60_000).to_bytes(4, "big") * 2 + bytes([8, 0, 0, 0, 0])
    bomb = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(100_000)))
    with pytest.raises(RefusedError, match="megapixels"):
        examine(write(tmp_path, "bomb.png", bomb + chunk(b"IEND", b"")))


def test_the_program_tells_in_json(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    Image.new("RGB", (64, 48)).save(buffer, "WEBP")
    path, other = write(tmp_path, "a", buffer.getvalue()), write(tmp_path, "b", b"nothing")
    told = [
        json.loads(
            subprocess.run(
                [sys.executable, "-m", "videoagent_media.examining", str(each)], check=True, capture_output=True
            ).stdout
        )
        for each in (path, other)
    ]
    assert told[0] == {"kind": "image", "content_type": "image/webp", "width": 64, "height": 48, "duration": 0.0}
    assert "neither a picture" in told[1]["refused"]
