"""The journal on the real document store: what it promises, also when writers race."""

import asyncio
import uuid
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pydantic import SecretStr

from videoagent_registry.adapters.mongo_journal import MongoJournal
from videoagent_registry.ports import Entry
from videoagent_runtime.mongo import Mongo
from videoagent_runtime.settings import MongoSettings

pytestmark = [pytest.mark.stack, pytest.mark.timeout(120)]
AT = datetime(2026, 3, 4, 5, 6, tzinfo=UTC)


@pytest.fixture
async def journal(servers: Any) -> AsyncIterator[MongoJournal]:
    settings = MongoSettings(
        uri=SecretStr(servers.mongo_uri), database_prefix=f"registry_journal_{uuid.uuid4().hex[:8]}_"
    )
    mongo = Mongo(settings)
    journal = MongoJournal(mongo.database("registry"))
    await journal.prepare()
    yield journal
    await mongo.drop("registry")
    mongo.close()


def entry(task_id: str, version: int, body: str = "[]", partition: int | None = None) -> Entry:
    return Entry(task_id, version, AT, body, partition)


async def test_every_version_has_one_writer(journal: MongoJournal) -> None:
    """Twenty writers race for the same twenty entries in batches: each entry has exactly one winner."""
    refused = await asyncio.gather(
        *(journal.append([entry(f"t{n}", 1, f'"{writer}"') for n in range(20)]) for writer in range(20))
    )
    won = [20 - len(indexes) for indexes in refused]
    assert sum(won) == 20
    for number in range(20):
        loaded = await journal.load(f"t{number}")
        assert len(loaded) == 1
        assert number not in refused[int(loaded[0].body.strip('"'))]


async def test_entries_come_back_as_they_were_in_order(journal: MongoJournal) -> None:
    body = '[{"text": "Ünïcödé \\u0000 $dollar.dot"}]'
    await journal.append([entry("t", 2, body)])
    await journal.append([entry("t", 1, "[1]", 5), entry("other", 1)])
    assert await journal.load("t") == [entry("t", 1, "[1]"), entry("t", 2, body)]
    assert await journal.load("nobody") == []


async def test_live_tasks_are_found_by_partition_until_marked(journal: MongoJournal) -> None:
    await journal.append([entry("a", 1, partition=3), entry("b", 1, partition=3), entry("c", 1, partition=4)])
    await journal.mark_finished("a", AT)
    assert await journal.live(3) == ["b"]
    await journal.mark_live("a", 3)
    assert sorted(await journal.live(3)) == ["a", "b"]
    assert await journal.finished_before(AT + timedelta(days=1), 10) == []


async def test_finished_tasks_are_found_oldest_first(journal: MongoJournal) -> None:
    for number in range(4):
        await journal.append([entry(f"t{number}", 1, partition=0)])
        await journal.mark_finished(f"t{number}", AT - timedelta(days=number))
    found = await journal.finished_before(AT, 2)
    assert found == [("t3", AT - timedelta(days=3)), ("t2", AT - timedelta(days=2))]


async def test_erased_tasks_leave_a_used_name(journal: MongoJournal) -> None:
    await journal.append([entry("t", 1, partition=1)])
    await journal.append([entry("t", 2)])
    await journal.erase("t", AT)
    await journal.erase("t", AT)
    assert await journal.load("t") == []
    assert await journal.live(1) == []
    assert not await journal.exists("t")
    assert await journal.append([entry("t", 1)]) == [0]


async def test_an_erasure_that_was_cut_short_is_finished(journal: MongoJournal) -> None:
    await journal.append([entry("t", 2), entry("other", 1)])
    assert await journal.load("t") == []
    assert await journal.load("t") == []
    assert len(await journal.load("other")) == 1
