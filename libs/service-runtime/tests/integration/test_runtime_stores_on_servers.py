"""The document store and the object store, as the runtime wraps them, on real servers."""

import asyncio
import hashlib
import uuid
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from pydantic import SecretStr

from videoagent_contracts.codec import AnyEnvelope
from videoagent_contracts.envelope import Envelope
from videoagent_contracts.errors import ErrorCode, StorageException
from videoagent_contracts.steps import StepReleased
from videoagent_runtime.agent.claims import MongoClaims
from videoagent_runtime.agent.ports import Claim
from videoagent_runtime.mongo import Collection, Mongo
from videoagent_runtime.objects import ObjectStore
from videoagent_runtime.settings import MongoSettings, ServiceSettings

pytestmark = pytest.mark.stack


@pytest.fixture(name="mongo")
async def connected_mongo(settings: ServiceSettings) -> AsyncIterator[Mongo]:
    mongo = Mongo(settings.mongo)
    yield mongo
    mongo.close()


@pytest.fixture(name="things")
async def empty_collection(mongo: Mongo) -> Collection:
    return mongo.database("test").collection(f"things_{uuid.uuid4().hex[:8]}")


@pytest.fixture(name="objects")
async def connected_objects(settings: ServiceSettings) -> AsyncIterator[ObjectStore]:
    objects = ObjectStore(settings.object_store)
    await objects.ensure_bucket()
    yield objects
    objects.close()


async def test_documents(things: Collection) -> None:
    await things.ensure_index("colour")
    await things.ensure_index("colour")
    assert await things.insert({"_id": 1, "colour": "red", "size": 3})
    assert not await things.insert({"_id": 1, "colour": "blue"})
    assert await things.insert_many([{"_id": n, "colour": "red", "size": n} for n in (1, 2, 3, 1)]) == [0, 3]
    found = await things.find({"colour": "red"}, sort=[("size", -1)], skip=1, limit=1)
    assert [document["_id"] for document in found] == [1] or [document["size"] for document in found] == [3]
    assert await things.count({"colour": "red"}) == 3
    assert await things.update(1, {"$set": {"colour": "green"}})
    assert not await things.update(99, {"$set": {"colour": "green"}})
    assert await things.update(99, {"$set": {"colour": "grey"}}, upsert=True) is False
    await things.replace(2, {"colour": "black"})
    assert await things.get(2) == {"_id": 2, "colour": "black"}
    assert await things.get(404) is None
    assert await things.delete(2)
    assert not await things.delete(2)
    assert await things.delete_many({"colour": "red"}) == 1


async def test_only_what_is_older_is_replaced(things: Collection) -> None:
    assert not await things.replace_older(1, {"seq": 1}, "seq", upsert=False)
    assert await things.replace_older(1, {"seq": 5, "colour": "red"}, "seq", upsert=True)
    assert not await things.replace_older(1, {"seq": 4, "colour": "old"}, "seq", upsert=True)
    assert not await things.replace_older(1, {"seq": 5, "colour": "same"}, "seq", upsert=True)
    assert not await things.replace_older(1, {"seq": 5, "colour": "same"}, "seq", upsert=False)
    assert (await things.get(1) or {})["colour"] == "red"
    assert await things.replace_older(1, {"seq": 6, "colour": "blue"}, "seq", upsert=False)
    await things.insert({"_id": 2, "colour": "of an earlier version"})
    assert await things.replace_older(2, {"seq": 0, "colour": "green"}, "seq", upsert=False)
    assert await things.get(2) == {"_id": 2, "seq": 0, "colour": "green"}


async def test_an_insert_with_a_unique_id_has_one_winner(things: Collection) -> None:
    """What claims, transitions and keys rest on."""
    for number in range(5):
        won = await asyncio.gather(*(things.insert({"_id": number, "by": racer}) for racer in range(20)))
        assert sum(won) == 1


async def test_store_away_is_an_expected_error() -> None:
    mongo = Mongo(MongoSettings(uri=SecretStr("mongodb://127.0.0.1:1/"), select_timeout=timedelta(milliseconds=300)))
    with pytest.raises(StorageException) as caught:
        await mongo.database("x").collection("y").insert({"_id": 1})
    assert caught.value.retryable
    with pytest.raises(StorageException):
        await mongo.ping()
    mongo.close()


async def test_claims_are_kept_recorded_and_forgotten(mongo: Mongo) -> None:
    claims = MongoClaims(mongo)
    await claims.prepare()
    now = datetime(2026, 3, 20, 12, tzinfo=UTC)
    identity = f"{uuid.uuid4()}/music/1"
    claim = Claim(identity, "worker-a", now)
    assert await claims.claim(claim)
    assert not await claims.claim(Claim(identity, "worker-b", now))
    assert await claims.get(identity) == claim
    await claims.mark_announced(identity)
    result: AnyEnvelope = Envelope.of(
        StepReleased(worker="w", reason="r"), task_id="t", step_id="music", attempt=1, producer="agent-music"
    )
    await claims.record(identity, result)
    assert await claims.get(identity) == Claim(identity, "worker-a", now, announced=True, result=result)
    assert await claims.forget(now + timedelta(days=7), timedelta(days=8)) == 0
    assert await claims.forget(now + timedelta(days=10), timedelta(days=8)) == 1
    assert await claims.get(identity) is None


async def test_objects(objects: ObjectStore, tmp_path: Path) -> None:
    source = tmp_path / "a.bin"
    source.write_bytes(b"content" * 100_000)
    key = f"tasks/{uuid.uuid4()}/voice-1/a.bin"
    ref = await objects.put_file(source, key, "application/octet-stream")
    assert ref.sha256 == hashlib.sha256(source.read_bytes()).hexdigest()
    assert ref.size == 700_000
    copy = tmp_path / "b.bin"
    await objects.get_file(ref, copy)
    assert copy.read_bytes() == source.read_bytes()
    info = await objects.stat(key)
    assert info is not None
    assert (info.size, info.content_type) == (700_000, "application/octet-stream")
    assert await objects.stat("tasks/none") is None

    with pytest.raises(StorageException) as caught:
        await objects.get_file(ref.model_copy(update={"sha256": "0" * 64}), tmp_path / "c.bin")
    assert caught.value.code is ErrorCode.MEDIA_INVALID
    with pytest.raises(StorageException) as caught:
        await objects.get_file("tasks/none", tmp_path / "c.bin")
    assert (caught.value.code, caught.value.retryable) == (ErrorCode.NOT_FOUND, False)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.bin", "b.bin"]

    prefix = key.rsplit("/", 2)[0] + "/"
    assert [item.key for item in await objects.list(prefix)] == [key]
    assert await objects.remove_prefix(prefix) == 1
    assert await objects.remove_prefix(prefix) == 0
    with pytest.raises(ValueError, match="everything"):
        await objects.remove_prefix("")


async def test_a_form_stores_one_object_of_limited_size(objects: ObjectStore) -> None:
    key = f"uploads/{uuid.uuid4()}/incoming"
    url, fields = objects.presign_form(key, 10, datetime.now(UTC) + timedelta(minutes=5))
    async with httpx.AsyncClient() as client:
        large = await client.post(url, data=fields, files={"file": b"0123456789x"})
        elsewhere = await client.post(url, data={**fields, "key": key + "2"}, files={"file": b"abc"})
        fits = await client.post(url, data=fields, files={"file": b"0123456789"})
    assert (large.status_code, elsewhere.status_code, fits.status_code) == (400, 403, 204)
    found = await objects.stat(key)
    assert found is not None
    assert found.size == 10
    await objects.remove(key)


async def test_presigned_addresses_work_with_ranges_and_names(objects: ObjectStore) -> None:
    key = f"tasks/{uuid.uuid4()}/x.txt"
    await objects.put_bytes(b"0123456789", key, "text/plain")
    url = await objects.presign_get(key, timedelta(minutes=5), 'Bücher "1".txt', "books.txt")
    async with httpx.AsyncClient() as client:
        part = await client.get(url, headers={"Range": "bytes=2-4"})
        assert (part.status_code, part.content) == (206, b"234")
        wanted = "attachment; filename=\"books.txt\"; filename*=UTF-8''B%C3%BCcher%20%221%22.txt"
        assert part.headers["content-disposition"] == wanted
    assert parse_qs(urlsplit(url).query)["X-Amz-Expires"] == ["300"]
    await objects.remove(key)
    await objects.remove(key)
