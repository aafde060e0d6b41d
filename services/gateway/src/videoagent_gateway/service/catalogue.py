"""What this installation can do, folded from what its agents announce."""

from videoagent_contracts.commands import StepOverrides
from videoagent_contracts.enums import StepKind
from videoagent_contracts.options import TaskOptions, TaskSpec
from videoagent_contracts.steps import AgentAnnounced, ProviderInfo, StyleInfo, VoiceInfo
from videoagent_gateway.domain.option_checks import nearest


class Catalogue:
    """The last word of each agent. Names are checked only once their agent has spoken."""

    def __init__(self) -> None:
        self._agents: dict[StepKind, AgentAnnounced] = {}

    def take(self, announced: AgentAnnounced) -> None:
        self._agents[announced.kind] = announced

    @property
    def providers(self) -> dict[StepKind, tuple[ProviderInfo, ...]]:
        return {kind: self._agents[kind].providers for kind in StepKind if kind in self._agents}

    @property
    def voices(self) -> tuple[VoiceInfo, ...]:
        return tuple(voice for agent in self._in_order() for voice in agent.voices)

    @property
    def styles(self) -> tuple[StyleInfo, ...]:
        """Styles by name; several agents may know the same one."""
        by_name: dict[str, StyleInfo] = {}
        for agent in self._in_order():
            for style in agent.styles:
                by_name.setdefault(style.name, style)
        return tuple(by_name.values())

    def knowledge(self, kind: StepKind) -> str:
        return self._agents[kind].knowledge if kind in self._agents else ""

    def errors(self, spec: TaskSpec) -> list[dict[str, str]]:
        """Name what was asked for by a name that is not there, or that cannot work at the moment."""
        errors = self._own_voice_errors(spec.options)
        if spec.options.own_voice is None:
            errors += self._voice_errors("options.voice", spec.options.voice)
        for kind, name in spec.options.providers.items():
            errors += self._provider_errors(f"options.providers.{kind}", kind, name)
        return errors

    def override_errors(self, kind: StepKind, overrides: StepOverrides) -> list[dict[str, str]]:
        """Name what a single step is to be run with, though it is not there or cannot work at the moment."""
        errors = self._voice_errors("voice", overrides.voice)
        return errors + self._provider_errors("provider", kind, overrides.provider)

    def _voice_errors(self, field: str, name: str | None) -> list[dict[str, str]]:
        voices = [voice.name for voice in self.voices]
        if name is None or not voices or name in voices:
            return []
        return [_unknown(field, name, voices, "GET /api/v1/voices")]

    def _own_voice_errors(self, options: TaskOptions) -> list[dict[str, str]]:
        """Refuse a voice-over of which nobody can tell what it says."""
        story = self._agents.get(StepKind.STORY)
        if options.own_voice is None or options.own_words or story is None or story.transcribes:
            return []
        message = "give what the voice-over says as options.script; this installation has no model that writes it down"
        return [{"field": "options.voice", "message": message}]

    def _provider_errors(self, field: str, kind: StepKind, name: str | None) -> list[dict[str, str]]:
        known = {provider.name: provider for provider in self.providers.get(kind, ())}
        if name is None or not known:
            return []
        if name not in known:
            return [_unknown(field, name, list(known), "GET /api/v1/providers")]
        if not known[name].available:
            message = f"{name} is not available at the moment: {known[name].reason}"
            return [{"field": field, "message": message}]
        return []

    def warnings(self, spec: TaskSpec) -> list[str]:
        """Name what will work, though perhaps not as meant."""
        warnings = []
        options = spec.options
        voice = next((voice for voice in self.voices if voice.name == options.voice), None)
        if (
            voice is not None
            and options.language is not None
            and _primary(voice.language) != _primary(options.language)
        ):
            warnings.append(f"voice {voice.name} speaks {voice.language}, the narration will be in {options.language}")
        if options.own_voice is not None and "voice_speed" in options.model_fields_set:
            warnings.append("voice_speed has no effect on a voice-over of your own")
        names = [style.name for style in self.styles]
        meant = nearest(spec.style, names) if spec.style is not None and spec.style not in names else None
        if meant is not None and meant.casefold() != (spec.style or "").casefold():
            warnings.append(f"style {spec.style} is taken as free text; did you mean {meant}?")
        return warnings

    def _in_order(self) -> list[AgentAnnounced]:
        return [self._agents[kind] for kind in StepKind if kind in self._agents]


def _primary(language: str) -> str:
    return language.split("-", maxsplit=1)[0].casefold()


def _unknown(field: str, name: str, known: list[str], where: str) -> dict[str, str]:
    meant = nearest(name, known)
    hint = f"did you mean {meant}?" if meant else f"{where} tells the known ones"
    return {"field": field, "message": f"{name} is not known; {hint}"}
