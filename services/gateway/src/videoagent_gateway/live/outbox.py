"""What waits to be sent to one reader."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator


class Overflowed(Exception):  # noqa: N818 - a state of the reader, not a fault of ours
    """The reader is so slow that even what must not be lost no longer fits."""


class _Entry:
    __slots__ = ("lossy_for", "text")

    def __init__(self, text: str, lossy_for: str | None) -> None:
        self.text = text
        self.lossy_for = lossy_for


class Outbox:
    """A bounded queue for one reader in which waiting progress gives way to newer progress of the same task.

    Messages that must arrive are never dropped: when more than ``limit`` wait, the reader is given up instead.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._entries: deque[_Entry] = deque()
        self._progress: dict[str, _Entry] = {}
        self._filled = asyncio.Event()
        self._closed = False
        self.overflowed = False

    def __len__(self) -> int:
        return len(self._entries)

    def put(self, text: str, lossy_for: str | None = None) -> None:
        """Queue a message; ``lossy_for`` names the task whose waiting progress it replaces.

        Only progress that nothing of the same task has followed yet is replaced, so order stays.
        """
        if self.overflowed or self._closed:
            return
        if lossy_for is not None:
            waiting = self._progress.get(lossy_for)
            if waiting is not None:
                waiting.text = text
                return
        elif len(self._entries) >= self._limit:
            self.overflowed = True
            self._filled.set()
            return
        entry = _Entry(text, lossy_for)
        if lossy_for is not None:
            self._progress[lossy_for] = entry
        self._entries.append(entry)
        self._filled.set()

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
                if entry.lossy_for is not None and self._progress.get(entry.lossy_for) is entry:
                    del self._progress[entry.lossy_for]
                yield entry.text
            if self.overflowed:
                raise Overflowed
            if self._closed:
                return
            self._filled.clear()
            await self._filled.wait()
