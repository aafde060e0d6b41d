"""One music bed per film."""

from collections.abc import Mapping, Sequence

from videoagent_agent_music.own_music import conform
from videoagent_agent_music.ports import MusicModel
from videoagent_contracts.enums import StepKind
from videoagent_contracts.film import OWN_MEDIA, Music, MusicRequest
from videoagent_contracts.steps import AgentAnnounced
from videoagent_models.chain import Providers
from videoagent_models.providers import Registered
from videoagent_runtime.agent import AgentContext

KNOWLEDGE = (
    "The built-in composer writes calm instrumental beds by rules (chords, voice leading, a sparse melody) in the mood "
    "of the film; it does not follow the picture and knows no songs."
)


class MusicAgent:
    """The agent's ``run`` and what it announces.

    Args:
        providers: What ``load_providers`` found.
        order: Names of providers, best first.
    """

    def __init__(self, providers: Mapping[str, Registered[MusicModel]], order: Sequence[str]) -> None:
        self.providers = Providers(StepKind.MUSIC, providers, order)

    async def run(self, request: MusicRequest, context: AgentContext) -> Music:
        """Make the music of one film.

        Raises:
            VideoProcessingException: The user's own music cannot be read (``media_invalid``).
            ModelProviderException: The provider is unknown or not available.
        """
        path = context.workdir / "music.flac"
        if request.media is not None:
            context.progress(0.1, "reading the music")
            await conform(request, path, context)
            audio = await context.store(path, "audio/flac")
            return Music(audio=audio, duration=request.duration, provider=OWN_MEDIA)
        context.progress(0.1, "composing")
        done = await self.providers.work(
            context,
            request,
            lambda provider: provider.compose(request.brief, request.duration, request.seed, path, context),
            requested=context.provider,
        )
        duration, warnings = done.result
        return Music(
            audio=await context.store(path, "audio/flac"),
            duration=duration,
            provider=done.provider.name,
            warnings=warnings,
            substitutions=done.substitutions,
            credits=done.provider.credits,
        )

    def announcement(self) -> AgentAnnounced:
        """Tell what this agent can do as it is configured."""
        return AgentAnnounced(kind=StepKind.MUSIC, providers=self.providers.infos(), knowledge=KNOWLEDGE)
