"""A whole registry in memory."""

from videoagent_contracts.codec import AnyEnvelope
from videoagent_contracts.status import TaskStatusChanged
from videoagent_contracts.steps import RunStep
from videoagent_contracts.topics import STEP_RESULTS_TOPIC
from videoagent_registry.book import Book
from videoagent_registry.committer import Committer
from videoagent_registry.domain.policy import Policies
from videoagent_registry.domain.record import TaskRecord
from videoagent_registry.gate import Gate, Limits
from videoagent_registry.leases import Leases
from videoagent_registry.marks import Marks
from videoagent_registry.service import TaskRegistry
from videoagent_registry.testing.fakes import ManualClock, MemoryJournal, MemoryMedia, MemorySlots, MemoryVoice
from videoagent_registry.testing.messages import success
from videoagent_registry.user_slots import UserSlots
from videoagent_runtime.records import Received


class MemoryRegistry:
    """One registry on stores that others may share, without Kafka around it."""

    def __init__(
        self,
        journal: MemoryJournal | None = None,
        voice: MemoryVoice | None = None,
        *,
        lease_s: float = 30.0,
        slots: MemorySlots | None = None,
        limits: Limits | None = None,
        partition: int = 3,
    ) -> None:
        self.partition = partition
        self.journal = journal or MemoryJournal()
        self.voice = voice or MemoryVoice()
        self.media = MemoryMedia()
        self.clock = ManualClock()
        leases = Leases(lease_s)
        self.slots = slots or MemorySlots()
        self.gate = Gate(UserSlots(self.slots), limits or Limits(), self.clock)
        self.book = Book(leases, self.gate, 10)
        self.marks = Marks(self.journal)
        self.committer = Committer(
            self.journal, self.voice, self.media, Policies(), self.clock, self.book, leases, self.gate, self.marks, 4
        )
        self.reachable = True
        self.service = TaskRegistry(
            self.journal, self.committer, self.book, leases, self.gate, self.clock, 100, self._is_reachable
        )

    async def _is_reachable(self) -> bool:
        return self.reachable

    async def hear(self, *envelopes: AnyEnvelope) -> None:
        self.clock.elapsed += 0.01
        await self.service.handle([Received(each, STEP_RESULTS_TOPIC.name, self.partition, 0) for each in envelopes])

    async def own(self, partitions: set[int]) -> None:
        await self.service.own(partitions)
        while await self.service.tick():
            pass

    async def wait(self, seconds: float) -> None:
        """Let time go by with ticks in between, as in a registry that is awake."""
        for _ in range(int(seconds)):
            self.clock.elapsed += 1
            await self.service.tick()

    async def work(self, *, until: str | None = None) -> None:
        """Answer every request with success."""
        done: set[str] = set()
        while waiting := [e for e in self.requests() if e.id not in done and e.step_id != until]:
            done.add(waiting[0].id)
            await self.hear(success(waiting[0]))

    def requests(self) -> list[AnyEnvelope]:
        return [envelope for envelope in self.voice.said if isinstance(envelope.payload, RunStep)]

    def statuses(self) -> list[AnyEnvelope]:
        return [envelope for envelope in self.voice.said if isinstance(envelope.payload, TaskStatusChanged)]

    def record(self, task_id: str = "task-1") -> TaskRecord:
        """Return the newest state of a task.

        Raises:
            LookupError: It is not in memory.
        """
        record = self.book.get(task_id)
        if record is None:
            raise LookupError(task_id)
        return record
