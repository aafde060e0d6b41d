"""All metrics of the task-registry. Every replica counts the tasks of its own partitions: sum them up.

The steps at work are what autoscaling looks at, since early acknowledgement hides running work from consumer lag.
"""

from prometheus_client import Counter, Gauge, Histogram

from videoagent_contracts.enums import StepStatus
from videoagent_registry.domain.record import TaskRecord

TASKS = Gauge("videoagent_tasks", "Tasks in memory, by status; finished ones only while they are kept", ["status"])
STEPS_WAITING = Gauge("videoagent_steps_waiting", "Attempts that wait for a worker, by kind", ["kind"])
STEPS_RUNNING = Gauge("videoagent_steps_running", "Attempts at work, by kind", ["kind"])
DECISIONS = Counter("videoagent_registry_decisions", "Journaled decisions")
IGNORED = Counter(
    "videoagent_registry_ignored", "Messages that changed nothing: repeats, late or out of place", ["type"]
)
DISPATCHED = Counter(
    "videoagent_steps_dispatched", "Attempts dispatched, by kind; attempt: first, again", ["kind", "attempt"]
)
CONFLICTS = Counter("videoagent_registry_conflicts", "Journal entries that another writer had written first")
LEASES_EXPIRED = Counter(
    "videoagent_registry_leases_expired", "Attempts given up since their worker was silent", ["kind"]
)
REPUBLISHED = Counter("videoagent_registry_republished", "Tasks whose last word was said again after a take-over")
TASKS_IN_LINE = Gauge("videoagent_tasks_in_line", "Tasks that wait to be let in")
ADMITTED = Counter("videoagent_registry_admitted", "Tasks that were let in")
REMOVED = Counter("videoagent_registry_removed", "Removed; what: task, orphan, upload", ["what"])
BATCH_EVENTS = Histogram(
    "videoagent_registry_batch_events", "Messages in one batch", buckets=(1, 2, 5, 10, 20, 50, 100, 200, 500)
)

_STEP_GAUGES = {StepStatus.QUEUED: STEPS_WAITING, StepStatus.RUNNING: STEPS_RUNNING}


def follow(before: TaskRecord | None, after: TaskRecord | None) -> None:
    """Move the gauges from one state of a task to the next."""
    if (before.status if before else None) != (after.status if after else None):
        if before is not None:
            TASKS.labels(before.status.value).dec()
        if after is not None:
            TASKS.labels(after.status.value).inc()
    _count_steps(before, after, -1)
    _count_steps(after, before, 1)


def _count_steps(record: TaskRecord | None, other: TaskRecord | None, amount: int) -> None:
    """Count the steps at work of ``record`` that ``other`` does not hold the very same."""
    if record is None:
        return
    known = other.steps if other is not None else {}
    for name, step in record.steps.items():
        if known.get(name) is not step and (gauge := _STEP_GAUGES.get(step.status)) is not None:
            gauge.labels(step.kind.value).inc(amount)
