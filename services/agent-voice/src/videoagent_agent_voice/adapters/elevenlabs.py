"""Voices of ElevenLabs, which tell when each character is spoken."""

import base64
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from videoagent_agent_voice.adapters.hosted import HostedVoice, Sound
from videoagent_agent_voice.domain import Mark, SpeechJob
from videoagent_agent_voice.settings import ElevenLabsSettings, VoiceSettings
from videoagent_contracts.steps import ProviderInfo
from videoagent_models.rest import RestApi
from videoagent_models.transcription import Transcriber, load_transcriber

NAME = "elevenlabs"
_SPEEDS = 0.7, 1.2
"""That the service takes."""
_WITHOUT_SPEED = ("eleven_v3",)
"""Beginnings of the names of models that a speed has no certain effect on."""


class _Alignment(BaseModel):
    model_config = ConfigDict(extra="ignore")
    characters: list[str]
    character_start_times_seconds: list[float]
    character_end_times_seconds: list[float]


class _Answer(BaseModel):
    model_config = ConfigDict(extra="ignore")
    audio_base64: str
    alignment: _Alignment | None = None


class ElevenLabsVoice(HostedVoice):
    """Speaks through ``text-to-speech/{voice}/with-timestamps``; voices are named by their ids."""

    name = NAME

    def __init__(self, settings: ElevenLabsSettings, transcriber: Transcriber | None = None) -> None:
        super().__init__(settings, transcriber)
        self._settings = settings
        key = settings.api_key.get_secret_value() if settings.api_key else ""
        self._api = RestApi(NAME, settings.base_url, {"xi-api-key": key}, mistakes=_mistake)

    def check(self) -> ProviderInfo:
        """Say whether a key and a voice are set; the service itself is not asked."""
        missing = [name for name in ("api_key", "voice") if not getattr(self._settings, name)]
        reason = f"without {' and '.join(missing)}" if missing else f"model {self._settings.model}"
        return self.priced(ProviderInfo(name=NAME, available=not missing, reason=reason, needs_key=True), timed=True)

    @property
    def speeds(self) -> tuple[float, float]:
        """See ``HostedVoice.speeds``."""
        return (1.0, 1.0) if self._settings.model.startswith(_WITHOUT_SPEED) else _SPEEDS

    async def fetch(self, job: SpeechJob, voice: str) -> Sound:
        """See ``HostedVoice.fetch``."""
        speed = self.own_speed(job)
        body: dict[str, Any] = {"text": job.text, "model_id": self._settings.model, "seed": job.seed % 2**32}
        if speed != 1:  # settings in a request take the place of those that the voice has in the account
            body["voice_settings"] = {"speed": speed}
        answer = await self._api.ask(
            "POST",
            f"/v1/text-to-speech/{voice}/with-timestamps",
            _Answer,
            self._settings.max_answer_bytes,
            params={"output_format": self._settings.output_format},
            json=body,
        )
        try:
            data = base64.b64decode(answer.audio_base64, validate=True)
        except ValueError as error:
            raise self.invalid("the answer holds no sound") from error
        filename = f"speech.{self._settings.output_format.partition('_')[0]}"
        return Sound(data, filename, speed, _marks(job.text, answer.alignment))

    async def close(self) -> None:
        """Close the connections that are kept for the next call."""
        await self._api.close()
        await super().close()


class _Detail(BaseModel):
    model_config = ConfigDict(extra="ignore")
    message: str = ""


class _Refusal(BaseModel):
    model_config = ConfigDict(extra="ignore")
    detail: _Detail = _Detail()


def _mistake(answer: bytes) -> str:
    """Say what the service says: a quota that is used up looks like a wrong key, but for its words."""
    try:
        return _Refusal.model_validate_json(answer).detail.message
    except ValidationError:
        return ""


def _marks(text: str, alignment: _Alignment | None) -> tuple[Mark, ...] | None:
    """Read the times of characters; None when they are not those of the text."""
    if alignment is None or "".join(alignment.characters) != text:
        return None
    marks: list[Mark] = []
    position = 0
    times = zip(
        alignment.characters,
        alignment.character_start_times_seconds,
        alignment.character_end_times_seconds,
        strict=False,
    )
    for character, start, end in times:
        if not character.isspace():
            marks.append(Mark(position, start, end))
        position += len(character)
    return tuple(marks)


def create(settings: VoiceSettings) -> ElevenLabsVoice:
    """Entry point of ``videoagent.speech``."""
    return ElevenLabsVoice(settings.voice.elevenlabs, load_transcriber(settings.transcription))
