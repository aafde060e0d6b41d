"""Models hosted by Replicate: one prediction, from its start to the file that it made."""

import asyncio
import base64
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError

from videoagent_contracts.errors import ErrorCode, ModelProviderException
from videoagent_contracts.steps import ProviderInfo
from videoagent_models.failures import failure
from videoagent_models.limits import CallLimits
from videoagent_models.polling import polled
from videoagent_models.rest import RestApi

NAME = "replicate"
_POLL_S = 2.0
_CANCEL_S = 1.0
_REFUSALS = ("nsfw", "flagged", "sensitive", "safety", "moderation")


class ReplicateSettings(CallLimits):
    """A hosted model of Replicate. Without a key and a model there is none."""

    api_key: SecretStr | None = None
    model: str | None = Field(
        None, pattern=r"^[\w.-]+/[\w.-]+(:[0-9a-f]{64})?$", description="owner/name, or owner/name:version"
    )
    base_url: str = Field("https://api.replicate.com", description="of the service, without a path")
    prompt_input: str = Field("prompt", description="the model's name for the words")
    seed_input: str | None = Field("seed", description="the model's name for the seed; none: it takes none")
    inputs: dict[str, Any] = Field({}, description="further inputs, as JSON")

    def info(self) -> ProviderInfo:
        """Say whether a key and a model are set; the service itself is not asked."""
        missing = [name for name in ("api_key", "model") if not getattr(self, name)]
        reason = f"without {' and '.join(missing)}" if missing else f"model {self.model}"
        return ProviderInfo(name=NAME, available=not missing, reason=reason, needs_key=True)

    def asked(self, prompt: str, seed: int) -> dict[str, Any]:
        """Return the inputs that every model has, by the model's names for them."""
        inputs = {**self.inputs, self.prompt_input: prompt}
        if self.seed_input:
            inputs[self.seed_input] = seed % 2**31
        return inputs


class _Prediction(BaseModel):
    model_config = ConfigDict(extra="ignore")
    id: str
    status: str
    output: Any = None
    error: Any = None

    @property
    def over(self) -> bool:
        return self.status in ("succeeded", "failed", "canceled", "aborted")


class _Schema(BaseModel):
    model_config = ConfigDict(extra="ignore")
    openapi_schema: dict[str, Any] | None = None

    @property
    def inputs(self) -> Mapping[str, Any]:
        """The model's inputs as JSON Schema, by name."""
        found: Any = self.openapi_schema or {}
        for name in ("components", "schemas", "Input", "properties"):
            found = found.get(name) if isinstance(found, dict) else None
        return found if isinstance(found, dict) else {}


class _Model(BaseModel):
    model_config = ConfigDict(extra="ignore")
    latest_version: _Schema | None = None


class Predictions:
    """Runs the model that the settings name.

    Args:
        settings: Of the model.
        endings: Of the files that are wanted (``.mp4``), for models that make several of different kinds.
    """

    def __init__(self, settings: ReplicateSettings, endings: tuple[str, ...]) -> None:
        self._settings = settings
        self._endings = endings
        key = settings.api_key.get_secret_value() if settings.api_key else ""
        self._api = RestApi(NAME, settings.base_url, {"Authorization": f"Bearer {key}"}, mistakes=_mistake)

    async def fetch(self, inputs: dict[str, Any], target: Path, limit: int, price_usd: float) -> None:
        """Run the model once and fetch its file.

        Args:
            inputs: Of the model.
            target: Where to.
            limit: Longest file, in bytes.
            price_usd: Told as spent by whatever goes wrong once the model has begun.

        Raises:
            ModelProviderException: The service or the model failed or refused, or made nothing that can be fetched.
        """
        made = await self._started(inputs)
        try:
            made = await self._finished(made)
            await self._api.download(self._address(made), target, limit)
        except ModelProviderException as error:
            error.spent_usd = price_usd
            raise

    async def inputs(self) -> Mapping[str, Any]:
        """Ask the service which inputs the model has: JSON Schema by name.

        Raises:
            ModelProviderException: The service did not tell.
        """
        owner, _, version = (self._settings.model or "").partition(":")
        path = f"/v1/models/{owner}"
        if version:
            return (await self._api.ask("GET", f"{path}/versions/{version}", _Schema)).inputs
        told = await self._api.ask("GET", path, _Model)
        return told.latest_version.inputs if told.latest_version is not None else {}

    async def _started(self, inputs: dict[str, Any]) -> _Prediction:
        model = self._settings.model or ""
        owner, _, version = model.partition(":")
        path = "/v1/predictions" if version else f"/v1/models/{owner}/predictions"
        body: dict[str, Any] = {"version": version, "input": inputs} if version else {"input": inputs}
        return await self._api.ask("POST", path, _Prediction, json=body)

    async def _finished(self, made: _Prediction) -> _Prediction:
        """Wait for a prediction's end; one that nobody waits for any longer is cancelled, since it costs."""

        async def look() -> _Prediction | None:
            now = await self._api.ask("GET", f"/v1/predictions/{made.id}", _Prediction)
            return now if now.over else None

        if made.over:
            return made
        try:
            return await polled(look, _POLL_S)
        except BaseException:
            await self._cancel(made.id)
            raise

    async def _cancel(self, prediction: str) -> None:
        with suppress(ModelProviderException, TimeoutError):
            async with asyncio.timeout(_CANCEL_S):
                await self._api.receive("POST", f"/v1/predictions/{prediction}/cancel", 1_000_000)

    def _address(self, made: _Prediction) -> str:
        if made.status == "succeeded":
            address = file_in(made.output, self._endings)
            if address is not None:
                return address
            raise failure(NAME, "the model made no file", ErrorCode.PROVIDER_INVALID_OUTPUT, retryable=True)
        if any(word in str(made.error).lower() for word in _REFUSALS):
            raise failure(NAME, "the model refused this request", ErrorCode.PROVIDER_REFUSED, retryable=False)
        raise failure(NAME, f"the model ended as {made.status}", ErrorCode.PROVIDER_UNAVAILABLE, retryable=True)

    async def close(self) -> None:
        """Close the connections that are kept for the next call."""
        await self._api.close()


class _Problem(BaseModel):
    model_config = ConfigDict(extra="ignore")
    detail: str = ""


def _mistake(answer: bytes) -> str:
    """Say which of the model's inputs the service found wrong."""
    try:
        return _Problem.model_validate_json(answer).detail
    except ValidationError:
        return ""


def data_address(jpeg: bytes) -> str:
    """Return an address that is the picture itself."""
    return f"data:image/jpeg;base64,{base64.b64encode(jpeg).decode()}"


def file_in(output: Any, endings: tuple[str, ...]) -> str | None:
    """Return the first address in a model's output that ends as wanted, else the first at all; None: there is none.

    Models answer with an address, a list of them, or objects of any depth with addresses in them.
    """
    found = list(_addresses(output))
    return next(
        (address for address in found if urlsplit(address).path.lower().endswith(endings)), next(iter(found), None)
    )


def _addresses(output: Any) -> Iterator[str]:
    if isinstance(output, str) and output.startswith(("https://", "http://")):
        yield output
    elif isinstance(output, dict | list):
        for part in output.values() if isinstance(output, dict) else output:
            yield from _addresses(part)
