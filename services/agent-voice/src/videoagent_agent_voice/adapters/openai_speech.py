"""Voices of any server that speaks the OpenAI-compatible protocol."""

from contextlib import AbstractAsyncContextManager
from typing import TYPE_CHECKING, Any

import structlog
from pydantic import BaseModel, ConfigDict, ValidationError

from videoagent_agent_voice.adapters.hosted import HostedVoice, Sound
from videoagent_agent_voice.domain import SpeechJob
from videoagent_agent_voice.estimated import Heard
from videoagent_agent_voice.settings import OpenAiVoiceSettings, VoiceSettings
from videoagent_contracts.errors import ErrorCode, ModelProviderException
from videoagent_contracts.steps import ProviderInfo
from videoagent_models.failures import failure, translate
from videoagent_models.openai_server import NAME, OpenAiServer, refused

if TYPE_CHECKING:
    from openai import AsyncOpenAI

_MOST_TRANSCRIPT_BYTES = 4_000_000
log = structlog.get_logger(__name__)


class _Word(BaseModel):
    model_config = ConfigDict(extra="ignore")
    word: str
    start: float
    end: float


class _Transcript(BaseModel):
    model_config = ConfigDict(extra="ignore")
    duration: float = 0.0
    words: list[_Word] = []


class OpenAiVoice(HostedVoice):
    """Speaks through ``audio/speech``; words are timed by ``audio/transcriptions`` where a model for it is set."""

    name = NAME

    def __init__(self, settings: OpenAiVoiceSettings) -> None:
        super().__init__(settings)
        self._settings = settings
        self._server = OpenAiServer(settings)

    def check(self) -> ProviderInfo:
        """Say whether an address and a model's name are set; the server itself is not asked."""
        return self._settings.info("speech")

    async def fetch(self, job: SpeechJob, voice: str) -> Sound:
        """See ``HostedVoice.fetch``."""
        body: dict[str, Any] = {
            "model": self._settings.model,
            "voice": voice,
            "input": job.text,
            "response_format": self._settings.response_format,
            "speed": job.speed,
        }

        def speak(client: "AsyncOpenAI") -> AbstractAsyncContextManager[Any]:
            return client.audio.speech.with_streaming_response.create(**body)

        data = await self._receive(speak, self._settings.max_answer_bytes)
        if not data:
            raise self.invalid("the answer is empty")
        if not self._settings.transcription_model:
            return Sound(data)
        try:
            transcript = await self._transcribed(data)
        except ModelProviderException as error:  # the sound is paid for, and its times can be estimated
            log.warning("voice.words_estimated", code=error.code, error=error.detail)
            return Sound(data)
        heard = tuple(Heard(word.word, word.start, word.end) for word in transcript.words)
        return Sound(data, heard=heard, cost_usd=transcript.duration / 60 * self._settings.transcription_usd_per_minute)

    async def _transcribed(self, data: bytes) -> _Transcript:
        def transcribe(client: "AsyncOpenAI") -> AbstractAsyncContextManager[Any]:
            return client.audio.transcriptions.with_streaming_response.create(
                model=self._settings.transcription_model or "",
                file=(f"speech.{self._settings.response_format}", data),
                response_format="verbose_json",
                timestamp_granularities=["word"],
            )

        try:
            return _Transcript.model_validate_json(await self._receive(transcribe, _MOST_TRANSCRIPT_BYTES))
        except ValidationError as error:
            raise self.invalid("the server's answer is no transcript") from error

    async def _receive(self, call: Any, limit: int) -> bytes:
        import openai  # noqa: PLC0415 - only where it is used, see OpenAiServer

        try:
            return await self._server.receive(call, limit)
        except openai.APIStatusError as error:
            if refused(error):
                detail = "the speech model refused the text"
                raise failure(NAME, detail, ErrorCode.PROVIDER_REFUSED, retryable=False) from error
            raise translate(error, NAME) from error

    async def close(self) -> None:
        """Close the connections that are kept for the next call."""
        await self._server.close()


def create(settings: VoiceSettings) -> OpenAiVoice:
    """Entry point of ``videoagent.speech``."""
    return OpenAiVoice(settings.voice.openai)
