"""Committing: decide, append to the journal, publish. The order in which nothing is lost and nothing done twice."""

import asyncio
from collections.abc import Awaitable, Iterable, Mapping, Sequence

import structlog

from videoagent_contracts.commands import CreateTask
from videoagent_contracts.topics import TASK_STATUS
from videoagent_registry import metrics
from videoagent_registry.book import Book
from videoagent_registry.domain.events import Event, OwnEvent
from videoagent_registry.domain.policy import Policies
from videoagent_registry.domain.publication import Publication
from videoagent_registry.domain.record import TaskRecord
from videoagent_registry.errors import JournalContendedError, JournalUnreadableError
from videoagent_registry.gate import Gate
from videoagent_registry.history import Remembered, remember
from videoagent_registry.leases import Leases
from videoagent_registry.marks import Marks
from videoagent_registry.ports import Clock, Entry, Journal, Media, Publisher
from videoagent_registry.proposals import Proposal, extend, propose

_ROUNDS = 10
_log = structlog.get_logger(__name__)

Work = Mapping[str, Sequence[Event]]
"""Events by task id, each task's in order."""


class Committer:
    """Carries out batches, one at a time (the caller sees to that).

    Every step can fail or be the last one before a crash:

    1. Deciding changes nothing.
    2. Appending is the commit point. A task whose entry is refused has another writer: it is read again and decided
       again. So is one of which a message means nothing: memory may be older than the message, which would be lost.
    3. Publishing comes after it. A task of which this may not have happened is dropped from memory and kept in
       ``unsaid``; reading it again says its last entry again. After a crash the next owner reads it.
    """

    def __init__(
        self,
        journal: Journal,
        publisher: Publisher,
        media: Media,
        policies: Policies,
        clock: Clock,
        book: Book,
        leases: Leases,
        gate: Gate,
        marks: Marks,
        load_concurrency: int,
    ) -> None:
        self._journal = journal
        self._publisher = publisher
        self._media = media
        self._policies = policies
        self._clock = clock
        self._book = book
        self._leases = leases
        self._gate = gate
        self._marks = marks
        self._loading = asyncio.Semaphore(load_concurrency)
        self.unsaid: dict[str, int] = {}

    async def commit(self, work: Work, partitions: Mapping[str, int]) -> list[tuple[Event, Exception]]:
        """Let the events happen; return those that could not be decided on.

        Args:
            work: What happened.
            partitions: Of the tasks; those of known tasks may be left out.

        Raises:
            StorageException: A store or Kafka is away. What was committed by then is found again by the next call.
        """
        if self.unsaid:
            await self.load(dict(self.unsaid))
        errors: list[tuple[Event, Exception]] = []
        pending: Work = work
        contested: set[str] = set()
        asked: dict[str, str] = {}
        for _ in range(_ROUNDS):
            where = {task_id: self._partition(task_id, partitions) for task_id in pending}
            remembered = [task_id for task_id in pending if task_id in self._book]
            unreadable = await self._load_unknown(pending, where, contested)
            errors += [(event, error) for task_id, error in unreadable.items() for event in pending[task_id]]
            proposals = [
                propose(task_id, self._book.get(task_id), events, self._clock.now, self._policies)
                for task_id, events in pending.items()
                if task_id not in unreadable and (task_id in self._book or task_id not in contested)
            ]
            stale = await self._stale([each for each in proposals if each.ignored and each.task_id in remembered])
            proposals = [each for each in proposals if each.task_id not in stale]
            asked |= await self._answer_asks(proposals, where)
            winners, losers = await self._append(proposals, where)
            await self._settle(winners, where)
            losers |= stale
            errors += [error for proposal in winners for error in proposal.errors]
            if not losers:
                for task_id, user_id in asked.items():
                    self._gate.turned_away(task_id, user_id)
                return errors
            contested |= losers
            pending = {task_id: work[task_id] for task_id in losers}
        raise JournalContendedError(f"{len(pending)} tasks are being written by another registry")

    async def refresh(self, partitions: Mapping[str, int]) -> None:
        """Read tasks (task id → partition) that are not in memory, or of which another registry has written since.

        Raises:
            StorageException: A store or Kafka is away.
        """
        records = [record for task_id in partitions if (record := self._book.get(task_id)) is not None]
        await self._forget_outdated({record.task_id: record.version for record in records})
        await self.load(partitions)

    async def load(self, partitions: Mapping[str, int]) -> dict[str, JournalUnreadableError]:
        """Read tasks (task id → partition) into memory and say again what their last entries said.

        Returns:
            What could not be read, by task.

        Raises:
            StorageException: A store or Kafka is away.
        """
        wanted = [task_id for task_id in partitions if task_id not in self._book]
        histories = await asyncio.gather(*(self._history(task_id) for task_id in wanted))
        unreadable: dict[str, JournalUnreadableError] = {}
        found: list[Remembered] = []
        for task_id, entries in zip(wanted, histories, strict=True):
            try:
                if entries:
                    found.append(remember(entries, self._policies))
            except JournalUnreadableError as error:
                _log.error("history cannot be read", task_id=task_id, error=str(error))
                unreadable[task_id] = error
        await self._publish([each.record for each in found if each.removes], [m for each in found for m in each.said])
        for each in found:
            metrics.REPUBLISHED.inc()
            if not each.removes:
                self._keep(each.record, partitions[each.record.task_id])
        for task_id in wanted:
            self.unsaid.pop(task_id, None)
        return unreadable

    async def _stale(self, ignoring: Sequence[Proposal]) -> set[str]:
        """Return the tasks whose state in memory is not the newest; they are forgotten."""
        unwritten = [each for each in ignoring if not any(decision.journaled for decision in each.decisions)]
        versions = {each.task_id: each.before.version for each in unwritten if each.before is not None}
        return await self._forget_outdated(versions)

    async def _forget_outdated(self, versions: Mapping[str, int]) -> set[str]:
        async def look(task_id: str, version: int) -> bool:
            async with self._loading:
                return await self._journal.goes_on(task_id, version)

        found = await asyncio.gather(*(look(task_id, version) for task_id, version in versions.items()))
        outdated = {task_id for task_id, goes_on in zip(versions, found, strict=True) if goes_on}
        for task_id in outdated:
            metrics.CONFLICTS.inc()
            self._book.forget(task_id)
        return outdated

    def _partition(self, task_id: str, partitions: Mapping[str, int]) -> int:
        known = partitions.get(task_id)
        return known if known is not None else self._book.partition(task_id) or 0

    async def _history(self, task_id: str) -> list[Entry]:
        async with self._loading:
            return await self._journal.load(task_id)

    async def _load_unknown(
        self, pending: Work, where: Mapping[str, int], contested: set[str]
    ) -> dict[str, JournalUnreadableError]:
        """Read the tasks that are not in memory, but for those that look new: their first entry will tell."""
        unknown = {
            task_id: where[task_id]
            for task_id, events in pending.items()
            if task_id not in self._book and (task_id in contested or not _looks_new(events))
        }
        return await self.load(unknown) if unknown else {}

    async def _answer_asks(self, proposals: Sequence[Proposal], where: Mapping[str, int]) -> dict[str, str]:
        """Let those in for whom there is room, within the entry in which they ask; return who asked, and whose it is.

        A place is taken before the entry is written: an entry that lets a task in without one could not be undone.
        """
        asking = {each.task_id: each for each in proposals if each.asks}
        records = {name: (each.after, where[name]) for name, each in asking.items() if each.after is not None}
        for task_id, answer in (await self._gate.ask(records)).items():
            extend(asking[task_id], answer, self._clock.now, self._policies)
        return {task_id: record.user_id for task_id, (record, _) in records.items()}

    async def _append(self, proposals: Sequence[Proposal], where: Mapping[str, int]) -> tuple[list[Proposal], set[str]]:
        written = [(each, entry) for each in proposals if (entry := each.entry(where[each.task_id])) is not None]
        refused = set(await self._journal.append([entry for _, entry in written])) if written else set()
        losers = {written[index][0].task_id for index in refused}
        for task_id in losers:
            metrics.CONFLICTS.inc()
            self._book.forget(task_id)
        metrics.DECISIONS.inc(sum(len(each.decisions) for each, _ in written if each.task_id not in losers))
        return [each for each in proposals if each.task_id not in losers], losers

    async def _settle(self, winners: Sequence[Proposal], where: Mapping[str, int]) -> None:
        changed = [each for each in winners if each.after is not None and each.decisions]
        removed = [each.after for each in changed if each.removes and each.after is not None]
        try:
            for each in changed:
                if _goes_on_again(each):
                    await self._marks.live(each.task_id, where[each.task_id])
            await self._publish(removed, [message for each in changed for message in each.said])
        except BaseException:
            for each in changed:
                self.unsaid[each.task_id] = where[each.task_id]
                self._book.forget(each.task_id)
            raise
        for each in changed:
            if each.after is not None and not each.removes:
                self._keep(each.after, where[each.task_id])
                if not (each.before is not None and each.before.status.is_terminal):
                    self._policies.pace.learn(each.after)
        self._renew(winners)

    async def _publish(self, removed: Sequence[TaskRecord], said: Sequence[Publication]) -> None:
        """Publish; a removed task's media go before the word that it is gone, its history after it."""
        await self._some_at_once(self._media.remove(record.task_id) for record in removed)
        if said:
            await self._publisher.publish_many(said)
        await self._some_at_once(self._erase(record.task_id) for record in removed)

    async def _erase(self, task_id: str) -> None:
        await self._publisher.publish_tombstone(TASK_STATUS, task_id)
        self._marks.drop(task_id)
        await self._journal.erase(task_id, self._clock.now())
        self._book.forget(task_id)
        metrics.REMOVED.labels("task").inc()

    async def _some_at_once(self, removals: Iterable[Awaitable[object]]) -> None:
        async def one(removal: Awaitable[object]) -> object:
            async with self._loading:
                return await removal

        results = await asyncio.gather(*map(one, removals), return_exceptions=True)
        for each in results:
            if isinstance(each, BaseException):
                raise each

    def _keep(self, record: TaskRecord, partition: int) -> None:
        self._book.put(record, partition, self._clock.seconds())
        if record.status.is_terminal and record.finished_at is not None:
            self._marks.finished(record.task_id, record.finished_at)

    def _renew(self, winners: Iterable[Proposal]) -> None:
        now_s = self._clock.seconds()
        for each in winners:
            for step_id, attempt in each.alive:
                self._leases.renew(each.task_id, step_id, attempt, now_s)


def _looks_new(events: Sequence[Event]) -> bool:
    first = events[0]
    return not isinstance(first, OwnEvent) and isinstance(first.payload, CreateTask)


def _goes_on_again(proposal: Proposal) -> bool:
    before, after = proposal.before, proposal.after
    return before is not None and after is not None and before.status.is_terminal and not after.status.is_terminal
