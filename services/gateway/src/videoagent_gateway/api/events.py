"""A task's history, and the same as a stream that goes on."""

import asyncio
import re
from collections.abc import AsyncIterator
from functools import partial

import pydantic_core
from fastapi import APIRouter, Request, Response
from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from videoagent_contracts.api import TaskEvent, TaskEventsResponse
from videoagent_contracts.errors import TaskValidationException
from videoagent_gateway.api.access import TheCaller, TheContext
from videoagent_gateway.api.answers import answer
from videoagent_gateway.context import Context
from videoagent_gateway.domain.caller import Caller
from videoagent_gateway.live.listener import Listener, listener_for
from videoagent_gateway.live.outbox import Outbox, Overflowed
from videoagent_gateway.metrics import SLOW_READERS, SOCKETS

router = APIRouter(prefix="/tasks/{task_id}", tags=["events"])
EVENT_STREAM = "text/event-stream"
_KEEP_ALIVE_S = 15.0


@router.get(
    "/events",
    response_model=TaskEventsResponse,
    responses={200: {"content": {EVENT_STREAM: {"schema": {"type": "string"}}}, "description": "History, or a stream"}},
)
async def get_events(task_id: str, request: Request, context: TheContext, caller: TheCaller) -> Response:
    """Tell a task's history in order; with `Accept: text/event-stream` as a stream that goes on until the task ends.

    `Last-Event-ID` resumes a stream after that `seq`.
    """
    if EVENT_STREAM in request.headers.get("accept", ""):
        if hasattr(request.state, "head"):
            await context.reading.row(task_id, caller)
            return Response(media_type=EVENT_STREAM)
        return await _stream(task_id, context, caller, _last_seen(request))
    events = await context.following.history(task_id, caller)
    items = [TaskEvent(seq=e.seq, type=e.type.value, timestamp=e.timestamp, data=e.data) for e in events]
    return answer(TaskEventsResponse(task_id=task_id, items=items))


async def _stream(task_id: str, context: Context, caller: Caller, after_seq: int) -> Response:
    row = await context.reading.row(task_id, caller)
    if row.status.is_terminal and after_seq >= row.status_seq:
        return Response(status_code=204)  # tells EventSource to stop asking: nothing will come
    context.hub.check_room(caller.key_id)
    listener = listener_for(caller, context.settings.outbox_limit, closes_at_end=True)
    context.hub.add(listener)
    try:
        await context.following.follow(listener, task_id, caller, after_seq=after_seq)
    except BaseException:
        context.hub.remove(listener)
        raise
    return _Stream(context, listener)


class _Stream(StreamingResponse):
    """Lets its listener go however it ends, also when the client has left before the first line."""

    def __init__(self, context: Context, listener: Listener) -> None:
        super().__init__(_lines(listener), media_type=EVENT_STREAM)
        self._let_go = partial(context.hub.remove, listener)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._let_go()


async def _lines(listener: Listener) -> AsyncIterator[str]:
    SOCKETS.labels("sse").inc()
    try:
        yield "retry: 2000\n\n"
        async for text in _with_pauses(listener.outbox):
            yield ": still here\n\n" if text is None else _line(text)
    except Overflowed:
        SLOW_READERS.inc()
    finally:
        SOCKETS.labels("sse").dec()


async def _with_pauses(outbox: Outbox) -> AsyncIterator[str | None]:
    """Yield messages, and None whenever none came for a while."""
    messages = outbox.messages()
    coming: asyncio.Task[str | None] | None = None
    try:
        while True:
            coming = coming or asyncio.create_task(_next(messages))
            done, _ = await asyncio.wait({coming}, timeout=_KEEP_ALIVE_S)
            if not done:
                yield None
                continue
            text, coming = coming.result(), None
            if text is None:
                return
            yield text
    finally:
        if coming is not None:
            coming.cancel()


async def _next(messages: AsyncIterator[str]) -> str | None:
    return await anext(messages, None)


def _line(text: str) -> str:
    message = pydantic_core.from_json(text)
    return f"id: {message['seq']}\nevent: {message['type']}\ndata: {text}\n\n"


def _last_seen(request: Request) -> int:
    value = request.headers.get("last-event-id", "").strip() or "0"
    if re.fullmatch(r"\d{1,9}", value):
        return int(value)
    message = "must be the seq of an event"
    raise TaskValidationException(message, errors=[{"field": "Last-Event-ID", "message": message}])
