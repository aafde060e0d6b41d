"""What a user may ask for: the task request and its options, validated alike by gateway, client and registry."""

import re
import unicodedata
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    AnyHttpUrl,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictBool,
    StringConstraints,
    TypeAdapter,
    ValidationError,
    field_validator,
    model_validator,
)

from videoagent_contracts.artifacts import Contract
from videoagent_contracts.enums import (
    AspectRatio,
    Priority,
    Resolution,
    StepKind,
    SubtitleMode,
    SubtitleStyle,
    Transition,
)

MEDIA_REFERENCE = r"^media:[A-Za-z0-9_-]{1,64}$"
MAX_SCRIPT_CHARACTERS = 20_000
LONGEST_FILM_S = 600


def has_control_characters(text: str, *, allowed: str = "") -> bool:
    """Whether ``text`` holds a control, surrogate or unassigned-purpose character (Unicode Cc, Cs) not allowed."""
    return any(unicodedata.category(char) in ("Cc", "Cs") and char not in allowed for char in text)


_DIRECTION_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
"""Embeddings, overrides and isolates, which turn around what is shown after them, and the byte order mark."""
_UNSEEN = ("Cc", "Cf", "Cs", "Zs", "Zl", "Zp", "Mn", "Me")
"""Categories of which nothing is drawn without a letter; unassigned ones may be newer emoji."""
_BLANK_LETTERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Counted as letters or symbols, but nothing is drawn."""


def _no_control(text: str) -> str:
    if has_control_characters(text):
        raise ValueError("must not contain control characters")
    return text


def _text(text: str) -> str:
    if has_control_characters(text, allowed="\n\r\t"):
        raise ValueError("must not contain control characters other than line breaks and tabs")
    return text


def visible(text: str) -> str:
    """Refuse text of which nothing would be seen; an empty one is for the field's shortest length to judge."""
    if text and all(unicodedata.category(char) in _UNSEEN or char in _BLANK_LETTERS for char in text):
        raise ValueError("must contain visible characters")
    return text


def plain_line(text: str) -> str:
    """Refuse a line that would turn around what is shown after it, or of which nothing would be seen."""
    if any(char in _DIRECTION_CONTROLS for char in text):
        raise ValueError("must not contain control characters")
    return visible(text)


def _number(value: object) -> object:
    """Refuse what pydantic would coerce silently (``"30"``, ``true``): known options are checked strictly."""
    if isinstance(value, bool | str):
        raise ValueError("must be a number")  # noqa: TRY004 - pydantic turns ValueError into a 422
    return value


def _language(tag: str) -> str:
    if not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|\d{3}))?(-[A-Za-z0-9]{5,8})*", tag):
        raise ValueError("must be a BCP 47 language tag such as en, pt-BR or zh-Hans")
    return tag


Line = Annotated[str, StringConstraints(strip_whitespace=True), AfterValidator(_no_control)]
Prose = Annotated[str, StringConstraints(strip_whitespace=True), AfterValidator(_text)]
Integer = Annotated[int, BeforeValidator(_number)]
Number = Annotated[float, BeforeValidator(_number)]
Language = Annotated[str, AfterValidator(_language)]


class SceneRequest(Contract):
    """One scene of the user's own."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    narration: Prose = Field("", max_length=2000)
    prompt: Prose = Field("", max_length=2000, description="what the picture shows")
    media: str | None = Field(None, pattern=MEDIA_REFERENCE, description="an uploaded picture or clip")
    duration: Number | None = Field(None, ge=1, le=120, description="s; at least as long as the narration takes")

    @model_validator(mode="after")
    def _says_or_shows_something(self) -> "SceneRequest":
        if not (self.narration or self.prompt or self.media):
            raise ValueError("a scene needs narration, prompt or media")
        return self


class TaskOptions(Contract):
    """Known options, all optional. Unknown ones are kept (``model_extra``) and passed on to the agents."""

    model_config = ConfigDict(frozen=True, extra="allow")

    duration: Number | None = Field(
        None, ge=4, le=LONGEST_FILM_S, description="s; default 30, or what an own script takes"
    )
    aspect_ratio: AspectRatio = AspectRatio.LANDSCAPE
    resolution: Resolution = Resolution.P1080
    fps: Integer = Field(30, json_schema_extra={"enum": [24, 25, 30, 50, 60]})
    language: Language | None = None
    voice: Line | None = Field(
        None, min_length=1, max_length=100, description="a name of GET /voices, or media:… for an own voice-over"
    )
    voice_speed: Number = Field(1.0, ge=0.5, le=2)
    shots: Integer | None = Field(None, ge=1, le=60)
    subtitles: SubtitleMode = SubtitleMode.BURNED
    subtitle_style: SubtitleStyle = SubtitleStyle.KARAOKE
    music: str = Field("auto", pattern=r"^(auto|off|media:[A-Za-z0-9_-]{1,64})$")
    music_volume: Number = Field(0.5, ge=0, le=1)
    sound_effects: StrictBool = Field(True, description="soft sounds under transitions")
    transition: Transition = Transition.AUTO
    script: Prose | None = Field(None, min_length=1, max_length=MAX_SCRIPT_CHARACTERS)
    scenes: tuple[SceneRequest, ...] | None = Field(None, min_length=1, max_length=60)
    review: StrictBool = False
    seed: Integer | None = Field(None, ge=0, le=2**53 - 1)
    providers: dict[StepKind, Annotated[Line, Field(min_length=1, max_length=100)]] = Field(default_factory=dict)
    budget: Number | None = Field(None, ge=0, le=100_000, description="USD")

    @property
    def own_voice(self) -> str | None:
        """The upload that takes the place of a voice."""
        return self.voice if self.voice is not None and re.match(MEDIA_REFERENCE, self.voice) else None

    @property
    def own_words(self) -> str:
        """All narration that the user gave."""
        return self.script or " ".join(scene.narration for scene in self.scenes or () if scene.narration)

    @field_validator("fps")
    @classmethod
    def _usual_rate(cls, fps: int) -> int:
        if fps not in (24, 25, 30, 50, 60):
            raise ValueError("must be one of 24, 25, 30, 50, 60")
        return fps

    @model_validator(mode="after")
    def _one_source_of_words(self) -> "TaskOptions":
        if self.script is not None and self.scenes is not None:
            raise ValueError("give script or scenes, not both")
        if self.scenes is not None and self.shots is not None and self.shots != len(self.scenes):
            raise ValueError("shots must equal the number of scenes when scenes are given")
        return self


def frame_size(aspect: AspectRatio, resolution: Resolution) -> tuple[int, int]:
    """Width and height in px, both even; ``resolution`` is the shorter side."""
    short = int(resolution.value[:-1])
    long = round(short * 16 / 9 / 2) * 2
    if aspect is AspectRatio.SQUARE:
        return short, short
    return (long, short) if aspect is AspectRatio.LANDSCAPE else (short, long)


WEBHOOK_EVENTS = (
    "task.started",
    "task.status_changed",
    "task.awaiting_review",
    "task.completed",
    "task.failed",
    "task.cancelled",
)


def _known_webhook_event(name: str) -> str:
    if name not in WEBHOOK_EVENTS:
        raise ValueError(f"must be one of {', '.join(WEBHOOK_EVENTS)}")
    return name


MetadataKey = Annotated[Line, Field(min_length=1, max_length=64)]
MetadataValue = Annotated[Prose, Field(max_length=512)]


_HTTP_ADDRESS = TypeAdapter(AnyHttpUrl)


class TaskSpec(Contract):
    """A validated request, as commands carry it."""

    topic: Line = Field(min_length=3, max_length=1000)
    style: Line | None = Field(None, min_length=1, max_length=200)
    priority: Priority = Priority.NORMAL
    webhook_url: str | None = Field(None, max_length=2048)
    webhook_events: tuple[Annotated[str, AfterValidator(_known_webhook_event)], ...] | None = None
    metadata: dict[MetadataKey, MetadataValue] = Field(default_factory=dict, max_length=16)
    options: TaskOptions = Field(default_factory=TaskOptions)

    @field_validator("webhook_url")
    @classmethod
    def _http_address(cls, url: str | None) -> str | None:
        if url is None:
            return None
        _no_control(url)
        try:
            _HTTP_ADDRESS.validate_python(url)
        except ValidationError:
            raise ValueError("must be an http or https address") from None
        return url


def unknown_options(options: TaskOptions) -> dict[str, Any]:
    """Options that no service of this version declares."""
    return dict(options.model_extra or {})
