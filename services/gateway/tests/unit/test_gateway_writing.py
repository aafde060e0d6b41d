"""The read model: the newest wins, whatever order and however often it comes."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from videoagent_contracts.enums import TaskStatus
from videoagent_contracts.errors import StorageException
from videoagent_contracts.status import StatusEvent
from videoagent_gateway.domain.rows import row_of
from videoagent_gateway.ports import Stored
from videoagent_gateway.service.loading import Loading
from videoagent_gateway.service.writing import Writing


@pytest.fixture
def writing(world: Any) -> Writing:
    return Writing(world.store, world.tries, timedelta(seconds=60))


async def test_of_a_batch_only_the_last_state_is_written_but_every_event(world: Any, writing: Writing) -> None:
    task_id = await world.task()
    batch = [world.registry.status(task_id, status=TaskStatus.RUNNING, progress=float(i)) for i in range(10)]
    await writing.take(batch)
    assert world.store.saves == 1
    assert world.store.tasks[task_id].row.progress == 9.0
    assert len(world.store.history[task_id]) == 10


async def test_redelivered_and_reordered_batches_change_nothing(world: Any, writing: Writing) -> None:
    task_id = await world.task()
    batch = [world.registry.status(task_id, status=TaskStatus.RUNNING, progress=float(i)) for i in range(5)]
    batch.append(world.registry.status(task_id, StatusEvent.TASK_COMPLETED, status=TaskStatus.COMPLETED))
    await writing.take(batch)
    again = Writing(world.store, world.tries, timedelta(0))
    await again.take(batch[:3])
    await again.take(list(reversed(batch)))
    assert world.store.tasks[task_id].row.status is TaskStatus.COMPLETED
    assert len(world.store.history[task_id]) == 6


async def test_states_within_one_status_wait_and_ends_do_not(world: Any, writing: Writing) -> None:
    task_id = await world.task()
    await writing.take([world.registry.status(task_id, status=TaskStatus.RUNNING)])
    await writing.take([world.registry.status(task_id, progress=50.0)])
    await writing.flush_due()
    assert world.store.tasks[task_id].row.progress == 0.0
    await writing.flush_all()
    assert world.store.tasks[task_id].row.progress == 50.0
    await writing.take([world.registry.status(task_id, StatusEvent.TASK_FAILED, status=TaskStatus.FAILED)])
    assert world.store.tasks[task_id].row.status is TaskStatus.FAILED


@pytest.mark.parametrize("end", [StatusEvent.TASK_COMPLETED, StatusEvent.TASK_DELETED])
async def test_what_a_cut_off_writer_has_deferred_takes_no_newer_place(
    world: Any, writing: Writing, end: StatusEvent
) -> None:
    """Its line to Kafka is gone, so that it does not know that another has its partition."""
    task_id = await world.task()
    await writing.take([world.registry.status(task_id, status=TaskStatus.RUNNING)])
    await writing.take([world.registry.status(task_id, progress=50.0)])
    other = Writing(world.store, world.tries, timedelta(0))
    await other.take([world.registry.status(task_id, end, status=TaskStatus.COMPLETED)])
    after = dict(world.store.tasks)
    await writing.flush_all()
    assert world.store.tasks == after


async def test_an_end_that_comes_while_older_states_are_written_is_written_after_them(
    world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The local store lets both of two writers win who meet within milliseconds, and the last one stays."""
    task_id = await world.task()
    writing = Writing(world.store, world.tries, timedelta(0))
    await writing.take([world.registry.status(task_id, status=TaskStatus.RUNNING)])
    await writing.take([world.registry.status(task_id, progress=50.0)])
    save = world.store.save

    async def save_slowly(stored: Stored, *, known: bool) -> None:
        if stored.row.status is TaskStatus.RUNNING:
            await asyncio.sleep(0.02)
            world.store.tasks.pop(stored.row.task_id)  # as if nothing newer had been seen
        await save(stored, known=False)

    monkeypatch.setattr(world.store, "save", save_slowly)
    end = world.registry.status(task_id, StatusEvent.TASK_COMPLETED, status=TaskStatus.COMPLETED)
    await asyncio.gather(writing.flush_due(), writing.take([end]))
    assert world.store.tasks[task_id].row.status is TaskStatus.COMPLETED


async def test_a_writer_that_stood_still_looks_before_it_overwrites(world: Any, writing: Writing) -> None:
    """Its partition went to another while it was stopped; the other has written the end since."""
    task_id = await world.task()
    old = [world.registry.status(task_id, status=TaskStatus.RUNNING)]
    await writing.take(old)
    late = [world.registry.status(task_id, progress=10.0)]
    end = [world.registry.status(task_id, StatusEvent.TASK_COMPLETED, status=TaskStatus.COMPLETED)]
    await Writing(world.store, world.tries, timedelta(0)).take(end)
    writing._alive_at -= 3600
    await writing.take(late)
    await writing.flush_all()
    assert world.store.tasks[task_id].row.status is TaskStatus.COMPLETED


async def test_deletion_removes_state_and_history(world: Any, writing: Writing) -> None:
    task_id = await world.task(status=TaskStatus.COMPLETED)
    await writing.take([world.registry.status(task_id, StatusEvent.STATUS_CHANGE)])
    await writing.take([world.registry.status(task_id), world.registry.status(task_id, StatusEvent.TASK_DELETED)])
    assert task_id not in world.store.tasks
    assert task_id not in world.store.history


async def test_without_the_store_the_batch_comes_again(world: Any, writing: Writing) -> None:
    task_id = await world.task()
    batch = [world.registry.status(task_id, status=TaskStatus.RUNNING)]
    world.store.away = True
    with pytest.raises(StorageException):
        await writing.take(batch)
    world.store.away = False
    await writing.take(batch)
    assert world.store.tasks[task_id].row.status is TaskStatus.RUNNING


async def test_a_replica_after_a_crash_tells_nothing_older_than_was_told(
    world: Any, make_world: Any, writing: Writing
) -> None:
    """The state written last is older than what clients were told: the rest is in the history and in the topics."""
    task_id = await world.task(status=TaskStatus.RUNNING)
    await writing.take([world.registry.status(task_id, progress=5.0)])
    await writing.take([world.registry.status(task_id, StatusEvent.STEP_CHANGED, progress=30.0, message="half")])
    progress = world.registry.progress(task_id, 42.0, seq=9)
    assert world.store.tasks[task_id].row.progress == 5.0
    other = make_world(store=world.store)
    await other.projection.take([progress])
    async with other.client() as client:
        told = (await client.get(f"/api/v1/tasks/{task_id}/status")).json()
        assert (told["progress"], told["seq"]) == (42.0, 9)
        assert (await client.get(f"/api/v1/tasks/{task_id}")).json()["progress"] == 42.0
    third = make_world(store=world.store)
    await third.projection.take([progress])
    await Loading(third.state, third.reading, world.store, third.waiters, timedelta(0)).load()
    assert third.state.row(task_id).progress == 42.0


async def test_a_request_waits_until_a_starting_replica_has_heard_what_was_said(world: Any, make_world: Any) -> None:
    task_id = await world.task(status=TaskStatus.RUNNING)
    later = world.registry.status(task_id, progress=50.0)
    world.store.tasks[task_id] = Stored(row_of(world.state.view(task_id), 2), world.state.view(task_id))
    other = make_world(store=world.store)
    other.reading.listening = asyncio.Event()
    async with other.client() as client:
        asking = asyncio.create_task(client.get(f"/api/v1/tasks/{task_id}/status"))
        await asyncio.sleep(0.05)
        assert not asking.done()
        await other.projection.take([later])
        other.reading.listening.set()
        assert (await asking).json()["progress"] == 50.0


async def test_a_replica_that_hears_nothing_answers_all_the_same(
    world: Any, make_world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("videoagent_gateway.service.reading._LISTENING_S", 0.05)
    tasks = [await world.task(status=TaskStatus.RUNNING) for _ in range(20)]
    for task_id in tasks:
        world.store.tasks[task_id] = Stored(row_of(world.state.view(task_id), 2), world.state.view(task_id))
    other = make_world(store=world.store)
    other.reading.listening = asyncio.Event()
    async with asyncio.timeout(30):
        await Loading(other.state, other.reading, world.store, other.waiters, timedelta(0)).load()
    assert other.reading.listening is None, "only the first one waits"


async def test_a_new_replica_loads_all_and_heals_what_it_missed(world: Any, make_world: Any, writing: Writing) -> None:
    task_id = await world.task(status=TaskStatus.RUNNING)
    await writing.take([world.registry.status(task_id, progress=5.0)])
    other = make_world(store=world.store)
    loading = Loading(other.state, other.reading, world.store, other.waiters, timedelta(0))
    await loading.load()
    assert other.state.row(task_id).progress == 5.0
    await writing.take([world.registry.status(task_id, StatusEvent.TASK_COMPLETED, status=TaskStatus.COMPLETED)])
    assert other.state.row(task_id).status is TaskStatus.RUNNING
    assert await loading.mend() == 1
    assert other.state.row(task_id).status is TaskStatus.COMPLETED
    assert await loading.mend() == 0
