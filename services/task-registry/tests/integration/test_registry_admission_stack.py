"""Admission over processes: users beside each other, registries that die, registries that share a quota."""

import asyncio
from typing import Any

import pytest

from videoagent_contracts.codec import AnyEnvelope
from videoagent_contracts.enums import Priority, TaskStatus
from videoagent_contracts.options import TaskOptions, TaskSpec
from videoagent_contracts.status import WaitingReason

pytestmark = [pytest.mark.stack, pytest.mark.timeout(180)]


def spec(priority: Priority = Priority.NORMAL) -> TaskSpec:
    return TaskSpec(topic="A tale", priority=priority, options=TaskOptions(shots=1, music="off"))


def begun(system: Any, tasks: list[str]) -> list[str]:
    """Return which of the tasks have begun, in order."""
    return list(dict.fromkeys(e.task_id for e in system.requests if e.task_id in tasks))


class Held:
    """Agents that answer nothing about a task until it is let go."""

    def __init__(self, system: Any) -> None:
        self._system = system
        self._answer = system.behave
        self._requests: dict[str, list[AnyEnvelope]] = {}
        self._free: set[str] = set()
        system.behave = self._behave

    def _behave(self, request: AnyEnvelope) -> list[AnyEnvelope]:
        if request.task_id in self._free:
            return list(self._answer(request))
        self._requests.setdefault(request.task_id, []).append(request)
        return []

    async def let_go(self, *tasks: str) -> None:
        """Answer everything about these tasks, also what was held back."""
        self._free.update(tasks)
        for task_id in tasks:
            for request in self._requests.pop(task_id, []):
                await self._system.answer(request)


async def test_one_users_many_tasks_do_not_hold_up_another_ones(system: Any) -> None:
    """Two users on one full registry, which is killed while tasks wait: waits are kept, and everything ends."""
    held = Held(system)
    limits = {"VIDEOAGENT_REGISTRY__MAX_RUNNING": "4", "VIDEOAGENT_REGISTRY__MAX_RUNNING_PER_USER": "3"}
    registry = await system.start_registry(**limits)
    many = [await system.create_for("busy", spec()) for _ in range(8)]
    await system.until(lambda: len(begun(system, many)) == 3, "three begin")
    other = await system.create_for("other", spec(Priority.LOW))
    await system.until(lambda: begun(system, [other]), "the other user's task begins")
    third = await system.create_for("third", spec())
    urgent = await system.create_for("busy", spec(Priority.URGENT))

    def waits(task_id: str, reason: WaitingReason) -> bool:
        state = system.state(task_id)
        return state is not None and state.waiting is reason

    await system.until(lambda: waits(third, WaitingReason.CAPACITY), "it waits for the installation")
    await system.until(lambda: waits(urgent, WaitingReason.QUOTA), "it waits for its user")
    await system.kill(registry)
    await system.start_registry(**limits)
    first = begun(system, many)
    await held.let_go(first[0])
    await system.until(lambda: begun(system, [urgent]), "the urgent one is the first of those that waited")
    assert begun(system, many) == first
    await held.let_go(*many, other, third, urgent)
    for task_id in (*many, other, third, urgent):
        state = await system.until_status(task_id, TaskStatus.COMPLETED, 60)
        assert {step.attempt for step in state.steps.values()} == {1}
        assert state.waiting is None
    assert {e.payload.state.status for e in system.told(third)[:2]} == {TaskStatus.PENDING}
    await system.until_no_places()


async def test_two_registries_hold_a_quota_together(system: Any) -> None:
    """A user's tasks are spread over two registries; never more than the quota are at work, and all come to an end."""
    at_work: set[str] = set()
    most = 0
    answer = system.behave

    def watch(request: AnyEnvelope) -> list[AnyEnvelope]:
        nonlocal most
        if request.step_id == "style":
            at_work.add(request.task_id)
            most = max(most, len(at_work))
        if request.step_id == "compose":
            at_work.discard(request.task_id)
        return list(answer(request))

    system.behave = watch
    await asyncio.gather(system.start_registry(), system.start_registry())
    first = await system.create_for("warm-up", spec())
    await system.until_status(first, TaskStatus.COMPLETED, 60)
    tasks = [await system.create_for("shared", spec(), max_running=2) for _ in range(12)]
    for task_id in tasks:
        await system.until_status(task_id, TaskStatus.COMPLETED, 90)
    assert most <= 2
    await system.until_no_places()
