"""Delivers webhooks at least once, however long a receiver is away."""

import asyncio
import random
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from urllib.parse import urlsplit
from weakref import WeakValueDictionary

import structlog

from videoagent_contracts.envelope import utc_now
from videoagent_contracts.status import DeliveryAttempted
from videoagent_notifier import metrics
from videoagent_notifier.domain import Answer, Delivery, Outcome, RetryPolicy
from videoagent_notifier.endpoints import EndpointPolicy, endpoint_of
from videoagent_notifier.ports import Attempted, AttemptLog, DeliveryStore, Pending, Sender
from videoagent_notifier.schedule import Schedule
from videoagent_runtime.retry import Stopping, until_stored

_IDLE = timedelta(seconds=60)
_log = structlog.get_logger(__name__)


class Dispatcher:
    """Makes the tries that the schedule says, and keeps and tells what came of them.

    Memory holds ids and times only; the store has the rest. A try is sent, then recorded, then told: whoever takes over
    from a process that died sends again what was not recorded (with the same id), and tells again what was.

    Args:
        store: Deliveries.
        sender: Makes one try.
        publish: Tells about each try.
        policy: When to try again.
        endpoints: When to leave an address alone.
        stopping: Set when the service is to stop.
        concurrency: Tries at once.
        concurrency_per_host: Tries at once to one host, so that a slow receiver does not take all the others' turns.
    """

    def __init__(
        self,
        store: DeliveryStore,
        sender: Sender,
        publish: AttemptLog,
        policy: RetryPolicy,
        endpoints: EndpointPolicy,
        stopping: asyncio.Event,
        *,
        concurrency: int,
        concurrency_per_host: int,
    ) -> None:
        self._store = store
        self._sender = sender
        self._publish = publish
        self._policy = policy
        self._endpoints = endpoints
        self._stopping = stopping
        self._slots = asyncio.Semaphore(concurrency)
        self._schedule = Schedule(concurrency, concurrency_per_host)
        self._tasks: set[asyncio.Task[None]] = set()
        self._recording: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._news = asyncio.Event()
        metrics.PENDING.set_function(lambda: len(self._schedule))

    def enqueue(self, pending: Iterable[Pending]) -> None:
        """Take webhooks into the schedule; those that are in it already change nothing."""
        self._schedule.add(pending)
        self._news.set()

    def drop_partitions(self, partitions: Sequence[int]) -> None:
        """Forget what is another replica's from now on."""
        self._schedule.drop_partitions(partitions)

    async def load(self, partitions: Sequence[int]) -> None:
        """Take up what earlier owners of partitions left undelivered, and tell what they may not have told."""
        for partition in partitions:
            for delivery, attempted in await self._store.untold(partition):
                await self._tell(delivery, attempted)
            self.enqueue(await self._store.pending(partition))

    async def redeliver(self, delivery_id: str, command_id: str) -> None:
        """Try a delivery now, whatever became of it before. Once per command; an unknown delivery is passed over."""
        # Beside the recording of a try under way, which would else end the delivery that is being reopened.
        async with self._lock(delivery_id):
            delivery = await self._store.reopen(delivery_id, command_id)
            if delivery is None:
                return
            self._schedule.put_first(Pending.of(delivery, utc_now()))
        self._news.set()

    async def forget_task(self, task_id: str) -> None:
        """Drop a deleted task."""
        self._schedule.forget_task(task_id)
        await self._store.forget_task(task_id)

    async def run(self) -> None:
        """Deliver until cancelled."""
        while not self._stopping.is_set():
            self._news.clear()
            while not self._stopping.is_set() and await self._begin():
                pass
            due = self._schedule.next_due()
            wait = _IDLE if due is None else due - utc_now()
            try:
                await asyncio.wait_for(self._news.wait(), max(0.0, wait.total_seconds()))
            except TimeoutError:
                continue

    async def drain(self, limit: timedelta) -> None:
        """Wait for tries under way; what is not finished is tried again by whoever comes next."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=limit.total_seconds())
        for task in self._tasks:
            task.cancel()

    def _lock(self, delivery_id: str) -> asyncio.Lock:
        return self._recording.setdefault(delivery_id, asyncio.Lock())

    async def _begin(self) -> bool:
        await self._slots.acquire()
        item = self._schedule.pop(utc_now())
        if item is None:
            self._slots.release()
            return False
        task = asyncio.create_task(self._turn(item), name=f"webhook {item.id}")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return True

    async def _turn(self, item: Pending) -> None:
        retry_at: datetime | None = None
        well = True
        try:
            delivery = await until_stored(lambda: self._store.get_pending(item.id), self._stopping)
            if delivery is not None:
                answer = await self._refusal(delivery) or await self._sender.send(delivery)
                well = not answer.sent or answer.status_code is not None
                retry_at = await self._conclude(item, delivery, answer)
        except Stopping:
            return
        except Exception:
            _log.exception("webhook try failed unexpectedly", delivery_id=item.id)
            retry_at = utc_now() + self._policy.initial
        finally:
            self._slots.release()
            self._schedule.settle(item, retry_at, well=well)
            self._news.set()

    async def _refusal(self, delivery: Delivery) -> Answer | None:
        """Why nothing is to be sent; None when it is."""
        if delivery.manual:
            return None
        if await until_stored(lambda: self._store.is_ended(delivery.task_id), self._stopping):
            return Answer(error="its receiver wanted no more webhooks of this task (410)", final=True, sent=False)
        endpoint_id = endpoint_of(delivery.user_id, delivery.url)
        health = await until_stored(lambda: self._store.endpoint(endpoint_id), self._stopping)
        if not health.is_disabled(utc_now()):
            return None
        return Answer(
            error=f"this address has failed since {health.failing_since:%Y-%m-%d %H:%M} UTC and is left alone until "
            f"{health.disabled_until:%Y-%m-%d %H:%M} UTC, or until a redelivery succeeds",
            final=True,
            sent=False,
        )

    async def _conclude(self, item: Pending, delivery: Delivery, answer: Answer) -> datetime | None:
        """Keep and tell what came of a try; return when the next is due, None when there is none."""
        attempt, now = delivery.attempts + 1, utc_now()
        outcome, next_at = self._policy.judge(answer, attempt, now, random.random())  # noqa: S311 - no secret
        attempted = Attempted(attempt, now, outcome, answer, next_at)
        _note(delivery, attempted)
        async with self._lock(delivery.id):
            keep_open = self._schedule.is_replaced(item)
            there = await until_stored(
                lambda: self._store.record(delivery, attempted, keep_open=keep_open), self._stopping
            )
        if not there:
            return None
        await until_stored(lambda: self._learn(delivery, attempted), self._stopping)
        await until_stored(lambda: self._tell(delivery, attempted), self._stopping)
        return next_at

    async def _learn(self, delivery: Delivery, attempted: Attempted) -> None:
        """What a try tells about its address. Idempotent."""
        answer = attempted.answer
        if answer.gone:
            await self._store.end_task(delivery.task_id)
            self._schedule.hurry(delivery.task_id, attempted.at)
        elif answer.sent:
            endpoint_id = endpoint_of(delivery.user_id, delivery.url)
            before = await self._store.endpoint(endpoint_id)
            after = self._endpoints.after(before, answer.delivered, attempted.at)
            if after != before:
                await self._store.keep_endpoint(endpoint_id, after)
            if after.is_disabled(attempted.at) and not before.is_disabled(attempted.at):
                metrics.DISABLED.inc()
                _log.warning("webhook address is left alone", host=_host(delivery), until=after.disabled_until)
            if answer.delivered and delivery.manual:
                await self._store.welcome(delivery.task_id)

    async def _tell(self, delivery: Delivery, attempted: Attempted) -> None:
        await self._publish(
            delivery.task_id,
            DeliveryAttempted(
                delivery_id=delivery.id,
                user_id=delivery.user_id,
                event=delivery.event,
                url_host=_host(delivery),
                attempt=attempted.attempt,
                outcome=Outcome(attempted.outcome).value,
                status_code=attempted.answer.status_code,
                error=attempted.answer.error,
                next_attempt_at=attempted.next_attempt_at,
            ),
            attempted.at,
        )
        await self._store.told(delivery, attempted.attempt)


def _host(delivery: Delivery) -> str:
    return urlsplit(delivery.url).hostname or ""


def _note(delivery: Delivery, attempted: Attempted) -> None:
    metrics.ATTEMPTS.labels(attempted.outcome).inc()
    _log.info(
        "webhook tried",
        delivery_id=delivery.id,
        task_id=delivery.task_id,
        webhook_event=delivery.event,
        host=_host(delivery),
        attempt=attempted.attempt,
        outcome=attempted.outcome,
        status_code=attempted.answer.status_code,
        error=attempted.answer.error,
    )
