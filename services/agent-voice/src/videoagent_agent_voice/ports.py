"""What the agent needs from something that speaks."""

from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Protocol, runtime_checkable

from videoagent_agent_voice.domain import SpeechJob, Utterance
from videoagent_contracts.steps import ProviderInfo, VoiceInfo
from videoagent_models.limits import CallLimits
from videoagent_models.transcription import Transcript
from videoagent_runtime.agent import AgentContext


class Guarded(Protocol):
    """Calls behind the breaker that all replicas share; see ``Providers.call_within``."""

    def __call__(self, name: str, call: Callable[[], Awaitable[Transcript]]) -> Awaitable[Transcript]: ...


@runtime_checkable
class Helped(Protocol):
    """A provider that has its words timed by a transcription."""

    @property
    def beside(self) -> Mapping[str, CallLimits]:
        """Limits of the transcriptions that it calls, by the names of their breakers."""
        ...

    def call_through(self, guarded: Guarded) -> None:
        """Call them by this from now on."""
        ...


class SpeechModel(Protocol):
    """A provider of the group ``videoagent.speech``."""

    @property
    def name(self) -> str: ...

    def check(self) -> ProviderInfo:
        """Say whether it can work as configured; without network."""
        ...

    def voices(self) -> tuple[VoiceInfo, ...]:
        """List the voices that a job may name."""
        ...

    def speaks(self, language: str) -> bool:
        """Whether it has a voice made for this BCP 47 language."""
        ...

    async def speak(self, job: SpeechJob, path: Path, context: AgentContext) -> Utterance | None:
        """Speak into a new file at ``path``; None when it can say nothing of the text.

        The job's voice, when given, is one of ``voices()``. The words of the result are exactly the shown words.
        """
        ...
