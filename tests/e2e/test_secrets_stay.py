"""After films were made, no secret of the installation lies anywhere that it can be read."""

import gzip
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
from aiokafka import AIOKafkaConsumer, TopicPartition
from pymongo import MongoClient
from pymongo.collection import Collection
from tests.e2e.conftest import Films

from videoagent_contracts.topics import TOPICS
from videoagent_notifier.adapters.store import kept_secret
from videoagent_runtime.mongo import Mongo
from videoagent_runtime.settings import MongoSettings
from videoagent_stack import StackInfo

_PLACES = (
    *(TopicPartition(card.name, number) for card in TOPICS for number in range(card.partitions)),
    *(TopicPartition(card.dead_letters, 0) for card in TOPICS),
)
_ITS_PLACE = "notifier.secrets"
"""The one collection that holds the webhooks' secret."""


async def test_no_secret_is_left_anywhere(films: Films, http: httpx.AsyncClient, stack: StackInfo) -> None:
    """MinIO's secret key and the key that signs webhooks; of films that other tests made, else of one of its own."""
    finished = (await http.get("/tasks", params={"status": "completed", "limit": 1})).json()["items"]
    task_id = finished[0]["task_id"] if finished else (await films.make("Volcanoes", duration=4, shots=1)).task.task_id
    secrets = {"MinIO's secret key": stack.minio_secret_key, "the webhooks' secret": await _webhook_secret(stack)}
    places = [*_logs(stack), *await _answers(http, task_id), *_documents(stack)]
    places += [place async for place in _messages(stack)]
    for sort in ("log", "topic", "database registry", "database gateway", "/tasks"):
        assert any(task_id.encode() in what for where, what in places if where.startswith(sort)), sort
    for name, secret in secrets.items():
        assert len(secret) > 20
        found = {where for where, what in places if secret.encode() in what}
        assert not found, f"{name} is in {found}"


async def _webhook_secret(stack: StackInfo) -> str:
    mongo = Mongo(MongoSettings(uri=stack.mongo_uri))
    try:
        return await kept_secret(mongo)
    finally:
        mongo.close()


async def _messages(stack: StackInfo) -> AsyncIterator[tuple[str, bytes]]:
    consumer = AIOKafkaConsumer(
        bootstrap_servers=stack.kafka_bootstrap_servers, enable_auto_commit=False, auto_offset_reset="earliest"
    )
    await consumer.start()
    try:
        consumer.assign(_PLACES)
        ends = await consumer.end_offsets(_PLACES)
        left = {place for place, end in ends.items() if end}
        while left:
            for place, records in (await consumer.getmany(timeout_ms=500)).items():
                for record in records:
                    headers = b"".join(name.encode() + (value or b"") for name, value in record.headers)
                    yield f"topic {place.topic}", (record.key or b"") + (record.value or b"") + headers
            left = {place for place in left if await consumer.position(place) < ends[place]}
    finally:
        await consumer.stop()


def _documents(stack: StackInfo) -> list[tuple[str, bytes]]:
    client: MongoClient[dict[str, Any]]
    with MongoClient(stack.mongo_uri) as client:
        collections: list[Collection[dict[str, Any]]] = [
            client[name][each]
            for name in client.list_database_names()
            for each in client[name].list_collection_names()
            if f"{name}.{each}" != _ITS_PLACE
        ]
        return [
            (f"database {collection.full_name}", repr(document).encode())
            for collection in collections
            for document in collection.find({})
        ]


def _logs(stack: StackInfo) -> list[tuple[str, bytes]]:
    return [
        (f"log {path.name}", gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes())
        for path in sorted(Path(stack.stack.layout.logs).rglob("*"))
        if path.is_file()
    ]


async def _answers(http: httpx.AsyncClient, task_id: str) -> list[tuple[str, bytes]]:
    paths = [f"/tasks/{task_id}{end}" for end in ("", "/status", "/events", "/storyboard", "/deliveries")]
    paths += ["/tasks", "/styles", "/voices", "/providers", "/health", "/nope"]
    answers = [(path, (await http.get(path)).content) for path in paths]
    metrics = await http.get(str(http.base_url).removesuffix("/api/v1/") + "/metrics")
    return [*answers, ("/metrics", metrics.content)]
