"""Dead letters in memory."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from videoagent_contracts.envelope import utc_now
from videoagent_contracts.errors import ErrorCode, TaskNotFoundException, TaskStateException
from videoagent_runtime.dead_letters import DeadLetter, DeadLetterDetail, DeadLetterState


class MemoryDeadLetters:
    """Stands in for the desk."""

    def __init__(self) -> None:
        self.held: dict[str, DeadLetterDetail] = {}

    def put(self, letter_id: str, **more: Any) -> None:
        """Hold a letter; ``more`` replaces what it says."""
        values: dict[str, Any] = {
            "id": letter_id,
            "topic": letter_id.partition(":")[0],
            "partition": 3,
            "offset": 41,
            "key": "k",
            "reason": "failed",
            "error": "ValueError: no",
            "service": "notifier",
            "group": "notifier",
            "at": utc_now(),
            "size": 2,
            "truncated": False,
            "state": DeadLetterState.OPEN,
            "stack": "Traceback",
            "headers": {"ce_type": "task.create"},
            "payload": "{}",
            "encoding": "text",
            "payload_complete": True,
        }
        self.held[letter_id] = DeadLetterDetail(**values | more)

    async def letters(
        self, topic: str | None = None, *, limit: int = 50, include_settled: bool = False
    ) -> Sequence[DeadLetter]:
        found = [letter for letter in self.held.values() if topic in (None, letter.topic)]
        return [letter for letter in found if include_settled or letter.state is DeadLetterState.OPEN][:limit]

    async def show(self, letter_id: str) -> DeadLetterDetail:
        if letter_id not in self.held:
            raise TaskNotFoundException("no such letter", code=ErrorCode.DEAD_LETTER_NOT_FOUND)
        return self.held[letter_id]

    async def replay(self, letter_id: str) -> DeadLetterDetail:
        return await self._settle(letter_id, DeadLetterState.REPLAYED)

    async def discard(self, letter_id: str) -> DeadLetterDetail:
        return await self._settle(letter_id, DeadLetterState.DISCARDED)

    async def _settle(self, letter_id: str, state: DeadLetterState) -> DeadLetterDetail:
        if (await self.show(letter_id)).state is not DeadLetterState.OPEN:
            raise TaskStateException("it is settled", code=ErrorCode.DEAD_LETTER_STATE)
        self.held[letter_id] = replace(self.held[letter_id], state=state)
        return self.held[letter_id]
