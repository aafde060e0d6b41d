"""What the agent needs from something that makes pictures."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from videoagent_contracts.film import Credit, ImageRequest
from videoagent_contracts.steps import ProviderInfo
from videoagent_runtime.agent import AgentContext


@dataclass(frozen=True)
class Drawn:
    """A picture on disk, not stored yet."""

    picture: Path
    """JPEG or PNG of exactly the requested size."""
    layers: Path | None
    """For parallax; None when the provider makes flat pictures."""
    alt: str
    warnings: tuple[str, ...] = ()
    cost_usd: float = 0.0
    credits: tuple[Credit, ...] = ()
    by_words: str = ""
    """Why references that were given were not used."""


class ImageModel(Protocol):
    """A provider of the group ``videoagent.image``."""

    @property
    def name(self) -> str: ...

    def check(self) -> ProviderInfo:
        """Say whether it can work as configured; without network."""
        ...

    async def draw(self, request: ImageRequest, context: AgentContext) -> Drawn:
        """Make the picture, with files under ``context.workdir``.

        ``request.references`` are there, and no more than ``TakesReferences.references`` allows.
        """
        ...
