"""Another storyboard for a film: what of it is made again, and what is taken over."""

import pytest

from videoagent_contracts.commands import ApproveTask, CancelTask, EditStoryboard, RerunStep, StepOverrides
from videoagent_contracts.enums import CameraMove, StepStatus, TaskStatus, Transition
from videoagent_contracts.film import Shot
from videoagent_contracts.status import StatusEvent
from videoagent_contracts.steps import StepFailed
from videoagent_contracts.versions import storyboard_version
from videoagent_registry.domain.invariants import violations
from videoagent_registry.testing import Play, failure, sample_storyboard
from videoagent_registry.testing.changes import board, changed, film, finished_again, said, seed, with_shots, work_off


def test_an_unchanged_storyboard_is_a_finished_film_at_once() -> None:
    play = film()
    assert said(play.give(EditStoryboard(storyboard=board(play)))) == [StatusEvent.TASK_COMPLETED]
    assert (play.record.run, play.requests) == (2, [])
    assert violations(play.history) == []


@pytest.mark.parametrize(
    ("change", "made"),
    [
        ({"camera": CameraMove.PULL_OUT}, {"video:1", "compose"}),
        ({"prompt": "A lighthouse"}, {"image:1", "video:1", "compose"}),
        ({"heading": "Light"}, {"image:1", "video:1", "compose"}),
        ({"duration": 6.5}, {"video:1", "compose"}),
        ({"duration": 50.0}, {"video:1", "music", "compose"}),
        ({"duration": 5.0}, set()),
    ],
)
def test_a_changed_shot_costs_what_depends_on_the_change(change: dict[str, object], made: set[str]) -> None:
    play = film(music="auto")
    play.give(EditStoryboard(storyboard=changed(board(play), 1, **change)))
    assert finished_again(play) == made


def test_a_transition_concerns_the_shots_on_both_sides_of_it() -> None:
    play = film(shots=4)
    play.give(EditStoryboard(storyboard=changed(board(play), 2, transition=Transition.CUT)))
    assert finished_again(play) == {"video:1", "video:2", "compose"}


def test_moved_shots_keep_what_was_made_of_them() -> None:
    play = film(shots=5)
    plan = board(play)
    pictures = [play.record.picture(index) for index in range(5)]
    order = [0, 3, 1, 2, 4]
    play.give(EditStoryboard(storyboard=with_shots(plan, *(plan.shots[index] for index in order))))
    assert finished_again(play) == {"compose"}
    assert [play.record.picture(index) for index in range(5)] == [pictures[index] for index in order]
    play.give(EditStoryboard(storyboard=plan))
    assert finished_again(play) == {"compose"}
    assert [play.record.picture(index) for index in range(5)] == pictures


def test_an_added_shot_is_made_and_a_removed_one_is_not_missed() -> None:
    play = film(shots=4)
    plan = board(play)
    new = Shot(index=0, narration="Something new.", duration=4.0)
    play.give(EditStoryboard(storyboard=with_shots(plan, plan.shots[0], plan.shots[1], new, *plan.shots[2:])))
    assert finished_again(play) == {"voice:2", "image:2", "video:2", "compose"}
    seeds = {seed(play, f"image:{index}") for index in range(5)}
    assert len(seeds) == 5
    play.give(EditStoryboard(storyboard=with_shots(plan, plan.shots[0], *plan.shots[2:])))
    assert finished_again(play) == {"compose"}
    assert "image:3" not in play.record.steps


def test_a_storyboard_takes_the_place_of_the_one_that_it_names_and_of_no_other() -> None:
    play = Play(review=True)
    play.work()
    first = board(play)
    mine, theirs = changed(first, 1, prompt="A lighthouse"), changed(first, 1, prompt="A mill")
    assert said(play.give(EditStoryboard(storyboard=theirs, replaces=storyboard_version(first))))
    assert play.give(EditStoryboard(storyboard=mine, replaces=storyboard_version(first))) is None
    assert board(play) == theirs
    assert said(play.give(EditStoryboard(storyboard=mine)))
    assert board(play) == mine


def test_what_was_wanted_of_a_shot_goes_with_it() -> None:
    play = film(shots=4)
    play.give(RerunStep(step_id="image:2", overrides=StepOverrides(provider="painter")))
    finished_again(play)
    plan = board(play)
    play.give(EditStoryboard(storyboard=with_shots(plan, plan.shots[0], plan.shots[2], plan.shots[1], plan.shots[3])))
    assert finished_again(play) == {"compose"}
    assert play.record.steps["image:1"].overrides == StepOverrides(provider="painter")
    assert play.record.steps["image:2"].overrides is None


def test_a_shot_that_falls_silent_loses_its_voice() -> None:
    play = film()
    play.give(EditStoryboard(storyboard=changed(board(play), 1, narration="")))
    assert "voice:1" not in play.record.steps
    assert finished_again(play) == {"image:1", "video:1", "compose"}
    play.give(EditStoryboard(storyboard=changed(board(play), 1, narration="This is shot number 1.")))
    assert "voice:1" in finished_again(play)


def test_a_cut_short_run_loses_nothing_that_was_made_before() -> None:
    play = film()
    plan = board(play)
    play.give(EditStoryboard(storyboard=changed(plan, 1, prompt="A lighthouse")))
    play.give(CancelTask())
    play.requests.clear()
    assert said(play.give(EditStoryboard(storyboard=plan))) == [StatusEvent.TASK_COMPLETED]
    assert play.requests == []


def test_in_review_the_plan_is_replaced_and_goes_on_waiting() -> None:
    play = Play(review=True)
    work_off(play)
    new = with_shots(board(play), *board(play).shots[:2])
    assert said(play.give(EditStoryboard(storyboard=new))) == [StatusEvent.STEP_CHANGED]
    assert play.record.status is TaskStatus.AWAITING_REVIEW
    assert "image:2" not in play.record.steps
    assert play.give(RerunStep(step_id="image:0")) is None
    play.give(ApproveTask())
    assert finished_again(play) >= {"image:0", "image:1", "compose"}
    assert play.record.run == 1


def test_a_plan_of_ones_own_stands_in_for_one_that_failed() -> None:
    play = Play()
    play.work(until="storyboard")
    play.say("storyboard", StepFailed(worker="w", error=failure("storyboard")))
    play.requests.clear()
    play.give(EditStoryboard(storyboard=sample_storyboard(2)))
    assert play.record.steps["storyboard"].status is StepStatus.SUCCEEDED
    assert finished_again(play) >= {"image:0", "image:1", "compose"}
