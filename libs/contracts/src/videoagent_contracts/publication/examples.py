"""One complete, deterministic example of every message version: the source of the golden files."""

from datetime import UTC, datetime, timedelta

from videoagent_contracts import commands, enums, errors, film, options, retention, status, steps
from videoagent_contracts.artifacts import ArtifactRef, artifact_key
from videoagent_contracts.codec import AnyEnvelope
from videoagent_contracts.envelope import Envelope, Message

TASK = "0199f0a0-0000-7000-8000-000000000001"
NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def _ref(step_id: str, extension: str, content_type: str) -> ArtifactRef:
    digest = "ab" * 32
    key = artifact_key(TASK, step_id, digest, extension)
    return ArtifactRef(bucket="videoagent-media", key=key, sha256=digest, size=1024, content_type=content_type)


SPEC = options.TaskSpec(
    topic="A journey through the Swiss Alps",
    style="watercolor",
    webhook_url="https://example.com/hook",
    webhook_events=("task.completed",),
    metadata={"order": "42"},
    options=options.TaskOptions(duration=30, seed=7),
)
LOOK = film.Look(
    language="en",
    style="watercolor",
    description="Soft washes on rough paper",
    palette=("#10233a", "#5f87a8", "#f3d9b1"),
)
BEAT = film.Beat(narration="The Alps are the highest mountain range in Europe.", heading="Alps")
CREDIT = film.Credit(what="Text", source="Wikipedia, “Alps”", licence="CC BY-SA 4.0", note="shortened")
STORY = film.Story(title="The Swiss Alps", language="en", beats=(BEAT,), credits=(CREDIT,))
SHOT = film.Shot(
    index=0,
    kind=enums.ShotKind.NUMBER,
    narration=BEAT.narration,
    heading="Alps",
    prompt="Snowy peaks at dawn",
    keywords=("mountain", "snow"),
    setting="mountains",
    card=film.Card(heading="Alps", value="4,808 m", lines=("Mont Blanc",), source="Wikipedia"),
    duration=6.5,
    seed=3,
)
STORYBOARD = film.Storyboard(title=STORY.title, language="en", shots=(SHOT,), credits=(CREDIT,))
SPEECH = film.Speech(
    audio=_ref("voice:0", "flac", "audio/flac"),
    duration=3.2,
    words=(film.Word(text="The", start=0.0, end=0.2), film.Word(text="Alps", start=0.2, end=0.7)),
    voice="heart",
    language="en",
)
PICTURE = film.Picture(
    picture=_ref("image:0", "jpg", "image/jpeg"),
    layers=_ref("image:0", "zip", "application/zip"),
    width=1920,
    height=1080,
    alt="Snowy peaks",
)
SEGMENT = film.Segment(body=_ref("video:0", "mp4", "video/mp4"), body_frames=195, fps=30, width=1920, height=1080)
MUSIC = film.Music(audio=_ref("music", "flac", "audio/flac"), duration=40.0)
FILM = film.Film(
    video=_ref("compose", "mp4", "video/mp4"),
    thumbnail=_ref("compose", "jpg", "image/jpeg"),
    captions={"srt": _ref("compose", "srt", "application/x-subrip")},
    duration=30.0,
    width=1920,
    height=1080,
    fps=30,
    loudness_lufs=-14.1,
)
ERROR = errors.TaskError(
    code=errors.ErrorCode.PROVIDER_TIMEOUT,
    stage="story",
    step_id="story",
    detail="The model did not answer within 60 s.",
    provider="openai",
    retryable=True,
    attempts=3,
)
INPUTS: dict[enums.StepKind, object] = {
    enums.StepKind.STYLE: film.StyleRequest(topic=SPEC.topic),
    enums.StepKind.STORY: film.StoryRequest(topic=SPEC.topic, look=LOOK, duration=30),
    enums.StepKind.STORYBOARD: film.StoryboardRequest(topic=SPEC.topic, look=LOOK, story=STORY, duration=30),
    enums.StepKind.VOICE: film.VoiceRequest(text=BEAT.narration, language="en"),
    enums.StepKind.IMAGE: film.ImageRequest(
        topic=SPEC.topic, title=STORY.title, look=LOOK, shot=SHOT, width=1920, height=1080
    ),
    enums.StepKind.VIDEO: film.VideoRequest(
        shot=SHOT, look=LOOK, picture=PICTURE, speech=SPEECH, duration=6.5, width=1920, height=1080, fps=30
    ),
    enums.StepKind.MUSIC: film.MusicRequest(duration=40),
    enums.StepKind.COMPOSE: film.ComposeRequest(
        title=STORY.title,
        language="en",
        shots=(film.ComposeShot(shot=SHOT, segment=SEGMENT, speech=SPEECH),),
        music=MUSIC,
        width=1920,
        height=1080,
        fps=30,
    ),
}
OUTPUTS: dict[enums.StepKind, steps.StepOutput] = {
    enums.StepKind.STYLE: LOOK,
    enums.StepKind.STORY: STORY,
    enums.StepKind.STORYBOARD: STORYBOARD,
    enums.StepKind.VOICE: SPEECH,
    enums.StepKind.IMAGE: PICTURE,
    enums.StepKind.VIDEO: SEGMENT,
    enums.StepKind.MUSIC: MUSIC,
    enums.StepKind.COMPOSE: FILM,
}
VIEW = status.TaskView(
    task_id=TASK,
    user_id="local",
    spec=SPEC,
    status=enums.TaskStatus.RUNNING,
    stage=enums.StepKind.IMAGE,
    progress=41.5,
    message="Drawing picture 1 of 1",
    steps={
        "style": status.StepView(
            step_id="style", kind=enums.StepKind.STYLE, status=enums.StepStatus.SUCCEEDED, attempt=1, finished_at=NOW
        )
    },
    shots=(status.ShotView(index=0, kind=enums.ShotKind.NUMBER, narration=BEAT.narration, picture=PICTURE.picture),),
    storyboard=STORYBOARD,
    created_at=NOW,
    updated_at=NOW,
)


def _payloads() -> list[Message]:
    runs: list[Message] = [
        run(deadline=NOW + timedelta(minutes=10), user_id="local", input=INPUTS[kind])
        for kind, run in steps.RUN_STEP.items()
    ]
    return [
        commands.CreateTask(user_id="local", spec=SPEC),
        commands.CancelTask(reason="no longer needed"),
        commands.RetryTask(from_step="image:3"),
        commands.DeleteTask(),
        commands.ApproveTask(),
        commands.RerunStep(step_id="image:0", overrides=commands.StepOverrides(prompt="Snowy peaks at dusk", seed=4)),
        commands.EditStoryboard(storyboard=STORYBOARD),
        *runs,
        steps.CancelSteps(below_attempt={"image:3": 2}),
        steps.StepStarted(worker="agent-image-1"),
        steps.StepHeartbeat(worker="agent-image-1", fraction=0.5, message="Drawing"),
        steps.StepSucceeded(
            worker="agent-image-1",
            kind=enums.StepKind.IMAGE,
            output=PICTURE.model_dump(mode="json"),
            duration_s=4.2,
        ),
        steps.StepFailed(worker="agent-story-1", error=ERROR),
        steps.StepReleased(worker="agent-image-1", reason="shutting down"),
        status.TaskStatusChanged(event=status.StatusEvent.SHOT_READY, step_id="image:0", shot=0, state=VIEW),
        status.TaskProgressed(
            user_id="local", status=enums.TaskStatus.RUNNING, stage=enums.StepKind.IMAGE, progress=42, after_seq=7
        ),
        status.DeliveryAttempted(
            delivery_id="0199f0a0-0000-7000-8000-000000000002",
            user_id="local",
            event="task.completed",
            url_host="example.com",
            attempt=1,
            outcome="delivered",
            status_code=200,
        ),
        status.RedeliverWebhook(delivery_id="0199f0a0-0000-7000-8000-000000000002"),
        steps.ProviderReported(
            kind=enums.StepKind.STORY,
            provider="openai",
            worker="agent-story-1",
            ok=False,
            code=errors.ErrorCode.PROVIDER_RATE_LIMITED,
            retry_after_s=30,
        ),
        steps.AgentAnnounced(
            kind=enums.StepKind.VOICE,
            providers=(steps.ProviderInfo(name="hibari", available=True, is_default=True),),
            voices=(steps.VoiceInfo(name="heart", language="en", provider="hibari"),),
            styles=(steps.StyleInfo(name="watercolor", description="Soft washes"),),
        ),
        retention.OrderCleanUp(dry_run=False, older_than_s=30 * 86_400, max_bytes=10**12),
        retention.CleanUpReported(
            dry_run=False,
            found={retention.Removable.TASK: 1},
            size=1024,
            items=(retention.CleanUpItem(what=retention.Removable.TASK, name=TASK, since=NOW, size=1024),),
        ),
    ]


def examples() -> list[AnyEnvelope]:
    """Return one enveloped example per message version, the same at every call."""
    return [
        Envelope.of(
            payload,
            task_id=TASK,
            producer="example",
            step_id="image:0" if payload.TYPE.startswith("step.") else None,
            attempt=1 if payload.TYPE.startswith("step.") else None,
            seq=8 if payload.TYPE == "task.status" else None,
            message_id="0199f0a0-0000-7000-8000-0000000000ff",
            occurred_at=NOW,
        )
        for payload in _payloads()
    ]
