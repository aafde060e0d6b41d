"""A user's own picture, or a moment of their own clip, as the picture of a shot."""

from videoagent_agent_image.own_picture import fitted
from videoagent_agent_image.ports import Drawn
from videoagent_contracts.errors import ErrorCode, VideoProcessingException
from videoagent_contracts.film import ImageRequest
from videoagent_runtime.agent import AgentContext


async def draw_own(request: ImageRequest, context: AgentContext) -> Drawn:
    """Bring the user's own to the film's shape, without stretching it.

    Raises:
        VideoProcessingException: ``media_invalid``: it is not there, or cannot be read.
    """
    item = request.media_item
    if item is None:
        raise VideoProcessingException(
            f"{request.shot.media} names no upload", code=ErrorCode.MEDIA_INVALID, retryable=False
        )
    source = await context.fetch(item.ref)
    target = context.workdir / "own.jpg"
    await context.in_process(fitted, source, item.kind, (request.width, request.height), target)
    return Drawn(target, None, request.shot.prompt or request.shot.narration or request.shot.heading)
