"""What all voices from outside have in common: limits, price, and how their sound is finished."""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import ClassVar

import structlog

from videoagent_agent_voice.adapters.hosted_rendering import finish
from videoagent_agent_voice.domain import ANY_LANGUAGE, Mark, SpeechJob, Utterance
from videoagent_agent_voice.ports import Guarded
from videoagent_agent_voice.settings import HostedVoiceSettings
from videoagent_contracts.errors import ErrorCode, ModelProviderException
from videoagent_contracts.film import Word
from videoagent_contracts.steps import PriceUnit, ProviderInfo, VoiceInfo
from videoagent_models.failures import failure
from videoagent_models.limits import CallLimits
from videoagent_models.prices import each, per_million, priced
from videoagent_models.speaking import speaking_time
from videoagent_models.transcription import TRANSCRIPTION, Transcriber
from videoagent_runtime.agent import AgentContext

_SLOWEST, _SLOWEST_S = 1.5, 1.0
"""How much longer than planned a voice may speak: a factor, and s."""
log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Sound:
    """What a server sent: a sound file, and when what is said in it, as far as it knows.

    Attributes:
        data: Any format that ffmpeg reads.
        filename: Tells the format.
        speed: How fast it is spoken, 1 being the voice's own pace.
        marks: Times of characters; None when it does not tell.
    """

    data: bytes
    filename: str
    speed: float = 1.0
    marks: tuple[Mark, ...] | None = None


class HostedVoice(ABC):
    """A speech provider of which a subclass only makes the call.

    Args:
        settings: Its limits, voices and price.
        transcriber: Times the words where the provider does not.
    """

    name: ClassVar[str]
    listener: str = TRANSCRIPTION
    """Name under which the breaker of its transcriber is kept."""

    def __init__(self, settings: HostedVoiceSettings, transcriber: Transcriber | None = None) -> None:
        self._hosted = settings
        self._transcriber = transcriber
        self._guarded: Guarded | None = None

    @abstractmethod
    def check(self) -> ProviderInfo:
        """See ``SpeechModel.check``."""

    @abstractmethod
    async def fetch(self, job: SpeechJob, voice: str) -> Sound:
        """Have a text spoken; raises ModelProviderException."""

    async def close(self) -> None:
        """Close the connections that are kept for the next call; a subclass closes its own as well."""
        if self._transcriber is not None:
            await self._transcriber.close()

    @property
    @abstractmethod
    def speeds(self) -> tuple[float, float]:
        """The slowest and the fastest that the model speaks, as far as is known; settings may say otherwise."""

    def own_speed(self, job: SpeechJob) -> float:
        """Return how fast the service itself is to speak; what is missing, stretching the sound adds."""
        slowest, fastest = self._hosted.speeds or self.speeds
        return min(max(job.speed, slowest), fastest)

    @property
    def limits(self) -> CallLimits:
        """Around one narration."""
        return self._hosted

    @property
    def beside(self) -> Mapping[str, CallLimits]:
        """See ``Helped.beside``."""
        return {} if self._transcriber is None else {self.listener: self._transcriber.limits}

    def call_through(self, guarded: Guarded) -> None:
        """See ``Helped.call_through``."""
        self._guarded = guarded

    def priced(self, info: ProviderInfo, *, timed: bool = False) -> ProviderInfo:
        """Return what the provider tells of itself with its prices; one that is ``timed`` needs no transcription."""
        listening = 0.0 if self._transcriber is None or timed else self._transcriber.estimate(60)
        return priced(
            info,
            per_million(PriceUnit.CHARACTER, self._hosted.usd_per_million_characters),
            each(PriceUnit.MINUTE, listening),
        )

    def estimate(self, job: SpeechJob) -> float:
        """Price of the characters, USD, and of timing the words where nobody told their times."""
        if self._transcriber is None:
            return self._price(job)
        seconds = _SLOWEST_S + _SLOWEST * speaking_time(job.text, job.language, self.own_speed(job))
        return self._price(job) + self._transcriber.estimate(seconds)

    def _price(self, job: SpeechJob) -> float:
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
        heard, listening = await self._heard(sound)
        cost = self._price(job) + listening
        utterance: Utterance | None = await context.in_process(
            finish, job, source, path, sound.speed, sound.marks, heard, self.name, voice, cost
        )
        return utterance

    async def _heard(self, sound: Sound) -> tuple[tuple[Word, ...], float]:
        """Have the words heard where nobody told their times; return them with what that cost, USD."""
        if self._transcriber is None or sound.marks is not None:
            return (), 0.0
        listen = partial(self._transcriber.transcribe, sound.data, sound.filename)
        try:
            transcript = await (listen() if self._guarded is None else self._guarded(self.listener, listen))
        except ModelProviderException as error:  # the sound is paid for, and its times can be estimated
            log.warning("voice.words_estimated", provider=self.name, code=error.code, error=error.detail)
            return (), 0.0
        return transcript.words, transcript.cost_usd

    def invalid(self, detail: str) -> ModelProviderException:
        """Make the exception for an answer that cannot be used."""
        return failure(self.name, detail, ErrorCode.PROVIDER_INVALID_OUTPUT, retryable=True)
