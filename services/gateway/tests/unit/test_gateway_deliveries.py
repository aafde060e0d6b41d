"""Webhook deliveries as the API tells them, folded from the notifier's words on single tries."""

import random
from datetime import timedelta
from typing import Any

import httpx
import pytest

from videoagent_contracts.codec import AnyEnvelope
from videoagent_contracts.enums import TaskStatus
from videoagent_contracts.envelope import Envelope, utc_now
from videoagent_contracts.status import DeliveryAttempted, RedeliverWebhook, StatusEvent
from videoagent_gateway.domain.caller import Caller, Scope
from videoagent_gateway.service.writing import Writing

API = "/api/v1"
BEGAN = utc_now()


def tried(task_id: str, delivery: str, attempt: int, outcome: str, *, at: int = 0, **more: Any) -> AnyEnvelope:
    said = DeliveryAttempted(
        delivery_id=delivery,
        user_id="local",
        event="task.completed",
        url_host="example.org",
        attempt=attempt,
        outcome=outcome,
        **more,
    )
    when = BEGAN + timedelta(seconds=at)
    return Envelope[DeliveryAttempted].of(said, task_id=task_id, producer="notifier", occurred_at=when)


async def test_tries_are_told_in_order_however_they_came(world: Any, client: httpx.AsyncClient) -> None:
    task_id = await world.task(status=TaskStatus.COMPLETED)
    said = [
        tried(task_id, "d1", 1, "retrying", at=0, status_code=503, next_attempt_at=BEGAN + timedelta(seconds=5)),
        tried(task_id, "d1", 2, "delivered", at=5, status_code=204),
        tried(task_id, "d2", 1, "gave_up", at=6, error="no such host"),
        tried(await world.task(), "d3", 1, "delivered"),
    ]
    for _ in range(3):
        random.shuffle(said)
        await world.deliveries.take(said)
    answer = (await client.get(f"{API}/tasks/{task_id}/deliveries")).json()
    assert answer["task_id"] == task_id
    first, second = answer["items"]
    assert (first["delivery_id"], first["outcome"], first["event"]) == ("d1", "delivered", "task.completed")
    assert [(t["attempt"], t["status_code"], t["outcome"]) for t in first["attempts"]] == [
        (1, 503, "retrying"),
        (2, 204, "delivered"),
    ]
    assert first["attempts"][0]["next_attempt_at"] == first["attempts"][1]["at"]
    assert (second["outcome"], second["attempts"][0]["error"]) == ("gave_up", "no such host")


async def test_a_task_without_webhooks_has_no_deliveries(world: Any, client: httpx.AsyncClient) -> None:
    answer = await client.get(f"{API}/tasks/{await world.task()}/deliveries")
    assert answer.json()["items"] == []
    assert (await client.get(f"{API}/tasks/nonsense/deliveries")).json()["code"] == "task_not_found"


async def test_one_more_try_is_ordered_whatever_became_of_it(world: Any, client: httpx.AsyncClient) -> None:
    task_id = await world.task(status=TaskStatus.COMPLETED)
    await world.deliveries.take([tried(task_id, "d1", 1, "gave_up")])
    answer = await client.post(f"{API}/deliveries/d1/redeliver")
    assert (answer.status_code, answer.json()["outcome"]) == (202, "gave_up")
    order = world.registry.commands[-1]
    assert (order.task_id, order.payload) == (task_id, RedeliverWebhook(delivery_id="d1"))
    world.registry.away = True
    assert (await client.post(f"{API}/deliveries/d1/redeliver")).status_code == 503


@pytest.mark.parametrize("delivery", ["d2", "x" * 500, "%00", "nonsense"])
async def test_an_unknown_delivery(world: Any, client: httpx.AsyncClient, delivery: str) -> None:
    await world.deliveries.take([tried(await world.task(), "d1", 1, "delivered")])
    answer = await client.post(f"{API}/deliveries/{delivery}/redeliver")
    assert (answer.status_code, answer.json()["code"]) == (404, "delivery_not_found")
    assert not world.registry.commands


async def test_a_foreign_delivery_is_as_good_as_unknown(world: Any) -> None:
    task_id = await world.task(user_id="somebody")
    await world.deliveries.take([tried(task_id, "d1", 1, "gave_up")])
    stranger = Caller("else", frozenset({Scope.TASKS_READ, Scope.TASKS_WRITE}))
    with pytest.raises(Exception, match="there is no delivery d1"):
        await world.deliveries.redeliver("d1", stranger)
    with pytest.raises(Exception, match="there is no task"):
        await world.deliveries.of_task(task_id, stranger)
    assert not world.registry.commands


async def test_deliveries_go_with_their_task(world: Any, client: httpx.AsyncClient) -> None:
    task_id = await world.task(status=TaskStatus.COMPLETED)
    await world.deliveries.take([tried(task_id, "d1", 1, "retrying")])
    deleted = world.registry.status(task_id, StatusEvent.TASK_DELETED)
    await world.projection.take([deleted])
    await Writing(world.store, world.tries, timedelta(0)).take([deleted])
    await world.deliveries.take([tried(task_id, "d1", 2, "delivered")])
    assert not world.tries.tries
    assert (await client.post(f"{API}/deliveries/d1/redeliver")).status_code == 404
