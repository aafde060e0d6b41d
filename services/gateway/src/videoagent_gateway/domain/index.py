"""All tasks in brief, kept in every order that lists can ask for.

The document store's portable part pushes only equality down (ranges, sort and limit fetch everything), so lists are
answered from memory: each order is a sorted list of keys, totals are counters, and a page is a slice.
"""

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import islice

from videoagent_contracts.api import TaskListQuery
from videoagent_contracts.enums import Priority, TaskStatus
from videoagent_gateway.domain.rows import TaskRow

_Key = tuple[float | datetime, str]
_ORDERS: dict[str, Callable[[TaskRow], float | datetime]] = {
    "created_at": lambda row: row.created_at,
    "updated_at": lambda row: row.updated_at,
    "priority": lambda row: row.priority.rank,
    "progress": lambda row: row.progress,
}
_LIVE = (TaskStatus.PENDING, TaskStatus.RUNNING)
_Facets = tuple[str, TaskStatus, Priority]


class TaskIndex:
    """Rows of tasks, at most ``limit`` of them: beyond that the oldest leave (they stay readable by id).

    Equal keys are ordered by task id, so pages neither repeat nor skip while nothing changes.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._rows: dict[str, TaskRow] = {}
        self._orders: dict[str, list[_Key]] = {name: [] for name in _ORDERS}
        self._keys: dict[str, dict[str, float | datetime]] = {}
        self._facets: dict[str, _Facets] = {}
        self._counts: Counter[_Facets] = Counter()

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[TaskRow]:
        return iter(list(self._rows.values()))

    def get(self, task_id: str) -> TaskRow | None:
        return self._rows.get(task_id)

    def put(self, row: TaskRow) -> None:
        """Add a row, or take in that it has changed (also when it is the same object)."""
        before = self._keys.get(row.task_id, {})
        now = {name: key(row) for name, key in _ORDERS.items()}
        for name, key in now.items():
            old = before.get(name)
            if old is not None and old == key:
                continue
            if old is not None:
                self._drop(name, (old, row.task_id))
            insort(self._orders[name], (key, row.task_id))
        self._keys[row.task_id] = now
        self._rows[row.task_id] = row
        self._count(row.task_id, (row.user_id, row.status, row.priority))
        if len(self._rows) > self._limit:
            self.remove(self._orders["created_at"][0][1])

    def remove(self, task_id: str) -> None:
        """Forget a task; unknown ids are ignored."""
        if self._rows.pop(task_id, None) is None:
            return
        for name, key in self._keys.pop(task_id).items():
            self._drop(name, (key, task_id))
        self._count(task_id, None)

    def live_of(self, user_id: str) -> int:
        """Count a user's tasks that run or wait to."""
        return sum(count for facets, count in self._counts.items() if facets[0] == user_id and facets[1] in _LIVE)

    def page(self, query: TaskListQuery) -> tuple[list[TaskRow], int]:
        """Return the rows of one page and how many rows the filters leave in all."""
        wanted = [facets for facets in self._counts if _matches(facets, query)]
        descending = query.sort_order == "desc"
        order = self._orders[query.sort_by]
        if query.q is None and len(wanted) == len(self._counts):
            size = len(order)
            first, last = query.offset, min(size, query.offset + query.limit)
            picked = [order[size - 1 - at] if descending else order[at] for at in range(first, last)]
            return [self._rows[task_id] for _, task_id in picked], size
        return self._filtered(reversed(order) if descending else iter(order), frozenset(wanted), query)

    def _filtered(
        self, order: Iterator[_Key], wanted: frozenset[_Facets], query: TaskListQuery
    ) -> tuple[list[TaskRow], int]:
        words = (query.q or "").casefold().split()
        if words:
            found = self._with_words(order, wanted, words)
            return found[query.offset : query.offset + query.limit], len(found)
        some = (self._rows[task_id] for _, task_id in order if self._facets[task_id] in wanted)
        page = list(islice(some, query.offset, query.offset + query.limit))
        return page, sum(self._counts[facets] for facets in wanted)

    def _with_words(self, order: Iterator[_Key], wanted: frozenset[_Facets], words: list[str]) -> list[TaskRow]:
        """Look the longest word up in all rows (the costly part, 0.2 µs a row), the rest in what that leaves."""
        rows, facets = self._rows, self._facets
        first, *others = sorted(words, key=len, reverse=True)
        found = [row for _, task_id in order if first in (row := rows[task_id]).folded]
        return [row for row in found if facets[row.task_id] in wanted and all(word in row.folded for word in others)]

    def _drop(self, name: str, key: _Key) -> None:
        order = self._orders[name]
        del order[bisect_left(order, key)]

    def _count(self, task_id: str, facets: _Facets | None) -> None:
        before = self._facets.pop(task_id, None)
        if facets is not None:
            self._facets[task_id] = facets
        if before == facets:
            return
        if before is not None:
            self._counts[before] -= 1
            if not self._counts[before]:
                del self._counts[before]
        if facets is not None:
            self._counts[facets] += 1


def _matches(facets: _Facets, query: TaskListQuery) -> bool:
    user_id, status, priority = facets
    return (
        (query.user_id is None or query.user_id == user_id)
        and (query.status is None or query.status is status)
        and (query.priority is None or query.priority is priority)
    )
