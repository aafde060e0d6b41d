"""What the style agent needs from others."""

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from videoagent_contracts.film import Look, StyleRequest
from videoagent_models.providers import Provider

T = TypeVar("T")


class Workplace(Protocol):
    """The part of the harness's context that stylists use."""

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


class Stylist(Provider, Protocol):
    """Chooses a film's look."""

    async def choose(self, request: StyleRequest, context: Workplace) -> Look:
        """Choose language, look, colours, mood and music.

        Raises:
            ModelProviderException: The model behind it failed.
        """
        ...
