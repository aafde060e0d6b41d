"""What the storyboard agent needs from others."""

from typing import Protocol

from videoagent_contracts.film import Storyboard, StoryboardRequest
from videoagent_models.providers import Provider
from videoagent_models.workplace import Workplace


class Storyboarder(Provider, Protocol):
    """Plans a film's shots."""

    async def plan(self, request: StoryboardRequest, context: Workplace) -> Storyboard:
        """Plan the shots of a story.

        Raises:
            ModelProviderException: The model behind it failed.
        """
        ...
