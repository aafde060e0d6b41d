"""What lies in Kafka, the object store and the document store of one system."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient
from minio import Minio
from pymongo import MongoClient
from tests.chaos.world.system import System

from videoagent_contracts.topics import DEAD_LETTER_SUFFIX, STEP_RESULTS_TOPIC


async def lags(system: System) -> dict[str, int]:
    """Return the messages that each consumer group has not taken yet, those with none left out."""
    async with _admin(system) as admin, _consumer(system) as consumer:
        groups = [str(name) for name, *_ in await admin.list_consumer_groups() if str(name).startswith(system.prefix)]
        found: dict[str, int] = {}
        for group in groups:
            committed = {tp: at.offset for tp, at in (await admin.list_consumer_group_offsets(group)).items()}
            ends = await consumer.end_offsets(list(committed))
            lag = sum(max(0, end - committed[partition]) for partition, end in ends.items())
            if lag:
                found[group] = lag
        return found


async def dead_letters(system: System) -> dict[str, int]:
    """Return the number of messages in each dead-letter topic that is not empty."""
    async with _admin(system) as admin, _consumer(system) as consumer:
        names = [name for name in await admin.list_topics() if name.startswith(system.prefix)]
        letters = [TopicPartition(name, 0) for name in names if name.endswith(DEAD_LETTER_SUFFIX)]
        ends = await consumer.end_offsets(letters)
    return {partition.topic.partition(".")[2]: end for partition, end in ends.items() if end}


async def media(system: System) -> set[str]:
    """Return the keys of all objects."""
    environment = system.environment

    def keys() -> set[str]:
        client = Minio(
            environment["VIDEOAGENT_OBJECT_STORE__ENDPOINT"],
            access_key=environment["VIDEOAGENT_OBJECT_STORE__ACCESS_KEY"],
            secret_key=environment["VIDEOAGENT_OBJECT_STORE__SECRET_KEY"],
            secure=False,
        )
        bucket = environment["VIDEOAGENT_OBJECT_STORE__BUCKET"]
        return {item.object_name or "" for item in client.list_objects(bucket, recursive=True)}

    return await asyncio.to_thread(keys)


async def step_results(system: System) -> list[dict[str, Any]]:
    """Return everything that agents have said of attempts; what was said of one task stands in its order."""
    topic = f"{system.prefix}.{STEP_RESULTS_TOPIC.name}"
    places = [TopicPartition(topic, number) for number in range(STEP_RESULTS_TOPIC.partitions)]
    said: list[dict[str, Any]] = []
    async with _consumer(system) as consumer:
        consumer.assign(places)
        ends = await consumer.end_offsets(places)
        left = {place for place, end in ends.items() if end}
        while left:
            for records in (await consumer.getmany(timeout_ms=500)).values():
                said += [each for record in records if (each := _read(record.value))]
            left = {place for place in left if await consumer.position(place) < ends[place]}
    return said


def _read(value: bytes | None) -> dict[str, Any] | None:
    """Return an envelope; None for poison of a test."""
    try:
        envelope = json.loads(value or b"")
    except (ValueError, RecursionError):
        return None
    return envelope if isinstance(envelope, dict) and {"task_id", "step_id", "attempt"} <= envelope.keys() else None


async def claims(system: System) -> dict[str, bool]:
    """Return every claim of an attempt, and whether a result stands on it."""
    return {str(claim["_id"]): bool(claim.get("result")) for claim in await _all(system, "agents", "claims")}


async def documents(system: System, database: str, collection: str) -> list[str]:
    """Return the ids of a collection."""
    return [str(document["_id"]) for document in await _all(system, database, collection)]


async def _all(system: System, database: str, collection: str) -> list[dict[str, Any]]:
    def found() -> list[dict[str, Any]]:
        client: MongoClient[dict[str, Any]] = MongoClient(
            system.environment["VIDEOAGENT_MONGO__URI"], serverSelectionTimeoutMS=5000
        )
        with client:
            return list(client[f"{system.prefix}_{database}"][collection].find({}))

    return await asyncio.to_thread(found)


@asynccontextmanager
async def _admin(system: System) -> AsyncIterator[AIOKafkaAdminClient]:
    admin = AIOKafkaAdminClient(bootstrap_servers=system.servers.kafka_bootstrap_servers)
    await admin.start()
    try:
        yield admin
    finally:
        await admin.close()


@asynccontextmanager
async def _consumer(system: System) -> AsyncIterator[AIOKafkaConsumer]:
    consumer = AIOKafkaConsumer(
        bootstrap_servers=system.servers.kafka_bootstrap_servers,
        enable_auto_commit=False,
        auto_offset_reset="earliest",
        retry_backoff_ms=20,
    )
    await consumer.start()
    try:
        yield consumer
    finally:
        await consumer.stop()
