"""Everything is delivered twice, and out of order where no order is promised."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from tests.chaos.world.bridge import Bridge, Route
from tests.chaos.world.system import System
from tests.chaos.world.verdict import judge
from tests.chaos.world.world import World, watched

from videoagent_contracts.topics import (
    STEP_CANCELLATIONS,
    STEP_REQUESTS,
    STEP_REQUESTS_HIGH,
    STEP_RESULTS_TOPIC,
    TASK_COMMANDS,
    TASK_PROGRESS,
    TASK_STATUS,
)
from videoagent_stack import StackInfo


@asynccontextmanager
async def bridged(servers: StackInfo, folder: Path, seed: int) -> AsyncIterator[tuple[World, Bridge]]:
    """A system in which the registry and everybody else hear of each other through a bridge only."""
    folder.mkdir()
    system = System.on(servers, folder)
    others, registrys = f"{system.prefix}.", f"{system.prefix}r."
    system.add("task-registry", 1, {"VIDEOAGENT_KAFKA__PREFIX": registrys})
    system.add("gateway")
    system.add("notifier")
    system.add_idle(1)
    requests = [*STEP_REQUESTS.values(), *STEP_REQUESTS_HIGH.values(), STEP_CANCELLATIONS]
    routes = [
        Route(requests, registrys, others, shuffled=True),
        Route([STEP_RESULTS_TOPIC], others, registrys, shuffled=True),
        Route([TASK_COMMANDS], others, registrys, shuffled=False),
        Route([TASK_STATUS, TASK_PROGRESS], registrys, others, shuffled=False),
    ]
    async with watched(system) as world:
        bridge = Bridge(servers.kafka_bootstrap_servers, routes, seed)
        await bridge.start()
        try:
            yield world, bridge
        finally:
            await bridge.close()


@pytest.mark.chaos
@pytest.mark.parametrize("seed", [1, 2])
async def test_every_message_twice_and_shuffled(servers: StackInfo, tmp_path: Path, seed: int) -> None:
    """Requests, results and cancellations in any order within a window; commands and statuses in order, and again."""
    async with bridged(servers, tmp_path / "bridged", seed) as (world, bridge):
        ids = await world.ledger.order(30)
        await world.follower.follow(*ids[:10])
        for task_id in ids[:5]:
            await world.ledger.cancel(task_id)
        await world.finish()
        assert bridge.carried > 30 * 20
        verdict = await judge(world)
        assert verdict.figures["events said again"] >= verdict.figures["events"]
        verdict.assert_clean()
