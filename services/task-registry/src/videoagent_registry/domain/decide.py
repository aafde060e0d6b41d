"""The heart of the process manager: what an event does to a task. Pure: no I/O, no clock, no randomness."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from videoagent_contracts.codec import AnyEnvelope
from videoagent_contracts.commands import (
    ApproveTask,
    CancelTask,
    CreateTask,
    DeleteTask,
    EditStoryboard,
    RerunStep,
    RetryTask,
)
from videoagent_contracts.steps import StepFailed, StepHeartbeat, StepReleased, StepStarted, StepSucceeded
from videoagent_registry.domain import commands, reruns, results, timers, waiting
from videoagent_registry.domain.decision import Decision, Draft
from videoagent_registry.domain.events import Admitted, Event, LeaseExpired, OwnEvent, Queued, TimersDue
from videoagent_registry.domain.money import is_unsettled
from videoagent_registry.domain.policy import Policies
from videoagent_registry.domain.record import StepRecord, TaskRecord

_COMMANDS: dict[type, Callable[[Draft, Any], bool]] = {
    CancelTask: commands.cancel,
    ApproveTask: commands.approve,
    RetryTask: reruns.retry,
    RerunStep: reruns.rerun,
    EditStoryboard: reruns.edit_storyboard,
    DeleteTask: commands.delete,
}
_OWN: dict[type, Callable[[Draft, Any], bool]] = {
    TimersDue: timers.timers_due,
    LeaseExpired: timers.lease_expired,
    Admitted: waiting.admitted,
    Queued: waiting.queued,
}
_RESULTS: dict[type, Callable[[Draft, StepRecord, Any], bool]] = {
    StepStarted: results.started,
    StepHeartbeat: results.heartbeat,
    StepSucceeded: results.succeeded,
    StepFailed: results.failed,
    StepReleased: results.released,
}

_LAST_WORDS = (StepSucceeded, StepFailed, StepReleased)


def decide(record: TaskRecord | None, event: Event, now: datetime, policies: Policies) -> Decision | None:
    """Return what the event does to the task; None: nothing.

    Deciding the same event again on the state that it led to does nothing, so redelivery is harmless; so are
    reordering and anything that comes from an attempt which is not the present one.

    Args:
        record: The task's state; None: no such task is known.
        event: A command, a worker's report or a timer of the registry.
        now: The time, UTC.
        policies: Retries, limits and patience.
    """
    if isinstance(event, OwnEvent):
        return _on_own(record, event, now, policies)
    if isinstance(event.payload, CreateTask):
        return commands.create(event, event.payload, now, policies).finish() if record is None else None
    if record is None or record.removed:
        return None
    if (on_command := _COMMANDS.get(type(event.payload))) is not None:
        return _on_command(record, event, on_command, now, policies)
    if (on_result := _RESULTS.get(type(event.payload))) is not None:
        return _on_result(record, event, on_result, now, policies)
    return None


def _on_own(record: TaskRecord | None, event: OwnEvent, now: datetime, policies: Policies) -> Decision | None:
    if record is None or record.removed or record.status.is_terminal:
        return None
    draft = Draft(record, event.id, now, policies)
    return draft.finish() if _OWN[type(event)](draft, event) else None


def _on_command(
    record: TaskRecord, command: AnyEnvelope, act: Callable[[Draft, Any], bool], now: datetime, policies: Policies
) -> Decision | None:
    if command.id in record.command_ids:
        return None
    draft = Draft(record, command.id, now, policies)
    if not act(draft, command.payload):
        return None
    draft.set(command_ids=(*record.command_ids, command.id)[-policies.max_commands :])
    return draft.finish()


def _on_result(
    record: TaskRecord,
    report: AnyEnvelope,
    act: Callable[[Draft, StepRecord, Any], bool],
    now: datetime,
    policies: Policies,
) -> Decision | None:
    step = record.steps.get(report.step_id or "")
    if step is None or not step.at_work or step.attempt != report.attempt or record.status.is_terminal:
        return _on_late_result(record, report, now, policies)
    draft = Draft(record, report.id, now, policies)
    if not act(draft, step, report.payload):
        return None
    only_alive = isinstance(report.payload, StepHeartbeat) and not draft.announced
    return draft.finish_alive() if only_alive else draft.finish()


def _on_late_result(record: TaskRecord, report: AnyEnvelope, now: datetime, policies: Policies) -> Decision | None:
    """Take of an attempt that was given up nothing but what it cost."""
    step_id, attempt = report.step_id or "", report.attempt or 0
    if not is_unsettled(record, step_id, attempt) or not isinstance(report.payload, _LAST_WORDS):
        return None
    draft = Draft(record, report.id, now, policies)
    return draft.finish() if results.told_late(draft, step_id, attempt, report.payload) else None
