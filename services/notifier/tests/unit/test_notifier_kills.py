"""A notifier that dies at every point of a try, over a store that outlives it."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from videoagent_contracts.envelope import utc_now
from videoagent_notifier.domain import Answer, Delivery

World = Any
POINTS = ["get", "sent", "before record", "after record", "tell", "told"]
ANSWERS = [[Answer(200)], [Answer(500), Answer(200)], [Answer(500)] * 4, [Answer(410)] * 9]


@pytest.mark.parametrize("deaths", [1, 3])
@pytest.mark.parametrize("point", POINTS)
@pytest.mark.parametrize("answers", ANSWERS, ids=["delivered", "retried", "given up", "gone"])
async def test_killed_at_any_point_nothing_is_lost(
    point: str, answers: list[Answer], deaths: int, world_of: World, delivery_of: Callable[..., Delivery]
) -> None:
    """The process dies at a point of a try; the next one goes on from what was stored, and may die there too.

    In the end: sent at least once, with one id; the tries are numbered without a gap; each was told, always the same.
    """
    world = world_of()
    world.receiver.answers["t-1"] = list(answers)
    await world.store.add([delivery_of("t", 1), delivery_of("t", 2)], utc_now())
    for _ in range(deaths):
        await _run_until_killed(world, point)
        world = world_of(store=world.store, receiver=world.receiver, told=world.told)
    stored = world.store.documents.values()
    async with world.running():
        await world.dispatcher.load([0])
        await world.until(lambda: not any(each.pending or each.log[each.told :] for each in stored))
    told = world.told_once().values()
    for each in stored:
        assert sorted(said.attempt for said in told if said.delivery_id == each.delivery.id) == list(
            range(1, len(each.log) + 1)
        )
    assert "t-1" in world.receiver.sent
    assert "t-2" in world.receiver.sent or answers[0].gone


async def _run_until_killed(world: World, point: str) -> None:
    """Run a process until one of its calls reaches a point, which never comes back; then throw the process away."""
    reached = asyncio.Event()

    async def process() -> None:
        await world.dispatcher.load([0])
        await world.dispatcher.run()

    def on_call(call: str) -> None:
        if call == point:
            reached.set()
            raise asyncio.CancelledError

    send = world.receiver.send

    async def sent(delivery: Delivery) -> Answer:
        answer: Answer = await send(delivery)
        on_call("sent")
        return answer

    world.store.on_call, world.receiver.send = on_call, sent
    running = asyncio.create_task(process())
    stored = world.store.documents.values()
    await world.until(lambda: reached.is_set() or not any(each.pending or each.log[each.told :] for each in stored))
    world.stopping.set()
    await world.dispatcher.drain(timedelta(0))
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    world.store.on_call, world.receiver.send = lambda _: None, send
