"""What can happen to a task: messages from outside, and the registry's own timers."""

from dataclasses import dataclass
from datetime import datetime

from videoagent_contracts.codec import AnyEnvelope


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


Event = AnyEnvelope | TimersDue | LeaseExpired
