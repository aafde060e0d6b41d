"""What this installation can do, folded from what its agents announce."""

from videoagent_contracts.enums import StepKind
from videoagent_contracts.options import TaskSpec
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
        errors = []
        voices = [voice.name for voice in self.voices]
        if spec.options.voice is not None and voices and spec.options.voice not in voices:
            errors.append(_unknown("options.voice", spec.options.voice, voices, "GET /api/v1/voices"))
        for kind, name in spec.options.providers.items():
            known = {provider.name: provider for provider in self.providers.get(kind, ())}
            if known and name not in known:
                errors.append(_unknown(f"options.providers.{kind}", name, list(known), "GET /api/v1/providers"))
            elif known and not known[name].available:
                message = f"{name} is not available at the moment: {known[name].reason}"
                errors.append({"field": f"options.providers.{kind}", "message": message})
        return errors

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
