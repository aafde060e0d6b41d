"""Who listens to what; each event is written once and handed to all who want it."""

from collections import Counter
from collections.abc import Callable
from typing import TypeVar

from videoagent_contracts.errors import RateLimitException
from videoagent_gateway.domain.events import LiveEvent
from videoagent_gateway.live.listener import Listener
from videoagent_gateway.live.messages import event_text

_EVERYBODY = None
_Key = TypeVar("_Key")


class Hub:
    """All listeners of this replica.

    Args:
        most_per_key: Listeners that one key may have; 0: any number.
    """

    def __init__(self, most_per_key: int = 0) -> None:
        self._most_per_key = most_per_key
        self._per_key: Counter[str | None] = Counter()
        self._by_task: dict[str, set[Listener]] = {}
        self._of_all: dict[str | None, set[Listener]] = {}
        self._listeners: set[Listener] = set()
        self.closing = False

    def check_room(self, key_id: str | None) -> None:
        """Let one more listener of a key be added, or not; who needs no key (None) is not counted.

        Raises:
            RateLimitException: The key has as many as one may have.
        """
        if key_id is not None and self._most_per_key and self._per_key[key_id] >= self._most_per_key:
            raise RateLimitException(f"this key has {self._most_per_key} sockets and streams open; close some first")

    def add(self, listener: Listener) -> None:
        if listener not in self._listeners:
            self._per_key[listener.key_id] += 1
        self._listeners.add(listener)
        if self.closing:
            listener.outbox.close()

    def remove(self, listener: Listener) -> None:
        """Forget a listener and all it followed. Idempotent."""
        if listener in self._listeners:
            self._listeners.remove(listener)
            self._per_key[listener.key_id] -= 1
            if not self._per_key[listener.key_id]:
                del self._per_key[listener.key_id]
        self._discard(self._of_all, listener.owner, listener)
        for task_id in listener.named:
            self._discard(self._by_task, task_id, listener)

    def follow(self, listener: Listener, task_id: str) -> None:
        """Hand the listener all events of a task from now on. It must hold the task first."""
        listener.named.add(task_id)
        self._by_task.setdefault(task_id, set()).add(listener)

    def unfollow(self, listener: Listener, task_id: str) -> bool:
        """Stop; False when the listener did not follow the task by name."""
        followed = task_id in listener.named
        listener.named.discard(task_id)
        listener.tasks.pop(task_id, None)
        self._discard(self._by_task, task_id, listener)
        return followed

    def follow_all(self, listener: Listener) -> None:
        """Hand the listener all events of the tasks that it may see from now on."""
        listener.follows_all = True
        self._of_all.setdefault(listener.owner, set()).add(listener)

    def unfollow_all(self, listener: Listener) -> None:
        listener.follows_all = False
        self._discard(self._of_all, listener.owner, listener)

    def is_wanted(self, event: LiveEvent) -> bool:
        """Whether anybody listens, so that making an address or a text is worth it."""
        return event.task_id in self._by_task or event.user_id in self._of_all or _EVERYBODY in self._of_all

    def fan_out(self, event: LiveEvent) -> None:
        """Hand an event to all who want it."""
        named = self._by_task.get(event.task_id, set())
        of_all = self._of_all.get(event.user_id, set()) | self._of_all.get(_EVERYBODY, set())
        if not named and not of_all:
            return
        text = event_text(event)
        for listener in tuple(named | of_all) if of_all else tuple(named):
            listener.offer(event, text)

    def forget(self, task_id: str) -> None:
        """Take a deleted task from all who followed it."""
        for listener in tuple(self._by_task.get(task_id, ())):
            self.unfollow(listener, task_id)

    def close(self) -> None:
        """Let all listeners end after what waits for them."""
        self.closing = True
        for listener in self._listeners:
            listener.outbox.close()

    def expel(self, holds: Callable[[str | None], bool]) -> None:
        """End listeners whose key (None: that came in without one) no longer holds."""
        for listener in self._listeners:
            if not holds(listener.key_id):
                listener.expelled = True
                listener.outbox.close()

    def counts(self, user_id: str) -> tuple[int, int, dict[str, int]]:
        """Count a user's connections, what they follow, and listeners per task."""
        mine = [listener for listener in self._listeners if listener.user_id == user_id]
        per_task = Counter(task_id for listener in mine for task_id in listener.named)
        everything = sum(listener.follows_all for listener in mine)
        return len(mine), sum(per_task.values()) + everything, dict(per_task)

    @staticmethod
    def _discard(groups: dict[_Key, set[Listener]], key: _Key, listener: Listener) -> None:
        members = groups.get(key)
        if members is None:
            return
        members.discard(listener)
        if not members:
            del groups[key]
