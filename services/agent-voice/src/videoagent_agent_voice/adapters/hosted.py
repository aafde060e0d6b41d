"""What all voices from outside have in common: limits, price, and how their sound is finished."""

import asyncio
from abc import ABC, abstractmethod
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from videoagent_agent_voice.adapters.hosted_rendering import finish
from videoagent_agent_voice.domain import ANY_LANGUAGE, Mark, SpeechJob, Utterance
from videoagent_agent_voice.estimated import Heard
from videoagent_agent_voice.settings import HostedVoiceSettings
from videoagent_contracts.errors import ErrorCode, ModelProviderException
from videoagent_contracts.steps import ProviderInfo, VoiceInfo
from videoagent_models.failures import failure
from videoagent_models.limits import CallLimits
from videoagent_runtime.agent import AgentContext


@dataclass(frozen=True)
class Sound:
    """What a server sent: a sound file, and when what is said in it, as far as it knows.

    Attributes:
        data: Any format that ffmpeg reads.
        marks: Times of characters; None when it does not tell.
        heard: Words and times of a transcription.
        cost_usd: Beside the price of the characters.
    """

    data: bytes
    marks: tuple[Mark, ...] | None = None
    heard: tuple[Heard, ...] = ()
    cost_usd: float = 0.0


class HostedVoice(ABC):
    """A speech provider of which a subclass only makes the call."""

    name: ClassVar[str]

    def __init__(self, settings: HostedVoiceSettings) -> None:
        self._hosted = settings

    @abstractmethod
    def check(self) -> ProviderInfo:
        """See ``SpeechModel.check``."""

    @abstractmethod
    async def fetch(self, job: SpeechJob, voice: str) -> Sound:
        """Have a text spoken; raises ModelProviderException."""

    @property
    def limits(self) -> CallLimits:
        """Around one narration."""
        return self._hosted

    def estimate(self, job: SpeechJob) -> float:
        """Price of the characters, USD."""
        return len(job.text) * self._hosted.usd_per_million_characters / 1e6

    def voices(self) -> tuple[VoiceInfo, ...]:
        """See ``SpeechModel.voices``."""
        names = dict.fromkeys((*self._hosted.voices, self._hosted.voice))
        return tuple(
            VoiceInfo(name=name, language=ANY_LANGUAGE, provider=self.name, description=self.name)
            for name in names
            if name
        )

    def speaks(self, language: str) -> bool:
        """Every language: these models are multilingual."""
        del language
        return True

    async def speak(self, job: SpeechJob, path: Path, context: AgentContext) -> Utterance | None:
        """See ``SpeechModel.speak``."""
        if len(job.text) > self._hosted.max_characters:
            detail = f"the narration is longer than the {self._hosted.max_characters} characters that it takes"
            raise failure(self.name, detail, ErrorCode.PROVIDER_UNAVAILABLE, retryable=False)
        voice = job.voice or self._hosted.voice
        context.progress(0.1, f"asking {self.name}")
        sound = await self.fetch(job, voice)
        source = path.with_suffix(".answer")
        await asyncio.to_thread(source.write_bytes, sound.data)
        cost = self.estimate(job) + sound.cost_usd
        utterance: Utterance | None = await context.in_process(
            finish, job, source, path, sound.marks, sound.heard, self.name, voice, cost
        )
        return utterance

    def invalid(self, detail: str) -> ModelProviderException:
        """Make the exception for an answer that cannot be used."""
        return failure(self.name, detail, ErrorCode.PROVIDER_INVALID_OUTPUT, retryable=True)
