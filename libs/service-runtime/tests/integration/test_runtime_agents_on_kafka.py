"""Agents in processes of their own on the real servers: what happens when they are killed, stopped, asked twice."""

import asyncio
import signal
import time
from collections.abc import Callable
from typing import Any

import pytest

from videoagent_contracts.envelope import utc_now
from videoagent_contracts.ids import uuid7
from videoagent_runtime.agent.claims import MongoClaims
from videoagent_runtime.agent.ports import Claim
from videoagent_runtime.mongo import Mongo
from videoagent_runtime.settings import ServiceSettings

pytestmark = pytest.mark.stack
Wait = Callable[..., Any]


async def test_step_runs_and_a_second_delivery_repeats_its_result(registry: Any, until: Wait) -> None:
    """The request comes twice, as after a crash between publishing and commit: the work is done once."""
    await registry.start_agent()
    request = await registry.run_step(sleep=0.3)
    await until(lambda: registry.answers(request.task_id) == ["step.started", "step.succeeded"])
    await registry.send(request)
    await until(lambda: registry.answers(request.task_id).count("step.succeeded") == 2)
    assert registry.journal(request.task_id) == ["1 begin", "1 end"]
    first, second = [
        result for result in registry.results if result.task_id == request.task_id and result.type == "step.succeeded"
    ]
    assert first == second


async def test_urgent_requests_overtake_those_that_wait_for_the_one_slot(registry: Any, until: Wait) -> None:
    await registry.start_agent(VIDEOAGENT_CONCURRENCY="1")
    for high in (False, True):
        warm = await registry.run_step(high=high)
        await until(lambda warm=warm: "step.succeeded" in registry.answers(warm.task_id), 40)
    slow = await registry.run_step(sleep=3)
    await until(lambda: registry.answers(slow.task_id) == ["step.started"])
    low = [(await registry.run_step(sleep=0.5)).task_id for _ in range(3)]
    high_ones = [(await registry.run_step(sleep=0.5, high=True)).task_id for _ in range(2)]
    await until(lambda: all("step.succeeded" in registry.answers(name) for name in low + high_ones), 40)
    order = [each.task_id for each in registry.results if each.type == "step.started" and each.task_id != slow.task_id]
    urgent_at = [index for index, name in enumerate(order[2:]) if name in high_ones]
    assert max(urgent_at) <= 2


async def test_failures_keep_their_code(registry: Any, until: Wait) -> None:
    await registry.start_agent()
    refused = await registry.run_step(fail="provider")
    buggy = await registry.run_step(fail="bug")
    late = await registry.run_step(program=30, limit=2)
    await until(
        lambda: all(registry.answers(r.task_id) == ["step.started", "step.failed"] for r in (refused, buggy, late))
    )
    errors = {result.task_id: result.payload.error for result in registry.results if result.type == "step.failed"}
    assert (errors[refused.task_id].code, errors[refused.task_id].retryable) == ("provider_refused", False)
    assert (errors[buggy.task_id].code, errors[buggy.task_id].retryable) == ("agent_failed", True)
    assert (errors[late.task_id].code, errors[late.task_id].retryable) == ("deadline_exceeded", True)


async def test_killed_in_mid_work_the_next_attempt_succeeds(registry: Any, until: Wait) -> None:
    """kill -9: no result of the first attempt ever comes, and the second attempt runs elsewhere."""
    agent = await registry.start_agent()
    task_id = uuid7()
    request = await registry.run_step(task_id, sleep=30)
    await until(
        lambda: any(result.type == "step.heartbeat" for result in registry.results if result.task_id == task_id)
    )
    await asyncio.sleep(0.5)
    agent.kill()
    await agent.exit_code()
    await registry.start_agent()
    await registry.run_step(task_id, attempt=2)
    await until(lambda: "step.succeeded" in registry.answers(task_id))
    await registry.send(request)  # the first attempt is delivered again: its claim is never taken over
    await asyncio.sleep(0.5)
    assert registry.journal(task_id) == ["1 begin", "2 begin", "2 end"]


async def test_worker_that_dies_between_claim_and_announcement_strands_nothing(
    registry: Any, settings: ServiceSettings, until: Wait
) -> None:
    """A dead worker's claim without a start: the redelivered request is reported, so that it is dispatched anew."""
    mongo = Mongo(settings.mongo)
    await registry.start_agent()
    task_id = uuid7()
    assert await MongoClaims(mongo).claim(Claim(f"{task_id}/music/1", "worker-dead", utc_now()))
    mongo.close()
    await registry.run_step(task_id)
    await until(lambda: registry.answers(task_id) == ["step.released"])
    assert registry.journal(task_id) == []


async def test_cancelled_within_two_seconds(registry: Any, until: Wait) -> None:
    await registry.start_agent()
    request = await registry.run_step(program=60)
    await until(lambda: registry.journal(request.task_id) == ["1 begin"])
    await asyncio.sleep(0.3)
    began = time.monotonic()
    await registry.cancel(request.task_id)
    await until(lambda: registry.journal(request.task_id) == ["1 begin", "1 stopped"])
    assert time.monotonic() - began < 2
    after = await registry.run_step()
    await until(lambda: registry.answers(after.task_id)[-1:] == ["step.succeeded"])
    assert registry.answers(request.task_id) == ["step.started"]


async def test_what_was_cancelled_before_an_agent_began_is_not_begun(registry: Any, until: Wait) -> None:
    cancelled = await registry.run_step()
    await registry.cancel(cancelled.task_id)
    await registry.run_step(cancelled.task_id, attempt=2)
    await registry.start_agent()
    await until(lambda: registry.answers(cancelled.task_id) == ["step.started", "step.succeeded"])
    assert registry.journal(cancelled.task_id) == ["2 begin", "2 end"]


async def test_sigterm_finishes_the_short_hands_back_the_long_and_leaves_the_waiting(
    registry: Any, until: Wait
) -> None:
    """A rolling restart: with two slots taken and a third request waiting, nothing is lost and nothing runs twice."""
    agent = await registry.start_agent(VIDEOAGENT_CONCURRENCY="2")
    short = await registry.run_step(sleep=1)
    long = await registry.run_step(sleep=60)
    await until(lambda: registry.journal(short.task_id) and registry.journal(long.task_id))
    waiting = await registry.run_step()
    await asyncio.sleep(0.2)
    agent.kill(signal.SIGTERM)
    assert await agent.exit_code(15) == 0
    await until(lambda: registry.answers(short.task_id) == ["step.started", "step.succeeded"])
    await until(lambda: registry.answers(long.task_id) == ["step.started", "step.released"])
    assert registry.answers(waiting.task_id) == []
    await registry.start_agent()
    await until(lambda: registry.answers(waiting.task_id) == ["step.started", "step.succeeded"])
    assert registry.journal(waiting.task_id) == ["1 begin", "1 end"]


async def test_replicas_share_the_work_and_nothing_runs_twice(registry: Any, until: Wait) -> None:
    """A second replica joins while steps run: the rebalance doubles nothing."""
    await registry.start_agent()
    requests = [await registry.run_step(sleep=0.4) for _ in range(12)]
    await registry.start_agent()
    await until(lambda: all("step.succeeded" in registry.answers(request.task_id) for request in requests), 40)
    for request in requests:
        assert registry.journal(request.task_id) == ["1 begin", "1 end"]


async def test_cpu_work_leaves_the_loop_free_and_dies_with_its_step(registry: Any, until: Wait) -> None:
    await registry.start_agent()
    request = await registry.run_step(spin=20, limit=8)
    await until(lambda: sum(r.type == "step.heartbeat" and r.task_id == request.task_id for r in registry.results) >= 3)
    await registry.cancel(request.task_id)
    await until(lambda: registry.journal(request.task_id)[-1:] == ["1 stopped"])


async def test_while_kafka_is_away_it_waits_says_so_once_and_can_be_stopped(registry: Any) -> None:
    agent = await registry.start_agent("waiting for Kafka", VIDEOAGENT_KAFKA__BOOTSTRAP_SERVERS="127.0.0.1:1")
    said = [line for line in agent.lines if line.get("event") == "waiting for Kafka"]
    assert [line["reason"] for line in said] == ["Kafka cannot be reached at 127.0.0.1:1"]
    agent.kill(signal.SIGTERM)
    assert await agent.exit_code() == 0
    assert agent.events().count("waiting for Kafka") == 1
    assert not [line for line in agent.lines if line.get("level") in ("error", "critical")]
