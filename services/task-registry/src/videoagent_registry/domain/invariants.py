"""What always holds, whatever comes in whatever order. Property tests check every decision against this list.

The names are those of ``docs/process-manager.md``.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from videoagent_contracts.enums import StepKind, StepStatus, TaskStatus
from videoagent_contracts.status import StatusEvent
from videoagent_registry.domain.decision import Cancellation, Decision, Progress, Request, Status
from videoagent_registry.domain.graph import dependencies
from videoagent_registry.domain.money import set_aside, spent
from videoagent_registry.domain.record import TaskRecord
from videoagent_registry.domain.references import awaits_reference
from videoagent_registry.domain.reuse import fits

TERMINAL_EVENTS = {
    StatusEvent.TASK_COMPLETED: TaskStatus.COMPLETED,
    StatusEvent.TASK_FAILED: TaskStatus.FAILED,
    StatusEvent.TASK_CANCELLED: TaskStatus.CANCELLED,
}


def violations(history: Sequence[Decision]) -> list[str]:
    """Return what is wrong with the decisions of one task, from its creation on; empty: nothing."""
    journaled = [each for each in history if each.journaled]
    return [
        *_one_end_per_run(journaled),
        *_progress_never_goes_back(history),
        *_seq_without_gaps(journaled),
        *_attempts_grow(journaled),
        *_nothing_runs_after_the_end(journaled),
        *_only_ready_steps_are_dispatched(journaled),
        *_time_moves_on(journaled),
        *_what_fits_is_not_made_again(journaled),
        *_degraded_is_true(journaled),
        *_runs_have_an_end(journaled),
        *_nothing_without_a_place(journaled),
        *_a_film_stays(journaled),
        *_money_before_work(journaled),
        *_references_first(journaled),
    ]


def _one_end_per_run(history: Iterable[Decision]) -> list[str]:
    ended: set[int] = set()
    wrong = []
    for each in history:
        for status in _statuses(each):
            if status.event in TERMINAL_EVENTS:
                if each.record.run in ended:
                    wrong.append(f"one-end-per-run: run {each.record.run} ended twice")
                if each.record.status is not TERMINAL_EVENTS[status.event]:
                    wrong.append(f"one-end-per-run: {status.event} said of a task that is {each.record.status}")
                ended.add(each.record.run)
        if each.record.status.is_terminal and each.record.run not in ended:
            wrong.append(f"one-end-per-run: run {each.record.run} is {each.record.status} and nobody was told")
    return wrong


def _progress_never_goes_back(history: Iterable[Decision]) -> list[str]:
    wrong = []
    before: TaskRecord | None = None
    for each in history:
        now = each.record
        if before is not None and before.run == now.run and now.progress < before.progress:
            wrong.append(f"progress-never-back: {before.progress} then {now.progress} in run {now.run}")
        if (now.progress == 100) != (now.status is TaskStatus.COMPLETED):
            wrong.append(f"progress-never-back: {now.progress} % and {now.status}")
        before = now
    return wrong


def _seq_without_gaps(history: Iterable[Decision]) -> list[str]:
    said = [output.seq for each in history for output in each.outputs if isinstance(output, Status | Progress)]
    return [] if said == list(range(1, len(said) + 1)) else [f"seq-gapless: {said}"]


def _attempts_grow(history: Iterable[Decision]) -> list[str]:
    highest: dict[str, int] = {}
    wrong = []
    for each in history:
        for output in each.outputs:
            if isinstance(output, Request):
                if output.attempt != highest.get(output.step_id, 0) + 1:
                    wrong.append(
                        f"attempts-fenced: {output.step_id} attempt {output.attempt} dispatched "
                        f"after {highest.get(output.step_id, 0)}"
                    )
                highest[output.step_id] = output.attempt
    return wrong


def _nothing_runs_after_the_end(history: Iterable[Decision]) -> list[str]:
    wrong = []
    at_work_before = False
    for each in history:
        record = each.record
        over = record.status.is_terminal
        if over and any(step.status not in _SETTLED for step in record.steps.values()):
            wrong.append(f"nothing-after-the-end: {record.status} with unsettled steps")
        if over and any(isinstance(output, Request) for output in each.outputs):
            wrong.append(f"nothing-after-the-end: dispatched while {record.status}")
        stopped = any(isinstance(output, Cancellation) for output in each.outputs)
        if record.status is TaskStatus.CANCELLED and at_work_before and not stopped:
            wrong.append("nothing-after-the-end: cancelled without telling the workers")
        at_work_before = any(True for _ in record.at_work())
    return wrong


def _only_ready_steps_are_dispatched(history: Iterable[Decision]) -> list[str]:
    return [
        f"dependencies-first: {output.step_id} dispatched before {before.step_id}"
        for each in history
        for output in each.outputs
        if isinstance(output, Request)
        for before in dependencies(each.record.steps, each.record.steps[output.step_id])
        if not before.done
    ]


def _time_moves_on(history: Sequence[Decision]) -> list[str]:
    return [
        f"time-moves-on: {earlier.at} then {later.at}" for earlier, later in pairwise(history) if later.at <= earlier.at
    ]


def _nothing_without_a_place(history: Iterable[Decision]) -> list[str]:
    return [
        f"place-before-work: {each.record.status} task waits for a place with steps out"
        for each in history
        if each.record.wait is not None
        and (any(True for _ in each.record.at_work()) or any(isinstance(output, Request) for output in each.outputs))
    ]


def _what_fits_is_not_made_again(history: Iterable[Decision]) -> list[str]:
    return [
        f"reuse-what-fits: {output.step_id} dispatched, though it keeps what it would make"
        for each in history
        for output in each.outputs
        if isinstance(output, Request) and fits(each.record, each.record.steps[output.step_id])
    ]


def _degraded_is_true(history: Iterable[Decision]) -> list[str]:
    wrong = []
    for each in history:
        told = {(entry.step_id, entry.used) for entry in each.record.degraded}
        steps = each.record.steps
        done_with = {
            (name, use.used) for name, step in steps.items() if step.output for use in step.output.substitutions
        }
        for step_id, used in told - done_with:
            step = steps.get(step_id)
            if step is None or not (step.provider == used or step.status is StepStatus.SKIPPED):
                wrong.append(f"degraded-is-true: {step_id} is told to do with {used}, and does not")
        wrong += [f"degraded-is-true: {name} does with {used} and nobody is told" for name, used in done_with - told]
    return wrong


def _runs_have_an_end(history: Iterable[Decision]) -> list[str]:
    wrong = []
    for each in history:
        record = each.record
        if record.status is TaskStatus.RUNNING and record.run_due_at is None:
            wrong.append(f"runs-have-an-end: run {record.run} may take for ever")
        if record.status is TaskStatus.AWAITING_REVIEW and record.run_due_at is not None:
            wrong.append(f"runs-have-an-end: the clock of run {record.run} goes on in review")
    return wrong


def _a_film_stays(history: Iterable[Decision]) -> list[str]:
    wrong = []
    had_film = False
    for each in history:
        compose = each.record.steps.get(StepKind.COMPOSE.value)
        has_film = compose is not None and (compose.output is not None or compose.kept is not None)
        if had_film and not has_film and not each.record.removed:
            wrong.append(f"a-film-stays: gone in run {each.record.run}, which is {each.record.status}")
        had_film = has_film
    return wrong


def _money_before_work(history: Iterable[Decision]) -> list[str]:
    wrong = []
    for each in history:
        record, budget = each.record, each.record.spec.options.budget
        asked = [output.step_id for output in each.outputs if isinstance(output, Request)]
        paid_for = any(record.steps[name].price_usd for name in asked)
        if budget is not None and paid_for and spent(record) + set_aside(record) > budget + 1e-6:
            wrong.append(f"money-before-work: {asked} dispatched with {set_aside(record)} + {spent(record)} > {budget}")
        waiting = [
            step
            for step in record.steps.values()
            if step.price_usd and step.status is StepStatus.PENDING and not awaits_reference(record, step)
        ]
        if (
            record.status is TaskStatus.RUNNING
            and any(step.due_at is None for step in waiting)
            and not set_aside(record)
        ):
            wrong.append(f"money-before-work: {[step.step_id for step in waiting]} wait for money that nobody has")
    return wrong


def _references_first(history: Iterable[Decision]) -> list[str]:
    wrong = []
    for each in history:
        record = each.record
        asked = [record.steps[output.step_id] for output in each.outputs if isinstance(output, Request)]
        wrong += [
            f"references-first: {step.step_id} dispatched before its references"
            for step in asked
            if awaits_reference(record, step)
        ]
        pictures = [step for step in record.steps.values() if step.kind is StepKind.IMAGE and not step.done]
        if pictures and record.status is TaskStatus.RUNNING and all(awaits_reference(record, s) for s in pictures):
            wrong.append(f"references-first: {[step.step_id for step in pictures]} wait for each other")
    return wrong


def _statuses(decision: Decision) -> list[Status]:
    return [output for output in decision.outputs if isinstance(output, Status)]


_SETTLED = (StepStatus.SUCCEEDED, StepStatus.SKIPPED, StepStatus.FAILED, StepStatus.CANCELLED)
