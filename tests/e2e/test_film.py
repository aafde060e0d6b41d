"""The main job: a topic becomes a film, and a client watches every step."""

import io
import math
import re

import av
import httpx
import pytest
from PIL import Image, ImageStat
from tests.e2e.conftest import Films, Made


@pytest.fixture
async def made(films: Films) -> Made:
    return await films.make("The life of honeybees", duration=12)


@pytest.mark.option("topic", "duration")
async def test_a_topic_becomes_a_film_that_a_client_watched(made: Made, http: httpx.AsyncClient) -> None:
    task = made.task
    assert task.progress == 100
    assert {step.kind.value for step in task.steps} == {
        "style", "story", "storyboard", "voice", "image", "video", "music", "compose",
    }  # fmt: skip
    assert all(step.status.value == "succeeded" for step in task.steps)
    assert len(task.shots) >= 2
    assert all(shot.picture and shot.clip for shot in task.shots)
    assert any("CC BY-SA" in credit.licence for credit in task.credits)
    assert {credit.what for credit in task.credits} == {"Text", "Pictures", "Voice", "Music", "Fonts"}
    with av.open(str(made.path)) as container:
        told = container.metadata["comment"]
    assert all(credit.source in told for credit in task.credits)

    film = made.probe()
    assert (film.width, film.height, film.fps) == (854, 480, 24)
    assert film.codecs == ("h264", "aac")
    assert abs(film.video_duration - 12) <= 12 * 0.2
    assert abs(film.video_duration - film.audio_duration) < 0.1
    gaps = {round(after - before, 4) for before, after in zip(film.times, film.times[1:], strict=False)}
    assert all(abs(gap - 1 / 24) < 0.002 for gap in gaps), "frame rate is not constant"
    assert made.video.size == made.path.stat().st_size
    assert abs(made.video.duration - film.video_duration) < 0.1

    types = [message.type.value for message in made.messages]
    assert types[0] == "connected"
    assert types[-1] == "task_completed"
    assert types.count("task_completed") == 1
    assert {"status_change", "progress_update", "shot_ready"} <= set(types)
    sequence = [message.seq for message in made.messages if message.seq is not None]
    assert sequence == sorted(set(sequence)), "out of order, or twice"
    progress = [m.data["progress"] for m in made.messages if m.type.value == "progress_update"]
    assert progress == sorted(progress)

    async with httpx.AsyncClient() as plain:
        subtitles = (await plain.get(made.video.captions["vtt"])).text
        thumbnail = await http.get(f"/tasks/{task.task_id}/thumbnail")
        picture = await plain.get(thumbnail.json()["url"])
        part = await plain.get(made.video.url, headers={"Range": "bytes=0-99"})
    assert subtitles.startswith("WEBVTT")
    said = re.sub(r"\W+", " ", " ".join(shot.narration for shot in task.shots)).lower().split()
    shown = [re.sub(r"\W+", " ", line) for line in subtitles.splitlines() if line and "-->" not in line]
    assert set(said) - set(" ".join(shown[1:]).lower().split()) == set()
    assert picture.headers["content-type"] == "image/jpeg"
    await shows_itself_without_playing(made, http)
    assert part.status_code == 206
    assert len(part.content) == 100


async def shows_itself_without_playing(made: Made, http: httpx.AsyncClient) -> None:
    """A poster, a moving preview, and a small picture of every second in a sheet that holds them all."""
    async with httpx.AsyncClient() as plain:
        poster = Image.open(io.BytesIO((await plain.get(made.video.poster or "")).content))
        preview = Image.open(io.BytesIO((await plain.get(made.video.preview or "")).content))
        cues = (await http.get(str(http.base_url.join(made.video.scrubbing or "")))).text
        told = re.findall(r"(\S+)#xywh=(\d+),(\d+),(\d+),(\d+)", cues)
        sheet = Image.open(io.BytesIO((await plain.get(told[0][0])).content))
    assert (poster.format, poster.size) == ("JPEG", (854, 480))
    assert preview.format == "WEBP"
    assert preview.size[0] / preview.size[1] == pytest.approx(854 / 480, abs=0.02)
    assert getattr(preview, "n_frames", 1) > 20
    places = [tuple(int(side) for side in place[1:]) for place in told]
    assert len(set(places)) == math.ceil(made.video.duration - 1e-6)
    tiles = [sheet.crop((left, top, left + width, top + height)) for left, top, width, height in places]
    assert all(tile.size == (192, 108) for tile in tiles)
    emptiest = min(ImageStat.Stat(tile.convert("L")).stddev[0] for tile in tiles)
    assert emptiest > 2, "a tile is empty, or beside the sheet"


async def test_history_is_complete_and_ordered(films: Films, http: httpx.AsyncClient) -> None:
    made = await films.make("Black holes", duration=4, shots=1)
    events = (await http.get(f"/tasks/{made.task.task_id}/events")).json()["items"]
    sequence = [event["seq"] for event in events]
    assert sequence == sorted(set(sequence))
    assert (events[0]["type"], events[0]["data"]["status"]) == ("status_change", "pending")
    assert events[-1]["type"] == "task_completed"
    assert sum(event["type"].startswith(("task_completed", "task_failed", "task_cancelled")) for event in events) == 1


async def test_delete_removes_the_task_and_its_media(films: Films, http: httpx.AsyncClient) -> None:
    made = await films.make("Coffee", duration=4, shots=1)
    assert (await http.delete(f"/tasks/{made.task.task_id}")).status_code == 204
    assert (await http.get(f"/tasks/{made.task.task_id}")).status_code == 404
    async with httpx.AsyncClient() as plain:
        assert (await plain.get(made.video.url)).status_code == 404
