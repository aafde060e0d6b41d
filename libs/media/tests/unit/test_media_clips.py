"""Clips from outside come out upright and in the film's range, whatever telephone recorded them."""

import subprocess
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
