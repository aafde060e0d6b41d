"""References end to end: the registry as a process, and an agent of pictures whose model is shown earlier ones."""

import asyncio
from typing import Any

import pytest

from videoagent_contracts.codec import AnyEnvelope
from videoagent_contracts.enums import StepKind, TaskStatus
from videoagent_contracts.film import ImageRequest, Picture, Storyboard
from videoagent_contracts.steps import AgentAnnounced, ProviderInfo, StepSucceeded
from videoagent_registry.testing import success
from videoagent_runtime.agent import AgentContext
from videoagent_runtime.agent.handing_back import HandBackException

pytestmark = [pytest.mark.stack, pytest.mark.timeout(180)]
SUBJECTS = ("", "Bee", "Fox", "bee", "")
"""Of the film's shots; the first is a title, which no model draws."""


class Painter:
    """Asks for references as the real agent does, stores a picture that tells its step, and reads those it is shown."""

    def __init__(self) -> None:
        self.shown: dict[str, list[tuple[str, str]]] = {}
        self.attempts: list[str] = []
        self.all_asked = asyncio.Event()

    async def run(self, request: ImageRequest, context: AgentContext) -> Picture:
        self.attempts.append(context.step_id)
        if request.references_follow:
            if {"image:2", "image:3", "image:4"} <= set(self.attempts):
                self.all_asked.set()
            raise HandBackException("it is made after pictures that are not there yet", needs_references=True)
        if request.shot.index == 1:  # those behind it have to wait, however fast it is drawn
            await self.all_asked.wait()
        self.shown[context.step_id] = [
            (each.subject, (await context.fetch(each.picture)).read_text()) for each in request.references
        ]
        drawn = context.workdir / "picture.jpg"
        drawn.write_text(context.step_id)
        stored = await context.store(drawn, "image/jpeg")
        return Picture(picture=stored, width=request.width, height=request.height, provider="hosted", reference=True)

    def announcement(self) -> AgentAnnounced:
        return AgentAnnounced(kind=StepKind.IMAGE, providers=(ProviderInfo(name="hosted", available=True),))


def with_subjects(request: AnyEnvelope) -> list[AnyEnvelope]:
    """Succeed; the storyboard names who is seen in its shots."""
    made = success(request)
    payload = made.payload
    if request.step_id == "storyboard" and isinstance(payload, StepSucceeded):
        board = Storyboard.model_validate(payload.output)
        shots = [shot.model_copy(update={"subject": name}) for shot, name in zip(board.shots, SUBJECTS, strict=True)]
        told = board.model_copy(update={"shots": tuple(shots)}).model_dump(mode="json")
        made = made.model_copy(update={"payload": payload.model_copy(update={"output": told})})
    return [made]


async def test_later_pictures_are_shown_the_first_of_their_subject_and_of_the_film(system: Any) -> None:
    painter = Painter()
    system.behave = with_subjects
    async with system.pictures_by(painter.run, painter.announcement):
        await system.start_registry()
        state = await system.until_status(
            await system.create(shots=len(SUBJECTS), music="off"), TaskStatus.COMPLETED, 120
        )
    assert painter.shown == {
        "image:0": [],
        "image:1": [],
        "image:2": [("Bee", "image:1")],
        "image:3": [("Bee", "image:1")],
        "image:4": [("Bee", "image:1")],
    }
    asked_first = ["image:2", "image:3", "image:4"]
    assert sorted(painter.attempts) == sorted([*painter.shown, *asked_first])
    assert not state.degraded
