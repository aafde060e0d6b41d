"""A user's own picture, clip and music in a film."""

import io
import re
import subprocess
from pathlib import Path
from typing import Any

import av
import httpx
import numpy as np
import pytest
from PIL import Image
from tests.e2e.conftest import Films, upload

from videoagent_client import VideoAgent
from videoagent_media import audio
from videoagent_media.ffmpeg import command


def made(folder: Path, name: str, *arguments: str) -> bytes:
    subprocess.run([*command(), *arguments, str(folder / name)], check=True, capture_output=True, timeout=60)
    return (folder / name).read_bytes()


@pytest.mark.option("scenes.media", "music")
async def test_own_picture_clip_and_music_are_in_the_film(
    films: Films, http: httpx.AsyncClient, agent: VideoAgent, tmp_path: Path
) -> None:
    photo = io.BytesIO()
    Image.new("RGB", (600, 800), (200, 30, 30)).save(photo, "PNG")
    inputs = ("color=c=0x20b020:s=320x240:r=15:d=1", "sine=frequency=1500:duration=1")
    sources = [part for each in inputs for part in ("-f", "lavfi", "-i", each)]
    clip = made(tmp_path, "clip.mp4", *sources, "-pix_fmt", "yuv420p")
    made(tmp_path, "song.mp3", "-f", "lavfi", "-i", "sine=frequency=660:duration=2")
    picture, moving = [
        await upload(http, data, name) for data, name in ((photo.getvalue(), "garden.png"), (clip, "clip.mp4"))
    ]
    music = await agent.upload(tmp_path / "song.mp3")  # as the documentation says, and as the client does it
    assert [picture["kind"], moving["kind"], music.kind] == ["image", "video", "audio"]
    scenes = [
        {"media": picture["reference"], "duration": 2},
        {"media": moving["reference"], "duration": 2},
    ]
    film = await films.make("Our garden", scenes=scenes, music=music.reference, duration=None, transition="cut")
    with av.open(str(film.path)) as container:
        frames = [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]
    middles = [frames[at][100:380, 320:530].reshape(-1, 3).mean(axis=0) for at in (24, len(frames) - 24)]
    assert middles[0] == pytest.approx((200, 30, 30), abs=25)
    assert middles[1] == pytest.approx((32, 176, 32), abs=25)
    with av.open(str(film.path)) as container:
        sound = np.concatenate([frame.to_ndarray()[0] for frame in container.decode(audio=0)])[48_000:144_000]
    spectrum, bins = np.abs(np.fft.rfft(sound)), len(sound) / 48_000  # bins: of one Hz
    assert int(spectrum.argmax()) / bins == pytest.approx(660, abs=3)
    of_the_clip = spectrum[round(1490 * bins) : round(1510 * bins)].max()
    assert of_the_clip < spectrum.max() / 100, "a clip's own sound is not used"


@pytest.mark.option("voice")
async def test_a_voice_over_is_heard_in_the_place_of_a_voice_and_shots_follow_its_words(
    films: Films, http: httpx.AsyncClient, tmp_path: Path
) -> None:
    sentences = ["Seven bees are in the garden.", "One of them, the oldest, has found the roses.", "It is evening."]
    random = np.random.default_rng(1)
    lengths, rate = (1.6, 2.4, 0.8), 48_000
    parts = [part for length in lengths for part in (random.normal(0, 0.1, round(length * rate)), np.zeros(rate))]
    audio.write(tmp_path / "me.wav", np.concatenate(parts).astype(np.float32)[:, None])
    mine = await upload(http, (tmp_path / "me.wav").read_bytes(), "me.wav")
    scenes = [{"narration": sentence, "prompt": "a garden"} for sentence in sentences]
    wanted: dict[str, Any] = {"scenes": scenes, "duration": None, "music": "off", "subtitles": "soft"}
    film = await films.make("Our garden", voice=mine["reference"], transition="cut", **wanted)
    assert {step.provider for step in film.task.steps if step.kind.value == "voice"} == {"own media"}
    async with httpx.AsyncClient() as plain:
        captions = (await plain.get(film.video.captions["srt"])).text
    shown = [float(seconds) + int(ms) / 1000 for seconds, ms in re.findall(r"00:00:(\d\d),(\d{3}) -->", captions)]
    with av.open(str(film.path)) as container:
        sound = np.concatenate([frame.to_ndarray()[0] for frame in container.decode(audio=0)])
    loud = np.abs(sound[: len(sound) // 480 * 480]).reshape(-1, 480).max(axis=1) > 0.05
    heard = np.flatnonzero(np.diff(loud.astype(int)) == 1) / 100
    begun = [time for time, before in zip(heard, (-1, *heard), strict=False) if time - before > 0.4]
    assert len(begun) == 3
    assert [min(abs(time - each) for each in shown) for time in begun] == pytest.approx([0, 0, 0], abs=0.15)
    assert [shot.duration for shot in film.task.shots] == pytest.approx([length + 0.7 for length in lengths], abs=0.6)


async def test_what_is_no_media_is_refused_with_its_reason(http: httpx.AsyncClient) -> None:
    seen = await upload(http, b"#EXTM3U\n#EXTINF:2,\nhttp://127.0.0.1:1/x\n", "film.mp4")
    assert seen["state"] == "refused"
    assert "neither a picture" in seen["detail"]
    task = {"topic": "Our garden", "options": {"scenes": [{"media": seen["reference"]}]}}
    answer = await http.post("/tasks", json=task)
    assert answer.status_code == 422
    assert "neither a picture" in answer.json()["errors"][0]["message"]
