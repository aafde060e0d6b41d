"""What both render benchmarks need: synthetic ingredients, and the agents' context without servers."""

import asyncio
import hashlib
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import cv2
import numpy as np

from videoagent_contracts.artifacts import ArtifactRef
from videoagent_contracts.film import Music, Picture, Speech, Word
from videoagent_media import audio, layers
from videoagent_runtime.agent import AgentContext
from videoagent_runtime.agent.worker_pool import WorkerPool

RATE = 48_000
NARRATION = "The river comes down from the glacier, crosses the valley and feeds the lake below the town"
WORDS = NARRATION.split(" ")


class Folder:
    """An object store that is a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    async def fetch(self, ref: ArtifactRef, into: Path) -> Path:
        del into
        return self.folder / ref.key

    async def store(self, path: Path, task_id: str, step_id: str, content_type: str) -> ArtifactRef:
        del task_id, step_id
        return await asyncio.to_thread(self.put, path, content_type)

    def put(self, path: Path, content_type: str) -> ArtifactRef:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        target = self.folder / f"{digest}{path.suffix}"
        shutil.copyfile(path, target)
        return ArtifactRef(
            bucket="bench", key=target.name, sha256=digest, size=target.stat().st_size, content_type=content_type
        )


def context(store: Folder, pool: WorkerPool, workdir: Path, step_id: str) -> AgentContext:
    """Make a context whose scratch folder is empty."""
    shutil.rmtree(workdir, ignore_errors=True)
    workdir.mkdir(parents=True)
    return AgentContext(
        task_id="bench",
        step_id=step_id,
        attempt=1,
        provider=None,
        extra_options={},
        user_id="bench",
        workdir=workdir,
        deadline=datetime.now(UTC) + timedelta(hours=1),
        artifacts=store,
        pool=pool,
    )


def drawn_picture(size: tuple[int, int], seed: int, *, weather: bool = False) -> layers.LayeredPicture:
    """Draw textured hills in five depths under a sky: edges, gradients and fine detail everywhere; in rain if asked."""
    canvas = layers.canvas_size(size)
    width, height = canvas
    random = np.random.default_rng(seed)
    fall = np.linspace(0, 1, height)[:, None]
    sky = np.empty((height, width, 4), np.uint8)
    for channel, (top, bottom) in enumerate(((70, 230), (110, 200), (190, 170))):
        sky[..., channel] = top + (bottom - top) * fall
    sky[..., 3] = 255
    sheets: list[layers.Layer | None] = [layers.Layer("sky", 0.0, 0, 0, sky)]
    columns = np.arange(width) / width
    for number, depth in enumerate((0.2, 0.4, 0.6, 0.8, 1.05)):
        wave = np.sin(columns * 6.3 * (number + 1) + random.uniform(0, 6)) * 0.05
        edge = height * (0.35 + 0.13 * number + wave + np.sin(columns * 60 + number) * 0.01)
        cover = np.clip(np.arange(height)[:, None] - edge + 0.5, 0, 1)
        noise = random.random((height // 6, width // 6)).astype(np.float32)
        texture = cv2.resize(noise, canvas, interpolation=cv2.INTER_CUBIC)
        colour = np.array([150 - 25 * number, 165 - 18 * number, 150 - 26 * number]) * (0.75 + 0.4 * texture[..., None])
        pixels = np.dstack([np.clip(colour, 0, 255) * cover[..., None], cover * 255]).round().astype(np.uint8)
        sheets.append(layers.crop(f"hill {number}", depth, pixels))
    if weather:
        sheets.append(_rain(canvas, random))
    return layers.LayeredPicture(tuple(sheet for sheet in sheets if sheet), size, canvas)


def _rain(canvas: tuple[int, int], random: np.random.Generator) -> layers.Layer:
    """Draw streaks all over the canvas that fall without an end."""
    streaks = np.zeros((canvas[1], canvas[0]), np.uint8)
    for x, y in random.integers(0, canvas, (900, 2)):
        cv2.line(streaks, (int(x), int(y)), (int(x) - 5, int(y) + 42), 90, 2, cv2.LINE_AA)
    falling = layers.Motion(velocity=(-110.0, 900.0), wrap=canvas)
    return layers.Layer("rain", 0.9, 0, 0, cv2.merge([streaks] * 4).astype(np.uint8), falling)


def stored_picture(store: Folder, folder: Path, picture: layers.LayeredPicture, *, layered: bool) -> Picture:
    """Store a picture as the image agent does."""
    flat, stack = folder / "picture.jpg", folder / "layers.zip"
    cv2.imwrite(str(flat), cv2.cvtColor(layers.flatten(picture), cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, 92])
    layers.write(stack, picture)
    return Picture(
        picture=store.put(flat, "image/jpeg"),
        layers=store.put(stack, "application/zip") if layered else None,
        width=picture.frame[0],
        height=picture.frame[1],
    )


def stored_speech(store: Folder, folder: Path, seconds: float, seed: int) -> Speech:
    """Store noise in the rhythm and level of speech, with word times."""
    time = np.arange(round(seconds * RATE)) / RATE
    noise = np.random.default_rng(seed).standard_normal(time.size)
    samples = 0.1 * noise * np.clip(np.sin(2 * np.pi * 3.3 * time) + 0.4, 0.02, 1)
    path = folder / "speech.flac"
    audio.write(path, np.clip(samples, -0.95, 0.95).astype(np.float32)[:, None])
    pace = seconds / len(WORDS)
    words = tuple(Word(text=word, start=n * pace, end=n * pace + pace * 0.9) for n, word in enumerate(WORDS))
    return Speech(audio=store.put(path, "audio/flac"), duration=seconds, words=words, voice="noise", language="en")


def stored_music(store: Folder, folder: Path, seconds: float) -> Music:
    """Store a quiet chord."""
    time = np.arange(round(seconds * RATE)) / RATE
    chord = sum(0.08 * np.sin(2 * np.pi * tone * time) for tone in (220.0, 277.2, 329.6))
    path = folder / "music.flac"
    audio.write(path, np.stack([chord, chord], axis=1).astype(np.float32))
    return Music(audio=store.put(path, "audio/flac"), duration=seconds)
