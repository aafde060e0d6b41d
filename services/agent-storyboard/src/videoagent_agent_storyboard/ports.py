"""What the storyboard agent needs from others."""

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from videoagent_contracts.film import Storyboard, StoryboardRequest
from videoagent_models.providers import Provider

T = TypeVar("T")


class Workplace(Protocol):
    """The part of the harness's context that storyboarders use."""

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


class Storyboarder(Provider, Protocol):
    """Plans a film's shots."""

    async def plan(self, request: StoryboardRequest, context: Workplace) -> Storyboard:
        """Plan the shots of a story.

        Raises:
            ModelProviderException: The model behind it failed.
        """
        ...
