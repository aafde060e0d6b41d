"""What one event does to a task: the new state, what changed, and what is to be said."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import datetime, timedelta
from typing import Any

from videoagent_contracts.enums import StepStatus, TaskStatus
from videoagent_contracts.status import StatusEvent
from videoagent_registry.domain.policy import Policies
from videoagent_registry.domain.progress import estimate_s, overall
from videoagent_registry.domain.record import StepRecord, TaskRecord

_WEIGHT = (
    StatusEvent.STEP_CHANGED,
    StatusEvent.SHOT_READY,
    StatusEvent.STATUS_CHANGE,
    StatusEvent.TASK_CREATED,
    StatusEvent.TASK_COMPLETED,
    StatusEvent.TASK_FAILED,
    StatusEvent.TASK_CANCELLED,
    StatusEvent.TASK_DELETED,
)
"""From the slightest news to the weightiest: a decision has one status, and the weightiest news names it."""

TICK = timedelta(milliseconds=1)
"""Messages carry milliseconds; what must be later than something else is later by at least one."""


@dataclass(frozen=True, slots=True)
class Request:
    """Dispatch an attempt of a step."""

    step_id: str
    attempt: int


@dataclass(frozen=True, slots=True)
class Cancellation:
    """Stop attempts under these numbers (step id → number); without entries, all of the task."""

    below_attempt: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Status:
    """Publish the state after the decision as the public event number ``seq``."""

    event: StatusEvent
    seq: int
    step_id: str | None = None
    shot: int | None = None
    previous: TaskStatus | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """Publish how far the task is, as the public event number ``seq``; follows the status number ``after_seq``."""

    seq: int
    after_seq: int


@dataclass(frozen=True, slots=True)
class Removal:
    """Remove the task's media and journal, then forget it."""


RECORD_FIELDS = frozenset(each.name for each in fields(TaskRecord)) - {"steps", "version"}
"""Fields that a journal entry may change; steps are told one by one, the version is the entry's own."""

Output = Request | Cancellation | Status | Progress | Removal


@dataclass(frozen=True, slots=True)
class Decision:
    """One event's consequence.

    Attributes:
        record: The state after it.
        cause: Id of the event.
        at: When it happened, by the registry's clock; strictly later than the decision before.
        fields: Names of the record's own fields that changed.
        steps: Ids of the steps that changed or are gone.
        outputs: What is to be published, in this order.
        journaled: False for what only lives in memory (a heartbeat's fraction): it is not written and says nothing.
    """

    record: TaskRecord
    cause: str
    at: datetime
    fields: frozenset[str]
    steps: frozenset[str]
    outputs: tuple[Output, ...]
    journaled: bool = True


class Draft:
    """Collects what one event changes. Made and used up within one decision."""

    def __init__(self, record: TaskRecord, cause: str, now: datetime, policies: Policies) -> None:
        self.record = record
        self.cause = cause
        self.at = max(now, record.updated_at + TICK) if record.seq else now
        self.policies = policies
        self._fields: set[str] = set() if record.seq else set(RECORD_FIELDS)
        self._steps: dict[str, StepRecord] = dict(record.steps)
        self._changed_steps: set[str] = set()
        self._outputs: list[Output] = []
        self._status: Status | None = None
        self._previous = record.status
        self.admitted = record.seq > 0 and record.holds_place
        """Whether steps may be dispatched. A task that is new, over or in review asks for a place first."""

    def set(self, **changes: Any) -> None:
        """Change fields of the task."""
        self.record = replace(self.record, **changes)
        self._fields |= changes.keys()

    def put(self, step: StepRecord) -> None:
        """Add or replace a step."""
        self._steps[step.step_id] = step
        self._changed_steps.add(step.step_id)
        self.record = replace(self.record, steps=self._steps)

    def step(self, step_id: str, **changes: Any) -> StepRecord:
        """Change fields of a step and return it."""
        changed = replace(self._steps[step_id], **changes)
        self.put(changed)
        return changed

    def drop(self, step_id: str) -> None:
        """Take a step out of the plan; its attempts stay counted."""
        gone = self._steps.pop(step_id)
        self._changed_steps.add(step_id)
        self.record = replace(self.record, steps=self._steps)
        self.set(retired={**self.record.retired, step_id: gone.attempt})

    def say(self, output: Request | Cancellation | Removal) -> None:
        """Publish something besides the status."""
        self._outputs.append(output)

    def announce(self, event: StatusEvent, step: StepRecord | None = None) -> None:
        """Publish the state after this decision, under the name of its weightiest news; the first of equals stays."""
        if self._status is None or _WEIGHT.index(event) > _WEIGHT.index(self._status.event):
            about = (step.step_id, step.shot) if step is not None else (None, None)
            self._status = Status(event, self.record.seq + 1, *about)

    @property
    def announced(self) -> bool:
        """Whether there is a status to publish."""
        return self._status is not None

    def finish(self) -> Decision:
        """Close the draft: settle progress and the order of what is said (statuses before new work)."""
        if self.record.wait is not None and self.record.status is not TaskStatus.PENDING:
            self.set(wait=None)
        if self.record.status is not self._previous and self._status is None:
            self.announce(StatusEvent.STATUS_CHANGE)
        self._settle_progress()
        outputs: list[Output] = []
        if self._status is not None:
            previous = self._previous if self.record.status is not self._previous else None
            outputs.append(replace(self._status, previous=previous))
            self.set(seq=self._status.seq, status_seq=self._status.seq)
        outputs += self._outputs
        eta_s = estimate_s(self.record, self.at, self.policies.pace.expected_s)
        self.set(eta_s=eta_s, updated_at=self.at)
        return Decision(
            self.record,
            self.cause,
            self.at,
            frozenset(self._fields),
            frozenset(self._changed_steps),
            tuple(outputs),
        )

    def finish_alive(self) -> Decision:
        """Close a draft that only moved fractions: journaled and told if the whole moved by a percent."""
        before = self.record.progress
        self._settle_progress()
        if int(self.record.progress) == int(before):
            quiet = replace(self.record, progress=before)
            return Decision(quiet, self.cause, self.at, frozenset(), frozenset(), (), journaled=False)
        self.set(seq=self.record.seq + 1)
        told = self.finish()
        return replace(told, outputs=(Progress(told.record.seq, told.record.status_seq),))

    def _settle_progress(self) -> None:
        reached = overall(self.record)
        if reached > self.record.progress:
            self.set(progress=reached)

    @property
    def any_at_work(self) -> bool:
        """Whether an attempt of any step is out."""
        return any(step.status in (StepStatus.QUEUED, StepStatus.RUNNING) for step in self._steps.values())
