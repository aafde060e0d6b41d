"""What this replica knows of tasks right now: rows of all, whole states and last events of the busy ones."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

from videoagent_contracts.codec import AnyEnvelope
from videoagent_contracts.status import StatusEvent, TaskProgressed, TaskStatusChanged, TaskView
from videoagent_gateway.domain.bounded import Bounded
from videoagent_gateway.domain.creation import initial_view
from videoagent_gateway.domain.events import LiveEvent, event_of_progress, event_of_status
from videoagent_gateway.domain.index import TaskIndex
from videoagent_gateway.domain.rows import TaskRow, row_of

_RECENT_EVENTS = 128
_RECENT_TASKS = 2_000
_REMEMBERED_DELETIONS = 10_000
_EARLY_PROGRESS = 10_000


@dataclass(slots=True)
class Recent:
    """The last statuses of a task that were heard, in order.

    Attributes:
        before: Number of the status that came before the first of them; everything up to it must come from the store.
    """

    before: int
    events: deque[LiveEvent] = field(default_factory=deque)

    def add(self, event: LiveEvent) -> None:
        self.events.append(event)
        if len(self.events) > _RECENT_EVENTS:
            self.before = self.events.popleft().seq


class TasksState:
    """Fed by the broadcast of statuses, progress and accepted commands; every replica hears all of them.

    Nothing here waits, so each message is taken in as a whole before anything else runs, and whoever looks sees
    either the state before or after it.
    """

    def __init__(self, index_limit: int, view_limit: int) -> None:
        self.index = TaskIndex(index_limit)
        self._views: Bounded[str, tuple[int, TaskView]] = Bounded(view_limit)
        self._recent: Bounded[str, Recent] = Bounded(_RECENT_TASKS)
        self._deleted: Bounded[str, None] = Bounded(_REMEMBERED_DELETIONS)
        self._early: Bounded[str, AnyEnvelope] = Bounded(_EARLY_PROGRESS)
        self._from_store: set[str] = set()

    def row(self, task_id: str) -> TaskRow | None:
        return self.index.get(task_id)

    def view(self, task_id: str) -> TaskView | None:
        """Return the whole state, when the one in memory is as new as the row."""
        held, row = self._views.get(task_id), self.index.get(task_id)
        if held is None or row is None or held[0] < row.status_seq:
            return None
        return held[1]

    def is_deleted(self, task_id: str) -> bool:
        return task_id in self._deleted

    def recent(self, task_id: str) -> Recent:
        """Return what was heard last: it covers what the store does not have yet, or not all of that."""
        return self._recent.get(task_id) or Recent(0)

    def may_be_behind(self, task_id: str) -> bool:
        """Whether a task that goes on is known from its stored state only, which may be some seconds old."""
        return task_id in self._from_store

    def take_command(self, envelope: AnyEnvelope) -> bool:
        """Take in an accepted CreateTask; False when the task is known already."""
        if self.index.get(envelope.task_id) is not None or envelope.task_id in self._deleted:
            return False
        view = initial_view(envelope)
        return self._take(row_of(view, 0), view)

    def take_stored(self, view: TaskView, seq: int) -> bool:
        """Take in a state from the store; False when something newer is known."""
        return self._take_from_store(row_of(view, seq), view)

    def take_row(self, row: TaskRow) -> bool:
        """Take in a row from the store; False when something as new is known."""
        return self._take_from_store(row, None)

    def take_history(self, task_id: str, events: Sequence[LiveEvent]) -> None:
        """Bring a task that is known from its stored state up to the newest of its events in the store.

        Histories are written at once, states between two changes of status seconds later. A change of status itself
        is no business of this: whoever wrote its event has stored its state, or will be given it again, as this
        replica is.
        """
        self._from_store.discard(task_id)
        row, last = self.index.get(task_id), events[-1] if events else None
        if row is None or last is None or last.seq <= row.status_seq:
            return
        if (last.data.get("status"), last.data.get("run")) != (row.status, row.run):
            return
        row.catch_up(last.data, last.seq, last.timestamp)
        self.index.put(row)
        self._apply_early(row)

    def take_status(self, envelope: AnyEnvelope) -> LiveEvent | None:
        """Take in a status and return its event; None for one that is no news."""
        payload: TaskStatusChanged = envelope.payload
        event = event_of_status(envelope)
        if payload.event is StatusEvent.TASK_DELETED:
            self.forget(envelope.task_id)
            return event
        row = self.index.get(envelope.task_id)
        if row is not None and event.seq <= row.status_seq:
            return None
        before = row.status_seq if row is not None else 0
        if not self._take(row_of(payload.state, event.seq), payload.state):
            return None
        self._from_store.discard(envelope.task_id)
        self._remember(event, before)
        return event

    def take_progress(self, envelope: AnyEnvelope) -> LiveEvent | None:
        """Take in progress; None when it does not follow the status that is known, or goes back.

        What is ahead of that status is kept: the two topics have no common order, and a replica that starts hears the
        last minutes' progress before it knows the tasks.
        """
        payload: TaskProgressed = envelope.payload
        row = self.index.get(envelope.task_id)
        if row is None or payload.after_seq > row.status_seq:
            self._early.put(envelope.task_id, envelope)
            return None
        return self._advance(row, envelope)

    def _advance(self, row: TaskRow, envelope: AnyEnvelope) -> LiveEvent | None:
        payload: TaskProgressed = envelope.payload
        if payload.after_seq != row.status_seq or payload.run != row.run:
            return None
        seq = envelope.seq if envelope.seq is not None else row.seq
        if seq < row.seq or payload.progress < row.progress:
            return None
        row.advance(payload, seq, envelope.occurred_at)
        self.index.put(row)
        return event_of_progress(envelope, seq)

    def forget(self, task_id: str) -> None:
        """Drop a deleted task, and refuse late words about it."""
        self._deleted.put(task_id, None)
        self.index.remove(task_id)
        self._views.pop(task_id)
        self._recent.pop(task_id)
        self._early.pop(task_id)
        self._from_store.discard(task_id)

    def _take_from_store(self, row: TaskRow, view: TaskView | None) -> bool:
        newer = self._take(row, view)
        if newer and not row.status.is_terminal:
            self._from_store.add(row.task_id)
        return newer

    def _apply_early(self, row: TaskRow) -> None:
        early = self._early.get(row.task_id)
        if early is not None and early.payload.after_seq <= row.status_seq:
            self._early.pop(row.task_id)
            self._advance(row, early)

    def _take(self, row: TaskRow, view: TaskView | None) -> bool:
        if row.task_id in self._deleted:
            return False
        known = self.index.get(row.task_id)
        newer = known is None or row.status_seq > known.status_seq
        if newer:
            self.index.put(row)
            self._apply_early(row)
        if view is not None and (known is None or row.status_seq >= known.status_seq):
            self._views.put(row.task_id, (row.status_seq, view))
        return newer

    def _remember(self, event: LiveEvent, before: int) -> None:
        recent = self._recent.get(event.task_id)
        if recent is None:
            recent = Recent(before)
            self._recent.put(event.task_id, recent)
        recent.add(event)
