"""A voice-over takes the place of voices: every shot is given its part, whatever becomes of the shots."""

from typing import Any

from videoagent_contracts.artifacts import ArtifactRef
from videoagent_contracts.commands import EditStoryboard, RerunStep, StepOverrides
from videoagent_contracts.enums import StepKind, TaskStatus
from videoagent_contracts.film import (
    Beat,
    MediaItem,
    MediaKind,
    Story,
    StoryboardRequest,
    StoryRequest,
    VoiceRequest,
    Word,
)
from videoagent_contracts.steps import StepSucceeded
from videoagent_registry.testing import Play, report, sample_storyboard, success

NAME = "media:01"
REF = ArtifactRef(bucket="b", key="uploads/u/01/original", sha256="1" * 64, size=9, content_type="audio/wav")
ITEM = MediaItem(ref=REF, kind=MediaKind.AUDIO, duration=12)
HEARD = (Word(text="This", start=0.1, end=0.3),)
SAID = tuple(f"This is shot number {index}." for index in range(3))


def play_to_the_end() -> tuple[Play, dict[str, Any]]:
    """Make a film with a voice-over; return it and the inputs of its steps."""
    play = Play(media={NAME: ITEM}, voice=NAME, script=" ".join(SAID))
    given: dict[str, Any] = {}
    while play.requests:
        request = play.requests.pop(0)
        given[request.step_id or ""] = request.payload.input
        play.apply(_story(request) if request.step_id == "story" else success(request))
    assert play.record.status is TaskStatus.COMPLETED
    return play, given


def _story(request: Any) -> Any:
    beats = (Beat(narration=SAID[0]), Beat(prompt="silence"), *(Beat(narration=text) for text in SAID[1:]))
    story = Story(title="Shots", language="en", beats=beats, heard=HEARD, pace=1.4)
    payload = StepSucceeded(worker="tester", kind=StepKind.STORY, output=story.model_dump(mode="json"), duration_s=0.1)
    return report(request.task_id, "story", request.attempt or 1, payload, message_id="story")


def test_story_and_voices_are_given_the_recording_and_the_pace_plans_the_shots() -> None:
    _, given = play_to_the_end()
    assert isinstance(given["story"], StoryRequest)
    assert (given["story"].recording, given["story"].duration) == (ITEM, None)
    assert isinstance(given["storyboard"], StoryboardRequest)
    assert (given["storyboard"].voice_speed, given["storyboard"].story.heard) == (1.4, ())
    voice = given["voice:2"]
    assert isinstance(voice, VoiceRequest)
    assert voice.voice is None
    assert voice.recording is not None
    assert (voice.recording.item, voice.recording.heard) == (ITEM, HEARD)
    assert voice.recording.narrations == SAID
    assert voice.recording.narrations[voice.recording.at] == SAID[1]
    assert given["voice:1"].recording is None, "this beat says nothing in the voice-over"


def test_a_shot_that_was_moved_keeps_its_part_and_one_with_a_voice_of_its_own_needs_none() -> None:
    play, _ = play_to_the_end()
    shots = sample_storyboard().shots
    moved = [shots[2], shots[0], shots[1]]
    board = sample_storyboard().model_copy(
        update={"shots": tuple(shot.model_copy(update={"index": index}) for index, shot in enumerate(moved))}
    )
    play.give(EditStoryboard(storyboard=board))
    assert not [request for request in play.requests if (request.step_id or "").startswith("voice")]
    play.work()
    play.give(RerunStep(step_id="voice:0", overrides=StepOverrides(voice="heart")))
    again = play.take("voice:0").payload.input
    assert (again.voice, again.recording) == ("heart", None)
