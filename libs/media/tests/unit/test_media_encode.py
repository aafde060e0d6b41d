from pathlib import Path

import av
import numpy as np
import pytest

from videoagent_contracts.errors import ErrorCode, VideoProcessingException
from videoagent_media.encode import FrameEncoder, Quality, YuvFrame
from videoagent_media.probe import is_faststart, probe


def render(path: Path, frames: int, *, seed: int = 0, quality: Quality = Quality.FINAL, fps: int = 30) -> Path:
    noise = np.random.default_rng(seed)
    frame = YuvFrame.blank(160, 90)
    with FrameEncoder(path, (160, 90), fps, quality) as encoder:
        for _ in range(frames):
            frame.planes[0][:] = noise.integers(16, 236, (90, 160), dtype=np.uint8)
            encoder.write(frame)
    return path


def test_a_piece_has_fixed_rate_tags_and_profile(tmp_path: Path) -> None:
    path = render(tmp_path / "piece.mp4", 47, fps=25)
    facts = probe(path)
    assert facts.video is not None
    assert (facts.video.codec, facts.video.profile, facts.video.pixel_format) == ("h264", "High", "yuv420p")
    assert (facts.video.width, facts.video.height, facts.video.fps) == (160, 90, 25)
    assert facts.video.colour == (1, 1, 1)
    assert facts.video.frames == 47
    assert facts.duration == pytest.approx(47 / 25, abs=1e-3)
    assert is_faststart(path)


def test_all_final_pieces_share_their_parameter_sets(tmp_path: Path) -> None:
    long = probe(render(tmp_path / "long.mp4", 70)).video
    short = probe(render(tmp_path / "short.mp4", 1, seed=3)).video
    assert long is not None
    assert short is not None
    assert long.extradata == short.extradata


def test_an_intermediate_piece_keeps_the_picture(tmp_path: Path) -> None:
    path = render(tmp_path / "head.mp4", 3, quality=Quality.INTERMEDIATE)
    noise = np.random.default_rng(0)
    with av.open(str(path)) as container:
        for frame in container.decode(video=0):
            drawn = noise.integers(16, 236, (90, 160), dtype=np.uint8).astype(int)
            assert np.abs(YuvFrame.wrap(frame).planes[0].astype(int) - drawn).mean() < 3


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_is_told_and_may_be_tried_again() -> None:
    with pytest.raises(VideoProcessingException) as raised:
        render(Path("/dev/full"), 30)
    assert (raised.value.code, raised.value.retryable) == (ErrorCode.DISK_FULL, True)


def test_damaged_files_and_missing_folders_are_told(tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.mp4"
    damaged.write_bytes(b"not a film" * 100)
    with pytest.raises(VideoProcessingException, match="damaged"):
        probe(damaged)
    with pytest.raises(VideoProcessingException):
        render(tmp_path / "nowhere" / "x.mp4", 1)
