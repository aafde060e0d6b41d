"""A user's own clip plays in its shot, conformed to the film."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import av
import numpy as np
import pytest

from videoagent_agent_video.builtin import BuiltinRenderer
from videoagent_contracts.enums import SubtitleMode
from videoagent_contracts.errors import ErrorCode, VideoProcessingException
from videoagent_contracts.film import Look, MediaItem, MediaKind, Picture, Shot, Speech, VideoRequest, Word
from videoagent_media.ffmpeg import command
from videoagent_runtime.agent import AgentContext
from videoagent_runtime.agent.testing import FolderArtifacts

SIZE = (320, 180)


@pytest.fixture
def request_with(artifacts: FolderArtifacts) -> Callable[..., VideoRequest]:
    def make(clip: bytes, **changes: object) -> VideoRequest:
        item = MediaItem(ref=artifacts.put(clip, ".mp4", "video/mp4"), kind=MediaKind.VIDEO, width=64, height=64)
        fields: dict[str, object] = {
            "shot": Shot(index=0, duration=2, media="media:clip"),
            "look": Look(language="en", style="cinematic"),
            "picture": Picture(picture=artifacts.put(b"", ".jpg", "image/jpeg"), width=SIZE[0], height=SIZE[1]),
            "media_item": item,
            "duration": 2.0,
            "width": SIZE[0],
            "height": SIZE[1],
            "fps": 25,
            "subtitles": SubtitleMode.OFF,
        }
        return VideoRequest.model_validate(fields | changes)

    return make


def made(tmp_path: Path, *arguments: str) -> bytes:
    target = tmp_path / "clip.mp4"
    subprocess.run([*command(), *arguments, str(target)], check=True, capture_output=True, timeout=60)
    return target.read_bytes()


def means(path: Path) -> list[float]:
    """Mean red, of 0..255, of every frame's middle."""
    with av.open(str(path)) as container:
        return [
            float(frame.to_ndarray(format="rgb24")[60:120, 130:190, 0].mean()) for frame in container.decode(video=0)
        ]


async def test_a_short_clip_of_another_rate_and_shape_fills_the_shot(
    request_with: Callable[..., VideoRequest], make_context: Callable[..., AgentContext], tmp_path: Path
) -> None:
    """One second at 10 frames a second, square, growing redder, is played twice in a shot of two."""
    clip = made(
        tmp_path, "-f", "lavfi", "-i", "color=c=black:s=64x64:r=10:d=1,geq=r='N*25':g=0:b=0", "-pix_fmt", "yuv420p"
    )
    shot = await BuiltinRenderer().render(request_with(clip), make_context())
    seen = means(shot.files["body"])
    assert len(seen) == 50
    assert seen[2] < 60 < 150 < seen[23]
    assert seen[27] < 60 < 150 < seen[48]


async def test_captions_are_burned_over_the_clip_and_leave_it_as_it_is(
    request_with: Callable[..., VideoRequest],
    make_context: Callable[..., AgentContext],
    tmp_path: Path,
    artifacts: FolderArtifacts,
) -> None:
    clip = made(tmp_path, "-f", "lavfi", "-i", "color=c=0x2040a0:s=320x180:r=25:d=2", "-pix_fmt", "yuv420p")
    speech = Speech(
        audio=artifacts.put(b"sound", ".flac", "audio/flac"),
        duration=1.5,
        words=(Word(text="Mountains", start=0.1, end=1.4),),
        voice="v",
        language="en",
    )
    shot = await BuiltinRenderer().render(
        request_with(clip, speech=speech, subtitles=SubtitleMode.BURNED), make_context()
    )
    with av.open(str(shot.files["body"])) as container:
        frame = [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)][20]
    assert np.abs(frame[:90].astype(int) - (0x20, 0x40, 0xA0)).mean() < 6
    assert frame[120:].max() > 200


async def test_a_damaged_clip_is_told(
    request_with: Callable[..., VideoRequest], make_context: Callable[..., AgentContext]
) -> None:
    with pytest.raises(VideoProcessingException) as raised:
        await BuiltinRenderer().render(request_with(b"no clip" * 100), make_context())
    assert not raised.value.retryable
    assert raised.value.code in (ErrorCode.MEDIA_INVALID, ErrorCode.RENDER_FAILED)
