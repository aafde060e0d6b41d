"""Through the real process manager and image agent: the first picture of a film reaches the model with later ones."""

import base64
import io
from email import message_from_bytes
from pathlib import Path
from typing import Any

from PIL import Image

from videoagent_agent_image.adapters.openai_images import OpenAiImages
from videoagent_agent_image.ports import ImageModel
from videoagent_agent_image.service import ImageAgent
from videoagent_agent_image.settings import OpenAiImageSettings
from videoagent_contracts.artifacts import ArtifactRef
from videoagent_contracts.codec import AnyEnvelope
from videoagent_contracts.commands import RerunStep
from videoagent_contracts.enums import ShotKind, TaskStatus
from videoagent_contracts.errors import StorageException
from videoagent_contracts.status import Degradation
from videoagent_contracts.steps import RunImage, StepReleased, StepSucceeded
from videoagent_media.small import small_jpeg
from videoagent_models.providers import Registered
from videoagent_models.testing import FakeChatServer, Reply, fake_chat_server
from videoagent_registry.domain.invariants import violations
from videoagent_registry.testing import Play, report, sample_storyboard, success
from videoagent_runtime.agent.handing_back import HandBackException
from videoagent_runtime.agent.testing import FolderArtifacts, context_for

SUBJECTS = ("", "Bee", "Bee")
COLOURS = ("red", "green", "blue", "yellow", "white")


class Objects(FolderArtifacts):
    """An object store that says so when something is gone."""

    async def fetch(self, ref: ArtifactRef, into: Path) -> Path:
        path = await super().fetch(ref, into)
        if not path.exists():
            raise StorageException("the object is gone", retryable=False)
        return path


class Studio:
    """A film's steps, of which the pictures are drawn by the agent on a server that plays OpenAI's."""

    def __init__(self, server: FakeChatServer, folder: Path) -> None:
        self.server = server
        self.folder = folder
        self.objects = Objects(folder / "objects")
        settings = OpenAiImageSettings(base_url=server.base_url, model="gpt-image-1", sizes=("1536x1024",))
        self.hosted = OpenAiImages(settings)
        found: dict[str, Registered[ImageModel]] = {"openai": Registered("openai", self.hosted.check(), self.hosted)}
        self.agent = ImageAgent(found, ("openai",))
        self.play = Play(music="off", resolution="480p")

    async def work(self) -> None:
        """Do all there is to do."""
        while self.play.requests:
            request = self.play.requests.pop(0)
            drawn = isinstance(request.payload, RunImage)
            self.play.apply(await self.draw(request) if drawn else self.pretend(request))
        assert violations(self.play.history) == []

    async def draw(self, request: AnyEnvelope) -> AnyEnvelope:
        step, attempt = request.step_id or "", request.attempt or 1
        context = context_for(step, self.folder / f"{step} {attempt}", self.objects)
        try:
            made = await self.agent.run(request.payload.input, context)
        except HandBackException as error:
            released = StepReleased(worker="w", reason=error.detail, needs_references=error.needs_references)
            return report(request.task_id, step, attempt, released)
        return self.pretend(request, made.model_dump(mode="json"))

    def pretend(self, request: AnyEnvelope, output: dict[str, Any] | None = None) -> AnyEnvelope:
        made = success(request)
        payload = made.payload
        assert isinstance(payload, StepSucceeded)
        if request.step_id == "storyboard":
            board = sample_storyboard(len(SUBJECTS))
            shots = [
                shot.model_copy(update={"kind": ShotKind.SCENE, "prompt": f"scene {shot.index}", "subject": name})
                for shot, name in zip(board.shots, SUBJECTS, strict=True)
            ]
            output = board.model_copy(update={"shots": tuple(shots)}).model_dump(mode="json")
        told = payload.output if output is None else output
        return made.model_copy(update={"payload": payload.model_copy(update={"output": told})})

    def picture(self, shot: int) -> Path:
        made = self.play.record.picture(shot)
        assert made is not None
        return self.objects.folder / made.picture.key

    def shown(self, at: int) -> list[bytes]:
        """Return the pictures that went with a request to the model."""
        if self.server.paths[at].endswith("generations"):
            return []
        kind = self.server.headers[at]["content-type"].encode()
        whole = message_from_bytes(b"Content-Type: " + kind + b"\r\n\r\n" + self.server.requests[at]["raw"])
        files = [part.get_payload(decode=True) for part in whole.walk() if part.get_filename()]
        return [file for file in files if isinstance(file, bytes)]


def painted(colour: str) -> Reply:
    buffer = io.BytesIO()
    Image.new("RGB", (96, 64), colour).save(buffer, "PNG")
    return Reply({"data": [{"b64_json": base64.b64encode(buffer.getvalue()).decode()}]})


async def test_later_pictures_are_made_after_the_first_and_a_lost_one_stops_no_film(tmp_path: Path) -> None:
    with fake_chat_server(*map(painted, COLOURS)) as server:
        studio = Studio(server, tmp_path)
        await studio.work()
        assert studio.play.record.status is TaskStatus.COMPLETED
        style, bee = small_jpeg(studio.picture(0)), small_jpeg(studio.picture(1))
        assert [studio.shown(at) for at in range(3)] == [[], [style], [bee, style]]

        studio.play.give(RerunStep(step_id="image:2"))
        await studio.work()
        assert (studio.shown(3), len(server.paths)) == ([bee, style], 4), "another take, after the same pictures"
        assert studio.play.record.degraded == ()

        studio.picture(0).unlink()
        studio.play.give(RerunStep(step_id="image:2"))
        await studio.work()
        assert studio.play.record.status is TaskStatus.COMPLETED
        assert (studio.shown(4), len(server.paths)) == ([bee], 5)
        degraded: tuple[Degradation, ...] = studio.play.record.degraded
        assert [(entry.step_id, entry.used) for entry in degraded] == [("image:2", "words")]
        await studio.hosted.close()
