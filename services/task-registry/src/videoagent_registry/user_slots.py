"""The places that users' tasks hold, as this registry knows them, and how it takes and frees them."""

import asyncio
from collections.abc import Iterable, Mapping

import structlog

from videoagent_contracts.errors import StorageException
from videoagent_registry.domain.admission import Ask
from videoagent_registry.ports import Slot, SlotStore

_ROUNDS = 4
_AT_ONCE = 8
_REMEMBERED_USERS = 10_000
_log = structlog.get_logger(__name__)


class UserSlots:
    """Takes a place before a task is let in, and frees it after the task has left.

    A crash in between leaves a place taken too long, never too short; the next owner of the task's partition frees it.
    What is known of a user is what was last read, and what this registry has done since. That is all there is while no
    other registry works; beside others it may be out of date, which costs a refused insert or a wait for the next
    look, never a place too many.

    Args:
        store: Where the places are.
    """

    def __init__(self, store: SlotStore) -> None:
        self._store = store
        self._known: dict[str, dict[int, str]] = {}
        self._held: dict[str, Slot] = {}
        self._leaving: dict[str, Slot | str] = {}
        self._one_at_a_time = asyncio.Lock()

    def __contains__(self, task_id: str) -> bool:
        return task_id in self._held

    @property
    def leaving(self) -> int:
        """Places that are still to be freed."""
        return len(self._leaving)

    def used(self, user_id: str) -> int:
        """Return how many places the user's tasks hold as far as is known."""
        return len(self._known.get(user_id, {}))

    def room(self, ask: Ask, *, leaving_too: bool) -> int:
        """Return how many places the user may take as far as is known, one that the task holds already among them.

        Args:
            ask: Whose, and of how many.
            leaving_too: Whether places count that this registry is about to free.
        """
        if ask.limit is None:
            return 1 << 30
        known = self._known.get(ask.user_id, {})
        gone = sum(task_id in self._leaving for task_id in known.values()) if leaving_too else 0
        return max(0, ask.limit - len(known) + gone) + (ask.task_id in self._held)

    async def take(self, asks: Mapping[str, tuple[Ask, int]]) -> set[str]:
        """Take places for tasks, given with their partitions; return the tasks that have one now. Idempotent.

        Raises:
            StorageException: The store is away; some may have been taken, which the same call finds again.
        """
        got = {task_id for task_id, (ask, _) in asks.items() if ask.limit is None}
        missing = {task_id: each for task_id, each in asks.items() if task_id not in got}
        for _ in range(_ROUNDS):
            if not missing:
                break
            await self._make_room(missing)
            async with self._one_at_a_time:
                wanted, held = await self._plan(missing)
                refused = {wanted[index].user_id for index in await self._store.take(wanted)} if wanted else set()
                for slot in wanted:
                    if slot.user_id not in refused:
                        self._known[slot.user_id][slot.number] = slot.task_id
                        held.add(self._hold(slot))
                for user_id in refused:  # another registry was first somewhere: see what is whose
                    held |= {self._hold(slot) for slot in await self._look(user_id) if slot.task_id in missing}
            got |= held
            missing = {task_id: each for task_id, each in missing.items() if task_id not in got}
            if not refused:
                break
        return got

    async def look(self, user_id: str) -> None:
        """Read anew what a user's tasks hold."""
        async with self._one_at_a_time:
            await self._look(user_id)

    def leave(self, task_id: str, user_id: str) -> None:
        """Let a task's place be freed soon."""
        self._leaving[task_id] = self._held.pop(task_id, user_id)

    def lose(self, partitions: set[int]) -> None:
        """Forget the places of partitions that are another's now; they stay taken."""
        self._held = {task_id: slot for task_id, slot in self._held.items() if slot.partition not in partitions}
        self._known.clear()

    async def heal(self, partition: int, at_work: Iterable[str]) -> None:
        """Learn what the tasks of a partition hold, and free the places of those that are not at work.

        A predecessor may have died between the end of a task and freeing its place, or between taking one and writing
        down that the task is let in.
        """
        working = set(at_work)
        for slot in await self._store.of_partition(partition):
            if slot.task_id in working:
                self._held[slot.task_id] = slot
            elif slot.task_id not in self._held:
                _log.info("place of a task that has left", task_id=slot.task_id)
                self._leaving[slot.task_id] = slot

    async def settle(self, users: set[str] | None = None) -> None:
        """Free the places of tasks that have left; what fails waits for the next call.

        Args:
            users: Only theirs; None: all.
        """
        todo = [each for each in self._leaving.items() if users is None or _user(each[1]) in users]
        for start in range(0, len(todo), _AT_ONCE):
            async with self._one_at_a_time:
                await asyncio.gather(*(self._free(task_id, slot) for task_id, slot in todo[start : start + _AT_ONCE]))

    async def _make_room(self, asks: Mapping[str, tuple[Ask, int]]) -> None:
        """Free first what a user needs back at once."""
        short = {ask.user_id for ask, _ in asks.values() if not self.room(ask, leaving_too=False)}
        short &= {_user(each) for each in self._leaving.values()}
        if short:
            await self.settle(short)

    async def _plan(self, asks: Mapping[str, tuple[Ask, int]]) -> tuple[list[Slot], set[str]]:
        wanted: list[Slot] = []
        held: set[str] = set()
        planned: dict[str, set[int]] = {}
        for task_id, (ask, partition) in asks.items():
            if ask.user_id not in self._known:
                await self._look(ask.user_id)
            known = self._known[ask.user_id]
            number = next((number for number, holder in known.items() if holder == task_id), None)
            if number is not None:
                held.add(self._hold(Slot(ask.user_id, number, task_id, partition)))
                continue
            taken = planned.setdefault(ask.user_id, set(known))
            number = next((n for n in range(ask.limit or 0) if n not in taken), None)
            if number is not None and len(taken) < (ask.limit or 0):
                taken.add(number)
                wanted.append(Slot(ask.user_id, number, task_id, partition))
        return wanted, held

    async def _look(self, user_id: str) -> list[Slot]:
        slots = await self._store.of_user(user_id)
        if len(self._known) >= _REMEMBERED_USERS:
            self._known = {known: holders for known, holders in self._known.items() if holders}
        self._known[user_id] = {slot.number: slot.task_id for slot in slots}
        return slots

    def _hold(self, slot: Slot) -> str:
        self._held[slot.task_id] = slot
        self._leaving.pop(slot.task_id, None)
        return slot.task_id

    async def _free(self, task_id: str, place: Slot | str) -> None:
        try:
            slots = [place] if isinstance(place, Slot) else await self._store.of_user(place)
            for slot in slots:
                if slot.task_id == task_id and task_id in self._leaving:
                    await self._store.free(slot)
                    known = self._known.get(slot.user_id, {})
                    if known.get(slot.number) == task_id:
                        del known[slot.number]
        except StorageException as error:
            _log.warning("a place waits to be freed", task_id=task_id, error=error.detail)
        else:
            self._leaving.pop(task_id, None)


def _user(place: Slot | str) -> str:
    return place.user_id if isinstance(place, Slot) else place
