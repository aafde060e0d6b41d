"""A film that has been made once, and what is changed of it then."""

from collections.abc import Mapping
from typing import Any

from videoagent_contracts.codec import AnyEnvelope
from videoagent_contracts.enums import TaskStatus
from videoagent_contracts.film import Shot, Storyboard
from videoagent_contracts.status import StatusEvent, TaskView
from videoagent_contracts.steps import StepSucceeded
from videoagent_registry.domain.decision import Decision, Status
from videoagent_registry.domain.inputs import build_input
from videoagent_registry.domain.invariants import violations
from videoagent_registry.domain.view import task_view
from videoagent_registry.testing.messages import success
from videoagent_registry.testing.play import Play


def board(play: Play) -> Storyboard:
    """Return the storyboard that the task has."""
    found = play.record.storyboard
    assert found is not None
    return found


def with_shots(storyboard: Storyboard, *shots: Shot) -> Storyboard:
    """Number the shots anew, in the order given."""
    numbered = tuple(shot.model_copy(update={"index": index}) for index, shot in enumerate(shots))
    return storyboard.model_copy(update={"shots": numbered})


def changed(storyboard: Storyboard, index: int, **changes: Any) -> Storyboard:
    """Change one shot."""
    shots = list(storyboard.shots)
    shots[index] = shots[index].model_copy(update=changes)
    return with_shots(storyboard, *shots)


def work_off(play: Play) -> set[str]:
    """Let everything succeed, each with an output of its own attempt; return the ids of the steps that were made."""
    made = set()
    while play.requests:
        request = play.requests.pop(0)
        made.add(request.step_id or "")
        play.apply(marked(request))
    return made


def marked(request: AnyEnvelope) -> AnyEnvelope:
    """Succeed with artefacts that no other attempt has made."""
    answer = success(request)
    payload = answer.payload
    assert isinstance(payload, StepSucceeded)
    output = _stamped(payload.output, f"{request.attempt:08x}")
    return answer.model_copy(update={"payload": payload.model_copy(update={"output": output})})


def _stamped(value: Any, mark: str) -> Any:
    if isinstance(value, Mapping):
        return {name: each[:-8] + mark if name == "sha256" else _stamped(each, mark) for name, each in value.items()}
    return value


def film(**options: Any) -> Play:
    """Make a film with these options, to its end."""
    play = Play(**options)
    work_off(play)
    assert play.record.status is TaskStatus.COMPLETED
    return play


def shown(play: Play) -> TaskView:
    """Return what the public sees of the task."""
    return task_view(play.record, play.record.updated_at)


def finished_again(play: Play) -> set[str]:
    """Work off, see that the film is finished and all is well, and return the ids of the steps that were made."""
    made = work_off(play)
    assert play.record.status is TaskStatus.COMPLETED
    assert violations(play.history) == []
    return made


def said(decision: Decision | None) -> list[StatusEvent]:
    """Return the statuses that a decision says."""
    return [output.event for output in decision.outputs if isinstance(output, Status)] if decision else []


def seed(play: Play, step: str) -> int:
    """Return the seed that a step would be given."""
    return build_input(play.record, play.record.steps[step]).seed
