"""Hearing what happens: every replica takes in every status, and tells its listeners."""

from collections.abc import Awaitable, Callable, Iterable

import structlog

from videoagent_contracts.codec import AnyEnvelope
from videoagent_contracts.commands import CreateTask
from videoagent_contracts.status import StatusEvent, TaskProgressed, TaskStatusChanged
from videoagent_contracts.steps import AgentAnnounced
from videoagent_gateway.domain.events import LiveEvent
from videoagent_gateway.live.hub import Hub
from videoagent_gateway.service.catalogue import Catalogue
from videoagent_gateway.service.tasks_state import TasksState
from videoagent_gateway.service.waiters import Waiters

_log = structlog.get_logger(__name__)
Addressing = Callable[[LiveEvent], Awaitable[LiveEvent]]
"""Puts a presigned address into an event that shows something."""


class Projection:
    """Takes messages in, in the order of their partition; called by one reader at a time."""

    def __init__(
        self, state: TasksState, hub: Hub, waiters: Waiters, catalogue: Catalogue, addressed: Addressing
    ) -> None:
        self._state = state
        self._hub = hub
        self._waiters = waiters
        self._catalogue = catalogue
        self._addressed = addressed

    async def take(self, envelopes: Iterable[AnyEnvelope]) -> None:
        """Take in a batch. A message that cannot be used is logged and passed over."""
        for envelope in envelopes:
            try:
                await self._take_one(envelope)
            except Exception:
                _log.exception("message could not be used", message_id=envelope.id, type=envelope.type)

    async def _take_one(self, envelope: AnyEnvelope) -> None:
        match envelope.payload:
            case TaskStatusChanged():
                await self._status(envelope)
            case TaskProgressed():
                event = self._state.take_progress(envelope)
                if event is not None:
                    self._hub.fan_out(event)
            case CreateTask():
                self._state.take_command(envelope)
            case AgentAnnounced() as announced:
                self._catalogue.take(announced)
            case _:
                return

    async def _status(self, envelope: AnyEnvelope) -> None:
        event = self._state.take_status(envelope)
        if event is None:
            return
        self._waiters.notify(event.task_id, self._state.row(event.task_id))
        if self._hub.is_wanted(event):
            self._hub.fan_out(await self._addressed(event))
        if envelope.payload.event is StatusEvent.TASK_DELETED:
            self._hub.forget(event.task_id)
