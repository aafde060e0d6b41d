"""Keeping the read model: one consumer group writes what all replicas hear."""

import asyncio
import time
from collections.abc import Iterable
from datetime import timedelta

from videoagent_contracts.codec import AnyEnvelope
from videoagent_contracts.status import StatusEvent, TaskStatusChanged
from videoagent_gateway.domain.bounded import Bounded
from videoagent_gateway.domain.events import event_of_status
from videoagent_gateway.domain.rows import row_of
from videoagent_gateway.ports import DeliveryLog, ReadModel, Stored

_PARALLEL_WRITES = 16
_KNOWN_TASKS = 20_000
_PAUSED_S = 5.0


class Writing:
    """Writes histories at once, and states when it matters.

    Of a batch only the last state of each task is written, at once when its status has changed. States between two
    changes of status wait up to ``deferred``: all replicas have them in memory, the next status repeats everything, and
    on the local store an overwrite costs ten times an insert. A crash loses at most these, until the next status.

    The owner of a partition is the only writer of its tasks; after a rebalance or a pause of this process (its
    partitions may have gone to another meanwhile) it looks up how far the store is before it overwrites anything. One
    that has lost its partitions without knowing yet, its line to Kafka being cut, may still write what it has
    deferred: so nothing ever takes the place of what is newer, nor of what has been deleted. Within this process one
    thing is written after the other, since the local store lets both of two writers win who meet within milliseconds.
    """

    def __init__(self, store: ReadModel, deliveries: DeliveryLog, deferred: timedelta) -> None:
        self._store = store
        self._deliveries = deliveries
        self._deferred_s = deferred.total_seconds()
        self._written: Bounded[str, tuple[int, str]] = Bounded(_KNOWN_TASKS)
        self._waiting: dict[str, tuple[float, Stored]] = {}
        self._alive_at = time.monotonic()
        self._parallel = asyncio.Semaphore(_PARALLEL_WRITES)
        self._turn = asyncio.Lock()

    async def take(self, envelopes: Iterable[AnyEnvelope]) -> None:
        """Write a batch. Idempotent.

        Raises:
            StorageException: The store is away; the batch is to come again.
        """
        self._forget_after_pause()
        last: dict[str, AnyEnvelope] = {}
        events = []
        for envelope in envelopes:
            if envelope.seq is None:
                continue
            payload: TaskStatusChanged = envelope.payload
            newest = last.get(envelope.task_id)
            if newest is None or (newest.seq or 0) < envelope.seq:
                last[envelope.task_id] = envelope
            if payload.event is not StatusEvent.TASK_DELETED:
                events.append(event_of_status(envelope))
        gone = {task for task, envelope in last.items() if envelope.payload.event is StatusEvent.TASK_DELETED}
        await self._store.add_events([event for event in events if event.task_id not in gone])
        async with self._turn:
            await asyncio.gather(*(self._put(envelope) for envelope in last.values()))
        self._alive_at = time.monotonic()

    async def flush_due(self) -> None:
        """Write the deferred states whose time has come."""
        async with self._turn:
            now = time.monotonic()
            due = [task_id for task_id, (since, _) in self._waiting.items() if now - since >= self._deferred_s]
            await asyncio.gather(*(self._flush(task_id) for task_id in due))
        self._alive_at = time.monotonic()

    async def flush_all(self) -> None:
        """Write all that is deferred (at the end, and when partitions go to another)."""
        async with self._turn:
            await asyncio.gather(*(self._flush(task_id) for task_id in list(self._waiting)))

    async def assigned(self, partitions: list[tuple[str, int]]) -> None:
        """Trust nothing remembered: another owner may have written since."""
        self._written = Bounded(_KNOWN_TASKS)

    async def revoked(self, partitions: list[tuple[str, int]]) -> None:
        """Hand over with nothing left behind."""
        await self.flush_all()

    async def _put(self, envelope: AnyEnvelope) -> None:
        payload: TaskStatusChanged = envelope.payload
        task_id, seq, status = envelope.task_id, envelope.seq or 0, payload.state.status.value
        if payload.event is StatusEvent.TASK_DELETED:
            self._waiting.pop(task_id, None)
            await self._store.forget(task_id)
            await self._deliveries.forget(task_id)
            self._written.put(task_id, (seq, status))
            return
        written = await self._how_far(task_id)
        if written is not None and written[0] >= seq:
            return
        stored = Stored(row_of(payload.state, seq), payload.state)
        if written is not None and written[1] == status and not payload.state.status.is_terminal:
            since = self._waiting[task_id][0] if task_id in self._waiting else time.monotonic()
            self._waiting[task_id] = (since, stored)
            return
        await self._save(stored, known=written is not None)

    async def _how_far(self, task_id: str) -> tuple[int, str] | None:
        known = self._written.get(task_id)
        if known is not None:
            return known
        async with self._parallel:
            stored = await self._store.load(task_id)
        if stored is None:
            return None
        found = (stored.row.status_seq, stored.row.status.value)
        self._written.put(task_id, found)
        return found

    async def _save(self, stored: Stored, *, known: bool) -> None:
        async with self._parallel:
            await self._store.save(stored, known=known)
        task_id = stored.row.task_id
        self._written.put(task_id, (stored.row.status_seq, stored.row.status.value))
        waiting = self._waiting.get(task_id)
        if waiting is not None and waiting[1].row.status_seq <= stored.row.status_seq:
            del self._waiting[task_id]

    async def _flush(self, task_id: str) -> None:
        waiting = self._waiting.get(task_id)
        if waiting is not None:
            await self._save(waiting[1], known=True)

    def _forget_after_pause(self) -> None:
        """Notice that this process stood still: its partitions may have had another writer meanwhile."""
        if time.monotonic() - self._alive_at > _PAUSED_S + self._deferred_s:
            self._written = Bounded(_KNOWN_TASKS)
            self._waiting.clear()
