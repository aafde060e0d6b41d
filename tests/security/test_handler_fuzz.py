"""The handlers of agents, read model, clean-up and notifier are given messages with something wrong in them.

As in ``test_message_fuzz.py``, each goes on afterwards with something good.
"""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.security.fuzz_messages import FUZZ, Fates, about, mutated, names_of

from videoagent_contracts.enums import StepKind, TaskStatus
from videoagent_contracts.status import StatusEvent
from videoagent_gateway.service.writing import Writing
from videoagent_models.breaker import BreakerState
from videoagent_models.health import ProviderHealth
from videoagent_notifier.handlers import NotifierHandler
from videoagent_registry.cleanup import CleanUp
from videoagent_registry.settings import RegistryGroup
from videoagent_registry.testing import MemoryJournal, MemoryMedia, MemoryVoice
from videoagent_runtime.agent.request import InvalidRequestError
from videoagent_runtime.records import Received


@FUZZ
@given(raws=st.lists(mutated(names_of("step.run.", "step.cancel")), min_size=1, max_size=6), ours=st.booleans())
async def test_an_agent_goes_on_after_any_request_or_cancellation(
    agent_stand_ins: Any, raws: list[bytes], ours: bool
) -> None:
    world = agent_stand_ins.World()

    async def handle(received: list[Received]) -> None:
        for each in received:
            if each.envelope.type == "step.cancel":
                world.harness.cancel(each.envelope)
            else:
                await world.harness.handle(each.envelope)

    fates = Fates()
    for raw in raws:
        await fates.hand_over(about(raw, task_id="task-1", step_id="music", attempt=1) if ours else raw, handle)
    good = agent_stand_ins.request()
    await world.harness.handle(good)
    await world.until(
        lambda: any(m.type == "step.succeeded" and m.task_id == good.task_id for m in world.reports.messages)
    )
    await world.harness.drain(timedelta(0))
    assert {fate for fate in fates if fate.startswith("failed")} <= {f"failed: {InvalidRequestError.__name__}"}


@FUZZ
@given(raws=st.lists(mutated(names_of("provider.reported")), min_size=1, max_size=8))
async def test_no_report_about_providers_shuts_one_for_good(raws: list[bytes]) -> None:
    """Whatever is told of a provider, it is asked again within the longest rest."""
    now = datetime(2026, 1, 1, tzinfo=UTC)
    health = ProviderHealth(StepKind.IMAGE, {}, clock=lambda: now)

    async def handle(received: list[Received]) -> None:
        for each in received:
            health.hear(each.envelope.payload, each.envelope.occurred_at)

    fates = Fates()
    for raw in raws:
        await fates.hand_over(raw, handle)
    now += timedelta(days=2)
    assert health.state("openai") is not BreakerState.OPEN
    assert not [fate for fate in fates if fate.startswith("failed")]


@FUZZ
@given(
    raws=st.lists(mutated(names_of("task.status", "webhook.attempted", "clean_up.reported")), min_size=1, max_size=8),
    ours=st.booleans(),
)
async def test_the_read_model_goes_on_after_any_message(stand_ins: Any, raws: list[bytes], ours: bool) -> None:
    world = stand_ins.World()
    writing = Writing(world.store, world.tries, timedelta(0))
    task_id = await world.task()

    async def handle(received: list[Received]) -> None:
        envelopes = [each.envelope for each in received]
        if envelopes[0].type == "task.status":
            await writing.take(envelopes)
        elif envelopes[0].type == "webhook.attempted":
            await world.deliveries.take(envelopes)
        else:
            await world.cleaning.take(envelopes)

    fates = Fates()
    for raw in raws:
        await fates.hand_over(about(raw, task_id="another") if ours else raw, handle)
    end = world.registry.status(task_id, StatusEvent.TASK_COMPLETED, status=TaskStatus.COMPLETED)
    await writing.take([end])
    assert world.store.tasks[task_id].row.status is TaskStatus.COMPLETED
    assert [event.seq for event in await world.store.events(task_id)] == [end.seq]
    assert not [fate for fate in fates if fate.startswith("failed")]


@FUZZ
@given(raws=st.lists(mutated(names_of("clean_up.order")), min_size=1, max_size=4))
async def test_a_clean_up_that_is_ordered_oddly_takes_nothing_that_is_alive(raws: list[bytes]) -> None:
    journal, voice, media = MemoryJournal(), MemoryVoice(), MemoryMedia()
    clean_up = CleanUp(journal, voice, media, RegistryGroup())

    async def handle(received: list[Received]) -> None:
        for each in received:
            report = await clean_up.carry_out(each.envelope.payload, datetime.now(UTC))
            assert report.found == {}

    fates = Fates()
    for raw in raws:
        await fates.hand_over(raw, handle)
    assert not voice.said
    assert not media.removed
    assert not [fate for fate in fates if fate.startswith("failed")]


@FUZZ
@given(raws=st.lists(mutated(names_of("task.status", "webhook.redeliver")), min_size=1, max_size=6))
async def test_the_notifier_goes_on_after_any_message(notifier_stand_ins: Any, raws: list[bytes]) -> None:
    world = notifier_stand_ins.World()
    handler = NotifierHandler(world.store, world.dispatcher, "http://127.0.0.1:8000")
    good = notifier_stand_ins.delivery("task-good", 1)
    fates = Fates()
    async with world.running():
        for raw in raws:
            await fates.hand_over(raw, handler)
        await world.add(good)
        await world.until(lambda: good.id in world.receiver.sent)
        await asyncio.sleep(0)
    assert not [fate for fate in fates if fate.startswith("failed")]
