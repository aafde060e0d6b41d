"""Each value of an option that has few of them is seen in the file: own pictures are plain, so that pixels tell."""

import asyncio
import io
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw
from tests.e2e.conftest import Films, Made, upload
from tests.seeing import RATE, Picture, clicks, frame_at, frames, greys, sound, track_text

from videoagent_contracts.enums import SubtitleStyle, Transition
from videoagent_media import audio

SIDES = (854, 480)
FPS = 24
PITCH = 440


def png(image: Image.Image) -> bytes:
    data = io.BytesIO()
    image.save(data, "PNG")
    return data.getvalue()


async def pictures(http: httpx.AsyncClient, *images: Image.Image) -> list[str]:
    """Upload pictures and return their references."""
    seen = await asyncio.gather(*(upload(http, png(each), "picture.png") for each in images))
    return [each["reference"] for each in seen]


async def all_made(films: Films, topic: str, wanted: dict[Any, dict[str, Any]]) -> dict[Any, Made]:
    """Make films side by side."""
    begun = {name: await films.start(topic, **options) for name, options in wanted.items()}
    return {name: await films.finish(task_id) for name, task_id in begun.items()}


@pytest.mark.option("resolution", "fps")
async def test_every_resolution_and_rate(films: Films, http: httpx.AsyncClient) -> None:
    """480p and 24 fps are those of other films."""
    stripes = Image.fromarray(np.tile(np.array([40, 40, 215, 215], np.uint8), (2160, 960)))
    (fine,) = await pictures(http, stripes)
    sizes = {"720p": (1280, 720, 60), "1080p": (1920, 1080, 50), "1440p": (2560, 1440, 25), "2160p": (3840, 2160, 30)}
    scenes = [{"media": fine, "duration": 1}]
    wanted = {
        name: {"scenes": scenes, "duration": None, "music": "off", "resolution": name, "fps": size[2]}
        for name, size in sizes.items()
    }
    for name, film in (await all_made(films, "Stripes", wanted)).items():
        found = film.probe()
        assert (found.width, found.height, found.fps, found.frames) == (*sizes[name], sizes[name][2])
        assert np.diff(found.times) == pytest.approx(1 / found.fps, abs=1e-3), "frame rate is not constant"
        if name == "2160p":
            assert frame_at(film.path, 0.5)[1000].std() > 30, "it was drawn smaller and made larger"


class Change:
    """How a dark picture with a bright disc in its middle gives way to a bright one."""

    def __init__(self, path: Path) -> None:
        self.greys = greys(path)
        self._dark, self._bright = (float(grey[:40].mean()) for grey in (self.greys[4], self.greys[-4]))
        alone = [min(np.abs(self.profile(number) - one).max() for one in (0, 1)) for number in range(len(self.greys))]
        self.mixed = [number for number, apart in enumerate(alone) if apart > 0.03]
        """Numbers of the frames that are neither of the one picture nor of the other."""

    def profile(self, number: int) -> NDArray[np.float64]:
        """Return how much of the bright picture there is in each column above the disc, 0 to 1."""
        columns: NDArray[np.float64] = self.greys[number][:40].mean(axis=0)
        return (columns - self._dark) / (self._bright - self._dark)

    def disc(self, number: int) -> int:
        """Return the width of the disc, px."""
        row = self.greys[number][238:242].mean(axis=0)
        return int((row > (row.min() + row.max()) / 2).sum())

    @property
    def looks_like(self) -> Transition | None:
        if not self.mixed:
            return Transition.CUT
        profiles = [self.profile(number) for number in self.mixed]
        if min(profile.max() for profile in profiles) < -0.1:
            return Transition.FADE_BLACK
        middle = len(profiles) // 2 - 1
        left, right, between = _sides(profiles[middle])
        if between == len(profiles[middle]):
            grown = self.disc(self.mixed[middle]) / self.disc(self.mixed[0] - 1)
            return Transition.ZOOM if grown > 1.04 else Transition.CROSSFADE
        if left > 0.9 > 0.1 > right and 30 < between < 150:
            return Transition.WIPE
        return Transition.SLIDE if left < 0.1 < 0.9 < right and between < 12 else None


def _sides(profile: NDArray[np.float64]) -> tuple[float, float, int]:
    """Return how bright it is at the left and at the right, and in how many columns it is neither dark nor bright."""
    return profile[:60].mean(), profile[-60:].mean(), int((np.abs(profile - 0.5) < 0.35).sum())


@pytest.mark.option("transition", "scenes.media", "scenes.duration")
async def test_every_transition(films: Films, http: httpx.AsyncClient, tmp_path: Path) -> None:
    """It looks as it is called, keeps the rate, and does not click in the sound."""
    disc, plain = Image.new("RGB", SIDES, (50, 50, 60)), Image.new("RGB", SIDES, (220, 220, 200))
    ImageDraw.Draw(disc).ellipse((307, 120, 547, 360), (220, 220, 200))
    scenes = [{"media": reference, "duration": 1} for reference in await pictures(http, disc, plain)]
    hum = 0.3 * np.sin(2 * np.pi * PITCH * np.arange(8 * RATE) / RATE)
    audio.write(tmp_path / "hum.flac", hum.astype(np.float32)[:, None])
    music = (await upload(http, (tmp_path / "hum.flac").read_bytes(), "hum.flac"))["reference"]
    same: dict[str, Any] = {"scenes": scenes, "duration": None, "music": music, "sound_effects": False}
    made = await all_made(films, "Two pictures", {name: same | {"transition": name.value} for name in Transition})
    for name, film in made.items():
        change, found = Change(film.path), film.probe()
        assert change.looks_like is (Transition.CROSSFADE if name is Transition.AUTO else name)
        assert np.diff(found.times) == pytest.approx(1 / FPS, abs=1e-3)
        assert found.audio_duration == pytest.approx(found.video_duration, abs=0.025)
        left = clicks(sound(film.path)[0], PITCH)
        usual = np.quantile(left[RATE // 4 : -RATE // 2], 0.999)
        cut = int(np.argmax(np.diff([grey.mean() for grey in change.greys]))) + 1
        for number in (change.mixed[0], change.mixed[-1] + 1) if change.mixed else (cut,):
            seam = round(number / FPS * RATE)
            assert left[seam - RATE // 20 : seam + RATE // 20].max() < 4 * usual, f"{name} clicks"


class Lettering:
    """What a film's captions left on plain grey, all frames taken together."""

    def __init__(self, path: Path) -> None:
        shown = [frame.to_ndarray(format="rgb24") for frame in frames(path)]
        brightest, darkest = np.max(shown, axis=0).astype(int), np.min(shown, axis=0).astype(int)
        self.white: Picture = brightest.min(axis=2) > 200
        self.amber = int((np.max([each[..., 0].astype(int) - each[..., 2] for each in shown], axis=0) > 70).sum())
        self._inked = self.white | (darkest.max(axis=2) < 75)

    @property
    def height(self) -> int:
        rows = np.flatnonzero(self.white.any(axis=1))
        return int(rows[-1] - rows[0] + 1) if rows.size else 0

    @property
    def bottom(self) -> int:
        return int(np.flatnonzero(self.white.any(axis=1))[-1])

    @property
    def filled(self) -> float:
        """Share of the smallest rectangle around it that is light or dark."""
        rows, columns = np.flatnonzero(self._inked.any(axis=1)), np.flatnonzero(self._inked.any(axis=0))
        return float(self._inked[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1].mean())


@pytest.mark.option("subtitles", "subtitle_style")
async def test_every_style_and_way_of_captions(films: Films, http: httpx.AsyncClient) -> None:
    words = "One two three four five six."
    (grey,) = await pictures(http, Image.new("RGB", SIDES, (128, 128, 128)))
    same: dict[str, Any] = {"scenes": [{"narration": words, "media": grey}], "duration": None, "music": "off"}
    wanted = {style: same | {"subtitles": "burned", "subtitle_style": style.value} for style in SubtitleStyle}
    wanted[SubtitleStyle.BOXED] |= {"subtitles": "both"}
    made = await all_made(films, "Counting", wanted | {mode: same | {"subtitles": mode} for mode in ("soft", "off")})
    assert {name: film.probe().subtitle_tracks for name, film in made.items()} == dict.fromkeys(made, 0) | {
        SubtitleStyle.BOXED: 1,
        "soft": 1,
    }
    assert track_text(made["soft"].path) == track_text(made[SubtitleStyle.BOXED].path) == words
    assert made["off"].video.captions == {}
    look = {name: Lettering(film.path) for name, film in made.items()}
    assert not look["soft"].white.any()
    assert not look["off"].white.any()
    classic = look[SubtitleStyle.CLASSIC]
    assert classic.height > 12
    assert look[SubtitleStyle.BOLD].height > 1.3 * classic.height
    assert 0 < look[SubtitleStyle.MINIMAL].height < 0.85 * classic.height
    assert look[SubtitleStyle.MINIMAL].bottom > classic.bottom
    assert [style for style in SubtitleStyle if look[style].filled > 0.88] == [SubtitleStyle.BOXED]
    assert [style for style in SubtitleStyle if look[style].amber > 50] == [SubtitleStyle.KARAOKE]
