"""What a request leaves room for: how many beats, and how much speech."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from videoagent_agent_story.title import title_of
from videoagent_contracts.film import StoryRequest
from videoagent_models.shot_time import SHORTEST_TITLE_S, SHORTEST_WITH_CREDITS_S, speech_budget
from videoagent_models.speaking import speaking_time

DEFAULT_DURATION_S = 30.0
_SECONDS_PER_BEAT = 6.5
_SHORTEST_WITH_TITLE_S = 15.0
"""In a shorter film the first words of the narration are spoken over the title."""
MAX_BEATS = 60


@dataclass(frozen=True)
class Plan:
    """The frame that every writer keeps to.

    Attributes:
        title: The film's title.
        language: BCP 47, of the narration.
        duration: Wanted length of the film, in s.
        beats: Number of beats to aim at, the title's included.
        exact: Whether the number is the user's.
        with_title: Whether the first beat only speaks the title.
        with_credits: Whether borrowed text is shown in an end card, which takes a shot of its own.
        time_of: Speaking time of a text in this language at this speed, in s.
    """

    title: str
    language: str
    duration: float
    beats: int
    exact: bool
    with_title: bool
    with_credits: bool
    time_of: Callable[[str], float]

    @property
    def speech(self) -> float:
        """Time for all speech, in s."""
        return speech_budget(self.duration, self.beats, has_credits=self.with_credits)

    @property
    def speech_after_title(self) -> float:
        """Time for the speech after the title's, in s."""
        return max(0.0, self.speech - (max(SHORTEST_TITLE_S, self.time_of(self.title)) if self.with_title else 0.0))


def plan(request: StoryRequest, *, borrowed: bool) -> Plan:
    """Plan a story; ``borrowed`` tells whether its text is quoted, so that it ends with credits."""
    duration = request.duration or DEFAULT_DURATION_S
    shots = request.shots
    with_credits = borrowed and (duration >= SHORTEST_WITH_CREDITS_S if shots is None else shots >= 2)
    beats = min(MAX_BEATS, max(1, shots - with_credits) if shots else _usual_beats(duration, with_credits))
    title = title_of(request.topic)
    return Plan(
        title=title,
        language=request.look.language,
        duration=duration,
        beats=beats,
        exact=shots is not None,
        with_title=beats >= 2 and duration >= _SHORTEST_WITH_TITLE_S,
        with_credits=with_credits,
        time_of=partial(_time, request.look.language, request.voice_speed),
    )


def _usual_beats(duration: float, with_credits: bool) -> int:
    if duration < _SHORTEST_WITH_TITLE_S:
        return max(1, round(duration / _SECONDS_PER_BEAT))
    return min(MAX_BEATS - with_credits, max(2, round(duration / _SECONDS_PER_BEAT)))


def _time(language: str, speed: float, text: str) -> float:
    return speaking_time(text, language, speed)
