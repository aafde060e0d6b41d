"""Each option has an effect that can be seen in the file."""

import re
from typing import Any

import httpx
import numpy as np
import pytest
from tests.e2e.conftest import Films
from tests.seeing import RATE, changes, frame_at, greys, loudness, sound, tint, track_text


@pytest.mark.option("aspect_ratio")
@pytest.mark.parametrize(("aspect", "size"), [("9:16", (480, 854)), ("1:1", (480, 480))], ids=["portrait", "square"])
async def test_aspect_ratio(films: Films, aspect: str, size: tuple[int, int]) -> None:
    film = (await films.make("Volcanoes", aspect_ratio=aspect, duration=4, shots=1)).probe()
    assert (film.width, film.height) == size


@pytest.mark.option("script")
async def test_script_is_used_word_for_word(films: Films) -> None:
    script = "My grandmother kept three hives. She said that bees know when you lie, and I believed her."
    made = await films.make("My grandmother's bees", script=script, subtitles="soft", duration=10)
    assert " ".join(shot.narration for shot in made.task.shots if shot.narration).endswith(script)
    assert track_text(made.path).endswith(script)
    assert not made.task.credits or all(credit.what != "Text" for credit in made.task.credits)


@pytest.mark.option("scenes", "scenes.narration", "scenes.duration", "transition")
async def test_own_scenes_become_shots_one_to_one(films: Films) -> None:
    scenes = [
        {"narration": "First we walk.", "prompt": "a forest path", "duration": 3},
        {"narration": "Then we rest.", "prompt": "a lake at dusk"},
    ]
    made = await films.make("A walk", scenes=scenes, transition="cut", subtitles="soft")
    assert [shot.narration for shot in made.task.shots] == ["First we walk.", "Then we rest."]
    assert track_text(made.path) == "First we walk. Then we rest."
    changed = changes(made.path)
    cut = int(np.argmax(changed))
    assert changed[cut] > 4 * sorted(changed)[-2], "it is no cut"
    assert (cut + 1) / 24 == pytest.approx(3, abs=0.1)


@pytest.mark.option("shots", "style")
async def test_number_of_shots_in_a_style_of_ones_own_words(films: Films) -> None:
    wanted: dict[str, Any] = {"duration": 9, "transition": "cut", "subtitles": "off"}
    made = await films.make("The life of honeybees", style="as an architect would draw it", shots=3, **wanted)
    assert len(made.task.shots) == 3
    changed = sorted(changes(made.path))
    assert changed[-2] > 4 * changed[-3], "there are not three shots"
    red, _, blue = tint(made.path, 1.5)
    assert blue > red + 30, "it is no blueprint"


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
        assert loudness(film.path, *speech) > 0.02
    assert loudness(without.path, *bed) < 0.001
    assert all(step.kind.value != "music" for step in without.task.steps)
    above = [loudness(film.path, *bed) / loudness(film.path, *speech) for film in (loud, soft)]
    assert 2 < above[0] / above[1] < 8, "five times the volume is about five times the amplitude, less what is limited"


@pytest.mark.option("transition", "sound_effects", "scenes.prompt")
async def test_transition_with_and_without_its_sound(films: Films) -> None:
    scenes = [{"narration": "One.", "prompt": "a quiet lake", "duration": 2}, {"prompt": "a desert", "duration": 2}]
    wanted: dict[str, Any] = {"scenes": scenes, "music": "off", "transition": "fade_black", "duration": None}
    heard = await films.make("Two places", **wanted, fps=25)
    silent = await films.make("Two places", **wanted, sound_effects=False, fps=30)
    assert (heard.probe().fps, silent.probe().fps) == (25, 30)
    assert loudness(heard.path, 1.8, 2.6) > 0.002
    assert loudness(silent.path, 1.8, 2.6) < 0.0005
    for film in (heard, silent):
        levels = [float(grey.mean()) for grey in greys(film.path)]
        assert min(levels) < 12, "it does not go through black"
        assert min(levels[0], levels[-1]) > 30
    lake, desert = (red - green for red, green, _ in (tint(heard.path, 1), tint(heard.path, 3)))
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
    apart = np.abs(frame_at(first.path, 2).astype(int) - frame_at(other.path, 2))
    assert (apart > 24).mean() > 0.05, "both seeds give one picture"
    heard, otherwise = (sound(film.path)[:, RATE : 3 * RATE] for film in (first, other))
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
