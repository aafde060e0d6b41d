"""Beginning to listen: what was before, then everything after it, in order, nothing missing and nothing twice."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

from videoagent_contracts.errors import StorageException
from videoagent_gateway.domain.caller import Caller
from videoagent_gateway.domain.events import LiveEvent, present_state
from videoagent_gateway.domain.rows import TaskRow
from videoagent_gateway.live.hub import Hub
from videoagent_gateway.live.listener import Listener
from videoagent_gateway.live.messages import event_text
from videoagent_gateway.ports import ReadModel
from videoagent_gateway.service.reading import Reading, not_found
from videoagent_gateway.service.tasks_state import TasksState

_HISTORY_PATIENCE = timedelta(seconds=2)
_HISTORY_LOOK_S = 0.05
_MOST_PRESENT = 1_000


class Following:
    """Subscribes listeners to tasks."""

    def __init__(
        self,
        state: TasksState,
        reading: Reading,
        store: ReadModel,
        hub: Hub,
        addressed: Callable[[LiveEvent], Awaitable[LiveEvent]],
    ) -> None:
        self._state = state
        self._reading = reading
        self._store = store
        self._hub = hub
        self._addressed = addressed

    async def follow(
        self,
        listener: Listener,
        task_id: str,
        caller: Caller,
        *,
        after_seq: int | None = None,
        greet: Callable[[TaskRow], str] | None = None,
    ) -> None:
        """Queue the past for the listener and hand it everything after that; asked again, tell it again.

        Args:
            listener: Who listens.
            task_id: To what.
            caller: On whose behalf.
            after_seq: Number of the last event already known: what came after it is repeated. None: the present state.
            greet: Makes a message that goes before everything else.

        Raises:
            TaskNotFoundException: There is no such task; the listener does not follow it.
            StorageException: The past cannot be read; the listener follows the task if it did so before.
        """
        before = listener.tasks.get(task_id) if task_id in listener.named else None
        listener.hold(task_id)
        self._hub.follow(listener, task_id)
        try:
            row = await self._reading.row(task_id, caller)
            if greet is not None:
                listener.outbox.put(greet(row), past=True)
            if after_seq is None:
                await self._tell_present(listener, task_id, caller)
            else:
                await self._tell_missed(listener, task_id, after_seq)
        except StorageException:
            if before is None:
                self._hub.unfollow(listener, task_id)
            else:
                listener.begin(task_id, seq=before.seq, status_seq=before.status_seq)
            raise
        except BaseException:
            self._hub.unfollow(listener, task_id)
            raise

    async def follow_all(self, listener: Listener, caller: Caller) -> int:
        """Follow all of the caller's tasks; tell where those stand that have not ended. Return how many those are."""
        self._hub.follow_all(listener)
        live = [row for row in self._state.index if caller.may_see(row) and not row.status.is_terminal]
        live.sort(key=lambda row: row.created_at)
        for row in live[-_MOST_PRESENT:]:
            if row.task_id not in listener.tasks:
                listener.hold(row.task_id)
                listener.outbox.put(event_text(present_state(row)), past=True)
                listener.begin(row.task_id, seq=row.seq, status_seq=row.status_seq)
        return len(live)

    async def history(self, task_id: str, caller: Caller) -> list[LiveEvent]:
        """Return all events of a task in order.

        Raises:
            TaskNotFoundException: There is no such task.
        """
        await self._reading.row(task_id, caller)
        return [await self._addressed(event) for event in await self._events(task_id)]

    async def _tell_present(self, listener: Listener, task_id: str, caller: Caller) -> None:
        row = await self._reading.row(task_id, caller)
        view = None
        if row.status.is_terminal:
            _, view = await self._reading.whole(task_id, caller)
        row = self._known(task_id)
        event, seq, status_seq = present_state(row, view), row.seq, row.status_seq
        event = await self._addressed(event)
        listener.outbox.put(event_text(event), past=True)
        listener.begin(task_id, seq=seq, status_seq=status_seq)
        if event.ends and listener.closes_at_end:
            listener.outbox.close()

    async def _tell_missed(self, listener: Listener, task_id: str, after_seq: int) -> None:
        events = [event for event in await self._events(task_id, after_seq) if event.seq > after_seq]
        for event in events:
            listener.outbox.put(event_text(await self._addressed(event)), past=True)
        last = events[-1].seq if events else after_seq
        row = self._known(task_id)
        caught_up = last >= row.status_seq
        listener.begin(task_id, seq=last, status_seq=max(last if events else 0, row.status_seq if caught_up else 0))
        if listener.closes_at_end and row.status.is_terminal and caught_up:
            listener.outbox.close()

    def _known(self, task_id: str) -> TaskRow:
        row = self._state.row(task_id)
        if row is None:
            raise not_found(task_id)
        return row

    async def _events(self, task_id: str, after_seq: int = 0) -> list[LiveEvent]:
        """Read the history; where the writer lags behind what has been heard, wait for it for a moment.

        Of what was said up to ``after_seq`` some may be missing.

        Raises:
            StorageException: Part of it is missing: telling the rest would hide that for ever from who listens on.
        """
        loop = asyncio.get_running_loop()
        deadline = loop.time() + _HISTORY_PATIENCE.total_seconds()
        while True:
            by_seq = {event.seq: event for event in await self._store.events(task_id)}
            stored, recent = max(by_seq, default=0), self._state.recent(task_id)
            by_seq |= {event.seq: event for event in recent.events}
            row = self._state.row(task_id)
            if row is None or (max(stored, after_seq) >= recent.before and max(by_seq, default=0) >= row.status_seq):
                return [by_seq[seq] for seq in sorted(by_seq)]
            if loop.time() > deadline:
                raise StorageException("the history is not complete at the moment")
            await asyncio.sleep(_HISTORY_LOOK_S)
