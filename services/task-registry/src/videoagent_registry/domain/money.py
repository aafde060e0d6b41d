"""What a task may still spend: its budget less what is paid, lost, in doubt, or set aside for attempts at work.

An agent that is given less than its provider's price hands the attempt back and says what it needs. As much is set
aside for the next attempt while that runs; how the attempt ends settles it.
"""

from collections.abc import Mapping
from math import floor

from videoagent_contracts.steps import StepFailed, StepReleased, StepSucceeded
from videoagent_registry.domain.decision import Draft
from videoagent_registry.domain.record import StepRecord, TaskRecord

_NEGLIGIBLE_USD = 1e-9
_MICRO = 1e6


def spent(record: TaskRecord) -> float:
    """Return what the task has cost, and what attempts that made nothing may have cost, USD."""
    return record.cost_usd + record.lost_usd + sum(record.unsettled.values())


def set_aside(record: TaskRecord) -> float:
    """Return what attempts at work may spend, USD."""
    return sum(step.price_usd for step in record.at_work())


def may_spend(record: TaskRecord) -> float | None:
    """Return what is left, that which is set aside included, in whole millionths of a USD; None: no limit."""
    budget = record.spec.options.budget
    return None if budget is None else max(0.0, floor((budget - spent(record) + _NEGLIGIBLE_USD) * _MICRO) / _MICRO)


def is_overdrawn(record: TaskRecord) -> bool:
    """Whether more has been spent than was allowed, since something cost more than its agent said."""
    budget = record.spec.options.budget
    return budget is not None and spent(record) > budget + _NEGLIGIBLE_USD


def is_affordable(record: TaskRecord, step: StepRecord) -> bool:
    """Whether what the step asked for can be set aside now."""
    left = may_spend(record)
    return left is None or step.price_usd <= left - set_aside(record) + _NEGLIGIBLE_USD


def may_become_affordable(record: TaskRecord) -> bool:
    """Whether attempts at work may leave something of what is set aside for them."""
    return set_aside(record) > 0


def settle(draft: Draft, step: StepRecord, spent_usd: float | None) -> None:
    """Settle an attempt that has ended without an output; None: nobody knows what it cost."""
    if spent_usd is None:
        give_up(draft, step)
    elif spent_usd:
        draft.set(lost_usd=draft.record.lost_usd + spent_usd)


def give_up(draft: Draft, step: StepRecord) -> None:
    """Hold what is set aside for an attempt at work as spent until its worker tells, if it ever does."""
    if step.at_work and step.price_usd:
        name = _attempt(step.step_id, step.attempt)
        draft.set(unsettled={**draft.record.unsettled, name: step.price_usd})


def settle_late(draft: Draft, step_id: str, attempt: int, told: StepSucceeded | StepFailed | StepReleased) -> bool:
    """Settle an attempt that was given up, once its worker tells what it cost; False: there is nothing to settle."""
    name = _attempt(step_id, attempt)
    if name not in draft.record.unsettled or (told.spent_usd is None and not isinstance(told, StepSucceeded)):
        return False
    rest = {other: usd for other, usd in draft.record.unsettled.items() if other != name}
    record = draft.record
    draft.set(
        unsettled=rest, lost_usd=record.lost_usd + (told.spent_usd or 0.0), cost_usd=record.cost_usd + _paid(told)
    )
    return True


def is_unsettled(record: TaskRecord, step_id: str, attempt: int) -> bool:
    """Whether the attempt was given up before it told what it cost."""
    return _attempt(step_id, attempt) in record.unsettled


def _attempt(step_id: str, attempt: int) -> str:
    return f"{step_id}/{attempt}"


def _paid(told: StepSucceeded | StepFailed | StepReleased) -> float:
    output: Mapping[str, object] = told.output if isinstance(told, StepSucceeded) else {}
    cost = output.get("cost_usd", 0.0)
    return float(cost) if isinstance(cost, int | float) else 0.0
