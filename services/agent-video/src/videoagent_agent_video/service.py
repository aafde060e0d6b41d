"""The agent's ``run``: pick a renderer, render, store the pieces."""

from collections.abc import Mapping, Sequence

from videoagent_agent_video.ports import RenderedShot, ShotRenderer
from videoagent_contracts.artifacts import ArtifactRef
from videoagent_contracts.enums import StepKind
from videoagent_contracts.film import Segment, VideoRequest
from videoagent_contracts.steps import AgentAnnounced
from videoagent_models.providers import Registered, choose, infos
from videoagent_runtime.agent import AgentContext

_MP4 = "video/mp4"
KNOWLEDGE = "Without a video model, drawn and found pictures are moved: nothing in them acts."


class VideoAgent:
    """Turns a picture and the words spoken over it into a finished segment.

    Args:
        providers: What ``load_providers`` found.
        order: Names of providers, best first.
    """

    def __init__(self, providers: Mapping[str, Registered[ShotRenderer]], order: Sequence[str]) -> None:
        self._providers = providers
        self._order = tuple(order)

    async def run(self, request: VideoRequest, context: AgentContext) -> Segment:
        """Render one shot.

        Raises:
            ModelProviderException: The provider is unknown or not available.
            VideoProcessingException: Rendering failed, the picture is unreadable, or the disk is full.
        """
        renderer = choose(self._providers, context.provider, self._order)
        shot = await renderer.render(request, context)
        refs = {name: await context.store(path, _MP4) for name, path in shot.files.items()}
        return _segment(request, shot, refs, renderer.name)

    def announcement(self) -> AgentAnnounced:
        """Tell what this agent can do as it is configured."""
        return AgentAnnounced(kind=StepKind.VIDEO, providers=infos(self._providers, self._order), knowledge=KNOWLEDGE)


def _segment(request: VideoRequest, shot: RenderedShot, refs: Mapping[str, ArtifactRef], provider: str) -> Segment:
    return Segment(
        body=refs["body"],
        head=refs.get("head"),
        tail=refs.get("tail"),
        body_frames=shot.pieces.body,
        head_frames=shot.pieces.head,
        tail_frames=shot.pieces.tail,
        fps=request.fps,
        width=request.width,
        height=request.height,
        provider=provider,
        warnings=shot.warnings,
        cost_usd=shot.cost_usd,
    )
