"""The notifier in a process of its own, on the real servers, with a receiver in the test."""

import asyncio
import json
import os
import random
import sys
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest
from standardwebhooks import Webhook

from videoagent_contracts.enums import TaskStatus
from videoagent_contracts.envelope import utc_now
from videoagent_contracts.status import StatusEvent
from videoagent_notifier.adapters.store import MongoDeliveries
from videoagent_notifier.cleanup import remove_once
from videoagent_notifier.domain import Answer, Delivery, Outcome
from videoagent_notifier.ports import Attempted
from videoagent_runtime.mongo import Mongo
from videoagent_runtime.settings import ServiceSettings, load_settings

pytestmark = pytest.mark.stack
Receiver = Any
Publisher = Any
Start = Callable[..., Awaitable[asyncio.subprocess.Process]]
Wait = Callable[..., Awaitable[None]]
EVENTS = ["task.status_changed", "task.started", "task.status_changed", "task.completed"]


async def test_webhooks_are_delivered_in_order_and_logged(
    receiver: Receiver, publisher: Publisher, start_notifier: Start, until: Wait
) -> None:
    await start_notifier()
    tasks = [await publisher.film(receiver.url) for _ in range(5)]
    expected = ["task.status_changed", "task.started", "task.status_changed", "task.completed"]
    await until(lambda: all(receiver.of(task) == expected for task in tasks))
    assert len({identity for identity, _ in receiver.received}) == 20
    await until(lambda: len([task for task, _ in publisher.attempts if task in tasks]) == 20)
    told = [attempted for task, attempted in publisher.attempts if task == tasks[0]]
    assert [attempted.event for attempted in told] == expected
    assert {(attempted.outcome, attempted.status_code, attempted.url_host) for attempted in told} == {
        ("delivered", 204, "127.0.0.1")
    }


async def test_killed_while_the_receiver_is_away_nothing_is_lost(
    receiver: Receiver, publisher: Publisher, start_notifier: Start, until: Wait
) -> None:
    """kill -9 with undelivered webhooks: the next notifier finds them in the store and delivers them.

    In what order depends on how often each was tried before: what has failed three times holds up nothing.
    """
    receiver.well = False
    first = await start_notifier()
    tasks = [await publisher.film(receiver.url) for _ in range(3)]
    await until(lambda: receiver.tries >= 6)
    first.kill()
    await first.wait()
    more = await publisher.film(receiver.url)
    await start_notifier()
    receiver.well = True
    expected = ["task.status_changed", "task.started", "task.status_changed", "task.completed"]
    await until(lambda: all(sorted(receiver.of(task)) == sorted(expected) for task in [*tasks, more]))
    assert set(Counter(identity for identity, _ in receiver.received).values()) == {1}


async def test_status_that_comes_twice_causes_one_webhook(
    receiver: Receiver, publisher: Publisher, start_notifier: Start, until: Wait
) -> None:
    await start_notifier()
    task = await publisher.film(receiver.url)
    await until(lambda: len(receiver.of(task)) == 4)
    await publisher.film(receiver.url, task_id=task)
    later = await publisher.film(receiver.url)
    await until(lambda: len(receiver.of(later)) == 4)
    assert len(receiver.of(task)) == 4


async def test_forbidden_receiver_is_given_up_at_once(
    receiver: Receiver, publisher: Publisher, start_notifier: Start, until: Wait
) -> None:
    await start_notifier()
    task = await publisher.film(receiver.url.replace("127.0.0.1", "127.0.0.2"))
    await until(lambda: len([1 for owner, _ in publisher.attempts if owner == task]) == 4)
    assert {(told.outcome, told.error) for owner, told in publisher.attempts if owner == task} == {
        ("gave_up", "127.0.0.2 is not a public address")
    }
    assert receiver.of(task) == []


async def test_deleted_task_takes_its_deliveries_along(
    receiver: Receiver, publisher: Publisher, start_notifier: Start, until: Wait
) -> None:
    await start_notifier()
    task = await publisher.film(receiver.url)
    await until(lambda: len(receiver.of(task)) == 4)
    mongo = Mongo(load_settings(ServiceSettings).mongo)
    deliveries = mongo.database("notifier").collection("deliveries")
    assert len(await deliveries.find({"task_id": task})) == 4
    completed = TaskStatus.COMPLETED
    await publisher.status(task, receiver.url, completed, completed, 4, StatusEvent.TASK_DELETED)
    async with asyncio.timeout(20):
        while await deliveries.find({"task_id": task}):  # noqa: ASYNC110 - another process removes them
            await asyncio.sleep(0.05)
    mongo.close()


async def test_stop_is_clean(start_notifier: Start) -> None:
    notifier = await start_notifier()
    notifier.terminate()
    assert await asyncio.wait_for(notifier.wait(), 15) == 0


async def test_secret_is_made_once_and_can_be_shown(environment: dict[str, str]) -> None:
    own = {name: value for name, value in os.environ.items() if name != "VIDEOAGENT_NOTIFIER__SECRET"}
    shown = []
    for _ in range(2):
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "videoagent_notifier", "secret", stdout=asyncio.subprocess.PIPE, env=own
        )
        output, _ = await process.communicate()
        shown.append(output.decode().strip())
    assert shown[0] == shown[1]
    Webhook(shown[0])
    assert json.dumps(environment).count(shown[0]) == 0


async def test_wrong_secret_is_told_at_start(environment: dict[str, str]) -> None:
    assert environment
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "videoagent_notifier", stdout=asyncio.subprocess.PIPE,
        env={**os.environ, "VIDEOAGENT_NOTIFIER__SECRET": "whsec_"},
    )  # fmt: skip
    output, _ = await asyncio.wait_for(process.communicate(), 40)
    assert process.returncode == 1
    assert b"VIDEOAGENT_NOTIFIER__SECRET" in output


async def test_killed_again_and_again_nothing_is_lost(
    receiver: Receiver, publisher: Publisher, start_notifier: Start, until: Wait
) -> None:
    """kill -9 at random moments under load, twice: every webhook arrives, first in order, under one id.

    The tries are numbered without a gap, and each was told; told twice, it is the same message with the same words.
    """
    chance, tasks = random.Random(7), list[str]()
    for _ in range(2):
        notifier = await start_notifier()
        tasks += [await publisher.film(receiver.url) for _ in range(10)]
        enough = len(receiver.received) + chance.randrange(1, 30)
        await until(lambda enough=enough: len(receiver.received) >= enough)
        notifier.kill()
        await notifier.wait()
    await start_notifier()
    await until(lambda: all(set(receiver.of(task)) == set(EVENTS) and len(receiver.of(task)) >= 4 for task in tasks))
    firsts: dict[str, list[str]] = {task: [] for task in tasks}
    seen: set[str] = set()
    for identity, payload in receiver.received:
        if identity not in seen and payload["data"]["task_id"] in firsts:
            firsts[payload["data"]["task_id"]].append(payload["type"])
        seen.add(identity)
    assert all(events == EVENTS for events in firsts.values())
    own = {identity for identity, payload in receiver.received if payload["data"]["task_id"] in tasks}
    assert len(own) == 4 * len(tasks)

    def delivered() -> set[str]:
        return {told.delivery_id for _, told in publisher.attempts if told.outcome == "delivered"}

    await until(lambda: own <= delivered())
    said: dict[str, tuple[str, int]] = {}
    for message in publisher.attempt_messages:
        if message.payload.delivery_id in own:
            told = (message.payload.model_dump_json(), message.payload.attempt)
            assert said.setdefault(message.id, told) == told
    numbers = Counter(attempt for _, attempt in said.values())
    assert numbers[1] == len(own)


async def test_redelivery_is_sent_once_per_order(
    receiver: Receiver, publisher: Publisher, start_notifier: Start, until: Wait
) -> None:
    """An order that Kafka delivers twice is obeyed once; the webhook keeps its id, the try gets the next number."""
    await start_notifier()
    task = await publisher.film(receiver.url)
    await until(lambda: len([1 for owner, _ in publisher.attempts if owner == task]) == 4)
    identity = next(each for each, payload in receiver.received if payload["data"]["task_id"] == task)
    await publisher.redeliver(task, identity, times=2)
    await publisher.redeliver(task, "unknown")
    # Two orders before the next try would be one try.
    await until(lambda: len([1 for owner, _ in publisher.attempts if owner == task]) == 5)
    await publisher.redeliver(task, identity)
    await until(lambda: len([1 for owner, _ in publisher.attempts if owner == task]) == 6)
    later = await publisher.film(receiver.url)
    await until(lambda: len(receiver.of(later)) == 4)
    assert [each for each, _ in receiver.received].count(identity) == 3
    assert [told.attempt for owner, told in publisher.attempts if told.delivery_id == identity] == [1, 2, 3]


async def test_old_deliveries_are_removed_but_not_what_is_pending(environment: dict[str, str]) -> None:
    assert environment
    mongo = Mongo(load_settings(ServiceSettings).mongo)
    store = MongoDeliveries(mongo)
    await store.prepare()
    now, stopping = utc_now(), asyncio.Event()
    old = now - timedelta(days=40)
    made = {name: Delivery(name, f"task-{name}", "u", "task.started", 1, 77, "https://a.example/", "{}")
            for name in ("ended", "pending", "young")}  # fmt: skip
    await store.add([made["ended"], made["pending"]], old)
    await store.add([made["young"]], now - timedelta(days=10))
    for name in ("ended", "young"):
        attempted = Attempted(1, now, Outcome.DELIVERED, Answer(200), None)
        assert await store.record(made[name], attempted, keep_open=False)
    assert {each.id for each, _ in await store.untold(77)} == {"ended", "young"}
    await store.told(made["ended"], 1)
    assert await remove_once(store, timedelta(days=30), now, stopping) == 1
    assert await store.reopen("ended", "c") is None
    assert not await store.record(made["ended"], attempted, keep_open=False)
    assert [each.id for each in await store.pending(77)] == ["pending"]
    assert [(each.id, told.attempt, told.outcome) for each, told in await store.untold(77)] == [
        ("young", 1, Outcome.DELIVERED)
    ]
    mongo.close()
