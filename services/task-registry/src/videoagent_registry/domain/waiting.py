"""Decisions on a task's place: until it has one, nothing of it is dispatched."""

from videoagent_contracts.status import StatusEvent
from videoagent_registry.domain.decision import Draft
from videoagent_registry.domain.dispatch import advance
from videoagent_registry.domain.events import Admitted, Queued
from videoagent_registry.domain.record import Wait


def admitted(draft: Draft, _event: Admitted) -> bool:
    """Let the task begin, or go on; those who were told that it waits are told that it does no longer."""
    wait = draft.record.wait
    if wait is None:
        return False
    draft.set(wait=None)
    draft.admitted = True
    if wait.reason is not None:
        draft.announce(StatusEvent.STEP_CHANGED)
    advance(draft)
    return True


def queued(draft: Draft, event: Queued) -> bool:
    """Tell why the task does not begin."""
    wait = draft.record.wait
    if wait is None:
        return False
    told = Wait(wait.since, event.reason, event.running, event.ahead)
    if told == wait:
        return False
    draft.set(wait=told)
    draft.announce(StatusEvent.STEP_CHANGED)
    return True
