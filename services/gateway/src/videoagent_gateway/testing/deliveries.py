"""Webhook tries in memory."""

from collections.abc import Sequence

from videoagent_gateway.domain.deliveries import Attempt


class MemoryDeliveries:
    """Stands in for the store of tries."""

    def __init__(self) -> None:
        self.tries: dict[tuple[str, int], Attempt] = {}

    async def prepare(self) -> None:
        pass

    async def add(self, attempts: Sequence[Attempt]) -> None:
        for attempt in attempts:
            self.tries.setdefault((attempt.delivery_id, attempt.attempt), attempt)

    async def of_task(self, task_id: str) -> list[Attempt]:
        return [attempt for attempt in self.tries.values() if attempt.task_id == task_id]

    async def of_delivery(self, delivery_id: str) -> list[Attempt]:
        return [attempt for attempt in self.tries.values() if attempt.delivery_id == delivery_id]

    async def forget(self, task_id: str) -> None:
        self.tries = {key: attempt for key, attempt in self.tries.items() if attempt.task_id != task_id}
