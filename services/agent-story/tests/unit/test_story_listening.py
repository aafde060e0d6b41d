"""Voice-overs: whose words are told, and what happens when nobody can write them down."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from videoagent_agent_story.builtin import BuiltinWriter
from videoagent_agent_story.model_writer import ModelWriter
from videoagent_agent_story.ports import StoryWriter
from videoagent_agent_story.service import StoryAgent
from videoagent_contracts.artifacts import ArtifactRef
from videoagent_contracts.errors import AgentExecutionException, ErrorCode, ModelProviderException
from videoagent_contracts.film import Look, MediaItem, MediaKind, Story, StoryRequest, Word
from videoagent_contracts.options import SceneRequest
from videoagent_media import audio
from videoagent_models import guard
from videoagent_models.breaker import BreakerState
from videoagent_models.failures import failure
from videoagent_models.limits import CallLimits
from videoagent_models.providers import Registered
from videoagent_models.testing import Here
from videoagent_models.text import TextModel
from videoagent_models.text_models import word_providers
from videoagent_models.transcription import TRANSCRIPTION, Transcript
from videoagent_runtime.agent.purse import ReserveShortException
from videoagent_runtime.retry import Backoff

LENGTH_S = 3.0
HEARD = (Word(text="Die", start=0.1, end=0.3), Word(text="Bienen", start=0.3, end=0.9))
GERMAN = Transcript("Die Bienen fliegen. Dann schlafen sie.", "german", HEARD, cost_usd=0.02)


class Listener:
    """A transcriber that has heard what it is told to."""

    def __init__(self, answer: Transcript | ModelProviderException) -> None:
        self._answer = answer
        self.asked: list[tuple[bytes, str, float | None]] = []
        self.limits = CallLimits(tries=2, breaker_failures=3)

    def estimate(self, seconds: float) -> float:
        return seconds / 60

    async def transcribe(self, sound: bytes, filename: str, seconds: float | None = None) -> Transcript:
        self.asked.append((sound, filename, seconds))
        if isinstance(self._answer, ModelProviderException):
            raise self._answer
        return self._answer

    async def close(self) -> None:
        """Nothing is open."""


@pytest.fixture
def workdir(tmp_path: Path) -> Path:
    time = np.arange(round(LENGTH_S * audio.SAMPLE_RATE)) / audio.SAMPLE_RATE
    audio.write(tmp_path / "original.flac", (0.2 * np.sin(time * 1400)).astype(np.float32)[:, None])
    return tmp_path


async def told(workdir: Path, listener: Listener | None, budget_usd: float | None = None, **fields: Any) -> Story:
    agent = agent_with(workdir, listener)
    return await agent.run(asked(**fields), Here(budget_usd=budget_usd, workdir=workdir))


def asked(**fields: Any) -> StoryRequest:
    ref = ArtifactRef(bucket="b", key="uploads/u/1/original.flac", sha256="0" * 64, size=1, content_type="audio/flac")
    item = MediaItem(ref=ref, kind=MediaKind.AUDIO, duration=LENGTH_S)
    look = Look(language="en", style="cinematic")
    return StoryRequest(topic="Bees", look=look, recording=item, **fields)


def agent_with(workdir: Path, listener: Listener | None) -> StoryAgent:
    models: dict[str, Registered[TextModel]] = {}
    writers: dict[str, Registered[StoryWriter]] = word_providers(BuiltinWriter(workdir), models, ModelWriter)
    agent = StoryAgent(writers, listener)
    assert agent.announcement().transcribes is (listener is not None)
    return agent


def words(story: Story) -> str:
    return " ".join(beat.narration for beat in story.beats)


async def test_without_words_of_ones_own_what_was_heard_is_told_in_its_language(workdir: Path) -> None:
    listener = Listener(GERMAN)
    story = await told(workdir, listener)
    assert (words(story), story.language) == (GERMAN.text, "de")
    assert (story.heard, story.cost_usd) == (HEARD, 0.02)
    sound, filename, seconds = listener.asked[0]
    assert (filename, seconds) == ("voice-over.flac", LENGTH_S)
    assert sound.startswith(b"fLaC")
    assert len(sound) < 16_000 * 2 * LENGTH_S


async def test_own_words_are_kept_and_only_timed_by_what_was_heard(workdir: Path) -> None:
    story = await told(workdir, Listener(GERMAN), script="The bees fly. Then they sleep.")
    assert (words(story), story.language) == ("The bees fly. Then they sleep.", "en")
    assert story.heard == HEARD


async def test_own_words_do_without_a_model_and_with_one_that_fails(workdir: Path) -> None:
    scenes = (SceneRequest(narration="The bees fly."), SceneRequest(prompt="a hive"))
    story = await told(workdir, None, scenes=scenes)
    assert [beat.narration for beat in story.beats] == ["The bees fly.", ""]
    assert (story.heard, story.warnings) == ((), ())
    broken = failure("openai", "it broke", ErrorCode.PROVIDER_UNAVAILABLE, retryable=True)
    story = await told(workdir, Listener(broken), script="The bees fly.")
    assert "it broke" in story.warnings[0]
    story = await told(workdir, Listener(GERMAN), budget_usd=0.01, script="The bees fly.")
    assert "USD" in story.warnings[0]


async def test_a_fast_speaker_has_a_faster_pace(workdir: Path) -> None:
    slow, fast = [await told(workdir, None, script=script) for script in ("Bees fly far away.", "Bees fly. " * 12)]
    assert 0.5 <= slow.pace < fast.pace <= 3


@pytest.mark.parametrize(
    ("listener", "budget", "code"),
    [
        (None, None, ErrorCode.VALIDATION),
        (Listener(GERMAN), 0.01, ErrorCode.BUDGET_EXCEEDED),
        (Listener(Transcript("", None, ())), None, ErrorCode.VALIDATION),
    ],
    ids=["nobody listens", "too expensive", "nothing heard"],
)
async def test_without_any_words_it_fails_and_says_why(
    workdir: Path, listener: Listener | None, budget: float | None, code: ErrorCode
) -> None:
    with pytest.raises(AgentExecutionException, match="what the voice-over says is not known") as failed:
        await told(workdir, listener, budget)
    assert (failed.value.code, failed.value.retryable) == (code, False)


async def test_without_any_words_a_model_that_fails_is_tried_again(workdir: Path) -> None:
    busy = failure("openai", "busy", ErrorCode.PROVIDER_RATE_LIMITED, retryable=True, retry_after_s=7)
    with pytest.raises(ModelProviderException) as failed:
        await told(workdir, Listener(busy))
    assert failed.value.retry_after_s == 7


async def test_a_model_that_fails_is_tried_again_where_words_wait_and_then_rests(
    workdir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard, "_BACKOFF", Backoff(initial_s=0.001))
    broken = failure("openai", "it broke", ErrorCode.PROVIDER_UNAVAILABLE, retryable=True)
    listener = Listener(broken)
    agent = agent_with(workdir, listener)
    calls = []
    for _ in range(3):
        story = await agent.run(asked(script="The bees fly."), Here(workdir=workdir))
        assert words(story) == "The bees fly."
        calls.append(len(listener.asked))
    assert calls == [2, 3, 3], "two tries, then the third failure in a row opens the breaker"
    assert agent.providers.health.state(TRANSCRIPTION) is BreakerState.OPEN
    assert "left alone" in story.warnings[0]
    with pytest.raises(ModelProviderException) as failed:
        await agent.run(asked(), Here(workdir=workdir))
    assert failed.value.retryable
    assert failed.value.retry_after_s is not None


async def test_it_asks_for_its_price_and_what_it_cost_is_charged(workdir: Path) -> None:
    listener = Listener(GERMAN)
    agent = agent_with(workdir, listener)
    with pytest.raises(ReserveShortException) as asked_for:
        await agent.run(asked(script="The bees fly."), Here(budget_usd=1.0, reserved_usd=0.0, workdir=workdir))
    assert (asked_for.value.needs_usd, listener.asked) == (LENGTH_S / 60, [])
    here = Here(budget_usd=1.0, reserved_usd=LENGTH_S / 60, workdir=workdir)
    assert (await agent.run(asked(), here)).cost_usd == here.purse.charged_usd == 0.02
