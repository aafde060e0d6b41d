"""The built-in provider: pictures drawn by code, without key or network."""

from videoagent_agent_image.ports import Drawn
from videoagent_agent_image.rendering import render
from videoagent_contracts.film import ImageRequest
from videoagent_contracts.steps import ProviderInfo
from videoagent_models.providers import BUILTIN
from videoagent_runtime.agent import AgentContext


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
        return Drawn(made.picture, made.layers, made.alt, made.warnings, credits=made.credits)


def create(_settings: object) -> BuiltinImages:
    """Make the provider; it needs no settings."""
    return BuiltinImages()
