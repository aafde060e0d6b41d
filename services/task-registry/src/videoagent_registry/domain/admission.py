"""Who gets the next free place: a pure choice among those who wait."""

import heapq
from bisect import bisect_left, insort
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from videoagent_contracts.enums import Priority

_URGENT = Priority.URGENT.rank


@dataclass(frozen=True, slots=True)
class Ask:
    """A task that wants a place.

    Attributes:
        since: When it asked.
        limit: Places that its user may have at once; None: any number.
    """

    task_id: str
    user_id: str
    priority: Priority
    since: datetime
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """How those who wait are ordered.

    Attributes:
        ageing: Wait after which a task counts as of the next higher priority, up to urgent.
        oldest_share: One place in so many goes to who has waited longest, whatever the priority.
    """

    ageing: timedelta = timedelta(minutes=30)
    oldest_share: int = 4

    def level(self, ask: Ask, now: datetime) -> int:
        """Return how many priorities the task is below urgent, its wait considered; 0 is the best."""
        return max(0, _URGENT - ask.priority.rank - int((now - ask.since) / self.ageing))


class Queue:
    """Those who wait, in one line per user and priority; only heads of lines can be next."""

    def __init__(self) -> None:
        self._asks: dict[str, Ask] = {}
        self._lines: dict[tuple[str, Priority], list[tuple[datetime, str]]] = {}
        self._by_priority: dict[Priority, list[tuple[datetime, str]]] = {each: [] for each in Priority}

    def __len__(self) -> int:
        return len(self._asks)

    def __contains__(self, task_id: str) -> bool:
        return task_id in self._asks

    def add(self, ask: Ask) -> None:
        """Let a task wait; one that waits already keeps its turn."""
        if ask.task_id not in self._asks:
            self._asks[ask.task_id] = ask
            insort(self._lines.setdefault((ask.user_id, ask.priority), []), (ask.since, ask.task_id))
            insort(self._by_priority[ask.priority], (ask.since, ask.task_id))

    def remove(self, task_id: str) -> None:
        """Let a task wait no longer; nothing happens if it does not."""
        ask = self._asks.pop(task_id, None)
        if ask is None:
            return
        line = self._lines[ask.user_id, ask.priority]
        for each in (line, self._by_priority[ask.priority]):
            del each[bisect_left(each, (ask.since, task_id))]
        if not line:
            del self._lines[ask.user_id, ask.priority]

    def users(self) -> list[str]:
        """Return the users of whom a task waits."""
        return list(dict.fromkeys(user_id for user_id, _ in self._lines))

    def ahead(self, ask: Ask, *, of_user: bool) -> int:
        """Return about how many wait before a task, of its user or of all: those of higher priority, and older ones."""
        count = 0
        for priority in Priority:
            line = self._lines.get((ask.user_id, priority), []) if of_user else self._by_priority[priority]
            if priority.rank > ask.priority.rank:
                count += len(line)
            elif priority is ask.priority:
                count += bisect_left(line, (ask.since, ask.task_id))
        return count

    def choose(
        self,
        now: datetime,
        places: int,
        running: Mapping[str, int],
        room: Callable[[Ask], int],
        order: Order,
        turn: int = 0,
    ) -> list[Ask]:
        """Return who gets the next places, at most ``places``, in order; the queue stays as it is.

        The best level first; of equals the user with the fewest running tasks, then the higher priority, then who has
        waited longest. Every ``order.oldest_share``-th place, counted from ``turn``, goes to who has waited longest.

        Args:
            now: The time, UTC.
            places: How many there are.
            running: Tasks that have a place, by user.
            room: How many more places the ask's user may take.
            order: Rules.
            turn: Places given before.
        """
        return _Choice(self._asks, list(self._lines.values()), now, running, room, order).take(places, turn)


class _Choice:
    """One round of choosing. Two heaps of heads of lines, which are put right when they come up."""

    def __init__(
        self,
        asks: Mapping[str, Ask],
        lines: Sequence[Sequence[tuple[datetime, str]]],
        now: datetime,
        running: Mapping[str, int],
        room: Callable[[Ask], int],
        order: Order,
    ) -> None:
        self._asks = asks
        self._lines = lines
        self._now = now
        self._running = dict(running)
        self._chosen_of: dict[str, int] = {}
        self._room = room
        self._order = order
        self._next = [0] * len(lines)
        self._best = [(self._key(asks[line[0][1]]), index) for index, line in enumerate(lines)]
        self._oldest = [(*line[0], index) for index, line in enumerate(lines)]
        heapq.heapify(self._best)
        heapq.heapify(self._oldest)

    def take(self, places: int, turn: int) -> list[Ask]:
        chosen: list[Ask] = []
        while len(chosen) < places:
            oldest = (turn + len(chosen) + 1) % self._order.oldest_share == 0
            index = self._pop_oldest() if oldest else self._pop_best()
            if index is None:
                break
            ask = self._asks[self._lines[index][self._next[index]][1]]
            chosen.append(ask)
            self._running[ask.user_id] = self._running.get(ask.user_id, 0) + 1
            self._chosen_of[ask.user_id] = self._chosen_of.get(ask.user_id, 0) + 1
            self._next[index] += 1
            if (head := self._head(index)) is not None:
                heapq.heappush(self._best, (self._key(head), index))
                heapq.heappush(self._oldest, (head.since, head.task_id, index))
        return chosen

    def _key(self, ask: Ask) -> tuple[int, int, int, datetime, str]:
        level = self._order.level(ask, self._now)
        return level, self._running.get(ask.user_id, 0), -ask.priority.rank, ask.since, ask.task_id

    def _head(self, index: int) -> Ask | None:
        line = self._lines[index]
        return self._asks[line[self._next[index]][1]] if self._next[index] < len(line) else None

    def _has_room(self, ask: Ask) -> bool:
        return self._room(ask) > self._chosen_of.get(ask.user_id, 0)

    def _pop_best(self) -> int | None:
        while self._best:
            key, index = heapq.heappop(self._best)
            head = self._head(index)
            if head is None or head.task_id != key[-1] or not self._has_room(head):
                continue
            if key != self._key(head):  # its user has got a place meanwhile
                heapq.heappush(self._best, (self._key(head), index))
                continue
            return index
        return None

    def _pop_oldest(self) -> int | None:
        while self._oldest:
            _, task_id, index = heapq.heappop(self._oldest)
            head = self._head(index)
            if head is not None and head.task_id == task_id and self._has_room(head):
                return index
        return None
