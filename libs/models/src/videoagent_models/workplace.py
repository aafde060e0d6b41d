"""What a provider's call needs of the attempt that it is made for."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from videoagent_contracts.artifacts import ArtifactRef

if TYPE_CHECKING:
    # A type only: at run time it would bring the harness, Kafka and all, into every worker process.
    from videoagent_runtime.agent.purse import Purse

T = TypeVar("T")


class Workplace(Protocol):
    """The part of the harness's ``AgentContext`` that providers of words use."""

    @property
    def provider(self) -> str | None:
        """The user's choice of provider."""
        ...

    @property
    def purse(self) -> "Purse":
        """What it may spend."""
        ...

    @property
    def deadline(self) -> datetime:
        """When the attempt is cut off."""
        ...

    @property
    def workdir(self) -> Path:
        """A scratch folder, removed afterwards."""
        ...

    async def fetch(self, ref: ArtifactRef) -> Path:
        """Return a local copy of an artefact; to be read, never changed."""
        ...

    def progress(self, fraction: float, message: str = "") -> None:
        """Tell how far the work is."""
        ...

    async def in_process(self, function: Callable[..., T], /, *arguments: Any) -> T:
        """Run a CPU-bound function in a worker process."""
        ...
