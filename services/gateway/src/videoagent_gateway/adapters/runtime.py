"""Commands and media through the service runtime."""

from datetime import timedelta

from videoagent_contracts.artifacts import ArtifactRef
from videoagent_contracts.codec import AnyEnvelope
from videoagent_contracts.topics import CLEAN_UP_ORDERS, TASK_COMMANDS, WEBHOOK_COMMANDS
from videoagent_gateway.domain.names import DownloadName
from videoagent_runtime.objects import ObjectStore
from videoagent_runtime.service import Runtime

_TOPICS = {message: topic for topic in (TASK_COMMANDS, WEBHOOK_COMMANDS, CLEAN_UP_ORDERS) for message in topic.messages}


class KafkaCommands:
    """Asks Kafka for a sign of life before each command.

    A message that was handed to the client library while Kafka is away cannot be taken back, and would be carried out
    after the caller has been told that it was refused.
    """

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime

    async def send(self, command: AnyEnvelope) -> None:
        with self._runtime.telemetry.span(f"request {command.type}", correlation_id=command.correlation_id):
            await self._runtime.ping_kafka()
            await self._runtime.publish(_TOPICS[type(command.payload)], command)


class StoredMedia:
    def __init__(self, objects: ObjectStore) -> None:
        self._objects = objects

    async def link(self, ref: ArtifactRef, lifetime: timedelta, name: DownloadName | None = None) -> str:
        if name is None:
            return await self._objects.presign_get(ref.key, lifetime)
        return await self._objects.presign_get(ref.key, lifetime, name.full, name.plain)

    async def exists(self, ref: ArtifactRef) -> bool:
        return await self._objects.stat(ref.key) is not None
