"""One picture per step: the chosen provider draws it, then it is stored."""

from collections.abc import Mapping, Sequence

from videoagent_agent_image.own_media import draw_own
from videoagent_agent_image.ports import Drawn, ImageModel
from videoagent_agent_image.references import by_words, most_references, with_references
from videoagent_agent_image.styles.catalogue import STYLES
from videoagent_contracts.enums import ShotKind, StepKind
from videoagent_contracts.film import OWN_MEDIA, ImageRequest, Picture, Substitution
from videoagent_contracts.steps import AgentAnnounced, StyleInfo
from videoagent_models.chain import Providers
from videoagent_models.providers import BUILTIN, Registered
from videoagent_runtime.agent import AgentContext

KNOWLEDGE = (
    "Without an image model, pictures are symbolic: scenes, icons, cards and maps drawn by code. "
    "People and abstract subjects are shown by their name."
)
_TYPES = {".jpg": "image/jpeg", ".png": "image/png"}


class ImageAgent:
    """The agent's ``run`` and what it announces.

    Args:
        providers: What ``load_providers`` found.
        order: Names of providers, best first.
    """

    def __init__(self, providers: Mapping[str, Registered[ImageModel]], order: Sequence[str]) -> None:
        self.providers = Providers(StepKind.IMAGE, providers, order)

    async def run(self, request: ImageRequest, context: AgentContext) -> Picture:
        """Make and store one picture; the user's own, where the shot has one.

        Raises:
            ModelProviderException: The provider is unknown, not available, or failed.
            AgentExecutionException: ``budget_exceeded``.
            HandBackException: More has to be set aside, or pictures that it is made after are not there yet.
        """
        if request.shot.media is not None:
            drawn = await draw_own(request, context)
            return await self._stored(request, drawn, context, provider=OWN_MEDIA)
        # Words in a picture must be right to the letter, which a picture model cannot promise.
        requested = context.provider if request.shot.kind is ShotKind.SCENE else BUILTIN
        most = await most_references(self.providers.first(requested))
        prepared = await with_references(request, most, context)
        done = await self.providers.work(
            context, prepared, lambda provider: _drawn(provider, prepared, context), requested=requested
        )
        takes = await most_references(done.provider) > 0
        unlike = done.result.by_words or (prepared.references_lost if takes else "")
        return await self._stored(
            request,
            done.result,
            context,
            provider=done.provider.name,
            substitutions=(*done.substitutions, *by_words(unlike)),
            reference=takes,
        )

    async def _stored(
        self,
        request: ImageRequest,
        drawn: Drawn,
        context: AgentContext,
        *,
        provider: str,
        substitutions: tuple[Substitution, ...] = (),
        reference: bool = False,
    ) -> Picture:
        context.progress(0.9, "storing")
        picture = await context.store(drawn.picture, _TYPES[drawn.picture.suffix])
        layered = await context.store(drawn.layers, "application/zip") if drawn.layers else None
        return Picture(
            picture=picture,
            layers=layered,
            width=request.width,
            height=request.height,
            alt=drawn.alt,
            provider=provider,
            warnings=drawn.warnings,
            substitutions=substitutions,
            cost_usd=drawn.cost_usd,
            credits=drawn.credits,
            reference=reference,
        )

    def announcement(self) -> AgentAnnounced:
        """Tell what this agent can do as it is configured."""
        return AgentAnnounced(
            kind=StepKind.IMAGE,
            providers=self.providers.infos(),
            styles=tuple(
                StyleInfo(name=name, description=style.description, palette=style.palette)
                for name, style in STYLES.items()
            ),
            knowledge=KNOWLEDGE,
        )


async def _drawn(provider: ImageModel, request: ImageRequest, context: AgentContext) -> Drawn:
    """Let a provider draw, with as many references as it takes: they were found for the first in line."""
    most = await most_references(provider)
    return await provider.draw(request.model_copy(update={"references": request.references[:most]}), context)
