"""What the style agent needs from others."""

from typing import Protocol

from videoagent_contracts.film import Look, StyleRequest
from videoagent_models.providers import Provider
from videoagent_models.workplace import Workplace


class Stylist(Provider, Protocol):
    """Chooses a film's look."""

    async def choose(self, request: StyleRequest, context: Workplace) -> Look:
        """Choose language, look, colours, mood and music.

        Raises:
            ModelProviderException: The model behind it failed.
        """
        ...
