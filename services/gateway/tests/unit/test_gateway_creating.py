"""POST /tasks: every limit at both sides of its edge, warnings, idempotency, and nothing accepted that is lost."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

import httpx
import pytest

from videoagent_contracts.envelope import Envelope
from videoagent_contracts.steps import AgentAnnounced, ProviderInfo, StyleInfo, VoiceInfo
from videoagent_gateway.ports import Claim

TASKS = "/api/v1/tasks"


def _deep(levels: int) -> Any:
    value: Any = 1
    for _ in range(levels):
        value = {"a": value}
    return value


ACCEPTED = [
    {"topic": "abc"},
    {"topic": "  abc  "},
    {"topic": "x" * 1000},
    {"topic": "حياة النحل"},
    {"topic": "蜜蜂的生活"},
    {"topic": "🐝🐝🐝"},
    {"topic": "bees", "style": "x" * 200},
    {"topic": "bees", "priority": "urgent"},
    {"topic": "bees", "webhook_url": "https://example.org/hook"},
    {"topic": "bees", "webhook_events": ["task.completed"]},
    {"topic": "bees", "metadata": {str(i): "v" for i in range(16)}},
    {"topic": "bees", "metadata": {"k" * 64: "v" * 512}},
    *({"topic": "bees", "options": options} for options in (
        {}, {"duration": 4}, {"duration": 600}, {"fps": 24}, {"fps": 60}, {"shots": 1}, {"shots": 60},
        {"voice_speed": 0.5}, {"voice_speed": 2}, {"music_volume": 0}, {"music_volume": 1}, {"music": "off"},
        {"seed": 0}, {"seed": 2**53 - 1}, {"budget": 0}, {"language": "pt-BR"}, {"language": "zh-Hans"},
        {"script": "One sentence."}, {"script": "x" * 12_000}, {"script": "x" * 20_000, "voice_speed": 2},
        {"script": "." * 20_000}, {"script": "花" * 3_000}, {"scenes": [{"narration": "hi"}]},
        {"scenes": [{"narration": "hi", "duration": 120}] * 5}, {"scenes": [{"narration": "x" * 200}] * 60},
        {"subtitles": "both", "subtitle_style": "boxed"}, {"transition": "wipe"}, {"review": True},
        {"aspect_ratio": "1:1", "resolution": "2160p"}, {"own": {"a": [1, 2.5, None, True, "x"]}}, {"own": _deep(6)},
    )),
]  # fmt: skip

REFUSED = [
    ({}, "topic"),
    ({"topic": "ab"}, "topic"),
    ({"topic": "  ab  "}, "topic"),
    ({"topic": "x" * 1001}, "topic"),
    ({"topic": "a\x00bc"}, "topic"),
    ({"topic": "line\nbreak"}, "topic"),
    ({"topic": None}, "topic"),
    ({"topic": ["bees"]}, "topic"),
    ({"topic": "bees", "style": ""}, "style"),
    ({"topic": "bees", "style": "x" * 201}, "style"),
    ({"topic": "bees", "priority": "asap"}, "priority"),
    ({"topic": "bees", "webhook_url": "ftp://example.org"}, "webhook_url"),
    ({"topic": "bees", "webhook_url": "http://10.0.0.1/x"}, "webhook_url"),
    ({"topic": "bees", "webhook_url": "https://example.org/" + "x" * 2048}, "webhook_url"),
    ({"topic": "bees", "webhook_events": ["task.exploded"]}, "webhook_events.0"),
    ({"topic": "bees", "metadata": {str(i): "v" for i in range(17)}}, "metadata"),
    ({"topic": "bees", "metadata": {"k": "v" * 513}}, "metadata.k"),
    ({"topic": "bees", "metadata": {"k": 5}}, "metadata.k"),
    ({"topic": "bees", "colour": "red"}, "colour"),
    ({"topic": "bees", "options": []}, "options"),
    *(({"topic": "bees", "options": options}, f"options.{field}") for options, field in (
        ({"duration": 3.9}, "duration"), ({"duration": 601}, "duration"), ({"duration": "30"}, "duration"),
        ({"duration": True}, "duration"), ({"fps": 29}, "fps"), ({"fps": 0}, "fps"), ({"fps": "30"}, "fps"),
        ({"shots": 0}, "shots"), ({"shots": 61}, "shots"), ({"shots": 1.5}, "shots"),
        ({"voice_speed": 0.49}, "voice_speed"), ({"voice_speed": 2.01}, "voice_speed"),
        ({"music_volume": -0.1}, "music_volume"), ({"music_volume": 1.1}, "music_volume"),
        ({"music": "loud"}, "music"), ({"music": "media:abc"}, "music"), ({"seed": -1}, "seed"),
        ({"seed": 2**53}, "seed"), ({"budget": -1}, "budget"), ({"language": "englisch!"}, "language"),
        ({"script": ""}, "script"), ({"script": "x" * 20_001}, "script"), ({"scenes": []}, "scenes"),
        ({"script": "x" * 12_001}, "script"), ({"script": "花" * 3_001}, "script"), ({"script": "9" * 2_401}, "script"),
        ({"scenes": [{"narration": "hi", "duration": 100.1}] * 6}, "scenes"),
        ({"scenes": [{"narration": "x" * 201}] * 60}, "scenes"),
        ({"scenes": [{"prompt": "a", "duration": 120}] * 60}, "scenes"),
        ({"scenes": [{}]}, "scenes.0"), ({"scenes": [{"media": "media:abc"}]}, "scenes.0.media"),
        ({"scenes": [{"narration": "a", "mood": "b"}]}, "scenes.0.mood"), ({"subtitles": "yes"}, "subtitles"),
        ({"aspect_ratio": "4:3"}, "aspect_ratio"), ({"resolution": "1080"}, "resolution"), ({"review": 1}, "review"),
        ({"providers": {"painter": "x"}}, "providers.painter"), ({"own": "a\x00b"}, "own"), ({"own": 2**63}, "own"),
        ({"own": _deep(8)}, "own"), ({"own": {"$where": 1}}, "own"), ({"own.er": 1}, "own.er"),
    )),
    ({"topic": "bees", "options": {"script": "a", "scenes": [{"narration": "b"}]}}, "options"),
    ({"topic": "bees", "options": {"shots": 2, "scenes": [{"narration": "b"}]}}, "options"),
    ({"topic": "bees", "options": {f"own{i}": 1 for i in range(33)}}, "options"),
]  # fmt: skip


@pytest.mark.parametrize("body", ACCEPTED, ids=lambda body: str(body)[:60])
async def test_within_every_limit_a_task_is_accepted(client: httpx.AsyncClient, body: dict[str, Any]) -> None:
    answer = await client.post(TASKS, json=body)
    assert answer.status_code == 201, answer.text
    assert answer.headers["location"] == answer.json()["links"]["self"]
    assert answer.json()["created_at"].endswith("Z")


@pytest.mark.parametrize(("body", "field"), REFUSED, ids=lambda value: str(value)[:60])
async def test_beyond_every_limit_the_field_is_named(
    world: Any, client: httpx.AsyncClient, body: dict[str, Any], field: str
) -> None:
    answer = await client.post(TASKS, json=body)
    assert answer.status_code == 422, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert field in [error["field"] for error in answer.json()["errors"]]
    assert not world.registry.commands


async def test_words_that_fill_more_than_a_film_are_told_with_their_length(client: httpx.AsyncClient) -> None:
    answer = await client.post(TASKS, json={"topic": "bees", "options": {"script": "busy bees " * 2000}})
    (error,) = answer.json()["errors"]
    assert error["field"] == "options.script"
    assert "at least 800 s" in error["message"]
    assert "600 s" in error["message"]
    spoken_twice_as_fast = {"script": "busy bees " * 2000, "voice_speed": 2}
    assert (await client.post(TASKS, json={"topic": "bees", "options": spoken_twice_as_fast})).status_code == 201


async def test_unknown_options_are_kept_and_the_nearest_known_one_is_named(
    world: Any, client: httpx.AsyncClient
) -> None:
    answer = await client.post(TASKS, json={"topic": "bees", "options": {"durration": 12, "hue": "red"}})
    warnings = answer.json()["warnings"]
    assert "did you mean duration?" in warnings[0]
    assert warnings[1].startswith("unknown option hue")
    assert world.registry.commands[0].payload.spec.options.model_extra == {"durration": 12, "hue": "red"}


@pytest.mark.parametrize(
    "own",
    [
        {"big": [0] * 9_000},
        {f"o{n}": ["y" * 400] * 2 for n in range(31)} | {"big": "x" * 2_000},
        {"big": ["é" * 3_000] * 3},
    ],
    ids=["one", "many", "letters of two bytes"],
)
async def test_unknown_options_have_a_size_together(world: Any, client: httpx.AsyncClient, own: dict[str, Any]) -> None:
    answer = await client.post("/api/v1/tasks", json={"topic": "Bees", "options": own})
    assert (answer.status_code, [error["field"] for error in answer.json()["errors"]]) == (422, ["options.big"])
    assert not world.registry.commands
    answer = await client.post("/api/v1/tasks", json={"topic": "Bees", "options": {"own": ["x" * 4_000] * 4}})
    assert answer.status_code == 201


async def test_a_new_task_is_readable_at_once_by_every_call_also_elsewhere(
    world: Any, make_world: Any, client: httpx.AsyncClient
) -> None:
    """The registry is slow; another replica has not heard the command, and finds the task in the store."""
    world.registry.silent = True
    task_id = (await client.post(TASKS, json={"topic": "bees"})).json()["task_id"]
    other = make_world(store=world.store)
    for here in (client, other.client()):
        detail = await here.get(f"{TASKS}/{task_id}")
        assert detail.json()["status"] == "pending"
        assert (await here.get(f"{TASKS}/{task_id}/status")).json()["seq"] == 0
        assert (await here.get(TASKS)).json()["total"] == 1
        assert (await here.get(f"{TASKS}/{task_id}/video")).json()["code"] == "task_state"


async def test_other_replicas_hear_the_command_itself(world: Any, make_world: Any, client: httpx.AsyncClient) -> None:
    world.registry.silent = True
    task_id = (await client.post(TASKS, json={"topic": "bees"})).json()["task_id"]
    other = make_world()
    await other.projection.take(world.registry.commands)
    assert (await other.client().get(TASKS)).json()["items"][0]["task_id"] == task_id


async def test_without_kafka_nothing_is_accepted(world: Any, client: httpx.AsyncClient) -> None:
    world.registry.away = True
    answer = await client.post(TASKS, json={"topic": "bees"})
    assert answer.status_code == 503
    assert int(answer.headers["retry-after"]) >= 1
    assert answer.json()["retryable"]
    assert not world.store.tasks
    assert (await client.get(TASKS)).json()["total"] == 0


async def test_without_the_store_nothing_is_accepted(world: Any, client: httpx.AsyncClient) -> None:
    world.store.away = True
    assert (await client.post(TASKS, json={"topic": "bees"})).status_code == 503
    assert not world.registry.commands


async def test_a_task_that_is_in_kafka_is_accepted_though_the_store_has_gone(
    world: Any, client: httpx.AsyncClient
) -> None:
    answer_commands = world.registry.answer

    async def lose_store(command: Any) -> None:
        await answer_commands(command)
        world.store.away = True

    world.registry.answer = lose_store
    task_id = (await client.post(TASKS, json={"topic": "bees"})).json()["task_id"]
    assert (await client.get(f"{TASKS}/{task_id}/status")).status_code == 200


async def test_the_same_key_and_body_get_the_first_answer(world: Any, client: httpx.AsyncClient) -> None:
    headers = {"Idempotency-Key": "k-1"}
    first = await client.post(TASKS, json={"topic": "bees", "priority": "low"}, headers=headers)
    again = await client.post(TASKS, json={"priority": "low", "topic": "bees"}, headers=headers)
    assert again.status_code == 201
    assert again.json() == first.json()
    assert again.headers["idempotency-replayed"] == "true"
    assert len(world.registry.commands) == 1


async def test_the_same_key_with_another_body_is_a_conflict(client: httpx.AsyncClient) -> None:
    headers = {"Idempotency-Key": "k-1"}
    await client.post(TASKS, json={"topic": "bees"}, headers=headers)
    answer = await client.post(TASKS, json={"topic": "ants"}, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (409, "idempotency_conflict")


@pytest.mark.parametrize("key", ["", "x" * 256, "a b"])
async def test_keys_that_are_none_are_refused(client: httpx.AsyncClient, key: str) -> None:
    answer = await client.post(TASKS, json={"topic": "bees"}, headers={"Idempotency-Key": key})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "Idempotency-Key"


async def test_a_claim_whose_command_was_not_sent_is_completed_by_the_repeat(
    world: Any, client: httpx.AsyncClient
) -> None:
    """The first request claimed its key, then Kafka was away: its repeat sends the command under the same task id."""
    headers = {"Idempotency-Key": "k-1"}
    world.registry.away = True
    assert (await client.post(TASKS, json={"topic": "bees"}, headers=headers)).status_code == 503
    world.registry.away = False
    claimed = next(iter(world.claims.claims.values())).task_id
    answer = await client.post(TASKS, json={"topic": "bees"}, headers=headers)
    assert answer.json()["task_id"] == claimed
    assert [command.task_id for command in world.registry.commands] == [claimed]


async def test_two_who_meet_when_a_key_has_ended_make_one_task(world: Any, client: httpx.AsyncClient) -> None:
    """Both find the claim of the day before; whoever is later must not forget that of the other."""
    headers = {"Idempotency-Key": "k-1"}
    before = (await client.post(TASKS, json={"topic": "bees"}, headers=headers)).json()["task_id"]
    for key, old in world.claims.claims.items():
        world.claims.claims[key] = replace(old, created_at=old.created_at - timedelta(hours=25))
    claim_at_once, met = world.claims.claim, asyncio.Barrier(2)

    async def claim(wanted: Claim) -> Claim | None:
        first: Claim | None = await claim_at_once(wanted)
        if first is not None and first.task_id == before:
            await met.wait()
        return first

    world.claims.claim = claim
    asked = [client.post(TASKS, json={"topic": "bees"}, headers=headers) for _ in range(2)]
    made = {answer.json()["task_id"] for answer in await asyncio.gather(*asked)}
    assert len(made) == 1
    assert before not in made


async def test_a_repeat_gets_the_first_answer_though_its_provider_has_gone(
    world: Any, client: httpx.AsyncClient
) -> None:
    async def announce(*, available: bool) -> None:
        image = AgentAnnounced(kind="image", providers=(ProviderInfo(name="comfy", available=available),))
        await world.projection.take([Envelope[AgentAnnounced].of(image, task_id="c", producer="t")])

    await announce(available=True)
    headers = {"Idempotency-Key": "k-1"}
    body = {"topic": "bees", "options": {"providers": {"image": "comfy"}}}
    first = await client.post(TASKS, json=body, headers=headers)
    await announce(available=False)
    again = await client.post(TASKS, json=body, headers=headers)
    assert (again.status_code, again.json()) == (201, first.json())
    assert again.headers["idempotency-replayed"] == "true"
    assert (await client.post(TASKS, json=body, headers={"Idempotency-Key": "k-2"})).status_code == 422
    other = await client.post(TASKS, json={**body, "priority": "low"}, headers=headers)
    assert other.status_code == 422
    assert len(world.registry.commands) == 1


async def test_names_are_checked_once_their_agent_has_spoken(world: Any, client: httpx.AsyncClient) -> None:
    body = {"topic": "bees", "options": {"voice": "harts", "providers": {"image": "comfi"}}}
    assert (await client.post(TASKS, json=body)).status_code == 201
    voice = AgentAnnounced(
        kind="voice", providers=(), voices=(VoiceInfo(name="heart", language="en", provider="hibari"),)
    )
    image = AgentAnnounced(
        kind="image",
        providers=(
            ProviderInfo(name="comfy", available=False, reason="no address"),
            ProviderInfo(name="drawn", available=True),
        ),
        styles=(StyleInfo(name="noir", description="dark"),),
    )
    said = [Envelope[AgentAnnounced].of(a, task_id="c", producer="t") for a in (voice, image)]
    await world.projection.take(said)
    answer = await client.post(TASKS, json=body)
    assert answer.status_code == 422
    assert {error["field"]: error["message"] for error in answer.json()["errors"]} == {
        "options.voice": "harts is not known; did you mean heart?",
        "options.providers.image": "comfi is not known; did you mean comfy?",
    }
    away = await client.post(TASKS, json={"topic": "bees", "options": {"providers": {"image": "comfy"}}})
    assert away.status_code == 422
    assert away.json()["errors"] == [
        {"field": "options.providers.image", "message": "comfy is not available at the moment: no address"}
    ]
    options = {"voice": "heart", "language": "fr-CA", "providers": {"image": "drawn"}}
    warned = (await client.post(TASKS, json={"topic": "bees", "style": "noirr", "options": options})).json()["warnings"]
    assert warned == [
        "voice heart speaks en, the narration will be in fr-CA",
        "style noirr is taken as free text; did you mean noir?",
    ]
