"""Which steps there are, in which order, and what they are given."""

import pytest

from videoagent_contracts.enums import AspectRatio, Resolution, StepKind, Transition
from videoagent_contracts.film import ComposeRequest, ImageRequest, MusicRequest, Shot, Speech, Storyboard, VideoRequest
from videoagent_contracts.options import TaskOptions
from videoagent_registry.domain.graph import dependants, first_steps, shot_steps
from videoagent_registry.domain.inputs import build_input, planned_duration, step_seed
from videoagent_registry.domain.record import StepRecord, TaskRecord
from videoagent_registry.domain.timing import lead_in, music_duration, shot_timing, transition_duration
from videoagent_registry.testing import run_to_end, sample_artifact, sample_storyboard


def test_music_is_planned_unless_it_is_off() -> None:
    assert (StepKind.MUSIC, None) in first_steps(TaskOptions())
    assert (StepKind.MUSIC, None) not in first_steps(TaskOptions(music="off"))


def test_a_silent_shot_has_no_voice_step() -> None:
    steps = shot_steps(sample_storyboard(3, silent=(1,)))
    assert {shot for kind, shot in steps if kind is StepKind.VOICE} == {0, 2}
    assert {shot for kind, shot in steps if kind is StepKind.VIDEO} == {0, 1, 2}


def test_longest_shots_are_dispatched_first() -> None:
    board = sample_storyboard(3)
    shots = tuple(shot.model_copy(update={"duration": 4.0 + shot.index}) for shot in board.shots)
    steps = shot_steps(board.model_copy(update={"shots": shots}))
    assert [shot for kind, shot in steps if kind is StepKind.IMAGE] == [2, 1, 0]


def test_dependants_of_one_picture_are_its_clip_and_the_film() -> None:
    record = run_to_end("t").record
    assert dependants(record.steps, "image:1") == {"video:1", "compose"}
    assert dependants(record.steps, "music") == {"compose"}
    assert dependants(record.steps, "style") == set(record.steps) - {"style"}


@pytest.mark.parametrize(
    ("options", "expected"),
    [({}, 30.0), ({"duration": 12}, 12.0), ({"script": "Hello."}, None), ({"script": "Hello.", "duration": 9}, 9.0)],
)
def test_length_is_the_users_or_what_the_words_take(options: dict[str, object], expected: float | None) -> None:
    assert planned_duration(TaskOptions.model_validate(options)) == expected


def test_seeds_differ_by_step_and_follow_the_option() -> None:
    first, second = run_to_end("a", seed=7).record, run_to_end("b", seed=7).record
    assert _seeds(first) == _seeds(second)
    assert len(set(_seeds(first))) == len(first.steps)
    assert _seeds(run_to_end("a").record) != _seeds(run_to_end("b").record)
    assert all(0 <= seed < 2**31 for seed in _seeds(first))


def _seeds(record: TaskRecord) -> list[int]:
    return [step_seed(record, step) for step in record.steps.values()]


def test_cross_faded_shots_leave_room_at_both_ends() -> None:
    board = sample_storyboard(3, duration=2.0)
    assert transition_duration(board, 30) == 0.5
    assert lead_in(board, 0, 0.5) == 0.35
    assert lead_in(board, 1, 0.5) == 0.6
    middle = shot_timing(board, 1, _speech(4.0), 30)
    assert middle.lead_in >= 0.5
    assert middle.duration == pytest.approx(0.6 + 4.0 + 0.75)
    assert (middle.transition_in, middle.transition_out) == (Transition.CROSSFADE, Transition.CROSSFADE)


def test_the_ends_of_the_film_are_cuts() -> None:
    board = sample_storyboard(2)
    assert shot_timing(board, 0, None, 30).transition_in is Transition.CUT
    assert shot_timing(board, 1, None, 30).transition_out is Transition.CUT


def test_a_shot_lasts_as_planned_when_its_speech_is_short() -> None:
    assert shot_timing(sample_storyboard(3, duration=8.0), 1, _speech(1.0), 30).duration == 8.0


def test_transitions_shrink_for_short_shots_in_whole_frames() -> None:
    board = sample_storyboard(3, duration=1.0)
    overlap = transition_duration(board, 24)
    assert overlap * 24 == pytest.approx(round(overlap * 24))
    assert 0.1 <= overlap <= 0.35
    assert transition_duration(sample_storyboard(3, duration=0.2), 30) == 0.0
    assert transition_duration(sample_storyboard(1, duration=0.2), 30) == 0.0


def test_short_shots_between_cuts_do_not_shorten_other_transitions() -> None:
    durations = [5.0, 5.0, 0.3, 5.0]
    transitions = [Transition.CUT, Transition.CROSSFADE, Transition.CUT, Transition.CUT]
    shots = tuple(
        Shot(index=index, duration=duration, transition=transition)
        for index, (duration, transition) in enumerate(zip(durations, transitions, strict=True))
    )
    assert transition_duration(Storyboard(title="t", language="en", shots=shots), 30) == 0.5


def test_music_is_ordered_with_room_to_spare() -> None:
    assert music_duration(sample_storyboard(4, duration=5.0).shots) == pytest.approx(20 * 1.25 + 6)


def test_options_of_the_picture_reach_the_agents() -> None:
    record = run_to_end(
        "t", aspect_ratio="9:16", resolution="720p", fps=25, subtitles="soft", music_volume=0.2, voice="heart"
    ).record
    video = build_input(record, record.steps["video:1"])
    assert isinstance(video, VideoRequest)
    assert (video.width, video.height, video.fps, video.subtitles.value) == (720, 1280, 25, "soft")
    assert video.speech == record.speech(1)
    compose = build_input(record, record.steps["compose"])
    assert isinstance(compose, ComposeRequest)
    assert (compose.width, compose.height, compose.music_volume) == (720, 1280, 0.2)
    assert [shot.lead_in for shot in compose.shots] == [0.35, 0.58, 0.58]
    assert compose.transition_duration == video.transition_duration
    assert len(compose.pictures) == 3
    image = build_input(record, record.steps["image:0"])
    assert isinstance(image, ImageRequest)
    assert (image.width, image.height) == (720, 1280)
    assert record.spec.options.aspect_ratio is AspectRatio.PORTRAIT
    assert record.spec.options.resolution is Resolution.P720


def test_own_music_is_passed_by_reference() -> None:
    record = run_to_end("t", music="media:abc").record
    request = build_input(record, record.steps["music"])
    assert isinstance(request, MusicRequest)
    assert request.media == "media:abc"


def test_an_input_without_its_sources_is_refused() -> None:
    record = run_to_end("t").record
    bare = StepRecord("video:9", StepKind.VIDEO, 9)
    with pytest.raises((LookupError, IndexError)):
        build_input(record, bare)


def _speech(duration: float) -> Speech:
    audio = sample_artifact("t", "voice:1", "flac", "audio/flac")
    return Speech(audio=audio, duration=duration, voice="v", language="en")
