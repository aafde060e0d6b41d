"""What a batch of events would do to one task, before it is committed. Pure but for the clock."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import structlog

from videoagent_contracts.commands import COMMANDS
from videoagent_contracts.steps import StepFailed, StepHeartbeat, StepStarted
from videoagent_registry import metrics
from videoagent_registry.domain.codec import encode_decisions
from videoagent_registry.domain.decide import decide
from videoagent_registry.domain.decision import Decision, Removal, Request
from videoagent_registry.domain.events import Event, OwnEvent
from videoagent_registry.domain.policy import Policies
from videoagent_registry.domain.publication import Publication, publications
from videoagent_registry.domain.record import TaskRecord
from videoagent_registry.ports import Entry

_log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Proposal:
    """The outcome of some events for one task.

    Attributes:
        task_id: Whose.
        before: State before; None: a new task.
        after: State after; None: still no such task.
        decisions: What happened, in order; those that are journaled make up the entry.
        said: What is to be published, in order.
        alive: (step, attempt) of which a sign of life was among the events.
        errors: Events that could not be decided on; they changed nothing.
        ignored: Whether a message among the events meant nothing in the state before. Heartbeats do not count.
    """

    task_id: str
    before: TaskRecord | None
    after: TaskRecord | None
    decisions: list[Decision]
    said: list[Publication]
    alive: list[tuple[str, int]]
    errors: list[tuple[Event, Exception]]
    ignored: bool = False

    @property
    def asks(self) -> bool:
        """Whether the task has just asked for a place."""
        return bool(self.decisions) and self.after is not None and _unanswered(self.after)

    @property
    def removes(self) -> bool:
        """Whether the task is to be removed."""
        return any(isinstance(output, Removal) for each in self.decisions for output in each.outputs)

    def entry(self, partition: int) -> Entry | None:
        """Return the journal entry to write; None: there is nothing to write."""
        journaled = [each for each in self.decisions if each.journaled]
        if not journaled or self.after is None:
            return None
        version = self.after.version
        return Entry(
            self.task_id,
            version,
            journaled[-1].at,
            encode_decisions(journaled),
            partition if version == 1 else None,
        )


def propose(
    task_id: str, record: TaskRecord | None, events: Sequence[Event], now: Callable[[], datetime], policies: Policies
) -> Proposal:
    """Decide on the events one after the other; one that cannot be decided on is left out and reported."""
    proposal = Proposal(task_id, record, record, [], [], [], [])
    for event in events:
        extend(proposal, event, now, policies)
    if proposal.after is not None and any(each.journaled for each in proposal.decisions):
        proposal.after = replace(proposal.after, version=proposal.after.version + 1)
    return proposal


def extend(proposal: Proposal, event: Event, now: Callable[[], datetime], policies: Policies) -> None:
    """Decide on one event more; it becomes part of the same entry."""
    try:
        _add(proposal, event, now(), policies)
    except Exception as error:
        _log.exception("event cannot be decided on", task_id=proposal.task_id, event_id=event.id)
        proposal.errors.append((event, error))


def _add(proposal: Proposal, event: Event, now: datetime, policies: Policies) -> None:
    decision = decide(proposal.after, event, now, policies)
    _note_life(proposal, event)
    if decision is None:
        _note_ignored(proposal, event)
        return
    said = publications(decision.record, decision.cause, decision.at, decision.outputs, policies)
    _log_news(proposal, event, decision)
    proposal.decisions.append(decision)
    proposal.said += said
    proposal.after = decision.record
    for output in decision.outputs:
        if isinstance(output, Request):
            kind = decision.record.steps[output.step_id].kind.value
            metrics.DISPATCHED.labels(kind, "first" if output.attempt == 1 else "again").inc()


def _unanswered(record: TaskRecord) -> bool:
    return record.wait is not None and record.wait.reason is None


def _log_news(proposal: Proposal, event: Event, decision: Decision) -> None:
    """Log what an operator looks for: ways of tasks, and attempts that went wrong. Written before it is committed."""
    before, after = proposal.after, decision.record
    if before is None or before.status is not after.status or before.run != after.run:
        error = after.error.code if after.error is not None else None
        _log.info("task status", task_id=after.task_id, status=after.status, run=after.run, seq=after.seq, error=error)
    if not isinstance(event, OwnEvent) and isinstance(event.payload, StepFailed):
        failure = event.payload.error
        _log.warning(
            "attempt failed",
            task_id=after.task_id,
            step_id=event.step_id,
            attempt=event.attempt,
            code=failure.code,
            detail=failure.detail,
            retryable=failure.retryable,
        )


def _note_life(proposal: Proposal, event: Event) -> None:
    if isinstance(event, OwnEvent) or not isinstance(event.payload, StepStarted | StepHeartbeat):
        return
    if event.step_id is not None and event.attempt is not None:
        proposal.alive.append((event.step_id, event.attempt))


def _note_ignored(proposal: Proposal, event: Event) -> None:
    if isinstance(event, OwnEvent):
        return
    metrics.IGNORED.labels(event.type).inc()
    proposal.ignored |= not isinstance(event.payload, StepHeartbeat)
    if isinstance(event.payload, COMMANDS):
        status = proposal.after.status if proposal.after is not None else None
        _log.info("command changes nothing", task_id=proposal.task_id, command=event.type, status=status)
