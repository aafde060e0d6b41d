"""What lies in a topic may have been written by anybody: bytes, and golden examples with something wrong in them.

Unreadable ones raise what the runtime dead-letters as unreadable. Readable ones are handled or raise, which the runtime
dead-letters as failed; either way the consumer goes on, which is shown by handing it something good afterwards.
"""

import json
from typing import Any

import pydantic_core
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.security.fuzz_messages import EXAMPLES, FUZZ, Fates, about, damaged, mutated, names_of

from videoagent_contracts.codec import AnyEnvelope, UnreadableMessageError, decode, encode
from videoagent_contracts.enums import TaskStatus
from videoagent_contracts.status import StatusEvent
from videoagent_contracts.topics import TOPICS
from videoagent_notifier.domain import deliveries_of
from videoagent_registry.testing import MemoryRegistry, command, create_command
from videoagent_runtime.records import Received

ALL = tuple(EXAMPLES)
DEEP = (b"[" * 99_999, b'{"a":' * 9999)
PUBLIC = names_of("task.status", "task.progress", "agent.announced", "task.create")


@FUZZ
@given(raw=st.one_of(st.binary(max_size=200), damaged(ALL), mutated(ALL), st.sampled_from(DEEP)))
def test_whatever_lies_in_a_topic_is_read_or_unreadable(raw: bytes) -> None:
    """Nothing but the one error that dead-letters, for every topic's set of messages; what is read can be written."""
    for card in TOPICS:
        try:
            envelope = decode(raw, card.messages)
        except UnreadableMessageError:
            continue
        assert decode(encode(envelope), card.messages).id == envelope.id


@FUZZ
@given(
    raws=st.lists(mutated(names_of("task.", "step.s", "step.f", "step.h", "step.re")), min_size=1, max_size=8),
    ours=st.booleans(),
)
async def test_registry_goes_on_after_any_message(raws: list[bytes], ours: bool) -> None:
    registry = MemoryRegistry()
    await registry.hear(create_command("task-1"))
    fates = Fates()
    for raw in raws:
        # Half of them are about the task that there is, at its present step and attempt.
        ready = about(raw, task_id="task-1", step_id="style", attempt=1) if ours else raw
        await fates.hand_over(ready, registry.service.handle)
    await registry.hear(create_command("task-2"))
    await registry.work()
    assert registry.record("task-2").status is TaskStatus.COMPLETED
    assert not [
        fate for fate in fates if fate.startswith("failed") and "Pydantic" not in fate and "Validation" not in fate
    ]


@FUZZ
@given(raws=st.lists(mutated(PUBLIC), min_size=1, max_size=8))
async def test_gateway_goes_on_after_any_message(stand_ins: Any, raws: list[bytes]) -> None:
    world = stand_ins.World()
    task_id = await world.task()
    fates = Fates()
    for raw in raws:
        await fates.hand_over(raw, lambda received: world.projection.take(each.envelope for each in received))
    await world.registry.say(task_id, StatusEvent.STATUS_CHANGE, status=TaskStatus.RUNNING, progress=12.0)
    async with world.client() as client:
        assert (await client.get(f"/api/v1/tasks/{task_id}/status")).json()["progress"] == 12.0
        for path in ("tasks", "styles", "voices", "providers"):
            answer = await client.get(f"/api/v1/{path}")
            assert answer.status_code == 200, answer.text
            pydantic_core.from_json(answer.content)


@FUZZ
@given(raw=mutated(names_of("task.status")))
async def test_notifier_makes_webhooks_or_none_of_any_status(raw: bytes) -> None:
    """What is to be sent is told by a pure function; its errors dead-letter the one status."""

    async def handle(received: list[Received]) -> None:
        for each in received:
            for delivery in deliveries_of(each.envelope, each.partition, "http://127.0.0.1:8000"):
                assert json.loads(delivery.body)["type"].startswith("task.")
                assert len(delivery.body.encode()) < 20_000

    fates = Fates()
    await fates.hand_over(raw, handle)
    assert "failed: AssertionError" not in fates
    assert deliveries_of(_good_status(), 0, "http://127.0.0.1:8000")


def _good_status() -> AnyEnvelope:
    document = json.loads(EXAMPLES["task.status.v1"])
    document["payload"] |= {"event": "task_completed", "previous_status": "running"}
    document["payload"]["state"] |= {"status": "completed", "progress": 100.0}
    document["payload"]["state"]["spec"] |= {"webhook_url": "https://example.com/", "webhook_events": None}
    return decode(json.dumps(document).encode())


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_message_has_an_example_that_is_read(name: str) -> None:
    assert decode(EXAMPLES[name]).type == name.rpartition(".v")[0]


async def test_a_command_for_no_task_does_nothing() -> None:
    """Not an error either: the task may have been deleted meanwhile."""
    registry = MemoryRegistry()
    await registry.hear(command("never-heard-of", decode(EXAMPLES["task.cancel.v1"]).payload))
    assert registry.voice.said == []
