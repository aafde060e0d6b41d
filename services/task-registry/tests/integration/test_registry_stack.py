"""The registry as a process, against the real Kafka, document store and MinIO."""

import asyncio
import json
import re
import signal
import uuid
from typing import Any

import pytest

from videoagent_contracts.artifacts import artifact_key
from videoagent_contracts.codec import AnyEnvelope
from videoagent_contracts.commands import CancelTask, DeleteTask, EditStoryboard, RerunStep, RetryTask, StepOverrides
from videoagent_contracts.enums import StepKind, StepStatus, TaskStatus
from videoagent_contracts.envelope import Envelope
from videoagent_contracts.errors import ErrorCode, TaskError
from videoagent_contracts.status import StatusEvent
from videoagent_contracts.steps import StepFailed, StepHeartbeat, StepStarted, StepSucceeded
from videoagent_contracts.topics import STEP_RESULTS_TOPIC
from videoagent_registry.testing import report, success

pytestmark = [pytest.mark.stack, pytest.mark.timeout(120)]
TERMINAL = {StatusEvent.TASK_COMPLETED, StatusEvent.TASK_FAILED, StatusEvent.TASK_CANCELLED}


def assert_told_well(system: Any, task_id: str) -> None:
    """Seq without gaps, progress that never goes back within a run, one end per run."""
    told = system.told(task_id)
    assert [envelope.seq for envelope in told] == list(range(1, len(told) + 1))
    ends: dict[int, int] = {}
    progress: dict[int, float] = {}
    for envelope in told:
        state = envelope.payload.state
        assert state.progress >= progress.get(state.run, 0.0)
        progress[state.run] = state.progress
        ends[state.run] = ends.get(state.run, 0) + (envelope.payload.event in TERMINAL)
    assert set(ends.values()) <= {0, 1}


async def test_a_task_runs_through_all_steps_to_its_end(system: Any) -> None:
    await system.start_registry()
    task_id = await system.create()
    state = await system.until_status(task_id, TaskStatus.COMPLETED)
    assert state.progress == 100
    assert state.film is not None
    assert {step.status for step in state.steps.values()} == {StepStatus.SUCCEEDED}
    assert len(state.steps) == 5 + 3 * 3
    assert_told_well(system, task_id)
    events = [envelope.payload.event for envelope in system.told(task_id)]
    assert events[0] is StatusEvent.TASK_CREATED
    assert events[-1] is StatusEvent.TASK_COMPLETED
    assert events.count(StatusEvent.SHOT_READY) == 6


async def test_a_killed_registry_goes_on_where_it_was(system: Any) -> None:
    """Killed over and over in the middle of ten tasks: every one ends once, and no attempt is dispatched anew."""
    registry = await system.start_registry()
    tasks = [await system.create() for _ in range(10)]
    for fraction in (0.2, 0.5, 0.8):
        enough = fraction * 10 * 14
        await system.until(lambda enough=enough: len(system.requests) >= enough, "progress")
        await system.kill(registry)
        registry = await system.start_registry()
    for task_id in tasks:
        state = await system.until_status(task_id, TaskStatus.COMPLETED, 60)
        assert {step.attempt for step in state.steps.values()} == {1}
        assert_told_well(system, task_id)
    assert await system.kill(registry, signal.SIGTERM) == 0


async def test_two_registries_share_the_work_and_one_may_go(system: Any) -> None:
    first, _ = await system.start_registry(), await system.start_registry()
    tasks = [await system.create() for _ in range(10)]
    await system.until(lambda: len(system.requests) >= 50, "progress")
    await system.kill(first, signal.SIGTERM)
    tasks += [await system.create() for _ in range(5)]
    for task_id in tasks:
        state = await system.until_status(task_id, TaskStatus.COMPLETED, 60)
        assert {step.attempt for step in state.steps.values()} == {1}
        assert_told_well(system, task_id)


async def test_commands_and_results_that_come_twice_count_once(system: Any) -> None:
    """Every answer twice, the command three times: one film, one attempt of each step."""

    def twice(request: AnyEnvelope) -> list[AnyEnvelope]:
        return [success(request), success(request)]

    system.behave = twice
    await system.start_registry()
    task_id = await system.create()
    for _ in range(2):
        await system.create(task_id)
    state = await system.until_status(task_id, TaskStatus.COMPLETED)
    assert {step.attempt for step in state.steps.values()} == {1}
    await system.create(task_id)
    other = await system.create()
    await system.until_status(other, TaskStatus.COMPLETED)
    assert len({(e.step_id, e.attempt) for e in system.requests if e.task_id == task_id}) == 14
    assert_told_well(system, task_id)


async def test_a_worker_that_falls_silent_is_replaced(system: Any) -> None:
    """The first attempt of an image starts and says nothing more: after the lease the second one does the work."""

    def silent(request: AnyEnvelope) -> list[AnyEnvelope]:
        started = report(request.task_id, request.step_id or "", request.attempt or 1, StepStarted(worker="w"))
        return [started] if request.step_id == "image:1" and request.attempt == 1 else [started, success(request)]

    system.behave = silent
    await system.start_registry()
    task_id = await system.create()
    state = await system.until_status(task_id, TaskStatus.COMPLETED, 30)
    assert state.steps["image:1"].attempt == 2
    fences = [e.payload.below_attempt for e in system.cancellations if e.task_id == task_id]
    assert {"image:1": 2} in fences
    late = Envelope.of(StepHeartbeat(worker="w"), task_id=task_id, producer="t", step_id="image:1", attempt=1)
    await system.runtime.publish(STEP_RESULTS_TOPIC, late)
    assert_told_well(system, task_id)


async def test_leases_survive_a_registry_restart(system: Any) -> None:
    """The worker dies while the registry is down, too: the new owner gives it one lease, then another attempt."""
    started = asyncio.Event()

    def silent(request: AnyEnvelope) -> list[AnyEnvelope]:
        if request.step_id == "story" and request.attempt == 1:
            started.set()
            return [report(request.task_id, "story", 1, StepStarted(worker="w"))]
        return [success(request)]

    system.behave = silent
    registry = await system.start_registry()
    task_id = await system.create()
    await system.until(started.is_set, "start")
    await system.until(lambda: system.state(task_id).steps["story"].status is StepStatus.RUNNING, "running")
    await system.kill(registry)
    await system.start_registry()
    state = await system.until_status(task_id, TaskStatus.COMPLETED)
    assert state.steps["story"].attempt == 2
    assert_told_well(system, task_id)


async def test_cancel_then_retry_keeps_what_was_made(system: Any) -> None:
    def no_compose(request: AnyEnvelope) -> list[AnyEnvelope]:
        return [] if request.step_id == "compose" else [success(request)]

    system.behave = no_compose
    await system.start_registry()
    task_id = await system.create()
    await system.until(lambda: any(e.step_id == "compose" for e in system.requests), "compose request")
    await system.say(task_id, CancelTask(reason="enough"))
    state = await system.until_status(task_id, TaskStatus.CANCELLED)
    assert state.steps["compose"].status is StepStatus.CANCELLED
    await system.until(lambda: any(e.task_id == task_id for e in system.cancellations), "cancellation")
    system.behave = lambda request: [success(request)]
    await system.say(task_id, RetryTask(from_step="image:1"))
    state = await system.until_status(task_id, TaskStatus.COMPLETED)
    attempts = {name: step.attempt for name, step in state.steps.items() if step.attempt > 1}
    assert attempts == {"image:1": 2, "video:1": 2, "compose": 2}
    assert state.run == 2
    assert state.steps["image:0"].reused
    assert_told_well(system, task_id)


async def test_failures_are_tried_again_then_told(system: Any) -> None:
    def refuse(request: AnyEnvelope) -> list[AnyEnvelope]:
        if request.step_id != "voice:1":
            return [success(request)]
        error = TaskError(
            code=ErrorCode.PROVIDER_TIMEOUT, stage="voice", step_id="voice:1", detail="too slow", retryable=True
        )
        return [report(request.task_id, "voice:1", request.attempt or 1, StepFailed(worker="w", error=error))]

    system.behave = refuse
    await system.start_registry()
    task_id = await system.create()
    state = await system.until_status(task_id, TaskStatus.FAILED)
    assert state.error is not None
    assert (state.error.code, state.error.step_id, state.error.attempts) == (
        ErrorCode.PROVIDER_TIMEOUT,
        "voice:1",
        3,
    )
    assert_told_well(system, task_id)


async def test_delete_leaves_nothing_but_a_used_name(system: Any) -> None:
    await system.start_registry()
    task_id = await system.create()
    await system.until_status(task_id, TaskStatus.COMPLETED)
    key = artifact_key(task_id, StepKind.COMPOSE.value, "a" * 64, "mp4")
    await system.runtime.objects.put_bytes(b"film", key, "video/mp4")
    await system.say(task_id, DeleteTask())
    await system.until(
        lambda: any(e.payload.event is StatusEvent.TASK_DELETED for e in system.told(task_id)), "deletion"
    )
    for _ in range(100):
        if not await system.journal.exists(task_id):
            break
        await asyncio.sleep(0.05)
    assert await system.journal.load(task_id) == []
    assert await system.runtime.objects.list(f"tasks/{task_id}/") == []
    said = len(system.told(task_id))
    await system.create(task_id)
    other = await system.create(str(uuid.uuid4()))
    await system.until_status(other, TaskStatus.COMPLETED)
    assert len(system.told(task_id)) == said


async def test_clean_up_by_hand_removes_old_tasks_and_orphans(system: Any) -> None:
    await system.start_registry()
    task_id = await system.create()
    await system.until_status(task_id, TaskStatus.COMPLETED)
    await system.until_finished(task_id)
    orphan = str(uuid.uuid4())
    await system.runtime.objects.put_bytes(b"film", artifact_key(orphan, "compose", "b" * 64, "mp4"), "video/mp4")
    for options, removed in ((["--dry-run"], False), ([], True)):
        lines = await system.clean_up("--older-than", "0", *options)
        mine = {line["name"]: line["removed"] for line in lines if line["name"] in (task_id, orphan)}
        assert mine == {task_id: removed, orphan: removed}
    await system.until(
        lambda: any(e.payload.event is StatusEvent.TASK_DELETED for e in system.told(task_id)), "deletion"
    )
    assert await system.runtime.objects.list(f"tasks/{orphan}/") == []


async def test_a_finished_film_is_changed_over_a_killed_registry(system: Any) -> None:
    """One step again, then another storyboard while the registry dies: what is not concerned is made once only."""
    system.behave = fresh
    registry = await system.start_registry()
    task_id = await system.create()
    first = await system.until_status(task_id, TaskStatus.COMPLETED)
    await system.say(task_id, RerunStep(step_id="image:1", overrides=StepOverrides(prompt="A lighthouse")))
    await system.until(lambda: run_of(system, task_id, TaskStatus.COMPLETED) == 2, "the second run's end")
    changed = system.state(task_id)
    assert changed.storyboard.shots[1].prompt == "A lighthouse"
    assert attempts(changed) == {"image:1": 2, "video:1": 2, "compose": 2}
    system.behave = lambda request: [] if request.step_id == "compose" else fresh(request)
    await system.say(task_id, EditStoryboard(storyboard=first.storyboard))
    await system.until(lambda: any(e.step_id == "compose" and e.attempt == 3 for e in system.requests), "composing")
    await system.kill(registry)
    system.behave = fresh
    await system.start_registry()
    compose = next(e for e in system.requests if e.step_id == "compose" and e.attempt == 3)
    await system.answer(compose)
    await system.until(lambda: run_of(system, task_id, TaskStatus.COMPLETED) == 3, "the third run's end")
    assert attempts(system.state(task_id)) == {"image:1": 3, "video:1": 3, "compose": 3}
    assert_told_well(system, task_id)


def fresh(request: AnyEnvelope) -> list[AnyEnvelope]:
    """Start and succeed, with artefacts that no other attempt makes."""
    answer = success(request)
    payload = answer.payload
    assert isinstance(payload, StepSucceeded)
    text = re.sub(r'("sha256": ")[0-9a-f]{8}', rf"\g<1>{request.attempt:08x}", json.dumps(payload.output))
    made = answer.model_copy(update={"payload": payload.model_copy(update={"output": json.loads(text)})})
    started = report(request.task_id, request.step_id or "", request.attempt or 1, StepStarted(worker="fake"))
    return [started, made]


def run_of(system: Any, task_id: str, status: TaskStatus) -> int | None:
    state = system.state(task_id)
    return state.run if state is not None and state.status is status else None


def attempts(state: Any) -> dict[str, int]:
    return {name: step.attempt for name, step in state.steps.items() if step.attempt > 1}
