"""Filling a read model that is empty: new, or emptied while this replica was running."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

import structlog

from videoagent_contracts.codec import AnyEnvelope
from videoagent_contracts.errors import StorageException
from videoagent_contracts.status import TaskStatusChanged
from videoagent_gateway.ports import DeliveryLog, ReadModel
from videoagent_gateway.service.deliveries import Deliveries
from videoagent_gateway.service.reading import Reading
from videoagent_gateway.service.tasks_state import TasksState
from videoagent_gateway.service.writing import Writing

_LOOK_EVERY_S = 5.0
_log = structlog.get_logger(__name__)
History = Callable[[Callable[[list[AnyEnvelope]], Awaitable[None]]], Awaitable[None]]
"""Hands over all that Kafka still holds, each task's messages in order."""


class Rebuilding:
    """Reads the status topic from its beginning while requests are served.

    The writers' consumer group cannot do this: its offsets are far on. Several replicas may rebuild at once, and the
    group goes on writing meanwhile: events are inserted once, and each ends at the newest state of every task.
    """

    def __init__(
        self,
        history: History,
        state: TasksState,
        reading: Reading,
        store: ReadModel,
        log: DeliveryLog,
        deliveries: Deliveries,
    ) -> None:
        self._history = history
        self._state = state
        self._reading = reading
        self._store = store
        self._log = log
        self._deliveries = deliveries

    async def watch(self) -> None:
        """Rebuild whenever the read model is found empty, for ever."""
        while True:
            try:
                await self.look()
            except StorageException as error:
                _log.warning("the read model waits for a store", error=error.detail)
            await asyncio.sleep(_LOOK_EVERY_S)

    async def look(self) -> bool:
        """Rebuild if needed; return whether it was.

        Raises:
            StorageException: A store or Kafka is away; what has been read so far is read again next time.
        """
        if await self._store.is_built():
            return False
        self._reading.incomplete = True
        await self._store.prepare()
        await self._log.prepare()
        writing = Writing(self._store, self._log, timedelta(0))

        async def take(envelopes: list[AnyEnvelope]) -> None:
            statuses = [each for each in envelopes if isinstance(each.payload, TaskStatusChanged) and each.seq]
            for envelope in statuses:
                self._state.take_status(envelope)
            await writing.take(statuses)
            await writing.flush_due()
            await self._deliveries.take(envelopes)

        await self._history(take)
        await writing.flush_all()
        await self._store.mark_built()
        self._reading.incomplete = False
        _log.info("read model built from the status topic", tasks=len(self._state.index))
        return True
