"""Settings of the task-registry (environment: ``VIDEOAGENT_REGISTRY__…`` beside those of every service)."""

from dataclasses import replace
from datetime import timedelta

from pydantic import Field

from videoagent_contracts.enums import StepKind
from videoagent_contracts.topics import STEP_RESULTS_TOPIC
from videoagent_registry.domain.admission import Order
from videoagent_registry.domain.policy import Policies, RetryPolicy
from videoagent_registry.gate import Limits
from videoagent_runtime.settings import ServiceSettings, SettingsGroup

ATTEMPT_LIMITS = {
    StepKind.STYLE: timedelta(minutes=2),
    StepKind.STORY: timedelta(minutes=5),
    StepKind.STORYBOARD: timedelta(minutes=5),
    StepKind.VOICE: timedelta(minutes=10),
    StepKind.IMAGE: timedelta(minutes=15),
    StepKind.VIDEO: timedelta(hours=1),
    StepKind.MUSIC: timedelta(minutes=15),
    StepKind.COMPOSE: timedelta(hours=2),
}
"""Time for one attempt, many times what the slowest machine was seen to need; a lost worker is noticed by its lease."""


class RetryGroup(SettingsGroup):
    """Retry policy of one kind of step; what is not set is as for all kinds."""

    max_attempts: int | None = Field(None, ge=1, description="failures after which the step has failed for good")
    max_losses: int | None = Field(None, ge=0, description="vanished workers and hand-backs that the step survives")
    first_delay: timedelta | None = Field(None, ge=timedelta(0), description="bound of the first wait")
    max_delay: timedelta | None = Field(None, ge=timedelta(0), description="bound of every wait not asked for")


class RegistryGroup(SettingsGroup):
    """What the process manager goes by."""

    lease: timedelta = Field(timedelta(seconds=30), description="silence after which a running attempt is given up")
    tick: timedelta = Field(timedelta(milliseconds=250), description="between two looks at timers and leases")
    queue_patience: timedelta = Field(timedelta(days=3), description="longest wait of an attempt for a worker")
    attempt_limits: dict[StepKind, timedelta] = Field(ATTEMPT_LIMITS, description="longest run of one attempt, by kind")
    run_limit: timedelta = Field(
        timedelta(days=3),
        gt=timedelta(0),
        description="longest run of a task, from its first step's start; waits for a place or a review do not count",
    )
    max_attempts: int = Field(3, ge=1, description="failures after which a step has failed for good")
    max_losses: int = Field(10, ge=0, description="vanished workers and hand-backs that a step survives")
    first_delay: timedelta = Field(timedelta(seconds=1), description="bound of the wait after the first failure")
    max_delay: timedelta = Field(timedelta(minutes=2), description="bound of every wait not asked for by a provider")
    retry: dict[StepKind, RetryGroup] = Field(
        default_factory=dict, description="other retry policies by kind, e.g. RETRY__IMAGE__MAX_ATTEMPTS"
    )
    batch_records: int = Field(200, ge=1, le=2000, description="messages handled at once")
    batch_timeout: timedelta = Field(timedelta(milliseconds=10), description="longest wait for a batch to fill")
    finished_in_memory: int = Field(200, ge=0, description="finished tasks kept in memory")
    load_concurrency: int = Field(16, ge=1, description="journals read at once")
    max_running: int = Field(200, ge=1, description="tasks at work at once in the whole installation; the rest waits")
    max_running_per_user: int = Field(50, ge=1, description="the same of one user, where their key says nothing")
    ageing: timedelta = Field(
        timedelta(minutes=30), gt=timedelta(0), description="wait after which a task counts as of the next priority"
    )
    retention: timedelta | None = Field(None, description="age at which finished tasks are removed; none: never")
    max_media_bytes: int | None = Field(
        None, ge=0, description="size of all media above which the oldest finished tasks are removed; none: any"
    )
    retention_interval: timedelta = Field(timedelta(hours=1), description="between two clean-ups")
    orphan_age: timedelta = Field(timedelta(days=1), description="age from which media without a task is removed")
    upload_age: timedelta = Field(
        timedelta(days=7), description="age from which uploads that no task names are removed"
    )

    def policies(self) -> Policies:
        """Return what decisions depend on."""
        usual = RetryPolicy(
            max_attempts=self.max_attempts,
            first_delay=self.first_delay,
            max_delay=self.max_delay,
            max_losses=self.max_losses,
        )
        return Policies(
            default_retry=usual,
            retry={kind: replace(usual, **group.model_dump(exclude_none=True)) for kind, group in self.retry.items()},
            attempt_limit={**ATTEMPT_LIMITS, **self.attempt_limits},
            queue_patience=self.queue_patience,
            run_limit=self.run_limit,
        )

    def limits(self) -> Limits:
        """Return how many tasks are let in."""
        order = Order(ageing=self.ageing)
        return Limits(self.max_running, self.max_running_per_user, STEP_RESULTS_TOPIC.partitions, order)


class RegistrySettings(ServiceSettings):
    """All settings of the service."""

    registry: RegistryGroup = RegistryGroup()
