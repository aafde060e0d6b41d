"""Tasks that wait for a place: told why, let in when one is free, over crashes and over several registries."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from videoagent_contracts.codec import AnyEnvelope
from videoagent_contracts.commands import ApproveTask, CancelTask, CreateTask, DeleteTask, RetryTask
from videoagent_contracts.enums import Priority, TaskStatus
from videoagent_contracts.errors import StorageException
from videoagent_contracts.options import TaskOptions, TaskSpec
from videoagent_contracts.status import StatusEvent, TaskView, WaitingReason
from videoagent_contracts.steps import StepInput
from videoagent_contracts.topics import STEP_REQUESTS, STEP_REQUESTS_HIGH
from videoagent_registry.domain import publication
from videoagent_registry.domain.inputs import build_input
from videoagent_registry.domain.publication import publications
from videoagent_registry.domain.record import StepRecord, TaskRecord
from videoagent_registry.gate import TELL_EVERY_S, Limits
from videoagent_registry.testing import MemoryJournal, MemoryRegistry, MemorySlots, Play, command

ALL = set(range(12))


def create(
    task_id: str,
    user: str = "a",
    priority: Priority = Priority.NORMAL,
    *,
    limit: int | None = None,
    review: bool = False,
) -> AnyEnvelope:
    spec = TaskSpec(topic="A tale", priority=priority, options=TaskOptions(review=review))
    payload = CreateTask(user_id=user, spec=spec, max_running=limit)
    return command(task_id, payload, message_id=f"create-{task_id}")


def begun(registry: MemoryRegistry) -> list[str]:
    """Return the tasks that have begun, in order; a request that is said again counts once."""
    requests = {each.id: each.task_id for each in registry.requests() if each.step_id == "style"}
    return list(requests.values())


def view(registry: MemoryRegistry, task_id: str) -> TaskView:
    """Return the newest state that was told."""
    state: TaskView = [each for each in registry.statuses() if each.task_id == task_id][-1].payload.state
    return state


async def finish(registry: MemoryRegistry, task_ids: Sequence[str]) -> None:
    """Cancel tasks and let their places be freed."""
    await registry.hear(*(command(task_id, CancelTask()) for task_id in task_ids))
    await registry.gate.settle()


async def test_over_the_quota_a_task_waits_visibly_and_begins_when_a_place_is_free() -> None:
    registry = MemoryRegistry(limits=Limits(per_user=2))
    for name in ("t1", "t2", "t3", "t4"):
        await registry.hear(create(name))
    assert begun(registry) == ["t1", "t2"]
    waiting = view(registry, "t4")
    assert (waiting.status, waiting.waiting) == (TaskStatus.PENDING, WaitingReason.QUOTA)
    assert waiting.message == "Waiting for its turn: 2 of your films are being made, one waits before it"
    assert view(registry, "t3").message.endswith("it is the next")
    await registry.hear(command("t1", CancelTask()))
    assert begun(registry) == ["t1", "t2", "t3"]
    assert view(registry, "t3").waiting is None
    assert view(registry, "t4").waiting is WaitingReason.QUOTA


async def test_a_task_for_which_there_is_room_begins_in_the_entry_that_creates_it() -> None:
    registry = MemoryRegistry()
    await registry.hear(create("t1"))
    assert sorted(registry.journal.entries) == [("t1", 1)]
    assert [each.payload.event for each in registry.statuses()] == [StatusEvent.TASK_CREATED]
    assert begun(registry) == ["t1"]


async def test_the_quota_of_the_key_goes_before_the_setting() -> None:
    registry = MemoryRegistry(limits=Limits(per_user=5))
    await registry.hear(*(create(f"t{number}", limit=1) for number in range(3)))
    assert len(begun(registry)) == 1


async def test_a_full_installation_lets_the_most_urgent_in_first_and_no_user_holds_up_another() -> None:
    registry = MemoryRegistry(limits=Limits(total=12, per_user=None))
    await registry.hear(*(create(f"a{number:02}") for number in range(30)))
    assert view(registry, "a20").waiting is WaitingReason.CAPACITY
    await registry.hear(create("b-low", "b", Priority.LOW), create("b-urgent", "b", Priority.URGENT))
    await registry.hear(create("c", "c"))
    started = len(begun(registry))
    await finish(registry, begun(registry)[:3])
    assert begun(registry)[started:] == ["b-urgent", "c", "a12"]


async def test_cancelling_a_task_that_waits_works_at_once_and_frees_nothing() -> None:
    registry = MemoryRegistry(limits=Limits(per_user=1))
    await registry.hear(create("t1"), create("t2"), create("t3"))
    await registry.hear(command("t2", CancelTask()))
    assert view(registry, "t2").status is TaskStatus.CANCELLED
    assert view(registry, "t2").waiting is None
    assert begun(registry) == ["t1"]
    await registry.hear(command("t1", CancelTask()))
    assert begun(registry) == ["t1", "t3"]


async def test_a_task_in_review_holds_no_place_and_asks_again_when_it_goes_on() -> None:
    registry = MemoryRegistry(limits=Limits(per_user=1))
    await registry.hear(create("film", review=True))
    await registry.work()
    assert registry.record("film").status is TaskStatus.AWAITING_REVIEW
    await registry.hear(create("other"))
    assert begun(registry) == ["film", "other"]
    await registry.hear(command("film", ApproveTask()))
    assert (registry.record("film").status, view(registry, "film").waiting) == (TaskStatus.PENDING, WaitingReason.QUOTA)
    await registry.work()
    assert registry.record("other").status is TaskStatus.COMPLETED
    assert registry.record("film").status is TaskStatus.COMPLETED


async def test_a_retry_asks_again() -> None:
    registry = MemoryRegistry(limits=Limits(per_user=1))
    await registry.hear(create("t1"), create("t2"))
    await registry.hear(command("t1", CancelTask()))
    await registry.hear(command("t1", RetryTask()))
    assert view(registry, "t1").waiting is WaitingReason.QUOTA
    await registry.hear(command("t2", CancelTask()))
    assert begun(registry) == ["t1", "t2", "t1"]


async def test_waits_survive_a_crash_and_places_of_the_dead_are_freed() -> None:
    """One film ends in the journal, and the registry dies before it gives the place back."""
    first = MemoryRegistry(limits=Limits(per_user=2))
    await first.own(ALL)
    await first.hear(*(create(f"t{number}") for number in range(4)))
    await first.hear(command("t3", CancelTask()))
    first.slots.away = True
    await first.hear(command("t0", CancelTask()))
    assert begun(first) == ["t0", "t1"]
    first.slots.away = False
    second = MemoryRegistry(first.journal, first.voice, slots=first.slots, limits=Limits(per_user=2))
    await second.own(ALL)
    await second.service.tick()
    assert begun(second) == ["t0", "t1", "t2"]
    assert {slot.task_id for slot in second.slots.taken.values()} == {"t1", "t2"}


async def test_two_registries_hold_a_quota_together() -> None:
    """Each owns half of the partitions, and the user's tasks are spread over them."""
    journal, slots = MemoryJournal(), MemorySlots()
    left, right = (
        MemoryRegistry(journal, slots=slots, limits=Limits(per_user=3), partition=partition) for partition in (1, 7)
    )
    await left.own(set(range(6)))
    await right.own(set(range(6, 12)))
    for number in range(5):
        await left.hear(create(f"l{number}"))
        await right.hear(create(f"r{number}"))
    assert len(begun(left) + begun(right)) == len(slots.taken) == 3
    while len(begun(left) + begun(right)) < 10:
        held = [slot.task_id for slot in slots.taken.values()]
        ending = held[0]
        await finish(left if ending.startswith("l") else right, [ending])
        for registry in (right, left):
            await registry.service.tick()
        assert len(slots.taken) == 3


async def test_a_store_that_is_away_for_a_moment_costs_no_place() -> None:
    registry = MemoryRegistry(limits=Limits(per_user=1))
    registry.slots.away = True
    with pytest.raises(StorageException):
        await registry.hear(create("t1"), create("t2"))
    registry.slots.away = False
    registry.journal.away = True
    with pytest.raises(StorageException):
        await registry.hear(create("t1"))
    registry.journal.away = False
    await registry.hear(create("t1"), create("t2"))
    assert begun(registry) == ["t1"]
    assert [slot.task_id for slot in registry.slots.taken.values()] == ["t1"]


async def test_a_command_for_a_used_name_holds_no_place() -> None:
    registry = MemoryRegistry(limits=Limits(per_user=1))
    await registry.hear(create("t1"), command("t1", CancelTask()), command("t1", DeleteTask()))
    await registry.hear(create("t1"))
    await registry.gate.settle()
    assert registry.slots.taken == {}


async def test_nobody_is_let_in_before_all_that_run_are_known() -> None:
    first = MemoryRegistry(limits=Limits(total=12, per_user=None))
    await first.own(ALL)
    await first.hear(*(create(f"t{number:02}") for number in range(12)))
    second = MemoryRegistry(first.journal, first.voice, limits=Limits(total=12, per_user=None))
    await second.service.own(ALL)
    await second.hear(create("late", priority=Priority.URGENT))
    assert "late" not in begun(second)
    while await second.service.tick():
        pass
    assert view(second, "late").waiting is WaitingReason.CAPACITY


async def test_the_place_in_the_line_is_told_again_when_it_has_changed_much() -> None:
    registry = MemoryRegistry(limits=Limits(per_user=1))
    await registry.hear(*(create(f"t{number:02}") for number in range(12)))
    told = len(registry.statuses())
    await finish(registry, ["t01"])
    registry.clock.elapsed += TELL_EVERY_S
    await registry.service.tick()
    assert len(registry.statuses()) == told + 2, "one that was cancelled, one that is the next now"
    await finish(registry, [f"t{number:02}" for number in range(2, 8)])
    registry.clock.elapsed += TELL_EVERY_S
    await registry.service.tick()
    assert view(registry, "t11").message.endswith("about 3 wait before it")


@pytest.mark.parametrize("priority", list(Priority))
def test_urgent_and_high_tasks_have_request_topics_of_their_own(priority: Priority) -> None:
    play = Play()
    play.apply(create("task-1"))
    record = replace(play.record, spec=play.record.spec.model_copy(update={"priority": priority}))
    asked = play.history[-1]
    cards = [card for card, _, _ in publications(record, asked.cause, asked.at, asked.outputs, play.policies)]
    topics = STEP_REQUESTS_HIGH if priority in (Priority.HIGH, Priority.URGENT) else STEP_REQUESTS
    assert cards == [topics[record.steps["style"].kind]]


async def test_a_whole_film_is_made_of_a_task_that_waited() -> None:
    registry = MemoryRegistry(limits=Limits(per_user=1))
    await registry.hear(create("t1"), create("t2"))
    await registry.work()
    assert [registry.record(name).status for name in ("t1", "t2")] == [TaskStatus.COMPLETED] * 2
    assert [each.seq for each in registry.statuses() if each.task_id == "t2"] == list(
        range(1, registry.record("t2").status_seq + 1)
    )


async def test_a_task_that_cannot_be_let_in_holds_up_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    registry = MemoryRegistry(limits=Limits(per_user=1))
    await registry.hear(create("t1"), create("t2"), create("t3"))

    def build(record: TaskRecord, step: StepRecord) -> StepInput:
        if record.task_id == "t2":
            raise LookupError("what it builds on is gone")
        return build_input(record, step)

    monkeypatch.setattr(publication, "build_input", build)
    await registry.hear(command("t1", CancelTask()))
    await registry.gate.settle()
    await registry.service.tick()
    assert begun(registry) == ["t1", "t3"]
    assert [slot.task_id for slot in registry.slots.taken.values()] == ["t3"]
