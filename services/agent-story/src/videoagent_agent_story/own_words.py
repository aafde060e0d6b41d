"""Stories made of the user's own script or scenes, word for word."""

from videoagent_agent_story.beats import with_count
from videoagent_agent_story.plan import Plan, plan
from videoagent_agent_story.script import narrations
from videoagent_contracts.film import Beat, Story, StoryRequest

OWN_WORDS = "own words"
_LONGER = 1.1


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
    texts = narrations(script, request.shots, frame.time_of)
    beats = [Beat(narration=text) for text in texts]
    if request.shots:
        beats = with_count(beats, request.shots, frame.time_of)
    warnings = _too_long(request, sum(map(frame.time_of, texts)))
    return Story(title=frame.title, language=frame.language, beats=tuple(beats), warnings=warnings, provider=OWN_WORDS)


def _too_long(request: StoryRequest, seconds: float) -> tuple[str, ...]:
    if request.duration is None or seconds <= _LONGER * request.duration:
        return ()
    return (
        f"the script takes about {seconds:.0f} s to speak, so the film is longer than the duration of "
        f"{request.duration:g} s: the script is kept word for word",
    )
