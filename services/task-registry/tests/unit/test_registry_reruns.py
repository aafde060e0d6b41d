"""What is made again of a film, and what is taken over: one step, a retry, a new plan."""

import json
from pathlib import Path

import pytest

from videoagent_contracts.commands import ApproveTask, CancelTask, EditStoryboard, RerunStep, RetryTask, StepOverrides
from videoagent_contracts.enums import StepKind, TaskStatus
from videoagent_contracts.film import (
    Film,
    FilmPart,
    ImageRequest,
    Storyboard,
    VideoRequest,
    VoiceRequest,
)
from videoagent_contracts.status import StatusEvent
from videoagent_contracts.steps import RunCompose, StepFailed, StepSucceeded
from videoagent_registry.domain.codec import fold_decisions
from videoagent_registry.domain.inputs import build_input
from videoagent_registry.domain.invariants import violations
from videoagent_registry.domain.record import TaskRecord
from videoagent_registry.testing import Play, failure, run_to_end, sample_storyboard, success
from videoagent_registry.testing.changes import (
    board,
    changed,
    film,
    finished_again,
    marked,
    said,
    seed,
    shown,
    with_shots,
    work_off,
)


@pytest.mark.parametrize(
    ("step", "made"),
    [
        ("image:1", {"image:1", "video:1", "compose"}),
        ("voice:2", {"voice:2", "video:2", "compose"}),
        ("video:0", {"video:0", "compose"}),
        ("music", {"music", "compose"}),
        ("compose", {"compose"}),
    ],
)
def test_one_step_again_remakes_it_and_what_builds_on_it(step: str, made: set[str]) -> None:
    play = film()
    assert said(play.give(RerunStep(step_id=step))) == [StatusEvent.STATUS_CHANGE]
    assert play.record.run == 2
    assert finished_again(play) == made
    assert {name for name, each in play.record.steps.items() if not each.reused} == made
    assert all(each.attempt == (2 if name in made else 1) for name, each in play.record.steps.items())


def test_a_step_that_makes_the_same_again_changes_nothing_behind_it() -> None:
    play = run_to_end("t")
    play.give(RerunStep(step_id="image:1"))
    play.apply(success(play.take("image:1")))
    assert play.requests == []
    assert play.record.status is TaskStatus.COMPLETED
    assert play.record.steps["compose"].reused
    assert violations(play.history) == []


def test_the_next_film_is_given_the_parts_of_the_one_before_and_nobody_else_is_told_of_them() -> None:
    play = Play()
    first = _composing(play)
    assert first.input.parts == ()
    answer = marked(play.take("compose"))
    assert isinstance(answer.payload, StepSucceeded)
    part = FilmPart(made_from="0" * 64, file=Film.model_validate(answer.payload.output).video)
    output = {**answer.payload.output, "parts": [part.model_dump(mode="json")]}
    play.apply(answer.model_copy(update={"payload": answer.payload.model_copy(update={"output": output})}))
    told = [shown(play).film]
    play.give(RerunStep(step_id="image:1"))
    told.append(shown(play).earlier_film)
    assert [film.parts for film in told if film is not None] == [(), ()]
    assert _composing(play).input.parts == (part,)


def _composing(play: Play) -> RunCompose:
    """Work up to the last step, and look at what it is given."""
    while play.requests[0].step_id != "compose":
        play.apply(marked(play.requests.pop(0)))
    request = play.requests[0].payload
    assert isinstance(request, RunCompose)
    return request


def test_another_take_has_another_seed_and_a_named_seed_its_own() -> None:
    play = film()
    first = seed(play, "image:1")
    play.give(RerunStep(step_id="image:1"))
    second = seed(play, "image:1")
    finished_again(play)
    play.give(RerunStep(step_id="image:1", overrides=StepOverrides(seed=5)))
    third = seed(play, "image:1")
    finished_again(play)
    play.give(RerunStep(step_id="image:1", overrides=StepOverrides(seed=5)))
    assert seed(play, "image:1") == third
    assert len({first, second, third}) == 3
    assert seed(play, "image:2") == seed(film(), "image:2")


def test_words_of_a_shot_change_wherever_they_are_used() -> None:
    play = film()
    play.give(RerunStep(step_id="voice:1", overrides=StepOverrides(narration="Other words.", voice="amy")))
    request = play.take("voice:1").payload.input
    assert isinstance(request, VoiceRequest)
    assert (request.text, request.voice) == ("Other words.", "amy")
    assert board(play).shots[1].narration == "Other words."
    play.say("voice:1", StepFailed(worker="w", error=failure("voice:1")))
    assert play.record.status is TaskStatus.FAILED
    play.requests.clear()
    play.give(RetryTask())
    assert (again := play.take("voice:1").payload.input) == request, again
    work_off(play)
    video = build_input(play.record, play.record.steps["video:1"])
    assert isinstance(video, VideoRequest)
    assert video.shot.narration == "Other words."


def test_new_words_leave_a_picture_that_has_a_prompt_of_its_own() -> None:
    prompted, bare = film(), film()
    prompted.give(EditStoryboard(storyboard=changed(board(prompted), 1, prompt="A lighthouse")))
    finished_again(prompted)
    for play, remade in ((prompted, False), (bare, True)):
        play.give(RerunStep(step_id="voice:1", overrides=StepOverrides(narration="Other words.")))
        assert ("image:1" in finished_again(play)) is remade


def test_a_prompt_shapes_the_picture_and_takes_the_place_of_own_media() -> None:
    play = film()
    play.give(EditStoryboard(storyboard=changed(board(play), 1, media="media:mine")))
    finished_again(play)
    play.give(RerunStep(step_id="image:1", overrides=StepOverrides(prompt="A lighthouse", provider="painter")))
    request = play.take("image:1").payload
    assert isinstance(request.input, ImageRequest)
    assert (request.input.shot.prompt, request.input.shot.media, request.provider) == ("A lighthouse", None, "painter")
    assert play.record.steps["image:0"].overrides is None


def test_overrides_add_up() -> None:
    play = film()
    play.give(RerunStep(step_id="voice:1", overrides=StepOverrides(voice="amy", seed=3)))
    finished_again(play)
    play.give(RerunStep(step_id="voice:1", overrides=StepOverrides(voice_speed=1.5)))
    assert play.record.steps["voice:1"].overrides == StepOverrides(voice="amy", seed=3, voice_speed=1.5)
    finished_again(play)
    play.give(RerunStep(step_id="voice:1"))
    assert play.record.steps["voice:1"].overrides == StepOverrides(voice="amy", voice_speed=1.5)


@pytest.mark.parametrize(
    "order",
    [
        RerunStep(step_id="image:99"),
        RerunStep(step_id="image:1", overrides=StepOverrides(voice="amy")),
        RerunStep(step_id="compose", overrides=StepOverrides(seed=1)),
        RerunStep(step_id="voice:1", overrides=StepOverrides(prompt="A lighthouse")),
    ],
)
def test_an_order_without_meaning_changes_nothing(order: RerunStep) -> None:
    assert film().give(order) is None


def test_a_running_task_takes_no_such_orders() -> None:
    play = Play()
    assert play.give(RerunStep(step_id="style")) is None
    assert play.give(EditStoryboard(storyboard=sample_storyboard())) is None
    play.give(CancelTask())
    assert play.give(EditStoryboard(storyboard=sample_storyboard())) is None, "there is neither look nor story"


def test_an_early_step_again_leads_as_far_as_its_changes_do() -> None:
    play = film()
    play.give(RerunStep(step_id="story"))
    assert finished_again(play) == {"story"}


def test_a_new_plan_takes_over_the_shots_that_are_in_it_again() -> None:
    play = film()
    plan = board(play)
    play.give(RerunStep(step_id="storyboard"))
    new = with_shots(plan, plan.shots[0], plan.shots[2].model_copy(update={"narration": "New."}), plan.shots[1])
    play.say("storyboard", planned(new))
    assert finished_again(play) >= {"voice:1", "image:1", "video:1", "compose"}
    assert play.record.steps["image:2"].reused
    assert play.record.steps["voice:2"].reused


def planned(storyboard: Storyboard) -> StepSucceeded:
    output = storyboard.model_dump(mode="json")
    return StepSucceeded(worker="w", kind=StepKind.STORYBOARD, output=output, duration_s=0.1)


@pytest.mark.parametrize(
    "order",
    [
        RerunStep(step_id="image:1", overrides=StepOverrides(prompt="A lighthouse")),
        RerunStep(step_id="compose"),
        RerunStep(step_id="story"),
        EditStoryboard(storyboard=changed(sample_storyboard(3), 1, narration="Other words.")),
    ],
    ids=["image", "compose", "story", "storyboard"],
)
def test_the_film_stays_until_another_has_taken_its_place(order: RerunStep | EditStoryboard) -> None:
    play = film()
    first = shown(play)
    assert first.film is not None
    assert first.earlier_film is None
    play.give(order)
    assert shown(play).status is TaskStatus.PENDING
    assert (shown(play).film, shown(play).earlier_film) == (None, first.film)
    play.give(CancelTask())
    assert (shown(play).film, shown(play).earlier_film) == (None, first.film)
    play.requests.clear()
    play.give(RetryTask(from_step="compose"))
    assert shown(play).earlier_film == first.film
    finished_again(play)
    assert shown(play).earlier_film is None
    assert shown(play).film not in (None, first.film)


def test_a_film_made_under_other_rules_stays_though_nothing_of_it_can_be_reused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A release may refuse inputs that an earlier one took: the film is made again, and is there meanwhile."""
    play = film()
    first = shown(play).film

    def refuses(*_: object) -> str:
        raise ValueError("no longer allowed")

    monkeypatch.setattr("videoagent_registry.domain.reuse.fingerprint", refuses)
    play.give(RerunStep(step_id="image:1"))
    assert shown(play).earlier_film == first


def test_a_change_that_fails_can_be_taken_back() -> None:
    play = film()
    plan = board(play)
    play.give(RerunStep(step_id="image:1", overrides=StepOverrides(prompt="What no provider will draw")))
    play.say("image:1", StepFailed(worker="w", error=failure("image:1")))
    play.requests.clear()
    assert said(play.give(EditStoryboard(storyboard=plan))) == [StatusEvent.TASK_COMPLETED]
    assert violations(play.history) == []


def test_a_failed_step_is_run_again_by_another_provider() -> None:
    play = Play(providers={"story": "painter"})
    play.work(until="story")
    play.say("story", StepFailed(worker="w", error=failure("story", provider="painter")))
    play.requests.clear()
    play.give(RerunStep(step_id="story", overrides=StepOverrides(provider="builtin")))
    assert play.take("story").payload.provider == "builtin"


def test_the_same_order_twice_is_carried_out_twice() -> None:
    play = film()
    for _ in range(2):
        play.give(RerunStep(step_id="image:1", overrides=StepOverrides(seed=5, prompt="A lighthouse")))
        assert "image:1" in finished_again(play)


def test_in_review_a_new_plan_can_be_ordered() -> None:
    play = Play(review=True)
    work_off(play)
    play.give(RerunStep(step_id="storyboard"))
    assert work_off(play) == {"storyboard"}
    assert (play.record.status, play.record.run) == (TaskStatus.AWAITING_REVIEW, 1)
    assert violations(play.history) == []


def test_a_new_plan_of_an_approved_film_is_reviewed_again() -> None:
    play = Play(review=True)
    work_off(play)
    play.give(ApproveTask())
    work_off(play)
    play.give(EditStoryboard(storyboard=changed(board(play), 1, prompt="A lighthouse")))
    finished_again(play)
    play.give(RerunStep(step_id="storyboard"))
    work_off(play)
    assert play.record.status is TaskStatus.AWAITING_REVIEW
    play.give(ApproveTask())
    finished_again(play)


def test_a_fall_back_is_told_again_with_the_picture_that_it_made() -> None:
    play = Play(providers={"image": "other"})
    play.work(until="image:1")
    play.requests = [request for request in play.requests if request.step_id != "image:1"]
    play.say("image:1", StepFailed(worker="w", error=failure("image:1", provider="other")))
    work_off(play)
    assert [(entry.step_id, entry.used) for entry in play.record.degraded] == [("image:1", "builtin")]
    plan = board(play)
    play.give(EditStoryboard(storyboard=with_shots(plan, plan.shots[0], plan.shots[2], plan.shots[1])))
    assert "image:2" not in finished_again(play)
    assert [(entry.step_id, entry.used) for entry in play.record.degraded] == [("image:2", "builtin")]
    play.give(RerunStep(step_id="image:2"))
    assert play.take("image:2").payload.provider == "other"
    assert play.record.degraded == ()


def test_journals_from_before_are_read_and_their_films_changed() -> None:
    """A journal that was written before steps kept anything: a film of two shots, one picture by a fall-back."""
    record: TaskRecord | None = None
    lines = (Path(__file__).parent / "old_journal.jsonl").read_text().splitlines()
    for version, line in enumerate(lines, start=1):
        record = fold_decisions(record, version, line)[-1].record
    assert record is not None
    assert record.status is TaskStatus.COMPLETED
    play = Play()
    play.resume(record)
    assert play.record.degraded[0].used == "builtin"
    play.give(EditStoryboard(storyboard=changed(board(play), 0, prompt="A lighthouse")))
    assert work_off(play) == {"image:0", "video:0", "compose"}
    assert play.record.status is TaskStatus.COMPLETED
    assert [(entry.step_id, entry.used) for entry in play.record.degraded] == [("image:1", "builtin")]


def test_what_a_later_version_has_written_beside_is_passed_over() -> None:
    lines = (Path(__file__).parent / "old_journal.jsonl").read_text().splitlines()
    entries = json.loads(lines[0])
    entries[0]["set"]["added_later"] = {"a": 1}
    entries[0]["say"].append(["added_later", {}])
    for step in entries[0]["steps"].values():
        step["added_later"] = 1
    grown, plain = fold_decisions(None, 1, json.dumps(entries)), fold_decisions(None, 1, lines[0])
    assert grown == plain
