"""How far a task is, in numbers and in plain words."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from videoagent_contracts.enums import StepKind, StepStatus, TaskStatus
from videoagent_contracts.status import WaitingReason
from videoagent_registry.domain.graph import MUSIC_OFF
from videoagent_registry.domain.record import StepRecord, TaskRecord, Wait

SHARES: Mapping[StepKind, float] = {
    StepKind.STYLE: 2,
    StepKind.STORY: 4,
    StepKind.STORYBOARD: 2,
    StepKind.VOICE: 12,
    StepKind.IMAGE: 34,
    StepKind.VIDEO: 32,
    StepKind.MUSIC: 4,
    StepKind.COMPOSE: 10,
}
"""Part of the whole that a kind makes up, however many steps it has: about its part of the time."""

HIGHEST_BEFORE_END = 99.0
"""100 is said by ``completed`` only."""

ESTIMATE_AFTER_S = 3.0
ESTIMATE_AFTER_SHARE = 0.15
"""The pace so far tells nothing of the remaining time before this much has passed, and this part of the work been done.

The text steps take far less time than their share; an estimate from them alone would soon grow many times over.
"""

PACE_WEIGHT = 0.3
"""Part that the pace so far has in a new estimate; the rest is the estimate before it, less the time since."""

MOST_CHANGE = 2.0
"""Factor by which an estimate differs from the one before it at most."""

EXPECTATION_HOLDS = 0.5
"""Part of the expected time after which nothing is expected any more: this film goes slower than its likes did."""

_DOING: Mapping[StepKind, str] = {
    StepKind.STYLE: "Choosing the look",
    StepKind.STORY: "Writing the story",
    StepKind.STORYBOARD: "Planning the shots",
    StepKind.VOICE: "Recording narration {number} of {total}",
    StepKind.IMAGE: "Drawing picture {number} of {total}",
    StepKind.VIDEO: "Animating shot {number} of {total}",
    StepKind.MUSIC: "Making the music",
    StepKind.COMPOSE: "Putting the film together",
}
_ENDED: Mapping[TaskStatus, str] = {
    TaskStatus.AWAITING_REVIEW: "The storyboard waits for your approval",
    TaskStatus.COMPLETED: "The film is ready",
    TaskStatus.CANCELLED: "Cancelled",
}


def overall(record: TaskRecord) -> float:
    """Return the percentage that the steps themselves add up to, in tenths; it may be lower than one said before."""
    if record.status is TaskStatus.COMPLETED:
        return 100.0
    kinds = set(SHARES)
    if record.spec.options.music == MUSIC_OFF:
        kinds.discard(StepKind.MUSIC)
    done: dict[StepKind, float] = {}
    counted: dict[StepKind, int] = {}
    for step in record.steps.values():
        counted[step.kind] = counted.get(step.kind, 0) + 1
        done[step.kind] = done.get(step.kind, 0.0) + (1.0 if step.done else step.fraction)
    if StepKind.IMAGE in counted and StepKind.VOICE not in counted:
        kinds.discard(StepKind.VOICE)
    whole = sum(SHARES[kind] for kind in kinds)
    reached = sum(SHARES[kind] * done[kind] / counted[kind] for kind in kinds if kind in counted)
    return min(HIGHEST_BEFORE_END, round(100 * reached / whole, 1))


def stage(record: TaskRecord) -> StepKind | None:
    """Return the earliest kind at work, else the earliest unfinished one; the last one once all is done.

    Before any step has started there is none. A failed task stays at the kind that failed, and one that awaits review
    at the storyboard.
    """
    if record.status is TaskStatus.AWAITING_REVIEW:
        return StepKind.STORYBOARD
    if record.error is not None and record.error.step_id in record.steps:
        return record.steps[record.error.step_id].kind
    if record.started_at is None:
        return None
    order = list(StepKind)
    at_work = {step.kind for step in record.at_work()}
    unfinished = at_work or {step.kind for step in record.steps.values() if not step.done}
    return min(unfinished, key=order.index, default=StepKind.COMPOSE)


def message(record: TaskRecord) -> str:
    """Say in plain words what is going on."""
    if record.status in _ENDED:
        return _ENDED[record.status]
    if record.status is TaskStatus.FAILED and record.error is not None:
        return record.error.detail
    if record.wait is not None and record.wait.reason is not None:
        return _in_line(record.wait, record.wait.reason)
    kind = stage(record)
    if kind is None or record.status is TaskStatus.PENDING:
        return "Waiting to start"
    steps = [step for step in record.steps.values() if step.kind is kind and not step.reused]
    number = min(len(steps), sum(step.done for step in steps) + 1)
    return _DOING[kind].format(number=number, total=len(steps)) + _trouble(steps)


def _in_line(wait: Wait, reason: WaitingReason) -> str:
    whose = "of your films are" if reason is WaitingReason.QUOTA else "films are"
    if wait.running == 1:
        whose = whose.replace("films are", "films is") if reason is WaitingReason.QUOTA else "film is"
    before = {0: "it is the next", 1: "one waits before it"}.get(wait.ahead, f"about {wait.ahead} wait before it")
    return f"Waiting for its turn: {wait.running} {whose} being made, {before}"


def _trouble(steps: list[StepRecord]) -> str:
    again = max((step.failures for step in steps if not step.done), default=0)
    waiting = all(step.done or (step.status is StepStatus.PENDING and step.due_at is not None) for step in steps)
    if not again:
        return ""
    return f" (attempt {again + 1}{', waiting to try again' if waiting else ''})"


def estimate_s(
    record: TaskRecord, now: datetime, expected_s: Callable[[TaskRecord], float | None] = lambda _: None
) -> float | None:
    """Return the time until the end in s, near the estimate before it; None where nothing is known.

    Args:
        record: The task.
        now: The time.
        expected_s: Tells how long such films take; asked while the pace so far says nothing.
    """
    pace = _by_pace(record, now)
    if pace is None:
        return _by_experience(record, now, expected_s)
    before = record.eta_s
    if before is None:
        return pace
    passed = (now - record.updated_at) / timedelta(seconds=1)
    expected = max(0.0, before - passed)
    blended = expected + PACE_WEIGHT * (pace - expected)
    return round(max(before / MOST_CHANGE, min(before * MOST_CHANGE, blended)), 1)


def _by_experience(record: TaskRecord, now: datetime, expected_s: Callable[[TaskRecord], float | None]) -> float | None:
    """Return the time until the end in s if the film takes as long as others did."""
    elapsed = _elapsed_s(record, now)
    expected = None if elapsed is None else expected_s(record)
    if elapsed is None or expected is None or elapsed > EXPECTATION_HOLDS * expected:
        return None
    return round(expected - elapsed, 1)


def _elapsed_s(record: TaskRecord, now: datetime) -> float | None:
    if record.status is not TaskStatus.RUNNING or record.run_started_at is None:
        return None
    return (now - record.run_started_at) / timedelta(seconds=1)


def _by_pace(record: TaskRecord, now: datetime) -> float | None:
    """Return the time until the end in s if the rest goes at the pace of this run so far."""
    elapsed = _elapsed_s(record, now)
    if elapsed is None:
        return None
    gained = record.progress - record.run_base
    if elapsed < ESTIMATE_AFTER_S or gained < ESTIMATE_AFTER_SHARE * (100 - record.run_base):
        return None
    return round(elapsed * (100 - record.progress) / gained, 1)
