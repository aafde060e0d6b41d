"""Voices of any server that speaks the OpenAI-compatible protocol."""

import re
from contextlib import AbstractAsyncContextManager
from typing import TYPE_CHECKING, Any

from videoagent_agent_voice.adapters.hosted import HostedVoice, Sound
from videoagent_agent_voice.domain import SpeechJob
from videoagent_agent_voice.settings import OpenAiVoiceSettings, VoiceSettings
from videoagent_contracts.errors import ErrorCode
from videoagent_contracts.steps import ProviderInfo
from videoagent_models.failures import failure, translate
from videoagent_models.limits import CallLimits
from videoagent_models.openai_server import NAME, OpenAiServer, refused
from videoagent_models.transcription import (
    TRANSCRIPTION,
    OpenAiTranscriber,
    Transcriber,
    TranscriptionSettings,
    load_transcriber,
)

if TYPE_CHECKING:
    from openai import AsyncOpenAI


_SPEEDS, _NO_SPEEDS = (0.25, 4.0), (1.0, 1.0)
_CHAT_MODEL = re.compile(r"\bgpt-")
"""Models that speak as they are told in words, and take no heed of a number for their speed."""


class OpenAiVoice(HostedVoice):
    """Speaks through ``audio/speech``; words are timed by ``audio/transcriptions`` where a model for it is set."""

    name = NAME

    def __init__(self, settings: OpenAiVoiceSettings, transcriber: Transcriber | None = None) -> None:
        self._settings = settings
        self._server = OpenAiServer(settings)
        own = self._own_transcriber()
        if own is not None:
            self.listener = f"{NAME} {TRANSCRIPTION}"
        super().__init__(settings, own or transcriber)

    def check(self) -> ProviderInfo:
        """Say whether an address and a model's name are set; the server itself is not asked."""
        return self.priced(self._settings.info("speech"))

    def _own_transcriber(self) -> Transcriber | None:
        model = self._settings.transcription_model
        if not model:
            return None
        around = {name: getattr(self._settings, name) for name in CallLimits.model_fields}
        wanted = TranscriptionSettings(
            model=model, usd_per_minute=self._settings.transcription_usd_per_minute, **around
        )
        return OpenAiTranscriber(wanted, self._server)

    @property
    def speeds(self) -> tuple[float, float]:
        """See ``HostedVoice.speeds``."""
        return _NO_SPEEDS if _CHAT_MODEL.search(self._settings.model or "") else _SPEEDS

    async def fetch(self, job: SpeechJob, voice: str) -> Sound:
        """See ``HostedVoice.fetch``."""
        body: dict[str, Any] = {
            "model": self._settings.model,
            "voice": voice,
            "input": job.text,
            "response_format": self._settings.response_format,
        }
        speed = self.own_speed(job)
        if speed != 1:
            body["speed"] = speed

        def speak(client: "AsyncOpenAI") -> AbstractAsyncContextManager[Any]:
            return client.audio.speech.with_streaming_response.create(**body)

        data = await self._receive(speak, self._settings.max_answer_bytes)
        if not data:
            raise self.invalid("the answer is empty")
        return Sound(data, f"speech.{self._settings.response_format}", speed)

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
        await super().close()


def create(settings: VoiceSettings) -> OpenAiVoice:
    """Entry point of ``videoagent.speech``."""
    return OpenAiVoice(settings.voice.openai, load_transcriber(settings.transcription))
