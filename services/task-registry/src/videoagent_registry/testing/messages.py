"""Messages, and small valid step outputs of nobody's agent."""

import hashlib
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from videoagent_contracts.artifacts import ArtifactRef, artifact_key
from videoagent_contracts.codec import AnyEnvelope
from videoagent_contracts.commands import CreateTask
from videoagent_contracts.enums import ShotKind, StepKind, Transition
from videoagent_contracts.envelope import Envelope, Message
from videoagent_contracts.errors import ErrorCode, TaskError
from videoagent_contracts.film import (
    Beat,
    Film,
    Look,
    MediaItem,
    Music,
    Picture,
    Segment,
    Shot,
    Speech,
    Story,
    Storyboard,
)
from videoagent_contracts.ids import parse_step_id
from videoagent_contracts.options import TaskOptions, TaskSpec
from videoagent_contracts.steps import AnyRunStep, StepOutput, StepSucceeded

TESTER = "tester"
DEFAULT_SHOTS = 3


def create_command(
    task_id: str,
    *,
    topic: str = "A tale of three shots",
    media: Mapping[str, MediaItem] | None = None,
    **options: Any,
) -> AnyEnvelope:
    """Return a CreateTask with the given options."""
    spec = TaskSpec(topic=topic, options=TaskOptions.model_validate(options))
    payload = CreateTask(user_id="somebody", spec=spec, media=dict(media or {}))
    return command(task_id, payload, message_id=f"create-{task_id}")


def command(
    task_id: str, payload: Message, *, message_id: str | None = None, at: datetime | None = None
) -> AnyEnvelope:
    """Wrap a command."""
    return Envelope.of(payload, task_id=task_id, producer=TESTER, message_id=message_id, occurred_at=at)


def report(task_id: str, step_id: str, attempt: int, payload: Message, *, message_id: str | None = None) -> AnyEnvelope:
    """Wrap what a worker says of an attempt."""
    return Envelope.of(
        payload, task_id=task_id, producer=TESTER, step_id=step_id, attempt=attempt, message_id=message_id
    )


def success(request: AnyEnvelope, *, worker: str = TESTER) -> AnyEnvelope:
    """Return the success of a dispatched attempt, with the id that the harness would give it."""
    step_id, attempt = request.step_id or "", request.attempt or 1
    kind, _ = parse_step_id(step_id)
    output = sample_output(kind, request.task_id, step_id, request.payload)
    payload = StepSucceeded(worker=worker, kind=kind, output=output.model_dump(mode="json"), duration_s=0.1)
    return report(
        request.task_id, step_id, attempt, payload, message_id=f"{request.task_id}/{step_id}/{attempt}/succeeded"
    )


def failure(step_id: str, *, retryable: bool = False, provider: str | None = None) -> TaskError:
    """Say why an attempt failed."""
    kind, _ = parse_step_id(step_id)
    return TaskError(
        code=ErrorCode.AGENT_FAILED,
        stage=kind.value,
        step_id=step_id,
        detail="it broke",
        provider=provider,
        retryable=retryable,
    )


def sample_output(kind: StepKind, task_id: str, step_id: str, run: AnyRunStep) -> StepOutput:
    """Make what an agent could have made of its input."""
    return _MAKERS[kind](run.input, task_id, step_id)


def sample_artifact(task_id: str, step_id: str, extension: str, content_type: str) -> ArtifactRef:
    """Name an artefact that need not exist."""
    sha256 = hashlib.sha256(f"{task_id}/{step_id}/{extension}".encode()).hexdigest()
    key = artifact_key(task_id, step_id, sha256, extension)
    return ArtifactRef(bucket="videoagent-media", key=key, sha256=sha256, size=1000, content_type=content_type)


def sample_storyboard(shots: int = DEFAULT_SHOTS, *, silent: tuple[int, ...] = (), duration: float = 5.0) -> Storyboard:
    """Plan shots: a title first, cross-fades between them, no narration where ``silent``."""
    return Storyboard(
        title="Three shots",
        language="en",
        shots=tuple(
            Shot(
                index=index,
                kind=ShotKind.TITLE if index == 0 else ShotKind.SCENE,
                narration="" if index in silent else f"This is shot number {index}.",
                duration=duration,
                transition=Transition.CROSSFADE,
            )
            for index in range(shots)
        ),
    )


def _storyboard(request: Any, _task_id: str, _step_id: str) -> Storyboard:
    return sample_storyboard(request.shots or DEFAULT_SHOTS)


def _speech(request: Any, task_id: str, step_id: str) -> Speech:
    audio = sample_artifact(task_id, step_id, "flac", "audio/flac")
    return Speech(audio=audio, duration=3.0, voice="tester", language=request.language)


def _picture(request: Any, task_id: str, step_id: str) -> Picture:
    picture = sample_artifact(task_id, step_id, "jpg", "image/jpeg")
    return Picture(picture=picture, width=request.width, height=request.height, reference=True)


def _segment(request: Any, task_id: str, step_id: str) -> Segment:
    body = sample_artifact(task_id, step_id, "mp4", "video/mp4")
    frames = round(request.duration * request.fps)
    return Segment(body=body, body_frames=frames, fps=request.fps, width=request.width, height=request.height)


def _music(request: Any, task_id: str, step_id: str) -> Music:
    return Music(audio=sample_artifact(task_id, step_id, "flac", "audio/flac"), duration=request.duration)


def _film(request: Any, task_id: str, step_id: str) -> Film:
    return Film(
        video=sample_artifact(task_id, step_id, "mp4", "video/mp4"),
        thumbnail=sample_artifact(task_id, step_id, "jpg", "image/jpeg"),
        duration=sum(shot.segment.frames for shot in request.shots) / request.fps,
        width=request.width,
        height=request.height,
        fps=request.fps,
    )


_MAKERS: Mapping[StepKind, Callable[[Any, str, str], StepOutput]] = {
    StepKind.STYLE: lambda *_: Look(language="en", style="cinematic"),
    StepKind.STORY: lambda *_: Story(title="Three shots", language="en", beats=(Beat(narration="One."),)),
    StepKind.STORYBOARD: _storyboard,
    StepKind.VOICE: _speech,
    StepKind.IMAGE: _picture,
    StepKind.VIDEO: _segment,
    StepKind.MUSIC: _music,
    StepKind.COMPOSE: _film,
}
