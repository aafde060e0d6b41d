"""Pictures of Replicate: any hosted text-to-image model."""

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import structlog

from videoagent_agent_image.found import conform
from videoagent_agent_image.ports import Drawn
from videoagent_agent_image.prompts import asked_politely
from videoagent_agent_image.references import small_pictures
from videoagent_agent_image.settings import ImageSettings, ReplicateImageSettings
from videoagent_contracts.errors import ModelProviderException
from videoagent_contracts.film import ImageRequest
from videoagent_contracts.steps import PriceUnit, ProviderInfo
from videoagent_models.limits import CallLimits
from videoagent_models.paying import pay_again
from videoagent_models.prices import each, priced
from videoagent_models.replicate import NAME, Predictions, data_address
from videoagent_runtime.agent import AgentContext

_PICTURES = (".png", ".jpg", ".jpeg", ".webp")
_REFERENCES = (
    "input_images", "image_input", "reference_images", "images", "subject_reference", "character_reference_image",
    "style_reference_images", "image_prompt", "reference_image", "input_image",
)  # fmt: skip
"""Names that models have for pictures to draw after, those that take several first."""
_MOST = 8
_LOOK_S = 10.0
_LOOK_AGAIN_S = 60.0
log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class ReferenceInput:
    """Where a model takes pictures to draw after.

    Attributes:
        name: Of the input; empty: there is none.
        many: How many it takes.
        listed: Whether it wants a list of them.
    """

    name: str = ""
    many: int = 0
    listed: bool = False


class ReplicateImages:
    """Runs the model once per shot; a refused prompt is tried once in a toned-down form."""

    name = NAME

    def __init__(self, settings: ReplicateImageSettings) -> None:
        self._settings = settings
        self._predictions = Predictions(settings, _PICTURES)
        self._input: ReferenceInput | None = None
        self._look_again_at = 0.0

    @property
    def limits(self) -> CallLimits:
        """Around one picture, the service's queue, download and a second try in other words included."""
        return self._settings

    def check(self) -> ProviderInfo:
        """Say whether a key and a model are set; the service itself is not asked."""
        return priced(self._settings.info(), each(PriceUnit.PICTURE, self._settings.usd_per_image))

    def estimate(self, request: ImageRequest) -> float:
        """Price of a picture, USD."""
        del request
        return self._settings.usd_per_image

    async def references(self) -> int:
        """See ``TakesReferences.references``. The model's schema is asked for once, and its silence taken for no."""
        return min(self._settings.references, (await self._reference_input()).many)

    async def _reference_input(self) -> ReferenceInput:
        if self._settings.reference_input == "" or not self._settings.references:
            return ReferenceInput()
        if self._input is None and time.monotonic() >= self._look_again_at:
            try:
                async with asyncio.timeout(_LOOK_S):
                    inputs = await self._predictions.inputs()
                self._input = reference_input(inputs, self._settings.reference_input)
            except (ModelProviderException, TimeoutError) as error:
                self._look_again_at = time.monotonic() + _LOOK_AGAIN_S
                log.warning("replicate.schema_unknown", model=self._settings.model, error=str(error))
        return self._input or ReferenceInput()

    async def draw(self, request: ImageRequest, context: AgentContext) -> Drawn:
        """See ``ImageModel.draw``."""
        context.progress(0.1, f"asking {self._settings.model}")
        size = request.width, request.height
        source, target = context.workdir / f"{NAME}.answer", context.workdir / f"{NAME}.jpg"
        price = self._settings.usd_per_image
        shown = await self._shown(request, context)

        async def ask(prompt: str) -> None:
            inputs = self._inputs(prompt, request) | shown
            await self._predictions.fetch(inputs, source, self._settings.max_file_bytes, price)

        again = partial(pay_again, context.purse, NAME, price)
        _, warnings = await asked_politely(ask, request, NAME, again)
        await context.in_process(conform, source, target, size, NAME)
        alt = request.shot.prompt or request.shot.heading or request.topic
        return Drawn(target, None, alt, warnings, price)

    async def _shown(self, request: ImageRequest, context: AgentContext) -> dict[str, Any]:
        if not request.references:
            return {}
        where = await self._reference_input()
        addresses = [data_address(each) for each in await small_pictures(request, context)]
        return {where.name: addresses if where.listed else addresses[0]}

    def _inputs(self, prompt: str, request: ImageRequest) -> dict[str, Any]:
        settings, shot = self._settings, request.shot
        inputs = settings.asked(prompt, request.seed * 1_000_003 + shot.seed * 7919 + shot.index)
        if settings.aspect_ratio_input:
            inputs[settings.aspect_ratio_input] = nearest_ratio(settings.aspect_ratios, request.width, request.height)
        return inputs

    async def close(self) -> None:
        """Close the connections that are kept for the next call."""
        await self._predictions.close()


def reference_input(inputs: Mapping[str, Any], named: str | None) -> ReferenceInput:
    """Find where a model takes pictures to draw after.

    Args:
        inputs: Of the model, as JSON Schema by name.
        named: The operator's word for it; None: whatever is known to be one.
    """
    name = next((each for each in ([named] if named else _REFERENCES) if each in inputs), "")
    schema = inputs.get(name)
    if not isinstance(schema, dict):
        return ReferenceInput()
    listed = schema.get("type") == "array"
    most = schema.get("maxItems") if listed else 1
    return ReferenceInput(name, most if isinstance(most, int) else _MOST, listed)


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
