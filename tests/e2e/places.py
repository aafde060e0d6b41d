"""All places of an installation where something can be read: its logs, its topics, its documents."""

import gzip
from pathlib import Path
from typing import Any

from aiokafka import AIOKafkaConsumer, TopicPartition
from pymongo import MongoClient
from pymongo.collection import Collection

from videoagent_contracts.topics import TOPICS

Place = tuple[str, bytes]
"""What it is called, and what it holds."""


def logs(folder: Path) -> list[Place]:
    """Read every log of a folder, those that were put away among them."""
    return [
        (f"log {path.name}", gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    ]


async def messages(bootstrap_servers: str, prefix: str = "") -> list[Place]:
    """Read every message with its key and headers, the dead letters among them."""
    consumer = AIOKafkaConsumer(
        bootstrap_servers=bootstrap_servers, enable_auto_commit=False, auto_offset_reset="earliest"
    )
    places: list[Place] = []
    await consumer.start()
    try:
        partitions = _partitions(prefix)
        consumer.assign(partitions)
        ends = await consumer.end_offsets(partitions)
        left = {partition for partition, end in ends.items() if end}
        while left:
            for partition, records in (await consumer.getmany(timeout_ms=500)).items():
                for record in records:
                    headers = b"".join(name.encode() + (value or b"") for name, value in record.headers)
                    what = (record.key or b"") + (record.value or b"") + headers
                    places.append((f"topic {partition.topic.removeprefix(prefix)}", what))
            left = {partition for partition in left if await consumer.position(partition) < ends[partition]}
    finally:
        await consumer.stop()
    return places


def _partitions(prefix: str) -> list[TopicPartition]:
    return [
        *(TopicPartition(prefix + card.name, number) for card in TOPICS for number in range(card.partitions)),
        *(TopicPartition(prefix + card.dead_letters, 0) for card in TOPICS),
    ]


def documents(uri: str, prefix: str = "", *, but: str = "") -> list[Place]:
    """Read every document of the databases with this prefix.

    Args:
        uri: Of the document store.
        prefix: Before the names of databases.
        but: A collection that is left out, ``database.collection``.
    """
    client: MongoClient[dict[str, Any]]
    with MongoClient(uri) as client:
        collections: list[Collection[dict[str, Any]]] = [
            client[database][name]
            for database in client.list_database_names()
            if database.startswith(prefix)
            for name in client[database].list_collection_names()
            if f"{database}.{name}" != but
        ]
        return [
            (f"database {collection.full_name.removeprefix(prefix)}", repr(document).encode())
            for collection in collections
            for document in collection.find({})
        ]
