"""Clean-up runs: ordered of the task-registry, and what it says of them."""

import asyncio
from collections.abc import Iterable
from datetime import timedelta

from videoagent_contracts.admin import CleanUpRequest, CleanUpResponse
from videoagent_contracts.codec import AnyEnvelope
from videoagent_contracts.envelope import Envelope
from videoagent_contracts.ids import uuid7
from videoagent_contracts.retention import CleanUpReported, OrderCleanUp, Removable
from videoagent_contracts.topics import GATEWAY
from videoagent_gateway.domain.bounded import Bounded
from videoagent_gateway.errors import RunNotFoundException
from videoagent_gateway.ports import CommandBus

_REMEMBERED = 100


class Cleaning:
    """Knows the runs whose reports this replica has heard, and those ordered here, the last hundred."""

    def __init__(self, bus: CommandBus, patience: timedelta) -> None:
        self._bus = bus
        self._patience_s = patience.total_seconds()
        self._runs: Bounded[str, CleanUpResponse] = Bounded(_REMEMBERED)
        self._news = asyncio.Condition()

    async def order(self, request: CleanUpRequest) -> CleanUpResponse:
        """Order a run and wait for its report, for a while.

        Raises:
            StorageException: Kafka is away; nothing was ordered.
        """
        run_id = uuid7()
        order = Envelope[OrderCleanUp].of(OrderCleanUp(**request.model_dump()), task_id=run_id, producer=GATEWAY)
        self._runs.put(run_id, CleanUpResponse(run_id=run_id, done=False, dry_run=request.dry_run))
        await self._bus.send(order)
        try:
            async with asyncio.timeout(self._patience_s), self._news:
                await self._news.wait_for(lambda: self.run(run_id).done)
        except TimeoutError:
            pass  # a large installation takes longer: the answer says so
        return self.run(run_id)

    def run(self, run_id: str) -> CleanUpResponse:
        """Return what is known of a run.

        Raises:
            RunNotFoundException: Nothing is.
        """
        found = self._runs.get(run_id)
        if found is None:
            raise RunNotFoundException(f"nothing is known here of a clean-up run {ascii(run_id[:64])[1:-1]}")
        return found

    async def take(self, envelopes: Iterable[AnyEnvelope]) -> bool:
        """Hear reports. Idempotent.

        Returns:
            Whether uploads were removed.
        """
        uploads_removed = False
        async with self._news:
            for envelope in envelopes:
                if isinstance(envelope.payload, CleanUpReported):
                    report = envelope.payload
                    uploads_removed |= not report.dry_run and Removable.UPLOAD in report.found
                    said = report.model_dump()
                    self._runs.put(
                        envelope.task_id,
                        CleanUpResponse.model_validate({"run_id": envelope.task_id, "done": True} | said),
                    )
            self._news.notify_all()
        return uploads_removed
