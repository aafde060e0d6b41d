"""The port to models that write down what a recording says, and the one that speaks the OpenAI-compatible protocol."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from videoagent_contracts.errors import ErrorCode
from videoagent_contracts.film import Word
from videoagent_models.failures import failure, translate
from videoagent_models.limits import CallLimits
from videoagent_models.openai_server import NAME, OpenAiServer, OpenAiSettings, refused

if TYPE_CHECKING:
    from openai import AsyncOpenAI

T = TypeVar("T")
TRANSCRIPTION = "transcription"
"""Name under which its breaker is kept."""
_MOST_BYTES = 4_000_000


class TranscriptionSettings(OpenAiSettings):
    """Where recordings are transcribed. Without an address and a model's name nowhere."""

    usd_per_minute: float = Field(0.0, ge=0, description="price of a minute of sound, for the task's cost and budget")


@dataclass(frozen=True)
class Transcript:
    """What a recording says.

    Attributes:
        text: As written down.
        language: As the model names it, a code or an English name; None when it does not tell.
        words: With times from the recording's start; none when the model gives none.
        cost_usd: What it took.
    """

    text: str
    language: str | None
    words: tuple[Word, ...]
    cost_usd: float = 0.0


class Transcriber(Protocol):
    """Writes down what a recording says."""

    @property
    def limits(self) -> CallLimits:
        """What holds for one ``transcribe``."""
        ...

    def estimate(self, seconds: float) -> float:
        """Say what a recording of this length will cost, USD."""
        ...

    async def transcribe(self, sound: bytes, filename: str, seconds: float | None = None) -> Transcript:
        """Transcribe a sound file.

        Args:
            sound: The file.
            filename: Tells the server its format.
            seconds: Its length, for the cost; None: as the server tells it.

        Raises:
            ModelProviderException: As of ``TextModel.complete``.
        """
        ...

    async def close(self) -> None:
        """Close the connections that are kept for the next call. Idempotent."""
        ...


class _Word(BaseModel):
    model_config = ConfigDict(extra="ignore")
    word: str
    start: float
    end: float


class _Answer(BaseModel):
    model_config = ConfigDict(extra="ignore")
    text: str = ""
    duration: float = Field(0.0, ge=0, le=86_400)
    language: str | None = None
    words: list[_Word] = []


class OpenAiTranscriber:
    """Asks ``audio/transcriptions`` for ``verbose_json`` with word timestamps.

    Args:
        settings: Where, and what it costs.
        server: Another connection than one of its own.
    """

    def __init__(self, settings: TranscriptionSettings, server: OpenAiServer | None = None) -> None:
        self._settings = settings
        self._server = server or OpenAiServer(settings)

    @property
    def limits(self) -> CallLimits:
        """See ``Transcriber.limits``."""
        return self._settings

    def estimate(self, seconds: float) -> float:
        """See ``Transcriber.estimate``."""
        return seconds / 60 * self._settings.usd_per_minute

    async def transcribe(self, sound: bytes, filename: str, seconds: float | None = None) -> Transcript:
        """See ``Transcriber.transcribe``."""

        def call(client: "AsyncOpenAI") -> AbstractAsyncContextManager[Any]:
            return client.audio.transcriptions.with_streaming_response.create(
                model=self._settings.model or "",
                file=(filename, sound),
                response_format="verbose_json",
                timestamp_granularities=["word"],
            )

        try:
            raw = await self._in_time(lambda: self._server.receive(call, _MOST_BYTES))
            answer = _Answer.model_validate_json(raw)
        except ValidationError as error:
            detail = "the server's answer is no transcript"
            raise failure(NAME, detail, ErrorCode.PROVIDER_INVALID_OUTPUT, retryable=True) from error
        cost = self.estimate(answer.duration if seconds is None else seconds)
        return Transcript(answer.text.strip(), answer.language, _in_order(answer.words), cost)

    async def _in_time(self, work: Callable[[], Awaitable[T]]) -> T:
        import openai  # noqa: PLC0415 - only where it is used, see OpenAiServer

        try:
            async with asyncio.timeout(self._settings.timeout.total_seconds()):
                return await work()
        except TimeoutError as error:
            detail = "the transcription took too long"
            raise failure(NAME, detail, ErrorCode.PROVIDER_TIMEOUT, retryable=True) from error
        except openai.APIStatusError as error:
            if refused(error):
                detail = "the transcription was refused"
                raise failure(NAME, detail, ErrorCode.PROVIDER_REFUSED, retryable=False) from error
            raise translate(error, NAME) from error

    async def close(self) -> None:
        """Close the connections that are kept for the next call."""
        await self._server.close()


def _in_order(words: list[_Word]) -> tuple[Word, ...]:
    """Keep the words whose times rise; a model may tell any."""
    kept: list[Word] = []
    for word in words:
        if (kept[-1].end if kept else 0.0) <= word.start <= word.end:
            kept.append(Word(text=word.word.strip(), start=word.start, end=word.end))
    return tuple(kept)


def load_transcriber(settings: TranscriptionSettings) -> OpenAiTranscriber | None:
    """Return what was set up; None when nothing was."""
    return OpenAiTranscriber(settings) if settings.info("transcription").available else None
