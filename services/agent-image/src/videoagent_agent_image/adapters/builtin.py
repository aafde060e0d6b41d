"""The built-in provider: pictures drawn by code, without key or network."""

from videoagent_agent_image.ports import Drawn
from videoagent_agent_image.rendering import render
from videoagent_contracts.enums import ShotKind
from videoagent_contracts.film import Credit, ImageRequest
from videoagent_contracts.steps import ProviderInfo
from videoagent_models.providers import BUILTIN
from videoagent_runtime.agent import AgentContext

ICONS = Credit(what="Pictures", source="Fluent Emoji, Microsoft", licence="MIT", note="icons of animals and things")
MAPS = Credit(what="Pictures", source="World Atlas, Michael Bostock; Natural Earth", licence="ISC", note="maps")
FONTS = Credit(what="Fonts", source="Inter, EB Garamond, Noto", licence="OFL-1.1")


class BuiltinImages:
    """Draws scenes, cards and maps in a worker process."""

    name = BUILTIN

    def check(self) -> ProviderInfo:
        """Always available."""
        return ProviderInfo(name=self.name, available=True, reason="draws symbolic scenes, cards and maps by code")

    async def draw(self, request: ImageRequest, context: AgentContext) -> Drawn:
        """Draw in a worker process."""
        context.progress(0.1, "drawing")
        made = await context.in_process(render, request, context.workdir)
        return Drawn(made.picture, made.layers, made.alt, made.warnings, credits=_borrowed(request.shot.kind))


def _borrowed(kind: ShotKind) -> tuple[Credit, ...]:
    """Tell what a picture of this kind may hold of others' work."""
    if kind is ShotKind.SCENE:
        return (ICONS,)
    return (*((MAPS,) if kind is ShotKind.MAP else ()), ICONS, FONTS)


def create(_settings: object) -> BuiltinImages:
    """Make the provider; it needs no settings."""
    return BuiltinImages()
