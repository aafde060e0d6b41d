"""What clean-up finds, and how it removes."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from videoagent_contracts.commands import DeleteTask
from videoagent_contracts.errors import StorageException
from videoagent_contracts.retention import OrderCleanUp, Removable
from videoagent_registry.cleanup import CleanUp, Rules, outlived
from videoagent_registry.ports import Entry, Stored
from videoagent_registry.settings import RegistryGroup
from videoagent_registry.testing import MemoryJournal, MemoryMedia, MemoryVoice

NOW = datetime(2026, 6, 1, tzinfo=UTC)
MONTH = timedelta(days=30)


def days_ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


class World:
    """A clean-up on stores in memory."""

    def __init__(self, **settings: object) -> None:
        self.journal = MemoryJournal()
        self.voice = MemoryVoice()
        self.media = MemoryMedia()
        self.clean_up = CleanUp(self.journal, self.voice, self.media, RegistryGroup.model_validate(settings))

    def finished(self, task_id: str, days: float, size: int = 0) -> None:
        self.journal.finished[task_id] = days_ago(days)
        if size:
            self.media.stored[task_id] = Stored(days_ago(days), size)

    async def names(self, rules: Rules) -> list[str]:
        return [each.name for each in await self.clean_up.find(NOW, rules)]


async def test_old_tasks_go_oldest_first_by_command() -> None:
    world = World()
    for name, days in (("young", 3), ("older", 50), ("oldest", 90)):
        world.finished(name, days)
    found = await world.clean_up.find(NOW, Rules(age=MONTH))
    assert [each.name for each in found] == ["oldest", "older"]
    await world.clean_up.remove(found[:1])
    assert [(each.task_id, type(each.payload)) for each in world.voice.said] == [("oldest", DeleteTask)]


async def test_the_oldest_finished_go_until_the_rest_fits() -> None:
    world = World()
    for name, days in (("t1", 4), ("t2", 3), ("t3", 2)):
        world.finished(name, days, 100)
    world.media.stored["running"] = Stored(NOW, 50)
    world.media.uploaded["uploads/u/1/original"] = Stored(NOW, 25)
    assert await world.names(Rules(max_bytes=375)) == []
    assert await world.names(Rules(max_bytes=374)) == ["t1"]
    assert await world.names(Rules(max_bytes=200)) == ["t1", "t2"]
    assert await world.names(Rules(max_bytes=0)) == ["t1", "t2", "t3"], "what is at work is never removed for room"


async def test_media_without_a_task_is_an_orphan_once_it_has_aged() -> None:
    world = World()
    await world.journal.append([Entry("known", 1, NOW, "[]", 0)])
    world.media.stored = {name: Stored(days_ago(age), 1) for name, age in (("known", 10), ("fresh", 0.1), ("lost", 2))}
    found = await world.clean_up.find(NOW, Rules())
    assert [(each.what, each.name) for each in found] == [(Removable.ORPHAN, "lost")]
    await world.clean_up.remove(found)
    assert world.media.removed == ["lost"]
    world.media.stored["lost"] = Stored(days_ago(2), 1)
    assert await world.names(Rules(orphans=False)) == []


@pytest.mark.parametrize(("orphans", "spared"), [(10, False), (11, False), (12, True)])
async def test_a_lost_journal_does_not_take_the_media_with_it(orphans: int, spared: bool) -> None:
    world = World()
    for number in range(11):
        world.finished(f"known-{number}", 10, 1)
    world.media.stored |= {f"lost-{number}": Stored(days_ago(2), 1) for number in range(orphans)}
    world.media.uploaded["uploads/u/1/original.png"] = Stored(days_ago(20), 1)
    assert len(await world.names(Rules(doubting=True))) == (0 if spared else orphans + 1)
    assert len(await world.names(Rules())) == orphans + 1


async def test_orphans_and_unused_uploads_go_without_being_asked_for() -> None:
    world = World(retention_interval="PT0.01S")
    long_ago = datetime.now(UTC) - MONTH
    world.finished("old", 400, 1)
    world.media.stored["lost"] = Stored(long_ago, 1)
    world.media.uploaded["uploads/u/1/original.png"] = Stored(long_ago, 1)
    running = asyncio.create_task(world.clean_up.run())
    for _ in range(3000):
        if set(world.media.removed) == {"lost", "uploads/u/1/original.png"}:
            break
        await asyncio.sleep(0.01)
    running.cancel()
    assert set(world.media.removed) == {"lost", "uploads/u/1/original.png"}
    assert not world.voice.said, "films stay for ever unless told otherwise"


async def test_uploads_go_once_they_have_aged_and_no_task_names_them() -> None:
    world = World()
    body = '[{"set": {"media": {"m": {"ref": {"key": "uploads/u/1/original.png"}}}}}]'
    await world.journal.append([Entry("task", 1, NOW, body, 0)])
    for number, age in ((1, 30), (2, 30), (3, 1)):
        world.media.uploaded[f"uploads/u/{number}/original.png"] = Stored(days_ago(age), 7)
    found = await world.clean_up.find(NOW, Rules())
    assert [(each.what, each.name) for each in found] == [(Removable.UPLOAD, "uploads/u/2/original.png")]
    await world.clean_up.remove(found)
    assert sorted(world.media.uploaded) == ["uploads/u/1/original.png", "uploads/u/3/original.png"]


async def test_an_order_that_is_dry_only_tells() -> None:
    world = World(retention=timedelta(days=40))
    world.finished("old", 50, 70)
    world.media.stored["lost"] = Stored(days_ago(2), 30)
    report = await world.clean_up.carry_out(OrderCleanUp(dry_run=True), NOW)
    assert (report.found, report.size) == ({Removable.TASK: 1, Removable.ORPHAN: 1}, 100)
    assert world.voice.said == []
    assert world.media.removed == []
    real = OrderCleanUp(dry_run=False, older_than_s=60 * 86_400)
    assert (await world.clean_up.carry_out(real, NOW)).found == {Removable.ORPHAN: 1}
    assert world.media.removed == ["lost"]


async def test_a_run_that_was_cut_short_is_finished_by_the_next() -> None:
    world = World()
    world.media.stored = {f"lost-{number}": Stored(days_ago(2), 1) for number in range(5)}
    found = await world.clean_up.find(NOW, Rules())
    await world.clean_up.remove(found[:2])
    world.media.away = True
    with pytest.raises(StorageException):
        await world.clean_up.remove(found)
    world.media.away = False
    assert await world.names(Rules()) == ["lost-2", "lost-3", "lost-4"]
    await world.clean_up.remove(found)
    assert world.media.stored == {}


@given(st.lists(st.integers(0, 100), max_size=40), st.integers(0, 3000), st.integers(0, 500))
def test_no_more_goes_than_must(sizes: list[int], most: int, others: int) -> None:
    finished = [(f"t{number}", days_ago(100 - number)) for number in range(len(sizes))]
    stored = {f"t{number}": Stored(NOW, size) for number, size in enumerate(sizes)}
    gone = outlived(finished, stored, others, Rules(max_bytes=most), NOW)
    left = others + sum(sizes) - sum(each.size for each in gone)
    assert [each.name for each in gone] == [name for name, _ in finished[: len(gone)]]
    assert left <= most or len(gone) == len(sizes)
    if gone:
        assert left + gone[-1].size > most


def test_ten_thousand_tasks_are_judged_in_one_go() -> None:
    finished = [(f"t{number}", days_ago(10_000 - number)) for number in range(10_000)]
    stored = {name: Stored(at, 1) for name, at in finished}
    assert len(outlived(finished, stored, 0, Rules(age=timedelta(days=5000), max_bytes=2500), NOW)) == 7500
    assert len(outlived(finished, stored, 0, Rules(age=timedelta(0), limit=100), NOW)) == 100
