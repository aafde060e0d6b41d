"""The operators' part of the API."""

from typing import Any

import httpx
import pytest

from videoagent_contracts.codec import AnyEnvelope
from videoagent_contracts.envelope import Envelope, utc_now
from videoagent_contracts.retention import CleanUpItem, CleanUpReported, Removable
from videoagent_contracts.topics import TASK_COMMANDS, TASK_STATUS
from videoagent_gateway.settings import GatewaySettings, retention_of
from videoagent_runtime.dead_letters import DeadLetterState
from videoagent_runtime.settings import load_settings

CLEAN_UP = "/api/v1/admin/clean-up"
LETTERS = "/api/v1/admin/dead-letters"
FIRST, SECOND = f"{TASK_COMMANDS.name}:0:7", f"{TASK_STATUS.name}:0:8"


@pytest.fixture
def letters(world: Any) -> Any:
    world.dead_letters.put(FIRST)
    world.dead_letters.put(SECOND, state=DeadLetterState.REPLAYED)
    return world.dead_letters


async def test_open_letters_are_listed_and_all_when_asked(letters: Any, client: httpx.AsyncClient) -> None:
    [letter] = (await client.get(LETTERS)).json()["items"]
    assert (letter["id"], letter["partition"], letter["offset"], letter["state"]) == (FIRST, 3, 41, "open")
    assert "payload" not in letter
    assert len((await client.get(f"{LETTERS}?settled=true")).json()["items"]) == 2
    assert not (await client.get(f"{LETTERS}?topic={TASK_STATUS.name}")).json()["items"]


@pytest.mark.parametrize("query", ["limit=0", "limit=201", "settled=perhaps", "colour=red", "topic=a&topic=b"])
async def test_queries_are_checked(letters: Any, client: httpx.AsyncClient, query: str) -> None:
    answer = await client.get(f"{LETTERS}?{query}")
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, query.partition("=")[0])


async def test_a_letter_is_shown_and_settled_once(letters: Any, client: httpx.AsyncClient) -> None:
    shown = (await client.get(f"{LETTERS}/{FIRST}")).json()
    assert (shown["payload"], shown["stack"], shown["headers"]) == ("{}", "Traceback", {"ce_type": "task.create"})
    assert (await client.post(f"{LETTERS}/{FIRST}/replay")).json()["state"] == "replayed"
    again = await client.post(f"{LETTERS}/{FIRST}/replay")
    assert (again.status_code, again.json()["code"]) == (400, "dead_letter_state")
    assert (await client.delete(f"{LETTERS}/{FIRST}")).status_code == 400


async def test_a_letter_is_discarded(letters: Any, client: httpx.AsyncClient) -> None:
    assert (await client.delete(f"{LETTERS}/{FIRST}")).status_code == 204
    assert letters.held[FIRST].state is DeadLetterState.DISCARDED


@pytest.mark.parametrize("letter_id", ["nonsense", "a:b:c", "%00"])
async def test_a_letter_that_is_not_there(letters: Any, client: httpx.AsyncClient, letter_id: str) -> None:
    for answer in (
        await client.get(f"{LETTERS}/{letter_id}"),
        await client.post(f"{LETTERS}/{letter_id}/replay"),
        await client.delete(f"{LETTERS}/{letter_id}"),
    ):
        assert (answer.status_code, answer.json()["code"]) == (404, "dead_letter_not_found")


def reported(order: AnyEnvelope) -> AnyEnvelope:
    """The registry's word on a run."""
    item = CleanUpItem(what=Removable.TASK, name="t1", since=utc_now(), size=5)
    said = CleanUpReported(dry_run=order.payload.dry_run, found={Removable.TASK: 1}, size=5, items=(item,))
    return Envelope[CleanUpReported].of(said, task_id=order.task_id, producer="task-registry")


async def test_a_clean_up_is_dry_unless_told_and_answers_with_what_it_found(
    world: Any, client: httpx.AsyncClient
) -> None:
    async def answer(order: AnyEnvelope) -> None:
        await world.cleaning.take([reported(order)])

    world.registry.answer = answer
    run = await client.post(CLEAN_UP)
    assert (run.status_code, run.json()["dry_run"], run.json()["found"], run.json()["size"]) == (
        200,
        True,
        {"task": 1},
        5,
    )
    assert run.json()["items"][0]["name"] == "t1"
    told = await client.post(CLEAN_UP, json={"dry_run": False, "older_than_s": 60, "max_bytes": 0, "orphans": False})
    assert told.json()["dry_run"] is False
    order = world.registry.commands[-1].payload
    assert (order.dry_run, order.older_than_s, order.max_bytes, order.orphans) == (False, 60, 0, False)


async def test_a_clean_up_that_removed_uploads_is_told(world: Any) -> None:
    """Their entries are forgotten then; nothing of it is to be done for a dry run, or for tasks."""
    said = CleanUpReported(dry_run=False, found={Removable.UPLOAD: 2}, size=5)
    for report, told in (
        (said, True),
        (said.model_copy(update={"dry_run": True}), False),
        (said.model_copy(update={"found": {Removable.TASK: 2}}), False),
    ):
        envelope = Envelope[CleanUpReported].of(report, task_id="r1", producer="task-registry")
        assert await world.cleaning.take([envelope]) is told


async def test_a_long_clean_up_is_asked_for_again(world: Any, client: httpx.AsyncClient) -> None:
    world.registry.silent = True
    run = await client.post(CLEAN_UP, json={})
    path = f"{CLEAN_UP}/{run.json()['run_id']}"
    assert (run.status_code, run.json()["done"]) == (202, False)
    assert not (await client.get(path)).json()["done"]
    await world.cleaning.take([reported(world.registry.commands[-1])])
    assert (await client.get(path)).json()["found"] == {"task": 1}
    assert (await client.get(f"{CLEAN_UP}/nonsense")).status_code == 404


@pytest.mark.parametrize(
    "body", [{"dry_run": "no"}, {"older_than_s": -1}, {"older_than_s": "1"}, {"max_bytes": 1.5}, {"all": True}]
)
async def test_a_clean_up_that_cannot_be(world: Any, client: httpx.AsyncClient, body: dict[str, Any]) -> None:
    answer = await client.post(CLEAN_UP, json=body)
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, next(iter(body)))
    assert not world.registry.commands


async def test_what_is_kept_how_long_is_told(client: httpx.AsyncClient) -> None:
    day = 86_400
    assert (await client.get("/api/v1/admin/retention")).json() == {
        "finished_tasks_s": None, "max_media_bytes": None, "orphans_s": day, "unused_uploads_s": 7 * day,
        "deliveries_s": 30 * day, "idempotency_keys_s": day, "clean_up_every_s": 3600,
    }  # fmt: skip


def test_retention_is_told_as_the_other_services_are_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("REGISTRY__RETENTION", "P30D"), ("REGISTRY__MAX_MEDIA_BYTES", "5"), ("NOTIFIER__KEEP", "60")):
        monkeypatch.setenv(f"VIDEOAGENT_{name}", value)
    monkeypatch.setenv("VIDEOAGENT_REGISTRY__MAX_RUNNING", "3")
    told = retention_of(load_settings(GatewaySettings))
    assert (told.finished_tasks_s, told.max_media_bytes, told.deliveries_s) == (30 * 86_400, 5, 60)
