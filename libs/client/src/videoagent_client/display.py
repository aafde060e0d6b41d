"""What the terminal shows while a film is made: a bar per stage, and shots as they get ready."""

from collections import defaultdict

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

from videoagent_contracts.api import TaskDetailResponse
from videoagent_contracts.enums import StepKind, StepStatus
from videoagent_contracts.status import StepView

LABELS = {
    StepKind.STYLE: "Style",
    StepKind.STORY: "Story",
    StepKind.STORYBOARD: "Storyboard",
    StepKind.VOICE: "Voice",
    StepKind.IMAGE: "Pictures",
    StepKind.VIDEO: "Shots",
    StepKind.MUSIC: "Music",
    StepKind.COMPOSE: "Film",
}
_FINISHED = (StepStatus.SUCCEEDED, StepStatus.SKIPPED)


class StageBars:
    """A bar per stage on a terminal; plain lines, one per finished step, elsewhere."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._live = console.is_terminal
        self._told: set[str] = set()
        self._progress = Progress(
            SpinnerColumn(finished_text="[green]✓[/]"),
            TextColumn("{task.description:<11}"),
            BarColumn(bar_width=32, complete_style="yellow", finished_style="green"),
            TextColumn("{task.fields[note]}"),
            TimeElapsedColumn(),
            console=console,
            disable=not self._live,
        )
        self._bars: dict[StepKind, TaskID] = {}
        self._overall: TaskID | None = None

    def __enter__(self) -> "StageBars":
        self._progress.start()
        for kind, label in LABELS.items():
            self._bars[kind] = self._progress.add_task(label, total=1.0, note="", start=False)
        self._overall = self._progress.add_task("[bold]All", total=100.0, note="")
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def show(self, task: TaskDetailResponse) -> None:
        """Draw the task's present state."""
        steps: dict[StepKind, list[StepView]] = defaultdict(list)
        for step in task.steps:
            steps[step.kind].append(step)
        for kind, bar in self._bars.items():
            self._show_stage(bar, steps[kind])
        if self._overall is not None:
            left = "" if task.eta_s is None else f"about {task.eta_s:.0f} s left"
            self._progress.update(self._overall, completed=task.progress, note=f"{task.progress:3.0f} %  {left}")
        self._tell_shots(task)

    def _show_stage(self, bar: TaskID, steps: list[StepView]) -> None:
        if not steps:
            return
        if any(step.started_at for step in steps):
            self._progress.start_task(bar)
        done = sum(step.status in _FINISHED for step in steps)
        share = sum(1.0 if step.status in _FINISHED else step.fraction for step in steps) / len(steps)
        note = f"{done} of {len(steps)}" if len(steps) > 1 else ""
        self._progress.update(bar, completed=share, note=note)
        if done == len(steps):
            self._progress.stop_task(bar)

    def _tell_shots(self, task: TaskDetailResponse) -> None:
        for shot in task.shots:
            for what, link in (("picture", shot.picture), ("clip", shot.clip)):
                name = f"{what} {shot.index}"
                if link is not None and name not in self._told:
                    self._told.add(name)
                    words = shot.heading or shot.narration[:60] or shot.kind
                    self._console.print(
                        f"  [cyan]{what:>7}[/] {shot.index + 1}/{len(task.shots)}  {words}", markup=True
                    )
        if not self._live and task.message and task.message not in self._told:
            self._told.add(task.message)
            self._console.print(f"  {task.progress:3.0f} %  {task.message}", markup=False)
