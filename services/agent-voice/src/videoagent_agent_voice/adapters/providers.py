"""The built-in providers. All work in the agent's worker process and need neither key nor network."""

from pathlib import Path

from videoagent_agent_voice.adapters import espeak_catalogue, hibari, kokoro
from videoagent_agent_voice.adapters.rendering import speak_with_espeak, speak_with_hibari, speak_with_kokoro
from videoagent_agent_voice.domain import SpeechJob, Utterance
from videoagent_agent_voice.text.numbers import base_language
from videoagent_contracts.steps import ProviderInfo, VoiceInfo
from videoagent_runtime.agent import AgentContext


class HibariProvider:
    name = hibari.PROVIDER

    def check(self) -> ProviderInfo:
        return ProviderInfo(name=self.name, available=True, reason="built-in neural voice, English only")

    def voices(self) -> tuple[VoiceInfo, ...]:
        return hibari.infos()

    def speaks(self, language: str) -> bool:
        return base_language(language) == "en"

    async def speak(self, job: SpeechJob, path: Path, context: AgentContext) -> Utterance | None:
        utterance: Utterance | None = await context.in_process(speak_with_hibari, job, path)
        return utterance


class KokoroProvider:
    name = kokoro.PROVIDER

    def check(self) -> ProviderInfo:
        return ProviderInfo(name=self.name, available=True, reason="built-in neural voices, Japanese only")

    def voices(self) -> tuple[VoiceInfo, ...]:
        return kokoro.infos()

    def speaks(self, language: str) -> bool:
        return base_language(language) == "ja"

    async def speak(self, job: SpeechJob, path: Path, context: AgentContext) -> Utterance | None:
        utterance: Utterance | None = await context.in_process(speak_with_kokoro, job, path)
        return utterance


class EspeakProvider:
    name = espeak_catalogue.PROVIDER

    def check(self) -> ProviderInfo:
        count = len(espeak_catalogue.voices())
        return ProviderInfo(name=self.name, available=True, reason=f"built-in synthesiser, {count} voices, robotic")

    def voices(self) -> tuple[VoiceInfo, ...]:
        return espeak_catalogue.infos()

    def speaks(self, language: str) -> bool:
        return espeak_catalogue.voice_for(language)[1]

    async def speak(self, job: SpeechJob, path: Path, context: AgentContext) -> Utterance | None:
        utterance: Utterance | None = await context.in_process(speak_with_espeak, job, path)
        return utterance


def create_hibari(settings: object) -> HibariProvider:
    """Entry point of ``videoagent.speech``."""
    return HibariProvider()


def create_kokoro(settings: object) -> KokoroProvider:
    """Entry point of ``videoagent.speech``."""
    return KokoroProvider()


def create_espeak(settings: object) -> EspeakProvider:
    """Entry point of ``videoagent.speech``."""
    return EspeakProvider()
