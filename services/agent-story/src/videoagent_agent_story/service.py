"""The agent's ``run``: own words are kept, a topic is written by the chosen provider."""

from collections.abc import Mapping
from functools import partial

from videoagent_agent_story.builtin import KNOWLEDGE
from videoagent_agent_story.listening import listen
from videoagent_agent_story.own_words import own_story
from videoagent_agent_story.ports import StoryWriter
from videoagent_contracts.enums import StepKind
from videoagent_contracts.film import MediaItem, Story, StoryRequest
from videoagent_contracts.steps import AgentAnnounced
from videoagent_models.providers import Registered
from videoagent_models.transcription import TRANSCRIPTION, Transcriber
from videoagent_models.word_agent import WordAgent
from videoagent_models.workplace import Workplace


class StoryAgent(WordAgent[StoryWriter, StoryRequest, Story]):
    """Turns a topic, or the user's own words, into narration.

    Args:
        registered: What ``word_providers`` returned.
        transcriber: Writes down voice-overs, where one is set up.
    """

    kind = StepKind.STORY
    knowledge = KNOWLEDGE

    def __init__(
        self, registered: Mapping[str, Registered[StoryWriter]], transcriber: Transcriber | None = None
    ) -> None:
        super().__init__(registered, {TRANSCRIPTION: transcriber.limits} if transcriber is not None else None)
        self._transcriber = transcriber

    async def run(self, request: StoryRequest, context: Workplace) -> Story:
        """Write the story; see ``WordAgent.run`` and ``listening.listen``."""
        if request.recording is not None:
            return await self._of_recording(request, request.recording, context)
        own = own_story(request)
        return own if own is not None else await super().run(request, context)

    async def _of_recording(self, request: StoryRequest, recording: MediaItem, context: Workplace) -> Story:
        guarded = partial(self.providers.call_beside, context, TRANSCRIPTION)
        listened = await listen(request, recording, self._transcriber, guarded, context)
        story = own_story(listened.request)
        assert story is not None, "listening leaves words or raises"  # noqa: S101
        return story.model_copy(
            update={
                "heard": listened.heard,
                "pace": listened.pace,
                "warnings": (*story.warnings, *listened.warnings),
                "cost_usd": listened.cost_usd,
            }
        )

    async def ask(self, provider: StoryWriter, request: StoryRequest, context: Workplace) -> Story:
        return await provider.write(request, context)

    def announcement(self) -> AgentAnnounced:
        """See ``WordAgent.announcement``."""
        return super().announcement().model_copy(update={"transcribes": self._transcriber is not None})
