"""Pictures that are made after others wait for these, whoever asks; and no lost one stops a film."""

from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from videoagent_contracts.codec import AnyEnvelope
from videoagent_contracts.commands import CancelTask, EditStoryboard, RerunStep, RetryTask, StepOverrides
from videoagent_contracts.enums import TaskStatus
from videoagent_contracts.film import ImageRequest, Storyboard
from videoagent_contracts.steps import RunImage, StepFailed, StepReleased, StepStarted, StepSucceeded
from videoagent_registry.domain.events import LeaseExpired, TimersDue
from videoagent_registry.domain.invariants import violations
from videoagent_registry.testing import Play, failure, report, sample_storyboard, success

SUBJECTS = ("", "Bee", "", "bee ", "Fox", "fox", "Bee")
"""The first shot is a title."""


def storyboard(*subjects: str) -> Storyboard:
    board = sample_storyboard(len(subjects))
    shots = (shot.model_copy(update={"subject": name}) for shot, name in zip(board.shots, subjects, strict=True))
    return board.model_copy(update={"shots": tuple(shots)})


def answer(request: AnyEnvelope, **output: Any) -> AnyEnvelope:
    """Succeed; the storyboard has recurring subjects, and a picture is of its attempt and fit to be a reference."""
    made = success(request)
    payload = made.payload
    assert isinstance(payload, StepSucceeded)
    told = {**payload.output, **output}
    if request.step_id == "storyboard":
        told = storyboard(*SUBJECTS).model_dump(mode="json")
    if isinstance(request.payload, RunImage):
        told = {"reference": True, **told}
        mark = f"{asked_of(request).shot.index:032x}{request.attempt:032x}"
        told["picture"] = {**told["picture"], "sha256": mark}
    return made.model_copy(update={"payload": payload.model_copy(update={"output": told})})


def wants(request: AnyEnvelope) -> AnyEnvelope:
    asked = StepReleased(worker="w", reason="references follow", spent_usd=0.0, needs_references=True)
    return report(request.task_id, request.step_id or "", request.attempt or 1, asked)


def at_the_pictures(**options: Any) -> Play:
    play = Play(music="off", **options)
    while words := [each for each in play.requests if not isinstance(each.payload, RunImage)]:
        play.requests.remove(words[0])
        play.apply(answer(words[0]))
    return play


def asked_of(request: AnyEnvelope) -> ImageRequest:
    asked: ImageRequest = request.payload.input
    return asked


def after(request: AnyEnvelope) -> list[str]:
    """Return the attempts whose pictures are given as references."""
    marks = (each.picture.sha256 for each in asked_of(request).references)
    return [f"image:{int(mark[:32], 16)}/{int(mark[32:], 16)}" for mark in marks]


def ask_and_work(play: Play) -> dict[str, AnyEnvelope]:
    """Let every agent of pictures ask where there is something to ask for; return the last request of each step."""
    last: dict[str, AnyEnvelope] = {}
    while play.requests:
        request = play.requests.pop(0)
        last[request.step_id or ""] = request
        follow = isinstance(request.payload, RunImage) and asked_of(request).references_follow
        play.apply(wants(request) if follow else answer(request))
    assert play.record.status is TaskStatus.COMPLETED
    assert violations(play.history) == []
    return last


def test_without_a_question_all_pictures_are_drawn_side_by_side() -> None:
    play = at_the_pictures()
    assert len(play.requests) == len(SUBJECTS)
    assert [asked_of(each).references_follow for each in play.requests] == [False] * 2 + [True] * 5
    while play.requests:
        request = play.requests.pop(0)
        play.apply(answer(request))
        if isinstance(request.payload, RunImage):
            assert (request.attempt, asked_of(request).references) == (1, ())
    assert play.record.status is TaskStatus.COMPLETED
    assert play.record.references == {}


def test_who_asks_waits_for_the_first_picture_of_the_film_and_of_the_subject() -> None:
    play = at_the_pictures()
    for name in ("image:2", "image:3", "image:4", "image:5", "image:6"):
        play.apply(wants(play.take(name)))
    assert [each.step_id for each in play.requests] == ["image:0", "image:1"]
    play.apply(answer(play.take("image:1")))
    begun = {each.step_id: after(each) for each in play.requests if isinstance(each.payload, RunImage)}
    assert begun == {
        "image:0": [],
        "image:2": ["image:1/1"],
        "image:3": ["image:1/1"],
        "image:4": ["image:1/1"],
        "image:6": ["image:1/1"],
    }
    third, fourth = play.take("image:3"), play.take("image:4")
    shown = [reference.subject for each in (third, fourth) for reference in asked_of(each).references]
    assert shown == ["Bee", "Bee"], "by which the agent knows what is the shot's own"
    play.apply(answer(fourth))
    assert after(play.take("image:5")) == ["image:4/2", "image:1/1"]
    assert violations(play.history) == []


def test_a_shot_that_is_made_again_is_made_after_the_same_picture() -> None:
    play = at_the_pictures()
    ask_and_work(play)
    play.give(RerunStep(step_id="image:1", overrides=StepOverrides(prompt="A bee asleep")))
    again = ask_and_work(play)
    assert after(again["image:1"]) == ["image:1/1"], "of itself as it was: the others are made after that"
    assert {name for name in again if name.startswith("image")} == {"image:1"}, "a changed shot costs that shot"
    play.give(RerunStep(step_id="image:5"))
    assert after(ask_and_work(play)["image:5"]) == ["image:4/2", "image:1/1"]


def test_another_name_begins_another_line_and_a_moved_shot_stays_in_its_own() -> None:
    play = at_the_pictures()
    ask_and_work(play)
    board = play.record.storyboard
    assert board is not None
    named = [shot.model_copy(update={"subject": "wasp"}) if shot.index in (3, 6) else shot for shot in board.shots]
    moved = [named[0], named[2], named[1], *named[3:]]
    shots = tuple(shot.model_copy(update={"index": index}) for index, shot in enumerate(moved))
    play.give(EditStoryboard(storyboard=board.model_copy(update={"shots": shots})))
    again = ask_and_work(play)
    assert {name: after(each) for name, each in again.items() if name.startswith("image")} == {
        "image:3": ["image:1/1"],
        "image:6": [f"image:3/{again['image:3'].attempt}", "image:1/1"],
    }


def test_another_look_has_other_references() -> None:
    play = at_the_pictures()
    ask_and_work(play)
    play.give(RerunStep(step_id="style"))
    play.apply(answer(play.take("style"), description="quite another look"))
    again = ask_and_work(play)
    assert after(again["image:1"]) == []
    assert after(again["image:3"]) == [f"image:1/{again['image:1'].attempt}"]


def test_when_no_picture_can_be_made_after_the_first_the_others_are_told_and_go_on() -> None:
    """The model failed, and the built-in provider drew the first picture."""
    play = at_the_pictures()
    for name in ("image:2", "image:3"):
        play.apply(wants(play.take(name)))
    first = play.take("image:1")
    error = failure("image:1", provider="openai")
    play.apply(report(play.task_id, "image:1", first.attempt or 1, StepFailed(worker="w", error=error, spent_usd=0.0)))
    assert not [each for each in play.requests if each.step_id in ("image:2", "image:3")], "they wait for the drawing"
    play.apply(answer(play.take("image:1"), reference=False, provider="builtin"))
    told = play.take("image:3")
    assert (after(told), asked_of(told).references_follow) == ([], False)
    assert "image:1 was made by builtin" in asked_of(told).references_lost
    play.apply(answer(told))
    ask_and_work(play)


def test_nothing_is_lost_where_the_first_picture_is_drawn_on_purpose() -> None:
    play = at_the_pictures()
    play.apply(wants(play.take("image:3")))
    play.apply(answer(play.take("image:1"), reference=False, provider="builtin"))
    told = play.take("image:3")
    assert (after(told), asked_of(told).references_lost) == ([], "")


def test_an_agent_that_asks_for_ever_comes_to_an_end() -> None:
    play = at_the_pictures(providers={"image": "builtin"})
    play.apply(answer(play.take("image:1")))
    while not play.record.status.is_terminal:
        play.apply(wants(play.take("image:2")))
    assert play.record.status is TaskStatus.FAILED
    assert violations(play.history) == []


WORK = ["made", "made", "unfit", "asks", "asks", "asks always", "fails", "refuses", "dies", "lost", "money"]
ACTIONS = st.tuples(st.sampled_from([*WORK, "time", "cancel", "retry", "rerun", "rename"]), st.integers(0, 20))


def act(play: Play, action: str, number: int) -> None:
    request = play.requests[number % len(play.requests)] if play.requests else None
    if action == "time":
        play.now += timedelta(minutes=number)
        play.apply(TimersDue(play.task_id, play.now))
    elif action == "cancel" and number < 4:
        play.give(CancelTask())
    elif action == "retry":
        play.requests.clear()
        play.give(RetryTask())
    elif action == "rerun":
        play.give(RerunStep(step_id=f"image:{number % len(SUBJECTS)}"))
    elif action == "rename" and (board := play.record.storyboard) is not None:
        names = [SUBJECTS[(index + number) % len(SUBJECTS)] for index in range(len(board.shots))]
        play.give(EditStoryboard(storyboard=storyboard(*names)))
    elif request is not None:
        play.requests.remove(request)
        report_of(play, request, action)


def report_of(play: Play, request: AnyEnvelope, action: str) -> None:
    is_picture = isinstance(request.payload, RunImage)
    name, attempt = request.step_id or "", request.attempt or 1
    match action:
        case "made":
            play.apply(answer(request))
        case "unfit":
            play.apply(answer(request, **({"reference": False} if is_picture else {})))
        case "asks" | "asks always":
            follow = is_picture and (action == "asks always" or asked_of(request).references_follow)
            play.apply(wants(request) if follow else answer(request))
        case "fails" | "refuses":
            error = failure(name, retryable=action == "fails", provider="painter")
            play.apply(report(play.task_id, name, attempt, StepFailed(worker="w", error=error, spent_usd=0.0)))
        case "money":
            needs = StepReleased(worker="w", reason="money", spent_usd=0.0, needs_usd=0.1)
            play.apply(report(play.task_id, name, attempt, needs))
        case "dies":
            play.apply(report(play.task_id, name, attempt, StepStarted(worker="w")))
            play.apply(LeaseExpired(play.task_id, name, attempt))
        case _:  # lost: only time helps
            play.apply(report(play.task_id, name, attempt, StepStarted(worker="w")))


def calm_down(play: Play) -> None:
    """Let everything go well, whoever asks; what was lost is found by timers."""
    for _ in range(2000):
        if play.record.status is TaskStatus.COMPLETED:
            return
        if play.record.status.is_terminal:
            play.requests.clear()
            play.give(RetryTask())
        elif play.requests:
            report_of(play, play.requests.pop(0), "asks")
        else:
            due = play.record.next_due()
            assert due is not None, "steps wait for nothing"
            play.now = max(play.now, due)
            play.apply(TimersDue(play.task_id, play.now))
    raise AssertionError(f"the film is never finished: {play.record}")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(actions=st.lists(ACTIONS, max_size=60), budget=st.sampled_from([None, 1.0]), begun=st.booleans())
def test_whatever_becomes_of_a_reference_the_film_is_finished(
    actions: list[tuple[str, int]], budget: float | None, begun: bool
) -> None:
    options: dict[str, Any] = {} if budget is None else {"budget": budget}
    play = at_the_pictures(**options) if begun else Play(music="off", **options)
    for action, number in actions:
        act(play, action, number)
    calm_down(play)
    assert violations(play.history) == []
