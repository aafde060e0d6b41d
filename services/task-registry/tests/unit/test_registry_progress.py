"""What is told of how far a task is."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from videoagent_contracts.commands import CancelTask, DeleteTask, RerunStep, StepOverrides
from videoagent_contracts.enums import StepKind, TaskStatus
from videoagent_contracts.status import TaskView
from videoagent_contracts.steps import StepHeartbeat, StepStarted
from videoagent_registry.domain.decision import Progress, Status
from videoagent_registry.domain.events import TimersDue
from videoagent_registry.domain.progress import MOST_CHANGE, SHARES, estimate_s, message, overall, stage
from videoagent_registry.domain.view import FORGOTTEN_TOPIC, task_view
from videoagent_registry.testing import Play, run_to_end, sample_storyboard, success


def test_shares_make_up_the_whole() -> None:
    assert sum(SHARES.values()) == 100
    assert set(SHARES) == set(StepKind)


def test_progress_only_grows_and_ends_at_100() -> None:
    play = run_to_end("t")
    progress = [decision.record.progress for decision in play.history]
    assert progress == sorted(progress)
    assert progress[-1] == 100
    assert progress[-2] < 100


def test_kinds_that_a_film_lacks_do_not_hold_it_back() -> None:
    play = Play(music="off")
    play.work(until="compose")
    whole = 100 - SHARES[StepKind.MUSIC]
    assert play.record.progress == pytest.approx(100 * (whole - SHARES[StepKind.COMPOSE]) / whole, abs=0.1)


def test_a_heartbeat_is_told_when_a_percent_has_been_done() -> None:
    play = Play()
    play.work(until="compose")
    play.say("compose", StepStarted(worker="w"))
    slight = play.say("compose", StepHeartbeat(worker="w", fraction=0.05))
    assert slight is not None
    assert not slight.journaled
    assert slight.outputs == ()
    told = play.say("compose", StepHeartbeat(worker="w", fraction=0.5))
    assert told is not None
    assert told.journaled
    assert told.outputs == (Progress(seq=play.record.seq, after_seq=play.record.status_seq),)
    back = play.say("compose", StepHeartbeat(worker="w", fraction=0.1))
    assert back is not None
    assert back.record.progress == told.record.progress


def test_a_first_heartbeat_stands_in_for_a_lost_announcement() -> None:
    play = Play()
    told = play.say("style", StepHeartbeat(worker="w", fraction=0.1))
    assert told is not None
    assert any(isinstance(output, Status) for output in told.outputs)
    assert play.record.steps["style"].started_at is not None


def test_stage_is_the_earliest_kind_at_work() -> None:
    play = Play()
    assert stage(play.record) is None
    play.say("style", StepStarted(worker="w"))
    assert stage(play.record) is StepKind.STYLE
    play.work(until="image:1")
    assert stage(play.record) is StepKind.IMAGE
    play.work()
    assert stage(play.record) is StepKind.COMPOSE


def test_a_task_that_awaits_review_is_at_its_storyboard() -> None:
    play = Play(review=True)
    play.work()
    assert play.record.status is TaskStatus.AWAITING_REVIEW
    assert stage(play.record) is StepKind.STORYBOARD


def test_messages_are_plain_words() -> None:
    play = Play(shots=3)
    assert message(play.record) == "Waiting to start"
    play.work(until="image:1")
    assert message(play.record) == "Drawing picture 3 of 3"
    play.give(CancelTask())
    assert message(play.record) == "Cancelled"
    assert message(run_to_end("t").record) == "The film is ready"


def test_what_is_taken_over_from_an_earlier_run_is_not_counted() -> None:
    play = run_to_end("t", shots=3)
    play.give(RerunStep(step_id="image:1", overrides=StepOverrides(prompt="A lighthouse")))
    play.say("image:1", StepStarted(worker="w"))
    assert message(play.record) == "Drawing picture 1 of 1"


def test_the_estimate_comes_from_the_pace_so_far() -> None:
    play = Play()
    play.work(until="compose")
    assert play.record.run_started_at is not None
    record = replace(play.record, eta_s=None)
    early = play.record.run_started_at + timedelta(seconds=1)
    assert estimate_s(record, early) is None
    later = play.record.run_started_at + timedelta(seconds=90)
    assert estimate_s(record, later) == pytest.approx(10, abs=0.2)


def test_the_estimate_says_nothing_of_the_text_steps_and_never_jumps() -> None:
    """Text is written at once, then pictures take ten times as long as their share."""
    play = Play(shots=6)
    play.work(until="image:0")
    assert play.record.run_started_at is not None
    record = replace(play.record, eta_s=None, run_base=0.0)
    told = []
    for passed, progress in ((1, 6.0), (4, 12.0), (5, 16.0), (60, 20.0), (180, 30.0), (181, 31.0), (182, 60.0)):
        at = play.record.run_started_at + timedelta(seconds=passed)
        record = replace(record, progress=progress)
        record = replace(record, eta_s=estimate_s(record, at), updated_at=at)
        told.append(record.eta_s)
    assert told[:2] == [None, None]
    estimates = [estimate for estimate in told[2:] if estimate is not None]
    assert len(estimates) == 5
    for before, after in pairwise(estimates):
        assert before / MOST_CHANGE - 0.1 <= after <= before * MOST_CHANGE + 0.1


def test_a_timer_that_is_not_due_changes_nothing() -> None:
    play = Play()
    assert play.apply(TimersDue(play.task_id, play.now)) is None


def test_the_public_state_survives_the_wire() -> None:
    play = run_to_end("t", shots=2)
    view = task_view(play.record, play.now)
    assert TaskView.model_validate_json(view.model_dump_json()) == view
    assert [shot.clip is not None for shot in view.shots] == [True, True]
    assert view.title == "Three shots"


def test_a_deleted_task_tells_nothing_that_its_user_wrote() -> None:
    play = Play(script="My secret words.")
    play.give(CancelTask())
    play.say("style", StepStarted(worker="w"))
    play.give(DeleteTask())
    text = task_view(play.record, play.now).model_dump_json()
    assert "secret" not in text
    assert "tale" not in text
    assert FORGOTTEN_TOPIC in text


def test_without_narration_there_is_no_share_for_voices() -> None:
    play = Play()
    for step_id in ("style", "story"):
        play.apply(success(play.take(step_id)))
    request = play.take("storyboard")
    silent = sample_storyboard(2, silent=(0, 1)).model_dump(mode="json")
    answer = success(request)
    play.apply(answer.model_copy(update={"payload": answer.payload.model_copy(update={"output": silent})}))
    assert not any(step.kind is StepKind.VOICE for step in play.record.steps.values())
    assert overall(play.record) == pytest.approx(100 * 8 / 88, abs=0.1)
    play.work()
    assert play.record.progress == 100
