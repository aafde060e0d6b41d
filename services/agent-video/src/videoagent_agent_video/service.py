"""The agent's ``run``: pick a renderer, render, store the pieces."""

from collections.abc import Mapping, Sequence

from videoagent_agent_video.ports import RenderedShot, ShotRenderer
from videoagent_contracts.artifacts import ArtifactRef
from videoagent_contracts.enums import ShotKind, StepKind, SubtitleMode
from videoagent_contracts.film import Credit, Segment, VideoRequest
from videoagent_contracts.steps import AgentAnnounced
from videoagent_media.encoder_choice import PLAIN, Choice
from videoagent_models.chain import Done, Providers
from videoagent_models.providers import BUILTIN, Registered
from videoagent_runtime.agent import AgentContext

_MP4 = "video/mp4"
_FONTS = Credit(what="Fonts", source="Inter, Noto", licence="OFL-1.1")
KNOWLEDGE = "Without a video model, drawn and found pictures are moved: nothing in them acts."


class VideoAgent:
    """Turns a picture and the words spoken over it into a finished segment.

    Args:
        providers: What ``load_providers`` found.
        order: Names of providers, best first.
        choice: The encoder of all providers' pieces.
    """

    def __init__(
        self, providers: Mapping[str, Registered[ShotRenderer]], order: Sequence[str], choice: Choice = PLAIN
    ) -> None:
        self._choice = choice
        self.providers = Providers(StepKind.VIDEO, providers, order)

    async def run(self, request: VideoRequest, context: AgentContext) -> Segment:
        """Render one shot.

        Raises:
            ModelProviderException: The provider is unknown or not available, or failed.
            AgentExecutionException: ``budget_exceeded``.
            VideoProcessingException: Rendering failed, the picture is unreadable, or the disk is full.
        """
        done = await self.providers.work(
            context,
            request,
            lambda renderer: renderer.render(request, context),
            requested=context.provider if _is_scenery(request) else BUILTIN,
        )
        refs = {name: await context.store(path, _MP4) for name, path in done.result.files.items()}
        return _segment(request, done, refs)

    def announcement(self) -> AgentAnnounced:
        """Tell what this agent can do as it is configured, and log which encoder it was told to use in vain."""
        self._choice.warn()
        return AgentAnnounced(kind=StepKind.VIDEO, providers=self.providers.infos(), knowledge=KNOWLEDGE)


def _is_scenery(request: VideoRequest) -> bool:
    """Whether a model may move it: words would melt, and the user's own clip plays as it is."""
    return request.shot.kind is ShotKind.SCENE and request.media_item is None


def _shows_captions(request: VideoRequest) -> bool:
    return request.speech is not None and request.subtitles in (SubtitleMode.BURNED, SubtitleMode.BOTH)


def _segment(request: VideoRequest, done: Done[ShotRenderer, RenderedShot], refs: Mapping[str, ArtifactRef]) -> Segment:
    shot = done.result
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
        provider=done.provider.name,
        warnings=shot.warnings,
        substitutions=done.substitutions,
        cost_usd=shot.cost_usd,
        credits=(*shot.credits, *((_FONTS,) if _shows_captions(request) else ())),
    )
