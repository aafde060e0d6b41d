"""Processes that are stopped gently, one after the other, and processes that are frozen and wake up again."""

import asyncio
import signal
import time

import pytest
from tests.chaos.world import census
from tests.chaos.world.verdict import judge
from tests.chaos.world.world import World

pytestmark = pytest.mark.chaos


async def test_a_rolling_restart_under_load_loses_nothing(world: World) -> None:
    """SIGTERM to every process in turn, the next one when the one before is ready again."""
    ids = await world.ledger.order(30, chaos_ms=300)
    for name, kept in world.system.services.items():
        starts = kept.starts
        kept.send(signal.SIGTERM)
        ids += await world.ledger.order(3, chaos_ms=300)
        await world.system.restarted(name, starts)
    await world.finish()
    (await judge(world)).assert_clean()


async def test_a_frozen_agent_that_wakes_after_its_lease_changes_nothing(world: World) -> None:
    """The second attempt is made while the first one sleeps; what that one says of its success then is stale."""
    ids = await world.ledger.order(8, chaos_ms=3000)
    frozen = world.system.services["agent-idle"]
    await world.watcher.until_said(ids, 8 * 2)
    frozen.send(signal.SIGSTOP)
    await _until_replaced(world, ids)
    frozen.send(signal.SIGCONT)
    await world.finish()
    assert await _stale(world, ids), "the sleeper has said nothing: nothing was tested"
    (await judge(world)).assert_clean()


async def test_frozen_registry_gateway_and_notifier_wake_to_find_others_in_their_place(world: World) -> None:
    """Longer than the session time-out: another has their partitions, and both write for a moment."""
    ids = await world.ledger.order(20, chaos_ms=300)
    await world.follower.follow(*ids[:5])
    await world.watcher.until_said(ids, 20 * 3)
    frozen = [world.system.services[name] for name in ("task-registry", "gateway", "notifier")]
    for kept in frozen:
        kept.send(signal.SIGSTOP)
    await asyncio.sleep(10)  # what is tested is this very time: session time-out and lease pass
    for kept in frozen:
        kept.send(signal.SIGCONT)
    await world.finish()
    (await judge(world)).assert_clean()


async def _until_replaced(world: World, ids: list[str]) -> None:
    """Wait until some step has been given to another worker."""
    async with asyncio.timeout(120):
        while all(attempt < 2 for task_id in ids for attempt in world.watcher.told(task_id).attempts.values()):
            await world.watcher.news()


async def _stale(world: World, ids: list[str]) -> list[str]:
    """Wait until an attempt is reported as done whose step has had a later one, and return such attempts.

    Had its report come before the later attempt was dispatched, there would be no later one.
    """
    stale: list[str] = []
    deadline = time.monotonic() + 60
    while not stale and time.monotonic() < deadline:
        said = await census.step_results(world.system)
        done = [each for each in said if each["type"] == "step.succeeded" and each["task_id"] in ids]
        last = {task_id: world.watcher.told(task_id).attempts for task_id in ids}
        stale = [each["id"] for each in done if each["attempt"] < last[each["task_id"]][each["step_id"]]]
        await asyncio.sleep(0.5)
    return stale
