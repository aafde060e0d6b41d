import asyncio
import hashlib
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import cv2
import numpy as np
import pytest

from videoagent_contracts.artifacts import ArtifactRef
from videoagent_contracts.enums import SubtitleMode
from videoagent_contracts.film import Look, Picture, Shot, VideoRequest
from videoagent_media.ffmpeg import command
from videoagent_runtime.agent import AgentContext
from videoagent_runtime.agent.worker_pool import WorkerPool

T = TypeVar("T")


class FolderArtifacts:
    """An object store that is a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()

    async def fetch(self, ref: ArtifactRef, into: Path) -> Path:
        del into
        return self.folder / ref.key

    async def store(self, path: Path, task_id: str, step_id: str, content_type: str) -> ArtifactRef:
        del task_id, step_id
        return self.put(path.read_bytes(), path.suffix, content_type)

    def put(self, data: bytes, suffix: str, content_type: str) -> ArtifactRef:
        digest = hashlib.sha256(data).hexdigest()
        (self.folder / f"{digest}{suffix}").write_bytes(data)
        return ArtifactRef(
            bucket="test", key=f"{digest}{suffix}", sha256=digest, size=len(data), content_type=content_type
        )


class InlinePool(WorkerPool):
    """Runs the function in a thread: no process has to start."""

    def __init__(self) -> None:
        super().__init__(1)

    async def run(self, function: Callable[..., T], *arguments: Any) -> T:
        return await asyncio.to_thread(function, *arguments)


@pytest.fixture
def artifacts(tmp_path: Path) -> FolderArtifacts:
    return FolderArtifacts(tmp_path / "objects")


@pytest.fixture
def make_context(tmp_path: Path, artifacts: FolderArtifacts) -> Callable[..., AgentContext]:
    made = 0

    def make(provider: str | None = None, pool: WorkerPool | None = None) -> AgentContext:
        nonlocal made
        made += 1
        workdir = tmp_path / f"it's work, {made}"
        workdir.mkdir()
        return AgentContext(
            task_id="task",
            step_id="video:0",
            attempt=1,
            provider=provider,
            extra_options={},
            user_id="user",
            workdir=workdir,
            deadline=datetime.now(UTC) + timedelta(minutes=5),
            artifacts=artifacts,
            pool=pool or InlinePool(),
        )

    return make


@pytest.fixture(scope="session")
def clip(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Half a second that goes from black to red."""
    path = tmp_path_factory.mktemp("clip") / "clip.mp4"
    source = ("-f", "lavfi", "-i", "color=red:size=160x90:rate=24:duration=0.5,fade=in:0:12")
    subprocess.run([*command(), *source, "-pix_fmt", "yuv420p", str(path)], check=True, timeout=60)
    return path.read_bytes()


@pytest.fixture
def scenery_request(artifacts: FolderArtifacts) -> Callable[..., VideoRequest]:
    def make(**shot: Any) -> VideoRequest:
        jpeg = cv2.imencode(".jpg", np.full((90, 160, 3), (200, 90, 20), np.uint8))[1].tobytes()
        picture = Picture(picture=artifacts.put(jpeg, ".jpg", "image/jpeg"), width=160, height=90)
        return VideoRequest(
            shot=Shot(**{"index": 0, "duration": 1.2, "prompt": "a kite over a lake", **shot}),
            look=Look(language="en", style="cinematic"),
            picture=picture,
            duration=1.2,
            width=160,
            height=90,
            fps=25,
            subtitles=SubtitleMode.OFF,
        )

    return make
