"""A user's own media: what is known of an upload, and which of a request's references name one."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from videoagent_contracts.api import MediaLink
from videoagent_contracts.film import MediaItem, MediaKind
from videoagent_contracts.media import MediaResponse, MediaState, MediaUpload
from videoagent_contracts.options import LONGEST_FILM_S, TaskSpec

PREFIX = "media:"
SHOWN = (MediaKind.IMAGE, MediaKind.VIDEO)
HEARD = (MediaKind.AUDIO,)
FORM_LIFETIME = timedelta(hours=1)
INVITATION_LASTS = FORM_LIFETIME * 2
"""A file that began to arrive while its form worked has come by then."""
REFUSALS_TOLD_FOR = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Upload:
    """One upload.

    Attributes:
        item: What the file turned out to be, once it has arrived and can be used.
        refusal: Why it can't; at most one of both is set.
        size: Most bytes that its form takes; 0 for those that were invited before this was noted.
        removed: Whether the user has removed it. It is kept until nothing can arrive any more.
    """

    media_id: str
    user_id: str
    created_at: datetime
    filename: str | None = None
    item: MediaItem | None = None
    refusal: str | None = None
    size: int = 0
    removed: bool = False

    @property
    def state(self) -> MediaState:
        if self.item is not None:
            return MediaState.READY
        return MediaState.WAITING if self.refusal is None else MediaState.REFUSED

    def with_item(self, item: MediaItem) -> "Upload":
        return replace(self, item=item)

    def refused(self, why: str) -> "Upload":
        return replace(self, refusal=why)


@dataclass(frozen=True, slots=True)
class Reference:
    """A place in a request that names an upload.

    Attributes:
        field: The place, as errors name it.
        name: As given, ``media:…``.
        wanted: Kinds of file that fit there.
        longest: Of the file, in s; None: any length.
    """

    field: str
    name: str
    wanted: tuple[MediaKind, ...]
    longest: float | None = None

    @property
    def media_id(self) -> str:
        return self.name.removeprefix(PREFIX)


def references(spec: TaskSpec) -> Iterator[Reference]:
    """Yield what a request names of the user's own."""
    if spec.options.music.startswith(PREFIX):
        yield Reference("options.music", spec.options.music, HEARD)
    if spec.options.own_voice is not None:
        yield Reference("options.voice", spec.options.own_voice, HEARD, longest=LONGEST_FILM_S)
    for at, scene in enumerate(spec.options.scenes or ()):
        if scene.media is not None:
            yield Reference(f"options.scenes.{at}.media", scene.media, SHOWN)


def problem(reference: Reference, upload: Upload | None) -> str | None:
    """Say what keeps an upload from being used where it is named; None when nothing does."""
    if upload is None:
        return f"you have no upload {reference.media_id}"
    if upload.item is None:
        return f"the upload cannot be used: {upload.refusal}" if upload.refusal else "its file has not arrived yet"
    if upload.item.kind not in reference.wanted:
        return f"the upload is of kind {upload.item.kind}; here it must be {' or '.join(reference.wanted)}"
    if reference.longest is not None and upload.item.duration > reference.longest:
        return f"the upload takes {upload.item.duration:.0f} s; here {reference.longest:.0f} s are the most"
    return None


def weight(upload: Upload, now: datetime) -> int:
    """Return how many bytes an upload takes, or may come to take: a form works on whatever became of its upload."""
    if takes_files(upload, now) or (upload.state is MediaState.WAITING and not upload.removed):
        return max(upload.size, 0 if upload.item is None else upload.item.ref.size)
    return 0 if upload.item is None or upload.removed else upload.item.ref.size


def takes_files(upload: Upload, now: datetime) -> bool:
    """Whether its form still works."""
    return upload.created_at >= now - FORM_LIFETIME


def is_over(upload: Upload, now: datetime, *, has_file: bool) -> bool:
    """Whether an upload can be forgotten: its file is gone or can no longer come, or its refusal has been told."""
    if upload.removed:
        return upload.created_at < now - INVITATION_LASTS
    if upload.refusal is not None:
        return upload.created_at < now - REFUSALS_TOLD_FOR
    return not has_file and upload.created_at < now - INVITATION_LASTS


def response(upload: Upload, form: MediaUpload | None = None, file: MediaLink | None = None) -> MediaResponse:
    """Tell of an upload."""
    item = upload.item
    return MediaResponse(
        media_id=upload.media_id,
        reference=PREFIX + upload.media_id,
        state=upload.state,
        filename=upload.filename,
        kind=item.kind if item else None,
        content_type=item.ref.content_type if item else None,
        size=item.ref.size if item else None,
        width=item.width or None if item else None,
        height=item.height or None if item else None,
        duration=item.duration or None if item else None,
        detail=upload.refusal,
        created_at=upload.created_at,
        upload=form,
        file=file,
    )
