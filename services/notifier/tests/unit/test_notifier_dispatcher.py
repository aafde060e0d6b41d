"""The schedule, with a store and a receiver in memory."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from videoagent_contracts.envelope import utc_now
from videoagent_contracts.errors import StorageException
from videoagent_contracts.status import DeliveryAttempted
from videoagent_notifier.domain import Answer, Delivery, Outcome, RetryPolicy
from videoagent_notifier.ports import Attempted, Pending
from videoagent_notifier.service import Dispatcher

QUICK = RetryPolicy(attempts=4, initial=timedelta(milliseconds=10), factor=1, maximum=timedelta(milliseconds=10))


def delivery(task_id: str, order: int, *, partition: int = 0, url: str = "https://example.com/") -> Delivery:
    return Delivery(f"{task_id}-{order}", task_id, "u", "task.started", order, partition, url, "{}")


@dataclass
class MemoryStore:
    documents: dict[str, Delivery] = field(default_factory=dict)
    ended: dict[str, Outcome] = field(default_factory=dict)
    log: dict[str, list[Attempted]] = field(default_factory=lambda: defaultdict(list))
    away: int = 0

    def _check(self) -> None:
        if self.away:
            self.away -= 1
            raise StorageException("away")

    async def add(self, deliveries: Sequence[Delivery], now: datetime) -> None:
        self._check()
        for each in deliveries:
            self.documents.setdefault(each.id, each)

    async def get_pending(self, delivery_id: str) -> Delivery | None:
        self._check()
        return None if delivery_id in self.ended else self.documents.get(delivery_id)

    async def pending(self, partition: int) -> list[Pending]:
        return [
            Pending(each.id, each.task_id, each.order, each.partition, utc_now())
            for each in self.documents.values()
            if each.partition == partition and each.id not in self.ended
        ]

    async def record(self, delivery: Delivery, attempted: Attempted) -> None:
        self._check()
        self.log[delivery.id].append(attempted)
        self.documents[delivery.id] = Delivery(**{**vars(delivery), "attempts": attempted.attempt})
        if attempted.outcome is not Outcome.RETRYING:
            self.ended[delivery.id] = attempted.outcome

    async def end_task(self, task_id: str) -> None:
        for each in self.documents.values():
            if each.task_id == task_id:
                self.ended.setdefault(each.id, Outcome.GAVE_UP)

    async def forget_task(self, task_id: str) -> None:
        self.documents = {key: each for key, each in self.documents.items() if each.task_id != task_id}


@dataclass
class MemoryReceiver:
    """Answers as scripted per delivery, else 200; counts how many tries run at once per host."""

    answers: dict[str, list[Answer]] = field(default_factory=dict)
    sent: list[str] = field(default_factory=list)
    at_once: int = 0
    most_at_once: int = 0
    pause: float = 0.0

    async def send(self, delivery: Delivery) -> Answer:
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        await asyncio.sleep(self.pause)
        self.at_once -= 1
        self.sent.append(delivery.id)
        script = self.answers.get(delivery.id)
        return script.pop(0) if script else Answer(200)


@dataclass
class World:
    store: MemoryStore = field(default_factory=MemoryStore)
    receiver: MemoryReceiver = field(default_factory=MemoryReceiver)
    told: list[DeliveryAttempted] = field(default_factory=list)
    stopping: asyncio.Event = field(default_factory=asyncio.Event)
    per_host: int = 8

    def __post_init__(self) -> None:
        self.dispatcher = Dispatcher(
            self.store, self.receiver, self._tell, QUICK, self.stopping,
            concurrency=16, concurrency_per_host=self.per_host,
        )  # fmt: skip

    async def _tell(self, task_id: str, attempted: DeliveryAttempted) -> None:
        assert task_id
        self.told.append(attempted)

    async def add(self, *deliveries: Delivery) -> None:
        await self.store.add(deliveries, utc_now())
        self.dispatcher.enqueue(
            Pending(each.id, each.task_id, each.order, each.partition, utc_now()) for each in deliveries
        )

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        running = asyncio.create_task(self.dispatcher.run())
        yield
        await self.dispatcher.drain(timedelta(seconds=1))
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running

    async def until(self, condition: Callable[[], bool]) -> None:
        async with asyncio.timeout(5):
            while not condition():  # noqa: ASYNC110 - what is waited for has no event
                await asyncio.sleep(0.005)


async def test_webhooks_of_a_task_come_in_order_and_a_failing_one_holds_back_the_rest() -> None:
    world = World()
    world.receiver.answers["t-1"] = [Answer(500), Answer(error="no answer"), Answer(200)]
    async with world.running():
        await world.add(delivery("t", 2), delivery("t", 1), delivery("t", 3))
        await world.until(lambda: len(world.store.ended) == 3)
    assert world.receiver.sent == ["t-1", "t-1", "t-1", "t-2", "t-3"]
    assert [attempt.outcome for attempt in world.told] == [
        "retrying",
        "retrying",
        "delivered",
        "delivered",
        "delivered",
    ]
    assert [attempt.attempt for attempt in world.told] == [1, 2, 3, 1, 1]


async def test_other_tasks_do_not_wait() -> None:
    world = World()
    world.receiver.answers["slow-1"] = [Answer(500)] * 3
    async with world.running():
        await world.add(delivery("slow", 1), *(delivery(f"t{n}", 1) for n in range(5)))
        await world.until(lambda: len(world.store.ended) == 6)
    assert world.receiver.sent[-1] == "slow-1"


async def test_gives_up_after_the_last_try_and_goes_on_with_the_next() -> None:
    world = World()
    world.receiver.answers["t-1"] = [Answer(500)] * 9
    async with world.running():
        await world.add(delivery("t", 1), delivery("t", 2))
        await world.until(lambda: len(world.store.ended) == 2)
    assert world.receiver.sent == ["t-1"] * 4 + ["t-2"]
    assert world.store.ended == {"t-1": Outcome.GAVE_UP, "t-2": Outcome.DELIVERED}


async def test_gone_ends_all_of_the_task() -> None:
    world = World()
    world.receiver.answers["t-1"] = [Answer(410)]
    async with world.running():
        await world.add(delivery("t", 1), delivery("t", 2))
        await world.until(lambda: len(world.store.ended) == 2)
        await asyncio.sleep(0.05)
    assert world.receiver.sent == ["t-1"]


async def test_pending_of_an_earlier_owner_are_taken_up() -> None:
    """Another process died with undelivered webhooks; the partition's new owner finds and delivers them, in order."""
    world = World()
    await world.store.add([delivery("t", 2, partition=4), delivery("t", 1, partition=4)], utc_now())
    await world.store.add([delivery("other", 1, partition=5)], utc_now())
    async with world.running():
        await world.dispatcher.load([4])
        await world.until(lambda: len(world.store.ended) == 2)
    assert world.receiver.sent == ["t-1", "t-2"]


async def test_what_is_another_replicas_is_dropped() -> None:
    world = World()
    await world.add(delivery("mine", 1, partition=1), delivery("theirs", 1, partition=2))
    world.dispatcher.drop_partitions([2])
    async with world.running():
        await world.until(lambda: bool(world.store.ended))
        await asyncio.sleep(0.05)
    assert world.receiver.sent == ["mine-1"]


async def test_taking_a_webhook_in_twice_sends_it_once() -> None:
    """A batch that comes again, or an assignment beside it, must not double what is scheduled already."""
    world = World()
    async with world.running():
        await world.add(delivery("t", 1))
        await world.add(delivery("t", 1))
        await world.until(lambda: bool(world.store.ended))
        await world.add(delivery("t", 1))
        await asyncio.sleep(0.05)
    assert world.receiver.sent == ["t-1"]


async def test_store_outage_is_waited_out() -> None:
    world = World()
    async with world.running():
        await world.add(delivery("t", 1))
        world.store.away = 2
        await world.until(lambda: bool(world.store.ended))
    assert world.store.ended == {"t-1": Outcome.DELIVERED}


async def test_one_host_does_not_take_all_turns() -> None:
    world = World(per_host=2)
    world.receiver.pause = 0.02
    async with world.running():
        await world.add(*(delivery(f"t{n}", 1) for n in range(8)))
        await world.until(lambda: len(world.store.ended) == 8)
    assert world.receiver.most_at_once == 2


async def test_deleted_task_is_forgotten() -> None:
    world = World()
    await world.add(delivery("t", 1))
    await world.dispatcher.forget_task("t")
    async with world.running():
        await asyncio.sleep(0.05)
    assert world.receiver.sent == []
    assert world.store.documents == {}
