"""Statuses and orders in, deliveries out."""

from videoagent_contracts.envelope import utc_now
from videoagent_contracts.status import RedeliverWebhook, StatusEvent, TaskStatusChanged
from videoagent_contracts.topics import TASK_STATUS
from videoagent_notifier.domain import deliveries_of
from videoagent_notifier.ports import DeliveryStore, Pending
from videoagent_notifier.service import Dispatcher
from videoagent_runtime.records import Received


class NotifierHandler:
    """Stores the webhooks that statuses cause and schedules them, and obeys orders to deliver one again. Idempotent."""

    def __init__(self, store: DeliveryStore, dispatcher: Dispatcher, public_url: str) -> None:
        self._store = store
        self._dispatcher = dispatcher
        self._public_url = public_url

    async def __call__(self, received: list[Received]) -> None:
        """Handle a batch.

        Raises:
            StorageException: The store is away; the batch is to come again.
        """
        await self._on_statuses([each for each in received if isinstance(each.envelope.payload, TaskStatusChanged)])
        for each in received:
            if isinstance(each.envelope.payload, RedeliverWebhook):
                await self._dispatcher.redeliver(each.envelope.payload.delivery_id, each.envelope.id)

    async def _on_statuses(self, received: list[Received]) -> None:
        now = utc_now()
        deliveries = [
            delivery
            for message in received
            for delivery in deliveries_of(message.envelope, message.partition, self._public_url)
        ]
        await self._store.add(deliveries, now)
        self._dispatcher.enqueue(Pending.of(each, now) for each in deliveries)
        for message in received:
            if message.envelope.payload.event is StatusEvent.TASK_DELETED:
                await self._dispatcher.forget_task(message.envelope.task_id)


class PartitionOwner:
    """Keeps the schedule to the partitions that this replica has."""

    def __init__(self, dispatcher: Dispatcher) -> None:
        self._dispatcher = dispatcher

    async def assigned(self, partitions: list[tuple[str, int]]) -> None:
        await self._dispatcher.load([number for topic, number in partitions if topic == TASK_STATUS.name])

    async def revoked(self, partitions: list[tuple[str, int]]) -> None:
        self._dispatcher.drop_partitions([number for topic, number in partitions if topic == TASK_STATUS.name])
