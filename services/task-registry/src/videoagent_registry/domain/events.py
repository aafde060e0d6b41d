"""What can happen to a task: messages from outside, and the registry's own timers."""

from dataclasses import dataclass
from datetime import datetime

from videoagent_contracts.codec import AnyEnvelope
from videoagent_contracts.status import WaitingReason


@dataclass(frozen=True, slots=True)
class TimersDue:
    """Some ``due_at`` of the task's steps may have passed; which ones, the decision looks up itself."""

    task_id: str
    at: datetime

    @property
    def id(self) -> str:
        """Name the event for the journal."""
        return f"timer/{self.task_id}/{self.at.isoformat()}"


@dataclass(frozen=True, slots=True)
class LeaseExpired:
    """No sign of life has come from a running attempt for the length of a lease."""

    task_id: str
    step_id: str
    attempt: int

    @property
    def id(self) -> str:
        """Name the event for the journal."""
        return f"lease/{self.task_id}/{self.step_id}/{self.attempt}"


@dataclass(frozen=True, slots=True)
class Admitted:
    """The task has its place: it may begin, or go on."""

    task_id: str
    at: datetime

    @property
    def id(self) -> str:
        """Name the event for the journal."""
        return f"admitted/{self.task_id}/{self.at.isoformat()}"


@dataclass(frozen=True, slots=True)
class Queued:
    """There is no place for the task yet.

    Attributes:
        reason: What is used up.
        running: Tasks that have a place, of the user (``quota``) or of all (``capacity``).
        ahead: About how many wait before it.
    """

    task_id: str
    at: datetime
    reason: WaitingReason
    running: int
    ahead: int

    @property
    def id(self) -> str:
        """Name the event for the journal."""
        return f"queued/{self.task_id}/{self.at.isoformat()}"


OwnEvent = TimersDue | LeaseExpired | Admitted | Queued
"""What the registry itself has to say; everything else comes as a message."""

Event = AnyEnvelope | OwnEvent
