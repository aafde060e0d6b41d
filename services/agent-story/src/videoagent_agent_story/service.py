"""The agent's ``run``: own words are kept, a topic is written by the chosen provider."""

from videoagent_agent_story.builtin import KNOWLEDGE
from videoagent_agent_story.own_words import own_story
from videoagent_agent_story.ports import StoryWriter
from videoagent_contracts.enums import StepKind
from videoagent_contracts.film import Story, StoryRequest
from videoagent_models.word_agent import WordAgent
from videoagent_models.workplace import Workplace


class StoryAgent(WordAgent[StoryWriter, StoryRequest, Story]):
    """Turns a topic, or the user's own words, into narration."""

    kind = StepKind.STORY
    knowledge = KNOWLEDGE

    async def run(self, request: StoryRequest, context: Workplace) -> Story:
        """Write the story; see ``WordAgent.run``."""
        own = own_story(request)
        return own if own is not None else await super().run(request, context)

    async def ask(self, provider: StoryWriter, request: StoryRequest, context: Workplace) -> Story:
        return await provider.write(request, context)
