"""Clips from outside come out upright and in the film's range, whatever telephone recorded them."""

import subprocess
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from videoagent_media.clips import ClipReader, first_frame
from videoagent_media.encode import YuvFrame
from videoagent_media.ffmpeg import command
from videoagent_media.probe import probe

SIZE = (96, 64)
SOURCE = f"color=c=0xb06030:s={SIZE[0]}x{SIZE[1]}:r=5:d=0.6"


def made(target: Path, *arguments: str) -> Path:
    subprocess.run([*command(), *arguments, str(target)], check=True, capture_output=True, timeout=60)
    return target


def high_range(target: Path, transfer: str, *, tags: bool = True, drawn: str = "null") -> Path:
    """Record orange in BT.2020 with the transfer; without tags only the transfer is told."""
    graph = (
        f"{SOURCE},{drawn},scale=out_color_matrix=bt709:out_range=tv,format=yuv444p,"
        "setparams=color_primaries=bt709:color_trc=bt709:colorspace=bt709:range=tv,"
        "zscale=t=linear:npl=100,format=gbrpf32le,"
        f"zscale=p=bt2020:t={transfer}:m=bt2020nc:r=limited,format=yuv420p10le"
    )
    told = f"transfer={transfer}" + ":colorprim=bt2020:colormatrix=bt2020nc" * tags
    untold = "" if tags else ",setparams=color_primaries=unknown:colorspace=unknown"
    encoding = ("-c:v", "libx265", "-preset", "ultrafast", "-x265-params", f"{told}:log-level=none", "-tag:v", "hvc1")
    return made(target, "-f", "lavfi", "-i", graph + untold, *encoding)


def ordinary(target: Path, *, drawn: str = "null") -> Path:
    graph = f"{SOURCE},{drawn},scale=out_color_matrix=bt709,format=yuv420p"
    return made(target, "-f", "lavfi", "-i", graph, "-colorspace", "bt709", "-color_trc", "bt709")


def first_of(clip: Path, size: tuple[int, int] = SIZE) -> NDArray[np.float64]:
    """Return the first frame that a shot gets, as height × width × 3, BGR."""
    frame = YuvFrame.blank(*size)
    with ClipReader(clip, size, 5) as reader:
        reader.read_into(frame)
    return frame.frame.to_ndarray(format="bgr24", src_colorspace="ITU709").astype(float)


@pytest.mark.parametrize("tags", [True, False], ids=["tagged", "half tagged"])
@pytest.mark.parametrize("transfer", ["smpte2084", "arib-std-b67"], ids=["PQ", "HLG"])
def test_a_high_range_comes_out_in_the_colours_of_an_ordinary_clip(
    tmp_path: Path, transfer: str, *, tags: bool
) -> None:
    clip, plain = high_range(tmp_path / "high.mp4", transfer, tags=tags), ordinary(tmp_path / "plain.mp4")
    video = probe(clip).video
    assert video is not None
    assert (video.colour[0] == video.colour[2] == 9) is tags  # BT.2020
    expected = first_frame(plain).mean(axis=(0, 1))
    for seen in (first_of(clip), first_frame(clip)):
        assert seen.shape == (SIZE[1], SIZE[0], 3)
        share = seen.mean(axis=(0, 1)) / expected
        # Room is left for what is brighter than white; the hue stays.
        assert 0.6 < share.mean() < 1
        assert np.ptp(share) < 0.06


def test_a_circle_on_a_tape_stays_a_circle(tmp_path: Path) -> None:
    """Its pixels are twice as wide as high, also where it was held upright."""
    graph = "color=black:s=96x64:r=5:d=0.4,geq=lum='if(lt(hypot(2*(X-48),Y-32),24),235,16)':cb=128:cr=128,setsar=2"
    tape = made(tmp_path / "tape.mp4", "-f", "lavfi", "-i", graph, "-pix_fmt", "yuv420p")
    held = made(tmp_path / "held.mp4", "-display_rotation", "90", "-i", str(tape), "-c", "copy")
    for clip, size in ((tape, (192, 64)), (held, (64, 192)), (tape, (100, 100))):
        for seen in (first_of(clip, size), first_frame(clip)):
            rows, columns = np.nonzero(seen.max(axis=2) > 128)
            assert np.ptp(rows) == pytest.approx(np.ptp(columns), abs=3)
    assert first_frame(held).shape == (192, 64, 3)


def test_half_pictures_are_made_whole(tmp_path: Path) -> None:
    """A bar moves by its width between the halves of a frame: put together as they are, every second line differs."""
    bar = "color=black:s=96x64:r=10:d=1,geq=lum='if(between(X,N*8,N*8+7),235,16)':cb=128:cr=128"
    coding = ("-flags", "+ilme+ildct", "-x264-params", "tff=1", "-pix_fmt", "yuv420p")
    clip = made(tmp_path / "tape.mp4", "-f", "lavfi", "-i", f"{bar},tinterlace=interleave_top", *coding)
    for seen in (first_of(clip), first_frame(clip).astype(float)):
        assert np.abs(seen[20:44:2] - seen[21:45:2]).mean() < 4


def test_a_clip_that_was_cut_off_shows_what_there_is(tmp_path: Path) -> None:
    """Its head tells of more than has arrived."""
    graph = "testsrc2=s=96x64:r=5:d=4,format=yuv420p"
    whole = made(tmp_path / "whole.mp4", "-f", "lavfi", "-i", graph, "-g", "5", "-movflags", "+faststart").read_bytes()
    clip = tmp_path / "cut.mp4"
    clip.write_bytes(whole[: len(whole) * 3 // 10])
    assert first_frame(clip).std() > 30
    frame = YuvFrame.blank(*SIZE)
    with ClipReader(clip, SIZE, 5) as reader:
        for _ in range(25):
            reader.read_into(frame)
            assert frame.planes[0].std() > 30


@pytest.mark.parametrize(
    ("size", "rate", "left"),
    [
        ("53x37", "24000/1001", "1"),
        ("98x64", "7", "1"),
        ("300x18", "60", "1"),
        ("64x98", "30", "not(mod(n,5))+lt(mod(n,20),7)"),
    ],
    ids=["23.976", "7", "60", "a rate that changes"],
)
def test_any_size_and_rate_comes_out_in_the_films(tmp_path: Path, size: str, rate: str, left: str) -> None:
    """Brightness grows with time: so much of it has as many frames as the film wants, evenly brighter."""
    graph = f"color=black:s={size}:r={rate}:d=2,geq=lum='20+100*T':cb=128:cr=128,select='{left}'"
    coding = ("-pix_fmt", "yuv444p", "-c:v", "ffv1", "-fps_mode", "vfr")
    clip = made(tmp_path / "clip.mkv", "-f", "lavfi", "-i", graph, *coding)
    frame = YuvFrame.blank(*SIZE)
    seen = []
    with ClipReader(clip, SIZE, 30) as reader:
        for _ in range(54):
            reader.read_into(frame)
            seen.append(float(frame.planes[0][31:33, 40:56].mean()))
    one_frame = 100 / min(30, float(Fraction(rate)) / (1 if left == "1" else 5))
    assert seen == pytest.approx([20 + 100 * number / 30 for number in range(54)], abs=one_frame + 3)


@pytest.mark.parametrize("transfer", [None, "smpte2084"], ids=["ordinary", "PQ"])
def test_a_clip_that_was_held_upright_is_upright(tmp_path: Path, transfer: str | None) -> None:
    """The left half is bright as it was recorded: a quarter turn to the left brings it to the bottom."""
    bright_left = "drawbox=x=0:y=0:w=48:h=64:c=white:t=fill"
    lying = tmp_path / "lying.mp4"
    lying = high_range(lying, transfer, drawn=bright_left) if transfer else ordinary(lying, drawn=bright_left)
    clip = made(tmp_path / "upright.mp4", "-display_rotation", "90", "-i", str(lying), "-c", "copy")
    for seen in (first_of(clip, SIZE[::-1]), first_frame(clip)):
        assert seen.shape == (SIZE[0], SIZE[1], 3)
        top, bottom = seen[:40].mean(), seen[56:].mean()
        assert bottom > top + 40
