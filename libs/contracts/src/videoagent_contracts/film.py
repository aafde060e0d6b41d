"""What a film is made of: look, story, storyboard, speech, pictures, segments. The inputs and outputs of steps."""

from enum import StrEnum

from pydantic import Field

from videoagent_contracts.artifacts import ArtifactRef, Contract
from videoagent_contracts.enums import (
    AspectRatio,
    CameraMove,
    ShotKind,
    SubtitleMode,
    SubtitleStyle,
    Transition,
)
from videoagent_contracts.options import SceneRequest

VISUAL_STYLES = ("cinematic", "watercolor", "noir", "flat", "papercut", "blueprint", "chalkboard", "neon")
"""Names of the built-in looks, first the default: the style agent chooses one, the image agent draws it."""

BUILTIN = "builtin"
"""Name of the provider of each kind of step that needs no key and no network."""

OWN_MEDIA = "own media"
"""What stands for a provider where the user's own picture, clip, voice-over or music is taken."""


class MediaKind(StrEnum):
    IMAGE = "image"
    VIDEO = "video"
    AUDIO = "audio"


class MediaItem(Contract):
    """An upload of the user's own, examined before it was accepted."""

    ref: ArtifactRef
    kind: MediaKind
    width: int = Field(0, ge=0, description="px, upright; 0 for audio")
    height: int = Field(0, ge=0, description="px, upright; 0 for audio")
    duration: float = Field(0.0, ge=0, description="s; 0 for pictures")


class Substitution(Contract):
    """Within a step another provider did the work than the first in line."""

    wanted: str
    used: str
    reason: str


class Warned(Contract):
    """Base of step outputs: anything the user should know that did not stop the step."""

    warnings: tuple[str, ...] = ()
    substitutions: tuple[Substitution, ...] = ()
    provider: str = Field(BUILTIN, description="the provider that did the work")
    cost_usd: float = 0.0


class MusicBrief(Contract):
    mode: str = Field("major", description="major, minor, lydian or dorian")
    bpm: int = Field(76, ge=40, le=180)
    key: int = Field(62, ge=48, le=72, description="MIDI note number of the tonic")
    mood: str = "calm"


class Look(Warned):
    """Output of the style step: language, look and mood that every later step keeps to."""

    language: str = Field(description="BCP 47, of the narration")
    style: str = Field(description="name of the visual style, from the image agent's list")
    description: str = Field("", description="the look in words, for picture models")
    palette: tuple[str, ...] = Field((), description="#rrggbb, dark to light")
    mood: str = "calm"
    music: MusicBrief = MusicBrief()


class Credit(Contract):
    """A borrowed text, fact or sound and its licence."""

    what: str = Field(description="Text, Pictures, Voice, Music")
    source: str
    licence: str
    note: str = ""


class Credited(Warned):
    """Base of outputs that others' work may be in."""

    credits: tuple[Credit, ...] = ()


class Beat(Contract):
    """A stretch of narration that one shot illustrates."""

    narration: str = ""
    heading: str = Field("", description="the subject in a few words, e.g. the article's title")
    description: str = Field("", description="what kind of thing the subject is")
    prompt: str = Field("", description="what the picture should show, when the user or a model said so")
    media: str | None = None
    duration: float | None = Field(None, description="s, when the user fixed it")


class Word(Contract):
    """A shown word and when it is spoken, in s from the start of the speech; times never decrease."""

    text: str
    start: float = Field(ge=0)
    end: float = Field(ge=0)


class Story(Warned):
    """Output of the story step."""

    title: str
    subtitle: str = ""
    language: str
    beats: tuple[Beat, ...] = Field(min_length=1)
    credits: tuple[Credit, ...] = ()
    heard: tuple[Word, ...] = Field((), description="what a transcription heard in the user's voice-over")
    pace: float = Field(1.0, gt=0, description="to plan shots of a voice-over with, 1 being a voice's own")


class Card(Contract):
    """Text that the picture itself shows (title, number, quote, list, timeline, place)."""

    heading: str = ""
    value: str = Field("", description="the number, the quote's words, the place's name")
    lines: tuple[str, ...] = ()
    source: str = ""
    latitude: float | None = Field(None, ge=-90, le=90, description="degrees north")
    longitude: float | None = Field(None, ge=-180, le=180, description="degrees east")


class Shot(Contract):
    """One shot of the storyboard."""

    index: int = Field(ge=0)
    kind: ShotKind = ShotKind.SCENE
    narration: str = ""
    heading: str = ""
    subject: str = Field("", description="whom or what the film shows again and again, and always looks the same")
    prompt: str = Field("", description="what the picture shows")
    keywords: tuple[str, ...] = Field((), description="subjects, most important first, in English where known")
    setting: str = Field("", description="procedural set that fits best, empty when none does")
    card: Card | None = None
    media: str | None = None
    duration: float = Field(gt=0, le=600, description="s, planned; the shot lasts longer if its speech does")
    camera: CameraMove = CameraMove.PUSH_IN
    transition: Transition = Field(Transition.CROSSFADE, description="into this shot; never auto")
    seed: int = 0


class Storyboard(Warned):
    """Output of the storyboard step."""

    title: str
    language: str
    shots: tuple[Shot, ...] = Field(min_length=1, max_length=60)
    credits: tuple[Credit, ...] = ()


class Speech(Credited):
    """Output of a voice step: 48 kHz mono FLAC or WAV, without silence at either end."""

    audio: ArtifactRef
    duration: float = Field(ge=0, description="s")
    words: tuple[Word, ...] = ()
    voice: str
    language: str


class Picture(Credited):
    """Output of an image step."""

    picture: ArtifactRef = Field(description="the composed frame, JPEG or PNG, of the film's size")
    layers: ArtifactRef | None = Field(None, description="layered picture (videoagent_media.layers) for parallax")
    width: int = Field(gt=0)
    height: int = Field(gt=0)
    alt: str = Field("", description="what is to be seen, in words")
    reference: bool = Field(False, description="whether other pictures of the film can be made after this one")


class Reference(Contract):
    """An earlier picture of the same film that others are made after."""

    picture: ArtifactRef
    subject: str = Field("", description="of its shot: pictures of the same one show it alike, others its style only")


class Segment(Credited):
    """Output of a video step: one conformed shot, encoded once, captions burned in.

    Where a transition touches the shot, its first and last frames are separate pieces, so that composing
    encodes only those again. ``head + body + tail`` is the whole shot in order; a piece without frames is absent.
    """

    body: ArtifactRef
    head: ArtifactRef | None = None
    tail: ArtifactRef | None = None
    body_frames: int = Field(ge=1)
    head_frames: int = Field(0, ge=0)
    tail_frames: int = Field(0, ge=0)
    fps: int = Field(gt=0)
    width: int = Field(gt=0)
    height: int = Field(gt=0)

    @property
    def frames(self) -> int:
        """Length of the whole shot in frames."""
        return self.head_frames + self.body_frames + self.tail_frames


class Music(Credited):
    """Output of the music step: 48 kHz stereo FLAC or WAV."""

    audio: ArtifactRef
    duration: float = Field(gt=0, description="s")


class SpriteSheet(Contract):
    """Small pictures of the whole film in one, for scrubbing: rows of tiles from left to right, then down."""

    image: ArtifactRef
    interval: float = Field(gt=0, description="s between two tiles; the first shows the film's start")
    tiles: int = Field(ge=1)
    columns: int = Field(ge=1)
    tile_width: int = Field(gt=0, description="px")
    tile_height: int = Field(gt=0, description="px")


class FilmPart(Contract):
    """Something encoded for a film that a later film of the same task takes over where it would make the same."""

    made_from: str = Field(description="digest of all that shapes the part")
    file: ArtifactRef
    loudness_lufs: float | None = Field(None, description="of the film's sound; None: silence, or no sound")


class Film(Warned):
    """Output of the compose step."""

    video: ArtifactRef
    thumbnail: ArtifactRef
    thumbnail_width: int = Field(0, ge=0, description="px; 0: not told")
    thumbnail_height: int = Field(0, ge=0, description="px; 0: not told")
    poster: ArtifactRef | None = None
    preview: ArtifactRef | None = Field(None, description="a few moments of the film as animated WebP, without sound")
    sprites: SpriteSheet | None = None
    captions: dict[str, ArtifactRef] = Field(default_factory=dict, description="srt, vtt, ass → file")
    duration: float = Field(gt=0, description="s")
    width: int
    height: int
    fps: int
    loudness_lufs: float | None = None
    parts: tuple[FilmPart, ...] = Field((), description="transitions and sound; for the composer, not told to users")


class StyleRequest(Contract):
    topic: str
    style: str | None = None
    language: str | None = None
    script: str | None = Field(None, description="own narration, for finding the language")
    seed: int = 0


class StoryRequest(Contract):
    topic: str
    look: Look
    duration: float | None = Field(None, description="s; None with an own script: as long as it takes")
    shots: int | None = None
    script: str | None = None
    scenes: tuple[SceneRequest, ...] | None = None
    recording: MediaItem | None = Field(None, description="the user's voice-over, which takes the place of a voice")
    voice_speed: float = 1.0
    seed: int = 0


class StoryboardRequest(Contract):
    topic: str
    look: Look
    story: Story
    aspect_ratio: AspectRatio = AspectRatio.LANDSCAPE
    duration: float | None = None
    shots: int | None = None
    transition: Transition = Transition.AUTO
    voice_speed: float = 1.0
    seed: int = 0


class Recording(Contract):
    """A voice-over of the user's own for the whole film, and the part of it that one shot needs."""

    item: MediaItem
    narrations: tuple[str, ...] = Field(min_length=1, description="all that is said in it, in its order")
    at: int = Field(ge=0, description="which of them the shot's words are")
    heard: tuple[Word, ...] = Field((), description="what a transcription heard, in s from its start")


class VoiceRequest(Contract):
    text: str = Field(min_length=1)
    language: str
    voice: str | None = None
    recording: Recording | None = Field(None, description="takes the place of the voice")
    speed: float = Field(1.0, ge=0.5, le=2)
    seed: int = 0


class ImageRequest(Contract):
    topic: str
    title: str
    look: Look
    shot: Shot
    credits: tuple[Credit, ...] = ()
    media_item: MediaItem | None = Field(None, description="what the shot's media: reference names")
    references: tuple[Reference, ...] = Field((), description="what it is made after; that of the subject first")
    references_follow: bool = Field(
        False, description="whether references can be had by handing the attempt back: other shots are made first"
    )
    references_lost: str = Field("", description="why references that were asked for cannot be had")
    width: int = Field(gt=0)
    height: int = Field(gt=0)
    seed: int = 0


class VideoRequest(Contract):
    shot: Shot
    look: Look
    picture: Picture
    references: tuple[Reference, ...] = Field((), description="what the picture was made after")
    speech: Speech | None = None
    lead_in: float = Field(0.0, ge=0, description="s from the shot's start to the first word")
    duration: float = Field(gt=0, description="s, already final for this shot; rounded to frames by the agent")
    transition_in: Transition = Transition.CUT
    transition_out: Transition = Transition.CUT
    transition_duration: float = Field(0.5, ge=0, description="s that two neighbours overlap")
    width: int
    height: int
    fps: int
    subtitles: SubtitleMode = SubtitleMode.BURNED
    subtitle_style: SubtitleStyle = SubtitleStyle.KARAOKE
    media_item: MediaItem | None = Field(None, description="what the shot's media: reference names")
    seed: int = 0


class MusicRequest(Contract):
    duration: float = Field(gt=0, description="s, at least this long")
    brief: MusicBrief = MusicBrief()
    media: str | None = None
    media_item: MediaItem | None = Field(None, description="what ``media`` names")
    seed: int = 0


class ComposeShot(Contract):
    shot: Shot
    segment: Segment
    speech: Speech | None = None
    lead_in: float = 0.0


class ComposeRequest(Contract):
    title: str
    language: str
    shots: tuple[ComposeShot, ...] = Field(min_length=1)
    transition_duration: float = Field(
        0.5, ge=0, description="s that neighbours overlap where the later shot's transition is not a cut"
    )
    pictures: tuple[Picture, ...] = Field((), description="in shot order, for thumbnail and poster")
    music: Music | None = None
    music_volume: float = Field(0.5, ge=0, le=1)
    sound_effects: bool = True
    subtitles: SubtitleMode = SubtitleMode.BURNED
    subtitle_style: SubtitleStyle = SubtitleStyle.KARAOKE
    width: int
    height: int
    fps: int
    credits: tuple[Credit, ...] = ()
    parts: tuple[FilmPart, ...] = Field((), description="of the film that was composed before this one")
    seed: int = 0
