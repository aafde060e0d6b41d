"""Asynchronous client of the public API."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar
from urllib.parse import quote, urlencode

import httpx
import websockets
from pydantic import BaseModel, ValidationError

from videoagent_client.admin import Admin
from videoagent_client.errors import ApiError, GatewayUnreachableError
from videoagent_contracts.api import (
    DeliveryListResponse,
    DeliveryResponse,
    ErrorResponse,
    ProgressUpdate,
    StepRunRequest,
    Storyboard,
    TaskCreateResponse,
    TaskDetailResponse,
    TaskEventsResponse,
    TaskListResponse,
    TaskResponse,
    ThumbnailResponse,
    VideoDownloadResponse,
    WebSocketMessage,
    WebSocketMessageType,
)
from videoagent_contracts.media import MediaCreateRequest, MediaResponse

ModelT = TypeVar("ModelT", bound=BaseModel)
ENDS = frozenset(
    {
        WebSocketMessageType.TASK_COMPLETED,
        WebSocketMessageType.TASK_FAILED,
        WebSocketMessageType.TASK_CANCELLED,
    }
)
_STORE_TIMEOUT_S = 60
"""For one silence of the object store, in seconds; a film or an upload may take longer as a whole."""
_RECONNECT_DELAY_S = (0.2, 0.5, 1.0, 2.0, 4.0)


class VideoAgent:
    """A gateway, as an async context manager.

    Args:
        gateway: Its address, e.g. ``http://127.0.0.1:8000``.
        api_key: Sent as a bearer token when given.
        timeout_s: For one REST call, in seconds.
    """

    def __init__(self, gateway: str, *, api_key: str | None = None, timeout_s: float = 30.0) -> None:
        self.gateway = gateway.rstrip("/")
        self._headers = {} if api_key is None else {"Authorization": f"Bearer {api_key}"}
        self._http = httpx.AsyncClient(base_url=f"{self.gateway}/api/v1", headers=self._headers, timeout=timeout_s)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._http.aclose()

    async def create(
        self,
        topic: str,
        *,
        style: str | None = None,
        priority: str = "normal",
        options: Mapping[str, Any] | None = None,
        metadata: Mapping[str, str] | None = None,
        webhook_url: str | None = None,
        idempotency_key: str | None = None,
    ) -> TaskCreateResponse:
        """Start a film. With an ``idempotency_key`` the call may be repeated without starting a second one."""
        body = {
            "topic": topic,
            "style": style,
            "priority": priority,
            "options": dict(options or {}),
            "metadata": dict(metadata or {}),
            "webhook_url": webhook_url,
        }
        headers = {} if idempotency_key is None else {"Idempotency-Key": idempotency_key}
        sent = {name: value for name, value in body.items() if value is not None}
        return await self._call(TaskCreateResponse, "POST", "/tasks", json=sent, headers=headers)

    async def list(self, **query: str | int) -> TaskListResponse:
        """List tasks; ``query`` as in ``GET /tasks``."""
        return await self._call(TaskListResponse, "GET", "/tasks", params=query)

    async def get(self, task_id: str) -> TaskDetailResponse:
        return await self._call(TaskDetailResponse, "GET", f"/tasks/{task_id}")

    async def status(self, task_id: str) -> ProgressUpdate:
        return await self._call(ProgressUpdate, "GET", f"/tasks/{task_id}/status")

    async def cancel(self, task_id: str) -> TaskResponse:
        return await self._call(TaskResponse, "POST", f"/tasks/{task_id}/cancel")

    async def retry(self, task_id: str, from_step: str | None = None) -> TaskResponse:
        body = {} if from_step is None else {"from_step": from_step}
        return await self._call(TaskResponse, "POST", f"/tasks/{task_id}/retry", json=body)

    async def approve(self, task_id: str) -> TaskResponse:
        return await self._call(TaskResponse, "POST", f"/tasks/{task_id}/approve")

    async def delete(self, task_id: str) -> None:
        await self._send("DELETE", f"/tasks/{task_id}")

    async def video(self, task_id: str) -> VideoDownloadResponse:
        return await self._call(VideoDownloadResponse, "GET", f"/tasks/{task_id}/video")

    async def thumbnail(self, task_id: str) -> ThumbnailResponse:
        return await self._call(ThumbnailResponse, "GET", f"/tasks/{task_id}/thumbnail")

    async def storyboard(self, task_id: str) -> Storyboard:
        return await self._call(Storyboard, "GET", f"/tasks/{task_id}/storyboard")

    async def put_storyboard(self, task_id: str, storyboard: Storyboard | Mapping[str, Any]) -> Storyboard:
        """Replace the storyboard of a task in review, or of one that is over: then what changed is made again."""
        body = storyboard.model_dump(mode="json") if isinstance(storyboard, Storyboard) else dict(storyboard)
        return await self._call(Storyboard, "PUT", f"/tasks/{task_id}/storyboard", json=body)

    async def run_step(self, task_id: str, step_id: str, overrides: StepRunRequest | None = None) -> TaskResponse:
        """Make one step of a task that is over again, and what depends on it."""
        body = {} if overrides is None else overrides.model_dump(mode="json", exclude_none=True)
        return await self._call(TaskResponse, "POST", f"/tasks/{task_id}/steps/{quote(step_id)}/run", json=body)

    async def deliveries(self, task_id: str) -> DeliveryListResponse:
        return await self._call(DeliveryListResponse, "GET", f"/tasks/{task_id}/deliveries")

    async def redeliver(self, delivery_id: str) -> DeliveryResponse:
        """Have a webhook tried again now."""
        return await self._call(DeliveryResponse, "POST", f"/deliveries/{quote(delivery_id, safe='')}/redeliver")

    @property
    def admin(self) -> Admin:
        """What needs a key of scope ``admin``."""
        return Admin(self._call, self._send)

    async def events(self, task_id: str) -> TaskEventsResponse:
        return await self._call(TaskEventsResponse, "GET", f"/tasks/{task_id}/events")

    async def download(self, task_id: str, path: Path) -> Path:
        """Write the finished film to ``path`` (replaced only once it is whole) and return it."""
        film = await self.video(task_id)
        partial = path.with_name(path.name + ".part")
        async with httpx.AsyncClient(timeout=_STORE_TIMEOUT_S) as plain, plain.stream("GET", film.url) as answer:
            answer.raise_for_status()
            with partial.open("wb") as file:
                async for block in answer.aiter_bytes():
                    file.write(block)
        return partial.replace(path)

    async def upload(self, path: Path) -> MediaResponse:
        """Send a picture, clip or sound of one's own, and return what the gateway found it to be.

        Options name it by its ``reference`` (``media:…``). Where ``state`` is ``refused``, ``detail`` tells why.
        """
        wanted = MediaCreateRequest(size=path.stat().st_size, filename=path.name).model_dump(mode="json")
        invited = await self._call(MediaResponse, "POST", "/media", json=wanted)
        form = invited.upload
        if form is None:
            raise ValueError(f"the gateway gave no form for {path.name}")
        async with httpx.AsyncClient(timeout=_STORE_TIMEOUT_S) as plain:
            with path.open("rb") as file:
                (await plain.post(form.url, data=form.fields, files={"file": file})).raise_for_status()
        return await self._call(MediaResponse, "GET", f"/media/{invited.media_id}")

    async def watch(self, task_id: str, after_seq: int | None = None) -> AsyncIterator[WebSocketMessage]:
        """Yield the task's messages in order until it ends; reconnects by itself without gap or repeat.

        Raises:
            ApiError: The task is unknown, or the key is not valid.
            GatewayUnreachableError: The gateway stayed away.
        """
        seen = after_seq
        failures = 0
        while True:
            try:
                async for message in self._messages(task_id, seen):
                    failures = 0
                    if message.type is WebSocketMessageType.ERROR and message.task_id == task_id:
                        await self.get(task_id)
                    if message.seq is not None:
                        seen = max(seen or 0, message.seq)
                    yield message
                    if message.type in ENDS:
                        return
            except (OSError, websockets.WebSocketException) as error:
                if failures == len(_RECONNECT_DELAY_S):
                    raise GatewayUnreachableError(f"no WebSocket at {self.gateway}: {error}") from error
            else:
                failures = min(failures, len(_RECONNECT_DELAY_S) - 1)
            await asyncio.sleep(_RECONNECT_DELAY_S[failures])
            failures += 1

    async def _messages(self, task_id: str, after_seq: int | None) -> AsyncIterator[WebSocketMessage]:
        address = f"{self.gateway.replace('http', 'ws', 1)}/ws/tasks/{task_id}"
        if after_seq is not None:
            address += "?" + urlencode({"after_seq": after_seq})
        async with websockets.connect(address, additional_headers=self._headers, max_size=2**22) as socket:
            async for raw in socket:
                message = WebSocketMessage.model_validate_json(raw)
                if message.type is WebSocketMessageType.PING:
                    await socket.send(json.dumps({"type": "pong"}))
                else:
                    yield message

    async def _call(self, model: type[ModelT], method: str, path: str, **arguments: Any) -> ModelT:
        answer = await self._request(method, path, **arguments)
        self._check(answer)
        return model.model_validate_json(answer.content)

    async def _send(self, method: str, path: str) -> None:
        self._check(await self._request(method, path))

    async def _request(self, method: str, path: str, **arguments: Any) -> httpx.Response:
        try:
            return await self._http.request(method, path, **arguments)
        except httpx.TransportError as error:
            raise GatewayUnreachableError(f"no gateway answers at {self.gateway} ({error})") from error

    @staticmethod
    def _check(answer: httpx.Response) -> None:
        if answer.is_success:
            return
        try:
            problem = ErrorResponse.model_validate_json(answer.content)
        except ValidationError:
            answer.raise_for_status()
            raise
        wait = answer.headers.get("Retry-After", "")
        raise ApiError(problem, float(wait) if wait.isdigit() else None)
