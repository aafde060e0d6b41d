"""Films made through the public API of the whole running system."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import av
import httpx
import pytest

from videoagent_client import VideoAgent
from videoagent_contracts.api import TaskDetailResponse, VideoDownloadResponse, WebSocketMessage
from videoagent_stack import StackInfo

AnswerT = TypeVar("AnswerT")
FILM_DEADLINE_S = 240.0
SMALL = {"resolution": "480p", "fps": 24, "duration": 6, "seed": 11}
"""Options of a film that is quick to make."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder drives the whole system."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.e2e)
            item.add_marker(pytest.mark.timeout(600))


@dataclass(frozen=True)
class Probe:
    """What lies in a film file. Durations in s."""

    width: int
    height: int
    fps: float
    frames: int
    video_duration: float
    audio_duration: float
    codecs: tuple[str, ...]
    subtitle_tracks: int
    times: tuple[float, ...] = field(repr=False, default=())


def probe(path: Path) -> Probe:
    """Decode the whole file and count."""
    with av.open(str(path)) as container:
        video, audio = container.streams.video[0], container.streams.audio[0]
        times = tuple(float(frame.time or 0) for frame in container.decode(video))
        codecs = tuple(stream.codec_context.name for stream in (video, audio))
        rate = float(video.average_rate or 0)
        width, height = video.width, video.height
        subtitles = len(container.streams.subtitles)
    with av.open(str(path)) as container:
        samples = sum(frame.samples for frame in container.decode(container.streams.audio[0]))
        sample_rate = container.streams.audio[0].rate
    return Probe(
        width=width,
        height=height,
        fps=rate,
        frames=len(times),
        video_duration=len(times) / rate,
        audio_duration=samples / sample_rate,
        codecs=codecs,
        subtitle_tracks=subtitles,
        times=times,
    )


@dataclass(frozen=True)
class Made:
    """A finished film and how it came into being."""

    task: TaskDetailResponse
    video: VideoDownloadResponse
    path: Path
    messages: tuple[WebSocketMessage, ...]

    def probe(self) -> Probe:
        return probe(self.path)


@dataclass(frozen=True)
class Films:
    """Makes films and waits for them, always to a deadline."""

    agent: VideoAgent
    folder: Path

    async def start(self, topic: str, *, style: str | None = None, **options: Any) -> str:
        created = await self.agent.create(topic, style=style, options={**SMALL, **options})
        return created.task_id

    async def watch_to_end(self, task_id: str) -> tuple[WebSocketMessage, ...]:
        async with asyncio.timeout(FILM_DEADLINE_S):
            return tuple([message async for message in self.agent.watch(task_id)])

    async def finish(self, task_id: str) -> Made:
        messages = await self.watch_to_end(task_id)
        task = await self.agent.get(task_id)
        assert task.status.value == "completed", (task.status, task.error)
        path = await self.agent.download(task_id, self.folder / f"{task_id}.mp4")
        return Made(task, await self.agent.video(task_id), path, messages)

    async def make(self, topic: str, *, style: str | None = None, **options: Any) -> Made:
        return await self.finish(await self.start(topic, style=style, **options))

    async def until(self, task_id: str, wanted: Callable[[TaskDetailResponse], bool]) -> TaskDetailResponse:
        """Poll a task until it is as wanted."""
        return await eventually(lambda: self.agent.get(task_id), wanted)


async def eventually(
    ask: Callable[[], Awaitable[AnswerT]], wanted: Callable[[AnswerT], bool], within_s: float = 120.0
) -> AnswerT:
    """Ask until the answer is as wanted, to a deadline."""
    deadline = time.monotonic() + within_s
    while True:
        answer = await ask()
        if wanted(answer):
            return answer
        assert time.monotonic() < deadline, f"not in {within_s} s; last answer: {answer}"
        await asyncio.sleep(0.1)


async def upload(http: httpx.AsyncClient, data: bytes, filename: str) -> dict[str, Any]:
    """Send a file as the documentation says, and wait until it has been examined."""
    invited = (await http.post("/media", json={"size": len(data), "filename": filename})).json()
    form = invited["upload"]
    async with httpx.AsyncClient() as store:
        sent = await store.post(form["url"], data=form["fields"], files={"file": data})
    assert sent.status_code == 204, sent.text
    seen = await eventually(lambda: http.get(f"/media/{invited['media_id']}"), lambda got: got.status_code == 200)
    return dict(seen.json())


@pytest.fixture
async def agent(stack: StackInfo) -> AsyncIterator[VideoAgent]:
    async with VideoAgent(stack.gateway_url) as client:
        yield client


@pytest.fixture
async def http(stack: StackInfo) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=f"{stack.gateway_url}/api/v1", timeout=30) as client:
        yield client


@pytest.fixture
def films(agent: VideoAgent, tmp_path: Path) -> Films:
    return Films(agent, tmp_path)
