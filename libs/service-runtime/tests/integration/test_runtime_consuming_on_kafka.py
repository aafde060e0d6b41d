"""Consumers on a real Kafka: poison, outages of a store, crashes before the commit, group-less readers."""

import asyncio
import uuid
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer

from videoagent_contracts.codec import AnyEnvelope, encode
from videoagent_contracts.commands import CancelTask
from videoagent_contracts.envelope import Envelope
from videoagent_contracts.errors import StorageException
from videoagent_contracts.ids import uuid7
from videoagent_contracts.topics import TASK_COMMANDS, TASK_STATUS
from videoagent_runtime.records import Received
from videoagent_runtime.retry import Stopping
from videoagent_runtime.service import Runtime
from videoagent_runtime.settings import ServiceSettings

pytestmark = pytest.mark.stack
Wait = Callable[..., Any]
Running = Callable[[Any], AbstractAsyncContextManager[Runtime]]


def command(reason: str = "") -> AnyEnvelope:
    return Envelope.of(CancelTask(reason=reason), task_id=uuid7(), producer="gateway")


@dataclass
class Seen:
    """A handler that remembers, and fails for messages whose reason is in ``bad``."""

    reasons: list[str] = field(default_factory=list)
    bad: set[str] = field(default_factory=set)
    away: int = 0
    sizes: list[int] = field(default_factory=list)

    async def one(self, envelope: AnyEnvelope) -> None:
        await self.batch([Received(envelope, "", 0, 0)])

    async def batch(self, received: list[Received]) -> None:
        if self.away:
            self.away -= 1
            raise StorageException("the store is away")
        for message in received:
            if message.envelope.payload.reason in self.bad:
                raise ValueError(message.envelope.payload.reason)
        self.sizes.append(len(received))
        self.reasons += [message.envelope.payload.reason for message in received]


def consuming(*declare: Callable[[Runtime], object]) -> Callable[[Runtime], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def build(runtime: Runtime) -> AsyncIterator[None]:
        for each in declare:
            each(runtime)
        yield

    return build


def group() -> str:
    return f"group-{uuid.uuid4().hex[:8]}"


class Letters:
    """The dead letters of one consumer group, read from the start."""

    def __init__(self, settings: ServiceSettings, group: str) -> None:
        self._settings = settings
        self._group = group

    async def read(self, wanted: list[bytes]) -> dict[bytes, dict[str, str]]:
        """Headers by value, once all the wanted ones are there."""
        consumer = AIOKafkaConsumer(
            self._settings.kafka.prefix + TASK_COMMANDS.dead_letters,
            bootstrap_servers=self._settings.kafka.bootstrap_servers,
            auto_offset_reset="earliest",
        )
        await consumer.start()
        found: dict[bytes, dict[str, str]] = {}
        try:
            async with asyncio.timeout(20):
                while len(found) < len(wanted):
                    record = await consumer.getone()
                    headers = {name: value.decode() for name, value in record.headers}
                    if headers["dlq_group"] == self._group and record.value in wanted:
                        found[record.value] = headers
        finally:
            await consumer.stop()
        return found


async def produce_raw(settings: ServiceSettings, *values: bytes, headers: Any = ()) -> None:
    producer = AIOKafkaProducer(bootstrap_servers=settings.kafka.bootstrap_servers)
    await producer.start()
    try:
        for value in values:
            await producer.send_and_wait(
                settings.kafka.prefix + TASK_COMMANDS.name, value, key=b"k", headers=list(headers)
            )
    finally:
        await producer.stop()


@pytest.mark.parametrize("batch", [False, True])
async def test_poison_goes_to_the_dead_letters_and_the_rest_is_handled(
    batch: bool, runtime_of: Running, settings: ServiceSettings, until: Wait
) -> None:
    """Not JSON, a foreign type, a future version, and one whose handler fails: none of them holds up the good ones."""
    seen, name, mark = Seen(bad={"bad"}), group(), uuid.uuid4().hex
    poison = [
        b"\x00\xff nonsense",
        b'{"type": "task.unheard_of", "version": 1}',
        encode(command()).replace(b'"version":1', b'"version":99'),
        encode(command("bad")),
    ]

    def declare(runtime: Runtime) -> None:
        if batch:
            runtime.consume_batch([TASK_COMMANDS], name, seen.batch)
        else:
            runtime.consume(TASK_COMMANDS, name, seen.one)

    async with runtime_of(consuming(declare)) as runtime:
        await produce_raw(settings, *poison)
        good = [command(f"{mark}-{number}") for number in range(20)]
        await runtime.publish_many([(TASK_COMMANDS, envelope, None) for envelope in good])
        await until(lambda: len([reason for reason in seen.reasons if reason.startswith(mark)]) == 20)
        reasons = await Letters(settings, name).read(poison)
    assert reasons[poison[0]]["dlq_reason"] == "unreadable"
    assert reasons[poison[3]]["dlq_reason"] == "failed"
    assert reasons[poison[3]]["dlq_error"] == "ValueError: bad"
    assert "Traceback" in reasons[poison[3]]["dlq_stack"]
    assert reasons[poison[3]]["dlq_topic"] == settings.kafka.prefix + TASK_COMMANDS.name


@pytest.mark.parametrize("batch", [False, True])
async def test_headers_that_are_not_text_neither_kill_nor_skip(
    batch: bool, runtime_of: Running, settings: ServiceSettings, until: Wait
) -> None:
    """FastStream's own parser fails on them before any error handling, and the message is committed unseen."""
    seen, mark = Seen(), uuid.uuid4().hex

    def declare(runtime: Runtime) -> None:
        if batch:
            runtime.consume_batch([TASK_COMMANDS], group(), seen.batch)
        else:
            runtime.consume(TASK_COMMANDS, group(), seen.one)

    async with runtime_of(consuming(declare)):
        await produce_raw(settings, encode(command(mark)), headers=[("x", b"\xff\xfe"), ("y", b"")])
        await until(lambda: mark in seen.reasons)


@pytest.mark.parametrize("batch", [False, True])
async def test_messages_wait_while_a_store_is_away(
    batch: bool, runtime_of: Running, settings: ServiceSettings, until: Wait
) -> None:
    seen, mark = Seen(away=3), uuid.uuid4().hex

    def declare(runtime: Runtime) -> None:
        if batch:
            runtime.consume_batch([TASK_COMMANDS], group(), seen.batch)
        else:
            runtime.consume(TASK_COMMANDS, group(), seen.one)

    async with runtime_of(consuming(declare)) as runtime:
        await runtime.publish(TASK_COMMANDS, command(mark))
        await until(lambda: mark in seen.reasons)
    assert seen.away == 0
    assert seen.reasons.count(mark) == 1


@pytest.mark.parametrize("batch", [False, True])
async def test_stop_before_the_commit_means_redelivery(
    batch: bool, runtime_of: Running, settings: ServiceSettings, until: Wait
) -> None:
    """The service stops while a message is in its handler: the message is the next process's, not lost."""
    name, mark = group(), uuid.uuid4().hex
    entered = asyncio.Event()

    async def leave(_: object) -> None:
        entered.set()
        raise Stopping

    def first(runtime: Runtime) -> None:
        if batch:
            runtime.consume_batch([TASK_COMMANDS], name, leave)
        else:
            runtime.consume(TASK_COMMANDS, name, leave)

    async with runtime_of(consuming(first)) as runtime:
        await runtime.publish(TASK_COMMANDS, command(mark))
        await asyncio.wait_for(entered.wait(), 10)
    seen = Seen()
    async with runtime_of(consuming(lambda runtime: runtime.consume_batch([TASK_COMMANDS], name, seen.batch))):
        await until(lambda: mark in seen.reasons)


async def test_batches_hold_many_and_order_per_key_is_kept(runtime_of: Running, until: Wait) -> None:
    seen, mark = Seen(), uuid.uuid4().hex
    declared = consuming(lambda runtime: runtime.consume_batch([TASK_COMMANDS], group(), seen.batch))
    async with runtime_of(declared) as runtime:
        messages = [(TASK_COMMANDS, command(f"{mark}-{number}"), mark) for number in range(300)]
        await runtime.publish_many(messages)
        await until(lambda: sum(reason.startswith(mark) for reason in seen.reasons) == 300)
    own = [reason for reason in seen.reasons if reason.startswith(mark)]
    assert own == [f"{mark}-{number}" for number in range(300)]
    assert max(seen.sizes) > 10


async def test_group_less_reader_from_the_end_misses_nothing_after_the_start(runtime_of: Running, until: Wait) -> None:
    """What is published right after the start is seen, though aiokafka looks up "latest" only when it first fetches."""
    seen, old, new = Seen(), uuid.uuid4().hex, uuid.uuid4().hex
    async with runtime_of(consuming()) as runtime:
        await runtime.publish(TASK_COMMANDS, command(old))
    declared = consuming(lambda runtime: runtime.broadcast([TASK_COMMANDS], seen.batch, from_beginning=False))
    async with runtime_of(declared) as runtime:
        await runtime.publish(TASK_COMMANDS, command(new))
        await until(lambda: new in seen.reasons)
    assert old not in seen.reasons


async def test_a_group_less_reader_loses_no_message_to_a_bad_neighbour(runtime_of: Running, until: Wait) -> None:
    seen, bad = Seen(), uuid.uuid4().hex
    good = [uuid.uuid4().hex for _ in range(20)]

    async def hear(batch: list[Received]) -> None:
        if any(received.envelope.payload.reason == bad for received in batch):
            raise ValueError("one of these cannot be handled")
        await seen.batch(batch)

    declared = consuming(lambda runtime: runtime.broadcast([TASK_COMMANDS], hear, from_beginning=False))
    async with runtime_of(declared) as runtime:
        for reason in (*good[:10], bad, *good[10:]):
            await runtime.publish(TASK_COMMANDS, command(reason))
        await until(lambda: set(good) <= set(seen.reasons))


async def test_group_less_reader_begins_where_a_group_is(runtime_of: Running, until: Wait) -> None:
    """What a group has not stored yet would be known to nobody if a reader that completes it began at the end."""
    stored, unstored, new, name = uuid.uuid4().hex, uuid.uuid4().hex, uuid.uuid4().hex, group()
    writer, reader = Seen(), Seen()
    async with runtime_of(consuming(lambda runtime: runtime.consume_batch([TASK_COMMANDS], name, writer.batch))) as old:
        await old.publish(TASK_COMMANDS, command(stored))
        await until(lambda: stored in writer.reasons)
    async with runtime_of(consuming()) as runtime:
        await runtime.publish(TASK_COMMANDS, command(unstored))
    declared = consuming(
        lambda runtime: runtime.broadcast(
            [TASK_COMMANDS], reader.batch, from_beginning=False, behind={TASK_COMMANDS.name: name}
        )
    )
    async with runtime_of(declared) as runtime:
        await runtime.publish(TASK_COMMANDS, command(new))
        await until(lambda: {unstored, new} <= set(reader.reasons))
    assert reader.reasons.count(unstored) == 1


async def test_group_less_reader_begins_with_what_was_said_lately(runtime_of: Running, until: Wait) -> None:
    lately, now = uuid.uuid4().hex, uuid.uuid4().hex
    reader = Seen()
    async with runtime_of(consuming()) as runtime:
        await runtime.publish(TASK_COMMANDS, command(lately))
    declared = consuming(
        lambda runtime: runtime.broadcast(
            [TASK_COMMANDS], reader.batch, from_beginning=False, recent={TASK_COMMANDS.name: timedelta(minutes=1)}
        )
    )
    async with runtime_of(declared) as runtime:
        await runtime.publish(TASK_COMMANDS, command(now))
        await until(lambda: {lately, now} <= set(reader.reasons))
    assert reader.reasons.count(lately) == 1


async def test_group_less_reader_from_the_beginning_knows_when_it_has_caught_up(
    runtime_of: Running, until: Wait
) -> None:
    seen, mark = Seen(), uuid.uuid4().hex
    broadcasts: list[Any] = []
    async with runtime_of(consuming()) as runtime:
        await runtime.publish_many([(TASK_COMMANDS, command(f"{mark}-{n}"), None) for n in range(50)])
    declared = consuming(
        lambda runtime: broadcasts.append(runtime.broadcast([TASK_COMMANDS], seen.batch, from_beginning=True))
    )
    async with runtime_of(declared):
        await asyncio.wait_for(broadcasts[0].caught_up.wait(), 15)
        assert sum(reason.startswith(mark) for reason in seen.reasons) == 50


async def test_group_less_reader_hears_all_that_was_published_before_it_asked(runtime_of: Running) -> None:
    seen, mark = Seen(), uuid.uuid4().hex
    broadcasts: list[Any] = []
    unhurried = timedelta(seconds=1)
    declared = consuming(
        lambda runtime: broadcasts.append(
            runtime.broadcast([TASK_COMMANDS], seen.batch, from_beginning=False, patience=unhurried)
        )
    )
    async with runtime_of(declared) as runtime:
        for n in range(5):
            await runtime.publish(TASK_COMMANDS, command(f"{mark}-{n}"))
            assert await broadcasts[0].hear_all(timedelta(seconds=15))
            assert f"{mark}-{n}" in seen.reasons
    assert not await broadcasts[0].hear_all(timedelta(seconds=1))


async def test_group_less_reader_goes_on_where_it_was_after_kafka_did_not_know_the_topic(
    runtime_of: Running, until: Wait
) -> None:
    """As a broker that has just started does not: what was said while the reader was busy must not be passed over."""
    seen, free = Seen(), asyncio.Event()
    first, second = uuid.uuid4().hex, uuid.uuid4().hex
    broadcasts: list[Any] = []

    async def slowly(batch: list[Received]) -> None:
        await seen.batch(batch)
        await free.wait()

    declared = consuming(
        lambda runtime: broadcasts.append(runtime.broadcast([TASK_COMMANDS], slowly, from_beginning=False))
    )
    async with runtime_of(declared) as runtime:
        await runtime.publish(TASK_COMMANDS, command(first))
        await until(lambda: first in seen.reasons)
        await runtime.publish(TASK_COMMANDS, command(second))
        consumer = broadcasts[0]._consumer()  # the metadata of a real broker at its start are not to be had on demand
        cluster = consumer._client.cluster
        known, cluster._partitions = cluster._partitions, {}
        consumer._coordinator._handle_metadata_update(cluster)
        cluster._partitions = known
        consumer._coordinator._handle_metadata_update(cluster)
        free.set()
        await until(lambda: second in seen.reasons)


async def test_a_group_that_was_given_nothing_since_kafka_did_not_know_the_topic_goes_on_in_seconds(
    runtime_of: Running, until: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen, reason = Seen(), uuid.uuid4().hex
    declared = consuming(lambda runtime: runtime.consume_batch([TASK_COMMANDS], group(), seen.batch))
    async with runtime_of(declared) as runtime:
        consumer: Any = runtime._watch._watched[0].consumer()  # see above
        await until(consumer.assignment)
        with monkeypatch.context() as starting:
            starting.setattr(consumer._client.cluster, "partitions_for_topic", lambda _topic: set())
            consumer._coordinator.request_rejoin()
            await until(lambda: not consumer.assignment() and not runtime._watch._watched[0].joining)
        await runtime.publish(TASK_COMMANDS, command(reason))
        await until(lambda: reason in seen.reasons)


async def test_tombstones_are_passed_over(runtime_of: Running, until: Wait) -> None:
    seen: list[str] = []

    async def handler(received: list[Received]) -> None:
        seen.extend(message.envelope.task_id for message in received)

    async with runtime_of(
        consuming(lambda r: r.consume_batch([TASK_STATUS, TASK_COMMANDS], group(), handler))
    ) as runtime:
        await runtime.publish_tombstone(TASK_STATUS, "task-gone")
        after = command()
        await runtime.publish(TASK_COMMANDS, after)
        await until(lambda: after.task_id in seen)


async def test_listener_is_told_its_partitions(runtime_of: Running, until: Wait) -> None:
    told: list[tuple[str, list[tuple[str, int]]]] = []

    class Listener:
        async def assigned(self, partitions: list[tuple[str, int]]) -> None:
            told.append(("assigned", partitions))

        async def revoked(self, partitions: list[tuple[str, int]]) -> None:
            told.append(("revoked", partitions))

    def declare(runtime: Runtime) -> None:
        runtime.consume_batch([TASK_COMMANDS], group(), Seen().batch, listener=Listener())

    async with runtime_of(consuming(declare)):
        await until(lambda: any(what == "assigned" and parts for what, parts in told))
    assigned = next(parts for what, parts in told if what == "assigned" and parts)
    assert sorted(assigned) == [(TASK_COMMANDS.name, number) for number in range(TASK_COMMANDS.partitions)]


async def test_flood_of_dead_letters_stops_the_service(
    runtime_of: Running, settings: ServiceSettings, environment: dict[str, str], until: Wait
) -> None:
    """A deploy that cannot read anything stops itself, and what is over the limit stays where it is."""
    name = group()
    limited = settings.model_copy(update={"kafka": settings.kafka.model_copy(update={"dead_letter_limit": 3})})
    runtime = Runtime("flooded", limited)
    declared = consuming(lambda runtime: runtime.consume_batch([TASK_COMMANDS], name, Seen().batch))
    async with runtime.running(declared):
        await produce_raw(settings, *[b"nonsense"] * 10)
        await asyncio.wait_for(runtime.stopping.wait(), 20)
    assert runtime.exit_code == 1


async def test_too_large_a_message_is_refused_for_good(runtime_of: Running) -> None:
    async with runtime_of(consuming()) as runtime:
        with pytest.raises(StorageException) as caught:
            await runtime.publish(TASK_COMMANDS, command("x" * 6_000_000))
        assert not caught.value.retryable
        await runtime.publish(TASK_COMMANDS, command("x" * 3_000_000))
