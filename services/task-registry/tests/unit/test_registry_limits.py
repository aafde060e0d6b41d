"""What is told of a task beside its film: its longest time, what it did with less, what its agents may spend."""

from datetime import timedelta
from typing import TypeVar

import pytest

from videoagent_contracts.codec import AnyEnvelope
from videoagent_contracts.commands import ApproveTask, EditStoryboard, RerunStep, RetryTask
from videoagent_contracts.enums import Priority, StepKind, TaskStatus
from videoagent_contracts.errors import ErrorCode
from videoagent_contracts.film import ImageRequest, MediaItem, MediaKind, MusicRequest, Substitution, VideoRequest
from videoagent_contracts.steps import StepFailed, StepStarted, StepSucceeded
from videoagent_registry.domain.decision import Cancellation, Decision
from videoagent_registry.domain.events import Admitted, TimersDue
from videoagent_registry.domain.inputs import build_input
from videoagent_registry.domain.invariants import violations
from videoagent_registry.domain.policy import Policies, RetryPolicy
from videoagent_registry.settings import RegistrySettings
from videoagent_registry.testing import Play, failure, sample_artifact, success
from videoagent_runtime.settings import load_settings

InputT = TypeVar("InputT")
HOUR = timedelta(hours=1)
SHORT = Policies(run_limit=2 * HOUR)


def pass_time(play: Play, span: timedelta) -> Decision | None:
    play.now += span
    return play.apply(TimersDue(play.task_id, play.now))


def status(play: Play) -> TaskStatus:
    return play.record.status


def test_a_run_that_takes_too_long_is_ended_and_everything_is_stopped() -> None:
    play = Play(policies=SHORT)
    play.work(until="image:1")
    play.say("image:1", StepStarted(worker="w"))
    play.now += 2 * HOUR
    ended = play.apply(TimersDue(play.task_id, play.now))
    assert ended is not None
    assert Cancellation() in ended.outputs
    error = play.record.error
    assert error is not None
    assert (error.code, error.step_id, error.retryable) == (ErrorCode.DEADLINE_EXCEEDED, "image:1", True)
    assert "2 h" in error.detail
    assert violations(play.history) == []
    play.requests.clear()
    play.give(RetryTask())
    play.work()
    assert play.record.status is TaskStatus.COMPLETED


def test_the_clock_of_a_run_begins_with_its_first_step() -> None:
    play = Play(policies=SHORT)
    assert pass_time(play, 5 * HOUR) is None
    play.say("style", StepStarted(worker="w"))
    assert play.record.run_due_at == play.history[-1].at + 2 * HOUR
    assert play.record.next_due() is not None


def test_a_review_does_not_count() -> None:
    play = Play(policies=SHORT, review=True)
    play.say("style", StepStarted(worker="w"))
    play.now += HOUR
    play.work()
    assert status(play) is TaskStatus.AWAITING_REVIEW
    assert pass_time(play, 50 * HOUR) is None
    play.give(ApproveTask())
    play.say("image:1", StepStarted(worker="w"))
    due_at = play.record.run_due_at
    assert due_at is not None
    assert HOUR - timedelta(minutes=1) < due_at - play.now < HOUR
    ended = pass_time(play, HOUR)
    assert ended is not None
    assert status(play) is TaskStatus.FAILED


def test_waiting_for_a_place_does_not_count() -> None:
    play = Play(policies=SHORT)
    play.work(until="video:1")
    play.say("video:1", StepFailed(worker="w", error=failure("video:1")))
    play.requests.clear()
    play.crowded = True
    play.give(RetryTask())
    assert pass_time(play, 50 * HOUR) is None
    play.apply(Admitted(play.task_id, play.now))
    play.work()
    assert play.record.status is TaskStatus.COMPLETED


def test_each_kind_has_its_own_retry_policy() -> None:
    once = RetryPolicy(max_attempts=1)
    play = Play(policies=Policies(retry={StepKind.STORY: once}))
    play.say("style", StepFailed(worker="w", error=failure("style", retryable=True)))
    assert status(play) is TaskStatus.PENDING
    pass_time(play, HOUR)
    play.apply(success(play.take("style")))
    play.say("story", StepFailed(worker="w", error=failure("story", retryable=True)))
    assert status(play) is TaskStatus.FAILED


def test_retry_policies_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIDEOAGENT_REGISTRY__MAX_ATTEMPTS", "4")
    monkeypatch.setenv("VIDEOAGENT_REGISTRY__RETRY__IMAGE__MAX_ATTEMPTS", "9")
    monkeypatch.setenv("VIDEOAGENT_REGISTRY__RETRY__IMAGE__FIRST_DELAY", "PT5S")
    monkeypatch.setenv("VIDEOAGENT_REGISTRY__RETRY__MUSIC__MAX_LOSSES", "0")
    monkeypatch.setenv("VIDEOAGENT_REGISTRY__RUN_LIMIT", "PT6H")
    policies = load_settings(RegistrySettings).registry.policies()
    image, music, voice = (policies.retry_of(kind) for kind in (StepKind.IMAGE, StepKind.MUSIC, StepKind.VOICE))
    assert (image.max_attempts, image.first_delay, image.max_losses) == (9, timedelta(seconds=5), 10)
    assert (music.max_attempts, music.max_losses) == (4, 0)
    assert voice == policies.default_retry
    assert policies.run_limit == timedelta(hours=6)


def test_a_provider_that_asks_for_patience_gets_it_over_the_longest_delay() -> None:
    play = Play(policies=Policies(default_retry=RetryPolicy(max_delay=timedelta(seconds=1))))
    error = failure("style", retryable=True).model_copy(update={"retry_after_s": 600.0})
    play.say("style", StepFailed(worker="w", error=error))
    assert pass_time(play, timedelta(seconds=599)) is None
    assert pass_time(play, timedelta(seconds=3)) is not None
    assert play.record.steps["style"].attempt == 2


def substituted(request: AnyEnvelope) -> AnyEnvelope:
    answer = success(request)
    payload = answer.payload
    assert isinstance(payload, StepSucceeded)
    use = Substitution(wanted="painter", used="sketcher", reason="provider_rate_limited")
    output = {**payload.output, "substitutions": [use.model_dump()]}
    return answer.model_copy(update={"payload": payload.model_copy(update={"output": output})})


def test_another_provider_within_a_step_is_told_until_the_step_does_without() -> None:
    play = Play()
    play.work(until="image:1")
    play.apply(substituted(play.take("image:1")))
    play.work()
    told = play.record.degraded
    assert [(entry.step_id, entry.used) for entry in told] == [("image:1", "sketcher")]
    assert told[0].reason == "painter: provider_rate_limited"
    play.give(RerunStep(step_id="music"))
    play.work()
    assert play.record.degraded == told
    play.give(RerunStep(step_id="image:1"))
    assert play.record.degraded == ()
    play.work()
    assert (play.record.status, play.record.degraded) == (TaskStatus.COMPLETED, ())
    assert violations(play.history) == []


def test_a_removed_shot_takes_what_was_told_of_it_along() -> None:
    play = Play()
    play.work(until="image:2")
    play.apply(substituted(play.take("image:2")))
    play.work()
    board = play.record.storyboard
    assert board is not None
    play.give(EditStoryboard(storyboard=board.model_copy(update={"shots": board.shots[:2]})))
    assert play.record.degraded == ()


def test_requests_say_how_urgent_they_are_and_what_may_be_spent() -> None:
    play = Play(budget=2.0)
    request = play.take("style")
    assert (request.payload.priority, request.payload.budget_usd) == (Priority.NORMAL, 2.0)
    answer = success(request)
    payload = answer.payload
    assert isinstance(payload, StepSucceeded)
    costly = payload.model_copy(update={"output": {**payload.output, "cost_usd": 0.75}})
    play.apply(answer.model_copy(update={"payload": costly}))
    assert play.take("story").payload.budget_usd == 1.25
    assert Play().take("style").payload.budget_usd is None


def test_options_that_nobody_declares_reach_the_agents_as_they_came() -> None:
    for kind in ("style", "story"):
        request = (play := Play(hue="red", own={"depth": [1, 2]})).take("style")
        while request.step_id != kind:
            play.apply(success(request))
            request = play.take(kind)
        assert request.payload.extra_options == {"hue": "red", "own": {"depth": [1, 2]}}


def test_an_agent_is_told_how_long_it_may_run() -> None:
    """So that it stops asking a slow provider while there is time for the next in line."""
    play = Play()
    request = play.take("style")
    assert request.payload.limit_s == play.policies.limit_of(StepKind.STYLE).total_seconds()


def test_media_of_the_users_own_reach_the_agents() -> None:
    picture, music = item("p", MediaKind.IMAGE), item("m", MediaKind.AUDIO)
    play = Play(music="media:m", media={"media:p": picture, "media:m": music})
    play.work(until="music")
    assert request(play, "music", MusicRequest).media_item == music
    play.work()
    board = play.record.storyboard
    assert board is not None
    shots = (board.shots[0], board.shots[1].model_copy(update={"media": "media:p"}), board.shots[2])
    play.give(EditStoryboard(storyboard=board.model_copy(update={"shots": shots})))
    play.work()
    assert request(play, "image:1", ImageRequest).media_item == picture
    assert request(play, "video:1", VideoRequest).media_item == picture
    assert request(play, "image:0", ImageRequest).media_item is None


def request(play: Play, step: str, expected: type[InputT]) -> InputT:
    found = build_input(play.record, play.record.steps[step])
    assert isinstance(found, expected)
    return found


def item(name: str, kind: MediaKind) -> MediaItem:
    ref = sample_artifact("uploads", "style", "jpg", "image/jpeg")
    return MediaItem(ref=ref, kind=kind, width=10 * len(name), height=10)
