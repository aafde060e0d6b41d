"""What lies in Kafka, the object store and the document store of one system."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient
from minio import Minio
from pymongo import MongoClient
from tests.chaos.world.system import System

from videoagent_contracts.topics import DEAD_LETTER_SUFFIX


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


async def documents(system: System, database: str, collection: str) -> list[str]:
    """Return the ids of a collection."""

    def ids() -> list[str]:
        client: MongoClient[dict[str, object]] = MongoClient(
            system.environment["VIDEOAGENT_MONGO__URI"], serverSelectionTimeoutMS=5000
        )
        with client:
            found = client[f"{system.prefix}_{database}"][collection].find({}, {"_id": 1})
            return [str(document["_id"]) for document in found]

    return await asyncio.to_thread(ids)


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
    consumer = AIOKafkaConsumer(bootstrap_servers=system.servers.kafka_bootstrap_servers, retry_backoff_ms=20)
    await consumer.start()
    try:
        yield consumer
    finally:
        await consumer.stop()
