"""Voices of Azure AI Speech, through its REST interface."""

from xml.sax.saxutils import escape, quoteattr

from videoagent_agent_voice.adapters.hosted import HostedVoice, Sound
from videoagent_agent_voice.domain import SpeechJob
from videoagent_agent_voice.settings import AzureVoiceSettings, VoiceSettings
from videoagent_contracts.steps import ProviderInfo
from videoagent_models.rest import RestApi
from videoagent_models.transcription import Transcriber, load_transcriber

NAME = "azure"
_FORMAT = "riff-48khz-16bit-mono-pcm"

_SPEEDS = 0.5, 2.0
"""That the service takes."""
_REGIONS = {
    "ar": "eg", "bn": "in", "ca": "es", "cs": "cz", "da": "dk", "el": "gr", "en": "us", "et": "ee", "fa": "ir",
    "fil": "ph", "ga": "ie", "gu": "in", "he": "il", "hi": "in", "ja": "jp", "kk": "kz", "kn": "in", "ko": "kr",
    "ml": "in", "mr": "in", "ms": "my", "nb": "no", "sl": "si", "sq": "al", "sr": "rs", "sv": "se", "sw": "ke",
    "ta": "in", "te": "in", "uk": "ua", "ur": "pk", "vi": "vn", "zh": "cn",
}  # fmt: skip
"""Of languages whose usual region is not called like themselves."""


class AzureVoice(HostedVoice):
    """Sends SSML; this interface tells no times, so that words are timed by a transcription or by estimate."""

    name = NAME

    def __init__(self, settings: AzureVoiceSettings, transcriber: Transcriber | None = None) -> None:
        super().__init__(settings, transcriber)
        self._settings = settings
        base_url = settings.base_url or f"https://{settings.region or 'none'}.tts.speech.microsoft.com"
        key = settings.api_key.get_secret_value() if settings.api_key else ""
        headers = {
            "Ocp-Apim-Subscription-Key": key,
            "Content-Type": "application/ssml+xml",
            "X-Microsoft-OutputFormat": _FORMAT,
            "User-Agent": "videoagent",
        }
        self._api = RestApi(NAME, base_url, headers)

    def check(self) -> ProviderInfo:
        """Say whether a key and a region are set; the service itself is not asked."""
        where = self._settings.base_url or self._settings.region
        missing = [name for name, value in (("api_key", self._settings.api_key), ("region", where)) if not value]
        reason = f"without {' and '.join(missing)}" if missing else f"voice {self._settings.voice}"
        return self.priced(ProviderInfo(name=NAME, available=not missing, reason=reason, needs_key=True))

    @property
    def speeds(self) -> tuple[float, float]:
        """See ``HostedVoice.speeds``."""
        return _SPEEDS

    async def fetch(self, job: SpeechJob, voice: str) -> Sound:
        """See ``HostedVoice.fetch``."""
        speed = self.own_speed(job)
        data = await self._api.receive(
            "POST", "/cognitiveservices/v1", self._settings.max_answer_bytes, content=ssml(job, voice, speed).encode()
        )
        if not data:
            raise self.invalid("the answer is empty")
        return Sound(data, "speech.wav", speed)

    async def close(self) -> None:
        """Close the connections that are kept for the next call."""
        await self._api.close()
        await super().close()


def ssml(job: SpeechJob, voice: str, speed: float) -> str:
    """Write the document that has a text spoken; whatever the text holds, it stays text.

    A multilingual voice finds the language by the text; a ``lang`` element would keep ``prosody`` from having effect.
    """
    text = "".join(character for character in job.text if character.isprintable() or character.isspace())
    return (
        f'<speak version="1.0" xmlns="http://www.w3.org/2001/10/synthesis" xml:lang={quoteattr(locale(job.language))}>'
        f'<voice name={quoteattr(voice)}><prosody rate="{speed:.2f}">{escape(text)}</prosody></voice></speak>'
    )


def locale(language: str) -> str:
    """Return a language's tag with a region, as the service wants it: the text's own region, else the usual one."""
    base, _, rest = language.partition("-")
    region = next((part for part in rest.split("-") if len(part) == 2 and part.isalpha()), None)
    return f"{base.lower()}-{(region or _REGIONS.get(base.lower(), base)).upper()}"


def create(settings: VoiceSettings) -> AzureVoice:
    """Entry point of ``videoagent.speech``."""
    return AzureVoice(settings.voice.azure, load_transcriber(settings.transcription))
