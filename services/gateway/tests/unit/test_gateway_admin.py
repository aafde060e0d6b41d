"""The operators' part of the API."""

from typing import Any

import httpx
import pytest

from videoagent_contracts.topics import TASK_COMMANDS, TASK_STATUS
from videoagent_runtime.dead_letters import DeadLetterState

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
