"""Messages that nobody can read, on every topic: they go to the dead letters, and everything else goes on."""

import json
import uuid

import pytest
from aiokafka import AIOKafkaProducer
from aiokafka.errors import MessageSizeTooLargeError
from tests.chaos.world.verdict import judge
from tests.chaos.world.world import World

from videoagent_contracts.topics import (
    CLEAN_UP_ORDERS,
    STEP_REQUESTS,
    STEP_REQUESTS_HIGH,
    STEP_RESULTS_TOPIC,
    TASK_COMMANDS,
    TASK_STATUS,
    TOPICS,
    WEBHOOK_ATTEMPTS,
    WEBHOOK_COMMANDS,
    TopicCard,
)

READERS = {
    TASK_COMMANDS.name: 1,
    STEP_RESULTS_TOPIC.name: 1,
    TASK_STATUS.name: 2,
    WEBHOOK_ATTEMPTS.name: 1,
    WEBHOOK_COMMANDS.name: 1,
    CLEAN_UP_ORDERS.name: 1,
    **{card.name: 1 for card in (*STEP_REQUESTS.values(), *STEP_REQUESTS_HIGH.values())},
}
"""Consumer groups of a topic: each of them has a dead letter of its own. Broadcasts pass over what they cannot read."""
BROKEN_HEADER = [("ce_type", b"\xff\xfe"), ("traceparent", b"\x00" * 300), ("", b"")]
Headers = list[tuple[str, bytes]]


def _poison(card: TopicCard) -> dict[str, tuple[bytes, Headers]]:
    kind = card.messages[0]
    whole = {
        "id": str(uuid.uuid4()),
        "type": kind.TYPE,
        "version": kind.VERSION,
        "task_id": str(uuid.uuid4()),
        "correlation_id": "c",
        "occurred_at": "2026-01-01T00:00:00Z",
        "producer": "poison",
        "payload": {},
    }
    return {
        "not JSON": (b"\x00\xff{", []),
        "JSON of another shape": (b'["a", {"list": null}]', []),
        "nested too deep": (b"[" * 100_000, []),
        "unknown type": (json.dumps({**whole, "type": "task.dance"}).encode(), []),
        "unknown version": (json.dumps({**whole, "version": 99}).encode(), []),
        "wrong payload": (json.dumps({**whole, "payload": {"surprise": 1}, "attempt": "many"}).encode(), []),
        "broken headers": (b"{", BROKEN_HEADER),
        "large": (b'"' + b"x" * 3_900_000 + b'"', []),
    }


async def test_poison_on_every_topic(world: World) -> None:
    """Sent between tasks under way: all of it ends up in the dead letters, and no task notices."""
    ids = await world.ledger.order(10, chaos_ms=100)
    await world.watcher.until_said(ids, 10 * 3)
    prefix = f"{world.system.prefix}."
    bootstrap = world.system.servers.kafka_bootstrap_servers
    async with AIOKafkaProducer(bootstrap_servers=bootstrap, max_request_size=12 * 2**20) as producer:
        for card in TOPICS:
            for value, headers in _poison(card).values():
                await producer.send_and_wait(prefix + card.name, value, key=b"poison", headers=headers)
            with pytest.raises(MessageSizeTooLargeError):
                await producer.send_and_wait(prefix + card.name, b"x" * 10 * 2**20, key=b"poison")
            if readers := READERS.get(card.name, 0):
                name = card.dead_letters
                world.poison[name] = world.poison.get(name, 0) + readers * len(_poison(card))
    await world.ledger.order(10)
    await world.finish()
    (await judge(world)).assert_clean()
