"""The task-registry's part, played as fast as wanted: statuses of tasks that nobody works on, straight to Kafka."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
from aiokafka import AIOKafkaProducer
from tests.chaos.world.system import System

from videoagent_contracts.codec import cloudevents_headers, encode
from videoagent_contracts.enums import StepKind, TaskStatus
from videoagent_contracts.envelope import Envelope, utc_now
from videoagent_contracts.ids import uuid7
from videoagent_contracts.options import TaskSpec
from videoagent_contracts.status import StatusEvent, TaskStatusChanged, TaskView
from videoagent_contracts.topics import TASK_STATUS


class Speaker:
    """Says one status after the other of each task, numbered as the registry would."""

    def __init__(self, producer: AIOKafkaProducer, topic: str) -> None:
        self._producer = producer
        self._topic = topic
        self._seqs: dict[str, int] = {}
        self._states: dict[str, TaskView] = {}

    async def begin(self, tasks: int) -> list[str]:
        """Say that so many tasks run, and return their ids."""
        names = [uuid7() for _ in range(tasks)]
        for number, task_id in enumerate(names):
            now = utc_now()
            self._states[task_id] = TaskView(
                task_id=task_id,
                user_id="local",
                spec=TaskSpec(topic=f"A journey through the Swiss Alps, part {number}"),
                status=TaskStatus.RUNNING,
                stage=StepKind.IMAGE,
                progress=40.0,
                message="Drawing picture 3 of 12",
                created_at=now,
                updated_at=now,
            )
            await self.say(task_id, StatusEvent.STATUS_CHANGE)
        await self._producer.flush()
        return names

    async def say(self, task_id: str, event: StatusEvent = StatusEvent.STEP_CHANGED, **change: Any) -> None:
        """Hand a status to the producer; it is not waited for."""
        state = self._states[task_id] = self._states[task_id].model_copy(update={"updated_at": utc_now(), **change})
        seq = self._seqs[task_id] = self._seqs.get(task_id, 0) + 1
        payload = TaskStatusChanged(event=event, step_id="image:2", shot=2, state=state)
        envelope = Envelope[TaskStatusChanged].of(payload, task_id=task_id, producer="task-registry", seq=seq)
        headers = [(name, value.encode()) for name, value in cloudevents_headers(envelope).items()]
        await self._producer.send(self._topic, encode(envelope), key=task_id.encode(), headers=headers)


async def known(made: System, tasks: int) -> None:
    """Return once the gateway knows so many tasks."""
    async with httpx.AsyncClient(base_url=f"{made.gateways[0]}/api/v1", timeout=60) as client:
        while (await client.get("/tasks?limit=1")).json()["total"] < tasks:  # noqa: ASYNC110 - it is told by nobody
            await asyncio.sleep(0.2)


@asynccontextmanager
async def speaker(made: System) -> AsyncIterator[Speaker]:
    """Speak to the topics of a system whose gateway runs."""
    producer = AIOKafkaProducer(bootstrap_servers=made.environment["VIDEOAGENT_KAFKA__BOOTSTRAP_SERVERS"], acks="all")
    await producer.start()
    try:
        yield Speaker(producer, f"{made.prefix}.{TASK_STATUS.name}")
    finally:
        await producer.stop()
