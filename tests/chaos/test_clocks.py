"""Registries that do not agree on the time of day take over from each other."""

import asyncio
import signal

import pytest
from tests.chaos.world.verdict import judge
from tests.chaos.world.world import World
from tests.chaos.world.wrong_clock import CLOCK

pytestmark = pytest.mark.chaos

TASKS = 30
WRONG_BY = {"registry-ahead": 300.0, "registry-behind": -20.0}
"""s; for one of them all leases and delays of the others are over, for the other they have hardly begun."""


async def test_tasks_pass_between_registries_whose_clocks_are_wrong(world: World) -> None:
    """Each registry is killed in turn, so that every task is decided on by several clocks."""
    system = world.system
    for name, seconds in WRONG_BY.items():
        system.add(name, changes={CLOCK: str(seconds)})
    await system.ready(*WRONG_BY)
    try:
        ids = await world.ledger.order(TASKS, chaos_ms=500)
        registries = [name for name in system.services if "registry" in name]
        for number, name in enumerate(registries, start=1):
            await world.watcher.until_said(ids, TASKS * 3 * number)
            kept = system.services[name]
            starts = kept.starts
            kept.send(signal.SIGKILL)
            await system.restarted(name, starts)
        await world.finish()
    finally:
        await asyncio.gather(*(system.remove(name) for name in WRONG_BY))
    (await judge(world)).assert_clean()
