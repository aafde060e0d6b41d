"""What Kafka calls: batches, partitions that come and go, and clean-up orders."""

from datetime import UTC, datetime

from videoagent_contracts.codec import AnyEnvelope
from videoagent_contracts.envelope import Envelope
from videoagent_contracts.topics import CLEAN_UP_ORDERS, CLEAN_UP_REPORTS, REGISTRY, STEP_RESULTS_TOPIC, TASK_COMMANDS
from videoagent_registry.cleanup import CleanUp
from videoagent_registry.service import TaskRegistry
from videoagent_registry.settings import RegistryGroup
from videoagent_runtime.records import Received
from videoagent_runtime.service import Runtime

GROUP = "task-registry"


class Partitions:
    """Tells the registry which partitions are its own.

    Commands and results have equally many partitions and the same key, and are assigned by ranges, so that the
    owner of a partition of one topic owns that of the other. Where they should differ, the journal keeps two writers
    of a task apart; timers go with the results.
    """

    def __init__(self, registry: TaskRegistry) -> None:
        self._registry = registry

    async def assigned(self, partitions: list[tuple[str, int]]) -> None:
        await self._registry.own({number for topic, number in partitions if topic == STEP_RESULTS_TOPIC.name})

    async def revoked(self, _partitions: list[tuple[str, int]]) -> None:
        await self._registry.hand_over()


def subscribe(runtime: Runtime, registry: TaskRegistry, settings: RegistryGroup) -> None:
    """Consume commands and results."""

    async def on_batch(batch: list[Received]) -> None:
        await registry.handle(batch)

    runtime.consume_batch(
        [TASK_COMMANDS, STEP_RESULTS_TOPIC],
        GROUP,
        on_batch,
        max_records=settings.batch_records,
        batch_timeout=settings.batch_timeout,
        listener=Partitions(registry),
    )


def subscribe_clean_up(runtime: Runtime, clean_up: CleanUp) -> None:
    """Carry out clean-up runs that an administrator orders, and report."""

    async def on_order(order: AnyEnvelope) -> None:
        report = await clean_up.carry_out(order.payload, datetime.now(UTC))
        answer = Envelope.of(report, task_id=order.task_id, producer=REGISTRY, cause=order)
        await runtime.publish(CLEAN_UP_REPORTS, answer)

    runtime.consume(CLEAN_UP_ORDERS, f"{GROUP}.clean-up", on_order)
