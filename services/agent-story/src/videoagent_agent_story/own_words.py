"""Stories made of the user's own script or scenes, word for word."""

from videoagent_agent_story.beats import with_count
from videoagent_agent_story.pauses import with_pauses
from videoagent_agent_story.plan import MAX_BEATS, Plan, plan
from videoagent_agent_story.script import narrations
from videoagent_contracts.film import Beat, Story, StoryRequest
from videoagent_models.sentences import split_sentences
from videoagent_models.shot_time import LEAD_IN_S, TAIL_S

OWN_WORDS = "own words"
_LONGER = 1.1
_SPOKEN_OVER_TITLE_S = 2.5
_TITLE_S = 2.0
"""What a title without words adds to a film, its overlap with the next shot taken off."""
_LEAST_SHOTS = 3


def own_story(request: StoryRequest) -> Story | None:
    """Return the story of an own script or own scenes; None when the request has neither."""
    if request.scenes is not None:
        return _of_scenes(request, plan(request, borrowed=False))
    return None if request.script is None else _of_script(request, request.script, plan(request, borrowed=False))


def _of_scenes(request: StoryRequest, frame: Plan) -> Story:
    beats = tuple(
        Beat(narration=scene.narration, prompt=scene.prompt, media=scene.media, duration=scene.duration)
        for scene in request.scenes or ()
    )
    return Story(title=frame.title, language=frame.language, beats=beats, provider=OWN_WORDS)


def _of_script(request: StoryRequest, script: str, frame: Plan) -> Story:
    opening, rest = _begins_with_title(script, frame)
    if opening and (request.shots is None or request.shots >= _LEAST_SHOTS):
        told = _told(rest, request.shots - 1 if request.shots else None, frame)
        beats = [Beat(narration=opening, heading=frame.title), *told]
    else:
        beats = _told(script, request.shots, frame)
    if not beats[0].heading and _has_title_beat(request, beats, frame):
        # In a given number of shots the title's is one of them.
        told = _told(script, request.shots - 1, frame) if request.shots else beats
        beats = [Beat(heading=frame.title), *told]
    if request.shots is None and request.duration is not None and request.recording is None:
        beats = with_pauses(beats, frame)
    warnings = _too_long(request, frame.time_of(script))
    return Story(title=frame.title, language=frame.language, beats=tuple(beats), warnings=warnings, provider=OWN_WORDS)


def _begins_with_title(script: str, frame: Plan) -> tuple[str, str]:
    """Return a script's first sentence, if that is the title and others follow, and what follows; else nothing first.

    It is said while the title is shown, and once.
    """
    sentences = split_sentences(script)
    rest = "".join(sentences[1:]).strip()
    if rest and _heard(sentences[0]) and _heard(sentences[0]) == _heard(frame.title):
        return sentences[0].strip(), rest
    return "", script


def _heard(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _told(script: str, count: int | None, frame: Plan) -> list[Beat]:
    beats = [Beat(narration=text) for text in narrations(script, count, frame.time_of)]
    return with_count(beats, count, frame.time_of) if count else beats


def _has_title_beat(request: StoryRequest, beats: list[Beat], frame: Plan) -> bool:
    """Whether the title comes before the first words: these would have it stand too long, and there is time for it.

    A voice-over is heard from its beginning.
    """
    times = [frame.time_of(beat.narration) for beat in beats]
    if request.recording is not None or times[0] <= _SPOKEN_OVER_TITLE_S:
        return False
    if request.shots is not None and request.shots < _LEAST_SHOTS:
        return False
    planned = sum(times) + len(beats) * (LEAD_IN_S + TAIL_S) + _TITLE_S
    return len(beats) < MAX_BEATS + bool(request.shots) and (request.duration is None or planned <= request.duration)


def _too_long(request: StoryRequest, seconds: float) -> tuple[str, ...]:
    if request.duration is None or seconds <= _LONGER * request.duration:
        return ()
    return (
        f"the script takes about {seconds:.0f} s to speak, so the film is longer than the duration of "
        f"{request.duration:g} s: the script is kept word for word",
    )
