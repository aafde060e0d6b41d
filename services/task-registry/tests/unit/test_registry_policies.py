"""Retries, fall-backs, endings: what becomes of failures and of what users want."""

from datetime import timedelta

import pytest

from videoagent_contracts.commands import ApproveTask, CancelTask, CreateTask, DeleteTask, RetryTask
from videoagent_contracts.enums import StepStatus, TaskStatus
from videoagent_contracts.errors import ErrorCode, TaskError
from videoagent_contracts.options import TaskSpec
from videoagent_contracts.status import StatusEvent
from videoagent_contracts.steps import StepFailed, StepReleased, StepStarted, StepSucceeded
from videoagent_registry.domain.decision import Cancellation, Decision, Removal, Request, Status
from videoagent_registry.domain.events import LeaseExpired, TimersDue
from videoagent_registry.domain.policy import Policies, RetryPolicy
from videoagent_registry.testing import Play, run_to_end, success


def failure(
    step_id: str, *, retryable: bool = True, provider: str | None = None, after: float | None = None
) -> StepFailed:
    error = TaskError(
        code=ErrorCode.AGENT_FAILED,
        stage=step_id.partition(":")[0],
        step_id=step_id,
        detail="it broke",
        provider=provider,
        retryable=retryable,
        retry_after_s=after,
    )
    return StepFailed(worker="w", error=error)


def dispatched(decision: Decision | None) -> list[tuple[str, int]]:
    outputs = decision.outputs if decision else ()
    return [(output.step_id, output.attempt) for output in outputs if isinstance(output, Request)]


def said(decision: Decision | None) -> StatusEvent | None:
    outputs = decision.outputs if decision else ()
    return next((output.event for output in outputs if isinstance(output, Status)), None)


def status(play: Play) -> TaskStatus:
    return play.record.status


def pass_time(play: Play, span: timedelta) -> Decision | None:
    play.now += span
    return play.apply(TimersDue(play.task_id, play.now))


def test_delays_grow_with_full_jitter_and_honour_retry_after() -> None:
    policy = RetryPolicy(first_delay=timedelta(seconds=1), max_delay=timedelta(seconds=8))
    for failures, bound in [(1, 1), (2, 2), (3, 4), (4, 8), (5, 8), (5000, 8)]:
        delays = [policy.delay(failures, f"salt {index}") / timedelta(seconds=1) for index in range(200)]
        assert all(0 <= delay < bound for delay in delays)
        assert min(delays) < bound * 0.2 < bound * 0.8 < max(delays)
        assert policy.delay(failures, "x") == policy.delay(failures, "x")
    assert policy.delay(1, "x", retry_after_s=60) >= timedelta(seconds=60)


def test_three_failures_end_the_task_with_its_error() -> None:
    play = Play()
    for attempt in (1, 2):
        assert play.record.steps["style"].attempt == attempt
        assert said(play.say("style", failure("style"))) is StatusEvent.STEP_CHANGED
        assert dispatched(pass_time(play, timedelta(minutes=5))) == [("style", attempt + 1)]
    assert said(play.say("style", failure("style"))) is StatusEvent.TASK_FAILED
    assert status(play) is TaskStatus.FAILED
    assert play.record.error is not None
    assert (play.record.error.code, play.record.error.attempts) == (ErrorCode.AGENT_FAILED, 3)


def test_a_retry_waits_for_its_time() -> None:
    play = Play()
    play.say("style", failure("style", after=30))
    assert pass_time(play, timedelta(seconds=29)) is None
    assert dispatched(pass_time(play, timedelta(seconds=3))) == [("style", 2)]


def test_what_cannot_be_tried_again_fails_at_once() -> None:
    play = Play()
    assert said(play.say("style", failure("style", retryable=False))) is StatusEvent.TASK_FAILED


def test_lost_workers_are_counted_apart_and_end_at_last() -> None:
    play = Play(policies=Policies(default_retry=RetryPolicy(max_losses=4)))
    for attempt in range(1, 5):
        play.say("style", StepStarted(worker="w"))
        lost = play.apply(LeaseExpired(play.task_id, "style", attempt))
        assert dispatched(lost) == [("style", attempt + 1)]
        assert lost is not None
        assert Cancellation({"style": attempt + 1}) in lost.outputs
    play.say("style", StepStarted(worker="w"))
    play.apply(LeaseExpired(play.task_id, "style", 5))
    assert play.record.error is not None
    assert play.record.error.code is ErrorCode.WORKER_LOST


def test_a_released_attempt_goes_to_the_next_worker_at_once() -> None:
    play = Play()
    assert dispatched(play.say("style", StepReleased(worker="w", reason="stopping"))) == [("style", 2)]
    assert play.record.steps["style"].failures == 0


def test_a_late_success_of_an_older_attempt_is_ignored() -> None:
    play = Play()
    first = play.take("style")
    play.say("style", StepReleased(worker="w", reason="stopping"))
    assert play.apply(success(first)) is None
    assert play.apply(success(play.take("style"))) is not None


def test_a_lost_request_is_dispatched_again_in_the_end() -> None:
    play = Play(policies=Policies(queue_patience=timedelta(hours=1)))
    play.requests.clear()
    pass_time(play, timedelta(hours=1, seconds=1))
    assert dispatched(pass_time(play, timedelta(minutes=5))) == [("style", 2)]


def test_an_attempt_that_takes_too_long_is_stopped() -> None:
    play = Play(policies=Policies(default_attempt_limit=timedelta(minutes=10)))
    play.say("style", StepStarted(worker="w"))
    assert pass_time(play, timedelta(minutes=9)) is None
    stopped = pass_time(play, timedelta(minutes=2))
    assert stopped is not None
    assert Cancellation({"style": 2}) in stopped.outputs
    error = play.record.steps["style"].error
    assert error is not None
    assert error.code is ErrorCode.DEADLINE_EXCEEDED


def test_an_answer_of_the_wrong_shape_is_a_failure() -> None:
    play = Play()
    wrong = StepSucceeded(worker="w", kind=play.record.steps["style"].kind, output={"style": 3}, duration_s=1)
    play.say("style", wrong)
    assert play.record.steps["style"].status is StepStatus.PENDING
    error = play.record.steps["style"].error
    assert error is not None
    assert "language" in error.detail


def test_the_film_goes_on_without_music_and_says_so() -> None:
    play = Play()
    play.work(until="music")
    play.say("music", failure("music", retryable=False))
    play.work()
    assert status(play) is TaskStatus.COMPLETED
    assert play.record.steps["music"].status is StepStatus.SKIPPED
    assert [(entry.step_id, entry.used) for entry in play.record.degraded] == [("music", "no music")]


@pytest.mark.parametrize("kind", ["image", "video"])
def test_a_picture_or_clip_falls_back_to_the_built_in_provider(kind: str) -> None:
    step = f"{kind}:1"
    play = Play(providers={kind: "other"})
    play.work(until=step)
    assert play.take(step).payload.provider == "other"
    play.say(step, failure(step, retryable=False, provider="other"))
    assert play.take(step).payload.provider == "builtin"
    assert [(entry.step_id, entry.used) for entry in play.record.degraded] == [(step, "builtin")]
    assert said(play.say(step, failure(step, retryable=False, provider="builtin"))) is StatusEvent.TASK_FAILED


def test_the_built_in_provider_has_nothing_to_fall_back_to() -> None:
    play = Play()
    play.work(until="image:1")
    assert said(play.say("image:1", failure("image:1", retryable=False, provider="builtin"))) is StatusEvent.TASK_FAILED


def test_review_waits_for_approval() -> None:
    play = Play(review=True)
    play.work()
    assert status(play) is TaskStatus.AWAITING_REVIEW
    assert said(play.give(ApproveTask())) is StatusEvent.STATUS_CHANGE
    assert play.give(ApproveTask()) is None
    play.work()
    assert status(play) is TaskStatus.COMPLETED


def test_a_task_that_waits_for_review_can_be_cancelled_and_waits_again() -> None:
    play = Play(review=True)
    play.work()
    play.give(CancelTask())
    assert status(play) is TaskStatus.CANCELLED
    play.give(RetryTask())
    assert status(play) is TaskStatus.AWAITING_REVIEW


def test_the_budget_stops_a_task_that_would_go_on_spending() -> None:
    play = Play(budget=0.5)
    request = play.take("style")
    answer = success(request)
    costly = answer.payload.model_copy(update={"output": {**answer.payload.output, "cost_usd": 0.75}})
    play.apply(answer.model_copy(update={"payload": costly}))
    assert play.record.error is not None
    assert play.record.error.code is ErrorCode.BUDGET_EXCEEDED


def test_cancel_stops_the_workers_and_wins_over_late_results() -> None:
    play = Play()
    request = play.take("style")
    cancelled = play.give(CancelTask())
    assert cancelled is not None
    assert Cancellation() in cancelled.outputs
    assert said(cancelled) is StatusEvent.TASK_CANCELLED
    assert play.apply(success(request)) is None
    assert play.give(CancelTask()) is None


def test_cancel_does_not_change_what_is_over() -> None:
    play = run_to_end("t")
    assert play.give(CancelTask()) is None
    assert status(play) is TaskStatus.COMPLETED


def test_retry_makes_what_is_missing_and_keeps_the_rest() -> None:
    play = Play()
    play.work(until="video:2")
    play.say("video:2", failure("video:2", retryable=False))
    assert status(play) is TaskStatus.FAILED
    play.requests.clear()
    again = play.give(RetryTask())
    assert dispatched(again) == [("video:2", 2)]
    assert play.record.steps["video:1"].reused
    assert (play.record.run, play.record.error) == (2, None)
    play.work()
    assert status(play) is TaskStatus.COMPLETED


@pytest.mark.parametrize(
    ("forced", "remade"),
    [
        ("image:1", {"image:1", "video:1", "compose"}),
        ("music", {"music", "compose"}),
        ("compose", {"compose"}),
    ],
)
def test_retry_from_a_step_makes_it_and_its_dependants_again(forced: str, remade: set[str]) -> None:
    play = Play()
    play.work(until="compose")
    play.give(CancelTask())
    play.requests.clear()
    play.give(RetryTask(from_step=forced))
    assert {name for name, step in play.record.steps.items() if step.output is None} == remade
    play.work()
    assert status(play) is TaskStatus.COMPLETED
    assert all((step.attempt == 2) == (name in remade) for name, step in play.record.steps.items())


def test_retry_from_the_storyboard_plans_anew_and_counts_attempts_on() -> None:
    play = Play()
    play.work(until="compose")
    play.give(CancelTask())
    play.requests.clear()
    play.give(RetryTask(from_step="storyboard"))
    assert "image:0" not in play.record.steps
    play.work()
    assert status(play) is TaskStatus.COMPLETED
    assert play.record.steps["image:0"].attempt == 2
    assert play.record.steps["story"].reused


def test_retry_of_an_unknown_step_or_of_a_running_task_is_ignored() -> None:
    play = Play()
    assert play.give(RetryTask()) is None
    play.give(CancelTask())
    assert play.give(RetryTask(from_step="image:77")) is None
    assert status(play) is TaskStatus.CANCELLED


def test_a_command_that_comes_again_after_its_effect_is_over_is_ignored() -> None:
    """Redelivery of a retry, long after the retried run has failed again, must not start a third run."""
    play = Play()
    play.say("style", failure("style", retryable=False))
    retry = play.give(RetryTask())
    assert retry is not None
    play.say("style", failure("style", retryable=False))
    again = retry.cause
    envelope = success(play.requests[0]).model_copy(update={"id": again, "payload": RetryTask()})
    assert play.apply(envelope) is None
    assert play.record.run == 2


def test_only_what_is_over_can_be_deleted() -> None:
    play = Play()
    assert play.give(DeleteTask()) is None
    play.give(CancelTask())
    deleted = play.give(DeleteTask())
    assert deleted is not None
    assert Removal() in deleted.outputs
    assert play.give(RetryTask()) is None
    assert play.give(CreateTask(user_id="u", spec=TaskSpec(topic="again"))) is None
