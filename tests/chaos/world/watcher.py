"""Reads the status and progress topics from Kafka itself, from their beginning, and keeps what must hold of them."""

import asyncio
import json
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.errors import KafkaError

from videoagent_contracts.topics import TASK_PROGRESS, TASK_STATUS

ENDS = {"task_completed", "task_failed", "task_cancelled"}
_STALLED_S = 10.0


@dataclass(frozen=True, slots=True)
class Said:
    """One public event of a task, as little of it as the verdict needs. ``event`` is empty for mere progress."""

    id: str
    seq: int
    event: str
    previous: str | None
    status: str
    run: int
    progress: float


@dataclass
class Told:
    """All that was said of one task.

    Attributes:
        by_id: Events by message id; a repeat has the id of the first.
        repeats: How often something was said again.
        film: Key of the finished film.
        error: The last failure's code and detail.
        attempts: The last attempt of each step.
        standing: Where each step stands.
        forgotten: Whether the topic was told to forget the task.
    """

    by_id: dict[str, Said] = field(default_factory=dict)
    repeats: int = 0
    film: str = ""
    error: str = ""
    attempts: dict[str, int] = field(default_factory=dict)
    standing: dict[str, str] = field(default_factory=dict)
    forgotten: bool = False

    @property
    def events(self) -> list[Said]:
        """In the order of their numbers."""
        return sorted(self.by_id.values(), key=lambda said: said.seq)

    @property
    def statuses(self) -> list[Said]:
        return [said for said in self.events if said.event]

    @property
    def last(self) -> Said | None:
        return max((said for said in self.by_id.values() if said.event), key=lambda said: said.seq, default=None)

    @property
    def deleted(self) -> bool:
        return self.forgotten or (self.last is not None and self.last.event == "task_deleted")

    @property
    def over(self) -> bool:
        return self.deleted or (self.last is not None and self.last.event in ENDS)


class Watcher:
    """Follows the topics until closed; a lost connection is made again where reading stopped.

    Args:
        bootstrap: Kafka's address.
        prefix: Of the topics.
    """

    def __init__(self, bootstrap: str, prefix: str) -> None:
        self.tasks: dict[str, Told] = {}
        self._bootstrap = bootstrap
        self._topics = {prefix + TASK_STATUS.name: True, prefix + TASK_PROGRESS.name: False}
        self._partitions = [
            TopicPartition(prefix + card.name, number)
            for card in (TASK_STATUS, TASK_PROGRESS)
            for number in range(card.partitions)
        ]
        self._positions = dict.fromkeys(self._partitions, 0)
        self._reading: asyncio.Task[None] | None = None
        self._news = asyncio.Event()

    def start(self) -> None:
        """Begin to read. The topics must exist."""
        self._reading = asyncio.create_task(self._read_on(), name="watching statuses")

    async def close(self) -> None:
        if self._reading is not None:
            self._reading.cancel()
            await asyncio.wait({self._reading})

    async def until_over(self, task_ids: Iterable[str], within_s: float = 240.0) -> None:
        """Wait until these tasks have ended.

        Raises:
            AssertionError: Some have not in time; it tells where they stand.
        """
        waiting = set(task_ids)
        deadline = time.monotonic() + within_s
        while waiting := {task_id for task_id in waiting if not self._is_over(task_id)}:
            if time.monotonic() > deadline:
                raise AssertionError(f"{len(waiting)} tasks have not ended in {within_s} s: {self._where(waiting)}")
            await self.news(1.0)

    async def until_said(self, task_ids: Iterable[str], count: int, within_s: float = 180.0) -> None:
        """Wait until that many events have been said of these tasks together."""
        wanted = list(task_ids)
        deadline = time.monotonic() + within_s
        while (said := sum(len(self.told(task_id).by_id) for task_id in wanted)) < count:
            assert time.monotonic() < deadline, f"{said} of {count} events within {within_s} s"
            await self.news(0.2)

    def told(self, task_id: str) -> Told:
        return self.tasks.get(task_id) or Told()

    async def catch_up(self, within_s: float = 120.0) -> None:
        """Wait until everything that lies in the topics now has been read."""
        async with asyncio.timeout(within_s), _consumer(self._bootstrap) as consumer:
            ends = await consumer.end_offsets(self._partitions)
            while any(self._positions[partition] < end for partition, end in ends.items()):
                await self.news(0.5)

    def _is_over(self, task_id: str) -> bool:
        return self.told(task_id).over

    def _where(self, task_ids: set[str]) -> str:
        some = sorted(task_ids)[:5]
        return "; ".join(f"{task_id}: {self.told(task_id).last}" for task_id in some)

    async def news(self, at_most_s: float = 1.0) -> None:
        """Wait until something has been read, or that long."""
        if self._reading is not None and self._reading.done():
            await self._reading
        self._news.clear()
        try:
            await asyncio.wait_for(self._news.wait(), at_most_s)
        except TimeoutError:
            return

    async def _read_on(self) -> None:
        while True:
            try:
                await self._read()
            except (KafkaError, OSError, TimeoutError):
                await asyncio.sleep(0.5)

    async def _read(self) -> None:
        async with _consumer(self._bootstrap) as consumer:
            consumer.assign(self._partitions)
            for partition, position in self._positions.items():
                consumer.seek(partition, position)
            heard_at = time.monotonic()
            while True:
                batches = await consumer.getmany(timeout_ms=200)
                for partition, records in batches.items():
                    for record in records:
                        self._take(record.key, record.value, is_status=self._topics[partition.topic])
                    self._positions[partition] = records[-1].offset + 1
                if batches:
                    heard_at = time.monotonic()
                    self._news.set()
                elif time.monotonic() - heard_at > _STALLED_S:
                    return  # quiet, or stuck: a new connection makes sure

    def _take(self, key: bytes | None, value: bytes | None, *, is_status: bool) -> None:
        if value is None:
            self.tasks.setdefault((key or b"").decode(), Told()).forgotten = True
            return
        try:
            envelope = json.loads(value)
            self._note(envelope, is_status=is_status)
        except (ValueError, KeyError, TypeError, RecursionError):
            return  # poison of a test; the services' dead letters tell of it

    def _note(self, envelope: dict[str, Any], *, is_status: bool) -> None:
        payload = envelope["payload"]
        state = payload["state"] if is_status else payload
        said = Said(
            id=envelope["id"],
            seq=envelope["seq"],
            event=payload["event"] if is_status else "",
            previous=payload.get("previous_status"),
            status=state["status"],
            run=state.get("run", 1),
            progress=state.get("progress", 0.0),
        )
        told = self.tasks.setdefault(envelope["task_id"], Told())
        told.repeats += said.id in told.by_id
        told.by_id[said.id] = said
        if is_status:
            told.film = ((state.get("film") or {}).get("video") or {}).get("key", told.film)
            told.attempts |= {name: step.get("attempt", 0) for name, step in state.get("steps", {}).items()}
            told.standing |= {name: step["status"] for name, step in state.get("steps", {}).items()}
            if error := state.get("error"):
                told.error = f"{error['code']} {error.get('step_id')}: {error.get('detail')}"


_STOP_S = 10.0


class _consumer:  # noqa: N801 - used like a function
    """A consumer without group that is stopped in the end."""

    def __init__(self, bootstrap: str) -> None:
        self._consumer = AIOKafkaConsumer(
            bootstrap_servers=bootstrap, enable_auto_commit=False, fetch_max_wait_ms=100, retry_backoff_ms=50
        )

    async def __aenter__(self) -> AIOKafkaConsumer:
        try:
            await self._consumer.start()
        except BaseException:
            await self._stop()
            raise
        return self._consumer

    async def __aexit__(self, *_: object) -> None:
        await self._stop()

    async def _stop(self) -> None:
        """Stop as well as it goes: while its broker is away, aiokafka's consumer ends by a cancellation of its own."""
        _, hanging = await asyncio.wait({asyncio.ensure_future(self._consumer.stop())}, timeout=_STOP_S)
        for each in hanging:
            each.cancel()
