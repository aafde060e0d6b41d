"""A clip from outside, before it plays in a shot: examined, and made to last."""

import json
import sys
from pathlib import Path

from videoagent_contracts.errors import ErrorCode, VideoProcessingException
from videoagent_media.ffmpeg import SAFE_PROTOCOLS, command, longest_run
from videoagent_models.failures import failure
from videoagent_runtime.agent import AgentContext

_THERE_AND_BACK = "[0:v]split[there][turned];[turned]reverse[back];[there][back]concat=n=2:v=1"
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
    encoding = ["-an", "-c:v", "libx264", "-preset", "ultrafast", "-crf", "12"]
    return [*command(), *SAFE_PROTOCOLS, "-i", clip, "-filter_complex", _THERE_AND_BACK, *encoding, target]
