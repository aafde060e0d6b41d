"""kill -9, one after the other and two at once, with tasks in flight."""

import signal

from tests.chaos.world.verdict import judge
from tests.chaos.world.world import World


async def test_kill_9_of_each_service_in_turn_and_of_two_at_once(world: World) -> None:
    """Sixty tasks are under way while every process is killed."""
    ids = await world.ledger.order(60, chaos_ms=50)
    await world.follower.follow(*ids[:10])
    for number, name in enumerate(world.system.services):
        await world.watcher.until_said(ids, 60 * 2 * (number + 1))
        world.system.services[name].send(signal.SIGKILL)
    await world.finish()
    verdict = await judge(world)
    print(verdict.figures)
    verdict.assert_clean()
