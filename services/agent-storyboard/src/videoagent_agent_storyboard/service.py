"""The agent's ``run``: the chosen provider plans the shots."""

from videoagent_agent_storyboard.ports import Storyboarder
from videoagent_contracts.enums import StepKind
from videoagent_contracts.film import Storyboard, StoryboardRequest
from videoagent_models.word_agent import WordAgent
from videoagent_models.workplace import Workplace


class StoryboardAgent(WordAgent[Storyboarder, StoryboardRequest, Storyboard]):
    """Turns a story into shots."""

    kind = StepKind.STORYBOARD
    knowledge = "The built-in storyboard knows things by their nouns, in 22 languages; other pictures stay general."

    async def ask(self, provider: Storyboarder, request: StoryboardRequest, context: Workplace) -> Storyboard:
        return await provider.plan(request, context)
