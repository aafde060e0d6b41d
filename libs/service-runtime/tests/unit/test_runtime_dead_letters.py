"""Dead letters: what is sent, how a flood is held over restarts, how letters are read."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from aiokafka import ConsumerRecord

from videoagent_contracts.errors import ErrorCode, StorageException, TaskNotFoundException
from videoagent_contracts.topics import TASK_COMMANDS
from videoagent_runtime.dead_letters import DeadLetters, preserved_headers
from videoagent_runtime.dead_letters.letters import (
    SHOWN_BYTES,
    DeadLetterState,
    LetterId,
    Mark,
    detail,
    original_headers,
    state_of,
)
from videoagent_runtime.records import text_headers
from videoagent_runtime.retry import Stopping


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not condition():  # noqa: ASYNC110 - what is waited for has no event
            await asyncio.sleep(0.01)


def _record(**changes: Any) -> "ConsumerRecord[bytes, bytes]":
    fields: dict[str, Any] = {
        "topic": "videoagent.task.commands",
        "partition": 3,
        "offset": 7,
        "timestamp": 1,
        "timestamp_type": 0,
        "key": b"key",
        "value": b"not json",
        "checksum": None,
        "serialized_key_size": 3,
        "serialized_value_size": 8,
        "headers": (("ce_type", b"x"), ("broken", b"\xff\xfe")),
    }
    return ConsumerRecord(**(fields | changes))


def test_broken_headers_are_read_and_kept() -> None:
    record = _record()
    assert text_headers(record.headers) == {"ce_type": "x", "broken": "��"}
    assert preserved_headers(record) == {"ce_type": "x", "broken;base64": "//4="}


class MemoryPublisher:
    def __init__(self, *, refuse_above: int = 10**9) -> None:
        self.sent: list[tuple[str, bytes | None, bytes | None, Mapping[str, str]]] = []
        self._refuse_above = refuse_above

    async def publish_raw(self, topic: str, value: bytes | None, key: bytes | None, headers: Mapping[str, str]) -> None:
        if len(value or b"") > self._refuse_above:
            raise StorageException("too large", code=ErrorCode.INTERNAL, retryable=False)
        self.sent.append((topic, value, key, dict(headers)))


class MemoryFloods:
    """Floods in a dict, shared by the processes of a test."""

    def __init__(self) -> None:
        self.held: dict[tuple[str, str], str] = {}
        self.asked = 0

    async def is_held(self, topic: str, group: str) -> bool:
        self.asked += 1
        return (topic, group) in self.held

    async def hold(self, topic: str, group: str, reason: str) -> None:
        self.held.setdefault((topic, group), reason)

    async def lift(self, topic: str, group: str) -> bool:
        return self.held.pop((topic, group), None) is not None


class Process:
    """One process of a service that sends dead letters."""

    def __init__(self, floods: MemoryFloods, limit: int = 2, refuse_above: int = 10**9) -> None:
        self.publisher = MemoryPublisher(refuse_above=refuse_above)
        self.reasons: list[str] = []
        self.stopping = asyncio.Event()
        self.letters = DeadLetters(
            self.publisher,  # type: ignore[arg-type]
            floods, "task-registry", limit, self.reasons.append, self.stopping,
        )  # fmt: skip

    async def bury(self, **changes: Any) -> None:
        await self.letters.send(_record(**changes), group="registry", reason="failed", error=ValueError("no"))


async def test_dead_letter_holds_all_that_is_needed_to_replay() -> None:
    process = Process(MemoryFloods())
    await process.bury()
    topic, value, key, headers = process.publisher.sent[0]
    assert (topic, value, key) == ("videoagent.task.commands.dlq", b"not json", b"key")
    assert headers["ce_type"] == "x"
    assert headers["dlq_topic"] == "videoagent.task.commands"
    assert (headers["dlq_partition"], headers["dlq_offset"], headers["dlq_group"]) == ("3", "7", "registry")
    assert headers["dlq_error"] == "ValueError: no"
    assert "ValueError: no" in headers["dlq_stack"]


async def test_dead_letter_that_is_too_large_is_cut() -> None:
    process = Process(MemoryFloods(), refuse_above=2000)
    await process.bury(value=b"x" * 3000)
    assert process.publisher.sent[0][1] == b"x" * 1024
    assert process.publisher.sent[0][3]["dlq_truncated"] == "true"


async def _flooded(floods: MemoryFloods) -> None:
    process = Process(floods)
    for _ in range(2):
        await process.bury()
    with pytest.raises(Stopping):
        await process.bury()
    assert len(process.publisher.sent) == 2
    assert process.reasons == ["more than 2 dead letters within a minute"]


async def test_flood_of_dead_letters_stops_the_service() -> None:
    """A bad deploy must not divert everything: the record over the limit stays unacknowledged."""
    await _flooded(MemoryFloods())


async def test_service_that_starts_anew_after_a_flood_stands_still_until_it_is_lifted() -> None:
    """Else every restart would send as many more, and drain the topic all the same."""
    floods = MemoryFloods()
    await _flooded(floods)
    again = Process(floods)
    waiting = asyncio.create_task(again.bury())
    await until(lambda: floods.asked > 1)
    with pytest.raises(StorageException, match="flood"):
        await again.letters.check()
    assert again.publisher.sent == []
    floods.held.clear()
    await asyncio.wait_for(waiting, 20)
    assert len(again.publisher.sent) == 1
    await again.letters.check()


async def test_service_that_stands_still_can_be_stopped() -> None:
    floods = MemoryFloods()
    await _flooded(floods)
    again = Process(floods)
    waiting = asyncio.create_task(again.bury())
    again.stopping.set()
    with pytest.raises(Stopping):
        await asyncio.wait_for(waiting, 20)
    assert again.publisher.sent == []


async def test_version_that_can_read_the_topic_lifts_the_flood_by_itself() -> None:
    floods = MemoryFloods()
    await _flooded(floods)
    mended = Process(floods)
    mended.letters.handled("videoagent.task.commands", 2)
    await mended.bury()
    assert len(mended.publisher.sent) == 1
    assert floods.held == {}


async def test_floods_are_asked_for_once_while_all_is_well() -> None:
    floods = MemoryFloods()
    process = Process(floods, limit=10)
    for _ in range(5):
        await process.bury()
    assert floods.asked == 1


async def test_another_topic_of_the_same_service_is_not_held() -> None:
    floods = MemoryFloods()
    await _flooded(floods)
    again = Process(floods)
    await again.bury(topic="videoagent.step.results")
    assert len(again.publisher.sent) == 1


def _letter(value: bytes | None = b"{}", headers: tuple[tuple[str, bytes], ...] = (), **changes: Any) -> Any:
    return _record(value=value, headers=headers, timestamp=1_764_000_000_000, **changes)


PLACE = LetterId(TASK_COMMANDS, 0, 7)


async def test_letter_is_shown_as_it_was_sent() -> None:
    process = Process(MemoryFloods())
    await process.bury()
    _, value, key, headers = process.publisher.sent[0]
    sent = _letter(value, tuple((name, text.encode()) for name, text in headers.items()), key=key)
    letter = detail(PLACE, sent, DeadLetterState.OPEN)
    assert (letter.id, letter.topic, letter.partition, letter.offset) == (
        "videoagent.task.commands:0:7", "videoagent.task.commands", 3, 7,
    )  # fmt: skip
    assert (letter.key, letter.reason, letter.error, letter.service, letter.group) == (
        "key", "failed", "ValueError: no", "task-registry", "registry",
    )  # fmt: skip
    assert (letter.payload, letter.encoding, letter.payload_complete) == ("not json", "text", True)
    assert list(original_headers(sent)) == [("ce_type", b"x"), ("broken", b"\xff\xfe")]
    assert set(letter.headers) == {"ce_type", "broken"}
    assert "Traceback" in letter.stack or "ValueError" in letter.stack


@pytest.mark.parametrize(
    ("value", "shown", "encoding", "complete"),
    [
        (b"\xff\x00", "/wA=", "base64", True),
        (None, "", "text", True),
        (b"x" * 70_000, "x" * SHOWN_BYTES, "text", False),
        ("ä".encode() * 40_000, "ä" * (SHOWN_BYTES // 2), "text", False),
        (b"x" + "ä".encode() * 40_000, "x" + "ä" * (SHOWN_BYTES // 2 - 1), "text", False),
    ],
)
def test_payload_is_shown_within_bounds(value: bytes | None, shown: str, encoding: str, complete: bool) -> None:
    letter = detail(PLACE, _letter(value), DeadLetterState.OPEN)
    assert (letter.payload, letter.encoding, letter.payload_complete) == (shown, encoding, complete)


def test_record_that_is_no_letter_of_ours_can_be_shown_too() -> None:
    letter = detail(PLACE, _letter(b"?", key=None), DeadLetterState.OPEN)
    assert (letter.partition, letter.reason, letter.key) == (-1, "", None)
    assert letter.at == datetime(2025, 11, 24, 16, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "text", ["", "x", "videoagent.task.commands", "videoagent.task.commands:0", "videoagent.task.commands:0:-1",
             "videoagent.task.commands:0:1:2", "videoagent.task.commands:²:1", "other:0:1", "a:0:" + "9" * 400],
)  # fmt: skip
def test_what_is_no_id_is_not_found(text: str) -> None:
    with pytest.raises(TaskNotFoundException) as caught:
        LetterId.parse(text)
    assert caught.value.code is ErrorCode.DEAD_LETTER_NOT_FOUND


def test_id_names_the_topic_with_or_without_its_suffix() -> None:
    assert LetterId.parse(str(PLACE)) == PLACE
    assert LetterId.parse("videoagent.task.commands.dlq:0:7") == PLACE


NOW = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("marks", "state"),
    [
        ([], "open"),
        ([Mark(DeadLetterState.REPLAYED, NOW, done=False)], "replaying"),
        ([Mark(DeadLetterState.REPLAYED, NOW - timedelta(minutes=2), done=False)], "open"),
        ([Mark(DeadLetterState.REPLAYED, NOW, done=False, failed=True)], "open"),
        ([Mark(DeadLetterState.REPLAYED, NOW - timedelta(days=2), done=True)], "replayed"),
        ([Mark(DeadLetterState.DISCARDED, NOW - timedelta(days=2), done=True)], "discarded"),
        (
            [
                Mark(DeadLetterState.REPLAYED, NOW - timedelta(minutes=5), done=False),
                Mark(DeadLetterState.REPLAYED, NOW, done=True),
            ],
            "replayed",
        ),
    ],
)
def test_state_is_read_from_the_marks(marks: list[Mark], state: str) -> None:
    """A replay that was cut off leaves its letter open again after a minute."""
    assert state_of(marks, NOW) == state
