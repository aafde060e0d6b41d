"""Each option has an effect that can be seen in the file."""

import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import pytest
from av import open as open_media
from numpy.typing import NDArray
from tests.e2e.conftest import Films


def _loudness(path: Path, start: float = 0, end: float | None = None) -> float:
    """Root mean square of the sound track from ``start`` to ``end`` (s), full scale 1."""
    heard = _sound(path)[:, int(start * 48_000) : None if end is None else int(end * 48_000)]
    return float(np.sqrt(np.mean(np.square(heard))))


def _frame(path: Path, second: float) -> NDArray[np.uint8]:
    with open_media(str(path)) as container:
        for frame in container.decode(container.streams.video[0]):
            if float(frame.time or 0) >= second:
                return frame.to_ndarray(format="gray").astype(np.uint8)
    raise AssertionError(f"no frame at {second} s")


def _warmth(path: Path, second: float) -> float:
    """How much more red than green there is at ``second``, 0 to 255."""
    with open_media(str(path)) as container:
        for frame in container.decode(container.streams.video[0]):
            if float(frame.time or 0) >= second:
                red, green, _ = frame.to_ndarray(format="rgb24").reshape(-1, 3).mean(axis=0)
                return float(red - green)
    raise AssertionError(f"no frame at {second} s")


def _levels(path: Path) -> list[float]:
    """Mean grey of every frame, 0 to 255."""
    with open_media(str(path)) as container:
        return [float(frame.to_ndarray(format="gray").mean()) for frame in container.decode(container.streams.video[0])]


def _changes(path: Path) -> list[float]:
    """Mean difference of every frame from the one before it, 0 to 255."""
    with open_media(str(path)) as container:
        greys = [frame.to_ndarray(format="gray").astype(int) for frame in container.decode(container.streams.video[0])]
    return [float(np.abs(after - before).mean()) for before, after in pairwise(greys)]


def _sound(path: Path) -> NDArray[np.float64]:
    with open_media(str(path)) as container:
        blocks = [frame.to_ndarray() for frame in container.decode(container.streams.audio[0])]
    return np.concatenate(blocks, axis=1).astype(np.float64)


@pytest.mark.option("aspect_ratio")
@pytest.mark.parametrize(("aspect", "size"), [("9:16", (480, 854)), ("1:1", (480, 480))], ids=["portrait", "square"])
async def test_aspect_ratio(films: Films, aspect: str, size: tuple[int, int]) -> None:
    film = (await films.make("Volcanoes", aspect_ratio=aspect, duration=4, shots=1)).probe()
    assert (film.width, film.height) == size


@pytest.mark.option("resolution", "fps")
async def test_resolution_and_frame_rate(films: Films) -> None:
    film = (await films.make("The Moon", resolution="720p", fps=60, duration=4, shots=1)).probe()
    assert (film.width, film.height, film.fps) == (1280, 720, 60)
    assert np.diff(film.times) == pytest.approx(1 / 60, abs=1e-3), "frame rate is not constant"


@pytest.mark.option("script")
async def test_script_is_used_word_for_word(films: Films) -> None:
    script = "My grandmother kept three hives. She said that bees know when you lie, and I believed her."
    made = await films.make("My grandmother's bees", script=script, duration=10)
    assert " ".join(shot.narration for shot in made.task.shots if shot.narration).endswith(script)
    assert not made.task.credits or all(credit.what != "Text" for credit in made.task.credits)


@pytest.mark.option("scenes", "scenes.narration", "scenes.duration", "transition")
async def test_own_scenes_become_shots_one_to_one(films: Films) -> None:
    scenes = [
        {"narration": "First we walk.", "prompt": "a forest path", "duration": 3},
        {"narration": "Then we rest.", "prompt": "a lake at dusk"},
    ]
    made = await films.make("A walk", scenes=scenes, transition="cut", subtitles="off")
    spoken = [shot.narration for shot in made.task.shots if shot.narration]
    assert spoken == ["First we walk.", "Then we rest."]
    assert made.task.shots[0].duration == pytest.approx(3, abs=0.6)
    changes = sorted(_changes(made.path))
    assert changes[-1] > 4 * changes[-2], "it is no cut"


@pytest.mark.option("shots")
async def test_number_of_shots(films: Films) -> None:
    made = await films.make("The life of honeybees", shots=3, duration=9)
    assert len(made.task.shots) == 3


@pytest.mark.option("subtitles", "subtitle_style")
async def test_subtitles_soft_are_a_track_and_not_in_the_picture(films: Films) -> None:
    script = "One two three four five six seven eight nine ten eleven twelve."
    burned = await films.make("Counting", script=script, subtitles="burned", shots=1)
    soft = await films.make("Counting", script=script, subtitles="soft", shots=1)
    boxed = await films.make("Counting", script=script, subtitles="both", subtitle_style="boxed", shots=1)
    off = await films.make("Counting", script=script, subtitles="off", shots=1)
    assert burned.probe().subtitle_tracks == 0
    assert soft.probe().subtitle_tracks == boxed.probe().subtitle_tracks == 1
    assert off.probe().subtitle_tracks == 0
    assert off.video.captions == {}
    middle = off.probe().video_duration / 2
    clean = _frame(off.path, middle).astype(int)
    band = slice(int(clean.shape[0] * 0.75), None)
    assert np.abs(_frame(burned.path, middle).astype(int) - clean)[band].max() > 80
    assert np.abs(_frame(soft.path, middle).astype(int) - clean)[band].mean() < 3
    styled = np.abs(_frame(boxed.path, middle).astype(int) - _frame(burned.path, middle))[band]
    assert styled.max() > 80, "two styles of captions look alike"


@pytest.mark.option("music", "music_volume")
async def test_music_off_and_as_loud_as_asked_for(films: Films) -> None:
    wanted: dict[str, Any] = {
        "scenes": [{"narration": "One, two, three.", "prompt": "a quiet lake", "duration": 6}],
        "duration": None,
        "subtitles": "off",
    }
    loud = await films.make("A quiet lake", **wanted, music_volume=1)
    soft = await films.make("A quiet lake", **wanted, music_volume=0.2)
    without = await films.make("A quiet lake", **wanted, music="off")
    speech, bed = (0.5, 1.5), (3.0, 4.5)
    for film in (loud, soft, without):
        assert _loudness(film.path, *speech) > 0.02
    assert _loudness(without.path, *bed) < 0.001
    assert all(step.kind.value != "music" for step in without.task.steps)
    above = [_loudness(film.path, *bed) / _loudness(film.path, *speech) for film in (loud, soft)]
    assert 2 < above[0] / above[1] < 8, "five times the volume is about five times the amplitude, less what is limited"


@pytest.mark.option("transition", "sound_effects", "scenes.prompt")
async def test_transition_with_and_without_its_sound(films: Films) -> None:
    scenes = [{"narration": "One.", "prompt": "a quiet lake", "duration": 2}, {"prompt": "a desert", "duration": 2}]
    wanted: dict[str, Any] = {"scenes": scenes, "music": "off", "transition": "fade_black", "duration": None}
    heard = await films.make("Two places", **wanted, fps=25)
    silent = await films.make("Two places", **wanted, sound_effects=False, fps=30)
    assert (heard.probe().fps, silent.probe().fps) == (25, 30)
    assert _loudness(heard.path, 1.8, 2.6) > 0.002
    assert _loudness(silent.path, 1.8, 2.6) < 0.0005
    for film in (heard, silent):
        levels = _levels(film.path)
        assert min(levels) < 12, "it does not go through black"
        assert min(levels[0], levels[-1]) > 30
    lake, desert = _warmth(heard.path, 1), _warmth(heard.path, 3)
    assert desert > lake + 10, "both prompts look alike"


@pytest.mark.option("voice_speed")
async def test_voice_speed_changes_the_speech(films: Films) -> None:
    script = "The quick brown fox jumps over the lazy dog, and then it does so once again, for good measure."
    slow = await films.make("A fox", script=script, voice_speed=0.7, shots=1)
    fast = await films.make("A fox", script=script, voice_speed=1.6, shots=1)
    assert slow.probe().video_duration > fast.probe().video_duration * 1.3


@pytest.mark.option("seed")
async def test_same_seed_same_film_and_another_seed_another_film(films: Films) -> None:
    wanted: dict[str, Any] = {
        "scenes": [{"prompt": "rain over a city", "duration": 4}],
        "duration": None,
        "subtitles": "off",
    }
    first, second, other = [await films.make("Rain", **wanted, seed=seed) for seed in (5, 5, 6)]
    assert first.video.sha256 == second.video.sha256
    apart = np.abs(_frame(first.path, 2).astype(int) - _frame(other.path, 2))
    assert (apart > 24).mean() > 0.05, "both seeds give one picture"
    heard, otherwise = (_sound(film.path)[:, 48_000 : 3 * 48_000] for film in (first, other))
    likeness = np.corrcoef(heard[0], otherwise[0])[0, 1]
    assert np.abs(heard).max() > 0.01
    assert abs(likeness) < 0.5, "both seeds give one music"


@pytest.mark.option("review")
async def test_review_waits_for_approval(films: Films, http: httpx.AsyncClient) -> None:
    task_id = await films.start("Jazz", review=True, duration=4, shots=1)
    await films.until(task_id, lambda task: task.status.value == "awaiting_review")
    assert len((await http.get(f"/tasks/{task_id}/storyboard")).json()["shots"]) == 1
    assert (await http.post(f"/tasks/{task_id}/approve")).status_code == 200
    made = await films.finish(task_id)
    assert made.probe().frames > 0


async def test_unknown_option_is_warned_about_and_named(http: httpx.AsyncClient) -> None:
    answer = await http.post("/tasks", json={"topic": "Chess", "options": {"durration": 9, "review": True}})
    assert answer.status_code == 201
    assert any(re.search(r"durration.*duration", warning) for warning in answer.json()["warnings"])
    await http.post(f"/tasks/{answer.json()['task_id']}/cancel")
