"""A clip from outside, before it plays in a shot: examined, and made to last."""

import json
import sys
from datetime import timedelta
from pathlib import Path

from videoagent_contracts.errors import ErrorCode, VideoProcessingException
from videoagent_media.ffmpeg import SAFE_PROTOCOLS, command, longest_run
from videoagent_models.failures import failure
from videoagent_runtime.agent import AgentContext

_THERE_AND_BACK = "[0:v]split[there][turned];[turned]reverse[back];[there][back]concat=n=2:v=1"
_MOST_TURNED_BYTES = 400_000_000
"""Of pictures that are turned around at once: ffmpeg holds all of them in memory, unpacked."""
_PIXEL_BYTES = 1.5
_FASTEST = 60
"""Frames per second of what is kept of a clip."""
_ENCODING = ("-an", "-fpsmax", str(_FASTEST), "-c:v", "libx264", "-preset", "ultrafast", "-crf", "12")
_ENCODING_FACTOR = 60
"""Encoding takes so many times what other passes take, at the sizes of the largest clips."""


async def lasting(clip: Path, seconds: float, provider: str, context: AgentContext) -> Path:
    """Return the clip, or one that plays it forth and back when it is shorter than the shot: no jump is seen.

    Raises:
        ModelProviderException: ``provider_invalid_output``, retryable: it is no clip that can be used.
    """
    try:
        answer = await context.run([sys.executable, "-m", "videoagent_media.examining", clip], timeout=longest_run(0))
        found = json.loads(answer)
        if found.get("kind") == "video" and float(found["duration"]) < seconds:
            at_once = _MOST_TURNED_BYTES / (found["width"] * found["height"] * _PIXEL_BYTES * _FASTEST)
            if float(found["duration"]) > at_once:
                return await _there_and_back_in_parts(clip, at_once, longest_run(_ENCODING_FACTOR * seconds), context)
            target = clip.with_suffix(".long.mp4")
            await context.run(_there_and_back(clip, target), timeout=longest_run(_ENCODING_FACTOR * seconds))
            return target
    except (VideoProcessingException, ValueError) as error:
        raise failure(
            provider, "the clip cannot be used: it is damaged", ErrorCode.PROVIDER_INVALID_OUTPUT, retryable=True
        ) from error
    if found.get("kind") == "video":
        return clip
    why = found.get("refused") or "it is no video"
    raise failure(provider, f"the clip cannot be used: {why}", ErrorCode.PROVIDER_INVALID_OUTPUT, retryable=True)


def _there_and_back(clip: Path, target: Path) -> list[str | Path]:
    return [*command(), *SAFE_PROTOCOLS, "-i", clip, "-filter_complex", _THERE_AND_BACK, *_ENCODING, target]


async def _there_and_back_in_parts(clip: Path, seconds: float, limit: timedelta, context: AgentContext) -> Path:
    """Do the same with parts of so many seconds, of which one at a time is turned around."""
    folder = clip.with_suffix(".parts")
    folder.mkdir(exist_ok=True)
    keys = ("-force_key_frames", f"expr:gte(t,n_forced*{seconds:.3f})")
    cutting = ("-f", "segment", "-segment_time", f"{seconds:.3f}", "-reset_timestamps", "1")
    read = (*command(), *SAFE_PROTOCOLS)
    await context.run([*read, "-i", clip, *_ENCODING, *keys, *cutting, folder / "there%05d.mp4"], timeout=limit)
    there = sorted(folder.glob("there*.mp4"))
    back = [folder / f"back{number:05d}.mp4" for number in range(len(there))]
    for part, turned in zip(there, back, strict=True):
        await context.run([*read, "-i", part, "-vf", "reverse", *_ENCODING, turned], timeout=limit)
    parts, target = folder / "parts.txt", clip.with_suffix(".long.mp4")
    parts.write_text("".join(f"file {part.name}\n" for part in (*there, *reversed(back))), encoding="utf-8")
    await context.run([*read, "-f", "concat", "-i", parts, "-c", "copy", target], timeout=limit)
    return target
