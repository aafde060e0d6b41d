"""Delivers webhooks at least once, in order per task, however long a receiver is away."""

import asyncio
import heapq
import random
from collections import Counter
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import structlog

from videoagent_contracts.envelope import utc_now
from videoagent_contracts.status import DeliveryAttempted
from videoagent_notifier import metrics
from videoagent_notifier.domain import Delivery, Outcome, RetryPolicy
from videoagent_notifier.ports import Attempted, AttemptLog, DeliveryStore, Pending, Sender
from videoagent_runtime.retry import Stopping, until_stored

_IDLE = timedelta(seconds=60)
_HOST_BUSY = timedelta(milliseconds=200)
_log = structlog.get_logger(__name__)


class Dispatcher:
    """A schedule of tasks that have undelivered webhooks.

    Memory holds ids and times only; the store has the rest. Per task one try is made at a time, and the next webhook
    waits until the one before has been delivered or given up.

    Args:
        store: Deliveries.
        sender: Makes one try.
        publish: Tells about each try.
        policy: When to try again.
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
        stopping: asyncio.Event,
        *,
        concurrency: int,
        concurrency_per_host: int,
    ) -> None:
        self._store = store
        self._sender = sender
        self._publish = publish
        self._policy = policy
        self._stopping = stopping
        self._slots = asyncio.Semaphore(concurrency)
        self._per_host = concurrency_per_host
        self._hosts: Counter[str] = Counter()
        self._queues: dict[str, dict[str, Pending]] = {}
        self._due: list[tuple[datetime, str]] = []
        self._at_work: set[str] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._news = asyncio.Event()
        metrics.PENDING.set_function(lambda: sum(map(len, self._queues.values())))

    def enqueue(self, pending: Iterable[Pending]) -> None:
        """Take webhooks into the schedule; those that are in it already change nothing."""
        for item in pending:
            queue = self._queues.setdefault(item.task_id, {})
            if item.id not in queue:
                queue[item.id] = item
                self._schedule(item.task_id)

    def drop_partitions(self, partitions: Sequence[int]) -> None:
        """Forget what is another replica's from now on."""
        gone = set(partitions)
        for task_id, queue in list(self._queues.items()):
            if any(item.partition in gone for item in queue.values()):
                del self._queues[task_id]

    async def load(self, partitions: Sequence[int]) -> None:
        """Take up what earlier owners of partitions left undelivered."""
        for partition in partitions:
            self.enqueue(await self._store.pending(partition))

    async def forget_task(self, task_id: str) -> None:
        """Drop a deleted task."""
        self._queues.pop(task_id, None)
        await self._store.forget_task(task_id)

    async def run(self) -> None:
        """Deliver until cancelled."""
        while not self._stopping.is_set():
            self._news.clear()
            while self._due and self._due[0][0] <= utc_now() and not self._stopping.is_set():
                _, task_id = heapq.heappop(self._due)
                await self._begin(task_id)
            wait = self._due[0][0] - utc_now() if self._due else _IDLE
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

    def _schedule(self, task_id: str, not_before: datetime | None = None) -> None:
        head = self._head(task_id)
        if head is None:
            self._queues.pop(task_id, None)
        elif task_id not in self._at_work:
            due = head.due if not_before is None else max(head.due, not_before)
            heapq.heappush(self._due, (due, task_id))
            self._news.set()

    def _head(self, task_id: str) -> Pending | None:
        queue = self._queues.get(task_id)
        return min(queue.values(), key=lambda item: item.order) if queue else None

    async def _begin(self, task_id: str) -> None:
        head = self._head(task_id)
        if head is None or task_id in self._at_work or head.due > utc_now():
            return  # a left-over entry of the heap
        await self._slots.acquire()
        self._at_work.add(task_id)
        task = asyncio.create_task(self._turn(task_id, head), name=f"webhook {head.id}")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _turn(self, task_id: str, head: Pending) -> None:
        retry_at: datetime | None = None
        try:
            retry_at = await self._try(head)
        except Stopping:
            return
        except Exception:
            _log.exception("webhook try failed unexpectedly", delivery_id=head.id)
            retry_at = utc_now() + self._policy.initial
        finally:
            self._slots.release()
            self._at_work.discard(task_id)
            self._settle(task_id, head, retry_at)

    def _settle(self, task_id: str, head: Pending, retry_at: datetime | None) -> None:
        queue = self._queues.get(task_id)
        if queue is not None and head.id in queue:
            del queue[head.id]
            if retry_at is not None:
                queue[head.id] = Pending(head.id, task_id, head.order, head.partition, retry_at)
        self._schedule(task_id)

    async def _try(self, head: Pending) -> datetime | None:
        """Make one try; return when the next is due, None when there is none."""
        delivery = await until_stored(lambda: self._store.get_pending(head.id), self._stopping)
        if delivery is None:
            return None
        host = urlsplit(delivery.url).hostname or ""
        if self._hosts[host] >= self._per_host:
            return utc_now() + _HOST_BUSY * random.uniform(0.5, 1.5)  # noqa: S311 - no secret
        async with self._host_turn(host):
            answer = await self._sender.send(delivery)
        attempt, now = delivery.attempts + 1, utc_now()
        outcome, next_at = self._policy.judge(answer, attempt, now, random.random())  # noqa: S311 - no secret
        attempted = Attempted(attempt, now, outcome, answer, next_at)
        metrics.ATTEMPTS.labels(outcome).inc()
        _log.info(
            "webhook tried",
            delivery_id=delivery.id,
            task_id=delivery.task_id,
            webhook_event=delivery.event,
            host=host,
            attempt=attempt,
            outcome=outcome,
            status_code=answer.status_code,
            error=answer.error,
        )
        await until_stored(lambda: self._store.record(delivery, attempted), self._stopping)
        if answer.gone:
            await until_stored(lambda: self._store.end_task(delivery.task_id), self._stopping)
        await until_stored(lambda: self._tell(delivery, host, attempted), self._stopping)
        return next_at

    @asynccontextmanager
    async def _host_turn(self, host: str) -> AsyncIterator[None]:
        self._hosts[host] += 1
        try:
            yield
        finally:
            self._hosts[host] -= 1
            if not self._hosts[host]:
                del self._hosts[host]

    async def _tell(self, delivery: Delivery, host: str, attempted: Attempted) -> None:
        await self._publish(
            delivery.task_id,
            DeliveryAttempted(
                delivery_id=delivery.id,
                user_id=delivery.user_id,
                event=delivery.event,
                url_host=host,
                attempt=attempted.attempt,
                outcome=Outcome(attempted.outcome).value,
                status_code=attempted.answer.status_code,
                error=attempted.answer.error,
                next_attempt_at=attempted.next_attempt_at,
            ),
        )
