"""What a client may say on a WebSocket, and what it is answered."""

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Annotated, Any, Literal

import pydantic_core
from pydantic import BaseModel, ConfigDict, Field, StrictBool, TypeAdapter, ValidationError

from videoagent_contracts.api import WebSocketMessageType as Type
from videoagent_contracts.errors import ErrorCode, RateLimitException, StorageException, TaskNotFoundException
from videoagent_gateway.domain.caller import Caller
from videoagent_gateway.domain.wording import words_of
from videoagent_gateway.live.hub import Hub
from videoagent_gateway.live.listener import Listener
from videoagent_gateway.live.messages import error_text, greeting_text, message_text
from videoagent_gateway.service.following import Following
from videoagent_gateway.settings import GatewayGroup

MOST_CHARACTERS = 64 * 1024
_MOST_IDS = 1_000
_MOST_PING_BYTES = 1_024
Seq = Annotated[int, Field(strict=True, ge=0, le=999_999_999)]


class TaskChoice(BaseModel):
    """Which tasks: some by id, or all of the caller's."""

    model_config = ConfigDict(extra="ignore")

    task_ids: list[Annotated[str, Field(max_length=64, strict=True)]] = Field([], max_length=_MOST_IDS)
    all: StrictBool = False
    after_seq: dict[str, Seq] = Field({}, description="task id → last seq that the client has")


class Subscribe(BaseModel):
    type: Literal["subscribe", "unsubscribe"]
    data: TaskChoice


class Ping(BaseModel):
    type: Literal["ping", "pong"]
    data: dict[str, Any] = {}


_SAID: TypeAdapter[Subscribe | Ping] = TypeAdapter(Annotated[Subscribe | Ping, Field(discriminator="type")])


class Talking:
    """One conversation. Nonsense is answered with an ``error`` message, and the conversation goes on.

    Args:
        following: Begins to follow tasks.
        hub: Ends to.
        listener: Who hears.
        caller: On whose behalf.
        settings: The gateway's.
        spend: Counts a ``subscribe`` as a request of the caller; raises RateLimitException when there were too many.
        one_task: Whether other tasks may not be followed here.
    """

    def __init__(
        self,
        following: Following,
        hub: Hub,
        listener: Listener,
        caller: Caller,
        settings: GatewayGroup,
        *,
        spend: Callable[[Caller], None],
        one_task: bool = False,
    ) -> None:
        self.listener = listener
        self._following = following
        self._hub = hub
        self._caller = caller
        self._most_tasks = settings.max_subscriptions
        self._spend = spend
        self._one_task = one_task

    async def hear(self, text: str | None) -> None:
        """Answer one message; None: it was binary."""
        try:
            said = self._understand(text)
        except ValueError as error:
            self._say(error_text(ErrorCode.VALIDATION, str(error)))
            return
        match said:
            case Ping(type="ping", data=data):
                self._say(message_text(Type.PONG, data))
            case Ping():
                return
            case Subscribe(type="subscribe", data=choice):
                await self._subscribe(choice)
            case Subscribe(data=choice):
                self._unsubscribe(choice)

    async def ping(self, every_s: float) -> None:
        """Send a ping from time to time, for ever."""
        while True:
            await asyncio.sleep(every_s)
            self._say(message_text(Type.PING))

    def _understand(self, text: str | None) -> Subscribe | Ping:
        if text is None:
            raise ValueError("send text messages, not binary ones")
        if len(text) > MOST_CHARACTERS:
            raise ValueError(f"a message must have at most {MOST_CHARACTERS} characters")
        try:
            document = pydantic_core.from_json(text, allow_inf_nan=False)
        except (ValueError, RecursionError):
            raise ValueError("send JSON: an object with type and data") from None
        try:
            said = _SAID.validate_python(document)
        except ValidationError as error:
            raise ValueError(_problem(error)) from None
        if isinstance(said, Ping) and len(pydantic_core.to_json(said.data)) > _MOST_PING_BYTES:
            raise ValueError(f"data: at most {_MOST_PING_BYTES} bytes come back with a pong")
        if self._one_task and isinstance(said, Subscribe):
            raise ValueError("this connection follows one task; use /ws/subscribe to follow others")
        return said

    async def _subscribe(self, choice: TaskChoice) -> None:
        if not choice.all and not choice.task_ids:
            self._say(error_text(ErrorCode.VALIDATION, "name task_ids, or say all: true"))
            return
        try:
            self._spend(self._caller)
        except (RateLimitException, StorageException) as error:
            self._say(error_text(error.code, error.detail))
            return
        if choice.all:
            count = await self._following.follow_all(self.listener, self._caller)
            self._answer(message_text(Type.SUBSCRIBED, {"all": True, "live_tasks": count}))
        for task_id in dict.fromkeys(choice.task_ids):
            await self._subscribe_to(task_id, choice.after_seq.get(task_id))

    async def _subscribe_to(self, task_id: str, after_seq: int | None) -> None:
        if task_id not in self.listener.named and len(self.listener.named) >= self._most_tasks:
            self._answer(error_text(ErrorCode.VALIDATION, f"at most {self._most_tasks} tasks by name", task_id))
            return
        try:
            await self._following.follow(
                self.listener,
                task_id,
                self._caller,
                after_seq=after_seq,
                greet=partial(greeting_text, Type.SUBSCRIBED),
            )
        except (TaskNotFoundException, StorageException) as error:
            self._answer(error_text(error.code, error.detail, task_id))

    def _unsubscribe(self, choice: TaskChoice) -> None:
        if choice.all:
            self._hub.unfollow_all(self.listener)
            self._say(message_text(Type.UNSUBSCRIBED, {"all": True}))
        for task_id in dict.fromkeys(choice.task_ids):
            if self._hub.unfollow(self.listener, task_id):
                self._answer(message_text(Type.UNSUBSCRIBED, task_id=task_id))
            else:
                self._answer(error_text(ErrorCode.VALIDATION, "this task is not followed here by name", task_id))
        if not choice.all and not choice.task_ids:
            self._say(error_text(ErrorCode.VALIDATION, "name task_ids, or say all: true"))

    def _answer(self, text: str) -> None:
        """Say one of the many things that one message may ask for."""
        self.listener.outbox.put(text, past=True)

    def _say(self, text: str) -> None:
        self.listener.outbox.put(text)


def _problem(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    if first["type"].startswith("union_tag"):
        return "type must be one of subscribe, unsubscribe, ping, pong"
    where = ".".join(str(part) for part in first["loc"][1:]) or "the message"
    return f"{where}: {words_of(first)}"
