"""What a film is expected to cost is told before it is made, and follows its plan."""

from typing import Any

import httpx
import pytest

from videoagent_contracts.enums import ShotKind, StepKind, TaskStatus
from videoagent_contracts.envelope import Envelope
from videoagent_contracts.film import Shot, Storyboard
from videoagent_contracts.options import TaskOptions
from videoagent_contracts.steps import AgentAnnounced, Price, PriceUnit, ProviderInfo
from videoagent_gateway.domain.estimate import of_request

TASKS = "/api/v1/tasks"
PRICES: dict[StepKind, tuple[Price, ...]] = {
    StepKind.STORY: (
        Price(unit=PriceUnit.ASKED, usd=1, per=1_000_000),
        Price(unit=PriceUnit.ANSWERED, usd=4, per=1_000_000),
    ),
    StepKind.VOICE: (Price(unit=PriceUnit.CHARACTER, usd=15, per=1_000_000), Price(unit=PriceUnit.MINUTE, usd=0.006)),
    StepKind.IMAGE: (Price(unit=PriceUnit.PICTURE, usd=0.04), Price(unit="hologram", usd=9)),
    StepKind.VIDEO: (Price(unit=PriceUnit.CLIP, usd=0.2),),
    StepKind.MUSIC: (),
}
CATALOGUE = {
    kind: (
        ProviderInfo(name="hosted", available=True, is_default=True, prices=prices),
        ProviderInfo(name="builtin", available=True),
    )
    for kind, prices in PRICES.items()
}


def usd(**options: Any) -> dict[str, float]:
    estimate = of_request(TaskOptions.model_validate(options), CATALOGUE)
    assert estimate is not None
    assert estimate.usd == pytest.approx(sum(part.usd for part in estimate.parts))
    return {part.kind.value: part.usd for part in estimate.parts}


async def announce(world: Any) -> None:
    said = [AgentAnnounced(kind=kind, providers=infos) for kind, infos in CATALOGUE.items()]
    await world.projection.take([Envelope[AgentAnnounced].of(each, task_id="c", producer="t") for each in said])


def test_a_request_is_priced_by_its_length_its_words_and_its_scenes() -> None:
    plain = usd()
    assert plain["image"] == pytest.approx(4 * 0.04), "five shots, of which one is the title"
    assert plain["video"] == pytest.approx(4 * 0.2)
    assert plain["voice"] == pytest.approx(360 * 15e-6 + 0.5 * 0.006)
    assert 0.0005 < plain["story"] < 0.005
    assert usd(duration=300)["voice"] == pytest.approx(10 * plain["voice"])
    assert usd(shots=21)["image"] == pytest.approx(20 * 0.04)
    scenes = [{"narration": "x" * 100}, {"narration": "y" * 100, "prompt": "a bee"}, {"media": "media:own"}]
    own = usd(scenes=scenes)
    assert own["image"] == pytest.approx(2 * 0.04), "an own picture costs nothing"
    assert own["voice"] == pytest.approx(201 * (15e-6 + 0.006 / 12 / 60))
    assert usd(script="x" * 3000)["voice"] == pytest.approx(3000 * 15e-6 + 3000 / 12 / 60 * 0.006)
    assert "voice" not in usd(voice="media:own", script="Own words.")


def test_another_provider_has_other_prices_and_without_agents_there_is_no_estimate() -> None:
    builtin = usd(providers={"image": "builtin", "video": "builtin"})
    assert set(builtin) == {"story", "voice"}
    assert of_request(TaskOptions(), {}) is None


async def test_the_answer_to_a_request_tells_it_and_warns_of_a_small_budget(
    world: Any, client: httpx.AsyncClient
) -> None:
    body: dict[str, Any] = {"topic": "bees", "options": {"budget": 0.5}}
    assert (await client.post(TASKS, json=body)).json()["estimate"] is None, "no agent has spoken yet"
    await announce(world)
    told = (await client.post(TASKS, json=body)).json()
    assert told["estimate"]["basis"] == "request"
    assert told["estimate"]["usd"] == pytest.approx(0.97, abs=0.02)
    assert told["warnings"][0].startswith("the film is expected to cost about 0.97 USD, and its budget is 0.50")
    assert (await client.post(TASKS, json={**body, "options": {"budget": 1}})).json()["warnings"] == []
    headers = {"Idempotency-Key": "k"}
    first = await client.post(TASKS, json=body, headers=headers)
    cheaper = AgentAnnounced(kind=StepKind.VIDEO, providers=(ProviderInfo(name="free", available=True),))
    await world.projection.take([Envelope[AgentAnnounced].of(cheaper, task_id="c", producer="t")])
    assert (await client.post(TASKS, json=body, headers=headers)).json() == first.json()


async def test_it_can_be_asked_for_alone(world: Any, client: httpx.AsyncClient) -> None:
    await announce(world)
    body: dict[str, Any] = {"topic": "bees", "options": {"budget": 0.5, "fsp": 30}}
    told = await client.post(f"{TASKS}/estimate", json=body)
    assert (told.status_code, world.registry.commands) == (200, [])
    made = (await client.post(TASKS, json=body)).json()
    assert len(made["warnings"]) == 2
    assert told.json() == {key: made[key] for key in ("warnings", "estimate")}
    wrong = await client.post(f"{TASKS}/estimate", json={"topic": "bees", "options": {"voice": "media:none"}})
    assert (wrong.status_code, wrong.json()["errors"][0]["field"]) == (422, "options.voice")


async def test_it_follows_the_storyboard_and_what_is_done(
    world: Any, client: httpx.AsyncClient, pieces: dict[str, Any]
) -> None:
    await announce(world)
    title = Shot(index=0, kind=ShotKind.TITLE, narration="Bees", duration=3)
    scenes = [Shot(index=index, narration="x" * 100, duration=4) for index in (1, 2, 3)]
    own = Shot(index=4, media="media:own", duration=4)
    board = Storyboard(title="Bees", language="en", shots=(title, *scenes, own))
    words = pieces["steps"]("style", "story", "storyboard")
    task_id = await world.task(status=TaskStatus.AWAITING_REVIEW, storyboard=board, steps=words, cost_usd=0.01)
    told = (await client.get(f"{TASKS}/{task_id}")).json()["estimate"]
    assert told["basis"] == "storyboard"
    assert {part["kind"]: part["usd"] for part in told["parts"]} == pytest.approx(
        {"voice": 304 * (15e-6 + 0.006 / 12 / 60), "image": 0.12, "video": 0.6}, abs=1e-6
    )
    assert told["usd"] == pytest.approx(0.01 + sum(part["usd"] for part in told["parts"]))
    done = words | pieces["steps"]("voice:0", "voice:1", "image:1", "image:2")
    await world.registry.say(task_id, status=TaskStatus.RUNNING, steps=done, cost_usd=0.1)
    parts = (await client.get(f"{TASKS}/{task_id}")).json()["estimate"]["parts"]
    assert {part["kind"]: part["usd"] for part in parts}["image"] == pytest.approx(0.04)
    await world.registry.say(task_id, status=TaskStatus.COMPLETED, cost_usd=0.7)
    over = (await client.get(f"{TASKS}/{task_id}")).json()
    assert (over["estimate"], over["cost_usd"]) == (None, 0.7)


async def test_providers_tell_their_prices(world: Any, client: httpx.AsyncClient) -> None:
    await announce(world)
    items = {item["kind"]: item["providers"] for item in (await client.get("/api/v1/providers")).json()["items"]}
    assert items["video"][0]["prices"] == [{"unit": "clip", "usd": 0.2, "per": 1}]
    assert items["voice"][0]["prices"][0] == {"unit": "character", "usd": 15.0, "per": 1_000_000}
    assert items["video"][1]["prices"] == []
