"""Pictures of a ComfyUI server, made by the operator's own workflow file."""

import asyncio
import hashlib
import json
import math
from contextlib import suppress
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from videoagent_agent_image.found import conform
from videoagent_agent_image.ports import Drawn
from videoagent_agent_image.prompts import picture_prompt
from videoagent_agent_image.references import small_pictures
from videoagent_agent_image.settings import ComfyUiSettings, ImageSettings
from videoagent_contracts.errors import ErrorCode, ModelProviderException
from videoagent_contracts.film import ImageRequest
from videoagent_contracts.steps import ProviderInfo
from videoagent_models.failures import failure
from videoagent_models.limits import CallLimits
from videoagent_models.polling import polled
from videoagent_models.rest import RestApi
from videoagent_runtime.agent import AgentContext

NAME = "comfyui"
_POLL_S = 1.0
_CANCEL_S = 2.0
_MOST_QUEUE_BYTES = 50_000_000
_PLACES = ("reference", "reference_2")
_SIDE_STEP = 64
"""Sides are multiples of this, which every image model takes."""

Workflow = dict[str, Any]


class _Queued(BaseModel):
    model_config = ConfigDict(extra="ignore")
    prompt_id: str


class _Uploaded(BaseModel):
    model_config = ConfigDict(extra="ignore")
    name: str
    subfolder: str = ""

    @property
    def path(self) -> str:
        """What a node that loads pictures calls it."""
        return f"{self.subfolder}/{self.name}" if self.subfolder else self.name


class _Queue(BaseModel):
    model_config = ConfigDict(extra="ignore")
    queue_running: list[list[Any]] = []
    """Each with its number, its id and its workflow."""


class _File(BaseModel):
    model_config = ConfigDict(extra="ignore")
    filename: str
    subfolder: str = ""
    type: str = "output"


class _Node(BaseModel):
    model_config = ConfigDict(extra="ignore")
    images: list[_File] = []


class _Status(BaseModel):
    model_config = ConfigDict(extra="ignore")
    status_str: str = ""
    completed: bool = False
    messages: list[Any] = []

    @property
    def error(self) -> str:
        """What stopped the workflow, as the server says; empty when it does not."""
        for message in self.messages:
            match message:
                case ["execution_error", {"node_type": str(node), "exception_message": str(told)}]:
                    return f"{node}: {told}"
        return ""


class _Entry(BaseModel):
    model_config = ConfigDict(extra="ignore")
    status: _Status = _Status()
    outputs: dict[str, _Node] = {}

    @property
    def picture(self) -> _File | None:
        """What was saved, rather than a preview."""
        files = [file for node in self.outputs.values() for file in node.images]
        return next((file for file in files if file.type == "output"), files[0] if files else None)


class _Mistake(BaseModel):
    model_config = ConfigDict(extra="ignore")
    message: str = ""
    details: str = ""


class _Faulty(BaseModel):
    model_config = ConfigDict(extra="ignore")
    class_type: str = ""
    errors: list[_Mistake] = []


class _TurnedDown(BaseModel):
    """What ComfyUI answers to a workflow that it cannot run."""

    model_config = ConfigDict(extra="ignore")
    error: _Mistake = _Mistake()
    node_errors: dict[str, _Faulty] = {}


class _History(BaseModel):
    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, _Entry]

    def of(self, prompt_id: str) -> _Entry | None:
        return self.__pydantic_extra__.get(prompt_id)


class ComfyUiImages:
    """Queues the workflow with the shot's words, size and seed in it, and fetches the picture that it saves."""

    name = NAME

    def __init__(self, settings: ComfyUiSettings) -> None:
        self._settings = settings
        self._api = RestApi(NAME, settings.base_url or "http://none", mistakes=mistake_in)

    @property
    def limits(self) -> CallLimits:
        """Around one picture, the server's queue included."""
        return self._settings

    def check(self) -> ProviderInfo:
        """Say whether an address and a workflow that can be used are set; the server itself is not asked."""
        missing = [name for name in ("base_url", "workflow") if not getattr(self._settings, name)]
        reason = f"without {' and '.join(missing)}" if missing else self._problem()
        return ProviderInfo(
            name=NAME, available=not reason, reason=reason or "draws by the operator's own workflow", needs_key=False
        )

    def _problem(self) -> str:
        other = self._settings.reference_workflow
        problem = _problem_of(self._settings.workflow)
        return problem or (_problem_of(other, ("prompt", "reference")) if other is not None else "")

    async def references(self) -> int:
        """See ``TakesReferences.references``: as many as its workflow for them has places for."""
        path = self._settings.reference_workflow
        if path is None:
            return 0
        try:
            text = await asyncio.to_thread(path.read_text, encoding="utf-8")
        except (OSError, ValueError):  # removed since the start
            return 0
        return sum(f"{{{place}}}" in text for place in _PLACES)

    async def draw(self, request: ImageRequest, context: AgentContext) -> Drawn:
        """See ``ImageModel.draw``."""
        context.progress(0.1, f"asking {NAME}")
        width, height = model_size((request.width, request.height), self._settings.pixels)
        pictures = await small_pictures(request, context)
        path = self._settings.reference_workflow if pictures else self._settings.workflow
        workflow = await asyncio.to_thread(_read, path or Path())
        values: dict[str, Any] = {
            "prompt": picture_prompt(request),
            "negative": self._settings.negative,
            "width": width,
            "height": height,
            "seed": (request.seed * 1_000_003 + request.shot.seed * 7919 + request.shot.index) % 2**31,
        }
        values |= await self._uploaded(pictures)
        made = await self._finished(filled(workflow, values))
        source, target = context.workdir / "comfyui.answer", context.workdir / "comfyui.jpg"
        data = await self._api.receive("GET", "/view", self._settings.max_file_bytes, params=made.model_dump())
        await asyncio.to_thread(source.write_bytes, data)
        await context.in_process(conform, source, target, (request.width, request.height), NAME)
        return Drawn(target, None, request.shot.prompt or request.shot.heading or request.topic)

    async def _uploaded(self, pictures: list[bytes]) -> dict[str, Any]:
        """Put the references where the server loads pictures from; the first stands in for a second that is not there.

        Files are named by their content, so that a film's reference is there once.
        """
        names = []
        for data in pictures:
            file = f"videoagent-{hashlib.sha256(data).hexdigest()[:24]}.jpg"
            sent: dict[str, Any] = {"files": {"image": (file, data, "image/jpeg")}, "data": {"overwrite": "true"}}
            names.append((await self._api.ask("POST", "/upload/image", _Uploaded, **sent)).path)
        return dict(zip(_PLACES, (names + names[:1])[: len(_PLACES)], strict=False))

    async def _finished(self, workflow: Workflow) -> _File:
        prompt_id = (await self._api.ask("POST", "/prompt", _Queued, json={"prompt": workflow})).prompt_id

        async def look() -> _Entry | None:
            entry = (await self._api.ask("GET", f"/history/{prompt_id}", _History)).of(prompt_id)
            over = entry is not None and (entry.status.completed or entry.status.status_str == "error")
            return entry if over else None

        try:
            entry = await polled(look, _POLL_S)
        except BaseException:
            await self._cancel(prompt_id)
            raise
        return self._saved(entry)

    def _saved(self, entry: _Entry) -> _File:
        if entry.status.status_str == "error":
            said = self._api.told(entry.status.error)
            detail = f"the workflow ended with an error{f': {said}' if said else ''}"
            raise failure(NAME, detail, ErrorCode.PROVIDER_UNAVAILABLE, retryable=True)
        if entry.picture is None:
            raise failure(NAME, "the workflow saved no picture", ErrorCode.PROVIDER_INVALID_OUTPUT, retryable=False)
        return entry.picture

    async def _cancel(self, prompt_id: str) -> None:
        """Take ours out of the queue; stop what runs only if it is ours: older servers stop whatever they work at."""
        with suppress(ModelProviderException, TimeoutError):
            async with asyncio.timeout(_CANCEL_S):
                await self._api.receive("POST", "/queue", 1_000_000, json={"delete": [prompt_id]})
                queue = await self._api.ask("GET", "/queue", _Queue, _MOST_QUEUE_BYTES)
                if any(prompt_id in entry for entry in queue.queue_running):
                    await self._api.receive("POST", "/interrupt", 1_000_000, json={"prompt_id": prompt_id})

    async def close(self) -> None:
        """Close the connections that are kept for the next call."""
        await self._api.close()


def filled(workflow: Any, values: dict[str, Any]) -> Any:
    """Fill a workflow in: ``"{width}"`` alone becomes a number, within a text it is text."""
    if isinstance(workflow, dict):
        return {name: filled(node, values) for name, node in workflow.items()}
    if isinstance(workflow, list):
        return [filled(node, values) for node in workflow]
    if not isinstance(workflow, str):
        return workflow
    for name, value in values.items():
        if workflow == f"{{{name}}}":
            return value
    for name, value in values.items():
        if name != "prompt":
            workflow = workflow.replace(f"{{{name}}}", str(value))
    return workflow.replace("{prompt}", str(values["prompt"]))  # last: what a user wrote is no placeholder


def model_size(frame: tuple[int, int], pixels: int) -> tuple[int, int]:
    """Return a size of the film's shape and about so many pixels, in steps that models take."""
    scale = math.sqrt(pixels / (frame[0] * frame[1]))
    width, height = (max(1, round(side * scale / _SIDE_STEP)) * _SIDE_STEP for side in frame)
    return width, height


def mistake_in(answer: bytes) -> str:
    """Say what the server finds wrong with a workflow: which node, and why; empty when it does not tell."""
    try:
        turned_down = _TurnedDown.model_validate_json(answer)
    except ValidationError:
        return ""
    nodes = [
        f"node {name} ({node.class_type}): {', '.join(filter(None, (error.message, error.details)))}"
        for name, node in turned_down.node_errors.items()
        for error in node.errors[:1]
    ]
    return "; ".join(nodes) or turned_down.error.message


def _read(path: Path) -> Workflow:
    workflow: Workflow = json.loads(path.read_text(encoding="utf-8"))
    return workflow


def _problem_of(path: Path | None, places: tuple[str, ...] = ("prompt",)) -> str:
    """Say what is wrong with a workflow file; empty when nothing is."""
    try:
        workflow = _read(path or Path())
    except (OSError, ValueError):
        return "the workflow file cannot be read"
    nodes = workflow.values() if isinstance(workflow, dict) else ()
    if not nodes or not all(isinstance(node, dict) and "class_type" in node for node in nodes):
        return "the workflow file is not in ComfyUI's API format"
    text = json.dumps(workflow)
    missing = next((place for place in places if f"{{{place}}}" not in text), None)
    return "" if missing is None else f"the workflow file has no {{{missing}}} in it"


def create(settings: ImageSettings) -> ComfyUiImages:
    """Entry point of ``videoagent.image``."""
    return ComfyUiImages(settings.image.comfyui)
