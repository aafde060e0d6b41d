"""What the story agent needs from others."""

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from videoagent_contracts.film import Story, StoryRequest
from videoagent_models.providers import Provider

T = TypeVar("T")


class Workplace(Protocol):
    """The part of the harness's context that writers use."""

    @property
    def provider(self) -> str | None:
        """The user's choice of provider."""
        ...

    def progress(self, fraction: float, message: str = "") -> None:
        """Tell how far the work is."""
        ...

    async def in_process(self, function: Callable[..., T], /, *arguments: Any) -> T:
        """Run a CPU-bound function in a worker process."""
        ...


class StoryWriter(Provider, Protocol):
    """Writes the narration of a film from its topic."""

    async def write(self, request: StoryRequest, context: Workplace) -> Story:
        """Write a story that keeps to the request's length and number of shots.

        Raises:
            ModelProviderException: The model behind it failed.
        """
        ...
