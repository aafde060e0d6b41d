"""A system with those who order from it and those who watch it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.chaos.world.ledger import Ledger
from tests.chaos.world.receiver import Receiver
from tests.chaos.world.sockets import Follower
from tests.chaos.world.system import System
from tests.chaos.world.watcher import Watcher

from videoagent_stack import StackInfo


@dataclass
class World:
    """All of it.

    Attributes:
        poison: How many dead letters a test has caused on purpose, by dead-letter topic.
    """

    system: System
    ledger: Ledger
    watcher: Watcher
    receiver: Receiver
    follower: Follower
    poison: dict[str, int] = field(default_factory=dict)

    async def finish(self, within_s: float = 300.0) -> None:
        """Wait until everything that was ordered has ended."""
        await self.watcher.until_over(self.ledger.orders, within_s)


@asynccontextmanager
async def watched(system: System, *, failing_webhooks: float = 0.1) -> AsyncIterator[World]:
    """Wait until the system's services are ready, then watch it; all of it is stopped in the end."""
    receiver = Receiver(failing=failing_webhooks)
    await receiver.start()
    ledger: Ledger | None = None
    follower = Follower(system.gateways)
    watcher = Watcher(system.servers.kafka_bootstrap_servers, f"{system.prefix}.")
    try:
        await system.ready()
        ledger = Ledger(system.gateways, receiver.address)
        watcher.start()
        yield World(system, ledger, watcher, receiver, follower)
    finally:
        await follower.close()
        await watcher.close()
        if ledger is not None:
            await ledger.close()
        await system.close()
        await receiver.close()


@asynccontextmanager
async def idle_world(servers: StackInfo, folder: Path, *, replicas: int = 2, **changes: str) -> AsyncIterator[World]:
    """A system whose agents do nothing, several replicas of each service but of the notifier."""
    system = System.on(servers, folder, **changes)
    system.add("task-registry", replicas)
    system.add("gateway", replicas)
    system.add("notifier")
    system.add_idle(replicas)
    async with watched(system) as world:
        yield world
