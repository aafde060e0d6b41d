"""Answers of stock services, kept for a day in memory: Pixabay wants that, and every service has few calls to give."""

import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable

from videoagent_models.stock import Found

_DAY_S = 24 * 3600.0
_MOST = 200
"""Answers; with 80 finds each they take some MB."""


class SearchCache:
    """Remembers the latest answers of one service in one process.

    Args:
        clock: Monotonic time, s.
        most: Answers kept; the least used goes first.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic, most: int = _MOST) -> None:
        self._clock = clock
        self._most = most
        self._kept: OrderedDict[Hashable, tuple[float, tuple[Found, ...]]] = OrderedDict()

    async def get(self, question: Hashable, ask: Callable[[], Awaitable[list[Found]]]) -> tuple[Found, ...]:
        """Return the answer to a question, asked at most once a day; a failure is not kept."""
        kept = self._kept.get(question)
        if kept is not None and self._clock() - kept[0] < _DAY_S:
            self._kept.move_to_end(question)
            return kept[1]
        answer = tuple(await ask())
        self._kept[question] = (self._clock(), answer)
        self._kept.move_to_end(question)
        while len(self._kept) > self._most:
            self._kept.popitem(last=False)
        return answer
