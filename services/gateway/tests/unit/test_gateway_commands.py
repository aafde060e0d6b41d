"""Commands: allowed states, what the answer tells, and races lost."""

from typing import Any

import httpx
import pytest

from videoagent_contracts.enums import TaskStatus
from videoagent_contracts.status import StatusEvent

TASKS = "/api/v1/tasks"
LIVE = [TaskStatus.PENDING, TaskStatus.RUNNING, TaskStatus.AWAITING_REVIEW]
ENDED = [TaskStatus.COMPLETED, TaskStatus.FAILED, TaskStatus.CANCELLED]
ALLOWED = {
    "cancel": LIVE,
    "retry": [TaskStatus.FAILED, TaskStatus.CANCELLED],
    "approve": [TaskStatus.AWAITING_REVIEW],
    "delete": ENDED,
}


async def send(client: httpx.AsyncClient, verb: str, task_id: str, **options: Any) -> httpx.Response:
    if verb == "delete":
        return await client.delete(f"{TASKS}/{task_id}")
    return await client.post(f"{TASKS}/{task_id}/{verb}", **options)


@pytest.mark.parametrize("status", list(TaskStatus))
@pytest.mark.parametrize("verb", ALLOWED)
async def test_commands_are_for_their_states_only(
    world: Any, client: httpx.AsyncClient, verb: str, status: TaskStatus
) -> None:
    task_id = await world.task(status=status)
    answer = await send(client, verb, task_id)
    if status in ALLOWED[verb]:
        assert answer.status_code == (204 if verb == "delete" else 200), answer.text
    else:
        assert (answer.status_code, answer.json()["code"]) == (400, "task_state")
        assert not world.registry.commands


async def test_the_answer_tells_the_state_afterwards(world: Any, client: httpx.AsyncClient) -> None:
    task_id = await world.task(status=TaskStatus.RUNNING)
    assert (await send(client, "cancel", task_id)).json()["status"] == "cancelled"
    assert (await send(client, "retry", task_id)).json()["status"] == "running"
    await send(client, "cancel", task_id)
    assert (await send(client, "delete", task_id)).status_code == 204
    assert (await client.get(f"{TASKS}/{task_id}")).status_code == 404
    assert (await client.get(TASKS)).json()["total"] == 0


async def test_a_task_that_ends_before_its_cancellation_is_not_cancelled(world: Any, client: httpx.AsyncClient) -> None:
    task_id = await world.task(status=TaskStatus.RUNNING)

    async def finish_first(command: Any) -> None:
        await world.registry.say(command.task_id, StatusEvent.TASK_COMPLETED, status=TaskStatus.COMPLETED)

    world.registry.answer = finish_first
    answer = await send(client, "cancel", task_id)
    assert (answer.status_code, answer.json()["code"]) == (400, "task_state")
    assert "completed" in answer.json()["detail"]


@pytest.mark.parametrize("verb", ALLOWED)
async def test_a_slow_registry_is_answered_with_202(world: Any, client: httpx.AsyncClient, verb: str) -> None:
    task_id = await world.task(status=ALLOWED[verb][0])
    world.registry.silent = True
    answer = await send(client, verb, task_id)
    assert answer.status_code == 202
    assert len(world.registry.commands) == 1


@pytest.mark.parametrize("verb", ALLOWED)
async def test_without_kafka_commands_are_refused(world: Any, client: httpx.AsyncClient, verb: str) -> None:
    task_id = await world.task(status=ALLOWED[verb][0])
    world.registry.away = True
    answer = await send(client, verb, task_id)
    assert answer.status_code == 503
    assert "retry-after" in answer.headers


@pytest.mark.parametrize("step", ["image:1", "story", "compose"])
async def test_retry_from_a_step_of_the_task(world: Any, client: httpx.AsyncClient, pieces: Any, step: str) -> None:
    steps = pieces["steps"]("style", "story", "image:0", "image:1", "compose")
    task_id = await world.task(status=TaskStatus.FAILED, steps=steps)
    assert (await send(client, "retry", task_id, json={"from_step": step})).status_code == 200
    assert world.registry.commands[-1].payload.from_step == step


@pytest.mark.parametrize("step", ["image:2", "image", "paint", "", "image:-1", "image:01", "music", "x" * 32])
async def test_retry_from_a_step_that_is_not_there(
    world: Any, client: httpx.AsyncClient, pieces: Any, step: str
) -> None:
    task_id = await world.task(status=TaskStatus.FAILED, steps=pieces["steps"]("style", "image:0", "image:1"))
    answer = await send(client, "retry", task_id, json={"from_step": step})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "from_step"


async def test_results_of_a_finished_task(world: Any, client: httpx.AsyncClient, pieces: Any) -> None:
    task_id = await world.task(
        topic='Café "Zürich"/\r\n',
        status=TaskStatus.COMPLETED,
        film=pieces["film"](),
        storyboard=pieces["storyboard"](),
    )
    video = (await client.get(f"{TASKS}/{task_id}/video")).json()
    assert video["url"].endswith("name=Café-Zürich.mp4")
    assert list(video["captions"]) == ["srt", "vtt"]
    assert (video["duration"], video["width"], video["fps"], video["size"]) == (30.5, 1920, 30, 1234)
    thumbnail = (await client.get(f"{TASKS}/{task_id}/thumbnail")).json()
    assert (thumbnail["width"], thumbnail["height"]) == (1280, 720)
    assert (await client.get(f"{TASKS}/{task_id}/storyboard")).json()["shots"][0]["narration"] == "Hot."
    detail = (await client.get(f"{TASKS}/{task_id}")).json()
    assert set(detail["artifacts"]) == {"video", "thumbnail", "captions.srt", "captions.vtt"}


@pytest.mark.parametrize("status", [TaskStatus.PENDING, TaskStatus.RUNNING, TaskStatus.CANCELLED, TaskStatus.FAILED])
async def test_a_film_stays_until_its_change_has_taken_its_place(
    world: Any, client: httpx.AsyncClient, pieces: Any, status: TaskStatus
) -> None:
    old, new = pieces["film"](), pieces["film"]().model_copy(update={"duration": 12.5})
    task_id = await world.task(status=status, run=2, earlier_film=old, shots=pieces["shots"](1))
    video = (await client.get(f"{TASKS}/{task_id}/video")).json()
    assert (video["duration"], video["current"]) == (30.5, False)
    detail = (await client.get(f"{TASKS}/{task_id}")).json()
    assert (detail["status"], detail["run"]) == (status, 2)
    assert detail["artifacts"]["video"]["key"] == old.video.key
    assert "thumbnail.jpg" in (await client.get(f"{TASKS}/{task_id}/thumbnail")).json()["url"]
    await world.registry.say(task_id, status=TaskStatus.COMPLETED, film=new, earlier_film=None)
    video = (await client.get(f"{TASKS}/{task_id}/video")).json()
    assert (video["duration"], video["current"]) == (12.5, True)


async def test_media_that_is_away_or_gone(world: Any, client: httpx.AsyncClient, pieces: Any) -> None:
    film = pieces["film"]()
    task_id = await world.task(status=TaskStatus.COMPLETED, film=film)
    world.media.away = True
    assert (await client.get(f"{TASKS}/{task_id}/video")).status_code == 503
    assert (await client.get(f"{TASKS}/{task_id}")).status_code == 200
    world.media.away = False
    world.media.missing.add(film.video.key)
    assert (await client.get(f"{TASKS}/{task_id}/video")).status_code == 404


async def test_a_picture_serves_as_thumbnail_until_the_film_is_there(
    world: Any, client: httpx.AsyncClient, pieces: Any
) -> None:
    task_id = await world.task(status=TaskStatus.RUNNING)
    assert (await client.get(f"{TASKS}/{task_id}/thumbnail")).status_code == 400
    await world.registry.say(task_id, shots=pieces["shots"](1))
    thumbnail = (await client.get(f"{TASKS}/{task_id}/thumbnail")).json()
    assert (thumbnail["width"], thumbnail["height"]) == (1920, 1080)


@pytest.fixture
def behind(world: Any) -> list[Any]:
    """What another replica has heard and this one has not, until it listens."""
    unheard: list[Any] = []

    async def hear_all() -> None:
        await world.projection.take(unheard)
        unheard.clear()

    world.reading.hear_all = hear_all
    return unheard


async def test_a_command_is_not_refused_for_what_this_replica_has_not_heard(
    world: Any, client: httpx.AsyncClient, behind: list[Any]
) -> None:
    task_id = await world.task(status=TaskStatus.RUNNING)
    behind.append(world.registry.status(task_id, StatusEvent.TASK_CANCELLED, status=TaskStatus.CANCELLED))
    assert (await send(client, "retry", task_id)).status_code == 200
    behind.append(world.registry.status(task_id, StatusEvent.TASK_COMPLETED, status=TaskStatus.COMPLETED))
    answer = await client.post(f"{TASKS}/{task_id}/steps/story/run", json={})
    assert answer.status_code != 400, answer.text
    behind.append(world.registry.status(task_id, StatusEvent.TASK_FAILED, status=TaskStatus.FAILED))
    assert (await send(client, "delete", task_id)).status_code == 204


async def test_results_told_elsewhere_are_there(
    world: Any, client: httpx.AsyncClient, pieces: Any, behind: list[Any]
) -> None:
    task_id = await world.task(status=TaskStatus.RUNNING)
    behind.append(world.registry.status(task_id, storyboard=pieces["storyboard"]()))
    assert (await client.get(f"{TASKS}/{task_id}/storyboard")).status_code == 200
    behind.append(world.registry.status(task_id, shots=pieces["shots"](1)))
    assert (await client.get(f"{TASKS}/{task_id}/thumbnail")).status_code == 200
    behind.append(
        world.registry.status(task_id, StatusEvent.TASK_COMPLETED, status=TaskStatus.COMPLETED, film=pieces["film"]())
    )
    assert (await client.get(f"{TASKS}/{task_id}/video")).status_code == 200


async def test_a_refusal_stands_when_nothing_else_has_been_said(
    world: Any, client: httpx.AsyncClient, behind: list[Any]
) -> None:
    task_id = await world.task(status=TaskStatus.RUNNING)
    behind.append(world.registry.progress(task_id, 0.5))
    assert (await send(client, "retry", task_id)).json()["code"] == "task_state"
    assert not behind
