"""Which provider speaks, and what happens when it can't."""

import difflib
from collections.abc import Mapping, Sequence
from pathlib import Path

from videoagent_agent_voice import speech
from videoagent_agent_voice.domain import SpeechJob, Utterance
from videoagent_agent_voice.ports import SpeechModel
from videoagent_agent_voice.text.numbers import base_language
from videoagent_agent_voice.text.scripts import spoken_language
from videoagent_contracts.enums import StepKind
from videoagent_contracts.errors import AgentExecutionException, ErrorCode
from videoagent_contracts.film import Speech, VoiceRequest
from videoagent_contracts.steps import AgentAnnounced, VoiceInfo
from videoagent_models.providers import BUILTIN, Registered, choose, infos
from videoagent_runtime.agent import AgentContext

KNOWLEDGE = (
    "Without a speech model, English is spoken by a small neural voice and every other language by espeak-ng, "
    "which is clear but sounds robotic."
)
Providers = Mapping[str, Registered[SpeechModel]]


class VoiceAgent:
    """The agent's ``run`` and what it announces.

    Args:
        providers: What ``load_providers`` found.
        order: Names of providers, best first.
    """

    def __init__(self, providers: Providers, order: Sequence[str]) -> None:
        self._providers = providers
        self._order = tuple(order)

    async def run(self, request: VoiceRequest, context: AgentContext) -> Speech:
        """Speak one narration.

        Raises:
            AgentExecutionException: The voice is unknown (``validation_error``, not retryable).
            ModelProviderException: The provider is unknown, not available, or failed.
        """
        requested = None if context.provider == BUILTIN else context.provider
        voice = self._find_voice(request.voice, requested)
        job = SpeechJob(request.text, request.language, voice.name if voice else None, request.speed, request.seed)
        provider = self._provider_for(job, voice, requested)
        utterance = await provider.speak(job, context.workdir / "speech.flac", context)
        warnings = _language_warnings(job, voice)
        if utterance is None:
            provider, utterance, more = await self._fall_back(job, provider, context)
            warnings += more
        audio = await context.store(utterance.path, "audio/flac")
        return Speech(
            audio=audio,
            duration=utterance.duration,
            words=utterance.words,
            voice=utterance.voice,
            language=utterance.language,
            provider=provider.name,
            warnings=(*warnings, *utterance.warnings),
        )

    def announcement(self) -> AgentAnnounced:
        """Tell what this agent can do as it is configured."""
        usable = [entry.provider for entry in self._providers.values() if entry.provider and entry.info.available]
        return AgentAnnounced(
            kind=StepKind.VOICE,
            providers=infos(self._providers, self._order),
            voices=tuple(voice for provider in usable for voice in provider.voices()),
            knowledge=KNOWLEDGE,
        )

    def _find_voice(self, name: str | None, requested: str | None) -> VoiceInfo | None:
        if name is None:
            return None
        voices = [voice for voice in self.announcement().voices if requested in (None, voice.provider)]
        for voice in voices:
            if voice.name.lower() == name.lower():
                return voice
        near = difflib.get_close_matches(name.lower(), [voice.name for voice in voices], n=5, cutoff=0.5)
        some = near or [voice.name for voice in voices[:5]]
        raise AgentExecutionException(
            f"no voice {name!r} here; try {', '.join(some)}, or see GET /api/v1/voices for all {len(voices)}",
            code=ErrorCode.VALIDATION,
            retryable=False,
        )

    def _provider_for(self, job: SpeechJob, voice: VoiceInfo | None, requested: str | None) -> SpeechModel:
        if voice is not None:
            return choose(self._providers, voice.provider, self._order)
        if requested is not None:
            return choose(self._providers, requested, self._order)
        language = spoken_language(job.text, job.language)
        fluent = [name for name in self._order if self._speaks(name, language)]
        return choose(self._providers, None, (*fluent, *self._order))

    def _speaks(self, name: str, language: str) -> bool:
        entry = self._providers.get(name)
        return entry is not None and entry.provider is not None and entry.provider.speaks(language)

    async def _fall_back(
        self, job: SpeechJob, silent: SpeechModel, context: AgentContext
    ) -> tuple[SpeechModel, Utterance, tuple[str, ...]]:
        """Let the other providers try with a voice of their own choice; when none can, hold still."""
        anyhow = SpeechJob(job.text, job.language, None, job.speed, job.seed)
        path: Path = context.workdir / "fallback.flac"
        for name in self._order:
            entry = self._providers.get(name)
            if entry is None or entry.provider is None or entry.provider is silent or not entry.info.available:
                continue
            utterance = await entry.provider.speak(anyhow, path, context)
            if utterance is not None:
                warning = f"{silent.name} can say nothing of this text; {name} speaks it"
                return entry.provider, utterance, (warning,)
        utterance = await context.in_process(speech.render_silence, job, path, job.voice or "none")
        return silent, utterance, ()


def _language_warnings(job: SpeechJob, voice: VoiceInfo | None) -> tuple[str, ...]:
    language = spoken_language(job.text, job.language)
    if voice is not None and base_language(voice.language) != base_language(language):
        return (f"the voice {voice.name!r} is made for {voice.language!r}, the text is in {language!r}",)
    if voice is None and language != job.language:
        return (f"the text is not written in letters of {job.language!r}; it is spoken as {language!r}",)
    return ()
