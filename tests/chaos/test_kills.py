"""kill -9, one after the other and two at once, with tasks in flight."""

import signal

from tests.chaos.world.verdict import judge
from tests.chaos.world.world import World

TASKS = 60
EVENTS = 17
"""That a task of one shot has."""
TOGETHER = (("task-registry", "agent-idle"), ("gateway", "task-registry-2"), ("notifier", "gateway-2"))


async def test_kill_9_of_each_service_in_turn_and_of_two_at_once(world: World) -> None:
    """Sixty tasks are under way while every process is killed, and then three pairs."""
    ids = await world.ledger.order(TASKS, chaos_ms=50)
    await world.follower.follow(*ids[:10])
    victims = [*((name,) for name in world.system.services), *TOGETHER]
    killed = 0
    for number, names in enumerate(victims):
        await world.watcher.until_said(ids, TASKS * EVENTS * (number + 1) // (len(victims) + 2))
        killed += sum(world.system.services[name].send(signal.SIGKILL) for name in names)
    assert killed > len(world.system.services)
    await world.finish()
    (await judge(world)).assert_clean()
