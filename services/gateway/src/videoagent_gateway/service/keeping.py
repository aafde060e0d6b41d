"""Answers that cost something, kept for a moment."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

_Answer = TypeVar("_Answer")


class Kept(Generic[_Answer]):
    """Asks at most once in a while, whoever calls how often; who comes while it asks waits for the same answer.

    Args:
        ask: Is asked.
        for_s: How long its answer is good enough, s.
    """

    def __init__(self, ask: Callable[[], Awaitable[_Answer]], for_s: float) -> None:
        self._ask = ask
        self._for_s = for_s
        self._asking = asyncio.Lock()
        self._kept: tuple[float, _Answer] | None = None

    async def __call__(self) -> _Answer:
        """Return the answer; raises what asking raises, which is not kept."""
        async with self._asking:
            if self._kept is None or time.monotonic() - self._kept[0] >= self._for_s:
                answer = await self._ask()
                self._kept = (time.monotonic(), answer)
            return self._kept[1]
