"""Own media: invited, arrived, examined, named in a task."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from videoagent_contracts.artifacts import ArtifactRef
from videoagent_contracts.commands import CreateTask
from videoagent_contracts.enums import StepKind
from videoagent_contracts.envelope import utc_now
from videoagent_contracts.film import MediaItem, MediaKind
from videoagent_contracts.steps import AgentAnnounced
from videoagent_gateway.domain.uploads import Upload

World = Any


def item(kind: MediaKind = MediaKind.IMAGE) -> MediaItem:
    ref = ArtifactRef(bucket="b", key="uploads/local/x/y", sha256="0" * 64, size=99, content_type="image/png")
    return MediaItem(ref=ref, kind=kind, width=640, height=480)


async def invited(world: World, **body: Any) -> dict[str, Any]:
    async with world.client() as client:
        answer = await client.post("/api/v1/media", json={"size": 5000, **body})
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    assert answer.headers["Location"] == f"/api/v1/media/{made['media_id']}"
    return made


async def create(world: World, **options: Any) -> Any:
    async with world.client() as client:
        return await client.post("/api/v1/tasks", json={"topic": "Our garden", "options": options})


async def test_an_upload_is_invited_for_its_size_and_waits(world: World) -> None:
    made = await invited(world, filename="../../etc/passwd")
    assert made["reference"] == f"media:{made['media_id']}"
    assert (made["state"], made["upload"]["max_size"]) == ("waiting", 5000)
    assert "passwd" not in made["upload"]["fields"]["key"]
    async with world.client() as client:
        seen = (await client.get(f"/api/v1/media/{made['media_id']}")).json()
    assert (seen["state"], seen["upload"]) == ("waiting", None)


async def test_what_arrived_is_examined_and_can_be_named(world: World) -> None:
    made = await invited(world)
    world.uploads.arrived[made["media_id"]] = item()
    async with world.client() as client:
        seen = (await client.get(f"/api/v1/media/{made['media_id']}")).json()
        listed = (await client.get("/api/v1/media")).json()["items"]
    assert (seen["state"], seen["kind"], seen["width"], seen["size"]) == ("ready", "image", 640, 99)
    assert seen["file"]["url"].startswith("http://media.test/")
    assert listed == [seen | {"file": None}]
    answer = await create(world, scenes=[{"narration": "Roses.", "media": made["reference"]}])
    assert answer.status_code == 201
    command = next(sent.payload for sent in world.registry.commands if isinstance(sent.payload, CreateTask))
    assert command.media == {made["reference"]: item()}


@pytest.mark.parametrize(
    ("arrived", "options", "field", "message"),
    [
        (None, {"music": "{}"}, "options.music", "has not arrived"),
        ("the picture is damaged", {"music": "{}"}, "options.music", "cannot be used: the picture is damaged"),
        (item(), {"music": "{}"}, "options.music", "must be audio"),
        (item(MediaKind.AUDIO), {"scenes": [{"media": "{}"}]}, "options.scenes.0.media", "must be image or video"),
    ],
)
async def test_what_cannot_be_used_is_told_by_its_field(
    world: World, arrived: Any, options: dict[str, Any], field: str, message: str
) -> None:
    made = await invited(world)
    if arrived is not None:
        world.uploads.arrived[made["media_id"]] = arrived
    named = {
        name: made["reference"] if value == "{}" else [{"media": made["reference"]}] for name, value in options.items()
    }
    answer = await create(world, **named)
    assert answer.status_code == 422
    (error,) = answer.json()["errors"]
    assert error["field"] == field
    assert message in error["message"]


async def test_nobody_uses_or_sees_anothers_upload(world: World) -> None:
    made = await invited(world)
    world.uploads.arrived[made["media_id"]] = item(MediaKind.AUDIO)
    known = world.uploads.known[made["media_id"]]
    world.uploads.known[made["media_id"]] = type(known)(known.media_id, "somebody else", known.created_at)
    answer = await create(world, music=made["reference"])
    assert "you have no upload" in answer.json()["errors"][0]["message"]
    async with world.client() as client:
        assert (await client.get("/api/v1/media")).json()["items"] == []


async def test_removed_uploads_are_gone(world: World) -> None:
    made = await invited(world)
    async with world.client() as client:
        assert (await client.delete(f"/api/v1/media/{made['media_id']}")).status_code == 204
        gone = await client.get(f"/api/v1/media/{made['media_id']}")
        again = await client.delete(f"/api/v1/media/{made['media_id']}")
    assert (gone.status_code, gone.json()["code"], again.status_code) == (404, "media_not_found", 404)


async def test_sizes_and_numbers_are_limited(world: World) -> None:
    async with world.client() as client:
        large = await client.post("/api/v1/media", json={"size": 10_001})
        odd = await client.post("/api/v1/media", json={"size": "many"})
        answers = [await client.post("/api/v1/media", json={"size": 1}) for _ in range(6)]
    assert (large.status_code, large.json()["errors"][0]["field"]) == (422, "size")
    assert odd.status_code == 422
    assert [answer.status_code for answer in answers] == [201] * 5 + [429]


@pytest.mark.parametrize(("size", "places"), [(1, 5), (9_000, 3)])
async def test_uploads_begun_at_the_same_moment_count_for_each_other(world: World, size: int, places: int) -> None:
    """All of them look for room before any of the others has been told that there is some."""
    async with world.client() as client:

        async def begin(count: int) -> list[int]:
            posts = [client.post("/api/v1/media", json={"size": size}) for _ in range(count)]
            return [answer.status_code for answer in await asyncio.gather(*posts)]

        assert await begin(places - 1) == [201] * (places - 1)
        assert (await begin(4)).count(201) <= 1
        assert len(world.uploads.known) <= places, "what was refused is counted no longer"
        await begin(1)
        assert await begin(1) == [429]
    assert len(world.uploads.known) == places


def made_earlier(world: World, by: timedelta = timedelta(hours=1, minutes=1)) -> None:
    world.uploads.known = {
        each.media_id: replace(each, created_at=each.created_at - by) for each in world.uploads.known.values()
    }


async def test_who_removes_uploads_may_not_begin_others_while_their_forms_work(world: World) -> None:
    made = [await invited(world) for _ in range(5)]
    async with world.client() as client:
        for each in made:
            assert (await client.delete(f"/api/v1/media/{each['media_id']}")).status_code == 204
        assert (await client.get("/api/v1/media")).json()["items"] == []
        refused = await client.post("/api/v1/media", json={"size": 1})
        assert (refused.status_code, refused.json()["code"]) == (429, "rate_limited")
        made_earlier(world)
        assert (await client.post("/api/v1/media", json={"size": 1})).status_code == 201


async def test_what_arrives_after_its_upload_was_removed_is_removed_too(world: World) -> None:
    made = (await invited(world))["media_id"]
    async with world.client() as client:
        await client.delete(f"/api/v1/media/{made}")
    world.uploads.arrived[made] = item()
    answer = await create(world, scenes=[{"narration": "Roses.", "media": f"media:{made}"}])
    assert "you have no upload" in answer.json()["errors"][0]["message"]
    await world.uploading.tidy()
    assert made in world.uploads.known
    made_earlier(world, timedelta(hours=3))
    await world.uploading.tidy()
    assert not world.uploads.known
    assert not world.uploads.arrived


async def test_bytes_of_a_user_are_limited(world: World) -> None:
    first, *_ = [await invited(world, size=9_000) for _ in range(3)]
    async with world.client() as client:
        full = await client.post("/api/v1/media", json={"size": 4_000})
        assert (full.status_code, "30000 bytes" in full.json()["detail"]) == (429, True)
        world.uploads.arrived[first["media_id"]] = item()
        await client.get(f"/api/v1/media/{first['media_id']}")
        assert (await client.post("/api/v1/media", json={"size": 4_000})).status_code == 429, "its form still works"
        made_earlier(world)
        assert (await client.post("/api/v1/media", json={"size": 4_000})).status_code == 201, "it has 99 bytes"


@pytest.mark.parametrize(
    ("age", "state", "stays"),
    [
        (timedelta(hours=3), "arrived", True),
        (timedelta(hours=3), "removed", False),
        (timedelta(hours=3), "waiting", False),
        (timedelta(minutes=30), "waiting", True),
        (timedelta(hours=3), "refused", True),
        (timedelta(days=8), "refused", False),
    ],
)
async def test_an_upload_whose_file_is_gone_is_forgotten(world: World, age: timedelta, state: str, stays: bool) -> None:
    """The registry's clean-up removes files; the gateway's entries follow, and so do those that never got a file."""
    upload = Upload("m1", "local", utc_now() - age)
    if state in ("arrived", "removed"):
        upload = upload.with_item(item())
    if state == "refused":
        upload = upload.refused("it is no picture")
    if state == "arrived":
        world.uploads.arrived["m1"] = item()
    await world.uploads.add(upload)
    await world.uploading.tidy()
    assert ("m1" in world.uploads.known) is stays


async def test_a_voice_over_is_a_sound_no_longer_than_a_film_and_its_words_are_known(world: World) -> None:
    made = await invited(world)
    world.uploads.arrived[made["media_id"]] = item(MediaKind.AUDIO).model_copy(update={"duration": 601})
    answer = await create(world, voice=made["reference"], script="Roses.")
    assert answer.status_code == 422
    assert "600 s are the most" in answer.json()["errors"][0]["message"]

    made = await invited(world)
    world.uploads.arrived[made["media_id"]] = item(MediaKind.AUDIO)
    answer = await create(world, voice=made["reference"], script="Roses.", voice_speed=1.5)
    assert answer.status_code == 201
    assert any("voice_speed" in warning for warning in answer.json()["warnings"])
    for writes_down, status in ((False, 422), (True, 201)):
        world.catalogue.take(AgentAnnounced(kind=StepKind.STORY, providers=(), transcribes=writes_down))
        answer = await create(world, voice=made["reference"])
        assert answer.status_code == status, answer.text
