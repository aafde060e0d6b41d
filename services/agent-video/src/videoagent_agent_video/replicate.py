"""Moving pictures of Replicate: a hosted image-to-video model brings the shot's picture to life."""

import math
from pathlib import Path
from typing import Any

import structlog

from videoagent_agent_video.builtin import encoder_here, play
from videoagent_agent_video.clips import lasting
from videoagent_agent_video.ports import RenderedShot
from videoagent_agent_video.settings import ReplicateVideoSettings, VideoSettings
from videoagent_contracts.artifacts import ArtifactRef
from videoagent_contracts.errors import ErrorCode, ModelProviderException, StorageException
from videoagent_contracts.film import VideoRequest
from videoagent_contracts.steps import PriceUnit, ProviderInfo
from videoagent_media.encoders import X264, Encoder
from videoagent_media.small import small_jpeg
from videoagent_models.limits import CallLimits
from videoagent_models.paying import pay_again
from videoagent_models.prices import each, priced
from videoagent_models.replicate import NAME, Predictions, data_address
from videoagent_runtime.agent import AgentContext

_MOST_CHARACTERS = 1000
_CALM = "Gentle, natural motion"
log = structlog.get_logger(__name__)
_CLIPS = (".mp4", ".webm", ".mov", ".mkv", ".gif")


class ReplicateRenderer:
    """Has the picture moved by a model, and lays captions over it as the built-in renderer does."""

    name = NAME

    def __init__(self, settings: ReplicateVideoSettings, encoder: Encoder = X264) -> None:
        self._encoder = encoder
        self._settings = settings
        self._predictions = Predictions(settings, _CLIPS)

    @property
    def limits(self) -> CallLimits:
        """Around one shot, its encoding included."""
        return self._settings

    def check(self) -> ProviderInfo:
        """Say whether a key and a model are set; the service itself is not asked."""
        return priced(self._settings.info(), each(PriceUnit.CLIP, self._settings.usd_per_clip))

    def estimate(self, request: VideoRequest) -> float:
        """Price of a clip, USD."""
        del request
        return self._settings.usd_per_clip

    async def render(self, request: VideoRequest, context: AgentContext) -> RenderedShot:
        """See ``ShotRenderer.render``."""
        image = await _small(request.picture.picture, context)
        references = await self._references(request, context)
        context.progress(0.05, f"asking {self._settings.model}")
        clip, price = context.workdir / "clip.mp4", self._settings.usd_per_clip
        warnings = await self._fetched(request, image, references, clip, context)
        clip = await lasting(clip, request.duration, NAME, context)
        shot = await play(request, context, clip, self._encoder)
        return RenderedShot(shot.pieces, shot.files, (*warnings, *shot.warnings), price)

    async def _fetched(
        self, request: VideoRequest, image: bytes, references: list[bytes], clip: Path, context: AgentContext
    ) -> tuple[str, ...]:
        """Fetch the clip; a refused prompt is tried once without its words: the picture says what is seen."""
        limit, price = self._settings.max_file_bytes, self._settings.usd_per_clip
        subject = request.shot.prompt or request.shot.heading or request.shot.narration
        try:
            await self._predictions.fetch(self._inputs(request, subject, image, references), clip, limit, price)
        except ModelProviderException as error:
            if error.code is not ErrorCode.PROVIDER_REFUSED:
                raise
            pay_again(context.purse, NAME, price)
            await self._predictions.fetch(self._inputs(request, _CALM, image, references), clip, limit, price)
            return (f"shot {request.shot.index}: {NAME} refused the prompt and moved the picture without it",)
        return ()

    async def _references(self, request: VideoRequest, context: AgentContext) -> list[bytes]:
        """Return the pictures that the clip is kept to; one that is gone is done without: the shot's own says most."""
        found = []
        for reference in request.references[: self._settings.references] if self._settings.references_input else ():
            try:
                found.append(await _small(reference.picture, context))
            except StorageException as error:
                if error.retryable:
                    raise
                log.warning("reference.lost", subject=reference.subject, error=error.detail)
        return found

    def _inputs(self, request: VideoRequest, subject: str, image: bytes, references: list[bytes]) -> dict[str, Any]:
        shot = request.shot
        camera = shot.camera.value.replace("_", " ")
        inputs = self._settings.asked(
            f"{subject[:_MOST_CHARACTERS]}. Slow, calm camera: {camera}.", request.seed + shot.seed
        )
        inputs[self._settings.image_input] = data_address(image)
        if references:
            inputs[self._settings.references_input] = [data_address(each) for each in references]
        if self._settings.duration_input:
            inputs[self._settings.duration_input] = length_for(request.duration, self._settings.durations)
        return inputs

    async def close(self) -> None:
        """Close the connections that are kept for the next call."""
        await self._predictions.close()


async def _small(picture: ArtifactRef, context: AgentContext) -> bytes:
    path = await context.fetch(picture)
    return await context.in_process(small_jpeg, path)


def length_for(seconds: float, lengths: tuple[int, ...]) -> int:
    """Return the shortest length, in s, that a shot needs: of those that the model makes, else any whole number."""
    return min((length for length in lengths if length >= seconds), default=max(lengths, default=math.ceil(seconds)))


def create(settings: VideoSettings) -> ReplicateRenderer:
    """Entry point of ``videoagent.video``."""
    return ReplicateRenderer(settings.video.replicate, encoder_here(settings.encoding).encoder)
