"""WebSockets: one task, or many over one connection."""

import asyncio
import re
from contextlib import suppress
from functools import partial

from fastapi import APIRouter, Depends, Response, WebSocket, WebSocketDisconnect
from pydantic import BaseModel

from videoagent_contracts.api import WebSocketMessageType as Type
from videoagent_contracts.envelope import Timestamp
from videoagent_contracts.errors import (
    AuthenticationException,
    AuthorizationException,
    ErrorCode,
    RateLimitException,
    StorageException,
    TaskNotFoundException,
    VideoAgentException,
)
from videoagent_gateway.api.access import TheContext, TheReader, caller_of, require
from videoagent_gateway.api.answers import answer
from videoagent_gateway.api.queries import check_query, query_errors
from videoagent_gateway.api.socket_protocol import short_way
from videoagent_gateway.api.talking import Talking
from videoagent_gateway.context import Context
from videoagent_gateway.domain.caller import Caller, Scope
from videoagent_gateway.live.listener import Listener, listener_for
from videoagent_gateway.live.messages import error_text, greeting_text, message_text
from videoagent_gateway.live.outbox import Outbox, Overflowed
from videoagent_gateway.metrics import SLOW_READERS, SOCKETS

router = APIRouter(prefix="/ws", tags=["live"])
NO_KEY = 4401
NOT_ALLOWED = 4403
UNKNOWN_TASK = 4404
TOO_SLOW = 1013
ENDED = 1000
RESTARTING = 1012
_CLOSE_CODES = {401: NO_KEY, 403: NOT_ALLOWED}


class SocketStatus(BaseModel):
    """The caller's own connections to this replica."""

    active_connections: int
    subscriptions: int
    tasks: dict[str, int]


class Ticket(BaseModel):
    """Stands for the caller's key where a browser cannot set headers."""

    ticket: str
    expires_at: Timestamp


@router.get("/status", response_model=SocketStatus, dependencies=[Depends(check_query)])
async def get_socket_status(context: TheContext, caller: TheReader) -> Response:
    """Count open connections, what they follow, and listeners per task."""
    connections, subscriptions, tasks = context.hub.counts(caller.user_id)
    return answer(SocketStatus(active_connections=connections, subscriptions=subscriptions, tasks=tasks))


@router.post("/tickets", status_code=201, response_model=Ticket, dependencies=[Depends(check_query)])
async def create_ticket(context: TheContext, caller: TheReader) -> Response:
    """Give a ticket, good once for `?ticket=` on a WebSocket or an event stream. An open gateway needs none."""
    ticket, ends = await context.access.tickets.issue(caller)
    return answer(Ticket(ticket=ticket, expires_at=ends), 201)


@router.websocket("/tasks/{task_id}")
async def follow_task(socket: WebSocket, task_id: str, context: TheContext) -> None:
    """One task: its present state (or what came after `after_seq`), then everything until it ends."""
    await socket.accept()
    caller = await _let_in(socket, context, task_id[:64])
    if caller is None:
        return
    listener = listener_for(caller, context.settings.outbox_limit, closes_at_end=True)
    talking = _talking(context, listener, caller, one_task=True)
    after_seq = _after_seq(socket)
    context.hub.add(listener)
    try:
        _tell_ignored(socket, listener, "after_seq", "ticket")
        if after_seq == _NONSENSE:
            listener.outbox.put(error_text(ErrorCode.VALIDATION, "after_seq must be a number from 0", task_id))
            after_seq = None
        await context.following.follow(
            listener, task_id, caller, after_seq=after_seq, greet=partial(greeting_text, Type.CONNECTED)
        )
    except TaskNotFoundException as error:
        await _refuse(socket, error_text(error.code, error.detail, task_id[:64]), UNKNOWN_TASK)
    except StorageException as error:
        await _refuse(socket, error_text(error.code, error.detail, task_id[:64]), TOO_SLOW)
    else:
        await _converse(socket, talking, context)
    finally:
        context.hub.remove(listener)


@router.websocket("/subscribe")
async def subscribe(socket: WebSocket, context: TheContext) -> None:
    """Many tasks, named by `subscribe` messages, or all of the caller's."""
    await socket.accept()
    caller = await _let_in(socket, context)
    if caller is None:
        return
    listener = listener_for(caller, context.settings.outbox_limit)
    talking = _talking(context, listener, caller)
    context.hub.add(listener)
    try:
        _tell_ignored(socket, listener, "ticket")
        listener.outbox.put(message_text(Type.CONNECTED, {"message": "send subscribe to follow tasks"}))
        await _converse(socket, talking, context)
    finally:
        context.hub.remove(listener)


_NONSENSE = -1


def _talking(context: Context, listener: Listener, caller: Caller, *, one_task: bool = False) -> Talking:
    spend = context.access.authenticating.spend
    return Talking(context.following, context.hub, listener, caller, context.settings, spend=spend, one_task=one_task)


async def _let_in(socket: WebSocket, context: Context, task_id: str | None = None) -> Caller | None:
    """Return who connects; whoever may not is told why, and None returned."""
    error: VideoAgentException | None = socket.scope["state"].get("refused")
    try:
        caller = await caller_of(socket) if error is None else None
        if caller is not None:
            require(caller, Scope.TASKS_READ)
            context.hub.check_room(caller.key_id)
            return caller
    except (AuthenticationException, AuthorizationException, RateLimitException) as lacking:
        error = lacking
    if error is not None:
        await _refuse(socket, error_text(error.code, error.detail, task_id), _CLOSE_CODES.get(error.status, TOO_SLOW))
    return None


def _after_seq(socket: WebSocket) -> int | None:
    value = socket.query_params.get("after_seq")
    if value is None:
        return None
    return int(value) if re.fullmatch(r"\d{1,9}", value) else _NONSENSE


def _tell_ignored(socket: WebSocket, listener: Listener, *known: str) -> None:
    """Say which query parameters have no meaning here. The connection lives on, as after other nonsense."""
    for error in query_errors(socket, frozenset(known)):
        listener.outbox.put(error_text(ErrorCode.VALIDATION, f"{error['field']}: {error['message']}"))


async def _refuse(socket: WebSocket, text: str, code: int) -> None:
    with suppress(WebSocketDisconnect, RuntimeError):
        await socket.send_text(text)
        await socket.close(code)


async def _converse(socket: WebSocket, talking: Talking, context: Context) -> None:
    """Send and receive until one side has had enough."""
    SOCKETS.labels("websocket").inc()
    talking.listener.outbox.send_now = short_way(socket)
    work = [
        asyncio.create_task(_send(socket, talking.listener.outbox)),
        asyncio.create_task(_receive(socket, talking)),
        asyncio.create_task(talking.ping(context.settings.ping_interval.total_seconds())),
    ]
    try:
        done, _ = await asyncio.wait(work, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
    except Overflowed:
        SLOW_READERS.inc()
        await _close(socket, TOO_SLOW)
    except (WebSocketDisconnect, RuntimeError):
        pass  # the peer has gone; Starlette tells a late send as RuntimeError
    else:
        await _close(socket, _parting(talking.listener, context))
    finally:
        SOCKETS.labels("websocket").dec()
        for task in work:
            task.cancel()
        await asyncio.gather(*work, return_exceptions=True)


def _parting(listener: Listener, context: Context) -> int:
    if listener.expelled:
        return NO_KEY if context.access.ring.is_trusted else TOO_SLOW
    return RESTARTING if context.hub.closing else ENDED


async def _close(socket: WebSocket, code: int) -> None:
    with suppress(WebSocketDisconnect, RuntimeError):
        await socket.close(code)


async def _send(socket: WebSocket, outbox: Outbox) -> None:
    async for text in outbox.messages():
        await socket.send_text(text)


async def _receive(socket: WebSocket, talking: Talking) -> None:
    while True:
        message = await socket.receive()
        if message["type"] == "websocket.disconnect":
            raise WebSocketDisconnect(message.get("code", 1005))
        await talking.hear(message.get("text"))
