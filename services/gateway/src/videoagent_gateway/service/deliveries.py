"""Webhook deliveries: what became of them, and trying one again."""

from collections.abc import Iterable

from videoagent_contracts.api import DeliveryResponse
from videoagent_contracts.codec import AnyEnvelope
from videoagent_contracts.envelope import Envelope
from videoagent_contracts.errors import TaskNotFoundException
from videoagent_contracts.status import DeliveryAttempted, RedeliverWebhook
from videoagent_contracts.topics import GATEWAY
from videoagent_gateway.domain.caller import Caller
from videoagent_gateway.domain.deliveries import attempt_of, deliveries_of
from videoagent_gateway.errors import DeliveryNotFoundException
from videoagent_gateway.ports import CommandBus, DeliveryLog
from videoagent_gateway.service.reading import Reading
from videoagent_gateway.service.tasks_state import TasksState


class Deliveries:
    """All methods raise StorageException when the store or Kafka is away."""

    def __init__(self, state: TasksState, reading: Reading, log: DeliveryLog, bus: CommandBus) -> None:
        self._state = state
        self._reading = reading
        self._log = log
        self._bus = bus

    async def take(self, envelopes: Iterable[AnyEnvelope]) -> None:
        """Note tries. Idempotent: a try is told apart by its delivery and number."""
        said = [envelope for envelope in envelopes if isinstance(envelope.payload, DeliveryAttempted)]
        await self._log.add([attempt_of(each) for each in said if not self._state.is_deleted(each.task_id)])

    async def of_task(self, task_id: str, caller: Caller) -> list[DeliveryResponse]:
        """Return a task's deliveries, oldest first.

        Raises:
            TaskNotFoundException: There is no such task.
        """
        row = await self._reading.row(task_id, caller)
        return deliveries_of(await self._log.of_task(row.task_id))

    async def redeliver(self, delivery_id: str, caller: Caller) -> DeliveryResponse:
        """Order one more try now; return the delivery as it is so far.

        Raises:
            DeliveryNotFoundException: There is no such delivery, or it is of another's task.
        """
        known = deliveries_of(await self._log.of_delivery(delivery_id))
        if not known:
            raise _not_found(delivery_id)
        [delivery] = known
        try:
            await self._reading.row(delivery.task_id, caller)
        except TaskNotFoundException:
            raise _not_found(delivery_id) from None
        order = RedeliverWebhook(delivery_id=delivery_id)
        await self._bus.send(Envelope[RedeliverWebhook].of(order, task_id=delivery.task_id, producer=GATEWAY))
        return delivery


def _not_found(delivery_id: str) -> DeliveryNotFoundException:
    return DeliveryNotFoundException(f"there is no delivery {ascii(delivery_id[:64])[1:-1]}")
