"""The agent's ``run``: the chosen provider styles the film."""

from videoagent_agent_style.ports import Stylist
from videoagent_contracts.enums import StepKind
from videoagent_contracts.film import Look, StyleRequest
from videoagent_models.word_agent import WordAgent
from videoagent_models.workplace import Workplace


class StyleAgent(WordAgent[Stylist, StyleRequest, Look]):
    """Gives a topic its language, look and mood. The looks themselves are announced by the image agent."""

    kind = StepKind.STYLE
    knowledge = (
        "The built-in stylist goes by word lists; short topics in the Latin script count as English unless clear."
    )

    async def ask(self, provider: Stylist, request: StyleRequest, context: Workplace) -> Look:
        return await provider.choose(request, context)
