"""The agent's ``run``: own words are kept, a topic is written by the chosen provider."""

from collections.abc import Mapping

from videoagent_agent_story.builtin import KNOWLEDGE
from videoagent_agent_story.own_words import own_story
from videoagent_agent_story.ports import StoryWriter, Workplace
from videoagent_contracts.enums import StepKind
from videoagent_contracts.film import Story, StoryRequest
from videoagent_contracts.steps import AgentAnnounced
from videoagent_models.providers import Registered, choose, infos
from videoagent_models.text_models import model_first


class StoryAgent:
    """Turns a topic, or the user's own words, into narration."""

    def __init__(self, writers: Mapping[str, Registered[StoryWriter]]) -> None:
        self._writers = writers
        self._order = model_first(writers)

    async def run(self, request: StoryRequest, context: Workplace) -> Story:
        """Write the story.

        Raises:
            ModelProviderException: The provider is unknown or not available, or its model failed.
        """
        own = own_story(request)
        if own is not None:
            return own
        writer = choose(self._writers, context.provider, self._order)
        return await writer.write(request, context)

    def announcement(self) -> AgentAnnounced:
        """Tell which writers there are."""
        return AgentAnnounced(kind=StepKind.STORY, providers=infos(self._writers, self._order), knowledge=KNOWLEDGE)
