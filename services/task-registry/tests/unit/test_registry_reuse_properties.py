"""A film and its restless user: steps again, other storyboards, retries, cancels; workers that fail or vanish.

After every step of the machine the invariants hold, and whatever a step has made was made from what it would be given
now. In the end the film is finished.
"""

from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from videoagent_contracts.codec import AnyEnvelope
from videoagent_contracts.commands import (
    ApproveTask,
    CancelTask,
    DeleteTask,
    EditStoryboard,
    RerunStep,
    RetryTask,
    StepOverrides,
)
from videoagent_contracts.enums import CameraMove, StepKind, StepStatus, TaskStatus, Transition
from videoagent_contracts.film import Shot, Storyboard, Substitution
from videoagent_contracts.overrides import OVERRIDES
from videoagent_contracts.steps import StepFailed, StepReleased, StepStarted, StepSucceeded
from videoagent_registry.domain.codec import encode_decisions, fold_decisions
from videoagent_registry.domain.decision import Decision
from videoagent_registry.domain.events import TimersDue
from videoagent_registry.domain.inputs import build_input
from videoagent_registry.domain.invariants import violations
from videoagent_registry.domain.record import StepRecord, TaskRecord
from videoagent_registry.testing import Play, failure, report, success

OVERRIDE_VALUES: dict[str, st.SearchStrategy[Any]] = {
    "prompt": st.sampled_from(["A lighthouse", "A whale"]),
    "narration": st.sampled_from(["Other words.", "Quite other words."]),
    "voice": st.sampled_from(["amy", "joe"]),
    "voice_speed": st.sampled_from([0.8, 1.2]),
    "provider": st.sampled_from(["painter", "builtin"]),
    "seed": st.integers(0, 2),
}
SHOT_CHANGES: st.SearchStrategy[dict[str, Any]] = st.sampled_from(
    [
        {"prompt": "A mountain"},
        {"prompt": ""},
        {"narration": "New words."},
        {"narration": ""},
        {"camera": CameraMove.RISE},
        {"subject": "Bee"},
        {"duration": 2.0},
        {"duration": 9.0},
        {"transition": Transition.CUT},
        {"transition": Transition.CROSSFADE},
    ]
)
NEW_SHOTS = st.builds(Shot, index=st.just(0), narration=st.sampled_from(["", "Added."]), duration=st.just(4.0))


@st.composite
def edits(draw: st.DrawFn, board: Storyboard) -> Storyboard:
    """Move, drop, add and change shots."""
    shots = list(draw(st.permutations(board.shots))) if draw(st.booleans()) else list(board.shots)
    if len(shots) > 1 and draw(st.booleans()):
        shots.pop(draw(st.integers(0, len(shots) - 1)))
    if len(shots) < 6 and draw(st.booleans()):
        shots.insert(draw(st.integers(0, len(shots))), draw(NEW_SHOTS))
    for _ in range(draw(st.integers(0, 2))):
        place = draw(st.integers(0, len(shots) - 1))
        change: dict[str, Any] = draw(SHOT_CHANGES)
        shots[place] = shots[place].model_copy(update=change)
    numbered = tuple(shot.model_copy(update={"index": index}) for index, shot in enumerate(shots))
    return board.model_copy(update={"shots": numbered})


class RestlessUser(RuleBasedStateMachine):
    """One task: its workers' requests wait in ``play.requests``, what was made is known by its artefacts' hash."""

    def __init__(self) -> None:
        super().__init__()
        self.play = Play()
        self.made_from: dict[str, AnyEnvelope] = {}
        self.past: list[AnyEnvelope] = []
        self.checked = 0
        self.refolded: TaskRecord | None = None

    @initialize(review=st.booleans(), finished=st.booleans(), provider=st.sampled_from([{}, {"image": "painter"}]))
    def begin(self, review: bool, finished: bool, provider: dict[str, str]) -> None:
        self.play = Play(review=review, providers=provider)
        if finished:
            self.finish()

    @rule(number=st.integers(0, 5), substituted=st.booleans())
    def succeed(self, number: int, substituted: bool) -> None:
        if self.play.requests:
            request = self.play.requests.pop(number % len(self.play.requests))
            self._deliver(self._answer(request, substituted=substituted))

    @rule()
    def succeed_all(self) -> None:
        while self.play.requests:
            self._deliver(self._answer(self.play.requests.pop(0)))

    @rule(number=st.integers(0, 5), retryable=st.booleans(), provider=st.sampled_from([None, "painter"]))
    def fail(self, number: int, retryable: bool, provider: str | None) -> None:
        if self.play.requests:
            request = self.play.requests.pop(number % len(self.play.requests))
            error = failure(request.step_id or "", retryable=retryable, provider=provider)
            self._deliver(_of(request, StepFailed(worker="w", error=error)))

    @rule(number=st.integers(0, 5), lost=st.booleans(), asks=st.booleans())
    def start_and_perhaps_release(self, number: int, lost: bool, asks: bool) -> None:
        if self.play.requests:
            request = self.play.requests[number % len(self.play.requests)]
            self._deliver(_of(request, StepStarted(worker="w")))
            if lost:
                self.play.requests.remove(request)
                self._deliver(_of(request, StepReleased(worker="w", reason="stop", needs_references=asks)))

    @precondition(lambda self: self.past)
    @rule(number=st.integers(0, 50))
    def hear_again(self, number: int) -> None:
        self.play.apply(self.past[number % len(self.past)])

    @rule(minutes=st.sampled_from([1, 30, 5000]))
    def wait(self, minutes: int) -> None:
        self.play.now += timedelta(minutes=minutes)
        self.play.apply(TimersDue(self.play.task_id, self.play.now))

    @rule(data=st.data())
    def run_a_step_again(self, data: st.DataObject) -> None:
        step = self.play.record.steps[data.draw(st.sampled_from(sorted(self.play.record.steps)))]
        names = data.draw(st.sets(st.sampled_from(sorted(OVERRIDES[step.kind])))) if OVERRIDES[step.kind] else set()
        overrides = StepOverrides(**{name: data.draw(OVERRIDE_VALUES[name]) for name in sorted(names)})
        self.play.give(RerunStep(step_id=step.step_id, overrides=overrides))

    @precondition(lambda self: self.play.record.storyboard is not None)
    @rule(data=st.data())
    def edit(self, data: st.DataObject) -> None:
        board = self.play.record.storyboard
        assert board is not None
        self.play.give(EditStoryboard(storyboard=data.draw(edits(board))))

    @rule(data=st.data(), whole=st.booleans())
    def retry(self, data: st.DataObject, whole: bool) -> None:
        step = None if whole else data.draw(st.sampled_from(sorted(self.play.record.steps)))
        self.play.give(RetryTask(from_step=step))

    @rule()
    def cancel(self) -> None:
        self.play.give(CancelTask())

    @rule()
    def approve(self) -> None:
        self.play.give(ApproveTask())

    @invariant()
    def nothing_is_wrong(self) -> None:
        """Every decision since the last look is journaled as it is, and the whole history keeps the rules."""
        new = self.play.history[self.checked :]
        self.checked = len(self.play.history)
        for decision in (each for each in new if each.journaled):
            self._journal(decision)
        if new:
            assert violations(self.play.history) == []

    @invariant()
    def only_what_fits_is_used(self) -> None:
        """Whatever a step holds was made from what it would be given now."""
        record = self.play.record
        for step in record.steps.values():
            if step.status is StepStatus.SUCCEEDED and step.kind is not StepKind.STORYBOARD:
                request = self.made_from[_mark(step)]
                assert _same(step.kind, request.payload.input, build_input(record, step)), step.step_id

    def teardown(self) -> None:
        """In the end the user lets the film be finished, then deletes it."""
        if self.play.record.status is TaskStatus.COMPLETED:
            self.play.give(RerunStep(step_id="compose"))
        self.finish()
        self.nothing_is_wrong()
        self.only_what_fits_is_used()
        self.play.give(DeleteTask())
        self.nothing_is_wrong()
        assert self.play.record.removed

    def finish(self) -> None:
        for _ in range(100):
            self.succeed_all()
            match self.play.record.status:
                case TaskStatus.COMPLETED:
                    return
                case TaskStatus.AWAITING_REVIEW:
                    self.approve()
                case TaskStatus.FAILED | TaskStatus.CANCELLED:
                    self.play.requests.clear()
                    self.play.give(RetryTask())
                case _:
                    self.wait(30)
        raise AssertionError(f"the film is never finished: {self.play.record}")

    def _answer(self, request: AnyEnvelope, *, substituted: bool = False) -> AnyEnvelope:
        """Make the step's output with a mark of its attempt on everything, and remember from what."""
        answer = success(request)
        payload = answer.payload
        assert isinstance(payload, StepSucceeded)
        mark = f"{len(self.made_from):08x}"
        output = _stamped(payload.output, mark)
        output["warnings"] = [mark]
        if substituted:
            output["substitutions"] = [Substitution(wanted="a", used="b", reason="away").model_dump()]
        self.made_from[mark] = request
        return answer.model_copy(update={"payload": payload.model_copy(update={"output": output})})

    def _deliver(self, message: AnyEnvelope) -> None:
        self.past.append(message)
        self.play.apply(message)

    def _journal(self, decision: Decision) -> None:
        version = (self.refolded.version if self.refolded else 0) + 1
        folded = fold_decisions(self.refolded, version, encode_decisions([decision]))[-1]
        self.refolded = folded.record
        assert folded.outputs == decision.outputs
        assert {name: _plain(step) for name, step in folded.record.steps.items()} == {
            name: _plain(step) for name, step in decision.record.steps.items()
        }


def _of(request: AnyEnvelope, payload: StepStarted | StepFailed | StepReleased) -> AnyEnvelope:
    return report(request.task_id, request.step_id or "", request.attempt or 1, payload)


def _stamped(value: Any, mark: str) -> Any:
    if isinstance(value, dict):
        return {name: each[:-8] + mark if name == "sha256" else _stamped(each, mark) for name, each in value.items()}
    return value


def _mark(step: StepRecord) -> str:
    assert step.output is not None
    return step.output.warnings[0]


def _plain(step: StepRecord) -> dict[str, object]:
    return {name: getattr(step, name) for name in StepRecord.__slots__ if name not in ("fraction", "memo")}


def _same(kind: StepKind, before: Any, now: Any) -> bool:
    """Say by hand what it means to be given the same: all fields but those that the kind makes nothing of."""
    before, now = before.model_dump(mode="json"), now.model_dump(mode="json")
    for wanted in (before, now):
        _forget_notes(wanted)
        if kind in (StepKind.IMAGE, StepKind.VIDEO):
            _ignore(wanted["shot"], "transition", "duration")
            _ignore(wanted, "references")
        if kind is StepKind.VIDEO:
            _ignore(wanted["shot"], "subject")
        if kind is StepKind.IMAGE:
            _ignore(wanted["shot"], "camera", *(["narration"] if wanted["shot"]["prompt"] else []))
            _ignore(wanted, "references_follow", "references_lost")
        if kind is StepKind.MUSIC:
            _ignore(wanted, "duration")
    return bool(before == now)


def _ignore(values: dict[str, Any], *names: str) -> None:
    for name in names:
        del values[name]


def _forget_notes(value: Any) -> None:
    if isinstance(value, dict):
        for name in ("warnings", "substitutions", "provider", "cost_usd", "reference"):
            value.pop(name, None)
        for each in value.values():
            _forget_notes(each)
    elif isinstance(value, list):
        for each in value:
            _forget_notes(each)


def test_whatever_the_user_orders_the_film_fits_together() -> None:
    run_state_machine_as_test(
        RestlessUser,
        settings=settings(
            max_examples=40,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
        ),
    )
