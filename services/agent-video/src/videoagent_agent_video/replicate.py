"""Moving pictures of Replicate: a hosted image-to-video model brings the shot's picture to life."""

import asyncio
import base64
from contextlib import suppress
from pathlib import Path
from typing import Any

import cv2
from pydantic import BaseModel, ConfigDict

from videoagent_agent_video.builtin import encoder_here, play
from videoagent_agent_video.clips import lasting
from videoagent_agent_video.ports import RenderedShot
from videoagent_agent_video.settings import ReplicateSettings, VideoSettings
from videoagent_contracts.errors import ErrorCode, ModelProviderException, VideoProcessingException
from videoagent_contracts.film import VideoRequest
from videoagent_contracts.steps import ProviderInfo
from videoagent_media.encoders import X264, Encoder
from videoagent_models.failures import failure
from videoagent_models.limits import CallLimits
from videoagent_models.rest import RestApi
from videoagent_runtime.agent import AgentContext

NAME = "replicate"
_POLL_S = 2.0
_CANCEL_S = 1.0
_MOST_CHARACTERS = 1000
_LONGEST_SIDE = 1280
_MOST_DATA_BYTES = 250_000
"""Of a picture sent within the request; the service wants larger ones elsewhere."""
_QUALITIES = (90, 80, 65, 50, 35)
_REFUSALS = ("nsfw", "flagged", "sensitive", "safety", "moderation")


class _Prediction(BaseModel):
    model_config = ConfigDict(extra="ignore")
    id: str
    status: str
    output: str | list[str] | None = None
    error: Any = None

    @property
    def over(self) -> bool:
        return self.status in ("succeeded", "failed", "canceled", "aborted")


class ReplicateRenderer:
    """Has the picture moved by a model, and lays captions over it as the built-in renderer does."""

    name = NAME

    def __init__(self, settings: ReplicateSettings, encoder: Encoder = X264) -> None:
        self._encoder = encoder
        self._settings = settings
        key = settings.api_key.get_secret_value() if settings.api_key else ""
        self._api = RestApi(NAME, settings.base_url, {"Authorization": f"Bearer {key}"})

    @property
    def limits(self) -> CallLimits:
        """Around one shot, its encoding included."""
        return self._settings

    def check(self) -> ProviderInfo:
        """Say whether a key and a model are set; the service itself is not asked."""
        missing = [name for name in ("api_key", "model") if not getattr(self._settings, name)]
        reason = f"without {' and '.join(missing)}" if missing else f"model {self._settings.model}"
        return ProviderInfo(name=NAME, available=not missing, reason=reason, needs_key=True)

    def estimate(self, request: VideoRequest) -> float:
        """Price of a clip, USD."""
        del request
        return self._settings.usd_per_clip

    async def render(self, request: VideoRequest, context: AgentContext) -> RenderedShot:
        """See ``ShotRenderer.render``."""
        picture = await context.fetch(request.picture.picture)
        image = await context.in_process(small_jpeg, picture)
        context.progress(0.05, f"asking {self._settings.model}")
        made = await self._finished(self._inputs(request, image))
        clip = context.workdir / "clip.mp4"
        await self._api.download(self._address(made), clip, self._settings.max_file_bytes)
        clip = await lasting(clip, request.duration, NAME, context)
        shot = await play(request, context, clip, self._encoder)
        return RenderedShot(shot.pieces, shot.files, shot.warnings, self._settings.usd_per_clip)

    def _inputs(self, request: VideoRequest, image: bytes) -> dict[str, Any]:
        shot = request.shot
        subject = shot.prompt or shot.heading or shot.narration
        camera = shot.camera.value.replace("_", " ")
        inputs = {
            **self._settings.inputs,
            self._settings.image_input: f"data:image/jpeg;base64,{base64.b64encode(image).decode()}",
            self._settings.prompt_input: f"{subject[:_MOST_CHARACTERS]}. Slow, calm camera: {camera}.",
        }
        if self._settings.seed_input:
            inputs[self._settings.seed_input] = (request.seed + shot.seed) % 2**31
        return inputs

    async def _finished(self, inputs: dict[str, Any]) -> _Prediction:
        """Start a prediction and wait for its end; when the wait ends early, it is cancelled, since it costs."""
        model = self._settings.model or ""
        owner, _, version = model.partition(":")
        path = "/v1/predictions" if version else f"/v1/models/{owner}/predictions"
        body: dict[str, Any] = {"version": version, "input": inputs} if version else {"input": inputs}
        made = await self._api.ask("POST", path, _Prediction, json=body)
        try:
            while not made.over:
                await asyncio.sleep(_POLL_S)
                made = await self._api.ask("GET", f"/v1/predictions/{made.id}", _Prediction)
        finally:
            if not made.over:
                await self._cancel(made.id)
        return made

    async def _cancel(self, prediction: str) -> None:
        with suppress(ModelProviderException, TimeoutError):
            async with asyncio.timeout(_CANCEL_S):
                await self._api.receive("POST", f"/v1/predictions/{prediction}/cancel", 1_000_000)

    def _address(self, made: _Prediction) -> str:
        if made.status == "succeeded":
            output = made.output[0] if isinstance(made.output, list) and made.output else made.output
            if isinstance(output, str):
                return output
            raise failure(NAME, "the model made no clip", ErrorCode.PROVIDER_INVALID_OUTPUT, retryable=True)
        if any(word in str(made.error).lower() for word in _REFUSALS):
            raise failure(NAME, "the model refused this picture", ErrorCode.PROVIDER_REFUSED, retryable=False)
        raise failure(NAME, f"the model ended as {made.status}", ErrorCode.PROVIDER_UNAVAILABLE, retryable=True)

    async def close(self) -> None:
        """Close the connections that are kept for the next call."""
        await self._api.close()


def small_jpeg(path: Path) -> bytes:
    """Return the picture as JPEG, small enough to be sent within a request; runs in a worker process.

    Raises:
        VideoProcessingException: ``media_invalid`` when it is no picture.
    """
    image = cv2.imread(str(path), cv2.IMREAD_COLOR)
    if image is None:
        raise VideoProcessingException(
            "the shot's picture cannot be read", code=ErrorCode.MEDIA_INVALID, retryable=False
        )
    shrink = min(1.0, _LONGEST_SIDE / max(image.shape[:2]))
    if shrink < 1:
        image = cv2.resize(image, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
    data = b""
    for quality in _QUALITIES:
        data = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, quality])[1].tobytes()
        if len(data) <= _MOST_DATA_BYTES:
            break
    return data


def create(settings: VideoSettings) -> ReplicateRenderer:
    """Entry point of ``videoagent.video``."""
    return ReplicateRenderer(settings.video.replicate, encoder_here(settings.encoding).encoder)
