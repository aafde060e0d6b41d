"""What the agent needs from something that makes music."""

from pathlib import Path
from typing import Protocol

from videoagent_contracts.film import Credit, MusicBrief
from videoagent_contracts.steps import ProviderInfo
from videoagent_runtime.agent import AgentContext


class MusicModel(Protocol):
    """A provider of the group ``videoagent.music``."""

    @property
    def name(self) -> str: ...

    def check(self) -> ProviderInfo:
        """Say whether it can work as configured; without network."""
        ...

    @property
    def credits(self) -> tuple[Credit, ...]:
        """Tell whose work its music holds."""
        ...

    async def compose(
        self, brief: MusicBrief, duration: float, seed: int, path: Path, context: AgentContext
    ) -> tuple[float, tuple[str, ...]]:
        """Write a piece of at least ``duration`` s into a new 48 kHz stereo FLAC file at ``path``.

        The same arguments make the same music. Returns the length in s and warnings.
        """
        ...
