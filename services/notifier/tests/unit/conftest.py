"""The notifier's world in memory."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

import pytest

from videoagent_contracts.envelope import utc_now
from videoagent_contracts.errors import StorageException
from videoagent_contracts.status import DeliveryAttempted
from videoagent_notifier.domain import Answer, Delivery, Outcome, RetryPolicy, message_id_of
from videoagent_notifier.endpoints import WELL, EndpointHealth, EndpointPolicy
from videoagent_notifier.ports import Attempted, Pending
from videoagent_notifier.service import Dispatcher

QUICK = RetryPolicy(attempts=4, initial=timedelta(milliseconds=10), factor=1, maximum=timedelta(milliseconds=10))


def delivery(task_id: str, order: int, *, partition: int = 0, url: str = "https://example.com/") -> Delivery:
    return Delivery(f"{task_id}-{order}", task_id, "u", "task.started", order, partition, url, "{}")


@dataclass
class Stored:
    """One delivery as it is kept."""

    delivery: Delivery
    pending: bool = True
    told: int = 0
    commands: list[str] = field(default_factory=list)
    log: list[Attempted] = field(default_factory=list)


class Killed(BaseException):
    """The process dies here."""


@dataclass
class MemoryStore:
    """Deliveries in a dict, which outlives the processes of a test; may be away, or kill its process at a call."""

    documents: dict[str, Stored] = field(default_factory=dict)
    ended_tasks: set[str] = field(default_factory=set)
    endpoints: dict[str, EndpointHealth] = field(default_factory=dict)
    away: int = 0
    on_call: Callable[[str], None] = lambda _: None

    def _check(self, call: str) -> None:
        self.on_call(call)
        if self.away:
            self.away -= 1
            raise StorageException("away")

    @property
    def ended(self) -> dict[str, Outcome]:
        return {
            key: each.log[-1].outcome if each.log else Outcome.GAVE_UP
            for key, each in self.documents.items()
            if not each.pending
        }

    async def add(self, deliveries: Sequence[Delivery], now: datetime) -> None:
        assert now
        self._check("add")
        for each in deliveries:
            self.documents.setdefault(each.id, Stored(each))

    async def get_pending(self, delivery_id: str) -> Delivery | None:
        self._check("get")
        stored = self.documents.get(delivery_id)
        return stored.delivery if stored and stored.pending else None

    async def pending(self, partition: int) -> list[Pending]:
        return [
            Pending.of(each.delivery, utc_now())
            for each in self.documents.values()
            if each.delivery.partition == partition and each.pending
        ]

    async def record(self, delivery: Delivery, attempted: Attempted, *, keep_open: bool) -> bool:
        self._check("before record")
        stored = self.documents.get(delivery.id)
        if stored is None:
            return False
        stored.log.append(attempted)
        stored.delivery = replace(stored.delivery, attempts=attempted.attempt, manual=keep_open)
        stored.pending = keep_open or attempted.outcome is Outcome.RETRYING
        self._check("after record")
        return True

    async def told(self, delivery: Delivery, attempt: int) -> None:
        self._check("told")
        if stored := self.documents.get(delivery.id):
            stored.told = attempt

    async def untold(self, partition: int) -> list[tuple[Delivery, Attempted]]:
        return [
            (each.delivery, attempted)
            for each in self.documents.values()
            for attempted in each.log[each.told :]
            if each.delivery.partition == partition
        ]

    async def reopen(self, delivery_id: str, command_id: str) -> Delivery | None:
        self._check("reopen")
        stored = self.documents.get(delivery_id)
        if stored is None or command_id in stored.commands:
            return None
        stored.commands.append(command_id)
        stored.delivery, stored.pending = replace(stored.delivery, manual=True), True
        return stored.delivery

    async def end_task(self, task_id: str) -> None:
        self.ended_tasks.add(task_id)

    async def is_ended(self, task_id: str) -> bool:
        return task_id in self.ended_tasks

    async def welcome(self, task_id: str) -> None:
        self.ended_tasks.discard(task_id)

    async def endpoint(self, endpoint_id: str) -> EndpointHealth:
        return self.endpoints.get(endpoint_id, WELL)

    async def keep_endpoint(self, endpoint_id: str, health: EndpointHealth) -> None:
        self.endpoints[endpoint_id] = health

    async def forget_task(self, task_id: str) -> None:
        self.documents = {key: each for key, each in self.documents.items() if each.delivery.task_id != task_id}

    async def remove_ended(self, day: date) -> int:
        self._check(f"remove {day}")
        return 0


@dataclass
class MemoryReceiver:
    """Answers as scripted per delivery, else 200; hosts that hang answer when they are let go."""

    answers: dict[str, list[Answer]] = field(default_factory=dict)
    sent: list[str] = field(default_factory=list)
    at_once: int = 0
    most_at_once: int = 0
    pause: float = 0.0
    hanging: set[str] = field(default_factory=set)
    released: asyncio.Event = field(default_factory=asyncio.Event)

    async def send(self, delivery: Delivery) -> Answer:
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            if any(host in delivery.url for host in self.hanging):
                await self.released.wait()
                return Answer(error="no answer")
            await asyncio.sleep(self.pause)
        finally:
            self.at_once -= 1
        self.sent.append(delivery.id)
        script = self.answers.get(delivery.id)
        return script.pop(0) if script else Answer(200)


@dataclass
class World:
    """One notifier and what it touches; a second one with the same store is the next process."""

    store: MemoryStore = field(default_factory=MemoryStore)
    receiver: MemoryReceiver = field(default_factory=MemoryReceiver)
    told: list[DeliveryAttempted] = field(default_factory=list)
    per_host: int = 8
    turns: int = 16
    endpoints: EndpointPolicy = EndpointPolicy(timedelta(days=3), timedelta(days=1))  # noqa: RUF009 - frozen
    kafka_away: int = 0

    def __post_init__(self) -> None:
        self.stopping = asyncio.Event()
        self.dispatcher = Dispatcher(
            self.store, self.receiver, self._tell, QUICK, self.endpoints, self.stopping,
            concurrency=self.turns, concurrency_per_host=self.per_host,
        )  # fmt: skip

    async def _tell(self, task_id: str, attempted: DeliveryAttempted, at: datetime) -> None:
        assert task_id
        assert at <= utc_now()
        self.store.on_call("tell")
        if self.kafka_away:
            self.kafka_away -= 1
            raise StorageException("Kafka away")
        self.told.append(attempted)

    def told_once(self) -> dict[str, DeliveryAttempted]:
        """What readers make of the messages: those with one id are one, and must say the same."""
        seen: dict[str, DeliveryAttempted] = {}
        for attempted in self.told:
            assert seen.setdefault(message_id_of(attempted), attempted) == attempted
        return seen

    async def add(self, *deliveries: Delivery) -> None:
        await self.store.add(deliveries, utc_now())
        self.dispatcher.enqueue(Pending.of(each, utc_now()) for each in deliveries)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        running = asyncio.create_task(self.dispatcher.run())
        yield
        self.stopping.set()
        await self.dispatcher.drain(timedelta(seconds=1))
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running

    async def until(self, condition: Callable[[], bool]) -> None:
        async with asyncio.timeout(30):
            while not condition():  # noqa: ASYNC110 - what is waited for has no event
                await asyncio.sleep(0.005)


@pytest.fixture(name="delivery_of")
def make_delivery() -> Callable[..., Delivery]:
    return delivery


@pytest.fixture(name="world_of")
def world_class() -> type[World]:
    return World
