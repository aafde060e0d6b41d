"""Places for attempts at work, given to high priority first without starving the low one."""

import asyncio
from collections import deque


class PrioritySlots:
    """A fixed number of slots that two lines of waiters share.

    While both lines wait, the high one goes first, but every ``low_share``-th slot goes to the low one. That holds
    with a single slot too, since it counts slots given and not slots held.

    Args:
        count: Slots.
        low_share: One in so many slots is for the low line; 1: all, while it waits.
    """

    def __init__(self, count: int, low_share: int = 4) -> None:
        self._free = count
        self._low_share = low_share
        self._high_in_a_row = 0
        self._lines: dict[bool, deque[asyncio.Future[None]]] = {True: deque(), False: deque()}

    async def acquire(self, *, high: bool) -> None:
        """Wait for a slot. A caller that is cancelled leaves its line, or gives its slot to the next."""
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._lines[high].append(turn)
        self._give()
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self.release()
            elif turn in self._lines[high]:
                self._lines[high].remove(turn)
            raise

    def release(self) -> None:
        """Give a slot back."""
        self._free += 1
        self._give()

    def _give(self) -> None:
        while self._free and (line := self._next_line()) is not None:
            turn = line.popleft()
            if not turn.done():
                self._free -= 1
                turn.set_result(None)

    def _next_line(self) -> deque[asyncio.Future[None]] | None:
        high, low = self._lines[True], self._lines[False]
        if high and not (low and self._high_in_a_row >= self._low_share - 1):
            self._high_in_a_row = self._high_in_a_row + 1 if low else 0
            return high
        self._high_in_a_row = 0
        return low or None
