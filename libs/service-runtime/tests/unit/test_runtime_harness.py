"""Claim, acknowledge, work: each hazard of at-least-once delivery has its story here."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from videoagent_contracts.enums import StepKind
from videoagent_contracts.envelope import utc_now
from videoagent_contracts.errors import ErrorCode, StorageException
from videoagent_contracts.ids import uuid7
from videoagent_runtime.agent.handing_back import HandBackException
from videoagent_runtime.agent.purse import ReserveShortException
from videoagent_runtime.agent.request import InvalidRequestError, StepRequest
from videoagent_runtime.retry import Stopping

Make = Callable[..., Any]


async def test_attempt_is_claimed_announced_done_and_recorded(world_of: Make, request_of: Make) -> None:
    world, request = world_of(), request_of()
    await world.harness.handle(request)
    await world.until(lambda: world.reports.types() == ["step.started", "step.succeeded"])
    claim = world.claims.claims[f"{request.task_id}/music/1"]
    result = next(message for message in world.reports.messages if message.type == "step.succeeded")
    assert claim.worker == "worker-a"
    assert claim.result == result
    assert result.causation_id == request.id
    assert result.correlation_id == request.correlation_id
    assert result.payload.output["duration"] == 1.0


async def test_handler_returns_while_the_work_goes_on(world_of: Make, request_of: Make) -> None:
    """The message is acknowledged when the handler returns; a rebalance then cannot run the work twice."""
    world = world_of()
    world.finish.clear()
    await world.harness.handle(request_of())
    assert world.reports.types() == ["step.started"]
    assert world.harness.running == 1
    world.finish.set()
    await world.until(lambda: world.reports.types()[-1] == "step.succeeded")


async def test_full_slots_hold_the_handler_back(world_of: Make, request_of: Make) -> None:
    """Back-pressure: a request is not claimed before there is a slot for it."""
    world = world_of(concurrency=1)
    world.finish.clear()
    first, second = request_of(), request_of()
    await world.harness.handle(first)
    waiting = asyncio.create_task(world.harness.handle(second))
    await asyncio.sleep(0.05)
    assert not waiting.done()
    assert list(world.claims.claims) == [f"{first.task_id}/music/1"]
    world.finish.set()
    await waiting
    await world.until(lambda: world.reports.types().count("step.succeeded") == 2)


async def test_redelivered_finished_request_gets_the_recorded_result(world_of: Make, request_of: Make) -> None:
    """The worker crashed after publishing, before the commit: the request comes again, to another worker.

    It is not done again; the very same message is published once more.
    """
    world, request = world_of(), request_of()
    await world.harness.handle(request)
    await world.until(lambda: "step.succeeded" in world.reports.types())
    other = world_of(claims=world.claims, worker="worker-b")
    await other.harness.handle(request)
    assert other.begun == []
    result = next(message for message in world.reports.messages if message.type == "step.succeeded")
    assert other.reports.messages == [result]


async def test_duplicate_request_at_work_here_is_dropped(world_of: Make, request_of: Make) -> None:
    world, request = world_of(concurrency=2), request_of()
    world.finish.clear()
    await world.harness.handle(request)
    await world.harness.handle(request)
    assert world.reports.types() == ["step.started"]
    assert len(world.begun) <= 1
    world.finish.set()
    await world.until(lambda: world.reports.types() == ["step.started", "step.succeeded"])


async def test_claim_of_a_worker_that_never_began_is_reported(world_of: Make, request_of: Make) -> None:
    """A worker died between claiming and announcing: nobody misses its heartbeats, so the registry must be told.

    The claim is not taken over.
    """
    dead, request = world_of(worker="worker-dead"), request_of()
    dead.reports.failures, dead.reports.fail_type = 99, "step.started"
    with pytest.raises(StorageException):
        await dead.harness.handle(request)
    other = world_of(claims=dead.claims, worker="worker-b")
    await other.harness.handle(request)
    assert other.begun == []
    assert other.reports.types() == ["step.released"]
    assert dead.claims.claims[f"{request.task_id}/music/1"].worker == "worker-dead"


async def test_redelivery_while_another_worker_is_at_it_is_dropped(world_of: Make, request_of: Make) -> None:
    """A rebalance right after the claim hands the request to a second worker while the first is at work."""
    first, request = world_of(), request_of()
    first.finish.clear()
    await first.harness.handle(request)
    second = world_of(claims=first.claims, worker="worker-b")
    await second.harness.handle(request)  # waits until the first has marked its claim as announced
    assert second.reports.messages == []
    first.finish.set()
    await first.until(lambda: "step.succeeded" in first.reports.types())


async def test_store_outage_while_claiming_neither_loses_nor_doubles(world_of: Make, request_of: Make) -> None:
    world, request = world_of(), request_of()
    world.claims.failures = 1
    with pytest.raises(StorageException):
        await world.harness.handle(request)
    await world.harness.handle(request)
    await world.until(lambda: world.reports.types() == ["step.started", "step.succeeded"])
    assert len(world.begun) == 1


async def test_lost_answer_of_a_claim_is_recognised_as_ours(world_of: Make, request_of: Make) -> None:
    """The insert worked and its answer got lost: the second try finds a claim, which is this worker's own."""
    world, request = world_of(), request_of()
    world.claims.lose_answer = True
    with pytest.raises(StorageException):
        await world.harness.handle(request)
    await world.harness.handle(request)
    await world.until(lambda: world.reports.types() == ["step.started", "step.succeeded"])


async def test_kafka_outage_while_announcing_is_survived(world_of: Make, request_of: Make) -> None:
    world, request = world_of(), request_of()
    world.reports.failures = 2
    for _ in range(2):
        with pytest.raises(StorageException):
            await world.harness.handle(request)
    assert world.begun == []
    await world.harness.handle(request)
    await world.until(lambda: world.reports.types() == ["step.started", "step.succeeded"])


async def test_result_is_published_once_kafka_is_back(world_of: Make, request_of: Make) -> None:
    world = world_of()
    world.reports.failures, world.reports.fail_type = 2, "step.succeeded"
    await world.harness.handle(request_of())
    await world.until(lambda: "step.succeeded" in world.reports.types())
    assert world.harness.running == 0


async def test_result_is_published_though_it_could_not_be_recorded(world_of: Make, request_of: Make) -> None:
    world = world_of()
    world.finish.clear()
    await world.harness.handle(request_of())
    world.claims.failures = 99
    world.finish.set()
    await world.until(lambda: "step.succeeded" in world.reports.types())


async def test_cancellation_stops_work_and_says_nothing(
    world_of: Make, request_of: Make, cancellation_of: Make
) -> None:
    world, request = world_of(), request_of()
    world.finish.clear()
    await world.harness.handle(request)
    world.harness.cancel(cancellation_of(request.task_id))
    await world.until(lambda: world.harness.running == 0)
    assert world.reports.types() == ["step.started"]


async def test_cancelled_request_is_dropped_before_it_is_claimed(
    world_of: Make, request_of: Make, cancellation_of: Make
) -> None:
    world, request = world_of(), request_of()
    world.harness.cancel(cancellation_of(request.task_id))
    await world.harness.handle(request)
    assert world.claims.claims == {}


async def test_what_was_set_aside_for_a_cancelled_attempt_is_given_back(
    world_of: Make, request_of: Make, cancellation_of: Make
) -> None:
    """Stopped at work it tells what it may have spent; never begun, it is claimed, so that nobody begins it."""
    world, running, waiting = world_of(), request_of(reserved_usd=0.04), request_of(reserved_usd=0.04)
    world.finish.clear()
    world.spend = 0.01
    await world.harness.handle(running)
    await world.until(lambda: world.spent)
    for request in (running, waiting):
        world.harness.cancel(cancellation_of(request.task_id))
    await world.until(lambda: world.reports.types() == ["step.started", "step.released"])
    assert world.reports.last().spent_usd == 0.01
    assert world.claims.claims[f"{running.task_id}/music/1"].result is None
    await world.harness.handle(waiting)
    assert world.reports.last().spent_usd == 0.0
    assert f"{waiting.task_id}/music/1" in world.claims.claims
    await world.harness.handle(waiting)
    assert world.reports.types().count("step.released") == 2


async def test_an_attempt_tells_what_it_spent_and_what_it_needs(world_of: Make, request_of: Make) -> None:
    world = world_of()
    world.spend = 0.02
    await world.harness.handle(request_of(reserved_usd=0.04))
    await world.until(lambda: world.reports.types()[-1] == "step.succeeded")
    assert world.reports.last().spent_usd == 0.02
    world.fault = ReserveShortException("too dear", 0.07)
    await world.harness.handle(request_of(reserved_usd=0.04))
    await world.until(lambda: world.reports.types()[-1] == "step.released")
    told = world.reports.last()
    assert (told.needs_usd, told.needs_references, told.spent_usd) == (0.07, False, 0.02)
    world.fault = HandBackException("made after others", needs_references=True)
    await world.harness.handle(request_of(reserved_usd=0.04))
    await world.until(lambda: world.reports.types().count("step.released") == 2)
    told = world.reports.last()
    assert (told.needs_usd, told.needs_references) == (None, True)
    world.fault = StorageException("away")
    await world.harness.handle(request_of(reserved_usd=0.04))
    await world.until(lambda: world.reports.types()[-1] == "step.failed")
    assert world.reports.last().spent_usd == 0.02


async def test_retry_after_a_cancellation_runs(world_of: Make, request_of: Make, cancellation_of: Make) -> None:
    world, task_id = world_of(), uuid7()
    world.harness.cancel(cancellation_of(task_id))
    await asyncio.sleep(0.005)
    await world.harness.handle(request_of(task_id, attempt=2))
    await world.until(lambda: "step.succeeded" in world.reports.types())


async def test_fence_stops_older_attempts_only(world_of: Make, request_of: Make, cancellation_of: Make) -> None:
    world, task_id = world_of(concurrency=2), uuid7()
    world.finish.clear()
    await world.harness.handle(request_of(task_id, attempt=1))
    await world.harness.handle(request_of(task_id, attempt=2))
    world.harness.cancel(cancellation_of(task_id, below={"music": 2}))
    await world.until(lambda: world.harness.running == 1)
    world.finish.set()
    await world.until(lambda: "step.succeeded" in world.reports.types())
    assert [message.attempt for message in world.reports.messages if message.type == "step.succeeded"] == [2]


async def test_attempt_past_its_deadline_fails(world_of: Make, request_of: Make) -> None:
    world = world_of()
    world.finish.clear()
    await world.harness.handle(request_of(deadline=timedelta(milliseconds=60)))
    await world.until(lambda: "step.failed" in world.reports.types())
    error = world.reports.messages[-1].payload.error
    assert error.code is ErrorCode.DEADLINE_EXCEEDED
    assert error.retryable


def test_a_run_is_cut_off_after_its_limit_though_it_might_have_waited_for_days(request_of: Make) -> None:
    envelope = request_of(deadline=timedelta(days=3))
    begun = utc_now()
    unlimited = StepRequest.of(envelope, StepKind.MUSIC)
    assert unlimited.cut_off(begun) == unlimited.deadline
    limited = envelope.model_copy(update={"payload": envelope.payload.model_copy(update={"limit_s": 90.0})})
    assert StepRequest.of(limited, StepKind.MUSIC).cut_off(begun) == begun + timedelta(seconds=90)


async def test_request_whose_deadline_has_passed_is_handed_back(world_of: Make, request_of: Make) -> None:
    world = world_of()
    await world.harness.handle(request_of(deadline=timedelta(seconds=-1)))
    assert world.reports.types() == ["step.released"]
    assert world.claims.claims == {}


async def test_heartbeats_carry_the_newest_progress(world_of: Make, request_of: Make) -> None:
    world = world_of()
    world.finish.clear()
    await world.harness.handle(request_of())
    await world.until(lambda: sum(message.type == "step.heartbeat" for message in world.reports.messages) >= 2)
    heartbeat = world.reports.messages[-1].payload
    assert (heartbeat.fraction, heartbeat.message, heartbeat.worker) == (0.5, "half", "worker-a")
    world.finish.set()
    await world.until(lambda: "step.succeeded" in world.reports.types())


async def test_nothing_is_claimed_once_stopping(world_of: Make, request_of: Make) -> None:
    world = world_of()
    world.stopping.set()
    with pytest.raises(Stopping):
        await world.harness.handle(request_of())
    assert world.claims.claims == {}


async def test_waiting_request_is_left_to_others_on_stop(world_of: Make, request_of: Make) -> None:
    world = world_of()
    world.finish.clear()
    first, second = request_of(), request_of()
    await world.harness.handle(first)
    waiting = asyncio.create_task(world.harness.handle(second))
    await asyncio.sleep(0.02)
    world.stopping.set()
    with pytest.raises(Stopping):
        await waiting
    assert list(world.claims.claims) == [f"{first.task_id}/music/1"]
    await world.harness.drain(timedelta(milliseconds=10))


async def test_stop_finishes_what_it_can_and_hands_back_the_rest(world_of: Make, request_of: Make) -> None:
    world = world_of(concurrency=1)
    world.finish.clear()
    await world.harness.handle(request_of())
    world.stopping.set()
    await world.harness.drain(timedelta(milliseconds=50))
    assert world.reports.types() == ["step.started", "step.released"]
    assert world.harness.running == 0
    (claim,) = world.claims.claims.values()
    assert claim.result is None

    quick = world_of()
    quick.finish.clear()
    await quick.harness.handle(request_of())
    asyncio.get_running_loop().call_later(0.05, quick.finish.set)
    await quick.harness.drain(timedelta(seconds=2))
    assert quick.reports.types() == ["step.started", "step.succeeded"]


async def test_request_without_attempt_is_refused(world_of: Make, request_of: Make) -> None:
    with pytest.raises(InvalidRequestError):
        await world_of().harness.handle(request_of(step_id=None))
