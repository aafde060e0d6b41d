"""What is done to a system at random."""

import asyncio
import random
import signal
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from tests.chaos.world.keeper import Kept
from tests.chaos.world.world import World

from videoagent_stack import StackInfo
from videoagent_stack.errors import StackError

_SERVERS = ("kafka", "ferretdb", "postgres", "minio")
_CROWD = 150
"""No new tasks while so many are under way: a queue that only grows tests the machine's speed and nothing else."""


class Hurting:
    """Draws actions from a random source and carries them out.

    Args:
        world: To be hurt.
        chance: Decides on everything; nothing else does, so that a seed means the same actions.
        tell: Prints a line.
    """

    def __init__(self, world: World, chance: random.Random, tell: Callable[[str], None]) -> None:
        self.done: Counter[str] = Counter()
        self._world = world
        self._chance = chance
        self._tell = tell
        self._background: set[asyncio.Task[Any]] = set()
        self._problems: list[BaseException] = []
        self._actions: tuple[tuple[int, Callable[[], Awaitable[None]]], ...] = (
            (10, self._order),
            (2, self._order_batch),
            (5, self._kill),
            (2, self._kill_two),
            (3, self._terminate),
            (3, self._freeze),
            (2, self._kill_server),
            (1, self._away_server),
            (3, self._cancel),
            (2, self._retry),
            (2, self._delete),
        )

    async def go_on(self, seconds: float, pause_s: tuple[float, float]) -> None:
        """Act until the time is over."""
        until = time.monotonic() + seconds
        weights = [weight for weight, _ in self._actions]
        while time.monotonic() < until:
            _, action = self._chance.choices(self._actions, weights)[0]
            await action()
            await asyncio.sleep(self._chance.uniform(*pause_s))

    async def settle(self) -> None:
        """Wait for what still goes on; wake all that is frozen, and wait until everybody is ready."""
        if self._background:
            await asyncio.wait(self._background)
        for kept in self._world.system.services.values():
            kept.send(signal.SIGCONT)
        await asyncio.to_thread(self._servers.wait_healthy, *_SERVERS)
        await self._world.system.ready()
        if self._problems:
            raise self._problems[0]

    @property
    def _servers(self) -> StackInfo:
        return self._world.system.servers

    def _say(self, name: str, text: str) -> None:
        self.done[name] += 1
        self._tell(text)

    def _beside(self, work: Coroutine[Any, Any, Any]) -> None:
        """Let it happen while the next actions go on."""
        task = asyncio.create_task(work)
        self._background.add(task)
        task.add_done_callback(self._finished)

    def _finished(self, task: "asyncio.Task[Any]") -> None:
        self._background.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            self._tell(f"FAILED {error!r}"[:500])
            self._problems.append(error)

    def _any_process(self) -> Kept:
        return self._world.system.services[self._chance.choice(sorted(self._world.system.services))]

    def _any_order(self) -> str | None:
        place = self._chance.random()
        ids = list(self._world.ledger.orders)
        return ids[int(place * len(ids))] if ids else None

    async def _order(self) -> None:
        count, ms = self._chance.randint(1, 12), self._chance.choice((5, 50, 300, 2000))
        priority = self._chance.choice(("low", "normal", "high", "urgent"))
        if self._under_way() > _CROWD:
            return
        self._say("tasks ordered", f"order {count} tasks of priority {priority}, {ms} ms a step")
        self._beside(self._order_and_follow(count, priority, ms))

    async def _order_and_follow(self, count: int, priority: str, ms: int) -> None:
        ids = await self._world.ledger.order(count, priority=priority, chaos_ms=ms)
        if len(self._world.follower.seen) < 40:
            await self._world.follower.follow(*ids[:2])

    async def _order_batch(self) -> None:
        count = self._chance.randint(2, 10)
        if self._under_way() <= _CROWD:
            self._say("batches ordered", f"order a batch of {count}")
            self._beside(self._world.ledger.order_batch(count, chaos_ms=50))

    async def _kill(self) -> None:
        kept = self._any_process()
        if kept.send(signal.SIGKILL):
            self._say("services killed", f"kill -9 {kept.name}")

    async def _kill_two(self) -> None:
        for kept in (self._any_process(), self._any_process()):
            if kept.send(signal.SIGKILL):
                self._say("services killed", f"kill -9 {kept.name}, with another")

    async def _terminate(self) -> None:
        kept = self._any_process()
        if kept.send(signal.SIGTERM):
            self._say("services stopped gently", f"SIGTERM {kept.name}")

    async def _freeze(self) -> None:
        kept, seconds = self._any_process(), self._chance.uniform(1, 14)
        if kept.send(signal.SIGSTOP):
            self._say("services frozen", f"freeze {kept.name} for {seconds:.1f} s")
            self._beside(self._wake(kept, seconds))

    async def _wake(self, kept: Kept, seconds: float) -> None:
        await asyncio.sleep(seconds)
        kept.send(signal.SIGCONT)

    async def _kill_server(self) -> None:
        name = self._chance.choice(_SERVERS)
        try:
            await asyncio.to_thread(self._servers.kill, name, signal.SIGKILL)
        except (StackError, ProcessLookupError):
            return  # it is just being started after the last time
        self._say("servers killed", f"kill -9 {name}")

    async def _away_server(self) -> None:
        name, seconds = self._chance.choice(_SERVERS), self._chance.uniform(2, 12)
        self._say("servers away", f"{name} goes for {seconds:.1f} s")
        await asyncio.to_thread(self._servers.stop, name)
        await asyncio.sleep(seconds)
        await asyncio.to_thread(self._servers.start, name)
        self._tell(f"{name} is back")

    async def _cancel(self) -> None:
        if (task_id := self._any_order()) is not None:
            self._say("cancellations", f"cancel {task_id}")
            self._beside(self._world.ledger.cancel(task_id))

    async def _retry(self) -> None:
        if (task_id := self._any_order()) is not None:
            self._say("retries", f"retry {task_id}")
            self._beside(self._world.ledger.retry(task_id))

    async def _delete(self) -> None:
        if (task_id := self._any_order()) is not None:
            self._say("deletions", f"delete {task_id}")
            self._beside(self._world.ledger.delete(task_id))

    def _under_way(self) -> int:
        watcher = self._world.watcher
        return sum(not watcher.told(task_id).over for task_id in self._world.ledger.orders)
