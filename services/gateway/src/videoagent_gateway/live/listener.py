"""One reader of live updates, and how far each of its tasks has been told."""

from dataclasses import dataclass, field

from videoagent_gateway.domain.caller import Caller
from videoagent_gateway.domain.events import LiveEvent
from videoagent_gateway.live.outbox import Outbox

_MOST_CURSORS = 20_000


@dataclass(slots=True)
class Cursor:
    """How far one reader knows one task.

    Attributes:
        seq: Of the last event told.
        status_seq: Of the last one told that was no progress.
        held: Events that came while the past was still being read; None once the reader is up to date.
    """

    seq: int = 0
    status_seq: int = 0
    held: list[tuple[LiveEvent, str]] | None = None


@dataclass(slots=True, eq=False)
class Listener:
    """A socket or an event stream. All methods return at once; sending is the outbox reader's business.

    Attributes:
        closes_at_end: Whether there is nothing to wait for once the (one) task has ended.
        named: Tasks followed by name; of the others, cursors may be forgotten.
        key_id: Of the key that it was opened with.
        sees_all: Whether "all" is everybody's tasks to it.
        expelled: Whether that key has ended.
    """

    user_id: str
    outbox: Outbox
    closes_at_end: bool = False
    tasks: dict[str, Cursor] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)
    follows_all: bool = False
    key_id: str | None = None
    sees_all: bool = False
    expelled: bool = False

    @property
    def owner(self) -> str | None:
        """Whose tasks it gets when it follows all; None: everybody's."""
        return None if self.sees_all else self.user_id

    def hold(self, task_id: str) -> Cursor:
        """Begin to follow a task whose past is about to be read: what comes meanwhile waits."""
        cursor = self.tasks[task_id] = Cursor(held=[])
        return cursor

    def begin(self, task_id: str, *, seq: int, status_seq: int) -> None:
        """Say how far the past has been told; what waited and is newer follows."""
        cursor = self.tasks.get(task_id)
        if cursor is None:
            return
        held, cursor.held = cursor.held or [], None
        cursor.seq, cursor.status_seq = max(cursor.seq, seq), max(cursor.status_seq, status_seq)
        for event, text in held:
            self.offer(event, text)

    def offer(self, event: LiveEvent, text: str) -> None:
        """Queue an event unless it has been told, or is progress that something newer has made pointless."""
        cursor = self.tasks.get(event.task_id)
        if cursor is None:
            cursor = self._new_cursor(event)
        if cursor.held is not None:
            cursor.held.append((event, text))
            return
        if event.after_seq is not None:
            if event.after_seq != cursor.status_seq or event.seq < cursor.seq:
                return
            cursor.seq = event.seq
            self.outbox.put(text, lossy_for=event.task_id)
            return
        if event.seq <= cursor.seq:
            cursor.status_seq = max(cursor.status_seq, event.seq)
            return
        cursor.seq = cursor.status_seq = event.seq
        self.outbox.settle(event.task_id)
        self.outbox.put(text)
        if event.ends and self.closes_at_end:
            self.outbox.close()

    def _new_cursor(self, event: LiveEvent) -> Cursor:
        """Follow a task of somebody who follows all: progress counts as told up to the status it follows."""
        if len(self.tasks) >= _MOST_CURSORS:
            del self.tasks[next(task_id for task_id in self.tasks if task_id not in self.named)]
        before = event.after_seq if event.after_seq is not None else 0
        cursor = self.tasks[event.task_id] = Cursor(seq=before, status_seq=before)
        return cursor


def listener_for(caller: Caller, outbox_limit: int, *, closes_at_end: bool = False) -> Listener:
    """Make a listener that hears what this caller may see, until their key ends."""
    outbox = Outbox(outbox_limit)
    return Listener(caller.user_id, outbox, closes_at_end, key_id=caller.key_id, sees_all=caller.sees_all)
