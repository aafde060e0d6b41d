import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from videoagent_contracts.enums import SubtitleMode
from videoagent_contracts.film import Look, Picture, Shot, VideoRequest
from videoagent_media.ffmpeg import command
from videoagent_runtime.agent import AgentContext
from videoagent_runtime.agent.testing import FolderArtifacts, context_maker

STEP = "video:0"


@pytest.fixture
def artifacts(tmp_path: Path) -> FolderArtifacts:
    return FolderArtifacts(tmp_path / "objects")


@pytest.fixture
def make_context(tmp_path: Path, artifacts: FolderArtifacts) -> Callable[..., AgentContext]:
    return context_maker(STEP, tmp_path, artifacts)


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
