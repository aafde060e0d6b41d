"""What a user's voice-over says, where a model can write it down."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

from videoagent_contracts.errors import AgentExecutionException, ErrorCode, ModelProviderException
from videoagent_contracts.film import MediaItem, StoryRequest, Word
from videoagent_media import audio
from videoagent_models.speaking import articulation_time
from videoagent_models.transcription import Transcriber, Transcript
from videoagent_models.workplace import Workplace

_RATE = 16_000
"""Hz; what models of speech listen to. Ten minutes are some 10 MB, under the 25 MB that servers usually take."""
_SPOKEN_SHARE = 0.8
"""Of a voice-over that is spoken; the rest is rests."""
_PLANNED = 0.7
"""Of what a shot's words take: it lasts longer when its part of the voice-over does, and is never cut short, so that
one which is planned too short ends up as long as it should be."""
_SLOWEST, _FASTEST = 0.5, 3.0
_LANGUAGES = {
    "english": "en", "spanish": "es", "french": "fr", "german": "de", "italian": "it", "portuguese": "pt",
    "dutch": "nl", "russian": "ru", "ukrainian": "uk", "polish": "pl", "chinese": "zh", "japanese": "ja",
    "korean": "ko", "arabic": "ar", "hebrew": "he", "hindi": "hi", "turkish": "tr", "vietnamese": "vi",
    "thai": "th", "indonesian": "id", "swedish": "sv", "danish": "da", "norwegian": "no", "finnish": "fi",
    "czech": "cs", "greek": "el", "hungarian": "hu", "romanian": "ro", "bengali": "bn", "tamil": "ta",
}  # fmt: skip


@dataclass(frozen=True)
class Listened:
    """A request with the words of its voice-over, as far as they are known.

    Attributes:
        request: As it was, or with the transcript as its script, in the language that was heard.
        heard: Words with their times; none where nobody listened.
        pace: To plan shots with, 1 being a voice's natural one.
        warnings: Why nobody listened who should have.
        cost_usd: What listening cost.
    """

    request: StoryRequest
    heard: tuple[Word, ...]
    pace: float
    warnings: tuple[str, ...] = ()
    cost_usd: float = 0.0


class Guarded(Protocol):
    """Calls behind the breaker that all replicas share, and pays; see ``Providers.call_beside``."""

    def __call__(
        self, price_usd: float, call: Callable[[], Awaitable[Transcript]], *, replaceable: bool
    ) -> Awaitable[Transcript]: ...


async def listen(
    request: StoryRequest,
    recording: MediaItem,
    transcriber: Transcriber | None,
    guarded: Guarded,
    context: Workplace,
) -> Listened:
    """Have a voice-over written down where that is possible.

    The user's own words are kept whatever is heard; the transcript then only tells their times, and does without when
    it fails.

    Raises:
        ReserveShortException: More has to be set aside for it.
        AgentExecutionException: Nobody knows its words (``validation_error``), or to hear them costs too much
            (``budget_exceeded``).
        ModelProviderException: The model failed, and there are no words of the user's own.
    """
    words = request.script or " ".join(scene.narration for scene in request.scenes or () if scene.narration)
    try:
        if transcriber is None:
            raise _refused("give its words as options.script; no transcription model is set up", ErrorCode.VALIDATION)
        price = transcriber.estimate(recording.duration)
        _afford(context, price)
        context.progress(0.1, "listening to the voice-over")
        source = await context.fetch(recording.ref)
        sound: bytes = await context.in_process(_for_models, source, context.workdir / "listening.flac")
        write_down = partial(transcriber.transcribe, sound, "voice-over.flac", recording.duration)
        transcript = await guarded(price, write_down, replaceable=bool(words))
    except (AgentExecutionException, ModelProviderException) as error:
        if not words:
            raise
        warnings = () if transcriber is None else (f"words are timed by the voice-over's rests alone: {error.detail}",)
        return Listened(request, (), _pace(words, request.look.language, recording), warnings)
    if not words:
        if not transcript.text or request.scenes is not None:
            raise _refused("no words were heard in it that could be shown", ErrorCode.VALIDATION)
        words = transcript.text
        language = _language(transcript.language) or request.look.language
        look = request.look.model_copy(update={"language": language})
        request = request.model_copy(update={"script": words, "look": look})
    pace = _pace(words, request.look.language, recording)
    return Listened(request, transcript.words, pace, cost_usd=transcript.cost_usd)


def _afford(context: Workplace, price_usd: float) -> None:
    """Find out before the voice-over is fetched and converted."""
    try:
        context.purse.afford("writing it down", price_usd)
    except AgentExecutionException as error:
        raise _refused(error.detail, error.code) from error


def _refused(why: str, code: ErrorCode) -> AgentExecutionException:
    return AgentExecutionException(f"what the voice-over says is not known: {why}", code=code, retryable=False)


def _for_models(source: Path, target: Path) -> bytes:
    audio.write(target, audio.read(source, _RATE, channels=1), _RATE)
    return target.read_bytes()


def _pace(words: str, language: str, recording: MediaItem) -> float:
    pace = articulation_time(words, language) / (_SPOKEN_SHARE * max(recording.duration, 0.1))
    return round(min(max(pace / _PLANNED, _SLOWEST), _FASTEST), 3)


def _language(told: str | None) -> str | None:
    """Read a language as models tell it: by its English name or by its code."""
    name = (told or "").strip().lower()
    return _LANGUAGES.get(name) or (name if name in _LANGUAGES.values() else None)
