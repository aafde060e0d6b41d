"""What the story agent needs from others."""

from typing import Protocol

from videoagent_contracts.film import Story, StoryRequest
from videoagent_models.providers import Provider
from videoagent_models.workplace import Workplace


class StoryWriter(Provider, Protocol):
    """Writes the narration of a film from its topic."""

    async def write(self, request: StoryRequest, context: Workplace) -> Story:
        """Write a story that keeps to the request's length and number of shots.

        Raises:
            ModelProviderException: The model behind it failed.
        """
        ...
