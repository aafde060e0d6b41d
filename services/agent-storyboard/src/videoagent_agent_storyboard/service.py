"""The agent's ``run``: the chosen provider plans the shots."""

from collections.abc import Mapping

from videoagent_agent_storyboard.ports import Storyboarder, Workplace
from videoagent_contracts.enums import StepKind
from videoagent_contracts.film import Storyboard, StoryboardRequest
from videoagent_contracts.steps import AgentAnnounced
from videoagent_models.providers import Registered, choose, infos
from videoagent_models.text_models import model_first

KNOWLEDGE = "The built-in storyboard knows things by their nouns, in 22 languages; other pictures stay general."


class StoryboardAgent:
    """Turns a story into shots."""

    def __init__(self, storyboarders: Mapping[str, Registered[Storyboarder]]) -> None:
        self._storyboarders = storyboarders
        self._order = model_first(storyboarders)

    async def run(self, request: StoryboardRequest, context: Workplace) -> Storyboard:
        """Plan the shots.

        Raises:
            ModelProviderException: The provider is unknown or not available, or its model failed.
        """
        storyboarder = choose(self._storyboarders, context.provider, self._order)
        return await storyboarder.plan(request, context)

    def announcement(self) -> AgentAnnounced:
        """Tell which storyboarders there are."""
        return AgentAnnounced(
            kind=StepKind.STORYBOARD, providers=infos(self._storyboarders, self._order), knowledge=KNOWLEDGE
        )
