"""Poison of every sort through the dead-letter topics and out again, on the real servers."""

import asyncio
import json
import sys
import uuid
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from aiokafka import AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType
from aiokafka.errors import KafkaError

from videoagent_contracts.codec import AnyEnvelope, encode
from videoagent_contracts.commands import CancelTask
from videoagent_contracts.enums import TaskStatus
from videoagent_contracts.envelope import Envelope, utc_now
from videoagent_contracts.errors import ErrorCode, TaskNotFoundException, TaskStateException
from videoagent_contracts.ids import uuid7
from videoagent_contracts.options import TaskSpec
from videoagent_contracts.status import StatusEvent, TaskStatusChanged, TaskView
from videoagent_contracts.topics import TASK_COMMANDS, TASK_STATUS, TopicCard
from videoagent_runtime.dead_letters import DeadLetter, DeadLetterDesk, DeadLetterState
from videoagent_runtime.dead_letters import __main__ as command_line
from videoagent_runtime.dead_letters.letters import LetterId
from videoagent_runtime.dead_letters.marks import Floods, Marks
from videoagent_runtime.mongo import Mongo
from videoagent_runtime.records import Received
from videoagent_runtime.service import Runtime
from videoagent_runtime.settings import ServiceSettings

pytestmark = pytest.mark.stack
Wait = Callable[..., Any]
Running = Callable[[Any], AbstractAsyncContextManager[Runtime]]


def command(reason: str) -> AnyEnvelope:
    return Envelope.of(CancelTask(reason=reason), task_id=uuid7(), producer="gateway")


@dataclass
class Handler:
    """Fails for what is in ``bad``."""

    bad: set[str] = field(default_factory=set)
    seen: list[str] = field(default_factory=list)

    async def __call__(self, received: list[Received]) -> None:
        for message in received:
            if message.envelope.payload.reason in self.bad:
                raise ValueError(message.envelope.payload.reason)
            self.seen.append(message.envelope.payload.reason)

    def declare(self, group: str) -> Callable[[Runtime], AbstractAsyncContextManager[None]]:
        @asynccontextmanager
        async def build(runtime: Runtime) -> AsyncIterator[None]:
            runtime.consume_batch([TASK_COMMANDS], group, self)
            yield

        return build


class Desk:
    """The desk, and what the tests ask of it."""

    def __init__(self, settings: ServiceSettings) -> None:
        self._settings = settings
        self.mongo = Mongo(settings.mongo)
        self.desk = DeadLetterDesk(settings.kafka, self.mongo)

    async def of_group(
        self, group: str, count: int, topic: TopicCard = TASK_COMMANDS, *, key: str | None = None
    ) -> list[DeadLetter]:
        """The open letters of a consumer group (and one key), oldest first, once there are so many."""
        async with asyncio.timeout(30):
            while True:
                letters = await self.desk.letters(topic.name)
                own = [letter for letter in reversed(letters) if letter.group == group and key in (None, letter.key)]
                if len(own) >= count:
                    return own
                await asyncio.sleep(0.1)

    async def produce(
        self, *records: tuple[bytes, bytes | None, list[tuple[str, bytes]]], topic: TopicCard = TASK_COMMANDS
    ) -> None:
        producer = AIOKafkaProducer(
            bootstrap_servers=self._settings.kafka.bootstrap_servers, max_request_size=16_000_000
        )
        await producer.start()
        try:
            for value, key, headers in records:
                await producer.send_and_wait(self._settings.kafka.prefix + topic.name, value, key=key, headers=headers)
        finally:
            await producer.stop()

    async def allow_bytes(self, size: int) -> None:
        admin = AIOKafkaAdminClient(bootstrap_servers=self._settings.kafka.bootstrap_servers)
        await admin.start()
        try:
            topic = self._settings.kafka.prefix + TASK_COMMANDS.name
            changes = {"max.message.bytes": str(size)}
            await admin.alter_configs([ConfigResource(ConfigResourceType.TOPIC, topic, configs=changes)])
        finally:
            await admin.close()


@pytest.fixture(name="desk")
async def open_desk(settings: ServiceSettings, runtime_of: Running) -> AsyncIterator[Desk]:
    async with runtime_of(Handler().declare(f"none-{uuid.uuid4().hex[:6]}")):
        pass  # makes the topics
    desk = Desk(settings)
    await desk.desk.prepare()
    yield desk
    desk.mongo.close()


async def test_poison_is_listed_shown_and_replayed_after_the_repair(
    desk: Desk, runtime_of: Running, until: Wait
) -> None:
    """Every sort of poison is kept whole; once the code is mended, what it can read now goes through."""
    group, mark = f"group-{uuid.uuid4().hex[:8]}", uuid.uuid4().hex
    handler = Handler(bad={mark})
    poison = [
        (b"\x00\xff no JSON", b"k", []),
        (b'{"type": "task.unheard_of", "version": 1}', b"k", [("x", b"\xff\xfe"), ("y", b"")]),
        (encode(command(mark)).replace(b'"version":1', b'"version":99'), b"k", []),
        (b"[" * 100_000, None, []),
        (encode(command(mark)), b"\xff", [("ce_id", b"1"), ("broken", b"\xff")]),
    ]
    async with runtime_of(handler.declare(group)):
        for record in poison:  # one at a time, since without a common key there is no order
            await desk.produce(record)
            letters = await desk.of_group(group, poison.index(record) + 1)
        shown = [await desk.desk.show(letter.id) for letter in letters]
        assert [letter.reason for letter in letters] == ["unreadable"] * 4 + ["failed"]
        assert [(letter.payload, letter.encoding) for letter in shown[:2]] == [
            ("AP8gbm8gSlNPTg==", "base64"), (poison[1][0].decode(), "text"),
        ]  # fmt: skip
        assert (letters[3].key, letters[4].key, shown[4].error) == (None, "\ufffd", f"ValueError: {mark}")
        assert "Traceback" in shown[4].stack

        handler.bad.clear()
        replayed = await desk.desk.replay(letters[4].id)
        assert replayed.state is DeadLetterState.REPLAYED
        await until(lambda: mark in handler.seen)
        with pytest.raises(TaskStateException, match="replayed already") as twice:
            await desk.desk.replay(letters[4].id)
        assert twice.value.code is ErrorCode.DEAD_LETTER_STATE
        discarded = await desk.desk.discard(letters[0].id)
        assert discarded.state is DeadLetterState.DISCARDED
        with pytest.raises(TaskStateException, match="discarded already"):
            await desk.desk.replay(letters[0].id)

        # What fails again comes back as a letter of its own, whole, with the headers that it had.
        await desk.desk.replay(letters[1].id)
        left = await desk.of_group(group, 3)
        assert [letter.id for letter in left[:2]] == [letters[2].id, letters[3].id]
        again = await desk.desk.show(left[2].id)
        assert (again.payload, again.key, again.headers["x"]) == (poison[1][0].decode(), "k", "\ufffd\ufffd")
        assert handler.seen.count(mark) == 1
        every = await desk.desk.letters(TASK_COMMANDS.name, include_settled=True)
        assert {letter.id: letter.state for letter in every if letter.group == group}[letters[1].id] == "replayed"


async def test_all_open_letters_are_replayed_in_order(desk: Desk, runtime_of: Running, until: Wait) -> None:
    group, mark = f"group-{uuid.uuid4().hex[:8]}", uuid.uuid4().hex
    wanted = [f"{mark}-{number}" for number in range(20)]
    handler = Handler(bad=set(wanted))
    async with runtime_of(handler.declare(group)):
        await desk.produce(*((encode(command(reason)), mark.encode(), []) for reason in wanted))
        await desk.of_group(group, 20, key=mark)
        handler.bad.clear()
        outcome = await desk.desk.replay_all(TASK_COMMANDS.name)
        await until(lambda: len([reason for reason in handler.seen if reason in wanted]) >= 20)
    assert len(outcome.done) >= 20
    assert [reason for reason in handler.seen if reason in wanted] == wanted


async def test_of_many_who_replay_at_once_one_does(desk: Desk, runtime_of: Running, until: Wait) -> None:
    group, mark = f"group-{uuid.uuid4().hex[:8]}", uuid.uuid4().hex
    handler = Handler(bad={mark})
    async with runtime_of(handler.declare(group)):
        await desk.produce((encode(command(mark)), mark.encode(), []))
        (letter,) = await desk.of_group(group, 1, key=mark)
        handler.bad.clear()
        outcomes = await asyncio.gather(*(desk.desk.replay(letter.id) for _ in range(5)), return_exceptions=True)
        await until(lambda: mark in handler.seen)
        assert sum(not isinstance(outcome, Exception) for outcome in outcomes) == 1
        last = command("last")
        await desk.produce((encode(last), b"k", []))
        await until(lambda: "last" in handler.seen)
    assert handler.seen.count(mark) == 1


async def test_replay_that_was_cut_off_leaves_the_letter_open(desk: Desk, settings: ServiceSettings) -> None:
    """Killed between mark and publication: after a minute somebody else may replay it."""
    await desk.produce((b"?", b"k", []))
    marks, letter = Marks(desk.mongo), f"{LetterId(TASK_COMMANDS, 0, 10**6)}@{uuid.uuid4().int}"
    await marks.begin(letter, "a topic of its own", DeadLetterState.REPLAYED)
    with pytest.raises(TaskStateException, match="replaying"):
        await marks.begin(letter, "a topic of its own", DeadLetterState.REPLAYED)
    collection = desk.mongo.database("dead_letters").collection("marks")
    await collection.update(f"{letter}/1", {"$set": {"at": utc_now() - timedelta(minutes=2)}})
    await marks.end(await marks.begin(letter, "a topic of its own", DeadLetterState.REPLAYED))
    assert [mark.done for mark in await marks.of(letter)] == [False, True]


async def test_ten_megabytes_are_refused_or_kept_by_their_start(desk: Desk, runtime_of: Running) -> None:
    """The broker takes no such message; where an operator lets it, its letter holds the start and can't be replayed."""
    group, huge = f"group-{uuid.uuid4().hex[:8]}", b"x" * 10_000_000
    with pytest.raises(KafkaError):
        await desk.produce((huge, b"k", []))
    await desk.allow_bytes(12_000_000)
    try:
        async with runtime_of(Handler().declare(group)):
            await desk.produce((huge, b"huge", []))
            (letter,) = await desk.of_group(group, 1, key="huge")
    finally:
        await desk.allow_bytes(TASK_COMMANDS.max_message_bytes)
    assert (letter.truncated, letter.size) == (True, 1024)
    with pytest.raises(TaskStateException, match="only the start") as caught:
        await desk.desk.replay(letter.id)
    assert caught.value.code is ErrorCode.DEAD_LETTER_STATE
    assert (await desk.desk.show(letter.id)).state is DeadLetterState.OPEN
    await desk.desk.discard(letter.id)


async def test_old_status_is_not_replayed_over_a_later_one(desk: Desk, runtime_of: Running) -> None:
    """A compacted topic keeps the last message of a key: an old one put there again would be taken for the present."""
    group, now, task_id = f"group-{uuid.uuid4().hex[:8]}", utc_now(), uuid7()

    async def fail(received: list[Received]) -> None:
        if any(message.envelope.task_id == task_id for message in received):
            raise ValueError("no")

    @asynccontextmanager
    async def build(runtime: Runtime) -> AsyncIterator[None]:
        runtime.consume_batch([TASK_STATUS], group, fail)
        yield

    async with runtime_of(build) as runtime:
        for seq, status in enumerate((TaskStatus.RUNNING, TaskStatus.COMPLETED), 1):
            view = TaskView(
                task_id=task_id, user_id="u", spec=TaskSpec(topic="Bees"), status=status, created_at=now, updated_at=now
            )
            payload = TaskStatusChanged(event=StatusEvent.STATUS_CHANGE, state=view)
            await runtime.publish(TASK_STATUS, Envelope.of(payload, task_id=task_id, producer="task-registry", seq=seq))
        old, last = await desk.of_group(group, 2, TASK_STATUS, key=task_id)
    with pytest.raises(TaskStateException, match="later one"):
        await desk.desk.replay(old.id)
    assert (await desk.desk.replay(last.id)).state is DeadLetterState.REPLAYED


async def test_what_is_not_there_is_not_found(desk: Desk) -> None:
    for letter_id in (f"{TASK_COMMANDS.name}:0:999999", f"{TASK_COMMANDS.name}:7:0", "nonsense"):
        for call in (desk.desk.show, desk.desk.replay, desk.desk.discard):
            with pytest.raises(TaskNotFoundException) as caught:
                await call(letter_id)
            assert caught.value.code is ErrorCode.DEAD_LETTER_NOT_FOUND
    with pytest.raises(TaskNotFoundException):
        await desk.desk.letters("nonsense")


async def test_flood_is_not_drained_by_restarts(
    desk: Desk, runtime_of: Running, settings: ServiceSettings, until: Wait
) -> None:
    """Who can read nothing stops at the limit, and no new start of it adds a letter until the flood is lifted."""
    group, limit = f"group-{uuid.uuid4().hex[:8]}", 3
    limited = settings.model_copy(update={"kafka": settings.kafka.model_copy(update={"dead_letter_limit": limit})})
    floods, topic = Floods(lambda: desk.mongo), settings.kafka.prefix + TASK_COMMANDS.name

    async def letters() -> int:
        found = await desk.desk.letters(TASK_COMMANDS.name, limit=1000, include_settled=True)
        return len([letter for letter in found if letter.group == group])

    async with runtime_of(Handler().declare(group)):
        pass  # the group begins here
    await desk.produce(*[(b"nonsense", b"k", [])] * 10)
    first = Runtime("flooded", limited)
    async with first.running(Handler().declare(group)):
        await asyncio.wait_for(first.stopping.wait(), 30)
    assert (first.exit_code, await letters(), await floods.is_held(topic, group)) == (1, limit, True)

    second = Runtime("flooded", limited)
    async with second.running(Handler().declare(group)):
        async with asyncio.timeout(30):
            while (await second.health.ready()).checks["dead_letters"].status == "ok":  # noqa: ASYNC110 - polled
                await asyncio.sleep(0.05)
        assert (second.exit_code, await letters()) == (0, limit)
    assert await letters() == limit

    third = Runtime("flooded", settings)
    async with third.running(Handler().declare(group)):
        await floods.lift(topic, group)
        await desk.of_group(group, 10)
        assert (await third.health.ready()).checks["dead_letters"].status == "ok"


async def test_operators_have_a_command_line(
    desk: Desk, runtime_of: Running, until: Wait, settings: ServiceSettings, capsys: pytest.CaptureFixture[str]
) -> None:
    group, mark = f"group-{uuid.uuid4().hex[:8]}", uuid.uuid4().hex
    handler, floods = Handler(bad={mark}), Floods(lambda: desk.mongo)

    async def run(*arguments: str) -> tuple[int, list[Any]]:
        capsys.readouterr()
        code = await command_line.run(command_line.parser().parse_args(arguments), settings)
        lines = capsys.readouterr().out.splitlines()
        return code, [json.loads(line) for line in lines if line.startswith("{") and line.endswith("}")]

    await floods.hold("test-topic", group, "too many")
    async with runtime_of(handler.declare(group)):
        await desk.produce((encode(command(mark)), mark.encode(), []))
        (letter,) = await desk.of_group(group, 1, key=mark)
        handler.bad.clear()
        _, listed = await run("list", "--topic", TASK_COMMANDS.name)
        assert letter.id in [each["id"] for each in listed]
        assert group in [each["group"] for each in (await run("floods"))[1]]
        assert (await run("replay", letter.id, f"{letter.topic}:0:999999"))[0] == 1
        await until(lambda: mark in handler.seen)
        assert (await run("lift"))[0] == 0
        with pytest.raises(TaskNotFoundException):
            await run("show", "nonsense")
    assert (await desk.desk.show(letter.id)).state is DeadLetterState.REPLAYED
    assert not await floods.is_held("test-topic", group)


async def test_command_line_says_what_is_wrong(environment: dict[str, str]) -> None:
    assert environment
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "videoagent_runtime.dead_letters", "show", "nonsense",
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    output, errors = await asyncio.wait_for(process.communicate(), 90)
    assert (process.returncode, output, errors) == (1, b"", b"there is no dead letter nonsense\n")
