"""Which promises of the document store hold: run first, so that a store that lies is known by name.

The design rests on two promises, which are checked hard: an insert with a unique id has one winner, and what was
inserted is seen by whoever asks afterwards. That conditional updates are atomic is a promise of MongoDB which the local
store does not keep; it is measured and reported, and nothing may be built on it.
"""

import asyncio
import uuid
from collections.abc import AsyncIterator
from itertools import combinations
from typing import Any

import pytest
from motor.motor_asyncio import AsyncIOMotorClient, AsyncIOMotorCollection
from pymongo.errors import BulkWriteError, DuplicateKeyError

from videoagent_stack import StackInfo

pytestmark = pytest.mark.stack

RACERS = 30
ROUNDS = 10
DUPLICATE_KEY = 11_000

Collection = AsyncIOMotorCollection[dict[str, Any]]


@pytest.fixture
async def collection(servers: StackInfo) -> AsyncIterator[Collection]:
    client: AsyncIOMotorClient[dict[str, Any]] = AsyncIOMotorClient(servers.mongo_uri)
    database = f"store_promises_{uuid.uuid4().hex[:8]}"
    yield client[database]["items"]
    await client.drop_database(database)
    client.close()


async def test_insert_with_a_unique_id_has_one_winner(collection: Collection) -> None:
    async def claim(round_number: int, racer: int) -> bool:
        try:
            await collection.insert_one({"_id": f"claim/{round_number}", "racer": racer})
        except DuplicateKeyError:
            return False
        return True

    for round_number in range(ROUNDS):
        wins = await asyncio.gather(*(claim(round_number, racer) for racer in range(RACERS)))
        assert sum(wins) == 1
        winner = await collection.find_one({"_id": f"claim/{round_number}"})
        assert winner is not None
        assert winner["racer"] == wins.index(True)


async def test_racing_batches_have_one_winner_for_each_id(collection: Collection) -> None:
    """The journal commits batches as one unordered `insert_many`; losers come back by index."""
    ids = [f"task/{number}" for number in range(100)]

    async def append(racer: int) -> set[str]:
        try:
            await collection.insert_many([{"_id": id_, "racer": racer} for id_ in ids], ordered=False)
        except BulkWriteError as error:
            failures = error.details["writeErrors"]
            assert all(failure["code"] == DUPLICATE_KEY for failure in failures)
            return set(ids) - {ids[failure["index"]] for failure in failures}
        return set(ids)

    won = await asyncio.gather(*(append(racer) for racer in range(8)))
    assert sorted(id_ for ids_won in won for id_ in ids_won) == sorted(ids)
    for racer, ids_won in enumerate(won):
        assert await collection.count_documents({"racer": racer}) == len(ids_won)


async def test_of_two_who_insert_and_then_look_one_sees_the_other(collection: Collection) -> None:
    """Who counts himself first and the others then, as uploads do, cannot miss whoever did so before him."""
    await collection.create_index("user")

    async def enter(round_number: int, racer: int) -> set[int]:
        await collection.insert_one({"user": round_number, "racer": racer})
        return {document["racer"] async for document in collection.find({"user": round_number})}

    for round_number in range(ROUNDS):
        seen = await asyncio.gather(*(enter(round_number, racer) for racer in range(RACERS)))
        for one, other in combinations(range(RACERS), 2):
            assert one in seen[other] or other in seen[one]


async def test_conditional_updates_are_known_for_what_they_are(
    collection: Collection, capsys: pytest.CaptureFixture[str]
) -> None:
    """Racing updates with the expected version in the filter: at least one wins; one only if the store is honest."""
    winners: list[int] = []
    for round_number in range(ROUNDS):
        id_ = f"document/{round_number}"
        await collection.insert_one({"_id": id_, "version": 1})
        results = await asyncio.gather(
            *(
                collection.update_one({"_id": id_, "version": 1}, {"$set": {"version": 2, "racer": racer}})
                for racer in range(RACERS)
            )
        )
        winners.append(sum(result.modified_count for result in results))
    verdict = "atomic" if max(winners) == 1 else f"NOT atomic (up to {max(winners)} winners of {RACERS})"
    with capsys.disabled():
        print(f"\nconditional updates of this document store are {verdict}")
    assert min(winners) >= 1


async def test_lookups_use_an_index(collection: Collection, servers: StackInfo) -> None:
    """Equality on `_id` and on an indexed field must not scan: the companions of `gin_companions.sql` are there."""
    await collection.create_index("task_id")
    await collection.insert_many([{"_id": f"d{n}", "task_id": f"t{n}"} for n in range(200)])
    definitions = servers.stack.postgres.index_definitions(collection.database.name)
    companions = [definition for definition in definitions if "USING gin" in definition]
    assert any("'_id'" in definition for definition in companions)
    assert any("'task_id'" in definition for definition in companions)
    found = await collection.find({"task_id": "t7"}).to_list(None)
    assert [document["_id"] for document in found] == ["d7"]
