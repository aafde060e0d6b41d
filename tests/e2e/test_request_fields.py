"""One film shows what its request asked for beside the options that have films of their own."""

from pathlib import Path
from typing import Any

import av
import httpx
import numpy as np
import pytest
from tests.e2e.conftest import SMALL, Films, eventually

RATE = 48_000
DEEP = (70.0, 150.0)
"""Hz, of a man's voice."""


def pitch(path: Path) -> float:
    """Median pitch of what is spoken, in Hz: the strongest period of every voiced stretch of 60 ms."""
    with av.open(str(path)) as container:
        heard = np.concatenate([frame.to_ndarray().mean(axis=0) for frame in container.decode(audio=0)])
    width = round(0.06 * RATE)
    stretches = heard[: len(heard) // width * width].reshape(-1, width)
    loud = np.sqrt((stretches**2).mean(axis=1))
    found = []
    for stretch in stretches[loud > 0.3 * loud.max()]:
        spectrum = np.fft.rfft(stretch, 2 * width)
        likeness = np.fft.irfft(np.abs(spectrum) ** 2)[:width]
        shortest = RATE // 400
        period = shortest + int(likeness[shortest : RATE // 60].argmax())
        if likeness[period] > 0.5 * likeness[0]:
            found.append(RATE / period)
    return float(np.median(found))


def colourfulness(path: Path) -> float:
    """Mean distance of the picture's colours from grey, 0 to 255, in the film's middle."""
    with av.open(str(path)) as container:
        frames = [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]
    middle = frames[len(frames) // 2].astype(int)
    return float((middle.max(axis=2) - middle.min(axis=2)).mean())


def tracks(path: Path) -> set[str]:
    """Languages of the film's sound and captions."""
    with av.open(str(path)) as container:
        return {stream.language or "" for stream in (*container.streams.audio, *container.streams.subtitles)}


@pytest.mark.option("style", "priority", "metadata", "webhook_url", "webhook_events", "language")
async def test_a_film_keeps_to_its_request(films: Films, http: httpx.AsyncClient) -> None:
    body: dict[str, Any] = {
        "topic": "Jazz",
        "style": "noir",
        "priority": "high",
        "metadata": {"order": "7"},
        "webhook_url": "https://video.example/hook",
        "webhook_events": ["task.completed"],
        "options": SMALL | {"language": "de", "subtitles": "soft", "music": "off", "duration": 4, "shots": 1},
    }
    created = await http.post("/tasks", json=body)
    assert created.status_code == 201, created.text
    made = await films.finish(created.json()["task_id"])
    task = made.task
    assert (task.style, task.priority.value, task.metadata) == ("noir", "high", {"order": "7"})
    assert colourfulness(made.path) < 12
    assert task.language == "de"
    assert tracks(made.path) == {"deu"}
    deliveries = await eventually(
        lambda: http.get(f"/tasks/{task.task_id}/deliveries"), lambda answer: bool(answer.json()["items"])
    )
    told = deliveries.json()["items"]
    assert {(each["event"], each["url_host"]) for each in told} == {("task.completed", "video.example")}


@pytest.mark.option("providers", "voice")
async def test_another_provider_or_voice_than_english_has_by_itself(films: Films) -> None:
    wanted: dict[str, Any] = {"duration": 4, "shots": 1, "music": "off", "subtitles": "off"}
    usual = await films.make("Jazz", **wanted)
    provided = await films.make("Jazz", **wanted, providers={"voice": "espeak-ng"})
    spoken = await films.make("Jazz", **wanted, voice="en-gb-scotland")
    by = [next(step.provider for step in film.task.steps if step.kind.value == "voice") for film in (usual, provided)]
    assert by[1] == "espeak-ng" != by[0]
    assert usual.task.shots[0].narration == provided.task.shots[0].narration == spoken.task.shots[0].narration
    assert pitch(usual.path) > DEEP[1], "a woman speaks"
    for film in (provided, spoken):
        assert DEEP[0] < pitch(film.path) < DEEP[1], "a man speaks"
    assert spoken.video.sha256 != provided.video.sha256, "it is the provider's usual voice"
