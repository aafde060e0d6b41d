"""What waits to be sent to one reader."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable

_LONGEST_PAST = 10_000
"""Answers that wait for one reader: several times the events of the longest film, or a thousand tasks' states."""


SendNow = Callable[[str], bool]
"""Sends a message without waiting, or returns False and sends nothing."""


class Overflowed(Exception):  # noqa: N818 - a state of the reader, not a fault of ours
    """The reader is so slow that even what must not be lost no longer fits."""


class _Entry:
    __slots__ = ("lossy_for", "past", "text")

    def __init__(self, text: str, lossy_for: str | None, *, past: bool) -> None:
        self.text = text
        self.lossy_for = lossy_for
        self.past = past


class Outbox:
    """A bounded queue for one reader in which waiting progress gives way to newer progress of the same task.

    Messages that must arrive are never dropped: when more than ``limit`` wait, the reader is given up instead. What it
    asked for itself, where tasks stand and what it has missed, does not count, or whoever follows or has missed much
    could never come back; only asking for it again and again without reading does.

    Attributes:
        send_now: A short way for messages before which nothing waits; None: all go through :meth:`messages`.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._entries: deque[_Entry] = deque()
        self._progress: dict[str, _Entry] = {}
        self._past = 0
        self._filled = asyncio.Event()
        self._closed = False
        self._sending = False
        self.overflowed = False
        self.send_now: SendNow | None = None

    def __len__(self) -> int:
        return len(self._entries)

    def put(self, text: str, lossy_for: str | None = None, *, past: bool = False) -> None:
        """Queue a message.

        Args:
            text: The message.
            lossy_for: Names the task whose waiting progress it replaces. Only progress that nothing of the same task
                has followed yet is replaced, so order stays.
            past: Whether it answers the reader's wish to know the present, or what it has missed.
        """
        if self.overflowed or self._closed:
            return
        if self.send_now is not None and not self._entries and not self._sending and self.send_now(text):
            return
        if lossy_for is not None:
            waiting = self._progress.get(lossy_for)
            if waiting is not None:
                waiting.text = text
                return
        elif self._is_full(past=past):
            self.overflowed = True
            self._filled.set()
            return
        entry = _Entry(text, lossy_for, past=past)
        self._past += past
        if lossy_for is not None:
            self._progress[lossy_for] = entry
        self._entries.append(entry)
        self._filled.set()

    def _is_full(self, *, past: bool) -> bool:
        return self._past >= _LONGEST_PAST if past else len(self._entries) - self._past >= self._limit

    def settle(self, task_id: str) -> None:
        """Fix waiting progress of a task in place: something that must arrive comes after it."""
        self._progress.pop(task_id, None)

    def close(self) -> None:
        """Let :meth:`messages` end after what waits."""
        self._closed = True
        self._filled.set()

    async def messages(self) -> AsyncIterator[str]:
        """Yield messages as they come, until closed.

        Raises:
            Overflowed: The reader was too slow.
        """
        while True:
            while self._entries:
                if self.overflowed:
                    raise Overflowed
                entry = self._entries.popleft()
                self._past -= entry.past
                if entry.lossy_for is not None and self._progress.get(entry.lossy_for) is entry:
                    del self._progress[entry.lossy_for]
                self._sending = True  # until the reader is back for more: what comes meanwhile must not overtake it
                yield entry.text
                self._sending = False
            if self.overflowed:
                raise Overflowed
            if self._closed:
                return
            self._filled.clear()
            await self._filled.wait()
