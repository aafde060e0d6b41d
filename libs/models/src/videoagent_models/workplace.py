"""What a provider's call needs of the attempt that it is made for."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Protocol, TypeVar

T = TypeVar("T")


class Workplace(Protocol):
    """The part of the harness's ``AgentContext`` that providers of words use."""

    @property
    def provider(self) -> str | None:
        """The user's choice of provider."""
        ...

    @property
    def budget_usd(self) -> float | None:
        """What the task may still spend, USD; None: no limit."""
        ...

    @property
    def deadline(self) -> datetime:
        """When the attempt is cut off."""
        ...

    def progress(self, fraction: float, message: str = "") -> None:
        """Tell how far the work is."""
        ...

    async def in_process(self, function: Callable[..., T], /, *arguments: Any) -> T:
        """Run a CPU-bound function in a worker process."""
        ...
