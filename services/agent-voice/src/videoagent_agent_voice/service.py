"""Which provider speaks, and what happens when it can't."""

import difflib
from collections.abc import Mapping, Sequence

from videoagent_agent_voice import recorded, speech
from videoagent_agent_voice.domain import ANY_LANGUAGE, SpeechJob, Utterance
from videoagent_agent_voice.ports import Helped, SpeechModel
from videoagent_agent_voice.text.numbers import base_language
from videoagent_agent_voice.text.scripts import spoken_language
from videoagent_contracts.enums import StepKind
from videoagent_contracts.errors import AgentExecutionException, ErrorCode, ModelProviderException
from videoagent_contracts.film import OWN_MEDIA, Recording, Speech, VoiceRequest
from videoagent_contracts.steps import AgentAnnounced, VoiceInfo
from videoagent_models.chain import Done, Providers
from videoagent_models.providers import BUILTIN, Registered
from videoagent_runtime.agent import AgentContext

KNOWLEDGE = (
    "Without a speech model, English is spoken by a small neural voice and every other language by espeak-ng, "
    "which is clear but sounds robotic."
)
Spoken = Done[SpeechModel, Utterance | None]


class VoiceAgent:
    """The agent's ``run`` and what it announces.

    Args:
        providers: What ``load_providers`` found.
        order: Names of providers, best first.
    """

    def __init__(self, providers: Mapping[str, Registered[SpeechModel]], order: Sequence[str]) -> None:
        everybody: list[object] = [entry.provider for entry in providers.values()]
        helped = [each for each in everybody if isinstance(each, Helped)]
        beside = {name: limits for each in helped for name, limits in each.beside.items()}
        self.providers = Providers(StepKind.VOICE, providers, order, beside=beside)
        for each in helped:
            each.call_through(self.providers.call_within)

    async def run(self, request: VoiceRequest, context: AgentContext) -> Speech:
        """Speak one narration.

        Raises:
            AgentExecutionException: The voice is unknown (``validation_error``), or everybody who could speak costs
                more than the task may spend (``budget_exceeded``).
            ModelProviderException: The provider is unknown, not available, or failed.
            VideoProcessingException: The user's own voice-over cannot be used (``media_invalid``).
        """
        if request.recording is not None:
            return await self._recorded(request, request.recording, context)
        requested = None if context.provider == BUILTIN else context.provider
        voice = self._find_voice(request.voice, requested)
        job = SpeechJob(request.text, request.language, voice.name if voice else None, request.speed, request.seed)
        done = await self._spoken(job, context, voice.provider if voice else requested, self._line(job))
        warnings = _language_warnings(job, voice)
        if done.result is None:
            done, more = await self._fall_back(job, done, context)
            warnings += more
        utterance = done.result
        if utterance is None:
            path = context.workdir / "silence.flac"
            utterance = await context.in_process(speech.render_silence, job, path, job.voice or "none")
        return Speech(
            audio=await context.store(utterance.path, "audio/flac"),
            duration=utterance.duration,
            words=utterance.words,
            voice=utterance.voice,
            language=utterance.language,
            provider=done.provider.name,
            warnings=(*warnings, *utterance.warnings),
            substitutions=done.substitutions,
            cost_usd=utterance.cost_usd,
            credits=utterance.credits,
        )

    async def _recorded(self, request: VoiceRequest, recording: Recording, context: AgentContext) -> Speech:
        context.progress(0.1, "listening to the voice-over")
        source = await context.fetch(recording.item.ref)
        path = context.workdir / "voice-over.flac"
        utterance = await context.in_process(recorded.cut, source, recording, request.text, request.language, path)
        return Speech(
            audio=await context.store(utterance.path, "audio/flac"),
            duration=utterance.duration,
            words=utterance.words,
            voice=utterance.voice,
            language=utterance.language,
            provider=OWN_MEDIA,
            warnings=utterance.warnings,
        )

    def announcement(self) -> AgentAnnounced:
        """Tell what this agent can do as it is configured."""
        entries = self.providers.registered.values()
        usable = [entry.provider for entry in entries if entry.provider and entry.info.available]
        return AgentAnnounced(
            kind=StepKind.VOICE,
            providers=self.providers.infos(),
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

    async def _spoken(
        self, job: SpeechJob, context: AgentContext, requested: str | None, line: Sequence[str]
    ) -> Spoken:
        return await self.providers.work(
            context,
            job,
            lambda provider: provider.speak(job, context.workdir / f"{provider.name}.flac", context),
            requested=requested,
            order=line,
        )

    def _line(self, job: SpeechJob) -> tuple[str, ...]:
        """The agent's order, those that speak the text's language before all others."""
        language = spoken_language(job.text, job.language)
        order = self.providers.order
        return (*(name for name in order if self._speaks(name, language)), *order)

    def _speaks(self, name: str, language: str) -> bool:
        entry = self.providers.registered.get(name)
        return entry is not None and entry.provider is not None and entry.provider.speaks(language)

    async def _fall_back(self, job: SpeechJob, silent: Spoken, context: AgentContext) -> tuple[Spoken, tuple[str, ...]]:
        """Let the other providers try with a voice of their own choice; when none can, nothing is said."""
        anyhow = SpeechJob(job.text, job.language, None, job.speed, job.seed)
        for name in self.providers.order:
            if name == silent.provider.name:
                continue
            try:
                done = await self._spoken(anyhow, context, None, (name,))
            except ModelProviderException:
                continue
            if done.result is not None:
                return done, (f"{silent.provider.name} can say nothing of this text; {name} speaks it",)
        return silent, ()


def _language_warnings(job: SpeechJob, voice: VoiceInfo | None) -> tuple[str, ...]:
    language = spoken_language(job.text, job.language)
    if voice is not None and base_language(voice.language) not in (ANY_LANGUAGE, base_language(language)):
        return (f"the voice {voice.name!r} is made for {voice.language!r}, the text is in {language!r}",)
    if voice is None and language != job.language:
        return (f"the text is not written in letters of {job.language!r}; it is spoken as {language!r}",)
    return ()
