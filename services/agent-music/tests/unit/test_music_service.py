import subprocess
from pathlib import Path
from typing import cast

import numpy as np
import pytest

from videoagent_agent_music.own_music import conforming
from videoagent_agent_music.ports import MusicModel
from videoagent_agent_music.service import MusicAgent
from videoagent_contracts.artifacts import ArtifactRef
from videoagent_contracts.errors import ErrorCode, ModelProviderException, VideoProcessingException
from videoagent_contracts.film import Credit, MusicBrief, MusicRequest
from videoagent_contracts.steps import ProviderInfo
from videoagent_media import audio
from videoagent_media.ffmpeg import command
from videoagent_models.providers import Registered, register
from videoagent_models.testing import Here
from videoagent_runtime.agent import AgentContext


class PretendedMusic:
    name = "builtin"
    credits = (Credit(what="Music", source="an orchestra", licence="MIT"),)

    def check(self) -> ProviderInfo:
        return ProviderInfo(name=self.name, available=True)

    async def compose(
        self, brief: MusicBrief, duration: float, seed: int, path: Path, context: AgentContext
    ) -> tuple[float, tuple[str, ...]]:
        path.write_text(f"{brief.mood} {seed}")
        return duration + 0.1, ("a warning",)


def context(folder: Path, provider: str | None = None) -> AgentContext:
    async def store(path: Path, content_type: str) -> ArtifactRef:
        return ArtifactRef(
            bucket="b", key=path.name, sha256="0" * 64, size=path.stat().st_size, content_type=content_type
        )

    here = Here(provider)
    here.__dict__.update(workdir=folder, store=store)
    return cast(AgentContext, here)


@pytest.fixture
def agent() -> MusicAgent:
    builtin: Registered[MusicModel] = register("builtin", PretendedMusic)
    return MusicAgent({"builtin": builtin}, ["builtin"])


async def test_it_answers_with_a_stored_file_of_at_least_the_length(agent: MusicAgent, tmp_path: Path) -> None:
    music = await agent.run(MusicRequest(duration=30, seed=4), context(tmp_path))
    assert music.duration >= 30
    assert music.audio.content_type == "audio/flac"
    assert music.provider == "builtin"
    assert music.warnings == ("a warning",)


async def test_own_music_that_is_not_there_is_refused_for_good(agent: MusicAgent, tmp_path: Path) -> None:
    with pytest.raises(VideoProcessingException) as caught:
        await agent.run(MusicRequest(duration=30, media="media:song"), context(tmp_path))
    assert caught.value.code is ErrorCode.MEDIA_INVALID
    assert not caught.value.retryable


def test_own_music_is_as_long_as_wanted_and_begins_anew(tmp_path: Path) -> None:
    """One second of a tone that grows, wanted for two and a half."""
    time = np.arange(44_100) / 44_100
    audio.write(tmp_path / "song.flac", (time * np.sin(2 * np.pi * 440 * time)).astype(np.float32)[:, None], 44_100)
    target = tmp_path / "music.flac"
    subprocess.run(conforming(tmp_path / "song.flac", 2.5, target), check=True, capture_output=True, timeout=60)
    heard = audio.read(target)
    assert heard.shape == (120_000, 2)
    assert np.abs(heard[45_000:47_000]).max() > 0.6
    assert np.abs(heard[48_500:50_000]).max() < 0.1


@pytest.mark.parametrize("name", ["song.mp3", "song.3gp"])
def test_coded_music_that_begins_anew_is_as_long_as_wanted_too(tmp_path: Path, name: str) -> None:
    """Its clock has gaps where it returns to its beginning; twelve of them here."""
    tone = ("-f", "lavfi", "-i", "sine=frequency=440:duration=0.5", "-ar", "8000")
    subprocess.run([*command(), *tone, str(tmp_path / name)], check=True, capture_output=True, timeout=60)
    subprocess.run(conforming(tmp_path / name, 6.0, tmp_path / "music.flac"), check=True, timeout=60)
    assert audio.read(tmp_path / "music.flac").shape == (288_000, 2)


async def test_an_unknown_provider_is_refused(agent: MusicAgent, tmp_path: Path) -> None:
    with pytest.raises(ModelProviderException):
        await agent.run(MusicRequest(duration=30), context(tmp_path, "nobody"))


def test_it_announces_itself(agent: MusicAgent) -> None:
    assert [info.name for info in agent.announcement().providers] == ["builtin"]
    assert agent.announcement().knowledge
