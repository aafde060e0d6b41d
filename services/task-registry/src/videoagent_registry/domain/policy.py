"""What the process manager goes by: patience and retries, as settings say. All units are in the names or docs."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from videoagent_contracts.enums import StepKind
from videoagent_registry.domain.pace import Pace


@dataclass(frozen=True)
class RetryPolicy:
    """When a failed attempt of a step is followed by another one.

    Attributes:
        max_attempts: Failures after which the step has failed for good (1: never try again).
        first_delay: Upper bound of the delay after the first failure.
        factor: Growth of that bound from failure to failure.
        max_delay: Upper bound of every delay that the provider did not ask for itself.
        max_losses: Attempts of which the worker may vanish, or which it may hand back, before the step has failed.
            Counted apart from failures: a killed worker says nothing about the step.
    """

    max_attempts: int = 3
    first_delay: timedelta = timedelta(seconds=1)
    factor: float = 2.0
    max_delay: timedelta = timedelta(minutes=2)
    max_losses: int = 10

    def delay(self, failures: int, salt: str, retry_after_s: float | None = None) -> timedelta:
        """Return how long to wait after the ``failures``-th failure.

        Exponential backoff with full jitter (Marc Brooker, "Exponential Backoff And Jitter", 2015): uniform between
        zero and the bound. The random number is a hash of ``salt``, so that the same decision taken twice is the
        same. A provider's ``Retry-After`` is the least that is waited; jitter comes on top.

        Args:
            failures: Failures so far, 1 or more.
            salt: What tells this delay from all others: task, step and attempt.
            retry_after_s: What the provider asked for, in s.
        """
        bound = min(self.max_delay, self.first_delay * self.factor ** min(failures - 1, 20))
        return timedelta(seconds=retry_after_s or 0.0) + bound * hash_fraction(salt)


@dataclass(frozen=True)
class Policies:
    """All that decisions depend on besides the task and the event.

    Attributes:
        retry: Retry policy by kind; kinds that are not in it have ``default_retry``.
        attempt_limit: Time that one running attempt of a kind may take.
        default_attempt_limit: The same for kinds that are not in ``attempt_limit``.
        queue_patience: Time that a dispatched attempt may wait for a worker. Shorter than the retention of request
            topics (7 days), after which the request no longer exists.
        run_limit: Time that a task may be at work from its first step's start to its end. Waiting for a place or for
            a review does not count.
        max_commands: Command ids remembered per task.
        pace: What films have taken; all that depends on it is the estimate of the time that is left.
    """

    default_retry: RetryPolicy = RetryPolicy()
    retry: Mapping[StepKind, RetryPolicy] = field(default_factory=dict)
    default_attempt_limit: timedelta = timedelta(minutes=10)
    attempt_limit: Mapping[StepKind, timedelta] = field(default_factory=dict)
    queue_patience: timedelta = timedelta(days=3)
    run_limit: timedelta = timedelta(days=3)
    max_commands: int = 64
    pace: Pace = field(default_factory=Pace, compare=False)

    def retry_of(self, kind: StepKind) -> RetryPolicy:
        """Return the retry policy of a kind."""
        return self.retry.get(kind, self.default_retry)

    def limit_of(self, kind: StepKind) -> timedelta:
        """Return how long a running attempt of a kind may take."""
        return self.attempt_limit.get(kind, self.default_attempt_limit)


def hash_fraction(salt: str) -> float:
    """Map a text evenly into [0, 1)."""
    return int.from_bytes(hashlib.sha256(salt.encode()).digest()[:8], "big") / 2**64


def hash_seed(salt: str) -> int:
    """Map a text evenly into [0, 2**31): what every random number generator takes as a seed."""
    return int.from_bytes(hashlib.sha256(salt.encode()).digest()[:4], "big") >> 1
