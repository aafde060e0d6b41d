"""Messages between the task-registry and the agents."""

from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from videoagent_contracts.artifacts import Contract
from videoagent_contracts.enums import Priority, StepKind
from videoagent_contracts.envelope import Message, Timestamp
from videoagent_contracts.errors import ErrorCode, TaskError
from videoagent_contracts.film import (
    ComposeRequest,
    Film,
    ImageRequest,
    Look,
    Music,
    MusicRequest,
    Picture,
    Segment,
    Speech,
    Story,
    Storyboard,
    StoryboardRequest,
    StoryRequest,
    StyleRequest,
    VideoRequest,
    VoiceRequest,
)

StepInput = (
    StyleRequest
    | StoryRequest
    | StoryboardRequest
    | VoiceRequest
    | ImageRequest
    | VideoRequest
    | MusicRequest
    | ComposeRequest
)
StepOutput = Look | Story | Storyboard | Speech | Picture | Segment | Music | Film

STEP_INPUTS: dict[StepKind, type[StepInput]] = {
    StepKind.STYLE: StyleRequest,
    StepKind.STORY: StoryRequest,
    StepKind.STORYBOARD: StoryboardRequest,
    StepKind.VOICE: VoiceRequest,
    StepKind.IMAGE: ImageRequest,
    StepKind.VIDEO: VideoRequest,
    StepKind.MUSIC: MusicRequest,
    StepKind.COMPOSE: ComposeRequest,
}
STEP_OUTPUTS: dict[StepKind, type[StepOutput]] = {
    StepKind.STYLE: Look,
    StepKind.STORY: Story,
    StepKind.STORYBOARD: Storyboard,
    StepKind.VOICE: Speech,
    StepKind.IMAGE: Picture,
    StepKind.VIDEO: Segment,
    StepKind.MUSIC: Music,
    StepKind.COMPOSE: Film,
}


class RunStep(Message):
    """Command to one agent: run this attempt of a step. Base of the eight typed commands below."""

    provider: str | None = Field(None, description="the user's choice; None: the agent's own order")
    deadline: Timestamp = Field(description="when the registry stops waiting for this attempt")
    user_id: str
    extra_options: dict[str, object] = Field(default_factory=dict, description="unknown options, passed on")
    priority: Priority = Field(Priority.NORMAL, description="of the task; high and urgent have a topic of their own")
    budget_usd: float | None = Field(None, ge=0, description="what the task may still spend; None: no limit")
    limit_s: float | None = Field(None, gt=0, description="s that it may run once begun; None: until the deadline")
    reserved_usd: float | None = Field(
        None, ge=0, description="what of the budget is set aside for this attempt; None: nothing is, nor need it ask"
    )


class RunStyle(RunStep):
    TYPE: ClassVar[str] = "step.run.style"
    input: StyleRequest


class RunStory(RunStep):
    TYPE: ClassVar[str] = "step.run.story"
    input: StoryRequest


class RunStoryboard(RunStep):
    TYPE: ClassVar[str] = "step.run.storyboard"
    input: StoryboardRequest


class RunVoice(RunStep):
    TYPE: ClassVar[str] = "step.run.voice"
    input: VoiceRequest


class RunImage(RunStep):
    TYPE: ClassVar[str] = "step.run.image"
    input: ImageRequest


class RunVideo(RunStep):
    TYPE: ClassVar[str] = "step.run.video"
    input: VideoRequest


class RunMusic(RunStep):
    TYPE: ClassVar[str] = "step.run.music"
    input: MusicRequest


class RunCompose(RunStep):
    TYPE: ClassVar[str] = "step.run.compose"
    input: ComposeRequest


AnyRunStep = RunStyle | RunStory | RunStoryboard | RunVoice | RunImage | RunVideo | RunMusic | RunCompose

RUN_STEP: dict[StepKind, type[AnyRunStep]] = {
    StepKind.STYLE: RunStyle,
    StepKind.STORY: RunStory,
    StepKind.STORYBOARD: RunStoryboard,
    StepKind.VOICE: RunVoice,
    StepKind.IMAGE: RunImage,
    StepKind.VIDEO: RunVideo,
    StepKind.MUSIC: RunMusic,
    StepKind.COMPOSE: RunCompose,
}


class CancelSteps(Message):
    """Broadcast to every agent replica: drop what waits and stop what runs for this task.

    ``below_attempt`` fences single steps (step id → attempt): attempts under that number stop, later ones go on.
    Without entries the whole task is cancelled up to the envelope's ``occurred_at``.
    """

    TYPE: ClassVar[str] = "step.cancel"

    below_attempt: dict[str, int] = Field(default_factory=dict)


class StepStarted(Message):
    """A worker has claimed the attempt and works on it."""

    TYPE: ClassVar[str] = "step.started"

    worker: str


class StepHeartbeat(Message):
    """The attempt is alive. Renews its lease; lossy, and never journaled by itself."""

    TYPE: ClassVar[str] = "step.heartbeat"

    worker: str
    fraction: float | None = Field(None, ge=0, le=1)
    message: str = ""


class StepSucceeded(Message):
    """The attempt's result. ``output`` is the dump of the kind's model in ``STEP_OUTPUTS``."""

    TYPE: ClassVar[str] = "step.succeeded"

    worker: str
    kind: StepKind
    output: dict[str, object]
    duration_s: float = Field(ge=0)
    spent_usd: float | None = Field(None, ge=0, description="most that it may have cost beside what the output tells")


class StepFailed(Message):
    """The attempt failed. The registry decides on retry, fall-back or the task's end."""

    TYPE: ClassVar[str] = "step.failed"

    worker: str
    error: TaskError
    spent_usd: float | None = Field(None, ge=0, description="most that it may have cost; None: all set aside for it")


class StepReleased(Message):
    """An attempt is handed back: its worker stops, needs money or references for it, or found an abandoned claim.

    Of an attempt that was cancelled it tells that it has stopped.
    """

    TYPE: ClassVar[str] = "step.released"

    worker: str
    reason: str
    spent_usd: float | None = Field(None, ge=0, description="most that it may have cost; None: not known")
    needs_usd: float | None = Field(None, gt=0, description="what has to be set aside for the next attempt")
    needs_references: bool = Field(False, description="whether the next attempt is to wait for the references")


STEP_RESULTS = (StepStarted, StepHeartbeat, StepSucceeded, StepFailed, StepReleased)


class PriceUnit(StrEnum):
    """What prices are for. Messages carry the name, so that a reader passes over what it does not know."""

    ASKED = "input token"
    ANSWERED = "output token"
    CHARACTER = "character"
    """Of narration."""
    MINUTE = "minute"
    """Of sound that is transcribed."""
    PICTURE = "picture"
    REFERENCE = "reference"
    """A picture that a model is shown."""
    CLIP = "clip"


class Price(Contract):
    unit: str = Field(description="input token, output token, character, minute (of sound), picture, reference or clip")
    usd: float = Field(ge=0)
    per: int = Field(1, gt=0, description="so many of them")


class ProviderInfo(Contract):
    name: str
    available: bool
    reason: str = Field("", description="why it is not available, or what it does")
    needs_key: bool = False
    is_default: bool = False
    prices: tuple[Price, ...] = Field((), description="as its operator has set them; none: it costs nothing")


class VoiceInfo(Contract):
    name: str
    language: str = Field(description="BCP 47")
    provider: str
    description: str = ""


class StyleInfo(Contract):
    name: str
    description: str
    palette: tuple[str, ...] = ()


class AgentAnnounced(Message):
    """What one agent can do as configured; said at start and when a provider begins or ends to rest (compacted)."""

    TYPE: ClassVar[str] = "agent.announced"

    kind: StepKind
    providers: tuple[ProviderInfo, ...]
    voices: tuple[VoiceInfo, ...] = ()
    styles: tuple[StyleInfo, ...] = ()
    transcribes: bool = Field(False, description="whether it can write down what a recording says")
    knowledge: str = Field("", description="what the built-in provider can't do, for the user")


class ProviderReported(Message):
    """What a provider's answer says about its health. Every replica of an agent folds all of these into one breaker.

    Successes are said only while the provider is in doubt, so that a healthy system says nothing.
    """

    TYPE: ClassVar[str] = "provider.reported"

    kind: StepKind
    provider: str
    worker: str
    ok: bool
    code: ErrorCode | None = None
    retry_after_s: float | None = Field(None, ge=0, description="s, when the provider said so")
