"""One step again, and another storyboard: states, limits at both sides of their edge, and what the answer tells."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from videoagent_contracts.enums import ShotKind, TaskStatus, Transition
from videoagent_contracts.envelope import Envelope
from videoagent_contracts.film import Card, Credit, Shot, Storyboard
from videoagent_contracts.status import StatusEvent
from videoagent_contracts.steps import AgentAnnounced, ProviderInfo, VoiceInfo

TASKS = "/api/v1/tasks"
OVER = [TaskStatus.COMPLETED, TaskStatus.FAILED, TaskStatus.CANCELLED]
STEPS = ("style", "story", "storyboard", "voice:0", "image:0", "video:0", "music", "compose")
Board = dict[str, Any]


def board(shots: int = 3) -> Storyboard:
    return Storyboard(
        title="Volcanoes",
        language="en",
        credits=(Credit(what="Text", source="An encyclopaedia", licence="CC BY-SA 4.0"),),
        provider="writer",
        cost_usd=0.02,
        shots=tuple(
            Shot(index=at, narration=f"Scene {at}.", duration=4, media="media:abc" if at == 0 else None)
            for at in range(shots)
        ),
    )


async def run(client: httpx.AsyncClient, task_id: str, step: str, **body: Any) -> httpx.Response:
    return await client.post(f"{TASKS}/{task_id}/steps/{step}/run", json=body or None)


@pytest.mark.parametrize("step", ["image:0", "storyboard"])
@pytest.mark.parametrize("status", list(TaskStatus))
async def test_a_step_is_run_again_once_the_task_is_over_or_in_review_before_it(
    world: Any, client: httpx.AsyncClient, pieces: Any, status: TaskStatus, step: str
) -> None:
    task_id = await world.task(status=status, steps=pieces["steps"](*STEPS))
    answer = await run(client, task_id, step)
    if status in OVER or (status is TaskStatus.AWAITING_REVIEW and step == "storyboard"):
        assert (answer.status_code, answer.json()["status"]) == (202, "running")
        assert world.registry.commands[-1].payload.step_id == step
    else:
        assert (answer.status_code, answer.json()["code"]) == (400, "task_state")
        assert not world.registry.commands


@pytest.mark.parametrize("step", ["image:7", "image", "paint", "image:-1", "image:00", "x" * 300, "%00"])
async def test_a_step_that_is_not_there(world: Any, client: httpx.AsyncClient, pieces: Any, step: str) -> None:
    task_id = await world.task(status=TaskStatus.COMPLETED, steps=pieces["steps"](*STEPS))
    answer = await run(client, task_id, step)
    assert (answer.status_code, answer.json()["code"]) == (404, "step_not_found")


async def test_overrides_reach_the_registry(world: Any, client: httpx.AsyncClient, pieces: Any) -> None:
    task_id = await world.task(status=TaskStatus.COMPLETED, steps=pieces["steps"](*STEPS))
    assert (await run(client, task_id, "image:0", prompt=" Fog \n", seed=7)).status_code == 202
    sent = world.registry.commands[-1].payload.overrides
    assert sent.model_dump(exclude_none=True) == {"prompt": "Fog", "seed": 7}


@pytest.mark.parametrize(
    ("step", "body", "field"),
    [
        ("image:0", {"voice": "heart"}, "voice"),
        ("image:0", {"narration": "Hot."}, "narration"),
        ("voice:0", {"prompt": "Fog"}, "prompt"),
        ("compose", {"seed": 1}, "seed"),
        ("image:0", {"prompt": ""}, "prompt"),
        ("image:0", {"prompt": "\u200b"}, "prompt"),
        ("voice:0", {"narration": "a\x00b"}, "narration"),
        ("voice:0", {"voice": "hart"}, "voice"),
        ("voice:0", {"voice_speed": 2.1}, "voice_speed"),
        ("voice:0", {"provider": "nobody"}, "provider"),
        ("voice:0", {"provider": "gone"}, "provider"),
        ("image:0", {"colour": "red"}, "colour"),
        ("image:0", {"prompt": "x" * 2001}, "prompt"),
        ("image:0", {"seed": -1}, "seed"),
    ],
)
async def test_overrides_that_cannot_be_are_named(
    world: Any, client: httpx.AsyncClient, pieces: Any, step: str, body: Board, field: str
) -> None:
    voice = AgentAnnounced(
        kind="voice",
        providers=(ProviderInfo(name="hibari", available=True), ProviderInfo(name="gone", available=False)),
        voices=(VoiceInfo(name="heart", language="en", provider="hibari"),),
    )
    await world.projection.take([Envelope[AgentAnnounced].of(voice, task_id="c", producer="t")])
    task_id = await world.task(status=TaskStatus.COMPLETED, steps=pieces["steps"](*STEPS))
    answer = await run(client, task_id, step, **body)
    assert answer.status_code == 422, answer.text
    assert [error["field"] for error in answer.json()["errors"]] == [field]
    assert not world.registry.commands


@pytest.mark.parametrize("status", list(TaskStatus))
async def test_a_storyboard_is_changed_in_review_or_afterwards(
    world: Any, client: httpx.AsyncClient, status: TaskStatus
) -> None:
    task_id = await world.task(status=status, storyboard=board())
    edit = (await client.get(f"{TASKS}/{task_id}/storyboard")).json()
    edit["shots"][1]["narration"] = "Another scene."
    answer = await client.put(f"{TASKS}/{task_id}/storyboard", json=edit)
    if status not in (*OVER, TaskStatus.AWAITING_REVIEW):
        assert (answer.status_code, answer.json()["code"]) == (400, "task_state")
        return
    assert (answer.status_code, answer.json()) == (200, edit)
    assert (await client.get(f"{TASKS}/{task_id}/storyboard")).json() == edit


async def test_a_storyboard_given_back_as_it_is_changes_nothing(world: Any, client: httpx.AsyncClient) -> None:
    """Also where the agents' own words would not be accepted from a user: a long script may be one shot."""
    odd = Shot(index=0, narration="x" * 9000, duration=590, kind=ShotKind.SCENE, card=Card(lines=("y",) * 12))
    present = board().model_copy(update={"shots": (odd,)})
    task_id = await world.task(status=TaskStatus.COMPLETED, storyboard=present)
    same = (await client.get(f"{TASKS}/{task_id}/storyboard")).json()
    answer = await client.put(f"{TASKS}/{task_id}/storyboard", json=same)
    assert (answer.status_code, answer.json()) == (200, same)
    assert not world.registry.commands


async def test_where_a_storyboard_comes_from_cannot_be_changed(world: Any, client: httpx.AsyncClient) -> None:
    task_id = await world.task(status=TaskStatus.AWAITING_REVIEW, storyboard=board())
    edit = board().model_dump(mode="json") | {"credits": [], "cost_usd": 0, "provider": "me", "title": "Mountains"}
    answer = await client.put(f"{TASKS}/{task_id}/storyboard", json=edit)
    assert answer.json() == board().model_dump(mode="json") | {"title": "Mountains"}


def change(**values: Any) -> Callable[[Board], None]:
    return lambda edit: edit["shots"][1].update(values)


def reorder(edit: Board) -> None:
    edit["shots"] = edit["shots"][::-1]


def lengthen(edit: Board) -> None:
    edit["shots"] = [{**edit["shots"][1], "index": at, "duration": 120} for at in range(6)]


@pytest.mark.parametrize(
    ("spoil", "field"),
    [
        (reorder, "shots.0.index"),
        (lengthen, "shots"),
        (lambda edit: edit.update(shots=[]), "shots"),
        (lambda edit: edit.update(shots=[{**edit["shots"][1], "index": at} for at in range(61)]), "shots"),
        (lambda edit: edit.update(title="x" * 201), "title"),
        (lambda edit: edit.update(title="a\nb"), "title"),
        (lambda edit: edit.update(title="\u202eabc"), "title"),
        (lambda edit: edit.update(language="english!"), "language"),
        (lambda edit: edit.update(colour="red"), "colour"),
        (change(narration="x" * 2001), "shots.1.narration"),
        (change(narration="a\x00"), "shots.1.narration"),
        (change(prompt="\u200b"), "shots.1.prompt"),
        (change(heading="x" * 201), "shots.1.heading"),
        (change(subject="x" * 201), "shots.1.subject"),
        (change(keywords=["x"] * 21), "shots.1.keywords"),
        (change(keywords=["x" * 201]), "shots.1.keywords.0"),
        (change(card={"lines": ["x"] * 13}), "shots.1.card.lines"),
        (change(card={"value": "x" * 2001}), "shots.1.card.value"),
        (change(card={"colour": "red"}), "shots.1.card.colour"),
        (change(card={"latitude": 91}), "shots.1.card.latitude"),
        (change(duration=0.9), "shots.1.duration"),
        (change(duration=121), "shots.1.duration"),
        (change(duration="4"), "shots.1.duration"),
        (change(index=True), "shots.1.index"),
        (change(seed=2**53), "shots.1.seed"),
        (change(media="media:foreign"), "shots.1.media"),
        (change(media="file:///etc/passwd"), "shots.1.media"),
        (change(camera="spin"), "shots.1.camera"),
        (change(transition="auto"), "shots.1.transition"),
        (change(transition="dissolve"), "shots.1.transition"),
        (change(kind="advert"), "shots.1.kind"),
        (change(narration=""), "shots.1"),
        (change(speed=2), "shots.1.speed"),
    ],
)
async def test_a_storyboard_that_cannot_be_is_told_by_field(
    world: Any, client: httpx.AsyncClient, spoil: Callable[[Board], None], field: str
) -> None:
    task_id = await world.task(status=TaskStatus.AWAITING_REVIEW, storyboard=board())
    edit = board().model_dump(mode="json")
    spoil(edit)
    answer = await client.put(f"{TASKS}/{task_id}/storyboard", json=edit)
    assert answer.status_code == 422, answer.text
    assert field in [error["field"] for error in answer.json()["errors"]]
    assert not world.registry.commands


@pytest.mark.parametrize(
    "values",
    [
        {"narration": "x" * 2000}, {"prompt": "Fog\nand rain"}, {"duration": 1}, {"duration": 120}, {"kind": "title"},
        {"seed": 2**53 - 1}, {"media": "media:abc"}, {"camera": "pan_left"}, {"card": {"heading": "1815", "lines": []}},
        {"transition": Transition.WIPE.value}, {"keywords": ["x" * 200] * 20}, {"narration": "", "prompt": "Only fog"},
    ],
)  # fmt: skip
async def test_what_may_be_changed(world: Any, client: httpx.AsyncClient, values: Board) -> None:
    task_id = await world.task(status=TaskStatus.AWAITING_REVIEW, storyboard=board())
    edit = board().model_dump(mode="json")
    change(**values)(edit)
    answer = await client.put(f"{TASKS}/{task_id}/storyboard", json=edit)
    assert answer.status_code == 200, answer.text
    shot = world.registry.commands[-1].payload.storyboard.shots[1].model_dump(mode="json")
    assert shot.items() >= {name: value for name, value in values.items() if name != "card"}.items()


async def test_a_slow_registry_or_no_kafka(world: Any, client: httpx.AsyncClient, pieces: Any) -> None:
    steps = pieces["steps"](*STEPS)
    task_id = await world.task(status=TaskStatus.COMPLETED, storyboard=board(), steps=steps)
    edit = board().model_dump(mode="json") | {"title": "Mountains"}
    world.registry.silent = True
    answer = await client.put(f"{TASKS}/{task_id}/storyboard", json=edit)
    assert (answer.status_code, answer.json()["title"]) == (202, "Mountains")
    assert (await run(client, task_id, "image:0")).status_code == 202
    world.registry.away = True
    assert (await client.put(f"{TASKS}/{task_id}/storyboard", json=edit)).status_code == 503
    assert (await run(client, task_id, "image:0")).status_code == 503


async def test_a_storyboard_takes_the_place_of_the_one_it_was_made_from_only(
    world: Any, client: httpx.AsyncClient
) -> None:
    """An edit in another tab was overwritten without a word."""
    task_id = await world.task(status=TaskStatus.AWAITING_REVIEW, storyboard=board())
    address = f"{TASKS}/{task_id}/storyboard"
    first = (await client.get(address)).headers["etag"]
    edits = [board().model_dump(mode="json") | {"title": title} for title in ("Mountains", "Rivers")]
    answer = await client.put(address, json=edits[0], headers={"If-Match": first})
    assert answer.status_code == 200
    again = await client.put(address, json=edits[0], headers={"If-Match": first})
    assert again.status_code == 200, "a repeat of what was done"
    assert answer.headers["etag"] == again.headers["etag"] == (await client.get(address)).headers["etag"] != first
    refused = await client.put(address, json=edits[1], headers={"If-Match": first})
    assert (refused.status_code, refused.json()["code"]) == (412, "storyboard_changed")
    assert len(world.registry.commands) == 1
    for number, fitting in enumerate((f'"other", W/{answer.headers["etag"]}', "*")):
        edits[1]["title"] = f"Rivers {number}"
        assert (await client.put(address, json=edits[1], headers={"If-Match": fitting})).status_code == 200
    assert (await client.put(address, json=edits[0])).status_code == 200, "who asks for nothing is asked nothing"


async def test_of_two_edits_at_once_one_is_refused(world: Any, client: httpx.AsyncClient) -> None:
    """The other was there first, and this replica has not heard of it: only the registry can tell."""
    task_id = await world.task(status=TaskStatus.AWAITING_REVIEW, storyboard=board())
    address = f"{TASKS}/{task_id}/storyboard"
    tag = (await client.get(address)).headers["etag"]
    other = world.registry.status(task_id, StatusEvent.STEP_CHANGED, storyboard=board(shots=2))
    sent = world.registry.answer

    async def answer_late(command: Envelope[Any]) -> None:
        await sent(command)
        await world.projection.take([other])

    world.registry.answer = answer_late
    edit = board().model_dump(mode="json") | {"title": "Mountains"}
    refused = await client.put(address, json=edit, headers={"If-Match": tag})
    assert (refused.status_code, refused.json()["code"]) == (412, "storyboard_changed")
    assert len((await client.get(address)).json()["shots"]) == 2


@pytest.mark.parametrize("header", ["abc", '"a" "b"', '"a",', ""])
async def test_a_condition_that_is_none(world: Any, client: httpx.AsyncClient, header: str) -> None:
    task_id = await world.task(status=TaskStatus.AWAITING_REVIEW, storyboard=board())
    body = board().model_dump(mode="json")
    answer = await client.put(f"{TASKS}/{task_id}/storyboard", json=body, headers={"If-Match": header})
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "If-Match")
