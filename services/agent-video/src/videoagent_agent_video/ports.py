"""What the service needs from whoever makes pictures move."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from videoagent_agent_video.pieces import Pieces
from videoagent_contracts.film import Credit, VideoRequest
from videoagent_contracts.steps import ProviderInfo
from videoagent_runtime.agent import AgentContext


@dataclass(frozen=True)
class RenderedShot:
    """A shot's files by piece (``head``, ``body``, ``tail``), conformed to the request."""

    pieces: Pieces
    files: Mapping[str, Path]
    warnings: tuple[str, ...] = ()
    cost_usd: float = 0.0
    credits: tuple[Credit, ...] = ()


class ShotRenderer(Protocol):
    """A provider of moving pictures, found by the entry point group ``videoagent.video``."""

    @property
    def name(self) -> str: ...

    def check(self) -> ProviderInfo: ...

    async def render(self, request: VideoRequest, context: AgentContext) -> RenderedShot:
        """Make the shot's pieces under ``context.workdir``, encoded by ``videoagent_media.encode``.

        Raises:
            VideoProcessingException: The shot could not be rendered.
            ModelProviderException: A remote model failed.
        """
        ...
