"""The state of one task as the process manager keeps it: the fold of the task's journal."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypeVar

from videoagent_contracts.commands import StepOverrides
from videoagent_contracts.enums import StepKind, StepStatus, TaskStatus
from videoagent_contracts.errors import ErrorCode, TaskError
from videoagent_contracts.film import Look, MediaItem, Music, Picture, Reference, Speech, Story, Storyboard
from videoagent_contracts.options import TaskSpec
from videoagent_contracts.status import Degradation, ShotView, StepView, WaitingReason
from videoagent_contracts.steps import StepOutput

OutputT = TypeVar("OutputT", bound=StepOutput)

AT_WORK = (StepStatus.QUEUED, StepStatus.RUNNING)
"""Statuses in which an attempt is out of the registry's hands."""

DONE = (StepStatus.SUCCEEDED, StepStatus.SKIPPED)
"""Statuses that let the steps depending on this one begin."""


@dataclass(slots=True)
class StepMemo:
    """Public views made of one state of a step, kept with it; ``replace`` gives the next state an empty one.

    Most steps of a film are told of again and again as they are; making their views anew was most of the cost of
    a status.

    Attributes:
        step: View of the step.
        shot: View of the shot whose clip the step makes, and the picture step that it was made with.
    """

    step: StepView | None = None
    shot: "tuple[StepRecord | None, ShotView] | None" = None


@dataclass(frozen=True, slots=True)
class Kept:
    """What a step made before, set aside when a run begins that may need it again.

    Attributes:
        made_from: Fingerprint of the input that it was made from; None: it is to be made again in any case.
        provider: Fall-back of the registry that made it.
        degraded: What was told about it.
    """

    output: StepOutput
    made_from: str | None
    provider: str | None = None
    degraded: tuple[Degradation, ...] = ()
    started_at: datetime | None = None
    finished_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class StepRecord:
    """One step.

    Attributes:
        attempt: Number of the newest attempt that was dispatched; 0: none yet. It only ever grows, also over
            retries of the task, because claims and artefacts of workers are named by it.
        failures: Attempts of this run that reported a failure or overran their time.
        losses: Attempts of this run whose worker vanished or handed them back.
        due_at: What a timer waits for. ``pending``: when the next attempt may be dispatched; ``queued``: when
            waiting for a worker is given up; ``running``: when the attempt has had its time.
        provider: Provider that the request names; None: the agent's own order.
        error: Why the newest attempt failed.
        reused: Whether the output is from an earlier run.
        kept: Output of an earlier run, taken over when it was made from what the step would be given now.
        overrides: What the user wants otherwise than the task's options say.
        takes: How often the user wanted just another one; each has a seed of its own.
        origin: Number under which the step's shot was first planned, where it has another place by now.
        price_usd: What the step's agent asked for, USD; set aside of the task's budget while an attempt is at work.
        after_references: Whether the step's agent asked for the pictures that its own is made after, in this run.
    """

    step_id: str
    kind: StepKind
    shot: int | None = None
    status: StepStatus = StepStatus.PENDING
    attempt: int = 0
    failures: int = 0
    losses: int = 0
    fraction: float = 0.0
    started_at: datetime | None = None
    finished_at: datetime | None = None
    due_at: datetime | None = None
    provider: str | None = None
    error: TaskError | None = None
    output: StepOutput | None = None
    reused: bool = False
    kept: Kept | None = None
    overrides: StepOverrides | None = None
    takes: int = 0
    origin: int | None = None
    price_usd: float = 0.0
    after_references: bool = False
    memo: StepMemo = field(default_factory=StepMemo, init=False, repr=False, compare=False)

    @property
    def done(self) -> bool:
        """Whether dependants need not wait for this step any longer."""
        return self.status in DONE

    @property
    def at_work(self) -> bool:
        """Whether an attempt waits in an agent's topic or runs."""
        return self.status in AT_WORK

    def failed_by(self, code: ErrorCode, detail: str) -> TaskError:
        """Say what ended the present attempt, where its worker does not; another one may go better."""
        return TaskError(
            code=code,
            stage=self.kind.value,
            step_id=self.step_id,
            detail=detail,
            provider=self.provider,
            retryable=True,
            attempts=self.attempt,
        )


@dataclass(frozen=True, slots=True)
class Wait:
    """A task's wait for a place.

    Attributes:
        since: When it asked.
        reason: Why it has none, as last told; None: nothing has been told yet.
        running: Tasks that had a place then, of the user or of all, as the reason says.
        ahead: About how many waited before it then.
    """

    since: datetime
    reason: WaitingReason | None = None
    running: int = 0
    ahead: int = 0


@dataclass(frozen=True, slots=True)
class TaskRecord:
    """One task.

    Attributes:
        version: Number of the last journal entry that is folded in; 0: not yet journaled.
        seq: Number of the last public event, progress included.
        status_seq: Number of the last public status.
        progress: Highest overall progress of this run in percent; never goes back within a run.
        run_started_at: When this run (or its part after a review) began to work; base of the estimate.
        run_base: Progress at ``run_started_at``.
        run_due_at: When this run has had its time; None while its clock stands.
        run_left: Time that this run has left, while its clock stands; None: all of it.
        eta_s: Estimate of the remaining time in s, made at ``updated_at``; the next one leans on it.
        approved: Whether the storyboard has been approved (or needs no approval once it exists).
        cost_usd: What has been paid, by what the agents told, over all runs.
        lost_usd: Most that attempts which made nothing may have cost.
        unsettled: What was set aside for attempts (``{step}/{attempt}``) that were given up before they told what
            they cost; it counts as spent until they do.
        retired: Highest attempt of steps that are not planned at the moment.
        command_ids: Ids of the newest commands that changed this task, so that a repeat changes nothing.
        removed: Whether the task has been deleted; then nothing changes it any more.
        max_running: Tasks of the user that may have a place at once, as their key says; None: as the settings say.
        wait: Set while the task waits for a place; nothing of it is dispatched then.
        references: Pictures that others are made after, by what they show (``domain/references.py``); once chosen they
            stay, so that a shot that is made again is like the others.
    """

    task_id: str
    user_id: str
    spec: TaskSpec
    created_at: datetime
    updated_at: datetime
    correlation_id: str
    status: TaskStatus = TaskStatus.PENDING
    version: int = 0
    run: int = 1
    seq: int = 0
    status_seq: int = 0
    steps: Mapping[str, StepRecord] = field(default_factory=dict)
    progress: float = 0.0
    run_started_at: datetime | None = None
    run_base: float = 0.0
    run_due_at: datetime | None = None
    run_left: timedelta | None = None
    eta_s: float | None = None
    started_at: datetime | None = None
    finished_at: datetime | None = None
    approved: bool = False
    warnings: tuple[str, ...] = ()
    degraded: tuple[Degradation, ...] = ()
    error: TaskError | None = None
    cost_usd: float = 0.0
    lost_usd: float = 0.0
    unsettled: Mapping[str, float] = field(default_factory=dict)
    retired: Mapping[str, int] = field(default_factory=dict)
    command_ids: tuple[str, ...] = ()
    media: Mapping[str, MediaItem] = field(default_factory=dict)
    removed: bool = False
    max_running: int | None = None
    wait: Wait | None = None
    references: Mapping[str, Reference] = field(default_factory=dict)

    @property
    def holds_place(self) -> bool:
        """Whether the task counts as one of those at work: it has been let in, and is neither over nor in review."""
        return self.wait is None and self.status in (TaskStatus.PENDING, TaskStatus.RUNNING)

    def output(self, kind: StepKind, expected: type[OutputT], shot: int | None = None) -> OutputT | None:
        """Return what a step made, or None where it has made nothing (yet)."""
        step = self.steps.get(kind.value if shot is None else f"{kind.value}:{shot}")
        return step.output if step is not None and isinstance(step.output, expected) else None

    @property
    def look(self) -> Look | None:
        """Output of the style step."""
        return self.output(StepKind.STYLE, Look)

    @property
    def story(self) -> Story | None:
        """Output of the story step."""
        return self.output(StepKind.STORY, Story)

    @property
    def storyboard(self) -> Storyboard | None:
        """Output of the storyboard step."""
        return self.output(StepKind.STORYBOARD, Storyboard)

    @property
    def music(self) -> Music | None:
        """Output of the music step."""
        return self.output(StepKind.MUSIC, Music)

    def speech(self, shot: int) -> Speech | None:
        """Return the narration of a shot."""
        return self.output(StepKind.VOICE, Speech, shot)

    def picture(self, shot: int) -> Picture | None:
        """Return the picture of a shot."""
        return self.output(StepKind.IMAGE, Picture, shot)

    def at_work(self) -> Iterator[StepRecord]:
        """Yield the steps that wait in an agent's topic or run."""
        return (step for step in self.steps.values() if step.at_work)

    def next_due(self) -> datetime | None:
        """Return when the next timer of this task fires; None: no timer runs."""
        if self.status.is_terminal or self.status is TaskStatus.AWAITING_REVIEW:
            return None
        timers = [step.due_at for step in self.steps.values() if step.due_at is not None]
        if self.run_due_at is not None:
            timers.append(self.run_due_at)
        return min(timers, default=None)
