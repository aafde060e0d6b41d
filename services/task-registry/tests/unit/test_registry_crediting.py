"""Credits of a film: what every step borrowed, each once, in the order in which a viewer asks."""

from typing import Any

from videoagent_contracts.film import Credit, Music, Picture, Segment, Speech, Storyboard
from videoagent_contracts.ids import parse_step_id
from videoagent_contracts.steps import StepSucceeded
from videoagent_registry.domain.view import task_view
from videoagent_registry.testing import Play, report, sample_output

TEXT = Credit(what="Text", source="An encyclopaedia", licence="CC BY-SA 4.0")
ICONS = Credit(what="Pictures", source="Some icons", licence="MIT")
VOICE = Credit(what="Voice", source="A voice", licence="Apache-2.0")
MUSIC = Credit(what="Music", source="An orchestra", licence="MIT")
FONTS = Credit(what="Fonts", source="Inter, EB Garamond, Noto", licence="OFL-1.1")
CAPTIONS = Credit(what="Fonts", source="Inter, Noto", licence="OFL-1.1")
BORROWED = {
    Storyboard: (TEXT,),
    Picture: (ICONS, FONTS),
    Segment: (ICONS, CAPTIONS),
    Speech: (VOICE,),
    Music: (MUSIC,),
}


def borrowing(request: Any) -> Any:
    """Let a step succeed with what it borrowed."""
    step_id, kind = request.step_id or "", request.payload
    output = sample_output(kind_of(step_id), request.task_id, step_id, kind)
    borrowed = BORROWED.get(type(output))
    if borrowed is not None:
        output = output.model_copy(update={"credits": borrowed})
    told = StepSucceeded(worker="tester", kind=kind_of(step_id), output=output.model_dump(mode="json"), duration_s=0.1)
    return report(request.task_id, step_id, request.attempt or 1, told, message_id=f"{step_id} {request.attempt}")


def kind_of(step_id: str) -> Any:
    return parse_step_id(step_id)[0]


def test_task_and_file_name_everything_once() -> None:
    play = Play()
    given: dict[str, Any] = {}
    while play.requests:
        request = play.requests.pop(0)
        given[request.step_id or ""] = request.payload.input
        if request.step_id == "compose":
            assert given["compose"].credits == task_view(play.record, play.now).credits
        play.apply(borrowing(request))
    assert task_view(play.record, play.now).credits == (TEXT, ICONS, VOICE, MUSIC, FONTS)
