"""What lies in a topic may have been written by anybody: bytes, and golden examples with something wrong in them.

Unreadable ones raise what the runtime dead-letters as unreadable. Readable ones are handled or raise, which the runtime
dead-letters as failed; either way the consumer goes on, which is shown by handing it something good afterwards.
"""

import asyncio
import json
import os
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pydantic_core
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from videoagent_contracts.codec import AnyEnvelope, UnreadableMessageError, decode, encode
from videoagent_contracts.enums import TaskStatus
from videoagent_contracts.status import StatusEvent
from videoagent_contracts.topics import TOPICS
from videoagent_notifier.domain import deliveries_of
from videoagent_registry.testing import MemoryRegistry, command, create_command
from videoagent_runtime.records import Received

EXAMPLES = {
    path.name.removesuffix(".json"): path.read_bytes()
    for path in sorted((Path(__file__).parents[2] / "libs" / "contracts" / "examples").glob("*.json"))
}
MANY = int(os.environ.get("VIDEOAGENT_FUZZ_EXAMPLES", "0"))
FUZZ = settings(
    max_examples=MANY * 10 or 60,
    deadline=None,
    derandomize=not MANY,
    database=None,
    suppress_health_check=list(HealthCheck),
)

odd = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**65), 2**65),
    st.floats(),
    st.text(max_size=20),
    st.sampled_from(
        ["", "../../etc/passwd", "$where", "x" * 10_000, "image:99999", "image:-1", "9999-12-31T23:59:59Z", "{\\p1}"]
    ),
    st.just([]),
    st.just({}),
    st.just([[[[]]]]),
)


def _places(node: Any) -> list[tuple[Any, Any]]:
    """Every (container, key) of a document, outermost first."""
    keys = list(node) if isinstance(node, dict) else list(range(len(node))) if isinstance(node, list) else []
    return [(node, key) for key in keys] + [place for key in keys for place in _places(node[key])]


@st.composite
def mutated(draw: Any, names: tuple[str, ...]) -> bytes:
    """A golden example with up to four values changed, removed or exchanged."""
    document = json.loads(EXAMPLES[draw(st.sampled_from(names))])
    for _ in range(draw(st.integers(1, 4))):
        places = _places(document)
        if not places:
            break
        container, key = draw(st.sampled_from(places))
        other = draw(st.sampled_from(places))
        match draw(st.sampled_from(["change", "remove", "exchange"])):
            case "change":
                container[key] = json.loads(json.dumps(draw(odd)))  # a copy: containers are changed further
            case "remove":
                del container[key]
            case "exchange" if other[0] is not container and json.dumps(other[0][other[1]]) != json.dumps(container):
                container[key] = json.loads(json.dumps(other[0][other[1]]))
    return json.dumps(document).encode()


def damaged(names: tuple[str, ...]) -> st.SearchStrategy[bytes]:
    """Bytes of an example, cut or with some of them replaced."""
    return st.builds(
        lambda name, at, junk: EXAMPLES[name][: at % len(EXAMPLES[name])] + junk,
        st.sampled_from(names),
        st.integers(0, 10_000),
        st.binary(max_size=20),
    )


def names_of(*types: str) -> tuple[str, ...]:
    return tuple(name for name in EXAMPLES if name.startswith(types))


ALL = tuple(EXAMPLES)
DEEP = (b"[" * 99_999, b'{"a":' * 9999)
PUBLIC = names_of("task.status", "task.progress", "agent.announced", "task.create")


@FUZZ
@given(
    raw=st.one_of(
        st.binary(max_size=200), damaged(ALL), mutated(ALL), st.sampled_from([b"[" * 99_999, b'{"a":' * 9999])
    )
)
def test_whatever_lies_in_a_topic_is_read_or_unreadable(raw: bytes) -> None:
    """Nothing but the one error that dead-letters, for every topic's set of messages; what is read can be written."""
    for card in TOPICS:
        try:
            envelope = decode(raw, card.messages)
        except UnreadableMessageError:
            continue
        assert decode(encode(envelope), card.messages).id == envelope.id


class Fates(Counter[str]):
    """How often what happened."""

    async def hand_over(self, raw: bytes, handle: Callable[[list[Received]], Any]) -> None:
        """Do what the runtime does with a record."""
        try:
            envelope = decode(raw)
        except UnreadableMessageError:
            self["unreadable"] += 1
            return
        try:
            async with asyncio.timeout(30):
                await handle([Received(envelope, "topic", 3, 0)])
            self["handled"] += 1
        except TimeoutError:
            raise AssertionError("a handler hangs on a message") from None
        except Exception as error:
            self[f"failed: {type(error).__name__}"] += 1


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
        ready = _about(raw, task_id="task-1", step_id="style", attempt=1) if ours else raw
        await fates.hand_over(ready, registry.service.handle)
    await registry.hear(create_command("task-2"))
    await registry.work()
    assert registry.record("task-2").status is TaskStatus.COMPLETED
    assert not [
        fate for fate in fates if fate.startswith("failed") and "Pydantic" not in fate and "Validation" not in fate
    ]


def _about(raw: bytes, **head: Any) -> bytes:
    document = json.loads(raw)
    return json.dumps(document | {key: value for key, value in head.items() if key in document}).encode()


@FUZZ
@given(
    raws=st.lists(
        mutated(names_of("task.status", "task.progress", "agent.announced", "task.create")), min_size=1, max_size=8
    )
)
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
