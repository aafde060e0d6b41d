"""Owners that change without noticing: every message reaches one of several registries, and nothing of it is lost."""

import asyncio

from hypothesis import given
from hypothesis import strategies as st

from videoagent_contracts.enums import TaskStatus
from videoagent_contracts.status import TaskStatusChanged
from videoagent_contracts.steps import RunStep, StepHeartbeat, StepStarted
from videoagent_registry.testing import MemoryJournal, MemoryRegistry, MemoryVoice, create_command, report, success

TASK = "task-1"


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 30), st.booleans()), max_size=60))
def test_whoever_hears_a_message_the_film_is_made(turns: list[tuple[int, int, bool]]) -> None:
    """Messages come in any order between steps, to any of three registries, some of them twice to different ones.

    Args:
        turns: Who hears the next message, which of those that wait it is, and whether it comes once more.
    """
    asyncio.run(_play(turns))


async def _play(turns: list[tuple[int, int, bool]]) -> None:
    journal, voice = MemoryJournal(), MemoryVoice()
    registries = [MemoryRegistry(journal, voice) for _ in range(3)]
    waiting, answered = [create_command(TASK)], 0
    for who, which, again in (*turns, *((number % 3, 0, False) for number in range(300))):
        if not waiting:
            break
        message = waiting[which % len(waiting)] if again else waiting.pop(which % len(waiting))
        await registries[who].hear(message)
        requests = [each for each in voice.said if isinstance(each.payload, RunStep)]
        for request in requests[answered:]:
            step, attempt = request.step_id or "", request.attempt or 1
            waiting += [
                report(TASK, step, attempt, each) for each in (StepStarted(worker="w"), StepHeartbeat(worker="w"))
            ]
            waiting.append(success(request))
        answered = len(requests)
    told = {each.seq or 0: each for each in voice.said if isinstance(each.payload, TaskStatusChanged)}
    assert sorted(told) == list(range(1, len(told) + 1))
    assert told[len(told)].payload.state.status is TaskStatus.COMPLETED
    ids = {each.id for each in voice.said if isinstance(each.payload, TaskStatusChanged)}
    assert len(ids) == len(told), "two events have one number"
