"""The hub: order, nothing missing, nothing twice; slow readers; beginning in the middle."""

import asyncio
import json
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest

from videoagent_contracts.api import WebSocketMessageType as Type
from videoagent_contracts.enums import TaskStatus
from videoagent_contracts.envelope import utc_now
from videoagent_contracts.errors import StorageException, TaskNotFoundException
from videoagent_contracts.status import StatusEvent
from videoagent_gateway.api.talking import Talking
from videoagent_gateway.domain.caller import Caller, Scope
from videoagent_gateway.domain.events import LiveEvent
from videoagent_gateway.live.hub import Hub
from videoagent_gateway.live.listener import Listener, listener_for
from videoagent_gateway.live.outbox import Outbox, Overflowed
from videoagent_gateway.settings import GatewayGroup

LOCAL = Caller()


def event(seq: int, *, task: str = "t", after: int | None = None, kind: Type = Type.STATUS_CHANGE) -> LiveEvent:
    return LiveEvent(task, "local", seq, kind, utc_now(), {"n": seq}, after_seq=after)


def listener(limit: int = 100, *, ends: bool = False) -> Listener:
    return Listener("local", Outbox(limit), closes_at_end=ends)


def waiting(reader: Listener) -> list[dict[str, Any]]:
    """What waits to be sent, in order."""
    return [json.loads(entry.text) for entry in reader.outbox._entries]


def seqs(reader: Listener) -> list[int]:
    return [message["seq"] for message in waiting(reader) if message["seq"] is not None]


def following(hub: Hub, reader: Listener, task: str = "t", seq: int = 0) -> Listener:
    hub.add(reader)
    reader.hold(task)
    hub.follow(reader, task)
    reader.begin(task, seq=seq, status_seq=seq)
    return reader


def test_duplicates_and_old_statuses_are_told_once() -> None:
    hub = Hub()
    reader = following(hub, listener())
    for seq in (1, 2, 2, 1, 3):
        hub.fan_out(event(seq))
    assert seqs(reader) == [1, 2, 3]


def test_progress_counts_only_right_after_the_status_it_follows() -> None:
    """Progress comes by another topic, and so may overtake a status or be overtaken by it."""
    hub = Hub()
    reader = following(hub, listener(), seq=4)
    hub.fan_out(event(7, after=6, kind=Type.PROGRESS_UPDATE))  # its status has not come yet
    hub.fan_out(event(5))
    hub.fan_out(event(6))
    hub.fan_out(event(5, after=4, kind=Type.PROGRESS_UPDATE))  # the past
    hub.fan_out(event(8, after=6, kind=Type.PROGRESS_UPDATE))
    assert seqs(reader) == [5, 6, 8]


def test_a_slow_reader_loses_progress_and_nothing_else() -> None:
    hub = Hub()
    reader = following(hub, listener(limit=10))
    hub.fan_out(event(1))
    for seq in range(2, 500):
        hub.fan_out(event(seq, after=1, kind=Type.PROGRESS_UPDATE))
    hub.fan_out(event(500))
    for seq in range(501, 900):
        hub.fan_out(event(seq, after=500, kind=Type.PROGRESS_UPDATE))
    assert seqs(reader) == [1, 499, 500, 899]


async def test_a_reader_too_slow_for_statuses_is_given_up() -> None:
    hub = Hub()
    reader = following(hub, listener(limit=10))
    for seq in range(1, 12):
        hub.fan_out(event(seq))
    with pytest.raises(Overflowed):
        await anext(reader.outbox.messages())


async def test_a_long_past_does_not_make_a_reader_slow() -> None:
    """Who has missed more than may wait could otherwise never come back."""
    outbox = Outbox(10)
    for number in range(500):
        outbox.put(f"past {number}", past=True)
    for number in range(10):
        outbox.put(f"new {number}")
    messages = outbox.messages()
    assert [await anext(messages) for _ in range(510)][-1] == "new 9"
    for number in range(11):
        outbox.put(f"new {number}")
    with pytest.raises(Overflowed):
        await anext(messages)


async def test_a_past_asked_for_without_end_does() -> None:
    outbox = Outbox(10)
    for _ in range(10_001):
        outbox.put("past", past=True)
    with pytest.raises(Overflowed):
        await anext(outbox.messages())


async def test_a_taken_progress_message_is_not_changed_afterwards() -> None:
    outbox = Outbox(10)
    outbox.put("first", lossy_for="t")
    messages = outbox.messages()
    assert await anext(messages) == "first"
    outbox.put("second", lossy_for="t")
    outbox.put("third", lossy_for="t")
    assert await anext(messages) == "third"
    outbox.close()
    assert await anext(messages, None) is None


def test_what_happens_while_the_past_is_read_follows_it() -> None:
    hub = Hub()
    reader = listener()
    hub.add(reader)
    reader.hold("t")
    hub.follow(reader, "t")
    for seq in (4, 5, 6):
        hub.fan_out(event(seq))
    assert seqs(reader) == []
    reader.begin("t", seq=5, status_seq=5)
    hub.fan_out(event(7))
    assert seqs(reader) == [6, 7]


def test_each_event_is_written_once_for_all_listeners(monkeypatch: pytest.MonkeyPatch) -> None:
    written = 0

    def count(_event: LiveEvent) -> str:
        nonlocal written
        written += 1
        return "{}"

    monkeypatch.setattr("videoagent_gateway.live.hub.event_text", count)
    hub = Hub()
    readers = [following(hub, listener()) for _ in range(50)]
    hub.fan_out(event(1))
    assert (written, sum(len(reader.outbox) for reader in readers)) == (1, 50)


def test_followers_of_all_hear_only_their_own_tasks() -> None:
    hub = Hub()
    mine, other = listener(), Listener("other", Outbox(10))
    for reader in (mine, other):
        hub.add(reader)
        hub.follow_all(reader)
    hub.fan_out(event(1))
    hub.fan_out(event(3, after=1, kind=Type.PROGRESS_UPDATE))
    assert (seqs(mine), seqs(other)) == ([1, 3], [])
    hub.unfollow_all(mine)
    hub.fan_out(event(4))
    assert seqs(mine) == [1, 3]


def test_removing_a_listener_leaves_nothing_behind() -> None:
    hub = Hub()
    reader = following(hub, listener())
    hub.follow_all(reader)
    assert hub.counts("local") == (1, 2, {"t": 1})
    hub.remove(reader)
    hub.remove(reader)
    assert hub.counts("local") == (0, 0, {})
    assert not hub._by_task
    assert not hub._of_all


async def test_a_new_listener_gets_the_present_and_then_everything(world: Any) -> None:
    task_id = await world.task(status=TaskStatus.RUNNING, progress=20.0)
    await world.projection.take([world.registry.progress(task_id, 25.0, seq=3)])
    reader = listener(ends=True)
    world.hub.add(reader)
    await world.following.follow(reader, task_id, LOCAL)
    world.registry.states[task_id] = (3, world.registry.states[task_id][1])
    await world.registry.say(task_id, StatusEvent.TASK_COMPLETED, status=TaskStatus.COMPLETED, progress=100.0)
    told = waiting(reader)
    assert [(m["seq"], m["type"], m["data"]["progress"]) for m in told] == [
        (3, "status_change", 25.0),
        (4, "task_completed", 100.0),
    ]


@pytest.mark.parametrize("status", [TaskStatus.COMPLETED, TaskStatus.FAILED, TaskStatus.CANCELLED])
async def test_metadata_comes_back_with_the_status_and_the_end(make_world: Any, status: TaskStatus) -> None:
    world = make_world()
    async with world.client() as client:
        body = {"topic": "Bees", "metadata": {"order": "7"}}
        task_id = (await client.post("/api/v1/tasks", json=body)).json()["task_id"]
        assert (await client.get(f"/api/v1/tasks/{task_id}/status")).json()["metadata"] == {"order": "7"}
        reader = listener()
        world.hub.add(reader)
        await world.following.follow(reader, task_id, LOCAL)
        await world.registry.say(task_id, StatusEvent(f"task_{status}"), status=status)
        late = listener()
        world.hub.add(late)
        await world.following.follow(late, task_id, LOCAL)
    for told in (waiting(reader)[-1], waiting(late)[-1]):
        assert (told["type"], told["data"]["metadata"]) == (f"task_{status}", {"order": "7"})


@pytest.mark.parametrize("after_seq", range(6))
async def test_after_seq_repeats_exactly_what_was_missed(world: Any, after_seq: int) -> None:
    """Three events are in the store, the last two only in this replica's memory: the writer lags."""
    task_id = await world.task()
    said = [await world.registry.say(task_id, status=TaskStatus.RUNNING) for _ in range(4)]
    assert said[-1].seq == 5
    stored = list(world.state.recent(task_id).events)[:3]
    await world.store.add_events(stored)
    reader = listener()
    world.hub.add(reader)
    await world.following.follow(reader, task_id, LOCAL, after_seq=after_seq)
    await world.registry.say(task_id, progress=50.0)
    assert seqs(reader) == [*range(after_seq + 1, 6), 6]


async def test_the_short_way_is_taken_only_when_nothing_waits() -> None:
    """A message that is being sent, or waits for a slow reader, is not overtaken."""
    outbox, sent, slow = Outbox(10), [], False

    def send_now(text: str) -> bool:
        sent.extend([] if slow else [text])
        return not slow

    outbox.put("greeting")
    outbox.send_now = send_now
    outbox.put("first")
    messages = outbox.messages()
    assert [await anext(messages), await anext(messages)] == ["greeting", "first"]
    outbox.put("while first is being sent")
    assert (sent, len(outbox)) == ([], 1)
    assert await anext(messages) == "while first is being sent"
    waiting = asyncio.ensure_future(anext(messages))
    await asyncio.sleep(0)
    outbox.put("now")
    assert (sent, len(outbox)) == (["now"], 0)
    slow = True
    outbox.put("step", lossy_for="t")
    outbox.put("step on", lossy_for="t")
    assert await waiting == "step on"
    assert sent == ["now"]


async def test_history_waits_for_a_lagging_writer(world: Any, make_world: Any) -> None:
    """Another replica has just started: it has the state from the store, the events are about to be written."""
    task_id = await world.task(status=TaskStatus.RUNNING)
    events = list(world.state.recent(task_id).events)
    other = make_world(store=world.store)
    other.state.take_stored(world.state.view(task_id), 2)
    await world.store.add_events(events[:1])
    reading = asyncio.create_task(other.following.history(task_id, LOCAL))
    await asyncio.sleep(0.1)
    assert not reading.done()
    await world.store.add_events(events[1:])
    assert [event.seq for event in await reading] == [1, 2]


async def test_a_reader_that_knows_more_than_this_replica_is_told_nothing_twice(world: Any) -> None:
    """It comes from another replica, which had heard events 3 and 4 before this one did."""
    task_id = await world.task(status=TaskStatus.RUNNING)
    await world.store.add_events(list(world.state.recent(task_id).events))
    reader = listener()
    world.hub.add(reader)
    await world.following.follow(reader, task_id, LOCAL, after_seq=4)
    for _ in range(3):
        await world.registry.say(task_id, progress=50.0)
    assert seqs(reader) == [5]


async def test_a_history_with_a_hole_is_not_told(world: Any, make_world: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The rest would be told, and what is missing never: whoever asks has to come again."""
    monkeypatch.setattr("videoagent_gateway.service.following._HISTORY_PATIENCE", timedelta(milliseconds=100))
    task_id = await world.task(status=TaskStatus.RUNNING)
    await world.store.add_events(list(world.state.recent(task_id).events)[:1])
    other = make_world(store=world.store)
    other.state.take_stored(world.state.view(task_id), 2)
    reader = listener()
    other.hub.add(reader)
    with pytest.raises(StorageException):
        await other.following.follow(reader, task_id, LOCAL, after_seq=0)
    assert waiting(reader) == []


async def test_neither_is_one_whose_beginning_is_remembered_no_longer_and_not_written_yet(
    world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The writer was killed, and much is said before another has its place; who has the beginning needs it not."""
    monkeypatch.setattr("videoagent_gateway.service.following._HISTORY_PATIENCE", timedelta(milliseconds=100))
    monkeypatch.setattr("videoagent_gateway.service.tasks_state._RECENT_EVENTS", 3)
    task_id = await world.task()
    heard = list(world.state.recent(task_id).events)
    for _ in range(5):
        await world.registry.say(task_id, status=TaskStatus.RUNNING)
        heard.append(world.state.recent(task_id).events[-1])
    await world.store.add_events(heard[:2])
    for after_seq in (0, 2):
        reader = listener()
        world.hub.add(reader)
        with pytest.raises(StorageException):
            await world.following.follow(reader, task_id, LOCAL, after_seq=after_seq)
        assert waiting(reader) == []
    reader = listener()
    world.hub.add(reader)
    await world.following.follow(reader, task_id, LOCAL, after_seq=3)
    assert seqs(reader) == [4, 5, 6]
    await world.store.add_events(heard[2:3])
    assert [event.seq for event in await world.following.history(task_id, LOCAL)] == [1, 2, 3, 4, 5, 6]


async def test_a_foreign_or_unknown_task_is_not_followed(world: Any) -> None:
    task_id = await world.task(user_id="somebody")
    reader = listener()
    for wanted in (task_id, "nonsense"):
        with pytest.raises(TaskNotFoundException):
            await world.following.follow(reader, wanted, Caller("else", frozenset({Scope.TASKS_READ})))
    assert not reader.tasks
    assert not reader.named


async def test_a_deleted_task_says_goodbye(world: Any) -> None:
    task_id = await world.task(status=TaskStatus.COMPLETED)
    reader = listener()
    world.hub.add(reader)
    await world.following.follow(reader, task_id, LOCAL)
    late = world.registry.status(task_id, progress=1.0)
    await world.registry.say(task_id, StatusEvent.TASK_DELETED)
    await world.projection.take([late])
    assert waiting(reader)[-1]["type"] == "unsubscribed"
    assert world.state.row(task_id) is None
    assert world.hub.counts("local")[2] == {}


async def test_shots_are_told_with_an_address(world: Any, pieces: Any) -> None:
    task_id = await world.task(status=TaskStatus.RUNNING)
    reader = listener()
    world.hub.add(reader)
    await world.following.follow(reader, task_id, LOCAL)
    await world.registry.say(
        task_id, StatusEvent.SHOT_READY, step_id="image:1", shot=1, shots=pieces["shots"](2), progress=30.0
    )
    data = waiting(reader)[-1]["data"]
    assert (data["shot"], data["what"]) == (1, "picture")
    assert data["url"].startswith("http://media.test/tasks/t/1.jpg")


async def test_a_message_that_makes_no_sense_stops_nothing(world: Any) -> None:
    task_id = await world.task()
    broken = world.registry.status(task_id).model_copy(update={"seq": None})
    good = world.registry.status(task_id, status=TaskStatus.RUNNING)
    await world.projection.take([broken, good])
    assert world.state.row(task_id).status is TaskStatus.RUNNING


async def test_nobody_is_too_slow_for_the_answer_to_one_subscribe(make_world: Any) -> None:
    """A thousand tasks are two thousand messages, unknown ones as many errors, and the reader has read none yet."""
    world = make_world(GatewayGroup(outbox_limit=10))
    ids = [await world.task(status=TaskStatus.RUNNING) for _ in range(20)]
    reader = listener_for(LOCAL, world.settings.outbox_limit)
    talking = Talking(
        world.following, world.hub, reader, LOCAL, world.settings, spend=world.access.authenticating.spend
    )
    for data in ({"task_ids": [*ids, *map(str, range(20))]}, {"all": True}):
        await talking.hear(json.dumps({"type": "subscribe", "data": data}))
    await talking.hear(json.dumps({"type": "unsubscribe", "data": {"task_ids": ids}}))
    assert not reader.outbox.overflowed
    told = Counter(message["type"] for message in waiting(reader))
    assert told == {"subscribed": 21, "status_change": 20, "error": 20, "unsubscribed": 20}
    for _ in range(11):
        await talking.hear('{"type": "ping"}')
    assert reader.outbox.overflowed, "what can be said without end counts"


async def test_a_stream_whose_client_left_before_its_first_line_leaves_no_listener(world: Any) -> None:
    task_id = await world.task(status=TaskStatus.RUNNING)
    path = f"/api/v1/tasks/{task_id}/events"
    headers = [(b"host", b"127.0.0.1"), (b"accept", b"text/event-stream")]
    scope = {"type": "http", "method": "GET", "path": path, "query_string": b"", "headers": headers}

    async def receive() -> dict[str, Any]:
        return {"type": "http.disconnect"}

    async def send(_message: Any) -> None:
        await asyncio.sleep(0)

    await world.app({**scope, "asgi": {"spec_version": "2.3"}}, receive, send)
    assert world.hub.counts("local") == (0, 0, {})
