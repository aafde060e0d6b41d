"""The agent's ``run``: the chosen provider styles the film."""

from collections.abc import Mapping

from videoagent_agent_style.ports import Stylist, Workplace
from videoagent_contracts.enums import StepKind
from videoagent_contracts.film import Look, StyleRequest
from videoagent_contracts.steps import AgentAnnounced
from videoagent_models.providers import Registered, choose, infos
from videoagent_models.text_models import model_first

KNOWLEDGE = "The built-in stylist goes by word lists; short topics in the Latin script count as English unless clear."


class StyleAgent:
    """Gives a topic its language, look and mood."""

    def __init__(self, stylists: Mapping[str, Registered[Stylist]]) -> None:
        self._stylists = stylists
        self._order = model_first(stylists)

    async def run(self, request: StyleRequest, context: Workplace) -> Look:
        """Choose the look.

        Raises:
            ModelProviderException: The provider is unknown or not available, or its model failed.
        """
        stylist = choose(self._stylists, context.provider, self._order)
        return await stylist.choose(request, context)

    def announcement(self) -> AgentAnnounced:
        """Tell which stylists there are; the looks themselves are announced by the image agent, which draws them."""
        return AgentAnnounced(kind=StepKind.STYLE, providers=infos(self._stylists, self._order), knowledge=KNOWLEDGE)
