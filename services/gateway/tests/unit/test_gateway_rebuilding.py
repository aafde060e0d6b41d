"""A read model that is empty is filled from what Kafka holds, while requests are answered."""

from typing import Any

import pytest

from videoagent_contracts.codec import AnyEnvelope
from videoagent_contracts.enums import TaskStatus
from videoagent_contracts.errors import StorageException
from videoagent_contracts.ids import uuid7
from videoagent_contracts.status import StatusEvent
from videoagent_gateway.service.rebuilding import Rebuilding

TASKS = "/api/v1/tasks"


class Topic:
    """All that was ever said, told in batches; it may break off."""

    def __init__(self) -> None:
        self.said: list[AnyEnvelope] = []
        self.breaks_after: int | None = None

    async def tell(self, take: Any) -> None:
        for at in range(0, len(self.said), 2):
            if self.breaks_after is not None and at >= self.breaks_after:
                raise StorageException("away")
            await take(self.said[at : at + 2])


@pytest.fixture
def topic(world: Any) -> Topic:
    return Topic()


async def history(world: Any, topic: Topic) -> tuple[str, str]:
    """Two tasks, one of them deleted, as the topic has them; nothing of them is in the store."""
    kept = await world.task(status=TaskStatus.RUNNING)
    topic.said += [await world.registry.say(kept, progress=float(number)) for number in range(5)]
    topic.said.append(
        await world.registry.say(kept, StatusEvent.TASK_COMPLETED, status=TaskStatus.COMPLETED, progress=100.0)
    )
    gone = await world.task(status=TaskStatus.CANCELLED)
    topic.said += [await world.registry.say(gone), await world.registry.say(gone, StatusEvent.TASK_DELETED)]
    return kept, gone


def rebuilding(world: Any, topic: Topic) -> Rebuilding:
    return Rebuilding(topic.tell, world.state, world.reading, world.store, world.tries, world.deliveries)


async def test_an_emptied_store_is_filled_again_under_a_running_gateway(world: Any, topic: Topic) -> None:
    kept, _gone = await history(world, topic)
    world.store.built = False
    assert await rebuilding(world, topic).look()
    assert set(world.store.tasks) == {kept}
    assert world.store.tasks[kept].view.status is TaskStatus.COMPLETED
    assert world.store.tasks[kept].row.status_seq == 8
    assert [event.seq for event in await world.store.events(kept)] == [3, 4, 5, 6, 7, 8]
    assert not await rebuilding(world, topic).look()


async def test_a_new_gateway_on_an_empty_store_says_try_again_until_it_knows_all(
    world: Any, make_world: Any, topic: Topic
) -> None:
    kept, gone = await history(world, topic)
    fresh = make_world()
    fresh.store.built = False
    topic.breaks_after = 2
    with pytest.raises(StorageException):
        await rebuilding(fresh, topic).look()
    async with fresh.client() as client:
        for task_id in (uuid7(), gone):
            early = await client.get(f"{TASKS}/{task_id}")
            assert (early.status_code, early.headers["retry-after"]) == (503, "2")
        assert (await client.get(f"{TASKS}/nonsense")).status_code == 404
        topic.breaks_after = None
        await rebuilding(fresh, topic).look()
        assert (await client.get(f"{TASKS}/{kept}")).json()["status"] == "completed"
        for task_id in (uuid7(), gone):
            assert (await client.get(f"{TASKS}/{task_id}")).status_code == 404


async def test_what_is_known_but_not_stored_yet_is_away_and_not_gone(world: Any) -> None:
    """The list has the task, its whole state has left memory, and the store has just been emptied."""
    task_id = await world.task(status=TaskStatus.COMPLETED)
    world.state._views.pop(task_id)
    async with world.client() as client:
        assert (await client.get(f"{TASKS}/{task_id}/status")).status_code == 200
        assert (await client.get(f"{TASKS}/{task_id}")).status_code == 503


async def test_rebuilding_takes_nothing_back_that_is_newer(world: Any, topic: Topic) -> None:
    kept, _ = await history(world, topic)
    await world.registry.say(kept, status=TaskStatus.RUNNING, run=2)
    world.store.built = False
    await rebuilding(world, topic).look()
    assert world.state.row(kept).status is TaskStatus.RUNNING
