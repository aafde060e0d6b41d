"""The writer that needs no key: encyclopaedia sentences on the topic, else lines that are true of any topic."""

from dataclasses import replace
from pathlib import Path

from videoagent_agent_story.beats import with_count
from videoagent_agent_story.generic import lines_for
from videoagent_agent_story.offline import writer
from videoagent_agent_story.offline.languages import LANGUAGES
from videoagent_agent_story.offline.writer import NotKnown
from videoagent_agent_story.pauses import with_pauses
from videoagent_agent_story.plan import Plan, plan
from videoagent_contracts.film import Beat, Story, StoryRequest
from videoagent_contracts.steps import ProviderInfo
from videoagent_models.providers import BUILTIN
from videoagent_models.speaking import base_language
from videoagent_models.workplace import Workplace

_MOST_WORDLESS = 5
"""Beats of a film that has no words but its title's: a look at the subject, and no longer."""
KNOWLEDGE = (
    "The built-in writer quotes and shortens encyclopaedia articles (English, French, Spanish) of its snapshot's date. "
    "It profiles a subject and cannot answer how or why; on other topics and languages it stays general and says so."
)


def write_story(request: StoryRequest, cache: Path) -> Story:
    """Write a story from the topic alone. CPU and disk only; runs in a worker process."""
    written = writer.write(request.topic, plan(request, borrowed=True), cache)
    return written if isinstance(written, Story) else generic_story(plan(request, borrowed=False), written)


def generic_story(frame: Plan, missing: NotKnown) -> Story:
    """Say little, and only what is true of any topic, in the topic's language; the warning says why."""
    lines = lines_for(frame.language)
    texts = _fitting(lines.lines if lines else (), frame)
    beats = [Beat(narration=text, heading=frame.title) for text in (frame.title, *texts)]
    if frame.exact:
        beats = with_count(beats, frame.beats, frame.time_of)
    elif lines is None:
        beats = with_count(beats, min(frame.beats, _MOST_WORDLESS), frame.time_of)
    else:
        beats = with_pauses(beats, frame)
    return Story(
        title=frame.title,
        language=frame.language,
        beats=tuple(beats),
        warnings=(_why(frame, missing),),
    )


def _fitting(lines: tuple[str, ...], frame: Plan) -> tuple[str, ...]:
    """Return the lines that fit into the time beside the title, the first and the last before those between them.

    The title alone in a film of one beat.
    """
    room = replace(frame, with_title=True).speech_after_title
    told: list[int] = []
    for line in (0, len(lines) - 1, *range(1, len(lines) - 1)) if lines and frame.beats > 1 else ():
        if sum(frame.time_of(lines[number]) for number in {*told, line}) > room:
            break
        told = sorted({*told, line})
    return tuple(lines[number] for number in told)


def _why(frame: Plan, missing: NotKnown) -> str:
    base = base_language(frame.language)
    if base not in LANGUAGES:
        known = ", ".join(sorted(LANGUAGES))
        reason = f"has articles in {known} only, none in {base}"
    elif missing.words:
        reason = f"knows nothing of {', '.join(f'“{word}”' for word in missing.words[:8])}"
    else:
        reason = "has no article on this topic"
    return (
        f"the built-in writer {reason}, so the narration stays general: give your own words as options.script or "
        "options.scenes, or configure a text model"
    )


class BuiltinWriter:
    """See ``write_story``."""

    name = BUILTIN

    def __init__(self, cache: Path) -> None:
        self._cache = cache

    def check(self) -> ProviderInfo:
        """Say that it works; which languages it knows articles in is told by the agent's announcement."""
        return ProviderInfo(name=BUILTIN, available=True, reason="quotes encyclopaedia articles; needs no key")

    async def write(self, request: StoryRequest, context: Workplace) -> Story:
        """Write in a worker process."""
        return await context.in_process(write_story, request, self._cache)
