"""Pictures of Replicate: any hosted text-to-image model."""

from typing import Any

from videoagent_agent_image.found import conform
from videoagent_agent_image.ports import Drawn
from videoagent_agent_image.prompts import asked_politely
from videoagent_agent_image.settings import ImageSettings, ReplicateImageSettings
from videoagent_contracts.film import ImageRequest
from videoagent_contracts.steps import ProviderInfo
from videoagent_models.limits import CallLimits
from videoagent_models.replicate import NAME, Predictions
from videoagent_runtime.agent import AgentContext

_PICTURES = (".png", ".jpg", ".jpeg", ".webp")


class ReplicateImages:
    """Runs the model once per shot; a refused prompt is tried once in a toned-down form."""

    name = NAME

    def __init__(self, settings: ReplicateImageSettings) -> None:
        self._settings = settings
        self._predictions = Predictions(settings, _PICTURES)

    @property
    def limits(self) -> CallLimits:
        """Around one picture, the service's queue, download and a second try in other words included."""
        return self._settings

    def check(self) -> ProviderInfo:
        """Say whether a key and a model are set; the service itself is not asked."""
        return self._settings.info()

    def estimate(self, request: ImageRequest) -> float:
        """Price of a picture, USD."""
        del request
        return self._settings.usd_per_image

    async def draw(self, request: ImageRequest, context: AgentContext) -> Drawn:
        """See ``ImageModel.draw``."""
        context.progress(0.1, f"asking {self._settings.model}")
        size = request.width, request.height
        source, target = context.workdir / f"{NAME}.answer", context.workdir / f"{NAME}.jpg"
        price = self._settings.usd_per_image

        async def ask(prompt: str) -> None:
            inputs = self._inputs(prompt, request)
            await self._predictions.fetch(inputs, source, self._settings.max_file_bytes, price)

        _, warnings = await asked_politely(ask, request, NAME)
        await context.in_process(conform, source, target, size, NAME)
        alt = request.shot.prompt or request.shot.heading or request.topic
        return Drawn(target, None, alt, warnings, price)

    def _inputs(self, prompt: str, request: ImageRequest) -> dict[str, Any]:
        settings, shot = self._settings, request.shot
        inputs = settings.asked(prompt, request.seed * 1_000_003 + shot.seed * 7919 + shot.index)
        if settings.aspect_ratio_input:
            inputs[settings.aspect_ratio_input] = nearest_ratio(settings.aspect_ratios, request.width, request.height)
        return inputs

    async def close(self) -> None:
        """Close the connections that are kept for the next call."""
        await self._predictions.close()


def nearest_ratio(ratios: tuple[str, ...], width: int, height: int) -> str:
    """Return the ratio (``16:9``) that is nearest to the film's shape."""

    def misfit(ratio: str) -> float:
        wide, high = map(int, ratio.split(":"))
        factor = (wide / high) / (width / height)
        return max(factor, 1 / factor)

    return min(ratios, key=misfit)


def create(settings: ImageSettings) -> ReplicateImages:
    """Entry point of ``videoagent.image``."""
    return ReplicateImages(settings.image.replicate)
