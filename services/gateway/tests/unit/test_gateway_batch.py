"""POST /tasks/batch: every task by itself."""

from typing import Any

import httpx

BATCH = "/api/v1/tasks/batch"


async def test_each_task_has_its_own_result(world: Any, client: httpx.AsyncClient) -> None:
    tasks = [{"topic": "bees"}, {"topic": "x"}, 7, {"topic": "ants", "options": {"fps": 29}}, {"topic": "Über uns"}]
    answer = await client.post(BATCH, json={"tasks": tasks})
    assert answer.status_code == 207
    items = answer.json()["items"]
    assert [(item["index"], item["status"]) for item in items] == [(0, 201), (1, 422), (2, 422), (3, 422), (4, 201)]
    assert ["task" in item for item in items] == [True, False, False, False, True]
    assert items[3]["error"]["errors"][0]["field"] == "options.fps"
    assert items[3]["error"]["code"] == "validation_error"
    assert [command.payload.spec.topic for command in world.registry.commands] == ["bees", "Über uns"]
    assert (await client.get(items[4]["task"]["links"]["self"])).status_code == 200


async def test_a_batch_has_1_to_100_tasks(client: httpx.AsyncClient) -> None:
    for tasks in ([], [{"topic": "bees"}] * 101, {"topic": "bees"}):
        answer = await client.post(BATCH, json={"tasks": tasks})
        assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "tasks")
    many = (await client.post(BATCH, json={"tasks": [{"topic": "bees"}] * 100})).json()["items"]
    assert len({item["task"]["task_id"] for item in many}) == 100


async def test_a_key_covers_every_task(world: Any, client: httpx.AsyncClient) -> None:
    batch, headers = {"tasks": [{"topic": "bees"}, {"topic": "bees"}]}, {"Idempotency-Key": "k"}
    first = (await client.post(BATCH, json=batch, headers=headers)).json()
    assert (await client.post(BATCH, json=batch, headers=headers)).json() == first
    assert len(world.registry.commands) == 2


async def test_while_kafka_is_away_it_is_asked_once(world: Any, client: httpx.AsyncClient) -> None:
    asked = 0
    send = world.registry.send

    async def count(command: Any) -> None:
        nonlocal asked
        asked += 1
        await send(command)

    world.registry.send, world.registry.away = count, True
    items = (await client.post(BATCH, json={"tasks": [{"topic": "bees"}] * 3 + [{}]})).json()["items"]
    assert [item["status"] for item in items] == [503, 503, 503, 422]
    assert items[0]["error"]["retryable"]
    assert asked == 1


async def test_the_webhook_is_told_as_given(client: httpx.AsyncClient) -> None:
    hook = {"webhook_url": "https://example.org/hook", "webhook_events": ["task.completed"]}
    items = (await client.post(BATCH, json={"tasks": [{"topic": "bees"} | hook, {"topic": "bees"}]})).json()["items"]
    told = [(await client.get(item["task"]["links"]["self"])).json()["webhook"] for item in items]
    assert told == [{"url": hook["webhook_url"], "events": hook["webhook_events"]}, None]
