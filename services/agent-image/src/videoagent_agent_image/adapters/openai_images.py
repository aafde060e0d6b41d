"""Pictures of any server that speaks the OpenAI-compatible protocol."""

import asyncio
import base64
import re
from contextlib import AbstractAsyncContextManager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from videoagent_agent_image.found import conform
from videoagent_agent_image.ports import Drawn
from videoagent_agent_image.prompts import asked_politely
from videoagent_agent_image.references import small_pictures
from videoagent_agent_image.settings import ImageSettings, OpenAiImageSettings
from videoagent_contracts.errors import ErrorCode, ModelProviderException
from videoagent_contracts.film import ImageRequest
from videoagent_contracts.steps import PriceUnit, ProviderInfo
from videoagent_models.failures import failure, translate
from videoagent_models.limits import CallLimits
from videoagent_models.openai_server import NAME, OpenAiServer, refused
from videoagent_models.prices import each, priced
from videoagent_models.rest import RestApi
from videoagent_runtime.agent import AgentContext

if TYPE_CHECKING:
    from openai import AsyncOpenAI, BadRequestError

_MANY = 2
"""References that a model is shown unless it is set otherwise: the subject's and the style's."""
_NO_SUCH_CALL = frozenset({404, 405, 501})
_SIZE = re.compile(r"\b(?:sizes?|resolutions?|dimensions?|width|height|\d{3,4}x\d{3,4})\b", re.IGNORECASE)


class _Made(BaseModel):
    model_config = ConfigDict(extra="ignore")
    b64_json: str | None = None
    url: str | None = None


class _Answer(BaseModel):
    model_config = ConfigDict(extra="ignore")
    data: list[_Made] = Field(min_length=1)


class OpenAiImages:
    """Asks for one picture per shot; a refused prompt is tried once in a toned-down form."""

    name = NAME

    def __init__(self, settings: OpenAiImageSettings) -> None:
        self._settings = settings
        self._server = OpenAiServer(settings)
        self._sized = True
        self._edits = True

    @property
    def limits(self) -> CallLimits:
        """Around one picture, download and a second try in other words included."""
        return self._settings

    def check(self) -> ProviderInfo:
        """Say whether an address and a model's name are set; the server itself is not asked."""
        settings = self._settings
        return priced(
            settings.info("picture"),
            each(PriceUnit.PICTURE, settings.usd_per_image),
            each(PriceUnit.REFERENCE, settings.usd_per_reference),
        )

    def estimate(self, request: ImageRequest) -> float:
        """Price of a picture, USD; a refused prompt is not charged."""
        return self._settings.usd_per_image + self._settings.usd_per_reference * len(request.references)

    async def references(self) -> int:
        """See ``TakesReferences.references``. A server without ``images/edits`` takes none once it has said so."""
        if not self._edits:
            return 0
        known = _MANY if "gpt-image" in (self._settings.model or "").lower() else 0
        return known if self._settings.references is None else self._settings.references

    async def draw(self, request: ImageRequest, context: AgentContext) -> Drawn:
        """See ``ImageModel.draw``."""
        context.progress(0.1, f"asking {self._settings.model}")
        pictures, by_words = await small_pictures(request, context), ""
        try:
            made, warnings = await asked_politely(lambda prompt: self._ask(prompt, request, pictures), request, NAME)
        except _NoEditsError:
            self._edits, by_words = False, "the server takes no pictures"
            request = request.model_copy(update={"references": ()})
            made, warnings = await asked_politely(lambda prompt: self._ask(prompt, request, []), request, NAME)
        source, target = context.workdir / "answer", context.workdir / "picture.jpg"
        price = self.estimate(request)
        try:
            await self._save(made, source)
        except ModelProviderException as error:
            error.spent_usd = price
            raise
        await context.in_process(conform, source, target, (request.width, request.height), NAME)
        alt = request.shot.prompt or request.shot.heading or request.topic
        return Drawn(target, None, alt, warnings, price, by_words=by_words)

    async def _ask(self, prompt: str, request: ImageRequest, pictures: list[bytes]) -> _Made:
        import openai  # noqa: PLC0415 - only where it is used, see OpenAiServer

        try:
            raw = await self._post(prompt, request, pictures)
        except openai.APIStatusError as error:
            if pictures and error.status_code in _NO_SUCH_CALL:
                raise _NoEditsError from error
            if refused(error):
                raise failure(
                    NAME, "the picture model refused it", ErrorCode.PROVIDER_REFUSED, retryable=False
                ) from error
            raise translate(error, NAME) from error
        try:
            made = _Answer.model_validate_json(raw).data[0]
        except ValidationError as error:
            raise _invalid("the server's answer holds no picture") from error
        if not made.b64_json and not made.url:
            raise _invalid("the server's answer holds no picture")
        return made

    async def _post(self, prompt: str, request: ImageRequest, pictures: list[bytes]) -> bytes:
        import openai  # noqa: PLC0415 - see _ask

        sized = self._sized
        while True:
            body: dict[str, Any] = {"model": self._settings.model, "prompt": prompt, "n": 1}
            if sized:
                body["size"] = nearest_size(self._settings.sizes, request.width, request.height)
            if self._settings.quality:
                body["quality"] = self._settings.quality
            try:
                raw = await self._server.receive(partial(_call, body, pictures), self._settings.max_answer_bytes)
            except openai.BadRequestError as error:
                if not sized or not _is_about_size(error):
                    raise
                sized = False
            else:
                self._sized = sized  # a server with one size only is not asked for another again
                return raw

    async def _save(self, made: _Made, target: Path) -> None:
        if made.b64_json:
            try:
                data = base64.b64decode(made.b64_json, validate=True)
            except ValueError as error:
                raise _invalid("the server's answer holds no picture") from error
            await asyncio.to_thread(target.write_bytes, data)
            return
        api = RestApi(NAME, self._settings.base_url or "")
        try:
            await api.download(made.url or "", target, self._settings.max_answer_bytes)
        finally:
            await api.close()

    async def close(self) -> None:
        """Close the connections that are kept for the next call."""
        await self._server.close()


class _NoEditsError(Exception):
    """The server does not know the call that takes pictures."""


def _call(body: dict[str, Any], pictures: list[bytes], client: "AsyncOpenAI") -> AbstractAsyncContextManager[Any]:
    calls = client.images.with_streaming_response
    if not pictures:
        return calls.generate(**body)
    files = [(f"reference-{number}.jpg", data, "image/jpeg") for number, data in enumerate(pictures, 1)]
    return calls.edit(image=files, **body)


def nearest_size(sizes: tuple[str, ...], width: int, height: int) -> str:
    """Return the size (``1536x1024``) whose shape is nearest to the film's, of these the largest."""

    def misfit(size: str) -> tuple[float, int]:
        wide, high = map(int, size.split("x"))
        ratio = (wide / high) / (width / height)
        return max(ratio, 1 / ratio), -wide * high

    return min(sizes, key=misfit)


def _is_about_size(error: "BadRequestError") -> bool:
    """Whether the size was at fault: compatible servers say so in words only, without naming the parameter."""
    if error.param is not None:
        return "size" in str(error.param)
    return _SIZE.search(error.message) is not None


def _invalid(detail: str) -> ModelProviderException:
    return failure(NAME, detail, ErrorCode.PROVIDER_INVALID_OUTPUT, retryable=True)


def create(settings: ImageSettings) -> OpenAiImages:
    """Entry point of ``videoagent.image``."""
    return OpenAiImages(settings.image.openai)
