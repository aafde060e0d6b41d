"""A long queue of mixed priorities: urgent tasks overtake, and none starves."""

import os
import random

import pytest
from tests.chaos.world.verdict import judge
from tests.chaos.world.world import World

pytestmark = [pytest.mark.chaos, pytest.mark.timeout(7200)]
TASKS = int(os.environ.get("VIDEOAGENT_CHAOS_TASKS", "300"))
"""10000 for the whole truth, which takes the local document store a good hour."""
_BATCH = 100
_TASK_S = 3.0


async def test_urgent_tasks_overtake_a_long_queue_and_none_starves(world: World) -> None:
    """Late urgent ones end before most of what was ordered before them; the low ones end too."""
    chance = random.Random(TASKS)
    early = await world.ledger.order(TASKS // 20, priority="low")
    while len(early) < TASKS:
        early += await world.ledger.order(_BATCH, priority=chance.choice(("low", "normal", "high")), hooked=False)
    waiting = [task_id for task_id in early if not world.watcher.told(task_id).over]
    urgent = await world.ledger.order(10, priority="urgent")
    await world.watcher.until_over(urgent, within_s=_TASK_S * TASKS)
    overtaken = [task_id for task_id in waiting if not world.watcher.told(task_id).over]
    await world.finish(within_s=_TASK_S * TASKS)
    assert len(overtaken) > len(waiting) / 2, (len(overtaken), len(waiting))
    (await judge(world)).assert_clean()
