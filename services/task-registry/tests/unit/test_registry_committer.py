"""Committing with everything that may go wrong between deciding, appending and publishing; stores kept in memory."""

import pytest
from prometheus_client import REGISTRY

from videoagent_contracts.commands import CancelTask, DeleteTask, RetryTask
from videoagent_contracts.enums import StepStatus, TaskStatus
from videoagent_contracts.errors import StorageException
from videoagent_contracts.status import StatusEvent
from videoagent_contracts.steps import StepHeartbeat, StepStarted
from videoagent_registry.service import DEAF_S
from videoagent_registry.testing import (
    MemoryRegistry as Registry,
)
from videoagent_registry.testing import (
    command,
    create_command,
    report,
    success,
)

TASK = "task-1"


async def test_a_task_runs_to_its_end_and_is_marked() -> None:
    registry = Registry()
    await registry.hear(create_command(TASK))
    await registry.work()
    assert registry.record().status is TaskStatus.COMPLETED
    assert [each.seq for each in registry.statuses()] == list(range(1, len(registry.statuses()) + 1))
    assert registry.journal.live_marks == {TASK: 3}
    await registry.marks.flush()
    assert registry.journal.live_marks == {}
    assert TASK in registry.journal.finished


async def test_events_of_one_batch_make_one_entry_per_task() -> None:
    registry = Registry()
    await registry.hear(create_command("a"), create_command("b"))
    started = report("a", "style", 1, StepStarted(worker="w"))
    first = next(each for each in registry.requests() if each.task_id == "a")
    await registry.hear(started, success(first), report("b", "style", 1, StepStarted(worker="w")))
    assert sorted(registry.journal.entries) == [("a", 1), ("a", 2), ("b", 1), ("b", 2)]
    assert [each.seq for each in registry.statuses() if each.task_id == "a"] == [1, 2, 3]


async def test_nothing_is_said_that_is_not_in_the_journal() -> None:
    registry = Registry()
    registry.journal.away = True
    with pytest.raises(StorageException):
        await registry.hear(create_command(TASK))
    assert registry.voice.said == []
    registry.journal.away = False
    await registry.hear(create_command(TASK))
    assert len(registry.requests()) == 1


async def test_a_crash_between_journal_and_kafka_is_healed_by_the_next_owner() -> None:
    """The entry is written, the word is not out: the message comes again to another process, which says it."""
    first = Registry()
    first.voice.away = True
    with pytest.raises(StorageException):
        await first.hear(create_command(TASK))
    second = Registry(first.journal)
    await second.hear(create_command(TASK))
    assert [each.step_id for each in second.requests()] == ["style"]
    assert [each.seq for each in second.statuses()] == [1]
    await second.work()
    assert second.record().status is TaskStatus.COMPLETED


async def test_a_word_that_did_not_get_out_is_said_by_the_next_tick() -> None:
    """Kafka is away while a timer acts: no message will come again, so the registry itself has to remember."""
    registry = Registry(lease_s=3)
    await registry.own({3})
    await registry.hear(create_command(TASK))
    await registry.hear(report(TASK, "style", 1, StepStarted(worker="w")))
    registry.voice.away = True
    with pytest.raises(StorageException):
        await registry.wait(5)
    registry.voice.away = False
    await registry.service.tick()
    assert [(each.step_id, each.attempt) for each in registry.requests()] == [("style", 1), ("style", 2)]
    assert [each.seq for each in registry.statuses()] == [1, 2, 3]


async def test_two_registries_that_both_think_they_own_a_task_write_one_history() -> None:
    first = Registry()
    await first.hear(create_command(TASK))
    second = Registry(first.journal, first.voice)
    await second.hear(success(first.requests()[0]))
    await first.hear(command(TASK, CancelTask()))
    assert first.record().status is TaskStatus.CANCELLED
    assert first.record().steps["style"].status is StepStatus.SUCCEEDED
    story = next(each for each in first.requests() if each.step_id == "story")
    await second.hear(success(story))
    assert second.record().status is TaskStatus.CANCELLED
    assert {each.seq for each in first.statuses()} == {1, 2, 3}


async def test_a_message_that_means_nothing_to_an_old_memory_is_not_lost() -> None:
    """Its owner was silent for too long, and another went on: steps are at work that it never heard of."""
    first = Registry()
    await first.hear(create_command(TASK))
    second = Registry(first.journal, first.voice)
    await second.hear(success(first.requests()[0]))
    await first.hear(report(TASK, "story", 1, StepStarted(worker="w")))
    assert first.record().steps["story"].status is StepStatus.RUNNING
    conflicts = REGISTRY.get_sample_value("videoagent_registry_conflicts_total")
    await first.hear(report(TASK, "story", 1, StepStarted(worker="w")))
    await first.hear(report(TASK, "story", 1, StepHeartbeat(worker="w")))
    assert REGISTRY.get_sample_value("videoagent_registry_conflicts_total") == conflicts, "it is known to be new"


async def test_who_owns_a_partition_again_reads_what_others_wrote_meanwhile() -> None:
    """The worker dies without a word, so that no message tells the old owner of the attempt."""
    first = Registry(lease_s=3)
    await first.own({3})
    await first.hear(create_command(TASK), create_command("other"))
    second = Registry(first.journal, first.voice)
    await second.hear(success(first.requests()[0]))
    await second.hear(report(TASK, "story", 1, StepStarted(worker="w")))
    await second.hear(create_command("new"))
    await first.own({3})
    assert len(first.book) == 3
    assert first.record().steps["story"].status is StepStatus.RUNNING
    await first.wait(5)
    assert first.record().steps["story"].attempt == 2


async def test_a_new_owner_finds_the_live_tasks_and_their_timers() -> None:
    first = Registry()
    await first.hear(create_command(TASK), create_command("other"))
    await first.hear(report(TASK, "style", 1, StepStarted(worker="w")))
    second = Registry(first.journal, lease_s=3)
    await second.own({3})
    assert len(second.book) == 2
    await second.wait(5)
    assert second.record().steps["style"].attempt == 2


async def test_partitions_that_are_gone_are_left_alone() -> None:
    registry = Registry(lease_s=3)
    await registry.own({3})
    await registry.hear(create_command(TASK), report(TASK, "style", 1, StepStarted(worker="w")))
    await registry.service.hand_over()
    await registry.wait(10)
    assert registry.record().steps["style"].attempt == 1
    await registry.own({4})
    assert TASK not in registry.book


async def test_heartbeats_keep_an_attempt_alive() -> None:
    registry = Registry(lease_s=3)
    await registry.own({3})
    await registry.hear(create_command(TASK), report(TASK, "style", 1, StepStarted(worker="w")))
    for _ in range(5):
        await registry.wait(2)
        await registry.hear(report(TASK, "style", 1, StepHeartbeat(worker="w")))
    assert registry.record().steps["style"].attempt == 1
    await registry.wait(4)
    assert registry.record().steps["style"].attempt == 2


async def test_a_registry_that_was_stopped_blames_nobody() -> None:
    """SIGSTOP, then SIGCONT long after the lease: the signs of life lie in the topic, unread."""
    registry = Registry(lease_s=3)
    await registry.own({3})
    await registry.hear(create_command(TASK), report(TASK, "style", 1, StepStarted(worker="w")))
    registry.clock.elapsed += DEAF_S + 60
    await registry.service.tick()
    assert registry.record().steps["style"].attempt == 1


async def test_silence_means_nothing_while_kafka_is_away() -> None:
    registry = Registry(lease_s=3)
    await registry.own({3})
    await registry.hear(create_command(TASK), report(TASK, "style", 1, StepStarted(worker="w")))
    registry.reachable = False
    await registry.wait(20)
    assert registry.record().steps["style"].attempt == 1


async def test_deleting_removes_media_history_and_the_last_status() -> None:
    registry = Registry()
    await registry.hear(create_command(TASK), command(TASK, CancelTask()))
    await registry.hear(command(TASK, DeleteTask()))
    assert registry.media.removed == [TASK]
    assert registry.voice.tombstones == [TASK]
    assert registry.statuses()[-1].payload.event is StatusEvent.TASK_DELETED
    assert registry.journal.entries == {}
    said = len(registry.voice.said)
    await registry.hear(report(TASK, "style", 1, StepStarted(worker="late")), create_command(TASK))
    assert len(registry.voice.said) == said


async def test_deleting_goes_on_when_minio_is_back() -> None:
    registry = Registry()
    await registry.hear(create_command(TASK), command(TASK, CancelTask()))
    registry.media.away = True
    delete = command(TASK, DeleteTask())
    with pytest.raises(StorageException):
        await registry.hear(delete)
    registry.media.away = False
    await registry.hear(delete)
    assert registry.voice.tombstones == [TASK]
    assert registry.journal.entries == {}


async def test_a_retried_task_is_marked_live_again() -> None:
    registry = Registry()
    await registry.hear(create_command(TASK), command(TASK, CancelTask()))
    await registry.marks.flush()
    assert registry.journal.live_marks == {}
    await registry.hear(command(TASK, RetryTask()))
    await registry.marks.flush()
    assert registry.journal.live_marks == {TASK: 3}


async def test_one_bad_message_does_not_hold_up_the_others() -> None:
    registry = Registry()
    await registry.hear(create_command(TASK))
    half = StepHeartbeat.model_construct(worker="w", fraction="half")  # type: ignore[arg-type]
    bad = report(TASK, "style", 1, half)
    with pytest.raises(TypeError):
        await registry.hear(create_command("other"), bad, report(TASK, "style", 1, StepStarted(worker="w")))
    assert registry.record("other").status is TaskStatus.PENDING
    assert registry.record().steps["style"].status is StepStatus.RUNNING


async def test_finished_tasks_leave_memory_oldest_first_and_come_back_when_asked_for() -> None:
    registry = Registry()
    for number in range(12):
        await registry.hear(create_command(f"t{number}"), command(f"t{number}", CancelTask()))
    assert len(registry.book) == 10
    assert "t0" not in registry.book
    await registry.hear(command("t0", RetryTask()))
    assert registry.record("t0").run == 2


async def test_gauges_follow_the_steps_at_work() -> None:
    def value(name: str) -> float:
        return REGISTRY.get_sample_value(name, {"kind": "style"}) or 0.0

    waiting, running = value("videoagent_steps_waiting"), value("videoagent_steps_running")
    registry = Registry()
    await registry.hear(create_command(TASK))
    assert value("videoagent_steps_waiting") == waiting + 1
    await registry.hear(report(TASK, "style", 1, StepStarted(worker="w")))
    assert (value("videoagent_steps_waiting"), value("videoagent_steps_running")) == (waiting, running + 1)
    await registry.hear(command(TASK, CancelTask()))
    assert value("videoagent_steps_running") == running
