"""Closed sets of names that appear in messages and in the API."""

from enum import StrEnum


class TaskStatus(StrEnum):
    PENDING = "pending"
    RUNNING = "running"
    AWAITING_REVIEW = "awaiting_review"
    COMPLETED = "completed"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def is_terminal(self) -> bool:
        """Whether only a retry (or a step run, or an edited storyboard) can move the task on."""
        return self in (TaskStatus.COMPLETED, TaskStatus.FAILED, TaskStatus.CANCELLED)


class Priority(StrEnum):
    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"
    URGENT = "urgent"

    @property
    def rank(self) -> int:
        """0 for low … 3 for urgent: what lists sort by."""
        return list(Priority).index(self)


class StepKind(StrEnum):
    """Kinds of step in the order in which a film passes through them; also the values of ``stage``."""

    STYLE = "style"
    STORY = "story"
    STORYBOARD = "storyboard"
    VOICE = "voice"
    IMAGE = "image"
    VIDEO = "video"
    MUSIC = "music"
    COMPOSE = "compose"


class StepStatus(StrEnum):
    PENDING = "pending"
    """Waits for the steps it depends on, for a retry's delay, or for its turn."""
    QUEUED = "queued"
    """Dispatched: its request lies in the agent's topic."""
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    SKIPPED = "skipped"
    """Failed or switched off, and the film goes on without it."""
    CANCELLED = "cancelled"


class ShotKind(StrEnum):
    TITLE = "title"
    SCENE = "scene"
    NUMBER = "number"
    QUOTE = "quote"
    MAP = "map"
    LIST = "list"
    TIMELINE = "timeline"
    CREDITS = "credits"


class AspectRatio(StrEnum):
    LANDSCAPE = "16:9"
    PORTRAIT = "9:16"
    SQUARE = "1:1"


class Resolution(StrEnum):
    """Length of the picture's shorter side in px."""

    P480 = "480p"
    P720 = "720p"
    P1080 = "1080p"
    P1440 = "1440p"
    P2160 = "2160p"


class SubtitleMode(StrEnum):
    BURNED = "burned"
    SOFT = "soft"
    BOTH = "both"
    OFF = "off"


class SubtitleStyle(StrEnum):
    CLASSIC = "classic"
    """White with an outline, the whole phrase at once."""
    KARAOKE = "karaoke"
    """The spoken word in amber."""
    BOXED = "boxed"
    """White on a dark translucent box."""
    BOLD = "bold"
    """Large, heavy, few words at a time."""
    MINIMAL = "minimal"
    """Small and thin, low in the frame."""


class Transition(StrEnum):
    """How one shot gives way to the next."""

    AUTO = "auto"
    CUT = "cut"
    CROSSFADE = "crossfade"
    FADE_BLACK = "fade_black"
    SLIDE = "slide"
    WIPE = "wipe"
    ZOOM = "zoom"


class CameraMove(StrEnum):
    PUSH_IN = "push_in"
    PULL_OUT = "pull_out"
    PAN_LEFT = "pan_left"
    PAN_RIGHT = "pan_right"
    RISE = "rise"
    SINK = "sink"
